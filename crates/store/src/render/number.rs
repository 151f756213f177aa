//! Exact arithmetic on scaled integers, by the rules of `query`: what does not fit into 64 bits is not known. The engines would
//! fail, or go on with a binary fraction.

use jiff::civil;
use query::{Arith, DIVISION_SCALE, Operand};
use sea_query::{CaseStatement, Expr as Sea, ExprTrait, Func};

use super::once::once;
use super::operand::{literal, only_when, unknown};
use super::{Renderer, Term, constant};
use crate::StoreError;
use crate::columns::Shape;

/// Both numbers at the finer of the two scales.
pub(super) fn align(left: &Term, right: &Term) -> (Sea, Sea) {
    let (a, b) = (scale_of(left), scale_of(right));
    let scale = std::cmp::max(a, b);
    (lift(left.main.clone(), scale - a), lift(right.main.clone(), scale - b))
}

fn scale_of(term: &Term) -> u32 {
    if let Shape::Decimal(scale) = term.shape { scale } else { 0 }
}

/// With so many digits more.
fn lift(expr: Sea, digits: u32) -> Sea {
    match 10_i64.checked_pow(digits) {
        Some(1) => expr,
        Some(by) => {
            once([expr], |[expr]| only_when(&within(&expr, [-(i64::MAX / by), i64::MAX / by]), expr.mul(constant(by))))
        }
        None => once([expr], |[expr]| only_when(&expr.clone().eq(constant(0)), expr)),
    }
}

fn within(expr: &Sea, [least, most]: [i64; 2]) -> Sea {
    expr.clone().gte(constant(least)).and(expr.clone().lte(constant(most)))
}

/// Whole numbers stay whole among themselves; with a decimal they become one.
fn numeric(left: &Term, right: &Term, scale: u32, main: Sea) -> Term {
    let whole = left.shape == Shape::Int && right.shape == Shape::Int;
    Term::of(if whole { Shape::Int } else { Shape::Decimal(scale) }, main)
}

impl Renderer<'_> {
    pub(super) fn arithmetic(&mut self, op: Arith, left: &Operand, right: &Operand) -> Result<Term, StoreError> {
        use Shape::{Date, Decimal, Duration, Instant, Int, Money, Null};
        let whole = Operand::Arith { op, left: Box::new(left.clone()), right: Box::new(right.clone()) };
        if let Some(value) = query::constant(&whole, self.env, self.catalogue) {
            return literal(&value);
        }
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
                numeric(&left, &right, scale, product(left.main.clone(), right.main.clone()))
            }
            (Arith::Add | Arith::Sub, Instant, Duration) => plain(Instant),
            (Arith::Add, Duration, Instant) => plain(Instant),
            (Arith::Sub, Instant, Instant) => plain(Duration),
            (Arith::Add | Arith::Sub, Duration, Duration) => plain(Duration),
            (Arith::Add | Arith::Sub, Date, Int) => {
                let days = [super::days_of(civil::Date::MIN)?, super::days_of(civil::Date::MAX)?];
                let day = plain(Date).main;
                Term::of(Date, once([day], |[day]| only_when(&within(&day, days), day)))
            }
            (Arith::Mul, Duration, Int) => plain(Duration),
            (Arith::Div, Int | Decimal(_), Int | Decimal(_)) => quotient(&left, &right),
            (Arith::Div, Money, Money) => {
                let same = left.currency().eq(right.currency());
                let by = quotient(&left, &right);
                Term::of(by.shape, only_when(&same, by.main))
            }
            (Arith::Div, Money, Int | Decimal(_)) => {
                let minor = lift(left.main.clone(), scale_of(&right));
                Term::pair(Money, nearest(minor, right.main.clone()), left.currency())
            }
            (Arith::Add | Arith::Sub, Money, Money) => {
                let same = left.currency().eq(right.currency());
                let main = only_when(&same, apply(op, left.main.clone(), right.main.clone()));
                let currency = once([left.currency(), right.currency()], |[a, b]| only_when(&a.clone().eq(b), a));
                Term::pair(Money, main, currency)
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

/// One step on two whole numbers; a division is rounded. No side of a comparison leaves 64 bits, in whatever order an engine works
/// them out.
fn apply(op: Arith, left: Sea, right: Sea) -> Sea {
    match op {
        Arith::Mul => product(left, right),
        Arith::Div => nearest(left, right),
        Arith::Add => once([left, right], |[a, b]| {
            let fits = either(
                &b,
                a.clone().lte(constant(i64::MAX).sub(b.clone())),
                a.clone().gte(constant(-i64::MAX).sub(b.clone())),
            );
            only_when(&fits, a.add(b))
        }),
        Arith::Sub => once([left, right], |[a, b]| {
            let fits = either(
                &b,
                a.clone().gte(constant(-i64::MAX).add(b.clone())),
                a.clone().lte(constant(i64::MAX).add(b.clone())),
            );
            only_when(&fits, a.sub(b))
        }),
    }
}

/// The one for what is not below zero, or the other.
fn either(number: &Sea, positive: Sea, negative: Sea) -> Sea {
    CaseStatement::new().case(number.clone().gte(constant(0)), positive).finally(negative).into()
}

fn product(left: Sea, right: Sea) -> Sea {
    once([left, right], |[a, b]| {
        let fits = size(&b).lte(constant(i64::MAX).div(size(&a)));
        let product = a.clone().mul(b);
        CaseStatement::new().case(a.eq(constant(0)), product.clone()).case(fits, product).into()
    })
}

fn size(number: &Sea) -> Sea {
    Func::abs(number.clone()).into()
}

/// Money by a number, to the minor unit, half away from zero.
fn by_number(money: &Term, number: &Term) -> Term {
    let product = product(money.main.clone(), number.main.clone());
    let main = match scale_of(number) {
        0 => product,
        scale => nearest(product, constant(10_i64.saturating_pow(scale))),
    };
    Term::pair(Shape::Money, main, money.currency())
}

/// To six digits after the point, half away from zero, as `query` divides in memory.
fn quotient(left: &Term, right: &Term) -> Term {
    let (a, b) = (left.main.clone(), right.main.clone());
    let (kept, scale) = (DIVISION_SCALE + scale_of(right), scale_of(left));
    let main = match kept.checked_sub(scale) {
        Some(digits) => nearest(lift(a, digits), b),
        None => nearest(a, lift(b, scale - kept)),
    };
    Term::of(Shape::Decimal(DIVISION_SCALE), main)
}

/// A whole division to the nearest, half away from zero; null by zero. Both engines cut towards zero, so the sizes are divided
/// and the sign put on at the end.
fn nearest(value: Sea, by: Sea) -> Sea {
    once([value, by], |[value, by]| {
        let rest = size(&value).modulo(size(&by));
        let up: Sea =
            CaseStatement::new().case(rest.clone().gte(size(&by).sub(rest)), constant(1)).finally(constant(0)).into();
        let rounded = size(&value).div(size(&by)).add(up);
        let positive = value.clone().gte(constant(0)).and(by.clone().gt(constant(0)));
        let negative = value.lt(constant(0)).and(by.clone().lt(constant(0)));
        CaseStatement::new()
            .case(positive.or(negative), rounded.clone())
            .case(by.ne(constant(0)), constant(0).sub(rounded))
            .into()
    })
}
