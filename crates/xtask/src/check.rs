//! The checks, one file each: from the tree to faults.

mod arrows;
mod documents;
mod length;
mod look;
mod names;
mod sql;
mod words;

use crate::fault::Fault;
use crate::tree::Tree;

/// Everything that is wrong with the tree, what must be mended last.
pub fn all(tree: &Tree) -> Vec<Fault> {
    let checks = [arrows::check, length::check, sql::check, names::check, words::check, documents::check, look::check];
    let mut faults: Vec<Fault> = checks.iter().flat_map(|check| check(tree)).collect();
    faults.sort();
    faults.dedup();
    faults
}
