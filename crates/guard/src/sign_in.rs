//! E-mail and password to a session. Equal time and equal words for unknown people; a growing delay after failures.

use std::sync::Arc;

use catalogue::Id;
use records::{Ctx, Error, Gate, evidence, people};
use serde_json::json;
use store::{Change, Credential, Evidence, TechnicalWrite, Write};

use crate::{failed, password, principal, session, token};

const SECOND: i64 = 1_000_000;
/// So many failures in a row are free.
const FREE: i64 = 5;
/// The first delay; each further failure doubles it, up to an hour.
const FIRST_DELAY: i64 = 30 * SECOND;
const LONGEST_DELAY: i64 = 3600 * SECOND;

/// Where a request comes from.
#[derive(Debug, Clone, Default)]
pub struct Visit {
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
    pub request: String,
}

/// What became of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    /// The token is for the cookie; it is kept only as a hash.
    Done { token: String, user: Id },
    /// Wrong e-mail or password, or no such person: the same answer.
    Refused,
    /// Too many failures: try again at this instant (UTC microseconds).
    Wait { until: i64 },
}

/// Tries to sign in.
pub async fn sign_in(gate: &Gate, email: &str, password: &str, visit: &Visit) -> Result<SignIn, Error> {
    let door = door(gate, visit);
    let known = people::by_email(gate, email).await?;
    let kept = match &known {
        Some(known) => gate.store.credential(known.id, password::KIND).await?,
        None => None,
    };
    let kept = match kept {
        Some(kept) => Some(kept),
        None => Some(stranger(gate, email).await?),
    };
    if let Some(until) = kept.as_ref().and_then(|c| c.locked_until).filter(|until| *until > door.env.now) {
        evidence::note(&door, "sign_in_delayed", Some(&"user".into()), known.map(|k| k.id), &json!({}));
        return Ok(SignIn::Wait { until });
    }
    let secret = kept.as_ref().map(|c| &*c.secret).filter(|secret| !secret.is_empty());
    let right = password::is_right(secret, password).await?;
    let Some(known) = known.filter(|k| right && k.is_active()) else {
        note_failure(&door, kept).await?;
        return Ok(SignIn::Refused);
    };
    let cleared = kept.filter(|c| c.failures > 0).map(|c| Credential { failures: 0, locked_until: None, ..c });
    let writes = cleared.map(|c| Write::Technical(TechnicalWrite::PutCredential(c))).into_iter().collect();
    finish(gate, known.id, visit, writes, Vec::new()).await
}

/// How many counters strangers share: enough that two rarely meet, few enough that guessing fills no table.
const STRANGERS: i64 = 4096;

/// What counts the failures of an e-mail that is nobody's, or of somebody without a password: they are delayed like anybody
/// else, or the delay would tell who works here. Kept under a number below zero, which no person has, and without a secret.
async fn stranger(gate: &Gate, email: &str) -> Result<Credential, Error> {
    let hash = token::hash(&catalogue::fold(email.trim()));
    let user = Id(-1 - i64::from_str_radix(&hash[..8], 16).unwrap_or(0) % STRANGERS);
    let kept = gate.store.credential(user, password::KIND).await?;
    let fresh = || Credential {
        user,
        kind: password::KIND.into(),
        secret: String::new(),
        created_at: gate.clock.now(),
        failures: 0,
        locked_until: None,
    };
    Ok(kept.unwrap_or_else(fresh))
}

/// Nobody is signed in yet: the system keeps the evidence, with the visitor's address.
pub(crate) fn door(gate: &Gate, visit: &Visit) -> Ctx {
    let mut ctx = Ctx::system(gate, "sign-in");
    ctx.channel = "page".into();
    ctx.address = visit.address.as_str().into();
    ctx.request = visit.request.as_str().into();
    ctx
}

/// Counts a failure of a known person and leaves evidence; of an unknown one evidence alone (never what was typed: people
/// type passwords into the wrong field).
pub(crate) async fn note_failure(ctx: &Ctx, kept: Option<Credential>) -> Result<(), Error> {
    let user = kept.as_ref().map(|c| c.user).filter(|user| user.0 > 0);
    let mut writes = Vec::new();
    let mut failures = 0;
    if let Some(credential) = kept {
        failures = credential.failures.saturating_add(1);
        let locked_until = delay(failures).map(|delay| ctx.env.now + delay);
        let credential = Credential { failures, locked_until, ..credential };
        writes.push(Write::Technical(TechnicalWrite::PutCredential(credential)));
    }
    let detail = json!({ "failures": failures });
    let event = evidence::event(ctx, "sign_in_failed", user.map(|_| "user".into()).as_ref(), user, &detail);
    let change = Change { writes, evidence: vec![event], ..Change::default() };
    ctx.gate.store.apply(change).await.map_err(failed)
}

/// How long further tries are refused after so many failures in a row.
fn delay(failures: i64) -> Option<i64> {
    let over = failures.checked_sub(FREE).filter(|over| *over >= 0)?;
    let doubled = FIRST_DELAY.saturating_mul(1 << over.min(20));
    Some(doubled.min(LONGEST_DELAY))
}

/// Opens the session, with what else belongs to the same transaction.
pub(crate) async fn finish(
    gate: &Gate,
    user: Id,
    visit: &Visit,
    mut writes: Vec<Write>,
    mut also: Vec<Evidence>,
) -> Result<SignIn, Error> {
    let who = Arc::new(principal(gate, user).await?);
    let ctx = Ctx::person(gate, who, "page", &visit.address, &visit.request);
    let (token, session) = session::open(gate, user, visit).await?;
    writes.extend(session);
    let agent: String = visit.agent.chars().take(200).collect();
    also.push(evidence::event(&ctx, "sign_in", Some(&"user".into()), Some(user), &json!({ "agent": agent })));
    let change = Change { writes, evidence: also, ..Change::default() };
    gate.store.apply(change).await.map_err(failed)?;
    Ok(SignIn::Done { token, user })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delay_grows_from_the_fifth_failure_to_an_hour() {
        let delays: Vec<_> = [4, 5, 6, 7, 40].into_iter().map(delay).collect();
        let seconds = |s: i64| Some(s * SECOND);
        assert_eq!(delays, [None, seconds(30), seconds(60), seconds(120), seconds(3600)]);
    }
}
