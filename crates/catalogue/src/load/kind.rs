//! The type of a field with what it needs: target, options, stages, scale, expression, rollup; and its default.

use std::str::FromStr as _;

use indexmap::IndexMap;
use rust_decimal::Decimal;
use toml::de::DeValue;

use super::known::RollupWords;
use super::sheet::is_good_name;
use super::table::{Table, Word};
use crate::fault::nearest;
use crate::{Field, Form, Kind, Name, Outcome, Problem, RollupFunction, Stage, Thing, Wants, fold_header};

pub(super) const TYPES: [&str; 19] = [
    "text",
    "long_text",
    "integer",
    "decimal",
    "money",
    "percent",
    "date",
    "instant",
    "duration",
    "boolean",
    "choice",
    "choices",
    "reference",
    "person",
    "email",
    "phone",
    "url",
    "file",
    "computed",
];

/// Types an expression can yield.
const VALUES: [&str; 9] = ["text", "integer", "decimal", "money", "percent", "date", "instant", "duration", "boolean"];

/// Digits that fit into 64 bits together with amounts of a business.
const MOST_DIGITS: i64 = 9;

/// Digits kept when the file does not say: hundredths of a percent, and two for other decimals.
const PERCENT_DIGITS: u32 = 4;
const DECIMAL_DIGITS: u32 = 2;

pub(super) struct ReadKind {
    pub kind: Kind,
    pub option_aliases: IndexMap<Name, Name>,
    pub rollup: Option<RollupWords>,
}

impl From<Kind> for ReadKind {
    fn from(kind: Kind) -> Self {
        Self { kind, ..Self::default() }
    }
}

/// `None` when the kind is at fault (noted).
pub(super) fn read(table: &Table<'_>, word: &str, object: &Name, objects: &[Name]) -> Option<ReadKind> {
    Some(match word {
        "choice" => return choice(table),
        "choices" => {
            let (options, option_aliases) = options(table)?;
            ReadKind { kind: Kind::Choices { options }, option_aliases, rollup: None }
        }
        "reference" => Kind::Reference { to: target(table, objects)? }.into(),
        "computed" => return computed(table, object),
        other => plain(table, other).into(),
    })
}

fn plain(table: &Table<'_>, word: &str) -> Kind {
    match word {
        "long_text" => Kind::LongText,
        "integer" => Kind::Integer { unit: unit(table), indivisible: table.flag("indivisible") },
        "decimal" => Kind::Decimal {
            scale: scale(table, DECIMAL_DIGITS),
            unit: unit(table),
            indivisible: table.flag("indivisible"),
        },
        "money" => Kind::Money,
        "percent" => Kind::Percent { scale: scale(table, PERCENT_DIGITS) },
        "date" => Kind::Date,
        "instant" => Kind::Instant,
        "duration" => Kind::Duration,
        "boolean" => Kind::Boolean,
        "person" => Kind::Person,
        "email" => Kind::Email,
        "phone" => Kind::Phone,
        "url" => Kind::Url,
        "file" => Kind::File,
        _ => Kind::Text,
    }
}

fn unit(table: &Table<'_>) -> Option<Name> {
    let word = table.word("unit")?;
    if !is_good_name(&word.text) {
        table.sheet.fault(word.line, Problem::BadName { name: word.text.to_string() });
    }
    Some(word.text)
}

fn scale(table: &Table<'_>, unsaid: u32) -> u32 {
    table.integer("scale", 0, MOST_DIGITS).and_then(|n| u32::try_from(n).ok()).unwrap_or(unsaid)
}

fn target(table: &Table<'_>, objects: &[Name]) -> Option<Name> {
    let word = table.required_word("to")?;
    if objects.contains(&word.text) {
        return Some(word.text);
    }
    let known = nearest(&word.text, objects.iter().map(|name| &**name));
    table.sheet.fault(word.line, super::known::unknown(Thing::Object, &word, "catalogue", known));
    None
}

fn choice(table: &Table<'_>) -> Option<ReadKind> {
    if table.only_one(&["options", "stages"])? == "options" {
        let (options, option_aliases) = options(table)?;
        return Some(ReadKind { kind: Kind::Choice { options }, option_aliases, rollup: None });
    }
    let (stages, option_aliases) = stages(table)?;
    Some(ReadKind { kind: Kind::Stage { stages }, option_aliases, rollup: None })
}

