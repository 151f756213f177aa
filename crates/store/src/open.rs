//! From an address to an engine.

use std::path::Path;
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
}

pub(crate) async fn engine(url: &str, company: Company) -> Result<Arc<dyn Engine>, StoreError> {
    if let Some(path) = url.strip_prefix("sqlite:") {
        let path = Path::new(path).to_owned();
        let opened = tokio::task::spawn_blocking(move || crate::sqlite::Sqlite::open(&path, company));
        return Ok(Arc::new(opened.await.map_err(StoreError::inside)??));
    }
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        return Ok(Arc::new(crate::postgres::Postgres::open(url).await?));
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
    let tables = catalogue.objects.values().map(|object| object.plural.to_string());
    let technical =
        ["candor_history", "candor_stays", "candor_evidence", "candor_outbox", "candor_batches", "candor_views"];
    let mut largest = 0;
    for table in tables.chain(technical.map(str::to_owned)) {
        let sql = Sql::new(format!("SELECT MAX(\"id\") FROM {}", quoted(&table)), vec![]);
        if let Some(row) = engine.read(sql).await?.into_iter().next() {
            largest = largest.max(Reader::new(row).int()?.unwrap_or(0));
        }
    }
    Ok(largest)
}
