//! The board: `GET /{plural}/board?by=stage&lanes=owner`, one column a choice with count and figure, parted into lanes where that is
//! asked for. Filter, search and segment are those of the list, and go along both ways.

use std::collections::BTreeSet;

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use catalogue::{Action, Id, Money, Value};
use maud::{Markup, html};
use records::Record;
use records::board::{Board, BoardColumn, Cards, Lane, board, cards, limits};
use ui::board::{Cell, Column, LaneHead, More, Moves, Tile};
use ui::fields::stage_badge;
use ui::parts::{Tone, avatar, notice, page_header};
use ui::{Fields, format, icon, paths};

use super::address::{ListState, write_cursor};
use super::board_state::{BoardState, lane_word, read_lane};
use super::change::{back_of, refusal};
use super::subject::{Sent, Subject};
use super::{board_bar, list_bar, typed};
use crate::error::{Answer, Error};
use crate::failure::Wanted;
use crate::flash::Saying;
use crate::live;
use crate::visitor::Visitor;

/// Days in one open stage after which a tile says so in colour. The truth "stuck at first contact" uses the same.
const LONG_DAYS: i64 = 14;

/// One's own records.
pub(super) const MINE: &str = "owner == me";

type Pairs = Vec<(String, String)>;

/// `GET /{plural}/board`.
pub async fn show_board(visitor: Visitor, Path(plural): Path<String>, Query(sent): Query<Pairs>) -> Answer {
    let subject = staged(&visitor, &plural)?;
    let state = BoardState::read(sent);
    let asked = board(&visitor.ctx, &state.ask(&subject.object.name)).await;
    let (answer, faults) = match asked {
        Ok(answer) => (Some(answer), Vec::new()),
        Err(records::Error::Invalid(faults)) => (None, faults),
        Err(other) => return Err(other.into()),
    };
    if let (Some(answer), Wanted::Fragment) = (&answer, visitor.wanted) {
        return Ok(Html(draw(&subject, &state, answer).into_string()).into_response());
    }
    let body = html! {
        (head(&subject, &state.list, "board"))
        (board_bar::bar(&subject, &state, answer.as_ref()))
        @if answer.is_some() { (live::of_board(&subject, &state.list)) }
        @for fault in visitor.reader.faults(&faults) { (notice(Tone::Bad, &html! { (fault) })) }
        @if let Some(answer) = &answer { (draw(&subject, &state, answer)) (ui::board::script()) }
    };
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, visitor.page(&subject.plural_label(), &body)).into_response())
}

/// `GET /{plural}/board/cards`: the next cards of a column, or those of what of it stands in one lane.
pub async fn show_cards(visitor: Visitor, Path(plural): Path<String>, Query(sent): Query<Pairs>) -> Answer {
    let subject = staged(&visitor, &plural)?;
    let (state, sent) = (BoardState::read(sent.clone()), Sent(sent));
    let ask = state.ask(&subject.object.name);
    let place = (sent.get("option"), sent.get("lane").and_then(read_lane));
    let Cards { page, filter } = cards(&visitor.ctx, &ask, place.0, place.1, state.after()).await?;
    let own = subject.object.board.as_ref().map(|view| &*view.by).unwrap_or_default();
    let look = Look::of(&subject, &state, if state.by.is_empty() { own } else { &state.by });
    let option = place.0.unwrap_or_default();
    let tiles: Vec<Tile> = page.rows.iter().map(|record| look.tile(option, record)).collect();
    let lane = place.1.map(lane_word).unwrap_or_default();
    let more = page.next.as_ref().map(|next| More {
        text: subject.text("board-next"),
        list: look.list(&filter),
        load: look.cards(place.0, &lane, &write_cursor(next)),
        instead: false,
    });
    let drawn = html! {
        (ui::board::tiles(&subject.fields(), &tiles, (option, &lane), &look.moves()))
        @if let Some(more) = &more { (ui::board::draw_more(more)) }
    };
    Ok(Html(drawn.into_string()).into_response())
}

/// `POST /{plural}/board/limit`: how many records a column should hold.
pub async fn set_limit(visitor: Visitor, Path(plural): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let subject = staged(&visitor, &plural)?;
    let sent = Sent(sent);
    let get = |name: &str| sent.get(name).unwrap_or_default();
    let set = limits::set(&visitor.ctx, &subject.object.name, get("field"), get("option"), get("limit")).await;
    let saying = match set {
        Ok(()) => Saying::done(visitor.text("said-saved")),
        Err(error) => Saying::refused(refusal(&subject, error)?),
    };
    Ok(visitor.go_saying(&back_of(&sent, paths::beside(&plural, "board")), saying))
}

