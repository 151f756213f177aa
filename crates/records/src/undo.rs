//! The inverse of a change, computed from history: what was touched since is left and named.

use catalogue::{Id, Name, Value};

use crate::{Ctx, Error};

/// What an undo did.
#[derive(Debug, Clone, PartialEq)]
pub struct Undone {
    /// The change that undid it; `None` when there was nothing left to undo.
    pub change: Option<Id>,
    pub records: Vec<(Name, Id)>,
    /// Fields that somebody changed since: left as they are.
    pub conflicts: Vec<UndoConflict>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct UndoConflict {
    pub object: Name,
    pub record: Id,
    pub field: Name,
    /// What the undone change had written.
    pub written: Value,
    pub now: Value,
}

/// Undoes a change (its id is in every history entry). A created record is archived.
pub async fn undo(ctx: &Ctx, change: Id) -> Result<Undone, Error> {
    let _ = (ctx, change);
    Err(Error::internal("not yet"))
}
