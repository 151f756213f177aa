//! Links that let somebody in once: an invitation (3 days), and the first owner of an empty company (30 minutes).

use catalogue::{Id, Value};
use query::Archived;
use records::people::{self, PersonChange};
use records::{Ctx, Draft, Error, Gate, ListAsk, create, evidence, list, rights};
use serde_json::json;
use store::{Change, Invitation, TechnicalWrite, Write};

use crate::sign_in::{self, SignIn, Visit};
use crate::{failed, password, token};

const MINUTE: i64 = 60_000_000;
/// How long the link of an invitation opens. Microseconds.
pub const INVITATION: i64 = 3 * 24 * 60 * MINUTE;
const SET_UP: i64 = 30 * MINUTE;
/// Stands for the owner who is not there yet.
const NOBODY: Id = Id(0);

/// A one-use token for this person to choose a password. Needs the right to set up.
pub async fn invite(ctx: &Ctx, user: Id) -> Result<String, Error> {
    invite_by_mail(ctx, user, |_| Ok(None)).await
}

/// The same, and in the same change what carries the token to the person: what `carry` makes of it.
pub async fn invite_by_mail(
    ctx: &Ctx,
    user: Id,
    carry: impl FnOnce(&str) -> Result<Option<TechnicalWrite>, Error>,
) -> Result<String, Error> {
    rights::need_set_up(ctx)?;
    let known = people::known(&ctx.gate, user).await?.ok_or(Error::NotFound)?;
    // A link to choose a password is a key to the account.
    if rights::is_above(ctx, &known.roles) {
        return Err(Error::Forbidden);
    }
    if known.email.is_none() {
        return Err(Error::invalid("fault-invite-without-email", Vec::new()));
    }
    if &*known.status == "no_sign_in" || &*known.status == "left" {
        let change = PersonChange { status: Some("invited".into()), ..PersonChange::default() };
        people::change(ctx, user, change).await?;
    } else if &*known.status == "frozen" {
        return Err(Error::invalid("fault-invite-frozen", Vec::new()));
    }
    let token = token::generate()?;
    let carried = carry(&token)?;
    keep(ctx, (user, &token), (INVITATION, "invite"), carried).await?;
    Ok(token)
}

async fn keep(
    ctx: &Ctx,
    (user, token): (Id, &str),
    (lasts, kind): (i64, &'static str),
    carried: Option<TechnicalWrite>,
) -> Result<(), Error> {
    let invitation =
        Invitation { token_hash: token::hash(token), user, created_at: ctx.env.now, expires_at: ctx.env.now + lasts };
    let record = (user != NOBODY).then_some(user);
    let event = evidence::event(ctx, kind, Some(&"user".into()), record, &json!({ "by_mail": carried.is_some() }));
    // Only the newest link opens: an older one may lie in somebody's mail.
    let older = Write::Technical(TechnicalWrite::RemoveInvitationsOf { user });
    let write = Write::Technical(TechnicalWrite::PutInvitation(invitation));
    let change = Change {
        writes: [older, write].into_iter().chain(carried.map(Write::Technical)).collect(),
        evidence: vec![event],
        ..Change::default()
    };
    ctx.gate.store.apply(change).await.map_err(failed)
}

async fn open(gate: &Gate, token: &str) -> Result<Option<Invitation>, Error> {
    let kept = gate.store.invitation(&token::hash(token)).await?;
    Ok(kept.filter(|i| i.expires_at > gate.clock.now()))
}

/// Whom an invitation is for (id, name and e-mail), or `None` when it is used or over.
pub async fn invited(gate: &Gate, token: &str) -> Result<Option<(Id, String, String)>, Error> {
    let Some(invitation) = open(gate, token).await?.filter(|i| i.user != NOBODY) else { return Ok(None) };
    let known = people::known(gate, invitation.user).await?.filter(|k| &*k.status == "invited" || k.is_active());
    Ok(known.map(|k| (k.id, k.name.to_string(), k.email.map(|e| e.to_string()).unwrap_or_default())))
}

/// Sets the password, makes the person active and signs in. `NotFound` when the token is used or over.
pub async fn accept(gate: &Gate, token: &str, password: &str, visit: &Visit) -> Result<SignIn, Error> {
    let (user, ..) = invited(gate, token).await?.ok_or(Error::NotFound)?;
    let door = sign_in::door(gate, visit);
    let put = password::put(user, password, door.env.now).await?;
    let change = PersonChange { status: Some("active".into()), ..PersonChange::default() };
    people::change(&door, user, change).await?;
    let used = Write::Technical(TechnicalWrite::RemoveInvitationsOf { user });
    let ended = Write::Technical(TechnicalWrite::RemoveSessionsOf { user });
    let event = evidence::event(&door, "invitation_accepted", Some(&"user".into()), Some(user), &json!({}));
    sign_in::finish(gate, user, visit, vec![put, used, ended], vec![event]).await
}

/// True when nobody can sign in yet.
pub async fn is_empty(gate: &Gate) -> Result<bool, Error> {
    let ask = ListAsk {
        object: "user".to_owned(),
        filter: Some("status == \"active\"".to_owned()),
        archived: Archived::Hide,
        ..ListAsk::default()
    };
    Ok(list::count(&Ctx::system(gate, "is anybody there yet"), &ask).await? == 0)
}

/// A token for the first owner; `None` when somebody can sign in already.
pub async fn first_owner(gate: &Gate) -> Result<Option<String>, Error> {
    if !is_empty(gate).await? {
        return Ok(None);
    }
    let token = token::generate()?;
    keep(&Ctx::system(gate, "the first owner"), (NOBODY, &token), (SET_UP, "set_up_token"), None).await?;
    Ok(Some(token))
}

/// True when the token of `first_owner` still opens.
pub async fn is_first_owner_token(gate: &Gate, token: &str) -> Result<bool, Error> {
    let fits = open(gate, token).await?.is_some_and(|i| i.user == NOBODY);
    Ok(fits && is_empty(gate).await?)
}

/// Makes the first owner and signs in. `NotFound` when the token is used, over, or somebody can sign in already.
pub async fn accept_first_owner(
    gate: &Gate,
    token: &str,
    name: &str,
    email: &str,
    password: &str,
    visit: &Visit,
) -> Result<SignIn, Error> {
    if !is_first_owner_token(gate, token).await? {
        return Err(Error::NotFound);
    }
    let door = sign_in::door(gate, visit);
    password::put(NOBODY, password, door.env.now).await?;
    let draft = Draft::default()
        .with("name", name)
        .with("email", email)
        .with_value("status", Value::text("active"))
        .with_value("roles", Value::Choices(vec![access::OWNER_ROLE.into()]));
    if email.trim().is_empty() {
        return Err(Error::Invalid(vec![records::Fault::of(&"email".into(), "fault-required", Vec::new())]));
    }
    let user = create::create(&door, "user", draft, None).await?.id;
    let put = password::put(user, password, door.env.now).await?;
    let used = Write::Technical(TechnicalWrite::RemoveInvitation { token_hash: token::hash(token) });
    sign_in::finish(gate, user, visit, vec![put, used], Vec::new()).await
}
