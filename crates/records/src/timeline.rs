//! One story of a record: its activities and tasks, its changes and its stays, newest first.

use std::sync::Arc;

use catalogue::{Id, Name};

use crate::history::FieldChange;
use crate::{Ctx, Error, Record};

#[derive(Debug, Clone, PartialEq)]
pub struct TimelineEntry {
    /// UTC microseconds.
    pub at: i64,
    pub by: Option<Id>,
    pub by_name: Option<Arc<str>>,
    pub what: TimelineWhat,
}

#[derive(Debug, Clone, PartialEq)]
pub enum TimelineWhat {
    Created,
    Changed {
        change: Id,
        fields: Vec<FieldChange>,
    },
    /// It entered a stage.
    Stage {
        field: Name,
        stage: Name,
        until: Option<i64>,
    },
    /// A call, meeting, mail, note...
    Activity(Box<Record>),
}

/// At most `limit` entries.
pub async fn timeline(ctx: &Ctx, object: &str, id: Id, limit: u32) -> Result<Vec<TimelineEntry>, Error> {
    let _ = (ctx, object, id, limit);
    Err(Error::internal("not yet"))
}
