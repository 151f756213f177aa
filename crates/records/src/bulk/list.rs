//! One step on all records of a list, however many: picked once, then done batch by batch in the background, each record judged as
//! if it were alone. A batch is one transaction that also says what became of its records, so that nothing is half done, nothing is
//! done twice, and a stop or a restart loses nothing. One undo takes the whole back, in the same way.

mod back;
mod claim;
mod examples;
mod forth;
mod run;
mod state;

use std::collections::BTreeMap;
use std::sync::Arc;

use catalogue::{Action, Id, Name, Value};
use query::{Cursor, Expr};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Batch, BatchRow, TechnicalWrite, Write};

use super::batches;
use crate::several::Step;
use crate::values::Reading;
use crate::writing::{self, Writing};
use crate::{Ctx, Draft, Error, Gate, Input, ListAsk, evidence, history, list, rights, validate};

use claim::Claim;
pub use examples::{Example, examples};
pub use run::{run, take_up};
pub use state::{Counts, State};
use state::{LEFT, LEFT_MADE, MADE, REFUSED, Report, UPDATED, WAITING, apply, counts, end, move_on, moved, text};

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
    // Nobody takes it for abandoned while its records are written down.
    let Some(claim) = Claim::take(&ctx.gate, id).await? else { return Err(Error::NotFound) };
    let plan = Plan { object: object.name.clone(), step, change: ctx.gate.store.next_id() };
    let batch = Batch {
        id,
        by: ctx.who.user,
        at: ctx.env.now,
        state: Batch::LIST_PICKING.into(),
        done: 0,
        total: i64::try_from(ids.len()).unwrap_or(i64::MAX),
        plan: text(&Tagged { list: plan.clone() })?,
        report: text(&Report::of(ctx))?,
    };
    apply(ctx, vec![TechnicalWrite::PutBatch(batch.clone())]).await?;
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
        apply(ctx, part.iter().map(|record| TechnicalWrite::PutBatchRow(waiting(record))).collect()).await?;
    }
    let said = json!({ "batch": id.0, "change": plan.change.0, "records": ids.len(), "filter": ask.filter, "segment": ask.segment });
    let mut writing = Writing::new(ctx);
    writing.id = plan.change;
    writing.change.evidence.push(evidence::event(ctx, "bulk_update", Some(&plan.object), Some(id), &said));
    writing.change.writes.push(Write::Technical(moved(&batch, Batch::LIST_RUNNING, &Report::of(ctx))?));
    writing.apply().await.map_err(|error| writing::refused(ctx, error))?;
    claim.release().await?;
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
    let rows = ctx.gate.store.batch_rows_with(work.id, REFUSED, None, limit).await?;
    let why = rows.iter().map(|row| serde_json::from_str(&row.before).unwrap_or_default()).collect();
    titled(ctx, rows, why).await
}

/// The first records that an undo left as they are, and why.
pub async fn left(ctx: &Ctx, work: &Work, limit: u32) -> Result<Vec<Refused>, Error> {
    let mut rows = ctx.gate.store.batch_rows_with(work.id, LEFT, None, limit).await?;
    rows.extend(ctx.gate.store.batch_rows_with(work.id, LEFT_MADE, None, limit).await?);
    rows.truncate(limit as usize);
    let why = back::reasons_now(ctx, &rows).await?;
    titled(ctx, rows, why).await
}

async fn titled(ctx: &Ctx, rows: Vec<BatchRow>, why: Vec<Vec<Reason>>) -> Result<Vec<Refused>, Error> {
    let mut titles = history::titles_of(ctx, rows.iter().map(|row| (row.object.clone(), row.record)).collect()).await?;
    let one =
        |(row, why): (BatchRow, _)| Refused { id: row.record, title: titles.remove(&(row.object, row.record)), why };
    Ok(rows.into_iter().zip(why).map(one).collect())
}

/// Keeps it from going on after the batch that is being written, whichever way it goes.
pub async fn stop(ctx: &Ctx, id: Id) -> Result<(), Error> {
    let batch = found(ctx, id).await?;
    // While its records are picked there is nothing to stop yet.
    if &*batch.state == Batch::LIST_PICKING { Ok(()) } else { end(ctx, &batch, None).await }
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
    move_on(ctx, vec![moved(&batch, Batch::LIST_RUNNING, &Report::of(ctx))?], Vec::new()).await
}

/// Takes back what it did, also of one that was stopped: what waits then is not done any more. Then spawn `run`. Each record is put
/// back in the rights of whoever asks for it; what an earlier undo left is tried again. Answers whether there is something to run.
pub async fn take_back(ctx: &Ctx, id: Id) -> Result<bool, Error> {
    let batch = found(ctx, id).await?;
    if batches::is_unfinished(&batch) {
        return Err(Error::invalid("fault-list-running", Vec::new()));
    }
    if &*batch.state == Batch::LIST_UNDONE {
        return Ok(false);
    }
    let object = plan(&batch).map(|plan| plan.object);
    let event = evidence::event(ctx, "undo", object.as_ref(), Some(id), &json!({ "batch": id.0 }));
    let again = |from: &str, to: &str| TechnicalWrite::MoveBatchRows { batch: id, from: from.into(), to: to.into() };
    let writes = vec![
        moved(&batch, Batch::LIST_UNDOING, &Report::of(ctx))?,
        // A batch that is just being written cannot come after it.
        TechnicalWrite::RemoveWaitingBatchRows { batch: id },
        again(LEFT, UPDATED),
        again(LEFT_MADE, MADE),
    ];
    move_on(ctx, writes, vec![event]).await
}

/// Those that are to go on, but whose process ended; then spawn `take_up` with each. To be asked for every few seconds.
pub async fn abandoned(gate: &Gate) -> Result<Vec<Id>, Error> {
    let batches = gate.store.abandoned_list_batches(gate.clock.now()).await?;
    Ok(batches.into_iter().map(|batch| batch.id).collect())
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
    let state = match &*batch.state {
        Batch::LIST_PICKING => State::Picking,
        Batch::LIST_RUNNING => State::Running,
        Batch::LIST_STOPPED => State::Stopped,
        Batch::LIST_DONE => State::Done,
        Batch::LIST_UNDOING => State::Undoing,
        Batch::LIST_UNDONE => State::Undone,
        _ => State::UndoneInPart,
    };
    Ok(Some(Work {
        id: batch.id,
        by: batch.by,
        at: batch.at,
        state,
        plan,
        counts: counts(ctx, batch.id).await?,
        why: Report::in_batch(&batch).why,
    }))
}
