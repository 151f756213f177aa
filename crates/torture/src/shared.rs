//! One record that several write at once, each on top of the version they read: of those who read the same version one
//! wins, and no acknowledged value is written over unseen.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::bare::Still;
use crate::fault::Fault;
use crate::house::Person;
use crate::look::{int, text};
use crate::wire::{Request, send};
use crate::writer::Round;

/// How many write it.
const HANDS: usize = 3;

pub struct Shared {
    id: i64,
    hands: Vec<Hand>,
    /// Numbers are never used twice.
    next: AtomicI64,
    faults: Vec<String>,
}

/// One of those who write it.
struct Hand {
    person: Person,
    /// Version and number of what was acknowledged.
    won: BTreeMap<i64, i64>,
    unanswered: BTreeSet<i64>,
    faults: Vec<String>,
}

impl Shared {
    /// Makes the record.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(people: &[Person], to: SocketAddr, seed: u64) -> Result<Self, Fault> {
        let owners = people.get(..2).ok_or("there are no two owners")?;
        let fields = [("name", format!("shared-{seed}")), ("employees", "1".to_owned())];
        let key = Some("shared".to_owned());
        let request = Request { key, ..Request::form("/companies", &owners[0].cookie, &fields) };
        let answer = send(to, &request).filter(|answer| answer.status == 200).ok_or("the shared record is not made")?;
        let said: serde_json::Value = serde_json::from_str(&answer.body)?;
        let hand = |at: usize| Hand {
            person: owners[at % 2].clone(),
            won: BTreeMap::new(),
            unanswered: BTreeSet::new(),
            faults: Vec::new(),
        };
        let id = said["id"].as_i64().ok_or("the shared record has no id")?;
        Ok(Self { id, hands: (0..HANDS).map(hand).collect(), next: AtomicI64::new(2), faults: Vec::new() })
    }

    /// All hands at once.
    pub fn work(&mut self, round: &Round<'_>) {
        let (id, next) = (self.id, &self.next);
        std::thread::scope(|scope| {
            for hand in &mut self.hands {
                scope.spawn(
                    move || while !round.stop.load(Ordering::Relaxed) && hand.write(id, next, round).is_some() {},
                );
            }
        });
    }

    #[must_use]
    pub fn won(&self) -> u64 {
        self.hands.iter().map(|hand| hand.won.len() as u64).sum()
    }

    /// Each acknowledged version holds its value; each other version a value that was asked for and not refused.
    ///
    /// # Errors
    /// The driver's.
    pub fn settle(&mut self, still: &Still, faults: &mut Vec<String>) -> Result<(), Fault> {
        let ask = format!(
            "SELECT version, new FROM candor_history WHERE object = 'company' AND record = {} AND field = 'employees'",
            self.id
        );
        let mut there: BTreeMap<i64, i64> = BTreeMap::new();
        for row in still.rows(&ask)? {
            let digits: String = text(&row, 1).chars().filter(char::is_ascii_digit).collect();
            there.insert(int(&row, 0), digits.parse().unwrap_or(0));
        }
        let row = still.rows(&format!("SELECT version, employees FROM companies WHERE id = {}", self.id))?;
        let now = row.first().map(|row| (int(row, 0), int(row, 1)));
        let last = there.last_key_value().map_or((1, 1), |(version, number)| (*version, *number));
        if now != Some(last) {
            faults.push(format!("the shared record is {now:?}, its history ends with {last:?}"));
        }
        for hand in &mut self.hands {
            for (version, number) in &hand.won {
                if there.remove(version) != Some(*number) {
                    faults.push(format!("acknowledged {number} as version {version} of the shared record: lost"));
                }
            }
            faults.append(&mut hand.faults);
        }
        let unanswered: BTreeSet<i64> = self.hands.iter().flat_map(|hand| hand.unanswered.iter().copied()).collect();
        for (version, number) in there.iter().filter(|(_, number)| !unanswered.contains(number)) {
            faults.push(format!(
                "version {version} of the shared record holds {number}, which was refused or never asked"
            ));
        }
        faults.append(&mut self.faults);
        Ok(())
    }
}

impl Hand {
    /// Reads the version and writes on top of it; `None` when no answer came.
    fn write(&mut self, id: i64, next: &AtomicI64, round: &Round<'_>) -> Option<()> {
        let path = format!("/companies/{id}");
        let read = send(round.address, &Request::get(&path, &self.person.cookie)).filter(|read| read.status == 200)?;
        let read: serde_json::Value = serde_json::from_str(&read.body).ok()?;
        let version = find_version(&read)?;
        let number = next.fetch_add(1, Ordering::Relaxed);
        let fields = [("version", version.to_string()), ("employees", number.to_string())];
        let key = Some(format!("shared-{number}"));
        let request = Request { key, ..Request::form(&path, &self.person.cookie, &fields) };
        self.unanswered.insert(number);
        let answer = send(round.address, &request)?;
        match answer.status {
            200 => {
                self.unanswered.remove(&number);
                let said: serde_json::Value = serde_json::from_str(&answer.body).ok()?;
                if self.won.insert(said["version"].as_i64()?, number).is_some() {
                    self.faults.push(format!("two acknowledgements of one version: {}", answer.body));
                }
                round.acknowledged.fetch_add(1, Ordering::Relaxed);
            }
            409 => {
                self.unanswered.remove(&number);
            }
            503 | 507 => return None,
            status => {
                self.faults.push(format!("a write on a shared record: {status} {}", answer.body));
                return None;
            }
        }
        Some(())
    }
}

/// The record's version in its card as JSON, wherever it lies in it.
fn find_version(card: &serde_json::Value) -> Option<i64> {
    card["version"].as_i64().or_else(|| card["record"]["version"].as_i64())
}
