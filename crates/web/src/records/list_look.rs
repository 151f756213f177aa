//! How a list looks: the order of its rows, what they are put together by, its columns with what stands under them, density, archive.

use catalogue::{Action, Field, Kind, Name};
use maud::{Markup, html};
use ui::swap::{Region, keyed_link, link, swap_form, swap_link};
use ui::table::Width;
use ui::{Fields, icon};

use super::address::ListState;
use super::list_bar::kept;
use super::list_sums;
use super::list_table::{columns, is_group, sorts};
use super::subject::Subject;

/// Rows can be put in order by so many fields, one after the other.
const ORDERS: usize = 4;

/// The menus, in the order in which they stand.
pub fn menus(subject: &Subject<'_>, state: &ListState) -> Markup {
    html! {
        (order_menu(subject, state))
        (group_menu(subject, state))
        (columns_menu(subject, state))
        (look(subject, state))
    }
}

/// What the visitor may read, without the count of its changes.
fn listed<'o>(subject: &Subject<'o>) -> impl Iterator<Item = &'o Field> {
    subject.readable().filter(|field| &*field.name != "version")
}

fn menu((shape, key): (&str, &str), label: &str, count: usize, panel: &Markup) -> Markup {
    html! {
        details.menu-inline {
            summary.btn.btn-quiet.btn-small data-key=(key) {
                (icon(shape)) span.only-wide { (label) }
                @if count > 0 { span.count { (count) } }
            }
            div.menu-panel { (panel) }
        }
    }
}

fn order_menu(subject: &Subject<'_>, state: &ListState) -> Markup {
    let fields = subject.fields();
    let mut sorts = sorts(subject, state);
    sorts.truncate(ORDERS);
    let mut rows: Vec<Option<(String, bool)>> = sorts.into_iter().map(Some).collect();
    rows.resize(ORDERS.min(rows.len() + 1), None);
    // Files have no order.
    let offered: Vec<&Field> = listed(subject).filter(|field| field.kind != Kind::File).collect();
    let row = |(place, sort): (usize, &Option<(String, bool)>)| {
        let (by, down) = sort.as_ref().map_or(("", false), |(by, down)| (by.as_str(), *down));
        let other = Some(by).filter(|by| !by.is_empty() && !offered.iter().any(|field| *field.name == **by));
        let label = subject.text(if place == 0 { "order-by" } else { "order-then" });
        html! {
            div.order-row {
                select.form-select.form-small name="by" aria-label=(label) {
                    option value="" { "—" }
                    @if let Some(path) = other { option value=(path) selected { (fields.label(path)) } }
                    @for field in &offered { option value=(field.name) selected[*field.name == *by] { (fields.label(&field.name)) } }
                }
                select.form-select.form-small name="way" aria-label=(subject.text("order-way")) {
                    option value="up" { (subject.text("order-up")) }
                    option value="down" selected[down] { (subject.text("order-down")) }
                }
            }
        }
    };
    let body = html! {
        (kept(state, &["sort", "after", "pages", "add"]))
        @for sort in rows.iter().enumerate() { (row(sort)) }
        div.cluster {
            button.btn.btn-small.btn-primary type="submit" { (subject.text("filter-apply")) }
            @if !state.sort.is_empty() {
                (swap_link(Region::LIST, "btn btn-quiet btn-small", &state.but(|other| other.sort.clear()).address(&subject.list()), &html! { (subject.text("order-own")) }))
            }
        }
    };
    let count = if state.sort.is_empty() { 0 } else { state.sorts().len() };
    menu(
        ("arrows-sort", "o"),
        &subject.text("list-order"),
        count,
        &swap_form(Region::LIST, "stack order-form", &subject.list(), &body),
    )
}

fn group_menu(subject: &Subject<'_>, state: &ListState) -> Markup {
    let fields = subject.fields();
    let item = |name: &str, label: &str| {
        let address = state.but(|other| name.clone_into(&mut other.group)).address(&subject.list());
        link(Region::LIST, "menu-item", &address, state.group == name, &html! { (label) })
    };
    let panel = html! {
        div.menu-scroll {
            (item("", &subject.text("group-none")))
            @for field in listed(subject).filter(|field| is_group(field)) { (item(&field.name, &fields.label(&field.name))) }
        }
    };
    menu(("list-details", "u"), &subject.text("list-group"), usize::from(!state.group.is_empty()), &panel)
}

