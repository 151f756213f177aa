//! The key that signs the heads of the evidence: made once, kept beside the database in a file that only its owner reads.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use crate::exit::{Failure, file_failure};

/// Where the key of this database lies: beside a database file, else in the folder of files.
#[must_use]
pub fn path(db: &str, files: &Path) -> PathBuf {
    match db.strip_prefix("sqlite:") {
        Some(file) => PathBuf::from(format!("{file}.key")),
        None => files.join("evidence.key"),
    }
}

/// The key, if this machine has it.
///
/// # Errors
/// When the file cannot be read or holds no key.
pub fn read(path: &Path) -> Result<Option<audit::SigningKey>, Failure> {
    if !path.exists() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(path).map_err(|e| file_failure(path, &e))?;
    let key = audit::key::from_text(&text).map_err(|e| Failure::Invalid(format!("{}: {e}", path.display())))?;
    Ok(Some(key))
}

/// Reads the key, or makes it.
///
/// # Errors
/// When the file cannot be read or written, or holds no key.
pub fn read_or_make(path: &Path) -> Result<audit::SigningKey, Failure> {
    if let Some(key) = read(path)? {
        return Ok(key);
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|e| file_failure(folder, &e))?;
    }
    let key = audit::key::generate().map_err(|e| Failure::Internal(e.to_string()))?;
    let made = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let mut file = made.map_err(|e| file_failure(path, &e))?;
    file.write_all(audit::key::to_text(&key).as_bytes()).map_err(|e| file_failure(path, &e))?;
    file.sync_all().map_err(|e| file_failure(path, &e))?;
    Ok(key)
}
