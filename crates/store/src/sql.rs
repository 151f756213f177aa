//! Statements as data: text with bound values, and the cells that come back. Two SQL classes only (64-bit integer
//! and text), so that a statement's parameters have the same types whenever its text is the same.

use std::sync::Arc;

use catalogue::{Id, Name};
use sea_query::Value as Bound;

use crate::StoreError;

/// A bound value. Nulls are typed: PostgreSQL takes a parameter's type from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SqlValue {
    Int(Option<i64>),
    Text(Option<String>),
}

/// One cell of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    Null,
    Int(i64),
    Text(Arc<str>),
}

pub(crate) type Cells = Vec<Cell>;

/// A rendered statement.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sql {
    pub text: Arc<str>,
    pub params: Vec<SqlValue>,
}

impl Sql {
    pub fn new(text: impl Into<Arc<str>>, params: Vec<SqlValue>) -> Self {
        Self { text: text.into(), params }
    }

    /// From the statement builder, whose values are of the two classes or a limit.
    pub fn built(text: String, values: sea_query::Values) -> Result<Self, StoreError> {
        let params = values.0.into_iter().map(bound).collect::<Result<_, _>>()?;
        Ok(Self { text: text.into(), params })
    }
}

fn bound(value: Bound) -> Result<SqlValue, StoreError> {
    match value {
        Bound::BigInt(int) => Ok(SqlValue::Int(int)),
        Bound::BigUnsigned(Some(int)) => i64::try_from(int).map(|i| SqlValue::Int(Some(i))).map_err(StoreError::inside),
        Bound::String(text) => Ok(SqlValue::Text(text)),
        other => Err(StoreError::Internal(format!("a value of a class that is never bound: {other:?}"))),
    }
}

impl From<SqlValue> for Bound {
    fn from(value: SqlValue) -> Self {
        match value {
            SqlValue::Int(int) => Self::BigInt(int),
            SqlValue::Text(text) => Self::String(text),
        }
    }
}

/// One part of a prepared change.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// However many rows it hits.
    Run(Sql),
    /// The same statement over many rows of values.
    Rows { text: Arc<str>, rows: Vec<Vec<SqlValue>> },
    /// Must hit one row. When it hits none, `probe` tells whether the row is there within the writer's rights.
    One { sql: Sql, probe: Sql, object: Name, id: Id },
    /// Must find no row: one that it finds is a record below itself.
    Never { sql: Sql, object: Name, id: Id, field: Name },
    /// Must insert one row, else the row that `kept` reads is the answer to replay.
    Claim { sql: Sql, kept: Sql },
}

impl StoreError {
    /// An error of a library, kept for the log.
    pub(crate) fn inside(error: impl std::fmt::Display) -> Self {
        Self::Internal(error.to_string())
    }
}

/// Reads cells from left to right.
pub(crate) struct Reader {
    cells: std::vec::IntoIter<Cell>,
}

impl Reader {
    pub fn new(cells: Cells) -> Self {
        Self { cells: cells.into_iter() }
    }

    pub fn cell(&mut self) -> Result<Cell, StoreError> {
        self.cells.next().ok_or_else(|| StoreError::Internal("a row is shorter than asked".into()))
    }

    pub fn int(&mut self) -> Result<Option<i64>, StoreError> {
        match self.cell()? {
            Cell::Null => Ok(None),
            Cell::Int(int) => Ok(Some(int)),
            Cell::Text(text) => Err(StoreError::Internal(format!("a number was expected, not {text:?}"))),
        }
    }

    pub fn text(&mut self) -> Result<Option<Arc<str>>, StoreError> {
        match self.cell()? {
            Cell::Null => Ok(None),
            Cell::Text(text) => Ok(Some(text)),
            Cell::Int(int) => Err(StoreError::Internal(format!("a text was expected, not {int}"))),
        }
    }

    pub fn some_int(&mut self) -> Result<i64, StoreError> {
        self.int()?.ok_or_else(|| StoreError::Internal("a number is missing".into()))
    }

    pub fn some_text(&mut self) -> Result<Arc<str>, StoreError> {
        self.text()?.ok_or_else(|| StoreError::Internal("a text is missing".into()))
    }
}
