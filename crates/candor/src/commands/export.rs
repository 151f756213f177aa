//! `candor export`: a list as a file, with the rights of the person of `--as`, noted in the evidence like one from a page.

use std::path::Path;

use outtake::{Form, OuttakeError};
use query::Archived;
use records::export::{self, Export as Begun};
use records::{Ctx, ListAsk};
use serde_json::json;

use super::query::{self as asked, unknown};
use super::{act_as, close, open};
use crate::args::Export;
use crate::exit::{Failure, file_failure};
use crate::say::{self, print, print_json};

/// Writes the file. Never over one that exists, and never half of one.
///
/// # Errors
/// `Invalid` for a file that exists or a column that may not leave; `NotFound` for an unknown person or object, or one whose
/// role exports nothing of it.
pub async fn run(args: &Export) -> Result<(), Failure> {
    let form = form(args)?;
    if args.out.exists() {
        return Err(Failure::Invalid(format!("{} exists; an export never overwrites a file", args.out.display())));
    }
    let gate = open(&args.place).await?;
    let ctx = act_as(&gate, args.person.as_deref(), "command").await?.speaking(say::lang());
    let exported = written(&ctx, args, form).await;
    close(&gate).await?;
    exported
}

/// As said, or as the name of the file says.
fn form(args: &Export) -> Result<Form, Failure> {
    let ending = || args.out.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let word = args.format.clone().unwrap_or_else(ending);
    Form::parse(&word).ok_or_else(|| {
        Failure::Invalid(format!("{}: name the file .xlsx or .csv, or say --format", args.out.display()))
    })
}

async fn written(ctx: &Ctx, args: &Export, form: Form) -> Result<(), Failure> {
    if ctx.gate.catalogue.object(&args.records.object).is_none() {
        return Err(unknown(ctx, &args.records.object));
    }
    let out = &args.out;
    // Beside its place, so that it gets its name in one step; readable for nobody else.
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let kept = tempfile::NamedTempFile::new_in(folder).map_err(|error| file_failure(out, &error))?;
    let mut begun = export::begin(ctx, &ask(args), form.as_str()).await?;
    let file = kept.as_file().try_clone().map_err(|error| file_failure(out, &error))?;
    let file = outtake::write(&mut begun, form, file).await.map_err(|error| failure(out, error))?;
    file.sync_all().map_err(|error| file_failure(out, &error))?;
    kept.persist_noclobber(out).map_err(|error| file_failure(out, &error.error))?;
    tell(args, form, begun)
}

fn failure(out: &Path, error: OuttakeError) -> Failure {
    match error {
        OuttakeError::Records(error) => error.into(),
        OuttakeError::File(error) => file_failure(out, &error),
        OuttakeError::Sheet(error) => Failure::Internal(error.to_string()),
    }
}

fn tell(args: &Export, form: Form, begun: Begun) -> Result<(), Failure> {
    let (rows, stay, noted) = (begun.given(), begun.survey().stay, begun.noted());
    let columns: Vec<String> = begun.columns().iter().map(|column| column.path.to_string()).collect();
    let closed = begun.survey().closed.clone();
    // The file stands under its name: whatever becomes of the report, it has left.
    begun.finished();
    if args.form.json {
        return print_json(&json!({
            "file": args.out, "format": form.as_str(), "rows": rows, "stay": stay, "columns": columns, "closed": closed,
            "evidence": noted,
        }));
    }
    print(&format!("{} record(s) in {}", rows, args.out.display()))?;
    if stay > 0 {
        print(&format!("{stay} record(s) stay: this person reads them and may not export them"))?;
    }
    if !closed.is_empty() {
        print(&format!("columns that stay: {}", closed.join(", ")))?;
    }
    Ok(())
}

fn ask(args: &Export) -> ListAsk {
    let archived = match args.archived.as_deref() {
        Some("only") => Archived::Only,
        Some(_) => Archived::Include,
        None => Archived::Hide,
    };
    ListAsk { columns: args.columns.clone(), archived, ..asked::ask(&args.records) }
}
