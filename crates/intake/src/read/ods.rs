//! ods (OpenDocument 1.3), streamed: each cell says its own type, percentages included. Repeated rows and columns are
//! expanded only where there is something in them.

use quick_xml::events::BytesStart;

use super::package::Package;
use super::xml::{Node, Xml, attribute_local};
use super::{Builder, limits, number};
use crate::{Cell, CellValue, ReadError, Sheet};

pub(super) fn read(package: &mut Package<'_>) -> Result<Vec<Sheet>, ReadError> {
    let file = package.file;
    let mut builder = Builder::new(file);
    package.part("content.xml", |source| sheets(Xml::new(source, file), &mut builder))?;
    Ok(builder.finish())
}

/// Where the next cell goes and how often its row stands.
#[derive(Default)]
struct Place {
    /// From 1.
    row: u32,
    column: u32,
    row_repeat: u32,
    cells: Vec<Cell>,
}

fn sheets(mut xml: Xml<'_>, builder: &mut Builder<'_>) -> Result<(), ReadError> {
    let mut place = Place { row: 1, ..Place::default() };
    loop {
        match xml.next()? {
            Node::Open(start) => match start.local_name().as_ref() {
                "table" => {
                    if builder.sheets.len() >= limits::SHEETS {
                        return Ok(());
                    }
                    builder.sheet(&attribute_local(&start, "name").unwrap_or_default());
                    place = Place { row: 1, ..Place::default() };
                }
                "table-row" => {
                    place.row_repeat = repeat(&start, "number-rows-repeated");
                    place.column = 0;
                }
                "table-cell" | "covered-table-cell" => cell(&mut xml, &start, &mut place)?,
                _ => {}
            },
            Node::Close(name) if name == "table-row" => end_row(&mut place, builder)?,
            Node::Close(_) | Node::Text(_) => {}
            Node::End => return Ok(()),
        }
    }
}

fn repeat(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute_local(start, name).and_then(|n| n.parse().ok()).unwrap_or(1).clamp(1, 1_048_576)
}

/// Puts the row as often as it stands; an empty one only moves the place.
fn end_row(place: &mut Place, builder: &mut Builder<'_>) -> Result<(), ReadError> {
    let cells = std::mem::take(&mut place.cells);
    if !cells.is_empty() {
        for again in 0..place.row_repeat {
            for cell in &cells {
                builder.put(place.row + again, cell.clone())?;
            }
        }
    }
    place.row = place.row.saturating_add(place.row_repeat);
    Ok(())
}

fn cell(xml: &mut Xml<'_>, start: &BytesStart<'_>, place: &mut Place) -> Result<(), ReadError> {
    let times = repeat(start, "number-columns-repeated");
    let close = start.local_name().as_ref().to_owned();
    let shown = xml.text_until(&close, &["annotation"])?;
    let kind = attribute_local(start, "value-type").unwrap_or_default();
    let value = value(&kind, start, shown);
    if !value.is_empty() && usize::try_from(times).is_ok_and(|t| t <= 16_384) {
        let formula = attribute_local(start, "formula").map(|f| f.trim_start_matches("of:=").into());
        let format = (kind == "percentage").then(|| "0%".into());
        for again in 0..times {
            place.cells.push(Cell {
                column: place.column + again,
                value: value.clone(),
                format: format.clone(),
                formula: if again == 0 { formula.clone() } else { None },
            });
        }
    }
    place.column = place.column.saturating_add(times);
    Ok(())
}

fn value(kind: &str, start: &BytesStart<'_>, shown: String) -> CellValue {
    let stored = attribute_local(start, "value").unwrap_or_default();
    match kind {
        "float" | "percentage" | "currency" => number(&stored).map_or(CellValue::Empty, CellValue::Number),
        "date" => date(&attribute_local(start, "date-value").unwrap_or_default()),
        "boolean" => CellValue::Bool(attribute_local(start, "boolean-value").as_deref() == Some("true")),
        "string" => CellValue::Text(attribute_local(start, "string-value").unwrap_or(shown).into()),
        _ if shown.is_empty() => CellValue::Empty,
        _ => CellValue::Text(shown.into()),
    }
}

fn date(text: &str) -> CellValue {
    let Ok(moment) = text.parse::<jiff::civil::DateTime>() else {
        return crate::day::from_iso(text).map_or(CellValue::Text(text.into()), CellValue::Date);
    };
    let Some(days) = crate::day::from_iso(text) else { return CellValue::Text(text.into()) };
    let time = moment.time();
    let seconds = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    if seconds == 0 { CellValue::Date(days) } else { CellValue::DateTime(i64::from(days) * 86_400 + seconds) }
}
