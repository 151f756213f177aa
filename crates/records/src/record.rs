//! A record as the caller may see it, and the raw input of a form, an API body or a command.

use std::sync::Arc;

use catalogue::{Id, Name, Value};
use indexmap::IndexMap;

/// A record as the caller may see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub object: Name,
    pub id: Id,
    pub version: i64,
    pub title: Arc<str>,
    /// Every field (or path) asked for, computed ones too; a hidden value is `Null` and named in `hidden`.
    pub values: IndexMap<Name, Value>,
    /// Titles of the records that reference fields point to, by field; absent when not visible.
    pub titles: IndexMap<Name, Arc<str>>,
    /// Fields that this person may never see on this object.
    pub hidden: Vec<Name>,
    pub archived: bool,
}

impl Record {
    /// The value of a field, or `Null` when it was not asked for.
    #[must_use]
    pub fn get(&self, field: &str) -> &Value {
        static NULL: Value = Value::Null;
        self.values.get(field).unwrap_or(&NULL)
    }
}

/// Raw input of a form, an API body or a command: field to text as typed, or a typed value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft {
    pub fields: IndexMap<Name, Input>,
}

impl Draft {
    /// With one more field as typed by a person.
    #[must_use]
    pub fn with(mut self, field: &str, text: impl Into<String>) -> Self {
        self.fields.insert(field.into(), Input::Text(text.into()));
        self
    }

    /// With one more file, which this caller has just brought.
    #[must_use]
    pub fn with_file(mut self, field: &str, file: crate::files::KeptFile) -> Self {
        self.fields.insert(field.into(), Input::File(file));
        self
    }

    /// With one more typed field.
    #[must_use]
    pub fn with_value(mut self, field: &str, value: Value) -> Self {
        self.fields.insert(field.into(), Input::Typed(value));
        self
    }
}

/// What is to stand in a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// As typed: parsed by the field's kind (numbers with point or comma, dates ISO or in the reader's order).
    Text(String),
    Typed(Value),
    /// The only way to set a file field: whoever writes it has brought the bytes.
    File(crate::files::KeptFile),
}
