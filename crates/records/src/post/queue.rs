//! The messages on their way: put once by what they are, had by one node at a time, tried again with growing pauses, kept thirty days.
//! None holds what it says: that is made when it leaves, by the rights of its reader at that moment.

use std::sync::Arc;

use catalogue::{Id, Name};
use serde_json::json;
use store::{Change, Post, PostWish, Settled, TechnicalWrite, Write};

use crate::people::{self, Known};
use crate::{Ctx, Error, Gate, evidence, history, rights, settings};

/// How long a message is kept, and what became of it.
pub const KEPT_DAYS: i64 = 30;
const MINUTE: i64 = 60_000_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// How long one node has a message: longer than any try takes.
const CLAIM: i64 = 5 * MINUTE;
/// Minutes until the next try; after the last one it has failed. More than a day in all: a server that is down over night is back.
const PAUSES: [i64; 10] = [1, 2, 5, 15, 30, 60, 120, 240, 480, 720];

/// A message as an administrator sees it: to whom, not what.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaving {
    pub post: Post,
    /// The person; `None` for one who is gone.
    pub to: Option<Arc<str>>,
}

/// What became of one try.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The server has taken it; notifications up to here are told.
    Sent { upto: Option<Id> },
    /// There is nothing to tell, or nobody to tell it to.
    Nothing,
    /// Not now, and nobody's fault: quiet hours.
    Later { at: i64 },
    /// It did not leave: the word of what stood in the way, what the server said, and whether it may pass.
    Failed { reason: String, said: String, may_pass: bool },
}

/// The message that carries a link of an invitation, as part of the change that makes the link. `sealed` is the link, sealed.
#[must_use]
pub fn invite(ctx: &Ctx, user: Id, sealed: String) -> TechnicalWrite {
    let id = ctx.gate.store.next_id();
    TechnicalWrite::AddPost(Post { sealed, ..new((user, "invitation"), format!("invitation:{id}"), id, ctx.env.now) })
}

/// A digest that waits.
pub(crate) fn digest(ctx: &Ctx, topic: String) -> Post {
    new((ctx.who.user, "digest"), topic, ctx.gate.store.next_id(), ctx.env.now)
}

fn new((user, kind): (Id, &str), topic: String, id: Id, at: i64) -> Post {
    Post {
        topic,
        id,
        user,
        kind: kind.into(),
        at,
        state: "waits".into(),
        next_at: at,
        tries: 0,
        node: Id(0),
        until: 0,
        sent_at: None,
        reason: String::new(),
        said: String::new(),
        sealed: String::new(),
        leave_hash: String::new(),
    }
}

/// What is to be sent by now.
pub async fn due(gate: &Gate, limit: u32) -> Result<Vec<Post>, Error> {
    Ok(gate.store.post_due(gate.clock.now(), limit).await?)
}

/// The gate by the set-up and the settings that hold now, whichever node changed them.
pub async fn fresh(gate: &Gate) -> Result<Gate, Error> {
    settings::load_anew(gate).await?;
    gate.fresh().await
}

/// Takes a message for this node, with what its link carries; `None` when another node has it.
pub async fn claim(gate: &Gate, node: Id, post: Post, token: &str) -> Result<Option<Post>, Error> {
    let now = gate.clock.now();
    let claimed = Post { node, until: now + CLAIM, leave_hash: hash(token), ..post };
    Ok(gate.store.claim_post(&claimed, now).await?.then_some(claimed))
}

/// Keeps what became of a message that this node has.
pub async fn settle(gate: &Gate, post: &Post, outcome: Outcome) -> Result<(), Error> {
    let now = gate.clock.now();
    let kept = Settled {
        state: "waits".into(),
        next_at: post.next_at,
        tries: post.tries,
        sent_at: None,
        reason: String::new(),
        said: String::new(),
    };
    let mut told = None;
    let settled = match outcome {
        Outcome::Sent { upto } => {
            told = upto;
            Settled { state: "sent".into(), sent_at: Some(now), tries: post.tries + 1, ..kept }
        }
        Outcome::Nothing => Settled { state: "nothing".into(), ..kept },
        Outcome::Later { at } => Settled { next_at: at, ..kept },
        Outcome::Failed { reason, said, may_pass } => {
            let pause = usize::try_from(post.tries).ok().and_then(|tries| PAUSES.get(tries)).filter(|_| may_pass);
            let (state, next_at) = pause.map_or(("failed", now), |pause| ("waits", now + pause * MINUTE));
            Settled { state: state.into(), next_at, tries: post.tries + 1, reason, said, ..kept }
        }
    };
    let mut writes = vec![Write::Technical(TechnicalWrite::SettlePost { id: post.id, node: post.node, settled })];
    writes.extend(told.map(|upto| Write::Technical(TechnicalWrite::PostTold { user: post.user, upto })));
    gate.store.apply(Change { writes, ..Change::default() }).await.map_err(rights::plain)
}

