//! Dates, instants, durations and distances in time.

use catalogue::reading::date_of_days;
use catalogue::{Lang, Words};
use jiff::civil;
use query::Bucket;

use crate::Reader;

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Days since 1970-01-01 as `23 Nov 2026`, `23 nov 2026`, `23 нояб. 2026`.
#[must_use]
pub fn date(days: i32, lang: Lang) -> String {
    date_of_days(days).map(|date| written(date, lang)).unwrap_or_default()
}

/// A stretch of time by its first day (days since 1970-01-01): `Nov 2026`, `Q4 2026`, `2026/27`.
#[must_use]
pub fn stretch(days: i32, bucket: Bucket, lang: Lang) -> String {
    let Some(first) = date_of_days(days) else { return String::new() };
    let year = first.year().to_string();
    let say = |key: &str, args: &[(&str, catalogue::Arg)]| Words::shipped().text_with(lang, key, args);
    match bucket {
        Bucket::Day => written(first, lang),
        Bucket::IsoWeek => say("period-week", &[("day", written(first, lang).into())]),
        Bucket::Month => format!("{} {year}", month(first, lang)),
        Bucket::Quarter => {
            let quarter = ((first.month() + 2) / 3).to_string();
            say("period-quarter", &[("quarter", quarter.into()), ("year", year.into())])
        }
        Bucket::FiscalYear if first.month() == 1 => year,
        Bucket::FiscalYear => format!("{year}/{:02}", (first.year() + 1).rem_euclid(100)),
    }
}

/// The day that an instant (microseconds since 1970) falls on in the reader's zone, like a date.
#[must_use]
pub fn day_of(micros: i64, reader: &Reader) -> String {
    reader.local(micros).map(|at| written(at.date(), reader.lang)).unwrap_or_default()
}

/// Microseconds since 1970 as the date and the time of day in the reader's zone: `23 Nov 2026, 14:05`.
#[must_use]
pub fn instant(micros: i64, reader: &Reader) -> String {
    reader.local(micros).map(|at| format!("{}, {}", written(at.date(), reader.lang), clock(at))).unwrap_or_default()
}

/// The time of day of a moment (microseconds since 1970) in the reader's zone where it falls on the reader's today: `14:05`; else as `ago` says it.
#[must_use]
pub fn hour_or_ago(micros: i64, reader: &Reader) -> String {
    let days = |at: &civil::DateTime| catalogue::reading::days_of_date(at.date());
    match reader.local(micros) {
        Some(at) if days(&at) == reader.today() => clock(at),
        _ => ago(micros, reader),
    }
}

/// The time of day: `14:05`.
#[must_use]
pub fn clock(at: civil::DateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// Microseconds as the two largest units that are not zero: `2 days 3 h`, `45 min`.
#[must_use]
pub fn duration(micros: i64, lang: Lang) -> String {
    let whole = micros.saturating_abs();
    let parts = [
        ("unit-days", whole / DAY),
        ("unit-hours", whole % DAY / HOUR),
        ("unit-minutes", whole % HOUR / MINUTE),
        ("unit-seconds", whole % MINUTE / SECOND),
    ];
    let first = parts.iter().position(|(_, count)| *count > 0).unwrap_or(parts.len() - 1);
    let say = |(key, count): &(&str, i64)| Words::shipped().text_with(lang, key, &[("count", (*count).into())]);
    let said: Vec<String> = parts
        .iter()
        .enumerate()
        .skip(first)
        .take(2)
        .filter(|(at, part)| *at == first || part.1 > 0)
        .map(|(_, part)| say(part))
        .collect();
    let sign = if micros < 0 { "\u{2212}" } else { "" };
    format!("{sign}{}", said.join(" "))
}

/// Hours and minutes, and seconds where there are any: `0:30`, `26:00`, `1:30:15`. Nothing is rounded but what is below a second.
#[must_use]
pub fn hours_input(micros: i64) -> String {
    let whole = micros.saturating_abs();
    let (hours, minutes, seconds) = (whole / HOUR, whole % HOUR / MINUTE, whole % MINUTE / SECOND);
    let sign = if micros < 0 { "-" } else { "" };
    let seconds = if seconds > 0 { format!(":{seconds:02}") } else { String::new() };
    format!("{sign}{hours}:{minutes:02}{seconds}")
}

/// A day as seen from today: "today", "3 days ago", "in 2 months". Both are days since 1970-01-01.
#[must_use]
pub fn relative_day(days: i32, today: i32, lang: Lang) -> String {
    let distance = i64::from(days) - i64::from(today);
    match distance {
        0 => Words::shipped().text(lang, "day-today"),
        -1 => Words::shipped().text(lang, "day-yesterday"),
        1 => Words::shipped().text(lang, "day-tomorrow"),
        _ => far_day(distance, lang),
    }
}

/// A moment (microseconds since 1970) as seen from the reader's now: "just now", "5 minutes ago", "3 days ago"; a day further on it counts calendar days.
#[must_use]
pub fn ago(micros: i64, reader: &Reader) -> String {
    let passed = reader.now.saturating_sub(micros);
    let say = |key: &str, count: i64| Words::shipped().text_with(reader.lang, key, &[("count", count.into())]);
    match passed {
        0..MINUTE => Words::shipped().text(reader.lang, "ago-now"),
        MINUTE..HOUR => say("ago-minutes", passed / MINUTE),
        HOUR..DAY => say("ago-hours", passed / HOUR),
        _ => {
            let day = |micros| reader.local(micros).map(|at| catalogue::reading::days_of_date(at.date()));
            let (day, today) = (day(micros), day(reader.now));
            day.zip(today).map(|(day, today)| relative_day(day, today, reader.lang)).unwrap_or_default()
        }
    }
}

/// `2026-11-23`.
pub(super) fn iso_date(days: i32) -> String {
    date_of_days(days).map(|date| date.to_string()).unwrap_or_default()
}

/// `2026-11-23T14:05`, the value of an input of type `datetime-local`.
pub(super) fn local_input(micros: i64, reader: &Reader) -> String {
    reader.local(micros).map(|at| at.strftime("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default()
}

/// Months of 30 and years of 365 days: it says about how long, and the exact date stands beside it.
fn far_day(distance: i64, lang: Lang) -> String {
    let (unit, count) = match distance.abs() {
        days @ ..60 => ("days", days),
        days @ 60..730 => ("months", days / 30),
        days => ("years", days / 365),
    };
    let key = if distance < 0 { format!("ago-{unit}") } else { format!("in-{unit}") };
    Words::shipped().text_with(lang, &key, &[("count", count.into())])
}

fn written(date: civil::Date, lang: Lang) -> String {
    format!("{} {} {}", date.day(), month(date, lang), date.year())
}

fn month(date: civil::Date, lang: Lang) -> &'static str {
    let index = usize::try_from(date.month() - 1).unwrap_or_default();
    lang.short_months().get(index).copied().unwrap_or_default()
}
