//! One record with all its stored values, read before a write: what decisions and required-when rules look at.

use std::collections::HashMap;
use std::sync::Arc;

use catalogue::{Id, Name, Object, Value};
use indexmap::IndexMap;
use query::{Archived, Column, Expr, Operand, Path, Scope, Scoped, Select};

use crate::{Ctx, Error};

/// Every stored field, unmasked: never shown to anybody as it is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub object: Name,
    pub id: Id,
    pub values: IndexMap<Name, Value>,
    /// Records that it refers to, by the reference: those that a rights predicate looks at (see `rights::linked`).
    pub links: HashMap<Name, Arc<Row>>,
    /// Of the records that point to it, by their object and reference, those that a rights predicate asks for.
    pub pointing: HashMap<(Name, Name), Vec<Arc<Row>>>,
}

impl Row {
    pub fn new(object: &Name, id: Id, values: IndexMap<Name, Value>) -> Self {
        Self { object: object.clone(), id, values, links: HashMap::new(), pointing: HashMap::new() }
    }

    pub fn value(&self, field: &str) -> &Value {
        static NULL: Value = Value::Null;
        self.values.get(field).unwrap_or(&NULL)
    }

    pub fn version(&self) -> i64 {
        self.value("version").as_int().unwrap_or(0)
    }

    pub fn is_archived(&self) -> bool {
        !self.value("archived_at").is_null()
    }
}

impl query::Record for Row {
    fn id(&self) -> Id {
        self.id
    }

    fn get(&self, field: &str) -> Value {
        self.value(field).clone()
    }

    fn to_one(&self, field: &str) -> Option<Arc<dyn query::Record>> {
        let linked = self.links.get(field).filter(|row| self.value(field).as_ref_id() == Some(row.id))?;
        Some(linked.clone())
    }

    fn to_many(&self, object: &str, field: &str) -> Vec<Arc<dyn query::Record>> {
        let found = self.pointing.get(&(object.into(), field.into()));
        found.into_iter().flatten().map(|row| row.clone() as Arc<dyn query::Record>).collect()
    }
}

/// The row, archived or not. No right is checked.
pub(crate) async fn load(ctx: &Ctx, object: &Object, id: Id) -> Result<Option<Row>, Error> {
    Ok(load_many(ctx, object, &[id]).await?.remove(&id))
}

/// How many ids one statement takes.
const AT_ONCE: usize = 500;

/// The rows with these ids, archived or not. No right is checked.
pub(crate) async fn load_many(ctx: &Ctx, object: &Object, ids: &[Id]) -> Result<HashMap<Id, Row>, Error> {
    let mut found = HashMap::with_capacity(ids.len());
    for part in ids.chunks(AT_ONCE) {
        let set = part.iter().map(|id| Value::Ref(*id)).collect();
        let left = Operand::Path(Path::own(&object.name, &"id".into()));
        for row in load_where(ctx, object, Expr::In { left, set }, Archived::Include).await? {
            found.insert(row.id, row);
        }
    }
    Ok(found)
}

/// The rows that meet a condition. No right is checked.
pub(crate) async fn load_where(
    ctx: &Ctx,
    object: &Object,
    filter: Expr,
    archived: Archived,
) -> Result<Vec<Row>, Error> {
    load_some(ctx, object, filter, archived, 100_000).await
}

/// At most so many of the rows that meet a condition. No right is checked.
pub(crate) async fn load_some(
    ctx: &Ctx,
    object: &Object,
    filter: Expr,
    archived: Archived,
    limit: u32,
) -> Result<Vec<Row>, Error> {
    let rows = ctx.gate.store.select(&asking(ctx, object, filter, archived, limit)).await?;
    Ok(of_answer(object, rows))
}

/// The question for whole rows; its answer is read by `of_answer`.
pub(crate) fn asking(ctx: &Ctx, object: &Object, filter: Expr, archived: Archived, limit: u32) -> Scoped<Select> {
    let own = |field: &catalogue::Field| Column::Of(Operand::Path(Path::own(&object.name, &field.name)));
    let ask = Select {
        object: object.name.clone(),
        columns: object.stored_fields().map(own).collect(),
        filter,
        search: None,
        sort: Vec::new(),
        after: None,
        limit,
        archived,
    };
    let scope = Arc::new(Scope::system("the gate reads a row before it decides about it"));
    Scoped { ask, scope, env: ctx.env.clone() }
}

pub(crate) fn of_answer(object: &Object, rows: Vec<query::Row>) -> Vec<Row> {
    let names: Vec<&Name> = object.stored_fields().map(|f| &f.name).collect();
    let row =
        |row: query::Row| Row::new(&object.name, row.id, names.iter().copied().cloned().zip(row.values).collect());
    rows.into_iter().map(row).collect()
}

/// How many rows meet a condition. No right is checked.
pub(crate) async fn count_where(ctx: &Ctx, object: &Object, filter: Expr, archived: Archived) -> Result<i64, Error> {
    let ask = Select {
        object: object.name.clone(),
        columns: Vec::new(),
        filter,
        search: None,
        sort: Vec::new(),
        after: None,
        limit: 1,
        archived,
    };
    let scope = Arc::new(Scope::system("the gate counts what a change would leave behind"));
    Ok(ctx.gate.store.count(&Scoped { ask, scope, env: ctx.env.clone() }).await?)
}
