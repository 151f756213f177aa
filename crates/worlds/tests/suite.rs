//! Five hundred worlds, and every mutant found within some of them.
#![expect(clippy::expect_used, reason = "a test whose ground is missing must fail loudly")]

use std::process::Command;

use worlds::mutant::Mutant;
use worlds::told::Engine;
use worlds::{Outcome, Plan, run};

async fn found(plan: Plan) -> Outcome {
    tokio::spawn(run(plan)).await.expect("a task").expect("worlds")
}

/// Four parts at once: a world waits for its database now and then, and two of them leave part of two cores idle.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_gate_equals_the_account_in_five_hundred_worlds() {
    let part = |seed: u64| found(Plan { worlds: 125, seed, engine: Engine::Sqlite, mutant: Mutant::None });
    let (first, second, third, fourth) = tokio::join!(part(1), part(126), part(251), part(376));
    for outcome in [first, second, third, fourth] {
        assert_eq!((outcome.worlds, outcome.disagreements.as_slice()), (125, &[][..]));
        assert!(outcome.answers > 75_000, "too little was asked: {}", outcome.answers);
    }
}

/// Worlds beyond the five hundred that disagreed once, each with what it found.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn worlds_that_found_something_agree() {
    // A field that shows through related records alone, on a row that shows anyway, in the history.
    let outcome = found(Plan { worlds: 1, seed: 1780, engine: Engine::Sqlite, mutant: Mutant::None }).await;
    assert_eq!((outcome.worlds, outcome.disagreements.as_slice()), (1, &[][..]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres_too() {
    let plan = Plan { worlds: 12, seed: 10_001, engine: Engine::Postgres, mutant: Mutant::None };
    let outcome = found(plan).await;
    assert_eq!((outcome.worlds, outcome.disagreements.as_slice()), (12, &[][..]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_what_cannot_be_wrong_unseen() {
    for mutant in Mutant::ALL {
        let outcome = found(Plan { worlds: 60, seed: 1, engine: Engine::Sqlite, mutant }).await;
        assert!(!outcome.disagreements.is_empty(), "{mutant:?} was not found");
    }
}

/// What the store forgets on purpose, and a word of how it must be told.
const FORGOTTEN: [(&str, &str); 7] = [
    ("joins_free", "title behind"),
    ("related_free", "exists"),
    ("count_free", "total of"),
    ("search_free", "search of"),
    ("figures_free", "groups of"),
    ("masks_free", "the account Null"),
    ("order_free", "order of"),
];

#[test]
fn no_statement_forgets_a_right_unseen() {
    for (sabotage, word) in FORGOTTEN {
        let worlds = Command::new(env!("CARGO_BIN_EXE_worlds"))
            .args(["--worlds", "60", "--seed", "300"])
            .env("CANDOR_SABOTAGE", sabotage)
            .output();
        let worlds = worlds.expect("the program runs");
        let told = String::from_utf8_lossy(&worlds.stdout);
        assert_eq!(worlds.status.code(), Some(1), "{sabotage} was not found: {told}");
        assert!(told.contains(word), "{sabotage} was found otherwise: {told}");
    }
}
