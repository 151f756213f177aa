//! The board: `GET /{plural}/board`, one column a stage with count, sum and weighted sum.

use axum::extract::{Path, Query};
use catalogue::{Action, Money, Value};
use maud::{Markup, html};
use records::Record;
use records::board::{Board, BoardColumn, board};
use ui::board::{Column, Tile};
use ui::parts::{avatar, page_header};
use ui::{Fields, format, icon, paths};

use super::address::ListState;
use super::subject::{Sent, Subject};
use super::{list_bar, typed};
use crate::error::{Answer, Error};
use crate::visitor::Visitor;

/// Days in one open stage after which a tile says so in colour. The truth "stuck at first contact" uses the same.
const LONG_DAYS: i64 = 14;

/// `GET /{plural}/board`.
pub async fn show_board(
    visitor: Visitor,
    Path(plural): Path<String>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    if subject.object.board.is_none() || !subject.may(Action::Read) {
        return Err(Error::NOT_FOUND);
    }
    let state = ListState::read(&Sent(sent));
    let filter = whole_filter(&subject, &state);
    let search = (!state.search.is_empty()).then_some(state.search.as_str());
    let answer = board(&visitor.ctx, &subject.object.name, filter.as_deref(), search).await?;
    let title = subject.plural_label();
    let body = html! {
        (head(&subject, &state, "board"))
        (narrow(&subject, &state, "board"))
        (draw(&subject, &state, &answer))
    };
    Ok(visitor.page(&title, &body))
}

/// The filter and the segment of an address as one expression.
pub fn whole_filter(subject: &Subject<'_>, state: &ListState) -> Option<String> {
    let segment = subject.object.segments.get(state.segment.as_str()).map(|segment| segment.filter.to_string());
    let parts: Vec<String> =
        segment.into_iter().chain((!state.filter.is_empty()).then(|| state.filter.clone())).collect();
    (!parts.is_empty()).then(|| super::conditions::join(&parts))
}

/// The head of a view beside the list; filters go along from view to view.
pub fn head(subject: &Subject<'_>, state: &ListState, here: &str) -> Markup {
    let query = state.but(|other| other.columns.clear()).address("");
    let actions = html! {
        (list_bar::ways(subject, here, &query))
        @if subject.may(Action::Create) {
            a.btn.btn-primary href=(paths::beside(&subject.object.plural, "new")) data-key="n" { (icon("plus")) (subject.text("action-new")) }
        }
    };
    page_header(&subject.plural_label(), None, &actions)
}

/// The quick narrowing of board and funnel: all, mine, this person's branch; and what narrows it now.
pub fn narrow(subject: &Subject<'_>, state: &ListState, view: &str) -> Markup {
    let path = paths::beside(&subject.object.plural, view);
    let mine = "owner == me";
    let chip = |filter: &str, label: String, key: &str| {
        let address = state.but(|other| other.filter = filter.to_owned()).address(&path);
        html! { a.chip-link href=(address) data-key=(key) aria-current=[(state.filter == filter).then_some("true")] { (label) } }
    };
    html! {
        nav.chips aria-label=(subject.text("list-segments")) {
            (chip("", subject.text("list-all"), "a"))
            (chip(mine, subject.text("board-mine"), "m"))
            @if !state.filter.is_empty() && state.filter != mine {
                @let said = super::conditions::in_words(&subject.fields(), &state.filter);
                a.chip-link href=(state.but(|other| other.filter.clear()).address(&path)) aria-current="true" { (said.join(" · ")) (icon("x")) span.visually-hidden { (subject.text("filter-remove")) } }
            }
        }
    }
}

fn draw(subject: &Subject<'_>, state: &ListState, answer: &Board) -> Markup {
    let fields = subject.fields();
    let stages: Vec<(String, String)> = answer
        .columns
        .iter()
        .map(|column| (column.stage.id.to_string(), fields.option(&answer.by, &column.stage.id)))
        .collect();
    let columns: Vec<Column> =
        answer.columns.iter().map(|column| draw_column(subject, state, answer, column)).collect();
    let back = state.address(&paths::beside(&subject.object.plural, "board"));
    ui::board::board(&fields, &columns, &stages, &back)
}

