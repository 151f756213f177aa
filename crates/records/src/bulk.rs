//! Many records at once: the door of `intake`. The same rights, validation, history and evidence as one by one.

mod batches;
mod find;
mod job;
mod keys;
pub mod list;
mod prepare;
mod undo;

use catalogue::{Field, Id, Name, Value};
use indexmap::IndexMap;

use crate::values::{self, Reading};
use crate::{Ctx, Error, Fault, Input, searched};

pub use batches::{batch, batches, put_batch, unfinished};
pub use find::match_existing;
pub use undo::undo;

/// One record to write.
#[derive(Debug, Clone, PartialEq)]
pub struct BulkRow {
    pub object: Name,
    pub target: Target,
    /// Typed values. `owner` may be among them, and `<stage>_since` (the instant the stage was entered). A new record of
    /// which it is not given stands in its stage since an unknown day, and dates that default to today stay unknown too.
    /// References may point to rows of the same call.
    pub fields: IndexMap<Name, Value>,
}

/// Which record a row is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A new record with this id (from `bulk::new_id`).
    New(Id),
    /// This record, if its version still is this one.
    Existing { id: Id, version: i64 },
}

/// What became of one row.
#[derive(Debug, Clone, PartialEq)]
pub enum BulkOutcome {
    Created(Id),
    Updated(Id),
    Unchanged(Id),
    Refused(Vec<Fault>),
}

/// Which fields tell that a record is already there.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchKey {
    pub field: Name,
    pub value: Value,
}

/// A record found by one of its keys.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Which of the keys asked.
    pub key: usize,
    pub id: Id,
    pub version: i64,
    /// Every stored field that the caller may see, to show differences before writing.
    pub values: IndexMap<Name, Value>,
}

/// What an undo of a batch did.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BatchUndone {
    pub removed: usize,
    pub put_back: usize,
    /// Touched by somebody since the import, or referred to by a later record: left as they are.
    pub left: Vec<(Name, Id)>,
}

/// A fresh id for a row of `write`.
#[must_use]
pub fn new_id(ctx: &Ctx) -> Id {
    ctx.gate.store.next_id()
}

/// Writes rows in chunks, each one transaction; the answer is in the order of the rows. Needs the `Import` action besides
/// `Create` or `Update` on each row. A row may refer to new rows of the same call that come before it or shortly after.
pub async fn write(ctx: &Ctx, rows: Vec<BulkRow>, batch: Id) -> Result<Vec<BulkOutcome>, Error> {
    let mut objects: Vec<Name> = rows.iter().map(|row| row.object.clone()).collect();
    objects.sort_unstable();
    objects.dedup();
    let outcomes = job::write(ctx, rows, batch).await?;
    let written = outcomes.iter().filter(|outcome| matches!(outcome, BulkOutcome::Created(_))).count();
    if let Err(error) = ctx.gate.store.written_in_bulk(&objects, written).await {
        // The rows are in all the same; searches over them may be slow for a while.
        tracing::warn!(%error, "the planner was not told of new rows");
    }
    if let Err(error) = searched::doubt(&ctx.gate).await {
        tracing::warn!(%error, "whether these rows are searched by fields of an older set-up is not known");
    }
    Ok(outcomes)
}

/// What single values the gate takes, for a caller who would rather lose a value than its row.
pub struct Shapes(Reading);

impl Shapes {
    /// As the request reads values.
    #[must_use]
    pub fn of(ctx: &Ctx) -> Self {
        Self(Reading::of(ctx))
    }

    /// Whether the field takes this value by its kind: a phone number is one, an e-mail address has its form.
    #[must_use]
    pub fn takes(&self, field: &Field, value: &Value) -> bool {
        values::value(field, &Input::Typed(value.clone()), &self.0).is_ok()
    }
}

/// Checks rows as `write` would, without writing: the preview. Nothing is kept and no evidence is left.
pub async fn check(ctx: &Ctx, rows: &[BulkRow]) -> Result<Vec<Vec<Fault>>, Error> {
    job::check(ctx, rows).await
}
