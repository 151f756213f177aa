//! The evaluator against an account of the meaning written apart, on random kinds of record, records and texts; the same for
//! the normal form and for the way back to text. And the proof that the comparison would notice a mistake.

use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use query::{Expr, condition, holds, operand, operand_text, push_not, to_text};

use crate::plain::{Judge, Mistake};
use crate::random::{Bytes, Dice, SOME, world};
use crate::random_schema::Setting;
use crate::random_text;

/// The product's own objects, and twelve random settings.
static SETTINGS: LazyLock<Vec<Setting>> = LazyLock::new(|| {
    let mut bytes = Bytes(2026);
    let random = std::iter::repeat_with(|| Setting::random(&mut Dice::new(&bytes.some()))).take(12);
    std::iter::once(Setting::shipped()).chain(random).collect()
});

const SHRINK: u32 = 2_000;

type Verdict = Result<(), TestCaseError>;

fn run(cases: u32, shrink: u32, check: impl Fn(&Setting, &mut Dice<'_>) -> Verdict) -> Result<(), String> {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: shrink, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let bytes = proptest::collection::vec(any::<u8>(), SOME);
    let tried = runner.run(&bytes, |bytes| {
        let mut dice = Dice::new(&bytes);
        let setting = &SETTINGS[dice.below(SETTINGS.len())];
        check(setting, &mut dice)
    });
    // The bytes behind it tell nobody anything: texts, records and kinds are in the verdict.
    tried.map_err(|e| e.to_string().split("minimal failing input").next().unwrap_or_default().to_owned())
}

/// A random condition on records of some object, as text and as tree.
fn said<'s>(setting: &'s Setting, dice: &mut Dice<'_>, depth: usize) -> Result<(&'s str, String, Expr), TestCaseError> {
    let object = &setting.asked()[dice.below(setting.asked().len())];
    let text = random_text::condition(dice, setting, object, "", depth);
    let tree = condition(&setting.catalogue, setting.object(object), &text, &setting.env());
    let tree = tree.map_err(|faults| TestCaseError::fail(format!("{object}: {text}: {faults:?}")))?;
    Ok((object, text, tree))
}

/// The evaluator and the plain account agree on every record.
fn agree(setting: &Setting, dice: &mut Dice<'_>, mistake: Mistake) -> Verdict {
    let (object, text, tree) = said(setting, dice, 3)?;
    let (world, env, catalogue) = (world(dice, setting), setting.env(), &setting.catalogue);
    let judge = Judge { env: &env, catalogue, mistake };
    for record in world.of(object) {
        let real = holds(&tree, record.as_ref(), &env, catalogue);
        let meant = judge.holds(&tree, &vec![Arc::clone(&record)]);
        prop_assert_eq!(real, meant, "{}: {} on {}\n{:#?}", object, text, record.id(), setting.files);
    }
    Ok(())
}

#[test]
fn the_evaluator_means_what_the_plain_account_means() {
    assert_eq!(run(2_000, SHRINK, |setting, dice| agree(setting, dice, Mistake::None)), Ok(()));
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
        let found = run(6_000, 0, |setting, dice| agree(setting, dice, mistake));
        assert!(found.is_err(), "nobody notices {mistake:?}");
    }
}

#[test]
fn the_normal_form_means_the_same() {
    let same = |setting: &Setting, dice: &mut Dice<'_>| {
        let (object, text, tree) = said(setting, dice, 4)?;
        let (world, env, catalogue) = (world(dice, setting), setting.env(), &setting.catalogue);
        let normal = push_not(tree.clone());
        for record in world.of(object) {
            let judge = |expr: &Expr| holds(expr, record.as_ref(), &env, catalogue);
            prop_assert_eq!(judge(&tree), judge(&normal), "{} as {}", text, to_text(&normal, catalogue));
        }
        Ok(())
    };
    assert_eq!(run(700, SHRINK, same), Ok(()));
}

#[test]
fn the_way_back_to_text_gives_the_same_tree() {
    let same = |setting: &Setting, dice: &mut Dice<'_>| {
        let (object, text, tree) = said(setting, dice, 2)?;
        let back = to_text(&tree, &setting.catalogue);
        let again = condition(&setting.catalogue, setting.object(object), &back, &setting.env());
        prop_assert_eq!(again, Ok(tree), "{} came back as {}", text, back);
        Ok(())
    };
    assert_eq!(run(700, SHRINK, same), Ok(()));
}

#[test]
fn a_value_comes_back_from_its_text() {
    let same = |setting: &Setting, dice: &mut Dice<'_>| {
        let object = &setting.asked()[dice.below(setting.asked().len())];
        let text = random_text::term(dice, setting, object);
        let read = |text: &str| operand(&setting.catalogue, setting.object(object), text, &setting.env());
        let (tree, _) = read(&text).map_err(|faults| TestCaseError::fail(format!("{text}: {faults:?}")))?;
        let back = operand_text(&tree, &setting.catalogue);
        prop_assert_eq!(read(&back).map(|(tree, _)| tree), Ok(tree), "{} is {}", text, back);
        Ok(())
    };
    assert_eq!(run(300, SHRINK, same), Ok(()));
}
