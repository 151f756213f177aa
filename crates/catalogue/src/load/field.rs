//! The fields of an object: `[fields.<name>]` with a type and what makes it special.

use indexmap::IndexMap;

use super::kind::{self, TYPES};
use super::known::{Draft, DraftField};
use super::sheet::Sheet;
use super::system;
use super::table::Table;
use crate::{Field, Holder, Kind, Name, Problem, SYSTEM_FIELDS, Thing, Wants, fold_header};

const KEYS: [&str; 24] = [
    "type",
    "to",
    "inverse",
    "hierarchy",
    "required",
    "required_when",
    "asked_when",
    "fill",
    "fill_when",
    "unique",
    "search",
    "personal",
    "indexed",
    "default",
    "aliases",
    "unit",
    "indivisible",
    "scale",
    "options",
    "stages",
    "expr",
    "value",
    "rollup",
    "retired",
];

/// Words of the query language (with those CEL keeps for itself): a field of that name could not be written.
/// Names of functions are no such words: `size` alone is a field, `size(…)` is a call.
const LANGUAGE: [&str; 24] = [
    "as",
    "break",
    "const",
    "continue",
    "else",
    "false",
    "for",
    "function",
    "if",
    "import",
    "in",
    "let",
    "loop",
    "namespace",
    "null",
    "package",
    "return",
    "true",
    "var",
    "void",
    "while",
    "me",
    "now",
    "today",
];

/// Reads the fields of an object file, the declared ones and those every object has.
pub(super) fn read_all<'s>(sheet: &'s Sheet<'s>, objects: &[Name]) -> Draft<'s> {
    let mut fields: IndexMap<Name, DraftField> = IndexMap::new();
    let root = sheet.root();
    for (name, table) in root.children("fields") {
        refuse_reserved_name(&table, &name);
        let draft = read(&table, &name, &sheet.name, objects);
        fields.insert(name, draft);
    }
    refuse_shared_aliases(&root, &fields);
    refuse_second_tree(&root, &fields);
    if fields.is_empty() {
        let problem = Problem::MissingKey { key: "[fields.name]".to_owned(), place: sheet.file.to_string() };
        root.fault("fields", problem);
    }
    system::add_stage_companions(sheet, &mut fields);
    let retired = take_retired(&root, &mut fields);
    system::add_system_fields(&mut fields);
    Draft { sheet, name: sheet.name.clone(), plural: plural(&sheet.name), fields, retired, relations: IndexMap::new() }
}

/// The fields that say so, with what their stages brought along.
fn take_retired(root: &Table<'_>, fields: &mut IndexMap<Name, DraftField>) -> IndexMap<Name, DraftField> {
    let says = root.children("fields").into_iter().filter(|(_, table)| table.flag("retired")).map(|(name, _)| name);
    let mut retired = IndexMap::new();
    for name in says {
        let companions = [name.to_string(), format!("{name}_since"), format!("{name}_days")];
        let is_staged = fields.get(&name).is_some_and(|draft| matches!(draft.field.kind, Kind::Stage { .. }));
        for gone in companions.into_iter().take(if is_staged { 3 } else { 1 }) {
            root.sheet.forget_expressions(&format!("fields.{gone}."));
            if let Some((name, draft)) = fields.shift_remove_entry(gone.as_str()) {
                retired.insert(name, draft);
            }
        }
    }
    retired
}

/// "All below" must mean one thing.
fn refuse_second_tree(root: &Table<'_>, fields: &IndexMap<Name, DraftField>) {
    let mut trees = fields.values().filter(|draft| draft.field.hierarchy);
    let first = trees.next();
    for second in trees {
        let other = first.map_or_else(String::new, |draft| draft.field.name.to_string());
        root.sheet.fault(second.line, Problem::SecondTree { field: second.field.name.to_string(), other });
    }
}

/// A column header must lead to one field of the object, not to two.
fn refuse_shared_aliases(root: &Table<'_>, fields: &IndexMap<Name, DraftField>) {
    let mut met: IndexMap<&str, &DraftField> = IndexMap::new();
    for draft in fields.values() {
        for alias in &draft.field.aliases {
            match met.get(&**alias) {
                None => {
                    met.insert(alias, draft);
                }
                Some(first) if first.field.name == draft.field.name => {}
                Some(first) => {
                    let problem = Problem::Twice {
                        what: Thing::Alias,
                        name: alias.to_string(),
                        other: first.field.name.to_string(),
                    };
                    root.sheet.fault(draft.line, problem);
                }
            }
        }
    }
}

