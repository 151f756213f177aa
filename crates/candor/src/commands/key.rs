//! The key that signs the heads of the evidence: made once, kept beside the database in a file that only its owner reads.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use crate::exit::{Failure, file_failure};

/// Where the key of this database lies: beside a database file, else in the folder of files.
#[must_use]
pub fn path(db: &str, files: Option<&Path>) -> PathBuf {
    match (db.strip_prefix("sqlite:"), files) {
        (Some(file), _) => PathBuf::from(format!("{file}.key")),
        (None, Some(folder)) => folder.join("evidence.key"),
        (None, None) => PathBuf::from("evidence.key"),
    }
}

/// Reads the key, or makes it.
///
/// # Errors
/// When the file cannot be read or written, or holds no key.
pub fn read_or_make(path: &Path) -> Result<audit::SigningKey, Failure> {
    if path.exists() {
        let text = std::fs::read_to_string(path).map_err(|e| file_failure(path, &e))?;
        return audit::key::from_text(&text).map_err(|e| Failure::Invalid(format!("{}: {e}", path.display())));
    }
    let key = audit::key::generate().map_err(|e| Failure::Internal(e.to_string()))?;
    let made = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let mut file = made.map_err(|e| file_failure(path, &e))?;
    file.write_all(audit::key::to_text(&key).as_bytes()).map_err(|e| file_failure(path, &e))?;
    file.sync_all().map_err(|e| file_failure(path, &e))?;
    Ok(key)
}
