//! Reading files: xlsx, xls, ods and delimited text to one `Workbook`.

pub mod formats;

use std::path::Path;

use crate::{ReadError, Workbook};

/// Reads one file for what its cells are. `name` is the name the person knows it by (the shelf's name is a hash).
/// Runs in a limited worker process; bounded by the limits of `read::limits`.
///
/// # Errors
/// Names file, sheet and cell, and how to mend it.
#[expect(clippy::todo, reason = "the contract is laid before the body")]
pub fn read_file(_path: &Path, _name: &str) -> Result<Workbook, ReadError> {
    todo!()
}