/// `company` to `companies`, `branch` to `branches`, `deal` to `deals`: table name, URL and relation.
fn plural(name: &str) -> Name {
    let before_y = name.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{stem}ies").into(),
        None if name.ends_with(['s', 'x']) || name.ends_with("ch") || name.ends_with("sh") => {
            format!("{name}es").into()
        }
        None => format!("{name}s").into(),
    }
}

fn refuse_reserved_name(table: &Table<'_>, name: &str) {
    let by = if name == "id" {
        Holder::Key
    } else if SYSTEM_FIELDS.contains(&name) {
        Holder::Every
    } else if LANGUAGE.contains(&name) {
        Holder::Language
    } else {
        return;
    };
    table.sheet.fault(table.line, Problem::Reserved { name: name.to_owned(), by });
}

fn read(table: &Table<'_>, name: &Name, object: &Name, objects: &[Name]) -> DraftField {
    table.expect_keys(&KEYS);
    let word = table.required_word("type");
    let types = TYPES.map(|word| (word, word));
    let kind_word = word.and_then(|word| table.one_of("type", &word, &types));
    let read = kind_word.and_then(|word| kind::read(table, word, object, objects));
    let sure = read.is_some();
    let read = read.unwrap_or_default();
    let mut field = Field::plain(name.clone(), read.kind);
    field.option_aliases = read.option_aliases;
    if let (Some(word), true) = (kind_word, sure) {
        refuse_misplaced_keys(table, word);
    }
    marks(table, &mut field, object);
    if sure {
        field.default = kind::default(table, &field);
    }
    DraftField { field, line: table.line, sure, rollup: read.rollup }
}

fn marks(table: &Table<'_>, field: &mut Field, object: &Name) {
    field.required = table.flag("required");
    field.unique = table.flag("unique");
    field.search = table.flag("search");
    field.personal = table.flag("personal");
    field.indexed = table.flag("indexed");
    field.inverse = table.word("inverse").map(|word| word.text);
    field.hierarchy = table.flag("hierarchy");
    if field.hierarchy && field.kind.target() != Some(object) {
        table.fault(
            "hierarchy",
            Problem::NotForKind { key: "hierarchy".to_owned(), kind: format!("other than {object}") },
        );
    }
    field.required_when = table.expression("required_when", object, Wants::Condition);
    field.asked_when = table.expression("asked_when", object, Wants::Condition);
    field.fill = table.expressions("fill", object, &Wants::Value(field.kind.clone()));
    field.fill_when = table.expression("fill_when", object, Wants::Condition);
    if field.fill_when.is_some() {
        table.expect("fill");
    }
    field.aliases = table.words("aliases").iter().map(|word| fold_header(&word.text).into()).collect();
}

/// Keys that say nothing for this type are a misunderstanding, so they are refused rather than passed over.
fn refuse_misplaced_keys(table: &Table<'_>, kind: &str) {
    for key in table.keys() {
        if KEYS.contains(&key) && !means_something(key, kind, table.word_quietly("value").as_deref()) {
            table.fault(key, Problem::NotForKind { key: key.to_owned(), kind: kind.to_owned() });
        }
    }
}

fn means_something(key: &str, kind: &str, value: Option<&str>) -> bool {
    // A computed field takes the unit and scale of the value it yields.
    let valued = if kind == "computed" { value.unwrap_or(kind) } else { kind };
    match key {
        "to" | "hierarchy" => kind == "reference",
        "inverse" => matches!(kind, "reference" | "person"),
        "unit" | "indivisible" => matches!(valued, "integer" | "decimal"),
        "scale" => matches!(valued, "decimal" | "percent"),
        "options" => matches!(kind, "choice" | "choices"),
        "stages" => kind == "choice",
        "expr" | "value" | "rollup" => kind == "computed",
        "search" => matches!(kind, "text" | "long_text" | "email" | "phone" | "url" | "file"),
        "default" => !matches!(kind, "computed" | "reference" | "file" | "choices"),
        "required" | "required_when" | "asked_when" | "fill" | "fill_when" | "unique" | "indexed" | "aliases" => {
            kind != "computed"
        }
        _ => true,
    }
}

/// The kind of a field that could not be read.
impl Default for kind::ReadKind {
    fn default() -> Self {
        Self { kind: Kind::Text, option_aliases: IndexMap::new(), rollup: None }
    }
}
