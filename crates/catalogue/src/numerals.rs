//! How each language writes numbers and months: separators, grouping and month names, after Unicode CLDR 46.
//! Shared by what reads input and what writes pages. Must not know fields or markup.

use crate::Lang;

impl Lang {
    /// Between the whole part and the fraction.
    #[must_use]
    pub fn decimal_mark(self) -> char {
        match self {
            Self::En => '.',
            Self::Es | Self::Ru => ',',
        }
    }

    /// Between groups of three digits; in Russian a space that does not break.
    #[must_use]
    pub fn group_mark(self) -> char {
        match self {
            Self::En => ',',
            Self::Es => '.',
            Self::Ru => '\u{a0}',
        }
    }

    /// Numbers with fewer whole digits are not grouped: Spanish writes 1234 and 12.345 (CLDR `minimumGroupingDigits`).
    fn least_grouped_digits(self) -> usize {
        match self {
            Self::En | Self::Ru => 4,
            Self::Es => 5,
        }
    }

    /// Short month names as they stand within a date, January first.
    #[must_use]
    pub fn short_months(self) -> [&'static str; 12] {
        match self {
            Self::En => ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
            Self::Es => ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
            Self::Ru => {
                ["янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.", "дек."]
            }
        }
    }

    /// The first three letters, folded, by which a typed month is known in any of its forms.
    pub(crate) fn month_stems(self) -> [&'static [&'static str]; 12] {
        match self {
            Self::En => [
                &["jan"],
                &["feb"],
                &["mar"],
                &["apr"],
                &["may"],
                &["jun"],
                &["jul"],
                &["aug"],
                &["sep"],
                &["oct"],
                &["nov"],
                &["dec"],
            ],
            Self::Es => [
                &["ene"],
                &["feb"],
                &["mar"],
                &["abr"],
                &["may"],
                &["jun"],
                &["jul"],
                &["ago"],
                &["sep", "set"],
                &["oct"],
                &["nov"],
                &["dic"],
            ],
            Self::Ru => [
                &["янв"],
                &["фев"],
                &["мар"],
                &["апр"],
                &["май", "мая", "маи"],
                &["июн"],
                &["июл"],
                &["авг"],
                &["сен"],
                &["окт"],
                &["ноя"],
                &["дек"],
            ],
        }
    }
}

/// Plain digits (`-1234567.5`) as the language writes them: grouped, with its decimal mark.
#[must_use]
pub fn group_thousands(plain: &str, lang: Lang) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |digits| ("\u{2212}", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        let left = whole.len().saturating_sub(index);
        if index > 0 && left.is_multiple_of(3) && whole.len() >= lang.least_grouped_digits() {
            text.push(lang.group_mark());
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(lang.decimal_mark());
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::group_thousands;
    use crate::Lang;

    #[test]
    fn each_language_groups_in_its_way() {
        assert_eq!(group_thousands("1234567.50", Lang::En), "1,234,567.50");
        assert_eq!(group_thousands("1234567.50", Lang::Es), "1.234.567,50");
        assert_eq!(group_thousands("1234567.50", Lang::Ru), "1\u{a0}234\u{a0}567,50");
    }

    #[test]
    fn spanish_groups_from_five_digits() {
        assert_eq!(group_thousands("9999", Lang::Es), "9999");
        assert_eq!(group_thousands("10000", Lang::Es), "10.000");
        assert_eq!(group_thousands("-1234", Lang::En), "\u{2212}1,234");
    }
}
