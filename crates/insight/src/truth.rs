//! What a finding says to one reader.

use std::cmp::Reverse;
use std::sync::Arc;

use catalogue::{FindingAction, Name, Severity, Unit, Value};
use records::Error;

/// Everything that was asked of the records.
#[derive(Debug, Default)]
pub struct Truths {
    /// What was found: the gravest first, then what weighs most.
    pub found: Vec<Truth>,
    /// Findings that were checked and found nothing.
    pub clear: Vec<Name>,
    /// Findings about which this reader sees too little to be told anything.
    pub out_of_sight: Vec<Name>,
    /// Findings that found nothing, with records of which they cannot tell: neither clear nor found.
    pub unjudged: Vec<(Name, Unjudged)>,
    /// Findings that could not be worked out, with the reason for the log.
    pub broken: Vec<(Name, Error)>,
    /// How many records the questions were put to; only worked out when nothing was found, as "nothing found" among no
    /// records is no good news.
    pub looked_at: i64,
}

/// Records of which a finding cannot tell, since what it asks about is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unjudged {
    pub object: Name,
    pub count: i64,
    /// Down to exactly these records.
    pub filter: String,
}

/// A finding with its figures, for one reader.
#[derive(Debug, Clone, PartialEq)]
pub struct Truth {
    /// The finding's name.
    pub name: Name,
    /// Which of the ten truths (1 to 10).
    pub truth: u8,
    pub object: Name,
    pub severity: Severity,
    pub action: FindingAction,
    /// How many records it is about.
    pub count: i64,
    /// The finding's measure over these records.
    pub weight: Value,
    pub unit: Unit,
    /// `None` when of no record it is known since when it counts.
    pub trend: Option<Trend>,
    pub unjudged: Option<Unjudged>,
    /// Whose they are (or whatever the finding breaks down by), most first, at most `ROWS`.
    pub rows: Vec<Share>,
    /// A condition of the query language that holds for exactly these records.
    pub filter: String,
}

/// How many rows of the breakdown are kept.
pub const ROWS: usize = 5;

/// How many joined lately, against the time before: of those records alone whose day is known and real.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trend {
    /// Joined in the last 30 days.
    pub lately: i64,
    /// In the 30 days before.
    pub before: i64,
    /// Records whose day is known.
    pub known: i64,
}

/// One row of the breakdown.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// Of the field that the finding breaks down by: a person, a choice.
    pub key: Value,
    /// What a referred record is called; `None` for other keys, for nobody, and for what the reader may not see.
    pub title: Option<Arc<str>>,
    pub count: i64,
    pub weight: Value,
    /// Down to exactly these records.
    pub filter: String,
}

impl Truths {
    pub(crate) fn sort(&mut self) {
        self.found.sort_by_cached_key(|truth| {
            (Reverse(truth.severity), Reverse(heaviness(&truth.weight)), Reverse(truth.count), truth.name.clone())
        });
        self.clear.sort();
        self.out_of_sight.sort();
        self.unjudged.sort_by(|one, two| one.0.cmp(&two.0));
        self.broken.sort_by(|one, two| one.0.cmp(&two.0));
    }
}

/// Puts figures in one order. Money comes before counts: it is what the reader would lose. Several currencies are
/// compared by their largest sum, since no rate is known here.
pub(crate) fn heaviness(weight: &Value) -> (u8, i128) {
    match weight {
        Value::Money(money) => (1, i128::from(money.minor)),
        Value::Moneys(sums) => (1, sums.iter().map(|money| i128::from(money.minor)).max().unwrap_or(0)),
        Value::Int(number) => (0, i128::from(*number)),
        Value::Decimal(number) => (0, number.trunc().mantissa()),
        _ => (0, 0),
    }
}
