//! Figures by groups, each with the way down to its records.

mod drill;
mod measure;

use std::sync::Arc;

use catalogue::{Action, Kind, Name, Object, Unit, Value};
use query::{Aggregate, Archived, Bucket, Expr, Figure, FigureMethod, Group, GroupBy};
use serde_json::json;

use crate::history::titles_of;
use crate::{Ctx, Error, asking, evidence, rights};

use measure::Planned;
pub(crate) use measure::ratio;

/// What is asked, as text: nothing of it is trusted.
#[derive(Debug, Clone, Default)]
pub struct FiguresAsk {
    pub object: String,
    pub filter: Option<String>,
    pub segment: Option<String>,
    pub search: Option<String>,
    /// Fields or paths, with the stretch of time for dates and instants.
    pub group: Vec<(String, Option<Bucket>)>,
    /// Names from the object's measures, or `count`, `<field>_sum|_avg|_median|_min|_max`.
    pub measures: Vec<String>,
    pub archived: Archived,
    /// Only groups of at least this many rows, and then no total; 0 and 1 mean all.
    pub least: u32,
}

/// The answer.
#[derive(Debug, Clone)]
pub struct Figures {
    pub object: Name,
    pub measures: Vec<FigureColumn>,
    pub groups: Vec<FigureGroup>,
    /// Over all rows, in the order of `measures`.
    pub total: Vec<Value>,
    /// The expression of all rows (filter and segment); search and archive mark go beside it.
    pub filter: String,
    /// Groups (or the total) that are withheld because they are over too few rows for somebody who may not read rows.
    pub withheld: usize,
}

/// One measure that was asked.
#[derive(Debug, Clone)]
pub struct FigureColumn {
    pub name: Name,
    pub unit: Unit,
    /// The measure's own condition: joined with a group's filter (`query::and_text`) it gives exactly the rows that the
    /// figure counts. Of a ratio: the rows it divides by.
    pub filter: Option<Name>,
}

/// One group.
#[derive(Debug, Clone)]
pub struct FigureGroup {
    pub keys: Vec<Value>,
    /// Titles of keys that are references.
    pub titles: Vec<Option<Arc<str>>>,
    pub figures: Vec<Value>,
    /// The expression that lists exactly this group's rows.
    pub filter: String,
}

/// Who may count an object but not read its rows, or look through a figure at one of that kind, gets none over fewer rows: a sum over one record is that
/// record (`docs/decisions/0011-small-cells.md`).
const SMALLEST_CELL: i64 = 5;

/// The most groups that one answer has.
const GROUPS: u32 = 2000;

/// Computes. A person with `Aggregate` but without `Read` gets figures without rows.
pub async fn figures(ctx: &Ctx, ask: &FiguresAsk) -> Result<Figures, Error> {
    let figures = figures_of(ctx, ask).await;
    match &figures {
        Ok(figures) => evidence::note(ctx, "figures", Some(&figures.object), None, &said(ask, figures)),
        Err(error) => evidence::note_refusal(ctx, "figures", &ask.object, None, error),
    }
    figures
}

fn said(ask: &FiguresAsk, figures: &Figures) -> serde_json::Value {
    let groups: Vec<&String> = ask.group.iter().map(|(text, _)| text).collect();
    json!({ "filter": figures.filter, "group": groups, "measures": ask.measures, "groups": figures.groups.len() })
}

/// The figures without evidence: for verbs that leave their own.
pub(crate) async fn figures_of(ctx: &Ctx, ask: &FiguresAsk) -> Result<Figures, Error> {
    let object = rights::object(ctx, &ask.object, &[Action::Aggregate])?;
    let condition = asking::condition(ctx, Action::Aggregate, &object, ask.filter.as_deref(), ask.segment.as_deref())?;
    let (search, also) = crate::search::within_rights(ctx, Action::Aggregate, &object, ask.search.as_deref());
    let planned = Planned::new(ctx, &object, &ask.measures)?;
    let groups = ask.group.iter().map(|(text, bucket)| group_by(ctx, &object, text, *bucket));
    let groups = groups.collect::<Result<Vec<_>, Error>>()?;
    let conditions = planned.figures.iter().map(|figure| &figure.filter).chain([&condition]);
    let operands = planned.figures.iter().filter_map(|figure| figure.method.operand());
    let blind = rights::is_blind(ctx, &object, conditions, operands.chain(groups.iter().map(|(group, _)| &group.by)));
    let mut measures = planned.figures.clone();
    if blind {
        measures.push(Figure { method: FigureMethod::Count, filter: Expr::True });
    }
    let aggregate = Aggregate {
        object: object.name.clone(),
        filter: Expr::all([condition, also]),
        search,
        group: groups.iter().map(|(by, _)| by.clone()).collect(),
        measures,
        archived: ask.archived,
        limit: GROUPS,
        least: ask.least,
    };
    let (mut found, mut total) = found(ctx, aggregate).await?;
    let withheld = if blind { withhold(&mut found, &mut total) } else { 0 };
    let total = planned.values(&total);
    let base = base_text(&object, ask);
    let titles = titles(ctx, &groups, &found).await?;
    let group = |group: Group| FigureGroup {
        titles: titles_for(&groups, &group.keys, &titles),
        figures: planned.values(&group.figures),
        filter: drill::filter(ctx, &base, &groups, &group.keys),
        keys: group.keys,
    };
    let groups = found.into_iter().map(group).collect();
    Ok(Figures { object: object.name.clone(), measures: planned.columns, groups, total, filter: base, withheld })
}

