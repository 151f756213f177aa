//! Hands records over to another person: owner, team and branch move together.

use access::WriteRights;
use catalogue::{Action, Id, Name, Object, Value};
use query::Expr;

use crate::row::Row;
use crate::several::{self, Step};
use crate::{Ctx, Error, people, rights};

/// Transfers all of these or none; returns how many moved. Needs the `Transfer` action on each, before and after.
/// At most `several::MOST`, and no people: those have a place by a change of their own.
pub async fn transfer(ctx: &Ctx, object: &str, ids: &[Id], to: Id) -> Result<usize, Error> {
    Ok(several::carry_out(ctx, object, ids, &Step::Transfer(to)).await?.records)
}

/// The row with its new owner, team and branch, and the right of that; `None` when it is theirs already.
pub(crate) async fn state(ctx: &Ctx, object: &Object, old: &Row, place: &Place) -> Result<Option<(Row, Expr)>, Error> {
    let transfer = rights::decision(ctx, Action::Transfer, object);
    let fields: Vec<_> = place.iter().filter_map(|(name, _)| object.field(name)).collect();
    let mut new = old.clone();
    new.values.extend(place.iter().cloned());
    if new == *old {
        return Ok(None);
    }
    let asked = WriteRights { write: &transfer, transfer: &transfer };
    rights::may_write(ctx, asked, (old, &new), &fields).await?.map_err(|_| Error::Forbidden)?;
    Ok(Some((new, transfer.rows())))
}

/// Owner, team and branch.
pub(crate) type Place = Vec<(Name, Value)>;

/// The place of whoever receives.
pub(crate) async fn new_place(ctx: &Ctx, to: Id) -> Result<Place, Error> {
    let user = people::receiver(ctx, to, "owner").await?;
    Ok(vec![
        ("owner".into(), Value::Ref(to)),
        ("team".into(), user.value("team").clone()),
        ("branch".into(), user.value("branch").clone()),
    ])
}
