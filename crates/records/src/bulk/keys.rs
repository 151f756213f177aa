//! Keys that no two living records share, within a chunk: unique fields, and the ends of a link.

use std::collections::HashMap;
use std::sync::Arc;

use catalogue::{Field, Id, Name, Object, Value};
use query::{Archived, Expr, Operand, Path};

use super::prepare::{Prepared, Verdict, refuse};
use crate::row::{Row, load_where};
use crate::{Ctx, Error, validate};

/// Refuses rows with a key that a living record has, or an earlier row of the chunk.
pub(super) async fn refuse_taken(ctx: &Ctx, decided: &mut [Prepared]) -> Result<(), Error> {
    let objects: HashMap<Name, Arc<Object>> =
        decided.iter().map(|p| (p.object.name.clone(), p.object.clone())).collect();
    for object in objects.values() {
        for key in object.keys() {
            let mut holders = holders(ctx, object, &key, decided).await?;
            for prepared in decided.iter_mut().filter(|p| p.object.name == object.name) {
                let Some((id, values)) = written(&prepared.verdict, &key).and_then(|row| held(row, &key)) else {
                    continue;
                };
                if *holders.entry(values).or_insert(id) != id {
                    validate::taken_fault(&key).into_iter().for_each(|fault| refuse(&mut prepared.verdict, fault));
                }
            }
        }
    }
    Ok(())
}

/// Who has the values of a key that these rows would write.
async fn holders(
    ctx: &Ctx,
    object: &Object,
    key: &[&Field],
    decided: &[Prepared],
) -> Result<HashMap<String, Id>, Error> {
    let mut holders = HashMap::new();
    let Some(first) = key.first() else { return Ok(holders) };
    let own = decided.iter().filter(|p| p.object.name == object.name);
    let values = own.filter_map(|p| Some(written(&p.verdict, key)?.value(&first.name).clone()));
    let wanted: HashMap<String, Value> = values.filter_map(|value| Some((folded(&value)?, value))).collect();
    let wanted: Vec<Value> = wanted.into_values().collect();
    for part in wanted.chunks(500) {
        let left = Operand::Path(Path::own(&object.name, &first.name));
        let same = Expr::In { left, set: part.to_vec() };
        let rows = load_where(ctx, object, same, Archived::Hide).await?;
        holders.extend(rows.iter().filter_map(|row| held(row, key)).map(|(id, values)| (values, id)));
    }
    Ok(holders)
}

/// The row as it would be, when it writes any field of the key.
fn written<'v>(verdict: &'v Verdict, key: &[&Field]) -> Option<&'v Row> {
    match verdict {
        Verdict::Insert(row) => Some(row),
        Verdict::Update { old, new, .. } => {
            key.iter().any(|field| old.value(&field.name) != new.value(&field.name)).then_some(new)
        }
        _ => None,
    }
}

/// The record and its values of a key, when all of them are known.
fn held(row: &Row, key: &[&Field]) -> Option<(Id, String)> {
    let values: Option<Vec<String>> = key.iter().map(|field| folded(row.value(&field.name))).collect();
    Some((row.id, values?.join("\n")))
}

/// The value in the form in which it is compared.
fn folded(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        value => Some(value.as_text().map_or_else(|| format!("{value:?}"), catalogue::fold)),
    }
}
