//! xls (BIFF) through calamine. It gives no number formats but dates, so a percentage is told from a number by the
//! arithmetic of its rows (`reconcile`).

use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xls, XlsError};

use super::{Builder, limits, number};
use crate::{Cell, CellValue, ReadError, Said, Sheet};

pub(super) fn read(bytes: &[u8], file: &str) -> Result<Vec<Sheet>, ReadError> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|e| refused(file, &e))?;
    let mut builder = Builder::new(file);
    for name in book.sheet_names().into_iter().take(limits::SHEETS) {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let formulas = book.worksheet_formula(&name).ok();
        builder.sheet(&name);
        let (first_row, first_column) = range.start().unwrap_or((0, 0));
        for (row, column, data) in range.used_cells() {
            let (row, column) = (at(row, first_row), at(column, first_column));
            let formula =
                formulas.as_ref().and_then(|f: &Range<String>| f.get_value((row, column))).filter(|f| !f.is_empty());
            let cell = Cell { column, value: value(data), format: None, formula: formula.map(|f| f.as_str().into()) };
            builder.put(row + 1, cell)?;
        }
    }
    Ok(builder.finish())
}

fn refused(file: &str, error: &XlsError) -> ReadError {
    let key = match error {
        XlsError::Password => "intake-read-password",
        // A protected xlsx is a container of the same outer format without the streams of a workbook.
        _ => "intake-read-damaged",
    };
    ReadError::new(file, Said::new(key))
}

fn at(inside: usize, first: u32) -> u32 {
    u32::try_from(inside).unwrap_or(u32::MAX).saturating_add(first)
}

fn value(data: &Data) -> CellValue {
    match data {
        Data::Empty => CellValue::Empty,
        Data::Int(int) => CellValue::Number((*int).into()),
        Data::Float(float) => number(&float.to_string()).map_or(CellValue::Empty, CellValue::Number),
        Data::String(text) => CellValue::Text(text.as_str().into()),
        Data::Bool(yes) => CellValue::Bool(*yes),
        Data::Error(error) => CellValue::Error(error.to_string().into()),
        Data::DurationIso(text) => CellValue::Text(text.as_str().into()),
        Data::DateTimeIso(text) => {
            crate::day::from_iso(text).map_or(CellValue::Text(text.as_str().into()), CellValue::Date)
        }
        Data::DateTime(serial) if serial.is_duration() => {
            number(&serial.as_f64().to_string()).map_or(CellValue::Empty, CellValue::Number)
        }
        Data::DateTime(serial) => day(serial.to_ymd_hms_milli()),
    }
}

/// calamine knows the date system of the file and gives the calendar's day.
fn day((year, month, day, hour, minute, second, _): (u16, u8, u8, u8, u8, u8, u16)) -> CellValue {
    let part = |p: u8| i8::try_from(p).unwrap_or(0);
    let Some(days) = crate::day::days(i16::try_from(year).unwrap_or(0), part(month), part(day)) else {
        return CellValue::Empty;
    };
    match i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second) {
        0 => CellValue::Date(days),
        seconds => CellValue::DateTime(i64::from(days) * 86_400 + seconds),
    }
}
