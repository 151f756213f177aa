//! The people of the company: who they are, what they may do, and the freeze that takes effect at once.

use std::sync::Arc;

use catalogue::{Id, Name};

use crate::{Ctx, Draft, Error, Record};

/// A person as the people page shows them.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    pub id: Id,
    pub version: i64,
    pub name: Arc<str>,
    pub email: Option<Arc<str>>,
    pub roles: Vec<Name>,
    pub team: Option<(Id, Option<Arc<str>>)>,
    pub branch: Option<(Id, Option<Arc<str>>)>,
    /// `invited`, `active`, `frozen`, or another choice of the catalogue.
    pub status: Name,
}

/// What to change about a person; `None` stays. `Some(None)` empties.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PersonChange {
    pub roles: Option<Vec<Name>>,
    pub team: Option<Option<Id>>,
    pub branch: Option<Option<Id>>,
    pub status: Option<Name>,
}

/// Everybody, by name. Needs the right to set up.
pub async fn list(ctx: &Ctx) -> Result<Vec<Person>, Error> {
    let _ = ctx;
    Err(Error::internal("not yet"))
}

/// A new person without sign-in (status `invited` or what the draft says); `guard::invite` makes the link. Needs set-up.
pub async fn add(ctx: &Ctx, draft: Draft) -> Result<Record, Error> {
    let _ = (ctx, draft);
    Err(Error::internal("not yet"))
}

/// Changes roles, team, branch or status. Needs set-up.
pub async fn change(ctx: &Ctx, user: Id, change: PersonChange) -> Result<(), Error> {
    let _ = (ctx, user, change);
    Err(Error::internal("not yet"))
}

/// Ends every session and refuses further ones, at once. Needs set-up; nobody freezes the last owner.
pub async fn freeze(ctx: &Ctx, user: Id) -> Result<(), Error> {
    let _ = (ctx, user);
    Err(Error::internal("not yet"))
}