type Aliases = IndexMap<Name, Name>;

fn options(table: &Table<'_>) -> Option<(Vec<Name>, Aliases)> {
    let mut known = Choices::default();
    for item in table.items("options") {
        if let DeValue::Table(_) = item.get_ref() {
            let Some(option) = table.as_table("options", item) else { continue };
            option.expect_keys(&["id", "aliases"]);
            if let Some(id) = option.required_word("id") {
                known.add(&option, &id);
            }
        } else if let Some(id) = table.as_word("options", item) {
            known.add(table, &id);
        }
    }
    known.finish(table, "options")
}

const OUTCOMES: [(&str, Outcome); 3] = [("open", Outcome::Open), ("won", Outcome::Won), ("lost", Outcome::Lost)];

fn stages(table: &Table<'_>) -> Option<(Vec<Stage>, Aliases)> {
    let mut known = Choices::default();
    let mut stages = Vec::new();
    for stage in table.tables("stages") {
        stage.expect_keys(&["id", "outcome", "probability", "aliases", "retired"]);
        let id = stage.required_word("id");
        let outcome = stage.required_word("outcome").and_then(|word| stage.one_of("outcome", &word, &OUTCOMES));
        stage.expect("probability");
        let probability = stage.integer("probability", 0, 100).and_then(|n| u8::try_from(n).ok());
        if let Some(id) = id {
            known.add(&stage, &id);
            // A stage that is itself at fault keeps its place, so that references to it are not blamed too.
            let (outcome, probability) = (outcome.unwrap_or(Outcome::Open), probability.unwrap_or(0));
            stages.push(Stage { id: id.text, outcome, probability, retired: stage.flag("retired") });
        }
    }
    // How records go through their stages is told of the open ones, and then of those that are closed.
    stages.sort_by_key(|stage| stage.outcome != Outcome::Open);
    keep_needed(table, &mut stages);
    known.finish(table, "stages").map(|(_, aliases)| (stages, aliases))
}

/// New records begin somewhere, and each outcome can be reached: such a stage stays in use, whatever the file says.
fn keep_needed(table: &Table<'_>, stages: &mut [Stage]) {
    let first = table.word_quietly("default");
    for at in 0..stages.len() {
        let Some(stage) = stages.get(at).filter(|stage| stage.retired) else { continue };
        let begins = first.as_deref() == Some(&*stage.id);
        let is_last = !stages.iter().any(|other| other.outcome == stage.outcome && !other.retired);
        if begins || is_last {
            table.fault("stages", Problem::StageNeeded { stage: stage.id.to_string() });
            if let Some(stage) = stages.get_mut(at) {
                stage.retired = false;
            }
        }
    }
}

/// Options or stages as they are read: ids once, each alias leading to one id.
#[derive(Default)]
struct Choices {
    ids: Vec<Name>,
    aliases: Aliases,
}

impl Choices {
    /// `table` is where aliases of this option would stand.
    fn add(&mut self, table: &Table<'_>, id: &Word) {
        if !is_good_name(&id.text) {
            table.sheet.fault(id.line, Problem::BadName { name: id.text.to_string() });
        }
        if self.ids.contains(&id.text) {
            twice(table, Thing::Option, id, &table.place());
            return;
        }
        self.ids.push(id.text.clone());
        self.meet(table, id, id);
        if table.value("id").is_some() {
            for alias in table.words("aliases") {
                self.meet(table, &alias, id);
            }
        }
    }

    fn meet(&mut self, table: &Table<'_>, alias: &Word, id: &Word) {
        let folded: Name = fold_header(&alias.text).into();
        match self.aliases.get(&folded) {
            Some(other) if *other != id.text => {
                twice(table, Thing::Alias, alias, other);
            }
            _ => {
                self.aliases.insert(folded, id.text.clone());
            }
        }
    }

    fn finish(self, table: &Table<'_>, key: &str) -> Option<(Vec<Name>, Aliases)> {
        if self.ids.is_empty() {
            table.fault(key, Problem::Empty { key: key.to_owned() });
            return None;
        }
        Some((self.ids, self.aliases))
    }
}

