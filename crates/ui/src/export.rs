//! The page before an export: what leaves, what stays and why, in which columns and form, and that it is noted.

use maud::{Markup, html};

use crate::parts::{Tone, fault_list, notice};
use crate::{Reader, icon};

/// What the page says and offers, in the reader's words.
pub struct ExportPage {
    /// Where the form goes, and where one goes back to.
    pub action: String,
    pub back: String,
    /// The state of the list, as hidden fields.
    pub kept: Markup,
    pub faults: Vec<String>,
    /// `None` where it is not known, because something is wrong with what is asked.
    pub leaving: Option<Leaving>,
    /// Which records: segment, search and conditions of the list.
    pub conditions: Vec<String>,
    /// Columns of the list that may not leave.
    pub closed: Vec<String>,
    pub columns: Vec<Tick>,
    /// Further fields that may leave too.
    pub more: Vec<Tick>,
    pub forms: Vec<Tick>,
}

/// How many records leave, and how many that the reader sees stay.
#[derive(Debug, Clone, Copy)]
pub struct Leaving {
    pub rows: i64,
    /// More than this many are not taken out at once.
    pub most: i64,
    pub is_beyond: bool,
    pub stay: i64,
    pub stay_more: bool,
}

/// Something to be ticked.
pub struct Tick {
    pub value: String,
    pub label: String,
    pub ticked: bool,
}

/// The page's form.
#[must_use]
pub fn export_form(reader: &Reader, page: &ExportPage) -> Markup {
    let text = |key: &str| reader.text(key);
    let can_leave = page.leaving.is_some_and(|leaving| leaving.rows > 0 && !leaving.is_beyond);
    html! {
        form.form method="post" action=(page.action) {
            (page.kept)
            (fault_list(reader, &page.faults))
            @if let Some(leaving) = page.leaving { (said(reader, leaving)) }
            @if !page.conditions.is_empty() {
                div { span.form-label { (text("export-only")) } ul.plain-list { @for condition in &page.conditions { li { (condition) } } } }
            }
            @if !page.closed.is_empty() {
                (notice(Tone::Plain, &html! { (reader.text_with("export-closed", &[("fields", page.closed.join(", ").into())])) }))
            }
            fieldset.form-section {
                legend { (text("list-columns")) }
                div.checks { @for tick in &page.columns { (check("column", "checkbox", tick)) } }
                @if !page.more.is_empty() {
                    details.disclose {
                        summary { (icon("chevron-right")) (text("export-more-columns")) }
                        div.checks { @for tick in &page.more { (check("column", "checkbox", tick)) } }
                    }
                }
            }
            fieldset.form-section {
                legend { (text("export-form")) }
                div.checks.checks-down { @for tick in &page.forms { (check("form", "radio", tick)) } }
            }
            (notice(Tone::Plain, &html! { (text("export-noted")) }))
            div.form-actions {
                @if can_leave { button.btn.btn-primary type="submit" data-key="s" { (icon("download")) (text("action-export")) } }
                a.btn href=(page.back) { (text("action-cancel")) }
            }
        }
    }
}

fn said(reader: &Reader, leaving: Leaving) -> Markup {
    let count = |key: &str, count: i64| reader.text_with(key, &[("count", count.into())]);
    html! {
        @if leaving.is_beyond {
            (notice(Tone::Warn, &html! { (count("export-beyond", leaving.most)) }))
        } @else {
            p.strong { (count("export-rows", leaving.rows)) }
            @if leaving.stay > 0 {
                (notice(Tone::Plain, &html! { (count(if leaving.stay_more { "export-stay-more" } else { "export-stay" }, leaving.stay)) }))
            }
        }
    }
}

fn check(name: &str, kind: &str, tick: &Tick) -> Markup {
    html! { label.check { input type=(kind) name=(name) value=(tick.value) checked[tick.ticked]; span { (tick.label) } } }
}
