//! One step on all records of a list, however many: picked once, then done batch by batch in the background, each record judged as
//! if it were alone. A batch is one transaction that also says what became of its records, so that nothing is half done, nothing is
//! done twice, and a stop or a restart loses nothing. One undo takes the whole back.

mod run;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use catalogue::{Action, Id, Name, Value};
use query::{Cursor, Expr};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Batch, BatchRow, Change, TechnicalWrite, Write};

use super::{BatchUndone, batches, undo};
use crate::several::{self, Step};
use crate::values::Reading;
use crate::{Ctx, Draft, Error, Gate, Input, ListAsk, evidence, history, list, rights, validate};

pub use run::run;

/// What a row says of its record.
const WAITING: &str = "waiting";
const UPDATED: &str = "updated";
const UNCHANGED: &str = "unchanged";
const REFUSED: &str = "refused";
/// A record that follows from the change of another one.
const MADE: &str = "created";

/// The most records of one such change.
pub const MOST: usize = 100_000;
/// Records that are picked by one statement.
const PICKED: u32 = 5_000;
/// Batches that are looked through for those of one object.
const LOOKED_THROUGH: u32 = 200;

/// What is to be done, as it is kept: typed values, so that it means the same whoever's language it goes on in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Kept {
    Archive,
    Restore,
    Transfer(Id),
    Set(BTreeMap<Name, Value>),
}

/// What such a batch is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub object: Name,
    pub step: Kept,
    /// The id that every history entry of it has.
    pub change: Id,
}

#[derive(Serialize, Deserialize)]
struct Tagged {
    list: Plan,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Picking,
    Running,
    Stopped,
    Done,
    Undone,
    UndoneInPart,
}

/// How many records are how far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub waiting: i64,
    pub updated: i64,
    pub unchanged: i64,
    pub refused: i64,
}

/// A change of all records of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Work {
    pub id: Id,
    pub by: Id,
    pub at: i64,
    pub state: State,
    pub plan: Plan,
    pub counts: Counts,
    /// Why it stopped by itself: a key of the messages.
    pub why: Option<String>,
    /// How many records an undo left as they were.
    pub left: i64,
}

/// Why a record was refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    pub key: String,
    pub args: Vec<(String, String)>,
}

/// A record that was refused; without a title when the caller may not see it any more.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    pub id: Id,
    pub title: Option<Arc<str>>,
    pub why: Vec<Reason>,
}

pub(super) fn plan(batch: &Batch) -> Option<Plan> {
    serde_json::from_str::<Tagged>(&batch.plan).ok().map(|tagged| tagged.list)
}

/// Picks the records of the list as it stands now, and keeps what is to be done with them. Then spawn `run` with its id. Needs the
/// `BulkUpdate` action besides the step's own on each record.
pub async fn begin(ctx: &Ctx, ask: &ListAsk, step: &Step) -> Result<Id, Error> {
    let object = rights::object(ctx, &ask.object, &[Action::Read])?;
    rights::need(ctx, Action::BulkUpdate, &object.name)?;
    let step = kept(ctx, &object, step).await?;
    let ids = pick(ctx, ask).await?;
    let id = ctx.gate.store.next_id();
    let plan = Plan { object: object.name.clone(), step, change: ctx.gate.store.next_id() };
    let batch = Batch {
        id,
        by: ctx.who.user,
        at: ctx.env.now,
        state: Batch::LIST_PICKING.into(),
        done: 0,
        total: i64::try_from(ids.len()).unwrap_or(i64::MAX),
        plan: text(&Tagged { list: plan.clone() })?,
        report: "{}".to_owned(),
    };
    put(ctx, batch.clone()).await?;
    for part in ids.chunks(PICKED as usize) {
        let waiting = |record: &Id| BatchRow {
            batch: id,
            object: plan.object.clone(),
            record: *record,
            action: WAITING.into(),
            version: 0,
            change: plan.change,
            before: String::new(),
        };
        let row = |record| Write::Technical(TechnicalWrite::PutBatchRow(waiting(record)));
        apply(ctx, Change { writes: part.iter().map(row).collect(), ..Change::default() }).await?;
    }
    let said = json!({ "batch": id.0, "change": plan.change.0, "records": ids.len(), "filter": ask.filter, "segment": ask.segment });
    let event = evidence::event(ctx, "bulk_update", Some(&plan.object), Some(id), &said);
    let writes = vec![Write::Technical(TechnicalWrite::PutBatch(Batch { state: Batch::LIST_RUNNING.into(), ..batch }))];
    apply(ctx, Change { writes, evidence: vec![event], ..Change::default() }).await?;
    Ok(id)
}

/// The step with typed values: nothing of it depends on the language that it was typed in.
async fn kept(ctx: &Ctx, object: &catalogue::Object, step: &Step) -> Result<Kept, Error> {
    Ok(match step {
        Step::Archive => Kept::Archive,
        Step::Restore => Kept::Restore,
        Step::Transfer(to) => {
            crate::transfer::new_place(ctx, *to).await?;
            Kept::Transfer(*to)
        }
        Step::Set(draft) => {
            let (values, faults) = validate::typed(object, draft, &Reading::of(ctx));
            if !faults.is_empty() {
                return Err(Error::Invalid(faults));
            }
            Kept::Set(values.into_iter().collect())
        }
    })
}

