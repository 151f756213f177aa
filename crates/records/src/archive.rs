//! Out of the way and back: nothing is deleted at once.

use catalogue::{Action, Id, Name, Object, Value};
use query::Expr;

use crate::row::Row;
use crate::{Ctx, Error, Fault, Record, evidence, people, rights, update, validate};

/// Archives a record.
pub async fn archive(ctx: &Ctx, object: &str, id: Id, version: i64) -> Result<Record, Error> {
    set_archived(ctx, object, (id, version), "archive").await
}

/// Brings an archived record back.
pub async fn restore(ctx: &Ctx, object: &str, id: Id, version: i64) -> Result<Record, Error> {
    set_archived(ctx, object, (id, version), "restore").await
}

async fn set_archived(ctx: &Ctx, name: &str, read: (Id, i64), kind: &'static str) -> Result<Record, Error> {
    let done = set_archived_noted(ctx, name, read, kind).await;
    if let Err(error) = &done {
        evidence::note_refusal(ctx, kind, name, Some(read.0), error);
    }
    done
}

async fn set_archived_noted(ctx: &Ctx, name: &str, read: (Id, i64), kind: &'static str) -> Result<Record, Error> {
    let (id, version) = read;
    let object = rights::object(ctx, name, &[Action::Read])?;
    let old = update::visible_row(ctx, &object, id).await?;
    let changed = state(ctx, &object, &old, kind == "archive").await?;
    if old.version() != version {
        return Err(update::conflict(ctx, &object, &old, version).await?);
    }
    if let Some((new, within)) = changed {
        update::write(ctx, &object, &old, new, within, kind).await?;
    }
    update::answer(ctx, &object, id).await
}

/// The row out of the way or back, and the right of that; `None` when it is so already.
pub(crate) async fn state(ctx: &Ctx, object: &Object, old: &Row, archived: bool) -> Result<Option<(Row, Expr)>, Error> {
    let within = rights::decision(ctx, Action::Archive, object).rows();
    if !rights::covers(ctx, &within, old).await? {
        return Err(Error::Forbidden);
    }
    if old.is_archived() == archived {
        return Ok(None);
    }
    let mut new = old.clone();
    let mark = if archived { Value::Instant(ctx.env.now) } else { Value::Null };
    new.values.insert("archived_at".into(), mark);
    let mut faults: Vec<Fault> = people::last_owner(ctx, old, &new).await?.into_iter().collect();
    if !archived {
        // Meanwhile another record may have taken what no two may share.
        let keys: Vec<Name> = object.keys().iter().flatten().map(|field| field.name.clone()).collect();
        faults.extend(validate::taken(ctx, object, &new, &keys).await?);
    }
    if faults.is_empty() { Ok(Some((new, within))) } else { Err(Error::Invalid(faults)) }
}
