//! Where files lie: each under the SHA-256 of its bytes, in a folder that the caller gives. No text of a user is ever part
//! of a path, and no file changes after it was put there.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

pub use crate::digest::sha256_hex as sha256;

/// A folder of immutable files.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: PathBuf,
    layout: Layout,
}

/// How the files lie in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    Flat,
    /// In folders by the first two digits of the hash: no folder grows beyond what tools can list.
    Fanned,
}

/// Which files are asked for, by the moment when they were last kept.
#[derive(Debug, Clone, Copy)]
pub enum Kept {
    Before(SystemTime),
    Since(SystemTime),
}

/// The ending of a file on its way out. Whoever keeps the same bytes at that moment brings it back.
const GOING: &str = ".going";

impl Shelf {
    /// Opens a folder for a few short-lived files (drafts), made if it is not there.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned(), layout: Layout::Flat })
    }

    /// The files of records, in a folder of their own below the company's folder of files. It is made with its first file.
    #[must_use]
    pub fn of_records(files: &Path) -> Self {
        Self { folder: files.join("records"), layout: Layout::Fanned }
    }

    /// The folder, for messages to whoever runs the company.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Keeps these bytes and answers their SHA-256, hex. The same bytes twice are one file. When it answers, the file
    /// survives a loss of power.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn put(&self, bytes: &[u8]) -> io::Result<String> {
        let name = sha256(bytes);
        if self.renewed(&name, Some(bytes.len()))? {
            return Ok(name);
        }
        let path = self.place(&name);
        let folder = path.parent().unwrap_or(&self.folder);
        if !folder.is_dir() {
            fs::create_dir_all(folder)?;
            for above in folder.ancestors().skip(1).take(3).filter(|above| above.is_dir()) {
                sync_folder(above)?;
            }
        }
        let aside = folder.join(format!("{name}.{}.part", own_number()));
        // Written aside and renamed, so that a file under its final name is always whole.
        let mut file = private(&aside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&aside, &path)?;
        sync_folder(folder)?;
        Ok(name)
    }

    /// Counts the days of a kept file from now; false when it is not there.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn renew(&self, sha256: &str) -> io::Result<bool> {
        if catalogue::is_sha256(sha256) { self.renewed(sha256, None) } else { Ok(false) }
    }

    fn renewed(&self, name: &str, length: Option<usize>) -> io::Result<bool> {
        let path = self.place(name);
        let there = match File::options().append(true).open(&path) {
            Ok(there) => there,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error),
        };
        // A file that lost its end (a disk that lied) is written anew.
        let is_whole = length.is_none_or(|length| there.metadata().is_ok_and(|m| m.len() == length as u64));
        if !is_whole {
            return Ok(false);
        }
        there.set_modified(SystemTime::now())?;
        there.sync_all()?;
        // Looked for after its time was set: a clearing that took it away before then does not see the new time.
        if !path.is_file() {
            return Ok(false);
        }
        sync_folder(path.parent().unwrap_or(&self.folder))?;
        Ok(true)
    }

    /// The files that were kept before this moment (or since it), by name.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn names(&self, kept: Kept) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for path in self.all()? {
            let at = match fs::metadata(&path) {
                Ok(there) => there.modified()?,
                // Renamed or cleared meanwhile.
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            };
            let is_asked = match kept {
                Kept::Before(moment) => at < moment,
                Kept::Since(moment) => at >= moment,
            };
            names.extend(path.file_name().and_then(|n| n.to_str()).filter(|_| is_asked).map(str::to_owned));
        }
        names.sort_unstable();
        Ok(names)
    }

    fn all(&self) -> io::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        let Some(entries) = vanished(fs::read_dir(&self.folder))? else { return Ok(files) };
        for entry in entries {
            let entry = entry?;
            match (self.layout, entry.file_type()?.is_dir()) {
                (Layout::Flat, false) => files.push(entry.path()),
                (Layout::Fanned, true) => {
                    for inner in fs::read_dir(entry.path())? {
                        files.push(inner?.path());
                    }
                }
                _ => {}
            }
        }
        Ok(files)
    }

    /// Removes what was kept before this moment and is not among the `needed`; answers how many files went. A file that
    /// somebody keeps anew meanwhile stays.
    ///
    /// # Errors
    /// When the folder cannot be read or a file not removed.
    pub fn clear(&self, before: SystemTime, needed: &HashSet<String>) -> io::Result<usize> {
        self.bring_back()?;
        let mut gone = 0;
        for name in self.names(Kept::Before(before))? {
            if !needed.contains(&name) && self.take_away(&name, before)? {
                gone += 1;
            }
        }
        Ok(gone)
    }

    /// What a clearing that was interrupted had set aside is a file again, and is asked about like any other.
    fn bring_back(&self) -> io::Result<()> {
        for name in self.names(Kept::Since(SystemTime::UNIX_EPOCH))? {
            if let Some(stem) = name.strip_suffix(GOING) {
                vanished(fs::rename(self.place(&name), self.place(stem)))?;
            }
        }
        Ok(())
    }

    /// Set aside first, then its time is looked at once more: whoever kept it anew before that is seen here, and whoever
    /// does so after it finds it gone and writes it again.
    fn take_away(&self, name: &str, before: SystemTime) -> io::Result<bool> {
        let (path, aside) = (self.place(name), self.place(&format!("{name}{GOING}")));
        if vanished(fs::rename(&path, &aside))?.is_none() {
            return Ok(false);
        }
        let Some(there) = vanished(fs::metadata(&aside))? else { return Ok(false) };
        if there.modified()? >= before {
            vanished(fs::rename(&aside, &path))?;
            return Ok(false);
        }
        Ok(vanished(fs::remove_file(&aside))?.is_some())
    }

    /// Path of a kept file; `None` when the name is no SHA-256 or nothing is kept under it.
    #[must_use]
    pub fn path(&self, sha256: &str) -> Option<PathBuf> {
        catalogue::is_sha256(sha256).then(|| self.place(sha256)).filter(|path| path.is_file())
    }

    fn place(&self, name: &str) -> PathBuf {
        match self.layout {
            Layout::Flat => self.folder.join(name),
            Layout::Fanned => self.folder.join(name.get(..2).unwrap_or_default()).join(name),
        }
    }
}