impl Kept {
    /// The step as it is taken.
    #[must_use]
    pub fn step(&self) -> Step {
        match self {
            Self::Archive => Step::Archive,
            Self::Restore => Step::Restore,
            Self::Transfer(to) => Step::Transfer(*to),
            Self::Set(values) => {
                let fields = values.iter().map(|(name, value)| (name.clone(), Input::Typed(value.clone())));
                Step::Set(Draft { fields: fields.collect() })
            }
        }
    }
}

async fn pick(ctx: &Ctx, ask: &ListAsk) -> Result<Vec<Id>, Error> {
    let object = rights::object(ctx, &ask.object, &[Action::Read])?;
    let mut ids: Vec<Id> = Vec::new();
    let ask = ListAsk { columns: vec!["version".to_owned()], after: None, ..ask.clone() };
    loop {
        let (mut select, _) = list::select(ctx, &object, &ask, Expr::True)?;
        // By id: the list's own order does not matter here, and the place stays right whatever is changed meanwhile.
        select.columns.truncate(1);
        select.sort.clear();
        select.limit = PICKED;
        select.after = ids.last().map(|id| Cursor { values: Vec::new(), id: *id });
        let rows = ctx.gate.store.select(&crate::asking::scoped(ctx, Action::Read, select)).await?;
        ids.extend(rows.iter().map(|row| row.id));
        if ids.len() > MOST {
            return Err(Error::invalid("fault-several-many", vec![("limit", MOST.to_string())]));
        }
        if rows.len() < PICKED as usize {
            return Ok(ids);
        }
    }
}

/// One change of a list: of whoever made it while they may, any for an owner.
pub async fn work(ctx: &Ctx, id: Id) -> Result<Work, Error> {
    let batch = found(ctx, id).await?;
    of(ctx, batch).await?.ok_or(Error::NotFound)
}

/// The newest changes of lists of this object that the caller may see.
pub async fn works(ctx: &Ctx, object: &str, limit: usize) -> Result<Vec<Work>, Error> {
    let mut works = Vec::new();
    for batch in ctx.gate.store.list_batches(LOOKED_THROUGH).await? {
        let is_one = plan(&batch).is_some_and(|plan| &*plan.object == object) && batches::may_see(ctx, &batch);
        if is_one && works.len() < limit {
            works.extend(of(ctx, batch).await?);
        }
    }
    Ok(works)
}

/// The first records of it that were refused, and why.
pub async fn refused(ctx: &Ctx, work: &Work, limit: u32) -> Result<Vec<Refused>, Error> {
    let rows = ctx.gate.store.batch_rows_with(work.id, REFUSED, limit).await?;
    let mut titles = history::titles_of(ctx, rows.iter().map(|row| (row.object.clone(), row.record)).collect()).await?;
    let refused = rows.into_iter().map(|row| Refused {
        id: row.record,
        title: titles.remove(&(row.object, row.record)),
        why: serde_json::from_str(&row.before).unwrap_or_default(),
    });
    Ok(refused.collect())
}

/// Keeps it from going on after the batch that is being written.
pub async fn stop(ctx: &Ctx, id: Id) -> Result<(), Error> {
    let batch = found(ctx, id).await?;
    if &*batch.state == Batch::LIST_RUNNING {
        put(ctx, Batch { state: Batch::LIST_STOPPED.into(), ..batch }).await
    } else {
        Ok(())
    }
}

/// Makes a stopped one run again; then spawn `run`. Answers whether there is something to run. Only whoever began it: it runs in
/// the rights of whoever lets it run, and those of somebody else may reach further.
pub async fn go_on(ctx: &Ctx, id: Id) -> Result<bool, Error> {
    let batch = found(ctx, id).await?;
    if Some(batch.by) != ctx.actor() {
        return Err(Error::Forbidden);
    }
    if &*batch.state != Batch::LIST_STOPPED {
        return Ok(false);
    }
    put(ctx, Batch { state: Batch::LIST_RUNNING.into(), report: "{}".to_owned(), ..batch }).await?;
    Ok(true)
}

/// Takes back what it did, also of one that was stopped: what waits then is not done any more.
pub async fn take_back(ctx: &Ctx, id: Id) -> Result<BatchUndone, Error> {
    let batch = found(ctx, id).await?;
    if batches::is_unfinished(&batch) {
        return Err(Error::invalid("fault-list-running", Vec::new()));
    }
    // Before anything is read: a batch that is just being written cannot come after it.
    let writes = vec![Write::Technical(TechnicalWrite::RemoveWaitingBatchRows { batch: id })];
    apply(ctx, Change { writes, ..Change::default() }).await?;
    undo::undo_kept(ctx, batch).await
}

