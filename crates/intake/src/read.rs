//! Reading files: xlsx, xls, ods and delimited text to one `Workbook`, within limits. Runs in a worker process, so that a
//! hostile file can end that process and nothing else.

mod delimited;
pub mod formats;
pub mod limits;
mod ods;
mod package;
mod xls;
mod xlsx;
mod xml;

use std::io::Read as _;
use std::path::Path;
use std::str::FromStr as _;

use rust_decimal::Decimal;

use crate::{CellValue, ReadError, Row, Said, Sheet, Workbook};
use limits::FILE_BYTES;

/// Reads one file for what its cells are. `name` is the name the person knows it by (the shelf's name is a hash).
/// Runs in a limited worker process; bounded by `read::limits`.
///
/// # Errors
/// Names file, sheet and cell, and how to mend it.
pub fn read_file(path: &Path, name: &str) -> Result<Workbook, ReadError> {
    let fault = |e: std::io::Error| ReadError::new(name, Said::new("intake-read-unreadable").with("reason", e));
    let mut file = std::fs::File::open(path).map_err(fault)?;
    let size = file.metadata().map_err(fault)?.len();
    if size > FILE_BYTES {
        return Err(ReadError::new(name, Said::new("intake-read-too-large").with("limit", FILE_BYTES / 1_048_576)));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(fault)?;
    read_bytes(&bytes, name)
}

/// The same from bytes in memory.
///
/// # Errors
/// As `read_file`.
pub fn read_bytes(bytes: &[u8], name: &str) -> Result<Workbook, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::new(name, Said::new("intake-read-empty")));
    }
    let (dialect, mut sheets) = if bytes.starts_with(b"PK\x03\x04") {
        (None, read_package(bytes, name)?)
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        (None, xls::read(bytes, name)?)
    } else {
        let (dialect, sheet) = delimited::read(bytes, name)?;
        (Some(dialect), vec![sheet])
    };
    for sheet in &mut sheets {
        sheet.rows.retain(|row| !row.cells.is_empty());
    }
    Ok(Workbook { name: name.to_owned(), sha256: crate::shelf::sha256(bytes), dialect, sheets })
}

fn read_package(bytes: &[u8], name: &str) -> Result<Vec<Sheet>, ReadError> {
    let mut package = package::Package::open(bytes, name)?;
    if package.has("content.xml") {
        ods::read(&mut package)
    } else if package.has("xl/workbook.bin") {
        Err(ReadError::new(name, Said::new("intake-read-binary-workbook")))
    } else if package.has("[Content_Types].xml") {
        xlsx::read(&mut package)
    } else {
        Err(ReadError::new(name, Said::new("intake-read-unknown")))
    }
}

/// The exact number that a stored binary number means: its shortest decimal. `None` when it is none or has more digits than we keep.
fn number(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    // Up to 15 digits survive a binary number unchanged, so the text itself is exact.
    if digits <= 15
        && let Ok(exact) = Decimal::from_str(text)
    {
        return Some(exact.normalize());
    }
    // 0.34999999999999998 is how 0.35 is stored: parsing and printing gives the shortest text of the same binary number.
    let binary: f64 = text.parse().ok().filter(|f: &f64| f.is_finite())?;
    let shortest = format!("{binary:e}");
    Decimal::from_scientific(&shortest).ok().map(|d| d.normalize())
}

/// Sheet under construction: keeps rows in order and counts cells against the limit of the whole file.
struct Builder<'a> {
    file: &'a str,
    kept: usize,
    sheets: Vec<Sheet>,
}

impl<'a> Builder<'a> {
    fn new(file: &'a str) -> Self {
        Self { file, kept: 0, sheets: Vec::new() }
    }

    fn sheet(&mut self, name: &str) {
        self.sheets.push(Sheet { name: name.to_owned(), rows: Vec::new() });
    }

    /// Keeps a cell (column from 0, row from 1); an empty one is skipped.
    fn put(&mut self, row: u32, cell: crate::Cell) -> Result<(), ReadError> {
        if cell.value.is_empty() && cell.formula.is_none() {
            return Ok(());
        }
        self.kept += 1;
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        if self.kept > limits::CELLS_KEPT {
            let what = Said::new("intake-read-too-many-cells").with("limit", limits::CELLS_KEPT);
            return Err(ReadError::new(self.file, what).at(&sheet.name, Some(crate::address(cell.column, row))));
        }
        match sheet.rows.last_mut() {
            Some(last) if last.number == row => last.cells.push(cell),
            _ => sheet.rows.push(Row { number: row, cells: vec![cell] }),
        }
        Ok(())
    }

    /// The sheets, rows and cells in order and each place once, whatever order the file had.
    fn finish(mut self) -> Vec<Sheet> {
        for sheet in &mut self.sheets {
            if !sheet.rows.is_sorted_by(|a, b| a.number < b.number) {
                sheet.rows.sort_by_key(|r| r.number);
                sheet.rows.dedup_by(|later, first| {
                    let same = later.number == first.number;
                    if same {
                        first.cells.append(&mut later.cells);
                    }
                    same
                });
            }
            for row in &mut sheet.rows {
                row.cells.sort_by_key(|c| c.column);
                row.cells.dedup_by_key(|c| c.column);
            }
        }
        self.sheets
    }
}

/// Which day a spreadsheet's serial number 0 is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Epoch {
    /// Serial 60 is 1900-02-29, a day that never was: a bug of Lotus 1-2-3 that Excel keeps.
    From1900,
    From1904,
}

/// A serial date, or date and time, as what the format shows. `None` when it is no day of ours.
fn moment(serial: Decimal, shows: formats::Moment, epoch: Epoch) -> Option<CellValue> {
    use rust_decimal::prelude::ToPrimitive as _;
    let whole = serial.floor();
    let day = whole.to_i32().filter(|d| (0..=2_958_465).contains(d))?;
    // 25,569 days lie between 1899-12-30 and 1970-01-01; 24,107 between 1904-01-01 and 1970-01-01.
    let days = match epoch {
        Epoch::From1900 if day < 60 => day - 25_568,
        Epoch::From1900 => day - 25_569,
        Epoch::From1904 => day - 24_107,
    };
    let seconds = ((serial - whole) * Decimal::from(86_400)).round().to_i64()?;
    match shows {
        formats::Moment::Time => None,
        formats::Moment::Date if seconds == 0 => Some(CellValue::Date(days)),
        formats::Moment::DateTime if seconds == 0 => Some(CellValue::Date(days)),
        _ => Some(CellValue::DateTime(i64::from(days) * 86_400 + seconds)),
    }
}

#[cfg(test)]
mod tests;

/// The folder of real files beside the repository, or where `CANDOR_SHARED` points: for tests.
#[cfg(test)]
pub(crate) fn shared(path: &str) -> std::path::PathBuf {
    let root = std::env::var_os("CANDOR_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), std::path::PathBuf::from);
    root.join("data").join(path)
}
