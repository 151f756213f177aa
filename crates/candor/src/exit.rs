//! How a command ends: a text for people on standard error, and an exit code that scripts can rely on.

use std::process::ExitCode;

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The input is not valid: what, where, and how to mend it. May have several lines.
    #[error("{0}")]
    Invalid(String),
    /// Not there, or not for this person.
    #[error("{0}")]
    NotFound(String),
    /// The database is not available, or its start was refused.
    #[error("{0}")]
    Unavailable(String),
    /// Done in part, or there was nothing to do: the report on standard output says what is left.
    #[error("{0}")]
    Partial(String),
    /// Whoever read the output reads no more: nothing went wrong, and nobody is left to be told.
    #[error("nobody reads the output any more")]
    Closed,
    #[error("internal error: {0}")]
    Internal(String),
}

impl Failure {
    /// The exit code, as `candor --help` states them.
    #[must_use]
    pub fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Internal(_) => 1,
            Self::Invalid(_) => 3,
            Self::NotFound(_) => 4,
            Self::Unavailable(_) => 5,
            Self::Partial(_) => 6,
            // What a shell reports of a program that SIGPIPE ended: 128 + 13.
            Self::Closed => 141,
        })
    }
}

impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Self {
        match error {
            store::StoreError::Unavailable(why) | store::StoreError::Refused(why) => Self::Unavailable(why),
            full @ store::StoreError::Full(_) => Self::Unavailable(full.to_string()),
            store::StoreError::TimedOut => Self::Unavailable("the statement took too long; narrow the question".into()),
            store::StoreError::Internal(why) => Self::Internal(why),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

/// A file that could not be read or written, by name.
pub fn file_failure(path: &std::path::Path, error: &std::io::Error) -> Failure {
    Failure::Invalid(format!("{}: {error}", path.display()))
}

/// Standard output that cannot be written to any more.
pub fn output_failure(error: &std::io::Error) -> Failure {
    match error.kind() {
        std::io::ErrorKind::BrokenPipe => Failure::Closed,
        _ => Failure::Unavailable(format!("standard output: {error}")),
    }
}
