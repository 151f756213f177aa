//! `candor setup`: the company's own fields and kinds of record as a folder of files, out and in.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;

use super::{act_as, close, open};
use crate::args::{Setup, SetupApply, SetupSave};
use crate::exit::{Failure, file_failure};
use crate::say::{print, print_json};

/// Saves or applies.
///
/// # Errors
/// As the command that is named.
pub async fn run(command: Setup) -> Result<(), Failure> {
    match command {
        Setup::Save(args) => save(&args).await,
        Setup::Apply(args) => apply(&args).await,
    }
}

/// Writes the set-up into a new or empty folder.
///
/// # Errors
/// `Invalid` when something is in the folder already.
async fn save(args: &SetupSave) -> Result<(), Failure> {
    let folder = &args.folder;
    let is_filled = folder.is_dir() && folder.read_dir().map_err(|e| file_failure(folder, &e))?.next().is_some();
    if is_filled {
        return Err(Failure::Invalid(format!("{}: there is something in it; name a new folder", folder.display())));
    }
    let gate = open(&args.place).await?;
    let ctx = act_as(&gate, args.person.as_deref(), "command").await?;
    let setup = records::setup::current(&ctx)?;
    for (path, text) in &setup.files {
        let file = folder.join(path);
        if let Some(parent) = file.parent() {
            std::fs::create_dir_all(parent).map_err(|e| file_failure(parent, &e))?;
        }
        std::fs::write(&file, text).map_err(|e| file_failure(&file, &e))?;
    }
    close(&gate).await?;
    if args.form.json {
        return print_json(
            &json!({ "version": setup.version, "folder": folder, "files": setup.files.keys().collect::<Vec<_>>() }),
        );
    }
    print(&format!("{} file(s) of version {} in {}", setup.files.len(), setup.version, folder.display()))
}

/// Takes over what is in the folder, in place of the set-up that holds; with `--dry-run` only says what would change.
///
/// # Errors
/// `Invalid` with every fault, each with its file and line; nothing is changed then.
async fn apply(args: &SetupApply) -> Result<(), Failure> {
    let files = read_folder(&args.folder)?;
    let gate = open(&args.place).await?;
    let ctx = act_as(&gate, args.person.as_deref(), "command").await?;
    let changed = if args.dry_run {
        records::setup::preview(&ctx, files).await?
    } else {
        records::setup::replace(&ctx, &files).await?
    };
    gate.store.indexes_made().await;
    records::searched::catch_up(&gate).await?;
    close(&gate).await?;
    if args.form.json {
        return print_json(&json!({ "changed": changed, "applied": !args.dry_run }));
    }
    match (changed.is_empty(), args.dry_run) {
        (true, _) => print(&"The set-up is the same: nothing to change."),
        (false, true) => print(&format!("Would change: {}", changed.join(", "))),
        (false, false) => print(&format!("Changed: {}. It holds from the next request on.", changed.join(", "))),
    }
}

/// Every file of the set-up below the folder, by its path there.
fn read_folder(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    if !folder.is_dir() {
        return Err(Failure::Invalid(format!("{}: there is no such folder", folder.display())));
    }
    let mut files = BTreeMap::new();
    for (kind, ending) in [("objects", "toml"), ("roles", "toml"), ("findings", "toml"), ("locales", "ftl")] {
        let below = folder.join(kind);
        if !below.is_dir() {
            continue;
        }
        for entry in below.read_dir().map_err(|e| file_failure(&below, &e))? {
            let path = entry.map_err(|e| file_failure(&below, &e))?.path();
            if path.extension().is_some_and(|found| found == ending) {
                let text = std::fs::read_to_string(&path).map_err(|e| file_failure(&path, &e))?;
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                files.insert(format!("{kind}/{name}"), text);
            }
        }
    }
    if files.is_empty() {
        let text =
            "no files of a set-up; expected objects/, roles/ and findings/ with *.toml, and locales/*.ftl below it";
        return Err(Failure::Invalid(format!("{}: {text}", folder.display())));
    }
    Ok(files)
}
