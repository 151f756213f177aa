//! Where uploaded files lie: content-addressed by SHA-256 under a folder the caller gives. No text of a user is ever
//! part of a path; the file's own name is kept in the plan.

use std::collections::HashSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest as _, Sha256};

/// A folder of immutable files.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: PathBuf,
}

impl Shelf {
    /// Opens the folder, made if it is not there.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(folder: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// Keeps these bytes and answers their SHA-256, hex. The same bytes twice are one file.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn put(&self, bytes: &[u8]) -> std::io::Result<String> {
        let name = sha256(bytes);
        let path = self.folder.join(&name);
        if let Ok(there) = std::fs::File::options().append(true).open(&path) {
            // Kept anew: its days are counted from now.
            there.set_modified(SystemTime::now())?;
            return Ok(name);
        }
        // Written aside and renamed, so that a file under its final name is always whole.
        let aside = self.folder.join(format!("{name}.{}.part", std::process::id()));
        let mut file = std::fs::File::create(&aside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&aside, &path)?;
        Ok(name)
    }

    /// The files that were kept before this moment (or since it), by name.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn names(&self, kept: Kept) -> std::io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.folder)? {
            let entry = entry?;
            let at = entry.metadata()?.modified()?;
            let is_asked = match kept {
                Kept::Before(moment) => at < moment,
                Kept::Since(moment) => at >= moment,
            };
            names.extend(entry.file_name().into_string().ok().filter(|_| is_asked));
        }
        names.sort_unstable();
        Ok(names)
    }

    /// Removes what was kept before this moment and is not among the `needed`; answers how many files went.
    ///
    /// # Errors
    /// When the folder cannot be read or a file not removed.
    pub fn clear(&self, before: SystemTime, needed: &HashSet<String>) -> std::io::Result<usize> {
        let mut gone = 0;
        for name in self.names(Kept::Before(before))?.into_iter().filter(|name| !needed.contains(name)) {
            match std::fs::remove_file(self.folder.join(name)) {
                Ok(()) => gone += 1,
                // Another node that shares the folder was first.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(gone)
    }

    /// Path of a kept file; `None` when the name is no SHA-256 or nothing is kept under it.
    #[must_use]
    pub fn path(&self, sha256: &str) -> Option<PathBuf> {
        let is_hash = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase());
        if !is_hash {
            return None;
        }
        Some(self.folder.join(sha256)).filter(|p| p.is_file())
    }
}

/// Which files are asked for, by the moment when they were last kept.
#[derive(Debug, Clone, Copy)]
pub enum Kept {
    Before(SystemTime),
    Since(SystemTime),
}

/// SHA-256 of bytes, hex.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
