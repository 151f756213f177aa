//! The key that signs heads: made once per company, kept outside the database.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{SigningKey, VerifyingKey};

/// What can be wrong with a key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("the machine has no random source: {0}")]
    Random(String),
    #[error("a key is the base64 text of 32 bytes")]
    Format,
}

/// A new key from the machine's random source.
pub fn generate() -> Result<SigningKey, KeyError> {
    let mut secret = [0_u8; 32];
    getrandom::fill(&mut secret).map_err(|e| KeyError::Random(e.to_string()))?;
    Ok(SigningKey::from_bytes(&secret))
}

/// The secret key as text for its file.
#[must_use]
pub fn to_text(key: &SigningKey) -> String {
    STANDARD.encode(key.to_bytes())
}

/// Reads what `to_text` wrote.
pub fn from_text(text: &str) -> Result<SigningKey, KeyError> {
    Ok(SigningKey::from_bytes(&decode(text)?))
}

/// The public key as text, to be given to whoever verifies.
#[must_use]
pub fn public_to_text(key: &VerifyingKey) -> String {
    STANDARD.encode(key.to_bytes())
}

/// Reads what `public_to_text` wrote.
pub fn public_from_text(text: &str) -> Result<VerifyingKey, KeyError> {
    VerifyingKey::from_bytes(&decode(text)?).map_err(|_| KeyError::Format)
}

fn decode(text: &str) -> Result<[u8; 32], KeyError> {
    let bytes = STANDARD.decode(text.trim()).map_err(|_| KeyError::Format)?;
    bytes.try_into().map_err(|_| KeyError::Format)
}
