//! What stands over a list: segments, search, conditions, columns, density, archive; and the switch between views.

use access::decide;
use catalogue::{Action, Field, Object};
use maud::{Markup, html};
use ui::form::{Marks, Typed, input};
use ui::swap::{Region, link, swap_form, swap_link};
use ui::{Fields, icon, paths};

use super::address::ListState;
use super::conditions::{self, Operator};
use super::list::columns;
use super::subject::Subject;

/// List, board, funnel, figures: `here` is the one shown; `query` (with its question mark) goes along.
pub fn views(subject: &Subject<'_>, here: &str, query: &str) -> Markup {
    let plural = &subject.object.plural;
    let read = subject.may(Action::Read);
    let staged = subject.object.board.is_some();
    let all = [
        ("list", "table", subject.list(), read),
        ("board", "layout-kanban", paths::beside(plural, "board"), staged && read),
        ("funnel", "chart-funnel", paths::beside(plural, "funnel"), staged),
        ("figures", "chart-bar", paths::beside(plural, "figures"), true),
    ];
    html! {
        nav.btn-group aria-label=(subject.text("list-views")) {
            @for (name, shape, address, _) in all.into_iter().filter(|view| view.3) {
                a.btn href={ (address) (query) } aria-current=[(name == here).then_some("page")] {
                    (icon(shape)) span.only-wide { (subject.text(&format!("view-{name}"))) }
                }
            }
        }
    }
}

/// One chip a segment; all records first.
pub fn segments(subject: &Subject<'_>, state: &ListState) -> Markup {
    let reader = subject.reader();
    let chip = |name: &str, label: &str| {
        let address = state.but(|other| other.segment = name.to_owned()).address(&subject.list());
        link(Region::LIST, "chip-link", &address, state.segment == name, &html! { (label) })
    };
    html! {
        @if !subject.object.segments.is_empty() {
            nav.chips.chips-line aria-label=(subject.text("list-segments")) {
                (chip("", &subject.text("list-all")))
                @for name in subject.object.segments.keys() {
                    (chip(name, &reader.words().segment_label(reader.lang, &subject.object.name, name)))
                }
            }
        }
    }
}

/// Search, conditions, and how the list looks.
pub fn bar(subject: &Subject<'_>, state: &ListState, faults: &[String]) -> Markup {
    html! {
        div.list-bar {
            (search(subject, state))
            (condition_chips(subject, state))
            (filter_menu(subject, state))
            div.cluster.page-actions {
                @if subject.may(Action::Export) {
                    a.btn.btn-quiet.btn-small href=(state.but(|_| {}).address(&paths::beside(&subject.object.plural, "export"))) { (icon("download")) span.only-wide { (subject.text("action-export")) } }
                }
                (columns_menu(subject, state))
                (look(subject, state))
            }
        }
        (adding(subject, state))
        (as_text(subject, state, faults))
    }
}

fn search(subject: &Subject<'_>, state: &ListState) -> Markup {
    let body = html! {
        (icon("search"))
        (kept(state, &["q", "after", "add"]))
        input #list-search type="search" name="q" value=(state.search) placeholder=(subject.text("list-search")) aria-label=(subject.text("list-search")) autocomplete="off";
    };
    swap_form(Region::LIST, "list-search", &subject.list(), &body)
}

/// The rest of the state, carried by a form.
pub fn kept(state: &ListState, without: &[&str]) -> Markup {
    html! { @for (name, value) in state.parts(without) { input type="hidden" name=(name) value=(value); } }
}

/// Conditions shown one by one. Each carries an address with all others, so a filter of hundreds is one chip.
const CHIPS: usize = 20;

/// Each condition in words, with the link that takes it away.
fn condition_chips(subject: &Subject<'_>, state: &ListState) -> Markup {
    let parts = conditions::split(&state.filter);
    let parts = if parts.len() > CHIPS { vec![state.filter.clone()] } else { parts };
    let without = |place: usize| {
        let rest: Vec<String> =
            parts.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, part)| part.clone()).collect();
        state.but(|other| other.filter = conditions::join(&rest)).address(&subject.list())
    };
    html! {
        @for (place, part) in parts.iter().enumerate() {
            @let said = conditions::describe(&subject.fields(), part);
            @let label = said.unwrap_or_else(|| part.clone());
            (link(Region::LIST, "chip-link", &without(place), true, &html! {
                span { (label) } (icon("x")) span.visually-hidden { (subject.text("filter-remove")) }
            }))
        }
    }
}

/// Fields that the visitor may filter by: those the object offers first, then the others.
fn offered<'o>(subject: &Subject<'o>) -> Vec<&'o Field> {
    let object: &Object = subject.object;
    let ctx = &subject.visitor.ctx;
    let decision = decide(&ctx.gate.catalogue, &ctx.who, Action::Read, object);
    let first = object.list.filters.iter().filter_map(|name| object.field(name));
    let rest = object.fields.values().filter(|field| !object.list.filters.contains(&field.name) && !field.system);
    first.chain(rest).filter(|field| decision.may_ever(field)).collect()
}

