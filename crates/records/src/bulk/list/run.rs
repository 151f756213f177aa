//! The work itself: some records at a time, in the rights that its maker has by then.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalogue::{Action, Id, Name, Object};
use query::Expr;
use serde_json::json;
use store::{ApplyError, Batch, BatchRow, TechnicalWrite, Write};

use super::{MADE, Plan, REFUSED, Reason, UNCHANGED, UPDATED, WAITING};
use crate::bulk::job::{Handed, before, hand, message};
use crate::row::Row;
use crate::several::{Asked, judged, readable};
use crate::writing::{self, Writing};
use crate::{Ctx, Error, Message, evidence, repeating, rights};

/// Records of one transaction: other writers wait briefly.
const AT_ONCE: u32 = 250;
/// How often records that somebody changes in between are judged anew before each is taken alone.
const TRIES: usize = 3;

/// Does what waits, until nothing does or somebody stops it. A fault on the way leaves it stopped, with the reason.
pub async fn run(ctx: &Ctx, id: Id) -> Result<(), Error> {
    let answer = run_to_end(ctx, id).await;
    if let Err(error) = &answer {
        tracing::error!(batch = %id, %error, "the change of a list stopped");
        let why = if matches!(error, Error::Forbidden) { "list-stopped-rights" } else { "list-stopped-fault" };
        if let Some(batch) = ctx.gate.store.batch(id).await?.filter(|batch| &*batch.state == Batch::LIST_RUNNING) {
            super::end(ctx, batch, why).await?;
        }
    }
    answer
}

async fn run_to_end(ctx: &Ctx, id: Id) -> Result<(), Error> {
    loop {
        let Some(batch) = ctx.gate.store.batch(id).await?.filter(|batch| &*batch.state == Batch::LIST_RUNNING) else {
            return Ok(());
        };
        let Some(plan) = super::plan(&batch) else { return Ok(()) };
        // It may take minutes: whoever is frozen meanwhile, or may not any more, changes no further record.
        let ctx = &ctx.renewed().await?;
        rights::need(ctx, Action::BulkUpdate, &plan.object)?;
        let rows = ctx.gate.store.batch_rows_with(id, WAITING, AT_ONCE).await?;
        if rows.is_empty() {
            return super::put(ctx, Batch { state: Batch::LIST_DONE.into(), done: batch.total, ..batch }).await;
        }
        write(ctx, &plan, rows).await?;
    }
}

/// All of these at once, and each alone when that does not go.
async fn write(ctx: &Ctx, plan: &Plan, rows: Vec<BatchRow>) -> Result<(), Error> {
    let object = rights::object(ctx, &plan.object, &[Action::Read])?;
    match attempt(ctx, &object, plan, &rows, None).await? {
        None => Ok(()),
        // Somebody else works on it too, or changed one of them: what waits is asked for again.
        Some(
            ApplyError::Version { .. }
            | ApplyError::Missing { .. }
            | ApplyError::Taken { .. }
            | ApplyError::Ring { .. },
        ) => {
            for row in rows {
                alone(ctx, &object, plan, row).await?;
            }
            Ok(())
        }
        Some(error) => Err(rights::plain(error)),
    }
}

async fn alone(ctx: &Ctx, object: &Arc<Object>, plan: &Plan, row: BatchRow) -> Result<(), Error> {
    let rows = [row];
    for _ in 0..TRIES {
        match attempt(ctx, object, plan, &rows, None).await? {
            None => return Ok(()),
            // Another one settled it, or it was changed: read anew, and only what still waits is tried again.
            Some(ApplyError::Version { .. } | ApplyError::Missing { .. }) => {
                if !waits(ctx, &rows[0]).await? {
                    return Ok(());
                }
            }
            Some(error @ (ApplyError::Taken { .. } | ApplyError::Ring { .. })) => {
                let why = reasons(&writing::refused(ctx, error));
                return refuse(ctx, object, plan, &rows, why).await;
            }
            Some(error) => return Err(rights::plain(error)),
        }
    }
    refuse(ctx, object, plan, &rows, reasons(&Error::invalid("fault-changed-meanwhile", Vec::new()))).await
}

async fn refuse(
    ctx: &Ctx,
    object: &Arc<Object>,
    plan: &Plan,
    rows: &[BatchRow],
    why: Vec<Reason>,
) -> Result<(), Error> {
    match attempt(ctx, object, plan, rows, Some(why)).await? {
        None | Some(ApplyError::Version { .. } | ApplyError::Missing { .. }) => Ok(()),
        Some(error) => Err(rights::plain(error)),
    }
}

async fn waits(ctx: &Ctx, row: &BatchRow) -> Result<bool, Error> {
    let before = Id(row.record.0.saturating_sub(1));
    let rows = ctx.gate.store.batch_rows(row.batch, Some(before), 1).await?;
    Ok(rows.iter().any(|kept| kept.record == row.record && &*kept.action == WAITING))
}

