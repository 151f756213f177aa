//! The work itself, forth or back: some records at a time, in the rights that whoever let it run has by then.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalogue::{Action, Id, Name, Object};
use serde_json::json;
use store::{ApplyError, Batch, BatchRow, TechnicalWrite, Write};

use super::claim::Claim;
use super::state::{MADE, Report, UPDATED, WAITING, apply, counts, end, move_on, moved};
use super::{Plan, Reason, back, forth};
use crate::bulk::job::{Handed, message};
use crate::several::readable;
use crate::writing::{self, Writing};
use crate::{Ctx, Error, Gate, Message, evidence, rights};

/// Records of one transaction: other writers wait briefly.
const AT_ONCE: u32 = 250;
/// How often records that somebody changes in between are judged anew before each is taken alone.
const TRIES: usize = 3;
/// How long it waits for a database that does not answer.
const PAUSE: std::time::Duration = std::time::Duration::from_secs(1);

/// Which way it goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Forth,
    Back,
}

/// Does what waits, until nothing does or somebody stops it. A fault on the way leaves it stopped, with the reason; a database
/// that does not answer is waited for. Returns at once when somebody works on it already.
pub async fn run(gate: &Gate, id: Id) -> Result<(), Error> {
    let Some(claim) = Claim::take(gate, id).await? else { return Ok(()) };
    let answer = patiently(gate, id).await;
    claim.release().await?;
    answer
}

/// The same for one whose process ended. One whose records were not all picked yet has none of them, and one that ends its process
/// at the same place again stops.
pub async fn take_up(gate: &Gate, id: Id) -> Result<(), Error> {
    let Some(claim) = Claim::take(gate, id).await? else { return Ok(()) };
    let answer = match mark_taken_up(gate, id).await {
        Ok(true) => patiently(gate, id).await,
        other => other.map(|_| ()),
    };
    claim.release().await?;
    answer
}

async fn mark_taken_up(gate: &Gate, id: Id) -> Result<bool, Error> {
    let ctx = Ctx::system(gate, "changes of lists whose process ended go on");
    let Some(batch) = gate.store.batch(id).await? else { return Ok(false) };
    if &*batch.state == Batch::LIST_PICKING {
        apply(&ctx, vec![TechnicalWrite::RemoveWaitingBatchRows { batch: id }]).await?;
        end(&ctx, &batch, Some("list-stopped-picking")).await?;
        return Ok(false);
    }
    let counts = counts(&ctx, id).await?;
    let to_do = counts.waiting + counts.updated + counts.made;
    let report = Report::in_batch(&batch);
    if report.taken_up == Some(to_do) {
        end(&ctx, &batch, Some("list-stopped-with-program")).await?;
        return Ok(false);
    }
    let report = Report { taken_up: Some(to_do), ..report };
    move_on(&ctx, vec![moved(&batch, &batch.state, &report)?], Vec::new()).await
}

async fn patiently(gate: &Gate, id: Id) -> Result<(), Error> {
    loop {
        match run_to_end(gate, id).await {
            // What stopped it keeps that from being written too, for as long as it lasts.
            Err(Error::Unavailable(error)) => {
                tracing::warn!(batch = %id, %error, "the change of a list waits for the database");
                tokio::time::sleep(PAUSE).await;
            }
            Err(error) => {
                tracing::error!(batch = %id, %error, "the change of a list stopped");
                let why = if matches!(error, Error::Forbidden) { "list-stopped-rights" } else { "list-stopped-fault" };
                if let Some(batch) = gate.store.batch(id).await? {
                    end(&Ctx::system(gate, "a change of a list that cannot go on"), &batch, Some(why)).await?;
                }
                return Err(error);
            }
            Ok(()) => return Ok(()),
        }
    }
}

