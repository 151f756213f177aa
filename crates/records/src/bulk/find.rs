//! Finds the records that rows of a file may mean: many keys at once, within the caller's read scope.

use std::collections::HashMap;

use catalogue::{Action, Name, Object, Value};
use query::{Archived, Column, Expr, Operand, Path, Select};

use super::{Match, MatchKey};
use crate::{Ctx, Error, asking, rights};

/// How many keys one statement takes.
const AT_ONCE: usize = 500;

/// Finds living records whose field equals one of the keys (text by its folded form), within the caller's read scope.
pub async fn match_existing(ctx: &Ctx, object: &str, keys: &[MatchKey]) -> Result<Vec<Match>, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let mut by_field: HashMap<&Name, Vec<usize>> = HashMap::new();
    for (at, key) in keys.iter().enumerate().filter(|(_, key)| !key.value.is_null()) {
        by_field.entry(&key.field).or_default().push(at);
    }
    let mut matches = Vec::new();
    for (field, wanted) in by_field {
        asking::may_read(ctx, Action::Read, &[(object.name.clone(), field.clone())])?;
        for part in wanted.chunks(AT_ONCE) {
            matches.extend(of_field(ctx, &object, field, part, keys).await?);
        }
    }
    matches.sort_by_key(|m| (m.key, m.id));
    Ok(matches)
}

/// What two equal values share: the folded text, or the value itself.
fn same(value: &Value) -> Value {
    value.as_text().map_or_else(|| value.clone(), |text| Value::text(catalogue::fold(text)))
}

async fn of_field(
    ctx: &Ctx,
    object: &Object,
    field: &Name,
    wanted: &[usize],
    keys: &[MatchKey],
) -> Result<Vec<Match>, Error> {
    let mut asked: HashMap<Value, Vec<usize>> = HashMap::new();
    for at in wanted {
        asked.entry(same(&keys[*at].value)).or_default().push(*at);
    }
    let names: Vec<Name> = object.stored_fields().map(|f| f.name.clone()).collect();
    let own = |name: &Name| Operand::Path(Path::own(&object.name, name));
    let ask = Select {
        object: object.name.clone(),
        columns: names.iter().map(|n| Column::Of(own(n))).collect(),
        filter: Expr::In { left: own(field), set: asked.keys().cloned().collect() },
        search: None,
        sort: Vec::new(),
        after: None,
        limit: 100_000,
        archived: Archived::Hide,
    };
    let mut matches = Vec::new();
    for row in ctx.gate.store.select(&asking::scoped(ctx, Action::Read, ask)).await? {
        let values: indexmap::IndexMap<Name, Value> = names.iter().cloned().zip(row.values).collect();
        let key = values.get(field).map(same).unwrap_or_default();
        let version = values.get("version").and_then(Value::as_int).unwrap_or(0);
        for at in asked.get(&key).into_iter().flatten() {
            matches.push(Match { key: *at, id: row.id, version, values: values.clone() });
        }
    }
    Ok(matches)
}
