//! The only HTTP: router, sessions, pages, security headers, errors with a face. Must not know SQL; every read and
//! write goes through `records` (and the capabilities above it) with the visitor's own rights.

mod app;
mod cookies;
mod error;
mod failure;
mod headers;
pub mod records;
mod router;
mod serve;
mod visitor;

pub use app::{App, Config, Demo};
pub use error::{Answer, Error};
pub use headers::RequestId;
pub use router::router;
pub use serve::serve;
pub use visitor::{Theme, Visitor};
