//! From a session token to the context of a request.

use std::sync::Arc;

use access::Principal;
use records::people::{self, Known};
use records::{Ctx, Error, Gate};
use store::Session;

use crate::{session, token};

/// The context of the signed-in person, or `None` when the token opens nothing (unknown, idle, expired, person frozen).
/// `channel` is `page` or `api`.
pub async fn enter(
    gate: &Gate,
    token: &str,
    channel: &str,
    address: &str,
    request: &str,
) -> Result<Option<Ctx>, Error> {
    let Some(entered) = find(gate, token).await? else { return Ok(None) };
    // Whoever only reads is let in when nothing can be written: a session that is not marked as seen ends the sooner.
    let now = gate.clock.now();
    match session::touch(&entered.gate, entered.session.clone(), now).await {
        Err(Error::Unavailable(error)) => tracing::warn!(%error, "a session could not be marked as seen"),
        other => other?,
    }
    Ok(Some(entered.ctx(channel, address, request)))
}

/// The same for what a page asks by itself: a page that nobody looks after keeps no session alive.
pub async fn look(gate: &Gate, token: &str, address: &str, request: &str) -> Result<Option<Ctx>, Error> {
    Ok(find(gate, token).await?.map(|entered| entered.ctx("live", address, request)))
}

/// Who came in, by the set-up and the settings that hold now.
struct Entered {
    gate: Gate,
    session: Session,
    who: Principal,
    known: Known,
}

impl Entered {
    fn ctx(self, channel: &str, address: &str, request: &str) -> Ctx {
        Ctx::person(&self.gate, Arc::new(self.who), channel, address, request).in_language_of(&self.known)
    }
}

async fn find(gate: &Gate, token: &str) -> Result<Option<Entered>, Error> {
    let Some(begun) = gate.store.beginning(&token::hash(token)).await? else { return Ok(None) };
    let session = begun.session;
    let gate = gate.at(begun.setup, begun.settings.as_deref()).await?;
    if session::is_over(&session, gate.clock.now()) {
        return Ok(None);
    }
    match people::principal_known(&gate, session.user).await {
        Ok((who, known)) => Ok(Some(Entered { gate, session, who, known })),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
