//! The board: a column for each choice of a field, with counts and figures, and the first cards of each; in lanes, where the
//! records are also parted by who has them. Counts come from one statement each for columns, lanes and cells, cards from one a column.

mod cards;
mod lanes;
pub mod limits;

use std::sync::Arc;

use catalogue::{Action, Field, Id, Kind, Name, Object, Stage, Value};
use query::Cursor;
use serde_json::json;

use crate::figures::{FigureGroup, Figures, FiguresAsk, figures_of};
use crate::{Ctx, Error, Record, evidence, rights};

pub use cards::{Cards, cards};
pub use lanes::{LANES, Lane};

/// What is asked, as text: nothing of it is trusted.
#[derive(Debug, Clone, Default)]
pub struct BoardAsk {
    pub object: String,
    /// The choice that gives the columns; `None` for the object's own.
    pub by: Option<String>,
    /// The reference that gives the lanes.
    pub lanes: Option<String>,
    /// The figure of each column beside the count; `None` for the object's own.
    pub measure: Option<String>,
    /// An expression of the query language.
    pub filter: Option<String>,
    pub segment: Option<String>,
    pub search: Option<String>,
    /// The lanes whose cards are wanted; `None` for the first few.
    pub open: Option<Vec<Option<Id>>>,
}

impl BoardAsk {
    /// The board as the object declares it, over all its records.
    #[must_use]
    pub fn of(object: &str) -> Self {
        Self { object: object.to_owned(), ..Self::default() }
    }
}

/// Records by choice, with counts and figures.
#[derive(Debug, Clone)]
pub struct Board {
    pub object: Name,
    /// The choice that the columns are of.
    pub by: Name,
    /// The figure at the head of each column.
    pub measure: Option<Name>,
    pub columns: Vec<BoardColumn>,
    /// The reference that the lanes are of.
    pub by_lane: Option<Name>,
    /// One of all records where none were asked for.
    pub lanes: Vec<Lane>,
}

/// One column of a board.
#[derive(Debug, Clone)]
pub struct BoardColumn {
    /// `None` for the records of which the choice is not known.
    pub option: Option<Name>,
    /// Where the choices are stages.
    pub stage: Option<Stage>,
    pub count: i64,
    /// `Null` when the board has no figure.
    pub sum: Value,
    /// The expression that lists exactly this column's rows; the segment stands beside it.
    pub filter: String,
    /// More cards than this are too many.
    pub limit: Option<i64>,
}

/// What of a column stands in one lane.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    pub count: i64,
    pub sum: Value,
    /// The first ones by the object's own order.
    pub rows: Vec<Record>,
    /// Where the next ones begin, where that is known.
    pub next: Option<Cursor>,
    /// The expression that lists exactly this cell's rows; the segment stands beside it.
    pub filter: String,
}

/// The choices that a board of the object can be by, for this caller.
pub fn offered(ctx: &Ctx, object: &Object) -> Vec<Name> {
    let decision = rights::decision(ctx, Action::Read, object);
    let fields = object.fields.values().filter(|field| field.kind.has_columns() && decision.may_ever(field));
    fields.map(|field| field.name.clone()).collect()
}

/// The references that a board of the object can be parted by, for this caller.
pub fn offered_lanes(ctx: &Ctx, object: &Object) -> Vec<Name> {
    let decision = rights::decision(ctx, Action::Read, object);
    let is_lane = |field: &&Field| {
        let is_bookkeeping = matches!(&*field.name, "created_by" | "updated_by");
        field.kind.target().is_some() && !is_bookkeeping && decision.may_ever(field)
    };
    object.fields.values().filter(is_lane).map(|field| field.name.clone()).collect()
}

/// The board that is asked for.
pub async fn board(ctx: &Ctx, ask: &BoardAsk) -> Result<Board, Error> {
    let board = board_of(ctx, ask).await;
    match &board {
        Ok(board) => {
            let shown: usize = board.lanes.iter().flat_map(|lane| &lane.cells).map(|cell| cell.rows.len()).sum();
            let detail = json!({ "filter": ask.filter, "segment": ask.segment, "search": ask.search, "by": board.by, "lanes": board.by_lane, "rows": shown, "page": "board" });
            evidence::note(ctx, "list", Some(&board.object), None, &detail);
        }
        Err(error) => evidence::note_refusal(ctx, "board", &ask.object, None, error),
    }
    board
}

async fn board_of(ctx: &Ctx, ask: &BoardAsk) -> Result<Board, Error> {
    let plan = Plan::of(ctx, ask)?;
    let figures = plan.figures(ctx, &[&plan.by.name]).await?;
    let columns = plan.columns(ctx, &figures);
    let lanes = match &plan.lanes {
        None => vec![plan.whole(ctx, &columns, &figures).await?],
        Some(field) => lanes::lanes(ctx, &plan, field, &columns).await?,
    };
    Ok(Board {
        object: plan.object.name.clone(),
        by: plan.by.name.clone(),
        measure: plan.measure.as_deref().map(Name::from),
        columns,
        by_lane: plan.lanes.map(|field| field.name),
        lanes,
    })
}

