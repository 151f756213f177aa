//! What a person must be told about figures and columns before anything is imported, cell by cell.

use serde::{Deserialize, Serialize};

use crate::Said;

/// How much a flag matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Good to know; nothing to decide.
    Note,
    /// The proposal is a decision the person should look at.
    Check,
    /// Nothing is imported before the person decides.
    Ask,
}

/// One thing that is wrong, odd, or read in a way that should be said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// A stable word for programs: `percent_unit_differs_between_files`, `near_spelling`, `amount_does_not_add_up`…
    pub code: String,
    pub weight: Weight,
    /// `None` when the flag is about all files together.
    pub file: Option<String>,
    pub sheet: Option<String>,
    /// Header of the column.
    pub column: Option<String>,
    /// Addresses of the first cells it is about (at most `CELLS_SHOWN`).
    pub cells: Vec<String>,
    /// How many cells or rows it is about in all.
    pub count: u64,
    /// What is wrong, in words.
    pub what: Said,
    /// What is proposed, in words.
    pub proposal: Option<Said>,
}

/// How many addresses a flag lists before it only counts.
pub const CELLS_SHOWN: usize = 20;

impl Flag {
    /// A flag about everything that is read; further calls say of which file, column and cells.
    #[must_use]
    pub fn new(code: &str, weight: Weight, what: Said) -> Self {
        Self {
            code: code.to_owned(),
            weight,
            file: None,
            sheet: None,
            column: None,
            cells: Vec::new(),
            count: 1,
            what,
            proposal: None,
        }
    }

    /// Where it is: file, sheet and column header.
    #[must_use]
    pub fn at(mut self, file: &str, sheet: &str, column: Option<&str>) -> Self {
        self.file = Some(file.to_owned());
        self.sheet = Some(sheet.to_owned());
        self.column = column.map(str::to_owned);
        self
    }

    /// Which cells; counts all, keeps the first.
    #[must_use]
    pub fn cells(mut self, cells: impl IntoIterator<Item = String>) -> Self {
        let mut count = 0;
        for cell in cells {
            count += 1;
            if self.cells.len() < CELLS_SHOWN {
                self.cells.push(cell);
            }
        }
        self.count = count;
        self
    }

    /// With what mends it.
    #[must_use]
    pub fn propose(mut self, proposal: Said) -> Self {
        self.proposal = Some(proposal);
        self
    }
}
