//! Domain errors: what the caller may know. `web` and the command line put them into the reader's language.

use std::sync::Arc;

use catalogue::{Id, Name, Value};

/// Why a verb did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such record, or not for this person: the same answer.
    #[error("not found")]
    NotFound,
    /// The action is not allowed on anything of this kind for this person.
    #[error("forbidden")]
    Forbidden,
    /// What is wrong with which field, all at once.
    #[error("invalid")]
    Invalid(Vec<Fault>),
    /// Somebody changed the record meanwhile: who, when and what.
    #[error("conflict")]
    Conflict(Box<Conflict>),
    #[error("unavailable")]
    Unavailable(#[source] store::StoreError),
    #[error("internal")]
    Internal(#[source] store::StoreError),
}

impl Error {
    /// One fault about the whole request.
    #[must_use]
    pub fn invalid(key: &'static str, args: Vec<(&'static str, String)>) -> Self {
        Self::Invalid(vec![Fault::whole(key, args)])
    }

    /// True when nothing was written because the disk is full.
    #[must_use]
    pub fn is_full(&self) -> bool {
        matches!(self, Self::Unavailable(store::StoreError::Full(_)))
    }

    /// A fault of our own making; the text is for the log alone.
    #[must_use]
    pub fn internal(text: impl Into<String>) -> Self {
        Self::Internal(store::StoreError::Internal(text.into()))
    }
}

impl From<store::StoreError> for Error {
    fn from(error: store::StoreError) -> Self {
        match error {
            store::StoreError::Unavailable(_) | store::StoreError::TimedOut | store::StoreError::Full(_) => {
                Self::Unavailable(error)
            }
            other => Self::Internal(other),
        }
    }
}

/// One fault of one field: a key of `locales/*/messages.ftl` with its arguments.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// `None` when it is about the whole record or the query text.
    pub field: Option<Name>,
    pub message: Message,
}

impl Fault {
    /// A fault of this field.
    #[must_use]
    pub fn of(field: &Name, key: &'static str, args: Vec<(&'static str, String)>) -> Self {
        Self { field: Some(field.clone()), message: Message { key, args } }
    }

    /// A fault of the whole request.
    #[must_use]
    pub fn whole(key: &'static str, args: Vec<(&'static str, String)>) -> Self {
        Self { field: None, message: Message { key, args } }
    }
}

/// A text to be said in the reader's language.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Key in `locales/<language>/messages.ftl`.
    pub key: &'static str,
    pub args: Vec<(&'static str, String)>,
}

/// The change that came first.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    pub by: Id,
    pub by_name: Option<Arc<str>>,
    /// UTC microseconds.
    pub at: i64,
    /// The version that stands now.
    pub version: i64,
    /// Field, its value when the reader read it, its value now.
    pub fields: Vec<(Name, Value, Value)>,
}
