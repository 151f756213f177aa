//! What the address of the calendar asks: which view, around which day, whose time. Nothing of it is trusted: what cannot be read
//! is today, and one's own week.

use catalogue::Id;
use catalogue::reading::{date_of_days, days_of_date};
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan as _};
use query::calendar::{day_text, parse_day};
use ui::paths;

use crate::records::subject::Sent;

/// How days are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    Day,
    Week,
    Month,
    /// A row a person, a week of days.
    Team,
}

impl View {
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Team];

    /// The word in the address, in the keys of texts, and its key on the keyboard.
    pub fn word(self) -> (&'static str, &'static str) {
        match self {
            Self::Day => ("day", "d"),
            Self::Week => ("week", "w"),
            Self::Month => ("month", "m"),
            Self::Team => ("team", "p"),
        }
    }
}

/// One state of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub view: View,
    /// Days since 1970-01-01.
    pub on: i32,
    /// Empty: one's own, or in the team's view one's colleagues.
    pub people: Vec<Id>,
    /// Every hour of the day, not only those of work.
    pub whole_day: bool,
}

impl Asked {
    pub fn read(sent: &Sent, today: i32) -> Self {
        let view = sent.get("view").and_then(|word| View::ALL.into_iter().find(|view| view.word().0 == word));
        let mut people: Vec<Id> = sent
            .all("people")
            .flat_map(|list| list.split(','))
            .filter_map(|id| id.trim().parse().ok().filter(|id| *id > 0).map(Id))
            .collect();
        people.sort_unstable();
        people.dedup();
        people.truncate(records::calendar::MOST_PEOPLE);
        // Years in which weeks and months can be counted in both directions.
        let on = sent.get("on").and_then(parse_day).filter(|day| (-25_000..100_000).contains(day));
        Self {
            view: view.unwrap_or(View::Week),
            on: on.unwrap_or(today),
            people,
            whole_day: sent.get("hours") == Some("all"),
        }
    }

    /// First and last day shown.
    pub fn days(&self) -> (i32, i32) {
        let date = date_of(self.on);
        match self.view {
            View::Day => (self.on, self.on),
            View::Week | View::Team => {
                let first = monday(date);
                (first, first + 6)
            }
            View::Month => {
                let first = monday(date.first_of_month());
                let last = monday(date.last_of_month()) + 6;
                (first, last)
            }
        }
    }

    /// Whether the day lies in the month that is shown.
    pub fn is_inside(&self, day: i32) -> bool {
        let (date, on) = (date_of(day), date_of(self.on));
        self.view != View::Month || (date.year(), date.month()) == (on.year(), on.month())
    }

    /// The same so many days, weeks or months on.
    pub fn on_by(&self, steps: i32) -> Self {
        let span: Span = match self.view {
            View::Day => steps.days(),
            View::Week | View::Team => steps.weeks(),
            View::Month => steps.months(),
        };
        let on = date_of(self.on).checked_add(span).map_or(self.on, days_of_date);
        Self { on, ..self.clone() }
    }

    pub fn with(&self, view: View, on: i32) -> Self {
        Self { view, on, ..self.clone() }
    }

    /// Of these people.
    pub fn of(&self, people: Vec<Id>) -> Self {
        Self { people, ..self.clone() }
    }

    pub fn address(&self) -> String {
        let people = self.people.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let hours = if self.whole_day { "all" } else { "" };
        let parts =
            [("view", self.view.word().0), ("on", &day_text(self.on)), ("people", people.as_str()), ("hours", hours)];
        paths::with_query(paths::CALENDAR, &parts)
    }
}

/// A day of the bounds that `read` holds.
fn date_of(day: i32) -> Date {
    date_of_days(day).unwrap_or(Date::constant(1970, 1, 1))
}

fn monday(date: Date) -> i32 {
    days_of_date(date) - i32::from(date.weekday().since(Weekday::Monday))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &[(&str, &str)]) -> Asked {
        let sent = query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Asked::read(&Sent(sent), parse_day("2026-11-27").unwrap_or_default())
    }

    fn days(view: &str, on: &str) -> (String, String) {
        let (first, last) = asked(&[("view", view), ("on", on)]).days();
        (day_text(first), day_text(last))
    }

    #[test]
    fn a_view_knows_its_days() {
        assert_eq!(days("day", "2026-11-27"), ("2026-11-27".into(), "2026-11-27".into()));
        assert_eq!(days("week", "2026-11-27"), ("2026-11-23".into(), "2026-11-29".into()));
        assert_eq!(days("team", "2027-01-01"), ("2026-12-28".into(), "2027-01-03".into()));
        assert_eq!(days("month", "2026-11-27"), ("2026-10-26".into(), "2026-12-06".into()));
        assert_eq!(days("month", "2027-02-10"), ("2027-02-01".into(), "2027-02-28".into()));
    }

    #[test]
    fn a_step_is_one_of_the_view() {
        let step = |view: &str, on: &str, by: i32| day_text(asked(&[("view", view), ("on", on)]).on_by(by).on);
        assert_eq!(step("day", "2026-12-31", 1), "2027-01-01");
        assert_eq!(step("week", "2026-11-27", -1), "2026-11-20");
        assert_eq!(step("month", "2027-01-31", 1), "2027-02-28");
    }

    #[test]
    fn what_cannot_be_read_is_today_and_a_week_of_ones_own() {
        let wrong = asked(&[("view", "year"), ("on", "2026-13-45"), ("people", "x,-4,0,,3,3"), ("hours", "some")]);
        assert_eq!(wrong.address(), "/calendar?view=week&on=2026-11-27&people=3");
        assert_eq!(asked(&[("on", "9999-12-31")]).on, asked(&[]).on);
        let read = asked(&[("view", "team"), ("people", "7,3"), ("people", "5"), ("hours", "all")]);
        assert_eq!(read.address(), "/calendar?view=team&on=2026-11-27&people=3%2C5%2C7&hours=all");
    }
}
