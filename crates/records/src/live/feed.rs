//! What was changed in the company, as open pages of this node hear of it: while somebody listens, one look at the outbox
//! four times a second, however many listen. The database is asked, so that it is one for all nodes. Must not tell anybody
//! what they may not know: `Watched` decides that.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use catalogue::{Id, Name};
use serde_json::Value as Json;
use store::{Outbox, Store};
use tokio::sync::{broadcast, watch};
use tokio::time::{MissedTickBehavior, interval};

use crate::{Error, Gate};

/// How often the outbox is looked at.
const EVERY: Duration = Duration::from_millis(250);
/// A message may come up so much later than one with a later id: ids are made before their change is committed.
const OVERLAP_MILLIS: i64 = 10_000;
/// So many messages are remembered at most; in a flood the overlap is shorter for it.
const REMEMBERED: usize = 2_000;
/// Ids that one look reads at most.
const AT_ONCE: u32 = 5_000;
/// What waits for a listener that is slow: four seconds of looks.
const WAITING: usize = 16;
/// Open pages of one person on a node, and of everybody.
const OF_ONE: usize = 8;
const OF_ALL: usize = 1_000;

/// A record that was written, and by whom; nobody when the system did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Touch {
    pub record: Id,
    pub by: Option<Id>,
}

/// What was changed since the look before, by kind of record.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Burst(pub(crate) BTreeMap<Name, Vec<Touch>>);

impl Burst {
    pub(crate) fn of(messages: &[Outbox]) -> Self {
        let mut touched = Self::default();
        for message in messages {
            let said: Json = serde_json::from_str(&message.payload).unwrap_or_default();
            let by = said["by"].as_i64().map(Id);
            match said["wrote"].as_object() {
                // An import tells of a chunk of rows at once.
                Some(wrote) => {
                    for (object, records) in wrote {
                        let records = records.as_array().into_iter().flatten().filter_map(Json::as_i64).map(Id);
                        touched.add(&object.as_str().into(), records, by);
                    }
                }
                None => touched.add(&message.object, std::iter::once(message.record), by),
            }
        }
        touched
    }

    fn add(&mut self, object: &Name, records: impl Iterator<Item = Id>, by: Option<Id>) {
        let touches = self.0.entry(object.clone()).or_default();
        touches.extend(records.map(|record| Touch { record, by }));
    }

    pub(crate) fn touches(&self, object: &str) -> &[Touch] {
        self.0.get(object).map_or(&[], Vec::as_slice)
    }
}

/// The one feed of a node.
pub struct Feed {
    bursts: broadcast::Sender<Arc<Burst>>,
    /// Whether somebody looks at the outbox.
    looking: tokio::sync::Mutex<bool>,
    seats: Mutex<HashMap<Id, usize>>,
    ended: watch::Sender<bool>,
}

impl Default for Feed {
    fn default() -> Self {
        Self {
            bursts: broadcast::Sender::new(WAITING),
            looking: tokio::sync::Mutex::default(),
            seats: Mutex::default(),
            ended: watch::Sender::new(false),
        }
    }
}

/// Why nobody can listen now.
#[derive(Debug, thiserror::Error)]
pub enum Unheard {
    /// The person, or the node, has as many open pages as it may.
    #[error("too many open pages")]
    Crowded,
    #[error(transparent)]
    Error(#[from] Error),
}

/// Somebody who listens. Gives its place back when dropped.
pub struct Listener {
    _seat: Seat,
    bursts: broadcast::Receiver<Arc<Burst>>,
    ended: watch::Receiver<bool>,
}

impl Listener {
    /// What is changed from when this person began to listen on.
    pub async fn begin(gate: &Gate, user: Id) -> Result<Self, Unheard> {
        let seat = Seat::take(&gate.live, user).ok_or(Unheard::Crowded)?;
        let mut looking = gate.live.looking.lock().await;
        let (bursts, ended) = (gate.live.bursts.subscribe(), gate.live.ended.subscribe());
        if !*looking {
            let window = Window::begin(&gate.store).await.map_err(Error::from)?;
            *looking = true;
            tokio::spawn(look_on(Arc::downgrade(&gate.live), gate.store.clone(), window));
        }
        Ok(Self { _seat: seat, bursts, ended })
    }

    /// The next changes. `None` when it is over: the node stops, or something was missed because nobody asked for long;
    /// whoever begins anew finds what changed meanwhile.
    pub async fn next(&mut self) -> Option<Arc<Burst>> {
        tokio::select! {
            biased;
            _ = self.ended.wait_for(|ended| *ended) => None,
            burst = self.bursts.recv() => burst.ok(),
        }
    }
}

impl Feed {
    /// Ends every listener: the node stops.
    pub fn end(&self) {
        self.ended.send_replace(true);
    }

