//! The table of a list: its columns and heads, rows and groups of rows, and what stands under the columns.

use catalogue::{Field, Kind, Name, Value};
use maud::{Markup, html};
use query::Bucket;
use records::{Page, Record};
use ui::fields::FileBy;
use ui::swap::Region;
use ui::table::{Density, Head, Row, Sorted, Spare, Table, data_table};
use ui::{Fields, format, icon, paths};

use super::address::ListState;
use super::list_sums::{Group, Sums};
use super::row::is_changed_in_place;
use super::several;
use super::subject::Subject;

/// The columns shown: those of the address, or the object's own.
#[must_use]
pub fn columns(subject: &Subject<'_>, state: &ListState) -> Vec<Name> {
    let known = |path: &String| subject.fields().find(path).is_some();
    let asked: Vec<Name> =
        state.columns().iter().filter(|path| known(path)).map(|path| Name::from(path.as_str())).collect();
    if asked.is_empty() { subject.object.list.columns.clone() } else { asked }
}

/// The orders that hold: those of the address, or the object's own.
pub fn sorts(subject: &Subject<'_>, state: &ListState) -> Vec<(String, bool)> {
    match state.sort.is_empty() {
        true => subject.object.list.sort.iter().map(|(name, down)| (name.to_string(), *down)).collect(),
        false => state.sorts(),
    }
}

/// By what the rows are put together, if anything.
pub fn group<'o>(subject: &Subject<'o>, state: &ListState) -> Option<Group<'o>> {
    let (object, field) = subject.fields().find(&state.group).filter(|(_, field)| is_group(field))?;
    let timed = matches!(field.kind.value_kind(), Kind::Date | Kind::Instant);
    Some(Group { path: state.group.as_str().into(), object, field, bucket: timed.then_some(Bucket::Month) })
}

/// What rows can be put together by: choices, people, references and times, also where they are computed.
pub fn is_group(field: &Field) -> bool {
    !matches!(field.kind, Kind::Rollup { .. })
        && matches!(
            field.kind.value_kind(),
            Kind::Choice { .. }
                | Kind::Stage { .. }
                | Kind::Person
                | Kind::Reference { .. }
                | Kind::Date
                | Kind::Instant
                | Kind::Boolean
        )
        && !matches!(&*field.name, "updated_by" | "created_by" | "updated_at" | "archived_at")
}

/// The whole table.
pub fn table(subject: &Subject<'_>, state: &ListState, page: &Page, sums: &Sums) -> Markup {
    let columns = columns_of(subject, state, page);
    let are_own = state.columns().is_empty();
    let heads = heads(subject, state, &columns, are_own);
    let rows = rows(subject, state, &page.rows, sums, &columns);
    let mut foot = sums.foot(subject, &columns);
    // What the row is, where nothing of its own stands there.
    if let Some(first) = foot.as_mut().and_then(|cells| cells.first_mut()).filter(|cell| cell.0.is_empty()) {
        *first = html! { (subject.text("list-whole")) };
    }
    let density = if state.dense.is_empty() { Density::Roomy } else { Density::Dense };
    let drawn = data_table(&Table { heads, rows, foot, density }, Some(Region::LIST));
    let own = if are_own { "yes" } else { "" };
    let as_here =
        paths::with_query("", &[("columns", &*columns.join(",")), (OWN, own), ("widths", state.widths.as_str())]);
    let tools = Tools { peek: true, pencil: state.archived.is_empty() };
    html! {
        // Each row can be drawn anew alone, as it stands here.
        div data-rows=(as_here) { (drawn) (tools.draw(subject)) }
    }
}

/// The columns shown, but those that are hidden on the first record.
pub fn columns_of(subject: &Subject<'_>, state: &ListState, page: &Page) -> Vec<Name> {
    let first = page.rows.first();
    let is_shown = |column: &Name| first.is_none_or(|row| !row.hidden.contains(column));
    columns(subject, state).into_iter().filter(is_shown).collect()
}

/// These records as rows, with the heads of their groups.
pub fn rows(subject: &Subject<'_>, state: &ListState, records: &[Record], sums: &Sums, columns: &[Name]) -> Vec<Row> {
    let fields = subject.fields();
    let looks = Looks { by: FileBy::Name, ticked: several::is_offered(subject) };
    let group = group(subject, state);
    let mut rows = Vec::with_capacity(records.len());
    let mut before = None;
    for record in records {
        if let Some(group) = &group {
            let key = group.key(subject, record.get(&group.path));
            if before.as_ref() != Some(&key) {
                rows.push(group_row(subject, group, record, (&key, sums), columns));
                before = Some(key);
            }
        }
        rows.push(row_with(subject, &fields, columns, record, looks));
    }
    rows
}

/// What a script puts into the cell under the pointer.
pub struct Tools {
    /// Opens the record beside the list.
    pub peek: bool,
    /// Changes the cell in place.
    pub pencil: bool,
}

impl Tools {
    /// Stands beside the table that they are of.
    pub fn draw(&self, subject: &Subject<'_>) -> Markup {
        let button = |class: &str, shape: &str, key: &str| {
            html! { button class={ "cell-tool " (class) } type="button" tabindex="-1" title=(subject.text(key)) aria-label=(subject.text(key)) { (icon(shape)) } }
        };
        html! {
            template { span.cell-tools {
                @if self.peek { (button("cell-peek", "layout-sidebar-right", "peek-open")) }
                @if self.pencil { (button("cell-pencil", "pencil", "cell-edit")) }
            } }
        }
    }
}

