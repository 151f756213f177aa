//! A company's own files over those of the product: an overlay of differences. It only adds: fields, measures, segments,
//! options, columns, grants, files of its own. What it adds to something of the product has a name that begins with `x_`, which
//! nothing of the product ever has: so a later version of the product meets none of it. How it arranges what the product has
//! (stages, columns, sections, menus) may name what a later version has no more: that is left out, and said of whoever writes it.

mod stages;

use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};

use super::sheet::{Folder, Sheet, place};
use crate::{Holder, Problem};

/// How every name begins that a company adds to something of the product.
pub const OWN: &str = "x_";

/// Tables of an object file whose children an overlay may add.
const ADDED: [&str; 3] = ["fields", "measures", "segments"];
/// What an overlay may say of a field of the product, besides further options and aliases.
const SAID_OF_FIELDS: [&str; 7] =
    ["required", "required_when", "asked_when", "default", "indexed", "options", "aliases"];

/// One file of the product, with the company's differences to it; or a file of the company's own.
pub(super) struct Source<'t> {
    pub path: &'t str,
    pub text: &'t str,
    /// A file of the company alone.
    pub is_own: bool,
    pub own: Option<Own<'t>>,
}

/// Differences, with blanks before them as long as the text they lie over: so each place in either has a number of its own.
pub(super) struct Own<'t> {
    pub path: &'t str,
    pub padded: String,
}

/// Each file of the product with its differences, then the files that are the company's own.
pub(super) fn sources<'t, P: AsRef<str>, T: AsRef<str>>(
    product: &'t [(P, T)],
    own: &'t [(String, String)],
) -> Vec<Source<'t>> {
    let same = |a: &str, b: &str| place(a).is_some() && place(a) == place(b);
    let mut out: Vec<Source<'t>> = Vec::new();
    for (path, text) in product {
        let (path, text) = (path.as_ref(), text.as_ref());
        let padded = |differences: &str| format!("{}\n{differences}", " ".repeat(text.len()));
        let over = own.iter().find(|(other, _)| same(other, path));
        let over = over.map(|(path, differences)| Own { path, padded: padded(differences) });
        out.push(Source { path, text, is_own: false, own: over });
    }
    let is_over = |path: &str| product.iter().any(|(other, _)| same(other.as_ref(), path));
    let alone = own.iter().filter(|(path, _)| !is_over(path));
    out.extend(alone.map(|(path, text)| Source { path, text, is_own: true, own: None }));
    out
}

/// A name that a company gives must not meet one that the product has or will have.
pub(super) fn expect_own_name(sheet: &Sheet<'_>, line: u32, name: &str) {
    if !name.starts_with(OWN) {
        sheet.fault(line, Problem::OwnName { name: name.to_owned() });
    }
}

/// The product leaves the names of a company alone.
pub(super) fn refuse_own_names(sheet: &Sheet<'_>, root: &DeTable<'_>) {
    let tables = root.iter().filter(|(key, _)| ADDED.contains(&key.get_ref().as_ref()));
    let names = tables.filter_map(|(_, value)| value.get_ref().as_table()).flat_map(|table| table.keys());
    for name in names.filter(|name| name.get_ref().starts_with(OWN)) {
        let problem = Problem::Reserved { name: name.get_ref().to_string(), by: Holder::Company };
        sheet.fault(sheet.line(name.span().start), problem);
    }
}

type Key<'t> = Spanned<DeString<'t>>;
type Values<'t> = Spanned<DeValue<'t>>;

/// Lays the differences over a file of the product; what would change it is noted and left out.
pub(super) fn lay_over<'t>(sheet: &Sheet<'_>, root: &mut DeTable<'t>, differences: DeTable<'t>) {
    for (key, value) in differences {
        match (sheet.folder, key.get_ref().as_ref()) {
            (Folder::Objects, name) if ADDED.contains(&name) => add_children(sheet, root, key, value),
            (Folder::Objects, "list" | "board") => add_lists(sheet, root, key, value),
            (Folder::Objects, "card") => add_to_card(sheet, root, key, value),
            (Folder::Objects, "duplicate_keys") | (Folder::Roles, "grants" | "hides") => {
                append(sheet, root, key, value)
            }
            (Folder::Roles, "menu") => {
                root.insert(key, value);
            }
            _ => refuse(sheet, &key),
        }
    }
}

fn refuse(sheet: &Sheet<'_>, key: &Key<'_>) {
    let problem = Problem::OnlyAdds { key: key.get_ref().to_string() };
    sheet.fault(sheet.line(key.span().start), problem);
}

fn child<'a, 't>(table: &'a mut DeTable<'t>, key: &str) -> Option<&'a mut Values<'t>> {
    table.iter_mut().find(|(known, _)| known.get_ref() == key).map(|(_, value)| value)
}

