//! A pool of threads with read-only connections. Each read has two seconds.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::{bind, cells, fault};
use crate::StoreError;
use crate::engine::Rows;
use crate::sql::Sql;

const TIME_OUT: Duration = Duration::from_secs(2);
/// Virtual machine steps between two looks at the clock.
const STEPS: i32 = 20_000;

struct Job {
    statements: Vec<Sql>,
    answer: oneshot::Sender<Result<Vec<Rows>, StoreError>>,
}

pub(super) struct Readers {
    jobs: Sender<Job>,
}

impl Readers {
    pub fn start(connections: Vec<Connection>) -> Self {
        let (jobs, waiting) = channel();
        let waiting = Arc::new(Mutex::new(waiting));
        for connection in connections {
            let waiting = Arc::clone(&waiting);
            std::thread::spawn(move || run(connection, &waiting));
        }
        Self { jobs }
    }

    pub async fn read(&self, statements: Vec<Sql>) -> Result<Vec<Rows>, StoreError> {
        let (answer, answered) = oneshot::channel();
        let gone = || StoreError::Unavailable("the readers have stopped".into());
        self.jobs.send(Job { statements, answer }).map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }
}

fn run(mut connection: Connection, waiting: &Mutex<Receiver<Job>>) {
    let started = Instant::now();
    let until = Arc::new(AtomicU64::new(u64::MAX));
    let watched = Arc::clone(&until);
    // A reader without a watch would let one statement hold it for ever: better not to serve at all.
    if connection.progress_handler(STEPS, Some(move || millis(started) > watched.load(Ordering::Relaxed))).is_err() {
        return;
    }
    loop {
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        if job.answer.is_closed() {
            continue;
        }
        until.store(millis(started).saturating_add(TIME_OUT.as_secs() * 1_000), Ordering::Relaxed);
        let answer = read_all(&connection, &job.statements);
        // Nobody waits any more when the request was given up: nothing is lost by that.
        drop(job.answer.send(answer));
    }
}

fn millis(started: Instant) -> u64 {
    u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// Several statements see one state of the database; one alone does so by itself.
fn read_all(connection: &Connection, statements: &[Sql]) -> Result<Vec<Rows>, StoreError> {
    if let [one] = statements {
        return Ok(vec![read(connection, one)?]);
    }
    connection.execute_batch("BEGIN").map_err(fault)?;
    let answers = statements.iter().map(|sql| read(connection, sql)).collect();
    connection.execute_batch("COMMIT").map_err(fault)?;
    answers
}

fn read(connection: &Connection, sql: &Sql) -> Result<Rows, StoreError> {
    let since = Instant::now();
    let rows = rows(connection, sql);
    let found = rows.as_ref().map_or(0, Vec::len);
    tracing::trace!(micros = since.elapsed().as_micros(), rows = found, sql = &*sql.text, "read");
    rows
}

fn rows(connection: &Connection, sql: &Sql) -> Result<Rows, StoreError> {
    let mut statement =
        connection.prepare_cached(&sql.text).map_err(|e| StoreError::Internal(format!("{e} in: {}", sql.text)))?;
    bind(&mut statement, &sql.params)?;
    let width = statement.column_count();
    let mut rows = statement.raw_query();
    let mut out = Vec::new();
    while let Some(row) = rows.next().map_err(fault)? {
        out.push(cells(row, width)?);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_statement_without_end_is_stopped_and_the_reader_goes_on() {
        let readers = Readers::start(vec![Connection::open_in_memory().expect("a database")]);
        let endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT COUNT(*) FROM n";
        let stopped = readers.read(vec![Sql::new(endless, vec![])]).await;
        assert!(matches!(stopped, Err(StoreError::TimedOut)), "{stopped:?}");
        let next = readers.read(vec![Sql::new("SELECT 1", vec![])]).await.expect("an answer");
        assert_eq!(next, [[[crate::sql::Cell::Int(1)]]]);
    }
}
