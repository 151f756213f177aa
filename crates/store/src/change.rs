//! A change is data: what to write, under which guards, with its history, evidence and outbox. The store applies
//! it as a whole or not at all. Must not know rights, HTTP, or what an object means.

use std::sync::Arc;

use catalogue::{Id, Name, Value};
use query::{Env, Expr};
use serde::{Deserialize, Serialize};

/// One atomic change. Everything in it commits together, or nothing does.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// Applied in order. References may point to rows created earlier or later in the same change.
    pub writes: Vec<Write>,
    pub history: Vec<History>,
    pub stays: Vec<Stay>,
    pub evidence: Vec<Evidence>,
    pub outbox: Vec<Outbox>,
    /// Present when the caller sent an idempotency key: kept in the same transaction.
    pub idempotency: Option<Idempotency>,
}

/// One step of a change.
#[derive(Debug, Clone)]
pub enum Write {
    /// A new row. `values` holds declared and system fields; absent ones are null. `search` is the record's search text,
    /// not folded (the store folds).
    Insert { object: Name, id: Id, values: Vec<(Name, Value)>, search: String },
    /// Exactly one row must be hit, or the whole change fails: `Missed::Version` when the row is there and its version
    /// differs, else `Missed::Row`.
    Update {
        object: Name,
        id: Id,
        set: Vec<(Name, Value)>,
        /// The version that must stand in the row; the statement sets `version + 1` unless `set` names `version`.
        version: i64,
        /// The write's own right, in the WHERE of the UPDATE itself.
        within: Within,
        /// The new search text, or `None` to leave it.
        search: Option<String>,
    },
    /// Removes a row that this batch created (undo of an import), with its history, stays and search text. Guarded by version.
    Remove { object: Name, id: Id, version: i64 },
    /// Removes the history and stays that a change wrote for one record (undo that leaves rows as before).
    Forget { object: Name, id: Id, change: Id },
    /// A row of a technical table: see `technical`.
    Technical(crate::technical::TechnicalWrite),
}

/// A predicate over the row, with what it needs to be rendered.
#[derive(Debug, Clone)]
pub struct Within {
    pub rows: Expr,
    pub env: Env,
}

/// One changed field of one record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct History {
    pub id: Id,
    /// The change it belongs to: all rows of one request or of one import chunk share it.
    pub change: Id,
    pub object: Name,
    pub record: Id,
    pub field: Name,
    pub old: Value,
    pub new: Value,
    pub by: Id,
    /// UTC microseconds.
    pub at: i64,
    /// The record's version after the change.
    pub version: i64,
}

/// A stay in a stage: entering closes the open stay of the same record and field at `at`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stay {
    pub id: Id,
    pub change: Id,
    pub object: Name,
    pub record: Id,
    pub field: Name,
    pub stage: Name,
    pub from_at: i64,
    /// `None` for the stay that lasts.
    pub to_at: Option<i64>,
    pub by: Id,
}

/// What happened: one leaf of the evidence tree. `audit` knows its kinds and its canonical bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    pub id: Id,
    pub at: i64,
    /// `None` for the system itself and for somebody who is not signed in.
    pub actor: Option<Id>,
    /// `create`, `update`, `open`, `list`, `search`, `sign_in`, `refused`...
    pub kind: Name,
    pub object: Option<Name>,
    pub record: Option<Id>,
    /// JSON object: filter, row count, fields, reason; never a secret.
    pub detail: String,
    /// `page`, `live`, `feed`, `api`, `import`, `command`, `system`.
    pub channel: Name,
    /// Address of the client, or empty.
    pub address: String,
    /// Id of the request, to tie it to the log.
    pub request: String,
}

/// A message for subscribers, read at least once, with a stable id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outbox {
    pub id: Id,
    pub topic: Name,
    pub object: Name,
    pub record: Id,
    pub payload: String,
    pub at: i64,
}

/// The first answer to a key is kept and replayed; the same key with another request is an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotency {
    pub key: String,
    pub actor: Id,
    /// SHA-256 of the request, hex.
    pub request: String,
    /// What to answer again: JSON.
    pub answer: String,
    pub at: i64,
}

/// Why a change was not applied. Nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// A guarded row changed since it was read.
    #[error("the row has another version")]
    Version { object: Name, id: Id },
    /// No such row within the writer's rights.
    #[error("no such row")]
    Missing { object: Name, id: Id },
    /// The record would be below itself in the tree of its object.
    #[error("the record would be below itself")]
    Ring { object: Name, id: Id, field: Name },
    /// A unique field's value is taken.
    #[error("the value is taken")]
    Taken { object: Name, field: Name },
    /// The idempotency key was used before: with this request hash and answer.
    #[error("the key was used before")]
    Replayed { request: String, answer: String },
    #[error(transparent)]
    Store(#[from] crate::StoreError),
}

/// Shared so that one prepared change can be handed to the writer without copying.
pub type SharedChange = Arc<Change>;
