//! The gate: every read and every write passes here, whoever asks. Rights, validation, evidence, history and
//! events live here and nowhere else. Must not know SQL text, HTTP or HTML.

pub mod archive;
mod asking;
pub mod board;
pub mod bulk;
pub mod calendar;
pub mod codes;
pub mod comments;
pub mod create;
pub mod error;
pub mod evidence;
pub mod export;
pub mod figures;
pub mod files;
mod fill;
pub mod follow;
pub mod funnel;
pub mod gate;
pub mod history;
pub mod json;
pub mod list;
pub mod live;
pub mod menus;
pub mod notify;
pub mod once;
pub mod people;
pub mod post;
pub mod read;
pub mod recent;
#[cfg(test)]
mod recipe;
pub mod record;
pub mod related;
pub mod repeating;
pub mod rights;
mod row;
pub mod rules;
pub mod seal;
pub mod search;
pub mod searched;
pub mod settings;
pub mod setup;
pub mod several;
mod shapes;
pub mod sharing;
mod shown;
pub mod tax_id;
pub mod timeline;
pub mod transfer;
pub mod undo;
mod until;
pub mod update;
mod validate;
mod values;
pub mod views;
pub mod wanted;
pub mod why;
pub mod work_calendar;
pub mod working;
mod writing;

#[cfg(test)]
extern crate self as records;

pub use error::{Conflict, Error, Fault, Message};
pub use gate::{Clock, Ctx, Gate};
pub use list::{Counting, ListAsk, Page};
pub use record::{Draft, Input, Record};
pub use settings::Settings;
pub use store::{Batch, Evidence, EvidenceFilter, Head};
