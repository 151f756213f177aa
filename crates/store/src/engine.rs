//! What a database engine must do for the store: little. Everything else is built once above it.

use async_trait::async_trait;
use tokio::sync::mpsc;

use crate::dialect::Dialect;
use crate::sql::{Cells, Sql, Step};
use crate::{ApplyError, StoreError};

/// One answer: rows of cells.
pub(crate) type Rows = Vec<Cells>;

#[async_trait]
pub(crate) trait Engine: Send + Sync {
    fn dialect(&self) -> Dialect;

    /// True beside a server that holds the database: then the schema must not change.
    fn is_guest(&self) -> bool {
        false
    }

    /// True for the only process that may write to this database.
    fn is_alone(&self) -> bool {
        false
    }

    /// Statements that only read, on one snapshot, each within the time a read may take.
    async fn read_all(&self, statements: Vec<Sql>) -> Result<Vec<Rows>, StoreError>;

    /// One statement that only reads.
    async fn read(&self, sql: Sql) -> Result<Rows, StoreError> {
        Ok(self.read_all(vec![sql]).await?.pop().unwrap_or_default())
    }

    /// All steps or none; answered when they are durable.
    async fn apply(&self, steps: Vec<Step>) -> Result<(), ApplyError>;

    /// Schema statements, all or none. Holds the lock that keeps a second process from doing the same.
    async fn define(&self, statements: Vec<String>) -> Result<(), StoreError>;

    /// Makes indexes of tables that are in use, one after the other, without keeping anybody from reading; on a server,
    /// also without keeping anybody from writing.
    async fn index(&self, statements: Vec<String>) -> Result<(), StoreError>;

    /// Runs the reads one after the other on one snapshot and sends each row with the number of its statement; the
    /// channel's bound keeps memory flat.
    async fn snapshot(&self, reads: Vec<Sql>, to: mpsc::Sender<(usize, Cells)>) -> Result<(), StoreError>;
}
