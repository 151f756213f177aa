//! Exact arithmetic on values, by the rules of the statements: a number is a 64-bit whole number of its smallest part, which its
//! scale says, and every step of a formula must fit. What cannot be worked out (not known, does not fit, division by zero, two
//! currencies) is not known. No floating point.

use std::cmp::Ordering;

use catalogue::{Money, Value, fold};
use rust_decimal::Decimal;

use crate::Arith;

/// Digits after the point that a division keeps.
pub const DIVISION_SCALE: u32 = 6;

/// The most digits after the point that a formula comes to: more are refused when it is read.
pub const MAX_SCALE: u32 = 18;

/// The result of one step of arithmetic: see `Operand::Arith` for what it takes.
#[must_use]
pub(crate) fn arith(op: Arith, left: &Value, right: &Value) -> Value {
    match (left, right) {
        (Value::Int(a), Value::Int(b)) if op != Arith::Div => whole(op, *a, *b).map(Value::Int),
        (Value::Money(a), Value::Money(b)) => moneys(op, *a, *b),
        (Value::Money(a), b) => scaled(op, *a, b),
        (a, Value::Money(b)) if op == Arith::Mul => scaled(op, *b, a),
        (Value::Instant(a), Value::Duration(b)) => step(op, *a, *b).map(Value::Instant),
        (Value::Duration(a), Value::Instant(b)) if op == Arith::Add => whole(op, *a, *b).map(Value::Instant),
        (Value::Instant(a), Value::Instant(b)) if op == Arith::Sub => whole(op, *a, *b).map(Value::Duration),
        (Value::Duration(a), Value::Duration(b)) => step(op, *a, *b).map(Value::Duration),
        (Value::Duration(a), Value::Int(b)) if op == Arith::Mul => whole(op, *a, *b).map(Value::Duration),
        (Value::Date(a), Value::Int(b)) => days_on(op, *a, *b),
        _ => numbers(op, left, right),
    }
    .unwrap_or(Value::Null)
}

/// The least number of 64 bits is none here: its size does not fit.
fn whole(op: Arith, a: i64, b: i64) -> Option<i64> {
    match op {
        Arith::Add => a.checked_add(b),
        Arith::Sub => a.checked_sub(b),
        Arith::Mul => a.checked_mul(b),
        Arith::Div => None,
    }
    .filter(|number| *number != i64::MIN)
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
        Arith::Div => quotient((a.minor, 0), (b.minor, 0)),
        Arith::Mul => None,
        _ => Some(Value::Money(Money { minor: whole(op, a.minor, b.minor)?, currency: a.currency })),
    }
}

/// Money by a number, to the minor unit, half away from zero.
fn scaled(op: Arith, money: Money, by: &Value) -> Option<Value> {
    let (by, scale) = parts(by)?;
    let minor = match op {
        Arith::Mul => nearest(whole(op, money.minor, by)?, lifted(1, scale)?),
        Arith::Div => nearest(lifted(money.minor, scale)?, by),
        _ => None,
    }?;
    Some(Value::Money(Money { minor, currency: money.currency }))
}

fn numbers(op: Arith, left: &Value, right: &Value) -> Option<Value> {
    let ((a, x), (b, y)) = (parts(left)?, parts(right)?);
    match op {
        Arith::Add | Arith::Sub => {
            let (a, b, scale) = aligned(left, right)?;
            decimal(whole(op, a, b)?, scale)
        }
        Arith::Mul => decimal(whole(op, a, b)?, x + y),
        Arith::Div => quotient((a, x), (b, y)),
    }
}

/// Both numbers at the finer of the two scales, and that scale.
fn aligned(left: &Value, right: &Value) -> Option<(i64, i64, u32)> {
    let ((a, x), (b, y)) = (parts(left)?, parts(right)?);
    let scale = x.max(y);
    Some((lifted(a, scale - x)?, lifted(b, scale - y)?, scale))
}

/// To six digits after the point, half away from zero.
fn quotient((a, x): (i64, u32), (b, y): (i64, u32)) -> Option<Value> {
    let kept = DIVISION_SCALE + y;
    let exact = match kept.checked_sub(x) {
        Some(digits) => nearest(lifted(a, digits)?, b),
        None => nearest(a, lifted(b, x - kept)?),
    };
    decimal(exact?, DIVISION_SCALE)
}

/// A whole division to the nearest, half away from zero.
fn nearest(value: i64, by: i64) -> Option<i64> {
    let (size, per) = (value.unsigned_abs(), by.unsigned_abs());
    let (cut, rest) = (size.checked_div(per)?, size.checked_rem(per)?);
    let size = i64::try_from(cut + u64::from(rest >= per - rest)).ok()?;
    Some(if (value < 0) == (by < 0) { size } else { -size })
}

/// With so many digits more.
fn lifted(number: i64, digits: u32) -> Option<i64> {
    if number == 0 { Some(0) } else { number.checked_mul(10_i64.checked_pow(digits)?) }
}

/// Whole numbers, decimals and percents as so many of their smallest part, and the digits that part has after the point.
fn parts(value: &Value) -> Option<(i64, u32)> {
    let number = number(value)?;
    Some((i64::try_from(number.mantissa()).ok()?, number.scale()))
}

fn decimal(parts: i64, scale: u32) -> Option<Value> {
    Decimal::try_new(parts, scale).ok().map(Value::Decimal)
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
        _ => aligned(left, right).map(|(a, b, _)| a.cmp(&b)),
    }
}
