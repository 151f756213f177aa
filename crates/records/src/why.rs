//! Why somebody sees a record or does not: from the same decision that is enforced.

use std::sync::Arc;

use access::{Deny, Explanation};
use catalogue::{Action, Id, Object};
use query::Expr;
use serde_json::json;

use crate::row::{self, Row};
use crate::{Ctx, Error, evidence, people, rights, update};

/// Who sees a record, and by what.
#[derive(Debug, Clone)]
pub struct Seer {
    pub user: Id,
    pub name: Arc<str>,
    pub explanation: Explanation,
}

/// The reasons for which the caller sees the record.
pub async fn explain(ctx: &Ctx, object: &str, id: Id) -> Result<Explanation, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let row = update::visible_row(ctx, &object, id).await?;
    explained(ctx, &object, &row).await
}

/// Whether the caller may ask about others: whoever could hand the record over, or sets up people.
pub async fn may_ask_of_others(ctx: &Ctx, object: &str, id: Id) -> Result<bool, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let row = update::visible_row(ctx, &object, id).await?;
    asks_of_others(ctx, &object, &row).await
}

/// Everybody who can sign in, with why they see the record or do not. Needs the right to hand it over or to set up people.
pub async fn everybody(ctx: &Ctx, object: &str, id: Id) -> Result<Vec<Seer>, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let row = update::visible_row(ctx, &object, id).await?;
    if !asks_of_others(ctx, &object, &row).await? {
        evidence::note_refusal(ctx, "why", &object.name, Some(id), &Error::Forbidden);
        return Err(Error::Forbidden);
    }
    let users = ctx.gate.catalogue.object("user").ok_or(Error::NotFound)?;
    let active = Expr::equals(&users.name, &"status".into(), catalogue::Value::text("active"));
    let mut seers = Vec::new();
    for user in row::load_where(ctx, users, active, query::Archived::Hide).await? {
        let who = match people::principal(&ctx.gate, user.id).await {
            Ok(who) => Arc::new(who),
            // Frozen between the two reads.
            Err(Error::NotFound) => continue,
            Err(error) => return Err(error),
        };
        let name = who.name.clone();
        let theirs = ctx.on_behalf(who);
        seers.push(Seer { user: user.id, name, explanation: explained(&theirs, &object, &row).await? });
    }
    seers.sort_by_cached_key(|seer| (!seer.explanation.allowed, catalogue::fold(&seer.name)));
    evidence::note(ctx, "why", Some(&object.name), Some(id), &json!({ "people": seers.len() }));
    Ok(seers)
}

async fn asks_of_others(ctx: &Ctx, object: &Object, row: &Row) -> Result<bool, Error> {
    if rights::may_set_up(ctx) {
        return Ok(true);
    }
    let transfer = rights::decision(ctx, Action::Transfer, object).rows();
    rights::covers(ctx, &transfer, row).await
}

async fn explained(ctx: &Ctx, object: &Object, row: &Row) -> Result<Explanation, Error> {
    let decision = rights::decision(ctx, Action::Read, object);
    // Each reason by itself: where one gives the row outright, the others are told too.
    let reasons = decision.allows.iter().map(|allow| allow.rows.clone()).chain(decision.denies.iter().map(Deny::taken));
    let reasons: Vec<Expr> = reasons.collect();
    let row = rights::surrounded(ctx, row, &reasons.iter().collect::<Vec<_>>()).await?;
    Ok(access::explain(&decision, &row, &ctx.env, &ctx.gate.catalogue))
}
