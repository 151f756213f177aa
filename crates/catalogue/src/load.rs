//! From TOML files to the checked catalogue. Every file is read to its end and every fault is noted, so that one run tells
//! all. The format is in `docs/guide/catalogue.md`; the vocabulary is closed, and each list of keys stands where it is read.

mod calendar;
mod field;
mod finding;
mod kind;
mod known;
mod layout;
mod measure;
mod menu;
mod object;
mod overlay;
mod relation;
mod role;
mod sheet;
mod system;
mod table;
mod view;

use std::sync::Arc;

use indexmap::IndexMap;

use known::Known;
pub use overlay::OWN;
use overlay::{Source, sources};
pub(crate) use sheet::place;
use sheet::{Folder, Ledger, Sheet};

use crate::{Catalogue, CatalogueFault, Lang, Name, Object, Problem, Role, Setup, Thing, Words, fold_header};

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

impl Catalogue {
    /// This catalogue of the product with a company's own set-up laid over it.
    ///
    /// # Errors
    /// All faults, as of `load`; a place in a file of the set-up is told as of that file. What it arranged of an earlier
    /// version of the product and this one has no more is no fault here: it is left out.
    pub fn with_setup(&self, setup: Setup) -> Result<Catalogue, Vec<CatalogueFault>> {
        let (catalogue, mut faults) = self.survey_setup(setup);
        faults.retain(|fault| !fault.is_outlived());
        if faults.is_empty() { Ok(catalogue) } else { Err(faults) }
    }

    /// As `with_setup`, with what could be read beside the faults: see `survey`.
    pub fn survey_setup(&self, setup: Setup) -> (Catalogue, Vec<CatalogueFault>) {
        let mut faults = Vec::new();
        let own: Vec<(String, String)> = setup.declarations();
        let words = Words::with_own(&setup.words(), &mut faults);
        let (mut catalogue, found) = read(&self.product, &own);
        faults.extend(found);
        catalogue.product = Arc::clone(&self.product);
        catalogue.words = Arc::new(words);
        learn_labels(&mut catalogue);
        catalogue.setup = Arc::new(setup);
        (catalogue, faults)
    }
}

/// What could be read of the files, with all their faults. With faults, the catalogue is good for one thing only: to check
/// its expressions too, so that one run tells everything. Expressions that meet something faulty are left out of it.
pub fn survey<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> (Catalogue, Vec<CatalogueFault>) {
    let (mut catalogue, faults) = read(files, &[]);
    catalogue.product = files.iter().map(|(path, text)| (path.as_ref().into(), text.as_ref().into())).collect();
    (catalogue, faults)
}

fn read<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)], own: &[(String, String)]) -> (Catalogue, Vec<CatalogueFault>) {
    let ledger = Ledger::default();
    let sources: Vec<Source<'_>> = sources(files, own);
    let sheets: Vec<Sheet<'_>> = sources.iter().filter_map(|source| Sheet::read(&ledger, source)).collect();
    let sheets = without_twins(&sheets);
    let known = know_objects(&sheets);
    let objects = objects_in_menu_order(&known);
    let retired = known.retired.values().map(|draft| Arc::new(object::retired(draft))).collect();
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
    (Catalogue { objects, retired, roles, findings, expressions, ..Catalogue::default() }, faults)
}

/// What a company calls its own fields and options is what stands over the columns of its spreadsheets.
fn learn_labels(catalogue: &mut Catalogue) {
    let words = Arc::clone(&catalogue.words);
    for object in catalogue.objects.values_mut() {
        let own_object = object.name.starts_with(OWN);
        let object = Arc::make_mut(object);
        for field in object.fields.values_mut() {
            let is_own = own_object || field.name.starts_with(OWN);
            if is_own {
                let labels = Lang::ALL.map(|lang| words.field_label(lang, &object.name, &field.name));
                field.aliases.extend(labels.iter().map(|label| fold_header(label).into()));
            }
            let ids: Vec<Name> = field.kind.options().into_iter().cloned().collect();
            for id in ids {
                for lang in Lang::ALL {
                    let label = if is_own {
                        Some(words.option_label(lang, &object.name, &field.name, &id))
                    } else {
                        words.own_option_label(lang, &object.name, &field.name, &id)
                    };
                    let Some(label) = label else { continue };
                    field.option_aliases.entry(fold_header(&label).into()).or_insert_with(|| id.clone());
                }
            }
        }
    }
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
    let all: Vec<Name> = in_folder(sheets, Folder::Objects).map(|s| s.name.clone()).collect();
    let is_retired = |sheet: &&Sheet<'_>| sheet.root().flag("retired");
    let living =
        in_folder(sheets, Folder::Objects).filter(|s| !is_retired(s)).map(|s| s.name.clone()).collect::<Vec<_>>();
    for sheet in in_folder(sheets, Folder::Objects) {
        let (name, retired) = (sheet.name.clone(), is_retired(&sheet));
        let draft = field::read_all(sheet, if retired { &all } else { &living });
        if retired {
            sheet.forget_expressions("");
            known.retired.insert(name, draft);
        } else {
            known.drafts.insert(name, draft);
        }
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
