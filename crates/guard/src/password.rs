//! Passwords: Argon2id (19 MiB, two passes: OWASP's first choice), length over composition, no well-known ones.

mod known;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use catalogue::Id;
use records::{Ctx, Error, Fault, Gate, evidence, people, rights};
use serde_json::json;
use store::{Change, Credential, TechnicalWrite, Write};

use crate::{failed, token};

/// NIST SP 800-63B rev. 4: a password that is the only factor has at least 15 characters.
const SHORTEST: usize = 15;
const LONGEST: usize = 128;
/// The kind of credential.
pub(crate) const KIND: &str = "password";
/// What unknown people are checked against, so that they take the same time (a random password, forgotten at once).
const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$cmFuZG9tc2FsdHJhbmRvbQ$cmFuZG9taGFzaHJhbmRvbWhhc2hyYW5kb21oYXNocmE";

/// What is wrong with a new password, if anything.
fn faults(password: &str) -> Vec<Fault> {
    let length = password.chars().count();
    let fault = |key, most: usize| vec![Fault::of(&"password".into(), key, vec![("count", most.to_string())])];
    if length < SHORTEST {
        fault("fault-password-short", SHORTEST)
    } else if length > LONGEST {
        fault("fault-password-long", LONGEST)
    } else if known::is_known(password) {
        vec![Fault::of(&"password".into(), "fault-password-known", Vec::new())]
    } else {
        Vec::new()
    }
}

/// The write that keeps a new password, checked and hashed.
pub(crate) async fn put(user: Id, password: &str, now: i64) -> Result<Write, Error> {
    let faults = faults(password);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let secret = hash(password).await?;
    let credential = Credential { user, kind: KIND.into(), secret, created_at: now, failures: 0, locked_until: None };
    Ok(Write::Technical(TechnicalWrite::PutCredential(credential)))
}

async fn hash(password: &str) -> Result<String, Error> {
    let password = password.to_owned();
    let hashed = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash: PasswordHash| hash.to_string())
    });
    hashed.await.map_err(|e| Error::internal(e.to_string()))?.map_err(|e| Error::internal(e.to_string()))
}

/// Whether it is the password of this secret; without a secret it takes as long and says no.
pub(crate) async fn is_right(secret: Option<&str>, password: &str) -> Result<bool, Error> {
    let known = secret.is_some();
    let secret = secret.unwrap_or(DUMMY).to_owned();
    let password: String = password.chars().take(LONGEST + 1).collect();
    let verified = tokio::task::spawn_blocking(move || {
        let hash = PasswordHash::new(&secret)?;
        Ok::<_, argon2::password_hash::phc::Error>(
            Argon2::default().verify_password(password.as_bytes(), &hash).is_ok(),
        )
    });
    let right = verified.await.map_err(|e| Error::internal(e.to_string()))?;
    Ok(right.map_err(|e| Error::internal(e.to_string()))? && known)
}

/// Sets the password of a person from the command line or the demo. Needs the right to set up.
pub async fn set(ctx: &Ctx, user: Id, password: &str) -> Result<(), Error> {
    let known = people::known(&ctx.gate, user).await?.ok_or(Error::NotFound)?;
    if !rights::may_set_up(ctx) || rights::is_above(ctx, &known.roles) {
        return Err(Error::Forbidden);
    }
    let write = put(user, password, ctx.env.now).await?;
    let end = Write::Technical(TechnicalWrite::RemoveSessionsOf { user });
    let event = evidence::event(ctx, "password", Some(&"user".into()), Some(user), &json!({}));
    let links = Write::Technical(TechnicalWrite::RemoveInvitationsOf { user });
    let change = Change { writes: vec![write, end, links], evidence: vec![event], ..Change::default() };
    ctx.gate.store.apply(change).await.map_err(failed)
}

/// Changes the caller's own password; every other session of theirs ends (`token` is the one that stays).
pub async fn change(ctx: &Ctx, old: &str, new: &str, token: &str) -> Result<(), Error> {
    let user = ctx.who.user;
    confirm(ctx, old).await?;
    let links = Write::Technical(TechnicalWrite::RemoveInvitationsOf { user });
    let mut writes = vec![put(user, new, ctx.env.now).await?, links];
    let own = token::hash(token);
    for session in ctx.gate.store.sessions_of(user).await?.into_iter().filter(|s| s.token_hash != own) {
        writes.push(Write::Technical(TechnicalWrite::RemoveSession { token_hash: session.token_hash }));
    }
    let event = evidence::event(ctx, "password", Some(&"user".into()), Some(user), &json!({ "own": true }));
    let change = Change { writes, evidence: vec![event], ..Change::default() };
    ctx.gate.store.apply(change).await.map_err(failed)
}

/// The caller says again who they are, before something that a session alone must not do. Failures count as at the door.
pub async fn confirm(ctx: &Ctx, password: &str) -> Result<(), Error> {
    let kept = ctx.gate.store.credential(ctx.who.user, KIND).await?;
    let locked = kept.as_ref().and_then(|c| c.locked_until).is_some_and(|until| until > ctx.env.now);
    if locked || !is_right(kept.as_ref().map(|c| &*c.secret), password).await? {
        crate::sign_in::note_failure(ctx, kept).await?;
        return Err(Error::Invalid(vec![Fault::of(&"old_password".into(), "fault-password-wrong", Vec::new())]));
    }
    Ok(())
}

/// A random password that a person can read aloud: 20 letters and digits in groups, about 100 bits.
pub fn random(_gate: &Gate) -> Result<String, Error> {
    generate()
}

fn generate() -> Result<String, Error> {
    // 32 signs without those that look alike, so that every byte maps evenly.
    let signs = b"abcdefghjkmnpqrstuvwxyz23456789-";
    let mut bytes = [0_u8; 20];
    getrandom::fill(&mut bytes).map_err(|e| Error::internal(e.to_string()))?;
    let sign = |byte: &u8| char::from(signs[usize::from(byte % 31)]);
    let groups: Vec<String> = bytes.chunks(5).map(|part| part.iter().map(sign).collect()).collect();
    Ok(groups.join("-"))
}

#[cfg(test)]
mod tests;
