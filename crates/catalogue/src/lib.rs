//! The catalogue: objects, fields, roles, measures, views and findings, from TOML to checked types,
//! with the words for them in three languages. All faults are reported at once, each with file, line and
//! how to mend it. Must not know any SQL, HTTP or IO (the shipped files are embedded in the binary).

pub mod model;
pub mod value;

pub use model::*;
pub use value::*;
