//! The one query language: CEL text to a typed tree checked against the catalogue, its evaluation in memory,
//! and what is asked of the store (lists, figures, sort, grouping, paging) as data. Must not know SQL or rights.

pub mod select;
pub mod tree;

pub use select::*;
pub use tree::*;
