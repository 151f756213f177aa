//! The bell of the frame, what pops up, and the page of notifications.

use catalogue::Id;
use maud::{Markup, html};

use crate::{Reader, format, icon, paths};

/// What the bell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bell {
    pub unread: usize,
    /// There may be more than `unread`: they were counted so far.
    pub more: bool,
    /// What is newer than this the page does not know.
    pub since: Id,
}

/// One notification, in words.
#[derive(Debug, Clone)]
pub struct Line {
    pub id: Id,
    pub icon: String,
    pub title: String,
    /// "Handed to you", and by whom.
    pub note: String,
    pub at: i64,
    pub is_new: bool,
}

/// The bell; `fresh` is what a script lets pop up.
#[must_use]
pub fn bell(reader: &Reader, bell: &Bell, fresh: &Markup) -> Markup {
    let count = i64::try_from(bell.unread).unwrap_or(i64::MAX);
    let label = match bell.unread {
        0 => reader.text("notify-title"),
        _ => reader.text_with("notify-unread", &[("count", count.into())]),
    };
    html! {
        div #bell .bell data-since=(bell.since) {
            a.btn.btn-quiet.btn-icon href=(paths::NOTIFICATIONS) aria-label=(label) title=(label) data-action {
                (icon("bell"))
                @if bell.unread > 0 { span.bell-count aria-hidden="true" { (format::integer(count, reader.lang)) @if bell.more { "+" } } }
            }
            div data-fresh hidden { (fresh) }
        }
    }
}

/// What pops up for a moment.
#[must_use]
pub fn popping(lines: &[Line]) -> Markup {
    html! {
        @for line in lines {
            div.toast.toast-told {
                (icon(&line.icon))
                span { span.strong { (line.title) } span.toast-note { (line.note) } }
                a href=(paths::notification(line.id)) aria-label=(line.title) { (icon("arrow-right")) }
            }
        }
    }
}

/// The notifications of a page, day by day.
#[must_use]
pub fn list(reader: &Reader, lines: &[Line]) -> Markup {
    let mut day = String::new();
    let mut heads: Vec<Option<String>> = Vec::with_capacity(lines.len());
    for line in lines {
        let own = format::day_of(line.at, reader);
        heads.push((own != day).then(|| own.clone()));
        day = own;
    }
    html! {
        div.told {
            @for (line, head) in lines.iter().zip(&heads) {
                @if let Some(head) = head { h2.told-day { (head) } }
                div.told-line.told-new[line.is_new] {
                    span.told-icon { (icon(&line.icon)) }
                    a.told-words href=(paths::notification(line.id)) {
                        span.strong { (line.title) @if line.is_new { span.visually-hidden { " (" (reader.text("notify-new")) ")" } } }
                        span.faint.small { (line.note) " · " (format::ago(line.at, reader)) }
                    }
                    @if line.is_new {
                        form method="post" action=(paths::NOTIFICATIONS) {
                            button.btn.btn-quiet.btn-icon.btn-small type="submit" name="read" value=(line.id) aria-label={ (reader.text("notify-read")) ": " (line.title) } title=(reader.text("notify-read")) { (icon("check")) }
                        }
                    }
                }
            }
        }
    }
}
