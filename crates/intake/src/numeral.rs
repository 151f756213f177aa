//! Numbers and dates written as text: what one text can mean, and which way of writing a whole column has. Exact; knows
//! no language settings, because a file rarely comes from the reader's own computer.

use rust_decimal::Decimal;

use crate::{DateOrder, day};

/// Signs and words of currencies that stand beside numbers, folded, with the code they mean where that is one.
const CURRENCIES: [(&str, Option<&str>); 14] = [
    ("€", Some("EUR")),
    ("eur", Some("EUR")),
    ("us$", Some("USD")),
    ("usd", Some("USD")),
    // Many countries call their money a dollar.
    ("$", None),
    ("£", Some("GBP")),
    ("gbp", Some("GBP")),
    ("¥", None),
    ("₽", Some("RUB")),
    ("rub", Some("RUB")),
    ("руб.", Some("RUB")),
    ("руб", Some("RUB")),
    ("₴", Some("UAH")),
    ("грн", Some("UAH")),
];

/// A numeral taken apart: digits, separators, sign, percent sign, currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Numeral {
    body: String,
    negative: bool,
    pub(crate) percent: bool,
    pub(crate) currency: Option<&'static str>,
}

/// Takes a text apart as a number; `None` when it is none (words, codes with leading zeros, phones).
pub(crate) fn numeral(text: &str) -> Option<Numeral> {
    let folded = text.trim().to_lowercase().replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ").replace('−', "-");
    let mut rest = folded.as_str();
    let mut currency = None;
    for (sign, code) in CURRENCIES {
        if let Some(cut) = rest.strip_prefix(sign).or_else(|| rest.strip_suffix(sign)) {
            (rest, currency) = (cut.trim(), code);
            break;
        }
    }
    let percent = rest.ends_with('%');
    rest = rest.trim_end_matches('%').trim();
    let in_brackets = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')'));
    let signed = in_brackets.or_else(|| rest.strip_prefix('-')).or_else(|| rest.strip_suffix('-'));
    let body = signed.unwrap_or(rest).trim();
    let starts = body.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    let shape = body.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\'' | '’'));
    if !starts || !shape || !body.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let body: String = body.chars().filter(|c| !matches!(c, ' ' | '\'' | '’')).collect();
    // A code like 00123 loses its zeros as a number, so it is none; more digits than a binary number keeps is a code too.
    let code = body.len() > 1 && body.starts_with('0') && !body.starts_with("0.") && !body.starts_with("0,");
    let long = body.bytes().filter(u8::is_ascii_digit).count() > 15;
    (!code && !long).then_some(Numeral { body, negative: signed.is_some(), percent, currency })
}

/// Which mark cuts off the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Mark {
    Point,
    Comma,
}

impl Numeral {
    /// The mark that must be the decimal one; `None` when the text has none or can be read both ways.
    pub(crate) fn mark(&self) -> Option<Mark> {
        let (points, commas) = (self.body.matches('.').count(), self.body.matches(',').count());
        match (points, commas) {
            (0, 0) => None,
            (0, 1) | (1, 0) => {
                let mark = if points == 1 { Mark::Point } else { Mark::Comma };
                let (whole, decimals) = self.body.split_once(['.', ',']).unwrap_or((&self.body, ""));
                let ambiguous = decimals.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0";
                (!ambiguous).then_some(mark)
            }
            (0, _) => Some(Mark::Point),
            (_, 0) => Some(Mark::Comma),
            _ if self.body.rfind('.') > self.body.rfind(',') => Some(Mark::Point),
            _ => Some(Mark::Comma),
        }
    }

    /// True when a mark is there that can be a decimal one or one of thousands.
    pub(crate) fn is_ambiguous(&self) -> bool {
        self.mark().is_none() && self.body.contains(['.', ','])
    }

    /// The value under this decimal mark; a percent sign does not change it. `None` when it does not fit the mark.
    pub(crate) fn value(&self, mark: Mark) -> Option<Decimal> {
        let (decimal, thousands) = if mark == Mark::Point { ('.', ',') } else { (',', '.') };
        let (whole, decimals) = self.body.split_once(decimal).unwrap_or((&self.body, ""));
        if decimals.contains(['.', ',']) {
            return None;
        }
        let mut groups = whole.split(thousands);
        let first = groups.next().unwrap_or("");
        if first.len() > 3 && whole.contains(thousands) || groups.any(|g| g.len() != 3) {
            return None;
        }
        let sign = if self.negative { "-" } else { "" };
        let whole = whole.replace(thousands, "");
        let text = if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") };
        Decimal::from_str_exact(&text).ok()
    }
}

