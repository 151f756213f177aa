//! Who listens, and the task that looks for them: begun by the first, ended after the last. A write of this process wakes it
//! at once; what other processes wrote it finds within its interval.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use catalogue::{Id, Name};
use store::Store;
use tokio::sync::{Notify, broadcast, watch};

use super::Beat;
use super::look::Look;
use crate::gate::Clock;

/// Between two looks when nothing wakes it.
const EVERY: Duration = Duration::from_millis(250);
/// After a look, so that a burst of writes is one beat.
const REST: Duration = Duration::from_millis(40);
/// Beats that a slow listener may fall behind; then it is told that anything may have changed.
const BEHIND: usize = 64;
/// Streams of one person, and of all people, on this node.
const OF_ONE: usize = 24;
const OF_ALL: usize = 2_000;

/// The feed of a process.
pub struct Feed {
    beats: broadcast::Sender<Arc<Beat>>,
    wake: Notify,
    stop: watch::Sender<bool>,
    seats: Mutex<Seats>,
}

#[derive(Default)]
struct Seats {
    sitters: HashMap<u64, Sitter>,
    next: u64,
    is_looked_for: bool,
}

/// Who listens, and at what.
#[derive(Debug, Clone)]
pub struct Sitter {
    pub user: Id,
    /// The hash of the session's token.
    pub session: String,
    /// The card that is open.
    pub card: Option<(Name, Id)>,
}

/// The place of one listener; given back when dropped.
pub struct Seat {
    feed: Arc<Feed>,
    number: u64,
    pub beats: broadcast::Receiver<Arc<Beat>>,
    /// True when the process ends.
    pub stop: watch::Receiver<bool>,
}

impl Default for Feed {
    fn default() -> Self {
        Self {
            beats: broadcast::channel(BEHIND).0,
            wake: Notify::new(),
            stop: watch::channel(false).0,
            seats: Mutex::default(),
        }
    }
}

impl Feed {
    /// A place to listen from; `None` when the person, or the node, has all that it may have.
    #[must_use]
    pub fn sit(self: &Arc<Self>, store: &Store, clock: &Clock, sitter: Sitter) -> Option<Seat> {
        let mut seats = self.seats();
        let own = seats.sitters.values().filter(|other| other.user == sitter.user).count();
        if own >= OF_ONE || seats.sitters.len() >= OF_ALL || *self.stop.borrow() {
            return None;
        }
        let number = seats.next;
        seats.next += 1;
        let is_card = sitter.card.is_some();
        seats.sitters.insert(number, sitter);
        let seat = Seat { feed: Arc::clone(self), number, beats: self.beats.subscribe(), stop: self.stop.subscribe() };
        if !std::mem::replace(&mut seats.is_looked_for, true) {
            // Made here: what is written from now on is found, however late the task begins.
            tokio::spawn(look_always(Arc::downgrade(self), Look::new(store, clock)));
        } else if is_card {
            self.wake.notify_one();
        }
        Some(seat)
    }

    /// Something was written here.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Ends every stream: the process stops.
    pub fn close(&self) {
        self.stop.send_replace(true);
    }

    /// How many listen.
    #[must_use]
    pub fn count(&self) -> usize {
        self.seats().sitters.len()
    }

    pub(super) fn sitters(&self) -> Vec<Sitter> {
        self.seats().sitters.values().cloned().collect()
    }

    fn seats(&self) -> MutexGuard<'_, Seats> {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether nobody is left; then the task ends, and the next listener begins another.
    fn is_deserted(&self) -> bool {
        let mut seats = self.seats();
        seats.is_looked_for = !seats.sitters.is_empty();
        !seats.is_looked_for
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let left = self.feed.seats().sitters.remove(&self.number);
        if left.is_some_and(|sitter| sitter.card.is_some()) {
            self.feed.wake();
        }
    }
}

async fn look_always(feed: Weak<Feed>, mut look: Look) {
    loop {
        let Some(feed) = Weak::upgrade(&feed) else { return };
        match look.once(&feed).await {
            Ok(beat) if beat.is_empty() => {}
            // Nobody may be left to hear it.
            Ok(beat) => drop(feed.beats.send(Arc::new(beat))),
            Err(error) => tracing::warn!(%error, "what others changed is looked for again"),
        }
        if feed.is_deserted() {
            look.leave().await;
            return;
        }
        tokio::time::sleep(REST).await;
        drop(tokio::time::timeout(EVERY, feed.wake.notified()).await);
    }
}
