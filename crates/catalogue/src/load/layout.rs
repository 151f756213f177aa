//! How a company arranges the list and the card of a kind of record: `layout` beside what the product declares. It may name what
//! is there no more; what it does not name keeps its place, so that a field a later version brings is never lost.

use super::known::Draft;
use super::overlay::OWN;
use super::table::{Table, Word};
use crate::{Name, Problem, Section, Thing};

/// The fields that are there, each once; of one that never was or is no more, it is said.
fn living(table: &Table<'_>, draft: &Draft<'_>, words: Vec<Word>, taken: &mut Vec<Name>) -> Vec<Name> {
    let mut kept = Vec::new();
    for word in words {
        if !draft.fields.contains_key(&word.text) {
            if !draft.retired.contains_key(&word.text) {
                gone(table, Thing::Field, &word, &draft.name);
            }
        } else if !taken.contains(&word.text) {
            taken.push(word.text.clone());
            kept.push(word.text);
        }
    }
    kept
}

fn gone(table: &Table<'_>, what: Thing, word: &Word, place: &Name) {
    let problem = Problem::Gone { what, name: word.text.to_string(), place: place.to_string() };
    table.sheet.fault(word.line, problem);
}

/// The columns of the list: the first of those that were declared leads to the record, and stays the first.
pub(super) fn columns(table: &Table<'_>, draft: &Draft<'_>, first: Option<Name>) -> Vec<Name> {
    let mut columns = living(table, draft, table.words("layout"), &mut Vec::new());
    if let Some(first) = first {
        columns.retain(|column| *column != first);
        columns.insert(0, first);
    }
    columns
}

/// The sections as arranged. A field that is named in none stays in the section that it was declared in; a section that is
/// named nowhere comes after the others, as far as anything is left of it.
pub(super) fn sections(table: &Table<'_>, draft: &Draft<'_>, declared: Vec<Section>) -> Vec<Section> {
    let mut taken = Vec::new();
    let mut out: Vec<Section> = Vec::new();
    for section in table.tables("layout") {
        section.expect_keys(&["name", "fields"]);
        let Some(name) = section.required_word("name") else { continue };
        if !name.text.starts_with(OWN) && !declared.iter().any(|known| known.name == name.text) {
            gone(table, Thing::Section, &name, &draft.name);
            continue;
        }
        let fields = living(&section, draft, section.words("fields"), &mut taken);
        match out.iter_mut().find(|known| known.name == name.text) {
            Some(known) => known.fields.extend(fields),
            None => out.push(Section { name: name.text, fields }),
        }
    }
    for section in declared {
        let rest = section.fields.into_iter().filter(|field| !taken.contains(field));
        match out.iter_mut().find(|known| known.name == section.name) {
            Some(known) => known.fields.extend(rest),
            None => {
                let fields: Vec<Name> = rest.collect();
                if !fields.is_empty() {
                    out.push(Section { name: section.name, fields });
                }
            }
        }
    }
    out
}

/// The fields that a form shows when they are asked for: what must be filled in is not kept back.
pub(super) fn folded(table: &Table<'_>, draft: &Draft<'_>, sections: &[Section]) -> Vec<Name> {
    let shown = |name: &Name| sections.iter().any(|section| section.fields.contains(name));
    let free = |name: &Name| draft.fields.get(name).is_some_and(|draft| !draft.field.required);
    let fields = living(table, draft, table.words("folded"), &mut Vec::new());
    fields.into_iter().filter(|name| shown(name) && free(name)).collect()
}
