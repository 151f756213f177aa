//! What a run found: the counts, the times, and everything that was not as it must be.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value as Json, json};

/// Findings that are kept, of one look and of all; more are only counted.
const OF_ONE: usize = 20;
const KEPT: usize = 200;

/// Of one run.
#[derive(Debug, Default)]
pub struct Outcome {
    pub scenario: String,
    pub seed: u64,
    pub kills: u64,
    pub acknowledged: BTreeMap<String, u64>,
    /// Asked and not answered: found there wholly, and not at all.
    pub present: u64,
    pub absent: u64,
    pub ready: Vec<Duration>,
    /// Records in the end.
    pub records: usize,
    findings: Vec<String>,
    found: usize,
}

impl Outcome {
    /// Of a run that begins.
    #[must_use]
    pub fn new(scenario: &str, seed: u64) -> Self {
        Self { scenario: scenario.to_owned(), seed, ..Self::default() }
    }

    /// Notes what is wrong.
    pub fn find(&mut self, when: &str, faults: Vec<String>) {
        self.found += faults.len();
        let room = KEPT.saturating_sub(self.findings.len());
        self.findings.extend(faults.into_iter().take(room.min(OF_ONE)).map(|fault| format!("{when}: {fault}")));
    }

    /// Whether everything was as it must be.
    #[must_use]
    pub fn is_green(&self) -> bool {
        self.found == 0
    }

    /// What was wrong, the first of it.
    #[must_use]
    pub fn findings(&self) -> &[String] {
        &self.findings
    }

    /// How many answers promised that something is kept.
    #[must_use]
    pub fn all_acknowledged(&self) -> u64 {
        self.acknowledged.values().sum()
    }

    /// The time within which so many of a hundred starts gave their first page.
    #[must_use]
    pub fn ready_within(&self, percent: usize) -> Duration {
        let mut times = self.ready.clone();
        times.sort_unstable();
        times.get((times.len() * percent / 100).min(times.len().saturating_sub(1))).copied().unwrap_or_default()
    }

    /// As a table for people.
    #[must_use]
    pub fn table(&self) -> String {
        let verbs: Vec<String> = self.acknowledged.iter().map(|(verb, count)| format!("{verb} {count}")).collect();
        let verdict = if self.is_green() {
            "nothing lost, nothing in halves".to_owned()
        } else {
            format!("{} FAULTS", self.found)
        };
        let mut lines = vec![
            format!("scenario                 {} (seed {})", self.scenario, self.seed),
            format!("kills                    {}", self.kills),
            format!("acknowledged             {} ({})", self.all_acknowledged(), verbs.join(", ")),
            format!("unanswered               {} there wholly, {} not at all", self.present, self.absent),
            format!(
                "restart to first page    p50 {} ms, p99 {} ms",
                self.ready_within(50).as_millis(),
                self.ready_within(99).as_millis()
            ),
            format!("records in the end       {}", self.records),
            format!("verdict                  {verdict}"),
        ];
        lines.extend(self.findings.iter().take(OF_ONE).map(|finding| format!("  ! {finding}")));
        lines.join("\n")
    }

    /// As one document.
    #[must_use]
    pub fn json(&self) -> Json {
        json!({
            "scenario": self.scenario, "seed": self.seed, "kills": self.kills, "acknowledged": self.acknowledged,
            "unanswered_present": self.present, "unanswered_absent": self.absent,
            "ready_p50_ms": self.ready_within(50).as_millis(), "ready_p99_ms": self.ready_within(99).as_millis(),
            "records": self.records, "faults": self.found, "findings": self.findings,
        })
    }
}
