//! A signed head: a C2SP checkpoint (origin, size, root) as a C2SP signed note, so that others can verify and witness it.
//! Sources: c2sp.org/tlog-checkpoint and c2sp.org/signed-note.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use crate::tree::Hash;

/// The head of a log: which log, how many leaves, and their root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name, without scheme; also the name of its key.
    pub origin: String,
    pub size: u64,
    pub root: Hash,
}

/// Why a note cannot be trusted.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NoteError {
    #[error("this is not a signed head")]
    Format,
    #[error("the signature does not fit the key")]
    Signature,
}

/// The short name of a key in a note: tells keys apart, and proves nothing.
pub type KeyId = [u8; 4];

/// The algorithm byte of Ed25519 in a note's key id.
const ED25519: u8 = 1;

impl Checkpoint {
    /// The text that is signed.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root))
    }

    /// The signed note.
    #[must_use]
    pub fn sign(&self, key: &SigningKey) -> String {
        let text = self.text();
        let mut signature = key_id(&self.origin, &key.verifying_key()).to_vec();
        signature.extend_from_slice(&key.sign(text.as_bytes()).to_bytes());
        format!("{text}\n\u{2014} {} {}\n", self.origin, STANDARD.encode(signature))
    }

    /// Reads a note and checks that this key signed it.
    pub fn open(note: &str, key: &VerifyingKey) -> Result<Self, NoteError> {
        let (text, signatures) = note.rsplit_once("\n\n").ok_or(NoteError::Format)?;
        let text = format!("{text}\n");
        let checkpoint = Self::read(&text).ok_or(NoteError::Format)?;
        let signed = signatures.lines().any(|line| checkpoint.is_signed_by(line, &text, key));
        if signed { Ok(checkpoint) } else { Err(NoteError::Signature) }
    }

    /// What a note says and the keys that it names, whether or not they signed it: to find the key to `open` it with.
    pub fn named(note: &str) -> Result<(Self, Vec<KeyId>), NoteError> {
        let (text, signatures) = note.rsplit_once("\n\n").ok_or(NoteError::Format)?;
        let checkpoint = Self::read(&format!("{text}\n")).ok_or(NoteError::Format)?;
        let id = |line: &str| {
            let bytes = STANDARD.decode(line.strip_prefix("\u{2014} ")?.split_once(' ')?.1).ok()?;
            bytes.first_chunk::<4>().copied()
        };
        let ids = signatures.lines().filter_map(id).collect();
        Ok((checkpoint, ids))
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let origin = lines.next().filter(|line| !line.is_empty())?.to_owned();
        let size = lines.next()?;
        let root = STANDARD.decode(lines.next()?).ok()?.try_into().ok()?;
        let checkpoint = Self { origin, size: size.parse().ok()?, root };
        // Only the canonical form is a checkpoint: no leading zeros, no further lines.
        (checkpoint.text() == text).then_some(checkpoint)
    }

    fn is_signed_by(&self, line: &str, text: &str, key: &VerifyingKey) -> bool {
        let Some((name, encoded)) = line.strip_prefix("\u{2014} ").and_then(|l| l.split_once(' ')) else {
            return false;
        };
        let Ok(bytes) = STANDARD.decode(encoded) else { return false };
        let Some((id, signature)) = bytes.split_first_chunk::<4>() else { return false };
        let Ok(signature) = Signature::from_slice(signature) else { return false };
        name == self.origin
            && *id == key_id(&self.origin, key)
            && key.verify_strict(text.as_bytes(), &signature).is_ok()
    }
}

/// The first four bytes of SHA-256 of the key's name, a newline, the algorithm and the public key (C2SP signed-note).
#[must_use]
pub fn key_id(name: &str, key: &VerifyingKey) -> KeyId {
    let hash: Hash = Sha256::new()
        .chain_update(name.as_bytes())
        .chain_update([b'\n', ED25519])
        .chain_update(key.to_bytes())
        .finalize()
        .into();
    [hash[0], hash[1], hash[2], hash[3]]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> (Checkpoint, SigningKey) {
        (
            Checkpoint { origin: "acme.example/evidence".into(), size: 7, root: [9; 32] },
            SigningKey::from_bytes(&[3; 32]),
        )
    }

    #[test]
    fn a_signed_head_is_read_back() {
        let (head, key) = head();
        assert_eq!(Checkpoint::open(&head.sign(&key), &key.verifying_key()), Ok(head));
    }

    #[test]
    fn any_change_of_a_byte_is_refused() {
        let (head, key) = head();
        let note = head.sign(&key);
        for at in 0..note.len() {
            let mut bytes = note.clone().into_bytes();
            bytes[at] ^= 1;
            let Ok(changed) = String::from_utf8(bytes) else { continue };
            // The last newline is no part of what is signed.
            if at + 1 < note.len() {
                assert!(Checkpoint::open(&changed, &key.verifying_key()).is_err(), "byte {at}");
            }
        }
    }

    #[test]
    fn another_key_is_refused() {
        let (head, key) = head();
        let other = SigningKey::from_bytes(&[4; 32]).verifying_key();
        assert_eq!(Checkpoint::open(&head.sign(&key), &other), Err(NoteError::Signature));
    }
}
