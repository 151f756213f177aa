//! What a person wants to be told, and the hours in which nothing pops up.

use catalogue::Name;
use jiff::Timestamp;
use serde_json::json;
use store::{Change, TechnicalWrite, Telling, Write};

use super::KINDS;
use crate::{Ctx, Error, Fault, evidence, rights};

/// The wish of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// Kinds that are not wanted.
    pub without: Vec<Name>,
    /// From and up to, in minutes of the company's day; the night where the first is later.
    pub quiet: Option<(i64, i64)>,
}

impl Wish {
    pub(super) fn of(kept: Option<Telling>) -> Self {
        let Some(kept) = kept else { return Self::default() };
        Self {
            without: kept.without.split(',').filter(|kind| !kind.is_empty()).map(Name::from).collect(),
            quiet: kept.quiet_from.zip(kept.quiet_to),
        }
    }

    /// Whether this kind is wanted.
    #[must_use]
    pub fn wants(&self, kind: &str) -> bool {
        !self.without.iter().any(|other| &**other == kind)
    }

    /// Whether nothing pops up at the moment.
    #[must_use]
    pub fn is_quiet(&self, ctx: &Ctx) -> bool {
        let Some((from, to)) = self.quiet else { return false };
        let Ok(now) = Timestamp::from_microsecond(ctx.env.now) else { return false };
        let time = now.to_zoned(ctx.env.zone.clone()).time();
        let at = i64::from(time.hour()) * 60 + i64::from(time.minute());
        if from <= to { (from..to).contains(&at) } else { at >= from || at < to }
    }
}

/// The caller's own wish.
pub async fn wish(ctx: &Ctx) -> Result<Wish, Error> {
    Ok(Wish::of(ctx.gate.store.telling(ctx.who.user).await?))
}

/// Keeps the caller's wish: the kinds that are wanted, and quiet hours as typed (`22:00`), both or none.
pub async fn keep_wish(ctx: &Ctx, wanted: &[&str], from: &str, to: &str) -> Result<(), Error> {
    let mut faults = Vec::new();
    let mut minutes = |field: &str, text: &str| {
        let read = minutes(text);
        if read.is_none() && !text.trim().is_empty() {
            faults.push(Fault::of(&field.into(), "fault-quiet-hour", vec![("text", text.to_owned())]));
        }
        read
    };
    let (quiet_from, quiet_to) = (minutes("from", from), minutes("to", to));
    if faults.is_empty() && quiet_from.is_some() != quiet_to.is_some() {
        faults.push(Fault::of(&"to".into(), "fault-quiet-half", Vec::new()));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let without: Vec<&str> = KINDS.into_iter().filter(|kind| !wanted.contains(kind)).collect();
    let telling = Telling { user: ctx.who.user, without: without.join(","), quiet_from, quiet_to };
    let event = evidence::event(ctx, "telling", None, None, &json!({ "without": telling.without }));
    let writes = vec![Write::Technical(TechnicalWrite::PutTelling(telling))];
    let change = Change { writes, evidence: vec![event], ..Change::default() };
    ctx.gate.store.apply(change).await.map_err(rights::plain)
}

/// `7:30`, `07:30` or `7`.
fn minutes(text: &str) -> Option<i64> {
    let (hour, minute) = text.trim().split_once(':').unwrap_or((text.trim(), "0"));
    let (hour, minute) = (hour.parse::<i64>().ok()?, minute.parse::<i64>().ok()?);
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
}
