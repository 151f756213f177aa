//! Whether a write is within its right, in both states: the row as it was and the row as it would be.

use catalogue::{Catalogue, Field};
use query::{Env, Record, holds};

use crate::Decision;

/// The fields that place a record; moving one is an action of its own.
pub const PLACE_FIELDS: [&str; 3] = ["owner", "team", "branch"];

/// Why a write is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("the record is outside the right to write")]
    Row,
    #[error("the record would leave the right to write")]
    NewRow,
    #[error("a field is outside the right to write")]
    Field,
    #[error("the new owner, team or branch is outside the right to transfer")]
    Place,
}

/// The rights that a write needs.
#[derive(Debug, Clone, Copy)]
pub struct WriteRights<'a> {
    /// The decision on `Update` (or `Create`, with the new row given as both).
    pub write: &'a Decision,
    /// The decision on `Transfer`: bounds a change of owner, team or branch, in both states.
    pub transfer: &'a Decision,
}

/// Whether `changed` may be written on a row that is `old` and becomes `new`. A change of owner, team or branch
/// is bound by the right to transfer; every other field by the right to write, in both states.
///
/// # Errors
/// The first reason to refuse.
pub fn may_write(
    rights: WriteRights<'_>,
    old: &dyn Record,
    new: &dyn Record,
    changed: &[&Field],
    env: &Env,
    catalogue: &Catalogue,
) -> Result<(), Refused> {
    let (places, plain): (Vec<&Field>, Vec<&Field>) = changed.iter().partition(|f| PLACE_FIELDS.contains(&&*f.name));
    let on = |rows: &query::Expr, row: &dyn Record| holds(rows, row, env, catalogue);
    if !places.is_empty() {
        let rows = rights.transfer.rows();
        if !(on(&rows, old) && on(&rows, new)) {
            return Err(Refused::Place);
        }
    }
    if plain.is_empty() {
        return Ok(());
    }
    let rows = rights.write.rows();
    if !on(&rows, old) {
        return Err(Refused::Row);
    }
    if places.is_empty() && !on(&rows, new) {
        return Err(Refused::NewRow);
    }
    let carried = plain.iter().filter(|f| !f.system).all(|f| on(&rights.write.field_rows(f), old));
    if carried { Ok(()) } else { Err(Refused::Field) }
}
