//! xlsx (ECMA-376), streamed: value, number format and formula of each cell. A cell far away costs nothing, because
//! only cells that are there are kept.

use std::collections::HashMap;
use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::package::Package;
use super::xml::{Node, Xml, attribute, attribute_local};
use super::{Builder, Epoch, formats, limits, moment, number};
use crate::{Cell, CellValue, ReadError, Said, Sheet};

pub(super) fn read(package: &mut Package<'_>) -> Result<Vec<Sheet>, ReadError> {
    let file = package.file;
    let book_path = book_path(package)?;
    let (folder, book_name) = book_path.rsplit_once('/').unwrap_or(("", &book_path));
    let (sheets, epoch) = package.part(&book_path, |source| book(Xml::new(source, file)))?;
    if sheets.len() > limits::SHEETS {
        return Err(ReadError::new(file, Said::new("intake-read-too-many-parts").with("limit", limits::SHEETS)));
    }
    let links = match format!("{folder}/_rels/{book_name}.rels") {
        path if package.has(&path) => package.part(&path, |source| links(Xml::new(source, file)))?,
        _ => Vec::new(),
    };
    let part_of = |kind: &str| links.iter().find(|l| l.kind.ends_with(kind)).map(|l| resolve(folder, &l.target));
    let styles = match part_of("/styles").filter(|p| package.has(p)) {
        Some(path) => package.part(&path, |source| styles(Xml::new(source, file)))?,
        None => Vec::new(),
    };
    let strings = match part_of("/sharedStrings").filter(|p| package.has(p)) {
        Some(path) => package.part(&path, |source| strings(Xml::new(source, file)))?,
        None => Vec::new(),
    };
    let known = Known { styles, strings, epoch };
    let mut builder = Builder::new(file);
    for (name, link) in sheets {
        let Some(link) = links.iter().find(|l| l.id == link && l.kind.ends_with("/worksheet")) else { continue };
        let path = resolve(folder, &link.target);
        builder.sheet(&name);
        package.part(&path, |source| cells(Xml::new(source, file), &known, &mut builder))?;
    }
    Ok(builder.finish())
}

struct Known {
    styles: Vec<Option<Arc<str>>>,
    strings: Vec<Arc<str>>,
    epoch: Epoch,
}

struct Link {
    id: String,
    kind: String,
    target: String,
}

/// Where the workbook is, by the package's root links.
fn book_path(package: &mut Package<'_>) -> Result<String, ReadError> {
    let file = package.file;
    if package.has("_rels/.rels") {
        let links = package.part("_rels/.rels", |source| links(Xml::new(source, file)))?;
        if let Some(link) = links.iter().find(|l| l.kind.ends_with("/officeDocument")) {
            return Ok(resolve("", &link.target));
        }
    }
    Ok("xl/workbook.xml".to_owned())
}

