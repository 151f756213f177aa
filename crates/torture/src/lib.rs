//! The real `candor serve`, over HTTP on loopback, killed at random moments: is what was acknowledged there, and nothing
//! half done? The oracle knows nothing of Candor's own code: it keeps its own ledger and reads the database through the
//! bare drivers. Tests run it short, the binary as long as one likes. Must not know any crate of the product.

pub mod bare;
pub mod fault;
pub mod house;
pub mod outcome;
pub mod scenario;

mod crew;
mod dice;
mod importer;
mod ledger;
mod look;
mod program;
mod sealed;
mod server;
mod shared;
mod sound;
mod wire;
mod writer;
