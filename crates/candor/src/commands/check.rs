//! `candor check`: the catalogue's files, every expression in them and the words in three languages, all faults at once.

use crate::args::Check;
use crate::exit::Failure;
use crate::say::print_json;

/// Checks a folder, or the shipped catalogue.
///
/// # Errors
/// `Invalid` with every fault when there are any.
pub fn run(args: &Check) -> Result<(), Failure> {
    let faults = records::check::catalogue_faults(args.folder.as_deref()).map_err(Failure::Invalid)?;
    if args.form.json {
        print_json(&serde_json::json!({ "ok": faults.is_empty(), "faults": faults }))?;
    }
    if faults.is_empty() {
        if !args.form.json {
            println!("The catalogue is sound.");
        }
        return Ok(());
    }
    Err(Failure::Invalid(format!("{} fault(s):\n{}", faults.len(), faults.join("\n"))))
}
