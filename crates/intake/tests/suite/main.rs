//! The import through its public verbs, each test in a company of its own.
#![expect(clippy::unwrap_used, reason = "a test without its ground must fail loudly")]

mod again;
mod house;
mod named;
mod postgres;
mod stopped;
mod unknown;
mod whole;
mod words;
