//! One record given to one person, by whoever has the right to share it: read, or written too, until a day or until it is
//! taken back. What hangs on the record stays as it is. Never gives more than the giver has.

use std::sync::Arc;

use catalogue::{Action, Id, Object};
use serde_json::json;
use store::{Change, Outbox, Share, TechnicalWrite, Write};

use crate::row::Row;
use crate::{Ctx, Error, Fault, evidence, history, people, rights, until, update, writing};

/// How much is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Read,
    Write,
}

/// A share that holds, with the names of who gave and who got.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    pub share: Share,
    pub to: Option<Arc<str>>,
    pub by: Option<Arc<str>>,
}

/// To whom the record is given at present. Needs the right to share it.
pub async fn list(ctx: &Ctx, object: &str, id: Id) -> Result<Vec<Given>, Error> {
    let (object, _) = sharable(ctx, object, id).await?;
    let shares = living(ctx, &object, id).await?;
    let people = shares.iter().flat_map(|share| [share.user, share.by]).map(|id| ("user".into(), id)).collect();
    let names = history::titles_of(ctx, people).await?;
    let name = |id: Id| names.get(&("user".into(), id)).cloned();
    Ok(shares.into_iter().map(|share| Given { to: name(share.user), by: name(share.by), share }).collect())
}

/// Gives the record to a person who can receive, up to and with the last day (as typed, blank for no end); what they were
/// given of it before is replaced.
pub async fn give(ctx: &Ctx, object: &str, id: Id, to: Id, level: Level, last_day: &str) -> Result<(), Error> {
    let given = give_noted(ctx, object, id, (to, level, last_day)).await;
    if let Err(error) = &given {
        evidence::note_refusal(ctx, "share", object, Some(id), error);
    }
    given
}

async fn give_noted(ctx: &Ctx, object: &str, id: Id, asked: (Id, Level, &str)) -> Result<(), Error> {
    let (to, level, last_day) = asked;
    let (object, row) = sharable(ctx, object, id).await?;
    let mut faults = Vec::new();
    if let Err(error) = people::receiver(ctx, to, "user").await {
        let Error::Invalid(more) = error else { return Err(error) };
        faults.extend(more);
    }
    let until = until::last_day(ctx, last_day).unwrap_or_else(|fault| {
        faults.push(fault);
        None
    });
    whole(ctx, &object, &row).await?;
    if level == Level::Write {
        let writable = rights::decision(ctx, Action::Update, &object).rows();
        if !rights::covers(ctx, &writable, &row).await? {
            faults.push(Fault::of(&"level".into(), "fault-share-write", Vec::new()));
        }
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let before = living(ctx, &object, id).await?.into_iter().find(|share| share.user == to);
    let share = Share {
        id: before.map_or_else(|| ctx.gate.store.next_id(), |share| share.id),
        object: object.name.clone(),
        record: id,
        user: to,
        write: level == Level::Write,
        by: ctx.who.user,
        at: ctx.env.now,
        until,
    };
    let detail = json!({ "share": share.id.0, "to": to.0, "write": share.write, "until": share.until });
    let told = json!({ "share": share.id.0, "to": [to.0], "by": ctx.who.user.0 });
    let told = writing::message(ctx, "share", (&object.name, id), &told);
    put(ctx, "share", share, &detail, vec![told]).await
}

/// Ends a share at once. Needs the right to share the record.
pub async fn take_back(ctx: &Ctx, object: &str, id: Id, share: Id) -> Result<(), Error> {
    let (object, _) = sharable(ctx, object, id).await?;
    let found = living(ctx, &object, id).await?.into_iter().find(|s| s.id == share).ok_or(Error::NotFound)?;
    let detail = json!({ "share": share.0, "to": found.user.0 });
    put(ctx, "share_end", Share { until: Some(ctx.env.now), ..found }, &detail, Vec::new()).await
}

/// The record, within the right to read and to share it.
async fn sharable(ctx: &Ctx, object: &str, id: Id) -> Result<(Arc<Object>, Row), Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let row = update::visible_row(ctx, &object, id).await?;
    let rows = rights::decision(ctx, Action::Share, &object).rows();
    if rights::covers(ctx, &rows, &row).await? { Ok((object, row)) } else { Err(Error::Forbidden) }
}

/// A share gives every field: whoever sees the record only in part has not all of it to give.
async fn whole(ctx: &Ctx, object: &Object, row: &Row) -> Result<(), Error> {
    let reading = rights::decision(ctx, Action::Read, object);
    let parts: Vec<_> = object.fields.values().map(|field| reading.field_rows(field)).collect();
    let row = rights::surrounded(ctx, row, &parts.iter().collect::<Vec<_>>()).await?;
    let seen = |part| query::holds(part, &row, &ctx.env, &ctx.gate.catalogue);
    if parts.iter().all(seen) { Ok(()) } else { Err(Error::invalid("fault-share-part", Vec::new())) }
}

async fn living(ctx: &Ctx, object: &Object, id: Id) -> Result<Vec<Share>, Error> {
    let mut shares = ctx.gate.store.shares_of(&object.name, id).await?;
    shares.retain(|share| share.until.is_none_or(|until| until > ctx.env.now));
    Ok(shares)
}

async fn put(
    ctx: &Ctx,
    kind: &'static str,
    share: Share,
    detail: &serde_json::Value,
    outbox: Vec<Outbox>,
) -> Result<(), Error> {
    let event = evidence::event(ctx, kind, Some(&share.object), Some(share.record), detail);
    let writes = vec![Write::Technical(TechnicalWrite::PutShare(share))];
    let change = Change { writes, evidence: vec![event], outbox, ..Change::default() };
    ctx.gate.store.apply(change).await.map_err(rights::plain)?;
    ctx.gate.live.wake();
    Ok(())
}
