//! Figures by groups, each with the way down to its records.

use std::sync::Arc;

use catalogue::{Name, Unit, Value};
use query::{Archived, Bucket};

use crate::{Ctx, Error};

/// What is asked, as text: nothing of it is trusted.
#[derive(Debug, Clone, Default)]
pub struct FiguresAsk {
    pub object: String,
    pub filter: Option<String>,
    pub segment: Option<String>,
    pub search: Option<String>,
    /// Fields or paths, with the stretch of time for dates and instants.
    pub group: Vec<(String, Option<Bucket>)>,
    /// Names from the object's measures, or `count`, `<field>_sum|_avg|_median|_min|_max`.
    pub measures: Vec<String>,
    pub archived: Archived,
}

/// The answer.
#[derive(Debug, Clone)]
pub struct Figures {
    pub object: Name,
    pub measures: Vec<FigureColumn>,
    pub groups: Vec<FigureGroup>,
    /// Over all rows, in the order of `measures`.
    pub total: Vec<Value>,
    /// The expression of all rows (filter and segment); search and archive mark go beside it.
    pub filter: String,
}

/// One measure that was asked.
#[derive(Debug, Clone)]
pub struct FigureColumn {
    pub name: Name,
    pub unit: Unit,
    /// The measure's own condition: joined with a group's filter it gives exactly the rows that the figure counts.
    pub filter: Option<Name>,
}

/// One group.
#[derive(Debug, Clone)]
pub struct FigureGroup {
    pub keys: Vec<Value>,
    /// Titles of keys that are references.
    pub titles: Vec<Option<Arc<str>>>,
    pub figures: Vec<Value>,
    /// The expression that lists exactly this group's rows.
    pub filter: String,
}

/// Computes. A person with `Aggregate` but without `Read` gets figures without rows.
pub async fn figures(ctx: &Ctx, ask: &FiguresAsk) -> Result<Figures, Error> {
    let _ = (ctx, ask);
    Err(Error::internal("not yet"))
}
