//! The funnel: how many records reached each stage and went on.
//!
//! Method: every record entered at the first stage; one that stands in an open stage passed the open stages before it;
//! a closed one passed all open stages. So the figures hold for imported records too, which have no history of stays.

use catalogue::{Name, Outcome, Value};
use rust_decimal::Decimal;

use crate::{Ctx, Error};

#[derive(Debug, Clone)]
pub struct Funnel {
    pub object: Name,
    /// The stages field.
    pub by: Name,
    /// The open stages in order, then the closed ones together (stage `None`), then the won ones.
    pub steps: Vec<FunnelStep>,
    /// Won by closed, as a fraction to six digits; `None` when nothing is closed.
    pub win_rate: Option<Decimal>,
}

#[derive(Debug, Clone)]
pub struct FunnelStep {
    /// `None` for the step "closed, whatever the outcome".
    pub stage: Option<Name>,
    pub outcome: Option<Outcome>,
    pub reached: i64,
    /// Of those that reached the step before, as a fraction to six digits; `None` for the first step and after an empty one.
    pub conversion: Option<Decimal>,
    /// Median whole days that the records standing in this stage have been there; `Null` when there are none.
    pub median_days: Value,
    /// The expression that lists exactly the records that reached it.
    pub filter: String,
}

/// `filter` is an expression of the query language.
pub async fn funnel(ctx: &Ctx, object: &str, filter: Option<&str>) -> Result<Funnel, Error> {
    let _ = (ctx, object, filter);
    Err(Error::internal("not yet"))
}
