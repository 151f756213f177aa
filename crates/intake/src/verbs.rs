//! The verbs of the import, in the order a person meets them. (Bodies to be written; the signatures are the contract.)
#![expect(clippy::todo, reason = "the contract is laid before the body")]

use catalogue::Id;
use records::Ctx;

use crate::{IntakeError, Plan, Preview, Proposal, Report, Workbook};

/// Reads what the files say and proposes what to do with it. Writes nothing.
///
/// # Errors
/// `Forbidden` when the person may import nothing.
pub async fn propose(_ctx: &Ctx, _books: &[Workbook]) -> Result<Proposal, IntakeError> {
    todo!()
}

/// The same after the person edited the plan: columns seen, comparisons and flags under the plan's readings.
///
/// # Errors
/// `Plan` when it does not fit the files.
pub async fn review(_ctx: &Ctx, _plan: Plan, _books: &[Workbook]) -> Result<Proposal, IntakeError> {
    todo!()
}

/// What a run of this plan would create, update, leave and refuse, in the caller's rights. Writes nothing.
///
/// # Errors
/// `Plan` when it does not fit the files; the gate's refusals.
pub async fn preview(_ctx: &Ctx, _plan: &Plan, _books: &[Workbook]) -> Result<Preview, IntakeError> {
    todo!()
}

/// Notes a batch (state `read`) with its plan, so that its progress has an address. Then spawn `run` with its id.
///
/// # Errors
/// The gate's refusals.
pub async fn begin(_ctx: &Ctx, _plan: &Plan) -> Result<Id, IntakeError> {
    todo!()
}

/// Runs the batch to its end in chunks; progress stands in the batch (`records::bulk` keeps it: done, total, state). The report is
/// kept with the batch too. A fault on the way leaves state `failed` and what was written can be undone.
///
/// # Errors
/// The gate's refusals, after the batch is marked `failed`.
pub async fn run(_ctx: &Ctx, _batch: Id, _plan: &Plan, _books: &[Workbook]) -> Result<Report, IntakeError> {
    todo!()
}

/// What became of an undo: records put back, and those that somebody changed since and that therefore stay.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Undone {
    pub removed: u64,
    pub put_back: u64,
    pub left: u64,
}

/// Takes the whole batch back, updates included.
///
/// # Errors
/// The gate's refusals.
pub async fn undo(_ctx: &Ctx, _batch: Id) -> Result<Undone, IntakeError> {
    todo!()
}

/// The refused rows as delimited text (UTF-8 with BOM, commas), for download: file, sheet, row, object, title, reason in the
/// words that `say` finds for a message. Cells that a spreadsheet would run as formulas are made harmless.
#[must_use]
pub fn refused_text(_report: &Report, _say: &dyn Fn(&crate::Said) -> String) -> String {
    todo!()
}
