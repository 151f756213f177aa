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
    keep(path, &audit::key::to_text(&key)).map_err(|e| file_failure(path, &e))?;
    Ok(key)
}

/// Written aside and then given its name, which refuses where there is one already: a process that is killed in between
/// leaves no empty key behind, with which no later start would go on.
fn keep(path: &Path, text: &str) -> std::io::Result<()> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(format!(".{}.part", std::process::id()));
    let aside = PathBuf::from(aside);
    let mut file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&aside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    let named = std::fs::hard_link(&aside, path);
    std::fs::remove_file(&aside)?;
    named?;
    // The name itself is on the disk only with its folder.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_whole_once_and_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("candor.db.key");
        let made = read_or_make(&path).unwrap();
        assert_eq!(read_or_make(&path).unwrap().to_bytes(), made.to_bytes());
        assert!(keep(&path, "another").is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left aside");
    }
}