async fn run_to_end(gate: &Gate, id: Id) -> Result<(), Error> {
    let mut after = None;
    loop {
        let Some(batch) = gate.store.batch(id).await? else { return Ok(()) };
        let (way, froms): (Way, &[&str]) = match &*batch.state {
            Batch::LIST_RUNNING => (Way::Forth, &[WAITING]),
            Batch::LIST_UNDOING => (Way::Back, &[UPDATED, MADE]),
            _ => return Ok(()),
        };
        let Some(plan) = super::plan(&batch) else { return Ok(()) };
        let ctx = &acting(gate, &batch).await?;
        rights::need(ctx, Action::BulkUpdate, &plan.object)?;
        let rows = next_rows(gate, id, froms, after).await?;
        after = rows.last().map(|row| row.record);
        if let Some(first) = rows.first() {
            let object = rights::object(ctx, &first.object.clone(), &[Action::Read])?;
            Doing { ctx, object: &object, plan: &plan, way }.write(rows).await?;
        } else if !remains(gate, id, froms).await? && ended(ctx, &batch, way).await? {
            return Ok(());
        }
    }
}

/// The rows that come next, all of one kind of record.
async fn next_rows(gate: &Gate, id: Id, froms: &[&str], after: Option<Id>) -> Result<Vec<BatchRow>, Error> {
    for from in froms {
        let mut rows = gate.store.batch_rows_with(id, from, after, AT_ONCE).await?;
        if let Some(object) = rows.first().map(|row| row.object.clone()) {
            rows.retain(|row| row.object == object);
            return Ok(rows);
        }
    }
    Ok(Vec::new())
}

async fn remains(gate: &Gate, id: Id, froms: &[&str]) -> Result<bool, Error> {
    Ok(!next_rows(gate, id, froms, None).await?.is_empty())
}

/// Whoever let it run, as they are by now: whoever is frozen meanwhile, or may not any more, changes no further record.
async fn acting(gate: &Gate, batch: &Batch) -> Result<Ctx, Error> {
    let gate = gate.fresh().await?;
    let Some(runner) = Report::in_batch(batch).runner else { return Err(Error::Forbidden) };
    let who = match crate::people::principal(&gate, runner.user).await {
        Err(Error::NotFound) => return Err(Error::Forbidden),
        other => Arc::new(other?),
    };
    Ok(Ctx::person(&gate, who, &runner.channel, &runner.address, &runner.request))
}

/// False when somebody else moved it first.
async fn ended(ctx: &Ctx, batch: &Batch, way: Way) -> Result<bool, Error> {
    let to = match way {
        Way::Forth => Batch::LIST_DONE,
        Way::Back if counts(ctx, batch.id).await?.left > 0 => Batch::LIST_UNDONE_IN_PART,
        Way::Back => Batch::LIST_UNDONE,
    };
    let batch = Batch { done: batch.total, ..batch.clone() };
    move_on(ctx, vec![moved(&batch, to, &Report::default())?], Vec::new()).await
}

/// One kind of record on one way, in one person's rights.
#[derive(Clone, Copy)]
struct Doing<'a> {
    ctx: &'a Ctx,
    object: &'a Arc<Object>,
    plan: &'a Plan,
    way: Way,
}

