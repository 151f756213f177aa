//! What a change still wants of a record: the fields that its coming state must have, and those that it is asked for and may
//! leave open. Told before the change is made, so that a form can ask for just these.

use catalogue::{Action, Field, Id, Name, Object};
use query::Expr;

use crate::row::Row;
use crate::update::{Coming, coming, visible_row};
use crate::values::Reading;
use crate::writing::differing;
use crate::{Ctx, Draft, Error, evidence, rights, validate};

/// One field that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub field: Name,
    /// Without it the change is refused.
    pub must: bool,
}

/// The empty fields that this draft makes wanted, in the object's order: those that the caller may fill.
pub async fn wanted(ctx: &Ctx, object: &str, id: Id, draft: &Draft) -> Result<Vec<Wanted>, Error> {
    let wanted = wanted_noted(ctx, object, id, draft).await;
    if let Err(error) = &wanted {
        evidence::note_refusal(ctx, "update", object, Some(id), error);
    }
    wanted
}

async fn wanted_noted(ctx: &Ctx, object: &str, id: Id, draft: &Draft) -> Result<Vec<Wanted>, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let old = visible_row(ctx, &object, id).await?;
    let Coming { new, .. } = coming(ctx, &object, &old, draft).await?;
    let changed = differing(&object, &old, &new);
    let rules = validate::Rules::of(ctx, &object, &Reading::of(ctx));
    let musts: Vec<Name> =
        rules.missing(ctx, &new, Some(&changed)).into_iter().filter_map(|fault| fault.field).collect();
    let update = rights::decision(ctx, Action::Update, &object);
    // Whoever may not change the record is refused by the change itself, and asked for nothing.
    if !rights::covers(ctx, &update.rows(), &old).await? {
        return Ok(Vec::new());
    }
    let read = rights::decision(ctx, Action::Read, &object);
    let fields = object.stored_fields().filter(|field| update.may_ever(field) && read.may_ever(field));
    let wanted = fields.filter_map(|field| {
        let must = musts.contains(&field.name);
        (must || is_asked(ctx, &object, &new, field, &changed)).then_some((field, must))
    });
    let wanted: Vec<(&Field, bool)> = wanted.collect();
    // That a field is empty is told only to whoever sees it on this record.
    let shown: Vec<Expr> = wanted.iter().map(|(field, _)| read.field_rows(field)).collect();
    let row = rights::surrounded(ctx, &old, &shown.iter().collect::<Vec<_>>()).await?;
    let told =
        wanted.into_iter().zip(&shown).filter(|(_, rows)| query::holds(rows, &row, &ctx.env, &ctx.gate.catalogue));
    Ok(told.map(|((field, must), _)| Wanted { field: field.name.clone(), must }).collect())
}

fn is_asked(ctx: &Ctx, object: &Object, new: &Row, field: &Field, changed: &[Name]) -> bool {
    let Some(text) = field.asked_when.as_ref().filter(|_| new.value(&field.name).is_null()) else { return false };
    let condition = validate::condition_of(ctx, object, field, text);
    condition.is_some_and(|(_, expr, reads)| {
        reads.iter().any(|name| changed.contains(name)) && query::holds(&expr, new, &ctx.env, &ctx.gate.catalogue)
    })
}
