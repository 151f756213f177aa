//! The secret address of a person's own calendar: opaque, kept as a hash, one a person, replaced and taken back by its owner.
//! It opens the calendar with the rights of that moment, and nothing else.

use std::sync::Arc;

use records::{Ctx, Error, Gate, evidence, people};
use serde_json::json;
use store::{CalendarFeed, Change, TechnicalWrite, Write};

use crate::{failed, token};

const HOUR: i64 = 3_600_000_000;
/// How often an address may be asked for within one hour: calendar programs ask once or a few times.
pub const MOST_AN_HOUR: i64 = 60;

/// What its owner sees of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenFeed {
    /// UTC microseconds.
    pub created_at: i64,
    /// `None` as long as nobody asked.
    pub seen_at: Option<i64>,
}

/// What a token opens.
pub enum Opened {
    /// Unknown, replaced, taken back, or of somebody who may not sign in.
    Nothing,
    /// Asked too often: seconds to wait.
    Wait(u64),
    Calendar(Box<Ctx>),
}

/// A new address of the caller's own calendar; the one before opens nothing any more. The token is shown once.
pub async fn make(ctx: &Ctx) -> Result<String, Error> {
    let token = token::generate()?;
    let feed = CalendarFeed {
        user: ctx.who.user,
        token_hash: token::hash(&token),
        created_at: ctx.env.now,
        seen_at: None,
        hour: 0,
        asked: 0,
    };
    let is_again = ctx.gate.store.calendar_feed_of(ctx.who.user).await?.is_some();
    let kind = if is_again { "calendar_feed_replaced" } else { "calendar_feed" };
    keep(ctx, TechnicalWrite::PutCalendarFeed(feed), kind).await?;
    Ok(token)
}

/// The address opens nothing any more. `NotFound` when there is none.
pub async fn end(ctx: &Ctx) -> Result<(), Error> {
    find(ctx).await?.ok_or(Error::NotFound)?;
    keep(ctx, TechnicalWrite::RemoveCalendarFeedOf { user: ctx.who.user }, "calendar_feed_ended").await
}

async fn keep(ctx: &Ctx, write: TechnicalWrite, kind: &'static str) -> Result<(), Error> {
    let event = evidence::event(ctx, kind, Some(&"user".into()), Some(ctx.who.user), &json!({}));
    let change = Change { writes: vec![Write::Technical(write)], evidence: vec![event], ..Change::default() };
    ctx.gate.store.apply(change).await.map_err(failed)
}

/// The caller's own address, without what opens it.
pub async fn find(ctx: &Ctx) -> Result<Option<OpenFeed>, Error> {
    let kept = ctx.gate.store.calendar_feed_of(ctx.who.user).await?;
    Ok(kept.map(|feed| OpenFeed { created_at: feed.created_at, seen_at: feed.seen_at }))
}

/// The context of whose calendar it is, by the rights, the set-up and the settings of this moment.
pub async fn open(gate: &Gate, token: &str, address: &str, request: &str) -> Result<Opened, Error> {
    let hash = token::hash(token);
    let Some((feed, setup, settings)) = gate.store.calendar_feed(&hash).await? else { return Ok(Opened::Nothing) };
    let gate = gate.at(setup, settings.as_deref()).await?;
    let (who, known) = match people::principal_known(&gate, feed.user).await {
        Ok(found) => found,
        Err(Error::NotFound) => return Ok(Opened::Nothing),
        Err(error) => return Err(error),
    };
    let now = gate.clock.now();
    let hour = now.div_euclid(HOUR);
    let asked = if feed.hour == hour { feed.asked } else { 0 };
    if asked >= MOST_AN_HOUR {
        let left = (hour + 1) * HOUR - now;
        return Ok(Opened::Wait(u64::try_from(left / 1_000_000 + 1).unwrap_or(1)));
    }
    let used = TechnicalWrite::UseCalendarFeed { token_hash: hash, at: now, hour, asked: asked + 1 };
    let change = Change { writes: vec![Write::Technical(used)], ..Change::default() };
    // As with a session: whoever only reads is let in when nothing can be written.
    match gate.store.apply(change).await.map_err(failed) {
        Err(Error::Unavailable(error)) => tracing::warn!(%error, "the use of a calendar address could not be noted"),
        other => other?,
    }
    let ctx = Ctx::person(&gate, Arc::new(who), "feed", address, request);
    Ok(Opened::Calendar(Box::new(ctx.in_language_of(&known))))
}
