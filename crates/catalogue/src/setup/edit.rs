//! Changes of a set-up as a person means them: a field more, another name for it, a field retired. Each is an edit of the
//! text of its files, which keeps what else stands in them; whether the result holds is found where it is loaded.

use fluent_syntax::ast::{Entry, Resource};
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value, value};

use super::Setup;
use crate::words::labels::{field_key, option_key, plural_key};
use crate::{Lang, OWN};

/// A field to be added to an object.
#[derive(Debug, Clone, Default)]
pub struct NewField {
    /// The field's name; see `own_name`.
    pub name: String,
    /// The type, as it is written in a file: `text`, `money`, `choice`…
    pub kind: String,
    /// The object that a reference points to.
    pub to: Option<String>,
    /// Id and label of each option.
    pub options: Vec<(String, String)>,
    pub required: bool,
    pub unique: bool,
    pub search: bool,
    pub personal: bool,
    /// A column and a filter of the list, with an index.
    pub in_list: bool,
    /// Roles that never see it.
    pub hidden_from: Vec<String>,
    pub label: String,
    pub help: String,
}

/// An object to be added, whose records are called by a field `name`.
#[derive(Debug, Clone, Default)]
pub struct NewObject {
    pub name: String,
    pub label: String,
    pub plural: String,
    /// The label of its field `name`.
    pub called: String,
    pub icon: String,
    /// Owner, team and branch decide who sees a record; else every grant to read covers all.
    pub owned: bool,
    /// Role, actions and scope of those who may work with it.
    pub grants: Vec<(String, Vec<String>, String)>,
}

/// A name for something of a company, made from what people call it: Latin letters, digits and `_` after `x_`, and none of
/// those that are taken.
#[must_use]
pub fn own_name(label: &str, taken: &dyn Fn(&str) -> bool) -> String {
    let latin = any_ascii::any_ascii(label).to_ascii_lowercase();
    let plain: String = latin.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let mut words: String = plain.split_whitespace().collect::<Vec<_>>().join("_");
    words.truncate(36);
    let words = words.trim_matches('_');
    let base = format!("{OWN}{}", if words.is_empty() { "own" } else { words });
    let free = |name: &String| !taken(name);
    let numbered = (2_u32..).map(|n| format!("{base}_{n}"));
    std::iter::once(base.clone()).chain(numbered).find(free).unwrap_or(base)
}

impl Setup {
    /// Adds the field to its object, with its words in this language.
    pub fn add_field(&mut self, lang: Lang, object: &str, field: &NewField) {
        self.edit(&object_path(object), |file| {
            child(file, "fields").insert(&field.name, Item::Table(field_table(field)));
            if field.in_list {
                let list = child(file, "list");
                // Where the columns are arranged, what is not named there is no column.
                let arranged = list.contains_key("layout").then_some("layout");
                for name in ["columns", "filters"].into_iter().chain(arranged) {
                    push(list, name, field.name.as_str().into());
                }
            }
        });
        for role in &field.hidden_from {
            let hidden = format!("{object}.{}", field.name);
            self.edit(&format!("roles/{role}.toml"), |file| push(file, "hides", hidden.into()));
        }
        self.rename_field(lang, object, &field.name, &field.label, &field.help);
        for (id, label) in &field.options {
            self.say(lang, &option_key(object, &field.name, id), label);
        }
    }

    /// Gives an own field another label and help in this language; a blank one takes it out.
    pub fn rename_field(&mut self, lang: Lang, object: &str, field: &str, label: &str, help: &str) {
        let key = field_key(object, field);
        self.say(lang, &key, label);
        self.say(lang, &format!("{key}-help"), help);
    }

    /// Adds an option to a choice: its id and its label.
    pub fn add_option(&mut self, lang: Lang, object: &str, field: &str, option: (&str, &str)) {
        self.edit(&object_path(object), |file| push(child(child(file, "fields"), field), "options", option.0.into()));
        self.say(lang, &option_key(object, field, option.0), option.1);
    }

    /// Takes a field out of use; its values stay.
    pub fn retire_field(&mut self, object: &str, field: &str) {
        self.edit(&object_path(object), |file| {
            child(child(file, "fields"), field).insert("retired", value(true));
        });
    }

    /// Takes a retired field into use again, where it was.
    pub fn restore_field(&mut self, object: &str, field: &str) {
        self.edit(&object_path(object), |file| {
            child(child(file, "fields"), field).remove("retired");
        });
    }