/// The object, if it has a board that the visitor may read.
fn staged<'v>(visitor: &'v Visitor, plural: &str) -> Result<Subject<'v>, Error> {
    let subject = Subject::of(visitor, plural)?;
    if subject.object.board.is_none() || !subject.may(Action::Read) {
        return Err(Error::NOT_FOUND);
    }
    Ok(subject)
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
    let actions = html! {
        (list_bar::ways(subject, here, &list_bar::carried(state)))
        @if subject.may(Action::Create) {
            a.btn.btn-primary href=(paths::beside(&subject.object.plural, "new")) data-key="n" { (icon("plus")) (subject.text("action-new")) }
        }
    };
    page_header(&subject.plural_label(), None, &actions)
}

/// The quick narrowing of board and funnel: all, mine, this person's branch; and what narrows it now.
pub fn narrow(subject: &Subject<'_>, state: &ListState, view: &str) -> Markup {
    let path = paths::beside(&subject.object.plural, view);
    let chip = |filter: &str, label: String, key: &str| {
        let address = state.but(|other| other.filter = filter.to_owned()).address(&path);
        html! { a.chip-link href=(address) data-key=(key) aria-current=[(state.filter == filter).then_some("true")] { (label) } }
    };
    html! {
        nav.chips aria-label=(subject.text("list-segments")) {
            (chip("", subject.text("list-all"), "a"))
            (chip(MINE, subject.text("board-mine"), "m"))
            @if !state.filter.is_empty() && state.filter != MINE {
                @let said = super::conditions::in_words(&subject.fields(), &state.filter);
                a.chip-link href=(state.but(|other| other.filter.clear()).address(&path)) aria-current="true" { (said.join(" · ")) (icon("x")) span.visually-hidden { (subject.text("filter-remove")) } }
            }
        }
    }
}

fn draw(subject: &Subject<'_>, state: &BoardState, answer: &Board) -> Markup {
    let look = Look::of(subject, state, &answer.by);
    let columns: Vec<Column> = answer.columns.iter().map(|column| look.column(answer, column)).collect();
    let open: Vec<Option<Id>> = answer.lanes.iter().filter(|lane| lane.is_open).map(|lane| lane.key).collect();
    let lanes: Vec<ui::board::Lane> = answer.lanes.iter().map(|lane| look.lane(answer, lane, &open)).collect();
    ui::board::board(&subject.fields(), &columns, &lanes, &look.moves())
}

/// How the parts of one board are drawn.
struct Look<'a> {
    subject: &'a Subject<'a>,
    state: &'a BoardState,
    by: &'a str,
    /// Where cards can be moved to.
    options: Vec<(String, String)>,
    movable: bool,
    /// The lanes between which cards can go.
    lanes: Option<&'a str>,
    back: String,
}

impl<'a> Look<'a> {
    fn of(subject: &'a Subject<'a>, state: &'a BoardState, by: &'a str) -> Self {
        let fields = subject.fields();
        let field = subject.object.field(by);
        let ids = field.map(|field| field.kind.offered()).unwrap_or_default();
        // A person of the company is changed on a page of their own.
        let is_person = &*subject.object.name == "user";
        let may_write = |field: &catalogue::Field| typed::may_write(subject, Action::Update, field);
        let lane = subject.object.field(&state.lanes).filter(|field| match &*field.name {
            "owner" => subject.may(Action::Transfer),
            _ => may_write(field),
        });
        Self {
            options: ids.into_iter().map(|id| (id.to_string(), fields.option(by, id))).collect(),
            movable: !is_person && field.is_some_and(may_write),
            lanes: lane.map(|field| &*field.name),
            back: state.address(subject),
            subject,
            state,
            by,
        }
    }

