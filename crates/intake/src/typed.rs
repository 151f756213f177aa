//! A value as read to the typed value of a field: money to whole cents, decimals to the field's digits, choices to their ids.

use std::cell::RefCell;
use std::collections::HashMap;

use catalogue::{Currency, Field, Kind, Money, Name, Object, Value};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::reading::Read;
use crate::spelling::{self, Choice};

/// Why a value is not believed: an option of `doubt.reason`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Doubted(pub(crate) &'static str);

/// What typing needs to know besides the field.
pub(crate) struct Typing<'a> {
    pub(crate) currency: Currency,
    pub(crate) zone: &'a jiff::tz::TimeZone,
    /// What each written choice means: a column has few different ones and many rows.
    choices: RefCell<HashMap<(Name, Name, String), Option<Name>>>,
}

impl<'a> Typing<'a> {
    pub(crate) fn new(currency: Currency, zone: &'a jiff::tz::TimeZone) -> Self {
        Self { currency, zone, choices: RefCell::default() }
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
                Ok(Value::text(read.shown()))
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
