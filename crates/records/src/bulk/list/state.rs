//! How such a work stands: the words kept of it and of its records, and the moves from one to the other, each guarded by the one before.

use catalogue::{Id, Name};
use serde::{Deserialize, Serialize};
use store::{ApplyError, Batch, Change, TechnicalWrite, Write};

use crate::{Ctx, Error, rights};

/// What a row says of its record.
pub(super) const WAITING: &str = "waiting";
pub(super) const UPDATED: &str = "updated";
pub(super) const UNCHANGED: &str = "unchanged";
pub(super) const REFUSED: &str = "refused";
/// A record that follows from the change of another one.
pub(super) const MADE: &str = "created";
pub(super) const UNDONE: &str = "undone";
/// An undo left it as it is: one that was updated, one that was made.
pub(super) const LEFT: &str = "left";
pub(super) const LEFT_MADE: &str = "left_created";

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Picking,
    Running,
    Stopped,
    Done,
    Undoing,
    Undone,
    UndoneInPart,
}

/// How many records are how far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub waiting: i64,
    pub updated: i64,
    pub unchanged: i64,
    pub refused: i64,
    /// Records that follow from a change of another one.
    pub made: i64,
    pub undone: i64,
    /// What an undo left as it was.
    pub left: i64,
}

impl Counts {
    /// How much there is, and how much of it is done, the way that the work goes.
    #[must_use]
    pub fn progress(&self, state: State) -> (i64, i64) {
        let all = self.waiting + self.updated + self.unchanged + self.refused;
        match state {
            State::Undoing => (self.undone + self.left, self.undone + self.left + self.updated + self.made),
            _ => (all - self.waiting, all),
        }
    }
}

/// It stands still by now, for this reason if it was not asked to. What came first stays.
pub(super) async fn end(ctx: &Ctx, batch: &Batch, why: Option<&'static str>) -> Result<(), Error> {
    let to = match &*batch.state {
        Batch::LIST_PICKING | Batch::LIST_RUNNING => Batch::LIST_STOPPED,
        Batch::LIST_UNDOING => Batch::LIST_UNDONE_IN_PART,
        _ => return Ok(()),
    };
    let report = Report { why: why.map(str::to_owned), ..Report::default() };
    move_on(ctx, vec![moved(batch, to, &report)?], Vec::new()).await?;
    Ok(())
}

/// What is kept beside the state.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Report {
    /// Why it stopped by itself: a key of the messages.
    pub why: Option<String>,
    pub runner: Option<Runner>,
    /// How much was left to do when it was last taken up after its process had ended.
    pub taken_up: Option<i64>,
}

/// In whose rights it goes on, and from where that was asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Runner {
    pub user: Id,
    pub channel: Name,
    pub address: String,
    pub request: String,
}

impl Report {
    pub(super) fn of(ctx: &Ctx) -> Self {
        let runner = Runner {
            user: ctx.who.user,
            channel: ctx.channel.clone(),
            address: ctx.address.to_string(),
            request: ctx.request.to_string(),
        };
        Self { runner: Some(runner), ..Self::default() }
    }

    pub(super) fn in_batch(batch: &Batch) -> Self {
        serde_json::from_str(&batch.report).unwrap_or_default()
    }
}

/// The batch from the state that it was read in to another one.
pub(super) fn moved(batch: &Batch, to: &str, report: &Report) -> Result<TechnicalWrite, Error> {
    let to = Batch { state: to.into(), report: text(report)?, ..batch.clone() };
    Ok(TechnicalWrite::MoveBatch { from: batch.state.clone(), batch: to })
}

/// Writes what begins with such a move; false when somebody else moved it first.
pub(super) async fn move_on(
    ctx: &Ctx,
    writes: Vec<TechnicalWrite>,
    evidence: Vec<store::Evidence>,
) -> Result<bool, Error> {
    let writes = writes.into_iter().map(Write::Technical).collect();
    match ctx.gate.store.apply(Change { writes, evidence, ..Change::default() }).await {
        Ok(()) => Ok(true),
        Err(ApplyError::Version { .. } | ApplyError::Missing { .. }) => Ok(false),
        Err(error) => Err(rights::plain(error)),
    }
}

pub(super) async fn counts(ctx: &Ctx, id: Id) -> Result<Counts, Error> {
    let mut counts = Counts::default();
    for (action, count) in ctx.gate.store.batch_counts(id).await? {
        match &*action {
            WAITING => counts.waiting = count,
            UPDATED => counts.updated = count,
            UNCHANGED => counts.unchanged = count,
            REFUSED => counts.refused = count,
            MADE => counts.made = count,
            UNDONE => counts.undone = count,
            LEFT | LEFT_MADE => counts.left = counts.left.saturating_add(count),
            _ => {}
        }
    }
    Ok(counts)
}

pub(super) async fn apply(ctx: &Ctx, writes: Vec<TechnicalWrite>) -> Result<(), Error> {
    let writes = writes.into_iter().map(Write::Technical).collect();
    ctx.gate.store.apply(Change { writes, ..Change::default() }).await.map_err(rights::plain)
}

pub(super) fn text<T: Serialize>(said: &T) -> Result<String, Error> {
    serde_json::to_string(said).map_err(|e| Error::internal(e.to_string()))
}
