//! Conditions. There are two truth values: a comparison that SQL does not know is false, and "not" turns it to true.

use catalogue::Value;
use query::{Cmp, Expr, Operand, StageProperty, TextOp};
use sea_query::{BinOper, Expr as Sea, ExprTrait};

use super::once::once;
use super::{Renderer, Term, always, is_not_true, never};
use crate::StoreError;
use crate::columns::Shape;
use crate::dialect::{contains, ends_with, int, text};

impl Renderer<'_> {
    /// True where the expression is; false or null where it is not.
    pub fn condition(&mut self, expr: &Expr) -> Result<Sea, StoreError> {
        match expr {
            Expr::True => Ok(always()),
            Expr::False => Ok(never()),
            Expr::And(parts) => self.chain(parts, ExprTrait::and, always),
            Expr::Or(parts) => self.chain(parts, ExprTrait::or, never),
            Expr::Not(inner) => Ok(is_not_true(self.condition(inner)?)),
            Expr::Compare { op, left, right } => self.compare(*op, left, right),
            Expr::In { left, set } => self.one_of(left, set),
            Expr::Text { op, left, needle } => self.text_test(*op, left, needle),
            Expr::Has { path, option } => {
                let choices = self.operand(&Operand::Path(path.clone()))?;
                Ok(choices.main.like(contains(&format!("|{option}|"))))
            }
            Expr::Holds(operand) => Ok(self.operand(operand)?.main.eq(super::constant(1))),
            Expr::Within { left, tree, root } => self.within(left, tree, *root),
            // A right is asked of every row: the related records within it are few beside the rows, and found once.
            Expr::Exists { relation, var, body } if self.bare && query::speaks_only_of(body, *var) => {
                self.pointed_at(relation, *var, body)
            }
            Expr::Exists { relation, var, body } => {
                let (mut statement, ()) = self.related(relation, *var, body, |_, _| Ok(()))?;
                statement.expr(Sea::cust("1"));
                Ok(Sea::exists(statement))
            }
        }
    }

    fn chain(&mut self, parts: &[Expr], join: fn(Sea, Sea) -> Sea, empty: fn() -> Sea) -> Result<Sea, StoreError> {
        let mut whole = None;
        for part in parts {
            let part = self.condition(part)?;
            whole = Some(match whole {
                None => part,
                Some(before) => join(before, part),
            });
        }
        Ok(whole.unwrap_or_else(empty))
    }

    fn compare(&mut self, op: Cmp, left: &Operand, right: &Operand) -> Result<Sea, StoreError> {
        if let (
            Cmp::Eq | Cmp::Ne,
            Operand::StageProperty { path, property: StageProperty::Outcome },
            Operand::Value(value),
        ) = (op, left, right)
            && let Some(outcome) = value.as_text()
        {
            let same = self.of_outcome(path, outcome)?;
            return Ok(if op == Cmp::Eq { same } else { is_not_true(same) });
        }
        let (left, right) = (self.operand(left)?, self.operand(right)?);
        match op {
            Cmp::Eq => self.equal(&left, &right),
            Cmp::Ne => Ok(is_not_true(self.equal(&left, &right)?)),
            Cmp::Lt => self.ordered(BinOper::SmallerThan, &left, &right),
            Cmp::Le => self.ordered(BinOper::SmallerThanOrEqual, &left, &right),
            Cmp::Gt => self.ordered(BinOper::GreaterThan, &left, &right),
            Cmp::Ge => self.ordered(BinOper::GreaterThanOrEqual, &left, &right),
        }
    }

    /// The stages with this outcome: known here, so that an index over the stage serves.
    fn of_outcome(&mut self, path: &query::Path, outcome: &str) -> Result<Sea, StoreError> {
        let (object, alias) = self.reach(path.var, &path.hops)?;
        let stage = self.field(&object, &alias, &path.field)?.main;
        let stages = self.stages(&object, &path.field)?;
        let same = stages.iter().filter(|stage| stage.outcome.as_str() == outcome).map(|stage| text(&stage.id));
        let same: Vec<Sea> = same.collect();
        Ok(if same.is_empty() { never() } else { stage.binary(BinOper::In, Sea::tuple(same)) })
    }

    /// A written `null` tests for what is not known; two values that are not known are otherwise not equal.
    fn equal(&mut self, left: &Term, right: &Term) -> Result<Sea, StoreError> {
        match (left.shape, right.shape) {
            (Shape::Null, Shape::Null) => Ok(if left.given || right.given { always() } else { never() }),
            (Shape::Null, _) => Ok(if left.given { right.main.clone().is_null() } else { never() }),
            (_, Shape::Null) => Ok(if right.given { left.main.clone().is_null() } else { never() }),
            (Shape::Money, Shape::Money) => {
                Ok(left.main.clone().eq(right.main.clone()).and(left.currency().eq(right.currency())))
            }
            _ => Ok(self.comparable(left, right)?.map_or_else(never, |(a, b)| a.eq(b))),
        }
    }

    fn ordered(&mut self, op: BinOper, left: &Term, right: &Term) -> Result<Sea, StoreError> {
        if left.shape == Shape::Null || right.shape == Shape::Null {
            return Ok(never());
        }
        if left.shape == Shape::Money && right.shape == Shape::Money {
            let order = left.main.clone().binary(op, right.main.clone());
            return Ok(left.currency().eq(right.currency()).and(order));
        }
        // A finer number than the field can hold still has a place between two of its values.
        let (a, b) = self.same_terms(left, right)?;
        Ok(a.binary(op, b))
    }

    fn one_of(&mut self, left: &Operand, set: &[Value]) -> Result<Sea, StoreError> {
        let left = self.operand(left)?;
        if left.shape == Shape::Money {
            return self.one_of_amounts(&left, set);
        }
        let mut keys = Vec::with_capacity(set.len());
        for value in set {
            let right = super::operand::literal(value)?;
            if right.shape == Shape::Null || left.shape == Shape::Null {
                continue;
            }
            if let Some((_, key)) = self.comparable(&left, &right)? {
                keys.push(key);
            }
        }
        Ok(if keys.is_empty() { never() } else { left.key().binary(BinOper::In, Sea::tuple(keys)) })
    }

    fn one_of_amounts(&mut self, left: &Term, set: &[Value]) -> Result<Sea, StoreError> {
        let amounts: Vec<Term> = set.iter().map(super::operand::literal).collect::<Result<_, _>>()?;
        let amounts = amounts.into_iter().filter(|term| term.shape == Shape::Money);
        Ok(once([left.main.clone(), left.currency()], |[minor, currency]| {
            let same = |term: Term| minor.clone().eq(term.main.clone()).and(currency.clone().eq(term.currency()));
            amounts.map(same).reduce(ExprTrait::or).unwrap_or_else(never)
        }))
    }

    fn text_test(&mut self, op: TextOp, left: &Operand, needle: &str) -> Result<Sea, StoreError> {
        let left = self.operand(left)?;
        let needle = catalogue::fold(needle);
        let key = left.key();
        Ok(match op {
            TextOp::Contains => key.like(contains(&needle)),
            TextOp::EndsWith => key.like(ends_with(&needle)),
            // A range and not a pattern, so that an index serves it.
            TextOp::StartsWith => {
                let end = format!("{needle}\u{10FFFF}");
                key.clone().gte(text(&needle)).and(key.lt(text(&end)))
            }
        })
    }

    /// Both sides in one unit, or `None` when they can never be equal (2.5 against a whole number).
    fn comparable(&mut self, left: &Term, right: &Term) -> Result<Option<(Sea, Sea)>, StoreError> {
        match (left.literal, right.literal) {
            (None, Some(number)) => Ok(self.meets(left, number)?.map(|b| (left.main.clone(), b))),
            (Some(number), None) => Ok(self.meets(right, number)?.map(|a| (a, right.main.clone()))),
            _ => self.same_terms(left, right).map(Some),
        }
    }

    /// The number in the scale of the term; `None` when it is finer than the term can be.
    fn meets(&mut self, term: &Term, number: rust_decimal::Decimal) -> Result<Option<Sea>, StoreError> {
        let scale = match term.shape {
            Shape::Int | Shape::Ref | Shape::Duration => 0,
            Shape::Decimal(scale) => scale,
            other => return Err(StoreError::Internal(format!("{other:?} is not compared with a number"))),
        };
        Ok(crate::columns::scaled(number, scale).map(int))
    }

    /// Both sides in one unit and scale.
    fn same_terms(&mut self, left: &Term, right: &Term) -> Result<(Sea, Sea), StoreError> {
        use Shape::{Bool, Choices, Date, Decimal, Duration, File, Instant, Int, Ref, Text, Word};
        match (left.shape, right.shape) {
            (Int | Decimal(_), Int | Decimal(_)) => Ok(super::number::align(left, right)),
            (Text, Text) => Ok((left.key(), right.key())),
            (Text | Word, Text | Word) => Ok((left.main.clone(), right.main.clone())),
            (Ref | Int, Ref | Int)
            | (Bool, Bool)
            | (Choices, Choices)
            | (File, File)
            | (Date, Date)
            | (Instant, Instant)
            | (Duration, Duration) => Ok((left.main.clone(), right.main.clone())),
            (a, b) => Err(StoreError::Internal(format!("{a:?} is not compared with {b:?}"))),
        }
    }
}
