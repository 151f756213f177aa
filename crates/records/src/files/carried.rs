//! A kept file on its way through a form that came back with faults: written into the page so that only the person and the
//! session that brought it can hand it in, and only for the same field. A bare hash never suffices.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use catalogue::FileRef;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::{KeptFile, may_bring, on_disk, shelf};
use crate::{Ctx, Error};

/// The file as a word for a form. `secret` is the caller's session token: with the session the word loses its worth.
#[must_use]
pub fn carry(ctx: &Ctx, object: &str, field: &str, kept: &KeptFile, secret: &str) -> String {
    let text = kept.0.to_string();
    let mac = seal(ctx, object, field, &text, secret).map(|mac| mac.finalize().into_bytes());
    mac.map_or_else(String::new, |mac| format!("{}.{}", URL_SAFE_NO_PAD.encode(&text), URL_SAFE_NO_PAD.encode(mac)))
}

/// The file of such a word, its days counted anew; `None` when the word is not this person's, not of this session or field,
/// or the file has gone meanwhile: then it has to be chosen again.
pub async fn recall(ctx: &Ctx, object: &str, field: &str, word: &str, secret: &str) -> Result<Option<KeptFile>, Error> {
    may_bring(ctx, object, field)?;
    let Some(file) = read(ctx, object, field, word, secret) else { return Ok(None) };
    let (shelf, sha256) = (shelf(&ctx.gate)?.clone(), file.sha256().to_owned());
    let is_there = on_disk(move || shelf.renew(&sha256)).await?;
    Ok(is_there.then(|| KeptFile(Arc::new(file))))
}

fn read(ctx: &Ctx, object: &str, field: &str, word: &str, secret: &str) -> Option<FileRef> {
    let (text, mac) = word.split_once('.')?;
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let mac = URL_SAFE_NO_PAD.decode(mac).ok()?;
    seal(ctx, object, field, &text, secret)?.verify_slice(&mac).ok()?;
    FileRef::parse(&text)
}

/// HMAC-SHA256 (RFC 2104) over person, field and file. The zero cannot occur in any of the parts.
fn seal(ctx: &Ctx, object: &str, field: &str, text: &str, secret: &str) -> Option<Hmac<Sha256>> {
    let person = ctx.who.user.to_string();
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok().filter(|_| !secret.is_empty())?;
    let parts = ["candor kept file", &person, object, field, text];
    Some(parts.iter().fold(mac, |mac, part| mac.chain_update(part.as_bytes()).chain_update([0])))
}
