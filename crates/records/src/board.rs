//! The board: one column a stage, with count, sum and the first records.

use catalogue::{Name, Stage, Value};

use crate::{Ctx, Error, Record};

#[derive(Debug, Clone)]
pub struct Board {
    pub object: Name,
    /// The stages field.
    pub by: Name,
    /// The field summed at the head of each column.
    pub sum: Option<Name>,
    pub columns: Vec<BoardColumn>,
}

#[derive(Debug, Clone)]
pub struct BoardColumn {
    pub stage: Stage,
    pub count: i64,
    /// `Null` when the board sums nothing.
    pub sum: Value,
    /// The first 50 by the object's own order.
    pub rows: Vec<Record>,
    /// The expression that lists exactly this column's rows.
    pub filter: String,
}

/// `filter` is an expression of the query language.
pub async fn board(ctx: &Ctx, object: &str, filter: Option<&str>, search: Option<&str>) -> Result<Board, Error> {
    let _ = (ctx, object, filter, search);
    Err(Error::internal("not yet"))
}
