//! The language through its public face.
#![expect(clippy::expect_used, reason = "a test may stop where its own set-up is wrong")]

mod conformance;
mod language;
mod meaning;
mod plain;
mod random;
mod random_schema;
mod random_text;
mod shipped;
mod world;
