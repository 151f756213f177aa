//! The people of the company: who they are, what they may do, and the freeze that takes effect at once.

mod principal;
mod receiver;

use std::sync::Arc;

use catalogue::{Id, Name, Value};
use query::{Archived, Expr};
use serde_json::json;
use store::{TechnicalWrite, Write};

pub(crate) use principal::roles;
pub use principal::{Known, by_email, known, principal, principal_known};
pub(crate) use receiver::receiver;

use crate::row::{self, Row};
use crate::writing::{self, Writing, differing};
use crate::{Ctx, Draft, Error, Fault, Record, create, evidence, history, rights, validate};

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
    /// `no_sign_in`, `invited`, `active`, `frozen` or `left`.
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
    rights::need_set_up(ctx)?;
    let users = ctx.gate.catalogue.object("user").ok_or(Error::NotFound)?.clone();
    let rows = row::load_where(ctx, &users, Expr::True, Archived::Hide).await?;
    let refs = |field: &'static str| rows.iter().filter_map(move |r| Some((field.into(), r.value(field).as_ref_id()?)));
    let wanted = refs("team").chain(refs("branch")).collect();
    let titles = history::titles_of(&ctx.elevated("the list of people"), wanted).await?;
    let mut people: Vec<Person> = rows.iter().map(|row| person(row, &titles)).collect();
    people.sort_by_cached_key(|p| catalogue::fold(&p.name));
    evidence::note(ctx, "list", Some(&users.name), None, &json!({ "rows": people.len(), "page": "people" }));
    Ok(people)
}

fn person(row: &Row, titles: &history::Titles) -> Person {
    let text = |field| row.value(field).as_text().map(Arc::<str>::from);
    let place = |field: &str| {
        let id = row.value(field).as_ref_id()?;
        Some((id, titles.get(&(field.into(), id)).cloned()))
    };
    Person {
        id: row.id,
        version: row.version(),
        name: text("name").unwrap_or_else(|| "".into()),
        email: text("email"),
        roles: roles(row).to_vec(),
        team: place("team"),
        branch: place("branch"),
        status: text("status").unwrap_or_else(|| "no_sign_in".into()),
    }
}

/// A new person without sign-in (status `no_sign_in`, or what the draft says); `guard::invitation::invite` makes the
/// link. Needs set-up.
pub async fn add(ctx: &Ctx, draft: Draft) -> Result<Record, Error> {
    rights::need_set_up(ctx)?;
    create::create(&ctx.elevated("whoever sets up adds people"), "user", draft, None).await
}

/// Changes roles, team, branch or status. Needs set-up. A person who may not sign in any more loses every session.
pub async fn change(ctx: &Ctx, user: Id, change: PersonChange) -> Result<(), Error> {
    rights::need_set_up(ctx)?;
    let users = ctx.gate.catalogue.object("user").ok_or(Error::NotFound)?.clone();
    let old = row::load(ctx, &users, user).await?.ok_or(Error::NotFound)?;
    let new = changed(ctx, &old, change)?;
    if let Some(fault) = validate::roles_fault(ctx, (Some(&old), &new)) {
        return Err(Error::Invalid(vec![fault]));
    }
    let fields = differing(&users, &old, &new);
    let placed = ["team", "branch"].into_iter().filter(|name| fields.iter().any(|field| &**field == *name));
    let placed = placed.map(|name| (name.into(), new.value(name).clone())).collect();
    let mut faults = validate::bad_references(&ctx.elevated("whoever sets up places people"), &users, &placed).await?;
    faults.extend(last_owner(ctx, &old, &new).await?);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    if fields.is_empty() {
        return Ok(());
    }
    let kind = if new.value("status").as_text() == Some("frozen") { "freeze" } else { "update" };
    let mut writing = Writing::new(ctx);
    let mut new = new;
    writing.update(&users, &old, &mut new, Expr::True);
    writing.tell(kind, &new, &fields);
    writing.apply().await.map_err(|error| writing::refused(ctx, error))
}

