//! What changed in a record: field by field, who and when.

use std::collections::HashMap;
use std::sync::Arc;

use catalogue::{Action, Id, Name, Object, Value};
use query::{Archived, Column, Expr, Operand, Path, Select};

use crate::{Ctx, Error, asking, read, rights};

/// One change of one record.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryEntry {
    pub change: Id,
    /// UTC microseconds.
    pub at: i64,
    pub by: Id,
    pub by_name: Option<Arc<str>>,
    /// The record's version after it.
    pub version: i64,
    pub fields: Vec<FieldChange>,
}

/// Fields the caller may not see are left out.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    pub field: Name,
    pub old: Value,
    pub new: Value,
    /// Titles when the values are references to visible records.
    pub old_title: Option<Arc<str>>,
    pub new_title: Option<Arc<str>>,
}

/// How many changed fields of one record are shown.
const MOST: u32 = 1000;

/// Newest first.
pub async fn history(ctx: &Ctx, object: &str, id: Id) -> Result<Vec<HistoryEntry>, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    read::fetch_fields(ctx, &object, id, &[]).await?;
    of_seen(ctx, &object, id).await
}

/// The history of a record that the caller was found to see.
pub(crate) async fn of_seen(ctx: &Ctx, object: &Arc<Object>, id: Id) -> Result<Vec<HistoryEntry>, Error> {
    let rows = seen(ctx, object, id, ctx.gate.store.history(&object.name, id, MOST).await?).await?;
    let titles = titles(ctx, object, &rows).await?;
    let mut entries: Vec<HistoryEntry> = Vec::new();
    for row in rows {
        let field = change(object, &row, &titles);
        match entries.last_mut() {
            Some(entry) if entry.change == row.change => entry.fields.push(field),
            _ => entries.push(HistoryEntry {
                change: row.change,
                at: row.at,
                by: row.by,
                by_name: titles.get(&("user".into(), row.by)).cloned(),
                version: row.version,
                fields: vec![field],
            }),
        }
    }
    Ok(entries)
}

/// Only the fields that show on this record for the caller.
pub(crate) async fn seen(
    ctx: &Ctx,
    object: &Object,
    id: Id,
    rows: Vec<store::History>,
) -> Result<Vec<store::History>, Error> {
    let Some(row) = crate::row::load(ctx, object, id).await? else { return Err(Error::NotFound) };
    let decision = rights::decision(ctx, Action::Read, object);
    // A field can show through other related records than the row does, and where the row shows anyway.
    let fields = object.fields.values().filter(|field| rows.iter().any(|change| change.field == field.name));
    let asked: Vec<Expr> = fields.map(|field| decision.field_rows(field)).collect();
    let row = rights::surrounded(ctx, &row, &asked.iter().collect::<Vec<_>>()).await?;
    let shows = |field| query::holds(&decision.field_rows(field), &row, &ctx.env, &ctx.gate.catalogue);
    let mut open: HashMap<Name, bool> = HashMap::new();
    let mut out = Vec::with_capacity(rows.len());
    for change in rows {
        if !open.contains_key(&change.field) {
            open.insert(change.field.clone(), object.field(&change.field).is_some_and(shows));
        }
        if open[&change.field] {
            out.push(change);
        }
    }
    Ok(out)
}

fn change(object: &Object, row: &store::History, titles: &Titles) -> FieldChange {
    let target = object.field(&row.field).and_then(|f| f.kind.target());
    let title = |value: &Value| titles.get(&(target?.into(), value.as_ref_id()?)).cloned();
    FieldChange {
        field: row.field.clone(),
        old_title: title(&row.old),
        new_title: title(&row.new),
        old: row.old.clone(),
        new: row.new.clone(),
    }
}

/// Titles of visible records by object and id.
pub(crate) type Titles = HashMap<(Name, Id), Arc<str>>;

async fn titles(ctx: &Ctx, object: &Object, rows: &[store::History]) -> Result<Titles, Error> {
    let mut wanted: Vec<(Name, Id)> = rows.iter().map(|r| ("user".into(), r.by)).collect();
    for row in rows {
        let Some(target) = object.field(&row.field).and_then(|f| f.kind.target()) else { continue };
        wanted.extend([&row.old, &row.new].into_iter().filter_map(|v| Some((target.into(), v.as_ref_id()?))));
    }
    titles_of(ctx, wanted).await
}

/// The titles of these records, of those that the caller may see.
pub(crate) async fn titles_of(ctx: &Ctx, mut wanted: Vec<(Name, Id)>) -> Result<Titles, Error> {
    wanted.sort();
    wanted.dedup();
    let mut titles = Titles::new();
    for part in wanted.chunk_by(|a, b| a.0 == b.0) {
        let object = &part[0].0;
        let left = Operand::Path(Path::own(object, &"id".into()));
        let ask = Select {
            object: object.clone(),
            columns: vec![Column::Title(Path::own(object, &"id".into()))],
            filter: Expr::In { left, set: part.iter().map(|(_, id)| Value::Ref(*id)).collect() },
            search: None,
            sort: Vec::new(),
            after: None,
            limit: u32::try_from(part.len()).unwrap_or(u32::MAX),
            archived: Archived::Include,
        };
        for row in ctx.gate.store.select(&asking::scoped(ctx, Action::Read, ask)).await? {
            if let Some(title) = row.values.first().and_then(Value::as_text) {
                titles.insert((object.clone(), row.id), title.into());
            }
        }
    }
    Ok(titles)
}