fn filter_menu(subject: &Subject<'_>, state: &ListState) -> Markup {
    let fields = subject.fields();
    let address = |field: &Field| state.but(|other| other.add = field.name.to_string()).address(&subject.list());
    html! {
        details.menu-inline {
            summary.btn.btn-small { (icon("filter-plus")) (subject.text("filter-add")) }
            div.menu-panel.menu-scroll {
                @for field in offered(subject) {
                    (swap_link(Region::LIST, "menu-item", &address(field), &html! { (fields.label(&field.name)) }))
                }
            }
        }
    }
}

/// The condition being added: operator and a value of the field's own kind.
fn adding(subject: &Subject<'_>, state: &ListState) -> Markup {
    let Some((object, field)) = subject.fields().find(&state.add) else { return html! {} };
    let fields = Fields { object, ..subject.fields() };
    let target = field.kind.target().and_then(|to| subject.visitor.ctx.gate.catalogue.object(to));
    let operators = Operator::offered(&field.kind, target.is_some_and(|object| object.hierarchy().is_some()));
    let optional = Field { required: false, ..field.clone() };
    let body = html! {
        (kept(state, &["after"]))
        div.filter-row {
            div.form-control.filter-field { (subject.fields().label(&state.add)) }
            select.form-select name="op" aria-label=(subject.text("filter-how")) {
                @for operator in operators { option value=(operator.as_str()) { (subject.text(&format!("operator-{}", operator.as_str()))) } }
            }
            div { (input(&fields, &optional, &Typed::default(), "filter-value", &Marks::default())) }
            div.cluster {
                button.btn.btn-primary type="submit" { (subject.text("filter-apply")) }
                (swap_link(Region::LIST, "btn btn-quiet", &state.but(|_| {}).address(&subject.list()), &html! { (subject.text("action-cancel")) }))
            }
        }
    };
    swap_form(Region::LIST, "filters", &subject.list(), &body)
}

/// The filter as the query language, for those who write it; faults stand at their place.
fn as_text(subject: &Subject<'_>, state: &ListState, faults: &[String]) -> Markup {
    if state.filter.is_empty() && faults.is_empty() {
        return html! {};
    }
    let body = html! {
        (kept(state, &["where", "after", "add"]))
        label.form-label for="filter-text" { (subject.text("filter-text")) }
        div.input-row {
            textarea #filter-text .form-control.form-code name="where" rows="2" spellcheck="false" { (state.filter) }
            button.btn type="submit" { (subject.text("filter-apply")) }
        }
        (ui::form::field_faults(faults))
    };
    html! {
        details.disclose open[!faults.is_empty()] {
            summary { (icon("chevron-right")) (subject.text("filter-as-text")) }
            (swap_form(Region::LIST, if faults.is_empty() { "filter-text" } else { "filter-text field-fault" }, &subject.list(), &body))
        }
    }
}

fn columns_menu(subject: &Subject<'_>, state: &ListState) -> Markup {
    let fields = subject.fields();
    let shown = columns(subject, state);
    let ctx = &subject.visitor.ctx;
    let decision = decide(&ctx.gate.catalogue, &ctx.who, Action::Read, subject.object);
    let others = subject
        .object
        .fields
        .values()
        .filter(|field| decision.may_ever(field) && !shown.contains(&field.name) && &*field.name != "version");
    let body = html! {
        (kept(state, &["columns", "after", "add"]))
        div.menu-scroll {
            @for column in &shown { label.menu-item { input.check-only type="checkbox" name="column" value=(column) checked; (fields.label(column)) } }
            @for field in others { label.menu-item { input.check-only type="checkbox" name="column" value=(field.name); (fields.label(&field.name)) } }
        }
        button.btn.btn-small.btn-wide type="submit" { (subject.text("filter-apply")) }
    };
    html! {
        details.menu-inline {
            summary.btn.btn-quiet.btn-small { (icon("adjustments-horizontal")) span.only-wide { (subject.text("list-columns")) } }
            div.menu-panel { (swap_form(Region::LIST, "stack", &subject.list(), &body)) }
        }
    }
}

/// Density and the archive.
fn look(subject: &Subject<'_>, state: &ListState) -> Markup {
    let toggled = |on: bool, value: &str| if on { String::new() } else { value.to_owned() };
    let dense = state.but(|other| other.dense = toggled(!state.dense.is_empty(), "1"));
    let archived = state.but(|other| other.archived = toggled(!state.archived.is_empty(), "only"));
    let button = |address: String, on: bool, shape: &str, key: &str| {
        let label = subject.text(key);
        link(
            Region::LIST,
            "btn btn-quiet btn-small",
            &address,
            on,
            &html! { (icon(shape)) span.visually-hidden { (label) } },
        )
    };
    html! {
        (button(dense.address(&subject.list()), !state.dense.is_empty(), "list", "list-dense"))
        (button(archived.address(&subject.list()), !state.archived.is_empty(), "archive", "list-archived"))
    }
}
