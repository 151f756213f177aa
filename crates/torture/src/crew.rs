//! Sixteen at work at once, and the comparison of all their ledgers with the database.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::bare::{Candor, Still};
use crate::dice::Dice;
use crate::fault::Fault;
use crate::house::{House, Person};
use crate::importer::Importer;
use crate::look::Look;
use crate::outcome::Outcome;
use crate::shared::Shared;
use crate::sound;
use crate::writer::{Round, Writer};

const WRITERS: usize = 13;
/// They, two importers and one who fights over a record that others write too make sixteen.
const IMPORTERS: usize = 2;

/// The longest that a round may wait for its acknowledgements.
const ROUND_WITHIN: Duration = Duration::from_secs(60);

pub struct Crew {
    people: Vec<Person>,
    writers: Vec<Writer>,
    importers: Vec<Importer>,
    shared: Shared,
}

/// Who works in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hands {
    All,
    /// Without imports.
    Writers,
}

impl Crew {
    /// Everybody, with what they begin with.
    ///
    /// # Errors
    /// When what they begin with cannot be made.
    pub fn gather(house: &House, to: SocketAddr, seed: u64) -> Result<Self, Fault> {
        let people = house.people.clone();
        let person = |at: usize| people.get(at % people.len().max(1)).cloned().ok_or("nobody works here");
        let mut writers = Vec::new();
        for at in 0..WRITERS {
            let transfers = at % people.len() < 2;
            writers.push(Writer::new(format!("w{at}"), person(at)?, transfers, Dice::of(seed, at as u64 + 1)));
        }
        let mut importers = Vec::new();
        for at in 0..IMPORTERS {
            importers.push(Importer::new(format!("i{at}"), person(at)?, Dice::of(seed, at as u64 + 101), to)?);
        }
        let shared = Shared::new(&people, to, seed)?;
        Ok(Self { people, writers, importers, shared })
    }

    /// Lets everybody work until so many are acknowledged; then does what `blow` does, and waits until all have noticed.
    ///
    /// # Errors
    /// When the work stands still.
    pub fn round(
        &mut self,
        to: SocketAddr,
        enough: u64,
        hands: Hands,
        blow: impl FnOnce() -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let (stop, acknowledged) = (AtomicBool::new(false), AtomicU64::new(0));
        let round =
            Round { address: to, stop: &stop, acknowledged: &acknowledged, is_full: false, people: &self.people };
        let (writers, importers, shared) = (&mut self.writers, &mut self.importers, &mut self.shared);
        std::thread::scope(|scope| {
            for writer in writers.iter_mut() {
                scope.spawn(|| writer.work(&round));
            }
            for importer in importers.iter_mut().filter(|_| hands == Hands::All) {
                scope.spawn(|| importer.work(&round));
            }
            scope.spawn(|| shared.work(&round));
            let until = Instant::now() + ROUND_WITHIN;
            let mut stands_still = false;
            while acknowledged.load(Ordering::Relaxed) < enough && !stands_still {
                std::thread::sleep(Duration::from_micros(300));
                stands_still = Instant::now() > until;
            }
            let blown = blow();
            stop.store(true, Ordering::Relaxed);
            if stands_still { Err(Fault("nothing is acknowledged any more".to_owned())) } else { blown }
        })
    }

    /// Lets everybody work until each has stopped by itself, which on a full disk they do; false when some did not.
    pub fn exhaust(&mut self, to: SocketAddr) -> bool {
        let (stop, acknowledged) = (AtomicBool::new(false), AtomicU64::new(0));
        let round =
            Round { address: to, stop: &stop, acknowledged: &acknowledged, is_full: true, people: &self.people };
        let (writers, importers, shared) = (&mut self.writers, &mut self.importers, &mut self.shared);
        std::thread::scope(|scope| {
            let mut working: Vec<_> = writers.iter_mut().map(|writer| scope.spawn(|| writer.work(&round))).collect();
            working.extend(importers.iter_mut().map(|importer| scope.spawn(|| importer.work(&round))));
            working.push(scope.spawn(|| shared.work(&round)));
            let until = Instant::now() + ROUND_WITHIN;
            while !working.iter().all(std::thread::ScopedJoinHandle::is_finished) && Instant::now() < until {
                std::thread::sleep(Duration::from_millis(5));
            }
            let all = working.iter().all(std::thread::ScopedJoinHandle::is_finished);
            stop.store(true, Ordering::Relaxed);
            all
        })
    }

    /// Compares everything and notes what is wrong.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn compare(
        &mut self,
        house: &House,
        candor: Candor,
        when: &str,
        outcome: &mut Outcome,
    ) -> Result<Still, Fault> {
        let still = house.bare().hold(candor)?;
        let mut faults = still.engine_faults()?;
        let look = Look::at(&still)?;
        faults.extend(sound::faults(&still, &look)?);
        for writer in &mut self.writers {
            writer.book.settle(&look, &mut faults);
            faults.append(&mut writer.faults);
        }
        for importer in &mut self.importers {
            importer.settle(&still, &look, &mut faults)?;
            faults.append(&mut importer.faults);
        }
        self.shared.settle(&still, &mut faults)?;
        outcome.records = look.all().count();
        outcome.find(when, faults);
        Ok(still)
    }

    /// Adds up what was done.
    pub fn sum_up(&self, outcome: &mut Outcome) {
        let mut all: BTreeMap<String, u64> = BTreeMap::new();
        for writer in &self.writers {
            for (verb, count) in &writer.book.acknowledged {
                *all.entry((*verb).to_owned()).or_default() += count;
            }
            outcome.present += writer.book.present;
            outcome.absent += writer.book.absent;
        }
        for importer in &self.importers {
            *all.entry("import".to_owned()).or_default() += importer.done;
            *all.entry("import undone".to_owned()).or_default() += importer.undone;
        }
        all.insert("contended update".to_owned(), self.shared.won());
        outcome.acknowledged = all;
    }
}
