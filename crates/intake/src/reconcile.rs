//! The same column in several files, side by side, and the arithmetic that proves how a percentage is written:
//! Amount = Quantity × Price × (1 − Discount), exact, to the cent.

use rust_decimal::Decimal;

use crate::numeral::Mark;
use crate::reading::{self, Read};
use crate::table::Table;
use crate::{ComparedColumn, Comparison, Flag, PercentUnit, Reading, Said, Weight, address};

/// Half a cent may be rounded either way, and a spreadsheet's binary numbers round a tie as they please.
const TOLERANCE: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// One column as the arithmetic needs it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Factor<'a> {
    pub(crate) column: u32,
    pub(crate) reading: &'a Reading,
    pub(crate) mark: Mark,
}

/// The columns of one sheet that make up an amount.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arithmetic<'a> {
    pub(crate) quantity: Factor<'a>,
    pub(crate) price: Factor<'a>,
    pub(crate) discount: Option<Factor<'a>>,
    pub(crate) amount: Factor<'a>,
}

/// Rows on which the arithmetic holds and fails under one reading of the discount.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tried {
    pub(crate) holds: usize,
    /// Row numbers.
    pub(crate) fails: Vec<u32>,
}

impl Arithmetic<'_> {
    /// Tries every row that has all the numbers. `unit` overrides how the discount is written.
    pub(crate) fn try_rows(&self, table: &Table<'_>, unit: Option<PercentUnit>) -> Tried {
        let mut tried = Tried::default();
        for row in &table.data {
            let number = |f: Factor<'_>| reading::read(row.cell(f.column)?, f.reading, f.mark)?.number();
            let discount = match self.discount {
                None => Some(Decimal::ZERO),
                Some(f) if row.value(f.column).is_empty() => Some(Decimal::ZERO),
                Some(f) => {
                    let written = unit.map(|unit| Reading::Percent { unit });
                    row.cell(f.column)
                        .and_then(|c| reading::read(c, written.as_ref().unwrap_or(f.reading), f.mark))
                        .and_then(|r| Read::number(&r))
                }
            };
            let (Some(quantity), Some(price), Some(discount), Some(amount)) =
                (number(self.quantity), number(self.price), discount, number(self.amount))
            else {
                continue;
            };
            let expected = quantity.checked_mul(price).and_then(|p| p.checked_mul(Decimal::ONE - discount));
            match expected {
                Some(expected) if (expected - amount).abs() <= TOLERANCE => tried.holds += 1,
                _ => tried.fails.push(row.number),
            }
        }
        tried
    }

    /// The way of writing the discount under which nearly every row adds up and the other does not.
    pub(crate) fn prove(&self, table: &Table<'_>) -> Option<PercentUnit> {
        self.discount?;
        let fraction = self.try_rows(table, Some(PercentUnit::Fraction));
        let points = self.try_rows(table, Some(PercentUnit::Points));
        let proven = |this: &Tried, other: &Tried| {
            // Nine of ten rows: a few wrong totals must not hide what the column is.
            this.holds * 10 >= (this.holds + this.fails.len()) * 9 && this.holds > other.holds
        };
        if proven(&fraction, &points) {
            Some(PercentUnit::Fraction)
        } else {
            proven(&points, &fraction).then_some(PercentUnit::Points)
        }
    }

    /// True when nearly every row adds up as it is read.
    pub(crate) fn holds(&self, table: &Table<'_>) -> bool {
        let tried = self.try_rows(table, None);
        tried.holds > 0 && tried.holds * 10 >= (tried.holds + tried.fails.len()) * 9
    }

    /// Amounts that do not add up, by cell.
    pub(crate) fn faults(&self, table: &Table<'_>) -> Option<Flag> {
        let tried = self.try_rows(table, None);
        if tried.fails.is_empty() || tried.holds == 0 {
            return None;
        }
        let what = Said::new("intake-flag-amount-does-not-add-up").with("count", tried.fails.len());
        let cells = tried.fails.iter().map(|row| address(self.amount.column, *row));
        let flag = Flag::new("amount_does_not_add_up", Weight::Check, what);
        Some(flag.at(table.file, table.sheet, Some(table.header(self.amount.column))).cells(cells))
    }
}

/// Totals below a column that are not its sum, by cell.
pub(crate) fn wrong_totals(table: &Table<'_>, columns: &[(u32, Option<Decimal>)]) -> Vec<Flag> {
    let mut flags = Vec::new();
    // Subtotals sum up a part only, so they are compared when there is one total row.
    let [total] = table.totals.as_slice() else { return flags };
    for (column, sum) in columns {
        let (Some(sum), Some(cell)) = (sum, total.cell(*column)) else { continue };
        let plain = Reading::Number { scale: Decimal::ONE };
        let Some(Read::Number(said)) = reading::read(cell, &plain, Mark::Point) else { continue };
        if (said - sum).abs() > TOLERANCE {
            let what =
                Said::new("intake-flag-total-differs").with("said", said.normalize()).with("sum", sum.normalize());
            let flag = Flag::new("total_differs", Weight::Check, what);
            flags.push(
                flag.at(table.file, table.sheet, Some(table.header(*column))).cells([address(*column, total.number)]),
            );
        }
    }
    flags
}

/// The flag for one column that the files write in different units; `None` when they agree.
pub(crate) fn unit_differs(comparison: &Comparison) -> Option<Flag> {
    let percents = comparison.files.iter().filter(|f| f.read_as.starts_with("percent")).count();
    if !comparison.differs || percents == 0 {
        return None;
    }
    let what = Said::new("intake-flag-percent-unit-differs-between-files")
        .with("header", &comparison.column)
        .with("points", names(comparison, "percent_points"))
        .with("fraction", names(comparison, "percent_fraction"))
        .with("text", names(comparison, "percent_text"));
    let mut flag = Flag::new("percent_unit_differs_between_files", Weight::Check, what);
    flag.column = Some(comparison.column.clone());
    flag.count = u64::try_from(comparison.files.len()).unwrap_or(u64::MAX);
    Some(flag.propose(Said::new("intake-propose-read-each-file-by-its-proof")))
}

fn names(comparison: &Comparison, read_as: &str) -> String {
    let files: Vec<&str> = comparison.files.iter().filter(|f| f.read_as == read_as).map(|f| f.file.as_str()).collect();
    if files.is_empty() { "–".to_owned() } else { files.join(", ") }
}

/// The flag for a column that is a number here and a text or a date there.
pub(crate) fn kind_differs(comparison: &Comparison) -> Option<Flag> {
    let kind = |c: &ComparedColumn| c.read_as.split('_').next().unwrap_or_default().to_owned();
    let first = comparison.files.first().map(kind)?;
    if comparison.files.iter().all(|f| kind(f) == first) {
        return None;
    }
    let list = comparison.files.iter().map(|f| format!("{}: {}", f.file, f.read_as)).collect::<Vec<_>>().join(", ");
    let what =
        Said::new("intake-flag-kind-differs-between-files").with("header", &comparison.column).with("files", list);
    let mut flag = Flag::new("kind_differs_between_files", Weight::Check, what);
    flag.column = Some(comparison.column.clone());
    Some(flag)
}
