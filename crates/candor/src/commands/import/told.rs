//! What an import tells: the preview and the report in lines, and which files brought nothing, with the reason.

use intake::{Flag, Preview, Proposal, Report, Said, Workbook};
use serde::Serialize;

use crate::exit::Failure;
use crate::say::{print, print_table, said};

/// Why a whole file may bring nothing without anything being amiss.
const EXPECTED: [&str; 3] = ["intake-aside-dictionary", "intake-aside-twin", "intake-aside-left-out"];

/// A file that brought nothing.
#[derive(Serialize)]
pub struct Barren {
    file: String,
    why: String,
}

/// True when no row of any sheet would be read.
#[must_use]
pub fn has_no_rows(proposal: &Proposal) -> bool {
    let mut sheets = proposal.plan.sheets.iter().zip(&proposal.sheets);
    sheets.all(|(plan, seen)| !plan.included || seen.rows == 0)
}

/// The files that would bring nothing.
#[must_use]
pub fn barren_plan(proposal: &Proposal, books: &[Workbook]) -> Vec<Barren> {
    let sheets = proposal.plan.sheets.iter().zip(&proposal.sheets).map(|(plan, seen)| {
        let why = match (plan.included, &plan.set_aside) {
            (true, _) => Said::new("intake-aside-no-rows"),
            (false, Some(why)) => why.clone(),
            (false, None) => Said::new("intake-aside-left-out"),
        };
        (plan.file.as_str(), plan.included && seen.rows > 0, Some(why))
    });
    of_books(books, &sheets.collect::<Vec<_>>())
}

/// The files that brought nothing.
#[must_use]
pub fn barren(report: &Report, books: &[Workbook]) -> Vec<Barren> {
    let sheets = report.files.iter().map(|file| (file.file.as_str(), file.rows_imported > 0, file.skipped.clone()));
    of_books(books, &sheets.collect::<Vec<_>>())
}

/// `sheets`: file, whether it brought anything, and why not.
fn of_books(books: &[Workbook], sheets: &[(&str, bool, Option<Said>)]) -> Vec<Barren> {
    let mut barren = Vec::new();
    for book in books {
        let own: Vec<_> = sheets.iter().filter(|(file, ..)| *file == book.name).collect();
        let whys: Vec<&Said> = own.iter().filter_map(|(.., why)| why.as_ref()).collect();
        let is_expected = !whys.is_empty() && whys.iter().all(|why| EXPECTED.contains(&why.key.as_str()));
        if own.iter().any(|(_, brought, _)| *brought) || is_expected {
            continue;
        }
        let mut why: Vec<String> = whys.into_iter().map(said).collect();
        if why.is_empty() {
            why.push(said(&Said::new("intake-aside-no-table")));
        }
        why.dedup();
        barren.push(Barren { file: book.name.clone(), why: why.join(" ") });
    }
    barren
}

/// # Errors
/// `Partial`, naming each file and why, when there are any.
pub fn refuse_barren(barren: &[Barren]) -> Result<(), Failure> {
    if barren.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = barren.iter().map(|b| format!("{} brought nothing: {}", b.file, b.why)).collect();
    Err(Failure::Partial(lines.join("\n")))
}

/// What a run would do.
///
/// # Errors
/// As `say::print`.
pub fn preview(preview: &Preview) -> Result<(), Failure> {
    let heads = ["Object", "New", "Updated", "Unchanged", "In doubt", "Refused"].map(str::to_owned);
    let rows = preview.objects.iter().map(|object| {
        let counts = object.counts;
        let counts = [counts.created, counts.updated, counts.unchanged, counts.in_doubt, counts.refused];
        std::iter::once(object.object.clone()).chain(counts.map(|count| count.to_string())).collect()
    });
    print_table(&heads, &rows.collect::<Vec<Vec<String>>>())?;
    flags(&preview.flags)?;
    preview.open.iter().try_for_each(|open| print(&format!("? {}", said(open))))?;
    print(&"Nothing was written.")
}

/// What a run did.
///
/// # Errors
/// As `say::print`.
pub fn report(report: &Report) -> Result<(), Failure> {
    print(&format!("Batch {}: {}", report.batch, report.state))?;
    for file in &report.files {
        print(&format!(
            "{} › {}: {} rows read, {} imported, {} skipped, {} refused",
            file.file, file.sheet, file.rows_read, file.rows_imported, file.rows_skipped, file.rows_refused
        ))?;
        if let Some(why) = &file.skipped {
            print(&format!("  skipped: {}", said(why)))?;
        }
        if !file.columns_not_taken.is_empty() {
            print(&format!("  columns not taken: {}", file.columns_not_taken.join(", ")))?;
        }
    }
    for object in &report.objects {
        print(&format!(
            "{}: {} created, {} updated, {} unchanged, {} in doubt, {} refused",
            object.object, object.created, object.updated, object.unchanged, object.in_doubt, object.refused
        ))?;
    }
    flags(&report.flags)?;
    for row in &report.refused {
        let why: Vec<String> = row.why.iter().map(said).collect();
        print(&format!("refused: {} {}: {}", row.object, row.title, why.join("; ")))?;
    }
    Ok(())
}

/// Each with its file and sheet, when it is about one.
fn flags(flags: &[Flag]) -> Result<(), Failure> {
    for flag in flags {
        let place: Vec<&str> = [flag.file.as_deref(), flag.sheet.as_deref()].into_iter().flatten().collect();
        let place = if place.is_empty() { String::new() } else { format!("{}: ", place.join(" › ")) };
        print(&format!("! {place}{}", said(&flag.what)))?;
    }
    Ok(())
}
