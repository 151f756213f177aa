//! What can be wrong with a catalogue file, and how to mend it: the English text for the command line, and a key with
//! arguments of `locales/*/messages-catalogue.ftl` for pages.

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
    /// Key of `locales/*/messages-catalogue.ftl`.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.problem.key()
    }

    /// True for what an earlier version of the product may have had: it is left out, and keeps nobody from starting. Whoever
    /// says it anew is told.
    #[must_use]
    pub fn is_outlived(&self) -> bool {
        matches!(self.problem, Problem::Gone { .. } | Problem::StageNeeded { .. })
    }

    /// Arguments of the message.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        self.problem.args()
    }
}

/// The kinds of fault. `known` lists what would be right, the nearest first; `place` is a table, an object or a file.
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
    WrongType { key: String, found: Form, wanted: Form },
    #[error("`{word}` is no value of `{key}`: use one of {known}")]
    UnknownWord { key: String, word: String, known: String },
    #[error("{place} has no {what} `{name}`: use one of {known}")]
    UnknownName { what: Thing, name: String, place: String, known: String },
    #[error("`{name}` is no good name: use lower-case English letters, digits and `_`, beginning with a letter")]
    BadName { name: String },
    #[error("`{name}` is taken ({by}): choose another name")]
    Reserved { name: String, by: Holder },
    #[error("the {what} `{name}` is there already, in {other}: {}", .what.mend())]
    Twice { what: Thing, name: String, other: String },
    #[error("`{key}` means nothing for {kind}: remove it")]
    NotForKind { key: String, kind: String },
    #[error("`{field}` is {kind}, and `{key}` needs {wanted}")]
    WrongKind { field: String, kind: String, key: String, wanted: Need },
    #[error("the unit `{unit}` is not what `{method}` yields here: write `{right}`")]
    WrongUnit { unit: String, method: String, right: String },
    #[error("`{key}` is {found}: write a number from {from} to {to}")]
    OutOfRange { key: String, found: String, from: String, to: String },
    #[error("`{value}` is no default for {kind}: write one such as {example}")]
    BadDefault { value: String, kind: String, example: String },
    #[error("the title `{title}` is broken: write places as {{field}}, each with both braces")]
    BadTitle { title: String },
    #[error("`{key}` is empty: give it something or remove it")]
    Empty { key: String },
    #[error("`{field}` is a second hierarchy beside `{other}`: leave `hierarchy = true` with one of them")]
    SecondTree { field: String, other: String },
    #[error("`{field}` makes no link: name at least two required references in `ends`, none of them to a link")]
    NoEnd { field: String },
    #[error("`{relation}` leads to links: name a relation to records that have an owner")]
    ThroughLinks { relation: String },
    #[error("`{field}` of {object} is retired: restore it, or take it out here")]
    Retired { field: String, object: String },
    #[error("`{name}` must begin with `x_`: so nothing of a later version of Candor has the same name")]
    OwnName { name: String },
    #[error("`{key}` is Candor's own here: a set-up adds to it and changes nothing; remove it")]
    OnlyAdds { key: String },
    #[error("there is no {what} `{name}` in {place}: take it out")]
    Gone { what: Thing, name: String, place: String },
    #[error("the stage `{stage}` is where new records begin, or the last with its outcome: leave it in use")]
    StageNeeded { stage: String },
}

/// A set of words with a code (for the select of a message in any language) and an English phrase.
macro_rules! phrases {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal, $phrase:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// The variant of the message's select.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$variant => $phrase),+ })
            }
        }
    };
}

phrases! {
    /// The form of a value in TOML.
    Form {
        Text = "text", "a text in quotes";
        Integer = "integer", "a whole number";
        Fraction = "fraction", "a fraction";
        Boolean = "boolean", "true or false";
        Date = "date", "a date";
        List = "list", "a list in [ ]";
        Table = "table", "a table in { }";
        Literal = "literal", "a text in quotes, true, false or a whole number";
    }
}

phrases! {
    /// What a catalogue names.
    Thing {
        Object = "object", "object";
        Field = "field", "field";
        Relation = "relation", "relation";
        Measure = "measure", "measure";
        Segment = "segment", "segment";
        Role = "role", "role";
        Option = "option", "option";
        Stage = "stage", "stage";
        Section = "section", "section";
        Alias = "alias", "alias";
        File = "file", "file";
        Page = "page", "page";
    }
}

phrases! {
    /// Who has taken a name.
    Holder {
        Key = "key", "the key of every record";
        Every = "every", "every object has this field already";
        Language = "language", "a word of the query language";
        Stages = "stages", "every field with stages brings it along";
        Company = "company", "names that begin with `x_` are for the company itself";
    }
}

