//! What is known of all objects once their fields are read: references in the rest of the files are checked against it.

use indexmap::IndexMap;

use super::sheet::Sheet;
use super::table::{Table, Word};
use crate::fault::nearest;
use crate::{Field, Kind, Name, Need, Problem, Relation, RollupFunction, Thing};

/// A field that was read, and whether its kind is certain (a faulty field keeps its name, so that it is blamed once).
pub(super) struct DraftField {
    pub field: Field,
    pub line: u32,
    pub sure: bool,
    /// The words of a rollup, resolved when all relations are known.
    pub rollup: Option<RollupWords>,
}

pub(super) struct RollupWords {
    pub function: RollupFunction,
    pub relation: Word,
    pub field: Option<Word>,
    pub filter: Option<Word>,
    /// Dotted keys of the rollup's table.
    pub path: String,
}

pub(super) struct Draft<'s> {
    pub sheet: &'s Sheet<'s>,
    pub name: Name,
    pub plural: Name,
    pub fields: IndexMap<Name, DraftField>,
    /// Fields that are kept and not used any more.
    pub retired: IndexMap<Name, DraftField>,
    pub relations: IndexMap<Name, Relation>,
}

#[derive(Default)]
pub(super) struct Known<'s> {
    pub drafts: IndexMap<Name, Draft<'s>>,
    /// Objects that are kept and not used any more.
    pub retired: IndexMap<Name, Draft<'s>>,
}

impl Known<'_> {
    /// The object of this name; a fault when there never was one. What names a retired object waits for its return.
    pub fn object(&self, table: &Table<'_>, word: &Word) -> Option<&Draft<'_>> {
        let found = self.drafts.get(&word.text);
        if found.is_none() && !self.retired.contains_key(&word.text) {
            let known = nearest(&word.text, self.drafts.keys().map(|name| &**name));
            table.sheet.fault(word.line, unknown(Thing::Object, word, "catalogue", known));
        }
        found
    }

    /// Whether nothing that is at fault can meet in this expression: it would be blamed for the fault of another line.
    pub fn may_be_checked(&self, expression: &str) -> bool {
        let words = |text: &str, name: &str| {
            text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == name)
        };
        let mut fields = self.drafts.values().flat_map(|draft| draft.fields.values());
        !self.drafts.values().any(|draft| draft.sheet.broken)
            && !fields.any(|draft| !draft.sure && words(expression, &draft.field.name))
    }

    /// The field of this object; a fault when there is none. Nothing is said of objects and fields that are themselves at fault.
    pub fn field(&self, table: &Table<'_>, object: &str, word: &Word) -> Option<&Field> {
        let draft = self.drafts.get(object)?;
        if let Some(found) = draft.fields.get(&word.text) {
            return found.sure.then_some(&found.field);
        }
        if draft.retired.contains_key(&word.text) {
            let problem = Problem::Retired { field: word.text.to_string(), object: object.to_owned() };
            table.sheet.fault(word.line, problem);
            return None;
        }
        if !draft.sheet.broken {
            let known = nearest(&word.text, draft.fields.keys().map(|name| &**name));
            table.sheet.fault(word.line, unknown(Thing::Field, word, object, known));
        }
        None
    }

    /// Notes a fault when a name is no field of the object; keeps the names. Retired fields keep their place and do not show.
    pub fn fields(&self, table: &Table<'_>, object: &str, words: &[Word]) -> Vec<Name> {
        let is_retired =
            |word: &&Word| self.drafts.get(object).is_some_and(|draft| draft.retired.contains_key(&word.text));
        let living: Vec<&Word> = words.iter().filter(|word| !is_retired(word)).collect();
        for word in &living {
            self.field(table, object, word);
        }
        living.iter().map(|word| word.text.clone()).collect()
    }

    pub fn relation(&self, table: &Table<'_>, object: &str, word: &Word) -> Option<&Relation> {
        let draft = self.drafts.get(object)?;
        let found = draft.relations.get(&word.text);
        // A broken file elsewhere may be the one that makes the relation.
        if found.is_none() && !self.drafts.values().any(|d| d.sheet.broken) {
            let known = nearest(&word.text, draft.relations.keys().map(|name| &**name));
            table.sheet.fault(word.line, unknown(Thing::Relation, word, object, known));
        }
        found
    }
}

pub(super) fn unknown(what: Thing, word: &Word, place: &str, known: String) -> Problem {
    Problem::UnknownName { what, name: word.text.to_string(), place: place.to_owned(), known }
}

/// Kinds one can add up.
pub(super) fn is_number(kind: &Kind) -> bool {
    use Kind::{Decimal, Duration, Integer, Money, Percent};
    matches!(kind.value_kind(), Integer { .. } | Decimal { .. } | Money | Percent { .. } | Duration)
}

/// Kinds that have a first and a last.
pub(super) fn is_ordered(kind: &Kind) -> bool {
    is_number(kind) || is_dated(kind)
}

pub(super) fn is_dated(kind: &Kind) -> bool {
    matches!(kind.value_kind(), Kind::Date | Kind::Instant)
}

/// Notes that a field's kind does not fit its place.
pub(super) fn misfit(table: &Table<'_>, key: &str, line: u32, field: &Field, wanted: Need) {
    let problem = Problem::WrongKind {
        field: field.name.to_string(),
        kind: field.kind.value_kind().as_str().to_owned(),
        key: key.to_owned(),
        wanted,
    };
    table.sheet.fault(line, problem);
}