fn twice(table: &Table<'_>, what: Thing, word: &Word, other: &str) {
    let problem = Problem::Twice { what, name: word.text.to_string(), other: other.to_owned() };
    table.sheet.fault(word.line, problem);
}

fn computed(table: &Table<'_>, object: &Name) -> Option<ReadKind> {
    if table.only_one(&["expr", "rollup"])? == "rollup" {
        return rollup(table);
    }
    let value = table.required_word("value")?;
    let word = table.one_of("value", &value, &VALUES.map(|word| (word, word)))?;
    let kind = plain(table, word);
    let expr = table.expression("expr", object, Wants::Value(kind.clone()))?;
    Some(Kind::Computed { expr, kind: Box::new(kind) }.into())
}

const FUNCTIONS: [(&str, RollupFunction); 4] = [
    ("count", RollupFunction::Count),
    ("sum", RollupFunction::Sum),
    ("min", RollupFunction::Min),
    ("max", RollupFunction::Max),
];

fn rollup(table: &Table<'_>) -> Option<ReadKind> {
    let rollup = table.table("rollup")?;
    rollup.expect_keys(&["function", "relation", "field", "where"]);
    let function = rollup.required_word("function").and_then(|word| rollup.one_of("function", &word, &FUNCTIONS));
    let relation = rollup.required_word("relation");
    let field = if function == Some(RollupFunction::Count) {
        if rollup.value("field").is_some() {
            let problem = Problem::NotForKind { key: "field".to_owned(), kind: "count".to_owned() };
            rollup.fault("field", problem);
        }
        None
    } else {
        Some(rollup.required_word("field")?)
    };
    let (function, relation) = (function?, relation?);
    let kind = Kind::Rollup {
        relation: relation.text.clone(),
        function,
        field: field.as_ref().map(|word| word.text.clone()),
        filter: rollup.word("where").map(|word| word.text),
        kind: Box::new(Kind::Integer { unit: None, indivisible: true }),
    };
    let words = RollupWords { function, relation, field, filter: rollup.word("where"), path: rollup.path };
    Some(ReadKind { kind, option_aliases: IndexMap::new(), rollup: Some(words) })
}

/// The default as text, checked against the kind.
pub(super) fn default(table: &Table<'_>, field: &Field) -> Option<Name> {
    let value = table.value("default")?;
    let text: Name = match value.get_ref() {
        DeValue::String(text) => text.as_ref().into(),
        DeValue::Boolean(flag) => flag.to_string().into(),
        DeValue::Integer(number) => number.as_str().into(),
        _ => {
            table.wrong("default", value, Form::Literal);
            return None;
        }
    };
    if let Some(example) = refused_default(&field.kind, &text) {
        let kind = field.kind.as_str().to_owned();
        table.sheet.fault(table.sheet.line_of(value), Problem::BadDefault { value: text.to_string(), kind, example });
    }
    Some(text)
}

/// An example of a default of this kind, when the text is none.
fn refused_default(kind: &Kind, text: &str) -> Option<String> {
    let (good, example) = match kind {
        Kind::Integer { .. } => (text.parse::<i64>().is_ok(), "0".to_owned()),
        Kind::Decimal { .. } | Kind::Money | Kind::Percent { .. } => {
            (Decimal::from_str(text).is_ok(), "0.25".to_owned())
        }
        Kind::Date => {
            let good = text == "today" || jiff::civil::Date::from_str(text).is_ok();
            (good, "today, 2026-01-31".to_owned())
        }
        Kind::Instant => (text == "now", "now".to_owned()),
        Kind::Duration => (jiff::SignedDuration::from_str(text).is_ok(), "1h 30m".to_owned()),
        Kind::Boolean => (matches!(text, "true" | "false"), "true, false".to_owned()),
        Kind::Person => (text == "me", "me".to_owned()),
        Kind::Choice { options } => (options.iter().any(|o| &**o == text), nearest(text, options.iter().map(|o| &**o))),
        Kind::Stage { stages } => (stages.iter().any(|s| &*s.id == text), nearest(text, stages.iter().map(|s| &*s.id))),
        _ => (true, String::new()),
    };
    (!good).then_some(example)
}