/// Says in an address that the columns are those that the object's lists have anyway.
pub const OWN: &str = "own";

/// The heads of these columns; when they are the object's own, some give way where there is little room.
pub fn heads(subject: &Subject<'_>, state: &ListState, columns: &[Name], are_own: bool) -> Vec<Head> {
    let head = |(place, column): (usize, &Name)| Head {
        spare: if are_own { spare(place, columns.len()) } else { Spare::Never },
        changes: (state.archived.is_empty() && is_changed_in_place(subject, column)).then(|| column.to_string()),
        width: state.width(column),
        column: Some(column.to_string()),
        ..head_of(subject, state, column)
    };
    columns.iter().enumerate().map(head).collect()
}

/// The head of a group: what its records have in common, how many they are, and what stands under the columns of them.
fn group_row(
    subject: &Subject<'_>,
    group: &Group<'_>,
    record: &Record,
    (key, sums): (&Value, &Sums),
    columns: &[Name],
) -> Row {
    let reader = subject.reader();
    let said = match (key, group.bucket) {
        (Value::Null, _) => html! { span.faint { (reader.text("figures-unknown")) } },
        (Value::Date(first), Some(bucket)) => html! { (format::stretch(*first, bucket, reader.lang)) },
        (value, _) => {
            let title = record.titles.get(&group.path).map(|title| &**title);
            Fields { object: group.object, ..subject.fields() }.value(group.field, value, title)
        }
    };
    let found = sums.of_group(subject, key, columns);
    let count = found.as_ref().map(|(count, _)| format::integer(*count, reader.lang));
    let mut cells = found.map_or_else(|| vec![html! {}; columns.len()], |(_, cells)| cells);
    if let Some(first) = cells.first_mut() {
        *first = html! { span.group-name { (said) @if let Some(count) = count { " " span.count { (count) } } } };
    }
    let group = serde_json::to_string(key).ok();
    Row { cells, group, ..Row::default() }
}

/// Of the object's own columns the later ones are spare, but not the last, which is the owner. Columns that somebody
/// chose all stay.
fn spare(place: usize, count: usize) -> Spare {
    match count.saturating_sub(place) {
        2 if place >= 4 => Spare::First,
        3 if place >= 4 => Spare::Second,
        4 if place >= 4 => Spare::Last,
        _ => Spare::Never,
    }
}

fn head_of(subject: &Subject<'_>, state: &ListState, column: &str) -> Head {
    let (fields, reader) = (subject.fields(), subject.reader());
    let found = fields.find(column);
    let kind = found.map(|(_, field)| field);
    let sorted = sorts(subject, state)
        .iter()
        .find(|(name, _)| name == column)
        .map(|(_, down)| if *down { Sorted::Down } else { Sorted::Up });
    let figure = kind.is_some_and(Fields::is_figure);
    // Figures are first wanted from the largest, words from the first letter.
    let down = match sorted {
        Some(Sorted::Up) => true,
        Some(Sorted::Down) => false,
        None => figure,
    };
    let sort = if down { format!("-{column}") } else { column.to_owned() };
    Head {
        figure,
        // Files have no order.
        sort: kind
            .is_none_or(|field| field.kind != Kind::File)
            .then(|| state.but(|other| other.sort = sort).address(&subject.list())),
        sorted,
        help: found.and_then(|(object, field)| reader.words().field_help(reader.lang, &object.name, &field.name)),
        ..Head::plain(fields.label(column))
    }
}

/// One row; its first cell leads to the card.
pub fn row(subject: &Subject<'_>, fields: &Fields<'_>, columns: &[Name], record: &Record, by: FileBy) -> Row {
    row_with(subject, fields, columns, record, Looks { by, ticked: false })
}

/// How rows look.
#[derive(Debug, Clone, Copy)]
pub struct Looks {
    pub by: FileBy,
    /// With a tick before the first cell.
    pub ticked: bool,
}

/// One row as it looks in this list.
pub fn row_with(subject: &Subject<'_>, fields: &Fields<'_>, columns: &[Name], record: &Record, looks: Looks) -> Row {
    let address = subject.card(record.id);
    let tick = if looks.ticked {
        several::tick(record.id, &record.title)
    } else {
        html! {}
    };
    let cells = columns.iter().enumerate().map(|(place, column)| match place {
        0 => first_cell(fields, record, column, &address, &tick),
        _ => fields.in_row(record, column, looks.by),
    });
    Row { cells: cells.collect(), address: Some(address), ..Row::default() }
}

fn first_cell(fields: &Fields<'_>, record: &Record, column: &str, address: &str, tick: &Markup) -> Markup {
    let shown = fields.of_record(record, column);
    let is_plain = fields.find(column).is_some_and(|(_, field)| {
        matches!(field.kind.value_kind(), Kind::Text | Kind::Date | Kind::Instant | Kind::Integer { .. })
    });
    let untitled = || fields.reader.text("record-untitled");
    let title = record.titles.get(column).unwrap_or(&record.title);
    html! {
        (tick)
        a.record-link href=(address) title=(record.title) {
            @if is_plain && !shown.0.is_empty() { (shown) } @else if title.is_empty() { (untitled()) } @else { (title) }
        }
        @if record.archived { " " span.badge { (fields.reader.text("record-archived")) } }
    }
}
