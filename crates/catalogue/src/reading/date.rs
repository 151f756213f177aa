//! Dates as typed: ISO always; otherwise day first in Spanish and Russian; in English only what can be one day.

use jiff::civil::Date;

use super::Unread;
use crate::{Lang, fold};

/// Day zero of `Value::Date`.
pub const EPOCH: Date = Date::constant(1970, 1, 1);

/// The days since `EPOCH` of a date, as `Value::Date` keeps them.
#[must_use]
pub fn days_of_date(date: Date) -> i32 {
    let hours = date.duration_since(EPOCH).as_hours();
    // A civil date lies within ±9999 years: under four million days.
    i32::try_from(hours / 24).unwrap_or_default()
}

/// The date of a `Value::Date`; `None` outside the years -9999 to 9999.
#[must_use]
pub fn date_of_days(days: i32) -> Option<Date> {
    EPOCH.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// A date as typed: `2026-11-23`, `23/11/2026`, `23.11.26`, `23 Nov 2026`, `23 de noviembre de 2026`.
///
/// # Errors
/// `reading-date` when it is none, `reading-date-ambiguous` when day and month can be exchanged (English only).
pub fn parse_date(text: &str, lang: Lang) -> Result<Date, Unread> {
    let text = text.trim();
    if let Some(date) = iso(text).or_else(|| with_month_name(text, lang)) {
        return Ok(date);
    }
    let (first, second, year) = three_numbers(text).ok_or_else(|| Unread::new("reading-date", text))?;
    let day_first = Date::new(year, second, first).ok();
    if lang != Lang::En {
        return day_first.ok_or_else(|| Unread::new("reading-date", text));
    }
    match (day_first, Date::new(year, first, second).ok()) {
        (Some(one), Some(other)) if one != other => Err(Unread::new("reading-date-ambiguous", text)),
        (Some(date), _) | (_, Some(date)) => Ok(date),
        (None, None) => Err(Unread::new("reading-date", text)),
    }
}

fn iso(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || parts.next().is_some() {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Two short numbers and a year; a year of two digits is of this century, and never after a hyphen.
fn three_numbers(text: &str) -> Option<(i8, i8, i16)> {
    let mark = ['/', '.', '-'].into_iter().find(|mark| text.contains(*mark))?;
    let parts: Vec<&str> = text.split(mark).map(str::trim).collect();
    let [first, second, year] = parts.as_slice() else { return None };
    let short = |part: &str| (1..=2).contains(&part.len()).then(|| part.parse::<i8>().ok()).flatten();
    let year = match year.len() {
        4 => year.parse::<i16>().ok()?,
        2 if mark != '-' => 2000 + year.parse::<i16>().ok()?,
        _ => return None,
    };
    Some((short(first)?, short(second)?, year))
}

/// A day, a month by name in the reader's language or in English, and a year of four digits.
fn with_month_name(text: &str, lang: Lang) -> Option<Date> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !matches!(*word, "" | "de" | "г" | "года"));
    let (mut day, mut month, mut year) = (None, None, None);
    for word in words {
        let slot_taken = if word.chars().all(|c| c.is_ascii_digit()) {
            if word.len() == 4 {
                year.replace(word.parse::<i16>().ok()?).is_some()
            } else {
                day.replace(word.parse::<i8>().ok()?).is_some()
            }
        } else {
            month.replace(month_of(word, lang).or_else(|| month_of(word, Lang::En))?).is_some()
        };
        if slot_taken {
            return None;
        }
    }
    Date::new(year?, month?, day?).ok()
}

fn month_of(word: &str, lang: Lang) -> Option<i8> {
    let known = |stems: &&[&str]| stems.iter().any(|stem| word.starts_with(&fold(stem)));
    let index = lang.month_stems().iter().position(known)?;
    i8::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{date_of_days, days_of_date, parse_date};
    use crate::Lang;

    #[test]
    fn iso_is_read_in_every_language() {
        for lang in Lang::ALL {
            assert_eq!(parse_date(" 2026-11-03 ", lang), Ok(date(2026, 11, 3)));
        }
    }

    #[test]
    fn spanish_and_russian_put_the_day_first() {
        assert_eq!(parse_date("3/4/2026", Lang::Es), Ok(date(2026, 4, 3)));
        assert_eq!(parse_date("03.04.26", Lang::Ru), Ok(date(2026, 4, 3)));
        assert_eq!(parse_date("11/23/2026", Lang::Es).unwrap_err().key, "reading-date");
    }

    #[test]
    fn english_refuses_what_can_be_two_days() {
        assert_eq!(parse_date("03/04/2026", Lang::En).unwrap_err().key, "reading-date-ambiguous");
        assert_eq!(parse_date("23/11/2026", Lang::En), Ok(date(2026, 11, 23)));
        assert_eq!(parse_date("11/23/2026", Lang::En), Ok(date(2026, 11, 23)));
        assert_eq!(parse_date("05/05/2026", Lang::En), Ok(date(2026, 5, 5)));
    }

    #[test]
    fn months_are_known_by_name() {
        assert_eq!(parse_date("23 de noviembre de 2026", Lang::Es), Ok(date(2026, 11, 23)));
        assert_eq!(parse_date("Nov 23, 2026", Lang::En), Ok(date(2026, 11, 23)));
        assert_eq!(parse_date("23 мая 2026 г.", Lang::Ru), Ok(date(2026, 5, 23)));
        assert_eq!(parse_date("1 май 2026", Lang::Ru), Ok(date(2026, 5, 1)));
    }

    #[test]
    fn every_short_month_that_is_written_is_read_back() {
        for lang in Lang::ALL {
            for (index, month) in lang.short_months().into_iter().enumerate() {
                let expected = date(2026, i8::try_from(index + 1).unwrap(), 9);
                assert_eq!(parse_date(&format!("9 {month} 2026"), lang), Ok(expected));
            }
        }
    }

    #[test]
    fn no_date_is_refused() {
        for text in ["", "31.02.2026", "2026", "yesterday", "1/2", "26-11-23", "5 Nov 6 2026"] {
            assert_eq!(parse_date(text, Lang::Es).unwrap_err().key, "reading-date", "{text}");
        }
    }

    #[test]
    fn days_and_dates_turn_into_each_other() {
        for days in [-719_528, -1, 0, 1, 20_780] {
            assert_eq!(date_of_days(days).map(days_of_date), Some(days));
        }
        assert_eq!(days_of_date(date(2026, 11, 23)), 20_780);
        assert_eq!(date_of_days(i32::MAX), None);
    }
}
