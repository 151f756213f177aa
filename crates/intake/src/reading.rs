//! One cell under the reading of its column: the value it gives, or that it does not fit. Used for the sums that are
//! shown and for the records that are written, so that both are the same figure.

use rust_decimal::Decimal;

use crate::numeral::{Mark, dates, numeral};
use crate::{Cell, CellValue, DateOrder, PercentUnit, Reading};

/// A cell as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Read {
    Text(String),
    /// Percentages are fractions here.
    Number(Decimal),
    Date(i32),
    Bool(bool),
}

impl Read {
    pub(crate) fn number(&self) -> Option<Decimal> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// As a person would type it.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Date(days) => crate::day::iso(*days),
            Self::Bool(yes) => yes.to_string(),
        }
    }
}

/// Words for yes and no, folded.
const YES: [&str; 9] = ["yes", "true", "y", "si", "verdadero", "да", "истина", "x", "+"];
const NO: [&str; 7] = ["no", "false", "n", "falso", "нет", "ложь", "-"];

/// Reads a cell that is not empty. `None` when it does not fit the reading.
pub(crate) fn read(cell: &Cell, reading: &Reading, mark: Mark) -> Option<Read> {
    match reading {
        Reading::Text => Some(Read::Text(cell.value.shown().trim().to_owned())).filter(|_| !is_error(cell)),
        Reading::Number { scale } => number(cell, mark).map(|n| Read::Number((n * scale).normalize())),
        Reading::Percent { unit } => percent(cell, *unit, mark).map(|n| Read::Number(n.normalize())),
        Reading::Date { order } => date(cell, *order).map(Read::Date),
        Reading::Boolean => boolean(cell).map(Read::Bool),
    }
}

fn is_error(cell: &Cell) -> bool {
    matches!(cell.value, CellValue::Error(_))
}

fn number(cell: &Cell, mark: Mark) -> Option<Decimal> {
    match &cell.value {
        CellValue::Number(number) => Some(*number),
        CellValue::Text(text) => numeral(text).filter(|n| !n.percent)?.value(mark),
        _ => None,
    }
}

/// As a fraction. A percent sign and a percent format say it themselves, whatever the rest of the column is.
fn percent(cell: &Cell, unit: PercentUnit, mark: Mark) -> Option<Decimal> {
    let hundred = Decimal::ONE_HUNDRED;
    let (number, signed) = match &cell.value {
        CellValue::Number(number) if cell.is_percent() => return Some(*number),
        CellValue::Number(number) => (*number, false),
        CellValue::Text(text) => {
            let numeral = numeral(text)?;
            (numeral.value(mark)?, numeral.percent)
        }
        _ => return None,
    };
    match unit {
        _ if signed => number.checked_div(hundred),
        PercentUnit::Fraction => Some(number),
        PercentUnit::Points => number.checked_div(hundred),
        // Nought per cent is nought in every unit.
        PercentUnit::Text | PercentUnit::Ask => number.is_zero().then_some(number),
    }
}

fn date(cell: &Cell, order: DateOrder) -> Option<i32> {
    match &cell.value {
        CellValue::Date(days) => Some(*days),
        CellValue::DateTime(seconds) => i32::try_from(seconds.div_euclid(86_400)).ok(),
        CellValue::Text(text) => {
            let found = dates(text);
            let fits = found.iter().find(|(o, _)| *o == order);
            // One reading only: its order is no question. A named month says itself.
            fits.or_else(|| found.first().filter(|_| found.len() == 1 && order != DateOrder::Ask)).map(|(_, d)| *d)
        }
        _ => None,
    }
}

fn boolean(cell: &Cell) -> Option<bool> {
    match &cell.value {
        CellValue::Bool(yes) => Some(*yes),
        CellValue::Number(n) if n.is_zero() => Some(false),
        CellValue::Number(n) if *n == Decimal::ONE => Some(true),
        CellValue::Text(text) => {
            let folded = catalogue::fold(text);
            if YES.contains(&folded.as_str()) { Some(true) } else { NO.contains(&folded.as_str()).then_some(false) }
        }
        _ => None,
    }
}
