//! `candor import`: the same way as the import page: read, propose, preview, run, report.

use std::path::Path;

use intake::{Plan, Report, Workbook};
use records::Ctx;
use serde_json::json;

use super::{act_as, close, open};
use crate::args::Import;
use crate::exit::{Failure, file_failure};
use crate::say::{print_json, read_fault, said};

/// Imports the files as one batch.
///
/// # Errors
/// `Invalid` when a file cannot be read or the plan leaves a decision open; `Partial` when rows were refused.
pub async fn run(args: &Import) -> Result<(), Failure> {
    let books = read_books(args)?;
    let gate = open(&args.place).await?;
    let ctx = act_as(&gate, args.person.as_deref(), "import").await?;
    let proposal = match &args.plan {
        Some(path) => intake::review(&ctx, read_plan(path)?, &books).await?,
        None => intake::propose(&ctx, &books).await?,
    };
    let outcome = if let Some(path) = &args.plan_out {
        save_plan(path, &proposal.plan)
    } else if args.dry_run {
        let preview = intake::preview(&ctx, &proposal.plan, &books).await?;
        print_json(&json!({ "proposal": proposal, "preview": preview }))
    } else {
        import(&ctx, &proposal.plan, &books, args.form.json).await
    };
    close(&gate).await?;
    outcome
}

fn read_books(args: &Import) -> Result<Vec<Workbook>, Failure> {
    let mut books = Vec::new();
    let mut faults = Vec::new();
    for path in &args.files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match intake::read::read_file(path, &name) {
            Ok(book) => books.push(book),
            Err(fault) => faults.push(read_fault(&fault)),
        }
    }
    if faults.is_empty() { Ok(books) } else { Err(Failure::Invalid(faults.join("\n"))) }
}

fn read_plan(path: &Path) -> Result<Plan, Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| file_failure(path, &e))?;
    serde_json::from_str(&text).map_err(|e| Failure::Invalid(format!("{}: {e}", path.display())))
}

fn save_plan(path: &Path, plan: &Plan) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(plan)?;
    std::fs::write(path, text).map_err(|e| file_failure(path, &e))?;
    println!("The plan is in {}: edit it and run the import again with --plan.", path.display());
    Ok(())
}

async fn import(ctx: &Ctx, plan: &Plan, books: &[Workbook], as_json: bool) -> Result<(), Failure> {
    let batch = intake::begin(ctx, plan).await?;
    let report = intake::run(ctx, batch, plan, books).await?;
    if as_json {
        print_json(&serde_json::to_value(&report)?)?;
    } else {
        print_report(&report);
    }
    if let Some(fault) = &report.fault {
        return Err(Failure::Partial(said(fault)));
    }
    if report.refused.is_empty() {
        Ok(())
    } else {
        Err(Failure::Partial(format!("{} row(s) were refused: see the report", report.refused.len())))
    }
}

fn print_report(report: &Report) {
    println!("Batch {}: {}", report.batch, report.state);
    for file in &report.files {
        println!(
            "{} › {}: {} rows read, {} imported, {} skipped, {} refused",
            file.file, file.sheet, file.rows_read, file.rows_imported, file.rows_skipped, file.rows_refused
        );
    }
    for object in &report.objects {
        println!(
            "{}: {} created, {} updated, {} unchanged, {} in doubt, {} refused",
            object.object, object.created, object.updated, object.unchanged, object.in_doubt, object.refused
        );
    }
    for flag in &report.flags {
        println!("! {}", said(&flag.what));
    }
    for row in &report.refused {
        let why: Vec<String> = row.why.iter().map(said).collect();
        println!("refused: {} {}: {}", row.object, row.title, why.join("; "));
    }
}
