//! The start refusals that SQLite needs: a second writer, and a network file system.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use crate::StoreError;

/// File systems on which locks and the write-ahead log's shared memory cannot be relied on.
const NETWORK: [&str; 13] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "9p",
    "fuse.sshfs",
    "fuse.s3fs",
    "glusterfs",
    "fuse.glusterfs",
    "ceph",
];

/// Held for as long as this process writes to the database. Ends with the process, also when it is killed.
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// The lock, or who holds it.
    pub fn take(database: &Path) -> Result<Result<Self, String>, StoreError> {
        let path = beside(database);
        let cannot = |e: &dyn std::fmt::Display| {
            StoreError::Refused(format!(
                "The lock {} cannot be taken ({e}). Check that the folder exists and that this user may write there.",
                path.display()
            ))
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|e| cannot(&e))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(Err(holder(&mut file))),
            Err(TryLockError::Error(e)) => return Err(cannot(&e)),
        }
        file.set_len(0).map_err(|e| cannot(&e))?;
        file.rewind().map_err(|e| cannot(&e))?;
        write!(file, "{}", std::process::id()).map_err(|e| cannot(&e))?;
        Ok(Ok(Self { _file: file }))
    }
}

fn holder(file: &mut File) -> String {
    let mut holder = String::new();
    let known = file.read_to_string(&mut holder).is_ok() && !holder.trim().is_empty();
    if known { format!("process {}", holder.trim()) } else { "another process".to_owned() }
}

/// The refusal for whoever wants to be the only writer.
pub(super) fn second_writer(database: &Path, holder: &str) -> StoreError {
    StoreError::Refused(format!("{} is in use by {holder}. Stop it, or use another database.", database.display()))
}

fn beside(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push("-lock");
    PathBuf::from(name)
}

/// Looks up the file system in `/proc/mounts`; where there is none (not Linux), the lock alone must do.
pub(super) fn refuse_network(database: &Path) -> Result<(), StoreError> {
    let folder = database.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(folder) = folder.canonicalize() else {
        return Err(StoreError::Refused(format!("The folder {} does not exist. Make it first.", folder.display())));
    };
    let Ok(mounts) = std::fs::read_to_string("/proc/mounts") else { return Ok(()) };
    match kind_of(&mounts, &folder) {
        Some(kind) if NETWORK.contains(&kind) => Err(StoreError::Refused(format!(
            "{} is on a network file system ({kind}), where SQLite can lose data. Put the database on a local disk, or use PostgreSQL.",
            database.display()
        ))),
        _ => Ok(()),
    }
}

/// The file system type of the longest mount point that holds the folder.
fn kind_of<'a>(mounts: &'a str, folder: &Path) -> Option<&'a str> {
    mounts
        .lines()
        .filter_map(|line| {
            let mut parts = line.split(' ');
            let (point, kind) = (parts.nth(1)?, parts.next()?);
            folder.starts_with(point.replace("\\040", " ")).then_some((point.len(), kind))
        })
        .max_by_key(|(length, _)| *length)
        .map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deepest_mount_tells_the_file_system() {
        let mounts = "/dev/a / ext4 rw 0 0\nbox:/x /srv nfs4 rw 0 0\n/dev/b /srv/local\\040disk xfs rw 0 0\n";
        assert_eq!(kind_of(mounts, Path::new("/home/ana")), Some("ext4"));
        assert_eq!(kind_of(mounts, Path::new("/srv/crm")), Some("nfs4"));
        assert_eq!(kind_of(mounts, Path::new("/srv/local disk/crm")), Some("xfs"));
    }
}
