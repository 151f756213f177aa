//! The filter builder: conditions of a plain form written as the query language, and a filter's text taken apart into
//! conditions that can be shown and removed one by one. What it does not know stays as text; it changes no meaning.

use catalogue::{Field, Kind, Value};
use ui::{Fields, format};

use super::many;

/// How a value is compared, as the form offers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Is,
    IsNot,
    /// It, or one below it in its hierarchy.
    Within,
    Contains,
    AtLeast,
    AtMost,
    Over,
    Under,
    Known,
    Unknown,
}

impl Operator {
    /// Those that make sense for a kind, the usual one first; `is_tree` when it leads to records that are below each other.
    fn offered(kind: &Kind, is_tree: bool) -> &'static [Self] {
        match kind.value_kind() {
            Kind::Reference { .. } if is_tree => &[Self::Is, Self::Within, Self::IsNot, Self::Known, Self::Unknown],
            Kind::Choice { .. } | Kind::Stage { .. } | Kind::Reference { .. } | Kind::Person => {
                &[Self::Is, Self::IsNot, Self::Known, Self::Unknown]
            }
            Kind::Boolean => &[Self::Is],
            Kind::File => &[Self::Known, Self::Unknown],
            Kind::Choices { .. } => &[Self::Contains, Self::Known, Self::Unknown],
            Kind::Integer { .. } | Kind::Decimal { .. } | Kind::Money | Kind::Percent { .. } | Kind::Date => {
                &[Self::AtLeast, Self::AtMost, Self::Over, Self::Under, Self::Is, Self::Known, Self::Unknown]
            }
            Kind::Instant => &[Self::AtLeast, Self::AtMost, Self::Known, Self::Unknown],
            _ => &[Self::Contains, Self::Is, Self::IsNot, Self::Known, Self::Unknown],
        }
    }

    /// Those that make sense for a field.
    #[must_use]
    pub fn of(fields: &Fields<'_>, field: &Field) -> &'static [Self] {
        let target = field.kind.target().and_then(|to| fields.catalogue.object(to));
        Self::offered(&field.kind, target.is_some_and(|object| object.hierarchy().is_some()))
    }

    /// The word in addresses, and the end of its text's key.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is-not",
            Self::Within => "within",
            Self::Contains => "contains",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
            Self::Over => "over",
            Self::Under => "under",
            Self::Known => "known",
            Self::Unknown => "unknown",
        }
    }

    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operator| operator.as_str() == word)
    }

    const ALL: [Self; 10] = [
        Self::Is,
        Self::IsNot,
        Self::Within,
        Self::Contains,
        Self::AtLeast,
        Self::AtMost,
        Self::Over,
        Self::Under,
        Self::Known,
        Self::Unknown,
    ];

    /// Stands alone, without a value.
    #[must_use]
    pub fn is_alone(self) -> bool {
        matches!(self, Self::Known | Self::Unknown)
    }
}

/// Writes one condition; `value` is the typed value (text for choices). `None` when the value does not fit.
#[must_use]
pub fn write(path: &str, kind: &Kind, operator: Operator, value: &Value) -> Option<String> {
    match operator {
        Operator::Known => return Some(format!("{path} != null")),
        Operator::Unknown => return Some(format!("{path} == null")),
        _ => {}
    }
    let literal = literal(value)?;
    Some(match (operator, kind.value_kind()) {
        (Operator::Contains, Kind::Choices { .. }) => format!("{path}.has({literal})"),
        (Operator::Contains, _) => format!("{path}.contains({literal})"),
        (Operator::Is, _) => format!("{path} == {literal}"),
        (Operator::IsNot, _) => format!("{path} != {literal}"),
        (Operator::Within, _) => format!("{path}.within({literal})"),
        (Operator::AtLeast, _) => format!("{path} >= {literal}"),
        (Operator::AtMost, _) => format!("{path} <= {literal}"),
        (Operator::Over, _) => format!("{path} > {literal}"),
        (Operator::Under, _) => format!("{path} < {literal}"),
        (Operator::Known | Operator::Unknown, _) => return None,
    })
}

