//! A change as one transaction. Its statements are sent without waiting for each other's answers; a lost race with
//! another transaction is tried again.

use deadpool_postgres::{Object, Transaction};
use futures::future::join_all;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{IsolationLevel, Statement};

use super::cells::{cells, params, types};
use super::{fault, wrong};
use crate::sabotage::{self, Sabotage};
use crate::sql::{Cell, Cells, Sql, SqlValue, Step};
use crate::{ApplyError, StoreError};

const TRIES: usize = 5;
/// Statements sent before their answers are read.
const AHEAD: usize = 24;
/// From so many rows on, one statement takes them all as arrays.
const MANY: usize = 4;

/// Why a transaction ended.
enum Stop {
    Driver(tokio_postgres::Error),
    Ours(ApplyError),
    /// A guarded step hit no row: the probe outside tells why.
    Nothing(usize),
}

pub(super) async fn apply(client: &mut Object, steps: &[Step]) -> Result<(), ApplyError> {
    for left in (0..TRIES).rev() {
        match once(client, steps).await {
            Ok(()) => return Ok(()),
            Err(Stop::Ours(error)) => return Err(error),
            Err(Stop::Nothing(step)) => return why(client, steps.get(step)).await,
            Err(Stop::Driver(error)) if left > 0 && lost_race(&error) => {}
            Err(Stop::Driver(error)) => return Err(refused(&error)),
        }
    }
    Err(StoreError::Unavailable("the change lost against others five times".into()).into())
}

fn lost_race(error: &tokio_postgres::Error) -> bool {
    matches!(error.code(), Some(code) if *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED)
}

fn refused(error: &tokio_postgres::Error) -> ApplyError {
    match error.as_db_error() {
        Some(db) if *db.code() == SqlState::UNIQUE_VIOLATION => {
            ApplyError::Taken { object: "".into(), field: db.constraint().unwrap_or_default().into() }
        }
        _ => fault(error).into(),
    }
}

/// One statement with the values of one run.
struct Run<'a> {
    step: usize,
    statement: Statement,
    values: Values<'a>,
}

enum Values<'a> {
    Row(&'a [SqlValue]),
    Arrays(Vec<Array<'a>>),
}

/// A column of many rows.
enum Array<'a> {
    Int(Vec<Option<i64>>),
    Text(Vec<Option<&'a str>>),
}

async fn once(client: &mut Object, steps: &[Step]) -> Result<(), Stop> {
    // Each statement sees what was committed before it, whatever the server's own default: guards are asked after locks.
    let transaction = client.build_transaction().isolation_level(IsolationLevel::ReadCommitted).start();
    let transaction = transaction.await.map_err(Stop::Driver)?;
    transaction.batch_execute("SET LOCAL statement_timeout = 60000").await.map_err(Stop::Driver)?;
    if sabotage::is(Sabotage::SyncOff) {
        transaction.batch_execute("SET LOCAL synchronous_commit = off").await.map_err(Stop::Driver)?;
    }
    let mut runs = Vec::new();
    for (step, what) in steps.iter().enumerate() {
        match what {
            // What waits for another transaction comes alone: its answer decides about the rest.
            Step::Claim { sql, kept } => claim(&transaction, sql, kept).await?,
            Step::Run(sql) | Step::One { sql, .. } | Step::Never { sql, .. } => {
                runs.push(run_of(&transaction, step, &sql.text, &sql.params).await?)
            }
            Step::Rows { text, rows } => runs.extend(runs_of(&transaction, step, text, rows).await?),
        }
    }
    for part in runs.chunks(AHEAD) {
        let sent = part.iter().map(|run| execute(&transaction, run));
        for (run, hit) in part.iter().zip(join_all(sent).await) {
            let hit = hit.map_err(Stop::Driver)?;
            if hit == 0 && matches!(steps.get(run.step), Some(Step::One { .. })) {
                return Err(Stop::Nothing(run.step));
            }
            if let (1.., Some(Step::Never { object, id, field, .. })) = (hit, steps.get(run.step)) {
                let ring = ApplyError::Ring { object: object.clone(), id: *id, field: field.clone() };
                return Err(Stop::Ours(ring));
            }
        }
    }
    transaction.commit().await.map_err(Stop::Driver)
}

async fn execute(transaction: &Transaction<'_>, run: &Run<'_>) -> Result<u64, tokio_postgres::Error> {
    match &run.values {
        Values::Row(values) => transaction.execute_raw(&run.statement, params(values)).await,
        Values::Arrays(arrays) => {
            let values = arrays.iter().map(|array| -> &(dyn ToSql + Sync) {
                match array {
                    Array::Int(ints) => ints,
                    Array::Text(texts) => texts,
                }
            });
            transaction.execute_raw(&run.statement, values.collect::<Vec<_>>()).await
        }
    }
}

async fn prepared(transaction: &Transaction<'_>, text: &str, types: &[Type]) -> Result<Statement, Stop> {
    let made = transaction.prepare_typed_cached(text, types).await;
    made.map_err(|e| if lost_race(&e) { Stop::Driver(e) } else { Stop::Ours(wrong(&e, text).into()) })
}

async fn run_of<'a>(
    transaction: &Transaction<'_>,
    step: usize,
    text: &str,
    values: &'a [SqlValue],
) -> Result<Run<'a>, Stop> {
    let statement = prepared(transaction, text, &types(values)).await?;
    Ok(Run { step, statement, values: Values::Row(values) })
}

