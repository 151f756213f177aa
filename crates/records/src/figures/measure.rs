//! Measures by name: declared ones of the catalogue, and those that a field's name spells (`amount_sum`).

use catalogue::{Action, Kind, Method, Name, Object, Unit, Value};
use query::{Figure, FigureMethod, Operand};
use rust_decimal::{Decimal, RoundingStrategy};

use super::{FigureColumn, own_condition};
use crate::{Ctx, Error, asking};

/// What the store computes, and how the asked values come out of it.
pub(crate) struct Planned {
    pub columns: Vec<FigureColumn>,
    pub figures: Vec<Figure>,
    outs: Vec<Out>,
}

enum Out {
    One(usize),
    Ratio(usize, usize),
}

/// Digits of a ratio.
const RATIO_DIGITS: u32 = 6;

impl Planned {
    pub fn new(ctx: &Ctx, object: &Object, names: &[String]) -> Result<Self, Error> {
        let mut planned = Self { columns: Vec::new(), figures: Vec::new(), outs: Vec::new() };
        for name in names {
            planned.add(ctx, object, name)?;
        }
        Ok(planned)
    }

    fn add(&mut self, ctx: &Ctx, object: &Object, name: &str) -> Result<(), Error> {
        let Some(measure) = object.measures.get(name) else {
            let (method, unit) = spelt(ctx, object, name)?;
            let at = self.push(Figure { method, filter: query::Expr::True });
            self.columns.push(FigureColumn { name: name.into(), unit, filter: None });
            self.outs.push(Out::One(at));
            return Ok(());
        };
        let (out, filter) = match &measure.method {
            Method::Ratio { of, to } => {
                let below = object.measures.get(to).ok_or_else(|| unknown(to))?;
                let above = object.measures.get(of).ok_or_else(|| unknown(of))?;
                let (above, at) = (self.declared(ctx, object, above)?, self.declared(ctx, object, below)?);
                (Out::Ratio(above, at), below.filter.clone())
            }
            _ => (Out::One(self.declared(ctx, object, measure)?), measure.filter.clone()),
        };
        self.columns.push(FigureColumn { name: name.into(), unit: measure.unit.clone(), filter });
        self.outs.push(out);
        Ok(())
    }

    fn declared(&mut self, ctx: &Ctx, object: &Object, measure: &catalogue::Measure) -> Result<usize, Error> {
        let of = |field: &Name| asking::operand(ctx, Action::Aggregate, object, field).map(|(operand, _)| operand);
        let method = match &measure.method {
            Method::Count => FigureMethod::Count,
            Method::Sum(field) => FigureMethod::Sum(of(field)?),
            Method::Average(field) => FigureMethod::Average(of(field)?),
            Method::Median(field) => FigureMethod::Median(of(field)?),
            Method::Min(field) => FigureMethod::Min(of(field)?),
            Method::Max(field) => FigureMethod::Max(of(field)?),
            // A ratio of ratios is refused by the catalogue's own check.
            Method::Ratio { .. } => return Err(unknown(&measure.name)),
        };
        let filter = own_condition(ctx, object, measure.filter.as_ref())?;
        Ok(self.push(Figure { method, filter }))
    }

    fn push(&mut self, figure: Figure) -> usize {
        if let Some(at) = self.figures.iter().position(|f| *f == figure) {
            return at;
        }
        self.figures.push(figure);
        self.figures.len() - 1
    }

    /// The asked values from the store's.
    pub fn values(&self, figures: &[Value]) -> Vec<Value> {
        let get = |at: usize| figures.get(at).cloned().unwrap_or_default();
        let value = |out: &Out| match out {
            Out::One(at) => get(*at),
            Out::Ratio(above, below) => ratio(&get(*above), &get(*below)),
        };
        self.outs.iter().map(value).collect()
    }
}

fn unknown(name: &str) -> Error {
    Error::invalid("query-unknown-measure", vec![("name", name.to_owned())])
}

/// `count`, or a field with a method behind it.
fn spelt(ctx: &Ctx, object: &Object, name: &str) -> Result<(FigureMethod, Unit), Error> {
    if name == "count" {
        return Ok((FigureMethod::Count, Unit::Count));
    }
    let (field, method) = name.rsplit_once('_').ok_or_else(|| unknown(name))?;
    if object.field(field).is_none() {
        return Err(unknown(name));
    }
    let (operand, kind) = asking::operand(ctx, Action::Aggregate, object, field)?;
    let is_quantity = is_quantity(kind.value_kind());
    let has_order = is_quantity || matches!(kind.value_kind(), Kind::Date | Kind::Instant);
    let method: fn(Operand) -> FigureMethod = match method {
        "sum" if is_quantity => FigureMethod::Sum,
        "avg" if is_quantity => FigureMethod::Average,
        "median" if is_quantity => FigureMethod::Median,
        "min" if has_order => FigureMethod::Min,
        "max" if has_order => FigureMethod::Max,
        _ => return Err(unknown(name)),
    };
    Ok((method(operand), unit(kind.value_kind())))
}

fn is_quantity(kind: &Kind) -> bool {
    matches!(kind, Kind::Integer { .. } | Kind::Decimal { .. } | Kind::Money | Kind::Percent { .. } | Kind::Duration)
}

fn unit(kind: &Kind) -> Unit {
    match kind {
        Kind::Money => Unit::Money,
        Kind::Percent { .. } => Unit::Percent,
        Kind::Integer { unit: Some(unit), .. } | Kind::Decimal { unit: Some(unit), .. } => {
            if &**unit == "days" {
                Unit::Days
            } else {
                Unit::Other(unit.clone())
            }
        }
        _ => Unit::Count,
    }
}

/// One figure as a fraction of another; `Null` when there is nothing to divide by.
pub(crate) fn ratio(above: &Value, below: &Value) -> Value {
    let number = |value: &Value| match value {
        Value::Int(n) => Some(Decimal::from(*n)),
        Value::Decimal(n) => Some(*n),
        Value::Money(money) => Some(money.major()),
        Value::Moneys(all) if all.len() == 1 => all.first().map(catalogue::Money::major),
        _ => None,
    };
    let same = match (above, below) {
        (Value::Moneys(a), Value::Moneys(b)) => a.iter().map(|m| m.currency).eq(b.iter().map(|m| m.currency)),
        _ => true,
    };
    let quotient = number(above).zip(number(below)).filter(|_| same).and_then(|(a, b)| a.checked_div(b));
    quotient.map_or(Value::Null, |q| {
        Value::Decimal(q.round_dp_with_strategy(RATIO_DIGITS, RoundingStrategy::MidpointAwayFromZero).normalize())
    })
}
