//! Checking of arithmetic: which kinds go together, and what comes out.

use catalogue::{Kind, Value};
use cel::common::ast::{IdedExpr, operators};

use crate::check::Check;
use crate::literal::{Family, Lit};
use crate::names::Names;
use crate::values::{Val, scaled, whole};
use crate::{Arith, DIVISION_SCALE, MAX_SCALE, Operand};

pub(crate) fn operation(name: &str) -> Option<Arith> {
    Some(match name {
        operators::ADD => Arith::Add,
        operators::SUBSTRACT => Arith::Sub,
        operators::MULTIPLY => Arith::Mul,
        operators::DIVIDE => Arith::Div,
        _ => return None,
    })
}

impl Check<'_> {
    pub fn arithmetic(&mut self, names: &Names, part: &IdedExpr, op: Arith, sides: [&IdedExpr; 2]) -> Option<Val> {
        let [left, right] = sides.map(|side| self.value(names, side));
        match (left?, right?) {
            (Val::Lit(a), Val::Lit(b)) => self.folded(part, op, &a, &b),
            (Val::Op(a, kind), Val::Lit(b)) => {
                let (b, other) = self.beside(part, op, &kind, &b)?;
                self.combined(part, op, (a, kind), (b, other))
            }
            (Val::Lit(a), Val::Op(b, kind)) => {
                let (a, other) = self.beside(part, op, &kind, &a)?;
                self.combined(part, op, (a, other), (b, kind))
            }
            (Val::Op(a, ka), Val::Op(b, kb)) => self.combined(part, op, (a, ka), (b, kb)),
        }
    }

    pub fn negate(&mut self, names: &Names, part: &IdedExpr, inner: &IdedExpr) -> Option<Val> {
        match self.value(names, inner)? {
            Val::Lit(lit) => self.folded(part, Arith::Sub, &Lit::Int(0), &lit),
            Val::Op(operand, kind) => {
                let (zero, other) = self.beside(part, Arith::Sub, &kind, &Lit::Int(0))?;
                self.combined(part, Arith::Sub, (zero, other), (operand, kind))
            }
        }
    }

    /// Two literals are worked out at once, so that the result can still take the unit of a field.
    fn folded(&mut self, part: &IdedExpr, op: Arith, a: &Lit, b: &Lit) -> Option<Val> {
        match crate::arith::arith(op, &a.plain(), &b.plain()) {
            Value::Int(int) => Some(Val::Lit(Lit::Int(int))),
            Value::Decimal(decimal) => Some(Val::Lit(Lit::Decimal(decimal))),
            _ if a.number().is_some() && b.number().is_some() => self.fault(part, "query-number", []),
            _ => self.mismatch(part, a.word(), b.word()),
        }
    }

    /// A literal beside an operand: money is added to money, and everything else goes by plain numbers.
    fn beside(&mut self, part: &IdedExpr, op: Arith, kind: &Kind, lit: &Lit) -> Option<(Operand, Kind)> {
        let added = matches!(op, Arith::Add | Arith::Sub) && Family::of(kind) == Family::Money;
        if added {
            let value = lit.meet(kind, self.env.currency, None);
            let Ok(value) = value else { return self.mismatch(part, Family::of(kind).word(), lit.word()) };
            return Some((Operand::Value(value), Kind::Money));
        }
        let kind = match lit {
            Lit::Int(_) => whole(),
            Lit::Decimal(decimal) if decimal.scale() > MAX_SCALE => return self.too_fine(part, decimal.scale()),
            Lit::Decimal(decimal) => scaled(decimal.scale()),
            other => return self.mismatch(part, Family::of(kind).word(), other.word()),
        };
        Some((Operand::Value(lit.plain()), kind))
    }

    fn combined(&mut self, part: &IdedExpr, op: Arith, left: (Operand, Kind), right: (Operand, Kind)) -> Option<Val> {
        let (a, b) = (Family::of(&left.1), Family::of(&right.1));
        if (a, b, op) == (Family::Date, Family::Date, Arith::Sub) {
            return Some(Val::Op(Operand::Days { from: Box::new(right.0), to: Box::new(left.0) }, whole()));
        }
        match result(op, &left.1, &right.1) {
            Some(kind) if scale(&kind) > MAX_SCALE => self.too_fine(part, scale(&kind)),
            Some(kind) => Some(Val::Op(Operand::Arith { op, left: Box::new(left.0), right: Box::new(right.0) }, kind)),
            None => self.mismatch(part, a.word(), b.word()),
        }
    }

    fn too_fine<T>(&mut self, part: &IdedExpr, digits: u32) -> Option<T> {
        self.fault(part, "query-too-fine", [("digits", digits.to_string()), ("limit", MAX_SCALE.to_string())])
    }

    pub fn mismatch<T>(&mut self, part: &IdedExpr, left: &str, right: &str) -> Option<T> {
        self.fault(part, "query-types", [("left", left.to_owned()), ("right", right.to_owned())])
    }
}

/// The kind that comes out, or `None` when the two do not go together.
fn result(op: Arith, left: &Kind, right: &Kind) -> Option<Kind> {
    use Family::{Date, Duration, Instant, Money, Number};
    let sum = matches!(op, Arith::Add | Arith::Sub);
    match (Family::of(left), Family::of(right)) {
        (Number, Number) => Some(number(op, left, right)),
        (Money, Money) if sum => Some(Kind::Money),
        (Money, Money) if op == Arith::Div => Some(scaled(DIVISION_SCALE)),
        (Money, Number) if !sum => Some(Kind::Money),
        (Number, Money) if op == Arith::Mul => Some(Kind::Money),
        (Instant, Duration) if sum => Some(Kind::Instant),
        (Duration, Instant) if op == Arith::Add => Some(Kind::Instant),
        (Instant, Instant) if op == Arith::Sub => Some(Kind::Duration),
        (Duration, Duration) if sum => Some(Kind::Duration),
        (Duration, Number) if op == Arith::Mul && is_whole(right) => Some(Kind::Duration),
        (Date, Number) if sum && is_whole(right) => Some(Kind::Date),
        _ => None,
    }
}

fn is_whole(kind: &Kind) -> bool {
    matches!(kind.value_kind(), Kind::Integer { .. })
}

fn number(op: Arith, left: &Kind, right: &Kind) -> Kind {
    let (a, b) = (scale(left), scale(right));
    match op {
        Arith::Div => scaled(DIVISION_SCALE),
        _ if is_whole(left) && is_whole(right) => whole(),
        Arith::Mul => scaled(a + b),
        Arith::Add | Arith::Sub => scaled(a.max(b)),
    }
}

fn scale(kind: &Kind) -> u32 {
    match kind.value_kind() {
        Kind::Decimal { scale, .. } | Kind::Percent { scale } => *scale,
        _ => 0,
    }
}