fn draw_column(subject: &Subject<'_>, state: &ListState, answer: &Board, column: &BoardColumn) -> Column {
    let reader = subject.reader();
    let fields = subject.fields();
    let movable =
        subject.object.field(&answer.by).is_some_and(|field| typed::may_write(subject, Action::Update, field));
    let shown = i64::try_from(column.rows.len()).unwrap_or(i64::MAX);
    let more =
        (column.count > shown).then(|| reader.text_with("board-more", &[("count", (column.count - shown).into())]));
    Column {
        stage: column.stage.id.to_string(),
        head: ui::fields::stage_badge(
            &fields.option(&answer.by, &column.stage.id),
            column.stage.outcome,
            column.stage.probability,
        ),
        count: format::integer(column.count, reader.lang),
        sum: short(subject, &column.sum),
        exact: (!column.sum.is_null()).then(|| format::plain(&column.sum, reader)),
        weighted: if matches!(column.stage.probability, 0 | 100) {
            None
        } else {
            short(subject, &weighted(&column.sum, column.stage.probability))
        },
        address: paths::with_query(&subject.list(), &[("where", column.filter.as_str()), ("q", &state.search)]),
        tiles: column.rows.iter().map(|record| tile(subject, answer, column, record, movable)).collect(),
        more,
    }
}

/// An amount short enough for the head of a column: whole thousands where they are many.
fn short(subject: &Subject<'_>, value: &Value) -> Option<String> {
    let lang = subject.reader().lang;
    match value {
        Value::Money(money) => Some(format::money_short(money, lang)),
        Value::Moneys(all) => {
            Some(all.iter().map(|money| format::money_short(money, lang)).collect::<Vec<_>>().join(" + "))
        }
        Value::Null => None,
        other => Some(format::plain(other, subject.reader())),
    }
}

/// The sum times the stage's probability, to the smallest coin, half away from zero.
fn weighted(sum: &Value, probability: u8) -> Value {
    let part = |money: &Money| {
        let scaled = i128::from(money.minor) * i128::from(probability);
        let rounded = (scaled + 50 * scaled.signum()) / 100;
        Money { minor: i64::try_from(rounded).unwrap_or(i64::MAX), currency: money.currency }
    };
    match sum {
        Value::Money(money) => Value::Money(part(money)),
        Value::Moneys(all) => Value::Moneys(all.iter().map(part).collect()),
        _ => Value::Null,
    }
}

fn tile(subject: &Subject<'_>, answer: &Board, column: &BoardColumn, record: &Record, movable: bool) -> Tile {
    let fields = subject.fields();
    let aged = format!("{}_days", answer.by);
    let names = subject.object.board.as_ref().map(|view| view.tile.as_slice()).unwrap_or_default();
    let facts = names
        .iter()
        .filter(|name| &***name != "owner" && ***name != *aged)
        .map(|name| fact(&fields, record, name))
        .filter(|shown| !shown.0.is_empty());
    let days = record.get(&aged).as_int();
    let is_open = column.stage.outcome == catalogue::Outcome::Open;
    Tile {
        id: record.id,
        version: record.version,
        title: record.title.to_string(),
        facts: facts.collect(),
        age: days
            .filter(|_| is_open)
            .map(|days| (format::quantity(days, "days", subject.reader().lang), days > LONG_DAYS)),
        owner: record
            .titles
            .get("owner")
            .map(|name| html! { span title=(name) { (avatar(name)) span.visually-hidden { (name) } } }),
        movable,
    }
}

/// References stand as plain text on a tile: the tile itself is the link.
fn fact(fields: &Fields<'_>, record: &Record, name: &str) -> Markup {
    match record.titles.get(name) {
        Some(title) => html! { (title) },
        None => fields.of_record(record, name),
    }
}

#[cfg(test)]
mod tests {
    use catalogue::Currency;

    use super::*;

    #[test]
    fn a_weighted_sum_is_exact_to_the_coin() {
        let euros = |minor| Value::Moneys(vec![Money { minor, currency: Currency::EUR }]);
        assert_eq!(weighted(&euros(101), 50), euros(51));
        assert_eq!(weighted(&euros(-101), 50), euros(-51));
        assert_eq!(weighted(&euros(9_000_000_000_000_000), 75), euros(6_750_000_000_000_000));
        assert_eq!(weighted(&Value::Null, 50), Value::Null);
    }
}
