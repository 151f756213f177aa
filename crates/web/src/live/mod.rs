//! What others change while a page is open: `GET /live`, one stream of events for each visible page. The events say that there is
//! something to see; the page then asks its own address again, with its reader's own rights.

mod stream;

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, Method, header};
use axum::response::sse::{KeepAlive, Sse};
use axum::response::{Html, IntoResponse as _, Response};
use catalogue::Id;
use futures::Stream;
use records::comments::Comment;
use records::live::{Sitter, Watched};
use records::{ListAsk, Record};
use ui::live::{Kind, here, mark};
use ui::{Markup, paths};

use crate::app::App;
use crate::error::{Answer, Error};
use crate::failure::EVENTS;
use crate::records::address::ListState;
use crate::records::home;
use crate::records::subject::{Sent, Subject, id_of};
use crate::visitor::Visitor;
use stream::Open;

/// Says that nobody asked: the page draws itself anew.
const BY_ITSELF: HeaderName = HeaderName::from_static("candor-live");
/// Where a stream that broke off goes on.
const LAST: HeaderName = HeaderName::from_static("last-event-id");
/// Keeps what lies between from closing an idle stream, and finds out who is gone.
const ALIVE: Duration = Duration::from_secs(20);
/// How long somebody with too many streams is told to wait. Seconds.
const WAIT: u64 = 60;

/// Whether a page asks by itself: that keeps no session alive.
pub fn is_by_itself(method: &Method, headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    method == Method::GET
        && (headers.contains_key(&BY_ITSELF) || accepts.is_some_and(|accepts| accepts.starts_with(EVENTS)))
}

/// Where a page listens that is drawn now.
#[must_use]
pub fn address(visitor: &Visitor, parts: &[(&str, String)]) -> String {
    let mut parts = parts.to_vec();
    parts.push(("since", visitor.since.to_string()));
    paths::with_query(paths::LIVE, &parts)
}

/// Says where a list listens: its kind of record with what narrows it.
#[must_use]
pub fn of_list(subject: &Subject<'_>, state: &ListState) -> Markup {
    narrowed(Kind::List, subject, state)
}

/// Says where a board listens.
#[must_use]
pub fn of_board(subject: &Subject<'_>, state: &ListState) -> Markup {
    narrowed(Kind::Board, subject, state)
}

/// Says where My day listens: `whose` is the word of the address.
#[must_use]
pub fn of_day(visitor: &Visitor, whose: &str) -> Markup {
    mark(Kind::Day, &address(visitor, &[("day", whose.to_owned())]))
}

fn narrowed(kind: Kind, subject: &Subject<'_>, state: &ListState) -> Markup {
    let narrowed = [
        ("list", subject.object.plural.to_string()),
        ("where", state.filter.clone()),
        ("segment", state.segment.clone()),
        ("q", state.search.clone()),
        ("archived", state.archived.clone()),
    ];
    mark(kind, &address(subject.visitor, &narrowed))
}

/// Says where the form of a record listens.
#[must_use]
pub fn of_form(subject: &Subject<'_>, record: &Record) -> Markup {
    mark(Kind::Form, &address(subject.visitor, &parts(subject, record)))
}

/// Says where the card of a record listens, which shows this thread.
#[must_use]
pub fn of_card(subject: &Subject<'_>, record: &Record, thread: &[Comment]) -> Markup {
    let said = thread.iter().map(|comment| comment.newest).max().unwrap_or(Id(0));
    let mut parts = parts(subject, record);
    parts.push(("said", said.to_string()));
    mark(Kind::Card, &address(subject.visitor, &parts))
}

fn parts(subject: &Subject<'_>, record: &Record) -> Vec<(&'static str, String)> {
    let card = format!("{}/{}", subject.object.plural, record.id);
    vec![("card", card), ("version", record.version.to_string())]
}

/// `GET /{plural}/{id}/here`: who else has the card open.
pub async fn show_here(visitor: Visitor, Path((plural, id)): Path<(String, String)>) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let id = id_of(&id)?;
    let names = records::live::present(&visitor.ctx, &subject.object.name, id).await?;
    Ok(Html(here_of(&subject, id, &names).into_string()).into_response())
}

/// Where the head of a card says who else has it open.
#[must_use]
pub fn here_of(subject: &Subject<'_>, id: Id, names: &[Arc<str>]) -> Markup {
    here(subject.reader(), &paths::of_record(&subject.object.plural, id, "here"), names)
}

/// `GET /live`.
pub async fn hear_changes(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(sent): Query<Vec<(String, String)>>,
) -> Answer {
    let sent = Sent(sent);
    let watched = watched(&visitor, &sent).await?;
    let session = guard::session::hash_of(&app.gate, &visitor.token);
    let sitter = Sitter { user: visitor.ctx.who.user, session, card: watched.as_card() };
    let seat = app.gate.live.sit(&app.gate.store, &app.gate.clock, sitter.clone());
    let seat = seat.ok_or(Error::TooMany { wait: WAIT })?;
    let last = headers.get(LAST).and_then(|value| value.to_str().ok());
    let place = last.or_else(|| sent.get("since")).and_then(|text| text.parse().ok()).map_or(visitor.since, Id);
    // After the seat is taken: what is changed from now on comes by it.
    let missed = records::live::since(&visitor.ctx, place).await?;
    let open = Open::new(app, &visitor, sitter, (watched, seat), missed);
    Ok(answer(open.events()))
}

fn answer(events: impl Stream<Item = Result<axum::response::sse::Event, Infallible>> + Send + 'static) -> Response {
    Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE)).into_response()
}

/// What the page shows, within the visitor's rights.
async fn watched(visitor: &Visitor, sent: &Sent) -> Result<Watched, Error> {
    // Short, so that hundreds of them still pass as an address.
    let id = |text: &str| i64::from_str_radix(text, 36).ok().map(Id);
    let shown: Vec<Id> = sent.get("shown").unwrap_or_default().split('.').filter_map(id).collect();
    if let Some(whose) = sent.get("day") {
        return Ok(Watched::day(&visitor.ctx, home::asks(visitor, whose), &shown).await?);
    }
    if let Some(plural) = sent.get("list") {
        let subject = Subject::of(visitor, plural)?;
        let state = ListState::read(sent);
        let ask: ListAsk = state.ask(&subject.object.name, 0);
        return Ok(Watched::list(&visitor.ctx, ListAsk { sort: Vec::new(), ..ask }, &shown).await?);
    }
    if let Some((plural, id)) = sent.get("card").and_then(|card| card.split_once('/')) {
        let subject = Subject::of(visitor, plural)?;
        let version = sent.get("version").and_then(|version| version.parse().ok()).unwrap_or(0);
        let said = sent.get("said").and_then(|said| said.parse().ok()).map(Id);
        return Ok(Watched::card(&visitor.ctx, &subject.object.name, id_of(id)?, version, said).await?);
    }
    Ok(Watched::Nothing)
}
