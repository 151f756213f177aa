//! Files out: the rows of an export as delimited text or as a spreadsheet, typed, in the reader's language, in the company's zone.
//! The counterpart of `intake`, which reads them back. Must not know HTTP or SQL, nor who may take what out: `records::export`
//! gives the rows.

mod calendar;
mod cell;
mod delimited;
mod error;
mod form;
mod heads;
mod sheet;
mod write;

pub use calendar::{Said, write_calendar};
pub use error::OuttakeError;
pub use form::Form;
pub use write::{file_name, write};
