//! Evidence of what happened. Writes carry theirs in the same transaction; reads are buffered and written together.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use catalogue::{Id, Name};
use serde_json::json;
use store::{Change, Evidence, EvidenceFilter};

use crate::gate::Authority;
use crate::{Ctx, Error, Gate, rights};

/// How long evidence of a read waits at most.
const WAIT: Duration = Duration::from_millis(200);

/// A page that draws itself anew asks the same again and again: the same question of the same person, answered with as many
/// rows, is noted once in this time. Microseconds.
const SAME_WITHIN: i64 = 300_000_000;
/// Questions that are remembered for it.
const REMEMBERED: usize = 4_096;
/// The channel of such a page.
const LIVE: &str = "live";

/// Evidence of reads that waits to be written.
#[derive(Default)]
pub(crate) struct Buffer {
    waiting: Mutex<Vec<Evidence>>,
    /// When questions of pages that draw themselves anew were noted last.
    noted: Mutex<HashMap<String, i64>>,
    /// Held while events are written: whoever flushes waits for those that are on their way.
    writing: tokio::sync::Mutex<()>,
}

impl Buffer {
    fn add(&self, event: Evidence) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(event);
    }

    /// Whether the same was noted a moment ago; if not, it is now.
    fn is_noted(&self, event: &Evidence) -> bool {
        let Evidence { actor, kind, object, record, detail, address, .. } = event;
        let key = format!("{actor:?} {kind} {object:?} {record:?} {detail} {address}");
        let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        if noted.get(&key).is_some_and(|at| (0..SAME_WITHIN).contains(&(event.at - at))) {
            return true;
        }
        if noted.len() >= REMEMBERED {
            noted.retain(|_, at| (0..SAME_WITHIN).contains(&(event.at - *at)));
        }
        // More than that within five minutes: then each is noted.
        if noted.len() < REMEMBERED {
            noted.insert(key, event.at);
        }
        false
    }

    fn take(&self) -> Vec<Evidence> {
        std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn put_back(&self, mut events: Vec<Evidence>) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        events.append(&mut waiting);
        *waiting = events;
    }
}

/// Writes what waits every 200 ms, for as long as some gate lives. Without a runtime (a plain tool) nothing is started
/// and `flush_evidence` alone writes.
pub(crate) fn start_flushing(gate: &Gate) {
    let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
    let buffer = Arc::downgrade(&gate.buffer);
    let store = gate.store.clone();
    runtime.spawn(async move {
        loop {
            tokio::time::sleep(WAIT).await;
            let Some(buffer) = Weak::upgrade(&buffer) else { return };
            if let Err(error) = write_waiting(&store, &buffer).await {
                tracing::error!(%error, "evidence of reads waits: it could not be written");
            }
        }
    });
}

pub(crate) async fn flush(gate: &Gate) -> Result<(), Error> {
    write_waiting(&gate.store, &gate.buffer).await
}

async fn write_waiting(store: &store::Store, buffer: &Buffer) -> Result<(), Error> {
    let _turn = buffer.writing.lock().await;
    let evidence = buffer.take();
    if evidence.is_empty() {
        return Ok(());
    }
    let change = Change { evidence: evidence.clone(), ..Change::default() };
    if let Err(error) = store.apply(change).await {
        buffer.put_back(evidence);
        return Err(rights::plain(error));
    }
    Ok(())
}

/// An event to be put into a change.
#[must_use]
pub fn event(
    ctx: &Ctx,
    kind: &'static str,
    object: Option<&Name>,
    record: Option<Id>,
    detail: &serde_json::Value,
) -> Evidence {
    let mut detail = detail.clone();
    if let (Authority::System(reason), Some(map)) = (ctx.authority, detail.as_object_mut()) {
        map.insert("as_system".to_owned(), json!(reason));
    }
    Evidence {
        id: ctx.gate.store.next_id(),
        at: ctx.env.now,
        actor: ctx.actor(),
        kind: kind.into(),
        object: object.cloned(),
        record,
        detail: detail.to_string(),
        channel: ctx.channel.clone(),
        address: ctx.address.to_string(),
        request: ctx.request.to_string(),
    }
}

/// Notes something that is no write of records (a page opened, a sign-in). Written within 200 ms.
/// `detail` is a JSON object and never holds a secret.
pub fn note(ctx: &Ctx, kind: &'static str, object: Option<&Name>, record: Option<Id>, detail: &serde_json::Value) {
    let event = event(ctx, kind, object, record, detail);
    if &*ctx.channel == LIVE && kind != "refused" && ctx.gate.buffer.is_noted(&event) {
        return;
    }
    ctx.gate.buffer.add(event);
}

/// Notes what must not happen without its evidence, as a file that leaves: to be awaited before it does.
pub async fn note_first(ctx: &Ctx, kind: &'static str, detail: &serde_json::Value) -> Result<(), Error> {
    write_first(ctx, event(ctx, kind, None, None, detail)).await
}

/// Writes an event of its own before anything else is done: where it cannot be written, nothing is.
pub(crate) async fn write_first(ctx: &Ctx, event: Evidence) -> Result<(), Error> {
    let change = Change { evidence: vec![event], ..Change::default() };
    ctx.gate.store.apply(change).await.map_err(rights::plain)
}

/// Notes a refusal, so that trying what one may not is seen.
pub(crate) fn note_refusal(ctx: &Ctx, verb: &'static str, object: &str, record: Option<Id>, error: &Error) {
    if matches!(error, Error::Forbidden | Error::NotFound) {
        let object: Option<Name> = (!object.is_empty()).then(|| object.into());
        note(ctx, "refused", object.as_ref(), record, &json!({ "verb": verb, "why": error.to_string() }));
    }
}

/// The evidence, newest first, for those who may read it. That it was read is evidence too.
pub async fn list(ctx: &Ctx, filter: &EvidenceFilter) -> Result<Vec<Evidence>, Error> {
    rights::need_evidence(ctx)?;
    flush(&ctx.gate).await?;
    let events = ctx.gate.store.evidence(filter).await?;
    let detail = json!({ "rows": events.len(), "kind": filter.kind.as_deref(), "of": filter.actor.map(|id| id.0) });
    note(ctx, "evidence", filter.object.as_ref(), filter.record, &detail);
    Ok(events)
}
