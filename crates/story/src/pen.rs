//! The builder of a story: a seeded source of chance, and events in the order they happened.

use std::sync::Arc;

use catalogue::{Currency, Money, Value};

/// Microseconds in a day.
pub const DAY: i64 = 86_400_000_000;
/// Microseconds in an hour.
pub const HOUR: i64 = 3_600_000_000;

/// One thing that somebody did at some time.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// UTC microseconds.
    pub at: i64,
    /// Key of the person who did it; `None` for the set-up of the company.
    pub who: Option<&'static str>,
    pub act: Act,
}

/// What was done. Records are named by keys of the story until they have ids.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    Create { key: Arc<str>, object: &'static str, fields: Vec<(&'static str, Cell)> },
    Update { key: Arc<str>, fields: Vec<(&'static str, Cell)> },
}

/// The content of one field.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Is(Value),
    /// The record of this key.
    Link(Arc<str>),
    /// A file that somebody brings.
    File {
        name: Arc<str>,
        bytes: Arc<[u8]>,
    },
}

/// Writes events and draws lots. The same seed and end give the same story to the last letter.
pub struct Pen {
    state: u64,
    /// The last moment of the story (now), UTC microseconds.
    pub end: i64,
    pub events: Vec<Event>,
    next: u32,
}

impl Pen {
    #[must_use]
    pub fn new(seed: u64, end: i64) -> Self {
        Self { state: seed, end, events: Vec::new(), next: 0 }
    }

    /// SplitMix64 (Steele, Lea and Flood, 2014): small, seeded, the same on every machine.
    fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A whole number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).unwrap_or(1);
        low + i64::try_from(self.draw() % span).unwrap_or(0)
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let last = i64::try_from(from.len()).unwrap_or(1) - 1;
        &from[usize::try_from(self.between(0, last)).unwrap_or(0)]
    }

    /// A moment in office hours, this many days before the end.
    pub fn days_ago(&mut self, days: i64) -> i64 {
        let midnight = (self.end / DAY - days) * DAY;
        let at = midnight + self.between(7 * 60, 16 * 60) * 60_000_000;
        at.min(self.end - HOUR)
    }

    /// Days before the end of a moment, never negative.
    #[must_use]
    pub fn age(&self, at: i64) -> i64 {
        (self.end - at).max(0) / DAY
    }

    /// A new key of this kind.
    pub fn key(&mut self, kind: &str) -> Arc<str> {
        self.next += 1;
        format!("{kind}-{}", self.next).into()
    }

    pub fn create(
        &mut self,
        at: i64,
        who: Option<&'static str>,
        key: &Arc<str>,
        object: &'static str,
        fields: Vec<(&'static str, Cell)>,
    ) {
        self.events.push(Event { at, who, act: Act::Create { key: key.clone(), object, fields } });
    }

    pub fn update(&mut self, at: i64, who: Option<&'static str>, key: &Arc<str>, fields: Vec<(&'static str, Cell)>) {
        self.events.push(Event { at, who, act: Act::Update { key: key.clone(), fields } });
    }
}

/// A text cell (also for choices, e-mails, phones).
pub fn text(value: impl Into<Arc<str>>) -> Cell {
    Cell::Is(Value::Text(value.into()))
}

/// The record of this key.
pub fn link(key: impl Into<Arc<str>>) -> Cell {
    Cell::Link(key.into())
}

/// An amount in euro cents.
#[must_use]
pub fn euros(cents: i64) -> Cell {
    Cell::Is(Value::Money(Money { minor: cents, currency: Currency::EUR }))
}

/// The calendar day of a moment (office hours never cross midnight in Madrid).
#[must_use]
pub fn day(at: i64) -> Cell {
    Cell::Is(Value::Date(i32::try_from(at / DAY).unwrap_or(0)))
}

#[must_use]
pub fn instant(at: i64) -> Cell {
    Cell::Is(Value::Instant(at))
}
