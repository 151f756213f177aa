//! From a person's record to what decides their rights. Only somebody whose status is `active` becomes a principal.

use std::sync::Arc;

use access::Principal;
use catalogue::{Id, Lang, Name, Object, Value};
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

    /// The language that the person chose.
    #[must_use]
    pub fn lang(&self) -> Option<Lang> {
        self.language.as_deref().and_then(Lang::from_tag)
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
        roles: roles(row).to_vec(),
        language: text("language"),
    }
}

/// Roles, teams (home and led) and branches (home and headed, with all below). `NotFound` unless active.
pub async fn principal(gate: &Gate, user: Id) -> Result<Principal, Error> {
    Ok(principal_known(gate, user).await?.0)
}

/// The same with what else is known of the person, read at once: every request begins with it.
pub async fn principal_known(gate: &Gate, user: Id) -> Result<(Principal, Known), Error> {
    let ctx = Ctx::system(gate, "rights of a person");
    let object =
        |name: &str| gate.catalogue.object(name).ok_or_else(|| Error::internal(format!("the catalogue has no {name}")));
    let (users, teams, branches) = (users(gate)?, object("team")?, object("branch")?);
    let of = |object: &Object, field: &str| Expr::equals(&object.name, &field.into(), Value::Ref(user));
    let asks = [
        row::asking(&ctx, users, of(users, "id"), Archived::Hide, 1),
        row::asking(&ctx, teams, of(teams, "lead"), Archived::Hide, u32::MAX),
        row::asking(&ctx, branches, Expr::True, Archived::Include, u32::MAX),
    ];
    let now = ctx.env.now;
    let standing = gate.store.standing(&asks, user, now).await?;
    let mut rows = standing.rows.into_iter();
    let mut next = |object: &Object| row::of_answer(object, rows.next().unwrap_or_default());
    let person = next(users).pop().ok_or(Error::NotFound)?;
    let known = as_known(&person);
    if !known.is_active() {
        return Err(Error::NotFound);
    }
    let team = person.value("team").as_ref_id();
    let branch = person.value("branch").as_ref_id();
    let mut teams: Vec<Id> = next(teams).iter().map(|row| row.id).collect();
    teams.extend(team);
    teams.sort_unstable();
    teams.dedup();
    let tree = next(branches);
    let headed = tree.iter().filter(|row| !row.is_archived() && row.value("head").as_ref_id() == Some(user));
    let branches = with_below(&tree, headed.map(|row| row.id).chain(branch).collect());
    let roles = roles(&person).to_vec();
    let denies = crate::rules::denies_of(&gate.catalogue, &standing.rules, user, &roles, &gate.env(user));
    let shares = standing.shares.into_iter().map(share).collect();
    let who = Principal { user, name: known.name.clone(), roles, teams, branches, team, branch, denies, shares };
    Ok((who, known))
}

fn share(kept: store::Share) -> access::Share {
    let store::Share { id, object, record, write, until, .. } = kept;
    access::Share { id, object, record, write, until }
}

/// The roles that a person's row names.
pub(crate) fn roles(row: &Row) -> &[Name] {
    if let Value::Choices(roles) = row.value("roles") { roles } else { &[] }
}

/// These branches and all below them in the tree; a ring in it ends the walk.
fn with_below(tree: &[Row], mut branches: Vec<Id>) -> Vec<Id> {
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
    branches
}
