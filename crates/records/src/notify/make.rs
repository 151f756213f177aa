//! The subscriber that makes notifications: reads the outbox at least once, one node at a time, and tells nothing twice, because
//! what it makes is named by what it is about. A write waits for none of it.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use catalogue::Id;
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Outbox, Subscriber, earlier};

use super::gather::Gathering;
use crate::{Error, Gate};

const NAME: &str = "notifications";
/// Messages of one read.
const PAGE: u32 = 2_000;
/// How far back each look goes, and now and then: ids are made before their change is committed. Milliseconds.
const LATE: i64 = 3_000;
const LATEST: i64 = 60_000;
const WIDE_EVERY: Duration = Duration::from_secs(10);
/// How long the reading is this node's, and when it is asked for anew. Microseconds.
const CLAIM: i64 = 30_000_000;
const RENEW: i64 = 10_000_000;
/// From this hour of the company's day on, people are told what is due.
const MORNING: i8 = 7;

/// One node's part in it.
pub struct Maker {
    gate: Gate,
    node: Id,
    /// Nothing older is read; `None` until it is known how far others came.
    floor: Option<Id>,
    /// Where the first look begins.
    begin: Option<Id>,
    seen: BTreeSet<Id>,
    claimed: i64,
    wide: Instant,
    /// The day whose tasks were told.
    day: Option<Date>,
}

impl Maker {
    /// One that has read nothing yet.
    #[must_use]
    pub fn new(gate: &Gate) -> Self {
        Self {
            node: gate.store.next_id(),
            gate: gate.clone(),
            floor: None,
            begin: None,
            seen: BTreeSet::new(),
            claimed: 0,
            wide: Instant::now(),
            day: None,
        }
    }

    /// Looks once and makes what is to be told; answers how many notifications that were.
    pub async fn once(&mut self) -> Result<usize, Error> {
        let store = self.gate.store.clone();
        let newest = store.next_id();
        let floor = match self.floor {
            Some(floor) => floor,
            // A company that begins to be told is not told its past.
            None => match store.subscriber(NAME).await? {
                Some(kept) => self.begin_at(kept.upto),
                None if self.claim(newest).await? => self.begin_at(newest),
                None => return Ok(0),
            },
        };
        let is_wide = self.wide.elapsed() >= WIDE_EVERY;
        let back = if is_wide { LATEST } else { LATE };
        let mut after = self.begin.take().unwrap_or_else(|| earlier(newest, back)).max(floor);
        let mut made = 0;
        loop {
            let page = store.outbox_after(after, PAGE).await?;
            let is_full = page.len() >= PAGE as usize;
            after = page.last().map_or(after, |message| message.id);
            let fresh: Vec<Outbox> = page.into_iter().filter(|message| !self.seen.contains(&message.id)).collect();
            if !fresh.is_empty() {
                if !self.claim(newest).await? {
                    return Ok(made);
                }
                made += Gathering::of(&self.gate.fresh().await?).tell(&fresh).await?;
                self.seen.extend(fresh.iter().map(|message| message.id));
            }
            if !is_full {
                break;
            }
        }
        self.seen = self.seen.split_off(&earlier(newest, LATEST));
        made += self.tell_due(newest).await?;
        if made > 0 || is_wide && self.has_claim() {
            store.settle(&NAME.into(), self.node, earlier(newest, LATEST)).await?;
        }
        if is_wide {
            self.wide = Instant::now();
        }
        if made > 0 {
            self.gate.live.wake();
        }
        Ok(made)
    }

    fn begin_at(&mut self, upto: Id) -> Id {
        self.floor = Some(upto);
        self.begin = Some(upto);
        upto
    }

    fn has_claim(&self) -> bool {
        self.claimed > self.gate.clock.now()
    }

    /// Takes the reading, or keeps it. Whoever does not get it begins where the other one leaves off.
    async fn claim(&mut self, newest: Id) -> Result<bool, Error> {
        let now = self.gate.clock.now();
        if self.claimed - now > CLAIM - RENEW {
            return Ok(true);
        }
        let until = now + CLAIM;
        let claim = Subscriber { name: NAME.into(), upto: newest, node: self.node, until };
        let other = self.gate.store.subscriber(NAME).await?.filter(|kept| kept.node != self.node && kept.until >= now);
        if other.is_none() && self.gate.store.claim(&claim, now).await? {
            self.claimed = until;
            return Ok(true);
        }
        self.floor = None;
        self.seen.clear();
        Ok(false)
    }

    /// Once a day, each person's tasks that are due or overdue.
    async fn tell_due(&mut self, newest: Id) -> Result<usize, Error> {
        let zone = self.gate.settings().zone.clone();
        let Ok(now) = Timestamp::from_microsecond(self.gate.clock.now()) else { return Ok(0) };
        let now = now.to_zoned(zone);
        if now.hour() < MORNING || self.day == Some(now.date()) || !self.claim(newest).await? {
            return Ok(0);
        }
        let made = Gathering::of(&self.gate.fresh().await?).tell_due(now.date()).await?;
        self.day = Some(now.date());
        Ok(made)
    }
}