/// A target inside the package: absolute from its root, or relative to the folder of the part that names it.
fn resolve(folder: &str, target: &str) -> String {
    let path = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn links(mut xml: Xml<'_>) -> Result<Vec<Link>, ReadError> {
    let mut links = Vec::new();
    loop {
        match xml.next()? {
            Node::Open(e) if e.local_name().as_ref() == "Relationship" => links.push(Link {
                id: attribute(&e, "Id").unwrap_or_default(),
                kind: attribute(&e, "Type").unwrap_or_default(),
                target: attribute(&e, "Target").unwrap_or_default(),
            }),
            Node::End => return Ok(links),
            _ => {}
        }
    }
}

/// Sheets as name and link id, and the date system.
fn book(mut xml: Xml<'_>) -> Result<(Vec<(String, String)>, Epoch), ReadError> {
    let mut sheets = Vec::new();
    let mut epoch = Epoch::From1900;
    loop {
        match xml.next()? {
            Node::Open(e) if e.local_name().as_ref() == "sheet" => {
                sheets.push((attribute(&e, "name").unwrap_or_default(), attribute_local(&e, "id").unwrap_or_default()));
            }
            Node::Open(e) if e.local_name().as_ref() == "workbookPr" => {
                if matches!(attribute(&e, "date1904").as_deref(), Some("1" | "true")) {
                    epoch = Epoch::From1904;
                }
            }
            Node::End => return Ok((sheets, epoch)),
            _ => {}
        }
    }
}

/// The number format of each cell style.
fn styles(mut xml: Xml<'_>) -> Result<Vec<Option<Arc<str>>>, ReadError> {
    let mut own: HashMap<u32, Arc<str>> = HashMap::new();
    let mut styles = Vec::new();
    let mut in_cells = false;
    loop {
        match xml.next()? {
            Node::Open(e) => match e.local_name().as_ref() {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (whole(&e, "numFmtId"), attribute(&e, "formatCode")) {
                        own.insert(id, code.into());
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = whole(&e, "numFmtId").unwrap_or(0);
                    styles.push(own.get(&id).cloned().or_else(|| formats::built_in(id).map(Into::into)));
                }
                _ => {}
            },
            Node::Close(name) if name == "cellXfs" => in_cells = false,
            Node::Close(_) | Node::Text(_) => {}
            Node::End => return Ok(styles),
        }
    }
}

fn strings(mut xml: Xml<'_>) -> Result<Vec<Arc<str>>, ReadError> {
    let mut strings: Vec<Arc<str>> = Vec::new();
    loop {
        match xml.next()? {
            // `rPh` is how an East Asian text is pronounced, not part of it.
            Node::Open(e) if e.local_name().as_ref() == "si" => strings.push(xml.text_until("si", &["rPh"])?.into()),
            Node::End => return Ok(strings),
            _ => {}
        }
    }
}

fn whole(start: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(start, name)?.parse().ok()
}

fn cells(mut xml: Xml<'_>, known: &Known, builder: &mut Builder<'_>) -> Result<(), ReadError> {
    let (mut row, mut column) = (0_u32, 0_u32);
    loop {
        let start = match xml.next()? {
            Node::Open(e) => e,
            Node::Close(name) if name == "sheetData" => return Ok(()),
            Node::End => return Ok(()),
            _ => continue,
        };
        match start.local_name().as_ref() {
            "row" => {
                // A row without a number follows the one before.
                row = whole(&start, "r").filter(|r| (1..=1_048_576).contains(r)).unwrap_or(row + 1);
                column = 0;
            }
            "c" => {
                let place = attribute(&start, "r").and_then(|r| crate::parse_address(&r));
                (column, row) = place.unwrap_or((column, row.max(1)));
                builder.put(row, cell(&mut xml, &start, column, known)?)?;
                column += 1;
            }
            _ => {}
        }
    }
}

fn cell(xml: &mut Xml<'_>, start: &BytesStart<'_>, column: u32, known: &Known) -> Result<Cell, ReadError> {
    let kind = attribute(start, "t").unwrap_or_default();
    let style = whole(start, "s").and_then(|s| usize::try_from(s).ok());
    let format = style.and_then(|s| known.styles.get(s)).cloned().flatten();
    let (mut stored, mut formula) = (String::new(), None);
    loop {
        match xml.next()? {
            Node::Open(e) => match e.local_name().as_ref() {
                "v" => stored = xml.text_until("v", &[])?,
                "is" => stored = xml.text_until("is", &["rPh"])?,
                "f" => formula = Some(xml.text_until("f", &[])?).filter(|f| !f.is_empty()).map(Into::into),
                _ => {}
            },
            Node::Close(name) if name == "c" => break,
            Node::End => break,
            _ => {}
        }
    }
    let value = value(&kind, stored, format.as_deref(), known);
    Ok(Cell { column, value, format, formula })
}

fn value(kind: &str, stored: String, format: Option<&str>, known: &Known) -> CellValue {
    match kind {
        "s" => {
            let text = stored.trim().parse().ok().and_then(|at: usize| known.strings.get(at));
            text.map_or(CellValue::Empty, |text| CellValue::Text(Arc::clone(text)))
        }
        "inlineStr" | "str" => CellValue::Text(stored.into()),
        "b" => CellValue::Bool(stored.trim() == "1"),
        "e" => CellValue::Error(stored.into()),
        "d" => crate::day::from_iso(stored.trim()).map_or(CellValue::Text(stored.into()), CellValue::Date),
        _ if stored.trim().is_empty() => CellValue::Empty,
        _ => match number(&stored) {
            None => CellValue::Text(stored.into()),
            Some(number) => format
                .and_then(formats::moment)
                .and_then(|shows| moment(number, shows, known.epoch))
                .unwrap_or(CellValue::Number(number)),
        },
    }
}
