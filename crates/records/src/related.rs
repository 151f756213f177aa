//! The records of a to-many relation of one record: a list with one more condition.

use catalogue::{Action, Id, Value};
use query::Expr;
use serde_json::json;

use crate::{Ctx, Error, ListAsk, Page, evidence, list, rights};

/// Lists the `relation` (`company.deals`) of a record that the caller may read. `ask.object` is not looked at.
pub async fn related(ctx: &Ctx, object: &str, id: Id, relation: &str, ask: &ListAsk) -> Result<Page, Error> {
    let parent = rights::object(ctx, object, &[Action::Read])?;
    let relation = parent.relations.get(relation).ok_or(Error::NotFound)?;
    let this =
        ListAsk { object: parent.name.to_string(), limit: 1, columns: vec!["version".into()], ..ListAsk::default() };
    let this = ListAsk { archived: query::Archived::Include, ..this };
    let own = Expr::equals(&parent.name, &"id".into(), Value::Ref(id));
    if list::list_where(ctx, &this, own).await?.rows.is_empty() {
        return Err(Error::NotFound);
    }
    let ask = ListAsk { object: relation.object.to_string(), ..ask.clone() };
    let page = list::list_where(ctx, &ask, Expr::equals(&relation.object, &relation.field, Value::Ref(id))).await?;
    let detail = json!({ "of": parent.name, "record": id.0, "rows": page.rows.len() });
    evidence::note(ctx, "list", Some(&page.object), None, &detail);
    Ok(page)
}