/// Says of every one that a process left in the middle that it stopped; answers which. To be called when a server starts, before it
/// takes requests. Whoever made it lets it go on; one whose records were not all picked yet has none of them.
pub async fn recover(gate: &Gate) -> Result<Vec<Id>, Error> {
    let ctx = Ctx::system(gate, "changes of lists whose process ended are said to be stopped");
    let mut stopped = Vec::new();
    for batch in gate.store.unfinished_list_batches().await? {
        stopped.push(batch.id);
        if &*batch.state == Batch::LIST_PICKING {
            let writes = vec![Write::Technical(TechnicalWrite::RemoveWaitingBatchRows { batch: batch.id })];
            apply(&ctx, Change { writes, ..Change::default() }).await?;
        }
        end(&ctx, batch, "list-stopped-with-program").await?;
    }
    Ok(stopped)
}

/// Stopped for a reason.
async fn end(ctx: &Ctx, batch: Batch, why: &'static str) -> Result<(), Error> {
    put(ctx, Batch { state: Batch::LIST_STOPPED.into(), report: json!({ "why": why }).to_string(), ..batch }).await
}

async fn found(ctx: &Ctx, id: Id) -> Result<Batch, Error> {
    let batch = batches::seen(ctx, id).await?.filter(|batch| plan(batch).is_some());
    if batch.is_none() {
        evidence::note_refusal(ctx, "bulk_update", "", Some(id), &Error::NotFound);
    }
    batch.ok_or(Error::NotFound)
}

async fn of(ctx: &Ctx, batch: Batch) -> Result<Option<Work>, Error> {
    let Some(plan) = plan(&batch) else { return Ok(None) };
    let mut counts = Counts::default();
    for (action, count) in ctx.gate.store.batch_counts(batch.id).await? {
        match &*action {
            WAITING => counts.waiting = count,
            UPDATED => counts.updated = count,
            UNCHANGED => counts.unchanged = count,
            REFUSED => counts.refused = count,
            _ => {}
        }
    }
    let state = match &*batch.state {
        Batch::LIST_PICKING => State::Picking,
        Batch::LIST_RUNNING => State::Running,
        Batch::LIST_STOPPED => State::Stopped,
        Batch::LIST_DONE => State::Done,
        Batch::LIST_UNDONE => State::Undone,
        _ => State::UndoneInPart,
    };
    let report: serde_json::Value = serde_json::from_str(&batch.report).unwrap_or_default();
    Ok(Some(Work {
        id: batch.id,
        by: batch.by,
        at: batch.at,
        state,
        plan,
        counts,
        why: report["why"].as_str().map(str::to_owned),
        left: report["undone"]["left"].as_i64().unwrap_or(0),
    }))
}

async fn put(ctx: &Ctx, batch: Batch) -> Result<(), Error> {
    let writes = vec![Write::Technical(TechnicalWrite::PutBatch(batch))];
    apply(ctx, Change { writes, ..Change::default() }).await
}

async fn apply(ctx: &Ctx, change: Change) -> Result<(), Error> {
    ctx.gate.store.apply(change).await.map_err(rights::plain)
}

fn text<T: Serialize>(said: &T) -> Result<String, Error> {
    serde_json::to_string(said).map_err(|e| Error::internal(e.to_string()))
}

/// What an example of the step looks like: the record, and field, value before and value after of what differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    pub id: Id,
    pub title: Arc<str>,
    pub fields: Vec<(Name, Value, Value)>,
}

/// How these records look before and after the step, and what the records that the values point to are called. Writes nothing; shows
/// no field that the caller may not read. A record that the step does not change is left out.
pub async fn examples(
    ctx: &Ctx,
    object: &str,
    ids: &[Id],
    step: &Step,
) -> Result<(Vec<Example>, HashMap<Id, Arc<str>>), Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let asked = several::Asked::of(ctx, step).await?;
    let read = rights::decision(ctx, Action::Read, &object);
    let titles = history::titles_of(ctx, ids.iter().map(|id| (object.name.clone(), *id)).collect()).await?;
    let (mut examples, mut pointed) = (Vec::new(), Vec::new());
    for (id, old) in several::readable(ctx, &object, ids).await? {
        let Some(old) = old else { continue };
        let new = match several::judged(ctx, &object, &old, &asked).await {
            Ok(Some((new, _))) => new,
            Ok(None) | Err(Error::Forbidden | Error::Invalid(_)) => continue,
            Err(error) => return Err(error),
        };
        let mut fields = Vec::new();
        for name in crate::writing::differing(&object, &old, &new) {
            let Some(field) = object.field(&name) else { continue };
            let shown = read.field_rows(field);
            if rights::covers(ctx, &shown, &old).await? && rights::covers(ctx, &shown, &new).await? {
                let (before, after) = (old.value(&name), new.value(&name));
                if let Some(target) = field.kind.target() {
                    let ids = [before, after].into_iter().filter_map(Value::as_ref_id);
                    pointed.extend(ids.map(|id| (Name::from(target), id)));
                }
                fields.push((name.clone(), before.clone(), after.clone()));
            }
        }
        let title = titles.get(&(object.name.clone(), id)).cloned().unwrap_or_default();
        examples.push(Example { id, title, fields });
    }
    let pointed = history::titles_of(ctx, pointed).await?;
    Ok((examples, pointed.into_iter().map(|((_, id), title)| (id, title)).collect()))
}
