//! Links that let somebody in once: an invitation (3 days), and the first owner of an empty company (30 minutes).

use catalogue::Id;
use records::{Ctx, Error, Gate};

use crate::sign_in::{SignIn, Visit};

/// A one-use token for this person to choose a password. Needs the right to set up. A new one ends the one before.
pub async fn invite(ctx: &Ctx, user: Id) -> Result<String, Error> {
    let _ = (ctx, user);
    Err(Error::internal("not yet"))
}

/// Whom an invitation is for (name and e-mail), or `None` when it is used or over.
pub async fn invited(gate: &Gate, token: &str) -> Result<Option<(Id, String, String)>, Error> {
    let _ = (gate, token);
    Err(Error::internal("not yet"))
}

/// Sets the password, makes the person active and signs in. `NotFound` when the token is used or over.
pub async fn accept(gate: &Gate, token: &str, password: &str, visit: &Visit) -> Result<SignIn, Error> {
    let _ = (gate, token, password, visit);
    Err(Error::internal("not yet"))
}

/// True when nobody can sign in yet.
pub async fn is_empty(gate: &Gate) -> Result<bool, Error> {
    let _ = gate;
    Err(Error::internal("not yet"))
}

/// A token for the first owner; `None` when somebody can sign in already.
pub async fn first_owner(gate: &Gate) -> Result<Option<String>, Error> {
    let _ = gate;
    Err(Error::internal("not yet"))
}

/// True when the token of `first_owner` still opens.
pub async fn is_first_owner_token(gate: &Gate, token: &str) -> Result<bool, Error> {
    let _ = (gate, token);
    Err(Error::internal("not yet"))
}

/// Makes the first owner and signs in.
pub async fn accept_first_owner(
    gate: &Gate,
    token: &str,
    name: &str,
    email: &str,
    password: &str,
    visit: &Visit,
) -> Result<SignIn, Error> {
    let _ = (gate, token, name, email, password, visit);
    Err(Error::internal("not yet"))
}
