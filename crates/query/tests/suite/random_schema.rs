//! Random kinds of record: fields of every kind, references, trees, stages, formulas and rollups, as catalogue files that are
//! loaded like those of the product. The product's own objects are a setting among them.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use catalogue::{Catalogue, Currency, Id, Kind, Name, Object};
use jiff::tz::TimeZone;
use query::Env;

use crate::random::{Dice, NOW};
use crate::random_text::{self, Sort, Words};

/// A catalogue with the objects that have records, and what texts can say of them.
pub struct Setting {
    pub catalogue: Arc<Catalogue>,
    pub objects: Vec<Name>,
    /// How it was declared, to look at when something is found.
    pub files: Vec<(String, String)>,
    zone: TimeZone,
    words: HashMap<Name, Words>,
}

const SHIPPED: [&str; 6] = ["user", "company", "contact", "deal", "deal_line", "activity"];
const RANDOM: [&str; 4] = ["alpha", "beta", "gamma", "delta"];
/// Clocks that go forward and back at other times of the day and the year, one that is half an hour beside, one far ahead.
const ZONES: [&str; 5] = ["Europe/Madrid", "America/New_York", "Asia/Kolkata", "Pacific/Chatham", "America/Santiago"];

impl Setting {
    pub fn shipped() -> Self {
        Self::of(Catalogue::shipped(), SHIPPED.map(Name::from).to_vec(), "Europe/Madrid", Vec::new())
    }

    /// Two to four objects beside the people.
    pub fn random(dice: &mut Dice<'_>) -> Self {
        let names = &RANDOM[..2 + dice.below(3)];
        let objects: Vec<Name> = ["user"].iter().chain(names).map(|name| Name::from(*name)).collect();
        let mut files: Vec<(String, String)> = names.iter().map(|name| file(dice, name, names)).collect();
        files.push(("user".to_owned(), format!("{HEAD}{ROLES}{TAIL}")));
        files.extend(["team", "branch"].map(|name| (name.to_owned(), format!("{HEAD}{TAIL}"))));
        let zone = dice.one(&ZONES);
        // Formulas are said in the language too: what is there without them is what they speak of.
        let plain = Self::of(load(&files), objects.clone(), zone, Vec::new());
        for (name, text) in &mut files {
            let formulas = formulas(dice, &plain, name);
            text.push_str(&formulas);
        }
        Self::of(load(&files), objects, zone, files)
    }

    fn of(catalogue: Arc<Catalogue>, objects: Vec<Name>, zone: &str, files: Vec<(String, String)>) -> Self {
        let words = objects.iter().map(|name| (name.clone(), Words::of(&catalogue, &objects, name))).collect();
        Self { catalogue, objects, files, zone: TimeZone::get(zone).expect("a known zone"), words }
    }

    pub fn env(&self) -> Env {
        Env { me: Id(2), now: NOW, zone: self.zone.clone(), fiscal_month: 1, currency: Currency::EUR }
    }

    pub fn words(&self, object: &str) -> &Words {
        &self.words[object]
    }

    pub fn object(&self, name: &str) -> &Object {
        self.catalogue.object(name).expect("an object")
    }

    /// The objects whose records are asked for: all but the people.
    pub fn asked(&self) -> &[Name] {
        &self.objects[1..]
    }
}

fn load(files: &[(String, String)]) -> Arc<Catalogue> {
    let named: Vec<_> = files.iter().map(|(n, text)| (format!("catalogue/objects/{n}.toml"), text.as_str())).collect();
    let named: Vec<(&str, &str)> = named.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    match catalogue::load(&named) {
        Ok(catalogue) => Arc::new(catalogue),
        Err(faults) => unreachable!("{faults:#?}\n{files:#?}"),
    }
}

const HEAD: &str = r#"
title = "{name}"
visible = "owned"
icon = "box"
[fields.name]
type = "text"
"#;

const ROLES: &str = r#"
[fields.roles]
type = "choices"
options = ["owner", "seller", "analyst"]
"#;

const TAIL: &str = r#"
[list]
columns = ["name"]
sort = ["name"]
[card]
sections = [{ name = "main", fields = ["name"] }]
"#;

fn file(dice: &mut Dice<'_>, object: &str, objects: &[&str]) -> (String, String) {
    let mut text = HEAD.to_owned();
    let mut has = Has::default();
    for n in 0..4 + dice.below(6) {
        let kind = kind(dice, object, objects, n, &mut has);
        writeln!(text, "[fields.f{n}]\n{kind}").expect("a text takes it");
    }
    (object.to_owned(), text + TAIL)
}

