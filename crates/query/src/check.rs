//! From text to the checked tree. (Bodies follow.)
#![expect(clippy::todo, reason = "the contract is laid before the body")]

use catalogue::{Catalogue, Kind, Object};

use crate::{Env, Expr, Operand, QueryFault};

/// The condition that `text` says about one record of `object`.
///
/// # Errors
/// Every fault found, each with its place.
pub fn condition(_catalogue: &Catalogue, _object: &Object, _text: &str, _env: &Env) -> Result<Expr, Vec<QueryFault>> {
    todo!()
}

/// The value that `text` says about one record of `object`, and its kind.
///
/// # Errors
/// Every fault found, each with its place.
pub fn operand(
    _catalogue: &Catalogue,
    _object: &Object,
    _text: &str,
    _env: &Env,
) -> Result<(Operand, Kind), Vec<QueryFault>> {
    todo!()
}
