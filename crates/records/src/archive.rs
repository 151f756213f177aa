//! Out of the way and back: nothing is deleted at once.

use catalogue::Id;

use crate::{Ctx, Error, Record};

/// Archives a record.
pub async fn archive(ctx: &Ctx, object: &str, id: Id, version: i64) -> Result<Record, Error> {
    let _ = (ctx, object, id, version);
    Err(Error::internal("not yet"))
}

/// Brings an archived record back.
pub async fn restore(ctx: &Ctx, object: &str, id: Id, version: i64) -> Result<Record, Error> {
    let _ = (ctx, object, id, version);
    Err(Error::internal("not yet"))
}
