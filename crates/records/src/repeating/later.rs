//! "This one and all later": the later ones of a series are made anew like one of them. From a later one on that is a series of
//! its own; from the first one it is the same series.

use catalogue::{Action, Id, Name, Object, Value};

use super::{
    EVERY, Keeps, ON, SERIES, Shape, TIMES, UNTIL, count_from_here, is_to_come, is_worked, nominal, of_series, remake,
    rule_of, shape, times_of, worked,
};
use crate::row::{self, Row};
use crate::update::{permitted, row_at, update_undoable, visible_row};
use crate::writing::{self, Writing};
use crate::{Ctx, Draft, Error, Record, evidence, rights};

/// Whether this record is one of a series that is made ahead, as far as its own fields tell.
#[must_use]
pub fn may_have_later(object: &Object, record: &Record) -> bool {
    let is_one = |name: &str| !record.get(name).is_null();
    shape(object).is_some_and(|shape| shape.ahead) && !record.archived && (is_one(SERIES) || is_one(EVERY))
}

/// How many later ones would be made anew like this one: those that the caller may put away.
///
/// # Errors
/// `NotFound` for a record that the caller does not see, and for one that is in no series made ahead.
pub async fn later_ones(ctx: &Ctx, object: &str, id: Id) -> Result<usize, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let old = visible_row(ctx, &object, id).await?;
    let (shape, head) = series(ctx, &object, &old).await?;
    let own = nominal(ctx, &shape, &old);
    let all = of_series(ctx, &shape, head.id).await?;
    let is_after = |row: &Row| head.id == id || nominal(ctx, &shape, row) > own;
    let within = rights::decision(ctx, Action::Archive, &object).rows();
    let mut later = 0;
    for row in all.iter().filter(|row| row.id != id && is_to_come(ctx, &shape, row) && is_after(row)) {
        later += usize::from(rights::covers(ctx, &within, row).await?);
    }
    Ok(later)
}

/// Makes what is later in the series anew like this one, in one change that one undo takes back; answers that change, `None` when
/// there is nothing later to make.
///
/// # Errors
/// `Conflict` when somebody changed the record meanwhile; `Forbidden` or `Invalid` as for a change of its rule; `Invalid` when its
/// series has ended.
pub async fn make_like(ctx: &Ctx, object: &str, id: Id, version: i64) -> Result<Option<Id>, Error> {
    let made = make_like_noted(ctx, object, (id, version)).await;
    if let Err(error) = &made {
        evidence::note_refusal(ctx, "update", object, Some(id), error);
    }
    made
}

async fn make_like_noted(ctx: &Ctx, object: &str, (id, version): (Id, i64)) -> Result<Option<Id>, Error> {
    let kind = rights::object(ctx, object, &[Action::Read])?;
    let old = row_at(ctx, &kind, (id, version)).await?;
    let (shape, head) = series(ctx, &kind, &old).await?;
    if head.value(EVERY).is_null() || head.is_archived() {
        return Err(Error::invalid("fault-repeats-ended", Vec::new()));
    }
    if head.id == id {
        return anew(ctx, &shape, &old).await;
    }
    // The rule on a later one begins a series there and ends the other.
    let mut rule = Draft::default();
    for name in [EVERY, ON, UNTIL] {
        rule = rule.with_value(name, head.value(name).clone());
    }
    if let Some(times) = times_of(&head) {
        let rest = times.saturating_sub(before(ctx, &shape, (&head, &old)).await?);
        if rest < 2 {
            return Ok(None);
        }
        rule = rule.with_value(TIMES, i64::try_from(rest).map_or(Value::Null, Value::Int));
    }
    Ok(update_undoable(ctx, object, id, version, rule).await?.1)
}

/// What the record repeats as, and the first of its series.
async fn series<'o>(ctx: &Ctx, object: &'o Object, row: &Row) -> Result<(Shape<'o>, Row), Error> {
    let shape = shape(object).filter(|shape| shape.ahead).ok_or(Error::NotFound)?;
    let head = match row.value(SERIES).as_ref_id() {
        Some(head) => row::load(ctx, object, head).await?.ok_or(Error::NotFound)?,
        None if !row.value(EVERY).is_null() => row.clone(),
        None => return Err(Error::NotFound),
    };
    Ok((shape, head))
}

/// From the first one on: its rule stays, what is to come is made anew. It is the right of a change of the rule, and of one version of
/// the first: a request that comes twice finds another.
async fn anew(ctx: &Ctx, shape: &Shape<'_>, first: &Row) -> Result<Option<Id>, Error> {
    let rule = [EVERY, ON, UNTIL, TIMES].map(Name::from);
    let within = permitted(ctx, shape.object, first, first, &rule).await?;
    let mut writing = Writing::new(ctx);
    remake(ctx, &mut writing, shape, (Some(first), first), Keeps::Nothing).await?;
    if writing.change.writes.is_empty() {
        return Ok(None);
    }
    let change = writing.id;
    let mut counted = first.clone();
    count_from_here(ctx, shape, &mut counted);
    writing.update(shape.object, first, &mut counted, within);
    writing.apply().await.map_err(|error| writing::refused(ctx, error))?;
    Ok(Some(change))
}

/// How many days of the rule lie before this record's.
async fn before(ctx: &Ctx, shape: &Shape<'_>, (head, row): (&Row, &Row)) -> Result<usize, Error> {
    let (Some(first), Some(own)) = (nominal(ctx, shape, head), nominal(ctx, shape, row)) else { return Ok(0) };
    let Some(rule) = rule_of(head, first) else { return Ok(0) };
    let worked = worked(ctx, head, (first, own)).await?;
    let later = rule.days_after(first, |day| is_worked(&worked, day));
    Ok(std::iter::once(first).chain(later).take_while(|day| *day < own).count())
}
