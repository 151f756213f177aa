//! What is kept of a secret that we must be able to read again: sealed with a key that lies on the machine and not in the database, so
//! that a copy of the database (a backup, somebody's look) opens nothing. RFC 8439; the key by RFC 5869.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Salt};
use ring::hmac;
use ring::rand::{SecureRandom as _, SystemRandom};

/// Stands before what is sealed; another form would have another.
const FORM: &str = "1.";

/// The key to sealed texts and to signed links. Says nothing of itself.
#[derive(Clone)]
pub struct Seal {
    closing: LessSafeKey,
    signing: hmac::Key,
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal")
    }
}

impl Seal {
    /// From a secret of the machine; the same secret gives the same seal.
    ///
    /// # Errors
    /// `Sealed` when the key cannot be made, which no secret leads to.
    pub fn of(secret: &[u8]) -> Result<Self, Failure> {
        let derived = Salt::new(HKDF_SHA256, b"candor").extract(secret);
        let key = |info: &'static [u8]| {
            let mut bytes = [0_u8; 32];
            let parts = [info];
            let made = derived.expand(&parts, HKDF_SHA256).and_then(|okm| okm.fill(&mut bytes));
            made.map(|()| bytes).map_err(|_| Failure::Sealed)
        };
        let closing = UnboundKey::new(&CHACHA20_POLY1305, &key(b"mail seal")?).map_err(|_| Failure::Sealed)?;
        let signing = hmac::Key::new(hmac::HMAC_SHA256, &key(b"mail link")?);
        Ok(Self { closing: LessSafeKey::new(closing), signing })
    }

    /// Seals a text for one purpose; it opens for no other.
    ///
    /// # Errors
    /// `Sealed` when the machine gives no random bytes.
    pub fn close(&self, purpose: &str, text: &str) -> Result<String, Failure> {
        let mut nonce = [0_u8; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).map_err(|_| Failure::Sealed)?;
        let mut bytes = text.as_bytes().to_vec();
        let aad = Aad::from(purpose.as_bytes());
        let closed = self.closing.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut bytes);
        closed.map_err(|_| Failure::Sealed)?;
        Ok(format!("{FORM}{}", URL_SAFE_NO_PAD.encode([nonce.as_slice(), &bytes].concat())))
    }

    /// The text again.
    ///
    /// # Errors
    /// `Sealed` when it was sealed on another machine, for another purpose, or was changed.
    pub fn open(&self, purpose: &str, sealed: &str) -> Result<String, Failure> {
        let coded = sealed.strip_prefix(FORM).ok_or(Failure::Sealed)?;
        let bytes = URL_SAFE_NO_PAD.decode(coded).map_err(|_| Failure::Sealed)?;
        let (nonce, closed) = bytes.split_at_checked(NONCE_LEN).ok_or(Failure::Sealed)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Failure::Sealed)?;
        let mut closed = closed.to_vec();
        let opened = self.closing.open_in_place(nonce, Aad::from(purpose.as_bytes()), &mut closed);
        let text = opened.map_err(|_| Failure::Sealed)?;
        String::from_utf8(text.to_vec()).map_err(|_| Failure::Sealed)
    }

    /// What a link carries to show that we made it: the same for the same text, and not to be guessed.
    #[must_use]
    pub fn sign(&self, text: &str) -> String {
        URL_SAFE_NO_PAD.encode(hmac::sign(&self.signing, text.as_bytes()))
    }
}

use crate::Failure;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_here_for_its_purpose_and_nowhere_else() {
        let seal = Seal::of(b"a secret of this machine").unwrap();
        let closed = seal.close("relay", "пароль").unwrap();
        assert!(!closed.contains("пароль"));
        assert_ne!(closed, seal.close("relay", "пароль").unwrap(), "twice the same says nothing");
        assert_eq!(seal.open("relay", &closed).unwrap(), "пароль");
        assert_eq!(seal.open("letter", &closed), Err(Failure::Sealed));
        assert_eq!(Seal::of(b"another").unwrap().open("relay", &closed), Err(Failure::Sealed));
        for damaged in ["", "1.", "2.abc", &closed[..closed.len() - 1], &format!("{closed}A")] {
            assert_eq!(seal.open("relay", damaged), Err(Failure::Sealed), "{damaged}");
        }
        assert_eq!(format!("{seal:?}"), "Seal");
        assert_eq!(seal.sign("a"), seal.sign("a"));
        assert_ne!(seal.sign("a"), seal.sign("b"));
    }
}