fn columns_menu(subject: &Subject<'_>, state: &ListState) -> Markup {
    let fields = subject.fields();
    let shown = columns(subject, state);
    let foot = list_sums::asked(subject, state);
    let of_foot = |column: &Name| foot.iter().find(|(name, _)| name == column).map(|(_, kind)| *kind);
    let others = listed(subject).filter(|field| !shown.contains(&field.name));
    let body = html! {
        (kept(state, &["columns", "foot", "widths", "after", "pages", "add"]))
        candor-order.menu-scroll {
            @for column in &shown {
                div.column-row data-order {
                    label.menu-item { input.check-only type="checkbox" name="column" value=(column) checked; span { (fields.label(column)) } }
                    (foot_choice(subject, column, of_foot(column)))
                    (width_choice(subject, column, state.width(column)))
                    (movers(&fields, column))
                }
            }
            @for field in others {
                div.column-row { label.menu-item { input.check-only type="checkbox" name="column" value=(field.name); span { (fields.label(&field.name)) } } }
            }
        }
        button.btn.btn-small.btn-wide type="submit" { (subject.text("filter-apply")) }
    };
    let form = swap_form(Region::LIST, "stack columns-form", &subject.list(), &body);
    menu(("adjustments-horizontal", "c"), &subject.text("list-columns"), 0, &form)
}

/// What stands under a column of figures.
fn foot_choice(subject: &Subject<'_>, column: &Name, chosen: Option<&str>) -> Markup {
    let kinds = list_sums::offered(subject, column);
    let label = subject.reader().text_with("foot-of", &[("column", subject.fields().label(column).into())]);
    html! {
        @if !kinds.is_empty() && subject.may(Action::Aggregate) {
            select.form-select.form-small name={ "foot." (column) } aria-label=(label) {
                option value="none" { (subject.text("foot-none")) }
                @for kind in kinds { option value=(kind) selected[chosen == Some(kind)] { (subject.text(&format!("foot-{kind}"))) } }
            }
        }
    }
}

/// How wide the column is. Dragging the edge of its head chooses here.
fn width_choice(subject: &Subject<'_>, column: &Name, chosen: Option<Width>) -> Markup {
    let label = subject.reader().text_with("width-of", &[("column", subject.fields().label(column).into())]);
    html! {
        select.form-select.form-small.width-choice name={ "widths." (column) } aria-label=(label) title=(label) {
            option value="" { (subject.text("width-auto")) }
            @for width in Width::ALL {
                option value=(width.as_str()) selected[chosen == Some(width)] { (subject.text(&format!("width-{}", width.as_str()))) }
            }
        }
    }
}

/// Moves the column among the others; the form sends them as they then stand.
fn movers(fields: &Fields<'_>, column: &Name) -> Markup {
    let name = fields.label(column);
    let button = |by: &str, shape: &str, key: &str| {
        let label = fields.reader.text_with(key, &[("column", name.as_str().into())]);
        html! { button.btn.btn-quiet.btn-icon.btn-small.needs-script type="button" data-move=(by) aria-label=(label) { (icon(shape)) } }
    };
    html! { (button("-1", "arrow-up", "column-before")) (button("1", "arrow-down", "column-after")) }
}

/// Density and the archive.
fn look(subject: &Subject<'_>, state: &ListState) -> Markup {
    let toggled = |on: bool, value: &str| if on { String::new() } else { value.to_owned() };
    let dense = state.but(|other| other.dense = toggled(!state.dense.is_empty(), "1"));
    let archived = state.but(|other| other.archived = toggled(!state.archived.is_empty(), "only"));
    let button = |address: String, on: bool, (shape, text, key): (&str, &str, &str)| {
        let words = html! { (icon(shape)) span.visually-hidden { (subject.text(text)) } };
        keyed_link(Region::LIST, ("btn btn-quiet btn-small", Some(key)), &address, on, &words)
    };
    html! {
        (button(dense.address(&subject.list()), !state.dense.is_empty(), ("list", "list-dense", "d")))
        (button(archived.address(&subject.list()), !state.archived.is_empty(), ("archive", "list-archived", "a")))
    }
}
