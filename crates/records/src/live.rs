//! That something on an open page was changed: "changed", by oneself or by others, and nothing else. Told of records that the
//! reader may read when it is told, and once of one that left their sight. See docs/decisions/0021-live.md.

mod feed;

use std::collections::HashSet;
use std::sync::Arc;

use catalogue::{Action, Id, Name, Object, Value};
use query::{Archived, Expr, Select};

use crate::search::one_of;
use crate::shown::Shown;
use crate::{Ctx, Error, asking, evidence, rights};

pub use feed::{Burst, Feed, Listener, Unheard};

/// Rows of one question.
const AT_ONCE: usize = 500;
/// How long before a page was made a change may have got its id that the page does not show.
const ON_THE_WAY_MILLIS: i64 = 2_000;
/// Of what is older a page is fetched anew without a look.
const LONG_MILLIS: i64 = 600_000;
/// More messages than these are not looked through.
const MANY: u32 = 500;

/// Whose change it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The reader's own, in another tab.
    Own,
    Others,
}

/// What an open page shows.
#[derive(Debug, Clone, Copy)]
pub enum Shows<'a> {
    /// A list of these records, and whichever others come into it.
    List(&'a [Id]),
    /// A record with what hangs on it.
    Card(Id),
    /// A record alone.
    Form(Id),
}

/// What is told of for one open page.
#[derive(Debug)]
pub struct Watched {
    object: Name,
    /// The record of a card; without one it is a list.
    record: Option<Id>,
    /// Kinds of record that the card lists beside the record itself.
    beside: Vec<Name>,
    /// Records that the reader could see when they were last asked for. Of these it is told that they are gone.
    seen: HashSet<Id>,
}

/// The instant as a page knows it that is made now: what has a later id is not on it.
#[must_use]
pub fn mark(ctx: &Ctx) -> Id {
    ctx.gate.store.next_id()
}

/// Watches for a page of the object. `NotFound` for what the caller may not read. Beside it whether the page, made at `since`,
/// is behind what the caller sees by now.
pub async fn watch(
    ctx: &Ctx,
    object: &str,
    shows: Shows<'_>,
    since: Option<Id>,
) -> Result<(Watched, Option<Whose>), Error> {
    let begun = begin(ctx, object, shows).await;
    if let Err(error) = &begun {
        evidence::note_refusal(ctx, "live", object, shows.record(), error);
    }
    let (mut watched, are_gone) = begun?;
    let missed = watched.missed(ctx, since).await?;
    Ok((watched, if are_gone { Some(Whose::Others) } else { missed }))
}

/// Whether rows are gone is no news: each of them answers so when it is opened.
async fn begin(ctx: &Ctx, object: &str, shows: Shows<'_>) -> Result<(Watched, bool), Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let record = shows.record();
    let asked: Vec<Id> = match shows {
        Shows::List(rows) => rows.to_vec(),
        Shows::Card(id) | Shows::Form(id) => vec![id],
    };
    let seen = readable(ctx, &object, &asked, &Expr::True).await?;
    if record.is_some() && seen.is_empty() {
        return Err(Error::NotFound);
    }
    let are_gone = asked.iter().any(|id| !seen.contains(id));
    let related = object.card.related.iter().filter_map(|name| object.relations.get(name));
    let beside = related.filter(|_| matches!(shows, Shows::Card(_))).map(|relation| relation.object.clone()).collect();
    Ok((Watched { object: object.name.clone(), record, beside, seen }, are_gone))
}

impl Shows<'_> {
    fn record(self) -> Option<Id> {
        match self {
            Self::List(_) => None,
            Self::Card(id) | Self::Form(id) => Some(id),
        }
    }
}

