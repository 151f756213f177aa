//! The evidence: what happened, as leaves of an RFC 6962 Merkle tree with signed heads. Tamper-evident, never
//! tamper-proof. Must not know any other crate of ours, SQL or HTTP.

pub mod event;
pub mod key;
pub mod note;
pub mod prove;
pub mod tree;
pub mod verify;

pub use ed25519_dalek::{SigningKey, VerifyingKey};
pub use event::Event;
pub use note::{Checkpoint, KeyId, NoteError};
pub use tree::{Hash, Tree};
pub use verify::{Bad, KeptHead, Leaf, Outside, Sealed, Verdict, Verifier, Why};
