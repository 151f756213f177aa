//! The cards of a column: the first ones with the board, the next ones by their place.

use catalogue::{Id, Outcome};
use query::{Cursor, Expr};
use serde_json::json;

use super::{BoardAsk, BoardColumn, Plan};
use crate::{Ctx, Error, ListAsk, Page, Record, evidence, list};

/// Cards of one column that is worked on, of one that is only looked back at, and of one that several lanes share.
const OPEN: u32 = 50;
const CLOSED: u32 = 20;
const SHARED: u32 = 200;
/// Facts on a card where the catalogue names none.
const FACTS: usize = 4;

/// Cards of one column or cell.
#[derive(Debug, Clone)]
pub struct Cards {
    pub page: Page,
    /// The expression that lists exactly these rows and all others of the column or cell.
    pub filter: String,
}

/// The next cards of a column, or of what of it stands in one lane, after a place.
pub async fn cards(
    ctx: &Ctx,
    ask: &BoardAsk,
    option: Option<&str>,
    lane: Option<Option<Id>>,
    after: Option<Cursor>,
) -> Result<Cards, Error> {
    let plan = Plan::of(ctx, ask)?;
    let option = match option {
        None => None,
        Some(text) => Some(plan.by.kind.options().into_iter().find(|known| ***known == *text).ok_or(Error::NotFound)?),
    };
    let filter = plan.filter(option, lane);
    let ask = ListAsk { after, ..asked(&plan, filter.clone(), OPEN) };
    let page = list::list_where(ctx, &ask, Expr::True).await?;
    let detail = json!({ "filter": ask.filter, "segment": ask.segment, "search": ask.search, "rows": page.rows.len(), "page": "board" });
    evidence::note(ctx, "list", Some(&page.object), None, &detail);
    Ok(Cards { page, filter })
}

/// The first cards of a column; `within` is one more condition on them. Asked for where none are counted too: a figure leaves out
/// what the caller sees too little of to judge.
pub(super) async fn first(
    ctx: &Ctx,
    plan: &Plan<'_>,
    column: &BoardColumn,
    within: Option<Expr>,
) -> Result<(Vec<Record>, Option<Cursor>), Error> {
    // Closed records are looked back at, not worked on: fewer of them stand on the board.
    let is_open = column.stage.as_ref().is_none_or(|stage| stage.outcome == Outcome::Open);
    let limit = match within {
        Some(_) => SHARED,
        None if is_open => OPEN,
        None => CLOSED,
    };
    let ask = asked(plan, column.filter.clone(), limit);
    let page = list::list_where(ctx, &ask, within.unwrap_or(Expr::True)).await?;
    Ok((page.rows, page.next))
}

fn asked(plan: &Plan<'_>, filter: String, limit: u32) -> ListAsk {
    let object = &plan.object;
    let view = object.board.as_ref().map(|view| view.tile.as_slice()).unwrap_or_default();
    let own = || object.list.columns.iter().skip(1).filter(|name| **name != plan.by.name).take(FACTS);
    let mut columns: Vec<String> = match view {
        [] => own().map(ToString::to_string).collect(),
        tile => tile.iter().map(ToString::to_string).collect(),
    };
    let lane = plan.lanes.as_ref().map(|field| field.name.to_string());
    columns.extend(lane.filter(|name| !columns.contains(name)));
    ListAsk {
        object: object.name.to_string(),
        filter: Some(filter),
        segment: plan.ask.segment.clone(),
        search: plan.ask.search.clone(),
        columns,
        limit,
        ..ListAsk::default()
    }
}
