//! Hands records over to another person: owner, team and branch move together.

use catalogue::Id;

use crate::{Ctx, Error};

/// Transfers all of these or none; returns how many moved. Needs the `Transfer` action on each, before and after.
pub async fn transfer(ctx: &Ctx, object: &str, ids: &[Id], to: Id) -> Result<usize, Error> {
    let _ = (ctx, object, ids, to);
    Err(Error::internal("not yet"))
}
