//! The board: one column a stage, with count, sum and the first records.

use catalogue::{Action, Name, Object, Outcome, Stage, Value};
use query::Expr;
use serde_json::json;

use crate::figures::{FiguresAsk, figures_of};
use crate::{Ctx, Error, ListAsk, Record, evidence, list, rights};

/// Records by stage, with counts and sums.
#[derive(Debug, Clone)]
pub struct Board {
    pub object: Name,
    /// The stages field.
    pub by: Name,
    /// The field summed at the head of each column.
    pub sum: Option<Name>,
    pub columns: Vec<BoardColumn>,
}

/// One stage of a board.
#[derive(Debug, Clone)]
pub struct BoardColumn {
    pub stage: Stage,
    pub count: i64,
    /// `Null` when the board sums nothing.
    pub sum: Value,
    /// The first ones by the object's own order: 50 of an open stage, 20 of a closed one.
    pub rows: Vec<Record>,
    /// The expression that lists exactly this column's rows.
    pub filter: String,
}

/// `filter` is an expression of the query language.
pub async fn board(ctx: &Ctx, object: &str, filter: Option<&str>, search: Option<&str>) -> Result<Board, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let (Some(view), Some((field, stages))) = (&object.board, object.stage_field()) else {
        return Err(Error::NotFound);
    };
    let ask = FiguresAsk {
        object: object.name.to_string(),
        filter: filter.map(str::to_owned),
        search: search.map(str::to_owned),
        group: vec![(field.name.to_string(), None)],
        measures: heads(view.sum.as_ref()),
        ..FiguresAsk::default()
    };
    let figures = figures_of(ctx, &ask).await?;
    let mut columns = Vec::with_capacity(stages.len());
    for stage in stages {
        let group = figures.groups.iter().find(|g| g.keys.first().and_then(Value::as_text) == Some(&*stage.id));
        let figure = |at: usize| group.and_then(|g| g.figures.get(at)).cloned().unwrap_or_default();
        let own = format!("{} == \"{}\"", field.name, stage.id);
        columns.push(BoardColumn {
            stage: stage.clone(),
            count: figure(0).as_int().unwrap_or(0),
            sum: if view.sum.is_some() { figure(1) } else { Value::Null },
            rows: tiles(ctx, &object, (filter, search), &own, tiles_of(stage)).await?,
            filter: query::and_text(filter.unwrap_or_default(), &own),
        });
    }
    let shown: usize = columns.iter().map(|c| c.rows.len()).sum();
    let detail = json!({ "filter": filter, "search": search, "rows": shown, "page": "board" });
    evidence::note(ctx, "list", Some(&object.name), None, &detail);
    Ok(Board { object: object.name.clone(), by: field.name.clone(), sum: view.sum.clone(), columns })
}

fn heads(sum: Option<&Name>) -> Vec<String> {
    let mut measures = vec!["count".to_owned()];
    measures.extend(sum.map(|field| format!("{field}_sum")));
    measures
}

/// Closed records are looked back at, not worked on: fewer of them stand on the board.
fn tiles_of(stage: &Stage) -> u32 {
    if stage.outcome == Outcome::Open { 50 } else { 20 }
}

async fn tiles(
    ctx: &Ctx,
    object: &Object,
    (filter, search): (Option<&str>, Option<&str>),
    own: &str,
    limit: u32,
) -> Result<Vec<Record>, Error> {
    let tile = object.board.iter().flat_map(|view| view.tile.iter().map(ToString::to_string)).collect();
    let ask = ListAsk {
        object: object.name.to_string(),
        filter: Some(query::and_text(filter.unwrap_or_default(), own)),
        search: search.map(str::to_owned),
        columns: tile,
        limit,
        ..ListAsk::default()
    };
    Ok(list::list_where(ctx, &ask, Expr::True).await?.rows)
}
