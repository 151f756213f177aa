//! The one query language: CEL text to a typed tree checked against the catalogue, its evaluation in memory,
//! and what is asked of the store (lists, figures, sort, grouping, paging) as data. Must not know SQL or rights.

mod arith;
mod arithmetic;
pub mod calendar;
mod check;
mod compare;
mod elements;
mod eval;
mod fault;
mod literal;
mod moved;
mod names;
mod normal;
mod parse;
mod reach;
mod scan;
pub mod select;
mod text;
pub mod tree;
mod used;
mod values;
mod whole;

pub use arith::{DIVISION_SCALE, MAX_SCALE};
pub use check::{condition, condition_through, operand};
pub use eval::{Record, constant, holds, value};
pub use fault::QueryFault;
pub use moved::{behind, of_element, of_variable};
pub use normal::push_not;
pub use reach::{exists_used, goes_over_many, hops_used, speaks_only_of, trees_used};
pub use scan::{MAX_DEPTH, MAX_LENGTH, MAX_NODES};
pub use select::*;
pub use text::{and_text, operand_text, quoted, to_text};
pub use tree::*;
pub use used::{fields_used, fields_used_operand};
pub use whole::faults_of;

// The language, beyond plain CEL comparisons, &&, ||, !, in, +, -, *, /:
//   field paths `company.city`; `me`, `now`, `today`; `duration("720h")`, `date("2026-01-31")`, `timestamp("…Z")`;
//   `name.contains("x")`, `.startsWith`, `.endsWith`; `tags.has("vip")` (choices; also `"vip" in tags`);
//   `activities.exists(a, …)`, `.all(a, …)` (= !exists(!…)), `.size()` / `size(activities)`, `activities.filter(a, …).size()`;
//   `company.within(7)`, `branch.within(3)`, `id.within(7)`: that record or one below it in its object's hierarchy;
//   `days(from, to)`; `stage.outcome`, `stage.probability`, `stage.order`; `stage_days`, `stage_since` (fields that the catalogue adds);
//   `has(field)` = field != null; a reference compares with an integer id or with `me`; `company == 123`.
//   literals take type and unit of what they meet: money in major units of the company currency, percent as fraction,
//   dates as "YYYY-MM-DD" text, choices as their id (an unknown id is a fault that names the known ones).
