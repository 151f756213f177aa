//! The scenarios, one a file. Each answers an `Outcome`; a `Fault` means that the harness itself could not go on.

pub mod full;
pub mod import;
pub mod kill;
pub mod once;
pub mod postmaster;
