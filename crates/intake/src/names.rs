//! Names and choices of all files against each other and against the base: each odd spelling is told once, however many
//! rows it has.

use std::collections::{BTreeMap, HashMap};

use catalogue::{Catalogue, Field, Kind, Name, Object};

use crate::draft::Draft;
use crate::mapping::key_field;
use crate::propose::Known;
use crate::spelling::{self, Choice};
use crate::{ColumnPlan, Flag, Plan, Said, Spelling, Weight};

/// Spellings over all files, each told once however many rows it has.
pub(crate) fn spellings(
    catalogue: &Catalogue,
    drafts: &[Draft<'_>],
    known: &Known,
    plan: Option<&Plan>,
) -> (Vec<Spelling>, Vec<Flag>) {
    let names = Names::collect(catalogue, drafts, known);
    let mut told = Told { plan, spellings: Vec::new(), flags: Vec::new() };
    for draft in drafts.iter().filter(|d| d.plan.included) {
        for column in &draft.plan.columns {
            let Some(target) = &column.target else { continue };
            let Some(part) = draft.plan.parts.iter().find(|p| p.name == target.part) else { continue };
            let Some(object) = catalogue.object(&part.object) else { continue };
            let Some(field) = object.field(&target.field) else { continue };
            let place = Place { draft, column, object, field };
            for (written, cells) in written(draft, column.column) {
                match meant(&names, object, field, &written) {
                    Meant::AsWritten => {}
                    Meant::Nothing => told.unknown(&place, &written, cells),
                    Meant::Instead(meant) => told.near(&place, written, meant, cells),
                }
            }
        }
    }
    (told.spellings, told.flags)
}

/// What a text stands for.
enum Meant {
    AsWritten,
    Instead(String),
    /// None of the choices.
    Nothing,
}

fn meant(names: &Names, object: &Object, field: &Field, written: &str) -> Meant {
    let instead = |meant: Option<String>| meant.map_or(Meant::AsWritten, Meant::Instead);
    match &field.kind {
        Kind::Choice { .. } | Kind::Stage { .. } => match spelling::choice(object, field, written) {
            Choice::Known(_) => Meant::AsWritten,
            Choice::Near(id) => Meant::Instead(id.to_string()),
            Choice::Unknown => Meant::Nothing,
        },
        _ if field.name.ends_with("country") => instead(spelling::country(written).map(str::to_owned)),
        _ if key_field(object).is_some_and(|k| k.name == field.name) => instead(names.meant(&object.name, written)),
        _ => Meant::AsWritten,
    }
}

/// The column in which something was written.
struct Place<'a> {
    draft: &'a Draft<'a>,
    column: &'a ColumnPlan,
    object: &'a Object,
    field: &'a Field,
}

impl Place<'_> {
    fn flag(&self, code: &str, what: Said, cells: Vec<String>) -> Flag {
        let flag = Flag::new(code, Weight::Check, what);
        flag.at(&self.draft.plan.file, &self.draft.plan.sheet, Some(&self.column.header)).cells(cells)
    }

    fn is_of(&self, spelling: &Spelling, written: &str) -> bool {
        spelling.object == self.object.name && spelling.field == self.field.name && spelling.written == written
    }
}

/// What was told so far.
struct Told<'a> {
    plan: Option<&'a Plan>,
    spellings: Vec<Spelling>,
    flags: Vec<Flag>,
}

impl Told<'_> {
    fn unknown(&mut self, place: &Place<'_>, written: &str, cells: Vec<String>) {
        let what =
            Said::new("intake-flag-unknown-choice").with("written", written).with("header", &place.column.header);
        self.flags.push(place.flag("unknown_choice", what, cells));
    }

    fn near(&mut self, place: &Place<'_>, written: String, meant: String, cells: Vec<String>) {
        let rows = u64::try_from(cells.len()).unwrap_or(u64::MAX);
        if let Some(there) = self.spellings.iter_mut().find(|s| place.is_of(s, &written)) {
            there.rows += rows;
            return;
        }
        let what = Said::new("intake-flag-near-spelling");
        let what = what.with("written", &written).with("meant", &meant).with("count", rows);
        let proposal = Said::new("intake-propose-same-spelling").with("meant", &meant);
        self.flags.push(place.flag("near_spelling", what, cells).propose(proposal));
        let before = self.plan.and_then(|p| p.spellings.iter().find(|s| place.is_of(s, &written)));
        self.spellings.push(Spelling {
            object: place.object.name.clone(),
            field: place.field.name.clone(),
            written,
            meant,
            rows,
            accepted: before.is_none_or(|b| b.accepted),
            decided: before.is_some_and(|b| b.decided),
        });
    }
}

/// Different texts of a column with the addresses of their cells, in order of appearance.
fn written(draft: &Draft<'_>, column: u32) -> Vec<(String, Vec<String>)> {
    let mut texts: indexmap::IndexMap<String, Vec<String>> = indexmap::IndexMap::new();
    for row in &draft.table.data {
        let shown = row.value(column).shown();
        let shown = shown.trim();
        if !shown.is_empty() {
            texts.entry(shown.to_owned()).or_default().push(crate::address(column, row.number));
        }
    }
    texts.into_iter().collect()
}

/// Which names there are of each object, and which of them stand for which.
struct Names(HashMap<Name, BTreeMap<String, String>>);

impl Names {
    fn collect(catalogue: &Catalogue, drafts: &[Draft<'_>], known: &Known) -> Self {
        let mut masters: HashMap<Name, Vec<String>> = known.clone();
        let mut mentions: HashMap<Name, HashMap<String, u64>> = HashMap::new();
        for draft in drafts.iter().filter(|d| d.plan.included) {
            let main = draft.plan.parts.last().map(|p| p.name.clone()).unwrap_or_default();
            for column in &draft.plan.columns {
                let Some(target) = &column.target else { continue };
                let Some(part) = draft.plan.parts.iter().find(|p| p.name == target.part) else { continue };
                let Some(object) = catalogue.object(&part.object) else { continue };
                if key_field(object).is_none_or(|k| k.name != target.field) || matches!(&*object.name, "order" | "deal")
                {
                    continue;
                }
                for (name, cells) in written(draft, column.column) {
                    if target.part == main {
                        masters.entry(object.name.clone()).or_default().push(name);
                    } else {
                        *mentions.entry(object.name.clone()).or_default().entry(name).or_default() +=
                            u64::try_from(cells.len()).unwrap_or(1);
                    }
                }
            }
        }
        let meant = mentions.into_iter().map(|(object, counts)| {
            let found = match masters.get(&object) {
                Some(masters) => spelling::near_names(counts.keys().map(String::as_str), masters),
                None => spelling::twins(&counts),
            };
            (object, found)
        });
        Self(meant.collect())
    }

    fn meant(&self, object: &Name, written: &str) -> Option<String> {
        self.0.get(object)?.get(written).cloned()
    }
}
