//! What is wrong with an expression: where, and what to do about it, as a message key with arguments, so that
//! each reader gets it in their own language. `Display` gives English for logs and the command line.

use std::fmt;

/// One fault of one expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryFault {
    /// Line and column from 1; `None` when the fault is about the text as a whole.
    pub at: Option<(u32, u32)>,
    /// A key of `locales/*/messages.ftl`.
    pub key: &'static str,
    /// The arguments of that message.
    pub args: Vec<(&'static str, String)>,
}

impl fmt::Display for QueryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key)?;
        for (name, value) in &self.args {
            write!(f, " {name}={value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for QueryFault {}
