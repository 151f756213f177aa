//! Why a person may or may not act on one row: from the same decision that is enforced, never a second account.

use catalogue::Catalogue;
use query::{Env, Record, holds};

use crate::{Because, Decision, Deny};

/// Which reasons decide about one row.
#[derive(Debug, Clone)]
pub struct Explanation {
    pub allowed: bool,
    /// Every grant and share that covers the row.
    pub because: Vec<Because>,
    /// Every deny that takes it away.
    pub denied_by: Vec<Deny>,
}

/// The reasons for and against one row. `allowed` equals whether `decision.rows()` holds on it.
#[must_use]
pub fn explain(decision: &Decision, row: &dyn Record, env: &Env, catalogue: &Catalogue) -> Explanation {
    let covers = |rows: &query::Expr| holds(rows, row, env, catalogue);
    let reasons = decision.allows.iter().filter(|a| covers(&a.rows)).map(|a| a.because.clone());
    let because: Vec<_> = reasons.map(|reason| of_row(reason, row)).collect();
    let denied_by: Vec<_> = decision.denies.iter().filter(|d| covers(&d.taken())).cloned().collect();
    Explanation { allowed: !because.is_empty() && denied_by.is_empty(), because, denied_by }
}

/// Of the shares that end together, those of this row.
fn of_row(reason: Because, row: &dyn Record) -> Because {
    match reason {
        Because::Shares(mut shares) => {
            shares.retain(|share| share.record == row.id());
            Because::Shares(shares)
        }
        other @ (Because::Role { .. } | Because::Ends { .. }) => other,
    }
}
