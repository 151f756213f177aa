//! What stands over a list: segments, search, conditions, columns, density, archive; and the switch between views.

use catalogue::{Action, Field, Name};
use maud::{Markup, html};
use records::views::View;
use ui::form::{Marks, Typed, input};
use ui::swap::{Region, link, swap_form, swap_link};
use ui::{Fields, icon, paths};

use super::address::ListState;
use super::conditions::{self, Operator};
use super::many::Many;
use super::subject::Subject;
use super::{list_look, many, reach, views};

/// List, board, funnel, figures: `here` is the one shown; `query` (with its question mark) goes along.
pub fn ways(subject: &Subject<'_>, here: &str, query: &str) -> Markup {
    drawn_ways(subject, here, query, None)
}

/// The same beside a part of the page that was changed: what goes along is changed too.
pub fn ways_again(subject: &Subject<'_>, state: &ListState) -> Markup {
    drawn_ways(subject, "list", &carried(state), Some("true"))
}

/// What of a list goes along to the other views, with its question mark.
pub fn carried(state: &ListState) -> String {
    state.but(|_| {}).address("")
}

fn drawn_ways(subject: &Subject<'_>, here: &str, query: &str, swap: Option<&str>) -> Markup {
    let plural = &subject.object.plural;
    let read = subject.may(Action::Read);
    let (boarded, staged) = (subject.object.board.is_some(), subject.object.stage_field().is_some());
    let all = [
        ("list", "table", subject.list(), read, "1"),
        ("board", "layout-kanban", paths::beside(plural, "board"), boarded && read, "2"),
        ("funnel", "chart-funnel", paths::beside(plural, "funnel"), staged, "3"),
        ("figures", "chart-bar", paths::beside(plural, "figures"), true, "4"),
    ];
    html! {
        nav #ways .btn-group aria-label=(subject.text("list-views")) hx-swap-oob=[swap] {
            @for (name, shape, address, _, key) in all.into_iter().filter(|view| view.3) {
                a.btn href={ (address) (query) } data-key=(key) aria-current=[(name == here).then_some("page")] {
                    (icon(shape)) span.only-wide { (subject.text(&format!("view-{name}"))) }
                }
            }
        }
    }
}

/// One chip a segment and a saved view; all records first.
pub fn segments(subject: &Subject<'_>, state: &ListState, views: &[View]) -> Markup {
    let reader = subject.reader();
    let opened = views::opened(state, views);
    let chip = |name: &str, label: &str| {
        let into = |other: &mut ListState| {
            name.clone_into(&mut other.segment);
            // Whoever opened a view leaves it whole.
            if opened.is_some() {
                *other = ListState { segment: name.to_owned(), view: views::NONE.to_owned(), ..ListState::default() };
            }
        };
        let here = opened.is_none() && state.segment == name;
        link(Region::LIST, "chip-link", &state.but(into).address(&subject.list()), here, &html! { (label) })
    };
    html! {
        @if !subject.object.segments.is_empty() || !views.is_empty() {
            nav.chips.chips-line aria-label=(subject.text("list-segments")) {
                (chip("", &subject.text("list-all")))
                @for name in subject.object.segments.keys() {
                    (chip(name, &reader.words().segment_label(reader.lang, &subject.object.name, name)))
                }
                @for view in views { (views::chip(subject, view, opened)) }
            }
        }
    }
}

/// Search, conditions, and how the list looks.
pub fn bar(subject: &Subject<'_>, state: &ListState, views: &[View], faults: &[String]) -> Markup {
    html! {
        div.list-bar {
            (search(subject, state))
            (condition_chips(subject, state))
            (filter_menu(subject, state))
            div.cluster.page-actions {
                @if faults.is_empty() { (views::menu(subject, state, views)) }
                @if subject.may(Action::Export) {
                    a.btn.btn-quiet.btn-small data-key="y" href=(state.but(|_| {}).address(&paths::beside(&subject.object.plural, "export"))) { (icon("download")) span.only-wide { (subject.text("action-export")) } }
                }
                (list_look::menus(subject, state))
            }
        }
        (adding(subject, state))
        (as_text(subject, state, faults))
    }
}

fn search(subject: &Subject<'_>, state: &ListState) -> Markup {
    let body = html! {
        (icon("search"))
        (kept(state, &["q", "after", "pages", "add"]))
        input #list-search data-key="s" type="search" name="q" value=(state.search) placeholder=(subject.text("list-search")) aria-label=(subject.text("list-search")) autocomplete="off";
    };
    swap_form(Region::LIST, "list-search", &subject.list(), &body)
}

/// The rest of the state, carried by a form.
pub fn kept(state: &ListState, without: &[&str]) -> Markup {
    html! { @for (name, value) in state.parts(without) { input type="hidden" name=(name) value=(value); } }
}

/// Conditions shown one by one. Each carries an address with all others, so a filter of hundreds is one chip.
const CHIPS: usize = 20;

