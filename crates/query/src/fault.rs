//! What is wrong with an expression: where, and what to do about it, as a message key with arguments, so that
//! each reader gets it in their own language. `Display` gives English for logs.

use std::fmt;

use catalogue::{Lang, Words};

/// One fault of one expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryFault {
    /// Line and column from 1, in characters; `None` when the fault is about the text as a whole.
    pub at: Option<(u32, u32)>,
    /// A key of `locales/*/messages-query.ftl`.
    pub key: &'static str,
    /// The arguments of that message.
    pub args: Vec<(&'static str, String)>,
}

impl QueryFault {
    pub(crate) fn new(
        at: Option<(u32, u32)>,
        key: &'static str,
        args: impl IntoIterator<Item = (&'static str, String)>,
    ) -> Self {
        Self { at, key, args: args.into_iter().collect() }
    }
}

impl fmt::Display for QueryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((line, column)) = self.at {
            write!(f, "{line}:{column}: ")?;
        }
        f.write_str(&Words::shipped().message(Lang::En, self.key, &self.args))
    }
}

impl std::error::Error for QueryFault {}

/// Line and column of a byte of the text.
pub(crate) fn position(text: &str, byte: usize) -> Option<(u32, u32)> {
    let before = text.get(..byte)?;
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Some((u32::try_from(line).ok()?, u32::try_from(column).ok()?))
}
