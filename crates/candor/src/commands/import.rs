//! `candor import`: the same way as the import page: read, propose, preview, run, report.

mod told;

use std::path::Path;

use intake::{Plan, Proposal, Workbook};
use records::Ctx;
use serde_json::json;

use super::{act_as, close, open_or_make};
use crate::args::Import;
use crate::exit::{Failure, file_failure};
use crate::say::{print, print_json, read_fault, said};

/// Imports the files as one batch.
///
/// # Errors
/// `Invalid` when a file cannot be read or the plan leaves a decision open; `Partial` when rows were refused, or a file
/// brought nothing.
pub async fn run(args: &Import) -> Result<(), Failure> {
    let books = read_books(args)?;
    let gate = open_or_make(&args.place).await?;
    let ctx = act_as(&gate, args.person.as_deref(), "import").await?;
    let proposal = match &args.plan {
        Some(path) => intake::review(&ctx, read_plan(path)?, &books).await?,
        None => intake::propose(&ctx, &books).await?,
    };
    let outcome = if let Some(path) = &args.plan_out {
        save_plan(path, &proposal.plan)
    } else if args.dry_run {
        dry_run(&ctx, &proposal, &books, args.form.json).await
    } else {
        import(&ctx, &proposal, &books, args.form.json).await
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
    print(&format!("The plan is in {}: edit it and run the import again with --plan.", path.display()))
}

async fn dry_run(ctx: &Ctx, proposal: &Proposal, books: &[Workbook], as_json: bool) -> Result<(), Failure> {
    let preview = intake::preview(ctx, &proposal.plan, books).await?;
    if as_json {
        print_json(&json!({ "proposal": proposal, "preview": preview }))?;
    } else {
        told::preview(&preview)?;
    }
    told::refuse_barren(&told::barren_plan(proposal, books))
}

async fn import(ctx: &Ctx, proposal: &Proposal, books: &[Workbook], as_json: bool) -> Result<(), Failure> {
    let plan = &proposal.plan;
    // Without a row there is nothing to begin: no batch that says it is done.
    if told::has_no_rows(proposal) {
        let barren = told::barren_plan(proposal, books);
        if as_json {
            print_json(&json!({ "batch": null, "state": "nothing", "files": barren, "flags": proposal.flags }))?;
        } else {
            print(&"Nothing was imported.")?;
        }
        return told::refuse_barren(&barren);
    }
    let batch = intake::begin(ctx, plan).await?;
    let report = intake::run(ctx, batch, plan, books).await?;
    if as_json {
        print_json(&serde_json::to_value(&report)?)?;
    } else {
        told::report(&report)?;
    }
    if let Some(fault) = &report.fault {
        return Err(Failure::Partial(said(fault)));
    }
    if !report.refused.is_empty() {
        return Err(Failure::Partial(format!("{} row(s) were refused: see the report", report.refused.len())));
    }
    told::refuse_barren(&told::barren(&report, books))
}
