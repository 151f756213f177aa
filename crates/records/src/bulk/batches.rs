//! The state of imports: kept with the batch, seen by whoever made it while they may import, and by the owners. Whoever
//! only sets up sees none: the report names clients.

use catalogue::{Action, Id};
use store::{Batch, Change, TechnicalWrite, Write};

use super::list;
use crate::{Ctx, Error, evidence, rights};

pub(super) fn may_see(ctx: &Ctx, batch: &Batch) -> bool {
    let may = || match list::plan(batch) {
        Some(plan) => rights::may(ctx, Action::BulkUpdate, &plan.object),
        None => rights::may_import(ctx),
    };
    rights::is_owner(ctx) || (ctx.actor() == Some(batch.by) && may())
}

/// Keeps the state of a batch: plan, progress, report. Whoever makes a batch owns it for good.
pub async fn put_batch(ctx: &Ctx, batch: Batch) -> Result<(), Error> {
    let kept = ctx.gate.store.batch(batch.id).await?;
    if kept.as_ref().is_some_and(|kept| !may_see(ctx, kept)) {
        return Err(Error::NotFound);
    }
    let batch = Batch { by: kept.map_or(ctx.who.user, |kept| kept.by), ..batch };
    let writes = vec![Write::Technical(TechnicalWrite::PutBatch(batch))];
    ctx.gate.store.apply(Change { writes, ..Change::default() }).await.map_err(rights::plain)
}

/// An import that the caller made, or any for an owner.
pub async fn batch(ctx: &Ctx, id: Id) -> Result<Batch, Error> {
    let batch = seen(ctx, id).await?.filter(|batch| list::plan(batch).is_none());
    if batch.is_none() {
        evidence::note_refusal(ctx, "import", "", Some(id), &Error::NotFound);
    }
    batch.ok_or(Error::NotFound)
}

/// A batch of either kind, if the caller may see it.
pub(super) async fn seen(ctx: &Ctx, id: Id) -> Result<Option<Batch>, Error> {
    Ok(ctx.gate.store.batch(id).await?.filter(|batch| may_see(ctx, batch)))
}

/// Batches that were begun and have no end yet, oldest first; for those who set up, and for the start.
pub async fn unfinished(ctx: &Ctx) -> Result<Vec<Batch>, Error> {
    if !rights::may_set_up(ctx) {
        return Err(Error::Forbidden);
    }
    Ok(ctx.gate.store.unfinished_batches().await?)
}

/// Whether the import that makes this batch has not come to its end.
pub(super) fn is_unfinished(batch: &Batch) -> bool {
    matches!(&*batch.state, "read" | "running" | Batch::LIST_PICKING | Batch::LIST_RUNNING | Batch::LIST_UNDOING)
}

/// The newest batches that the caller may see.
pub async fn batches(ctx: &Ctx, limit: u32) -> Result<Vec<Batch>, Error> {
    let batches = ctx.gate.store.batches(limit).await?;
    Ok(batches.into_iter().filter(|batch| may_see(ctx, batch)).collect())
}
