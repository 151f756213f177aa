//! The principal of a person: only somebody whose status is `active` has one.

use access::Principal;
use catalogue::Id;
use records::{Error, Gate, people};

/// Roles, teams (home and led) and branches (home and headed, with all below). `NotFound` unless active.
pub async fn principal(gate: &Gate, user: Id) -> Result<Principal, Error> {
    people::principal(gate, user).await
}

/// The principal of the active person with this e-mail address (command line: `--as`).
pub async fn principal_by_email(gate: &Gate, email: &str) -> Result<Principal, Error> {
    let known = people::by_email(gate, email).await?.ok_or(Error::NotFound)?;
    principal(gate, known.id).await
}