impl Watched {
    /// What of the burst the page would show otherwise by now.
    pub async fn concerns(&mut self, ctx: &Ctx, burst: &Burst) -> Result<Option<Whose>, Error> {
        let object = rights::object(ctx, &self.object, &[Action::Read])?;
        let me = ctx.actor();
        let touched =
            burst.touches(&self.object).iter().filter(|touch| self.record.is_none_or(|id| id == touch.record));
        let touched: Vec<_> = touched.collect();
        let ids: Vec<Id> = touched.iter().map(|touch| touch.record).collect();
        let readable_now = readable(ctx, &object, &ids, &Expr::True).await?;
        let mut told = None;
        for touch in touched {
            let shows = readable_now.contains(&touch.record);
            let showed = if shows { !self.seen.insert(touch.record) } else { self.seen.remove(&touch.record) };
            if shows || showed {
                told = both(told, if touch.by.is_some() && touch.by == me { Whose::Own } else { Whose::Others });
            }
        }
        let hangs = self.hangs_on_it(ctx, &object, burst).await?;
        Ok(hangs.map_or(told, |whose| both(told, whose)))
    }

    /// Whether the burst may concern the page at all: if not, nothing needs to be asked.
    #[must_use]
    pub fn may_concern(&self, burst: &Burst) -> bool {
        let own = burst.touches(&self.object).iter().any(|touch| self.record.is_none_or(|id| id == touch.record));
        own || self.beside.iter().any(|object| !burst.touches(object).is_empty())
    }

    /// What the card lists beside the record itself.
    async fn hangs_on_it(&self, ctx: &Ctx, object: &Object, burst: &Burst) -> Result<Option<Whose>, Error> {
        let Some(record) = self.record.filter(|id| self.seen.contains(id)) else { return Ok(None) };
        let mut told = None;
        let related = object.card.related.iter().filter_map(|name| object.relations.get(name));
        for relation in related.filter(|relation| self.beside.contains(&relation.object)) {
            let touches = burst.touches(&relation.object);
            let Some(other) = ctx.gate.catalogue.object(&relation.object).filter(|_| !touches.is_empty()) else {
                continue;
            };
            if rights::decision(ctx, Action::Read, other).is_nothing() {
                continue;
            }
            let points = Expr::equals(&other.name, &relation.field, Value::Ref(record));
            let ids: Vec<Id> = touches.iter().map(|touch| touch.record).collect();
            let shown = readable(ctx, other, &ids, &points).await?;
            for touch in touches.iter().filter(|touch| shown.contains(&touch.record)) {
                let is_own = touch.by.is_some() && touch.by == ctx.actor();
                told = both(told, if is_own { Whose::Own } else { Whose::Others });
            }
        }
        Ok(told)
    }

    /// What was changed since the page was made. Of a long time, or of much, only that it was long or much.
    async fn missed(&mut self, ctx: &Ctx, since: Option<Id>) -> Result<Option<Whose>, Error> {
        let Some(since) = since else { return Ok(None) };
        if since < store::before(ctx.gate.store.next_id(), LONG_MILLIS) {
            return Ok(Some(Whose::Others));
        }
        let ids = ctx.gate.store.outbox_after(store::before(since, ON_THE_WAY_MILLIS), MANY).await?;
        if ids.len() >= MANY as usize {
            return Ok(Some(Whose::Others));
        }
        let messages = ctx.gate.store.outbox_of(&ids).await?;
        self.concerns(ctx, &Burst::of(&messages)).await
    }
}

fn both(told: Option<Whose>, also: Whose) -> Option<Whose> {
    Some(if told == Some(Whose::Others) { Whose::Others } else { also })
}

/// Which of these records the caller reads, among those that meet the condition. No evidence: nothing of them is shown.
async fn readable(ctx: &Ctx, object: &Arc<Object>, ids: &[Id], also: &Expr) -> Result<HashSet<Id>, Error> {
    let mut found = HashSet::new();
    for part in ids.chunks(AT_ONCE) {
        let shown = Shown::new(ctx, object, &[])?;
        let ask = Select {
            object: object.name.clone(),
            columns: shown.columns.clone(),
            filter: Expr::all([one_of(object, part.iter().copied()), also.clone()]),
            search: None,
            sort: Vec::new(),
            after: None,
            limit: u32::try_from(part.len()).unwrap_or(u32::MAX),
            archived: Archived::Include,
        };
        let rows = ctx.gate.store.select(&asking::scoped(ctx, Action::Read, ask)).await?;
        found.extend(rows.into_iter().map(|row| row.id));
    }
    Ok(found)
}
