//! Working minutes over pauses, holidays, weekends and changes of the clock; and hours as people write them.

use query::calendar::parse_day;

use super::*;

fn madrid() -> TimeZone {
    TimeZone::get("Europe/Madrid").unwrap_or(TimeZone::UTC)
}

/// A time of day in Madrid.
fn at(text: &str) -> i64 {
    let local: jiff::civil::DateTime = text.parse().unwrap_or_default();
    local.to_zoned(madrid()).map(|zoned| zoned.timestamp().as_microsecond()).unwrap_or_default()
}

/// Mornings and afternoons from Monday to Thursday, Friday morning; a holiday on Thursday, 2026-05-07.
fn shop() -> WorkingTime {
    let mut shop = WorkingTime::usual(madrid());
    let hours = |text: &str| read_hours(text).unwrap_or_default();
    let full = || hours("9-14, 15:30-18:30");
    shop.week = [full(), full(), full(), full(), hours("9-14"), Vec::new(), Vec::new()];
    shop.holidays.extend(parse_day("2026-05-07"));
    shop
}

#[test]
fn minutes_are_added_over_pauses_holidays_and_weekends() {
    let shop = shop();
    for (from, minutes, to) in [
        ("2026-05-06T10:00", 60, "2026-05-06T11:00"),
        ("2026-05-06T13:30", 60, "2026-05-06T16:00"),
        ("2026-05-06T13:00", 60, "2026-05-06T14:00"),
        ("2026-05-06T20:00", 30, "2026-05-08T09:30"),
        ("2026-05-06T18:00", 60, "2026-05-08T09:30"),
        ("2026-05-08T13:00", 120, "2026-05-11T10:00"),
        ("2026-05-09T12:00", 1, "2026-05-11T09:01"),
        ("2026-05-09T12:00", 0, "2026-05-09T12:00"),
        // A whole week of 4 times 8 hours and 5, but for the holiday.
        ("2026-05-04T00:00", 3 * 480 + 300, "2026-05-08T14:00"),
    ] {
        assert_eq!(shop.add(at(from), minutes), Some(at(to)), "{from} and {minutes}");
    }
}

#[test]
fn minutes_between_count_whole_ones_and_backwards() {
    let shop = shop();
    assert_eq!(shop.between(at("2026-05-06T13:30"), at("2026-05-06T16:00")), 60);
    assert_eq!(shop.between(at("2026-05-06T16:00"), at("2026-05-06T13:30")), -60);
    assert_eq!(shop.between(at("2026-05-06T18:30"), at("2026-05-08T09:00")), 0);
    assert_eq!(shop.between(at("2026-05-06T10:00"), at("2026-05-06T10:00") + 2 * MINUTE - 1), 1);
    assert_eq!(shop.between(at("2026-05-04T00:00"), at("2026-05-11T00:00")), 3 * 480 + 300);
}

/// On 2026-03-29 the clock goes from two to three, on 2026-10-25 from three back to two: a night of seven hours, and one of nine.
#[test]
fn a_working_minute_is_one_that_passes() {
    let mut night = WorkingTime::usual(madrid());
    night.week = std::array::from_fn(|_| vec![(0, 8 * 60)]);
    assert_eq!(night.between(at("2026-03-28T12:00"), at("2026-03-29T12:00")), 7 * 60);
    assert_eq!(night.between(at("2026-10-24T12:00"), at("2026-10-25T12:00")), 9 * 60);
    assert_eq!(night.add(at("2026-03-29T00:00"), 180), Some(at("2026-03-29T04:00")));
    assert_eq!(night.add(at("2026-10-25T00:00"), 240), Some(at("2026-10-25T03:00")));
    // A day to midnight is a whole one.
    night.week = std::array::from_fn(|_| vec![(0, 24 * 60)]);
    assert_eq!(night.between(at("2026-10-25T00:00"), at("2026-10-26T00:00")), 25 * 60);
}

#[test]
fn what_is_added_lies_between() {
    let shop = shop();
    let mut seed = 11_u64;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((seed >> 33) % below).unwrap_or(0)
    };
    for _ in 0..2_000 {
        let from = at("2026-03-20T00:00") + next(60 * 24 * 60 * 60) * 1_000_000;
        let minutes = next(6_000);
        let to = shop.add(from, minutes).unwrap_or_default();
        assert_eq!(shop.between(from, to), minutes, "{from}");
    }
}

#[test]
fn a_calendar_without_hours_ends() {
    let mut none = WorkingTime::usual(madrid());
    none.week = std::array::from_fn(|_| Vec::new());
    assert_eq!(none.add(at("2026-05-06T10:00"), 1), None);
    assert_eq!(none.between(at("2026-05-06T10:00"), at("2027-05-06T10:00")), 0);
    assert_eq!(shop().add(at("2026-05-06T10:00"), -1), None);
    assert_eq!(shop().add(at("2026-05-06T10:00"), i64::MAX), None);
}

#[test]
fn hours_are_read_as_people_write_them() {
    for (text, kept) in [
        ("9-14", "09:00–14:00"),
        ("15:30–18:30; 09:00-14:00", "09:00–14:00, 15:30–18:30"),
        ("0-24", "00:00–24:00"),
        (" 8.15 — 12 ,", "08:15–12:00"),
        ("", ""),
    ] {
        assert_eq!(read_hours(text).map(|hours| write_hours(&hours)).as_deref(), Some(kept), "{text}");
        assert_eq!(read_hours(kept), read_hours(text), "{kept}");
    }
    for text in
        ["9", "14-9", "9-9", "9-25", "9:60-10", "9-12, 11-14", "nine-ten", "9-24:01", "009-10", "9--10", "+9-10"]
    {
        assert_eq!(read_hours(text), None, "{text}");
    }
}
