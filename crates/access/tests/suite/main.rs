//! Rights through the public face: the matrix of the shipped roles, an independent oracle on random worlds, writes.
#![expect(clippy::expect_used, reason = "a test may stop where its own set-up is wrong")]

mod matrix;
mod oracle;
mod random;
mod writes;
