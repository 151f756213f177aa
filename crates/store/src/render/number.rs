//! Exact arithmetic on scaled integers.

use query::{Arith, Operand};
use sea_query::{Expr as Sea, ExprTrait};

use super::{Renderer, Term, constant, shaped_null};
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

fn lift(expr: Sea, digits: u32) -> Sea {
    if digits == 0 { expr } else { expr.mul(constant(10_i64.saturating_pow(digits))) }
}

fn numeric(scale: u32, main: Sea) -> Term {
    Term::of(if scale == 0 { Shape::Int } else { Shape::Decimal(scale) }, main)
}

impl Renderer<'_> {
    pub(super) fn arithmetic(&mut self, op: Arith, left: &Operand, right: &Operand) -> Result<Term, StoreError> {
        use Shape::{Date, Decimal, Duration, Instant, Int, Money, Null};
        let (left, right) = (self.operand(left)?, self.operand(right)?);
        let plain = |shape| Term::of(shape, apply(op, left.main.clone(), right.main.clone()));
        Ok(match (op, left.shape, right.shape) {
            (_, Null, _) | (_, _, Null) => shaped_null(),
            (Arith::Add | Arith::Sub, Int | Decimal(_), Int | Decimal(_)) => {
                let (a, b) = align(&left, &right);
                numeric(std::cmp::max(scale_of(&left), scale_of(&right)), apply(op, a, b))
            }
            (Arith::Mul, Int | Decimal(_), Int | Decimal(_)) => {
                numeric(scale_of(&left) + scale_of(&right), left.main.mul(right.main))
            }
            (Arith::Add | Arith::Sub, Instant, Duration) => plain(Instant),
            (Arith::Add, Duration, Instant) => plain(Instant),
            (Arith::Sub, Instant, Instant) => plain(Duration),
            (Arith::Add | Arith::Sub, Duration, Duration) => plain(Duration),
            (Arith::Add | Arith::Sub, Date, Int) => plain(Date),
            (Arith::Sub, Date, Date) => plain(Int),
            (Arith::Add | Arith::Sub, Money, Money) => {
                let same = left.currency().eq(right.currency());
                let main = super::operand::only_when(&same, apply(op, left.main.clone(), right.main.clone()));
                Term::pair(Money, main, super::operand::only_when(&same, left.currency()))
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
            Shape::Instant => this.local_day(&term.main),
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
        scale => rounded(product, 10_i64.saturating_pow(scale)),
    };
    Term::pair(Shape::Money, main, money.currency())
}

/// A whole division, half away from zero. Both engines cut towards zero, so half is added on the side of the sign.
pub(super) fn rounded(value: Sea, by: i64) -> Sea {
    let half = constant(by / 2);
    sea_query::CaseStatement::new()
        .case(value.clone().gte(constant(0)), value.clone().add(half.clone()).div(constant(by)))
        .case(value.clone().lt(constant(0)), value.sub(half).div(constant(by)))
        .into()
}
