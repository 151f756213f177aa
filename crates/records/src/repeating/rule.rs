//! On which days something repeats: told in the words of the catalogue, counted from the first day, so that a short month or a
//! change of one entry moves none of the others. Pure; days alone, because the hour is one of the wall clock.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan as _};

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    Day,
    /// Days that are worked, by whoever's hours hold.
    WorkDay,
    Week,
    TwoWeeks,
    /// On the same day; where the month is shorter on its last.
    Month,
    /// On the same weekday of the same week of the month; a fifth one is the last.
    MonthWeekday,
    /// On the last such weekday of the month.
    MonthLast,
    Year,
}

/// A whole rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub every: Every,
    /// The first day, from which it is counted.
    pub first: Date,
    /// Of a week, Monday first; none is the weekday of the first day.
    pub on: Vec<Weekday>,
    /// The last day that may be one.
    pub until: Option<Date>,
}

/// Days looked at for one that is worked.
const IDLE: i32 = 370;

impl Every {
    /// The words of the choice in the catalogue.
    pub const WORDS: [(&'static str, Self); 8] = [
        ("day", Self::Day),
        ("work_day", Self::WorkDay),
        ("week", Self::Week),
        ("two_weeks", Self::TwoWeeks),
        ("month", Self::Month),
        ("month_weekday", Self::MonthWeekday),
        ("month_last", Self::MonthLast),
        ("year", Self::Year),
    ];

    /// What an option of the catalogue's choice means; `None` for no such option.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::WORDS.into_iter().find(|(known, _)| *known == word).map(|(_, every)| every)
    }
}

impl Rule {
    /// The first day of the rule after this one; `None` when it is over, or when the calendar ends.
    pub fn after(&self, day: Date, is_worked: impl Fn(Date) -> bool) -> Option<Date> {
        let next = day.tomorrow().ok()?.max(self.first);
        let found = match self.every {
            Every::Day => next,
            Every::WorkDay => worked(next, is_worked)?,
            Every::Week => self.of_weeks(next, 1)?,
            Every::TwoWeeks => self.of_weeks(next, 2)?,
            Every::Month => self.of_months(next, |month| Some(in_month(month, self.first.day())))?,
            Every::MonthWeekday => self.of_months(next, |month| nth(month, self.first))?,
            Every::MonthLast => {
                self.of_months(next, |month| month.nth_weekday_of_month(-1, self.first.weekday()).ok())?
            }
            Every::Year => self.of_years(next)?,
        };
        self.until.is_none_or(|until| found <= until).then_some(found)
    }

    /// Each day of the rule after this one.
    pub fn days_after(&self, day: Date, is_worked: impl Fn(Date) -> bool + Copy) -> impl Iterator<Item = Date> {
        std::iter::successors(self.after(day, is_worked), move |day| self.after(*day, is_worked))
    }

    fn of_weeks(&self, next: Date, step: i32) -> Option<Date> {
        let own = [self.first.weekday()];
        let on: &[Weekday] = if self.on.is_empty() { &own } else { &self.on };
        let begin = monday(self.first)?;
        let mut week = monday(next)?;
        let weeks = (week - begin).get_days() / 7;
        let late = weeks.rem_euclid(step);
        if late > 0 {
            week = week.checked_add((step - late).weeks()).ok()?;
        }
        // This week of the rule, or its next one.
        for week in [Some(week), week.checked_add(step.weeks()).ok()].into_iter().flatten() {
            let days = (0..7).filter_map(|day| week.checked_add(day.days()).ok());
            if let Some(found) = days.filter(|day| *day >= next && on.contains(&day.weekday())).min() {
                return Some(found);
            }
        }
        None
    }

    fn of_months(&self, next: Date, of: impl Fn(Date) -> Option<Date>) -> Option<Date> {
        let first = self.first.first_of_month();
        let months = next.first_of_month().since((jiff::Unit::Month, first)).ok()?.get_months();
        let found = (months..=months + 1).filter_map(|month| of(first.checked_add(Span::new().months(month)).ok()?));
        found.filter(|day| *day >= next).min()
    }

    fn of_years(&self, next: Date) -> Option<Date> {
        let years = i32::from(next.year()) - i32::from(self.first.year());
        // The twenty-ninth of February is the twenty-eighth where there is none.
        let found = (years..=years + 1).filter_map(|year| self.first.checked_add(year.years()).ok());
        found.filter(|day| *day >= next).min()
    }
}

fn worked(from: Date, is_worked: impl Fn(Date) -> bool) -> Option<Date> {
    (0..IDLE).filter_map(|day| from.checked_add(day.days()).ok()).find(|day| is_worked(*day))
}

fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i32::from(day.weekday().to_monday_zero_offset()).days()).ok()
}

fn in_month(month: Date, day: i8) -> Date {
    month.with().day(day.min(month.days_in_month())).build().unwrap_or(month)
}

fn nth(month: Date, first: Date) -> Option<Date> {
    let week = (first.day() - 1) / 7 + 1;
    let place = if week == 5 { -1 } else { week };
    month.nth_weekday_of_month(place, first.weekday()).ok()
}

#[cfg(test)]
mod tests;
