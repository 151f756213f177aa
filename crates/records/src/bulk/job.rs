//! Rows to transactions: a chunk at a time, each with its history, the rows' state before, and one event.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use catalogue::{Id, Name, Object, Value};
use query::Expr;
use serde_json::json;
use store::{ApplyError, BatchRow, TechnicalWrite, Within, Write};

use super::prepare::{Prepared, Preparing, Verdict};
use super::{BulkOutcome, BulkRow, Target};
use crate::row::Row;
use crate::writing::{Writing, differing, search_text};
use crate::{Ctx, Error, Fault, evidence, rights};

/// Rows a transaction: large enough that a shared fsync is nothing, small enough that other writers wait briefly.
const CHUNK: usize = 1000;

pub(super) async fn write(ctx: &Ctx, rows: Vec<BulkRow>, batch: Id) -> Result<Vec<BulkOutcome>, Error> {
    let mut preparing = Preparing::new(ctx, &rows);
    let mut outcomes = Vec::with_capacity(rows.len());
    for chunk in chunks(&rows) {
        match chunk_at_once(&mut preparing, chunk, batch).await? {
            Some(done) => outcomes.extend(done),
            // A value was taken between the check and the write: row by row tells which.
            None => {
                for row in chunk {
                    let done = chunk_at_once(&mut preparing, std::slice::from_ref(row), batch).await?;
                    outcomes.extend(done.unwrap_or_else(|| vec![taken(row)]));
                }
            }
        }
    }
    Ok(outcomes)
}

pub(super) async fn check(ctx: &Ctx, rows: &[BulkRow]) -> Result<Vec<Vec<Fault>>, Error> {
    let mut preparing = Preparing::new(ctx, rows);
    let mut faults = Vec::with_capacity(rows.len());
    for chunk in chunks(rows) {
        let prepared = preparing.prepare(chunk, &HashMap::new()).await?;
        faults.extend(prepared.into_iter().map(|p| if let Verdict::Refused(f) = p.verdict { f } else { Vec::new() }));
    }
    Ok(faults)
}

fn taken(row: &BulkRow) -> BulkOutcome {
    let field = row.fields.keys().find(|name| &***name == "external_id");
    let fault = Fault { field: field.cloned(), message: crate::Message { key: "fault-taken", args: Vec::new() } };
    BulkOutcome::Refused(vec![fault])
}

/// Cuts into chunks; a record that comes twice begins a new one, so that its second write sees the first.
fn chunks(rows: &[BulkRow]) -> Vec<&[BulkRow]> {
    let mut cuts = Vec::new();
    let mut seen: HashSet<(&Name, Id)> = HashSet::new();
    let mut start = 0;
    for (at, row) in rows.iter().enumerate() {
        if at - start >= CHUNK || seen.contains(&(&row.object, row.target.id())) {
            cuts.push(&rows[start..at]);
            start = at;
            seen.clear();
        }
        seen.insert((&row.object, row.target.id()));
    }
    cuts.push(&rows[start..]);
    cuts.retain(|part| !part.is_empty());
    cuts
}

impl Target {
    /// The record that is written.
    #[must_use]
    pub fn id(&self) -> Id {
        match self {
            Self::New(id) | Self::Existing { id, .. } => *id,
        }
    }
}

/// `None` when some unique value turned out to be taken. Rows that lost a race are refused and the others tried again.
async fn chunk_at_once(
    preparing: &mut Preparing<'_>,
    chunk: &[BulkRow],
    batch: Id,
) -> Result<Option<Vec<BulkOutcome>>, Error> {
    let mut lost: HashMap<(Name, Id), Fault> = HashMap::new();
    loop {
        let prepared = preparing.prepare(chunk, &lost).await?;
        let ctx = preparing.ctx;
        let mut writing = Writing::new(ctx);
        let (outcomes, handed) = put_together(&mut writing, prepared, batch);
        if writing.change.writes.is_empty() {
            tell(&mut writing, (&outcomes, &handed), chunk, batch);
            ctx.gate.store.apply(writing.change).await.map_err(rights::plain)?;
            return Ok(Some(outcomes));
        }
        tell(&mut writing, (&outcomes, &handed), chunk, batch);
        match writing.apply().await {
            Ok(()) => {
                preparing.written(chunk, &outcomes);
                return Ok(Some(outcomes));
            }
            Err(ApplyError::Version { object, id } | ApplyError::Missing { object, id }) => {
                let message = crate::Message { key: "fault-changed-meanwhile", args: Vec::new() };
                if lost.insert((object, id), Fault { field: None, message }).is_some() {
                    return Err(Error::internal("a refused row was written"));
                }
            }
            Err(ApplyError::Taken { .. }) => return Ok(None),
            Err(error) => return Err(rights::plain(error)),
        }
    }
}

