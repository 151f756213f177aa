//! Passwords: Argon2id, length over composition, no well-known ones.

use catalogue::Id;
use records::{Ctx, Error, Gate};

/// Sets the password of a person from the command line or the demo; needs a system context.
pub async fn set(ctx: &Ctx, user: Id, password: &str) -> Result<(), Error> {
    let _ = (ctx, user, password);
    Err(Error::internal("not yet"))
}

/// Changes the caller's own password; every other session of theirs ends.
pub async fn change(ctx: &Ctx, old: &str, new: &str, token: &str) -> Result<(), Error> {
    let _ = (ctx, old, new, token);
    Err(Error::internal("not yet"))
}

/// A random password that a person can read aloud (the demo's sign-ins).
pub fn random(_gate: &Gate) -> Result<String, Error> {
    crate::token::generate()
}
