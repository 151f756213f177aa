//! Catalogue against words, both ways, and the three languages against each other: everything that is missing,
//! left over or different, all at once, each with file, line and how to mend it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use fluent_syntax::ast::{self, Entry, Expression, InlineExpression, PatternElement};

use super::labels::{field_key, option_key, plural_key, stage_part};
use super::source::{Shipped, line_of};
use super::{Lang, Words};
use crate::{Catalogue, Field, Kind, Measure, Object, SYSTEM_FIELDS, Unit};

/// One thing in the files of words that must be mended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Disagreement {
    /// From the repository's root.
    pub file: String,
    pub line: usize,
    pub text: String,
}

impl Disagreement {
    pub(super) fn at(file: &Shipped, line: usize, text: String) -> Self {
        Self { file: format!("locales/{}", file.path), line, text }
    }
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.text)
    }
}

/// Everything on which these files disagree with the catalogue or with each other; empty when all is well.
#[must_use]
pub fn disagreements(catalogue: &Catalogue, files: &[Shipped]) -> Vec<Disagreement> {
    let mut found = Words::from_files(files).faults;
    let texts: Vec<Texts> = files.iter().map(Texts::read).collect();
    let expected = Expected::of(catalogue);
    let known: BTreeSet<(&str, &str)> = texts.iter().flat_map(Texts::keys).chain(expected.required()).collect();
    for lang in Lang::ALL {
        let own: BTreeSet<(&str, &str)> = texts.iter().filter(|text| text.lang == lang).flat_map(Texts::keys).collect();
        found.extend(known.difference(&own).map(|(file, key)| missing(lang, file, key)));
    }
    found.extend(texts.iter().flat_map(|text| expected.left_over(text)));
    found.extend(texts.iter().flat_map(|text| other_places(text, &texts)));
    found.sort();
    found.dedup();
    found
}

fn missing(lang: Lang, file: &str, key: &str) -> Disagreement {
    let file = format!("locales/{lang}/{file}");
    Disagreement { file, line: 1, text: format!("`{key}` is missing: add the line `{key} = …`") }
}

/// The keys of one file, each with the names of its places.
struct Texts<'a> {
    file: &'a Shipped,
    lang: Lang,
    places: BTreeMap<String, BTreeSet<String>>,
}

impl<'a> Texts<'a> {
    fn read(file: &'a Shipped) -> Self {
        let resource = fluent_syntax::parser::parse(file.text.as_str()).unwrap_or_else(|(resource, _)| resource);
        let mut places = BTreeMap::new();
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut names = BTreeSet::new();
            message.value.iter().for_each(|pattern| places_of(pattern, &mut names));
            places.insert(message.id.name.to_owned(), names);
        }
        Self { file, lang: file.lang().unwrap_or_default(), places }
    }

    fn keys(&self) -> impl Iterator<Item = (&str, &str)> {
        self.places.keys().map(|key| (self.file.name(), key.as_str()))
    }
}

fn places_of(pattern: &ast::Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => place_of(inline, names),
            Expression::Select { selector, variants } => {
                place_of(selector, names);
                variants.iter().for_each(|variant| places_of(&variant.value, names));
            }
        }
    }
}

fn place_of(expression: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| place_of(argument, names));
        }
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inline) = expression.as_ref() {
                place_of(inline, names);
            }
        }
        _ => {}
    }
}

/// Places that differ from those of the English text of the same key.
fn other_places(text: &Texts, all: &[Texts]) -> Vec<Disagreement> {
    let english = all.iter().find(|other| other.lang == Lang::En && other.file.name() == text.file.name());
    let Some(english) = english else { return Vec::new() };
    let differs = |key: &str, places: &BTreeSet<String>| english.places.get(key).is_some_and(|wanted| wanted != places);
    let names = |places: &BTreeSet<String>| places.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", ");
    let tell = |(key, places): (&String, &BTreeSet<String>)| {
        let wanted = english.places.get(key).map(&names).unwrap_or_default();
        let line = line_of(&text.file.text, key);
        let fault = format!("`{key}` has the places [{}], in English [{wanted}]: use the same", names(places));
        Disagreement::at(text.file, line, fault)
    };
    text.places.iter().filter(|(key, places)| differs(key, places)).map(tell).collect()
}

/// What the catalogue asks of one file, and what it allows besides.
#[derive(Default)]
struct Keys {
    required: BTreeSet<String>,
    optional: BTreeSet<String>,
}

impl Keys {
    fn require(&mut self, key: String) {
        self.required.insert(key);
    }

    fn may_have(&mut self, key: String) {
        self.optional.insert(key);
    }
}

/// What the catalogue asks of the words.
struct Expected {
    /// The files whose keys come from the catalogue alone, by their path below a language.
    files: BTreeMap<String, Keys>,
    /// Keys of units, which stand among those of other formats.
    units: BTreeSet<String>,
}

impl Expected {
    fn of(catalogue: &Catalogue) -> Self {
        let mut files = BTreeMap::new();
        for object in catalogue.objects.values() {
            files.insert(format!("objects/{}.ftl", object.name), object_keys(object));
        }
        files.insert("roles.ftl".to_owned(), role_keys(catalogue));
        files.insert("findings.ftl".to_owned(), finding_keys(catalogue));
        files.insert("system.ftl".to_owned(), system_keys());
        Self { files, units: unit_keys(catalogue) }
    }