fn put_together(writing: &mut Writing<'_>, prepared: Vec<Prepared>, batch: Id) -> (Vec<BulkOutcome>, Handed) {
    let mut outcomes = Vec::with_capacity(prepared.len());
    let (mut handed, by) = (Handed::new(), writing.ctx.who.user);
    for Prepared { object, verdict } in prepared {
        outcomes.push(match verdict {
            Verdict::Refused(faults) => BulkOutcome::Refused(faults),
            Verdict::Unchanged(id) => BulkOutcome::Unchanged(id),
            Verdict::Insert(mut row) => {
                writing.insert_brought(&object, &mut row);
                hand(&mut handed, by, None, &row);
                keep(writing, batch, (&object.name, row.id), ("created", 1), String::new());
                BulkOutcome::Created(row.id)
            }
            Verdict::Update { old, mut new, within } => {
                writing.update(&object, &old, &mut new, within);
                hand(&mut handed, by, Some(&old), &new);
                let before = before(&old);
                keep(writing, batch, (&object.name, old.id), ("updated", new.version()), before);
                BulkOutcome::Updated(old.id)
            }
        });
    }
    (outcomes, handed)
}

/// Every stored value of the row, as JSON.
pub(super) fn before(old: &Row) -> String {
    let known: BTreeMap<&Name, &Value> = old.values.iter().filter(|(_, value)| !value.is_null()).collect();
    serde_json::to_string(&known).unwrap_or_default()
}

/// The record as it stood before the batch wrote it.
pub(super) fn stood(kept: &BatchRow) -> Result<Row, Error> {
    let values: BTreeMap<Name, Value> =
        serde_json::from_str(&kept.before).map_err(|e| Error::internal(e.to_string()))?;
    Ok(Row::new(&kept.object, kept.record, values.into_iter().collect()))
}

/// Puts it back exactly, bookkeeping too, and answers the fields that were another. Its history is forgotten by the caller.
pub(super) fn put_back(
    writing: &mut Writing<'_>,
    object: &Object,
    (now, stood): (&Row, &Row),
    rows: Expr,
) -> Vec<Name> {
    let changed = differing(object, now, stood);
    writing.change.writes.push(Write::Update {
        object: object.name.clone(),
        id: now.id,
        set: changed.iter().map(|name| (name.clone(), stood.value(name).clone())).collect(),
        version: now.version(),
        within: Within { rows, env: writing.ctx.env.clone() },
        search: Some(search_text(object, stood)),
    });
    changed
}

fn keep(writing: &mut Writing<'_>, batch: Id, record: (&Name, Id), did: (&'static str, i64), before: String) {
    let row = BatchRow {
        batch,
        object: record.0.clone(),
        record: record.1,
        action: did.0.into(),
        version: did.1,
        change: writing.id,
        before,
    };
    writing.change.writes.push(Write::Technical(TechnicalWrite::PutBatchRow(row)));
}

/// One event a chunk, and one message for each kind of record in it: the batch's rows name the records.
fn tell(writing: &mut Writing<'_>, (outcomes, handed): (&[BulkOutcome], &Handed), chunk: &[BulkRow], batch: Id) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (row, outcome) in chunk.iter().zip(outcomes) {
        let word = match outcome {
            BulkOutcome::Created(_) => "created",
            BulkOutcome::Updated(_) => "updated",
            BulkOutcome::Unchanged(_) => "unchanged",
            BulkOutcome::Refused(_) => "refused",
        };
        *counts.entry(format!("{} {word}", row.object)).or_default() += 1;
    }
    let detail = json!({ "batch": batch.0, "change": writing.id.0, "rows": counts });
    let event = evidence::event(writing.ctx, "import", None, Some(batch), &detail);
    writing.change.evidence.push(event);
    for object in chunk.iter().map(|row| &row.object).collect::<BTreeSet<_>>() {
        if writing.change.writes.is_empty() {
            return;
        }
        message(writing, object, batch, json!(counts), handed);
    }
}

/// What a batch did to records of this object, for whoever listens.
pub(super) fn message(writing: &mut Writing<'_>, object: &Name, batch: Id, counts: serde_json::Value, handed: &Handed) {
    let handed: Vec<_> = handed.iter().filter(|((of, _), _)| of == object).map(|((_, to), ids)| (to, ids)).collect();
    let payload = json!({
        "batch": batch.0, "change": writing.id.0, "rows": counts, "by": writing.ctx.who.user.0, "handed": handed,
    });
    writing.message("import", object, batch, &payload);
}

/// Rows by their object and whom they were handed to: owners that they did not have before.
pub(super) type Handed = BTreeMap<(Name, i64), Vec<i64>>;

pub(super) fn hand(handed: &mut Handed, by: Id, old: Option<&Row>, new: &Row) {
    let owner = new.value("owner").as_ref_id().filter(|owner| *owner != by);
    let is_new = old.is_none_or(|old| old.value("owner") != new.value("owner"));
    if let Some(owner) = owner.filter(|_| is_new) {
        handed.entry((new.object.clone(), owner.0)).or_default().push(new.id.0);
    }
}
