//! The company's calendar: instants and dates turned into each other in the company's zone, and both from and to
//! ISO 8601 text. Dates are days since 1970-01-01, instants UTC microseconds.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// The day that an instant falls on in the zone; `None` outside the years -9999 to 9999.
#[must_use]
pub fn day_of(instant: i64, zone: &TimeZone) -> Option<i32> {
    let at = Timestamp::from_microsecond(instant).ok()?;
    day_number(at.to_zoned(zone.clone()).date())
}

/// The first instant of a day in the zone; `None` outside the years that exist.
#[must_use]
pub fn start_of_day(day: i32, zone: &TimeZone) -> Option<i64> {
    let start = civil(day)?.to_zoned(zone.clone()).ok()?;
    Some(start.timestamp().as_microsecond())
}

/// The civil date of a day number.
#[must_use]
pub fn civil(day: i32) -> Option<Date> {
    EPOCH.checked_add(Span::new().try_days(day).ok()?).ok()
}

/// The day number of a civil date.
#[must_use]
pub fn day_number(date: Date) -> Option<i32> {
    EPOCH.until((jiff::Unit::Day, date)).ok().map(|span| span.get_days())
}

/// Reads exactly `YYYY-MM-DD`.
#[must_use]
pub fn parse_day(text: &str) -> Option<i32> {
    let shape = text.len() == 10 && text.bytes().enumerate().all(|(i, b)| (i == 4 || i == 7) == (b == b'-'));
    if !shape {
        return None;
    }
    day_number(text.parse().ok()?)
}

/// Reads an RFC 3339 instant.
#[must_use]
pub fn parse_instant(text: &str) -> Option<i64> {
    text.parse::<Timestamp>().ok().map(Timestamp::as_microsecond)
}

/// `YYYY-MM-DD`.
#[must_use]
pub fn day_text(day: i32) -> String {
    civil(day).map_or_else(|| day.to_string(), |date| date.to_string())
}

/// RFC 3339 in UTC, with as many decimals as it takes.
#[must_use]
pub fn instant_text(instant: i64) -> String {
    Timestamp::from_microsecond(instant).map_or_else(|_| instant.to_string(), |at| at.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_instants_turn_into_each_other_in_the_zone() {
        let madrid = TimeZone::get("Europe/Madrid").expect("a known zone");
        let day = parse_day("2026-03-29").expect("a date");
        let start = start_of_day(day, &madrid).expect("in range");
        assert_eq!(instant_text(start), "2026-03-28T23:00:00Z");
        assert_eq!(day_of(start, &madrid), Some(day));
        assert_eq!(day_of(start - 1, &madrid), Some(day - 1));
        // The clock goes forward that night: the day has 23 hours.
        assert_eq!(start_of_day(day + 1, &madrid), Some(start + 23 * 3_600_000_000));
    }

    #[test]
    fn only_the_iso_form_is_a_date() {
        for text in ["2026-02-30", "26-01-01", "2026-1-1", "2026-01-31T00:00", "31/01/2026", "20260131", ""] {
            assert_eq!(parse_day(text), None, "{text}");
        }
        assert_eq!(parse_day("1969-12-31"), Some(-1));
        assert_eq!(day_text(-1), "1969-12-31");
    }

    #[test]
    fn an_impossible_day_is_not_known() {
        assert_eq!(start_of_day(i32::MAX, &TimeZone::UTC), None);
        assert_eq!(day_of(i64::MAX, &TimeZone::UTC), None);
    }
}
