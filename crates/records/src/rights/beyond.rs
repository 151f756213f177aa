//! What a rights predicate looks at beyond the row itself: the records that the row refers to, and whether related ones
//! exist. Fetched first, so that one evaluation in memory decides about written and about coming states alike.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use access::{Allow, Decision, Deny};
use catalogue::{Name, Value};
use query::{Archived, Expr, Scoped, Select, ToOne};

use crate::row::{self, Row};
use crate::{Ctx, Error};

/// The row with the records that paths of these predicates lead to.
pub(crate) async fn linked(ctx: &Ctx, row: &Row, predicates: &[&Expr]) -> Result<Row, Error> {
    let mut row = row.clone();
    for way in predicates.iter().flat_map(|rows| query::hops_used(rows)) {
        let chain = chain(ctx, &row, &way).await?;
        link(&mut row, chain.into_iter());
    }
    for (way, upwards) in predicates.iter().flat_map(|rows| query::trees_used(rows)) {
        let mut chain = chain(ctx, &row, &way).await?;
        if chain.len() == way.len() {
            climb(ctx, &row, &mut chain, &upwards).await?;
        }
        link(&mut row, chain.into_iter());
    }
    Ok(row)
}

/// Goes on with the records above the last one, up to the top of its tree; a ring ends it.
async fn climb(ctx: &Ctx, row: &Row, chain: &mut Vec<(Name, Row)>, upwards: &ToOne) -> Result<(), Error> {
    let Some(object) = ctx.gate.catalogue.object(&upwards.object) else { return Ok(()) };
    loop {
        let at = chain.last().map_or(row, |(_, last)| last);
        let Some(id) = at.value(&upwards.field).as_ref_id() else { return Ok(()) };
        if chain.iter().any(|(_, met)| met.object == object.name && met.id == id) {
            return Ok(());
        }
        let Some(next) = row::load(ctx, object, id).await? else { return Ok(()) };
        chain.push((upwards.field.clone(), next));
    }
}

/// The records along one way, each with the reference that leads to it; shorter where a reference is empty.
async fn chain(ctx: &Ctx, row: &Row, way: &[ToOne]) -> Result<Vec<(Name, Row)>, Error> {
    let mut chain: Vec<(Name, Row)> = Vec::with_capacity(way.len());
    for hop in way {
        let at = chain.last().map_or(row, |(_, last)| last);
        let Some(id) = at.value(&hop.field).as_ref_id() else { break };
        let Some(object) = ctx.gate.catalogue.object(&hop.object) else { break };
        let Some(next) = row::load(ctx, object, id).await? else { break };
        chain.push((hop.field.clone(), next));
    }
    Ok(chain)
}

/// Hangs the records of one way behind each other; what already hangs there keeps its own links.
fn link(row: &mut Row, mut steps: impl Iterator<Item = (Name, Row)>) {
    let mut at = row;
    for (field, next) in &mut steps {
        let known = at.links.entry(field).or_insert_with(|| Arc::new(next.clone()));
        if known.id != next.id {
            *known = Arc::new(next);
        }
        at = Arc::make_mut(known);
    }
}

/// The decision about one written row: each part that asks for related records is replaced by the answer for this row.
pub(crate) async fn settled(ctx: &Ctx, row: &Row, decision: &Decision) -> Result<Decision, Error> {
    let answers = answers(ctx, row, decision.allows.iter().map(|allow| &allow.rows)).await?;
    let settle = |rows: &Expr| query::settled(rows, &|part| answers.get(&key(part)).copied().unwrap_or(false));
    let allows = decision.allows.iter().map(|allow| Allow { rows: settle(&allow.rows), ..allow.clone() });
    let denies = decision.denies.iter().map(|deny| Deny { rows: settle(&deny.rows), ..deny.clone() });
    Ok(Decision { allows: allows.collect(), denies: denies.collect(), ..decision.clone() })
}

/// The predicate for one written row, likewise.
pub(super) async fn settled_rows(ctx: &Ctx, row: &Row, rows: &Expr) -> Result<Expr, Error> {
    let answers = answers(ctx, row, std::iter::once(rows)).await?;
    Ok(query::settled(rows, &|part| answers.get(&key(part)).copied().unwrap_or(false)))
}

/// An expression has no hash of its own; its form tells it from any other.
fn key(part: &Expr) -> String {
    format!("{part:?}")
}

async fn answers<'e>(
    ctx: &Ctx,
    row: &Row,
    predicates: impl Iterator<Item = &'e Expr>,
) -> Result<HashMap<String, bool>, Error> {
    let mut answers = HashMap::new();
    for part in predicates.flat_map(query::exists_used) {
        if let Entry::Vacant(place) = answers.entry(key(part)) {
            place.insert(holds_in_store(ctx, row, part).await?);
        }
    }
    Ok(answers)
}

async fn holds_in_store(ctx: &Ctx, row: &Row, part: &Expr) -> Result<bool, Error> {
    let own = Expr::equals(&row.object, &"id".into(), Value::Ref(row.id));
    let ask = Select {
        object: row.object.clone(),
        columns: Vec::new(),
        filter: Expr::all([own, part.clone()]),
        search: None,
        sort: Vec::new(),
        after: None,
        limit: 1,
        archived: Archived::Include,
    };
    let scope = Arc::new(query::Scope::system("the predicate is itself the right"));
    Ok(ctx.gate.store.count(&Scoped { ask, scope, env: ctx.env.clone() }).await? > 0)
}
