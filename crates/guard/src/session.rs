//! Sessions: opaque tokens kept as hashes; idle 60 minutes, at most 12 hours, at most 5 devices.

use catalogue::Id;
use records::{Ctx, Error, Gate};

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

/// Ends the session of this token.
pub async fn sign_out(ctx: &Ctx, token: &str) -> Result<(), Error> {
    let _ = (ctx, token);
    Err(Error::internal("not yet"))
}

/// The caller's open sessions, newest first.
pub async fn sessions(ctx: &Ctx) -> Result<Vec<OpenSession>, Error> {
    let _ = ctx;
    Err(Error::internal("not yet"))
}

/// Ends one of the caller's sessions by its hash.
pub async fn end_session(ctx: &Ctx, hash: &str) -> Result<(), Error> {
    let _ = (ctx, hash);
    Err(Error::internal("not yet"))
}

/// The name by which `sessions` lists the session of this token.
#[must_use]
pub fn hash_of(_gate: &Gate, token: &str) -> String {
    crate::token::hash(token)
}
