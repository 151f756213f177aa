//! Why an import cannot go on, in words that name file, sheet, cell and how to mend it.

use serde::{Deserialize, Serialize};

use crate::Said;

/// A file cannot be read. Serializable, because a worker process says it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{}: {}", .file, .what.key)]
pub struct ReadError {
    pub file: String,
    pub sheet: Option<String>,
    /// Address of the cell.
    pub cell: Option<String>,
    /// What is wrong and how to mend it.
    pub what: Said,
}

/// An import cannot be proposed, previewed, run or undone.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The plan does not fit the files or the catalogue, or leaves a decision open.
    #[error("the plan is not complete")]
    Plan(Vec<Said>),
    /// The gate refused: not found, not allowed, not available.
    #[error(transparent)]
    Records(#[from] records::Error),
    #[error("the shelf of files cannot be used: {0}")]
    Shelf(#[from] std::io::Error),
}

impl ReadError {
    pub(crate) fn new(file: &str, what: Said) -> Self {
        Self { file: file.to_owned(), sheet: None, cell: None, what }
    }

    pub(crate) fn at(mut self, sheet: &str, cell: Option<String>) -> Self {
        self.sheet = Some(sheet.to_owned());
        self.cell = cell;
        self
    }
}
