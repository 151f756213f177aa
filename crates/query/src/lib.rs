//! The one query language: CEL text to a typed tree checked against the catalogue, its evaluation in memory,
//! and what is asked of the store (lists, figures, sort, grouping, paging) as data. Must not know SQL or rights.

pub mod select;
pub mod tree;

pub use select::*;
pub use tree::*;

// Signatures to keep (bodies in `check.rs`, `eval.rs`):
//
// pub struct QueryFault { pub at: Option<(u32 line, u32 column)>, pub key: &'static str, pub args: Vec<(&'static str, String)> }
//     // key of locales/*/messages.ftl; implements Display in English
// pub fn condition(catalogue: &Catalogue, object: &Object, text: &str, env: &Env) -> Result<Expr, Vec<QueryFault>>;
// pub fn operand(catalogue: &Catalogue, object: &Object, text: &str, env: &Env) -> Result<(Operand, Kind), Vec<QueryFault>>;
// pub fn fields_used(expr: &Expr) -> Vec<(Name object, Name field)>;   // everything read, for rights on filter and sort
//
// pub trait Record { fn id(&self) -> Id; fn get(&self, field: &str) -> Value;
//     fn to_one(&self, field: &str) -> Option<Arc<dyn Record>>;  fn to_many(&self, object: &str, field: &str) -> Vec<Arc<dyn Record>>; }
// pub fn holds(expr: &Expr, record: &dyn Record, env: &Env, catalogue: &Catalogue) -> bool;
// pub fn value(operand: &Operand, record: &dyn Record, env: &Env, catalogue: &Catalogue) -> Value;
//
// Language, beyond plain CEL comparisons, &&, ||, !, in, +, -, *, /:
//   field paths `company.city`; `me`, `now`, `today`; `duration("720h")`, `date("2026-01-31")`, `timestamp("…Z")`;
//   `name.contains("x")`, `.startsWith`, `.endsWith`; `tags.has("vip")` (choices; also `"vip" in tags`);
//   `activities.exists(a, …)`, `.all(a, …)` (= !exists(!…)), `.size()` / `size(activities)`, `activities.filter(a, …).size()`;
//   `days(from, to)`; `stage.outcome`, `stage.probability`, `stage.order`; `stage_days`, `stage_since` (fields that the catalogue adds);
//   `has(field)` = field != null; a reference compares with an integer id or with `me`; `company == 123`.
//   literals take type and unit of what they meet: money in major units of the company currency, percent as fraction,
//   dates as "YYYY-MM-DD" text, choices as their id (an unknown id is a fault that names the known ones).
