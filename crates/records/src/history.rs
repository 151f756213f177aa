//! What changed in a record: field by field, who and when.

use std::sync::Arc;

use catalogue::{Id, Name, Value};

use crate::{Ctx, Error};

/// One change of one record.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryEntry {
    pub change: Id,
    /// UTC microseconds.
    pub at: i64,
    pub by: Id,
    pub by_name: Option<Arc<str>>,
    /// The record's version after it.
    pub version: i64,
    pub fields: Vec<FieldChange>,
}

/// Fields the caller may not see are left out.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    pub field: Name,
    pub old: Value,
    pub new: Value,
    /// Titles when the values are references to visible records.
    pub old_title: Option<Arc<str>>,
    pub new_title: Option<Arc<str>>,
}

/// Newest first.
pub async fn history(ctx: &Ctx, object: &str, id: Id) -> Result<Vec<HistoryEntry>, Error> {
    let _ = (ctx, object, id);
    Err(Error::internal("not yet"))
}
