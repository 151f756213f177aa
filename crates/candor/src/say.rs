//! Texts for people at the terminal: messages of the gate and the import in words, JSON and small tables.

use std::fmt::Display;
use std::io::Write as _;

use catalogue::words::COUNTS;
use catalogue::{Arg, Lang, Words};
use records::{Error, Fault, Message};
use serde_json::Value as Json;

use crate::exit::{Failure, output_failure};

/// The terminal's language, from `LC_ALL`, `LC_MESSAGES` or `LANG`; English when it names none of ours.
#[must_use]
pub fn lang() -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .and_then(|value| Lang::from_tag(value.split(['_', '.']).next().unwrap_or_default()))
        .unwrap_or(Lang::En)
}

fn words_of<'a>(key: &str, args: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let args: Vec<(&str, Arg)> = args.map(|(name, value)| (name, argument(name, value))).collect();
    Words::shipped().text_with(lang(), key, &args)
}

/// A count chooses the plural form of its sentence.
fn argument(name: &str, value: &str) -> Arg {
    match value.parse::<i64>() {
        Ok(number) if COUNTS.contains(&name) => Arg::Number(number),
        _ => Arg::Text(value.to_owned()),
    }
}

/// A message of the gate.
#[must_use]
pub fn message(message: &Message) -> String {
    words_of(message.key, message.args.iter().map(|(name, value)| (*name, value.as_str())))
}

/// A message of the import.
#[must_use]
pub fn said(said: &intake::Said) -> String {
    words_of(&said.key, said.args.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// What is wrong in an expression, with its line and column.
#[must_use]
pub fn query_fault(fault: &query::QueryFault) -> String {
    let text = words_of(fault.key, fault.args.iter().map(|(name, value)| (*name, value.as_str())));
    fault.at.map_or_else(|| text.clone(), |(line, column)| format!("{line}:{column}: {text}"))
}

fn fault(fault: &Fault) -> String {
    match &fault.field {
        Some(field) => format!("{field}: {}", message(&fault.message)),
        None => message(&fault.message),
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::NotFound("there is no such record, or it is not for this person".into()),
            Error::Forbidden => Self::NotFound("this person's role does not allow that".into()),
            Error::Invalid(faults) => Self::Invalid(faults.iter().map(fault).collect::<Vec<_>>().join("\n")),
            Error::Conflict(conflict) => Self::Invalid(format!(
                "somebody changed the record meanwhile (version {}); read it again",
                conflict.version
            )),
            Error::Unavailable(why) | Error::Internal(why) => why.into(),
        }
    }
}

impl From<intake::IntakeError> for Failure {
    fn from(error: intake::IntakeError) -> Self {
        match error {
            intake::IntakeError::Read(fault) => Self::Invalid(read_fault(&fault)),
            intake::IntakeError::Plan(open) => Self::Invalid(open.iter().map(said).collect::<Vec<_>>().join("\n")),
            intake::IntakeError::Records(error) => error.into(),
            intake::IntakeError::Shelf(error) => Self::Internal(error.to_string()),
        }
    }
}

/// A file that cannot be read: file, sheet, cell, what is wrong and how to mend it.
#[must_use]
pub fn read_fault(fault: &intake::ReadError) -> String {
    let place = [Some(fault.file.as_str()), fault.sheet.as_deref(), fault.cell.as_deref()];
    let place: Vec<&str> = place.into_iter().flatten().collect();
    format!("{}: {}", place.join(" › "), said(&fault.what))
}

/// One line (or several) on standard output.
///
/// # Errors
/// `Closed` when nobody reads it any more, `Unavailable` when it cannot be written, as on a full disk.
pub fn print(text: &dyn Display) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}").and_then(|()| out.flush()).map_err(|e| output_failure(&e))
}

/// One JSON document on standard output.
///
/// # Errors
/// As `print`.
pub fn print_json(document: &Json) -> Result<(), Failure> {
    print(&serde_json::to_string_pretty(document)?)
}

/// A table with aligned columns on standard output.
///
/// # Errors
/// As `print`.
pub fn print_table(heads: &[String], rows: &[Vec<String>]) -> Result<(), Failure> {
    let table = Table::new(heads, rows);
    print(&table.line(heads))?;
    rows.iter().try_for_each(|row| print(&table.line(row)))
}

/// The widths of a table's columns, for one that is printed in parts: later rows may stand out.
pub struct Table(Vec<usize>);

impl Table {
    /// From the head and the first rows.
    #[must_use]
    pub fn new(heads: &[String], rows: &[Vec<String>]) -> Self {
        let width = |place: usize| {
            let cells = rows.iter().filter_map(|row| row.get(place)).chain(heads.get(place));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        Self((0..heads.len()).map(width).collect())
    }

    /// One row as a line.
    #[must_use]
    pub fn line(&self, row: &[String]) -> String {
        let cell = |(cell, width): (&String, &usize)| {
            format!("{cell}{}", " ".repeat(width.saturating_sub(cell.chars().count())))
        };
        row.iter().zip(&self.0).map(cell).collect::<Vec<_>>().join("  ").trim_end().to_owned()
    }
}