    fn required(&self) -> impl Iterator<Item = (&str, &str)> {
        let declared =
            self.files.iter().flat_map(|(file, keys)| keys.required.iter().map(|key| (file.as_str(), key.as_str())));
        declared.chain(self.units.iter().map(|key| ("format.ftl", key.as_str())))
    }

    /// Keys that nothing in the catalogue asks for; files about pages and messages are free.
    fn left_over(&self, text: &Texts) -> Vec<Disagreement> {
        let name = text.file.name();
        let nothing = Keys::default();
        let keys = match self.files.get(name) {
            Some(keys) => keys,
            None if name.starts_with("objects/") => &nothing,
            None => return Vec::new(),
        };
        let is_known = |key: &&String| keys.required.contains(*key) || keys.optional.contains(*key);
        let left = text.places.keys().filter(|key| !is_known(key));
        let tell = |key: &String| {
            let fault = format!("`{key}` names nothing in the catalogue: take it out or mend its name");
            Disagreement::at(text.file, line_of(&text.file.text, key), fault)
        };
        left.map(tell).collect()
    }
}

fn object_keys(object: &Object) -> Keys {
    let mut keys = Keys::default();
    let name = &object.name;
    keys.require(name.to_string());
    keys.require(plural_key(name));
    for field in object.fields.values() {
        field_keys(object, field, &mut keys);
    }
    object.segments.keys().for_each(|segment| keys.require(format!("{name}-s-{segment}")));
    for measure in object.measures.keys() {
        keys.require(format!("{name}-m-{measure}"));
        keys.may_have(format!("{name}-m-{measure}-help"));
    }
    object.card.sections.iter().for_each(|section| keys.require(format!("{name}-c-{}", section.name)));
    object.relations.keys().for_each(|relation| keys.may_have(format!("{name}-r-{relation}")));
    keys
}

/// A field of the object's own needs a label; one that every object has may be renamed here.
fn field_keys(object: &Object, field: &Field, keys: &mut Keys) {
    let key = field_key(&object.name, &field.name);
    keys.may_have(format!("{key}-help"));
    if is_named_elsewhere(object, field) {
        keys.may_have(key)
    } else {
        keys.require(key)
    }
    let options: Vec<&str> = match field.kind.value_kind() {
        Kind::Choice { options } | Kind::Choices { options } => options.iter().map(AsRef::as_ref).collect(),
        Kind::Stage { stages } => stages.iter().map(|stage| stage.id.as_ref()).collect(),
        _ => Vec::new(),
    };
    options.into_iter().for_each(|option| keys.require(option_key(&object.name, &field.name, option)));
}

fn is_named_elsewhere(object: &Object, field: &Field) -> bool {
    let is_stage = |base: &str| object.field(base).is_some_and(|field| matches!(field.kind, Kind::Stage { .. }));
    SYSTEM_FIELDS.contains(&&*field.name) || stage_part(&field.name).is_some_and(|(base, _)| is_stage(base))
}

/// Units of fields and of figures, except those that are written with a sign.
fn unit_keys(catalogue: &Catalogue) -> BTreeSet<String> {
    let of_field = |field: &Field| match field.kind.value_kind() {
        Kind::Integer { unit: Some(unit), .. } | Kind::Decimal { unit: Some(unit), .. } => Some(unit.to_string()),
        _ => None,
    };
    let of_measure = |measure: &Measure| match &measure.unit {
        Unit::Days => Some("days".to_owned()),
        Unit::Other(unit) => Some(unit.to_string()),
        Unit::Count | Unit::Money | Unit::Percent => None,
    };
    let of_object = |object: &Object| {
        let fields = object.fields.values().filter_map(of_field);
        fields.chain(object.measures.values().filter_map(of_measure)).collect::<Vec<_>>()
    };
    catalogue.objects.values().flat_map(|object| of_object(object)).map(|unit| format!("unit-{unit}")).collect()
}

fn role_keys(catalogue: &Catalogue) -> Keys {
    let mut keys = Keys::default();
    for role in catalogue.roles.keys() {
        keys.require(format!("role-{role}"));
        keys.require(format!("role-{role}-help"));
    }
    keys
}

fn finding_keys(catalogue: &Catalogue) -> Keys {
    let mut keys = Keys::default();
    for finding in catalogue.findings.keys() {
        for ending in ["", "-help", "-action"] {
            keys.require(format!("finding-{finding}{ending}"));
        }
    }
    keys
}

fn system_keys() -> Keys {
    let mut keys = Keys::default();
    for section in ["own", "main"] {
        keys.require(format!("system-c-{section}"));
    }
    keys.require("system-stage-since".to_owned());
    keys.require("system-stage-days".to_owned());
    for field in SYSTEM_FIELDS.into_iter().chain(["id"]) {
        keys.require(format!("system-f-{field}"));
        keys.may_have(format!("system-f-{field}-help"));
    }
    keys
}
