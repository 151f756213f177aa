//! The one writer. It takes every change that waits, up to a bound, and commits them together: one fsync for all,
//! each behind a savepoint of its own, each answered after the commit.

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::{bind, cells, fault};
use crate::sabotage::{self, Sabotage};
use crate::sql::{Cell, Sql, SqlValue, Step};
use crate::{ApplyError, StoreError};

/// Changes in one commit: bounds how long the first of them waits for the last.
const GROUP: usize = 256;
/// Changes that may wait before callers are held back.
const WAITING: usize = 1_024;

enum Job {
    Apply { steps: Vec<Step>, answer: oneshot::Sender<Result<(), ApplyError>> },
    Define { statements: Vec<String>, answer: oneshot::Sender<Result<(), StoreError>> },
}

pub(super) struct Writer {
    jobs: mpsc::Sender<Job>,
}

impl Writer {
    pub fn start(connection: Connection) -> Self {
        let (jobs, waiting) = mpsc::channel(WAITING);
        std::thread::spawn(move || run(&connection, waiting));
        Self { jobs }
    }

    pub async fn apply(&self, steps: Vec<Step>) -> Result<(), ApplyError> {
        let (answer, answered) = oneshot::channel();
        self.jobs.send(Job::Apply { steps, answer }).await.map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }

    pub async fn define(&self, statements: Vec<String>) -> Result<(), StoreError> {
        let (answer, answered) = oneshot::channel();
        self.jobs.send(Job::Define { statements, answer }).await.map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }
}

fn gone() -> StoreError {
    StoreError::Unavailable("the writer has stopped".into())
}

type Answer = oneshot::Sender<Result<(), ApplyError>>;

fn run(connection: &Connection, mut waiting: mpsc::Receiver<Job>) {
    while let Some(job) = waiting.blocking_recv() {
        let mut group = Vec::new();
        let mut next = Some(job);
        let mut after = None;
        while let Some(job) = next {
            match job {
                Job::Apply { steps, answer } => group.push((steps, answer)),
                Job::Define { statements, answer } => {
                    after = Some((statements, answer));
                    break;
                }
            }
            next = if group.len() < GROUP { waiting.try_recv().ok() } else { None };
        }
        // Changes that wait together have no order among them: the search index is quickest when its places come in order.
        group.sort_by_key(|(steps, _)| crate::apply::search_place(steps));
        if !group.is_empty() {
            commit(connection, group);
        }
        if let Some((statements, answer)) = after {
            drop(answer.send(define(connection, &statements)));
        }
    }
}

/// Applies a group. First as a whole: a savepoint writes the search index out, and changes seldom fail. When one does,
/// nothing of the group stands yet, and each is applied again behind a savepoint of its own.
fn commit(connection: &Connection, group: Vec<(Vec<Step>, Answer)>) {
    if let Err(e) = connection.execute_batch("BEGIN IMMEDIATE") {
        return refuse(group.into_iter().map(|(_, answer)| answer), e);
    }
    let mut steps = group.iter().flat_map(|(steps, _)| steps);
    if steps.try_for_each(|step| run_step(connection, step)).is_ok() {
        return end(connection, group.into_iter().map(|(_, answer)| answer).collect(), Vec::new());
    }
    // A full disk makes SQLite roll the whole transaction back by itself.
    if !connection.is_autocommit()
        && let Err(e) = connection.execute_batch("ROLLBACK")
    {
        return refuse(group.into_iter().map(|(_, answer)| answer), e);
    }
    one_by_one(connection, group);
}

/// An answer that nobody waits for any more is dropped: the change stands all the same.
fn one_by_one(connection: &Connection, group: Vec<(Vec<Step>, Answer)>) {
    if let Err(e) = connection.execute_batch("BEGIN IMMEDIATE") {
        return refuse(group.into_iter().map(|(_, answer)| answer), e);
    }
    let mut done = Vec::with_capacity(group.len());
    let mut failed = Vec::new();
    let mut rest = group.into_iter();
    while let Some((steps, answer)) = rest.next() {
        match behind_savepoint(connection, &steps) {
            Ok(()) => done.push(answer),
            Err(e) => failed.push((answer, e)),
        }
        // A full disk makes SQLite roll the whole transaction back: then nothing of the group stands.
        if connection.is_autocommit() {
            let lost = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL), None);
            let failed = failed.into_iter().map(|(answer, _)| answer);
            return refuse(done.into_iter().chain(failed).chain(rest.map(|(_, answer)| answer)), lost);
        }
    }
    end(connection, done, failed);
}

