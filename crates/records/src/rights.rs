//! Rights as the verbs ask for them: the decision for a request, and what it covers.

use access::{Allow, Because, Decision};
use catalogue::{Action, FieldSet, Id, Name, Object, ScopeLevel};
use query::{Archived, Expr, Scoped, Select, fields_used};
use store::ApplyError;

use crate::gate::Authority;
use crate::row::Row;
use crate::{Ctx, Error};

/// The decision for this request; the system is allowed everything.
pub(crate) fn decision(ctx: &Ctx, action: Action, object: &Object) -> Decision {
    match ctx.authority {
        Authority::Person => access::decide(&ctx.gate.catalogue, &ctx.who, action, object),
        Authority::System(reason) => {
            let because = Because::Role { role: reason.into(), scope: ScopeLevel::All };
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

/// Whether the rows cover this row. A predicate over other records too (a deny may be one) is asked of the store.
pub(crate) async fn covers(ctx: &Ctx, rows: &Expr, row: &Row) -> Result<bool, Error> {
    if fields_used(rows).iter().all(|(object, _)| *object == row.object) {
        return Ok(query::holds(rows, row, &ctx.env, &ctx.gate.catalogue));
    }
    let own = Expr::equals(&row.object, &"id".into(), catalogue::Value::Ref(row.id));
    let ask = Select {
        object: row.object.clone(),
        columns: Vec::new(),
        filter: Expr::all([own, rows.clone()]),
        search: None,
        sort: Vec::new(),
        after: None,
        limit: 1,
        archived: Archived::Include,
    };
    let scope = std::sync::Arc::new(query::Scope::system("the predicate is itself the right"));
    Ok(ctx.gate.store.count(&Scoped { ask, scope, env: ctx.env.clone() }).await? > 0)
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
