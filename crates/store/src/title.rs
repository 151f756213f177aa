//! What a record is called, read through the same joins and rights as its fields.

use catalogue::{TitlePart, Value};
use query::{Path, ToOne};
use sea_query::SelectStatement;

use crate::StoreError;
use crate::columns::{Shape, value};
use crate::render::Renderer;
use crate::sql::{Cell, Reader};

/// How deep titles of titles go: a deal named by its company, which is named by its parent.
const DEPTH: u8 = 2;

/// The recipe of a title: whether the record is there, then its parts.
#[derive(Debug)]
pub(crate) struct Title {
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Text(String),
    Value(Shape),
    Of(Title),
}

/// Puts what a title needs into the statement: the id, which is null when the record is not visible, and each part.
pub(crate) fn put(
    renderer: &mut Renderer<'_>,
    path: &Path,
    statement: &mut SelectStatement,
) -> Result<Title, StoreError> {
    // The path `company` names the record it points to; the path `id` names the record itself.
    let mut hops = path.hops.clone();
    if &*path.field != "id" {
        let object = renderer.object(path.last_object())?;
        let target = object
            .field(&path.field)
            .and_then(|field| field.kind.target())
            .ok_or_else(|| StoreError::Internal(format!("{}.{} names no record", object.name, path.field)))?;
        hops.push(ToOne { field: path.field.clone(), object: target.into() });
    }
    parts(renderer, path.var, &hops, DEPTH, statement)
}

fn parts(
    renderer: &mut Renderer<'_>,
    var: u8,
    hops: &[ToOne],
    depth: u8,
    statement: &mut SelectStatement,
) -> Result<Title, StoreError> {
    let (object, alias) = renderer.reach(var, hops)?;
    statement.expr(crate::render::column(&alias, "id"));
    let mut out = Vec::new();
    for part in &object.title {
        let name = match part {
            TitlePart::Text(text) => {
                out.push(Part::Text(text.to_string()));
                continue;
            }
            TitlePart::Field(name) => name,
        };
        let Some(field) = object.field(name).filter(|field| field.kind.is_stored()) else { continue };
        match field.kind.target() {
            Some(_) if depth == 0 => {}
            Some(target) => {
                let mut further = hops.to_vec();
                further.push(ToOne { field: name.clone(), object: target.into() });
                out.push(Part::Of(parts(renderer, var, &further, depth - 1, statement)?));
            }
            None => {
                let term = renderer.field(&object, &alias, name)?;
                statement.exprs(term.cells());
                out.push(Part::Value(term.shape));
            }
        }
    }
    Ok(Title { parts: out })
}

impl Title {
    pub fn read(&self, cells: &mut Reader) -> Result<Value, StoreError> {
        let there = cells.cell()? != Cell::Null;
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(words) => text.push_str(words),
                Part::Value(shape) => text.push_str(&plain(&value(*shape, cells)?)),
                Part::Of(title) => text.push_str(title.read(cells)?.as_text().unwrap_or_default()),
            }
        }
        Ok(if there { Value::text(text.trim()) } else { Value::Null })
    }
}

/// A value in a title, the same in every language.
fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Int(int) => int.to_string(),
        Value::Decimal(number) => number.normalize().to_string(),
        Value::Money(money) => format!("{} {}", money.major(), money.currency),
        Value::Date(days) => date(i64::from(*days)),
        Value::Choices(ids) => ids.join(", "),
        Value::File(file) => file.name().to_owned(),
        _ => String::new(),
    }
}

fn date(days: i64) -> String {
    jiff::civil::date(1970, 1, 1)
        .checked_add(jiff::Span::new().days(days))
        .map_or_else(|_| String::new(), |date| date.to_string())
}
