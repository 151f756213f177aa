//! `candor check`: the catalogue's files, every expression in them, and (for the shipped one) the words in three languages.
//! All faults at once, each with file, line and how to mend it.

use std::path::Path;

use serde::Serialize;
use serde_json::json;

use crate::args::Check;
use crate::exit::{Failure, file_failure};
use crate::say::{print, print_json, query_fault};

/// Checks a folder, or the shipped catalogue.
///
/// # Errors
/// `Invalid` with every fault when there are any.
pub fn run(args: &Check) -> Result<(), Failure> {
    let files = match &args.folder {
        Some(folder) => read_folder(folder)?,
        None => catalogue::shipped_files(),
    };
    let faults = find_faults(&files, args.folder.as_deref());
    if args.form.json {
        print_json(&json!({ "sound": faults.is_empty(), "files": files.len(), "faults": faults }))?;
    }
    match (faults.is_empty(), args.form.json) {
        (true, true) => Ok(()),
        (true, false) => print(&format!("The catalogue is sound: {} files.", files.len())),
        (false, true) => Err(Failure::Invalid(format!("{} fault(s)", faults.len()))),
        (false, false) => {
            let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
            Err(Failure::Invalid(format!("{} fault(s):\n{}", faults.len(), lines.join("\n"))))
        }
    }
}

/// A fault with the file in which it is, as it was found on the disk.
#[derive(Serialize)]
struct Found {
    file: String,
    line: u32,
    text: String,
}

impl std::fmt::Display for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.text)
    }
}

fn find_faults(files: &[(String, String)], folder: Option<&Path>) -> Vec<Found> {
    let (catalogue, faults) = catalogue::survey(files);
    let found = |file: &str, line: u32, text: String| Found { file: on_disk(file, folder), line, text };
    let declared = faults.iter().map(|fault| found(&fault.file, fault.line, fault.problem.to_string()));
    let expressions = query::faults_of(&catalogue)
        .into_iter()
        .map(|(place, fault)| found(&place.file, place.line, format!("{}: {}", place.key, query_fault(&fault))));
    declared.chain(expressions).collect()
}

/// The catalogue knows its files as `catalogue/objects/deal.toml`; whoever mends one needs where it lies.
fn on_disk(file: &str, folder: Option<&Path>) -> String {
    match (folder, file.strip_prefix("catalogue/")) {
        (Some(folder), Some(below)) => folder.join(below).display().to_string(),
        _ => file.to_owned(),
    }
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
