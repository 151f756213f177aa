//! Checking of values: names, literals, arithmetic and the functions that give a value.

use catalogue::{Field, Kind, Value};
use cel::common::ast::{CallExpr, Expr as Part, IdedExpr, LiteralValue, operators};
use rust_decimal::Decimal;

use crate::check::{Check, comparison};
use crate::literal::{self, Family, Lit};
use crate::names::{Base, Named, Names, Unnamed, near};
use crate::{Expr, Operand, StageProperty, calendar};

/// Something with a value: a literal that has met no field yet, or an operand of a kind.
#[derive(Debug, Clone)]
pub(crate) enum Val {
    Lit(Lit),
    Op(Operand, Kind),
}

/// What the language can be asked for, to suggest the nearest one.
const FUNCTIONS: [&str; 18] = [
    "contains",
    "startsWith",
    "endsWith",
    "has",
    "within",
    "exists",
    "all",
    "filter",
    "map",
    "size",
    "sum",
    "min",
    "max",
    "days",
    "date",
    "timestamp",
    "duration",
    "in",
];

impl Check<'_> {
    /// A value with a kind. A bare literal has that of its own writing.
    pub fn operand(&mut self, names: &Names, part: &IdedExpr) -> Option<(Operand, Kind)> {
        match self.value(names, part)? {
            Val::Op(operand, kind) => Some((operand, kind)),
            Val::Lit(lit) => {
                let kind = match &lit {
                    Lit::Null => return self.fault(part, "query-null", []),
                    Lit::Bool(_) => Kind::Boolean,
                    Lit::Int(_) => whole(),
                    Lit::Decimal(decimal) => scaled(decimal.scale()),
                    Lit::Text(_) => Kind::Text,
                };
                Some((Operand::Value(lit.plain()), kind))
            }
        }
    }

    pub fn value(&mut self, names: &Names, part: &IdedExpr) -> Option<Val> {
        match &part.expr {
            Part::Literal(literal) => self.literal(part, literal).map(Val::Lit),
            Part::Ident(_) | Part::Select(_) => self.named(names, part),
            Part::Call(call) => self.call(names, part, call),
            Part::List(_) => self.unsupported(part, "[…]"),
            Part::Map(_) | Part::Struct(_) => self.unsupported(part, "{…}"),
            Part::Comprehension(_) | Part::Unspecified => self.fault(part, "query-syntax", []),
        }
    }

    fn literal(&mut self, part: &IdedExpr, literal: &LiteralValue) -> Option<Lit> {
        Some(match literal {
            LiteralValue::Null => Lit::Null,
            LiteralValue::Boolean(truth) => Lit::Bool(*truth.inner()),
            LiteralValue::Int(int) => Lit::Int(*int.inner()),
            LiteralValue::UInt(int) => match i64::try_from(*int.inner()) {
                Ok(int) => Lit::Int(int),
                Err(_) => return self.fault(part, "query-number", []),
            },
            LiteralValue::Double(number) => match self.decimal(part, *number.inner()) {
                Some(decimal) => Lit::Decimal(decimal),
                None => return self.fault(part, "query-number", []),
            },
            LiteralValue::String(text) => Lit::Text(text.inner().to_owned()),
            LiteralValue::Bytes(_) => return self.unsupported(part, "b\"…\""),
        })
    }

    /// A number with a point, exactly as written: the parser's own binary fraction is used for its sign alone.
    fn decimal(&self, part: &IdedExpr, number: f64) -> Option<Decimal> {
        let text = self.parsed.from(part)?;
        let text = text.trim_start_matches(['-', ' ']);
        let mantissa = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
        let (mantissa, rest) = text.split_at(mantissa);
        let exact = match rest.strip_prefix(['e', 'E']) {
            None => Decimal::from_str_exact(mantissa).ok()?,
            Some(exponent) => {
                let end = exponent.find(|c: char| !(c.is_ascii_digit() || c == '-' || c == '+'));
                let exponent = exponent.get(..end.unwrap_or(exponent.len()))?;
                Decimal::from_scientific(&format!("{mantissa}e{exponent}")).ok()?
            }
        };
        Some(if number.is_sign_negative() { -exact } else { exact })
    }

    fn named(&mut self, names: &Names, part: &IdedExpr) -> Option<Val> {
        let Some(chain) = chain(part) else { return self.unsupported(part, ".") };
        let free = names.vars.iter().all(|(name, _)| Some(name.as_str()) != chain.first().copied());
        match chain.as_slice() {
            ["me"] if free => return Some(Val::Op(Operand::Me, Kind::Person)),
            ["now"] if free => return Some(Val::Op(Operand::Now, Kind::Instant)),
            ["today"] if free => return Some(Val::Op(Operand::Today, Kind::Date)),
            _ => {}
        }
        match names.find(self.catalogue, &chain) {
            Ok(Named::Field(path, kind)) => Some(Val::Op(Operand::Path(path), kind)),
            Ok(Named::Stage(path, property)) => Some(stage(path, property)),
            Ok(Named::Derived(base, field)) => self.derived_value(names, part, &base, &field),
            Ok(Named::Relation(hop, _)) => self.fault(part, "query-to-many", [("name", hop.name.to_string())]),
            Err(unnamed) => self.unnamed(part, unnamed),
        }
    }

    pub fn unnamed<T>(&mut self, part: &IdedExpr, unnamed: Unnamed) -> Option<T> {
        match unnamed {
            Unnamed::Unknown { name, object, near: Some(near) } => {
                let args = [("name", name), ("object", object.to_string()), ("near", near)];
                self.fault(part, "query-unknown-near", args)
            }
            Unnamed::Unknown { name, object, near: None } => {
                self.fault(part, "query-unknown", [("name", name), ("object", object.to_string())])
            }
            Unnamed::NotReference { name } => self.fault(part, "query-not-reference", [("name", name)]),
            Unnamed::ToMany { name } => self.fault(part, "query-to-many", [("name", name)]),
        }
    }

    /// The expression of a computed or rollup field, in place of its name.
    fn derived_value(&mut self, names: &Names, part: &IdedExpr, base: &Base, field: &Field) -> Option<Val> {
        let names = names.inside(base);
        match &field.kind {
            Kind::Computed { expr, kind } if **kind == Kind::Boolean => {
                let condition =
                    self.derived_text(part, &field.name, expr, |check, root| check.condition(&names, root))?;
                Some(truth(condition))
            }
            Kind::Computed { expr, kind } => {
                let (operand, _) =
                    self.derived_text(part, &field.name, expr, |check, root| check.operand(&names, root))?;
                Some(Val::Op(operand, (**kind).clone()))
            }
            Kind::Rollup { .. } => self.rollup(&names, part, base, field),
            _ => self.fault(part, "query-derived", [("field", field.name.to_string())]),
        }
    }

    fn call(&mut self, names: &Names, part: &IdedExpr, call: &CallExpr) -> Option<Val> {
        let name = call.func_name.as_str();
        match (name, &call.target, call.args.as_slice()) {
            (operators::NEGATE, None, [inner]) => self.negate(names, part, inner),
            (_, None, [left, right]) if crate::arithmetic::operation(name).is_some() => {
                self.arithmetic(names, part, crate::arithmetic::operation(name)?, [left, right])
            }
            ("days", None, [from, to]) => self.days(names, [from, to]),
            ("date" | "timestamp" | "duration", None, [text]) => self.constant(part, name, text),
            ("size", None, [relation]) => self.size(names, relation),
            ("size", Some(relation), []) => self.size(names, relation),
            ("sum" | "min" | "max", Some(target), []) => self.figure(names, part, name, target),
            ("has", None, [_])
            | ("has" | "within" | "contains" | "startsWith" | "endsWith" | "exists" | "all", Some(_), _)
            | (operators::LOGICAL_AND | operators::LOGICAL_OR | operators::IN, None, [_, _])
            | (operators::LOGICAL_NOT, None, [_]) => self.condition(names, part).map(truth),
            (_, None, [_, _]) if comparison(name).is_some() => self.condition(names, part).map(truth),
            (operators::CONDITIONAL, ..) => self.unsupported(part, "? :"),
            (operators::MODULO, ..) => self.unsupported(part, "%"),
            (operators::INDEX, ..) => self.unsupported(part, "[…]"),
            _ if FUNCTIONS.contains(&name) => self.fault(part, "query-arguments", [("name", name.to_owned())]),
            _ => self.unknown_function(part, name),
        }
    }

    fn unknown_function<T>(&mut self, part: &IdedExpr, name: &str) -> Option<T> {
        match near(name, FUNCTIONS.into_iter()) {
            Some(near) => self.fault(part, "query-function-near", [("name", name.to_owned()), ("near", near)]),
            None => self.fault(part, "query-function", [("name", name.to_owned())]),
        }
    }

    fn days(&mut self, names: &Names, parts: [&IdedExpr; 2]) -> Option<Val> {
        let [from, to] = parts.map(|part| {
            let (operand, kind) = self.operand_or_day(names, part)?;
            match Family::of(&kind) {
                Family::Date | Family::Instant => Some(Box::new(operand)),
                family => self.fault(part, "query-days", [("kind", family.word().to_owned())]),
            }
        });
        Some(Val::Op(Operand::Days { from: from?, to: to? }, whole()))
    }

    /// A value, where a text can only be a day.
    fn operand_or_day(&mut self, names: &Names, part: &IdedExpr) -> Option<(Operand, Kind)> {
        match self.value(names, part)? {
            Val::Lit(Lit::Text(text)) => match calendar::parse_day(&text) {
                Some(day) => Some((Operand::Value(Value::Date(day)), Kind::Date)),
                None => self.fault(part, "query-bad-date", [("text", text)]),
            },
            Val::Lit(lit) => self.fault(part, "query-days", [("kind", lit.word().to_owned())]),
            Val::Op(operand, kind) => Some((operand, kind)),
        }
    }

    fn constant(&mut self, part: &IdedExpr, name: &str, text: &IdedExpr) -> Option<Val> {
        let Part::Literal(LiteralValue::String(text)) = &text.expr else {
            return self.fault(part, "query-arguments", [("name", name.to_owned())]);
        };
        let text = text.inner();
        let (value, kind, key) = match name {
            "date" => (calendar::parse_day(text).map(Value::Date), Kind::Date, "query-bad-date"),
            "timestamp" => (calendar::parse_instant(text).map(Value::Instant), Kind::Instant, "query-bad-instant"),
            _ => (literal::duration(text).map(Value::Duration), Kind::Duration, "query-bad-duration"),
        };
        match value {
            Some(value) => Some(Val::Op(Operand::Value(value), kind)),
            None => self.fault(part, key, [("text", text.to_owned())]),
        }
    }
}

