//! What people type, read by the rules of their language: numbers, percents, money and dates. What can mean two
//! things is refused with the reason, never guessed. Must not know which field the text is for.

mod date;
mod number;

pub use date::{EPOCH, date_of_days, days_of_date, parse_date};
pub use number::{parse_money, parse_number, parse_percent};

/// Why a typed text was not taken: a key of `messages.ftl`; every such text has the place `{ $text }`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {text}")]
pub struct Unread {
    pub key: &'static str,
    pub text: String,
}

impl Unread {
    fn new(key: &'static str, text: &str) -> Self {
        Self { key, text: text.trim().to_owned() }
    }

    /// The arguments of the message.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        vec![("text", self.text.clone())]
    }
}
