//! Walking one TOML table: typed reading of its keys, each fault noted with its line, reading on after it.

use std::cell::Cell;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::sheet::{Sheet, is_good_name};
use crate::fault::nearest;
use crate::{ExpressionPlace, Form, Name, Problem, Wants};

/// A word of a file and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub text: Name,
    pub line: u32,
}

impl Word {
    /// A part of it, on the same line.
    pub fn part(&self, text: &str) -> Word {
        Word { text: text.into(), line: self.line }
    }
}

pub(super) struct Table<'s> {
    pub sheet: &'s Sheet<'s>,
    /// Dotted keys that lead here; empty at the root.
    pub path: String,
    pub line: u32,
    /// In the order of the file (the parser's map sorts by key).
    entries: Vec<(&'s str, u32, &'s Spanned<DeValue<'s>>)>,
    /// A key was refused: it may be a misspelt one, so nothing is said of keys that are not there.
    refused: Cell<bool>,
}

impl<'s> Table<'s> {
    pub fn new(sheet: &'s Sheet<'s>, path: String, line: u32, table: &'s DeTable<'s>) -> Self {
        let mut found: Vec<_> = table.iter().collect();
        found.sort_by_key(|(key, _)| key.span().start);
        let entries =
            found.into_iter().map(|(key, value)| (key.get_ref().as_ref(), sheet.line(key.span().start), value));
        Self { sheet, path, line, entries: entries.collect(), refused: Cell::new(false) }
    }

    /// How messages call this table.
    pub fn place(&self) -> String {
        if self.path.is_empty() { self.sheet.file.to_string() } else { format!("[{}]", self.path) }
    }

