//! What can be wrong with a catalogue file, and how to mend it: the English text for the command line, and a key with
//! arguments of `locales/*/messages.ftl` for pages.

use std::fmt;

use crate::Name;

/// One fault: where it is, what is wrong, how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueFault {
    /// The path as it was given to `load`.
    pub file: Name,
    /// From 1.
    pub line: u32,
    pub problem: Problem,
}

impl fmt::Display for CatalogueFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.problem)
    }
}

impl std::error::Error for CatalogueFault {}

impl CatalogueFault {
    /// Key of `locales/*/messages.ftl`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.problem.key()
    }

    /// Arguments of the message.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        self.problem.args()
    }
}

/// The kinds of fault. `known` lists what would be right, the nearest first; `place` says in which table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    #[error("this is not TOML: {detail}")]
    Syntax { detail: String },
    #[error("no part of the catalogue lives here: put the file in objects/, roles/ or findings/, named <name>.toml")]
    Folder,
    #[error("`{key}` is no key of {place}: use one of {known}")]
    UnknownKey { key: String, place: String, known: String },
    #[error("{place} lacks `{key}`: add it")]
    MissingKey { key: String, place: String },
    #[error("{place} needs exactly one of {keys}")]
    NeedsOne { place: String, keys: String },
    #[error("`{key}` is {found}: write {wanted}")]
    WrongType { key: String, found: String, wanted: String },
    #[error("`{word}` is no value of `{key}`: use one of {known}")]
    UnknownWord { key: String, word: String, known: String },
    #[error("there is no {what} `{name}` in {place}: use one of {known}")]
    UnknownName { what: String, name: String, place: String, known: String },
    #[error("`{name}` is no good name: use lower-case English letters, digits and `_`, beginning with a letter")]
    BadName { name: String },
    #[error("`{name}` has a meaning of its own ({meaning}): choose another name")]
    Reserved { name: String, meaning: String },
    #[error("the {what} `{name}` is there already ({other}): {mend}")]
    Twice { what: String, name: String, other: String, mend: String },
    #[error("`{key}` means nothing for {kind}: remove it")]
    NotForKind { key: String, kind: String },
    #[error("`{field}` is {kind}, and `{key}` needs {wanted}")]
    WrongKind { field: String, kind: String, key: String, wanted: String },
    #[error("`{key}` is {found}: write a number from {from} to {to}")]
    OutOfRange { key: String, found: String, from: String, to: String },
    #[error("`{value}` is no default for {kind}: write {wanted}")]
    BadDefault { value: String, kind: String, wanted: String },
    #[error("the title `{title}` is broken: write places as {{field}}, each with both braces")]
    BadTitle { title: String },
    #[error("`{key}` is empty: give it something or remove it")]
    Empty { key: String },
}

impl Problem {
    fn key(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "catalogue-syntax",
            Self::Folder => "catalogue-folder",
            Self::UnknownKey { .. } => "catalogue-unknown-key",
            Self::MissingKey { .. } => "catalogue-missing-key",
            Self::NeedsOne { .. } => "catalogue-needs-one",
            Self::WrongType { .. } => "catalogue-wrong-type",
            Self::UnknownWord { .. } => "catalogue-unknown-word",
            Self::UnknownName { .. } => "catalogue-unknown-name",
            Self::BadName { .. } => "catalogue-bad-name",
            Self::Reserved { .. } => "catalogue-reserved",
            Self::Twice { .. } => "catalogue-twice",
            Self::NotForKind { .. } => "catalogue-not-for-kind",
            Self::WrongKind { .. } => "catalogue-wrong-kind",
            Self::OutOfRange { .. } => "catalogue-out-of-range",
            Self::BadDefault { .. } => "catalogue-bad-default",
            Self::BadTitle { .. } => "catalogue-bad-title",
            Self::Empty { .. } => "catalogue-empty",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        let pairs: Vec<(&'static str, &String)> = match self {
            Self::Folder => Vec::new(),
            Self::Syntax { detail } => vec![("detail", detail)],
            Self::UnknownKey { key, place, known } => vec![("key", key), ("place", place), ("known", known)],
            Self::MissingKey { key, place } => vec![("key", key), ("place", place)],
            Self::NeedsOne { place, keys } => vec![("place", place), ("keys", keys)],
            Self::WrongType { key, found, wanted } => vec![("key", key), ("found", found), ("wanted", wanted)],
            Self::UnknownWord { key, word, known } => vec![("key", key), ("word", word), ("known", known)],
            Self::UnknownName { what, name, place, known } => {
                vec![("what", what), ("name", name), ("place", place), ("known", known)]
            }
            Self::BadName { name } => vec![("name", name)],
            Self::Reserved { name, meaning } => vec![("name", name), ("meaning", meaning)],
            Self::Twice { what, name, other, mend } => {
                vec![("what", what), ("name", name), ("other", other), ("mend", mend)]
            }
            Self::NotForKind { key, kind } => vec![("key", key), ("kind", kind)],
            Self::WrongKind { field, kind, key, wanted } => {
                vec![("field", field), ("kind", kind), ("key", key), ("wanted", wanted)]
            }
            Self::OutOfRange { key, found, from, to } => {
                vec![("key", key), ("found", found), ("from", from), ("to", to)]
            }
            Self::BadDefault { value, kind, wanted } => vec![("value", value), ("kind", kind), ("wanted", wanted)],
            Self::BadTitle { title } => vec![("title", title)],
            Self::Empty { key } => vec![("key", key)],
        };
        pairs.into_iter().map(|(name, value)| (name, value.clone())).collect()
    }
}

/// The known names, the nearest to what was written first, at most eight.
pub(crate) fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let mut names: Vec<(usize, &str)> =
        known.into_iter().map(|name| (strsim::damerau_levenshtein(written, name), name)).collect();
    names.sort_unstable();
    names.dedup();
    let more = if names.len() > 8 { ", …" } else { "" };
    let first: Vec<&str> = names.iter().take(8).map(|(_, name)| *name).collect();
    format!("{}{more}", first.join(", "))
}
