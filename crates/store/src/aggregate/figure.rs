//! Figures as they are put together from the engine's counts and sums. Exact: sums on 128 bits, divisions on decimals.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use catalogue::{Currency, Money, Value};
use query::FigureMethod;
use rust_decimal::{Decimal, RoundingStrategy};

use super::statement::Carried;
use crate::StoreError;
use crate::columns::{Shape, currency_of, number};
use crate::sql::{Cell, Reader};

/// Digits after the point of an average.
const AVERAGE_SCALE: u32 = 6;

/// What is known of one figure of one group so far, by currency.
#[derive(Debug, Default)]
pub(super) struct Tally {
    count: i64,
    parts: BTreeMap<Option<Currency>, Part>,
    best: Option<Arc<str>>,
}

#[derive(Debug, Default)]
struct Part {
    sum: i128,
    count: i64,
    best: Option<i64>,
}

impl Tally {
    /// Takes the cells of one row of the first statement.
    pub fn take(
        &mut self,
        figure: &Carried,
        currencies: &[Option<Arc<str>>],
        cells: &mut Reader,
    ) -> Result<(), StoreError> {
        let code = figure.currency.and_then(|place| currencies.get(place)).cloned().flatten();
        let currency = code.map(|code| currency_of(&code)).transpose()?;
        match &figure.method {
            FigureMethod::Count => self.count += cells.some_int()?,
            FigureMethod::Sum(_) => {
                if let Some(sum) = read_sum(cells)? {
                    self.add(currency, sum, 1)?;
                }
            }
            FigureMethod::Average(_) => {
                let (sum, count) = (read_sum(cells)?, cells.some_int()?);
                if let Some(sum) = sum {
                    self.add(currency, sum, count)?;
                }
            }
            FigureMethod::Min(_) => self.best(currency, cells.cell()?, Ordering::Less),
            FigureMethod::Max(_) => self.best(currency, cells.cell()?, Ordering::Greater),
            FigureMethod::Median(_) => {}
        }
        Ok(())
    }

    /// Takes the cells of one row of a median's statement: currency, sum and count of the middle values.
    pub fn take_median(&mut self, cells: &mut Reader) -> Result<(), StoreError> {
        let currency = cells.text()?.map(|code| currency_of(&code)).transpose()?;
        let (sum, count) = (read_sum(cells)?, cells.some_int()?);
        sum.map_or(Ok(()), |sum| self.add(currency, sum, count))
    }

    /// Takes what another group has of the same figure. Not for medians, which are no sum of parts.
    pub fn join(&mut self, figure: &Carried, other: &Self) -> Result<(), StoreError> {
        let wanted = if matches!(figure.method, FigureMethod::Min(_)) { Ordering::Less } else { Ordering::Greater };
        self.count += other.count;
        for (currency, part) in &other.parts {
            self.add(*currency, part.sum, part.count)?;
            self.best(*currency, part.best.map_or(Cell::Null, Cell::Int), wanted);
        }
        self.best(None, other.best.clone().map_or(Cell::Null, Cell::Text), wanted);
        Ok(())
    }

    fn add(&mut self, currency: Option<Currency>, sum: i128, count: i64) -> Result<(), StoreError> {
        let part = self.parts.entry(currency).or_default();
        part.sum = part.sum.checked_add(sum).ok_or_else(too_large)?;
        part.count += count;
        Ok(())
    }

    fn best(&mut self, currency: Option<Currency>, cell: Cell, wanted: Ordering) {
        match cell {
            Cell::Null => {}
            Cell::Int(int) => {
                let best = &mut self.parts.entry(currency).or_default().best;
                if best.is_none_or(|best| int.cmp(&best) == wanted) {
                    *best = Some(int);
                }
            }
            Cell::Text(text) => {
                if self.best.as_ref().is_none_or(|best| text.cmp(best) == wanted) {
                    self.best = Some(text);
                }
            }
        }
    }

    pub fn finish(self, figure: &Carried) -> Result<Value, StoreError> {
        match &figure.method {
            FigureMethod::Count => return Ok(Value::Int(self.count)),
            FigureMethod::Min(_) | FigureMethod::Max(_) if self.best.is_some() => {
                return Ok(self.best.map_or(Value::Null, Value::Text));
            }
            _ => {}
        }
        if figure.shape == Shape::Money {
            let amounts = self.parts.iter().filter_map(|(currency, part)| {
                let minor = money_of(&figure.method, part).transpose()?;
                Some(minor.map(|minor| currency.map(|currency| Money { minor, currency })))
            });
            let amounts = amounts.collect::<Result<Vec<_>, _>>()?;
            return Ok(Value::Moneys(amounts.into_iter().flatten().collect()));
        }
        let part = self.parts.into_values().next();
        match (&figure.method, part) {
            (FigureMethod::Sum(_), None) => number(figure.shape, 0),
            (_, None) => Ok(Value::Null),
            (FigureMethod::Sum(_), Some(part)) => number(figure.shape, narrow(part.sum)?),
            (FigureMethod::Min(_) | FigureMethod::Max(_), Some(part)) => {
                part.best.map_or(Ok(Value::Null), |best| number(figure.shape, best))
            }
            (_, Some(part)) => mean(figure.shape, &part),
        }
    }
}

/// The minor units of one currency's figure.
fn money_of(method: &FigureMethod, part: &Part) -> Result<Option<i64>, StoreError> {
    match method {
        FigureMethod::Min(_) | FigureMethod::Max(_) => Ok(part.best),
        FigureMethod::Sum(_) => narrow(part.sum).map(Some),
        _ => quotient(part, 0, 0).and_then(whole).map(Some),
    }
}

/// Sum by count: numbers to six digits, times to the unit they are kept in.
fn mean(shape: Shape, part: &Part) -> Result<Value, StoreError> {
    match shape {
        Shape::Int => quotient(part, 0, AVERAGE_SCALE).map(Value::Decimal),
        Shape::Decimal(scale) => quotient(part, scale, AVERAGE_SCALE.max(scale)).map(Value::Decimal),
        _ => quotient(part, 0, 0).and_then(whole).and_then(|int| number(shape, int)),
    }
}

fn quotient(part: &Part, scale: u32, digits: u32) -> Result<Decimal, StoreError> {
    let sum = Decimal::try_from_i128_with_scale(part.sum, scale).map_err(StoreError::inside)?;
    let exact = sum.checked_div(Decimal::from(part.count)).ok_or_else(too_large)?;
    Ok(exact.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero).normalize())
}

fn whole(number: Decimal) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(StoreError::inside)
}

fn narrow(sum: i128) -> Result<i64, StoreError> {
    i64::try_from(sum).map_err(|_| too_large())
}

fn read_sum(cells: &mut Reader) -> Result<Option<i128>, StoreError> {
    cells.text()?.map(|text| text.parse().map_err(StoreError::inside)).transpose()
}

fn too_large() -> StoreError {
    StoreError::Internal("a figure is too large to be exact".into())
}
