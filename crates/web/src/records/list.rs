//! The list of an object: `GET /{plural}`. Filter, segment, search, order, columns and place stand in the address.

use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use catalogue::{Action, Kind, Name};
use maud::{Markup, html};
use records::figures::{FiguresAsk, figures};
use records::list::list;
use records::{Counting, Page, Record};
use ui::fields::FileBy;
use ui::parts::{empty_state, page_header, primary_link};
use ui::swap::{Region, keyed_link, swap_link};
use ui::table::{Density, Head, Row, Sorted, Spare, Table, data_table};
use ui::{Fields, format, icon, paths};

use super::address::{ListState, write_cursor};
use super::conditions::{self, Operator};
use super::subject::{Sent, Subject};
use super::typed;
use super::{list_bar, nearby, several};
use crate::error::{Answer, Error};
use crate::failure::Wanted;
use crate::visitor::Visitor;

/// Rows of one page.
const ROWS: u32 = 50;
/// Lists on pages are counted so far: a page costs no more when there are millions.
pub const COUNTED: Counting = Counting::UpTo(10_000);

/// `GET /{plural}`: a page of records.
pub async fn list_records(
    visitor: Visitor,
    Path(plural): Path<String>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let sent = Sent(sent);
    let state = ListState::read(&sent);
    if let Some(filtered) = added_condition(&subject, &state, &sent).await? {
        return Ok(visitor.go(&filtered.address(&subject.list())));
    }
    if !subject.may(Action::Read) {
        return Ok(visitor.go(&state.address(&paths::beside(&plural, "figures"))));
    }
    if visitor.wanted == Wanted::Json {
        let page = list(&visitor.ctx, &state.ask(&subject.object.name, ROWS)).await?;
        return Ok(Json(records::json::page(&page)).into_response());
    }
    let asked = list(&visitor.ctx, &state.ask(&subject.object.name, ROWS)).await;
    let (page, faults) = match asked {
        Ok(page) => (Some(page), Vec::new()),
        Err(records::Error::Invalid(faults)) => {
            (None, faults.iter().map(|fault| visitor.reader.message(&fault.message)).collect())
        }
        Err(other) => return Err(other.into()),
    };
    let sums = match &page {
        // Of more records than were counted the figures tell, not every page.
        Some(page) if !page.rows.is_empty() && !page.more => sums(&subject, &state).await?,
        _ => Vec::new(),
    };
    let instead = match &page {
        Some(page) if page.rows.is_empty() => nearby::offered(&subject, &state).await?,
        _ => html! {},
    };
    let list = region(&subject, &state, (page.as_ref(), &instead), &faults, &sums);
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    if visitor.wanted == Wanted::Fragment {
        return Ok((status, Html(list.into_string())).into_response());
    }
    let body = html! { (head(&subject)) (list) };
    Ok((status, visitor.page(&subject.plural_label(), &body)).into_response())
}

/// The builder's form sends `add` with `op` and a value: it becomes part of the filter.
async fn added_condition(subject: &Subject<'_>, state: &ListState, sent: &Sent) -> Result<Option<ListState>, Error> {
    let Some(operator) = sent.get("op").and_then(Operator::read) else { return Ok(None) };
    let Some((_, field)) = subject.fields().find(&state.add) else { return Ok(None) };
    let value = typed::filter_value(subject, sent, field).await?;
    let part = conditions::write(&state.add, &field.kind, operator, &value);
    Ok(part.map(|part| {
        let mut parts = conditions::split(&state.filter);
        parts.push(part);
        state.but(|other| other.filter = conditions::join(&parts))
    }))
}

fn head(subject: &Subject<'_>) -> Markup {
    let object = subject.object;
    let actions = html! {
        (list_bar::views(subject, "list", ""))
        @if subject.may(Action::Create) {
            a.btn.btn-primary href=(paths::beside(&object.plural, "new")) data-key="n" { (icon("plus")) (subject.text("action-new")) }
        }
    };
    page_header(&subject.plural_label(), None, &actions)
}

/// The part of the page that filters and paging swap.
fn region(
    subject: &Subject<'_>,
    state: &ListState,
    (page, instead): (Option<&Page>, &Markup),
    faults: &[String],
    sums: &[(String, Markup)],
) -> Markup {
    html! {
        section #list .stack.loading-region aria-label=(subject.plural_label()) {
            (list_bar::segments(subject, state))
            (list_bar::bar(subject, state, faults))
            @match page {
                Some(page) if page.rows.is_empty() => (nothing(subject, state, instead)),
                Some(page) => {
                    (table(subject, state, page, sums))
                    @if several::is_offered(subject) { (several::bar(subject, state, page.total)) }
                    (pager(subject, state, page))
                }
                None => "",
            }
        }
    }
}

