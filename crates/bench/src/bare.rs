//! The bare work that ours is compared with: the same statement through the bare driver, one bare fsync, one bare parse.

use std::fs::File;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use rusqlite::{Connection, OpenFlags};

use crate::measure::Times;

/// A second, reading connection to the bench's database.
pub struct Bare {
    driver: Driver,
    folder: PathBuf,
}

enum Driver {
    Sqlite(Connection),
    Postgres(tokio_postgres::Client),
}

/// The list page's statement, without rights and without names of what it refers to.
pub const LIST: &str = "SELECT d.id, d.name, c.name, d.stage, d.amount, d.amount__cur, d.expected_close, d.stage_since, d.owner, u.name \
    FROM deals d LEFT JOIN companies c ON c.id = d.company LEFT JOIN users u ON u.id = d.owner \
    WHERE d.stage = 'proposal' AND d.archived_at IS NULL ORDER BY d.amount DESC, d.id DESC LIMIT 51";
/// Sum and count by stage.
pub const BY_STAGE: &str = "SELECT stage, count(*), sum(amount) FROM deals WHERE archived_at IS NULL GROUP BY stage";

/// Bytes of a page of the database, and pages of a write-ahead log between two checkpoints.
const PAGE: usize = 4096;
const PAGES: usize = 1000;

impl Bare {
    /// Opens it.
    ///
    /// # Errors
    /// The driver's.
    pub async fn open(url: &str, folder: &Path) -> Result<Self, crate::Fault> {
        let driver = match url.strip_prefix("sqlite:") {
            Some(path) => Driver::Sqlite(Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?),
            None => Driver::Postgres(connect(url).await?),
        };
        Ok(Self { driver, folder: folder.to_owned() })
    }

    /// Sum by month of opening.
    #[must_use]
    pub fn by_month(&self) -> &'static str {
        match self.driver {
            Driver::Sqlite(_) => {
                "SELECT strftime('%Y-%m', opened_on * 86400, 'unixepoch'), opened_on IS NULL, sum(amount) FROM deals \
                 WHERE archived_at IS NULL GROUP BY 1"
            }
            Driver::Postgres(_) => {
                "SELECT date_trunc('month', to_timestamp(opened_on * 86400)), sum(amount) FROM deals \
                 WHERE archived_at IS NULL GROUP BY 1"
            }
        }
    }

    /// Records of which the search text holds these letters, as this engine is asked.
    #[must_use]
    pub fn search(&self, letters: &str) -> String {
        match self.driver {
            Driver::Sqlite(_) => format!(
                "SELECT rowid FROM candor_search_index WHERE candor_search_index MATCH '\"{letters}\"' LIMIT 20"
            ),
            Driver::Postgres(_) => format!("SELECT place FROM candor_search WHERE text LIKE '%{letters}%' LIMIT 20"),
        }
    }

    /// Runs a statement this many times, stepping through every row.
    ///
    /// # Errors
    /// The driver's.
    pub async fn statement(&self, sql: &str, rounds: usize) -> Result<Times, crate::Fault> {
        let mut times = Times::default();
        match &self.driver {
            Driver::Sqlite(connection) => {
                let mut statement = connection.prepare(sql)?;
                for _ in 0..rounds {
                    let since = Instant::now();
                    let mut rows = statement.query([])?;
                    while let Some(row) = rows.next()? {
                        let _ = row.get_ref(0)?;
                    }
                    times.add(since);
                }
            }
            Driver::Postgres(client) => {
                let statement = client.prepare(sql).await?;
                for _ in 0..rounds {
                    let since = Instant::now();
                    let rows = client.query(&statement, &[]).await?;
                    times.add(since);
                    drop(rows);
                }
            }
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

/// With the schema that the address names.
async fn connect(url: &str) -> Result<tokio_postgres::Client, crate::Fault> {
    let (plain, asked) = url.split_once('?').unwrap_or((url, ""));
    let schema = asked.split('&').find_map(|part| part.strip_prefix("schema=")).unwrap_or("public");
    let (client, connection) = tokio_postgres::connect(plain, tokio_postgres::NoTls).await?;
    tokio::spawn(connection);
    client.batch_execute(&format!("SET search_path = \"{schema}\", public")).await?;
    Ok(client)
}
