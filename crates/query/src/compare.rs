//! Checking of comparisons, membership and tests on text and choices.

use catalogue::{Kind, Value};
use cel::common::ast::{CallExpr, Expr as Part, IdedExpr, LiteralValue};

use crate::check::Check;
use crate::literal::{Family, Lit, Misfit};
use crate::names::Names;
use crate::values::Val;
use crate::{Cmp, Expr, Operand, RelationEnd, TextOp, calendar};

impl Check<'_> {
    pub fn comparison(&mut self, names: &Names, part: &IdedExpr, op: Cmp, sides: [&IdedExpr; 2]) -> Option<Expr> {
        let [left, right] = sides.map(|side| self.value(names, side));
        match (left?, right?) {
            (Val::Lit(a), Val::Lit(b)) => self.constants(part, op, &a, &b),
            (Val::Op(left, kind), Val::Lit(lit)) => self.with_literal(part, op, (left, kind), &lit),
            (Val::Lit(lit), Val::Op(right, kind)) => self.with_literal(part, flipped(op), (right, kind), &lit),
            (Val::Op(left, a), Val::Op(right, b)) => self.operands(part, op, (left, a), (right, b)),
        }
    }

    /// Two literals: true or false at once.
    fn constants(&mut self, part: &IdedExpr, op: Cmp, a: &Lit, b: &Lit) -> Option<Expr> {
        if a.word() != b.word() {
            return self.mismatch(part, a.word(), b.word());
        }
        let order = match (a, b) {
            (Lit::Null, Lit::Null) => std::cmp::Ordering::Equal,
            _ => crate::arith::order(&a.plain(), &b.plain())?,
        };
        let holds = match op {
            Cmp::Eq => order.is_eq(),
            Cmp::Ne => order.is_ne(),
            Cmp::Lt => order.is_lt(),
            Cmp::Le => order.is_le(),
            Cmp::Gt => order.is_gt(),
            Cmp::Ge => order.is_ge(),
        };
        Some(if holds { Expr::True } else { Expr::False })
    }

    fn with_literal(&mut self, part: &IdedExpr, op: Cmp, left: (Operand, Kind), lit: &Lit) -> Option<Expr> {
        let (left, kind) = left;
        let equality = matches!(op, Cmp::Eq | Cmp::Ne);
        if !equality && *lit == Lit::Null {
            return self.fault(part, "query-null-order", []);
        }
        self.ordered(part, op, &kind)?;
        if let (Family::Instant, Lit::Text(text)) = (Family::of(&kind), lit)
            && let Some(day) = calendar::parse_day(text)
        {
            return self.on_day(part, op, left, day);
        }
        let right = if *lit == Lit::Null { Value::Null } else { self.meet(part, &left, &kind, lit)? };
        Some(Expr::Compare { op, left, right: Operand::Value(right) })
    }

    fn ordered(&mut self, part: &IdedExpr, op: Cmp, kind: &Kind) -> Option<()> {
        let family = Family::of(kind);
        if matches!(op, Cmp::Eq | Cmp::Ne) || family.is_ordered() {
            return Some(());
        }
        self.fault(part, "query-no-order", [("kind", family.word().to_owned())])
    }

    /// The literal in the type and unit of what it meets, or a fault that says what would fit.
    fn meet(&mut self, part: &IdedExpr, left: &Operand, kind: &Kind, lit: &Lit) -> Option<Value> {
        let exact = matches!(left, Operand::Path(_)).then(|| scale(kind)).flatten();
        let text = || match lit {
            Lit::Text(text) => text.clone(),
            other => other.number().map(|n| n.to_string()).unwrap_or_default(),
        };
        let misfit = match lit.meet(kind, self.env.currency, exact) {
            Ok(value) => return Some(value),
            Err(misfit) => misfit,
        };
        match misfit {
            Misfit::Kind => self.mismatch(part, Family::of(kind).word(), lit.word()),
            Misfit::Finer(digits) => {
                self.fault(part, "query-finer", [("number", text()), ("digits", digits.to_string())])
            }
            Misfit::Date => self.fault(part, "query-bad-date", [("text", text())]),
            Misfit::Instant => self.fault(part, "query-bad-instant", [("text", text())]),
            Misfit::Duration => self.fault(part, "query-bad-duration", [("text", text())]),
            Misfit::Option(known) => self.fault(part, "query-option", [("text", text()), ("known", known)]),
            Misfit::Range => self.fault(part, "query-number", []),
        }
    }

    /// An instant against a day of the company's calendar: `at <= "2026-01-31"` takes that whole day in, as a
    /// person means it, and `==` is any moment of it.
    fn on_day(&mut self, part: &IdedExpr, op: Cmp, left: Operand, day: i32) -> Option<Expr> {
        let bound = |day: i32| calendar::start_of_day(day, &self.env.zone).map(Value::Instant);
        let Some((start, end)) = bound(day).zip(bound(day.saturating_add(1))) else {
            return self.fault(part, "query-bad-date", [("text", calendar::day_text(day))]);
        };
        let against =
            |op, bound: &Value| Expr::Compare { op, left: left.clone(), right: Operand::Value(bound.clone()) };
        let within = || Expr::all([against(Cmp::Ge, &start), against(Cmp::Lt, &end)]);
        Some(match op {
            Cmp::Eq => within(),
            Cmp::Ne => Expr::Not(Box::new(within())),
            Cmp::Lt => against(Cmp::Lt, &start),
            Cmp::Le => against(Cmp::Lt, &end),
            Cmp::Gt => against(Cmp::Ge, &end),
            Cmp::Ge => against(Cmp::Ge, &start),
        })
    }

    fn operands(&mut self, part: &IdedExpr, op: Cmp, left: (Operand, Kind), right: (Operand, Kind)) -> Option<Expr> {
        let (a, b) = (Family::of(&left.1), Family::of(&right.1));
        self.ordered(part, op, &left.1)?;
        match (a, b) {
            (Family::Instant, Family::Date) => self.moment_and_day(part, op, left.0, &right.0),
            (Family::Date, Family::Instant) => self.day_and_moment(part, op, left.0, right.0),
            (Family::Reference, Family::Reference) if left.1.target() != right.1.target() => {
                let name = |kind: &Kind| kind.target().unwrap_or("reference").to_owned();
                self.fault(part, "query-references", [("left", name(&left.1)), ("right", name(&right.1))])
            }
            (Family::Choices, _) => self.fault(part, "query-choices", []),
            (a, b) if a == b => Some(Expr::Compare { op, left: left.0, right: right.0 }),
            (a, b) => self.mismatch(part, a.word(), b.word()),
        }
    }

    /// An instant against a day that is the same for every record, like `today - 7`.
    fn moment_and_day(&mut self, part: &IdedExpr, op: Cmp, moment: Operand, day: &Operand) -> Option<Expr> {
        match self.constant_value(day) {
            Some(Value::Date(day)) => self.on_day(part, op, moment, day),
            _ => self.mismatch(part, "instant", "date"),
        }
    }

    /// A day against an instant that is the same for every record, like `now`, or the other way round.
    fn day_and_moment(&mut self, part: &IdedExpr, op: Cmp, day: Operand, moment: Operand) -> Option<Expr> {
        if let Some(Value::Date(day)) = self.constant_value(&day) {
            return self.on_day(part, flipped(op), moment, day);
        }
        let right = match (self.constant_value(&moment), &moment) {
            (_, Operand::Now) => Some(Operand::Today),
            (Some(Value::Instant(at)), _) => {
                calendar::day_of(at, &self.env.zone).map(|day| Operand::Value(Value::Date(day)))
            }
            _ => None,
        };
        match right {
            Some(right) => Some(Expr::Compare { op, left: day, right }),
            None => self.mismatch(part, "date", "instant"),
        }
    }

    /// The value of an operand that reads no record.
    fn constant_value(&self, operand: &Operand) -> Option<Value> {
        crate::constant(operand, self.env, self.catalogue)
    }

    pub fn membership(&mut self, names: &Names, part: &IdedExpr, left: &IdedExpr, set: &IdedExpr) -> Option<Expr> {
        let Part::List(list) = &set.expr else {
            let values = (self.value(names, left), self.operand(names, set));
            return match values {
                (Some(Val::Lit(Lit::Text(option))), Some((Operand::Path(path), kind))) => {
                    self.option_of(part, path, &kind, &option)
                }
                _ => self.fault(part, "query-in", []),
            };
        };
        let (left, kind) = self.operand(names, left)?;
        let elements: Vec<_> = list.elements.iter().map(|e| self.element(names, &left, &kind, e)).collect();
        let elements: Vec<Expr> = elements.into_iter().collect::<Option<_>>()?;
        Some(as_set(left, elements))
    }

    /// One element of a list, as the equality it stands for.
    fn element(&mut self, names: &Names, left: &Operand, kind: &Kind, part: &IdedExpr) -> Option<Expr> {
        match self.value(names, part)? {
            Val::Lit(Lit::Null) => self.fault(part, "query-null", []),
            Val::Lit(lit) => self.with_literal(part, Cmp::Eq, (left.clone(), kind.clone()), &lit),
            Val::Op(right, other) => self.operands(part, Cmp::Eq, (left.clone(), kind.clone()), (right, other)),
        }
    }

    pub fn text_test(&mut self, names: &Names, part: &IdedExpr, call: &CallExpr, target: &IdedExpr) -> Option<Expr> {
        let op = match call.func_name.as_str() {
            "contains" => TextOp::Contains,
            "startsWith" => TextOp::StartsWith,
            _ => TextOp::EndsWith,
        };
        let (left, kind) = self.operand(names, target)?;
        if !kind.value_kind().is_folded() {
            return self.mismatch(part, Family::of(&kind).word(), "text");
        }
        match call.args.as_slice() {
            [IdedExpr { expr: Part::Literal(LiteralValue::String(needle)), .. }] => {
                Some(Expr::Text { op, left, needle: needle.inner().into() })
            }
            _ => self.fault(part, "query-arguments", [("name", call.func_name.clone())]),
        }
    }

    pub fn has_option(&mut self, names: &Names, part: &IdedExpr, target: &IdedExpr, args: &[IdedExpr]) -> Option<Expr> {
        let (path, kind) = self.operand(names, target)?;
        match (path, args) {
            (Operand::Path(path), [IdedExpr { expr: Part::Literal(LiteralValue::String(option)), .. }]) => {
                self.option_of(part, path, &kind, option.inner())
            }
            _ => self.fault(part, "query-arguments", [("name", "has".to_owned())]),
        }
    }

    /// `company.within(7)`: that record, or one below it.
    pub fn within(&mut self, names: &Names, part: &IdedExpr, target: &IdedExpr, args: &[IdedExpr]) -> Option<Expr> {
        let (left, kind) = self.operand(names, target)?;
        let [IdedExpr { expr: Part::Literal(LiteralValue::Int(root)), .. }] = args else {
            return self.fault(part, "query-arguments", [("name", "within".to_owned())]);
        };
        let tree = kind.target().and_then(|name| self.catalogue.object(name));
        let tree = tree.and_then(|object| Some((object.name.clone(), object.hierarchy()?.name.clone())));
        match (tree, left) {
            (Some((object, field)), left @ Operand::Path(_)) => {
                Some(Expr::Within { left, tree: RelationEnd { object, field }, root: catalogue::Id(*root.inner()) })
            }
            (_, Operand::Path(path)) => self.fault(part, "query-no-tree", [("name", path.field.to_string())]),
            _ => self.fault(part, "query-arguments", [("name", "within".to_owned())]),
        }
    }

    fn option_of(&mut self, part: &IdedExpr, path: crate::Path, kind: &Kind, option: &str) -> Option<Expr> {
        let Kind::Choices { options } = kind.value_kind() else {
            return self.mismatch(part, Family::of(kind).word(), "choices");
        };
        match crate::literal::option(option, options.iter().map(|o| &**o)) {
            Err(Misfit::Option(known)) => {
                self.fault(part, "query-option", [("text", option.to_owned()), ("known", known)])
            }
            _ => Some(Expr::Has { path, option: option.into() }),
        }
    }
}

/// The equalities as one set where all of them are with plain values.
fn as_set(left: Operand, elements: Vec<Expr>) -> Expr {
    let value = |e: &Expr| match e {
        Expr::Compare { op: Cmp::Eq, right: Operand::Value(value), .. } => Some(value.clone()),
        _ => None,
    };
    match elements.iter().map(value).collect::<Option<Vec<_>>>() {
        Some(set) if !set.is_empty() => Expr::In { left, set },
        _ => Expr::any(elements),
    }
}

fn flipped(op: Cmp) -> Cmp {
    match op {
        Cmp::Eq | Cmp::Ne => op,
        Cmp::Lt => Cmp::Gt,
        Cmp::Le => Cmp::Ge,
        Cmp::Gt => Cmp::Lt,
        Cmp::Ge => Cmp::Le,
    }
}

/// Digits after the point that a field itself keeps.
fn scale(kind: &Kind) -> Option<u32> {
    match kind.value_kind() {
        Kind::Integer { .. } => Some(0),
        Kind::Decimal { scale, .. } | Kind::Percent { scale } => Some(*scale),
        _ => None,
    }
}
