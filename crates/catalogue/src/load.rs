//! From TOML files to the checked catalogue. Every file is read to its end and every fault is noted, so that one run tells
//! all. The format is in `docs/guide/catalogue.md`; the vocabulary is closed, and each list of keys stands where it is read.

mod field;
mod finding;
mod kind;
mod known;
mod measure;
mod object;
mod relation;
mod role;
mod sheet;
mod system;
mod table;
mod view;

use std::sync::Arc;

use indexmap::IndexMap;

use known::Known;
use sheet::{Folder, Ledger, Sheet};

use crate::{Catalogue, CatalogueFault, Name, Object, Problem, Role, Thing};

/// Reads the files of a catalogue, each as its path (ending in `objects/<name>.toml`, `roles/<name>.toml` or
/// `findings/<name>.toml`) and its text.
///
/// # Errors
/// All faults of all files, by file and line. A file that is no TOML is told as such and then left alone, so that its
/// faults do not hide those of the others.
pub fn load<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> Result<Catalogue, Vec<CatalogueFault>> {
    let (catalogue, faults) = survey(files);
    if faults.is_empty() { Ok(catalogue) } else { Err(faults) }
}

/// What could be read of the files, with all their faults. With faults, the catalogue is good for one thing only: to check
/// its expressions too, so that one run tells everything. Expressions that meet something faulty are left out of it.
pub fn survey<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> (Catalogue, Vec<CatalogueFault>) {
    let ledger = Ledger::default();
    let sheets: Vec<Sheet<'_>> =
        files.iter().filter_map(|(path, text)| Sheet::read(&ledger, path.as_ref(), text.as_ref())).collect();
    let sheets = without_twins(&sheets);
    let known = know_objects(&sheets);
    let objects = objects_in_menu_order(&known);
    let roles: IndexMap<Name, Role> =
        in_folder(&sheets, Folder::Roles).map(|s| (s.name.clone(), role::read(s, &known))).collect();
    let findings = in_folder(&sheets, Folder::Findings)
        .filter_map(|s| Some((s.name.clone(), finding::read(s, &known, &objects, &roles)?)))
        .collect();
    let mut expressions = ledger.expressions.take();
    expressions.retain(|place| known.may_be_checked(&place.text));
    let mut faults = ledger.faults.take();
    faults.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    faults.dedup();
    (Catalogue { objects, roles, findings, expressions }, faults)
}

/// Two files of one folder with one name would hide each other.
fn without_twins<'s>(sheets: &'s [Sheet<'s>]) -> Vec<&'s Sheet<'s>> {
    let mut kept: Vec<&Sheet<'_>> = Vec::new();
    for sheet in sheets {
        match kept.iter().find(|k| k.folder == sheet.folder && k.name == sheet.name) {
            None => kept.push(sheet),
            Some(first) => sheet.fault(
                1,
                Problem::Twice { what: Thing::File, name: sheet.name.to_string(), other: first.file.to_string() },
            ),
        }
    }
    kept
}

fn in_folder<'a, 's>(sheets: &'a [&'s Sheet<'s>], folder: Folder) -> impl Iterator<Item = &'s Sheet<'s>> + 'a {
    sheets.iter().copied().filter(move |sheet| sheet.folder == folder)
}

/// Fields of all objects first, then what spans objects: everything read later is checked against them.
fn know_objects<'s>(sheets: &[&'s Sheet<'s>]) -> Known<'s> {
    let mut known = Known::default();
    let names: Vec<Name> = in_folder(sheets, Folder::Objects).map(|s| s.name.clone()).collect();
    for sheet in in_folder(sheets, Folder::Objects) {
        known.drafts.insert(sheet.name.clone(), field::read_all(sheet, &names));
    }
    relation::connect(&mut known);
    relation::resolve_rollups(&mut known);
    known
}

fn objects_in_menu_order(known: &Known<'_>) -> IndexMap<Name, Arc<Object>> {
    let mut objects: Vec<(i64, Object)> = known.drafts.values().map(|draft| object::read(draft, known)).collect();
    objects.sort_by(|a, b| (a.0, &a.1.name).cmp(&(b.0, &b.1.name)));
    objects.into_iter().map(|(_, object)| (object.name.clone(), Arc::new(object))).collect()
}
