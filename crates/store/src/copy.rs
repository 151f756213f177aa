//! What a whole database is made of, for backup, restore and digest: the tables with their columns in a fixed order.

use catalogue::Catalogue;
use sea_query::{Alias, NullOrdering, Order, SelectStatement};
use tokio::sync::mpsc;

use crate::digest::RowsHash;
use crate::engine::Engine;
use crate::migrations;
use crate::schema::{TableSpec, object_tables};
use crate::sql::{Cells, Sql};
use crate::tables::Stored as _;
use crate::{Session, StoreError};

/// Rows that may wait between the database and the file.
pub(crate) const AHEAD: usize = 1_024;

/// One table as it is copied.
pub(crate) struct Copied {
    pub spec: TableSpec,
    /// What puts its rows in one order on both engines.
    pub order: Vec<String>,
}

impl Copied {
    fn of(spec: TableSpec) -> Self {
        let order = if spec.primary.is_empty() {
            spec.columns.iter().take(1).map(|(name, _)| name.clone()).collect()
        } else {
            spec.primary.clone()
        };
        Self { spec, order }
    }

    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.spec.columns.iter().map(|(name, _)| name.as_str())
    }

    pub fn read(&self, engine: &dyn Engine) -> Result<Sql, StoreError> {
        let mut statement = SelectStatement::new();
        statement.columns(self.columns().map(Alias::new)).from(Alias::new(&self.spec.name));
        for column in &self.order {
            statement.order_by_with_nulls(Alias::new(column), Order::Asc, NullOrdering::Last);
        }
        engine.dialect().select(&statement)
    }
}

/// Every table but sessions, which end with the database they were made in.
pub(crate) fn tables(catalogue: &Catalogue) -> Vec<Copied> {
    let technical = migrations::all().into_iter().flat_map(|migration| migration.tables);
    let kept = technical.filter(|table| table.name != Session::TABLE);
    object_tables(catalogue).into_iter().chain([migrations::search_table()]).chain(kept).map(Copied::of).collect()
}

/// SHA-256 over the rows of objects with their search text, stays and history.
pub(crate) async fn digest(engine: &dyn Engine, catalogue: &Catalogue) -> Result<String, StoreError> {
    let mut all: Vec<Copied> = object_tables(catalogue).into_iter().map(Copied::of).collect();
    all.extend(
        tables(catalogue)
            .into_iter()
            .filter(|table| matches!(table.spec.name.as_str(), migrations::SEARCH | "candor_stays" | "candor_history")),
    );
    let reads = all.iter().map(|table| table.read(engine)).collect::<Result<Vec<_>, _>>()?;
    let (to, mut rows) = mpsc::channel::<(usize, Cells)>(AHEAD);
    let hashed = async {
        let mut hash = RowsHash::default();
        let mut at = None;
        while let Some((number, cells)) = rows.recv().await {
            if at != Some(number) {
                hash.part(all.get(number).map_or("", |table| &table.spec.name));
                at = Some(number);
            }
            hash.row(&cells);
        }
        hash.finish()
    };
    let (read, hash) = tokio::join!(engine.snapshot(reads, to), hashed);
    read.map(|()| hash)
}
