//! A text for people as data: a key of `locales/*/messages.ftl` with its arguments, serializable.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What is to be said, in the reader's language. All keys of this crate begin with `intake-`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub key: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
}

impl Said {
    /// The message of this key, without places.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self { key: key.to_owned(), args: BTreeMap::new() }
    }

    /// The same with one more argument.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}
