//! Imports whose process ended before they did: at the next start they are said to have failed, and can be taken back.

use catalogue::Id;
use records::bulk;
use records::{Batch, Ctx, Error, Gate};

use crate::{IntakeError, Report, Said};

/// Marks every import that has no end yet as failed, with the reason; answers which. To be called when a server starts,
/// before it takes requests. An import that another process is still writing says so again with its next chunk.
///
/// # Errors
/// The gate's refusals.
pub async fn recover(gate: &Gate) -> Result<Vec<Id>, IntakeError> {
    let ctx = Ctx::system(gate, "imports whose process ended are marked as failed");
    let mut stopped = Vec::new();
    for batch in bulk::unfinished(&ctx).await? {
        stopped.push(batch.id);
        stop(&ctx, batch).await?;
    }
    Ok(stopped)
}

/// The same for one import of which the caller knows that its process ended. An import that has its end is left alone.
///
/// # Errors
/// The gate's refusals.
pub async fn recover_one(ctx: &Ctx, batch: Id) -> Result<(), IntakeError> {
    let batch = bulk::batch(ctx, batch).await?;
    if matches!(&*batch.state, "read" | "running") { stop(ctx, batch).await } else { Ok(()) }
}

/// Marks an import as failed whose run could not go on while its process does: the disk was full, the database away, its maker frozen.
///
/// # Errors
/// The gate's refusals, above all while the reason lasts: to be tried again.
pub async fn fail(gate: &Gate, batch: Id) -> Result<(), IntakeError> {
    let ctx = Ctx::system(gate, "an import that could not go on is marked as failed");
    let batch = bulk::batch(&ctx, batch).await?;
    let is_open = matches!(&*batch.state, "read" | "running");
    if is_open { end(&ctx, batch, "intake-failed-halfway").await } else { Ok(()) }
}

async fn stop(ctx: &Ctx, batch: Batch) -> Result<(), IntakeError> {
    end(ctx, batch, "intake-failed-with-program").await
}

async fn end(ctx: &Ctx, batch: Batch, why: &'static str) -> Result<(), IntakeError> {
    let report = Report::failed(batch.id, Said::new(why));
    let report = serde_json::to_string(&report).map_err(|e| Error::internal(e.to_string()))?;
    tracing::warn!(batch = %batch.id, "an import had been left in the middle");
    Ok(bulk::put_batch(ctx, Batch { state: "failed".into(), report, ..batch }).await?)
}
