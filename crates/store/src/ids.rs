//! Ids: time-ordered, 53 bits, made without asking the database. 41 bits of milliseconds since 2024 and 12 bits of
//! counter, so that one process makes 2 million a second before ids run ahead of the clock. In each millisecond the
//! counter begins at a place of the process's own, so that two processes over one database rarely meet.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::sync::atomic::{AtomicI64, Ordering};

use catalogue::Id;

/// 2024-01-01T00:00:00Z in Unix milliseconds.
const EPOCH_MILLIS: i64 = 1_704_067_200_000;
const COUNTER_BITS: u32 = 12;

/// The maker of ids of one process. Never gives one twice, also when the clock stands still or goes back.
pub(crate) struct Ids {
    last: AtomicI64,
    /// Seeded anew in each process.
    own: RandomState,
}

impl Ids {
    /// `seen` is the largest id in the database: after a restart with a wrong clock ids still only grow.
    pub fn after(seen: i64) -> Self {
        Self { last: AtomicI64::new(seen), own: RandomState::new() }
    }

    /// Where this process begins in this millisecond: somewhere in the lower half of its numbers.
    fn floor(&self) -> i64 {
        let floor = now_floor();
        let half = 1_u64 << (COUNTER_BITS - 1);
        floor + i64::try_from(self.own.hash_one(floor) % half).unwrap_or(0)
    }

    pub fn next(&self) -> Id {
        let floor = self.floor();
        let mut last = self.last.load(Ordering::Relaxed);
        loop {
            let next = floor.max(last + 1);
            match self.last.compare_exchange_weak(last, next, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return Id(next),
                Err(now) => last = now,
            }
        }
    }
}

/// The smallest id of this millisecond, of whatever process.
fn now_floor() -> i64 {
    (jiff::Timestamp::now().as_millisecond() - EPOCH_MILLIS) << COUNTER_BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_and_fit_into_a_javascript_number() {
        let ids = Ids::after(0);
        let made: Vec<Id> = (0..10_000).map(|_| ids.next()).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(made[9_999].0 < 1 << 53);
    }

    #[test]
    fn ids_stay_behind_nothing_that_was_seen() {
        let far = now_floor() + (1 << 30);
        assert_eq!(Ids::after(far).next(), Id(far + 1));
    }
}
