//! The only SQL: SQLite and PostgreSQL behind one `Store`. Schema from the catalogue, statements from the query
//! tree, changes as data with group commit, search index; and the shelf of files. Must not know rights, HTTP, or what an object means.

pub mod change;
pub mod shelf;
pub mod technical;

mod aggregate;
mod api;
mod apply;
mod backup;
mod batches;
mod columns;
mod copy;
mod dialect;
mod digest;
mod engine;
mod ids;
mod lately;
mod migrate;
mod migrations;
mod named;
mod near;
mod notifications;
mod open;
mod post;
mod postgres;
mod render;
mod restore;
mod sabotage;
mod schema;
mod search;
mod select;
mod setup;
mod sql;
mod sqlite;
mod tables;
mod technical_read;
mod technical_write;
mod title;

pub use api::*;
pub use change::*;
pub use digest::sha256_hex;
pub use ids::{at as id_at, earlier};
pub use lately::{Lately, LatelyAsk, News};
pub use open::files_of;
pub use setup::SetupError;
pub use shelf::Shelf;
pub use technical::*;
pub use technical_read::EvidenceFilter;

/// What went wrong below: never shown to a user as it is.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached, is locked or full: trying again later may help.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// The disk (or the database's quota) is full: nothing of the change was written; reading goes on.
    #[error("the disk is full: {0}")]
    Full(String),
    /// The start was refused, with what to do about it.
    #[error("{0}")]
    Refused(String),
    /// A statement took longer than it may.
    #[error("the statement took too long")]
    TimedOut,
    #[error("database: {0}")]
    Internal(String),
}