async fn runs_of<'a>(
    transaction: &Transaction<'_>,
    step: usize,
    text: &str,
    rows: &'a [Vec<SqlValue>],
) -> Result<Vec<Run<'a>>, Stop> {
    if let (Some((head, "")), true) = (split_values(text), rows.len() >= MANY) {
        return Ok(vec![many(transaction, step, head, rows).await?]);
    }
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        out.push(run_of(transaction, step, text, row).await?);
    }
    Ok(out)
}

/// `INSERT … VALUES ($1, …)` as what stands before and after its values.
fn split_values(text: &str) -> Option<(&str, &str)> {
    let (head, values) = text.split_once(" VALUES (")?;
    Some((head, values.split_once(')')?.1))
}

/// Many rows by one statement that takes each column as an array.
async fn many<'a>(
    transaction: &Transaction<'_>,
    step: usize,
    head: &str,
    rows: &'a [Vec<SqlValue>],
) -> Result<Run<'a>, Stop> {
    let width = rows.first().map_or(0, Vec::len);
    let arrays: Vec<Array<'a>> = (0..width).map(|at| column(rows, at)).collect();
    let kind = |array: &Array<'_>| match array {
        Array::Int(_) => (Type::INT8_ARRAY, "bigint[]"),
        Array::Text(_) => (Type::TEXT_ARRAY, "text[]"),
    };
    let places: Vec<String> = (1..).zip(&arrays).map(|(n, array)| format!("${n}::{}", kind(array).1)).collect();
    let text = format!("{head} SELECT * FROM UNNEST({})", places.join(", "));
    let types: Vec<Type> = arrays.iter().map(|array| kind(array).0).collect();
    let statement = prepared(transaction, &text, &types).await?;
    Ok(Run { step, statement, values: Values::Arrays(arrays) })
}

fn column(rows: &[Vec<SqlValue>], at: usize) -> Array<'_> {
    let is_int = rows.first().is_some_and(|row| matches!(row.get(at), Some(SqlValue::Int(_))));
    if is_int {
        return Array::Int(
            rows.iter().map(|row| if let Some(SqlValue::Int(int)) = row.get(at) { *int } else { None }).collect(),
        );
    }
    Array::Text(
        rows.iter()
            .map(|row| if let Some(SqlValue::Text(text)) = row.get(at) { text.as_deref() } else { None })
            .collect(),
    )
}

async fn claim(transaction: &Transaction<'_>, sql: &Sql, kept: &Sql) -> Result<(), Stop> {
    let run = run_of(transaction, 0, &sql.text, &sql.params).await?;
    if execute(transaction, &run).await.map_err(Stop::Driver)? == 1 {
        return Ok(());
    }
    let row = first(transaction, kept).await?;
    Err(Stop::Ours(match row.as_deref() {
        Some([Cell::Text(request), Cell::Text(answer)]) => {
            ApplyError::Replayed { request: request.to_string(), answer: answer.to_string() }
        }
        _ => StoreError::Internal("a key was refused and is not there".into()).into(),
    }))
}

async fn first(transaction: &Transaction<'_>, sql: &Sql) -> Result<Option<Cells>, Stop> {
    let statement = prepared(transaction, &sql.text, &types(&sql.params)).await?;
    let rows = transaction.query(&statement, &params(&sql.params)).await.map_err(Stop::Driver)?;
    rows.first().map(cells).transpose().map_err(|e| Stop::Ours(e.into()))
}

/// Tells a row with another version from one that is not there for this writer.
async fn why(client: &mut Object, step: Option<&Step>) -> Result<(), ApplyError> {
    let Some(Step::One { probe, object, id, .. }) = step else {
        return Err(StoreError::Internal("a step without a guard hit no row".into()).into());
    };
    let transaction = client.transaction().await.map_err(|e| fault(&e))?;
    let found = match first(&transaction, probe).await {
        Ok(found) => found,
        Err(Stop::Ours(error)) => return Err(error),
        Err(Stop::Driver(error)) => return Err(refused(&error)),
        Err(Stop::Nothing(_)) => None,
    };
    let (object, id) = (object.clone(), *id);
    Err(if found.is_some() { ApplyError::Version { object, id } } else { ApplyError::Missing { object, id } })
}
