//! Findings as declared: the truths a company is told, with what weighs and what mends them.

use crate::Name;

/// The analyses a finding may name: what a condition on one record cannot say. `insight` registers each of them.
pub const ANALYSES: [&str; 1] = ["duplicates"];

/// A truth with its evidence: `catalogue/findings/<name>.toml`.
#[derive(Debug, Clone)]
pub struct Finding {
    pub name: Name,
    /// Which of the ten truths (1 to 10).
    pub truth: u8,
    pub object: Name,
    /// The condition that finds its records; or
    pub filter: Option<Name>,
    /// an analysis that `insight` registers: one of [`ANALYSES`].
    pub analysis: Option<Name>,
    /// The condition of the records of which the question cannot be answered, since what it asks about is not known.
    pub unknown: Option<Name>,
    /// The measure of `object` that weighs it.
    pub weight: Name,
    /// Instant or date field since which a record counts: gives the trend (joined in the last 30 days against the 30 before).
    pub since: Option<Name>,
    /// Field to break the finding down by (owner: whose they are).
    pub by: Option<Name>,
    pub severity: Severity,
    /// The one action that mends it.
    pub action: FindingAction,
    /// The role whose duty it is.
    pub owner: Name,
}

/// How loud a finding is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Note,
    Warning,
    Grave,
}

/// The one action of a finding; each opens a page on the finding's records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingAction {
    /// Plan a task on each record, for its owner.
    PlanTask,
    /// Hand the records over to somebody.
    Transfer,
    /// Open the records one by one to fill what is missing.
    Complete,
    /// Compare and merge.
    Merge,
    /// Look at the cells in doubt and decide.
    Decide,
}
