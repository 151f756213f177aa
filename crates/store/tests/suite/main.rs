//! The store through its face, on both engines: each test is written once.

#[macro_use]
mod world;

mod changes;
mod copies;
mod figures;
mod lists;
mod start;
