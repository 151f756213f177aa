//! The meaning of the tree in memory: the same as what `store` renders. Total and exact: no errors, no floats;
//! what cannot be worked out is not known.

use std::cmp::Ordering;
use std::sync::Arc;

use catalogue::{Catalogue, Id, Kind, RollupFunction, Stage, Value, fold};
use rust_decimal::Decimal;

use crate::arith::{arith, order};
use crate::{Cmp, Env, Expr, Hop, Operand, Path, StageProperty, TextOp, ToOne, calendar};

/// A record as the evaluator needs it. A field that is not there reads as `Null`.
pub trait Record {
    /// The record's id.
    fn id(&self) -> Id;
    /// The stored value of a field (`id` is asked by [`Record::id`] instead).
    fn get(&self, field: &str) -> Value;
    /// The record that a reference field points to.
    fn to_one(&self, field: &str) -> Option<Arc<dyn Record>>;
    /// The records of `object` whose reference `field` points to this one.
    fn to_many(&self, object: &str, field: &str) -> Vec<Arc<dyn Record>>;
}

/// Whether the condition holds on the record.
#[must_use]
pub fn holds(expr: &Expr, record: &dyn Record, env: &Env, catalogue: &Catalogue) -> bool {
    Place { root: record, bound: Vec::new(), env, catalogue }.holds(expr)
}

/// The value of the operand on the record.
#[must_use]
pub fn value(operand: &Operand, record: &dyn Record, env: &Env, catalogue: &Catalogue) -> Value {
    Place { root: record, bound: Vec::new(), env, catalogue }.value(operand)
}

/// The value of an operand that reads no record: the same for each. `None` when it reads one.
#[must_use]
pub fn constant(operand: &Operand, env: &Env, catalogue: &Catalogue) -> Option<Value> {
    (!reads_record(operand)).then(|| value(operand, &Nothing, env, catalogue))
}

fn reads_record(operand: &Operand) -> bool {
    match operand {
        Operand::Value(_) | Operand::Me | Operand::Now | Operand::Today => false,
        Operand::Arith { left, right, .. } => reads_record(left) || reads_record(right),
        Operand::Days { from, to } => reads_record(from) || reads_record(to),
        _ => true,
    }
}

/// A record without anything: what constants are worked out on.
struct Nothing;

impl Record for Nothing {
    fn id(&self) -> Id {
        Id(0)
    }
    fn get(&self, _field: &str) -> Value {
        Value::Null
    }
    fn to_one(&self, _field: &str) -> Option<Arc<dyn Record>> {
        None
    }
    fn to_many(&self, _object: &str, _field: &str) -> Vec<Arc<dyn Record>> {
        Vec::new()
    }
}

/// Where an expression is evaluated: the record, and the elements that bodies have bound.
struct Place<'a> {
    root: &'a dyn Record,
    bound: Vec<(u8, Arc<dyn Record>)>,
    env: &'a Env,
    catalogue: &'a Catalogue,
}

/// The record at the end of a path: the root itself, or one that was reached.
enum At<'a> {
    Root(&'a dyn Record),
    Reached(Arc<dyn Record>),
}

impl At<'_> {
    fn record(&self) -> &dyn Record {
        match self {
            Self::Root(record) => *record,
            Self::Reached(record) => record.as_ref(),
        }
    }
}

impl<'a> Place<'a> {
    fn holds(&self, expr: &Expr) -> bool {
        match expr {
            Expr::True => true,
            Expr::False => false,
            Expr::And(parts) => parts.iter().all(|p| self.holds(p)),
            Expr::Or(parts) => parts.iter().any(|p| self.holds(p)),
            Expr::Not(inner) => !self.holds(inner),
            Expr::Compare { op, left, right } => self.compare(*op, left, right),
            Expr::In { left, set } => {
                let left = self.value(left);
                set.iter().any(|v| order(&left, v) == Some(Ordering::Equal))
            }
            Expr::Text { op, left, needle } => self.value(left).as_text().is_some_and(|t| text(*op, t, needle)),
            Expr::Has { path, option } => {
                matches!(self.path(path), Value::Choices(ids) if ids.contains(option))
            }
            Expr::Holds(operand) => self.value(operand) == Value::Bool(true),
            Expr::Within { left, tree, root } => self.is_within(left, &tree.field, *root),
            Expr::Exists { relation, var, body } => {
                self.many(relation).into_iter().any(|element| self.with(*var, element).holds(body))
            }
        }
    }

    /// Upwards from the record that the operand names; a record that is not there ends the walk, and so does a ring, which the
    /// gate refuses.
    fn is_within(&self, left: &Operand, upwards: &str, root: Id) -> bool {
        let mut at = self.named(left);
        let mut met = Vec::new();
        while let Some(here) = at {
            let id = here.record().id();
            if id == root || met.contains(&id) {
                return id == root;
            }
            met.push(id);
            at = here.record().to_one(upwards).map(At::Reached);
        }
        false
    }

