//! Notifications: what a person is told of what others did. Made beside the writes, from the outbox (`make`); kept without titles
//! and looked at through the gate, so that what may no longer be read is not shown and not counted.

pub mod digest;
mod gather;
mod make;
mod telling;

use std::sync::Arc;

use catalogue::{Action, Id, Name};
use serde_json::json;
use store::{Change, Notification, TechnicalWrite, Write};

pub use make::Maker;
pub use telling::{Wish, keep_wish, wish};

use crate::history::Titles;
use crate::{Ctx, Error, Gate, evidence, history, rights, writing};

/// What one can be told of. `mention` is for whoever writes text that names people: see `mention`.
pub const KINDS: [&str; 6] = ["assigned", "changed", "comment", "mention", "shared", "due"];

/// Unread ones are counted so far.
pub const COUNTED: u32 = 100;
/// How long they are kept, and the messages that they are made from. Microseconds.
const KEPT: i64 = 90 * 86_400_000_000;
const MESSAGES_KEPT: i64 = 7 * 86_400_000_000;
const PRESENCE_KEPT: i64 = 3_600_000_000;

/// A notification as its reader may see it now.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    pub id: Id,
    pub kind: Name,
    pub object: Name,
    /// The record and its title; `None` when it is about several.
    pub record: Option<(Id, Arc<str>)>,
    pub count: i64,
    /// Who did it, where the reader may know the person.
    pub by: Option<Arc<str>>,
    pub at: i64,
    pub is_read: bool,
}

/// What is marked as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    One(Id),
    /// All up to this one.
    Upto(Id),
}

/// The caller's notifications, newest first, with the place where the next page begins.
pub async fn list(ctx: &Ctx, before: Option<Id>, limit: u32) -> Result<(Vec<Shown>, Option<Id>), Error> {
    let rows = ctx.gate.store.notifications(ctx.who.user, before, false, limit).await?;
    let next = rows.last().filter(|_| rows.len() >= limit as usize).map(|row| row.id);
    let shown = shown(ctx, rows).await?;
    evidence::note(ctx, "notifications", None, None, &json!({ "rows": shown.len() }));
    Ok((shown, next))
}

/// One of the caller's, to open what it is about.
pub async fn find(ctx: &Ctx, id: Id) -> Result<Shown, Error> {
    let rows = ctx.gate.store.notifications(ctx.who.user, Some(Id(id.0.saturating_add(1))), false, 1).await?;
    shown(ctx, rows).await?.pop().filter(|shown| shown.id == id).ok_or(Error::NotFound)
}

/// How many the caller has not read, counted up to `COUNTED`.
pub async fn unread(ctx: &Ctx) -> Result<usize, Error> {
    let rows = ctx.gate.store.notifications(ctx.who.user, None, true, COUNTED).await?;
    // Each page asks: who did it is looked up where it is told.
    let titles = history::titles_of(ctx, records(&rows)).await?;
    Ok(rows.iter().filter(|row| is_open(ctx, &titles, row)).count())
}

/// Unread ones after this place, to be shown at once: none in quiet hours.
pub async fn news(ctx: &Ctx, after: Id, limit: u32) -> Result<Vec<Shown>, Error> {
    if wish(ctx).await?.is_quiet(ctx) {
        return Ok(Vec::new());
    }
    let mut rows = ctx.gate.store.notifications(ctx.who.user, None, true, limit).await?;
    rows.retain(|row| row.id > after);
    let shown = shown(ctx, rows).await?;
    if !shown.is_empty() {
        evidence::note(ctx, "notifications", None, None, &json!({ "rows": shown.len() }));
    }
    Ok(shown)
}

/// Marks the caller's own as read.
pub async fn mark(ctx: &Ctx, mark: Mark) -> Result<(), Error> {
    let (upto, alone) = match mark {
        Mark::One(id) => (id, true),
        Mark::Upto(id) => (id, false),
    };
    let read = TechnicalWrite::ReadNotifications { user: ctx.who.user, upto, alone, at: ctx.env.now };
    let change = Change { writes: vec![Write::Technical(read)], ..Change::default() };
    ctx.gate.store.apply(change).await.map_err(rights::plain)
}

/// The message by which whoever writes a text on a record tells the people whom it names. Part of the change that writes it.
#[must_use]
pub fn mention(ctx: &Ctx, (object, record): (&Name, Id), people: &[Id], change: Id) -> store::Outbox {
    let to: Vec<i64> = people.iter().map(|id| id.0).collect();
    let payload = json!({ "change": change.0, "to": to, "by": ctx.who.user.0 });
    writing::message(ctx, "mention", (object, record), &payload)
}

/// Takes away what is older than it is kept.
pub async fn clear(gate: &Gate) -> Result<(), Error> {
    let now = gate.clock.now();
    let (told, messages) = (store::id_at(now - KEPT), store::id_at(now - MESSAGES_KEPT));
    Ok(gate.store.clear_told(told, messages, now - PRESENCE_KEPT).await?)
}

/// With titles, and without those of which the caller may see nothing by now.
async fn shown(ctx: &Ctx, rows: Vec<Notification>) -> Result<Vec<Shown>, Error> {
    let people = rows.iter().filter_map(|row| Some(("user".into(), row.by?)));
    let titles = history::titles_of(ctx, records(&rows).into_iter().chain(people).collect()).await?;
    let open = rows.into_iter().filter(|row| is_open(ctx, &titles, row));
    let shown = open.map(|row| Shown {
        by: row.by.and_then(|by| titles.get(&("user".into(), by)).cloned()),
        record: row.record.and_then(|id| Some((id, titles.get(&(row.object.clone(), id))?.clone()))),
        id: row.id,
        kind: row.kind,
        object: row.object,
        count: row.count,
        at: row.at,
        is_read: row.read_at.is_some(),
    });
    Ok(shown.collect())
}

fn records(rows: &[Notification]) -> Vec<(Name, Id)> {
    rows.iter().filter_map(|row| Some((row.object.clone(), row.record?))).collect()
}

/// Whether the caller may still see what it is about: the record, or something of the kind where it is about several.
fn is_open(ctx: &Ctx, titles: &Titles, row: &Notification) -> bool {
    match row.record {
        Some(id) => titles.contains_key(&(row.object.clone(), id)),
        None => rights::may(ctx, Action::Read, &row.object),
    }
}