phrases! {
    /// What a place needs of a field.
    Need {
        Number = "number", "a number or money";
        Ordered = "ordered", "a number, money, a date or an instant";
        Dated = "dated", "a date or an instant";
        Group = "group", "a person, a reference or a choice";
        Day = "day", "a date";
        Length = "length", "a duration, beside a moment";
        Choice = "choice", "a choice";
        Stored = "stored", "a field that is stored";
        NoRollup = "no-rollup", "a field that is no rollup itself";
    }
}

impl Thing {
    /// How to mend a name that is there twice.
    fn mend(self) -> &'static str {
        match self {
            Self::Relation => "give one of the references its own `inverse`",
            Self::Alias => "leave it with one of them",
            Self::Field => "show it in one section",
            _ => "rename or remove one of them",
        }
    }
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
            Self::WrongUnit { .. } => "catalogue-wrong-unit",
            Self::OutOfRange { .. } => "catalogue-out-of-range",
            Self::BadDefault { .. } => "catalogue-bad-default",
            Self::BadTitle { .. } => "catalogue-bad-title",
            Self::Empty { .. } => "catalogue-empty",
            Self::SecondTree { .. } => "catalogue-second-tree",
            Self::NoEnd { .. } => "catalogue-no-end",
            Self::ThroughLinks { .. } => "catalogue-through-links",
            Self::Retired { .. } => "catalogue-retired",
            Self::OwnName { .. } => "catalogue-own-name",
            Self::OnlyAdds { .. } => "catalogue-only-adds",
            Self::Gone { .. } => "catalogue-gone",
            Self::StageNeeded { .. } => "catalogue-stage-needed",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        let pairs: Vec<(&'static str, &str)> = match self {
            Self::Folder => Vec::new(),
            Self::Syntax { detail } => vec![("detail", detail)],
            Self::UnknownKey { key, place, known } => vec![("key", key), ("place", place), ("known", known)],
            Self::MissingKey { key, place } => vec![("key", key), ("place", place)],
            Self::NeedsOne { place, keys } => vec![("place", place), ("keys", keys)],
            Self::WrongType { key, found, wanted } => {
                vec![("key", key), ("found", found.code()), ("wanted", wanted.code())]
            }
            Self::UnknownWord { key, word, known } => vec![("key", key), ("word", word), ("known", known)],
            Self::UnknownName { what, name, place, known } => {
                vec![("what", what.code()), ("name", name), ("place", place), ("known", known)]
            }
            Self::BadName { name } => vec![("name", name)],
            Self::Reserved { name, by } => vec![("name", name), ("by", by.code())],
            Self::Twice { what, name, other } => vec![("what", what.code()), ("name", name), ("other", other)],
            Self::NotForKind { key, kind } => vec![("key", key), ("kind", kind)],
            Self::WrongKind { field, kind, key, wanted } => {
                vec![("field", field), ("kind", kind), ("key", key), ("wanted", wanted.code())]
            }
            Self::WrongUnit { unit, method, right } => vec![("unit", unit), ("method", method), ("right", right)],
            Self::OutOfRange { key, found, from, to } => {
                vec![("key", key), ("found", found), ("from", from), ("to", to)]
            }
            Self::BadDefault { value, kind, example } => vec![("value", value), ("kind", kind), ("example", example)],
            Self::BadTitle { title } => vec![("title", title)],
            Self::Empty { key } | Self::OnlyAdds { key } => vec![("key", key)],
            Self::SecondTree { field, other } => vec![("field", field), ("other", other)],
            Self::NoEnd { field } => vec![("field", field)],
            Self::ThroughLinks { relation } => vec![("relation", relation)],
            Self::Retired { field, object } => vec![("field", field), ("object", object)],
            Self::OwnName { name } => vec![("name", name)],
            Self::Gone { what, name, place } => vec![("what", what.code()), ("name", name), ("place", place)],
            Self::StageNeeded { stage } => vec![("stage", stage)],
        };
        pairs.into_iter().map(|(name, value)| (name, value.to_owned())).collect()
    }
}

/// The known names, the nearest to what was written first, at most eight; a dash when there are none.
#[must_use]
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let mut names: Vec<(usize, &str)> =
        known.into_iter().map(|name| (strsim::damerau_levenshtein(written, name), name)).collect();
    names.sort_unstable();
    names.dedup();
    let more = if names.len() > 8 { ", …" } else { "" };
    let first: Vec<&str> = names.iter().take(8).map(|(_, name)| *name).collect();
    if first.is_empty() { "—".to_owned() } else { format!("{}{more}", first.join(", ")) }
}
