//! What is told by mail: who wants it when, and what it says. Made for its reader when it leaves, with their rights of that moment;
//! whoever may see nothing of it, or has nothing new, gets nothing.

use std::sync::Arc;

use catalogue::{Action, Id, Name, Object};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde_json::json;
use store::{Change, Notification, Post, PostWish, TechnicalWrite, Write};

use super::{COUNTED, Shown, shown};
use crate::people;
use crate::post::{self, Outcome};
use crate::work_calendar::working_times;
use crate::{Counting, Ctx, Error, Fault, Gate, ListAsk, Record, evidence, list, rights};

/// What a person chose.
pub use store::PostWish as MailWish;

/// How often one may be written to.
pub const EVERY: [&str; 4] = ["never", "daily", "hourly", "at_once"];
/// When nothing was chosen.
const MORNING: i64 = 8;
/// Told at once: what waits for an answer of this person.
const AT_ONCE: [&str; 2] = ["mention", "assigned"];
/// Records named under each part of the day.
const NAMED: u32 = 5;
/// Rows that a count goes up to.
const MOST: u32 = 100;
/// How much later it is looked again in quiet hours. Microseconds.
const QUIET: i64 = 600_000_000;
/// The day in short: object, segment, its condition, its order.
const DAY: [(&str, &str, &str); 3] =
    [("task", "overdue", "due"), ("task", "today", "due"), ("deal", "without_next_step", "-amount")];

/// What one message tells.
pub struct Digest {
    /// The reader: rights, zone and language.
    pub ctx: Ctx,
    pub unread: Vec<Shown>,
    pub day: Vec<Part>,
    /// Notifications up to here are told with it.
    pub upto: Option<Id>,
}

/// A part of the day: how many, and the first of them.
pub struct Part {
    pub object: Name,
    pub segment: &'static str,
    /// Blank for the list's own.
    pub sort: &'static str,
    pub count: i64,
    /// There are more than were counted.
    pub more: bool,
    pub rows: Vec<Record>,
}

/// The caller's own choice.
pub async fn mail_wish(ctx: &Ctx) -> Result<PostWish, Error> {
    let kept = ctx.gate.store.post_wish(ctx.who.user).await?;
    Ok(kept.unwrap_or_else(|| PostWish {
        user: ctx.who.user,
        every: "never".into(),
        hour: MORNING,
        upto: Id(0),
        since: 0,
    }))
}

/// Keeps the caller's own choice; what was told until then is not told again.
pub async fn keep_mail_wish(ctx: &Ctx, every: &str, hour: &str) -> Result<(), Error> {
    let hour =
        hour.trim().split(':').next().and_then(|text| text.parse::<i64>().ok()).filter(|hour| (0..24).contains(hour));
    let (Some(every), Some(hour)) = (EVERY.iter().find(|known| **known == every), hour) else {
        return Err(Error::Invalid(vec![Fault::of(&"hour".into(), "fault-mail-hour", Vec::new())]));
    };
    let before = mail_wish(ctx).await?;
    if (&*before.every, before.hour) == (*every, hour) {
        return Ok(());
    }
    // Whoever begins is not told their past.
    let upto = if &*before.every == "never" { ctx.gate.store.next_id() } else { before.upto };
    let wish = PostWish { user: ctx.who.user, every: (*every).into(), hour, upto, since: ctx.env.now };
    let event = evidence::event(ctx, "telling", None, None, &json!({ "mail": every }));
    let writes = vec![Write::Technical(TechnicalWrite::PutPostWish(wish))];
    let change = Change { writes, evidence: vec![event], ..Change::default() };
    ctx.gate.store.apply(change).await.map_err(rights::plain)
}

/// Puts the messages that are due into the queue, each once whoever looks; answers how many are new.
pub async fn plan(gate: &Gate) -> Result<usize, Error> {
    let mut made = 0;
    for wish in gate.store.post_wishes().await? {
        match plan_one(gate, &wish).await {
            Ok(is_new) => made += usize::from(is_new),
            // One person's trouble is not everybody's.
            Err(error) => tracing::warn!(user = wish.user.0, %error, "a digest is not planned now"),
        }
    }
    Ok(made)
}

async fn plan_one(gate: &Gate, wish: &PostWish) -> Result<bool, Error> {
    let Some(ctx) = reader(gate, wish.user).await? else { return Ok(false) };
    if super::wish(&ctx).await?.is_quiet(&ctx) {
        return Ok(false);
    }
    let Some(topic) = topic(&ctx, wish).await? else { return Ok(false) };
    if gate.store.post_on(&topic).await?.is_some() {
        return Ok(false);
    }
    let post = post::new_digest(&ctx, topic);
    let writes = vec![Write::Technical(TechnicalWrite::AddPost(post))];
    gate.store.apply(Change { writes, ..Change::default() }).await.map_err(rights::plain)?;
    Ok(true)
}

