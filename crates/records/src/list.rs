//! A page of records: filtered, searched, sorted and paged by key, within the caller's rights.

use std::sync::Arc;

use catalogue::{Action, Id, Kind, Name, Object, TitlePart, Value};
use query::{Archived, Column, Cursor, Expr, Operand, Select, Sort};
use serde_json::json;

use crate::search::one_of;
use crate::shown::Shown;
use crate::{Ctx, Error, Record, asking, evidence, rights};

/// The largest page.
const LARGEST: u32 = 200;

/// What is asked, as text: nothing of it is trusted.
#[derive(Debug, Clone, Default)]
pub struct ListAsk {
    /// The object's name or plural.
    pub object: String,
    /// An expression of the query language.
    pub filter: Option<String>,
    /// A segment of the object.
    pub segment: Option<String>,
    pub search: Option<String>,
    /// Field or path, and whether it descends. Empty: the object's own order.
    pub sort: Vec<(String, bool)>,
    /// Fields or paths (`company.city`). Empty: the object's list columns.
    pub columns: Vec<String>,
    pub after: Option<Cursor>,
    /// 1 to `LARGEST`; 0 means 50.
    pub limit: u32,
    pub archived: Archived,
    /// Also count the rows that meet it.
    pub count: Counting,
}

/// How far the rows of a list are counted beside its page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Counting {
    #[default]
    No,
    Exact,
    /// Up to so many; of more than these it is only known that there are more. It costs the same however many there are.
    UpTo(u32),
}

/// One page.
#[derive(Debug, Clone)]
pub struct Page {
    pub object: Name,
    pub rows: Vec<Record>,
    /// Where the next page starts; `None` on the last one.
    pub next: Option<Cursor>,
    /// Present when `count` was asked.
    pub total: Option<i64>,
    /// There are more than `total`: they were counted so far and no further.
    pub more: bool,
}

/// Lists. Refuses (naming the field) to filter or sort on what the caller may never read.
pub async fn list(ctx: &Ctx, ask: &ListAsk) -> Result<Page, Error> {
    let page = list_where(ctx, ask, Expr::True).await;
    match &page {
        Ok(page) => evidence::note(ctx, "list", Some(&page.object), None, &said(ask, page.rows.len())),
        Err(error) => evidence::note_refusal(ctx, "list", &ask.object, None, error),
    }
    page
}

/// How many rows meet it.
pub async fn count(ctx: &Ctx, ask: &ListAsk) -> Result<i64, Error> {
    let object = rights::object(ctx, &ask.object, &[Action::Read])?;
    let select = select(ctx, &object, ask, Expr::True)?.0;
    Ok(ctx.gate.store.count(&asking::scoped(ctx, Action::Read, select)).await?)
}

/// A list within one more condition that the caller does not see.
pub(crate) async fn list_where(ctx: &Ctx, ask: &ListAsk, also: Expr) -> Result<Page, Error> {
    let object = rights::object(ctx, &ask.object, &[Action::Read])?;
    let (mut select, shown) = select(ctx, &object, ask, also)?;
    let limit = select.limit;
    select.limit += 1;
    let sorts = select.sort.len();
    let scoped = asking::scoped(ctx, Action::Read, select);
    let mut rows = ctx.gate.store.select(&scoped).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|last| Cursor { values: last.values[last.values.len() - sorts..].to_vec(), id: last.id });
    let (total, more) = match ask.count {
        Counting::No => (None, false),
        Counting::Exact => (Some(ctx.gate.store.count(&scoped).await?), false),
        // The page holds them all.
        Counting::UpTo(_) if !more && scoped.ask.after.is_none() => (i64::try_from(rows.len()).ok(), false),
        Counting::UpTo(most) => {
            let counted = ctx.gate.store.count_up_to(&scoped, most.saturating_add(1)).await?;
            (Some(counted.min(most.into())), counted > i64::from(most))
        }
    };
    let rows = rows.into_iter().map(|row| shown.record(row)).collect();
    Ok(Page { object: object.name.clone(), rows, next, total, more })
}

/// Of the records with these ids those that the ask finds.
pub(crate) async fn among(ctx: &Ctx, ask: &ListAsk, object: &Object, ids: &[Id]) -> Result<Vec<Record>, Error> {
    let ask = ListAsk { object: object.name.to_string(), limit: LARGEST, ..ask.clone() };
    let mut found = Vec::new();
    for part in ids.chunks(LARGEST as usize) {
        found.extend(list_where(ctx, &ask, one_of(object, part.iter().copied())).await?.rows);
    }
    Ok(found)
}

