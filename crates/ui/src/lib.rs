//! HTML components: pure functions from data to markup, named by what they mean. Must not know the database, HTTP
//! or who may see what: they draw what they are given.

pub mod board;
pub mod calendar;
pub mod charts;
pub mod comments;
pub mod draft;
pub mod export;
pub mod fields;
pub mod file_field;
pub mod form;
pub mod format;
pub mod gate;
pub mod icon;
pub mod layout;
pub mod letter;
pub mod live;
pub mod look;
pub mod notifications;
pub mod parts;
pub mod paths;
pub mod reader;
pub mod stage_path;
pub mod start;
pub mod swap;
pub mod table;
pub mod timeline;
pub mod trusted;

pub use fields::Fields;
pub use icon::icon;
pub use layout::{Banner, Flash, Frame, Person, Theme};
pub use maud::{Markup, html};
pub use reader::Reader;
pub use trusted::TrustedHtml;
