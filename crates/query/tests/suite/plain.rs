//! The meaning of the tree once more, written apart from the real evaluator and in another way: numbers are whole
//! trillionths, what is not known is `None`. It can be told to make a mistake, to prove that the comparison finds it.

use std::sync::Arc;

use catalogue::{Catalogue, Currency, Id, Kind, Name, RollupFunction, Value, fold};
use query::{Arith, Cmp, Env, Expr, Hop, Operand, Path, Record, StageProperty, TextOp, ToOne};

/// A mistake that somebody could make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    None,
    /// What is not known counts as less than everything.
    NullIsLeast,
    /// `!(a < b)` is taken for `a >= b`.
    NotTurnsOrder,
    /// `x != v` is false when x is not known, as in bare SQL.
    NullIsNotUnequal,
    /// Text compares as written.
    TextAsWritten,
    /// Amounts compare without regard to their currency.
    AnyCurrency,
    /// A quotient is cut and not rounded.
    CutQuotient,
    /// A day begins at midnight in Greenwich.
    UtcDays,
    /// What is below does not count as within.
    OnlyTheRoot,
}

const ONE: i128 = 1_000_000_000_000;

#[derive(Debug, Clone, PartialEq)]
enum Plain {
    Number(i128),
    Money(i64, Currency),
    Text(String),
    Day(i64),
    Instant(i64),
    Duration(i64),
    Id(Id),
    Bool(bool),
    Options(Vec<Name>),
}

pub struct Judge<'a> {
    pub env: &'a Env,
    pub catalogue: &'a Catalogue,
    pub mistake: Mistake,
}

type Elements = Vec<Arc<dyn Record>>;