/// The table of this name, made when it is not there; `None` when something else stands there.
fn table<'a, 't>(root: &'a mut DeTable<'t>, key: Key<'t>) -> Option<&'a mut DeTable<'t>> {
    if child(root, key.get_ref()).is_none() {
        root.insert(key.clone(), Spanned::new(key.span(), DeValue::Table(DeTable::new())));
    }
    match child(root, key.get_ref())?.get_mut() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

fn add_children<'t>(sheet: &Sheet<'_>, root: &mut DeTable<'t>, key: Key<'t>, value: Values<'t>) {
    let is_fields = key.get_ref() == "fields";
    let DeValue::Table(children) = value.into_inner() else { return refuse(sheet, &key) };
    let Some(known) = table(root, key) else { return };
    for (name, value) in children {
        let line = sheet.line(name.span().start);
        match (child(known, name.get_ref()).map(Spanned::get_mut), value.get_ref()) {
            (None, _) => {
                expect_own_name(sheet, line, name.get_ref());
                known.insert(name, value);
            }
            (Some(DeValue::Table(field)), DeValue::Table(_)) if is_fields => {
                if let DeValue::Table(said) = value.into_inner() {
                    add_to_field(sheet, field, said);
                }
            }
            _ => refuse(sheet, &name),
        }
    }
}

fn add_to_field<'t>(sheet: &Sheet<'_>, field: &mut DeTable<'t>, said: DeTable<'t>) {
    stages::arrange(sheet, field, &said);
    for (key, value) in said {
        match key.get_ref().as_ref() {
            "stages" | "stage_order" => {}
            "options" => {
                expect_own_options(sheet, &value);
                append(sheet, field, key, value);
            }
            "aliases" => append(sheet, field, key, value),
            name if SAID_OF_FIELDS.contains(&name) && child(field, name).is_none() => {
                field.insert(key, value);
            }
            _ => refuse(sheet, &key),
        }
    }
}

/// A further option: its id alone, or a table with its id.
fn expect_own_options(sheet: &Sheet<'_>, value: &Values<'_>) {
    for item in value.get_ref().as_array().into_iter().flat_map(|list| list.iter()) {
        let id = match item.get_ref() {
            DeValue::Table(option) => option.iter().find(|(key, _)| key.get_ref() == "id").map(|(_, id)| id),
            _ => Some(item),
        };
        if let Some(id) = id.and_then(|id| id.get_ref().as_str()) {
            expect_own_name(sheet, sheet.line_of(item), id);
        }
    }
}

/// Each key of the table is a list, which grows.
fn add_lists<'t>(sheet: &Sheet<'_>, root: &mut DeTable<'t>, key: Key<'t>, value: Values<'t>) {
    let DeValue::Table(lists) = value.into_inner() else { return refuse(sheet, &key) };
    let Some(known) = table(root, key) else { return };
    for (key, value) in lists {
        match key.get_ref().as_ref() {
            "columns" | "filters" | "tile" => append(sheet, known, key, value),
            "layout" => {
                known.insert(key, value);
            }
            _ => refuse(sheet, &key),
        }
    }
}

/// Fields join the section of that name; another section comes after those of the product.
fn add_to_card<'t>(sheet: &Sheet<'_>, root: &mut DeTable<'t>, key: Key<'t>, value: Values<'t>) {
    let DeValue::Table(lists) = value.into_inner() else { return refuse(sheet, &key) };
    let Some(card) = table(root, key) else { return };
    for (key, value) in lists {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("related", _) => append(sheet, card, key, value),
            ("layout" | "folded", _) => {
                card.insert(key, value);
            }
            ("sections", DeValue::Array(sections)) => {
                for section in sections.iter() {
                    add_section(sheet, card, &key, section);
                }
            }
            _ => refuse(sheet, &key),
        }
    }
}

fn add_section<'t>(sheet: &Sheet<'_>, card: &mut DeTable<'t>, key: &Key<'t>, section: &Values<'t>) {
    let name_of = |section: &DeValue<'t>| {
        let table = section.as_table()?;
        table
            .iter()
            .find(|(key, _)| key.get_ref() == "name")
            .and_then(|(_, name)| Some(name.get_ref().as_str()?.to_owned()))
    };
    let sections = child(card, "sections").map(Spanned::get_mut);
    let same = sections.and_then(|value| match value {
        DeValue::Array(known) => known.iter_mut().find(|known| name_of(known.get_ref()) == name_of(section.get_ref())),
        _ => None,
    });
    match (same.map(Spanned::get_mut), section.get_ref()) {
        (Some(DeValue::Table(known)), DeValue::Table(more)) => {
            for (key, value) in more.iter().filter(|(key, _)| key.get_ref() == "fields") {
                append(sheet, known, key.clone(), value.clone());
            }
        }
        _ => {
            let mut list = DeArray::new();
            list.push(section.clone());
            append(sheet, card, key.clone(), Spanned::new(section.span(), DeValue::Array(list)));
        }
    }
}

/// A list grows; where there was none, it is there now.
fn append<'t>(sheet: &Sheet<'_>, table: &mut DeTable<'t>, key: Key<'t>, value: Values<'t>) {
    match child(table, key.get_ref()).map(Spanned::get_mut) {
        None => {
            table.insert(key, value);
        }
        Some(DeValue::Array(known)) => {
            let DeValue::Array(more) = value.into_inner() else { return refuse(sheet, &key) };
            more.into_iter().for_each(|item| known.push(item));
        }
        Some(_) => refuse(sheet, &key),
    }
}
