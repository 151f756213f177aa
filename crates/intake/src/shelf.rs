//! Where uploaded files lie: content-addressed by SHA-256 under a folder the caller gives. No text of a user is ever
//! part of a path; the file's own name is kept in the plan.

use std::io::Write as _;
use std::path::{Path, PathBuf};

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
        if path.exists() {
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

/// SHA-256 of bytes, hex.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