/// A checked question.
struct Plan<'a> {
    ask: &'a BoardAsk,
    object: Arc<Object>,
    by: Field,
    lanes: Option<Field>,
    measure: Option<String>,
}

impl<'a> Plan<'a> {
    fn of(ctx: &Ctx, ask: &'a BoardAsk) -> Result<Self, Error> {
        let object = rights::object(ctx, &ask.object, &[Action::Read])?;
        let view = object.board.as_ref().ok_or(Error::NotFound)?;
        let by = ask.by.as_deref().unwrap_or(&view.by);
        let by = object.field(by).filter(|field| field.kind.has_columns()).ok_or(Error::NotFound)?.clone();
        let lanes = match ask.lanes.as_deref() {
            None => None,
            Some(name) => {
                Some(object.field(name).filter(|field| field.kind.target().is_some()).ok_or(Error::NotFound)?.clone())
            }
        };
        let own = view.sum.as_ref().map(|field| format!("{field}_sum"));
        Ok(Self { ask, by, lanes, measure: ask.measure.clone().or(own), object })
    }

    /// Count and figure by these fields.
    async fn figures(&self, ctx: &Ctx, group: &[&Name]) -> Result<Figures, Error> {
        let ask = FiguresAsk {
            object: self.object.name.to_string(),
            filter: self.ask.filter.clone(),
            segment: self.ask.segment.clone(),
            search: self.ask.search.clone(),
            group: group.iter().map(|name| (name.to_string(), None)).collect(),
            measures: std::iter::once("count".to_owned()).chain(self.measure.clone()).collect(),
            ..FiguresAsk::default()
        };
        figures_of(ctx, &ask).await
    }

    /// Every choice in declared order, and last what is not known, where there is any.
    fn columns(&self, ctx: &Ctx, figures: &Figures) -> Vec<BoardColumn> {
        let unknown = figures.groups.iter().any(|group| key(group, 0).is_null());
        // A stage that is out of use has a column while something stands in it.
        let is_shown = |option: &&Name| {
            let is_met = || figures.groups.iter().any(|group| key(group, 0).as_text() == Some(option));
            self.by.kind.stage(option).is_none_or(|stage| !stage.retired) || is_met()
        };
        let options = self.by.kind.options().into_iter().filter(is_shown).cloned().map(Some);
        let options = options.chain(unknown.then_some(None));
        let limits = ctx.gate.settings();
        let column = |option: Option<Name>| {
            let group = figures.groups.iter().find(|group| key(group, 0).as_text() == option.as_deref());
            let stage = match &self.by.kind {
                Kind::Stage { stages } => stages.iter().find(|stage| Some(&stage.id) == option.as_ref()).cloned(),
                _ => None,
            };
            let (count, sum) = group.map(|group| self.told(&group.figures)).unwrap_or_default();
            let limit = option.as_ref().and_then(|option| limits.limit(&self.object.name, &self.by.name, option));
            BoardColumn { filter: self.filter(option.as_ref(), None), option, stage, count, sum, limit }
        };
        options.map(column).collect()
    }

    /// Count and figure, as they were asked for.
    fn told(&self, figures: &[Value]) -> (i64, Value) {
        let count = figures.first().and_then(Value::as_int).unwrap_or(0);
        let sum = self.measure.as_ref().and_then(|_| figures.get(1)).cloned();
        (count, sum.unwrap_or_default())
    }

    /// What lists the rows of a column, or of what of it is in one lane.
    fn filter(&self, option: Option<&Name>, lane: Option<Option<Id>>) -> String {
        let mut text = self.ask.filter.clone().unwrap_or_default();
        text = query::and_text(&text, &Self::own(&self.by.name, option));
        if let (Some(field), Some(lane)) = (&self.lanes, lane) {
            text = query::and_text(&text, &lanes::own(&field.name, lane));
        }
        text
    }

    fn own(field: &Name, option: Option<&Name>) -> String {
        option.map_or_else(|| format!("{field} == null"), |option| format!("{field} == \"{option}\""))
    }

    /// All records as one lane.
    async fn whole(&self, ctx: &Ctx, columns: &[BoardColumn], figures: &Figures) -> Result<Lane, Error> {
        let mut cells = Vec::with_capacity(columns.len());
        for column in columns {
            let (rows, next) = cards::first(ctx, self, column, None).await?;
            cells.push(Cell {
                count: column.count,
                sum: column.sum.clone(),
                rows,
                next,
                filter: column.filter.clone(),
            });
        }
        let (count, sum) = self.told(&figures.total);
        Ok(Lane { key: None, title: None, count, sum, cells, is_open: true, filter: String::new() })
    }
}

fn key(group: &FigureGroup, at: usize) -> &Value {
    static NULL: Value = Value::Null;
    group.keys.get(at).unwrap_or(&NULL)
}