    /// Adds an object with the one field that its records are called by.
    pub fn add_object(&mut self, lang: Lang, object: &NewObject) {
        self.edit(&object_path(&object.name), |file| {
            file.insert("title", value("{name}"));
            file.insert("visible", value(if object.owned { "owned" } else { "shared" }));
            file.insert("icon", value(object.icon.as_str()));
            file.insert("menu", value(true));
            child(file, "fields").insert("name", Item::Table(marked("text", &["required", "search", "indexed"])));
            let mut count = Table::new();
            count.insert("count", value(true));
            child(file, "measures").insert("count", Item::Table(count));
            let owned = |names: &[&str], more: &[&str]| -> Array {
                names.iter().chain(if object.owned { more } else { &[] }).copied().collect()
            };
            let list = child(file, "list");
            list.insert("columns", value(owned(&["name", "updated_at"], &["owner"])));
            list.insert("filters", value(owned(&["created_at"], &["owner", "team", "branch"])));
            list.insert("sort", value(owned(&["name"], &[])));
        });
        for (role, actions, scope) in &object.grants {
            let mut grant = InlineTable::new();
            grant.insert("object", object.name.as_str().into());
            grant.insert("actions", Value::Array(actions.iter().map(String::as_str).collect()));
            grant.insert("scope", scope.as_str().into());
            self.edit(&format!("roles/{role}.toml"), |file| push(file, "grants", Value::InlineTable(grant)));
        }
        self.rename_object(lang, &object.name, &object.label, &object.plural);
        self.say(lang, &field_key(&object.name, "name"), &object.called);
        self.say(lang, &format!("{}-m-count", object.name), &object.plural);
    }

    /// Gives an own object other names in this language.
    pub fn rename_object(&mut self, lang: Lang, object: &str, label: &str, plural: &str) {
        self.say(lang, object, label);
        self.say(lang, &plural_key(object), plural);
    }

    /// Takes an own object out of use; its records stay.
    pub fn retire_object(&mut self, object: &str) {
        self.edit(&object_path(object), |file| {
            file.insert("retired", value(true));
        });
    }

    /// Takes a retired object into use again.
    pub fn restore_object(&mut self, object: &str) {
        self.edit(&object_path(object), |file| {
            file.remove("retired");
        });
    }

    /// Edits the file at this path. A file that is no TOML is left as it is: loading it tells why.
    pub(super) fn edit(&mut self, path: &str, change: impl FnOnce(&mut dyn TableLike)) {
        let text = self.files.get(path).map_or("", String::as_str);
        let Ok(mut file) = text.parse::<DocumentMut>() else { return };
        change(file.as_table_mut());
        self.files.insert(path.to_owned(), file.to_string());
    }

    /// Takes the text of a key out of the words of a language that has any.
    pub(super) fn unsay(&mut self, lang: Lang, key: &str) {
        if self.files.contains_key(&words_path(lang)) {
            self.say(lang, key, "");
        }
    }

    /// Puts the text of a key into the words of a language; a blank one takes it out.
    pub(super) fn say(&mut self, lang: Lang, key: &str, text: &str) {
        let path = words_path(lang);
        let file = self.files.get(&path).cloned().unwrap_or_default();
        let mut words: Resource<&str> = fluent_syntax::parser::parse(file.as_str()).unwrap_or_else(|(words, _)| words);
        words.body.retain(|entry| !matches!(entry, Entry::Message(message) if message.id.name == key));
        let mut out = fluent_syntax::serializer::serialize(&words);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            out.push_str(&format!("{key} = {}\n", literal(&text)));
        }
        self.files.insert(path, out);
    }
}

/// The text as Fluent writes it: braces begin a place, so they are put into one.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_control()) {
        match c {
            '{' => out.push_str("{\"{\"}"),
            '}' => out.push_str("{\"}\"}"),
            c => out.push(c),
        }
    }
    out
}

fn words_path(lang: Lang) -> String {
    format!("locales/{}.ftl", lang.code())
}

pub(super) fn object_path(object: &str) -> String {
    format!("objects/{object}.toml")
}

fn field_table(field: &NewField) -> Table {
    let marks = [
        ("required", field.required),
        ("unique", field.unique),
        ("search", field.search),
        ("personal", field.personal),
        ("indexed", field.in_list),
    ];
    let marks: Vec<&str> = marks.into_iter().filter(|(_, is)| *is).map(|(mark, _)| mark).collect();
    let mut table = marked(&field.kind, &marks);
    if let Some(to) = &field.to {
        table.insert("to", value(to.as_str()));
    }
    if !field.options.is_empty() {
        let ids: Array = field.options.iter().map(|(id, _)| id.as_str()).collect();
        table.insert("options", value(ids));
    }
    table
}

fn marked(kind: &str, marks: &[&str]) -> Table {
    let mut table = Table::new();
    table.insert("type", value(kind));
    for mark in marks {
        table.insert(mark, value(true));
    }
    table
}

/// The table of this name in the file, made when it is not there. Where something else stands, it is replaced: a set-up that
/// was accepted has only tables there.
pub(super) fn child<'a>(table: &'a mut dyn TableLike, key: &str) -> &'a mut dyn TableLike {
    if !table.get(key).is_some_and(Item::is_table_like) {
        let mut made = Table::new();
        made.set_implicit(true);
        table.insert(key, Item::Table(made));
    }
    #[expect(clippy::expect_used, reason = "it was put there as a table just now")]
    table.get_mut(key).and_then(Item::as_table_like_mut).expect("a table")
}

/// A list of the table grows; it begins when it was not there.
fn push(table: &mut dyn TableLike, key: &str, more: Value) {
    match (table.get_mut(key), more) {
        (Some(Item::Value(Value::Array(list))), more) => list.push(more),
        (Some(Item::ArrayOfTables(list)), Value::InlineTable(more)) => list.push(more.into_table()),
        (_, more) => {
            table.insert(key, value(Array::from_iter([more])));
        }
    }
}
