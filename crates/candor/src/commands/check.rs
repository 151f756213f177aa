//! `candor check`: the catalogue's files, every expression in them, and (for the shipped one) the words in three languages.
//! All faults at once, each with file, line and how to mend it.

use std::path::Path;

use catalogue::{Catalogue, Currency, ExpressionPlace, Id, Wants};
use query::{Env, QueryFault};

use crate::args::Check;
use crate::exit::{Failure, file_failure};
use crate::say::{print_json, query_fault};

/// Checks a folder, or the shipped catalogue.
///
/// # Errors
/// `Invalid` with every fault when there are any.
pub fn run(args: &Check) -> Result<(), Failure> {
    let files = match &args.folder {
        Some(folder) => read_folder(folder)?,
        None => catalogue::shipped_files(),
    };
    let faults = find_faults(&files);
    if args.form.json {
        print_json(&serde_json::json!({ "sound": faults.is_empty(), "faults": faults }))?;
    }
    if !faults.is_empty() {
        return Err(Failure::Invalid(format!("{} fault(s):\n{}", faults.len(), faults.join("\n"))));
    }
    if !args.form.json {
        println!("The catalogue is sound: {} files.", files.len());
    }
    Ok(())
}

fn find_faults(files: &[(String, String)]) -> Vec<String> {
    let (catalogue, faults) = catalogue::survey(files);
    let declared = faults.iter().map(ToString::to_string);
    declared.chain(catalogue.expressions.iter().flat_map(|place| check_expression(&catalogue, place))).collect()
}

fn check_expression(catalogue: &Catalogue, place: &ExpressionPlace) -> Vec<String> {
    let Some(object) = catalogue.object(&place.object) else { return Vec::new() };
    let env = Env { me: Id(0), now: 0, zone: jiff::tz::TimeZone::UTC, fiscal_month: 1, currency: Currency::EUR };
    let faults: Vec<QueryFault> = match &place.wants {
        Wants::Condition => query::condition(catalogue, object, &place.text, &env).err(),
        Wants::Value(_) => query::operand(catalogue, object, &place.text, &env).err(),
    }
    .unwrap_or_default();
    faults.iter().map(|fault| format!("{}:{}: {}: {}", place.file, place.line, place.key, query_fault(fault))).collect()
}

/// Every TOML file below the folder, with paths as the catalogue knows them (`objects/deal.toml`).
fn read_folder(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    let mut files = Vec::new();
    for kind in ["objects", "roles", "findings"] {
        let below = folder.join(kind);
        if !below.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(&below).map_err(|e| file_failure(&below, &e))? {
            let path = entry.map_err(|e| file_failure(&below, &e))?.path();
            if path.extension().is_some_and(|ending| ending == "toml") {
                let text = std::fs::read_to_string(&path).map_err(|e| file_failure(&path, &e))?;
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                files.push((format!("catalogue/{kind}/{name}"), text));
            }
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(Failure::Invalid(format!(
            "{}: no catalogue files; expected objects/*.toml, roles/*.toml and findings/*.toml below it",
            folder.display()
        )));
    }
    Ok(files)
}
