//! One thing that a check found.

use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Worth a look; does not fail.
    Look,
    /// Must be mended.
    Fault,
}

/// Sorted by weight, so that what must be mended is told last, next to the prompt.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    pub weight: Weight,
    pub file: String,
    pub line: usize,
    /// What is wrong, then how to mend it.
    pub text: String,
}

impl Fault {
    pub fn new(file: &str, line: usize, text: impl Into<String>) -> Self {
        Self { weight: Weight::Fault, file: file.to_owned(), line, text: text.into() }
    }

    pub fn look(file: &str, line: usize, text: impl Into<String>) -> Self {
        Self { weight: Weight::Look, ..Self::new(file, line, text) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.weight == Weight::Look { " (look)" } else { "" };
        write!(f, "{}:{}:{mark} {}", self.file, self.line, self.text)
    }
}