/// Commits and answers. A change may have failed because of another one of its group: a key that was taken, a version that
/// was gone. That is true only once the other one is committed, so it is not told before.
fn end(connection: &Connection, mut done: Vec<Answer>, failed: Vec<(Answer, ApplyError)>) {
    if sabotage::is(Sabotage::AckBeforeCommit) {
        done.drain(..).for_each(|answer| drop(answer.send(Ok(()))));
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    match connection.execute_batch("COMMIT") {
        Ok(()) => {
            done.into_iter().for_each(|answer| drop(answer.send(Ok(()))));
            failed.into_iter().for_each(|(answer, error)| drop(answer.send(Err(error))));
        }
        Err(e) => {
            if let Err(again) = connection.execute_batch("ROLLBACK") {
                tracing::error!(error = %again, "a failed commit could not be rolled back");
            }
            refuse(done.into_iter().chain(failed.into_iter().map(|(answer, _)| answer)), e);
        }
    }
}

/// A full disk keeps its name; whatever else keeps a commit from being made, the database is not available.
fn refuse(answers: impl Iterator<Item = Answer>, error: rusqlite::Error) {
    let fault = fault(error);
    for answer in answers {
        let said = match &fault {
            StoreError::Full(why) => StoreError::Full(why.clone()),
            other => StoreError::Unavailable(other.to_string()),
        };
        drop(answer.send(Err(said.into())));
    }
}

fn behind_savepoint(connection: &Connection, steps: &[Step]) -> Result<(), ApplyError> {
    connection.execute_batch("SAVEPOINT one").map_err(fault)?;
    let result = steps.iter().try_for_each(|step| run_step(connection, step));
    let end = if result.is_ok() { "RELEASE one" } else { "ROLLBACK TO one; RELEASE one" };
    connection.execute_batch(end).map_err(fault)?;
    result
}

fn run_step(connection: &Connection, step: &Step) -> Result<(), ApplyError> {
    match step {
        Step::Run(sql) => execute(connection, &sql.text, std::iter::once(&sql.params)).map(drop),
        Step::Rows { text, rows } => execute(connection, text, rows.iter()).map(drop),
        Step::One { sql, probe, object, id } => {
            if execute(connection, &sql.text, std::iter::once(&sql.params))? == 1 {
                return Ok(());
            }
            let (object, id) = (object.clone(), *id);
            Err(match first(connection, probe)? {
                Some(_) => ApplyError::Version { object, id },
                None => ApplyError::Missing { object, id },
            })
        }
        Step::Never { sql, object, id, field } => match first(connection, sql)? {
            None => Ok(()),
            Some(_) => Err(ApplyError::Ring { object: object.clone(), id: *id, field: field.clone() }),
        },
        Step::Claim { sql, kept } => {
            if execute(connection, &sql.text, std::iter::once(&sql.params))? == 1 {
                return Ok(());
            }
            match first(connection, kept)?.as_deref() {
                Some([Cell::Text(request), Cell::Text(answer)]) => {
                    Err(ApplyError::Replayed { request: request.to_string(), answer: answer.to_string() })
                }
                _ => Err(StoreError::Internal("a key was refused and is not there".into()).into()),
            }
        }
    }
}

fn execute<'a>(
    connection: &Connection,
    text: &str,
    rows: impl Iterator<Item = &'a Vec<SqlValue>>,
) -> Result<usize, ApplyError> {
    let mut statement = connection.prepare_cached(text).map_err(|e| StoreError::Internal(format!("{e} in: {text}")))?;
    let mut hit = 0;
    for params in rows {
        bind(&mut statement, params)?;
        hit += statement.raw_execute().map_err(refused)?;
    }
    Ok(hit)
}

fn first(connection: &Connection, sql: &Sql) -> Result<Option<Vec<Cell>>, StoreError> {
    let mut statement = connection.prepare_cached(&sql.text).map_err(fault)?;
    bind(&mut statement, &sql.params)?;
    let width = statement.column_count();
    let mut rows = statement.raw_query();
    rows.next().map_err(fault)?.map(|row| cells(row, width)).transpose()
}

/// `UNIQUE constraint failed: companies.tax_id__fold` names the table and the columns.
fn refused(error: rusqlite::Error) -> ApplyError {
    const UNIQUE: &str = "UNIQUE constraint failed: ";
    let text = error.to_string();
    let Some(columns) = text.strip_prefix(UNIQUE) else { return fault(error).into() };
    let last = columns.rsplit(", ").next().unwrap_or(columns);
    let (table, column) = last.split_once('.').unwrap_or(("", last));
    ApplyError::Taken { object: table.into(), field: column.into() }
}

fn define(connection: &Connection, statements: &[String]) -> Result<(), StoreError> {
    connection.execute_batch("BEGIN IMMEDIATE").map_err(fault)?;
    for statement in statements {
        if let Err(e) = connection.execute_batch(statement) {
            connection.execute_batch("ROLLBACK").map_err(fault)?;
            return Err(StoreError::Internal(format!("{e} in: {statement}")));
        }
    }
    connection.execute_batch("COMMIT").map_err(fault)
}
