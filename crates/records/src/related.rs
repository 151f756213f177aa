//! The records of a to-many relation of one record: a list with one more condition.

use std::sync::Arc;

use catalogue::{Action, Id, Object, Value};
use query::Expr;
use serde_json::json;

use crate::{Ctx, Error, ListAsk, Page, evidence, list, read, rights};

/// A record that the caller was found to see: for all its lists within one request.
#[derive(Debug, Clone)]
pub struct Parent {
    object: Arc<Object>,
    id: Id,
}

impl Parent {
    /// The record (archived ones too), or `NotFound`.
    pub async fn of(ctx: &Ctx, object: &str, id: Id) -> Result<Self, Error> {
        let object = rights::object(ctx, object, &[Action::Read])?;
        read::fetch_fields(ctx, &object, id, &[]).await?;
        Ok(Self { object, id })
    }

    /// Lists the `relation` (`company.deals`) of it. `ask.object` is not looked at.
    pub async fn related(&self, ctx: &Ctx, relation: &str, ask: &ListAsk) -> Result<Page, Error> {
        let relation = self.object.relations.get(relation).ok_or(Error::NotFound)?;
        let ask = ListAsk { object: relation.object.to_string(), ..ask.clone() };
        let points = Expr::equals(&relation.object, &relation.field, Value::Ref(self.id));
        let page = list::list_where(ctx, &ask, points).await?;
        let detail = json!({ "of": self.object.name, "record": self.id.0, "rows": page.rows.len() });
        evidence::note(ctx, "list", Some(&page.object), None, &detail);
        Ok(page)
    }
}

/// One list of a record that the caller may read.
pub async fn related(ctx: &Ctx, object: &str, id: Id, relation: &str, ask: &ListAsk) -> Result<Page, Error> {
    Parent::of(ctx, object, id).await?.related(ctx, relation, ask).await
}
