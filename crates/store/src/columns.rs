//! How a field lies in columns: which ones, what is bound for a value, and which value the cells make. Exact: a value
//! that does not fit its field is an error, never rounded.

use std::sync::Arc;

use catalogue::{Currency, Field, FileRef, Id, Kind, Money, Value, fold};
use rust_decimal::Decimal;

use crate::StoreError;
use crate::dialect::Class;
use crate::sql::{Reader, SqlValue};

/// The folded shadow of a text column.
pub(crate) fn fold_column(field: &str) -> String {
    format!("{field}__fold")
}

/// The currency beside the minor units of a money column.
pub(crate) fn currency_column(field: &str) -> String {
    format!("{field}__cur")
}

/// The columns of a stored field, in order.
pub(crate) fn columns_of(field: &Field) -> Vec<(String, Class)> {
    let name = field.name.to_string();
    match &field.kind {
        kind if kind.is_folded() => {
            let shadow = fold_column(&name);
            vec![(name, Class::Text), (shadow, Class::Text)]
        }
        Kind::Money => {
            let currency = currency_column(&name);
            vec![(name, Class::Int), (currency, Class::Text)]
        }
        Kind::Choice { .. } | Kind::Stage { .. } | Kind::Choices { .. } | Kind::File => vec![(name, Class::Text)],
        Kind::Computed { .. } | Kind::Rollup { .. } => vec![],
        _ => vec![(name, Class::Int)],
    }
}

/// What is bound for a value of a field, one a column.
pub(crate) fn bind(field: &Field, value: &Value) -> Result<Vec<SqlValue>, StoreError> {
    let kind = &field.kind;
    let misfit = || StoreError::Internal(format!("the field {} does not hold {value:?}", field.name));
    let int = |int: Option<i64>| Ok(vec![SqlValue::Int(int)]);
    match (kind, value) {
        (kind, Value::Null) if kind.is_folded() => Ok(vec![SqlValue::Text(None), SqlValue::Text(None)]),
        (kind, Value::Text(text)) if kind.is_folded() => {
            Ok(vec![SqlValue::Text(Some(text.to_string())), SqlValue::Text(Some(fold(text)))])
        }
        (Kind::Money, Value::Null) => Ok(vec![SqlValue::Int(None), SqlValue::Text(None)]),
        (Kind::Money, Value::Money(money)) => {
            Ok(vec![SqlValue::Int(Some(money.minor)), SqlValue::Text(Some(money.currency.code().to_owned()))])
        }
        (Kind::Choice { .. } | Kind::Stage { .. }, Value::Text(text)) => {
            Ok(vec![SqlValue::Text(Some(text.to_string()))])
        }
        (Kind::File, Value::File(file)) => Ok(vec![SqlValue::Text(Some(file.to_string()))]),
        (Kind::Choices { .. }, Value::Choices(ids)) => Ok(vec![SqlValue::Text(choices_text(ids))]),
        (Kind::Choice { .. } | Kind::Stage { .. } | Kind::File | Kind::Choices { .. }, Value::Null) => {
            Ok(vec![SqlValue::Text(None)])
        }
        (Kind::Computed { .. } | Kind::Rollup { .. }, _) => Err(misfit()),
        (_, Value::Null) => int(None),
        (Kind::Decimal { scale, .. } | Kind::Percent { scale }, value) => {
            let decimal = as_decimal(value).ok_or_else(misfit)?;
            int(Some(scaled(decimal, *scale).ok_or_else(misfit)?))
        }
        (Kind::Integer { .. }, Value::Int(i)) => int(Some(*i)),
        (Kind::Date, Value::Date(days)) => int(Some(i64::from(*days))),
        (Kind::Instant, Value::Instant(at)) => int(Some(*at)),
        (Kind::Duration, Value::Duration(micros)) => int(Some(*micros)),
        (Kind::Boolean, Value::Bool(is)) => int(Some(i64::from(*is))),
        (Kind::Reference { .. } | Kind::Person, Value::Ref(id)) => int(Some(id.0)),
        _ => Err(misfit()),
    }
}

