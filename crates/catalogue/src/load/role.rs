//! Roles: `[[grants]]` of actions on objects, the rows they reach and the fields they carry.

use super::known::Known;
use super::sheet::Sheet;
use super::table::{Table, Word};
use super::view::expect_one_of;
use crate::{Action, FieldSet, Grant, Name, Problem, Role, SYSTEM_FIELDS, ScopeLevel, Thing};

pub(super) fn read(sheet: &Sheet<'_>, known: &Known<'_>) -> Role {
    let root = sheet.root();
    root.expect_keys(&["grants", "hides", "set_up", "evidence", "menu"]);
    let grants = root.tables("grants").iter().flat_map(|table| grants(table, known)).collect();
    Role {
        name: sheet.name.clone(),
        grants: without_hidden(grants, &hidden(&root, known), known),
        set_up: root.flag("set_up"),
        evidence: root.flag("evidence"),
        menu: root.table("menu").map(|table| super::menu::read(&table, known)).unwrap_or_default(),
    }
}

/// One grant for each object that is named.
fn grants(table: &Table<'_>, known: &Known<'_>) -> Vec<Grant> {
    table.expect_keys(&["object", "actions", "scope", "fields", "through"]);
    let objects = objects(table, known);
    let actions = actions(table);
    let scopes = ScopeLevel::ALL.map(|scope| (scope.as_str(), scope));
    let scope = table.required_word("scope").and_then(|word| table.one_of("scope", &word, &scopes));
    let fields = field_set(table, known, &objects);
    let through = through(table, known, &objects);
    let Some(scope) = scope else { return Vec::new() };
    let grant =
        |object| Grant { object, actions: actions.clone(), scope, fields: fields.clone(), through: through.clone() };
    objects.into_iter().map(grant).collect()
}

/// Fields that the role never sees, whatever its grants carry: `deal.x_margin`.
fn hidden(root: &Table<'_>, known: &Known<'_>) -> Vec<(Name, Name)> {
    let mut out = Vec::new();
    for word in root.words("hides") {
        let Some((object, field)) = word.text.split_once('.') else {
            root.sheet.fault(word.line, Problem::BadName { name: word.text.to_string() });
            continue;
        };
        let (object, field) = (word.part(object), word.part(field));
        if known.object(root, &object).is_some()
            && !known.fields(root, &object.text, std::slice::from_ref(&field)).is_empty()
        {
            out.push((object.text, field.text));
        }
    }
    out
}

/// The same grants without those fields. What holds for every object is said for each, so that one may lack a field.
fn without_hidden(grants: Vec<Grant>, hidden: &[(Name, Name)], known: &Known<'_>) -> Vec<Grant> {
    if hidden.is_empty() {
        return grants;
    }
    let each = grants.into_iter().flat_map(|grant| -> Vec<Grant> {
        if &*grant.object != "*" {
            return vec![grant];
        }
        known.drafts.keys().map(|object| Grant { object: object.clone(), ..grant.clone() }).collect()
    });
    let less = |grant: Grant| {
        let gone: Vec<Name> =
            hidden.iter().filter(|(o, _)| *o == grant.object).map(|(_, field)| field.clone()).collect();
        if gone.is_empty() {
            return grant;
        }
        let fields = match &grant.fields {
            FieldSet::All => FieldSet::Except(gone),
            FieldSet::Except(others) => FieldSet::Except(others.iter().cloned().chain(gone).collect()),
            FieldSet::Only(names) => FieldSet::Only(names.iter().filter(|n| !gone.contains(n)).cloned().collect()),
            FieldSet::Impersonal => FieldSet::Only(impersonal(known, &grant.object, &gone)),
        };
        Grant { fields, ..grant }
    };
    each.map(less).collect()
}

fn impersonal(known: &Known<'_>, object: &str, gone: &[Name]) -> Vec<Name> {
    let fields = known.drafts.get(object).into_iter().flat_map(|draft| draft.fields.values());
    let shown = fields.filter(|d| !d.field.personal && !gone.contains(&d.field.name));
    shown.map(|d| d.field.name.clone()).collect()
}

/// A name, a list of names, or `*` for every object.
fn objects(table: &Table<'_>, known: &Known<'_>) -> Vec<Name> {
    let is_list = table.value("object").is_some_and(|value| value.get_ref().is_array());
    let words =
        if is_list { table.words("object") } else { table.required_word("object").into_iter().collect::<Vec<Word>>() };
    for word in words.iter().filter(|word| &*word.text != "*") {
        known.object(table, word);
    }
    words.into_iter().map(|word| word.text).collect()
}

fn actions(table: &Table<'_>) -> Vec<Action> {
    let known: Vec<(&str, Action)> = Action::ALL.iter().map(|action| (action.as_str(), *action)).collect();
    let words = table.words("actions");
    table.expect("actions");
    let read = words.iter().flat_map(|word| match &*word.text {
        "*" => Action::ALL.to_vec(),
        _ => table.one_of("actions", word, &known).into_iter().collect(),
    });
    read.collect()
}

/// To-many relations that each object of the grant has.
fn through(table: &Table<'_>, known: &Known<'_>, objects: &[Name]) -> Vec<Name> {
    let words = table.words("through");
    for word in &words {
        for object in objects {
            let Some(relation) = known.relation(table, object, word) else { continue };
            if known.drafts.get(&relation.object).is_some_and(super::object::is_link) {
                table.sheet.fault(word.line, Problem::ThroughLinks { relation: word.text.to_string() });
            }
        }
    }
    words.into_iter().map(|word| word.text).collect()
}

/// `"all"` (also when absent), `"impersonal"`, a list of fields, or `{ except = [...] }`.
fn field_set(table: &Table<'_>, known: &Known<'_>, objects: &[Name]) -> FieldSet {
    let Some(value) = table.value("fields") else { return FieldSet::All };
    if value.get_ref().is_array() {
        return FieldSet::Only(names(table, known, objects, table.words("fields")));
    }
    if value.get_ref().is_table() {
        let Some(except) = table.table("fields") else { return FieldSet::All };
        except.expect_keys(&["except"]);
        return FieldSet::Except(names(&except, known, objects, except.words("except")));
    }
    let word = table.choice("fields", &[("all", true), ("impersonal", false)]);
    if word == Some(true) { FieldSet::All } else { FieldSet::Impersonal }
}

/// Each must be a field of each object of the grant; for `*`, one that every object has.
fn names(table: &Table<'_>, known: &Known<'_>, objects: &[Name], words: Vec<Word>) -> Vec<Name> {
    let everywhere: Vec<Name> = SYSTEM_FIELDS.iter().map(|name| Name::from(*name)).collect();
    for word in &words {
        for object in objects {
            if &**object == "*" {
                expect_one_of(table, Thing::Field, word, "*", everywhere.iter());
            } else {
                known.field(table, object, word);
            }
        }
    }
    words.into_iter().map(|word| word.text).collect()
}
