//! What a step would do to the first records of a list, before it is taken.

use std::collections::HashMap;
use std::sync::Arc;

use catalogue::{Action, Id, Name, Value};

use crate::several::{self, Step};
use crate::{Ctx, Error, history, rights};

/// What an example of the step looks like: the record, and field, value before and value after of what differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    pub id: Id,
    pub title: Arc<str>,
    pub fields: Vec<(Name, Value, Value)>,
}

/// How these records look before and after the step, and what the records that the values point to are called. Writes nothing; shows
/// no field that the caller may not read. A record that the step does not change is left out.
pub async fn examples(
    ctx: &Ctx,
    object: &str,
    ids: &[Id],
    step: &Step,
) -> Result<(Vec<Example>, HashMap<Id, Arc<str>>), Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let asked = several::Asked::of(ctx, step).await?;
    let read = rights::decision(ctx, Action::Read, &object);
    let titles = history::titles_of(ctx, ids.iter().map(|id| (object.name.clone(), *id)).collect()).await?;
    let (mut examples, mut pointed) = (Vec::new(), Vec::new());
    for (id, old) in several::readable(ctx, &object, ids).await? {
        let Some(old) = old else { continue };
        let new = match several::judged(ctx, &object, &old, &asked).await {
            Ok(Some((new, _))) => new,
            Ok(None) | Err(Error::Forbidden | Error::Invalid(_)) => continue,
            Err(error) => return Err(error),
        };
        let mut fields = Vec::new();
        for name in crate::writing::differing(&object, &old, &new) {
            let Some(field) = object.field(&name) else { continue };
            let shown = read.field_rows(field);
            if rights::covers(ctx, &shown, &old).await? && rights::covers(ctx, &shown, &new).await? {
                let (before, after) = (old.value(&name), new.value(&name));
                if let Some(target) = field.kind.target() {
                    let ids = [before, after].into_iter().filter_map(Value::as_ref_id);
                    pointed.extend(ids.map(|id| (Name::from(target), id)));
                }
                fields.push((name.clone(), before.clone(), after.clone()));
            }
        }
        let title = titles.get(&(object.name.clone(), id)).cloned().unwrap_or_default();
        examples.push(Example { id, title, fields });
    }
    let pointed = history::titles_of(ctx, pointed).await?;
    Ok((examples, pointed.into_iter().map(|((_, id), title)| (id, title)).collect()))
}