    /// Whether the outbox is looked at just now.
    pub async fn is_looking(&self) -> bool {
        *self.looking.lock().await
    }
}

async fn look_on(feed: Weak<Feed>, store: Store, mut window: Window) {
    let mut beat = interval(EVERY);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut failing = false;
    loop {
        beat.tick().await;
        let Some(feed) = feed.upgrade() else { return };
        let mut looking = feed.looking.lock().await;
        if feed.bursts.receiver_count() == 0 {
            *looking = false;
            return;
        }
        drop(looking);
        match window.look(&store).await {
            Ok(messages) => {
                failing = false;
                // The last listener may have gone meanwhile.
                let _ = (!messages.is_empty()).then(|| feed.bursts.send(Arc::new(Burst::of(&messages))));
            }
            Err(error) if !failing => {
                failing = true;
                tracing::warn!(%error, "open pages do not hear of changes: the outbox could not be read; trying on");
            }
            Err(_) => {}
        }
    }
}

/// What of the outbox was read. Later messages may still come up among it, so that some of it is read again.
struct Window {
    floor: Id,
    newest: Id,
    seen: BTreeSet<Id>,
}

impl Window {
    async fn begin(store: &Store) -> Result<Self, store::StoreError> {
        let newest = store.outbox_newest().await?;
        let floor = store::before(newest, OVERLAP_MILLIS);
        let seen = store.outbox_after(floor, AT_ONCE).await?.into_iter().collect();
        let mut window = Self { floor, newest, seen };
        window.forget();
        Ok(window)
    }

    /// Messages that were not read before.
    async fn look(&mut self, store: &Store) -> Result<Vec<Outbox>, store::StoreError> {
        let ids = store.outbox_after(self.floor, AT_ONCE).await?;
        let fresh: Vec<Id> = ids.into_iter().filter(|id| !self.seen.contains(id)).collect();
        let messages = store.outbox_of(&fresh).await?;
        self.newest = fresh.first().copied().unwrap_or(self.newest).max(self.newest);
        self.seen.extend(fresh);
        self.forget();
        Ok(messages)
    }

    fn forget(&mut self) {
        self.floor = self.floor.max(store::before(self.newest, OVERLAP_MILLIS));
        while self.seen.len() > REMEMBERED || self.seen.first().is_some_and(|first| *first <= self.floor) {
            let Some(oldest) = self.seen.pop_first() else { return };
            self.floor = self.floor.max(oldest);
        }
    }
}

/// The place of one open page.
struct Seat {
    feed: Weak<Feed>,
    user: Id,
}

impl Seat {
    fn take(feed: &Arc<Feed>, user: Id) -> Option<Self> {
        let mut seats = feed.seats.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = seats.values().sum();
        let own = seats.entry(user).or_insert(0);
        if *own >= OF_ONE || all >= OF_ALL {
            return None;
        }
        *own += 1;
        Some(Self { feed: Arc::downgrade(feed), user })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let Some(feed) = self.feed.upgrade() else { return };
        let mut seats = feed.seats.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = seats.get_mut(&self.user) {
            *own -= 1;
            if *own == 0 {
                seats.remove(&self.user);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(id: i64, object: &str, payload: &str) -> Outbox {
        let (topic, payload) = ("update".into(), payload.to_owned());
        Outbox { id: Id(id), topic, object: object.into(), record: Id(id * 10), payload, at: 0 }
    }

    #[test]
    fn a_burst_tells_records_by_kind_and_those_of_a_chunk_of_an_import() {
        let burst = Burst::of(&[
            message(1, "deal", r#"{"by":5}"#),
            message(2, "deal", "{}"),
            message(3, "deal", r#"{"by":6,"wrote":{"company":[7,8]}}"#),
        ]);
        let touch = |record, by: Option<i64>| Touch { record: Id(record), by: by.map(Id) };
        assert_eq!(burst.touches("deal"), [touch(10, Some(5)), touch(20, None)]);
        assert_eq!(burst.touches("company"), [touch(7, Some(6)), touch(8, Some(6))]);
        assert!(burst.touches("task").is_empty());
    }

    #[test]
    fn a_person_has_a_handful_of_places_and_gives_them_back() {
        let feed = Arc::new(Feed::default());
        let mut taken: Vec<Seat> = (0..OF_ONE).map_while(|_| Seat::take(&feed, Id(1))).collect();
        assert_eq!(taken.len(), OF_ONE);
        assert!(Seat::take(&feed, Id(1)).is_none() && Seat::take(&feed, Id(2)).is_some());
        taken.pop();
        assert!(Seat::take(&feed, Id(1)).is_some());
        drop(taken);
        assert!(feed.seats.lock().unwrap_or_else(PoisonError::into_inner).is_empty());
    }

    #[test]
    fn in_a_flood_the_window_shrinks_instead_of_growing() {
        let ids = (1..=REMEMBERED as i64 + 50).map(Id);
        let mut window = Window { floor: Id(0), newest: Id(0), seen: ids.collect() };
        window.forget();
        assert_eq!((window.seen.len(), window.floor), (REMEMBERED, Id(50)));
    }
}
