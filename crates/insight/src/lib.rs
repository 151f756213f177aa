//! The truths: findings of the catalogue evaluated with the reader's rights. Each has its evidence, its weight, its
//! trend, the people behind it, a way down to its records, and the one action that mends it. Nothing here is kept for
//! another reader. Must not know HTTP or SQL.

use catalogue::{Id, Name, Unit, Value};
use std::sync::Arc;

/// A finding with its figures, for one reader.
#[derive(Debug, Clone, PartialEq)]
pub struct Truth {
    /// The finding's name: `truth-<name>` is its question in `pages.ftl`.
    pub name: Name,
    /// Which of the ten truths (1 to 10).
    pub truth: u8,
    pub object: Name,
    pub count: i64,
    /// The finding's measure over its records.
    pub weight: Value,
    pub unit: Unit,
    pub trend: Option<Trend>,
    /// The people (or whatever the finding breaks down by) with most of it, first rows only.
    pub rows: Vec<Share>,
    /// A condition of the query language that holds for exactly these records.
    pub filter: String,
}

/// How many joined lately, against the time before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trend {
    /// Joined in the last 30 days.
    pub lately: i64,
    /// In the 30 days before.
    pub before: i64,
}

/// One row of the breakdown.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    pub key: Option<Id>,
    pub title: Option<Arc<str>>,
    pub count: i64,
    pub weight: Value,
    /// Down to exactly these records.
    pub filter: String,
}
