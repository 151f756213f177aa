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
    let Some((ctx, kept)) = open(gate, token, channel, address, request).await? else { return Ok(None) };
    // Whoever only reads is let in when nothing can be written: a session that is not marked as seen ends the sooner.
    match session::touch(&ctx.gate, kept, ctx.gate.clock.now()).await {
        Err(Error::Unavailable(error)) => tracing::warn!(%error, "a session could not be marked as seen"),
        other => other?,
    }
    Ok(Some(ctx))
}

/// The same for what an open page asks by itself: nobody is seen there, so that an idle session ends as it should.
pub async fn look(gate: &Gate, token: &str, address: &str, request: &str) -> Result<Option<Ctx>, Error> {
    Ok(open(gate, token, "live", address, request).await?.map(|(ctx, _)| ctx))
}

async fn open(
    gate: &Gate,
    token: &str,
    channel: &str,
    address: &str,
    request: &str,
) -> Result<Option<(Ctx, store::Session)>, Error> {
    let Some(begun) = gate.store.beginning(&token::hash(token)).await? else { return Ok(None) };
    let kept = begun.session;
    let gate = &gate.at(begun.setup, begun.settings.as_deref()).await?;
    if session::is_over(&kept, gate.clock.now()) {
        return Ok(None);
    }
    let (who, known) = match people::principal_known(gate, kept.user).await {
        Ok(found) => found,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let ctx = Ctx::person(gate, Arc::new(who), channel, address, request);
    let lang = known.language.and_then(|l| Lang::from_tag(&l));
    let ctx = match lang {
        Some(lang) => ctx.speaking(lang),
        None => ctx,
    };
    Ok(Some((ctx, kept)))
}
