//! A record of a list put back as it was, with its history and stays, if nobody touched it since and its owner may.

use std::collections::HashSet;
use std::sync::Arc;

use catalogue::{Action, Id, Name, Object};
use query::Expr;
use store::{BatchRow, Write};

use super::Reason;
use super::run::{Part, reasons};
use super::state::{LEFT, LEFT_MADE, MADE, UNDONE};
use crate::bulk::job::{put_back, stood};
use crate::bulk::undo::referred_to;
use crate::row::Row;
use crate::several::readable;
use crate::undo::inverse_right;
use crate::writing::{BOOKKEEPING, differing};
use crate::{Ctx, Error, people, rights, validate};

/// What is the same for every record.
pub(super) struct Judge<'a> {
    ctx: &'a Ctx,
    object: &'a Arc<Object>,
    /// Records that the work made, and that others refer to by now.
    held: HashSet<Id>,
}

impl<'a> Judge<'a> {
    pub(super) async fn of(ctx: &'a Ctx, object: &'a Arc<Object>, rows: &[BatchRow]) -> Result<Self, Error> {
        let made: Vec<Id> = rows.iter().filter(|row| &*row.action == MADE).map(|row| row.record).collect();
        let ctx_of_all = ctx.elevated("whether others refer to records that an undo takes away");
        Ok(Self { ctx, object, held: referred_to(&ctx_of_all, &object.name, &made).await? })
    }

    /// Writes what becomes of the record, and answers its row.
    pub(super) async fn take(
        &self,
        part: &mut Part<'_>,
        now: Option<Row>,
        row: &BatchRow,
        is_left: bool,
    ) -> Result<BatchRow, Error> {
        let is_made = &*row.action == MADE;
        let now = now.filter(|now| !is_left && now.version() == row.version);
        let is_back = match &now {
            None => false,
            Some(now) if is_made => self.take_away(part, now).await?,
            Some(now) => self.put_back(part, now, row).await?,
        };
        let action = match (is_back, is_made) {
            (true, _) => UNDONE,
            (false, true) => LEFT_MADE,
            (false, false) => LEFT,
        };
        Ok(BatchRow { action: action.into(), ..row.clone() })
    }

    async fn take_away(&self, part: &mut Part<'_>, now: &Row) -> Result<bool, Error> {
        let archive = rights::decision(self.ctx, Action::Archive, self.object).rows();
        if self.held.contains(&now.id) || !rights::covers(self.ctx, &archive, now).await? {
            return Ok(false);
        }
        let gone = Write::Remove { object: now.object.clone(), id: now.id, version: now.version() };
        part.writing.change.writes.push(gone);
        Ok(true)
    }

    async fn put_back(&self, part: &mut Part<'_>, now: &Row, row: &BatchRow) -> Result<bool, Error> {
        let before = stood(row)?;
        let Some(within) = allowed(self.ctx, self.object, now, &before).await? else { return Ok(false) };
        part.fields.extend(put_back(&mut part.writing, self.object, (now, &before), within));
        let forget = Write::Forget { object: now.object.clone(), id: now.id, change: row.change };
        part.writing.change.writes.push(forget);
        Ok(true)
    }
}

/// The right of the inverse change, as for the undo of a single one; `None` when it may not be made.
async fn allowed(ctx: &Ctx, object: &Object, now: &Row, before: &Row) -> Result<Option<Expr>, Error> {
    let changed: Vec<Name> =
        differing(object, now, before).into_iter().filter(|name| !BOOKKEEPING.contains(&&**name)).collect();
    let is_faulty = !validate::guarded(ctx, object, (Some(now), before), changed.iter()).is_empty();
    if is_faulty || people::last_owner(ctx, now, before).await?.is_some() {
        return Ok(None);
    }
    match inverse_right(ctx, object, now, before, &changed).await {
        Ok(within) => Ok(Some(within)),
        Err(Error::Forbidden | Error::Invalid(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Why these were left, as far as it can be told now.
pub(super) async fn reasons_now(ctx: &Ctx, rows: &[BatchRow]) -> Result<Vec<Vec<Reason>>, Error> {
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let object = rights::object(ctx, &row.object, &[Action::Read])?;
        let now = readable(ctx, &object, &[row.record]).await?.into_iter().find_map(|(_, now)| now);
        all.push(match now {
            None => reasons(&Error::NotFound),
            Some(now) if now.version() != row.version => {
                reasons(&Error::invalid("fault-changed-meanwhile", Vec::new()))
            }
            Some(_) => reasons(&Error::Forbidden),
        });
    }
    Ok(all)
}
