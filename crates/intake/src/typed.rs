//! A value as read to the typed value of a field: money to whole cents, decimals to the field's digits, choices to their ids.

use std::cell::RefCell;
use std::collections::HashMap;

use catalogue::{Currency, Field, Kind, Money, Name, Object, Value};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::mapping::key_field;
use crate::reading::Read;
use crate::spelling::{self, Choice};

/// Why a value is not believed: an option of `doubt.reason`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Doubted(pub(crate) &'static str);

/// A text that is not what its field holds: a phone number that is none.
pub(crate) const NOT_READABLE: &str = "not_readable";

/// What typing needs to know besides the field.
pub(crate) struct Typing<'a> {
    pub(crate) currency: Currency,
    pub(crate) zone: &'a jiff::tz::TimeZone,
    shapes: Option<records::bulk::Shapes>,
    /// What each written choice means: a column has few different ones and many rows.
    choices: RefCell<HashMap<(Name, Name, String), Option<Name>>>,
}

impl<'a> Typing<'a> {
    pub(crate) fn new(currency: Currency, zone: &'a jiff::tz::TimeZone) -> Self {
        Self { currency, zone, shapes: None, choices: RefCell::default() }
    }

    /// The same with the shapes that the gate asks of texts.
    pub(crate) fn with_shapes(self, shapes: records::bulk::Shapes) -> Self {
        Self { shapes: Some(shapes), ..self }
    }

    /// A text that the gate would refuse is doubted, so that its row is not lost with it. What names a record or must be
    /// there is left to the gate: without it there is no row.
    fn text(&self, object: &Object, field: &Field, text: String) -> Result<Value, Doubted> {
        let value = Value::text(text);
        let is_needed = field.required || field.unique || key_field(object).is_some_and(|key| key.name == field.name);
        let is_taken = is_needed || self.shapes.as_ref().is_none_or(|shapes| shapes.takes(field, &value));
        if is_taken { Ok(value) } else { Err(Doubted(NOT_READABLE)) }
    }

    /// The typed value. Money and decimals finer than the field keeps are rounded half away from zero, as spreadsheets do.
    pub(crate) fn value(&self, object: &Object, field: &Field, read: &Read) -> Result<Value, Doubted> {
        match (field.kind.value_kind(), read) {
            (Kind::Money, Read::Number(n)) => self.money(*n),
            (Kind::Integer { .. }, Read::Number(n)) => whole(*n),
            (Kind::Decimal { scale, .. } | Kind::Percent { scale }, Read::Number(n)) => {
                Ok(Value::Decimal(round(*n, *scale)))
            }
            (Kind::Date, Read::Date(days)) => Ok(Value::Date(*days)),
            (Kind::Instant, Read::Date(days)) => self.midnight(*days).map(Value::Instant).ok_or(Doubted("not_a_date")),
            (Kind::Boolean, Read::Bool(yes)) => Ok(Value::Bool(*yes)),
            (Kind::Boolean, Read::Number(n)) => Ok(Value::Bool(!n.is_zero())),
            (Kind::Choice { .. } | Kind::Stage { .. }, read) => {
                self.option(object, field, &read.shown()).map(Value::Text)
            }
            (Kind::Choices { .. }, read) => {
                let all = read.shown();
                let words = all.split([',', ';']).map(str::trim).filter(|w| !w.is_empty());
                words.map(|w| self.option(object, field, w)).collect::<Result<Vec<_>, _>>().map(Value::Choices)
            }
            (Kind::Text | Kind::LongText | Kind::Email | Kind::Phone | Kind::Url, read) => {
                self.text(object, field, read.shown())
            }
            (Kind::Date | Kind::Instant, _) => Err(Doubted("not_a_date")),
            _ => Err(Doubted("not_a_number")),
        }
    }

    fn option(&self, object: &Object, field: &Field, written: &str) -> Result<Name, Doubted> {
        let key = (object.name.clone(), field.name.clone(), written.to_owned());
        let mut choices = self.choices.borrow_mut();
        let meant = choices.entry(key).or_insert_with(|| match spelling::choice(object, field, written) {
            Choice::Known(id) | Choice::Near(id) => Some(id),
            Choice::Unknown => None,
        });
        meant.clone().ok_or(Doubted("unknown_choice"))
    }

    fn money(&self, amount: Decimal) -> Result<Value, Doubted> {
        let rounded = round(amount, self.currency.digits());
        Money::from_major(rounded, self.currency).map(Value::Money).ok_or(Doubted("out_of_range"))
    }

    /// The first instant of a day in the company's zone, UTC microseconds.
    pub(crate) fn midnight(&self, days: i32) -> Option<i64> {
        let start = crate::day::civil(days)?.to_zoned(self.zone.clone()).ok()?;
        Some(start.timestamp().as_microsecond())
    }
}

fn round(number: Decimal, digits: u32) -> Decimal {
    number.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero).normalize()
}

fn whole(number: Decimal) -> Result<Value, Doubted> {
    if !number.fract().is_zero() {
        return Err(Doubted("fraction_of_indivisible"));
    }
    i64::try_from(number.trunc()).map(Value::Int).map_err(|_| Doubted("out_of_range"))
}

/// The number inside a typed value, for sums.
pub(crate) fn number_of(value: &Value) -> Option<Decimal> {
    match value {
        Value::Int(n) => Some(Decimal::from(*n)),
        Value::Decimal(n) => Some(*n),
        Value::Money(money) => Some(money.major()),
        _ => None,
    }
}

/// As text, for previews and refused rows.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => yes.to_string(),
        Value::Int(n) => n.to_string(),
        Value::Decimal(n) => n.normalize().to_string(),
        Value::Money(money) => format!("{} {}", money.major(), money.currency),
        Value::Moneys(all) => {
            all.iter().map(|m| format!("{} {}", m.major(), m.currency)).collect::<Vec<_>>().join(", ")
        }
        Value::Text(text) => text.to_string(),
        Value::Date(days) => crate::day::iso(*days),
        Value::Instant(at) => crate::day::iso_time(at.div_euclid(1_000_000)),
        Value::Duration(micros) => format!("{} min", micros / 60_000_000),
        Value::Choices(ids) => ids.join(", "),
        Value::Ref(id) => id.to_string(),
        Value::File(file) => file.name().to_owned(),
    }
}
