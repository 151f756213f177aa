//! What there is to plan beside the days, and the form that moves one entry: what dragging does, for hands that do not drag.

use maud::{Markup, html};

use super::Item;
use crate::Reader;
use crate::parts::{cancel_link, fault_list, page_header, primary_button};

/// Open tasks without a day, or late, to be dragged onto one.
#[must_use]
pub fn to_plan(reader: &Reader, items: &[Item]) -> Markup {
    if items.is_empty() {
        return html! {};
    }
    html! {
        aside.cal-plan.card aria-label=(reader.text("calendar-plan")) {
            div.card-head { h2 { (reader.text("calendar-plan")) } span.count { (items.len()) } }
            ul.cal-whole { @for item in items { (item.draw(reader)) } }
            p.small.soft.needs-script { (reader.text("calendar-plan-hint")) }
        }
    }
}

/// What the form of a move shows.
#[derive(Debug, Clone)]
pub struct MoveForm {
    pub title: String,
    pub action: String,
    pub back: String,
    pub version: i64,
    pub day: String,
    /// None for whole days.
    pub time: Option<String>,
    /// None where the length is not kept.
    pub minutes: Option<String>,
    pub faults: Vec<String>,
}

/// Day, time and duration of one entry.
#[must_use]
pub fn move_form(reader: &Reader, form: &MoveForm) -> Markup {
    html! {
        form.form.narrow-form method="post" action=(form.action) novalidate {
            (page_header(&form.title, None, &html! {}))
            (fault_list(reader, &form.faults))
            input type="hidden" name="version" value=(form.version);
            input type="hidden" name="back" value=(form.back);
            fieldset.form-section {
                legend { (reader.text("calendar-move")) }
                div.form-grid {
                    (field(&reader.text("calendar-day"), "day", "date", &form.day, true))
                    @if let Some(time) = &form.time { (field(&reader.text("calendar-time"), "time", "time", time, false)) }
                    @if let Some(minutes) = &form.minutes { (field(&reader.text("calendar-minutes"), "minutes", "number", minutes, false)) }
                }
            }
            div.form-actions {
                (primary_button(&reader.text("calendar-move-do")))
                (cancel_link(reader, &form.back))
            }
        }
    }
}

fn field(label: &str, name: &str, kind: &str, value: &str, focus: bool) -> Markup {
    html! {
        div.field {
            label.form-label for={ "move-" (name) } { (label) }
            input.form-control id={ "move-" (name) } type=(kind) name=(name) value=(value) autofocus[focus] min=[(kind == "number").then_some("0")];
        }
    }
}