/// What an object can have once.
#[derive(Default)]
struct Has {
    stages: bool,
    tree: bool,
}

fn kind(dice: &mut Dice<'_>, object: &str, objects: &[&str], n: usize, has: &mut Has) -> String {
    let plain = |word: &str| format!("type = \"{word}\"\n");
    let mut text = match dice.below(20) {
        0 => plain("text"),
        1 => plain(dice.one(&["long_text", "email", "phone", "url"])),
        2 => plain("integer"),
        3 => format!("{}scale = {}\n", plain("decimal"), dice.one(&[0, 1, 3])),
        4 | 5 => plain("money"),
        6 => format!("{}scale = {}\n", plain("percent"), dice.one(&[2, 4])),
        7 | 8 => plain("date"),
        9 => plain("instant"),
        10 => plain("duration"),
        11 => plain("boolean"),
        12 => format!("{}options = [\"red\", \"green\", \"blue\"]\n", plain("choice")),
        13 => return format!("{}options = [\"low\", \"mid\", \"high\"]\n", plain("choices")),
        14 if !std::mem::replace(&mut has.stages, true) => format!("{}{STAGES}", plain("choice")),
        15 => format!("{}inverse = \"of_{object}_{n}\"\n", plain("person")),
        _ => {
            let to = dice.one(objects);
            let tree = if to == object && !std::mem::replace(&mut has.tree, true) { "hierarchy = true\n" } else { "" };
            format!("{}to = \"{to}\"\ninverse = \"of_{object}_{n}\"\n{tree}", plain("reference"))
        }
    };
    if dice.below(3) == 0 {
        text.push_str("indexed = true\n");
    }
    text
}

const STAGES: &str = r#"stages = [
  { id = "begun", outcome = "open", probability = 10 },
  { id = "agreed", outcome = "open", probability = 55 },
  { id = "done", outcome = "won", probability = 100 },
  { id = "broken", outcome = "lost", probability = 0 },
]
"#;

/// Two computed fields, and two rollups where anything points here.
fn formulas(dice: &mut Dice<'_>, plain: &Setting, object: &str) -> String {
    let mut text = String::new();
    if !plain.objects.iter().any(|name| &**name == object) {
        return text;
    }
    for n in 0..2 {
        let (expr, sort) = random_text::typed(dice, plain, object);
        let Some(value) = value_word(&sort) else { continue };
        let formula = format!("[fields.c{n}]\ntype = \"computed\"\nexpr = '{expr}'\nvalue = \"{value}\"\n");
        text.push_str(&formula);
    }
    let condition = random_text::condition(dice, plain, object, "", 1);
    let formula = format!("[fields.c2]\ntype = \"computed\"\nexpr = '{condition}'\nvalue = \"boolean\"\n");
    text.push_str(&formula);
    let relations: Vec<_> = plain.object(object).relations.iter().collect();
    if relations.is_empty() {
        return text;
    }
    for n in 0..2 {
        let (name, relation) = dice.one(&relations);
        let condition = random_text::condition(dice, plain, &relation.object, "", 1);
        let other = plain.object(&relation.object).fields.values();
        let ordered: Vec<_> = other.filter(|f| f.name.starts_with('f') && functions(&f.kind).is_some()).collect();
        let what = if ordered.is_empty() || dice.below(4) == 0 {
            "function = \"count\"".to_owned()
        } else {
            let field = dice.one(&ordered);
            let function = dice.one(functions(&field.kind).unwrap_or(&["max"]));
            format!("function = \"{function}\", field = \"{}\"", field.name)
        };
        writeln!(
            text,
            "[fields.r{n}]\ntype = \"computed\"\nrollup = {{ {what}, relation = \"{name}\", where = '{condition}' }}"
        )
        .expect("a text takes it");
    }
    text
}

fn functions(kind: &Kind) -> Option<&'static [&'static str]> {
    match kind {
        Kind::Integer { .. } | Kind::Decimal { .. } | Kind::Money | Kind::Duration => Some(&["sum", "min", "max"]),
        Kind::Date | Kind::Instant => Some(&["min", "max"]),
        _ => None,
    }
}

fn value_word(sort: &Sort) -> Option<&'static str> {
    Some(match sort {
        Sort::Text => "text",
        Sort::Number => "decimal",
        Sort::Money => "money",
        Sort::Date => "date",
        Sort::Instant => "instant",
        Sort::Duration => "duration",
        Sort::Boolean => "boolean",
        _ => return None,
    })
}
