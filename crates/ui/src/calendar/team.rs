//! The team: a row a person, a column a day.

use catalogue::Id;
use maud::{Markup, html};

use super::{Add, Item, draw_add};
use crate::Reader;
use crate::parts::avatar;

/// One person's days.
#[derive(Debug, Clone)]
pub struct Member {
    pub id: Id,
    pub name: String,
    /// The person's own week.
    pub address: String,
    /// For each day of the head: what stands there, and where something is added.
    pub days: Vec<(Vec<Item>, Option<Add>)>,
}

/// `days` are the ISO day, its name and whether it is today.
#[must_use]
pub fn team(reader: &Reader, days: &[(String, Markup, bool)], members: &[Member]) -> Markup {
    html! {
        div.table-wrap {
            table.cal-team {
                thead { tr {
                    th scope="col" { (reader.text("calendar-person")) }
                    @for (_, name, today) in days { th.cal-today[*today] scope="col" { (name) } }
                } }
                tbody { @for member in members { (row(reader, days, member)) } }
            }
        }
    }
}

fn row(reader: &Reader, days: &[(String, Markup, bool)], member: &Member) -> Markup {
    html! {
        tr {
            th scope="row" { a.chip href=(member.address) { (avatar(&member.name)) span { (member.name) } } }
            @for ((day, name, today), (items, add)) in days.iter().zip(&member.days) {
                td.cal-day.cal-today[*today].cal-empty[items.is_empty()] data-day=(day) data-person=(member.id) data-add=[add.as_ref().map(|add| &add.address)] {
                    div.cal-head.only-narrow { (name) }
                    ul.cal-whole { @for item in items { (item.draw(reader)) } }
                    (draw_add(add.as_ref()))
                }
            }
        }
    }
}