/// The columns shown: those of the address, or the object's own.
#[must_use]
pub fn columns(subject: &Subject<'_>, state: &ListState) -> Vec<Name> {
    let known = |path: &String| subject.fields().find(path).is_some();
    let asked: Vec<Name> =
        state.columns().iter().filter(|path| known(path)).map(|path| Name::from(path.as_str())).collect();
    if asked.is_empty() { subject.object.list.columns.clone() } else { asked }
}

fn table(subject: &Subject<'_>, state: &ListState, page: &Page, sums: &[(String, Markup)]) -> Markup {
    let fields = subject.fields();
    let columns: Vec<Name> = columns(subject, state)
        .into_iter()
        .filter(|column| page.rows.first().is_none_or(|row| !row.hidden.contains(column)))
        .collect();
    let head = |(place, column): (usize, &Name)| Head {
        spare: if state.columns().is_empty() { spare(place, columns.len()) } else { Spare::Never },
        ..head_of(subject, state, column)
    };
    let heads = columns.iter().enumerate().map(head).collect();
    let is_ticked = several::is_offered(subject);
    let tick = |record: &Record| {
        if is_ticked {
            several::tick(record.id, &record.title)
        } else {
            html! {}
        }
    };
    let row = |record| row_with(subject, &fields, &columns, record, (FileBy::Name, &tick(record)));
    let rows = page.rows.iter().map(row).collect();
    let foot = (!sums.is_empty())
        .then(|| columns.iter().enumerate().map(|(place, column)| foot_cell(subject, sums, column, place)).collect());
    let density = if state.dense.is_empty() { Density::Roomy } else { Density::Dense };
    data_table(&Table { heads, rows, foot, density }, Some(Region::LIST))
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

fn foot_cell(subject: &Subject<'_>, sums: &[(String, Markup)], column: &str, place: usize) -> Markup {
    match sums.iter().find(|(name, _)| name == column) {
        Some((_, sum)) => sum.clone(),
        None if place == 0 => html! { (subject.text("list-sum")) },
        None => html! {},
    }
}

fn head_of(subject: &Subject<'_>, state: &ListState, column: &str) -> Head {
    let (fields, reader) = (subject.fields(), subject.reader());
    let found = fields.find(column);
    let kind = found.map(|(_, field)| field);
    let own: Vec<(String, bool)> =
        subject.object.list.sort.iter().map(|(name, down)| (name.to_string(), *down)).collect();
    let sorts = if state.sort.is_empty() { own } else { state.sorts() };
    let sorted =
        sorts.iter().find(|(name, _)| name == column).map(|(_, down)| if *down { Sorted::Down } else { Sorted::Up });
    let figure = kind.is_some_and(Fields::is_figure);
    // Figures are first wanted from the largest, words from the first letter.
    let down = match sorted {
        Some(Sorted::Up) => true,
        Some(Sorted::Down) => false,
        None => figure,
    };
    let sort = if down { format!("-{column}") } else { column.to_owned() };
    Head {
        label: fields.label(column),
        figure,
        // Files have no order.
        sort: kind
            .is_none_or(|field| field.kind != Kind::File)
            .then(|| state.but(|other| other.sort = sort).address(&subject.list())),
        sorted,
        help: found.and_then(|(object, field)| reader.words().field_help(reader.lang, &object.name, &field.name)),
        spare: Spare::Never,
    }
}

/// One row; its first cell leads to the card.
pub fn row(subject: &Subject<'_>, fields: &Fields<'_>, columns: &[Name], record: &Record, by: FileBy) -> Row {
    row_with(subject, fields, columns, record, (by, &html! {}))
}

/// One row with a tick before its first cell.
fn row_with(
    subject: &Subject<'_>,
    fields: &Fields<'_>,
    columns: &[Name],
    record: &Record,
    (by, tick): (FileBy, &Markup),
) -> Row {
    let address = subject.card(record.id);
    let cells = columns.iter().enumerate().map(|(place, column)| {
        if place == 0 { first_cell(fields, record, column, &address, tick) } else { fields.in_row(record, column, by) }
    });
    Row { cells: cells.collect(), address: Some(address) }
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

/// The amounts among the columns that add up.
fn summed(subject: &Subject<'_>, state: &ListState) -> Vec<Name> {
    let is_money = |column: &Name| {
        let is_money = |field: &catalogue::Field| matches!(field.kind, Kind::Money);
        subject.object.field(column).is_some_and(is_money) && subject.object.adds_up(column)
    };
    columns(subject, state).into_iter().filter(is_money).collect()
}

/// Sums of the amounts shown, over the whole list. Nothing for those who may not see figures.
async fn sums(subject: &Subject<'_>, state: &ListState) -> Result<Vec<(String, Markup)>, Error> {
    let money = summed(subject, state);
    if money.is_empty() {
        return Ok(Vec::new());
    }
    let list = state.ask(&subject.object.name, ROWS);
    let ask = FiguresAsk {
        object: list.object,
        filter: list.filter,
        segment: list.segment,
        search: list.search,
        group: Vec::new(),
        measures: money.iter().map(|column| format!("{column}_sum")).collect(),
        archived: list.archived,
        least: 0,
    };
    match figures(&subject.visitor.ctx, &ask).await {
        Ok(answer) => Ok(money
            .iter()
            .zip(&answer.total)
            .map(|(column, value)| (column.to_string(), sum(subject, value)))
            .collect()),
        Err(records::Error::Forbidden | records::Error::Invalid(_)) => Ok(Vec::new()),
        Err(other) => Err(other.into()),
    }
}

fn sum(subject: &Subject<'_>, value: &catalogue::Value) -> Markup {
    html! { span.number { (format::plain(value, subject.reader())) } }
}

fn nothing(subject: &Subject<'_>, state: &ListState, instead: &Markup) -> Markup {
    let object = subject.object;
    let narrowed =
        !state.filter.is_empty() || !state.segment.is_empty() || !state.search.is_empty() || !state.archived.is_empty();
    if narrowed {
        let all = html! { (instead) (swap_link(Region::LIST, "btn", &subject.list(), &html! { (subject.text("list-show-all")) })) };
        return empty_state(
            "search",
            &subject.text("list-nothing-found"),
            &subject.text("list-nothing-found-text"),
            &all,
        );
    }
    let actions = html! {
        @if subject.may(Action::Create) { (primary_link(&paths::beside(&object.plural, "new"), "plus", &subject.text("action-new"))) }
        @if subject.may(Action::Import) { a.btn href=(paths::IMPORT) { (icon("file-import")) (subject.text("page-import")) } }
    };
    empty_state(&object.icon, &subject.text("list-empty"), &subject.text("list-empty-text"), &actions)
}

/// How many there are; where they were not counted to the end, the way to the figure that counts them all.
fn counted(subject: &Subject<'_>, state: &ListState, page: &Page) -> Markup {
    let Some(total) = page.total else { return html! {} };
    let said = |key: &str| subject.reader().text_with(key, &[("count", total.into())]);
    if !page.more {
        return html! { (said("list-count")) };
    }
    let words = html! { (said("list-count-more")) };
    let figures = state.but(|other| other.sort.clear()).address(&paths::beside(&subject.object.plural, "figures"));
    let sums = summed(subject, state).into_iter().map(|column| format!(",{column}_sum"));
    let figure = paths::with_query(&figures, &[("measure", format!("count{}", sums.collect::<String>()))]);
    html! {
        @if subject.may(Action::Aggregate) && subject.object.measures.contains_key("count") {
            a href=(figure) { (words) }
        } @else { (words) }
    }
}

fn pager(subject: &Subject<'_>, state: &ListState, page: &Page) -> Markup {
    html! {
        nav.pager aria-label=(subject.text("list-pages")) {
            span { (counted(subject, state, page)) }
            div.cluster {
                @if !state.after.is_empty() {
                    (keyed_link(Region::LIST, ("btn btn-small", Some("b")), &state.but(|_| {}).address(&subject.list()), false, &html! { (icon("chevron-left")) (subject.text("list-first")) }))
                }
                @if let Some(next) = &page.next {
                    (keyed_link(Region::LIST, ("btn btn-small", Some("m")), &state.but(|other| other.after = write_cursor(next)).address(&subject.list()), false, &html! { (subject.text("list-next")) (icon("chevron-right")) }))
                }
            }
        }
    }
}
