//! The story of a record, newest first: what was said, what was changed from what to what, which stages it went through.

use maud::{Markup, html};

use crate::icon;

/// One thing that happened.
#[derive(Debug, Clone)]
pub struct Happening {
    pub icon: String,
    pub who: Option<String>,
    /// What was done, without the person.
    pub what: Markup,
    /// When, as far away, and exactly.
    pub when: String,
    pub exactly: String,
    pub changes: Vec<Change>,
    /// What was said: the body of a note.
    pub note: Option<String>,
    /// What can be done about it.
    pub action: Option<Markup>,
    /// It came since the reader was here last.
    pub is_new: bool,
}

/// One field from old to new; empty markup for "not known".
#[derive(Debug, Clone)]
pub struct Change {
    pub field: String,
    pub old: Markup,
    pub new: Markup,
}

/// Draws it; `none` stands for an empty value, `since` is what is said between the last new entry and what was there before.
#[must_use]
pub fn timeline(happenings: &[Happening], none: &str, since: Option<&str>) -> Markup {
    let last_new = happenings.iter().rposition(|happening| happening.is_new);
    html! {
        ol.timeline {
            @for (at, happening) in happenings.iter().enumerate() {
                (draw(happening, none))
                @if let Some(since) = since.filter(|_| Some(at) == last_new) { li.timeline-since { span { (since) } } }
            }
        }
    }
}

fn draw(happening: &Happening, none: &str) -> Markup {
    html! {
        li {
            span.timeline-mark { (icon(&happening.icon)) }
            div.timeline-words {
                div.timeline-line {
                    @if let Some(who) = &happening.who { strong { (who) } }
                    span { (happening.what) }
                    time title=(happening.exactly) { (happening.when) }
                }
                @if !happening.changes.is_empty() {
                    ul.timeline-changes { @for change in &happening.changes { (draw_change(change, none)) } }
                }
                @if let Some(note) = &happening.note { div.timeline-note { (note) } }
                @if let Some(action) = &happening.action { (action) }
            }
        }
    }
}

fn draw_change(change: &Change, none: &str) -> Markup {
    let or_none = |value: &Markup| html! { @if value.0.is_empty() { (none) } @else { (value) } };
    html! {
        li {
            span.faint { (change.field) }
            @if !change.old.0.is_empty() { span.diff-old { (change.old) } (icon("arrow-right")) }
            span.diff-new { (or_none(&change.new)) }
        }
    }
}
