//! Timing: repeated, sorted, told as median and 95th percentile in whole microseconds; ratios in hundredths.

use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};

/// One line of the table.
#[derive(Debug, Clone)]
pub struct Line {
    pub name: String,
    /// Median and 95th percentile of ours, or one figure in `median`.
    pub median: u128,
    pub p95: Option<u128>,
    /// Median of the bare work.
    pub bare: Option<u128>,
    pub unit: &'static str,
    pub budget: String,
    pub ok: Option<bool>,
    /// What came instead of an answer: then the figures are those of the rounds before it.
    pub refused: Option<String>,
}

/// How long each round took.
#[derive(Debug, Clone, Default)]
pub struct Times {
    rounds: Vec<Duration>,
    refused: Option<String>,
}

impl Times {
    /// Keeps one round.
    pub fn add(&mut self, since: Instant) {
        self.rounds.push(since.elapsed());
    }

    /// Keeps that a round was refused, and with what.
    pub fn refuse(&mut self, with: String) {
        self.refused = Some(with);
    }

    /// The value below which this many of a hundred rounds lie, in microseconds.
    #[must_use]
    pub fn percentile(&self, percent: usize) -> u128 {
        let rounds: Vec<u128> = self.rounds.iter().map(Duration::as_micros).collect();
        percentile(&rounds, percent).unwrap_or(0)
    }

    #[must_use]
    pub fn median(&self) -> u128 {
        self.percentile(50)
    }
}

/// The value below which this many of a hundred lie; `None` of none.
#[must_use]
pub fn percentile(rounds: &[u128], percent: usize) -> Option<u128> {
    let mut sorted = rounds.to_vec();
    sorted.sort_unstable();
    let place = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(place).copied()
}

/// A line that compares ours with the bare work: median at most `times` hundredths of it plus `plus` µs, p95 at most `p95` µs.
#[must_use]
pub fn compared(name: &str, ours: &Times, bare: Option<&Times>, limit: Limit) -> Line {
    let bare = bare.map(Times::median);
    let by_ratio = bare.zip(limit.times).map(|(b, times)| ours.median() * 100 <= b * times + limit.plus * 100);
    let by_p95 = limit.p95.map(|p| ours.percentile(95) <= p);
    let ok = match (by_ratio, by_p95) {
        (None, None) => None,
        (a, b) => Some(a.unwrap_or(true) && b.unwrap_or(true)),
    };
    let ok = if ours.refused.is_some() { Some(false) } else { ok };
    Line {
        name: name.to_owned(),
        median: ours.median(),
        p95: Some(ours.percentile(95)),
        bare,
        unit: "µs",
        budget: limit.text.to_owned(),
        ok,
        refused: ours.refused.clone(),
    }
}

/// A budget.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// Hundredths of the bare median.
    pub times: Option<u128>,
    /// Microseconds added to that.
    pub plus: u128,
    /// Microseconds that 95 of 100 rounds keep.
    pub p95: Option<u128>,
    pub text: &'static str,
}

/// Resident memory of a process in megabytes, from `/proc/<id>/status`.
///
/// # Errors
/// Where there is no `/proc`.
pub fn megabytes_of(process: u32) -> Result<u128, crate::Fault> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = resident.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<u128>().ok());
    Ok(kilobytes.ok_or("the process tells no memory")? / 1024)
}

/// The table on the screen.
pub fn print(lines: &[Line]) {
    println!("{:<50} {:>9} {:>9} {:>9} {:>7}  {:<28} ok", "work", "median", "p95", "bare", "ratio", "budget");
    for line in lines {
        let number = |value: Option<u128>| value.map_or_else(String::new, |v| v.to_string());
        println!(
            "{:<50} {:>9} {:>9} {:>9} {:>7}  {:<28} {}{}",
            line.name,
            format!("{} {}", line.median, line.unit),
            number(line.p95),
            number(line.bare),
            ratio(line).unwrap_or_default(),
            line.budget,
            line.ok.map_or("", |ok| if ok { "yes" } else { "NO" }),
            line.refused.as_ref().map_or_else(String::new, |with| format!(": {with}")),
        );
    }
}

fn ratio(line: &Line) -> Option<String> {
    let bare = line.bare.filter(|b| *b > 0)?;
    let hundredths = line.median * 100 / bare;
    Some(format!("{}.{:02}", hundredths / 100, hundredths % 100))
}

/// The table as JSON.
#[must_use]
pub fn as_json(lines: &[Line]) -> Json {
    let line = |l: &Line| {
        json!({
            "name": l.name, "figure": l.median.to_string(), "p95": l.p95.map(|p| p.to_string()), "unit": l.unit,
            "bare": l.bare.map(|b| b.to_string()), "ratio": ratio(l), "budget": l.budget, "ok": l.ok,
            "refused": l.refused,
        })
    };
    Json::Array(lines.iter().map(line).collect())
}
