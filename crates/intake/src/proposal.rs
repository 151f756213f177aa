//! What the import page and the command line show: what was read, what is odd, what would happen, what happened.

use catalogue::{Id, Name};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Flag, Plan, Said};

/// What was read in the files and what is proposed to do with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    pub plan: Plan,
    /// In the order of `plan.sheets`.
    pub sheets: Vec<SheetSeen>,
    /// Same columns of several files side by side.
    pub comparisons: Vec<Comparison>,
    pub flags: Vec<Flag>,
}

/// One sheet as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetSeen {
    pub file: String,
    pub sheet: String,
    /// Rows of data, without header and totals.
    pub rows: u64,
    /// In the order of the sheet's `plan.columns`.
    pub columns: Vec<ColumnSeen>,
}

/// One column as read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ColumnSeen {
    pub column: u32,
    /// `A`, `B`…
    pub letters: String,
    pub header: String,
    /// What kinds of cells it has, most frequent first.
    pub kinds: Vec<(Kindness, u64)>,
    pub blanks: u64,
    pub distinct: u64,
    /// The first different values as shown.
    pub sample: Vec<String>,
    /// The most frequent number format.
    pub format: Option<String>,
    /// What the column was read as: `percent_fraction`, `percent_points`, `percent_text`, `number`, `date`, `date_text`, `text`…
    pub read_as: String,
    /// From the data dictionary or the header: `USD`, `%`, `millions`…
    pub unit: Option<String>,
    /// Exact sum as read (a percentage as fractions); `None` for what does not add up, like text.
    pub sum: Option<Decimal>,
    /// Exact mean to six digits.
    pub mean: Option<Decimal>,
    pub least: Option<String>,
    pub greatest: Option<String>,
    /// From a data dictionary in the same drop.
    pub description: Option<String>,
}

/// What one cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kindness {
    Number,
    /// A number under a percent format.
    PercentNumber,
    /// Text with a percent sign.
    PercentText,
    NumberText,
    Date,
    DateText,
    Text,
    Boolean,
    Error,
}

/// One column that several files have, side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    pub column: String,
    pub files: Vec<ComparedColumn>,
    /// The files do not mean the same by the same column.
    pub differs: bool,
}

/// The column as one of the files has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedColumn {
    pub file: String,
    pub sheet: String,
    pub read_as: String,
    pub sample: Vec<String>,
    pub sum: Option<Decimal>,
    pub mean: Option<Decimal>,
    /// Why it is read so: the format, or the arithmetic that holds.
    pub proof: Option<Said>,
}

/// What a run would do. Nothing is written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Preview {
    pub objects: Vec<ObjectPreview>,
    /// Decisions that are still open: a run is refused while there are any.
    pub open: Vec<Said>,
    pub flags: Vec<Flag>,
}

/// What a run would do with the records of one object.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ObjectPreview {
    pub object: String,
    pub counts: Counts,
    /// Exact sums of the fields that add up, as they will be stored.
    pub sums: Vec<(Name, Decimal)>,
    /// The first rows of each kind.
    pub rows: Vec<RowPreview>,
}

/// What a run would do with one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowPreview {
    pub fate: Fate,
    /// What the record is called.
    pub title: String,
    /// Field and value as it will be stored, as text.
    pub values: Vec<(Name, String)>,
    /// The same for a page, which writes values as its reader does; what is referred to stands by its title.
    #[serde(skip)]
    pub typed: Vec<(Name, catalogue::Value)>,
    /// The record it is taken for.
    pub record: Option<Id>,
    /// File, sheet and row it comes from (the first).
    pub origin: Origin,
    pub why: Vec<Said>,
}

/// Where a record of the files stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Origin {
    pub file: String,
    pub sheet: String,
    pub row: u32,
}

/// What becomes of a record of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    Create,
    Update,
    Unchanged,
    /// More than one record of the base may be meant.
    InDoubt,
    Refused,
}

/// How many records of one object, by fate. Adds up to the records found in the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub in_doubt: u64,
    pub refused: u64,
}

impl Counts {
    /// All records found in the files.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.created + self.updated + self.unchanged + self.in_doubt + self.refused
    }

    /// Counts one more.
    pub fn add(&mut self, fate: Fate) {
        match fate {
            Fate::Create => self.created += 1,
            Fate::Update => self.updated += 1,
            Fate::Unchanged => self.unchanged += 1,
            Fate::InDoubt => self.in_doubt += 1,
            Fate::Refused => self.refused += 1,
        }
    }
}

/// What a run did: kept with the batch, printed by `candor import --json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub batch: Id,
    /// `done`, or `failed` with the reason in `fault`.
    pub state: String,
    pub fault: Option<Said>,
    pub files: Vec<FileReport>,
    pub objects: Vec<ObjectReport>,
    pub flags: Vec<Flag>,
    /// Rows that gave nothing or not all, with the reason: never silent.
    pub refused: Vec<RefusedRow>,
    /// Written by the gate when the import is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone: Option<TakenBack>,
}

/// Who took an import back, and what went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBack {
    pub at: i64,
    pub by: Id,
    pub removed: u64,
    pub put_back: u64,
    /// Changed by somebody since, and left.
    pub left: u64,
}

impl Report {
    /// Of an import that stopped before its end, for this reason.
    #[must_use]
    pub fn failed(batch: Id, fault: Said) -> Self {
        Self {
            batch,
            state: "failed".to_owned(),
            fault: Some(fault),
            files: Vec::new(),
            objects: Vec::new(),
            flags: Vec::new(),
            refused: Vec::new(),
            undone: None,
        }
    }
}

/// What became of one sheet of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileReport {
    pub file: String,
    pub sheet: String,
    pub header_row: u32,
    /// Rows read, without header.
    pub rows_read: u64,
    pub rows_imported: u64,
    /// Rows that are no data, with the reason in `skipped`.
    pub rows_skipped: u64,
    /// Rows of which at least one record was refused.
    pub rows_refused: u64,
    pub branch: Option<String>,
    pub columns: Vec<ColumnReport>,
    /// Why rows were skipped, or why there are none.
    #[serde(default)]
    pub skipped: Option<Said>,
    /// Headers of the columns with cells in them that went nowhere.
    #[serde(default)]
    pub columns_not_taken: Vec<String>,
}

/// What became of one column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnReport {
    pub column: String,
    pub header: String,
    /// `order_line.discount`, or nothing when the column was not imported.
    pub target: Option<String>,
    pub read_as: String,
    pub unit: Option<String>,
    pub sum: Option<Decimal>,
    pub blanks: u64,
    /// Codes of the flags on this column.
    pub flags: Vec<String>,
}

/// How many records of an object were written, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectReport {
    pub object: String,
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub refused: u64,
    pub in_doubt: u64,
}

/// A row that was refused in whole or in part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedRow {
    pub origin: Origin,
    pub object: String,
    pub title: String,
    pub why: Vec<Said>,
}
