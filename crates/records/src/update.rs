//! A change to fields of one record, guarded by the version the caller read.

use catalogue::Id;

use crate::{Ctx, Draft, Error, Record};

/// Updates the fields of the draft; an empty text empties a field. A lost race is a `Conflict` that names the other change.
pub async fn update(ctx: &Ctx, object: &str, id: Id, version: i64, draft: Draft) -> Result<Record, Error> {
    let _ = (ctx, object, id, version, draft);
    Err(Error::internal("not yet"))
}
