//! The torture as `bin/test` runs it: short, each scenario with its twin that is broken on purpose and must be found. The
//! long runs are the binary's: `cargo run -p torture -- --kills 1000`.
#![expect(clippy::unwrap_used, reason = "a test without its ground must fail loudly")]

mod green;
mod twins;

use std::sync::{Mutex, MutexGuard, PoisonError};

use torture::outcome::Outcome;

/// One at a time: each keeps every core busy, and what is measured is measured alone.
fn alone() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn green(outcome: &Outcome) {
    println!("{}", outcome.table());
    assert!(outcome.is_green(), "{}", outcome.table());
    assert!(outcome.all_acknowledged() > outcome.kills, "too little was done: {}", outcome.table());
}

/// The harness has to find what was broken, and to say so in some of these words, parted by `|`.
fn red(outcome: &Outcome, words: &str) {
    println!("{}", outcome.table());
    assert!(!outcome.is_green(), "a broken twin passed: the harness measures nothing\n{}", outcome.table());
    let said = outcome.findings().join("\n");
    assert!(words.split('|').any(|words| said.contains(words)), "found, but not as {words:?}:\n{said}");
}

/// Said past the test's own capture: what was not run must be seen.
fn skipped(what: &str, why: &str) {
    use std::io::Write as _;
    let text = format!("\n!!! NOT RUN: {what}: {why}\n\n");
    std::io::stderr().write_all(text.as_bytes()).unwrap();
}
