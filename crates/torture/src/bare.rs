//! The database as it lies there, through the bare drivers: the oracle asks nothing of the code that it judges. Cells are
//! texts, because only equality counts.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use tokio_postgres::{NoTls, SimpleQueryMessage};

use crate::fault::Fault;

/// One row.
pub type Cells = Vec<Option<String>>;

/// Where to look.
#[derive(Debug, Clone)]
pub enum Bare {
    /// The folder of the database and its name.
    Sqlite(PathBuf),
    Postgres(String),
}

/// One state of the database, held still.
pub enum Still {
    /// A copy, so that Candor finds after a kill what the kill left, and mends it by itself.
    Sqlite {
        connection: Connection,
        folder: tempfile::TempDir,
    },
    Postgres {
        runtime: tokio::runtime::Runtime,
        client: tokio_postgres::Client,
    },
}

impl Bare {
    /// Reads an address as Candor does.
    #[must_use]
    pub fn at(url: &str) -> Self {
        match url.strip_prefix("sqlite:") {
            Some(path) => Self::Sqlite(path.into()),
            None => Self::Postgres(url.to_owned()),
        }
    }

    /// Holds the present state still. On a server it first waits until no connection of a killed Candor works there any more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn hold(&self, candor: Candor) -> Result<Still, Fault> {
        match self {
            Self::Sqlite(path) => copy(path, candor),
            Self::Postgres(url) => snapshot(url, candor),
        }
    }

    /// Ends every connection that Candor has to its server; answers how many there were. None on a file.
    ///
    /// # Errors
    /// When the server cannot be asked.
    pub fn terminate(&self) -> Result<usize, Fault> {
        let Self::Postgres(url) = self else { return Ok(0) };
        let (runtime, client) = connect(url)?;
        let ask = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'candor'";
        Ok(simple(&runtime, &client, ask)?.len())
    }
}

/// Whether a server works on the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Candor {
    Killed,
    Running,
}

/// After a kill the files as they lie; beside a server what a reader sees.
fn copy(path: &Path, candor: Candor) -> Result<Still, Fault> {
    let folder = tempfile::tempdir()?;
    let to = folder.path().join("copy.db");
    let ends: &[&str] = if candor == Candor::Killed { &["", "-wal", ".key"] } else { &[".key"] };
    if candor == Candor::Running {
        let from = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        from.busy_timeout(Duration::from_secs(5))?;
        // One read transaction over all of it: a change beside it would make the copy begin anew.
        from.execute_batch("BEGIN")?;
        from.query_row("SELECT COUNT(*) FROM candor_heads", [], |_| Ok(()))?;
        from.backup("main", &to, None::<fn(rusqlite::backup::Progress)>)?;
    }
    for end in ends {
        let from = with_end(path, end);
        if from.exists() {
            std::fs::copy(&from, with_end(&to, end))?;
        }
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&to, flags)?;
    Ok(Still::Sqlite { connection, folder })
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn connect(url: &str) -> Result<(tokio::runtime::Runtime, tokio_postgres::Client), Fault> {
    let (plain, schema) = url.split_once("?schema=").unwrap_or((url, "public"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let client = runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(plain, NoTls).await?;
        tokio::spawn(connection);
        client.batch_execute(&format!("SET search_path TO {schema}")).await?;
        Ok::<_, Fault>(client)
    })?;
    Ok((runtime, client))
}

fn snapshot(url: &str, candor: Candor) -> Result<Still, Fault> {
    let (runtime, client) = connect(url)?;
    let until = Instant::now() + Duration::from_secs(20);
    let ask = "SELECT pid FROM pg_stat_activity WHERE application_name = 'candor'";
    while candor == Candor::Killed && !simple(&runtime, &client, ask)?.is_empty() {
        if Instant::now() > until {
            return Err("connections of a killed Candor do not end".into());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    runtime.block_on(client.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"))?;
    Ok(Still::Postgres { runtime, client })
}

fn simple(
    runtime: &tokio::runtime::Runtime,
    client: &tokio_postgres::Client,
    statement: &str,
) -> Result<Vec<Cells>, Fault> {
    let messages = runtime.block_on(client.simple_query(statement))?;
    let row = |message: SimpleQueryMessage| match message {
        SimpleQueryMessage::Row(row) => Some((0..row.len()).map(|at| row.get(at).map(str::to_owned)).collect()),
        _ => None,
    };
    Ok(messages.into_iter().filter_map(row).collect())
}

impl Still {
    /// The rows of a statement.
    ///
    /// # Errors
    /// The driver's.
    pub fn rows(&self, statement: &str) -> Result<Vec<Cells>, Fault> {
        match self {
            Self::Sqlite { connection, .. } => {
                let mut statement = connection.prepare(statement)?;
                let width = statement.column_count();
                let mut rows = statement.query([])?;
                let mut out = Vec::new();
                while let Some(row) = rows.next()? {
                    let cells = (0..width).map(|at| row.get_ref(at).map(text));
                    out.push(cells.collect::<Result<Cells, _>>()?);
                }
                Ok(out)
            }
            Self::Postgres { runtime, client } => simple(runtime, client, statement),
        }
    }

    /// What the engine itself finds wrong with its files.
    ///
    /// # Errors
    /// The driver's.
    pub fn engine_faults(&self) -> Result<Vec<String>, Fault> {
        let Self::Sqlite { connection, .. } = self else { return Ok(Vec::new()) };
        let mut faults = Vec::new();
        for row in self.rows("PRAGMA integrity_check")? {
            if row != [Some("ok".to_owned())] {
                faults.push(format!("integrity_check: {row:?}"));
            }
        }
        faults.extend(self.rows("PRAGMA foreign_key_check")?.iter().map(|row| format!("foreign_key_check: {row:?}")));
        let index = "INSERT INTO candor_search_index(candor_search_index, rank) VALUES ('integrity-check', 1)";
        if let Err(error) = connection.execute(index, []) {
            faults.push(format!("the search index does not fit its texts: {error}"));
        }
        Ok(faults)
    }

    /// The address of this state for Candor's own commands, where it is a copy.
    #[must_use]
    pub fn url(&self) -> Option<String> {
        let Self::Sqlite { folder, .. } = self else { return None };
        Some(format!("sqlite:{}", folder.path().join("copy.db").display()))
    }
}

fn text(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(int) => Some(int.to_string()),
        ValueRef::Real(real) => Some(real.to_string()),
        ValueRef::Text(text) | ValueRef::Blob(text) => Some(String::from_utf8_lossy(text).into_owned()),
    }
}
