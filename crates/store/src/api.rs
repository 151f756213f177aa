//! `Store`: the face of this crate. (Bodies to be written; the signatures are the contract.)
#![expect(clippy::todo, reason = "the contract is laid before the body")]

use std::path::Path;
use std::sync::Arc;

use catalogue::{Catalogue, Id, Name};
use query::{Aggregate, Group, Row, Scoped, Select};

use crate::*;

/// A company's database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    catalogue: Arc<Catalogue>,
}

/// Records of several objects whose search text contains `text` (folded by the store), best first.
#[derive(Debug, Clone)]
pub struct SearchText {
    pub text: String,
    pub objects: Vec<Name>,
    /// For each object.
    pub limit: u32,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub object: Name,
    pub id: Id,
    pub title: Arc<str>,
}

#[derive(Debug, Clone, Default)]
pub struct EvidenceFilter {
    /// Older than this event.
    pub before: Option<Id>,
    pub actor: Option<Id>,
    pub object: Option<Name>,
    pub record: Option<Id>,
    pub kind: Option<Name>,
    pub limit: u32,
}

impl Store {
    /// Opens `sqlite:PATH` or `postgres://…[?schema=name]`; creates it, migrates the technical tables and adds what the
    /// catalogue asks for. Refuses what design §8 names, with what to do about it.
    pub async fn open(_url: &str, _catalogue: Arc<Catalogue>) -> Result<Store, StoreError> {
        todo!()
    }
    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.catalogue
    }
    /// A fresh id: time-ordered, within 53 bits.
    pub fn next_id(&self) -> Id {
        todo!()
    }
    pub async fn select(&self, _ask: &Scoped<Select>) -> Result<Vec<Row>, StoreError> {
        todo!()
    }
    /// How many rows meet the filter; columns, sort, `after` and `limit` do not matter.
    pub async fn count(&self, _ask: &Scoped<Select>) -> Result<i64, StoreError> {
        todo!()
    }
    pub async fn aggregate(&self, _ask: &Scoped<Aggregate>) -> Result<Vec<Group>, StoreError> {
        todo!()
    }
    pub async fn search(&self, _ask: &Scoped<SearchText>) -> Result<Vec<Found>, StoreError> {
        todo!()
    }
    pub async fn apply(&self, _change: Change) -> Result<(), ApplyError> {
        todo!()
    }
    /// Newest first. The caller has already shown its right to the record.
    pub async fn history(&self, _object: &str, _record: Id, _limit: u32) -> Result<Vec<History>, StoreError> {
        todo!()
    }
    /// Every history row of one change.
    pub async fn history_of_change(&self, _change: Id) -> Result<Vec<History>, StoreError> {
        todo!()
    }
    pub async fn stays(&self, _object: &str, _record: Id) -> Result<Vec<Stay>, StoreError> {
        todo!()
    }
    pub async fn idempotency(&self, _actor: Id, _key: &str) -> Result<Option<Idempotency>, StoreError> {
        todo!()
    }
    pub async fn credential(&self, _user: Id, _kind: &str) -> Result<Option<Credential>, StoreError> {
        todo!()
    }
    pub async fn session(&self, _token_hash: &str) -> Result<Option<Session>, StoreError> {
        todo!()
    }
    pub async fn sessions_of(&self, _user: Id) -> Result<Vec<Session>, StoreError> {
        todo!()
    }
    pub async fn invitation(&self, _token_hash: &str) -> Result<Option<Invitation>, StoreError> {
        todo!()
    }
    pub async fn settings(&self) -> Result<Vec<(Name, String)>, StoreError> {
        todo!()
    }
    pub async fn batch(&self, _id: Id) -> Result<Option<Batch>, StoreError> {
        todo!()
    }
    pub async fn batches(&self, _limit: u32) -> Result<Vec<Batch>, StoreError> {
        todo!()
    }
    /// Rows of a batch by record id, after the given one.
    pub async fn batch_rows(&self, _batch: Id, _after: Option<Id>, _limit: u32) -> Result<Vec<BatchRow>, StoreError> {
        todo!()
    }
    pub async fn views(&self, _user: Id, _object: &str) -> Result<Vec<SavedView>, StoreError> {
        todo!()
    }
    pub async fn evidence(&self, _filter: &EvidenceFilter) -> Result<Vec<Evidence>, StoreError> {
        todo!()
    }
    /// Events without a place in the tree yet, oldest first.
    pub async fn unsealed(&self, _limit: u32) -> Result<Vec<Evidence>, StoreError> {
        todo!()
    }
    /// Sealed events from this leaf on, with leaf index and stored leaf hash (base64).
    pub async fn leaves(&self, _from: i64, _limit: u32) -> Result<Vec<(i64, String, Evidence)>, StoreError> {
        todo!()
    }
    /// Gives events their places and keeps the signed head, in one transaction.
    pub async fn seal(&self, _leaves: Vec<(Id, i64, String)>, _head: Head) -> Result<(), StoreError> {
        todo!()
    }
    pub async fn heads(&self, _limit: u32) -> Result<Vec<Head>, StoreError> {
        todo!()
    }
    pub async fn outbox(&self, _limit: u32) -> Result<Vec<Outbox>, StoreError> {
        todo!()
    }
    pub async fn outbox_done(&self, _ids: &[Id]) -> Result<(), StoreError> {
        todo!()
    }
    /// A consistent copy, online: portable (the same on both engines), one JSON line a row, with the schema's version.
    pub async fn backup(&self, _to: &Path) -> Result<(), StoreError> {
        todo!()
    }
    /// Into an empty database only.
    pub async fn restore(&self, _from: &Path) -> Result<(), StoreError> {
        todo!()
    }
    /// The schema as text, the same on both engines: a golden file in tests.
    pub async fn schema_text(&self) -> Result<String, StoreError> {
        todo!()
    }
    /// SHA-256 over every row of every object table with its search text, stays and history, in id order: proves that an undo
    /// left things as before. Evidence and batches are not part of it.
    pub async fn digest(&self) -> Result<String, StoreError> {
        todo!()
    }
}
