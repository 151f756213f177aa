//! Mail out: a letter as bytes, the relay that takes it, and the seal on what is kept of the relay's password. Knows nothing of
//! the company: who is written to, when and what is decided above. No text for people but what the caller hands over.

mod address;
mod failure;
mod letter;
mod relay;
mod seal;

pub use address::{is_address, may_be_reached};
pub use failure::Failure;
pub use letter::{Letter, Party, one_line};
pub use relay::{Relay, Security, Sender};
pub use seal::Seal;
