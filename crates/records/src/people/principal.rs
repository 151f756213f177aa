//! From a person's record to what decides their rights. Only somebody whose status is `active` becomes a principal.

use std::sync::Arc;

use access::Principal;
use catalogue::{Id, Name, Object, Value};
use query::{Archived, Expr};

use crate::row::{self, Row};
use crate::{Ctx, Error, Gate};

/// What sign-in needs to know about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub id: Id,
    pub name: Arc<str>,
    pub email: Option<Arc<str>>,
    pub status: Name,
    pub roles: Vec<Name>,
    /// `en`, `es`, `ru`, when the person chose one.
    pub language: Option<Arc<str>>,
}

impl Known {
    /// True for an owner of the firm, whatever their status.
    #[must_use]
    pub fn is_owner(&self) -> bool {
        self.roles.iter().any(|role| &**role == access::OWNER_ROLE)
    }

    /// True when the person may sign in.
    #[must_use]
    pub fn is_active(&self) -> bool {
        &*self.status == "active"
    }
}

/// The person with this id, whatever their status; `None` when archived or unknown.
pub async fn known(gate: &Gate, user: Id) -> Result<Option<Known>, Error> {
    let ctx = Ctx::system(gate, "who is this");
    let row = row::load(&ctx, users(gate)?, user).await?;
    Ok(row.filter(|row| !row.is_archived()).map(|row| as_known(&row)))
}

/// The living person with this e-mail address.
pub async fn by_email(gate: &Gate, email: &str) -> Result<Option<Known>, Error> {
    let ctx = Ctx::system(gate, "who is this");
    let users = users(gate)?;
    let same = Expr::equals(&users.name, &"email".into(), Value::text(email.trim().to_lowercase()));
    let rows = row::load_where(&ctx, users, same, Archived::Hide).await?;
    Ok(rows.first().map(as_known))
}

fn users(gate: &Gate) -> Result<&Arc<Object>, Error> {
    gate.catalogue.object("user").ok_or_else(|| Error::internal("the catalogue has no user"))
}

fn as_known(row: &Row) -> Known {
    let text = |field| row.value(field).as_text().map(Arc::<str>::from);
    Known {
        id: row.id,
        name: text("name").unwrap_or_else(|| "".into()),
        email: text("email"),
        status: text("status").unwrap_or_else(|| "no_sign_in".into()),
        roles: roles(row),
        language: text("language"),
    }
}

/// Roles, teams (home and led) and branches (home and headed, with all below). `NotFound` unless active.
pub async fn principal(gate: &Gate, user: Id) -> Result<Principal, Error> {
    let ctx = Ctx::system(gate, "rights of a person");
    let row = row::load(&ctx, users(gate)?, user).await?.ok_or(Error::NotFound)?;
    if row.is_archived() || !as_known(&row).is_active() {
        return Err(Error::NotFound);
    }
    let team = row.value("team").as_ref_id();
    let branch = row.value("branch").as_ref_id();
    let mut teams = pointing(&ctx, "team", "lead", user).await?;
    teams.extend(team);
    let mut branches = pointing(&ctx, "branch", "head", user).await?;
    branches.extend(branch);
    let branches = with_below(&ctx, branches).await?;
    let roles = roles(&row);
    let now = ctx.env.now;
    let shares = gate.store.shares_to(user, now).await?.into_iter().map(share).collect();
    let rules = gate.store.rules_at(now).await?;
    let denies = crate::rules::denies_of(&gate.catalogue, &rules, user, &roles, &gate.env(user));
    teams.sort_unstable();
    teams.dedup();
    Ok(Principal { user, name: as_known(&row).name, roles, teams, branches, team, branch, denies, shares })
}

fn share(kept: store::Share) -> access::Share {
    let store::Share { id, object, record, write, until, .. } = kept;
    access::Share { id, object, record, write, until }
}

fn roles(row: &Row) -> Vec<Name> {
    if let Value::Choices(roles) = row.value("roles") { roles.clone() } else { Vec::new() }
}

/// Living records whose person field is this user.
async fn pointing(ctx: &Ctx, object: &str, field: &str, user: Id) -> Result<Vec<Id>, Error> {
    let Some(object) = ctx.gate.catalogue.object(object) else { return Ok(Vec::new()) };
    let by = Expr::equals(&object.name, &field.into(), Value::Ref(user));
    Ok(row::load_where(ctx, object, by, Archived::Hide).await?.into_iter().map(|r| r.id).collect())
}

/// These branches and all below them; a ring in the tree ends the walk.
async fn with_below(ctx: &Ctx, mut branches: Vec<Id>) -> Result<Vec<Id>, Error> {
    if branches.is_empty() {
        return Ok(branches);
    }
    let Some(object) = ctx.gate.catalogue.object("branch") else { return Ok(branches) };
    let tree = row::load_where(ctx, object, Expr::True, Archived::Include).await?;
    let mut at = 0;
    while at < branches.len() {
        let parent = branches[at];
        let below = tree.iter().filter(|b| b.value("parent").as_ref_id() == Some(parent)).map(|b| b.id);
        let new: Vec<Id> = below.filter(|id| !branches.contains(id)).collect();
        branches.extend(new);
        at += 1;
    }
    branches.sort_unstable();
    branches.dedup();
    Ok(branches)
}
