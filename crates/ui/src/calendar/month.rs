//! A month: a cell a day, with the first entries of each and the way to the rest.

use maud::{Markup, html};

use super::{Add, Item, draw_add};
use crate::Reader;

/// A day of the month.
#[derive(Debug, Clone)]
pub struct Cell {
    pub day: String,
    /// "23", with the weekday where days are a list.
    pub number: String,
    pub weekday: String,
    /// The day's own page.
    pub address: String,
    pub today: bool,
    /// Of the month before or after.
    pub outside: bool,
    pub rest: bool,
    pub items: Vec<Item>,
    /// "+3", where there are more than are shown.
    pub more: Option<String>,
    pub add: Option<Add>,
}

/// Weeks of seven cells; `weekdays` are their heads.
#[must_use]
pub fn month(reader: &Reader, weekdays: &[String], cells: &[Cell]) -> Markup {
    html! {
        div.cal-month {
            @for weekday in weekdays { div.cal-weekday.only-wide aria-hidden="true" { (weekday) } }
            @for cell in cells { (draw(reader, cell)) }
        }
    }
}

fn draw(reader: &Reader, cell: &Cell) -> Markup {
    let is_empty = cell.items.is_empty();
    html! {
        section.cal-day.cal-today[cell.today].cal-outside[cell.outside].cal-rest[cell.rest].cal-empty[is_empty] data-day=(cell.day) data-add=[cell.add.as_ref().map(|add| &add.address)] {
            header.cal-head {
                a href=(cell.address) { span.cal-weekday-inline { (cell.weekday) " " } span.cal-number { (cell.number) } }
                (draw_add(cell.add.as_ref()))
            }
            ul.cal-whole {
                @for item in &cell.items { (item.draw(reader)) }
                @if let Some(more) = &cell.more { li.cal-more { a href=(cell.address) { (more) } } }
            }
        }
    }
}
