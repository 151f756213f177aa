//! From what a caller asks as text to a checked question: names become known things, and what the caller may never
//! read is refused before any statement exists.

use catalogue::{Action, Kind, Name, Object};
use query::{Expr, Operand, QueryFault, Scoped};

use crate::{Ctx, Error, Fault, Message, rights};

/// The condition that the filter and the segment say together, within what the caller may read.
pub(crate) fn condition(
    ctx: &Ctx,
    action: Action,
    object: &Object,
    filter: Option<&str>,
    segment: Option<&str>,
) -> Result<Expr, Error> {
    let mut parts = Vec::new();
    if let Some(segment) = segment.filter(|s| !s.is_empty()) {
        let Some(segment) = object.segments.get(segment) else {
            return Err(Error::invalid("query-unknown-segment", vec![("name", segment.to_owned())]));
        };
        parts.push(checked(ctx, action, object, &segment.filter)?);
    }
    if let Some(filter) = filter.filter(|f| !f.trim().is_empty()) {
        parts.push(checked(ctx, action, object, filter)?);
    }
    Ok(Expr::all(parts))
}

/// One condition text.
pub(crate) fn checked(ctx: &Ctx, action: Action, object: &Object, text: &str) -> Result<Expr, Error> {
    let expr = query::condition(&ctx.gate.catalogue, object, text, &ctx.env).map_err(faults)?;
    may_read(ctx, action, &query::fields_used(&expr))?;
    Ok(expr)
}

/// One field, path or computed value, within what the caller may read.
pub(crate) fn operand(ctx: &Ctx, action: Action, object: &Object, text: &str) -> Result<(Operand, Kind), Error> {
    let (operand, kind) = query::operand(&ctx.gate.catalogue, object, text, &ctx.env).map_err(faults)?;
    may_read(ctx, action, &query::fields_used_operand(&operand))?;
    Ok((operand, kind))
}

/// Refuses, naming the field, what the caller may never read. Sorting by a hidden field would show it too.
pub(crate) fn may_read(ctx: &Ctx, action: Action, used: &[(Name, Name)]) -> Result<(), Error> {
    for (object, name) in used {
        let Some(object) = ctx.gate.catalogue.object(object) else { continue };
        let Some(field) = object.field(name) else { continue };
        if !rights::decision(ctx, action, object).may_ever(field) {
            return Err(hidden(name));
        }
    }
    Ok(())
}

/// The refusal of a field that is not for the caller's eyes.
pub(crate) fn hidden(field: &Name) -> Error {
    Error::Invalid(vec![hidden_fault(field)])
}

/// The same as a fault.
pub(crate) fn hidden_fault(field: &Name) -> Fault {
    Fault::of(field, "fault-field-hidden", vec![("field", field.to_string())])
}

/// Faults of a query text as faults of the request.
pub(crate) fn faults(faults: Vec<QueryFault>) -> Error {
    let fault = |f: QueryFault| {
        let mut args = f.args;
        if let Some((line, column)) = f.at {
            args.push(("line", line.to_string()));
            args.push(("column", column.to_string()));
        }
        Fault { field: None, message: Message { key: f.key, args } }
    };
    Error::Invalid(faults.into_iter().map(fault).collect())
}

/// The question with the caller's rights.
pub(crate) fn scoped<T>(ctx: &Ctx, action: Action, ask: T) -> Scoped<T> {
    Scoped { ask, scope: ctx.scope(action), env: ctx.env.clone() }
}