    pub fn key_path(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Notes every key that is not of this closed vocabulary.
    pub fn expect_keys(&self, known: &[&str]) {
        for (key, line, _) in &self.entries {
            if !known.contains(key) {
                self.refused.set(true);
                let known = nearest(key, known.iter().copied());
                let problem = Problem::UnknownKey { key: (*key).to_owned(), place: self.place(), known };
                self.sheet.fault(*line, problem);
            }
        }
    }

    pub fn keys(&self) -> impl Iterator<Item = &'s str> + '_ {
        self.entries.iter().map(|(key, ..)| *key)
    }

    pub fn value(&self, key: &str) -> Option<&'s Spanned<DeValue<'s>>> {
        self.entries.iter().find(|(name, ..)| *name == key).map(|(.., value)| *value)
    }

    /// The line of this key, or of the table when it is absent.
    pub fn line_of(&self, key: &str) -> u32 {
        self.entries.iter().find(|(name, ..)| *name == key).map_or(self.line, |(_, line, _)| *line)
    }

    pub fn fault(&self, key: &str, problem: Problem) {
        self.sheet.fault(self.line_of(key), problem);
    }

    pub fn word(&self, key: &str) -> Option<Word> {
        let value = self.value(key)?;
        self.as_word(key, value)
    }

    /// The text of a key, nothing said when it is no text (somebody else reads it).
    pub fn word_quietly(&self, key: &str) -> Option<String> {
        Some(self.value(key)?.get_ref().as_str()?.to_owned())
    }

    pub fn required_word(&self, key: &str) -> Option<Word> {
        self.expect(key);
        self.word(key)
    }

    /// Notes that this key is not there.
    pub fn expect(&self, key: &str) {
        if self.value(key).is_none() && !self.refused.get() {
            self.sheet.fault(self.line, Problem::MissingKey { key: key.to_owned(), place: self.place() });
        }
    }

    /// The only one of these keys that is there; a fault when it is none or several.
    pub fn only_one<'k>(&self, keys: &[&'k str]) -> Option<&'k str> {
        let given: Vec<&str> = keys.iter().copied().filter(|key| self.value(key).is_some()).collect();
        if let [only] = given.as_slice() {
            return Some(only);
        }
        if !(given.is_empty() && self.refused.get()) {
            self.sheet.fault(self.line, Problem::NeedsOne { place: self.place(), keys: keys.join(", ") });
        }
        None
    }

    /// A word of a closed vocabulary.
    pub fn choice<T: Copy>(&self, key: &str, known: &[(&str, T)]) -> Option<T> {
        let word = self.word(key)?;
        self.one_of(key, &word, known)
    }

    pub fn one_of<T: Copy>(&self, key: &str, word: &Word, known: &[(&str, T)]) -> Option<T> {
        let found = known.iter().find(|(name, _)| *name == &*word.text).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let known = nearest(&word.text, known.iter().map(|(name, _)| *name));
            let problem = Problem::UnknownWord { key: key.to_owned(), word: word.text.to_string(), known };
            self.sheet.fault(word.line, problem);
        }
        found
    }

    /// False when absent: flags are positive.
    pub fn flag(&self, key: &str) -> bool {
        let Some(value) = self.value(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong(key, value, Form::Boolean);
            false
        })
    }

    /// A whole number from `from` to `to`.
    pub fn integer(&self, key: &str, from: i64, to: i64) -> Option<i64> {
        let value = self.value(key)?;
        let Some(found) = value.get_ref().as_integer() else {
            self.wrong(key, value, Form::Integer);
            return None;
        };
        let number = i64::from_str_radix(found.as_str(), found.radix()).ok().filter(|n| (from..=to).contains(n));
        if number.is_none() {
            self.sheet.fault(
                self.sheet.line_of(value),
                Problem::OutOfRange {
                    key: key.to_owned(),
                    found: found.as_str().to_owned(),
                    from: from.to_string(),
                    to: to.to_string(),
                },
            );
        }
        number
    }

    /// A list of texts; empty when absent.
    pub fn words(&self, key: &str) -> Vec<Word> {
        self.items(key).into_iter().filter_map(|value| self.as_word(key, value)).collect()
    }

    /// The values of a list; empty when absent.
    pub fn items(&self, key: &str) -> Vec<&'s Spanned<DeValue<'s>>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong(key, value, Form::List);
            return Vec::new();
        };
        list.iter().collect()
    }

    pub fn table(&self, key: &str) -> Option<Table<'s>> {
        self.as_table(key, self.value(key)?)
    }

    /// A list of tables: `key = [{ … }, { … }]` or `[[key]]`.
    pub fn tables(&self, key: &str) -> Vec<Table<'s>> {
        self.items(key).into_iter().filter_map(|value| self.as_table(key, value)).collect()
    }

    /// Tables by name: `[key.name]`; names are checked, and a bad one is read on, so that it is blamed once.
    pub fn children(&self, key: &str) -> Vec<(Name, Table<'s>)> {
        let Some(parent) = self.table(key) else { return Vec::new() };
        let named = parent.entries.iter().filter_map(|(name, line, value)| {
            if !is_good_name(name) {
                self.sheet.fault(*line, Problem::BadName { name: (*name).to_owned() });
            }
            let mut table = parent.as_table(name, value)?;
            table.line = *line;
            Some((Name::from(*name), table))
        });
        named.collect()
    }

    /// The text of an expression, noted with its place for `query` to check.
    pub fn expression(&self, key: &str, object: &Name, wants: Wants) -> Option<Name> {
        let word = self.word(key)?;
        Some(self.noted(key, object, wants, word))
    }

    /// A list of expressions, likewise.
    pub fn expressions(&self, key: &str, object: &Name, wants: &Wants) -> Vec<Name> {
        self.words(key).into_iter().map(|word| self.noted(key, object, wants.clone(), word)).collect()
    }

    fn noted(&self, key: &str, object: &Name, wants: Wants, Word { text, line }: Word) -> Name {
        let (object, file) = (object.clone(), self.sheet.file.clone());
        let place = ExpressionPlace { object, key: self.key_path(key), text: text.clone(), wants, file, line };
        self.sheet.expression(place);
        text
    }

    pub fn as_word(&self, key: &str, value: &'s Spanned<DeValue<'s>>) -> Option<Word> {
        let line = self.sheet.line_of(value);
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Some(Word { text: text.into(), line }),
            Some(_) => {
                self.sheet.fault(line, Problem::Empty { key: key.to_owned() });
                None
            }
            None => {
                self.wrong(key, value, Form::Text);
                None
            }
        }
    }

    pub fn as_table(&self, key: &str, value: &'s Spanned<DeValue<'s>>) -> Option<Table<'s>> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(key, value, Form::Table);
            return None;
        };
        Some(Table::new(self.sheet, self.key_path(key), self.sheet.line_of(value), table))
    }

    pub fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: Form) {
        let problem = Problem::WrongType { key: key.to_owned(), found: found(value.get_ref()), wanted };
        self.sheet.fault(self.sheet.line_of(value), problem);
    }
}

fn found(value: &DeValue<'_>) -> Form {
    match value {
        DeValue::String(_) => Form::Text,
        DeValue::Integer(_) => Form::Integer,
        DeValue::Float(_) => Form::Fraction,
        DeValue::Boolean(_) => Form::Boolean,
        DeValue::Datetime(_) => Form::Date,
        DeValue::Array(_) => Form::List,
        DeValue::Table(_) => Form::Table,
    }
}
