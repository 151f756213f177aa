//! One look at the database for everybody who listens on this node: new messages and notifications, sessions that ended, cards
//! that are open. Ids are made before their change is committed, so a later one may be seen first: each look goes back a
//! little, now and then a good deal further, and tells nothing twice.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use catalogue::{Id, Name};
use store::{Change, LatelyAsk, Presence, Store, StoreError, TechnicalWrite, Write, earlier};

use super::{Beat, Feed, LATE, MOST, PRESENT_FOR};
use crate::gate::Clock;

/// How far back the wider look goes, and how often: a change that took longer to commit is told by the next opening.
const LATEST: i64 = 60_000;
const WIDE_EVERY: Duration = Duration::from_secs(5);
const SESSIONS_EVERY: Duration = Duration::from_secs(2);
/// How often this node says which cards are open here; half of it is how late others may see who came.
const PRESENT_EVERY: Duration = Duration::from_secs(12);

pub(super) struct Look {
    store: Store,
    clock: Clock,
    /// This process, in the table of open cards.
    node: Id,
    /// Nothing older is told.
    floor: Id,
    seen: BTreeSet<Id>,
    wide: Instant,
    sessions: Instant,
    said: Instant,
    /// The cards that this node said to be open.
    cards: BTreeSet<(Name, Id, Id)>,
    present: BTreeSet<(Name, Id, Id)>,
}

impl Look {
    pub fn new(store: &Store, clock: &Clock) -> Self {
        let now = Instant::now();
        let node = store.next_id();
        Self {
            floor: earlier(node, LATE),
            store: store.clone(),
            clock: clock.clone(),
            node,
            seen: BTreeSet::new(),
            wide: now,
            sessions: now,
            said: now,
            cards: BTreeSet::new(),
            present: BTreeSet::new(),
        }
    }

    pub async fn once(&mut self, feed: &Feed) -> Result<Beat, StoreError> {
        let sitters = feed.sitters();
        self.say_cards(sitters.iter().filter_map(|s| Some((s.card.clone()?, s.user))).collect()).await?;
        let newest = self.store.next_id();
        let back = if due(&mut self.wide, WIDE_EVERY) { LATEST } else { LATE };
        let oldest = earlier(newest, LATEST);
        let mut sessions: Vec<String> = Vec::new();
        if due(&mut self.sessions, SESSIONS_EVERY) {
            sessions.extend(sitters.into_iter().map(|sitter| sitter.session));
            sessions.sort_unstable();
            sessions.dedup();
        }
        let ask = LatelyAsk {
            after: earlier(newest, back).max(self.floor),
            limit: u32::try_from(MOST + 1).unwrap_or(u32::MAX),
            present_since: (!self.cards.is_empty()).then(|| self.clock.now() - PRESENT_FOR),
            sessions: sessions.clone(),
        };
        let mut found = self.store.lately(&ask).await?;
        let flood = found.news.len() > MOST;
        self.seen = self.seen.split_off(&oldest);
        found.news.retain(|message| self.seen.insert(message.id));
        found.told.retain(|(id, _)| self.seen.insert(*id));
        let mut beat = Beat::of(&found.news);
        // Of a window that is full, what was not read may be new or not.
        beat.much |= flood && !found.news.is_empty();
        beat.told = found.told.into_iter().map(|(_, user)| user).collect();
        let now = self.clock.now();
        let left = |hash: &String| found.sessions.iter().any(|(known, until)| known == hash && *until > now);
        beat.ended = sessions.into_iter().filter(|hash| !left(hash)).collect();
        let present: BTreeSet<_> = found.present.into_iter().map(|p| (p.object, p.record, p.user)).collect();
        let differ = present.symmetric_difference(&self.present);
        beat.present = differ.map(|(object, record, _)| (object.clone(), *record)).collect();
        self.present = present;
        Ok(beat)
    }

    /// Says which cards are open here: those that were opened or left at once, all of them now and then, in one write.
    async fn say_cards(&mut self, open: Vec<((Name, Id), Id)>) -> Result<(), StoreError> {
        let open: BTreeSet<_> = open.into_iter().map(|((object, record), user)| (object, record, user)).collect();
        let again = due(&mut self.said, PRESENT_EVERY);
        let (node, seen_at) = (self.node, self.clock.now());
        let said = open.iter().filter(|card| again || !self.cards.contains(*card));
        let said = said.map(|(object, record, user)| {
            let (object, record, user) = (object.clone(), *record, *user);
            TechnicalWrite::PutPresence(Presence { user, object, record, node, seen_at })
        });
        let left = self.cards.difference(&open).map(|(object, record, user)| TechnicalWrite::RemovePresence {
            user: *user,
            object: object.clone(),
            record: *record,
            node,
        });
        let writes: Vec<Write> = left.chain(said).map(Write::Technical).collect();
        if writes.is_empty() {
            return Ok(());
        }
        match self.store.apply(Change { writes, ..Change::default() }).await {
            Ok(()) => self.cards = open,
            // Who is here is no reason to keep silent about what changed.
            Err(error) => tracing::warn!(%error, "who has which card open was not kept"),
        }
        Ok(())
    }

    /// Takes back what this node said, when nobody is left.
    pub async fn leave(&mut self) {
        if let Err(error) = self.say_cards(Vec::new()).await {
            tracing::warn!(%error, "a card that is closed is shown as open for a while");
        }
    }
}

/// Whether it is time again.
fn due(last: &mut Instant, every: Duration) -> bool {
    let is_due = last.elapsed() >= every;
    if is_due {
        *last = Instant::now();
    }
    is_due
}
