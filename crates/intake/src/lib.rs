//! Files in: contradictory spreadsheets become one client base. Reads each cell for what it is, finds headers and totals,
//! compares the files, proposes a plan, previews, runs through the gate, reports, undoes. Must not know HTTP or SQL.
//!
//! The way through: `read::read_file` (in a limited process) → `propose` → the person edits the `Plan` → `preview` →
//! `begin` and `run` → `Report`, or `undo`.

mod branches;
mod cell;
pub mod day;
mod dictionary;
mod draft;
mod error;
mod flag;
mod found;
mod gather;
mod left;
mod lines;
mod look;
mod mapping;
mod names;
mod numeral;
mod plan;
mod plan_form;
mod profile;
mod proposal;
mod propose;
pub mod read;
mod reading;
mod reconcile;
mod recover;
mod run;
mod said;
mod settle;
mod shape;
mod spelling;
pub mod table;
mod typed;
mod verbs;

pub use cell::*;
pub use error::*;
pub use flag::*;
pub use mapping::targets;
pub use plan::*;
pub use proposal::*;
pub use recover::{fail, recover, recover_one};
pub use said::Said;
/// Drafts lie on a shelf of their own.
pub use store::shelf;
pub use verbs::*;
