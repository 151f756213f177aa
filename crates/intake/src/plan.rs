//! The plan of an import: what each file, sheet and column means, decided by the proposal or by the person. JSON; the
//! import page edits it through `Plan::set`. Nothing in it is taken from a file as an identifier: objects and fields
//! are names of the catalogue.

use catalogue::{Currency, Name};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Everything that decides an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Money in the files that names no currency is this.
    pub currency: Currency,
    /// Where external ids of these files come from: `import`.
    pub source: String,
    pub sheets: Vec<SheetPlan>,
    /// Spellings that mean one and the same, over all files.
    pub spellings: Vec<Spelling>,
}

/// One sheet of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetPlan {
    pub file: String,
    pub sha256: String,
    pub sheet: String,
    /// Imported at all; a data dictionary and an empty sheet are not.
    pub included: bool,
    /// Why it is not, when it is not.
    pub set_aside: Option<crate::Said>,
    /// As the spreadsheet counts, from 1.
    pub header_row: u32,
    /// Rows that sum up others and are no data.
    pub total_rows: Vec<u32>,
    pub columns: Vec<ColumnPlan>,
    /// The records that each row gives, in the order in which they refer to each other.
    pub parts: Vec<Part>,
    /// Name of the branch that this file's records belong to.
    pub branch: Option<String>,
}

/// One column of one sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnPlan {
    /// From 0: column A is 0.
    pub column: u32,
    pub header: String,
    /// Where its values go; `None`: not imported.
    pub target: Option<Target>,
    pub reading: Reading,
    /// The person decided, or confirmed the proposal.
    pub decided: bool,
}

/// A field of one of the sheet's parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Name of the part: usually the object's name.
    pub part: String,
    pub field: Name,
}

/// How a column's cells become values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    Text,
    /// The number times `scale` (1,000,000 for a column in millions).
    Number {
        scale: Decimal,
    },
    Percent {
        unit: PercentUnit,
    },
    Date {
        order: DateOrder,
    },
    Boolean,
}

/// How a percentage is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PercentUnit {
    /// 0.35 means 35 %.
    Fraction,
    /// 35 means 35 %.
    Points,
    /// Text with a percent sign: `35 %`.
    Text,
    /// Not to be told from the file: the person must say.
    Ask,
}

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// A date cell of the spreadsheet.
    Cell,
    /// 2024-02-27.
    YearFirst,
    /// 27.02.2024.
    DayFirst,
    /// 02/27/2024.
    MonthFirst,
    /// Every date of the column can be read both ways: the person must say.
    Ask,
}

/// One record that a row gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Unique within the sheet: `company`, `parent`…
    pub name: String,
    pub object: Name,
    /// What else is filled, besides the columns that target this part.
    pub fills: Vec<Fill>,
}

/// A field filled from something other than a column of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fill {
    pub field: Name,
    pub from: From,
    /// Only when the record is new: an import does not overwrite this.
    pub only_new: bool,
}

/// Where a field's value comes from when no column of its own gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum From {
    /// The record that another part of this row makes.
    Part(String),
    /// The value of a column that has its own target elsewhere.
    Column(u32),
    /// Always this text.
    Fixed(String),
    /// The sum of a field over the records of a part that refer to this one.
    SumOf { part: String, field: Name },
    /// The branch of the file.
    Branch,
    /// Place of the row among the rows of the record it refers to, from 1.
    Position,
    /// Title made of columns: first, a dash, then the first of the others that is filled.
    Title { first: u32, then: Vec<u32> },
}

/// One spelling that probably means another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spelling {
    /// The object whose record it names, and for choices the field.
    pub object: Name,
    pub field: Name,
    /// As written in the files.
    pub written: String,
    /// What it is taken for: a record's name or the id of a choice.
    pub meant: String,
    pub rows: u64,
    /// False: what is written stands (a new record is made).
    pub accepted: bool,
    /// The person decided, or confirmed the proposal.
    pub decided: bool,
}

/// A form field that means nothing in this plan, or a value it cannot take.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {value}")]
pub struct PlanFault {
    pub field: String,
    pub value: String,
}

impl Plan {
    /// Sets one decision from a form field. Names: `currency` = `EUR`; `s0.included` = `yes`|`no`; `s0.branch` = name or empty;
    /// `s0.header_row` = row; `s0.c6.target` = `order_line.discount` or empty; `s0.c6.reading` = `text`, `number`, `number*1000`,
    /// `percent:fraction|points|text|ask`, `date:cell|year_first|day_first|month_first|ask`, `boolean`; `v3` = `accept`|`keep` (spelling 3).
    /// `s` and `c` count sheets and columns of this plan from 0. Setting a column or spelling marks it as decided.
    ///
    /// # Errors
    /// `PlanFault` for an unknown name or a value that does not parse; the plan is then unchanged.
    pub fn set(&mut self, field: &str, value: &str) -> Result<(), PlanFault> {
        crate::plan_form::set(self, field, value)
    }
}

impl Reading {
    /// The word of this reading in form fields: see `Plan::set`.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Number { scale } if scale.is_zero() || *scale == Decimal::ONE => "number".to_owned(),
            Self::Number { scale } => format!("number*{}", scale.normalize()),
            Self::Percent { unit } => format!("percent:{}", unit.word()),
            Self::Date { order } => format!("date:{}", order.word()),
            Self::Boolean => "boolean".to_owned(),
        }
    }

    /// Reads the word of a form field.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let (kind, rest) = word.split_once([':', '*']).unwrap_or((word, ""));
        Some(match kind {
            "text" => Self::Text,
            "boolean" => Self::Boolean,
            "number" if rest.is_empty() => Self::Number { scale: Decimal::ONE },
            "number" => Self::Number { scale: Decimal::from_str_exact(rest).ok().filter(|d| *d > Decimal::ZERO)? },
            "percent" => Self::Percent { unit: PercentUnit::ALL.into_iter().find(|u| u.word() == rest)? },
            "date" => Self::Date { order: DateOrder::ALL.into_iter().find(|o| o.word() == rest)? },
            _ => return None,
        })
    }

    /// True when the person must say how to read the column.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Percent { unit: PercentUnit::Ask } | Self::Date { order: DateOrder::Ask })
    }
}

impl PercentUnit {
    /// Every way to read a percentage.
    pub const ALL: [Self; 4] = [Self::Fraction, Self::Points, Self::Text, Self::Ask];

    /// The word in plans and forms.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Fraction => "fraction",
            Self::Points => "points",
            Self::Text => "text",
            Self::Ask => "ask",
        }
    }
}

impl DateOrder {
    /// Every order of a date.
    pub const ALL: [Self; 5] = [Self::Cell, Self::YearFirst, Self::DayFirst, Self::MonthFirst, Self::Ask];

    /// The word in plans and forms.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Cell => "cell",
            Self::YearFirst => "year_first",
            Self::DayFirst => "day_first",
            Self::MonthFirst => "month_first",
            Self::Ask => "ask",
        }
    }
}
