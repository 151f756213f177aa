//! Literals: what is written in the text, before and after it takes the type and unit of the field it meets.

use catalogue::{Currency, Id, Kind, Money, Outcome, Stage, Value};
use rust_decimal::Decimal;

use crate::calendar;

/// A literal that has met no field yet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Lit {
    Null,
    Bool(bool),
    Int(i64),
    Decimal(Decimal),
    Text(String),
}

/// Why a literal does not fit a field.
pub(crate) enum Misfit {
    /// It is of another kind altogether.
    Kind,
    /// Finer than the field keeps: this many digits after the point.
    Finer(u32),
    Date,
    Instant,
    Duration,
    /// No such option; these are known.
    Option(String),
    /// Too large.
    Range,
}

/// The kinds that compare with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    Text,
    Number,
    Money,
    Date,
    Instant,
    Duration,
    Boolean,
    Choice,
    Choices,
    Reference,
    /// There or not: what a file says is no text of the record.
    File,
}

impl Family {
    pub fn of(kind: &Kind) -> Self {
        match kind.value_kind() {
            Kind::Text | Kind::LongText | Kind::Email | Kind::Phone | Kind::Url => Self::Text,
            Kind::Integer { .. } | Kind::Decimal { .. } | Kind::Percent { .. } => Self::Number,
            Kind::Money => Self::Money,
            Kind::Date => Self::Date,
            Kind::Instant => Self::Instant,
            Kind::Duration => Self::Duration,
            Kind::Boolean => Self::Boolean,
            Kind::Choice { .. } | Kind::Stage { .. } => Self::Choice,
            Kind::Choices { .. } => Self::Choices,
            Kind::File => Self::File,
            Kind::Reference { .. } | Kind::Person | Kind::Computed { .. } | Kind::Rollup { .. } => Self::Reference,
        }
    }

    pub fn is_ordered(self) -> bool {
        !matches!(self, Self::Boolean | Self::Choice | Self::Choices | Self::Reference | Self::File)
    }

    /// The word that messages select by.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Money => "money",
            Self::Date => "date",
            Self::Instant => "instant",
            Self::Duration => "duration",
            Self::Boolean => "boolean",
            Self::Choice => "choice",
            Self::Choices => "choices",
            Self::Reference => "reference",
            Self::File => "file",
        }
    }
}

impl Lit {
    /// The word that messages select by.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Int(_) | Self::Decimal(_) => "number",
            Self::Text(_) => "text",
        }
    }

    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Int(int) => Some(Decimal::from(*int)),
            Self::Decimal(decimal) => Some(*decimal),
            _ => None,
        }
    }

    /// The value of a literal that meets no field.
    pub fn plain(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(truth) => Value::Bool(*truth),
            Self::Int(int) => Value::Int(*int),
            Self::Decimal(decimal) => Value::Decimal(*decimal),
            Self::Text(text) => Value::text(text.as_str()),
        }
    }

    /// The value in the type and unit of `kind`. `scale` bounds the digits after the point where the field itself
    /// is met, and not something worked out from it. Days that meet an instant are not for here.
    pub fn meet(&self, kind: &Kind, currency: Currency, scale: Option<u32>) -> Result<Value, Misfit> {
        match (kind.value_kind(), self) {
            (Kind::Integer { .. }, _) => self.whole(scale),
            (Kind::Decimal { .. } | Kind::Percent { .. }, _) => self.decimal(scale),
            (Kind::Money, _) => {
                let major = self.number().ok_or(Misfit::Kind)?;
                Money::from_major(major, currency).map(Value::Money).ok_or_else(|| too_fine(major, currency.digits()))
            }
            (Kind::Date, Self::Text(t)) => calendar::parse_day(t).map(Value::Date).ok_or(Misfit::Date),
            (Kind::Instant, Self::Text(t)) => calendar::parse_instant(t).map(Value::Instant).ok_or(Misfit::Instant),
            (Kind::Duration, Self::Text(t)) => duration(t).map(Value::Duration).ok_or(Misfit::Duration),
            (Kind::Boolean, Self::Bool(truth)) => Ok(Value::Bool(*truth)),
            (Kind::Choice { options }, Self::Text(t)) => option(t, options.iter().map(|o| &**o)),
            (Kind::Stage { stages }, Self::Text(t)) => option(t, stages.iter().map(|s: &Stage| &*s.id)),
            (Kind::Reference { .. } | Kind::Person, Self::Int(id)) => Ok(Value::Ref(Id(*id))),
            (kind, Self::Text(t)) if Family::of(kind) == Family::Text => Ok(Value::text(t.as_str())),
            _ => Err(Misfit::Kind),
        }
    }

    fn whole(&self, scale: Option<u32>) -> Result<Value, Misfit> {
        match (self, scale) {
            (Self::Int(int), _) => Ok(Value::Int(*int)),
            (Self::Decimal(decimal), None) => Ok(Value::Decimal(*decimal)),
            (Self::Decimal(decimal), Some(_)) if decimal.fract().is_zero() => {
                i64::try_from(*decimal).map(Value::Int).map_err(|_| Misfit::Range)
            }
            (Self::Decimal(_), Some(_)) => Err(Misfit::Finer(0)),
            _ => Err(Misfit::Kind),
        }
    }

    fn decimal(&self, scale: Option<u32>) -> Result<Value, Misfit> {
        let decimal = self.number().ok_or(Misfit::Kind)?.normalize();
        match scale {
            Some(scale) if decimal.scale() > scale => Err(Misfit::Finer(scale)),
            _ => Ok(Value::Decimal(decimal)),
        }
    }
}

fn too_fine(number: Decimal, digits: u32) -> Misfit {
    if number.normalize().scale() > digits { Misfit::Finer(digits) } else { Misfit::Range }
}

/// The option, among the known ones.
pub(crate) fn option<'o>(id: &str, known: impl Iterator<Item = &'o str> + Clone) -> Result<Value, Misfit> {
    if known.clone().any(|k| k == id) {
        return Ok(Value::text(id));
    }
    Err(Misfit::Option(known.collect::<Vec<_>>().join(", ")))
}

/// The outcomes of stages, as the options of a choice.
pub(crate) fn outcomes() -> Kind {
    Kind::Choice { options: [Outcome::Open, Outcome::Won, Outcome::Lost].map(|o| o.as_str().into()).to_vec() }
}

const UNITS: [(&str, i64); 6] =
    [("h", 3_600_000_000), ("m", 60_000_000), ("s", 1_000_000), ("ms", 1_000), ("us", 1), ("µs", 1)];

/// Microseconds from the text of a CEL duration: `72h`, `1h30m`, `-1.5s`.
pub(crate) fn duration(text: &str) -> Option<i64> {
    let (sign, mut rest) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    if rest.is_empty() {
        return None;
    }
    let mut total = Decimal::ZERO;
    while !rest.is_empty() {
        let (count, tail) = rest.split_at(rest.find(|c: char| !(c.is_ascii_digit() || c == '.'))?);
        let end = tail.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(end);
        let size = UNITS.iter().find(|(name, _)| *name == unit)?.1;
        total = total.checked_add(count.parse::<Decimal>().ok()?.checked_mul(Decimal::from(size))?)?;
        rest = tail;
    }
    if total.fract().is_zero() { i64::try_from(total).ok()?.checked_mul(sign) } else { None }
}

/// The text of a duration in its largest exact unit.
pub(crate) fn duration_text(micros: i64) -> String {
    let units = UNITS.iter().find(|(_, size)| micros % size == 0);
    units.map_or_else(|| format!("{micros}us"), |(name, size)| format!("{}{name}", micros / size))
}
