//! The bare work that ours is compared with: the same statement through the bare driver, one bare fsync.

use std::fs::File;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use rusqlite::{Connection, OpenFlags};

use crate::measure::Times;

/// A second, reading connection to the bench's database.
pub struct Bare {
    connection: Connection,
    folder: PathBuf,
}

/// The list page's statement, without rights and without names of what it refers to.
pub const LIST: &str = "SELECT d.id, d.name, c.name, d.stage, d.amount, d.amount__cur, d.expected_close, d.stage_since, d.owner, u.name \
    FROM deals d LEFT JOIN companies c ON c.id = d.company LEFT JOIN users u ON u.id = d.owner \
    WHERE d.stage = 'proposal' AND d.archived_at IS NULL ORDER BY d.amount DESC, d.id DESC LIMIT 51";
/// Sum and count by stage.
pub const BY_STAGE: &str = "SELECT stage, count(*), sum(amount) FROM deals WHERE archived_at IS NULL GROUP BY stage";
/// Companies by a part of their name.
pub const SEARCH: &str = "SELECT rowid FROM candor_search_index WHERE candor_search_index MATCH '\"any 77\"' LIMIT 20";

/// Bytes of a page of the database, and pages of a write-ahead log between two checkpoints.
const PAGE: usize = 4096;
const PAGES: usize = 1000;

impl Bare {
    /// Opens it.
    ///
    /// # Errors
    /// The driver's.
    pub fn open(folder: &Path) -> Result<Self, crate::Fault> {
        let path = folder.join("bench.db");
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        Ok(Self { connection, folder: folder.to_owned() })
    }

    /// Runs a statement this many times, stepping through every row.
    ///
    /// # Errors
    /// The driver's.
    pub fn statement(&self, sql: &str, rounds: usize) -> Result<Times, crate::Fault> {
        let mut times = Times::default();
        let mut statement = self.connection.prepare(sql)?;
        for _ in 0..rounds {
            let since = Instant::now();
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let _ = row.get_ref(0)?;
            }
            times.add(since);
        }
        Ok(times)
    }

    /// One page written over in a file as large as the write-ahead log, and its fsync, this many times: what one commit
    /// cannot do without.
    ///
    /// # Errors
    /// The file system's.
    pub fn fsync(&self, rounds: usize) -> Result<Times, crate::Fault> {
        let path = self.folder.join("fsync.probe");
        let mut file = File::create(&path)?;
        file.write_all(&vec![0; PAGES * PAGE])?;
        file.sync_all()?;
        let mut times = Times::default();
        for round in 0..rounds {
            let since = Instant::now();
            file.seek(SeekFrom::Start(u64::try_from(round % PAGES * PAGE)?))?;
            file.write_all(&[1; PAGE])?;
            file.sync_data()?;
            times.add(since);
        }
        std::fs::remove_file(path)?;
        Ok(times)
    }
}
