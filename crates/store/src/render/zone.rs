//! The company's calendar in SQL: the date of an instant, exactly, with the same statement on both engines.
//!
//! The zone's offsets lie in a tree of CASEs over its transitions, as literals: log2(n) comparisons a row. It covers
//! forty years back and twenty ahead of the request; outside of that the nearest offset holds.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sea_query::{CaseStatement, Expr as Sea, ExprTrait};

use super::once::once;
use super::{Renderer, constant};
use crate::StoreError;

const DAY: i64 = 86_400_000_000;
/// Added before the division, so that it never cuts a negative number towards zero: enough for the year 766 before ours.
const SHIFT_DAYS: i64 = 1_000_000;
const YEAR: i64 = 31_557_600;

/// From when on (UTC microseconds) which offset holds (microseconds).
struct Stretch {
    from: i64,
    offset: i64,
}

impl Renderer<'_> {
    pub(super) fn today(&self) -> Result<i64, StoreError> {
        local_day_of(self.env.now, &self.env.zone)
    }

    /// Days since 1970 in the company's calendar.
    pub(crate) fn local_day(&mut self, instant: &Sea) -> Result<Sea, StoreError> {
        let stretches = stretches(&self.env.zone, self.env.now)?;
        Ok(once([instant.clone()], |[instant]| {
            let offset = tree(&instant, &stretches);
            let local = instant.add(offset).add(constant(SHIFT_DAYS * DAY));
            local.div(constant(DAY)).sub(constant(SHIFT_DAYS))
        }))
    }
}

/// The date of an instant, in days since 1970.
pub(crate) fn local_day_of(micros: i64, zone: &TimeZone) -> Result<i64, StoreError> {
    let date = Timestamp::from_microsecond(micros).map_err(StoreError::inside)?.to_zoned(zone.clone()).date();
    days_of(date)
}

/// Days since 1970.
pub(crate) fn days_of(date: jiff::civil::Date) -> Result<i64, StoreError> {
    let epoch = jiff::civil::date(1970, 1, 1);
    date.since((jiff::Unit::Day, epoch)).map(|span| i64::from(span.get_days())).map_err(StoreError::inside)
}

fn stretches(zone: &TimeZone, now: i64) -> Result<Vec<Stretch>, StoreError> {
    // Rounded to a year, so that the statement's text does not change with each request.
    let year = now.div_euclid(1_000_000).div_euclid(YEAR);
    let start = Timestamp::from_second((year - 40) * YEAR).map_err(StoreError::inside)?;
    let end = Timestamp::from_second((year + 20) * YEAR).map_err(StoreError::inside)?;
    let micros = |seconds: i32| i64::from(seconds) * 1_000_000;
    let mut out = vec![Stretch { from: i64::MIN, offset: micros(zone.to_offset(start).seconds()) }];
    for transition in zone.following(start).take_while(|t| t.timestamp() < end) {
        let offset = micros(transition.offset().seconds());
        if out.last().is_none_or(|last| last.offset != offset) {
            out.push(Stretch { from: transition.timestamp().as_microsecond(), offset });
        }
    }
    Ok(out)
}

fn tree(instant: &Sea, stretches: &[Stretch]) -> Sea {
    match stretches {
        [] => constant(0),
        [one] => constant(one.offset),
        many => {
            let (before, after) = many.split_at(many.len() / 2);
            CaseStatement::new()
                .case(instant.clone().lt(constant(after[0].from)), tree(instant, before))
                .finally(tree(instant, after))
                .into()
        }
    }
}
