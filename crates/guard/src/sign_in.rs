//! E-mail and password to a session. Equal time and equal words for unknown people; a growing delay after failures.

use catalogue::Id;
use records::{Error, Gate};

/// Where a request comes from.
#[derive(Debug, Clone, Default)]
pub struct Visit {
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
    pub request: String,
}

/// What became of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    /// The token is for the cookie; it is kept only as a hash.
    Done { token: String, user: Id },
    /// Wrong e-mail or password, or no such person: the same answer.
    Refused,
    /// Too many failures: try again at this instant (UTC microseconds).
    Wait { until: i64 },
}

/// Tries to sign in.
pub async fn sign_in(gate: &Gate, email: &str, password: &str, visit: &Visit) -> Result<SignIn, Error> {
    let _ = (gate, email, password, visit);
    Err(Error::internal("not yet"))
}