/// The names of `a.b.c`, or `None` when the part is something else.
pub(crate) fn chain(part: &IdedExpr) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut part = part;
    loop {
        match &part.expr {
            Part::Ident(name) => {
                names.push(name.as_str());
                names.reverse();
                return Some(names);
            }
            Part::Select(select) if !select.test => {
                names.push(select.field.as_str());
                part = &select.operand;
            }
            _ => return None,
        }
    }
}

/// A condition as a value: what it says of one field alone is that field's own value, which can be unknown.
fn truth(condition: Expr) -> Val {
    let operand = match condition {
        Expr::True => Operand::Value(Value::Bool(true)),
        Expr::False => Operand::Value(Value::Bool(false)),
        Expr::Holds(operand) => operand,
        condition => Operand::Truth(Box::new(condition)),
    };
    Val::Op(operand, Kind::Boolean)
}

fn stage(path: crate::Path, property: StageProperty) -> Val {
    let kind = match property {
        StageProperty::Outcome => literal::outcomes(),
        StageProperty::Probability => Kind::Percent { scale: 2 },
        StageProperty::Order => whole(),
    };
    Val::Op(Operand::StageProperty { path, property }, kind)
}

/// A whole number without a unit.
pub(crate) fn whole() -> Kind {
    Kind::Integer { unit: None, indivisible: false }
}

/// A number with so many digits after the point.
pub(crate) fn scaled(scale: u32) -> Kind {
    Kind::Decimal { scale, unit: None, indivisible: false }
}
