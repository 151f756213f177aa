//! What can go wrong with the comparison itself.

/// The ground of a comparison is missing: no database, no answer where one is certain.
pub type Fault = Box<dyn std::error::Error + Send + Sync>;
