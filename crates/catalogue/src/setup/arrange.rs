//! How a company arranges what is there: the stages of a pipeline, the columns of a list, the sections of a card, the menu of a
//! role. Only what differs from the product is kept, so that a later version of it still says the rest.

use toml_edit::{Array, DocumentMut, InlineTable, Item, TableLike, Value};

use super::Setup;
use super::edit::{child, object_path};
use super::role::role_path;
use crate::words::labels::{option_key, section_key};
use crate::{Lang, MenuLayout, MenuPart, Name, Section, Stage};

/// Whose stages are arranged.
#[derive(Debug, Clone, Copy)]
pub enum StagesKept<'a> {
    /// Those of a field of the company's own stand in its own file, as they are.
    Own,
    /// Of a field of the product only the differences to these are kept.
    Over(&'a [Stage]),
}

impl Setup {
    /// Gives the field these stages in this order.
    pub fn arrange_stages(&mut self, object: &str, field: &str, kept: StagesKept<'_>, stages: &[Stage]) {
        self.edit(&object_path(object), |file| {
            let table = child(child(file, "fields"), field);
            let before = tables(table.get("stages"));
            let said = |stage: &Stage| {
                let known = before.iter().find(|entry| id(entry) == Some(&*stage.id)).cloned().unwrap_or_default();
                let product = match kept {
                    StagesKept::Own => None,
                    StagesKept::Over(product) => product.iter().find(|other| other.id == stage.id),
                };
                entry(known, stage, product)
            };
            let entries: Vec<Value> = stages.iter().filter_map(said).map(Value::InlineTable).collect();
            put(table, "stages", entries);
            let order: Vec<Value> = match kept {
                StagesKept::Over(product) if !is_in_order(product, stages) => {
                    stages.iter().map(|stage| Value::from(&*stage.id)).collect()
                }
                _ => Vec::new(),
            };
            put(table, "stage_order", order);
            sweep(child(file, "fields"), field);
            sweep(file, "fields");
        });
    }

    /// Gives an option or a stage another name in this language; a blank one gives back the product's.
    pub fn name_option(&mut self, lang: Lang, object: &str, field: &str, option: &str, label: &str) {
        self.say(lang, &option_key(object, field, option), label);
    }

    /// Gives a section of the card another name in this language; a blank one gives back the product's.
    pub fn name_section(&mut self, lang: Lang, object: &str, section: &str, label: &str) {
        self.say(lang, &section_key(object, section), label);
    }

    /// Whether the `list` or the `card` of the object has a layout of the company's own.
    #[must_use]
    pub fn arranges(&self, object: &str, view: &str) -> bool {
        let file = self.files.get(&object_path(object)).and_then(|text| text.parse::<DocumentMut>().ok());
        file.is_some_and(|file| file.get(view).and_then(|view| view.get("layout")).is_some())
    }

    /// The columns of the list, in this order; none gives back the product's.
    pub fn arrange_list(&mut self, object: &str, columns: &[Name]) {
        self.edit(&object_path(object), |file| {
            put(child(file, "list"), "layout", columns.iter().map(|name| Value::from(&**name)).collect());
            sweep(file, "list");
        });
    }

    /// The sections of the card, and the fields that a form keeps back; no sections give back the product's.
    pub fn arrange_card(&mut self, object: &str, sections: &[Section], folded: &[Name]) {
        let said = |section: &Section| {
            let mut table = InlineTable::new();
            table.insert("name", (&*section.name).into());
            table.insert("fields", Value::Array(section.fields.iter().map(|name| Value::from(&**name)).collect()));
            Value::InlineTable(table)
        };
        self.edit(&object_path(object), |file| {
            let card = child(file, "card");
            put(card, "layout", sections.iter().map(said).collect());
            put(card, "folded", folded.iter().map(|name| Value::from(&**name)).collect());
            sweep(file, "card");
        });
    }

    /// The menu of those who have a role; a layer that says nothing gives back the product's.
    pub fn arrange_menu(&mut self, role: &str, menu: &MenuLayout) {
        let names = |pages: &[Name]| pages.iter().map(|name| Value::from(&**name)).collect();
        self.edit(&role_path(role), |file| {
            let table = child(file, "menu");
            for part in MenuPart::ALL {
                put(table, part.as_str(), names(menu.part(part)));
            }
            put(table, "hidden", names(&menu.hidden));
            match &menu.begins {
                Some(begins) => table.insert("begins", toml_edit::value(begins.to_string())),
                None => table.remove("begins"),
            };
            sweep(file, "menu");
        });
    }
}

/// The entries of a list of tables, in either form.
fn tables(item: Option<&Item>) -> Vec<InlineTable> {
    match item {
        Some(Item::Value(Value::Array(list))) => {
            list.iter().filter_map(|value| Some(value.as_inline_table()?.clone())).collect()
        }
        Some(Item::ArrayOfTables(list)) => list.iter().map(|table| table.clone().into_inline_table()).collect(),
        _ => Vec::new(),
    }
}

fn id(entry: &InlineTable) -> Option<&str> {
    entry.get("id")?.as_str()
}

/// What is kept of a stage: all of it, or what differs from the product's; `None` when nothing does.
fn entry(known: InlineTable, stage: &Stage, product: Option<&Stage>) -> Option<InlineTable> {
    let mut out = InlineTable::new();
    out.insert("id", (&*stage.id).into());
    if product.is_none() {
        out.insert("outcome", stage.outcome.as_str().into());
    }
    if product.is_none_or(|product| product.probability != stage.probability) {
        out.insert("probability", i64::from(stage.probability).into());
    }
    if product.map_or(stage.retired, |product| product.retired != stage.retired) {
        out.insert("retired", stage.retired.into());
    }
    if let Some(aliases) = known.get("aliases") {
        out.insert("aliases", aliases.clone());
    }
    (product.is_none() || out.len() > 1).then_some(out)
}

/// Whether the order says itself: those of the product as they are there, and the company's own behind them. Open ones stand
/// before closed ones anyway.
fn is_in_order(product: &[Stage], stages: &[Stage]) -> bool {
    let mut natural: Vec<&Name> = product.iter().map(|stage| &stage.id).collect();
    natural.extend(stages.iter().map(|stage| &stage.id).filter(|id| !product.iter().any(|stage| stage.id == **id)));
    let is_open = |id: &Name| stages.iter().any(|stage| stage.id == *id && stage.outcome == crate::Outcome::Open);
    natural.sort_by_key(|id| !is_open(id));
    natural.into_iter().eq(stages.iter().map(|stage| &stage.id))
}

/// A list with a line each; an empty one is not there.
fn put(table: &mut dyn TableLike, key: &str, values: Vec<Value>) {
    if values.is_empty() {
        table.remove(key);
        return;
    }
    let mut list = Array::new();
    for mut value in values {
        value.decor_mut().set_prefix("\n  ");
        list.push_formatted(value);
    }
    list.set_trailing("\n");
    list.set_trailing_comma(true);
    table.insert(key, Item::Value(Value::Array(list)));
}

/// Takes out a table in which nothing is left.
fn sweep(table: &mut dyn TableLike, key: &str) {
    if table.get(key).and_then(Item::as_table_like).is_some_and(TableLike::is_empty) {
        table.remove(key);
    }
}
