//! Lanes: what of each column is whose. A lane that is closed has its counts and no cards.

use std::collections::HashMap;
use std::sync::Arc;

use catalogue::{Field, Id, Name, Value};
use query::{Expr, Operand, Path};

use super::{BoardColumn, Cell, Plan, cards, key};
use crate::figures::{FigureGroup, Figures};
use crate::{Ctx, Error, Record};

/// The most lanes of a board: more are a list.
pub const LANES: usize = 60;
/// Lanes that are open when nobody said which.
const OPEN: usize = 12;
/// Cards of one cell when the board opens.
const SHOWN: usize = 20;

/// One lane of a board.
#[derive(Debug, Clone)]
pub struct Lane {
    /// `None` for the records of nobody, and for all of them where there are no lanes.
    pub key: Option<Id>,
    pub title: Option<Arc<str>>,
    pub count: i64,
    pub sum: Value,
    /// One a column.
    pub cells: Vec<Cell>,
    pub is_open: bool,
    /// The expression that lists exactly this lane's rows.
    pub filter: String,
}

/// One's own lane first, then by title; what is nobody's last.
pub(super) async fn lanes(
    ctx: &Ctx,
    plan: &Plan<'_>,
    field: &Field,
    columns: &[BoardColumn],
) -> Result<Vec<Lane>, Error> {
    let whole = plan.figures(ctx, &[&field.name]).await?;
    if whole.groups.len() > LANES {
        return Err(Error::invalid("fault-board-lanes", vec![("most", LANES.to_string())]));
    }
    let parts = plan.figures(ctx, &[&field.name, &plan.by.name]).await?;
    let mut lanes: Vec<Lane> = whole.groups.iter().map(|group| lane(plan, columns, group, &parts)).collect();
    let me = ctx.actor();
    lanes.sort_by_cached_key(|lane| {
        let is_mine = field.kind.target() == Some("user") && lane.key == me;
        (!is_mine, lane.key.is_none(), lane.title.as_deref().map(catalogue::fold), lane.key)
    });
    for (at, lane) in lanes.iter_mut().enumerate() {
        lane.is_open = plan.ask.open.as_ref().map_or(at < OPEN, |open| open.contains(&lane.key));
    }
    deal_out(ctx, plan, field, columns, &mut lanes).await?;
    Ok(lanes)
}

fn lane(plan: &Plan<'_>, columns: &[BoardColumn], group: &FigureGroup, parts: &Figures) -> Lane {
    let owner = key(group, 0).as_ref_id();
    let of_lane: Vec<&FigureGroup> = parts.groups.iter().filter(|part| key(part, 0).as_ref_id() == owner).collect();
    let cell = |column: &BoardColumn| {
        let part = of_lane.iter().find(|part| key(part, 1).as_text() == column.option.as_deref());
        let (count, sum) = part.map(|part| plan.told(&part.figures)).unwrap_or_default();
        Cell { count, sum, filter: plan.filter(column.option.as_ref(), Some(owner)), ..Cell::default() }
    };
    let (count, sum) = plan.told(&group.figures);
    Lane {
        key: owner,
        title: group.titles.first().cloned().flatten(),
        count,
        sum,
        cells: columns.iter().map(cell).collect(),
        is_open: false,
        filter: group.filter.clone(),
    }
}

/// The cards of each column among the open lanes: one question a column, however many lanes there are.
async fn deal_out(
    ctx: &Ctx,
    plan: &Plan<'_>,
    field: &Field,
    columns: &[BoardColumn],
    lanes: &mut [Lane],
) -> Result<(), Error> {
    let open: Vec<Option<Id>> = lanes.iter().filter(|lane| lane.is_open).map(|lane| lane.key).collect();
    if open.is_empty() {
        return Ok(());
    }
    let left = || Operand::Path(Path::own(&plan.object.name, &field.name));
    let known = Expr::In { left: left(), set: open.iter().flatten().map(|id| Value::Ref(*id)).collect() };
    let within = if open.contains(&None) {
        Expr::any([known, Expr::equals(&plan.object.name, &field.name, Value::Null)])
    } else {
        known
    };
    for (at, column) in columns.iter().enumerate() {
        let (rows, _) = cards::first(ctx, plan, column, Some(within.clone())).await?;
        let mut parted: HashMap<Option<Id>, Vec<Record>> = HashMap::new();
        for row in rows {
            let cards = parted.entry(row.get(&field.name).as_ref_id()).or_default();
            if cards.len() < SHOWN {
                cards.push(row);
            }
        }
        for lane in lanes.iter_mut().filter(|lane| lane.is_open) {
            if let Some(cell) = lane.cells.get_mut(at) {
                cell.rows = parted.remove(&lane.key).unwrap_or_default();
            }
        }
    }
    Ok(())
}

/// What lists the rows of one lane.
pub(super) fn own(field: &Name, lane: Option<Id>) -> String {
    lane.map_or_else(|| format!("{field} == null"), |id| format!("{field} == {id}"))
}
