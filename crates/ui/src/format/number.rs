//! Integers, decimals, percents and money.

use catalogue::numerals::group_thousands;
use catalogue::{Currency, Lang, Money, Words};
use rust_decimal::{Decimal, RoundingStrategy};

/// Keeps a number and its unit on one line.
const NO_BREAK: char = '\u{a0}';

/// `12,345`, `12.345`, `12 345`.
#[must_use]
pub fn integer(number: i64, lang: Lang) -> String {
    group_thousands(&number.to_string(), lang)
}

/// As many digits after the mark as the number has, without trailing zeros.
#[must_use]
pub fn decimal(number: Decimal, lang: Lang) -> String {
    group_thousands(&number.normalize().to_string(), lang)
}

/// A fraction as a percentage with at most so many digits after the mark: 0.125 is `12.5%`, `12,5 %`.
/// Halves are rounded away from zero, as in accounts.
#[must_use]
pub fn percent(fraction: Decimal, digits: u32, lang: Lang) -> String {
    let number = decimal(rounded(hundredfold(fraction), digits), lang);
    match lang {
        Lang::En => format!("{number}%"),
        Lang::Es | Lang::Ru => format!("{number}{NO_BREAK}%"),
    }
}

/// `€1,234.56`, `1234,56 €`, `1 234,56 ₽`: all digits of the currency, its sign or else its code.
#[must_use]
pub fn money(amount: &Money, lang: Lang) -> String {
    placed(&group_thousands(&amount.major().to_string(), lang), amount.currency, lang)
}

/// Sums in several currencies, one after the other; they are never added up.
#[must_use]
pub fn moneys(amounts: &[Money], lang: Lang) -> String {
    amounts.iter().map(|amount| money(amount, lang)).collect::<Vec<_>>().join(" · ")
}

/// For heads of columns: `€1.2M`, `1,2 M €`, `1,2 млн ₽`. Not exact: the exact amount belongs beside it, in the title.
#[must_use]
pub fn money_short(amount: &Money, lang: Lang) -> String {
    let major = amount.major();
    let Some((number, word)) = shortened(major) else {
        return placed(&decimal(rounded(major, 0), lang), amount.currency, lang);
    };
    let number = decimal(number, lang);
    placed(&Words::shipped().text_with(lang, word, &[("number", number.into())]), amount.currency, lang)
}

/// Ten thousand and more, in thousands, millions or milliards with about three digits.
fn shortened(major: Decimal) -> Option<(Decimal, &'static str)> {
    if major.abs() < Decimal::from(10_000) {
        return None;
    }
    let steps = [(3, "short-thousand"), (6, "short-million"), (9, "short-milliard")];
    let short = |power: u32| {
        let number = major * Decimal::new(1, power);
        rounded(number, if number.abs() < Decimal::ONE_HUNDRED { 1 } else { 0 })
    };
    let fits = |(power, _): &&(u32, &str)| short(*power).abs() < Decimal::ONE_THOUSAND;
    let (power, word) = steps.iter().find(fits).or(steps.last())?;
    Some((short(*power), word))
}

/// A percentage from a fraction.
pub(super) fn hundredfold(fraction: Decimal) -> Decimal {
    fraction.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(Decimal::MAX).normalize()
}

fn rounded(number: Decimal, digits: u32) -> Decimal {
    number.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
}

/// English puts the sign before the number and after the minus; Spanish and Russian put it behind.
fn placed(number: &str, currency: Currency, lang: Lang) -> String {
    let sign = sign_of(&currency);
    if lang != Lang::En {
        return format!("{number}{NO_BREAK}{sign}");
    }
    let (minus, digits) = number.strip_prefix('\u{2212}').map_or(("", number), |digits| ("\u{2212}", digits));
    let gap = if sign.chars().all(|c| c.is_ascii_alphabetic()) { NO_BREAK.to_string() } else { String::new() };
    format!("{minus}{sign}{gap}{digits}")
}

/// The sign that stands for one currency alone, else the code.
fn sign_of(currency: &Currency) -> &str {
    match currency.code() {
        "EUR" => "€",
        "USD" => "$",
        "GBP" => "£",
        "RUB" => "₽",
        "UAH" => "₴",
        "KZT" => "₸",
        code => code,
    }
}
