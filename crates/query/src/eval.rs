//! The meaning of the tree in memory: the same as what `store` renders. Total and exact: no errors, no floats;
//! what does not fit is not known. (Bodies follow.)
#![expect(clippy::todo, reason = "the contract is laid before the body")]

use std::sync::Arc;

use catalogue::{Catalogue, Id, Value};

use crate::{Env, Expr, Operand};

/// A record as the evaluator needs it. A field that is not there reads as `Null`.
pub trait Record {
    /// The record's id.
    fn id(&self) -> Id;
    /// The stored value of a field (`id` is asked by [`Record::id`] instead).
    fn get(&self, field: &str) -> Value;
    /// The record that a reference field points to.
    fn to_one(&self, field: &str) -> Option<Arc<dyn Record>>;
    /// The records of `object` whose reference `field` points to this one.
    fn to_many(&self, object: &str, field: &str) -> Vec<Arc<dyn Record>>;
}

/// Whether the condition holds on the record.
#[must_use]
pub fn holds(_expr: &Expr, _record: &dyn Record, _env: &Env, _catalogue: &Catalogue) -> bool {
    todo!()
}

/// The value of the operand on the record.
#[must_use]
pub fn value(_operand: &Operand, _record: &dyn Record, _env: &Env, _catalogue: &Catalogue) -> Value {
    todo!()
}
