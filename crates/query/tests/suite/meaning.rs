//! The evaluator against an account of the meaning written apart, on random records and texts; the same for the
//! normal form and for the way back to text. And the proof that the comparison would notice a mistake.

use std::sync::Arc;

use catalogue::{Catalogue, Currency, Id};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use query::{Env, condition, holds, operand, operand_text, push_not, to_text};

use crate::plain::{Judge, Mistake};
use crate::random::{Dice, NOW, world};
use crate::random_text;

fn env() -> Env {
    let zone = jiff::tz::TimeZone::get("Europe/Madrid").expect("a known zone");
    Env { me: Id(2), now: NOW, zone, fiscal_month: 1, currency: Currency::EUR }
}

const SHRINK: u32 = 2_000;

fn run(
    cases: u32,
    shrink: u32,
    check: impl Fn(&Catalogue, &Env, &[u8]) -> Result<(), TestCaseError>,
) -> Result<(), String> {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: shrink, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let (catalogue, env) = (Catalogue::shipped(), env());
    let bytes = proptest::collection::vec(any::<u8>(), 600);
    runner.run(&bytes, |bytes| check(&catalogue, &env, &bytes)).map_err(|e| e.to_string())
}

/// The evaluator and the plain account agree on every record.
fn agree(catalogue: &Catalogue, env: &Env, bytes: &[u8], mistake: Mistake) -> Result<(), TestCaseError> {
    let mut dice = Dice::new(bytes);
    let object = dice.one(&["deal", "company"]);
    let text = random_text::condition(&mut dice, object, "", 3);
    let world = world(&mut dice);
    let kind = catalogue.object(object).expect("a shipped object");
    let tree = condition(catalogue, kind, &text, env);
    prop_assert!(tree.is_ok(), "{}: {:?}", text, tree);
    let tree = tree.expect("just looked at");
    let judge = Judge { env, catalogue, mistake };
    for record in world.of(object) {
        let real = holds(&tree, record.as_ref(), env, catalogue);
        prop_assert_eq!(real, judge.holds(&tree, &vec![Arc::clone(&record)]), "{} on {}", text, record.id());
    }
    Ok(())
}

#[test]
fn the_evaluator_means_what_the_plain_account_means() {
    assert_eq!(run(1_500, SHRINK, |catalogue, env, bytes| agree(catalogue, env, bytes, Mistake::None)), Ok(()));
}

#[test]
fn every_mistake_is_noticed() {
    for mistake in [
        Mistake::NullIsLeast,
        Mistake::NotTurnsOrder,
        Mistake::NullIsNotUnequal,
        Mistake::TextAsWritten,
        Mistake::AnyCurrency,
        Mistake::CutQuotient,
        Mistake::UtcDays,
        Mistake::OnlyTheRoot,
    ] {
        let found = run(6_000, 0, |catalogue, env, bytes| agree(catalogue, env, bytes, mistake));
        assert!(found.is_err(), "nobody notices {mistake:?}");
    }
}

#[test]
fn the_normal_form_means_the_same() {
    let same = |catalogue: &Catalogue, env: &Env, bytes: &[u8]| {
        let mut dice = Dice::new(bytes);
        let object = dice.one(&["deal", "company"]);
        let text = random_text::condition(&mut dice, object, "", 4);
        let world = world(&mut dice);
        let kind = catalogue.object(object).expect("a shipped object");
        let tree = condition(catalogue, kind, &text, env).map_err(|f| TestCaseError::fail(format!("{text}: {f:?}")))?;
        let normal = push_not(tree.clone());
        for record in world.of(object) {
            let (a, b) =
                (holds(&tree, record.as_ref(), env, catalogue), holds(&normal, record.as_ref(), env, catalogue));
            prop_assert_eq!(a, b, "{} as {}", text, to_text(&normal, catalogue));
        }
        Ok(())
    };
    assert_eq!(run(700, SHRINK, same), Ok(()));
}

#[test]
fn the_way_back_to_text_gives_the_same_tree() {
    let same = |catalogue: &Catalogue, env: &Env, bytes: &[u8]| {
        let mut dice = Dice::new(bytes);
        let object = dice.one(&["deal", "company"]);
        let text = random_text::condition(&mut dice, object, "", 2);
        let kind = catalogue.object(object).expect("a shipped object");
        let tree = condition(catalogue, kind, &text, env);
        prop_assert!(tree.is_ok(), "{}: {:?}", text, tree);
        let back = tree.as_ref().map(|tree| to_text(tree, catalogue)).unwrap_or_default();
        prop_assert_eq!(condition(catalogue, kind, &back, env), tree, "{} came back as {}", text, back);
        Ok(())
    };
    assert_eq!(run(700, SHRINK, same), Ok(()));
}

#[test]
fn a_value_comes_back_from_its_text() {
    let same = |catalogue: &Catalogue, env: &Env, bytes: &[u8]| {
        let mut dice = Dice::new(bytes);
        let object = dice.one(&["deal", "company"]);
        let text = random_text::term(&mut dice, object);
        let kind = catalogue.object(object).expect("a shipped object");
        let (tree, _) = operand(catalogue, kind, &text, env)
            .map_err(|faults| TestCaseError::fail(format!("{text}: {faults:?}")))?;
        let back = operand_text(&tree, catalogue);
        prop_assert_eq!(operand(catalogue, kind, &back, env).map(|(t, _)| t), Ok(tree), "{} is {}", text, back);
        Ok(())
    };
    assert_eq!(run(300, SHRINK, same), Ok(()));
}
