//! From an address to an engine.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use catalogue::Catalogue;

use crate::StoreError;
use crate::dialect::quoted;
use crate::engine::Engine;
use crate::sql::{Reader, Sql};

/// Whether this process means to be the only one, as a server does on a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Company {
    Alone,
    /// Beside a server that runs already, for one command.
    Beside,
    /// As `Beside`, of a database that is there already: nothing is made.
    Reading,
}

impl Company {
    /// Whether a database that is not there is made.
    pub fn makes(self) -> bool {
        self != Self::Reading
    }
}

/// The refusal to read what nobody made: more often than not the address is mistyped.
pub(crate) fn nothing_there(url: &str) -> StoreError {
    StoreError::Refused(format!(
        "There is no database at {}. Is the address right (--db)? candor serve, import, restore, demo and user create make one.",
        without_secret(url)
    ))
}

/// The files that a database of this address consists of, whether or not they are there; none of ours on a server.
#[must_use]
pub fn files_of(url: &str) -> Vec<PathBuf> {
    let Some(path) = url.strip_prefix("sqlite:") else { return Vec::new() };
    ["", "-wal", "-shm", "-journal", "-lock"].map(|ending| PathBuf::from(format!("{path}{ending}"))).to_vec()
}

pub(crate) async fn engine(url: &str, company: Company) -> Result<Arc<dyn Engine>, StoreError> {
    if let Some(path) = url.strip_prefix("sqlite:") {
        let path = Path::new(path).to_owned();
        // An empty file is no database yet either.
        if !company.makes() && !std::fs::metadata(&path).is_ok_and(|file| file.len() > 0) {
            return Err(nothing_there(url));
        }
        let opened = tokio::task::spawn_blocking(move || crate::sqlite::Sqlite::open(&path, company));
        return Ok(Arc::new(opened.await.map_err(StoreError::inside)??));
    }
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        return Ok(Arc::new(crate::postgres::Postgres::open(url, company).await?));
    }
    Err(StoreError::Refused(format!(
        "The database address {:?} is not known. Write sqlite:PATH or postgres://USER@HOST/DATABASE.",
        without_secret(url)
    )))
}

/// An address as it may be shown: without a password.
fn without_secret(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) if scheme < at => format!("{}://…{}", &url[..scheme], &url[at..]),
        _ => url.to_owned(),
    }
}

/// The largest id that any row has: ids made from now on are larger, whatever the clock says.
pub(crate) async fn largest_id(engine: &dyn Engine, catalogue: &Catalogue) -> Result<i64, StoreError> {
    let tables = catalogue.kept_objects().map(|object| object.plural.to_string());
    let technical = ["history", "stays", "evidence", "outbox", "batches", "views", "notifications"]
        .map(|name| format!("candor_{name}"));
    let mut largest = 0;
    for table in tables.chain(technical) {
        let sql = Sql::new(format!("SELECT MAX(\"id\") FROM {}", quoted(&table)), vec![]);
        if let Some(row) = engine.read(sql).await?.into_iter().next() {
            largest = largest.max(Reader::new(row).int()?.unwrap_or(0));
        }
    }
    Ok(largest)
}
