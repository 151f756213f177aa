//! Exact arithmetic on values. What cannot be worked out (not known, overflow, division by zero, two currencies)
//! is not known. No floating point.

use std::cmp::Ordering;

use catalogue::{Money, Value, fold};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::Arith;

/// Digits after the point that a division keeps.
pub const DIVISION_SCALE: u32 = 6;

const NEAREST: RoundingStrategy = RoundingStrategy::MidpointAwayFromZero;

/// The result of one step of arithmetic: see `Operand::Arith` for what it takes.
#[must_use]
pub(crate) fn arith(op: Arith, left: &Value, right: &Value) -> Value {
    match (left, right) {
        (Value::Int(a), Value::Int(b)) if op != Arith::Div => whole(op, *a, *b).map(Value::Int),
        (Value::Money(a), Value::Money(b)) => moneys(op, *a, *b),
        (Value::Money(a), b) => scaled(op, *a, b),
        (a, Value::Money(b)) if op == Arith::Mul => scaled(op, *b, a),
        (Value::Instant(a), Value::Duration(b)) => step(op, *a, *b).map(Value::Instant),
        (Value::Duration(a), Value::Instant(b)) if op == Arith::Add => a.checked_add(*b).map(Value::Instant),
        (Value::Instant(a), Value::Instant(b)) if op == Arith::Sub => a.checked_sub(*b).map(Value::Duration),
        (Value::Duration(a), Value::Duration(b)) => step(op, *a, *b).map(Value::Duration),
        (Value::Duration(a), Value::Int(b)) if op == Arith::Mul => a.checked_mul(*b).map(Value::Duration),
        (Value::Date(a), Value::Int(b)) => days_on(op, *a, *b),
        _ => numbers(op, left, right),
    }
    .unwrap_or(Value::Null)
}

fn whole(op: Arith, a: i64, b: i64) -> Option<i64> {
    match op {
        Arith::Add => a.checked_add(b),
        Arith::Sub => a.checked_sub(b),
        Arith::Mul => a.checked_mul(b),
        Arith::Div => None,
    }
}

fn step(op: Arith, a: i64, b: i64) -> Option<i64> {
    if op == Arith::Mul { None } else { whole(op, a, b) }
}

/// The day, within the years that exist.
fn days_on(op: Arith, day: i32, days: i64) -> Option<Value> {
    let day = i32::try_from(step(op, i64::from(day), days)?).ok()?;
    crate::calendar::civil(day).map(|_| Value::Date(day))
}

fn moneys(op: Arith, a: Money, b: Money) -> Option<Value> {
    if a.currency != b.currency {
        return None;
    }
    match op {
        Arith::Div => quotient(a.minor.into(), b.minor.into()).map(Value::Decimal),
        Arith::Mul => None,
        _ => Some(Value::Money(Money { minor: whole(op, a.minor, b.minor)?, currency: a.currency })),
    }
}

/// Money by a number, to the minor unit, half away from zero.
fn scaled(op: Arith, money: Money, by: &Value) -> Option<Value> {
    let by = number(by)?;
    let minor = Decimal::from(money.minor);
    let exact = match op {
        Arith::Mul => minor.checked_mul(by),
        Arith::Div => minor.checked_div(by),
        _ => None,
    }?;
    let minor = i64::try_from(exact.round_dp_with_strategy(0, NEAREST)).ok()?;
    Some(Value::Money(Money { minor, currency: money.currency }))
}

fn numbers(op: Arith, left: &Value, right: &Value) -> Option<Value> {
    let (a, b) = (number(left)?, number(right)?);
    match op {
        Arith::Add => a.checked_add(b),
        Arith::Sub => a.checked_sub(b),
        Arith::Mul => a.checked_mul(b),
        Arith::Div => quotient(a, b),
    }
    .map(Value::Decimal)
}

/// To six digits after the point, half away from zero.
fn quotient(a: Decimal, b: Decimal) -> Option<Decimal> {
    Some(a.checked_div(b)?.round_dp_with_strategy(DIVISION_SCALE, NEAREST))
}

/// The value as a plain number: whole numbers, decimals and percents.
pub(crate) fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::Int(int) => Some(Decimal::from(*int)),
        Value::Decimal(decimal) => Some(*decimal),
        _ => None,
    }
}

/// How two known values of one family stand to each other; `None` when they cannot be compared (not known, two
/// currencies, two families). Text compares by its folded form.
pub(crate) fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Bool(a), Value::Bool(b)) => Some(a.cmp(b)),
        (Value::Money(a), Value::Money(b)) => (a.currency == b.currency).then(|| a.minor.cmp(&b.minor)),
        (Value::Text(a), Value::Text(b)) => Some(fold(a).cmp(&fold(b))),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::Instant(a), Value::Instant(b)) | (Value::Duration(a), Value::Duration(b)) => Some(a.cmp(b)),
        (Value::Ref(a), Value::Ref(b)) => Some(a.cmp(b)),
        (Value::Choices(a), Value::Choices(b)) => (a == b).then_some(Ordering::Equal),
        (Value::File(a), Value::File(b)) => (a == b).then_some(Ordering::Equal),
        _ => Some(number(left)?.cmp(&number(right)?)),
    }
}
