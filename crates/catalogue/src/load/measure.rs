//! Measures: figures defined once, with unit and method. `[measures.<name>]` with exactly one method.

use indexmap::IndexMap;

use super::known::{Draft, Known, is_number, is_ordered, misfit};
use super::sheet::is_good_name;
use super::table::Table;
use super::view::expect_one_of;
use crate::{Field, Kind, Measure, Method, Name, Need, Problem, Thing, Unit, Wants};

const METHODS: [&str; 7] = ["count", "sum", "average", "median", "min", "max", "ratio"];
const KEYS: [&str; 9] = ["count", "sum", "average", "median", "min", "max", "ratio", "where", "unit"];

pub(super) fn read_all(root: &Table<'_>, draft: &Draft<'_>, known: &Known<'_>) -> IndexMap<Name, Measure> {
    let tables = root.children("measures");
    let names: Vec<Name> = tables.iter().map(|(name, _)| name.clone()).collect();
    let read = tables.iter().filter_map(|(name, table)| {
        table.expect_keys(&KEYS);
        Some((name.clone(), read(table, name, draft, known, &names)?))
    });
    read.collect()
}

fn read(table: &Table<'_>, name: &Name, draft: &Draft<'_>, known: &Known<'_>, names: &[Name]) -> Option<Measure> {
    let filter = table.expression("where", &draft.name, Wants::Condition);
    let word = table.only_one(&METHODS)?;
    let (method, natural) = match word {
        "count" => (count(table)?, Unit::Count),
        "ratio" => (ratio(table, draft, names)?, Unit::Percent),
        _ => over_field(table, word, draft, known)?,
    };
    let unit = unit(table, word, &natural).unwrap_or(natural);
    Some(Measure { name: name.clone(), method, filter, unit })
}

fn count(table: &Table<'_>) -> Option<Method> {
    let counted = table.flag("count");
    if !counted {
        table.fault("count", Problem::Empty { key: "count".to_owned() });
    }
    counted.then_some(Method::Count)
}

fn ratio(table: &Table<'_>, draft: &Draft<'_>, names: &[Name]) -> Option<Method> {
    let parts = table.table("ratio")?;
    parts.expect_keys(&["of", "to"]);
    if table.value("where").is_some() {
        table.fault("where", Problem::NotForKind { key: "where".to_owned(), kind: "ratio".to_owned() });
    }
    let (of, to) = (parts.required_word("of"), parts.required_word("to"));
    for word in [&of, &to].into_iter().flatten() {
        expect_one_of(&parts, Thing::Measure, word, &draft.name, names.iter());
    }
    Some(Method::Ratio { of: of?.text, to: to?.text })
}

fn over_field(table: &Table<'_>, word: &str, draft: &Draft<'_>, known: &Known<'_>) -> Option<(Method, Unit)> {
    let name = table.word(word)?;
    let field = known.field(table, &draft.name, &name)?;
    let extreme = matches!(word, "min" | "max");
    if !(is_number(&field.kind) || extreme && is_ordered(&field.kind)) {
        let wanted = if extreme { Need::Ordered } else { Need::Number };
        misfit(table, word, name.line, field, wanted);
        return None;
    }
    let method = match word {
        "sum" => Method::Sum(name.text),
        "average" => Method::Average(name.text),
        "median" => Method::Median(name.text),
        "min" => Method::Min(name.text),
        _ => Method::Max(name.text),
    };
    Some((method, unit_of(field)))
}

/// The unit that a figure over this field has when the file does not say.
fn unit_of(field: &Field) -> Unit {
    match field.kind.value_kind() {
        Kind::Money => Unit::Money,
        Kind::Percent { .. } => Unit::Percent,
        Kind::Integer { unit: Some(unit), .. } | Kind::Decimal { unit: Some(unit), .. } => named(unit),
        other => Unit::Other(other.as_str().into()),
    }
}

fn named(unit: &Name) -> Unit {
    match &**unit {
        "count" => Unit::Count,
        "money" => Unit::Money,
        "percent" => Unit::Percent,
        "days" => Unit::Days,
        _ => Unit::Other(unit.clone()),
    }
}

/// A stated unit. Money stays money, and nothing else becomes it: only a ratio may say what it likes.
fn unit(table: &Table<'_>, method: &str, natural: &Unit) -> Option<Unit> {
    let word = table.word("unit")?;
    if !is_good_name(&word.text) {
        table.sheet.fault(word.line, Problem::BadName { name: word.text.to_string() });
        return None;
    }
    let stated = named(&word.text);
    if method != "ratio" && (stated == Unit::Money) != (*natural == Unit::Money) {
        let problem = Problem::WrongUnit {
            unit: word.text.to_string(),
            method: method.to_owned(),
            right: word_of(natural).to_owned(),
        };
        table.sheet.fault(word.line, problem);
    }
    Some(stated)
}

fn word_of(unit: &Unit) -> &str {
    match unit {
        Unit::Count => "count",
        Unit::Money => "money",
        Unit::Percent => "percent",
        Unit::Days => "days",
        Unit::Other(name) => name,
    }
}
