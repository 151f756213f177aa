//! Following a record: whoever follows it is told what others change in it, as long as they may read it.

use catalogue::{Action, Id};
use serde_json::json;
use store::{Change, Follower, TechnicalWrite, Write};

use crate::{Ctx, Error, evidence, read, rights};

/// Records that one person follows.
const MOST: u32 = 1_000;

/// Whether somebody follows a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Following {
    Yes,
    No,
}

/// Whether the caller follows it.
pub async fn following(ctx: &Ctx, object: &str, id: Id) -> Result<Following, Error> {
    let followers = ctx.gate.store.followers(object, &[id]).await?;
    Ok(if followers.iter().any(|follower| follower.user == ctx.who.user) { Following::Yes } else { Following::No })
}

/// Follows a record that the caller reads, or follows it no more.
pub async fn follow(ctx: &Ctx, object: &str, id: Id, following: Following) -> Result<(), Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    read::fetch_fields(ctx, &object, id, &[]).await?;
    let user = ctx.who.user;
    if following == Following::Yes && ctx.gate.store.followed_by(user, MOST).await?.len() >= MOST as usize {
        return Err(Error::invalid("fault-follow-many", vec![("most", MOST.to_string())]));
    }
    let name = object.name.clone();
    let write = match following {
        Following::Yes => TechnicalWrite::PutFollower(Follower { user, object: name, record: id, at: ctx.env.now }),
        Following::No => TechnicalWrite::RemoveFollower { user, object: name, record: id },
    };
    let detail = json!({ "follows": following == Following::Yes });
    let event = evidence::event(ctx, "follow", Some(&object.name), Some(id), &detail);
    let change = Change { writes: vec![Write::Technical(write)], evidence: vec![event], ..Change::default() };
    ctx.gate.store.apply(change).await.map_err(rights::plain)
}
