//! What a reader hands over: a workbook as sheets, rows and cells, each cell for what it is (value, number format, formula).
//! Plain data, so that a limited worker process can print it as JSON.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One file as read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Workbook {
    /// File name without folders, as the person knows it.
    pub name: String,
    /// SHA-256 of the bytes, hex: the name on the shelf.
    pub sha256: String,
    /// How the text was encoded and cells were separated, for delimited files: `windows-1251 ;`.
    pub dialect: Option<String>,
    pub sheets: Vec<Sheet>,
}

/// One sheet: only rows with something in them, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Row>,
}

/// One row: only cells with something in them, by column.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Row {
    /// As the spreadsheet counts, from 1.
    pub number: u32,
    pub cells: Vec<Cell>,
}

/// One cell with something in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// From 0: column A is 0.
    pub column: u32,
    pub value: CellValue,
    /// The number format's code (`0%`, `dd.mm.yyyy`), when the file says one that matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<Arc<str>>,
    /// The formula as written, without the equals sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formula: Option<Arc<str>>,
}

/// What is stored in a cell. Numbers are exact: the shortest decimal that means the stored binary number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "t", content = "v", rename_all = "snake_case")]
pub enum CellValue {
    #[default]
    Empty,
    Text(Arc<str>),
    Number(Decimal),
    /// Days since 1970-01-01.
    Date(i32),
    /// Seconds since 1970-01-01T00:00:00, no zone.
    DateTime(i64),
    Bool(bool),
    /// `#REF!` and the like, as shown.
    Error(Arc<str>),
}

impl Row {
    /// The cell of this column (from 0), if there is anything in it.
    #[must_use]
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        self.cells.binary_search_by_key(&column, |c| c.column).ok().and_then(|at| self.cells.get(at))
    }

    /// The value of this column; `Empty` when there is nothing.
    #[must_use]
    pub fn value(&self, column: u32) -> &CellValue {
        self.cell(column).map_or(&CellValue::Empty, |c| &c.value)
    }
}

impl Cell {
    /// True for formats that show the stored fraction as a percentage.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        self.format.as_deref().is_some_and(crate::read::formats::is_percent)
    }
}

impl CellValue {
    /// As a person would type it: text as it is, numbers with a point, dates ISO.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Error(text) => text.to_string(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Date(days) => crate::day::iso(*days),
            Self::DateTime(seconds) => crate::day::iso_time(*seconds),
            Self::Bool(yes) => yes.to_string(),
        }
    }

    /// Whether nothing, or nothing but space, stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

/// `A1` from a column (from 0) and a row number (from 1).
#[must_use]
pub fn address(column: u32, row: u32) -> String {
    format!("{}{row}", column_letters(column))
}

/// `A`, `Z`, `AA`… for a column from 0.
#[must_use]
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Column (from 0) and row (from 1) of an address like `AB12`; `None` when it is none or beyond the format's limits.
#[must_use]
pub fn parse_address(text: &str) -> Option<(u32, u32)> {
    let letters = text.len() - text.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let (column, row) = text.split_at(letters);
    if column.is_empty() || column.len() > 3 {
        return None;
    }
    let column = column.bytes().fold(0_u32, |n, b| n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = row.parse().ok()?;
    (column <= 16_384 && (1..=1_048_576).contains(&row)).then(|| (column - 1, row))
}
