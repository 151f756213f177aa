//! The records of a to-many relation of one record: a list with one more condition.

use catalogue::Id;

use crate::{Ctx, Error, ListAsk, Page};

/// Lists the `relation` (`company.deals`) of a record. `ask.object` is not looked at.
pub async fn related(ctx: &Ctx, object: &str, id: Id, relation: &str, ask: &ListAsk) -> Result<Page, Error> {
    let _ = (ctx, object, id, relation, ask);
    Err(Error::internal("not yet"))
}
