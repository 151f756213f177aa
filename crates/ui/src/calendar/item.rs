//! One entry: what, when, of whom; where it stands; how it is moved.

use maud::{Markup, html};

use crate::{Reader, icon};

/// One entry of the calendar.
#[derive(Debug, Clone)]
pub struct Item {
    pub title: String,
    /// What it is, in words: "Meeting", "Task", "Holiday".
    pub what: String,
    pub shape: String,
    /// 1 to 6, the same for one kind of record.
    pub colour: usize,
    /// `None` for what is not a record the reader can open.
    pub address: Option<String>,
    /// "10:00–11:00".
    pub hours: Option<String>,
    /// Of whom, where several people's time is shown together.
    pub who: Option<String>,
    pub ground: bool,
    pub moves: Option<Moves>,
    pub place: Option<Place>,
}

/// How it is moved.
#[derive(Debug, Clone)]
pub struct Moves {
    /// GET shows the form, POST moves.
    pub address: String,
    /// The same with the way back.
    pub form: String,
    pub version: i64,
    /// `10:00`; none for whole days.
    pub time: Option<String>,
    /// None where it takes whole days, or where its length is not kept.
    pub minutes: Option<i64>,
}

/// Quarters of an hour from the first hour shown, and which part of the width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub from: u32,
    pub quarters: u32,
    /// From 0.
    pub lane: u32,
    /// 1, 2, 3, 4 or 6.
    pub lanes: u32,
}

impl Place {
    /// The classes that say it.
    #[must_use]
    pub fn classes(&self) -> String {
        let (hour, quarter) = (self.from / 4, self.from % 4);
        let (hours, quarters) = (self.quarters / 4, self.quarters % 4);
        format!("at-h{hour} at-q{quarter} len-h{hours} len-q{quarters} lane-{} lanes-{}", self.lane, self.lanes)
    }
}

impl Item {
    /// The entry as a line of a list.
    #[must_use]
    pub fn draw(&self, reader: &Reader) -> Markup {
        let place = self.place.map_or_else(String::new, |place| format!(" {}", place.classes()));
        let class = if self.ground { "cal-ground".to_owned() } else { format!("cal-item cal-c{}{place}", self.colour) };
        let moves = self.moves.as_ref();
        html! {
            li class=(class) data-href=[self.address.as_ref().filter(|_| !self.ground)] data-move=[moves.map(|moves| &moves.address)] data-version=[moves.map(|moves| moves.version)]
                data-time=[moves.and_then(|moves| moves.time.as_ref())] data-minutes=[moves.and_then(|moves| moves.minutes)] {
                @if let Some(address) = &self.address { a href=(address) draggable="false" title=(self.tip()) { (self.words()) } }
                @else { span.cal-words title=(self.tip()) { (self.words()) } }
                @if let Some(moves) = moves {
                    @let label = reader.text_with("calendar-move-label", &[("title", self.title.as_str().into())]);
                    a.cal-move href=(moves.form) data-moves draggable="false" aria-label=(label) title=(label) { (icon("arrows-exchange")) }
                    @if moves.minutes.is_some() { span.cal-end aria-hidden="true" {} }
                }
            }
        }
    }

    fn words(&self) -> Markup {
        html! {
            (icon(&self.shape))
            span.visually-hidden { (self.what) ": " }
            @if let Some(hours) = &self.hours { span.cal-time { (hours) } " " }
            span.cal-title { (self.title) }
            @if let Some(who) = &self.who { span.cal-who { (who) } }
        }
    }

    fn tip(&self) -> String {
        let parts = [Some(self.what.as_str()), self.hours.as_deref(), Some(self.title.as_str()), self.who.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_place_is_said_in_hours_and_quarters() {
        let place = Place { from: 9, quarters: 6, lane: 1, lanes: 2 };
        assert_eq!(place.classes(), "at-h2 at-q1 len-h1 len-q2 lane-1 lanes-2");
    }
}
