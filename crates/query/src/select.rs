//! What is asked of the store: a list or a figure, as data. All names are checked before one of these exists.

use std::collections::HashMap;
use std::sync::Arc;

use catalogue::{Id, Name, Value};

use crate::tree::{Expr, Operand, Path};

/// Values that are one for a whole request: the same for the memory and for SQL.
#[derive(Debug, Clone)]
pub struct Env {
    pub me: Id,
    /// UTC microseconds.
    pub now: i64,
    /// The company's zone: turns instants into dates, and bounds buckets.
    pub zone: jiff::tz::TimeZone,
    /// First month of the fiscal year, 1 to 12.
    pub fiscal_month: i8,
    /// The company's currency: a bare number compared with money means this.
    pub currency: catalogue::Currency,
}

impl Env {
    /// Of no request: for reading what an expression speaks of, not what it comes to.
    #[must_use]
    pub fn of_nobody() -> Self {
        let (zone, currency) = (jiff::tz::TimeZone::UTC, catalogue::Currency::EUR);
        Self { me: Id(0), now: 0, zone, fiscal_month: 1, currency }
    }
}

/// Which rows and fields of each object may be seen. Made by `access` (or `Scope::system`); an object that is
/// not in it has no visible rows. `store` puts the row predicate of every object that a statement touches (also
/// joined and sub-queried ones) into it.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    everything: bool,
    objects: HashMap<Name, ObjectScope>,
}

/// Rights on one object as data: no rights logic is left for whoever reads it.
#[derive(Debug, Clone)]
pub struct ObjectScope {
    /// Rows that may be seen at all.
    pub rows: Expr,
    /// For fields that not every visible row shows: on which rows they show. A field that is absent shows on all.
    pub masked: HashMap<Name, Expr>,
}

impl Scope {
    /// Sees every row and field. For start-up, background work and proofs; `reason` is for the reader and the log.
    #[must_use]
    pub fn system(_reason: &'static str) -> Self {
        Self { everything: true, objects: HashMap::new() }
    }

    /// The rights of somebody: an object that is not among these shows nothing.
    #[must_use]
    pub fn of(objects: HashMap<Name, ObjectScope>) -> Self {
        Self { everything: false, objects }
    }

    /// The rows of `object` that may be seen; `False` when none.
    #[must_use]
    pub fn rows(&self, object: &str) -> Expr {
        if self.everything { Expr::True } else { self.objects.get(object).map_or(Expr::False, |o| o.rows.clone()) }
    }

    /// On which visible rows `field` shows; `None` when on all of them.
    #[must_use]
    pub fn mask(&self, object: &str, field: &str) -> Option<&Expr> {
        self.objects.get(object).and_then(|o| o.masked.get(field))
    }
}

/// A statement with its rights. `store` runs nothing without it.
#[derive(Debug, Clone)]
pub struct Scoped<T> {
    pub ask: T,
    pub scope: Arc<Scope>,
    pub env: Env,
}

/// A page of rows of one object.
#[derive(Debug, Clone)]
pub struct Select {
    pub object: Name,
    /// What each row carries, in order. A masked value comes back as `Null`.
    pub columns: Vec<Column>,
    pub filter: Expr,
    /// Part of any searched field, folded by the store.
    pub search: Option<String>,
    /// Always ends with the id, added by the store. Nulls last in both directions.
    pub sort: Vec<Sort>,
    /// Rows after this place in the sort.
    pub after: Option<Cursor>,
    pub limit: u32,
    pub archived: Archived,
}

/// One thing read for each row.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    /// A field, or a computed operand.
    Of(Operand),
    /// The title text of the record a reference path points to, or of the record itself with the path `id`;
    /// `Null` when that record is not visible.
    Title(Path),
}

/// One key of an order.
#[derive(Debug, Clone, PartialEq)]
pub struct Sort {
    pub by: Operand,
    pub descending: bool,
}

/// The sort values and the id of the last row of the page before.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Cursor {
    pub values: Vec<Value>,
    pub id: Id,
}

/// Which of living and archived records are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Archived {
    #[default]
    Hide,
    Only,
    Include,
}

/// One row: its id and the asked columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub id: Id,
    pub values: Vec<Value>,
}

/// Figures over rows of one object, by groups.
#[derive(Debug, Clone)]
pub struct Aggregate {
    pub object: Name,
    pub filter: Expr,
    pub search: Option<String>,
    pub group: Vec<GroupBy>,
    pub measures: Vec<Figure>,
    pub archived: Archived,
    /// At most this many groups (the first by key).
    pub limit: u32,
    /// Only groups of at least this many rows; 0 and 1 mean all.
    pub least: u32,
}

/// One key of groups.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupBy {
    pub by: Operand,
    /// For dates and instants: which stretch of time. The key is then the stretch's first day, as a date.
    pub bucket: Option<Bucket>,
}

/// A stretch of time, in the company's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bucket {
    Day,
    IsoWeek,
    Month,
    Quarter,
    FiscalYear,
}

/// One figure: a method over an operand, over the rows that meet a filter.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    pub method: FigureMethod,
    pub filter: Expr,
}

/// What a figure makes of the values of its rows.
#[derive(Debug, Clone, PartialEq)]
pub enum FigureMethod {
    Count,
    /// Exact; money gives `Moneys`. Rows where the operand is not known do not count.
    Sum(Operand),
    /// Exact sum by count, to six decimals, half away from zero; money gives `Moneys` to the cent.
    Average(Operand),
    /// The middle value, or the mean of the two middle ones.
    Median(Operand),
    Min(Operand),
    Max(Operand),
}

impl FigureMethod {
    /// What it is worked out over; `None` for a count.
    #[must_use]
    pub fn operand(&self) -> Option<&Operand> {
        match self {
            Self::Count => None,
            Self::Sum(of) | Self::Average(of) | Self::Median(of) | Self::Min(of) | Self::Max(of) => Some(of),
        }
    }
}

/// One group: its keys, then its figures, in the order asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub keys: Vec<Value>,
    pub figures: Vec<Value>,
}
