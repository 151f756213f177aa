//! The only HTTP: router, sessions, pages, security headers, errors with a face. Must not know SQL; every read and
//! write goes through `records` (and the capabilities above it) with the visitor's own rights.

mod app;
mod assets;
mod company;
mod cookies;
mod door;
mod error;
mod failure;
mod flash;
mod frame;
mod headers;
mod import;
mod in_place;
mod live;
mod moving;
mod notifications;
mod once;
mod post;
mod reader;
pub mod records;
mod router;
mod serve;
mod setup;
mod start;
mod truth;
mod visitor;

pub use ::mail::Seal;
pub use app::{App, Config, Demo};
pub use error::{Answer, Error};
pub use failure::Wanted;
pub use flash::Saying;
pub use headers::RequestId;
pub use import::clear_drafts;
pub use post::Worker as PostWorker;
pub use router::router;
pub use serve::serve;
pub use visitor::{Passer, Visitor};
