//! PostgreSQL: a pool of connections, statements pipelined, serialization failures tried again.

mod cells;
mod start;
mod write;

use async_trait::async_trait;
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod};
use futures::TryStreamExt as _;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;
use tokio_postgres::error::SqlState;
use tokio_postgres::{IsolationLevel, NoTls};

use crate::dialect::Dialect;
use crate::engine::{Engine, Rows};
use crate::open::{Company, nothing_there};
use crate::sql::{Cells, Sql, Step};
use crate::{ApplyError, StoreError};

const CONNECTIONS: usize = 12;
const STATEMENTS_KEPT: usize = 400;

pub(crate) struct Postgres {
    pool: Pool,
    schema: String,
}

impl Postgres {
    /// Connects to `postgres://USER@HOST/DATABASE[?schema=NAME][&allow_superuser=1]`, after the checks of design §8.
    pub async fn open(url: &str, company: Company) -> Result<Self, StoreError> {
        let address = start::Address::read(url)?;
        let config = address.config()?;
        let manager = Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            .runtime(deadpool_postgres::Runtime::Tokio1)
            .wait_timeout(Some(Duration::from_secs(10)))
            .create_timeout(Some(Duration::from_secs(10)))
            .build()
            .map_err(StoreError::inside)?;
        let engine = Self { pool, schema: address.schema.clone() };
        let client = engine.pool.get().await.map_err(|e| start::cannot_connect(&e))?;
        start::check(&client, &address).await?;
        if company.makes() {
            start::make_schema(&client, &address).await?;
        } else if !start::has_schema(&client, &address).await? {
            return Err(nothing_there(url));
        }
        drop(client);
        Ok(engine)
    }

    async fn client(&self) -> Result<Object, StoreError> {
        let client = self.pool.get().await.map_err(|e| StoreError::Unavailable(e.to_string()))?;
        // The cache has no bound of its own, and each filter's shape is a text of its own.
        if client.statement_cache.size() > STATEMENTS_KEPT {
            client.statement_cache.clear();
        }
        Ok(client)
    }
}

#[async_trait]
impl Engine for Postgres {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    async fn read_all(&self, statements: Vec<Sql>) -> Result<Vec<Rows>, StoreError> {
        let mut client = self.client().await?;
        if let [one] = &*statements {
            let statement = client
                .prepare_typed_cached(&one.text, &cells::types(&one.params))
                .await
                .map_err(|e| wrong(&e, &one.text))?;
            let since = Instant::now();
            let rows = cells::rows(&client, &statement, &one.params).await;
            return Ok(vec![traced(since, one, rows)?]);
        }
        let snapshot = client
            .build_transaction()
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(true)
            .start()
            .await
            .map_err(|e| fault(&e))?;
        let mut out = Vec::with_capacity(statements.len());
        for sql in &statements {
            let statement = snapshot
                .prepare_typed_cached(&sql.text, &cells::types(&sql.params))
                .await
                .map_err(|e| wrong(&e, &sql.text))?;
            let since = Instant::now();
            let rows = cells::rows(snapshot.client(), &statement, &sql.params).await;
            out.push(traced(since, sql, rows)?);
        }
        snapshot.commit().await.map_err(|e| fault(&e))?;
        Ok(out)
    }

    async fn apply(&self, steps: Vec<Step>) -> Result<(), ApplyError> {
        let mut client = self.client().await?;
        write::apply(&mut client, &steps).await
    }

    async fn define(&self, statements: Vec<String>) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let transaction = client.transaction().await.map_err(|e| fault(&e))?;
        transaction.batch_execute("SET LOCAL statement_timeout = 0").await.map_err(|e| fault(&e))?;
        transaction
            .execute_typed(
                "SELECT pg_advisory_xact_lock(hashtext($1))",
                &[(&self.schema, tokio_postgres::types::Type::TEXT)],
            )
            .await
            .map_err(|e| fault(&e))?;
        for statement in &statements {
            transaction.batch_execute(statement).await.map_err(|e| wrong(&e, statement))?;
        }
        transaction.commit().await.map_err(|e| fault(&e))
    }

    /// Outside of a transaction, as CONCURRENTLY asks. One that was broken off lies there invalid: it is taken away first.
    async fn index(&self, statements: Vec<String>) -> Result<(), StoreError> {
        let client = self.client().await?;
        client.batch_execute("SET statement_timeout = 0").await.map_err(|e| fault(&e))?;
        let mut made = Ok(());
        for statement in &statements {
            for part in self.dialect().index_beside_writers(statement) {
                made = made.and(client.batch_execute(&part).await.map_err(|e| wrong(&e, &part)));
            }
        }
        // A client that goes back has the limits of all others.
        let reset = client.batch_execute("RESET statement_timeout").await.map_err(|e| fault(&e));
        made.and(reset)
    }

    async fn snapshot(&self, reads: Vec<Sql>, to: mpsc::Sender<(usize, Cells)>) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let snapshot = client
            .build_transaction()
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(true)
            .start()
            .await
            .map_err(|e| fault(&e))?;
        snapshot.batch_execute("SET LOCAL statement_timeout = 0").await.map_err(|e| fault(&e))?;
        for (number, sql) in reads.iter().enumerate() {
            let statement =
                snapshot.prepare_typed(&sql.text, &cells::types(&sql.params)).await.map_err(|e| fault(&e))?;
            let rows = snapshot.query_raw(&statement, cells::params(&sql.params)).await.map_err(|e| fault(&e))?;
            futures::pin_mut!(rows);
            while let Some(row) = rows.try_next().await.map_err(|e| fault(&e))? {
                if to.send((number, cells::cells(&row)?)).await.is_err() {
                    return Ok(());
                }
            }
        }
        snapshot.commit().await.map_err(|e| fault(&e))
    }
}

/// What was read, told to the trace as the other engine tells it, with the types without which it cannot be explained.
fn traced(since: Instant, sql: &Sql, rows: Result<Rows, StoreError>) -> Result<Rows, StoreError> {
    let found = rows.as_ref().map_or(0, Vec::len);
    tracing::trace!(
        micros = since.elapsed().as_micros(),
        rows = found,
        types = cells::types(&sql.params).iter().map(tokio_postgres::types::Type::name).collect::<Vec<_>>().join(", "),
        sql = &*sql.text,
        "read"
    );
    rows
}

/// What an error of the driver means to the caller.
fn fault(error: &tokio_postgres::Error) -> StoreError {
    let Some(db) = error.as_db_error() else {
        return StoreError::Unavailable(chain(error));
    };
    let code = db.code();
    if *code == SqlState::QUERY_CANCELED || *code == SqlState::LOCK_NOT_AVAILABLE {
        StoreError::TimedOut
    } else if *code == SqlState::DISK_FULL {
        StoreError::Full(db.to_string())
    } else if code.code().starts_with("08") || code.code().starts_with("53") || code.code().starts_with("57") {
        StoreError::Unavailable(db.to_string())
    } else {
        StoreError::Internal(db.to_string())
    }
}

/// The same, with the statement, for the log.
fn wrong(error: &tokio_postgres::Error, text: &str) -> StoreError {
    match fault(error) {
        StoreError::Internal(why) => StoreError::Internal(format!("{why} in: {text}")),
        other => other,
    }
}

/// The driver's errors tell little by themselves; their sources do.
fn chain(error: &dyn std::error::Error) -> String {
    let mut out = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        out.push_str(": ");
        out.push_str(&inner.to_string());
        source = inner.source();
    }
    out
}
