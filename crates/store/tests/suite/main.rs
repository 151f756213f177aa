//! The store through its face, on both engines: each test is written once.
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot be set up fails")]

#[macro_use]
mod world;

mod changes;
mod copies;
mod figures;
mod lists;
mod near;
mod setup;
mod start;
mod technical;