/// The conditions that are shown one by one, each with the filter without it.
pub fn chips(filter: &str) -> Vec<(String, String)> {
    let parts = conditions::split(filter);
    let parts = if parts.len() > CHIPS { vec![filter.to_owned()] } else { parts };
    let but = |place: usize| {
        let rest = parts.iter().enumerate().filter(|(at, _)| *at != place);
        conditions::join(&rest.map(|(_, part)| part.clone()).collect::<Vec<_>>())
    };
    parts.iter().enumerate().map(|(place, part)| (part.clone(), but(place))).collect()
}

/// Each condition in words, with the link that takes it away.
fn condition_chips(subject: &Subject<'_>, state: &ListState) -> Markup {
    let without = |rest: String| state.but(|other| other.filter = rest).address(&subject.list());
    html! {
        @for (part, rest) in chips(&state.filter) {
            @let label = conditions::said(&subject.fields(), &part);
            (link(Region::LIST, "chip-link", &without(rest), true, &html! {
                span { (label) } (icon("x")) span.visually-hidden { (subject.text("filter-remove")) }
            }))
        }
    }
}

/// Fields that the visitor may filter by: those the object offers first, then the others.
pub fn offered<'o>(subject: &Subject<'o>) -> Vec<&'o Field> {
    let first: &[Name] = &subject.object.list.filters;
    let place = |field: &Field| first.iter().position(|name| *name == field.name);
    let mut fields: Vec<&Field> = subject.readable().filter(|field| !field.system || place(field).is_some()).collect();
    fields.sort_by_key(|field| place(field).unwrap_or(first.len()));
    fields
}

fn filter_menu(subject: &Subject<'_>, state: &ListState) -> Markup {
    let fields = subject.fields();
    let own = offered(subject);
    let body = html! {
        (kept(state, &["after", "pages", "add"]))
        @for field in &own { (item(&field.name, &fields.label(&field.name))) }
        @for field in own.iter().filter(|field| reach::leads_on(subject, field)) { (reach::way(subject, field)) }
        @for (name, label) in many::relations(subject) { (item(&name, &label)) }
    };
    html! {
        details.menu-inline {
            summary.btn.btn-small data-key="f" { (icon("filter-plus")) (subject.text("filter-add")) }
            (swap_form(Region::LIST, "menu-panel menu-scroll", &subject.list(), &body))
        }
    }
}

/// A choice of the menu. A button and not a link: each of the many would carry the whole state of the list.
pub fn item(path: &str, label: &str) -> Markup {
    html! { button.menu-item type="submit" name="add" value=(path) { (label) } }
}

/// The condition being added: operator and a value of the field's own kind.
fn adding(subject: &Subject<'_>, state: &ListState) -> Markup {
    if let Some(many) = Many::find(&subject.fields(), &state.add) {
        return many.form(subject, state);
    }
    let Some((object, field)) = subject.fields().find(&state.add) else { return html! {} };
    let fields = Fields { object, ..subject.fields() };
    adding_form(
        subject,
        state,
        &html! {
            label.form-control.filter-field for="filter-value" { (subject.fields().label(&state.add)) }
            (comparison(&fields, field, true))
        },
    )
}

/// How a field is compared, and with what: its label is for `filter-value`.
pub fn comparison(fields: &Fields<'_>, field: &Field, focus: bool) -> Markup {
    let optional = Field { required: false, ..field.clone() };
    let text = |key: &str| fields.reader.text(key);
    html! {
        select.form-select name="op" autofocus[focus] aria-label=(text("filter-how")) {
            @for operator in Operator::of(fields, field) { option value=(operator.as_str()) { (text(&format!("operator-{}", operator.as_str()))) } }
        }
        div { (input(fields, &optional, &Typed::default(), "filter-value", &Marks::default())) }
    }
}

/// The row that adds a condition to the list, and how the condition goes with the others.
pub fn adding_form(subject: &Subject<'_>, state: &ListState, condition: &Markup) -> Markup {
    let body = html! {
        (kept(state, &["after", "pages"]))
        div.filter-row {
            (condition)
            (joining(subject, state))
            div.cluster {
                button.btn.btn-primary type="submit" { (subject.text("filter-apply")) }
                (swap_link(Region::LIST, "btn btn-quiet", &state.but(|_| {}).address(&subject.list()), &html! { (subject.text("action-cancel")) }))
            }
        }
    };
    swap_form(Region::LIST, "filters", &subject.list(), &body)
}

/// Whether the condition holds as well as the others, or instead of one of them.
fn joining(subject: &Subject<'_>, state: &ListState) -> Markup {
    let parts = conditions::split(&state.filter);
    html! {
        @if !parts.is_empty() && parts.len() <= CHIPS {
            select.form-select name="with" aria-label=(subject.text("filter-with")) {
                option value="" { (subject.text("filter-as-well")) }
                @for (place, part) in parts.iter().enumerate() {
                    option value=(place) { (subject.reader().text_with("filter-or-else", &[("other", conditions::said(&subject.fields(), part).into())])) }
                }
            }
        }
    }
}

/// The filter as the query language, for those who write it; faults stand at their place.
fn as_text(subject: &Subject<'_>, state: &ListState, faults: &[String]) -> Markup {
    if state.filter.is_empty() && faults.is_empty() {
        return html! {};
    }
    let body = html! {
        (kept(state, &["where", "after", "pages", "add"]))
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
