//! Values in and cells out: two classes, as everywhere in the store.

use futures::TryStreamExt as _;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Row, Statement};

use super::fault;
use crate::StoreError;
use crate::engine::Rows;
use crate::sql::{Cell, Cells, SqlValue};

/// The types a statement is prepared with: part of the cache's key, so one text never meets two sets of them.
pub(super) fn types(params: &[SqlValue]) -> Vec<Type> {
    params
        .iter()
        .map(|param| match param {
            SqlValue::Int(_) => Type::INT8,
            SqlValue::Text(_) => Type::TEXT,
        })
        .collect()
}

pub(super) fn param(value: &SqlValue) -> &(dyn ToSql + Sync) {
    match value {
        SqlValue::Int(int) => int,
        SqlValue::Text(text) => text,
    }
}

pub(super) fn params(values: &[SqlValue]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(param).collect()
}

pub(super) async fn rows(client: &Client, statement: &Statement, values: &[SqlValue]) -> Result<Rows, StoreError> {
    let stream = client.query_raw(statement, params(values)).await.map_err(|e| fault(&e))?;
    futures::pin_mut!(stream);
    let mut out = Vec::new();
    while let Some(row) = stream.try_next().await.map_err(|e| fault(&e))? {
        out.push(cells(&row)?);
    }
    Ok(out)
}

pub(super) fn cells(row: &Row) -> Result<Cells, StoreError> {
    (0..row.len()).map(|at| cell(row, at)).collect()
}

fn cell(row: &Row, at: usize) -> Result<Cell, StoreError> {
    let kind = row.columns().get(at).map(|column| column.type_().clone());
    let int = |value: Option<i64>| value.map_or(Cell::Null, Cell::Int);
    match kind {
        Some(Type::INT8) => row.try_get(at).map(int),
        Some(Type::INT4) => row.try_get::<_, Option<i32>>(at).map(|value| int(value.map(i64::from))),
        Some(Type::BOOL) => row.try_get::<_, Option<bool>>(at).map(|value| int(value.map(i64::from))),
        Some(Type::TEXT | Type::VARCHAR | Type::NAME | Type::UNKNOWN) => {
            row.try_get::<_, Option<&str>>(at).map(|value| value.map_or(Cell::Null, |text| Cell::Text(text.into())))
        }
        other => return Err(StoreError::Internal(format!("a cell of a class that is never asked for: {other:?}"))),
    }
    .map_err(|e| fault(&e))
}
