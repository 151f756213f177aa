//! What stands over a board: whose records, search, conditions, and by what the board is parted.

use catalogue::{Method, Name};
use maud::{Markup, html};
use records::board::{Board, offered, offered_lanes};
use ui::{icon, paths};

use super::board::MINE;
use super::board_state::BoardState;
use super::conditions;
use super::list_bar::chips;
use super::subject::Subject;

/// Everything over the board.
pub fn bar(subject: &Subject<'_>, state: &BoardState, board: Option<&Board>) -> Markup {
    html! {
        (narrow(subject, state))
        div.list-bar {
            (search(subject, state))
            (condition_chips(subject, state))
            a.btn.btn-small data-key="f" href=(state.list.but(|_| {}).address(&subject.list())) { (icon("filter-plus")) (subject.text("board-filter")) }
            div.page-actions { (parts(subject, state, board)) }
        }
    }
}

/// All, one's own, and each segment.
fn narrow(subject: &Subject<'_>, state: &BoardState) -> Markup {
    let reader = subject.reader();
    let narrowed = |filter: &str, segment: &str| {
        state.but(|other| {
            filter.clone_into(&mut other.list.filter);
            segment.clone_into(&mut other.list.segment);
        })
    };
    let chip = |other: &BoardState, label: &str, key: Option<&str>| {
        let here = other.list.filter == state.list.filter && other.list.segment == state.list.segment;
        html! { a.chip-link href=(other.address(subject)) data-key=[key] aria-current=[here.then_some("true")] { (label) } }
    };
    html! {
        nav.chips.chips-line aria-label=(subject.text("list-segments")) {
            (chip(&narrowed("", ""), &subject.text("list-all"), Some("a")))
            (chip(&narrowed(MINE, ""), &subject.text("board-mine"), Some("m")))
            @for name in subject.object.segments.keys() {
                (chip(&narrowed(&state.list.filter, name), &reader.words().segment_label(reader.lang, &subject.object.name, name), None))
            }
        }
    }
}

fn search(subject: &Subject<'_>, state: &BoardState) -> Markup {
    html! {
        form.list-search method="get" action=(paths::beside(&subject.object.plural, "board")) role="search" {
            (icon("search"))
            (kept(state, &["q"]))
            input #list-search data-key="s" type="search" name="q" value=(state.list.search) placeholder=(subject.text("list-search")) aria-label=(subject.text("list-search")) autocomplete="off";
        }
    }
}

/// The rest of the state, carried by a form.
fn kept(state: &BoardState, without: &[&str]) -> Markup {
    html! { @for (name, value) in state.parts(without) { input type="hidden" name=(name) value=(value); } }
}

/// Each condition in words, with the link that takes it away.
fn condition_chips(subject: &Subject<'_>, state: &BoardState) -> Markup {
    html! {
        @for (part, rest) in chips(&state.list.filter) {
            a.chip-link aria-current="true" href=(state.but(|other| other.list.filter = rest).address(subject)) {
                span { (conditions::said(&subject.fields(), &part)) } (icon("x")) span.visually-hidden { (subject.text("filter-remove")) }
            }
        }
    }
}

/// By which choice, in which lanes, with which figure.
fn parts(subject: &Subject<'_>, state: &BoardState, board: Option<&Board>) -> Markup {
    let fields = subject.fields();
    let reader = subject.reader();
    let own = subject.object.board.as_ref().map(|view| view.by.clone());
    let by = board.map(|board| board.by.clone()).or(own).unwrap_or_else(|| Name::from(state.by.as_str()));
    let lanes = offered_lanes(&subject.visitor.ctx, subject.object);
    let figures: Vec<&Name> =
        subject.object.measures.values().filter(|m| !matches!(m.method, Method::Count)).map(|m| &m.name).collect();
    let figure = board.and_then(|board| board.measure.clone());
    html! {
        form.cluster.board-parts method="get" action=(paths::beside(&subject.object.plural, "board")) data-auto {
            (kept(state, &["by", "lanes", "sum", "open"]))
            label { span.visually-hidden { (reader.text("board-by")) }
                select.form-select.form-small name="by" data-key="b" data-action=(reader.text("board-by")) title=(reader.text("board-by")) {
                    @for name in offered(&subject.visitor.ctx, subject.object) { option value=(name) selected[name == by] { (fields.label(&name)) } }
                }
            }
            label { span.visually-hidden { (reader.text("board-lanes")) }
                select.form-select.form-small name="lanes" data-key="l" data-action=(reader.text("board-lanes")) title=(reader.text("board-lanes")) {
                    option value="" { (reader.text("board-no-lanes")) }
                    @for name in &lanes { option value=(name) selected[**name == *state.lanes] { (reader.text_with("board-lanes-by", &[("field", fields.label(name).into())])) } }
                }
            }
            @if !figures.is_empty() {
                label { span.visually-hidden { (reader.text("board-figure")) }
                    select.form-select.form-small name="sum" data-key="c" data-action=(reader.text("board-figure")) title=(reader.text("board-figure")) {
                        @if figure.is_none() { option value="" selected { (reader.text("board-no-figure")) } }
                        @for name in &figures { option value=(name) selected[figure.as_ref() == Some(name)] { (reader.words().measure_label(reader.lang, &subject.object.name, name)) } }
                    }
                }
            }
            button.btn.btn-small.no-script type="submit" { (reader.text("filter-apply")) }
        }
    }
}
