//! Sessions: opaque tokens kept as hashes; idle 60 minutes, at most 12 hours, at most 5 devices.
//! Source of the times: NIST SP 800-63B, AAL2.

use catalogue::Id;
use records::{Ctx, Error, Gate, evidence};
use serde_json::json;
use store::{Change, Session, TechnicalWrite, Write};

use crate::sign_in::Visit;
use crate::{drafts, failed, token};

const MINUTE: i64 = 60_000_000;
const IDLE: i64 = 60 * MINUTE;
const ABSOLUTE: i64 = 12 * 60 * MINUTE;
const DEVICES: usize = 5;
/// A session is marked as seen at most this often, so that a page costs no write.
const SEEN_EVERY: i64 = MINUTE;

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSession {
    /// SHA-256 of the token: names the session, opens nothing.
    pub hash: String,
    pub created_at: i64,
    pub seen_at: i64,
    pub address: String,
    pub agent: String,
}

pub(crate) fn is_over(session: &Session, now: i64) -> bool {
    now >= session.expires_at || now - session.seen_at >= IDLE
}

pub(crate) async fn touch(gate: &Gate, session: Session, now: i64) -> Result<(), Error> {
    if now - session.seen_at < SEEN_EVERY {
        return Ok(());
    }
    let write = TechnicalWrite::PutSession(Session { seen_at: now, ..session });
    gate.store.apply(Change { writes: vec![Write::Technical(write)], ..Change::default() }).await.map_err(failed)
}

/// A new session and the writes that keep it: the oldest ones of the person make room.
pub(crate) async fn open(gate: &Gate, user: Id, visit: &Visit) -> Result<(String, Vec<Write>), Error> {
    let now = gate.clock.now();
    let token = token::generate()?;
    let session = Session {
        token_hash: token::hash(&token),
        user,
        created_at: now,
        seen_at: now,
        expires_at: now + ABSOLUTE,
        address: visit.address.clone(),
        agent: visit.agent.chars().take(200).collect(),
    };
    let mut open = gate.store.sessions_of(user).await?;
    open.sort_by_key(|s| (is_over(s, now), -s.seen_at));
    let surplus = open.iter().enumerate().filter(|(at, s)| *at + 1 >= DEVICES || is_over(s, now));
    let removals = surplus.map(|(_, s)| TechnicalWrite::RemoveSession { token_hash: s.token_hash.clone() });
    let mut writes: Vec<Write> = removals.map(Write::Technical).collect();
    writes.push(Write::Technical(TechnicalWrite::PutSession(session)));
    writes.extend(drafts::begin(gate, user, now).await?);
    Ok((token, writes))
}

/// Ends the session of this token.
pub async fn sign_out(ctx: &Ctx, token: &str) -> Result<(), Error> {
    end(ctx, &token::hash(token), "sign_out").await
}

/// The caller's open sessions, newest first.
pub async fn sessions(ctx: &Ctx) -> Result<Vec<OpenSession>, Error> {
    let mut open = ctx.gate.store.sessions_of(ctx.who.user).await?;
    open.retain(|s| !is_over(s, ctx.env.now));
    open.sort_by_key(|s| -s.created_at);
    let shown = |s: Session| OpenSession {
        hash: s.token_hash,
        created_at: s.created_at,
        seen_at: s.seen_at,
        address: s.address,
        agent: s.agent,
    };
    Ok(open.into_iter().map(shown).collect())
}

/// Ends one of the caller's sessions by its hash.
pub async fn end_session(ctx: &Ctx, hash: &str) -> Result<(), Error> {
    end(ctx, hash, "end_session").await
}

async fn end(ctx: &Ctx, hash: &str, kind: &'static str) -> Result<(), Error> {
    let kept = ctx.gate.store.session(hash).await?.filter(|s| s.user == ctx.who.user).ok_or(Error::NotFound)?;
    let remove = TechnicalWrite::RemoveSession { token_hash: kept.token_hash };
    let event = evidence::event(ctx, kind, Some(&"user".into()), Some(ctx.who.user), &json!({}));
    let change = Change { writes: vec![Write::Technical(remove)], evidence: vec![event], ..Change::default() };
    ctx.gate.store.apply(change).await.map_err(failed)
}

/// The name by which `sessions` lists the session of this token.
#[must_use]
pub fn hash_of(_gate: &Gate, token: &str) -> String {
    token::hash(token)
}
