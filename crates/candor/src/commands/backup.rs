//! `candor backup` and `candor restore`: everything in one portable file, from either engine into either.

use std::path::{Path, PathBuf};

use catalogue::Catalogue;
use records::{Clock, Gate};
use serde_json::json;
use store::{Shelf, Store};

use super::key;
use crate::args::{Backup, Restore};
use crate::exit::{Failure, file_failure};
use crate::say::{print, print_json};

/// Writes a consistent copy while the company works on. Never over an existing file.
///
/// # Errors
/// `Invalid` when the file exists or cannot be written; `Unavailable` with its name when a file of a record is missing or
/// damaged.
pub async fn save(args: &Backup) -> Result<(), Failure> {
    if args.file.exists() {
        return Err(Failure::Invalid(format!("{} exists; a backup never overwrites one", args.file.display())));
    }
    let shelf = Shelf::of_records(&args.files.folder(&args.place));
    let store = Store::find(&args.place.db, Catalogue::shipped()).await?.with_shelf(shelf);
    store.backup(&args.file).await?;
    let size = std::fs::metadata(&args.file).map_err(|e| file_failure(&args.file, &e))?.len();
    if args.form.json {
        return print_json(&json!({ "file": args.file, "bytes": size }));
    }
    print(&format!("{} ({size} bytes)", args.file.display()))
}

/// Fills an empty database, and leaves in its evidence from which head it goes on and under which key: the secret key of
/// the old one is in no backup.
///
/// # Errors
/// `Unavailable` when it is not empty, or the file is damaged.
pub async fn restore(args: &Restore) -> Result<(), Failure> {
    if !args.file.exists() {
        return Err(Failure::Invalid(format!("{}: there is no such file", args.file.display())));
    }
    let files = args.files.folder(&args.place);
    let new = New::before(args, &files);
    if let Err(failure) = fill(args, &files).await {
        new.take_away();
        return Err(failure);
    }
    if args.form.json {
        return print_json(&json!({ "restored_from": args.file, "db": args.place.db }));
    }
    print(&format!("Restored from {}", args.file.display()))
}

async fn fill(args: &Restore, files: &Path) -> Result<(), Failure> {
    let catalogue = Catalogue::shipped();
    let store = Store::open(&args.place.db, catalogue.clone()).await?.with_shelf(Shelf::of_records(files));
    let store = store.restore(&args.file).await?;
    let gate = Gate::open(store, Clock::system()).await?;
    Ok(records::seal::seal_restored(&gate, &key::read_or_make(&key::path(&args.place.db, files))?).await?)
}

/// What was not there before a restore: one that fails leaves nothing of it behind.
struct New {
    files: Vec<PathBuf>,
    folder: Option<PathBuf>,
}

impl New {
    fn before(args: &Restore, folder: &Path) -> Self {
        let mut files = store::files_of(&args.place.db);
        files.push(key::path(&args.place.db, folder));
        files.retain(|file| !file.exists());
        Self { files, folder: (!folder.exists()).then(|| folder.to_owned()) }
    }

    /// What cannot be taken away is told in the log; the failure of the restore itself is what counts.
    fn take_away(&self) {
        let files = self.files.iter().filter(|file| file.exists()).map(|file| (file, std::fs::remove_file(file)));
        let folder = self.folder.iter().filter(|f| f.exists()).map(|folder| (folder, std::fs::remove_dir_all(folder)));
        for (path, gone) in files.chain(folder) {
            if let Err(error) = gone {
                tracing::warn!(path = %path.display(), %error, "a restore that failed left this behind");
            }
        }
    }
}
