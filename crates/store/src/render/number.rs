//! Exact arithmetic on scaled integers.

use query::{Arith, Operand};
use sea_query::{Expr as Sea, ExprTrait};

use super::operand::{only_when, unknown};
use super::{Renderer, Term, constant};
use crate::StoreError;
use crate::columns::Shape;

/// Digits after the point that a division keeps, as in `query`.
const DIVISION_SCALE: u32 = 6;

/// Both numbers at the finer of the two scales.
pub(super) fn align(left: &Term, right: &Term) -> (Sea, Sea) {
    let (a, b) = (scale_of(left), scale_of(right));
    let scale = std::cmp::max(a, b);
    (lift(left.main.clone(), scale - a), lift(right.main.clone(), scale - b))
}

fn scale_of(term: &Term) -> u32 {
    if let Shape::Decimal(scale) = term.shape { scale } else { 0 }
}

fn lift(expr: Sea, digits: u32) -> Sea {
    if digits == 0 { expr } else { expr.mul(constant(10_i64.saturating_pow(digits))) }
}

/// Whole numbers stay whole among themselves; with a decimal they become one.
fn numeric(left: &Term, right: &Term, scale: u32, main: Sea) -> Term {
    let whole = left.shape == Shape::Int && right.shape == Shape::Int;
    Term::of(if whole { Shape::Int } else { Shape::Decimal(scale) }, main)
}

impl Renderer<'_> {
    pub(super) fn arithmetic(&mut self, op: Arith, left: &Operand, right: &Operand) -> Result<Term, StoreError> {
        use Shape::{Date, Decimal, Duration, Instant, Int, Money, Null};
        let (left, right) = (self.operand(left)?, self.operand(right)?);
        let plain = |shape| Term::of(shape, apply(op, left.main.clone(), right.main.clone()));
        Ok(match (op, left.shape, right.shape) {
            (_, Null, _) | (_, _, Null) => unknown(),
            (Arith::Add | Arith::Sub, Int | Decimal(_), Int | Decimal(_)) => {
                let (a, b) = align(&left, &right);
                let scale = std::cmp::max(scale_of(&left), scale_of(&right));
                numeric(&left, &right, scale, apply(op, a, b))
            }
            (Arith::Mul, Int | Decimal(_), Int | Decimal(_)) => {
                let scale = scale_of(&left) + scale_of(&right);
                numeric(&left, &right, scale, left.main.clone().mul(right.main.clone()))
            }
            (Arith::Add | Arith::Sub, Instant, Duration) => plain(Instant),
            (Arith::Add, Duration, Instant) => plain(Instant),
            (Arith::Sub, Instant, Instant) => plain(Duration),
            (Arith::Add | Arith::Sub, Duration, Duration) => plain(Duration),
            (Arith::Add | Arith::Sub, Date, Int) => plain(Date),
            (Arith::Mul, Duration, Int) => plain(Duration),
            (Arith::Div, Int | Decimal(_), Int | Decimal(_)) => quotient(&left, &right),
            (Arith::Div, Money, Money) => {
                let same = left.currency().eq(right.currency());
                let by = quotient(&left, &right);
                Term::of(by.shape, only_when(&same, by.main))
            }
            (Arith::Div, Money, Int | Decimal(_)) => {
                let minor = left.main.clone().mul(constant(10_i64.saturating_pow(scale_of(&right))));
                Term::pair(Money, nearest(minor, right.main.clone()), left.currency())
            }
            (Arith::Add | Arith::Sub, Money, Money) => {
                let same = left.currency().eq(right.currency());
                let main = only_when(&same, apply(op, left.main.clone(), right.main.clone()));
                Term::pair(Money, main, only_when(&same, left.currency()))
            }
            (Arith::Mul, Money, Int | Decimal(_)) => by_number(&left, &right),
            (Arith::Mul, Int | Decimal(_), Money) => by_number(&right, &left),
            (op, a, b) => return Err(StoreError::Internal(format!("{a:?} {op:?} {b:?} is not counted here"))),
        })
    }

    /// Whole days between two dates; instants by their dates in the company's calendar.
    pub(super) fn days(&mut self, from: &Operand, to: &Operand) -> Result<Term, StoreError> {
        let (from, to) = (self.operand(from)?, self.operand(to)?);
        let day = |this: &mut Self, term: &Term| match term.shape {
            Shape::Instant => match term.moment {
                Some(at) => super::local_day_of(at, &this.env.zone).map(crate::dialect::int),
                None => this.local_day(&term.main),
            },
            _ => Ok(term.main.clone()),
        };
        let (from, to) = (day(self, &from)?, day(self, &to)?);
        Ok(Term::of(Shape::Int, to.sub(from)))
    }
}

fn apply(op: Arith, left: Sea, right: Sea) -> Sea {
    match op {
        Arith::Add => left.add(right),
        Arith::Sub => left.sub(right),
        Arith::Mul => left.mul(right),
        Arith::Div => left.div(right),
    }
}

/// Money by a number, to the minor unit, half away from zero.
fn by_number(money: &Term, number: &Term) -> Term {
    let product = money.main.clone().mul(number.main.clone());
    let main = match scale_of(number) {
        0 => product,
        scale => nearest(product, constant(10_i64.saturating_pow(scale))),
    };
    Term::pair(Shape::Money, main, money.currency())
}

/// To six digits after the point, half away from zero, as `query` divides in memory.
fn quotient(left: &Term, right: &Term) -> Term {
    let (a, b) = align(left, right);
    Term::of(Shape::Decimal(DIVISION_SCALE), nearest(lift(a, DIVISION_SCALE), b))
}

/// A whole division to the nearest, half away from zero; null by zero. Both engines cut towards zero, so half of the
/// divisor is added to the sizes and the sign put on at the end.
fn nearest(value: Sea, by: Sea) -> Sea {
    let size = |it: &Sea| Sea::from(sea_query::Func::abs(it.clone()));
    let doubled = size(&value).mul(constant(2)).add(size(&by)).div(size(&by).mul(constant(2)));
    let positive = value.clone().gte(constant(0)).and(by.clone().gt(constant(0)));
    let negative = value.clone().lt(constant(0)).and(by.clone().lt(constant(0)));
    sea_query::CaseStatement::new()
        .case(positive.or(negative), doubled.clone())
        .case(by.ne(constant(0)), constant(0).sub(doubled))
        .into()
}