/// A value as a literal of the language: money in major units, dates and instants as their ISO text.
fn literal(value: &Value) -> Option<String> {
    Some(match value {
        Value::Bool(truth) => truth.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Decimal(number) => number.normalize().to_string(),
        Value::Money(money) => money.major().normalize().to_string(),
        Value::Ref(id) => id.to_string(),
        Value::Text(text) => quote(text),
        Value::Date(_) => quote(&iso(value)?),
        Value::Instant(micros) => {
            format!("timestamp({})", quote(&jiff::Timestamp::from_microsecond(*micros).ok()?.to_string()))
        }
        _ => return None,
    })
}

fn iso(value: &Value) -> Option<String> {
    let Value::Date(days) = value else { return None };
    catalogue::reading::date_of_days(*days).map(|date| date.to_string())
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The parts that `&&` joins at the top: each can be taken away alone. Text with an `||` at the top is one part.
#[must_use]
pub fn split(filter: &str) -> Vec<String> {
    if at_top(filter, '|').len() > 1 {
        return vec![filter.trim().to_owned()];
    }
    at_top(filter, '&').iter().map(|part| bare(part)).filter(|part| !part.is_empty()).collect()
}

/// The parts that `||` joins at the top, also within the brackets that hold them together.
#[must_use]
pub fn alternatives(part: &str) -> Vec<String> {
    let whole = part.trim();
    let held = inside(whole).filter(|inner| inner.contains("||")).unwrap_or(whole);
    at_top(held, '|').iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// One more alternative to a part.
#[must_use]
pub fn or(part: &str, other: &str) -> String {
    let mut all = alternatives(part);
    all.push(other.to_owned());
    format!("({})", all.join(" || "))
}

/// The text cut at a doubled sign (`&&`, `||`) outside of brackets and quotes.
fn at_top(text: &str, sign: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_u32;
    let mut quoted: Option<char> = None;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let at_top = depth == 0 && quoted.is_none();
        match letter {
            _ if letter == sign && at_top && letters.peek() == Some(&sign) => {
                letters.next();
                parts.push(String::new());
                continue;
            }
            '\\' if quoted.is_some() => {
                push(&mut parts, letter);
                letters.next().into_iter().for_each(|escaped| push(&mut parts, escaped));
                continue;
            }
            '"' | '\'' if quoted == Some(letter) => quoted = None,
            '"' | '\'' if quoted.is_none() => quoted = Some(letter),
            '(' | '[' | '{' if quoted.is_none() => depth += 1,
            ')' | ']' | '}' if quoted.is_none() => depth = depth.saturating_sub(1),
            _ => {}
        }
        push(&mut parts, letter);
    }
    parts
}

fn push(parts: &mut [String], letter: char) {
    if let Some(part) = parts.last_mut() {
        part.push(letter);
    }
}

/// Without the brackets that hold the whole part, unless they hold an alternative together.
fn bare(part: &str) -> String {
    match inside(part.trim()) {
        Some(inner) if !inner.contains("||") => inner.trim().to_owned(),
        _ => part.trim().to_owned(),
    }
}

/// What the brackets around the whole part hold.
fn inside(part: &str) -> Option<&str> {
    let inner = part.strip_prefix('(')?.strip_suffix(')')?;
    let mut depth = 0_i32;
    let balanced = inner.chars().all(|letter| {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        depth >= 0
    });
    (balanced && depth == 0).then_some(inner)
}

/// All of the parts together.
#[must_use]
pub fn join(parts: &[String]) -> String {
    let needs = |part: &str| parts.len() > 1 && part.contains("||") && inside(part).is_none();
    let wrap = |part: &String| if needs(part) { format!("({part})") } else { part.clone() };
    parts.iter().map(wrap).collect::<Vec<_>>().join(" && ")
}

/// Each condition of a filter in the reader's words, one that has none as it is written.
#[must_use]
pub fn in_words(fields: &Fields<'_>, filter: &str) -> Vec<String> {
    split(filter).iter().map(|part| said(fields, part)).collect()
}

/// A condition in the reader's words, or as it is written where it has none.
#[must_use]
pub fn said(fields: &Fields<'_>, part: &str) -> String {
    describe(fields, part).unwrap_or_else(|| part.to_owned())
}

/// A condition in the reader's words ("Stage is Won or Amount over 500"), where it is one that the form can write.
#[must_use]
pub fn describe(fields: &Fields<'_>, part: &str) -> Option<String> {
    let said = |text: &str| {
        let both = split(text)
            .iter()
            .map(|part| many::describe(fields, part).or_else(|| describe_one(fields, part)))
            .collect::<Option<Vec<_>>>()?;
        together(fields, "filter-and", both)
    };
    let all = alternatives(part);
    if all.len() == 1 {
        return many::describe(fields, part).or_else(|| describe_one(fields, part));
    }
    together(fields, "filter-or", all.iter().map(|text| said(text)).collect::<Option<Vec<_>>>()?)
}

fn together(fields: &Fields<'_>, key: &str, parts: Vec<String>) -> Option<String> {
    let both =
        |left: String, right: String| fields.reader.text_with(key, &[("left", left.into()), ("right", right.into())]);
    parts.into_iter().reduce(both)
}

/// A condition over fields of the record itself.
pub(super) fn describe_one(fields: &Fields<'_>, part: &str) -> Option<String> {
    let (path, operator, literal) = take_apart(part)?;
    let key = format!("filter-{}", operator.as_str());
    if let Some(stage) = path.strip_suffix(".outcome") {
        let (_, field) = fields.find(stage)?;
        let known = ["open", "won", "lost"].into_iter().find(|outcome| literal == format!("\"{outcome}\""))?;
        let value = fields.reader.text(&format!("outcome-{known}"));
        let is_stage = matches!(field.kind, Kind::Stage { .. });
        let said = [("field", fields.label(stage).into()), ("value", value.into())];
        return is_stage.then(|| fields.reader.text_with(&key, &said));
    }
    let (object, field) = fields.find(path)?;
    if operator.is_alone() {
        return Some(fields.reader.text_with(&key, &[("field", fields.label(path).into()), ("value", "".into())]));
    }
    let value = shown(&Fields { object, ..*fields }, field, literal)?;
    Some(fields.reader.text_with(&key, &[("field", fields.label(path).into()), ("value", value.into())]))
}

fn take_apart(part: &str) -> Option<(&str, Operator, &str)> {
    let methods = [(".contains(", Operator::Contains), (".has(", Operator::Contains), (".within(", Operator::Within)];
    for (method, operator) in methods {
        if let Some((path, rest)) = part.split_once(method) {
            return Some((path.trim(), operator, rest.strip_suffix(')')?.trim()));
        }
    }
    let signs = [
        ("==", Operator::Is),
        ("!=", Operator::IsNot),
        (">=", Operator::AtLeast),
        ("<=", Operator::AtMost),
        (">", Operator::Over),
        ("<", Operator::Under),
    ];
    let (path, operator, literal) = signs
        .into_iter()
        .find_map(|(sign, operator)| part.split_once(sign).map(|(path, rest)| (path.trim(), operator, rest.trim())))?;
    Some(match (operator, literal) {
        (Operator::Is, "null") => (path, Operator::Unknown, ""),
        (Operator::IsNot, "null") => (path, Operator::Known, ""),
        _ => (path, operator, literal),
    })
}

/// A literal as the reader would say it; `None` for what is more than a literal.
fn shown(fields: &Fields<'_>, field: &Field, literal: &str) -> Option<String> {
    let reader = fields.reader;
    let text = literal
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .map(|text| text.replace("\\\"", "\"").replace("\\\\", "\\"));
    match (text, field.kind.value_kind()) {
        (Some(option), kind @ (Kind::Choice { .. } | Kind::Stage { .. } | Kind::Choices { .. })) => {
            has_option(kind, &option).then(|| fields.option(&field.name, &option))
        }
        (Some(day), Kind::Date) => Some(format::date(catalogue::reading::days_of_date(day.parse().ok()?), reader.lang)),
        (Some(text), _) => Some(format!("“{text}”")),
        (None, Kind::Person) if literal == "me" => Some(reader.text("filter-me")),
        (None, Kind::Boolean) => Some(format::boolean(literal.parse().ok()?, reader.lang)),
        (None, Kind::Money | Kind::Integer { .. } | Kind::Decimal { .. }) => {
            Some(format::decimal(literal.parse().ok()?, reader.lang))
        }
        (None, Kind::Percent { .. }) => Some(format::percent(literal.parse().ok()?, 1, reader.lang)),
        _ => None,
    }
}

fn has_option(kind: &Kind, option: &str) -> bool {
    match kind {
        Kind::Choice { options } | Kind::Choices { options } => options.iter().any(|known| **known == *option),
        Kind::Stage { stages } => stages.iter().any(|stage| *stage.id == *option),
        _ => false,
    }
}

#[cfg(test)]
#[path = "conditions_tests.rs"]
mod tests;
