//! Rights as the verbs ask for them: the decision for a request, and what it covers.

mod beyond;
mod reach;

use access::{Allow, Because, Decision, Refused, WriteRights};
use catalogue::{Action, FieldSet, Id, Name, Object, ScopeLevel};
use query::Expr;
use store::ApplyError;

pub(crate) use beyond::surrounded;
pub(crate) use reach::is_blind;
pub use reach::{allowed, judges};

use crate::gate::Authority;
use crate::row::Row;
use crate::{Ctx, Error};

/// The decision for this request; the system is allowed everything.
pub(crate) fn decision(ctx: &Ctx, action: Action, object: &Object) -> Decision {
    match ctx.authority {
        Authority::Person => access::decide(&ctx.gate.catalogue, &ctx.who, action, object),
        Authority::System(reason) => {
            let because = Because::Role { role: reason.into(), scope: ScopeLevel::All, through: None };
            let all = Allow { rows: Expr::True, fields: FieldSet::All, because };
            Decision { action, object: object.name.clone(), allows: vec![all], denies: Vec::new() }
        }
    }
}

/// The object, when the caller may meet it with one of these actions at all; else it does not exist for them.
pub(crate) fn object(ctx: &Ctx, name: &str, actions: &[Action]) -> Result<std::sync::Arc<Object>, Error> {
    let object = ctx.gate.catalogue.object(name).ok_or(Error::NotFound)?;
    let meets = actions.iter().any(|action| !decision(ctx, *action, object).is_nothing());
    if meets { Ok(object.clone()) } else { Err(Error::NotFound) }
}

/// Whether the rows cover this row, as it is or as it would be. What is related to it is asked of the store only when the
/// row itself does not tell.
pub(crate) async fn covers(ctx: &Ctx, rows: &Expr, row: &Row) -> Result<bool, Error> {
    let catalogue = &ctx.gate.catalogue;
    let near = beyond::linked(ctx, row, &[rows]).await?;
    if !query::goes_over_many(rows) || query::holds(rows, &near, &ctx.env, catalogue) {
        return Ok(query::holds(rows, &near, &ctx.env, catalogue));
    }
    Ok(query::holds(rows, &surrounded(ctx, row, &[rows]).await?, &ctx.env, catalogue))
}

/// Whether a write is within its right in both states: see `access::may_write`.
pub(crate) async fn may_write(
    ctx: &Ctx,
    asked: WriteRights<'_>,
    (old, new): (&Row, &Row),
    changed: &[&catalogue::Field],
) -> Result<Result<(), Refused>, Error> {
    // A field can be open through other related records than the row is, and where the row is open anyway.
    let fields = changed.iter().map(|field| asked.write.field_rows(field));
    let predicates: Vec<Expr> = [asked.write.rows(), asked.transfer.rows()].into_iter().chain(fields).collect();
    let predicates: Vec<&Expr> = predicates.iter().collect();
    let old = surrounded(ctx, old, &predicates).await?;
    let new = surrounded(ctx, new, &predicates).await?;
    Ok(access::may_write(asked, &old, &new, changed, &ctx.env, &ctx.gate.catalogue))
}

/// Fields of the own object that the caller can never see.
pub(crate) fn hidden_fields(ctx: &Ctx, object: &Object) -> Vec<Name> {
    let decision = decision(ctx, Action::Read, object);
    object.fields.values().filter(|f| !decision.may_ever(f)).map(|f| f.name.clone()).collect()
}

/// Refuses who may not set up people, roles and settings; the try is evidence.
pub fn need_set_up(ctx: &Ctx) -> Result<(), Error> {
    if may_set_up(ctx) { Ok(()) } else { Err(refused(ctx, "set_up", "")) }
}

/// Refuses who sets up and is no owner of the firm: what gives rights, or leads letters elsewhere, is theirs alone.
pub fn need_owner(ctx: &Ctx) -> Result<(), Error> {
    if may_set_up(ctx) && is_owner(ctx) { Ok(()) } else { Err(refused(ctx, "set_up", "")) }
}

/// Refuses who may import no kind of record; the try is evidence.
pub fn need_import(ctx: &Ctx) -> Result<(), Error> {
    if may_import(ctx) { Ok(()) } else { Err(refused(ctx, "import", "")) }
}

/// Whether the caller may import some kind of record.
pub fn may_import(ctx: &Ctx) -> bool {
    ctx.gate.catalogue.objects.keys().any(|object| may(ctx, Action::Import, object))
}

/// Refuses who may do this with no record of the object; the try is evidence.
pub fn need(ctx: &Ctx, action: Action, object: &str) -> Result<(), Error> {
    if may(ctx, action, object) { Ok(()) } else { Err(refused(ctx, action.as_str(), object)) }
}

fn refused(ctx: &Ctx, verb: &'static str, object: &str) -> Error {
    crate::evidence::note_refusal(ctx, verb, object, None, &Error::Forbidden);
    Error::Forbidden
}

/// Whether the caller may set up people, roles and settings.
pub fn may_set_up(ctx: &Ctx) -> bool {
    ctx.authority != Authority::Person || access::may_set_up(&ctx.gate.catalogue, &ctx.who)
}

/// Whether whoever has these roles stands above the caller: see `access::is_above`.
pub fn is_above(ctx: &Ctx, roles: &[Name]) -> bool {
    ctx.authority == Authority::Person && access::is_above(&ctx.gate.catalogue, &ctx.who, roles)
}

/// Whether the caller is an owner of the firm: only owners make owners, whoever else sets up.
pub fn is_owner(ctx: &Ctx) -> bool {
    ctx.authority != Authority::Person || ctx.who.roles.iter().any(|role| &**role == access::OWNER_ROLE)
}

/// Refuses who may not read the evidence; the try is evidence.
pub(crate) fn need_evidence(ctx: &Ctx) -> Result<(), Error> {
    if may_read_evidence(ctx) { Ok(()) } else { Err(refused(ctx, "evidence", "")) }
}

/// Whether the caller may read the evidence.
pub fn may_read_evidence(ctx: &Ctx) -> bool {
    ctx.authority != Authority::Person || access::may_read_evidence(&ctx.gate.catalogue, &ctx.who)
}

/// Whether the caller may do this with some record of the object: pages show the door only then.
pub fn may(ctx: &Ctx, action: Action, object: &str) -> bool {
    ctx.gate.catalogue.object(object).is_some_and(|o| !decision(ctx, action, o).is_nothing())
}

/// For changes without guards: a failed apply is a failure of the store.
pub(crate) fn plain(error: ApplyError) -> Error {
    match error {
        ApplyError::Store(error) => error.into(),
        other => Error::internal(other.to_string()),
    }
}

/// The id of the caller as a value for person fields.
pub(crate) fn me(ctx: &Ctx) -> catalogue::Value {
    ctx.actor().map_or(catalogue::Value::Null, |Id(id)| catalogue::Value::Ref(Id(id)))
}
