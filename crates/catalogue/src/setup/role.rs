//! A role of the company's own, as a file of its set-up.

use toml_edit::{Array, ArrayOfTables, InlineTable, Table, Value, value};

use super::Setup;
use crate::words::labels::option_key;
use crate::{FieldSet, Grant, Lang, Name};

/// A role as it shall be from now on.
#[derive(Debug, Clone, Default)]
pub struct OwnRole {
    /// Begins with `x_`.
    pub name: String,
    pub label: String,
    pub help: String,
    pub grants: Vec<Grant>,
    pub set_up: bool,
    pub evidence: bool,
}

impl Setup {
    /// Adds the role, or gives it other grants and other words in this language. What it hides stays hidden.
    pub fn set_role(&mut self, lang: Lang, role: &OwnRole) {
        let path = role_path(&role.name);
        let is_new = !self.files.contains_key(&path);
        self.edit(&path, |file| {
            let tables: ArrayOfTables = role.grants.iter().map(table).collect();
            file.insert("grants", toml_edit::Item::ArrayOfTables(tables));
            for (key, is) in [("set_up", role.set_up), ("evidence", role.evidence)] {
                if is {
                    file.insert(key, value(true))
                } else {
                    file.remove(key)
                };
            }
        });
        self.say(lang, &format!("role-{}", role.name), &role.label);
        self.say(lang, &format!("role-{}-help", role.name), &role.help);
        if is_new {
            self.add_option(lang, "user", "roles", (&role.name, &role.label));
        } else {
            self.say(lang, &option_key("user", "roles", &role.name), &role.label);
        }
    }

    /// Whether there is an own role of this name.
    #[must_use]
    pub fn has_role(&self, role: &str) -> bool {
        self.files.contains_key(&role_path(role))
    }

    /// Takes a role away, which nobody holds.
    pub fn remove_role(&mut self, role: &str) {
        self.files.remove(&role_path(role));
        self.edit("objects/user.toml", |file| {
            let options = file.get_mut("fields").and_then(|fields| fields.get_mut("roles")?.get_mut("options"));
            if let Some(options) = options.and_then(toml_edit::Item::as_array_mut) {
                options.retain(|option| option.as_str() != Some(role));
            }
        });
        for lang in Lang::ALL {
            for key in [format!("role-{role}"), format!("role-{role}-help"), option_key("user", "roles", role)] {
                self.unsay(lang, &key);
            }
        }
    }
}

pub(super) fn role_path(role: &str) -> String {
    format!("roles/{role}.toml")
}

fn list(names: &[Name]) -> Array {
    names.iter().map(|name| &**name).collect()
}

fn table(grant: &Grant) -> Table {
    let mut table = Table::new();
    table.insert("object", value(&*grant.object));
    table.insert("actions", value(grant.actions.iter().map(|action| action.as_str()).collect::<Array>()));
    table.insert("scope", value(grant.scope.as_str()));
    match &grant.fields {
        FieldSet::All => {}
        FieldSet::Impersonal => drop(table.insert("fields", value("impersonal"))),
        FieldSet::Only(names) => drop(table.insert("fields", value(list(names)))),
        FieldSet::Except(names) => {
            let mut except = InlineTable::new();
            except.insert("except", Value::Array(list(names)));
            table.insert("fields", value(except));
        }
    }
    if !grant.through.is_empty() {
        table.insert("through", value(list(&grant.through)));
    }
    table
}