/// Takes out the cells that are too small, by the count that stands last in each; gives how many went.
fn withhold(groups: &mut Vec<Group>, total: &mut Vec<Value>) -> usize {
    let is_small = |figures: &[Value]| figures.last().and_then(Value::as_int).is_none_or(|n| n < SMALLEST_CELL);
    let before = groups.len();
    groups.retain(|group| !is_small(&group.figures));
    let lost = usize::from(is_small(total) && before == 0);
    if is_small(total) {
        total.clear();
    }
    before - groups.len() + lost
}

/// The groups, and the figures over all rows: from one look at them where that is possible.
async fn found(ctx: &Ctx, aggregate: Aggregate) -> Result<(Vec<Group>, Vec<Value>), Error> {
    let whole = Aggregate { group: Vec::new(), limit: 1, least: 0, ..aggregate.clone() };
    let of_parts = aggregate.least > 1;
    let grouped = if aggregate.group.is_empty() {
        (Vec::new(), None)
    } else {
        ctx.gate.store.aggregate_whole(&asking::scoped(ctx, Action::Aggregate, aggregate)).await?
    };
    match grouped {
        (groups, Some(total)) => Ok((groups, total)),
        (groups, None) if of_parts => Ok((groups, Vec::new())),
        (groups, None) => {
            let total = ctx.gate.store.aggregate(&asking::scoped(ctx, Action::Aggregate, whole)).await?;
            Ok((groups, total.into_iter().next().map(|group| group.figures).unwrap_or_default()))
        }
    }
}

/// Filter and segment as one text.
fn base_text(object: &Object, ask: &FiguresAsk) -> String {
    let segment = ask.segment.as_deref().and_then(|s| object.segments.get(s)).map_or("", |s| &*s.filter);
    query::and_text(segment, ask.filter.as_deref().unwrap_or_default())
}

type Grouping = (GroupBy, Kind);

fn group_by(ctx: &Ctx, object: &Object, text: &str, bucket: Option<Bucket>) -> Result<Grouping, Error> {
    let (by, kind) = asking::operand(ctx, Action::Aggregate, object, text)?;
    let is_time = matches!(kind.value_kind(), Kind::Date | Kind::Instant);
    let is_groupable = !matches!(kind.value_kind(), Kind::Choices { .. } | Kind::Money | Kind::LongText | Kind::File);
    if !is_groupable || (bucket.is_some() && !is_time) {
        return Err(Error::invalid("query-group", vec![("field", text.to_owned())]));
    }
    Ok((GroupBy { by, bucket }, kind.value_kind().clone()))
}

async fn titles(ctx: &Ctx, groups: &[Grouping], found: &[Group]) -> Result<crate::history::Titles, Error> {
    let mut wanted = Vec::new();
    for (at, (_, kind)) in groups.iter().enumerate() {
        let Some(target) = kind.target() else { continue };
        wanted.extend(found.iter().filter_map(|g| Some((Name::from(target), g.keys.get(at)?.as_ref_id()?))));
    }
    titles_of(ctx, wanted).await
}

fn titles_for(groups: &[Grouping], keys: &[Value], titles: &crate::history::Titles) -> Vec<Option<Arc<str>>> {
    let title = |(key, (_, kind)): (&Value, &Grouping)| titles.get(&(kind.target()?.into(), key.as_ref_id()?)).cloned();
    keys.iter().zip(groups).map(title).collect()
}

/// The condition of one measure as an expression: none is `True`.
pub(crate) fn own_condition(ctx: &Ctx, object: &Object, text: Option<&Name>) -> Result<Expr, Error> {
    text.map_or(Ok(Expr::True), |text| asking::checked(ctx, Action::Aggregate, object, text))
}
