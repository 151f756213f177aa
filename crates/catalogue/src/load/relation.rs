//! What spans objects: every reference makes a to-many relation on the other side, and rollups go over relations.

use super::known::{Draft, Known, RollupWords, is_number, is_ordered, unknown};
use crate::fault::nearest;
use crate::{ExpressionPlace, Kind, Name, Need, Problem, Relation, RollupFunction, Thing, Wants};

/// Makes `company.deals` from `deal.company`: named by `inverse`, or by the plural of the object that holds the reference.
/// System fields make none; a person field makes one only when it names it.
pub(super) fn connect(known: &mut Known<'_>) {
    let ends: Vec<(Name, Name, Relation, u32)> = known.drafts.values().flat_map(ends_of).collect();
    for (target, name, relation, line) in ends {
        let Some(draft) = known.drafts.get(&target) else { continue };
        let taken = draft.relations.get(&name).map(|other| format!("{}.{}", other.object, other.field));
        let taken = taken.or_else(|| draft.fields.contains_key(&name).then(|| target.to_string()));
        match taken {
            None => {
                let Some(draft) = known.drafts.get_mut(&target) else { continue };
                draft.relations.insert(name, relation);
            }
            Some(other) => {
                let Some(holder) = known.drafts.get(&relation.object) else { continue };
                let name = format!("{target}.{name}");
                holder.sheet.fault(line, Problem::Twice { what: Thing::Relation, name, other });
            }
        }
    }
}

fn ends_of(draft: &Draft<'_>) -> Vec<(Name, Name, Relation, u32)> {
    let declared = draft.fields.values().filter(|d| d.sure && !d.field.system);
    let ends = declared.filter_map(|d| {
        let target: Name = d.field.kind.target()?.into();
        let unnamed = (d.field.kind != Kind::Person).then(|| draft.plural.clone());
        let name = d.field.inverse.clone().or(unnamed)?;
        let relation = Relation { object: draft.name.clone(), field: d.field.name.clone() };
        Some((target, name, relation, d.line))
    });
    ends.collect()
}

/// Gives each rollup the kind of what it yields, and notes its condition, which is over the related object.
pub(super) fn resolve_rollups(known: &mut Known<'_>) {
    let mut resolved: Vec<(Name, Name, Option<Kind>)> = Vec::new();
    for draft in known.drafts.values() {
        for (name, field) in &draft.fields {
            if let Some(words) = &field.rollup {
                resolved.push((draft.name.clone(), name.clone(), resolve(known, draft, words)));
            }
        }
    }
    for (object, name, yields) in resolved {
        let Some(field) = known.drafts.get_mut(&object).and_then(|d| d.fields.get_mut(&name)) else { continue };
        match (yields, &mut field.field.kind) {
            (Some(yields), Kind::Rollup { kind, .. }) => **kind = yields,
            _ => field.sure = false,
        }
    }
}

/// `None` when the rollup is at fault (noted) or cannot be known.
fn resolve(known: &Known<'_>, draft: &Draft<'_>, words: &RollupWords) -> Option<Kind> {
    let root = draft.sheet.root();
    let relation = known.relation(&root, &draft.name, &words.relation)?;
    if let Some(filter) = &words.filter {
        draft.sheet.expression(ExpressionPlace {
            object: relation.object.clone(),
            key: format!("{}.where", words.path),
            text: filter.text.clone(),
            wants: Wants::Condition,
            file: draft.sheet.file.clone(),
            line: filter.line,
        });
    }
    let Some(word) = &words.field else { return Some(Kind::Integer { unit: None, indivisible: true }) };
    let other = known.drafts.get(&relation.object)?;
    let Some(found) = other.fields.get(&word.text) else {
        if !other.sheet.broken {
            let names = nearest(&word.text, other.fields.keys().map(|name| &**name));
            draft.sheet.fault(word.line, unknown(Thing::Field, word, &other.name, names));
        }
        return None;
    };
    if !found.sure {
        return None;
    }
    let (fits, wanted) = match words.function {
        RollupFunction::Sum => (is_number(&found.field.kind), Need::Number),
        _ => (is_ordered(&found.field.kind), Need::Ordered),
    };
    // A rollup of a rollup would be a join in a join for every row of a list.
    if fits && found.rollup.is_none() {
        return Some(found.field.kind.value_kind().clone());
    }
    let wanted = if found.rollup.is_some() { Need::NoRollup } else { wanted };
    let kind = found.field.kind.as_str();
    draft.sheet.fault(
        word.line,
        Problem::WrongKind { field: word.text.to_string(), kind: kind.to_owned(), key: "rollup".to_owned(), wanted },
    );
    None
}
