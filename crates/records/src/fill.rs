//! Fields that the catalogue fills when nobody says them: a line's amount, the day on which a deal was closed. For what people
//! write; what an import does not know stays unknown.

use catalogue::{Field, Name, Object, Value};
use indexmap::IndexMap;

use crate::Ctx;
use crate::row::Row;

/// Fills what `given` leaves open in the coming state. `old` is absent for a new record.
pub(crate) fn fill(ctx: &Ctx, object: &Object, old: Option<&Row>, new: &mut Row, given: &IndexMap<Name, Value>) {
    for field in object.stored_fields().filter(|field| !field.fill.is_empty()) {
        let said = given
            .get(&field.name)
            .is_some_and(|value| !value.is_null() && old.map(|o| o.value(&field.name)) != Some(value));
        if !said && let Some(value) = filled(ctx, object, field, old, new) {
            new.values.insert(field.name.clone(), value);
        }
    }
}

/// What the field becomes; `None` when it stays as it is.
fn filled(ctx: &Ctx, object: &Object, field: &Field, old: Option<&Row>, new: &Row) -> Option<Value> {
    let Some(when) = &field.fill_when else {
        let before = old.map_or(Value::Null, |old| worked_out(ctx, object, field, old));
        let follows = new.value(&field.name).is_null() || *new.value(&field.name) == before;
        return follows.then(|| worked_out(ctx, object, field, new));
    };
    let condition = query::condition(&ctx.gate.catalogue, object, when, &ctx.env).ok()?;
    let holds = |row: &Row| query::holds(&condition, row, &ctx.env, &ctx.gate.catalogue);
    match (old.is_some_and(holds), holds(new)) {
        (false, true) => Some(worked_out(ctx, object, field, new)),
        (true, false) => Some(Value::Null),
        _ => None,
    }
}

/// The first of its expressions whose value is known.
fn worked_out(ctx: &Ctx, object: &Object, field: &Field, row: &Row) -> Value {
    let catalogue = &ctx.gate.catalogue;
    let operands = field.fill.iter().filter_map(|text| query::operand(catalogue, object, text, &ctx.env).ok());
    let mut values = operands.map(|(operand, _)| query::value(&operand, row, &ctx.env, catalogue));
    values.find(|value| !value.is_null()).unwrap_or_default()
}
