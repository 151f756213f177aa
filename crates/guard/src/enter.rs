//! From a session token to the context of a request.

use records::{Ctx, Error, Gate};

/// The context of the signed-in person, or `None` when the token opens nothing (unknown, idle, expired, person frozen).
/// `channel` is `page` or `api`.
pub async fn enter(
    gate: &Gate,
    token: &str,
    channel: &str,
    address: &str,
    request: &str,
) -> Result<Option<Ctx>, Error> {
    let _ = (gate, token, channel, address, request);
    Err(Error::internal("not yet"))
}
