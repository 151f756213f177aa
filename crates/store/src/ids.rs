//! Ids: time-ordered, 53 bits, made without asking the database. 41 bits of milliseconds since 2024, 8 of counter and 4
//! that are the process's lane, so that a command beside a server never makes an id of the server's. One process makes
//! 256,000 a second before its ids run ahead of the clock.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::sync::atomic::{AtomicI64, Ordering};

use catalogue::Id;

/// 2024-01-01T00:00:00Z in Unix milliseconds.
const EPOCH_MILLIS: i64 = 1_704_067_200_000;
const LANE_BITS: u32 = 4;
const LANES: i64 = 1 << LANE_BITS;
const COUNTER_BITS: u32 = 8;

/// Which ids are a process's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lane {
    /// The one process that holds the database for itself.
    Holder,
    /// A command beside it, or one of several nodes: some other lane. Two of them meet in one lane in one of 15 cases, and
    /// then still begin each millisecond at places of their own; an id that is there already is refused by the key.
    Other,
}

/// The maker of ids of one process. Never gives one twice, also when the clock stands still or goes back.
pub(crate) struct Ids {
    last: AtomicI64,
    lane: i64,
    /// Seeded anew in each process.
    own: RandomState,
}

impl Ids {
    /// `seen` is the largest id in the database: after a restart with a wrong clock ids still only grow.
    pub fn after(seen: i64, lane: Lane) -> Self {
        let own = RandomState::new();
        let lane = match lane {
            Lane::Holder => 0,
            Lane::Other => 1 + below(&own, -1, LANES - 1),
        };
        Self { last: AtomicI64::new((seen / LANES + 1) * LANES + lane), lane, own }
    }

    pub fn next(&self) -> Id {
        let floor = self.floor();
        let mut last = self.last.load(Ordering::Relaxed);
        loop {
            let next = floor.max(last + LANES);
            match self.last.compare_exchange_weak(last, next, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return Id(next),
                Err(now) => last = now,
            }
        }
    }

    /// The smallest id of this process in this millisecond: begins somewhere in the lower half of its numbers.
    fn floor(&self) -> i64 {
        let millis = jiff::Timestamp::now().as_millisecond() - EPOCH_MILLIS;
        let start = below(&self.own, millis, 1 << (COUNTER_BITS - 1));
        (millis << (COUNTER_BITS + LANE_BITS)) + (start << LANE_BITS) + self.lane
    }
}

/// The smallest id that could have been made at this instant (UTC microseconds).
#[must_use]
pub fn at(micros: i64) -> Id {
    Id((micros.div_euclid(1_000) - EPOCH_MILLIS).max(0) << (COUNTER_BITS + LANE_BITS))
}

/// An id made so many milliseconds before this one.
#[must_use]
pub fn earlier(id: Id, millis: i64) -> Id {
    Id((id.0 - (millis << (COUNTER_BITS + LANE_BITS))).max(0))
}

fn below(own: &RandomState, of: i64, limit: i64) -> i64 {
    i64::try_from(own.hash_one(of) >> 1).unwrap_or(0) % limit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_and_fit_into_a_javascript_number() {
        let ids = Ids::after(0, Lane::Holder);
        let made: Vec<Id> = (0..10_000).map(|_| ids.next()).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(made[9_999].0 < 1 << 53);
    }

    #[test]
    fn ids_stay_behind_nothing_that_was_seen() {
        let far = Ids::after(0, Lane::Holder).next().0 + (1 << 40) + 5;
        for lane in [Lane::Holder, Lane::Other] {
            let next = Ids::after(far, lane).next().0;
            assert!(next > far && next < far + 4 * LANES, "{next}");
        }
    }

    #[test]
    fn ids_tell_when_they_were_made() {
        let before = jiff::Timestamp::now().as_microsecond();
        let id = Ids::after(0, Lane::Other).next();
        assert!(at(before) <= id && id < at(before + 1_000_000), "{id:?}");
        assert!(earlier(id, 1_000) < at(before) && at(before - 2_000_000) < earlier(id, 1_000));
        assert_eq!(earlier(Id(5), 1), Id(0), "before there were any");
    }

    #[test]
    fn a_holder_and_a_guest_never_make_the_same_id() {
        let (holder, guest) = (Ids::after(7, Lane::Holder), Ids::after(9, Lane::Other));
        let mut made: Vec<Id> = (0..20_000).flat_map(|_| [holder.next(), guest.next()]).collect();
        made.sort_unstable();
        made.dedup();
        assert_eq!(made.len(), 40_000);
    }
}
