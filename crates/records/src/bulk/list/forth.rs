//! The step on one record of a list.

use std::sync::Arc;

use catalogue::{Action, Object};
use query::Expr;
use store::{BatchRow, TechnicalWrite, Write};

use super::Reason;
use super::run::{Part, reasons};
use super::state::{MADE, REFUSED, UNCHANGED, UPDATED};
use crate::bulk::job::{before, hand};
use crate::row::Row;
use crate::several::{Asked, Step, judged};
use crate::{Ctx, Error, repeating, rights, writing};

/// The step with what is the same for every record.
pub(super) struct Judge<'a> {
    ctx: &'a Ctx,
    object: &'a Arc<Object>,
    asked: Asked<'a>,
    bulk: Expr,
}

enum Verdict {
    Change(Box<(Row, Expr)>),
    Same,
    Refused(Vec<Reason>),
}

impl<'a> Judge<'a> {
    pub(super) async fn of(ctx: &'a Ctx, object: &'a Arc<Object>, step: &'a Step) -> Result<Self, Error> {
        let bulk = rights::decision(ctx, Action::BulkUpdate, object).rows();
        Ok(Self { ctx, object, asked: Asked::of(ctx, step).await?, bulk })
    }

    /// Writes what becomes of the record, and answers its row; `refusal` when that is known already.
    pub(super) async fn take(
        &self,
        part: &mut Part<'_>,
        now: Option<Row>,
        row: &BatchRow,
        refusal: Option<&[Reason]>,
    ) -> Result<BatchRow, Error> {
        let verdict = match refusal {
            Some(why) => Verdict::Refused(why.to_vec()),
            None => self.verdict(now.as_ref()).await?,
        };
        let (action, version, kept) = match (verdict, now) {
            (Verdict::Change(change), Some(old)) => {
                let (new, within) = *change;
                let version = self.change(part, &old, new, within, row).await?;
                (UPDATED, version, before(&old))
            }
            (Verdict::Refused(why), _) => (REFUSED, 0, super::state::text(&why)?),
            _ => (UNCHANGED, 0, String::new()),
        };
        Ok(BatchRow { action: action.into(), version, before: kept, ..row.clone() })
    }

    async fn change(
        &self,
        part: &mut Part<'_>,
        old: &Row,
        mut new: Row,
        within: Expr,
        row: &BatchRow,
    ) -> Result<i64, Error> {
        let (ctx, object, writing) = (self.ctx, self.object, &mut part.writing);
        part.fields.extend(writing::differing(object, old, &new));
        repeating::begin(ctx, object, Some(old), &mut new);
        writing.update(object, old, &mut new, within);
        let known = writing.change.writes.len();
        repeating::follow(ctx, writing, object, Some(old), &new).await?;
        let made: Vec<Write> = writing.change.writes.iter().skip(known).filter_map(|write| made(write, row)).collect();
        writing.change.writes.extend(made);
        hand(&mut part.handed, ctx.who.user, Some(old), &new);
        Ok(new.version())
    }

    async fn verdict(&self, old: Option<&Row>) -> Result<Verdict, Error> {
        let Self { ctx, object, asked, bulk } = self;
        let Some(old) = old else { return Ok(Verdict::Refused(reasons(&Error::NotFound))) };
        if !rights::covers(ctx, bulk, old).await? {
            return Ok(Verdict::Refused(reasons(&Error::Forbidden)));
        }
        match judged(ctx, object, old, asked).await {
            // What it does to others no row of the batch would tell, so no undo would find it.
            Ok(Some((new, _))) if repeating::reaches_others(object, old, &new) => {
                Ok(Verdict::Refused(vec![Reason { key: "fault-repeats-alone".to_owned(), args: Vec::new() }]))
            }
            Ok(Some((new, within))) => Ok(Verdict::Change(Box::new((new, Expr::all([within, bulk.clone()]))))),
            Ok(None) => Ok(Verdict::Same),
            Err(error @ (Error::Forbidden | Error::Invalid(_))) => Ok(Verdict::Refused(reasons(&error))),
            Err(error) => Err(error),
        }
    }
}

/// The row of a record that follows from a change, like the next task of one that repeats: an undo takes it away again.
fn made(write: &Write, cause: &BatchRow) -> Option<Write> {
    let Write::Insert { object, id, .. } = write else { return None };
    let made = BatchRow {
        object: object.clone(),
        record: *id,
        action: MADE.into(),
        version: 1,
        before: String::new(),
        ..cause.clone()
    };
    Some(Write::Technical(TechnicalWrite::PutBatchRow(made)))
}