/// What the message that is due by now is called; `None` when none is.
async fn topic(ctx: &Ctx, wish: &PostWish) -> Result<Option<String>, Error> {
    let Some(now) = local(ctx) else { return Ok(None) };
    let user = wish.user;
    match &*wish.every {
        "daily" => {
            let hour = i8::try_from(wish.hour).unwrap_or(8);
            let begin = now.date().at(hour, 0, 0, 0).to_zoned(ctx.env.zone.clone()).ok();
            let is_due = begin.is_some_and(|at| at <= now && at.timestamp().as_microsecond() >= wish.since);
            Ok((is_due && works_today(ctx, &now).await?).then(|| format!("digest:{user}:{}", now.date())))
        }
        "hourly" => {
            let is_due = newest(ctx, wish, false).await?.is_some() && works_today(ctx, &now).await?;
            Ok(is_due.then(|| format!("digest:{user}:{}T{:02}", now.date(), now.hour())))
        }
        "at_once" => Ok(newest(ctx, wish, true).await?.map(|id| format!("digest:{user}:{id}"))),
        _ => Ok(None),
    }
}

/// The newest notification that was not told by mail yet.
async fn newest(ctx: &Ctx, wish: &PostWish, at_once: bool) -> Result<Option<Id>, Error> {
    Ok(untold(ctx, wish.upto, at_once).await?.first().map(|row| row.id))
}

async fn untold(ctx: &Ctx, upto: Id, at_once: bool) -> Result<Vec<Notification>, Error> {
    let mut rows = ctx.gate.store.notifications(ctx.who.user, None, true, COUNTED).await?;
    rows.retain(|row| row.id > upto && (!at_once || AT_ONCE.contains(&&*row.kind)));
    Ok(rows)
}

async fn works_today(ctx: &Ctx, now: &Zoned) -> Result<bool, Error> {
    let day = catalogue::reading::days_of_date(now.date());
    let times = working_times(ctx, &[ctx.who.user], (day, day)).await?;
    Ok(times.get(&ctx.who.user).is_none_or(|time| !time.hours_on(day).is_empty()))
}

fn local(ctx: &Ctx) -> Option<Zoned> {
    let zone: TimeZone = ctx.env.zone.clone();
    Some(Timestamp::from_microsecond(ctx.env.now).ok()?.to_zoned(zone))
}

/// What a message tells now, or why it does not leave.
pub async fn compose(gate: &Gate, post: &Post) -> Result<Result<Digest, Outcome>, Error> {
    let Some(ctx) = reader(gate, post.user).await? else { return Ok(Err(Outcome::Nothing)) };
    let wish = mail_wish(&ctx).await?;
    if &*wish.every == "never" {
        return Ok(Err(Outcome::Nothing));
    }
    if super::wish(&ctx).await?.is_quiet(&ctx) {
        return Ok(Err(Outcome::Later { at: ctx.env.now + QUIET }));
    }
    let rows = untold(&ctx, wish.upto, &*wish.every == "at_once").await?;
    let upto = rows.iter().map(|row| row.id).max();
    let unread = shown(&ctx, rows).await?;
    let mut day = Vec::new();
    if &*wish.every == "daily" {
        for (object, segment, sort) in DAY {
            day.extend(part(&ctx, object, segment, sort).await?);
        }
    }
    if unread.is_empty() && day.is_empty() {
        return Ok(Err(Outcome::Nothing));
    }
    evidence::note(&ctx, "notifications", None, None, &json!({ "rows": unread.len(), "mail": true }));
    Ok(Ok(Digest { ctx, unread, day, upto }))
}

/// One's own records of a segment; `None` when there are none, or not for this reader.
async fn part(ctx: &Ctx, name: &str, segment: &'static str, sort: &'static str) -> Result<Option<Part>, Error> {
    let Some(object) = ctx.gate.catalogue.object(name).filter(|object| object.segments.contains_key(segment)) else {
        return Ok(None);
    };
    if rights::decision(ctx, Action::Read, object).is_nothing() {
        return Ok(None);
    }
    // Where the order is not for this reader, the list's own.
    let sort = if is_open(ctx, object, sort) { sort } else { "" };
    let (field, falling) = sort.strip_prefix('-').map_or((sort, false), |field| (field, true));
    let order = Some((field.to_owned(), falling)).filter(|(field, _)| !field.is_empty());
    let ask = ListAsk {
        object: name.to_owned(),
        segment: Some(segment.to_owned()),
        filter: Some("owner == me".to_owned()),
        columns: vec!["version".to_owned()],
        sort: order.into_iter().collect(),
        limit: NAMED,
        count: Counting::UpTo(MOST),
        ..ListAsk::default()
    };
    let page = match list::list(ctx, &ask).await {
        Ok(page) => page,
        // A condition on a field that is hidden from this reader.
        Err(Error::Invalid(_) | Error::Forbidden | Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    if page.rows.is_empty() {
        return Ok(None);
    }
    let count = page.total.unwrap_or_default();
    Ok(Some(Part { object: object.name.clone(), segment, sort, count, more: page.more, rows: page.rows }))
}

/// Whether this reader may know the order by this field.
fn is_open(ctx: &Ctx, object: &Object, sort: &str) -> bool {
    let field = object.field(sort.trim_start_matches('-'));
    field.is_some_and(|field| rights::decision(ctx, Action::Read, object).may_ever(field))
}

/// The person with the rights and the language of now; `None` for whoever may not sign in.
async fn reader(gate: &Gate, user: Id) -> Result<Option<Ctx>, Error> {
    match people::principal_known(gate, user).await {
        Ok((who, known)) => Ok(Some(Ctx::person(gate, Arc::new(who), "mail", "", "").in_language_of(&known))),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
