//! What a rights predicate looks at beyond the row itself: the records that the row refers to, and whether related ones
//! exist. Fetched first, so that one evaluation in memory decides about written and about coming states alike.

use std::sync::Arc;

use catalogue::{Name, Value};
use query::{Archived, Expr, ToOne};

use crate::row::{self, Row};
use crate::{Ctx, Error};

/// The row with the records that paths of these predicates lead to.
pub(crate) async fn linked(ctx: &Ctx, row: &Row, predicates: &[&Expr]) -> Result<Row, Error> {
    let mut row = row.clone();
    for way in distinct(predicates.iter().flat_map(|rows| query::hops_used(rows))) {
        let chain = chain(ctx, &row, &way).await?;
        link(&mut row, chain.into_iter());
    }
    for (way, upwards) in distinct(predicates.iter().flat_map(|rows| query::trees_used(rows))) {
        let mut chain = chain(ctx, &row, &way).await?;
        if chain.len() == way.len() {
            climb(ctx, &row, &mut chain, &upwards).await?;
        }
        link(&mut row, chain.into_iter());
    }
    Ok(row)
}

/// Each once: rows and fields, writing and handing over mostly ask the same, and each costs a reading.
fn distinct<T: PartialEq>(parts: impl Iterator<Item = T>) -> Vec<T> {
    let mut out = Vec::new();
    for part in parts {
        if !out.contains(&part) {
            out.push(part);
        }
    }
    out
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

/// The row with what `linked` finds and, for each part that asks for related records, one that meets it where there is one.
pub(crate) async fn surrounded(ctx: &Ctx, row: &Row, predicates: &[&Expr]) -> Result<Row, Error> {
    let mut row = linked(ctx, row, predicates).await?;
    for part in distinct(predicates.iter().flat_map(|rows| query::exists_used(rows))) {
        let Expr::Exists { relation, var, body } = part else { continue };
        let chain = chain(ctx, &row, &relation.hops).await?;
        if chain.len() < relation.hops.len() {
            continue;
        }
        let end = chain.last().map_or(row.id, |(_, end)| end.id);
        link(&mut row, chain.into_iter());
        let Some(object) = ctx.gate.catalogue.object(&relation.to.object) else { continue };
        let points = Expr::equals(&object.name, &relation.to.field, Value::Ref(end));
        let said = query::of_element(body, *var)
            .ok_or_else(|| Error::internal(format!("a right asks of more than the related {}", object.name)))?;
        let meets = Expr::all([points, said]);
        let found = row::load_some(ctx, object, meets, Archived::Hide, 1).await?;
        if let Some(at) = at_end(&mut row, &relation.hops) {
            let key = (object.name.clone(), relation.to.field.clone());
            at.pointing.entry(key).or_default().extend(found.into_iter().map(Arc::new));
        }
    }
    Ok(row)
}

/// The record at the end of a way whose records hang there.
fn at_end<'r>(row: &'r mut Row, way: &[ToOne]) -> Option<&'r mut Row> {
    let mut at = row;
    for hop in way {
        at = Arc::make_mut(at.links.get_mut(&hop.field)?);
    }
    Some(at)
}
