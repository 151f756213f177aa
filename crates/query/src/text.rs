//! Back from the tree to text: for the filter builder and for the filters of drill-downs. (Bodies follow.)
#![expect(clippy::todo, reason = "the contract is laid before the body")]

use catalogue::Catalogue;

use crate::{Expr, Operand};

/// The expression as CEL text; `condition` gives the same tree back for whatever `condition` made.
#[must_use]
pub fn to_text(_expr: &Expr, _catalogue: &Catalogue) -> String {
    todo!()
}

/// The operand as CEL text.
#[must_use]
pub fn operand_text(_operand: &Operand, _catalogue: &Catalogue) -> String {
    todo!()
}

/// Both filter texts at once; an empty one says nothing.
#[must_use]
pub fn and_text(a: &str, b: &str) -> String {
    match (a.trim(), b.trim()) {
        ("", other) | (other, "") => other.to_owned(),
        (a, b) => format!("({a}) && ({b})"),
    }
}
