//! Records of any number, page by page through the gate: each page is printed before the next one is asked for, so a list of
//! everything takes no more memory than one page.

use catalogue::{Object, TitlePart};
use records::{Ctx, ListAsk, Page, json as as_json};
use serde_json::json;

use super::table::{Cells, cells, heads, lined};
use crate::args::Query;
use crate::exit::Failure;
use crate::say::{self, Table};

/// The most that the gate gives at once.
const PAGE: u64 = 200;

/// Prints as many records as `--limit` lets through.
///
/// # Errors
/// The gate's refusals; as `say::print`.
pub async fn print(ctx: &Ctx, args: &Query, object: &Object, mut ask: ListAsk) -> Result<(), Failure> {
    let mut left = if args.limit == 0 { u64::MAX } else { args.limit };
    let mut printer = Printer::new(args, object);
    let mut total = None;
    loop {
        ask.limit = u32::try_from(left.min(PAGE)).unwrap_or(u32::MAX);
        let page = records::list::list(ctx, &ask).await?;
        total = total.or(page.total);
        left = left.saturating_sub(page.rows.len() as u64);
        printer.page(&page)?;
        // Only the first page counts: the others are of the same list.
        ask.count = records::Counting::No;
        ask.after.clone_from(&page.next);
        if page.next.is_none() || left == 0 {
            return printer.end(&Page { total, rows: Vec::new(), ..page });
        }
    }
}

/// What is printed so far.
struct Printer {
    json: bool,
    rows: u64,
    /// Columns that are asked for, or the object's own.
    columns: Vec<String>,
    /// The title is a listed field: it does not stand there twice.
    title_is_listed: bool,
    /// The heads with their widths, once the first rows are known.
    table: Option<(Vec<String>, Table)>,
}

impl Printer {
    fn new(args: &Query, object: &Object) -> Self {
        let own = || object.list.columns.iter().map(ToString::to_string).collect();
        let columns: Vec<String> = if args.fields.is_empty() { own() } else { args.fields.clone() };
        let title_is_listed = match &object.title[..] {
            [TitlePart::Field(field)] => columns.iter().any(|column| **column == **field),
            _ => false,
        };
        Self { json: args.form.json, rows: 0, columns, title_is_listed, table: None }
    }

    fn page(&mut self, page: &Page) -> Result<(), Failure> {
        if self.json { self.documents(page) } else { self.lines(page) }
    }

    fn documents(&mut self, page: &Page) -> Result<(), Failure> {
        if self.rows == 0 {
            say::print(&format!("{{\n  \"object\": {},\n  \"rows\": [", json!(page.object)))?;
        }
        for record in &page.rows {
            let comma = if self.rows == 0 { " " } else { "," };
            say::print(&format!("  {comma} {}", as_json::record(record)))?;
            self.rows += 1;
        }
        Ok(())
    }

    fn lines(&mut self, page: &Page) -> Result<(), Failure> {
        let mut flat: Vec<Cells> = page.rows.iter().map(|record| cells(&as_json::record(record))).collect();
        if self.title_is_listed {
            flat.iter_mut().for_each(|row| row.retain(|(head, _)| head != "title"));
        }
        let (heads, table) = self.table.get_or_insert_with(|| {
            let heads = if flat.is_empty() { self.columns.clone() } else { heads(&flat) };
            let table = Table::new(&heads, &lined(&heads, &flat));
            (heads, table)
        });
        if self.rows == 0 {
            say::print(&table.line(heads))?;
        }
        for row in lined(heads, &flat) {
            say::print(&table.line(&row))?;
            self.rows += 1;
        }
        Ok(())
    }

    fn end(&self, last: &Page) -> Result<(), Failure> {
        if self.json {
            return say::print(&format!(
                "  ],\n  \"total\": {},\n  \"next\": {}\n}}",
                json!(last.total),
                json!(last.next)
            ));
        }
        match last.total {
            Some(total) if u64::try_from(total) == Ok(self.rows) => say::print(&format!("total: {total}")),
            Some(total) => say::print(&format!("total: {total} ({} shown; --limit all lists every one)", self.rows)),
            None => Ok(()),
        }
    }
}