impl Doing<'_> {
    /// All of these at once, and each alone when that does not go.
    async fn write(self, rows: Vec<BatchRow>) -> Result<(), Error> {
        match self.attempt(&rows, None).await? {
            None => Ok(()),
            // Somebody else works on it too, or changed one of them: what waits is asked for again.
            Some(
                ApplyError::Version { .. }
                | ApplyError::Missing { .. }
                | ApplyError::Taken { .. }
                | ApplyError::Ring { .. },
            ) => {
                for row in rows {
                    self.alone(row).await?;
                }
                Ok(())
            }
            Some(error) => Err(rights::plain(error)),
        }
    }

    async fn alone(self, row: BatchRow) -> Result<(), Error> {
        let rows = [row];
        for _ in 0..TRIES {
            match self.attempt(&rows, None).await? {
                None => return Ok(()),
                // Another one settled it, or it was changed: read anew, and only what still waits is tried again.
                Some(ApplyError::Version { .. } | ApplyError::Missing { .. }) => {
                    if !self.waits(&rows[0]).await? {
                        return Ok(());
                    }
                }
                Some(error @ (ApplyError::Taken { .. } | ApplyError::Ring { .. })) => {
                    return self.refuse(&rows, reasons(&writing::refused(self.ctx, error))).await;
                }
                Some(error) => return Err(rights::plain(error)),
            }
        }
        self.refuse(&rows, reasons(&Error::invalid("fault-changed-meanwhile", Vec::new()))).await
    }

    async fn refuse(self, rows: &[BatchRow], why: Vec<Reason>) -> Result<(), Error> {
        match self.attempt(rows, Some(why)).await? {
            None | Some(ApplyError::Version { .. } | ApplyError::Missing { .. }) => Ok(()),
            Some(error) => Err(rights::plain(error)),
        }
    }

    async fn waits(self, row: &BatchRow) -> Result<bool, Error> {
        let before = Id(row.record.0.saturating_sub(1));
        let rows = self.ctx.gate.store.batch_rows(row.batch, Some(before), 1).await?;
        Ok(rows.iter().any(|kept| kept.record == row.record && kept.action == row.action))
    }

    /// One transaction: every record's change and what became of it. Answers why it was not applied; then nothing of it was.
    async fn attempt(self, rows: &[BatchRow], refusal: Option<Vec<Reason>>) -> Result<Option<ApplyError>, Error> {
        let Self { ctx, object, plan, way } = self;
        let ids: Vec<Id> = rows.iter().map(|row| row.record).collect();
        let mut writing = Writing::new(ctx);
        writing.id = plan.change;
        let mut part = Part { writing, handed: Handed::new(), fields: BTreeSet::new() };
        let step = plan.step.step();
        let judge = Judge::of(ctx, object, &step, way, rows).await?;
        let (mut settled, mut counts) = (Vec::new(), BTreeMap::<Name, usize>::new());
        for ((id, now), row) in readable(ctx, object, &ids).await?.into_iter().zip(rows) {
            debug_assert_eq!(id, row.record);
            let after = match &judge {
                Judge::Forth(judge) => judge.take(&mut part, now, row, refusal.as_deref()).await?,
                Judge::Back(judge) => judge.take(&mut part, now, row, refusal.is_some()).await?,
            };
            *counts.entry(after.action.clone()).or_default() += 1;
            settled.push(TechnicalWrite::SettleBatchRow { from: row.action.clone(), row: after });
        }
        let Part { mut writing, handed, fields } = part;
        let is_changed = !writing.change.writes.is_empty();
        writing.change.writes.extend(settled.into_iter().map(Write::Technical));
        let batch = rows.first().map_or(Id(0), |row| row.batch);
        let said = json!({ "batch": batch.0, "change": plan.change.0, "fields": fields, "records": counts });
        let kind = if way == Way::Back { "undo" } else { step.kind() };
        writing.change.evidence.push(evidence::event(ctx, kind, Some(&object.name), Some(batch), &said));
        if is_changed {
            message(&mut writing, &object.name, batch, json!(counts), &handed);
        }
        match writing.apply().await {
            Ok(()) => Ok(None),
            Err(error @ ApplyError::Store(_)) => Err(rights::plain(error)),
            Err(error) => Ok(Some(error)),
        }
    }
}

/// A transaction that is being put together.
pub(super) struct Part<'a> {
    pub writing: Writing<'a>,
    pub handed: Handed,
    pub fields: BTreeSet<Name>,
}

/// What decides on a record, and writes what is decided.
enum Judge<'a> {
    Forth(Box<forth::Judge<'a>>),
    Back(back::Judge<'a>),
}

impl<'a> Judge<'a> {
    async fn of(
        ctx: &'a Ctx,
        object: &'a Arc<Object>,
        step: &'a crate::several::Step,
        way: Way,
        rows: &[BatchRow],
    ) -> Result<Self, Error> {
        Ok(match way {
            Way::Forth => Self::Forth(Box::new(forth::Judge::of(ctx, object, step).await?)),
            Way::Back => Self::Back(back::Judge::of(ctx, object, rows).await?),
        })
    }
}

pub(super) fn reasons(error: &Error) -> Vec<Reason> {
    let plain = |key: &str| vec![Reason { key: key.to_owned(), args: Vec::new() }];
    match error {
        Error::Invalid(faults) => faults.iter().map(|fault| reason(&fault.message)).collect(),
        Error::NotFound => plain("fault-not-found"),
        _ => plain("fault-outside-rights"),
    }
}

fn reason(message: &Message) -> Reason {
    let args = message.args.iter().map(|(name, text)| ((*name).to_owned(), text.clone()));
    Reason { key: message.key.to_owned(), args: args.collect() }
}
