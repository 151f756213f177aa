//! Measures: figures defined once, with unit and method. `[measures.<name>]` with exactly one method.

use indexmap::IndexMap;

use super::kind::needs_one;
use super::known::{Draft, Known, is_number, is_ordered, misfit};
use super::sheet::is_good_name;
use super::table::Table;
use super::view::expect_one_of;
use crate::{Field, Kind, Measure, Method, Name, Problem, Unit, Wants};

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
    let given: Vec<&str> = METHODS.into_iter().filter(|method| table.value(method).is_some()).collect();
    let &[word] = given.as_slice() else {
        needs_one(table, &METHODS.join(", "));
        return None;
    };
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
        expect_one_of(&parts, "measure", word, &draft.name, names.iter());
    }
    Some(Method::Ratio { of: of?.text, to: to?.text })
}

fn over_field(table: &Table<'_>, word: &str, draft: &Draft<'_>, known: &Known<'_>) -> Option<(Method, Unit)> {
    let name = table.word(word)?;
    let field = known.field(table, &draft.name, &name)?;
    let extreme = matches!(word, "min" | "max");
    if !(is_number(&field.kind) || extreme && is_ordered(&field.kind)) {
        let wanted = if extreme { "a number, money, a date or an instant" } else { "a number or money" };
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
    let money = (stated == Unit::Money, *natural == Unit::Money);
    if method != "ratio" && money.0 != money.1 {
        let wanted = if money.1 { "unit = \"money\"" } else { "a field of type money" };
        let problem = Problem::WrongKind {
            field: word.text.to_string(),
            kind: "another unit than the field has".to_owned(),
            key: method.to_owned(),
            wanted: wanted.to_owned(),
        };
        table.sheet.fault(word.line, problem);
    }
    Some(stated)
}
