//! SQLite on threads of its own: one writer with group commit, a pool of readers that cannot write.

mod lock;
mod reader;
mod writer;

use std::path::{Path, PathBuf};
use std::time::Duration;

use async_trait::async_trait;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use tokio::sync::mpsc;

use crate::dialect::Dialect;
use crate::engine::{Engine, Rows};
use crate::open::Company;
use crate::sql::{Cell, Cells, Sql, SqlValue, Step};
use crate::{ApplyError, StoreError};

/// The first version without the fault that corrupts a write-ahead log with two connections.
const LEAST_VERSION: i32 = 3_051_003;
const READERS: usize = 4;
const STATEMENTS_KEPT: usize = 256;

pub(crate) struct Sqlite {
    path: PathBuf,
    writer: writer::Writer,
    readers: reader::Readers,
    /// `None` for a guest beside the server that holds it.
    lock: Option<lock::Lock>,
}

impl Sqlite {
    /// Opens or creates the file, after the checks of design §8. `unique` tells which field a unique index guards.
    pub fn open(path: &Path, company: Company) -> Result<Self, StoreError> {
        if rusqlite::version_number() < LEAST_VERSION {
            return Err(StoreError::Refused(format!(
                "SQLite {} has a fault that can corrupt the database. Use a build with 3.51.3 or newer.",
                rusqlite::version()
            )));
        }
        lock::refuse_network(path)?;
        let lock = match (lock::Lock::take(path)?, company) {
            (Ok(lock), _) => Some(lock),
            (Err(_), Company::Beside | Company::Reading) => None,
            (Err(holder), Company::Alone) => return Err(lock::second_writer(path, &holder)),
        };
        make_private(path).map_err(|e| cannot_open(path, &e))?;
        let writer = Connection::open(path).map_err(|e| cannot_open(path, &e))?;
        prepare(&writer)?;
        let mode: String =
            writer.query_row("PRAGMA journal_mode=WAL", [], |row| row.get(0)).map_err(|e| cannot_open(path, &e))?;
        if !mode.eq_ignore_ascii_case("wal") {
            return Err(StoreError::Refused(format!(
                "{} cannot keep a write-ahead log (mode {mode}). Put the database on a local disk.",
                path.display()
            )));
        }
        writer.execute_batch("PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;").map_err(fault)?;
        let readers = (0..READERS).map(|_| open_reader(path)).collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            path: path.to_owned(),
            writer: writer::Writer::start(writer),
            readers: reader::Readers::start(readers),
            lock,
        })
    }
}

#[async_trait]
impl Engine for Sqlite {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn is_guest(&self) -> bool {
        self.lock.is_none()
    }

    fn is_alone(&self) -> bool {
        self.lock.is_some()
    }

    async fn read_all(&self, statements: Vec<Sql>) -> Result<Vec<Rows>, StoreError> {
        self.readers.read(statements).await
    }

    async fn apply(&self, steps: Vec<Step>) -> Result<(), ApplyError> {
        self.writer.apply(steps).await
    }

    async fn define(&self, statements: Vec<String>) -> Result<(), StoreError> {
        self.writer.define(statements).await
    }

    /// Each as a change of its own, so that those who write wait for one index only.
    async fn index(&self, statements: Vec<String>) -> Result<(), StoreError> {
        for statement in statements {
            self.writer.define(vec![statement]).await?;
        }
        Ok(())
    }

    async fn snapshot(&self, reads: Vec<Sql>, to: mpsc::Sender<(usize, Cells)>) -> Result<(), StoreError> {
        let path = self.path.clone();
        let work = move || -> Result<(), StoreError> {
            let connection = open_reader(&path)?;
            connection.execute_batch("BEGIN").map_err(fault)?;
            for (number, sql) in reads.iter().enumerate() {
                let mut statement = connection.prepare(&sql.text).map_err(fault)?;
                bind(&mut statement, &sql.params)?;
                let width = statement.column_count();
                let mut rows = statement.raw_query();
                while let Some(row) = rows.next().map_err(fault)? {
                    if to.blocking_send((number, cells(row, width)?)).is_err() {
                        return Ok(());
                    }
                }
            }
            connection.execute_batch("COMMIT").map_err(fault)
        };
        tokio::task::spawn_blocking(work).await.map_err(StoreError::inside)?
    }
}

fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(path, flags).map_err(|e| cannot_open(path, &e))?;
    prepare(&connection)?;
    connection.execute_batch("PRAGMA query_only=ON").map_err(fault)?;
    connection.busy_timeout(Duration::from_secs(5)).map_err(fault)?;
    Ok(connection)
}

/// What every connection needs. `mmap_size=0`: a memory map can spread a disk fault into the process.
fn prepare(connection: &Connection) -> Result<(), StoreError> {
    connection
        .execute_batch("PRAGMA foreign_keys=ON; PRAGMA mmap_size=0; PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY;")
        .map_err(fault)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    Ok(())
}

/// A new database is for its owner alone; the files beside it take its mode.
fn make_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::File::options();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn cannot_open(path: &Path, error: &dyn std::fmt::Display) -> StoreError {
    StoreError::Refused(format!(
        "The database {} cannot be opened ({error}). Check that its folder exists and that this user may write there.",
        path.display()
    ))
}

fn bind(statement: &mut rusqlite::Statement<'_>, params: &[SqlValue]) -> Result<(), StoreError> {
    for (at, param) in params.iter().enumerate() {
        match param {
            SqlValue::Int(int) => statement.raw_bind_parameter(at + 1, int),
            SqlValue::Text(text) => statement.raw_bind_parameter(at + 1, text.as_deref()),
        }
        .map_err(fault)?;
    }
    Ok(())
}

fn cells(row: &rusqlite::Row<'_>, width: usize) -> Result<Cells, StoreError> {
    (0..width).map(|at| row.get_ref(at).map_err(fault).and_then(cell)).collect()
}

fn cell(value: ValueRef<'_>) -> Result<Cell, StoreError> {
    match value {
        ValueRef::Null => Ok(Cell::Null),
        ValueRef::Integer(int) => Ok(Cell::Int(int)),
        ValueRef::Text(bytes) => Ok(Cell::Text(std::str::from_utf8(bytes).map_err(StoreError::inside)?.into())),
        // SQLite turns a whole number that grows past 64 bits into a float: never a figure to show.
        ValueRef::Real(_) => Err(StoreError::Internal("a figure is too large to be exact".into())),
        ValueRef::Blob(_) => Err(StoreError::Internal("a cell of a class that is never stored".into())),
    }
}

/// What an error of the driver means to the caller.
fn fault(error: rusqlite::Error) -> StoreError {
    use rusqlite::ErrorCode::{
        CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, OperationInterrupted, SystemIoFailure,
    };
    match error.sqlite_error_code() {
        Some(OperationInterrupted) => StoreError::TimedOut,
        Some(DiskFull) => StoreError::Full(error.to_string()),
        // The write-ahead log's index could not grow: the same cause, told in another way.
        Some(SystemIoFailure) if is_growth(&error) => StoreError::Full(error.to_string()),
        Some(DatabaseBusy | DatabaseLocked | CannotOpen | SystemIoFailure) => {
            StoreError::Unavailable(error.to_string())
        }
        _ => StoreError::Internal(error.to_string()),
    }
}

fn is_growth(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error(), Some(code) if code.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE)
}
