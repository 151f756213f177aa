//! From a session token to the context of a request.

use std::sync::Arc;

use catalogue::Lang;
use records::{Ctx, Error, Gate, people};

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
    let Some(begun) = gate.store.beginning(&token::hash(token)).await? else { return Ok(None) };
    let kept = begun.session;
    let gate = &gate.at(begun.setup, begun.settings.as_deref()).await?;
    let now = gate.clock.now();
    if session::is_over(&kept, now) {
        return Ok(None);
    }
    let (who, known) = match people::principal_known(gate, kept.user).await {
        Ok(found) => found,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    // Whoever only reads is let in when nothing can be written: a session that is not marked as seen ends the sooner.
    match session::touch(gate, kept, now).await {
        Err(Error::Unavailable(error)) => tracing::warn!(%error, "a session could not be marked as seen"),
        other => other?,
    }
    let ctx = Ctx::person(gate, Arc::new(who), channel, address, request);
    let lang = known.language.and_then(|l| Lang::from_tag(&l));
    Ok(Some(match lang {
        Some(lang) => ctx.speaking(lang),
        None => ctx,
    }))
}
