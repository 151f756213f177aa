//! The guided start: how far one is, and a step.

use maud::{Markup, html};

use crate::{Reader, icon};

/// A step of the way. Its words are `start-{name}-title` and `-text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub name: &'static str,
    pub number: usize,
    pub is_done: bool,
}

/// How many steps are done.
#[must_use]
pub fn progress(reader: &Reader, done: usize, all: usize) -> Markup {
    let said = reader.text_with("start-progress", &[("done", done.into()), ("all", all.into())]);
    html! {
        div.start-progress { progress.progress max=(all) value=(done) aria-label=(said) {} span.soft.small { (said) } }
    }
}

/// One step with what is done in it.
#[must_use]
pub fn step(reader: &Reader, step: &Step, body: &Markup) -> Markup {
    let is_done = reader.text("start-step-done");
    html! {
        section.card.start-step.start-step-done[step.is_done] id=(step.name) {
            div.start-step-head {
                span.start-mark { @if step.is_done { (icon("check")) span.visually-hidden { (is_done) } } @else { (step.number) } }
                div { h2 { (reader.text(&format!("start-{}-title", step.name))) } p.soft { (reader.text(&format!("start-{}-text", step.name))) } }
            }
            div.start-step-body { (body) }
        }
    }
}
