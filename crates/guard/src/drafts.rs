//! The key to what a person types and has not saved yet. Drafts lie in the browser, sealed; the key is made with the first
//! sign-in, stays the same, and goes only to pages of that person's own sessions. So on a shared computer the next person
//! finds nothing that can be read.

use catalogue::Id;
use records::{Ctx, Error, Gate};
use store::{Credential, TechnicalWrite, Write};

use crate::token;

const KIND: &str = "drafts";
/// Of the name: enough that no two people of a company meet.
const NAME: usize = 16;

/// What a page of this person carries: a name that means nothing elsewhere, a point, and the key (256 bits, base64url).
/// `None` before the first sign-in that made one.
pub async fn seal(ctx: &Ctx) -> Result<Option<String>, Error> {
    let kept = ctx.gate.store.credential(ctx.who.user, KIND).await?;
    Ok(kept.map(|kept| format!("{}.{}", &token::hash(&kept.secret)[..NAME], kept.secret)))
}

/// The write that gives a person a key, when there is none.
pub(crate) async fn begin(gate: &Gate, user: Id, now: i64) -> Result<Option<Write>, Error> {
    if gate.store.credential(user, KIND).await?.is_some() {
        return Ok(None);
    }
    let secret = token::generate()?;
    let key = Credential { user, kind: KIND.into(), secret, created_at: now, failures: 0, locked_until: None };
    Ok(Some(Write::Technical(TechnicalWrite::PutCredential(key))))
}