impl Judge<'_> {
    pub fn holds(&self, expr: &Expr, at: &Elements) -> bool {
        match expr {
            Expr::True => true,
            Expr::False => false,
            Expr::And(parts) => !parts.iter().any(|p| !self.holds(p, at)),
            Expr::Or(parts) => !parts.iter().all(|p| !self.holds(p, at)),
            Expr::Not(inner) => match (&**inner, self.mistake) {
                (Expr::Compare { op, left, right }, Mistake::NotTurnsOrder) => {
                    self.compare(opposite(*op), left, right, at)
                }
                (inner, _) => !self.holds(inner, at),
            },
            Expr::Compare { op, left, right } => self.compare(*op, left, right, at),
            Expr::In { left, set } => set.iter().any(|v| {
                let right = Operand::Value(v.clone());
                self.compare(Cmp::Eq, left, &right, at)
            }),
            Expr::Text { op, left, needle } => match self.value(left, at) {
                Some(Plain::Text(text)) => {
                    let needle = self.text(needle);
                    match op {
                        TextOp::Contains => text.contains(&needle),
                        TextOp::StartsWith => text.strip_prefix(&*needle).is_some(),
                        TextOp::EndsWith => text.strip_suffix(&*needle).is_some(),
                    }
                }
                _ => false,
            },
            Expr::Has { path, option } => match self.path(path, at) {
                Some(Plain::Options(options)) => options.iter().any(|o| o == option),
                _ => false,
            },
            Expr::Holds(operand) => self.value(operand, at) == Some(Plain::Bool(true)),
            Expr::Within { left, tree, root } => {
                self.named(left, at).is_some_and(|record| self.below(&*record, &tree.field, *root))
            }
            Expr::Exists { relation, body, .. } => !self.elements(relation, body, at).is_empty(),
        }
    }

    fn text(&self, text: &str) -> String {
        if self.mistake == Mistake::TextAsWritten { text.to_owned() } else { fold(text) }
    }

    fn compare(&self, op: Cmp, left: &Operand, right: &Operand, at: &Elements) -> bool {
        let is_null = |operand: &Operand| matches!(operand, Operand::Value(Value::Null));
        let (a, b) = (self.value(left, at), self.value(right, at));
        if is_null(left) || is_null(right) {
            return (a.is_none() && b.is_none()) == (op == Cmp::Eq);
        }
        let (Some(a), Some(b)) = (a, b) else {
            return match self.mistake {
                Mistake::NullIsLeast => matches!(op, Cmp::Lt | Cmp::Le | Cmp::Ne),
                Mistake::NullIsNotUnequal => false,
                _ => op == Cmp::Ne,
            };
        };
        let Some(order) = self.order(&a, &b) else { return op == Cmp::Ne };
        match op {
            Cmp::Eq => order == 0,
            Cmp::Ne => order != 0,
            Cmp::Lt => order < 0,
            Cmp::Le => order <= 0,
            Cmp::Gt => order > 0,
            Cmp::Ge => order >= 0,
        }
    }

    fn order(&self, a: &Plain, b: &Plain) -> Option<i32> {
        use std::cmp::Ordering::Less;
        let sign = |less: bool, equal: bool| if less { -1 } else { i32::from(!equal) };
        Some(match (a, b) {
            (Plain::Number(a), Plain::Number(b)) => sign(a < b, a == b),
            (Plain::Money(a, x), Plain::Money(b, y)) => {
                if x != y && self.mistake != Mistake::AnyCurrency {
                    return None;
                }
                sign(a < b, a == b)
            }
            (Plain::Text(a), Plain::Text(b)) => sign(a.cmp(b) == Less, a == b),
            (Plain::Day(a), Plain::Day(b))
            | (Plain::Instant(a), Plain::Instant(b))
            | (Plain::Duration(a), Plain::Duration(b)) => sign(a < b, a == b),
            (Plain::Id(a), Plain::Id(b)) => sign(a < b, a == b),
            (Plain::Bool(a), Plain::Bool(b)) => sign(a < b, a == b),
            other => unreachable!("not of one kind: {other:?}"),
        })
    }

    fn value(&self, operand: &Operand, at: &Elements) -> Option<Plain> {
        match operand {
            Operand::Value(value) => self.known(value),
            Operand::Path(path) => self.path(path, at),
            Operand::Me => Some(Plain::Id(self.env.me)),
            Operand::Now => Some(Plain::Instant(self.env.now)),
            Operand::Today => self.day(&Plain::Instant(self.env.now)).map(Plain::Day),
            Operand::Arith { op, left, right } => self.arith(*op, self.value(left, at)?, self.value(right, at)?),
            Operand::Days { from, to } => {
                let days = self.day(&self.value(to, at)?)? - self.day(&self.value(from, at)?)?;
                Some(Plain::Number(i128::from(days) * ONE))
            }
            Operand::Size { relation, body, .. } => Some(count(self.elements(relation, body, at).len())),
            Operand::Truth(condition) => Some(Plain::Bool(self.holds(condition, at))),
            Operand::StageProperty { path, property } => self.stage(path, *property, at),
            Operand::Rollup { relation, function, of, body, .. } => {
                let elements = self.elements(relation, body, at);
                let Some(of) = of else { return Some(count(elements.len())) };
                let values = elements.into_iter().filter_map(|element| self.value(of, &with(at, element)));
                values.map(Some).reduce(|a, b| self.fold(*function, a?, b?)).flatten()
            }
        }
    }

    fn known(&self, value: &Value) -> Option<Plain> {
        Some(match value {
            Value::Null | Value::Moneys(_) => return None,
            Value::Bool(truth) => Plain::Bool(*truth),
            Value::Int(int) => Plain::Number(i128::from(*int) * ONE),
            Value::Decimal(d) => Plain::Number(d.mantissa() * (ONE / 10_i128.pow(d.scale()))),
            Value::Money(money) => Plain::Money(money.minor, money.currency),
            Value::Text(text) => Plain::Text(self.text(text)),
            Value::Date(day) => Plain::Day(i64::from(*day)),
            Value::Instant(at) => Plain::Instant(*at),
            Value::Duration(micros) => Plain::Duration(*micros),
            Value::Choices(options) => Plain::Options(options.clone()),
            Value::Ref(id) => Plain::Id(*id),
            Value::File(file) => Plain::Text(file.to_string()),
        })
    }

    fn fold(&self, function: RollupFunction, a: Plain, b: Plain) -> Option<Plain> {
        if function == RollupFunction::Sum {
            return self.arith(Arith::Add, a, b);
        }
        let order = self.order(&a, &b)?;
        Some(if (order > 0) == (function == RollupFunction::Min) { b } else { a })
    }

    fn arith(&self, op: Arith, a: Plain, b: Plain) -> Option<Plain> {
        use Plain::{Day, Duration, Instant, Money, Number};
        let by = |minor: i64, by: i128, currency| {
            let minor = if op == Arith::Mul {
                nearest(i128::from(minor) * by, ONE, Mistake::None)?
            } else {
                nearest(i128::from(minor) * ONE, by, self.mistake)?
            };
            Some(Money(i64::try_from(minor).ok()?, currency))
        };
        match (a, b, op) {
            (Number(a), Number(b), Arith::Add) => Some(Number(a + b)),
            (Number(a), Number(b), Arith::Sub) => Some(Number(a - b)),
            (Number(a), Number(b), Arith::Mul) => Some(Number(a * b / ONE)),
            (Number(a), Number(b), Arith::Div) => self.quotient(a, b),
            (Money(a, x), Money(b, y), Arith::Div) if x == y => self.quotient(a.into(), b.into()),
            (Money(a, x), Money(b, y), Arith::Add) if x == y => Some(Money(a + b, x)),
            (Money(a, x), Money(b, y), Arith::Sub) if x == y => Some(Money(a - b, x)),
            (Money(a, x), Number(b), _) => by(a, b, x),
            (Number(a), Money(b, x), Arith::Mul) => by(b, a, x),
            (Instant(a), Duration(b), Arith::Add) | (Duration(a), Instant(b), Arith::Add) => Some(Instant(a + b)),
            (Instant(a), Duration(b), Arith::Sub) => Some(Instant(a - b)),
            (Instant(a), Instant(b), Arith::Sub) => Some(Duration(a - b)),
            (Duration(a), Duration(b), Arith::Add) => Some(Duration(a + b)),
            (Duration(a), Duration(b), Arith::Sub) => Some(Duration(a - b)),
            (Day(a), Number(b), Arith::Add) => Some(Day(a + i64::try_from(b / ONE).ok()?)),
            (Day(a), Number(b), Arith::Sub) => Some(Day(a - i64::try_from(b / ONE).ok()?)),
            _ => None,
        }
    }

    fn quotient(&self, a: i128, b: i128) -> Option<Plain> {
        Some(Plain::Number(nearest(a * 1_000_000, b, self.mistake)? * (ONE / 1_000_000)))
    }

    fn day(&self, value: &Plain) -> Option<i64> {
        match value {
            Plain::Day(day) => Some(*day),
            Plain::Instant(at) => {
                let seconds = at.div_euclid(1_000_000);
                let stamp = jiff::Timestamp::from_second(seconds).ok()?;
                let offset = match self.mistake {
                    Mistake::UtcDays => 0,
                    _ => self.env.zone.to_offset(stamp).seconds(),
                };
                Some((seconds + i64::from(offset)).div_euclid(86_400))
            }
            _ => None,
        }
    }

    fn reach(&self, var: u8, hops: &[ToOne], at: &Elements) -> Option<Arc<dyn Record>> {
        let start = at.get(usize::from(var))?.clone();
        hops.iter().try_fold(start, |record, hop| record.to_one(&hop.field))
    }

    fn path(&self, path: &Path, at: &Elements) -> Option<Plain> {
        let record = self.reach(path.var, &path.hops, at)?;
        if &*path.field == "id" { Some(Plain::Id(record.id())) } else { self.known(&record.get(&path.field)) }
    }

    /// The record that a path names.
    fn named(&self, operand: &Operand, at: &Elements) -> Option<Arc<dyn Record>> {
        let Operand::Path(path) = operand else { return None };
        let mut hops = path.hops.clone();
        if &*path.field != "id" {
            hops.push(ToOne { field: path.field.clone(), object: "".into() });
        }
        self.reach(path.var, &hops, at)
    }

    fn below(&self, record: &dyn Record, upwards: &str, root: Id) -> bool {
        let above =
            |record: &dyn Record| record.to_one(upwards).is_some_and(|above| self.below(&*above, upwards, root));
        record.id() == root || (self.mistake != Mistake::OnlyTheRoot && above(record))
    }

    fn elements(&self, hop: &Hop, body: &Expr, at: &Elements) -> Elements {
        let from = self.reach(hop.var, &hop.hops, at);
        let many = from.map_or_else(Vec::new, |r| r.to_many(&hop.to.object, &hop.to.field));
        many.into_iter().filter(|e| self.holds(body, &with(at, e.clone()))).collect()
    }

    fn stage(&self, path: &Path, property: StageProperty, at: &Elements) -> Option<Plain> {
        let Value::Text(id) = self.reach(path.var, &path.hops, at)?.get(&path.field) else { return None };
        let field = self.catalogue.objects[path.last_object()].fields[&path.field].clone();
        let Kind::Stage { stages } = field.kind else { return None };
        let (place, stage) = stages.iter().enumerate().find(|(_, s)| s.id == id)?;
        Some(match property {
            StageProperty::Outcome => Plain::Text(stage.outcome.as_str().to_owned()),
            StageProperty::Probability => Plain::Number(i128::from(stage.probability) * ONE / 100),
            StageProperty::Order => count(place),
        })
    }
}

/// Variables are numbered by their depth, so a list of the bound records is enough.
fn with(at: &Elements, element: Arc<dyn Record>) -> Elements {
    at.iter().cloned().chain([element]).collect()
}

fn count(count: usize) -> Plain {
    Plain::Number(i128::try_from(count).expect("small") * ONE)
}

/// The nearest whole number, half away from zero; nothing by zero.
fn nearest(value: i128, by: i128, mistake: Mistake) -> Option<i128> {
    let cut = value.checked_div(by)?;
    let rest = value - cut * by;
    let up = rest.abs() * 2 >= by.abs() && mistake != Mistake::CutQuotient;
    Some(cut + if up { if (value < 0) == (by < 0) { 1 } else { -1 } } else { 0 })
}

fn opposite(op: Cmp) -> Cmp {
    match op {
        Cmp::Eq => Cmp::Ne,
        Cmp::Ne => Cmp::Eq,
        Cmp::Lt => Cmp::Ge,
        Cmp::Le => Cmp::Gt,
        Cmp::Gt => Cmp::Le,
        Cmp::Ge => Cmp::Lt,
    }
}