/// Every order in which a text can be read as a date, with the day that gives.
pub(crate) fn dates(text: &str) -> Vec<(DateOrder, i32)> {
    let text = text.trim();
    let date = text.split_once(['T', ',']).map_or(text, |(d, _)| d);
    // A time behind the date is dropped: `27.02.2024 13:05`.
    let date = if date.contains(':') { date.split_once(' ').map_or("", |(d, _)| d) } else { date };
    let separators = ['.', '/', '-', ' '];
    let parts: Vec<&str> = date.split(separators).filter(|p| !p.is_empty() && !is_filler(p)).collect();
    let [a, b, c] = parts.as_slice() else { return Vec::new() };
    let number = |p: &str| p.parse::<i16>().ok().filter(|_| p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit()));
    let small = |p: &str| number(p).filter(|_| p.len() <= 2).and_then(|n| i8::try_from(n).ok());
    let year = |p: &str| match p.len() {
        4 => number(p),
        // POSIX: 69 to 99 mean the twentieth century.
        2 => number(p).map(|y| if y >= 69 { 1900 + y } else { 2000 + y }),
        _ => None,
    };
    let mut found = Vec::new();
    let mut push = |order, y: Option<i16>, m: Option<i8>, d: Option<i8>| {
        if let (Some(y), Some(m), Some(d)) = (y, m, d)
            && let Some(days) = day::days(y, m, d)
        {
            found.push((order, days));
        }
    };
    if a.len() == 4 {
        push(DateOrder::YearFirst, year(a), small(b).or_else(|| month(b)), small(c));
        return found;
    }
    if let Some(named) = month(b) {
        push(DateOrder::DayFirst, year(c), Some(named), small(a));
        return found;
    }
    push(DateOrder::DayFirst, year(c), small(b), small(a));
    push(DateOrder::MonthFirst, year(c), small(a).or_else(|| month(a)), small(b));
    found
}

/// Words between the parts of a Spanish date, and the Russian mark of a year.
fn is_filler(part: &str) -> bool {
    matches!(part.to_lowercase().as_str(), "de" | "del" | "г")
}

/// A month by the beginning of its name, in English, Spanish or Russian.
fn month(word: &str) -> Option<i8> {
    const STARTS: [[&str; 4]; 12] = [
        ["jan", "ene", "янв", "январ"],
        ["feb", "feb", "фев", "феврал"],
        ["mar", "mar", "мар", "март"],
        ["apr", "abr", "апр", "апрел"],
        ["may", "may", "май", "мая"],
        ["jun", "jun", "июн", "июн"],
        ["jul", "jul", "июл", "июл"],
        ["aug", "ago", "авг", "август"],
        ["sep", "sep", "сен", "сентябр"],
        ["oct", "oct", "окт", "октябр"],
        ["nov", "nov", "ноя", "ноябр"],
        ["dec", "dic", "дек", "декабр"],
    ];
    let word = word.to_lowercase();
    let at = STARTS.iter().position(|starts| starts.iter().any(|s| word.starts_with(s)))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, mark: Mark) -> Option<String> {
        numeral(text).and_then(|n| n.value(mark)).map(|d| d.normalize().to_string())
    }

    #[test]
    fn numbers_as_people_write_them() {
        assert_eq!(read("1 234,50 €", Mark::Comma).as_deref(), Some("1234.5"));
        assert_eq!(read("$1,234.50", Mark::Point).as_deref(), Some("1234.5"));
        assert_eq!(read("(12.5)", Mark::Point).as_deref(), Some("-12.5"));
        assert_eq!(read("1'000'000", Mark::Point).as_deref(), Some("1000000"));
        assert_eq!(read("35 %", Mark::Point).as_deref(), Some("35"));
        assert_eq!(numeral("1.234.567").and_then(|n| n.mark()), Some(Mark::Comma));
        assert!(numeral("1,234").is_some_and(|n| n.is_ambiguous()));
        assert_eq!(numeral("12,5").and_then(|n| n.mark()), Some(Mark::Comma));
        assert_eq!(numeral("руб. 5").and_then(|n| n.currency), Some("RUB"));
    }

    #[test]
    fn codes_words_and_phones_are_no_numbers() {
        for text in ["00123", "11-0001", "+34 600 000 000", "abc", "", "12a", "1.2.3.", "12345678901234567890"] {
            let value = numeral(text).and_then(|n| n.value(n.mark().unwrap_or(Mark::Point)));
            assert_eq!(value, None, "{text}");
        }
    }

    #[test]
    fn dates_in_every_order() {
        let day = |y, m, d| day::days(y, m, d).unwrap_or_default();
        assert_eq!(dates("2024-02-27"), [(DateOrder::YearFirst, day(2024, 2, 27))]);
        assert_eq!(dates("27.02.2024 13:05"), [(DateOrder::DayFirst, day(2024, 2, 27))]);
        assert_eq!(dates("02/27/24"), [(DateOrder::MonthFirst, day(2024, 2, 27))]);
        assert_eq!(dates("03/04/2024").len(), 2);
        assert_eq!(dates("27 de febrero de 2024"), [(DateOrder::DayFirst, day(2024, 2, 27))]);
        assert_eq!(dates("5 мая 2024 г"), [(DateOrder::DayFirst, day(2024, 5, 5))]);
        assert_eq!(dates("Feb 27 2024"), [(DateOrder::MonthFirst, day(2024, 2, 27))]);
        assert!(dates("11-0001").is_empty());
        assert!(dates("31.02.2024").is_empty());
    }
}