/// The checked question: the shown columns, then the sort values (for the cursor).
pub(crate) fn select(ctx: &Ctx, object: &Arc<Object>, ask: &ListAsk, also: Expr) -> Result<(Select, Shown), Error> {
    let filter = asking::condition(ctx, Action::Read, object, ask.filter.as_deref(), ask.segment.as_deref())?;
    let (search, found) = crate::search::within_rights(ctx, Action::Read, object, ask.search.as_deref());
    let own = || object.list.columns.iter().map(ToString::to_string).collect();
    let texts: Vec<String> = if ask.columns.is_empty() { own() } else { ask.columns.clone() };
    let mut shown = Shown::new(ctx, object, &texts)?;
    let (sort, kinds): (Vec<Sort>, Vec<Kind>) = sorts(ctx, object, &ask.sort)?.into_iter().unzip();
    shown.columns.extend(sort.iter().map(|s| Column::Of(s.by.clone())));
    let select = Select {
        object: object.name.clone(),
        columns: shown.columns.clone(),
        filter: Expr::all([filter, also, found]),
        search,
        sort,
        after: ask.after.clone().filter(|after| fits(after, &kinds)),
        limit: if ask.limit == 0 { 50 } else { ask.limit.min(LARGEST) },
        archived: ask.archived,
    };
    Ok((select, shown))
}

/// Whether a place is one of this order: it comes from an address, which may be of another list, or made up. One that is
/// not starts at the beginning.
fn fits(after: &Cursor, kinds: &[Kind]) -> bool {
    let fits = |(value, kind): (&Value, &Kind)| match value {
        Value::Null => true,
        Value::Bool(_) => matches!(kind, Kind::Boolean),
        Value::Int(_) => matches!(kind, Kind::Integer { .. } | Kind::Decimal { .. } | Kind::Percent { .. }),
        Value::Decimal(_) => matches!(kind, Kind::Integer { .. } | Kind::Decimal { .. } | Kind::Percent { .. }),
        Value::Money(_) => matches!(kind, Kind::Money),
        Value::Date(_) => matches!(kind, Kind::Date),
        Value::Instant(_) => matches!(kind, Kind::Instant),
        Value::Duration(_) => matches!(kind, Kind::Duration),
        Value::Ref(_) => kind.target().is_some(),
        Value::Text(_) => !matches!(kind, Kind::Boolean | Kind::Integer { .. } | Kind::Decimal { .. }),
        Value::Moneys(_) | Value::Choices(_) | Value::File(_) => false,
    };
    after.values.len() == kinds.len() && after.values.iter().zip(kinds).all(fits)
}

/// Each key of the order with its kind. What the caller asks for must be open to them; of the object's own order what is not
/// is passed over.
fn sorts(ctx: &Ctx, object: &Object, asked: &[(String, bool)]) -> Result<Vec<(Sort, Kind)>, Error> {
    let key = |text: &str, descending: bool| {
        let (by, kind) = sort_by(ctx, object, text)?;
        Ok((Sort { by, descending }, kind))
    };
    if asked.is_empty() {
        let own = object.list.sort.iter().map(|(field, descending)| key(field, *descending));
        return own.filter(|key| !matches!(key, Err(Error::Invalid(_)))).collect();
    }
    asked.iter().map(|(text, descending)| key(text, *descending)).collect()
}

/// A reference sorts by the title of what it points to, a stage by its place in the order.
fn sort_by(ctx: &Ctx, object: &Object, text: &str) -> Result<(Operand, Kind), Error> {
    let (operand, kind) = asking::operand(ctx, Action::Read, object, text)?;
    if *kind.value_kind() == Kind::File {
        return Err(Error::invalid("query-no-place", vec![("field", text.to_owned())]));
    }
    let text = match &kind {
        Kind::Stage { .. } => format!("{text}.order"),
        kind => match kind.target().and_then(|target| title_field(ctx, target)) {
            Some(field) => format!("{text}.{field}"),
            None => return Ok((operand, kind.value_kind().clone())),
        },
    };
    let (operand, kind) = asking::operand(ctx, Action::Read, object, &text)?;
    Ok((operand, kind.value_kind().clone()))
}

/// The first field in the title of an object.
fn title_field(ctx: &Ctx, object: &str) -> Option<Name> {
    ctx.gate.catalogue.object(object)?.title.iter().find_map(|part| match part {
        TitlePart::Field(field) => Some(field.clone()),
        TitlePart::Text(_) => None,
    })
}

fn said(ask: &ListAsk, rows: usize) -> serde_json::Value {
    json!({
        "filter": ask.filter, "segment": ask.segment, "search": ask.search,
        "sort": ask.sort.iter().map(|(field, _)| field).collect::<Vec<_>>(),
        "rows": rows, "after": ask.after.as_ref().map(|c| c.id.0),
    })
}