/// The latest messages and what became of them, with the place where the next page begins. Needs the right to set up.
pub async fn list(ctx: &Ctx, before: Option<Id>, limit: u32) -> Result<(Vec<Leaving>, Option<Id>), Error> {
    rights::need_set_up(ctx)?;
    let posts = ctx.gate.store.posts(before, limit).await?;
    let next = posts.last().filter(|_| posts.len() >= limit as usize).map(|post| post.id);
    let wanted = posts.iter().map(|post| (Name::from("user"), post.user)).collect();
    let titles = history::titles_of(&ctx.elevated("whom messages go to"), wanted).await?;
    evidence::note(ctx, "list", None, None, &json!({ "rows": posts.len(), "page": "mail" }));
    let named = |post: Post| Leaving { to: titles.get(&("user".into(), post.user)).cloned(), post };
    Ok((posts.into_iter().map(named).collect(), next))
}

/// A message that did not leave is tried again at once. Needs the right to set up.
pub async fn again(ctx: &Ctx, id: Id) -> Result<(), Error> {
    rights::need_set_up(ctx)?;
    let post = ctx.gate.store.post(id).await?.ok_or(Error::NotFound)?;
    let event = evidence::event(ctx, "mail_again", Some(&"user".into()), Some(post.user), &json!({ "message": id.0 }));
    let writes = vec![Write::Technical(TechnicalWrite::RetryPost { id, at: ctx.env.now })];
    let change = Change { writes, evidence: vec![event], ..Change::default() };
    ctx.gate.store.apply(change).await.map_err(rights::plain)
}

/// To whom it goes: the person with the address that they have now. `None` for whoever may not sign in, and for invitations of whoever
/// is not invited any more.
pub async fn tell_of(gate: &Gate, post: &Post) -> Result<Option<Known>, Error> {
    let known = people::known(gate, post.user).await?;
    Ok(known.filter(|known| known.is_active() || (&*post.kind == "invitation" && &*known.status == "invited")))
}

/// Whose messages the link of a message ends; `None` when it is none of ours, or older than is kept.
pub async fn leaving(gate: &Gate, token: &str) -> Result<Option<Known>, Error> {
    match gate.store.post_of_link(&hash(token)).await?.filter(|post| &*post.kind == "digest") {
        Some(post) => people::known(gate, post.user).await,
        None => Ok(None),
    }
}

/// Ends the messages of whoever got this link. It needs no sign-in: whoever has the letter may end them, and nothing else. `NotFound`
/// for a link that is none.
pub async fn leave(gate: &Gate, token: &str) -> Result<(), Error> {
    let known = leaving(gate, token).await?.ok_or(Error::NotFound)?;
    let before = gate.store.post_wish(known.id).await?;
    if before.as_ref().is_none_or(|wish| &*wish.every == "never") {
        return Ok(());
    }
    let (hour, upto) = before.map_or((0, Id(0)), |wish| (wish.hour, wish.upto));
    let wish = PostWish { user: known.id, every: "never".into(), hour, upto, since: gate.clock.now() };
    let door = Ctx::system(gate, "the link in a message");
    let event = evidence::event(&door, "mail_left", Some(&"user".into()), Some(known.id), &json!({}));
    let writes = vec![Write::Technical(TechnicalWrite::PutPostWish(wish))];
    gate.store.apply(Change { writes, evidence: vec![event], ..Change::default() }).await.map_err(rights::plain)
}

/// Takes away what is older than it is kept.
pub async fn clear(gate: &Gate) -> Result<(), Error> {
    Ok(gate.store.clear_post(store::id_at(gate.clock.now() - KEPT_DAYS * DAY)).await?)
}

fn hash(token: &str) -> String {
    if token.is_empty() {
        return String::new();
    }
    store::sha256_hex(token.as_bytes())
}