fn changed(ctx: &Ctx, old: &Row, change: PersonChange) -> Result<Row, Error> {
    let mut new = old.clone();
    if let Some(roles) = change.roles {
        let unknown = roles.iter().find(|role| !ctx.gate.catalogue.roles.contains_key(*role));
        if let Some(role) = unknown {
            let fault = Fault::of(&"roles".into(), "fault-choice", vec![("text", role.to_string())]);
            return Err(Error::Invalid(vec![fault]));
        }
        let roles: Vec<Name> = ctx.gate.catalogue.roles.keys().filter(|r| roles.contains(r)).cloned().collect();
        let roles = if roles.is_empty() { Value::Null } else { Value::Choices(roles) };
        new.values.insert("roles".into(), roles);
    }
    for (field, place) in [("team", change.team), ("branch", change.branch)] {
        if let Some(place) = place {
            new.values.insert(field.into(), place.map_or(Value::Null, Value::Ref));
        }
    }
    if let Some(status) = change.status {
        new.values.insert("status".into(), Value::Text(status));
    }
    Ok(new)
}

/// A company without an owner who can sign in could never have one again: whatever write would leave it so is refused.
pub(crate) async fn last_owner(ctx: &Ctx, old: &Row, new: &Row) -> Result<Option<Fault>, Error> {
    let goes = &*old.object == "user" && keeps_owner(old) && !keeps_owner(new);
    if !goes || has_other_owner(ctx, old.id).await? {
        return Ok(None);
    }
    Ok(Some(Fault::of(&"roles".into(), "fault-last-owner", Vec::new())))
}

/// What ends with the right to sign in, whichever write takes it: every session, the calendar's address, and every link that lets in.
/// The links end with a new role too: whoever was given one before must not come in with it.
pub(crate) fn closed_doors(old: &Row, new: &Row) -> Vec<Write> {
    if &*new.object != "user" {
        return Vec::new();
    }
    let user = new.id;
    let status = new.value("status").as_text().filter(|_| !new.is_archived());
    let mut ended = Vec::new();
    if status != Some("active") {
        ended.extend([TechnicalWrite::RemoveSessionsOf { user }, TechnicalWrite::RemoveCalendarFeedOf { user }]);
    }
    let gains = roles(new).iter().any(|role| !roles(old).contains(role));
    if gains || !matches!(status, Some("active" | "invited")) {
        ended.push(TechnicalWrite::RemoveInvitationsOf { user });
    }
    ended.into_iter().map(Write::Technical).collect()
}

fn keeps_owner(row: &Row) -> bool {
    let is_owner = roles(row).iter().any(|role| &**role == access::OWNER_ROLE);
    is_owner && row.value("status").as_text() == Some("active") && !row.is_archived()
}

async fn has_other_owner(ctx: &Ctx, user: Id) -> Result<bool, Error> {
    let users = ctx.gate.catalogue.object("user").ok_or(Error::NotFound)?.clone();
    let active = Expr::equals(&users.name, &"status".into(), Value::text("active"));
    let rows = row::load_where(ctx, &users, active, Archived::Hide).await?;
    Ok(rows.iter().any(|row| row.id != user && keeps_owner(row)))
}

/// Ends every session and refuses further ones, at once. Needs set-up; nobody freezes the last owner.
pub async fn freeze(ctx: &Ctx, user: Id) -> Result<(), Error> {
    change(ctx, user, PersonChange { status: Some("frozen".into()), ..PersonChange::default() }).await
}

/// When this person last signed in (UTC microseconds), by the evidence. Needs set-up.
pub async fn last_sign_in(ctx: &Ctx, user: Id) -> Result<Option<i64>, Error> {
    rights::need_set_up(ctx)?;
    let filter = store::EvidenceFilter {
        actor: Some(user),
        kind: Some("sign_in".into()),
        limit: 1,
        ..store::EvidenceFilter::default()
    };
    Ok(ctx.gate.store.evidence(&filter).await?.first().map(|event| event.at))
}

/// What everybody is called, archived people too: for those who read the evidence, where a number would say nothing.
pub async fn names(ctx: &Ctx) -> Result<Vec<(Id, Arc<str>)>, Error> {
    rights::need_evidence(ctx)?;
    let users = ctx.gate.catalogue.object("user").ok_or(Error::NotFound)?.clone();
    let rows = row::load_where(ctx, &users, Expr::True, Archived::Include).await?;
    let name = |row: &Row| row.value("name").as_text().map_or_else(|| row.id.to_string().into(), Arc::from);
    let mut names: Vec<(Id, Arc<str>)> = rows.iter().map(|row| (row.id, name(row))).collect();
    names.sort_by_cached_key(|(_, name)| catalogue::fold(name));
    Ok(names)
}
