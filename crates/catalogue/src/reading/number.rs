//! Numbers, percents and money as typed. The language decides what a lone separator before three digits means.

use rust_decimal::Decimal;

use super::Unread;
use crate::{Currency, Lang, Money};

/// A number as typed: `1,234.56` in English, `1.234,56` in Spanish, `1 234,56` in Russian; a form of another language
/// is taken when it can mean one thing only. With a percent sign it is the fraction: `35 %` is 0.35.
///
/// # Errors
/// `reading-number` when it is no number, `reading-number-ambiguous` when it can be two.
pub fn parse_number(text: &str, lang: Lang) -> Result<Decimal, Unread> {
    match text.trim().strip_suffix('%') {
        Some(number) => hundredth(plain_number(number, lang)?, text),
        None => plain_number(text, lang),
    }
}

/// A percent as typed, with the sign or without: `35` and `35 %` are both the fraction 0.35.
///
/// # Errors
/// As `parse_number`.
pub fn parse_percent(text: &str, lang: Lang) -> Result<Decimal, Unread> {
    let number = text.trim();
    hundredth(plain_number(number.strip_suffix('%').unwrap_or(number), lang)?, text)
}

/// An amount as typed, with a symbol or a code before or after it; `currency` is meant where none is named.
///
/// # Errors
/// As `parse_number`; `reading-money-fine` when it is finer than the currency's smallest coin,
/// `reading-money` when the currency is not known or the amount does not fit.
pub fn parse_money(text: &str, lang: Lang, currency: Currency) -> Result<Money, Unread> {
    let (amount, named) = split_currency(text).ok_or_else(|| Unread::new("reading-money", text))?;
    let currency = named.unwrap_or(currency);
    // Told as it was typed: without the currency nothing may be left of it.
    let number = plain_number(&amount, lang).map_err(|unread| Unread::new(unread.key, text))?;
    if number.normalize().scale() > currency.digits() {
        return Err(Unread::new("reading-money-fine", text));
    }
    Money::from_major(number, currency).ok_or_else(|| Unread::new("reading-money", text))
}

/// Symbols that stand for one currency each; `¥` and `kr` stand for several and are not taken.
const SYMBOLS: [(&str, &str); 8] = [
    ("€", "EUR"),
    ("US$", "USD"),
    ("$", "USD"),
    ("£", "GBP"),
    ("₽", "RUB"),
    ("руб.", "RUB"),
    ("руб", "RUB"),
    ("₴", "UAH"),
];

fn split_currency(text: &str) -> Option<(String, Option<Currency>)> {
    let text = text.trim();
    for (symbol, code) in SYMBOLS {
        if let Some(amount) = strip_either(text, symbol) {
            return Some((amount, Currency::parse(code)));
        }
    }
    let code: String = text.chars().filter(char::is_ascii_alphabetic).collect();
    if code.is_empty() {
        return Some((text.to_owned(), None));
    }
    let currency = Currency::parse(&code)?;
    Some((strip_either(text, &code)?, Some(currency)))
}

/// The amount without the mark before it, after a sign, or behind it.
fn strip_either(text: &str, mark: &str) -> Option<String> {
    if let Some(amount) = text.strip_suffix(mark) {
        return Some(amount.trim().to_owned());
    }
    let (sign, rest) = split_sign(text);
    Some(format!("{sign}{}", rest.strip_prefix(mark)?.trim()))
}

fn hundredth(number: Decimal, text: &str) -> Result<Decimal, Unread> {
    number
        .checked_mul(Decimal::new(1, 2))
        .map(|fraction| fraction.normalize())
        .ok_or_else(|| Unread::new("reading-number", text))
}

fn plain_number(text: &str, lang: Lang) -> Result<Decimal, Unread> {
    let (sign, unsigned) = split_sign(text.trim());
    let digits = without_spaces(unsigned).ok_or_else(|| Unread::new("reading-number", text))?;
    let plain = match separators(&digits, lang) {
        Separators::None => digits,
        Separators::Group(mark) => digits.replace(mark, ""),
        Separators::Decimal { group, mark } => digits.replace(group, "").replace(mark, "."),
        Separators::Ambiguous => return Err(Unread::new("reading-number-ambiguous", text)),
        Separators::Broken => return Err(Unread::new("reading-number", text)),
    };
    format!("{sign}{plain}").parse().map_err(|_| Unread::new("reading-number", text))
}

fn split_sign(text: &str) -> (&'static str, &str) {
    if let Some(rest) = text.strip_prefix(['-', '\u{2212}']) {
        ("-", rest.trim_start())
    } else {
        ("", text.strip_prefix('+').unwrap_or(text))
    }
}

/// Digits, points and commas alone; spaces and apostrophes are taken out where they group digits by three.
fn without_spaces(text: &str) -> Option<String> {
    let is_space = |c: char| c.is_whitespace() || c == '\'' || c == '\u{2019}';
    let text = text.trim();
    let whole = text.split(['.', ',']).next()?;
    if text[whole.len()..].contains(is_space) || (whole.contains(is_space) && !is_grouped(whole, is_space)) {
        return None;
    }
    let digits: String = text.chars().filter(|c| !is_space(*c)).collect();
    let known = digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',');
    (known && digits.contains(|c: char| c.is_ascii_digit())).then_some(digits)
}

enum Separators {
    None,
    Group(char),
    Decimal { group: char, mark: char },
    Ambiguous,
    Broken,
}

fn separators(digits: &str, lang: Lang) -> Separators {
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    match (points, commas) {
        (0, 0) => Separators::None,
        (1, 0) => lone(digits, '.', lang),
        (0, 1) => lone(digits, ',', lang),
        (_, 0) => grouped(digits, '.'),
        (0, _) => grouped(digits, ','),
        (_, 1) if digits.rfind('.') < digits.find(',') => decimal(digits, '.', ','),
        (1, _) if digits.rfind(',') < digits.find('.') => decimal(digits, ',', '.'),
        _ => Separators::Broken,
    }
}

/// One separator: the language says what it is; where the language has no such mark, three digits after it leave it open.
fn lone(digits: &str, mark: char, lang: Lang) -> Separators {
    let other = if mark == '.' { ',' } else { '.' };
    let as_decimal =
        if digits.ends_with(mark) { Separators::Broken } else { Separators::Decimal { group: other, mark } };
    if mark == lang.decimal_mark() || !is_grouped(digits, |c| c == mark) {
        as_decimal
    } else if mark == lang.group_mark() {
        Separators::Group(mark)
    } else {
        Separators::Ambiguous
    }
}

fn grouped(digits: &str, mark: char) -> Separators {
    if is_grouped(digits, |c| c == mark) { Separators::Group(mark) } else { Separators::Broken }
}

fn decimal(digits: &str, group: char, mark: char) -> Separators {
    let (whole, fraction) = digits.split_once(mark).unwrap_or((digits, ""));
    if is_grouped(whole, |c| c == group) && !fraction.is_empty() {
        Separators::Decimal { group, mark }
    } else {
        Separators::Broken
    }
}

/// One to three digits, then groups of exactly three.
fn is_grouped(text: &str, is_mark: impl Fn(char) -> bool) -> bool {
    let mut groups = text.split(is_mark);
    let first = groups.next().unwrap_or("");
    !first.starts_with('0') && (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests;