/// Another node that shares the folder was first: that is no fault.
fn vanished<T>(done: io::Result<T>) -> io::Result<Option<T>> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A name under construction that no other writer has, in this process or beside it.
fn own_number() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Files hold what clients sent: for their owner alone.
fn private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A name in a folder is durable when the folder is.
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn shelf() -> (tempfile::TempDir, Shelf) {
        let folder = tempfile::tempdir().expect("a folder");
        let shelf = Shelf::of_records(folder.path());
        (folder, shelf)
    }

    fn make_old(shelf: &Shelf, name: &str) -> SystemTime {
        let then = SystemTime::now() - Duration::from_secs(1_000);
        let file = File::options().append(true).open(shelf.path(name).expect("a file")).expect("open");
        file.set_modified(then).expect("an older file");
        then
    }

    #[test]
    fn the_same_bytes_are_one_file_of_its_owner_alone() {
        let (folder, shelf) = shelf();
        let name = shelf.put(b"bytes").expect("kept");
        assert_eq!(shelf.put(b"bytes").expect("kept"), name);
        let path = shelf.path(&name).expect("a path");
        assert_eq!(path, folder.path().join("records").join(&name[..2]).join(&name));
        assert_eq!(fs::read(&path).expect("the file"), b"bytes");
        assert_eq!(fs::read_dir(path.parent().expect("a folder")).expect("a folder").count(), 1);
        let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&path).expect("there").permissions());
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn what_is_no_hash_has_no_path() {
        let (_folder, shelf) = shelf();
        for name in ["", "..", "../../etc/passwd", &"A".repeat(64), &format!("{}/", "a".repeat(63))] {
            assert!(shelf.path(name).is_none() && !shelf.renew(name).expect("asked"), "{name}");
        }
    }

    #[test]
    fn a_file_that_lost_its_end_is_written_anew() {
        let (_folder, shelf) = shelf();
        let name = shelf.put(b"whole").expect("kept");
        fs::write(shelf.path(&name).expect("a path"), b"who").expect("damaged");
        assert_eq!(shelf.put(b"whole").expect("kept"), name);
        assert_eq!(fs::read(shelf.path(&name).expect("a path")).expect("the file"), b"whole");
    }

    #[test]
    fn what_is_old_and_not_needed_goes() {
        let (_folder, shelf) = shelf();
        let [old, needed, renewed, young] = [b"old", b"ned", b"ren", b"yng"].map(|b| shelf.put(b).expect("kept"));
        for name in [&old, &needed, &renewed] {
            make_old(&shelf, name);
        }
        assert!(shelf.renew(&renewed).expect("renewed"));
        let before = SystemTime::now() - Duration::from_secs(500);
        assert_eq!(shelf.clear(before, &HashSet::from([needed.clone()])).expect("cleared"), 1);
        assert!(shelf.path(&old).is_none());
        assert!([&needed, &renewed, &young].iter().all(|name| shelf.path(name).is_some()));
    }

    #[test]
    fn a_clearing_that_was_interrupted_loses_nothing() {
        let (_folder, shelf) = shelf();
        let name = shelf.put(b"bytes").expect("kept");
        make_old(&shelf, &name);
        fs::rename(shelf.place(&name), shelf.place(&format!("{name}{GOING}"))).expect("set aside");
        let before = SystemTime::now() - Duration::from_secs(500);
        assert_eq!(shelf.clear(before, &HashSet::from([name.clone()])).expect("cleared"), 0);
        assert!(shelf.path(&name).is_some(), "it is needed: it is back");
        fs::rename(shelf.place(&name), shelf.place(&format!("{name}{GOING}"))).expect("set aside");
        assert_eq!(shelf.put(b"bytes").expect("kept"), name);
        assert!(shelf.path(&name).is_some(), "kept anew while it was on its way out");
    }

    #[test]
    fn many_keep_the_same_bytes_at_once() {
        let (_folder, shelf) = shelf();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| shelf.put(&[7; 100_000]).expect("kept"));
            }
        });
        assert_eq!(shelf.names(Kept::Since(SystemTime::UNIX_EPOCH)).expect("names").len(), 1);
    }
}