/// One transaction: every record's change and what became of it. Answers why it was not applied; then nothing of it was.
async fn attempt(
    ctx: &Ctx,
    object: &Arc<Object>,
    plan: &Plan,
    rows: &[BatchRow],
    refusal: Option<Vec<Reason>>,
) -> Result<Option<ApplyError>, Error> {
    let step = plan.step.step();
    let asked = Asked::of(ctx, &step).await?;
    let bulk = rights::decision(ctx, Action::BulkUpdate, object).rows();
    let ids: Vec<Id> = rows.iter().map(|row| row.record).collect();
    let mut writing = Writing::new(ctx);
    writing.id = plan.change;
    let (mut settled, mut counts, mut handed) = (Vec::new(), BTreeMap::<&str, usize>::new(), Handed::new());
    let mut fields: BTreeSet<Name> = BTreeSet::new();
    for ((id, old), row) in readable(ctx, object, &ids).await?.into_iter().zip(rows) {
        let verdict = match (&refusal, &old) {
            (Some(why), _) => Verdict::Refused(why.clone()),
            (None, old) => judge(ctx, object, old.as_ref(), &asked, &bulk).await?,
        };
        let (action, version, kept) = match (verdict, old) {
            (Verdict::Change(change), Some(old)) => {
                let (mut new, within) = *change;
                fields.extend(writing::differing(object, &old, &new));
                repeating::begin(object, &old, &mut new);
                writing.update(object, &old, &mut new, within);
                let known = writing.change.writes.len();
                repeating::follow(ctx, &mut writing, object, Some(&old), &new).await?;
                settled.extend(writing.change.writes.iter().skip(known).filter_map(|write| made(write, row)));
                hand(&mut handed, ctx.who.user, Some(&old), &new);
                (UPDATED, new.version(), before(&old))
            }
            (Verdict::Refused(why), _) => (REFUSED, 0, super::text(&why)?),
            _ => (UNCHANGED, 0, String::new()),
        };
        debug_assert_eq!(id, row.record);
        *counts.entry(action).or_default() += 1;
        let row = BatchRow { action: action.into(), version, before: kept, ..row.clone() };
        settled.push(TechnicalWrite::SettleBatchRow(row));
    }
    writing.change.writes.extend(settled.into_iter().map(Write::Technical));
    let batch = rows.first().map_or(Id(0), |row| row.batch);
    let said = json!({ "batch": batch.0, "change": plan.change.0, "fields": fields, "records": counts });
    writing.change.evidence.push(evidence::event(ctx, step.kind(), Some(&object.name), Some(batch), &said));
    if counts.contains_key(UPDATED) {
        message(&mut writing, &object.name, batch, json!(counts), &handed);
    }
    match writing.apply().await {
        Ok(()) => Ok(None),
        Err(error @ ApplyError::Store(_)) => Err(rights::plain(error)),
        Err(error) => Ok(Some(error)),
    }
}

enum Verdict {
    Change(Box<(Row, Expr)>),
    Same,
    Refused(Vec<Reason>),
}

async fn judge(
    ctx: &Ctx,
    object: &Object,
    old: Option<&Row>,
    asked: &Asked<'_>,
    bulk: &Expr,
) -> Result<Verdict, Error> {
    let Some(old) = old else { return Ok(Verdict::Refused(reasons(&Error::NotFound))) };
    if !rights::covers(ctx, bulk, old).await? {
        return Ok(Verdict::Refused(reasons(&Error::Forbidden)));
    }
    match judged(ctx, object, old, asked).await {
        // What it does to others no row of the batch would tell, so no undo would find it.
        Ok(Some((new, _))) if repeating::reaches_others(object, old, &new) => {
            Ok(Verdict::Refused(vec![Reason { key: "fault-repeats-alone".to_owned(), args: Vec::new() }]))
        }
        Ok(Some((new, within))) => Ok(Verdict::Change(Box::new((new, Expr::all([within, bulk.clone()]))))),
        Ok(None) => Ok(Verdict::Same),
        Err(error @ (Error::Forbidden | Error::Invalid(_))) => Ok(Verdict::Refused(reasons(&error))),
        Err(error) => Err(error),
    }
}

fn reasons(error: &Error) -> Vec<Reason> {
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

/// The row of a record that follows from a change, like the next task of one that repeats: an undo takes it away again.
fn made(write: &Write, cause: &BatchRow) -> Option<TechnicalWrite> {
    let Write::Insert { object, id, .. } = write else { return None };
    let (batch, change) = (cause.batch, cause.change);
    let made = BatchRow {
        batch,
        object: object.clone(),
        record: *id,
        action: MADE.into(),
        version: 1,
        change,
        before: String::new(),
    };
    Some(TechnicalWrite::PutBatchRow(made))
}