    /// The record that an operand names: that of the path itself, or the one that its reference leads to.
    fn named(&self, operand: &Operand) -> Option<At<'a>> {
        let Operand::Path(path) = operand else { return None };
        let at = self.reach(path.var, &path.hops)?;
        if &*path.field == "id" {
            return Some(at);
        }
        at.record().to_one(&path.field).map(At::Reached)
    }

    fn compare(&self, op: Cmp, left: &Operand, right: &Operand) -> bool {
        let null = |operand: &Operand| *operand == Operand::Value(Value::Null);
        let (a, b) = (self.value(left), self.value(right));
        if null(left) || null(right) {
            let same = a.is_null() && b.is_null();
            return (op == Cmp::Eq && same) || (op == Cmp::Ne && !same);
        }
        let order = order(&a, &b);
        match op {
            Cmp::Eq => order == Some(Ordering::Equal),
            Cmp::Ne => order != Some(Ordering::Equal),
            Cmp::Lt => order.is_some_and(Ordering::is_lt),
            Cmp::Le => order.is_some_and(Ordering::is_le),
            Cmp::Gt => order.is_some_and(Ordering::is_gt),
            Cmp::Ge => order.is_some_and(Ordering::is_ge),
        }
    }

    fn value(&self, operand: &Operand) -> Value {
        match operand {
            Operand::Value(value) => value.clone(),
            Operand::Path(path) => self.path(path),
            Operand::Me => Value::Ref(self.env.me),
            Operand::Now => Value::Instant(self.env.now),
            Operand::Today => calendar::day_of(self.env.now, &self.env.zone).map_or(Value::Null, Value::Date),
            Operand::Arith { op, left, right } => arith(*op, &self.value(left), &self.value(right)),
            Operand::Days { from, to } => self.days(from, to).unwrap_or(Value::Null),
            Operand::Size { relation, var, body } => count(self.meeting(relation, *var, body).len()),
            Operand::Truth(condition) => Value::Bool(self.holds(condition)),
            Operand::StageProperty { path, property } => self.stage(path, *property).unwrap_or(Value::Null),
            Operand::Rollup { relation, var, function, of, body } => {
                let elements = self.meeting(relation, *var, body);
                let values = of.as_deref().map_or_else(Vec::new, |of| {
                    elements.iter().map(|e| self.with(*var, e.clone()).value(of)).filter(|v| !v.is_null()).collect()
                });
                rollup(*function, elements.len(), &values)
            }
        }
    }

    fn with(&self, var: u8, element: Arc<dyn Record>) -> Place<'a> {
        let mut bound = self.bound.clone();
        bound.push((var, element));
        Place { root: self.root, bound, env: self.env, catalogue: self.catalogue }
    }

    /// The record that a variable stands for, then along its references.
    fn reach(&self, var: u8, hops: &[ToOne]) -> Option<At<'a>> {
        let mut at = match var {
            0 => At::Root(self.root),
            var => At::Reached(self.bound.iter().rev().find(|(v, _)| *v == var)?.1.clone()),
        };
        for hop in hops {
            at = At::Reached(at.record().to_one(&hop.field)?);
        }
        Some(at)
    }

    fn path(&self, path: &Path) -> Value {
        match self.reach(path.var, &path.hops) {
            None => Value::Null,
            Some(at) if &*path.field == "id" => Value::Ref(at.record().id()),
            Some(at) => at.record().get(&path.field),
        }
    }

    fn many(&self, hop: &Hop) -> Vec<Arc<dyn Record>> {
        let at = self.reach(hop.var, &hop.hops);
        at.map_or_else(Vec::new, |at| at.record().to_many(&hop.to.object, &hop.to.field))
    }

    fn meeting(&self, hop: &Hop, var: u8, body: &Expr) -> Vec<Arc<dyn Record>> {
        let elements = self.many(hop).into_iter();
        elements.filter(|e| *body == Expr::True || self.with(var, e.clone()).holds(body)).collect()
    }

    fn days(&self, from: &Operand, to: &Operand) -> Option<Value> {
        let day = |operand: &Operand| match self.value(operand) {
            Value::Date(day) => Some(i64::from(day)),
            Value::Instant(at) => calendar::day_of(at, &self.env.zone).map(i64::from),
            _ => None,
        };
        Some(Value::Int(day(to)? - day(from)?))
    }

    fn stage(&self, path: &Path, property: StageProperty) -> Option<Value> {
        let Value::Text(id) = self.path(path) else { return None };
        let field = self.catalogue.object(path.last_object())?.field(&path.field)?;
        let Kind::Stage { stages } = &field.kind else { return None };
        let place = stages.iter().position(|s| s.id == id)?;
        stage_property(stages.get(place)?, place, property)
    }
}

/// What a stage declares, as a value.
fn stage_property(stage: &Stage, place: usize, property: StageProperty) -> Option<Value> {
    Some(match property {
        StageProperty::Outcome => Value::text(stage.outcome.as_str()),
        StageProperty::Probability => Value::Decimal(Decimal::new(i64::from(stage.probability), 2)),
        StageProperty::Order => Value::Int(i64::try_from(place).ok()?),
    })
}

fn text(op: TextOp, text: &str, needle: &str) -> bool {
    let (text, needle) = (fold(text), fold(needle));
    match op {
        TextOp::Contains => text.contains(&needle),
        TextOp::StartsWith => text.starts_with(&needle),
        TextOp::EndsWith => text.ends_with(&needle),
    }
}

fn count(count: usize) -> Value {
    i64::try_from(count).map_or(Value::Null, Value::Int)
}

/// The figure over the known values; none of them gives `Null`, and so does a sum over two currencies.
fn rollup(function: RollupFunction, elements: usize, values: &[Value]) -> Value {
    let mut values = values.iter();
    match function {
        RollupFunction::Count => count(elements),
        RollupFunction::Sum => {
            let first = values.next().cloned().unwrap_or(Value::Null);
            values.fold(first, |sum, v| arith(crate::Arith::Add, &sum, v))
        }
        RollupFunction::Min => extreme(values, Ordering::Less),
        RollupFunction::Max => extreme(values, Ordering::Greater),
    }
}

/// The least or greatest; `Null` when two of them cannot be compared.
fn extreme<'v>(mut values: impl Iterator<Item = &'v Value>, wanted: Ordering) -> Value {
    let Some(mut best) = values.next() else { return Value::Null };
    for value in values {
        match order(value, best) {
            Some(found) if found == wanted => best = value,
            Some(_) => {}
            None => return Value::Null,
        }
    }
    best.clone()
}