    fn moves(&self) -> Moves<'_> {
        Moves { field: self.by, options: &self.options, lanes: self.lanes, back: &self.back }
    }

    /// The list of the rows that an expression says, within the segment and the search of the board.
    fn list(&self, filter: &str) -> String {
        let list = &self.state.list;
        let parts = [("where", filter), ("segment", &*list.segment), ("q", &*list.search)];
        paths::with_query(&self.subject.list(), &parts)
    }

    fn cards(&self, option: Option<&str>, lane: &str, after: &str) -> String {
        let mut parts = self.state.parts(&["open", "sort", "columns", "group", "foot", "view"]);
        parts.extend([("option", option.unwrap_or_default()), ("lane", lane), ("after", after)]);
        paths::with_query(&paths::beside(&self.subject.object.plural, "board/cards"), &parts)
    }

    fn column(&self, answer: &Board, column: &BoardColumn) -> Column {
        let reader = self.subject.reader();
        let option = column.option.as_deref().unwrap_or_default();
        let label = match &column.option {
            Some(option) => self.subject.fields().option(&answer.by, option),
            None => reader.text("figures-unknown"),
        };
        let sum = short(self.subject, &column.sum);
        let open = column.stage.as_ref().filter(|stage| !matches!(stage.probability, 0 | 100));
        // Of an average or a share no part is expected.
        let is_sum = answer.measure.as_ref().is_some_and(|name| is_sum(self.subject, name));
        let exact = (!column.sum.is_null()).then(|| format::plain(&column.sum, reader));
        // A part of the records says nothing of how full a column is.
        let limit = column.limit.filter(|_| !self.state.is_narrowed());
        Column {
            option: option.to_owned(),
            head: match &column.stage {
                Some(stage) => stage_badge(&label, stage.outcome, stage.probability),
                None => html! { span.stage { (label) } },
            },
            count: format::integer(column.count, reader.lang),
            limit: limit.map(|limit| (format::integer(limit, reader.lang), column.count > limit)),
            weighted: open
                .filter(|_| is_sum)
                .and_then(|stage| short(self.subject, &weighted(&column.sum, stage.probability))),
            sum,
            exact,
            address: self.list(&column.filter),
            tools: (column.option.is_some() && records::rights::may_set_up(&self.subject.visitor.ctx))
                .then(|| self.limit_form(option, &label, column.limit)),
            label,
        }
    }

    fn limit_form(&self, option: &str, label: &str, limit: Option<i64>) -> Markup {
        let reader = self.subject.reader();
        let said = reader.text_with("board-limit-set", &[("column", label.into())]);
        html! {
            details.menu-inline.board-tools {
                summary aria-label=(said) title=(said) { (icon("dots")) }
                form.menu-panel.stack method="post" action=(paths::beside(&self.subject.object.plural, "board/limit")) {
                    input type="hidden" name="field" value=(self.by);
                    input type="hidden" name="option" value=(option);
                    input type="hidden" name="back" value=(self.back);
                    label.form-label { (reader.text("board-limit")) input.form-control.form-small type="text" inputmode="numeric" name="limit" value=[limit] autocomplete="off"; }
                    span.form-hint { (reader.text("board-limit-hint")) }
                    button.btn.btn-small type="submit" { (reader.text("action-save")) }
                }
            }
        }
    }

    fn lane(&self, answer: &Board, lane: &Lane, open: &[Option<Id>]) -> ui::board::Lane {
        let reader = self.subject.reader();
        let id = answer.by_lane.as_ref().map(|_| lane_word(lane.key)).unwrap_or_default();
        let cells = answer.columns.iter().zip(&lane.cells).filter(|_| lane.is_open).map(|(column, cell)| {
            let shown = i64::try_from(cell.rows.len()).unwrap_or(i64::MAX);
            let option = column.option.as_deref();
            let place = cell.next.as_ref().map(write_cursor).unwrap_or_default();
            let more = (cell.count > shown).then(|| More {
                text: reader.text_with("board-more", &[("count", (cell.count - shown).into())]),
                list: self.list(&cell.filter),
                load: self.cards(option, &id, &place),
                instead: place.is_empty(),
            });
            let tiles = cell.rows.iter().map(|record| self.tile(option.unwrap_or_default(), record)).collect();
            Cell { count: format::integer(cell.count, reader.lang), tiles, more }
        });
        let cells = cells.collect();
        let title = lane.title.as_deref();
        let is_person = answer
            .by_lane
            .as_ref()
            .is_some_and(|name| self.subject.object.field(name).and_then(|field| field.kind.target()) == Some("user"));
        let head = answer.by_lane.as_ref().map(|_| LaneHead {
            title: html! {
                @match title {
                    Some(title) if is_person => { (avatar(title)) span { (title) } }
                    Some(title) => span { (title) },
                    None if lane.key.is_some() => (ui::fields::hidden(reader)),
                    None => span { (reader.text("figures-unknown")) },
                }
            },
            count: format::integer(lane.count, reader.lang),
            sum: short(self.subject, &lane.sum),
            is_open: lane.is_open,
            toggle: self.state.toggled(open, lane.key).address(self.subject),
            address: self.list(&lane.filter),
        });
        ui::board::Lane { id, head, cells }
    }

    fn tile(&self, option: &str, record: &Record) -> Tile {
        let subject = self.subject;
        let fields = subject.fields();
        let aged = format!("{}_days", self.by);
        let stands_apart = BTreeSet::from(["owner", &aged, self.by, &self.state.lanes]);
        let names = record.values.keys().filter(|name| !stands_apart.contains(&***name));
        let facts = names.map(|name| fact(&fields, record, name)).filter(|shown| !shown.0.is_empty());
        let days = record.get(&aged).as_int();
        let stages = subject.object.stage_field().filter(|(field, _)| &*field.name == self.by);
        let is_open = stages.is_some_and(|(_, stages)| {
            stages.iter().any(|stage| &*stage.id == option && stage.outcome == catalogue::Outcome::Open)
        });
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
                .filter(|_| self.state.lanes != "owner")
                .map(|name| html! { span title=(name) { (avatar(name)) span.visually-hidden { (name) } } }),
            movable: self.movable && !record.archived,
        }
    }
}

/// Whether a figure is a sum of money over all records of a group.
fn is_sum(subject: &Subject<'_>, measure: &str) -> bool {
    match subject.object.measures.get(measure) {
        Some(measure) => matches!(measure.method, catalogue::Method::Sum(_)) && measure.filter.is_none(),
        None => measure.ends_with("_sum"),
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
