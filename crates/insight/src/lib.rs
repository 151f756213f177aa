//! The truths: findings of the catalogue evaluated with the reader's rights. Each has its evidence, its weight, its
//! trend, the people behind it, a way down to its records, and the one action that mends it. Nothing here is kept for
//! another reader. Must not know HTTP or SQL.

mod condition;
mod duplicates;
mod truth;
mod weigh;

pub use duplicates::{Alike, alike};
pub use truth::{Share, Trend, Truth, Truths, Unjudged};
pub use weigh::{truth, truths};
