//! Whoever records can be handed or given to.

use catalogue::Id;

use crate::row::{self, Row};
use crate::{Ctx, Error, Fault, validate};

/// Somebody the caller can see, who has not left; else the fault of the field that names them.
pub(crate) async fn receiver(ctx: &Ctx, user: Id, field: &str) -> Result<Row, Error> {
    let refused = |key| Error::Invalid(vec![Fault::of(&field.into(), key, Vec::new())]);
    let users = ctx.gate.catalogue.object("user").ok_or(Error::NotFound)?;
    let wanted = [("user".into(), user)].into_iter().collect();
    if !validate::unseen(ctx, wanted, &validate::Coming::new()).await?.is_empty() {
        return Err(refused("fault-not-found"));
    }
    let row = row::load(ctx, users, user).await?.ok_or_else(|| refused("fault-not-found"))?;
    if matches!(row.value("status").as_text(), Some("frozen" | "left")) || row.is_archived() {
        return Err(refused("fault-person-left"));
    }
    Ok(row)
}
