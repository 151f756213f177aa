//! One record with every field the caller may see.

use std::sync::Arc;

use catalogue::{Action, Id, Object, Value};
use query::{Archived, Expr, Select};
use serde_json::json;

use crate::shown::Shown;
use crate::{Ctx, Error, Record, asking, evidence, rights};

/// Opens a record (archived ones too). Leaves `open` evidence.
pub async fn read(ctx: &Ctx, object: &str, id: Id) -> Result<Record, Error> {
    let record = match rights::object(ctx, object, &[Action::Read]) {
        Ok(object) => fetch(ctx, &object, id).await,
        Err(error) => Err(error),
    };
    match &record {
        Ok(record) => evidence::note(ctx, "open", Some(&record.object), Some(id), &json!({})),
        Err(error) => evidence::note_refusal(ctx, "open", object, Some(id), error),
    }
    record
}

/// The record as the caller sees it, without evidence: for the answer of a write.
pub(crate) async fn fetch(ctx: &Ctx, object: &Arc<Object>, id: Id) -> Result<Record, Error> {
    let texts: Vec<String> = object.fields.keys().map(ToString::to_string).collect();
    fetch_fields(ctx, object, id, &texts).await
}

/// The same with these fields alone; without any, whether the caller sees the record.
pub(crate) async fn fetch_fields(ctx: &Ctx, object: &Arc<Object>, id: Id, fields: &[String]) -> Result<Record, Error> {
    let shown = Shown::new(ctx, object, fields)?;
    let ask = Select {
        object: object.name.clone(),
        columns: shown.columns.clone(),
        filter: Expr::equals(&object.name, &"id".into(), Value::Ref(id)),
        search: None,
        sort: Vec::new(),
        after: None,
        limit: 1,
        archived: Archived::Include,
    };
    let rows = ctx.gate.store.select(&asking::scoped(ctx, Action::Read, ask)).await?;
    rows.into_iter().next().map(|row| shown.record(row)).ok_or(Error::NotFound)
}
