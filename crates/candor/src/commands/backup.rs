//! `candor backup` and `candor restore`: everything in one portable file, from either engine into either.

use catalogue::Catalogue;
use records::{Clock, Gate};
use store::{Shelf, Store};

use super::key;
use crate::args::{Backup, Restore};
use crate::exit::{Failure, file_failure};

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
    let store = Store::join(&args.place.db, Catalogue::shipped()).await?.with_shelf(shelf);
    store.backup(&args.file).await?;
    let size = std::fs::metadata(&args.file).map_err(|e| file_failure(&args.file, &e))?.len();
    println!("{} ({size} bytes)", args.file.display());
    Ok(())
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
    let catalogue = Catalogue::shipped();
    let store = Store::open(&args.place.db, catalogue.clone()).await?.with_shelf(Shelf::of_records(&files));
    store.restore(&args.file).await?;
    let gate = Gate::open(store, catalogue, Clock::system()).await?;
    records::seal::seal_restored(&gate, &key::read_or_make(&key::path(&args.place.db, &files))?).await?;
    println!("Restored from {}", args.file.display());
    Ok(())
}