fn choices_text(ids: &[Arc<str>]) -> Option<String> {
    (!ids.is_empty()).then(|| format!("|{}|", ids.join("|")))
}

pub(crate) fn as_decimal(value: &Value) -> Option<Decimal> {
    match value {
        Value::Decimal(decimal) => Some(*decimal),
        Value::Int(int) => Some(Decimal::from(*int)),
        _ => None,
    }
}

/// A number as an integer of this scale; `None` when it is finer or too large.
pub(crate) fn scaled(decimal: Decimal, scale: u32) -> Option<i64> {
    let plain = decimal.normalize();
    let lift = scale.checked_sub(plain.scale())?;
    plain.mantissa().checked_mul(10_i128.checked_pow(lift)?).and_then(|m| i64::try_from(m).ok())
}

/// What the cells of an answer are read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Null,
    Bool,
    Int,
    Decimal(u32),
    Money,
    /// Free text, compared by its folded form.
    Text,
    /// An id of a choice or stage: compared as it is.
    Word,
    /// The text form of a file.
    File,
    Choices,
    Date,
    Instant,
    Duration,
    Ref,
}

pub(crate) fn shape_of(kind: &Kind) -> Shape {
    match kind.value_kind() {
        Kind::Text | Kind::LongText | Kind::Email | Kind::Phone | Kind::Url => Shape::Text,
        Kind::Integer { .. } => Shape::Int,
        Kind::Decimal { scale, .. } | Kind::Percent { scale } => Shape::Decimal(*scale),
        Kind::Money => Shape::Money,
        Kind::Date => Shape::Date,
        Kind::Instant => Shape::Instant,
        Kind::Duration => Shape::Duration,
        Kind::Boolean => Shape::Bool,
        Kind::Choice { .. } | Kind::Stage { .. } => Shape::Word,
        Kind::File => Shape::File,
        Kind::Choices { .. } => Shape::Choices,
        Kind::Reference { .. } | Kind::Person => Shape::Ref,
        Kind::Computed { .. } | Kind::Rollup { .. } => Shape::Null,
    }
}

/// Reads one value: one cell, two for money.
pub(crate) fn value(shape: Shape, cells: &mut Reader) -> Result<Value, StoreError> {
    Ok(match shape {
        Shape::Null => {
            cells.cell()?;
            Value::Null
        }
        Shape::Money => {
            let (minor, currency) = (cells.int()?, cells.text()?);
            match (minor, currency) {
                (Some(minor), Some(code)) => Value::Money(Money { minor, currency: currency_of(&code)? }),
                _ => Value::Null,
            }
        }
        Shape::Text | Shape::Word => cells.text()?.map_or(Value::Null, Value::Text),
        Shape::File => match cells.text()? {
            None => Value::Null,
            Some(text) => Value::File(Arc::new(
                FileRef::parse(&text).ok_or_else(|| StoreError::Internal(format!("{text:?} is no file")))?,
            )),
        },
        Shape::Choices => cells.text()?.map_or(Value::Null, |text| {
            Value::Choices(text.split('|').filter(|id| !id.is_empty()).map(Arc::from).collect())
        }),
        _ => match cells.int()? {
            None => Value::Null,
            Some(int) => number(shape, int)?,
        },
    })
}

/// A value that lies in one number.
pub(crate) fn number(shape: Shape, int: i64) -> Result<Value, StoreError> {
    Ok(match shape {
        Shape::Bool => Value::Bool(int != 0),
        Shape::Decimal(scale) => Value::Decimal(Decimal::try_new(int, scale).map_err(StoreError::inside)?),
        Shape::Date => Value::Date(i32::try_from(int).map_err(StoreError::inside)?),
        Shape::Instant => Value::Instant(int),
        Shape::Duration => Value::Duration(int),
        Shape::Ref => Value::Ref(Id(int)),
        _ => Value::Int(int),
    })
}

pub(crate) fn currency_of(code: &str) -> Result<Currency, StoreError> {
    Currency::parse(code).ok_or_else(|| StoreError::Internal(format!("{code:?} is no currency")))
}
