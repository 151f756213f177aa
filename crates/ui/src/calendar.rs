//! The calendar: days beside each other with their hours, a month of days, people beside each other. Where an entry stands is said by
//! classes, because the page allows no inline style; on a narrow screen the same markup is a list, day by day.

mod item;
mod month;
mod plan;
mod team;

use catalogue::Id;
use maud::{Markup, html};

pub use item::{Item, Moves, Place};
pub use month::{Cell, month};
pub use plan::{MoveForm, move_form, to_plan};
pub use team::{Member, team};

use crate::{Reader, icon};

/// A day, or a person's day, with its hours.
#[derive(Debug, Clone)]
pub struct Column {
    /// `2026-11-27`.
    pub day: String,
    /// Whose, where people stand beside each other.
    pub person: Option<Id>,
    pub head: Markup,
    pub today: bool,
    /// What the day is: holidays and leave.
    pub ground: Vec<Item>,
    pub whole: Vec<Item>,
    pub timed: Vec<Item>,
    /// Hours that are worked; `None` where that is not known.
    pub worked: Option<Vec<Place>>,
    /// This moment.
    pub now: Option<Place>,
    /// The form of a new entry on that day.
    pub add: Option<Add>,
}

/// Where a new entry is made.
#[derive(Debug, Clone)]
pub struct Add {
    pub address: String,
    pub label: String,
}

/// Columns under one scale of hours.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub columns: Vec<Column>,
    /// The first hour of the day that is shown, and how many.
    pub first: u32,
    pub hours: u32,
}

/// Days, or people, with their hours.
#[must_use]
pub fn sheet(reader: &Reader, sheet: &Sheet) -> Markup {
    let columns = sheet.columns.len().to_string();
    html! {
        div class={ "cal-sheet cal-wide-" (columns) } data-first=(sheet.first) {
            ol class={ "cal-scale only-wide len-h" (sheet.hours) } aria-hidden="true" {
                @for hour in 0..sheet.hours { li class={ "at-h" (hour) " at-q0 len-h1 len-q0" } { (format!("{:02}:00", sheet.first + hour)) } }
            }
            @for column in &sheet.columns { (draw_column(reader, sheet, column)) }
        }
    }
}

fn draw_column(reader: &Reader, sheet: &Sheet, column: &Column) -> Markup {
    let is_empty = column.ground.is_empty() && column.whole.is_empty() && column.timed.is_empty();
    let worked = if column.worked.is_some() { " cal-has-work" } else { "" };
    html! {
        section.cal-day.cal-today[column.today] data-day=(column.day) data-person=[column.person] data-add=[column.add.as_ref().map(|add| &add.address)] {
            header.cal-head { (column.head) (draw_add(column.add.as_ref())) }
            ul.cal-whole {
                @for item in &column.ground { (item.draw(reader)) }
                @for item in &column.whole { (item.draw(reader)) }
            }
            ol class={ "cal-hours len-h" (sheet.hours) (worked) } {
                @for place in column.worked.iter().flatten() { li class={ "cal-work " (place.classes()) } aria-hidden="true" {} }
                @if let Some(now) = &column.now { li class={ "cal-now " (now.classes()) } aria-hidden="true" {} }
                @for item in &column.timed { (item.draw(reader)) }
            }
            @if is_empty { p.cal-nothing.only-narrow { (reader.text("calendar-nothing")) } }
        }
    }
}

pub(crate) fn draw_add(add: Option<&Add>) -> Markup {
    html! {
        @if let Some(add) = add {
            a.btn.btn-quiet.btn-icon.btn-small.cal-add href=(add.address) aria-label=(add.label) title=(add.label) { (icon("plus")) }
        }
    }
}
