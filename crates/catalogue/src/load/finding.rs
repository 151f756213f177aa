//! Findings: a condition, a segment or an analysis that finds records, what weighs them, and what mends them.

use std::sync::Arc;

use indexmap::IndexMap;

use super::known::{Known, is_dated, misfit};
use super::sheet::Sheet;
use super::table::{Table, Word};
use super::view::expect_one_of;
use crate::{ANALYSES, Field, Finding, FindingAction, Kind, Name, Need, Object, Role, Severity, Thing, Wants};

const KEYS: [&str; 12] = [
    "truth", "object", "where", "segment", "analysis", "unknown", "weight", "since", "by", "severity", "action",
    "owner",
];

const SEVERITIES: [(&str, Severity); 3] =
    [("note", Severity::Note), ("warning", Severity::Warning), ("grave", Severity::Grave)];

const ACTIONS: [(&str, FindingAction); 5] = [
    ("plan_task", FindingAction::PlanTask),
    ("transfer", FindingAction::Transfer),
    ("complete", FindingAction::Complete),
    ("merge", FindingAction::Merge),
    ("decide", FindingAction::Decide),
];

/// `None` when something it cannot do without is at fault (noted).
pub(super) fn read(
    sheet: &Sheet<'_>,
    known: &Known<'_>,
    objects: &IndexMap<Name, Arc<Object>>,
    roles: &IndexMap<Name, Role>,
) -> Option<Finding> {
    let root = sheet.root();
    root.expect_keys(&KEYS);
    root.expect("truth");
    let truth = root.integer("truth", 1, 10).and_then(|n| u8::try_from(n).ok());
    let severity = root.required_word("severity").and_then(|word| root.one_of("severity", &word, &SEVERITIES));
    let action = root.required_word("action").and_then(|word| root.one_of("action", &word, &ACTIONS));
    let owner = root.required_word("owner");
    if let Some(word) = &owner {
        expect_one_of(&root, Thing::Role, word, "catalogue", roles.keys());
    }
    let weight = root.required_word("weight");
    let object = root.required_word("object")?;
    let name = &known.object(&root, &object)?.name;
    let object = objects.get(name)?;
    let (filter, analysis) = what_finds(&root, object, known);
    if let Some(word) = &weight
        && !is_broken(known, name)
    {
        expect_one_of(&root, Thing::Measure, word, name, object.measures.keys());
    }
    let unknown = root.expression("unknown", name, Wants::Condition);
    let since = fitting(&root, known, name, "since", Need::Dated, |field| is_dated(&field.kind));
    let by = fitting(&root, known, name, "by", Need::Group, |field| is_group(&field.kind));
    Some(Finding {
        name: sheet.name.clone(),
        truth: truth?,
        object: name.clone(),
        filter,
        analysis,
        unknown,
        weight: weight?.text,
        since,
        by,
        severity: severity?,
        action: action?,
        owner: owner?.text,
    })
}

fn is_broken(known: &Known<'_>, object: &Name) -> bool {
    known.drafts.get(object).is_some_and(|draft| draft.sheet.broken)
}

/// The condition and the analysis: exactly one of them is there. A segment stands for its condition.
fn what_finds(root: &Table<'_>, object: &Object, known: &Known<'_>) -> (Option<Name>, Option<Name>) {
    root.only_one(&["where", "segment", "analysis"]);
    if let Some(word) = root.word("segment")
        && !is_broken(known, &object.name)
    {
        expect_one_of(root, Thing::Segment, &word, &object.name, object.segments.keys());
        return (object.segments.get(&word.text).map(|segment| segment.filter.clone()), None);
    }
    if let Some(word) = root.word("analysis") {
        root.one_of("analysis", &word, &ANALYSES.map(|name| (name, ())));
        return (None, Some(word.text));
    }
    (root.expression("where", &object.name, Wants::Condition), None)
}

fn fitting(
    root: &Table<'_>,
    known: &Known<'_>,
    object: &Name,
    key: &str,
    wanted: Need,
    fits: impl Fn(&Field) -> bool,
) -> Option<Name> {
    let Word { text, line } = root.word(key)?;
    let word = Word { text, line };
    if let Some(field) = known.field(root, object, &word)
        && !fits(field)
    {
        misfit(root, key, line, field, wanted);
    }
    Some(word.text)
}

fn is_group(kind: &Kind) -> bool {
    kind.target().is_some() || matches!(kind, Kind::Choice { .. } | Kind::Stage { .. } | Kind::Boolean)
}
