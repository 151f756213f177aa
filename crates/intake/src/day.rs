//! Calendar days as numbers (days since 1970-01-01) and back. Exact, no zone.

use jiff::civil::{Date, DateTime};

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// Days since 1970-01-01; `None` when there is no such day.
#[must_use]
pub fn days(year: i16, month: i8, day: i8) -> Option<i32> {
    let date = Date::new(year, month, day).ok()?;
    EPOCH.until(date).ok().map(|span| span.get_days())
}

/// The civil date of a day number.
#[must_use]
pub fn civil(days: i32) -> Option<Date> {
    EPOCH.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// `2024-02-27`.
#[must_use]
pub fn iso(days: i32) -> String {
    civil(days).map(|d| d.to_string()).unwrap_or_default()
}

/// `2024-02-27 13:05:00`, from seconds since 1970-01-01T00:00:00.
#[must_use]
pub fn iso_time(seconds: i64) -> String {
    let Ok(day) = i32::try_from(seconds.div_euclid(86_400)) else { return String::new() };
    let rest = seconds.rem_euclid(86_400);
    format!("{} {:02}:{:02}:{:02}", iso(day), rest / 3600, rest / 60 % 60, rest % 60)
}

/// Day number of an ISO date, with or without a time behind it.
#[must_use]
pub fn from_iso(text: &str) -> Option<i32> {
    let date: Date = match text.parse::<Date>() {
        Ok(date) => date,
        Err(_) => text.parse::<DateTime>().ok()?.date(),
    };
    days(date.year(), date.month(), date.day())
}
