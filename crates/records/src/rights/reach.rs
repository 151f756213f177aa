//! How far the caller sees, as other questions than "which rows" need it: what may be done with one record, whether figures
//! tell of rows that are not theirs to read, whether a condition over several objects can be judged at all.

use access::Because;
use catalogue::{Action, Id, Name, Object, ScopeLevel, Visible};
use query::{Expr, Operand};

use super::{covers, decision, object};
use crate::{Ctx, Error, asking, update};

/// What the caller may do with this one record, of what changes it or gives it away.
pub async fn allowed(ctx: &Ctx, name: &str, id: Id) -> Result<Vec<Action>, Error> {
    let object = object(ctx, name, &[Action::Read])?;
    let row = update::visible_row(ctx, &object, id).await?;
    let mut allowed = Vec::new();
    for action in [Action::Update, Action::Archive, Action::Transfer, Action::Share] {
        if covers(ctx, &decision(ctx, action, &object).rows(), &row).await? {
            allowed.push(action);
        }
    }
    Ok(allowed)
}

/// True when figures made of these would tell of an object whose rows the caller may count but never read.
pub(crate) fn is_blind<'e>(
    ctx: &Ctx,
    base: &Object,
    conditions: impl Iterator<Item = &'e Expr>,
    operands: impl Iterator<Item = &'e Operand>,
) -> bool {
    let used = conditions.flat_map(query::fields_used).chain(operands.flat_map(query::fields_used_operand));
    let mut objects: Vec<Name> = used.map(|(object, _)| object).collect();
    objects.push(base.name.clone());
    objects.sort_unstable();
    objects.dedup();
    let known = objects.iter().filter_map(|name| ctx.gate.catalogue.object(name));
    let mut read = known.map(|object| decision(ctx, Action::Read, object));
    read.any(|decision| decision.is_nothing())
}

/// Whether the caller sees as much of every other object that a condition looks at as of the object itself. Whoever reads
/// all clients and only their own calls would be told that nobody has called.
pub fn judges(ctx: &Ctx, name: &str, condition: &str) -> Result<bool, Error> {
    let base = object(ctx, name, &[Action::Aggregate])?;
    let condition = match asking::condition(ctx, Action::Aggregate, &base, Some(condition), None) {
        Ok(condition) => condition,
        // A field that is hidden from them.
        Err(Error::Invalid(_)) => return Ok(false),
        Err(error) => return Err(error),
    };
    let own = widest(ctx, &base);
    let others = query::fields_used(&condition).into_iter().map(|(object, _)| object);
    let mut others = others.filter(|other| *other != base.name);
    Ok(others.all(|other| {
        let other = ctx.gate.catalogue.object(&other);
        other.is_some_and(|other| widest(ctx, other) >= own)
    }))
}

/// The widest scope of the caller's own reach over an object in figures; records of everybody's are seen by whoever sees any,
/// and links as far as the narrowest of their ends.
fn widest(ctx: &Ctx, object: &Object) -> ScopeLevel {
    let decision = decision(ctx, Action::Aggregate, object);
    let scopes = decision.allows.iter().filter_map(|allow| match &allow.because {
        Because::Role { scope, .. } => Some(*scope),
        Because::Ends { .. } => {
            let ends = object.ends().filter_map(|(_, target)| ctx.gate.catalogue.object(target));
            ends.map(|end| widest(ctx, end)).min()
        }
        Because::Shares(_) => None,
    });
    match scopes.max() {
        Some(_) if object.visible == Visible::Shared => ScopeLevel::All,
        widest => widest.unwrap_or(ScopeLevel::None),
    }
}
