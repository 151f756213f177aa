//! Time that is worked: a week of hours, without holidays, in the company's zone. Pure and exact, also on days on which the clock
//! changes: a working minute is a minute that passes.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use query::calendar::{civil, day_of};

/// The fields of a week of hours, Monday first.
pub const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const MINUTE: i64 = 60_000_000;
/// Where a calendar of so many days holds no more working time, there is none: ten years.
const FAR_DAYS: i32 = 3_660;
/// Stretches of one day.
const MOST_PARTS: usize = 6;

/// Stretches of one day, in minutes from midnight: in order, apart from each other.
pub type Hours = Vec<(u32, u32)>;

/// Who works when.
#[derive(Debug, Clone)]
pub struct WorkingTime {
    /// Monday first.
    pub week: [Hours; 7],
    /// Days that are not worked, in days since 1970-01-01.
    pub holidays: BTreeSet<i32>,
    pub zone: TimeZone,
}

impl WorkingTime {
    /// Monday to Friday from nine to six: where a company said nothing else.
    #[must_use]
    pub fn usual(zone: TimeZone) -> Self {
        let day = || vec![(9 * 60, 18 * 60)];
        let week = [day(), day(), day(), day(), day(), Vec::new(), Vec::new()];
        Self { week, holidays: BTreeSet::new(), zone }
    }

    /// The hours of a day, in minutes from midnight; none on a holiday.
    #[must_use]
    pub fn hours_on(&self, day: i32) -> &[(u32, u32)] {
        let weekday = civil(day).map(|date| usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0));
        let hours = weekday.filter(|_| !self.holidays.contains(&day)).and_then(|at| self.week.get(at));
        hours.map(Vec::as_slice).unwrap_or_default()
    }

    /// The instant (UTC microseconds) at which so many working minutes have passed since another; itself for none. `None` where the
    /// calendar does not hold so many.
    #[must_use]
    pub fn add(&self, from: i64, minutes: i64) -> Option<i64> {
        let mut left = minutes.checked_mul(MINUTE).filter(|left| *left >= 0)?;
        if left == 0 {
            return Some(from);
        }
        let first = day_of(from, &self.zone)?;
        let mut idle_since = first;
        let mut day = first;
        while day - idle_since <= FAR_DAYS {
            for (begin, end) in self.stretches(day) {
                let worked = (end - begin.max(from)).max(0);
                if worked >= left {
                    return Some(begin.max(from) + left);
                }
                left -= worked;
                if worked > 0 {
                    idle_since = day;
                }
            }
            day = day.checked_add(1)?;
        }
        None
    }

    /// Whole working minutes from one instant to a later one; negative when it is an earlier one.
    #[must_use]
    pub fn between(&self, from: i64, to: i64) -> i64 {
        if to < from {
            return -self.between(to, from);
        }
        let (Some(first), Some(last)) = (day_of(from, &self.zone), day_of(to, &self.zone)) else { return 0 };
        let days = (first..=last).flat_map(|day| self.stretches(day));
        let worked: i64 = days.map(|(begin, end)| (end.min(to) - begin.max(from)).max(0)).sum();
        worked / MINUTE
    }

    /// The stretches of a day as instants.
    fn stretches(&self, day: i32) -> Vec<(i64, i64)> {
        let Some(date) = civil(day) else { return Vec::new() };
        let at = |minute: u32| self.instant(date, minute);
        self.hours_on(day).iter().filter_map(|(begin, end)| Some((at(*begin)?, at(*end)?))).collect()
    }

    fn instant(&self, date: Date, minute: u32) -> Option<i64> {
        let (hour, rest) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
        let (date, hour) = if hour == 24 { (date.tomorrow().ok()?, 0) } else { (date, hour) };
        Some(date.at(hour, rest, 0, 0).to_zoned(self.zone.clone()).ok()?.timestamp().as_microsecond())
    }
}

/// Reads `09:00–14:00, 15:30–18:30` (also `9-14`): in any order, apart from each other. `None` when it is none.
#[must_use]
pub fn read_hours(text: &str) -> Option<Hours> {
    let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let mut hours: Hours = parts.map(stretch).collect::<Option<_>>()?;
    hours.sort_unstable();
    let apart = hours.windows(2).all(|pair| matches!(pair, [(_, end), (begin, _)] if end <= begin));
    (apart && hours.len() <= MOST_PARTS).then_some(hours)
}

/// As it is kept: `09:00–14:00, 15:30–18:30`.
#[must_use]
pub fn write_hours(hours: &[(u32, u32)]) -> String {
    let clock = |minute: &u32| format!("{:02}:{:02}", minute / 60, minute % 60);
    hours.iter().map(|(begin, end)| format!("{}–{}", clock(begin), clock(end))).collect::<Vec<_>>().join(", ")
}

fn stretch(text: &str) -> Option<(u32, u32)> {
    let (begin, end) = text.split_once(['-', '–', '—'])?;
    let (begin, end) = (minute(begin)?, minute(end)?);
    (begin < end).then_some((begin, end))
}

fn minute(text: &str) -> Option<u32> {
    let (hour, rest) = text.trim().split_once([':', '.']).unwrap_or((text.trim(), "0"));
    let digits = |text: &str| {
        let is_plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        is_plain.then(|| text.parse::<u32>().ok()).flatten()
    };
    let (hour, rest) = (digits(hour)?, digits(rest)?);
    let minute = hour * 60 + rest;
    (rest < 60 && minute <= 24 * 60).then_some(minute)
}

#[cfg(test)]
#[path = "working/tests.rs"]
mod tests;
