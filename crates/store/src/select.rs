//! Lists and counts: one statement each, with its decoder.

use std::sync::Arc;

use catalogue::{Id, Object, Value};
use query::{Archived, Column, Cursor, Expr, Operand, Row, Scoped, Select, Sort};
use sea_query::{Expr as Sea, ExprTrait, NullOrdering, Order, SelectStatement};

use crate::columns::{Shape, value};
use crate::dialect::{Dialect, int};
use crate::render::{Renderer, Term, column};
use crate::sabotage::Sabotage;
use crate::sql::{Cells, Reader, Sql};
use crate::{StoreError, title};

/// How the cells of one asked column become a value.
#[derive(Debug)]
pub(crate) enum Decoder {
    Value(Shape),
    Title(title::Title),
}

/// A rendered list.
pub(crate) struct List {
    pub sql: Sql,
    pub decoders: Vec<Decoder>,
}

/// How the rows of a list are looked through for a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// The rows that hold it are found first, and put in order.
    Found,
    /// In the list's own order, row by row, as far as `WALKED`: soon full where very many hold the text. What comes is the
    /// page only when it is full, and the rows without a value are never reached: the walk may have ended before them.
    Walked,
}

/// Which rows of the list a page is read from, by the first value of the order: each part is one stretch of an index, however far
/// down the list it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// All of them, from the first.
    Whole,
    /// Those with the value of the place, after it.
    Same,
    /// Those with a later value.
    Beyond,
    /// Those of which the value is not known: they come last.
    Unknown,
}

/// The parts that the page is read from, in order, until it is full.
pub(crate) fn parts(select: &Select) -> &'static [Part] {
    match select.after.as_ref().map(|after| after.values.first()) {
        None => &[Part::Whole],
        Some(None | Some(Value::Null)) => &[Part::Same],
        Some(Some(_)) => &[Part::Same, Part::Beyond, Part::Unknown],
    }
}

/// How many rows of a list are looked at in order for a text that is frequent.
const WALKED: u64 = 20_000;

pub(crate) fn list(
    catalogue: &catalogue::Catalogue,
    dialect: Dialect,
    ask: &Scoped<Select>,
    (way, part): (Way, Part),
) -> Result<List, StoreError> {
    let mut renderer = Renderer::new(catalogue, &ask.scope, &ask.env);
    let select = &ask.ask;
    let (mut statement, object, alias) = match way {
        Way::Found => rows(&mut renderer, &select.object, &select.filter, select.archived)?,
        // The rights stand in what is walked, and the rest is about what that found.
        Way::Walked => {
            let object = renderer.object(&select.object)?;
            let alias = renderer.open(0, &object);
            (SelectStatement::new(), object, alias)
        }
    };
    match way {
        Way::Found => searched(dialect, &object, &alias, select.search.as_deref(), &mut statement),
        Way::Walked => {
            statement.and_where(column(&alias, "id").in_subquery(walked(&mut renderer, select, part)?));
        }
    }
    statement.expr(column(&alias, "id"));
    let mut decoders = Vec::with_capacity(select.columns.len());
    for asked in &select.columns {
        decoders.push(put_column(&mut renderer, asked, &mut statement)?);
    }
    put_place(&mut renderer, (&object, &alias), (select, part), &mut statement)?;
    statement.limit(u64::from(select.limit));
    renderer.close(&mut statement)?;
    Ok(List { sql: dialect.select(&statement)?, decoders })
}

/// The ids of the first rows, in order, that hold the text: the outer statement ends as soon as the page is full.
fn walked(renderer: &mut Renderer<'_>, select: &Select, part: Part) -> Result<SelectStatement, StoreError> {
    let (mut ordered, object, alias) = rows(renderer, &select.object, &select.filter, select.archived)?;
    ordered.expr(column(&alias, "id"));
    put_place(renderer, (&object, &alias), (select, part), &mut ordered)?;
    // The rows that share the value of the place are walked to their end: others follow them. A limit stands there all the same,
    // since an order without one is no promise to the statement around it.
    ordered.limit(if part == Part::Same { u64::from(u32::MAX) } else { WALKED });
    renderer.close(&mut ordered)?;
    let mut found = SelectStatement::new();
    found.expr(column("w", "id")).from_subquery(ordered, "w");
    let text = catalogue::fold(select.search.as_deref().unwrap_or_default());
    found.and_where(crate::search::holds("w", &object.name, &text)).limit(u64::from(select.limit));
    Ok(found)
}

/// Whether an index gives the rows in the order that is asked: nothing else is worth walking.
pub(crate) fn is_indexed_order(object: &Object, sort: &[Sort]) -> bool {
    match sort {
        [] => true,
        [Sort { by: Operand::Path(path), .. }] if path.hops.is_empty() => {
            object.field(&path.field).is_some_and(|field| crate::schema::leads_an_index(object, field))
        }
        _ => false,
    }
}

/// Where the page begins, and its order.
fn put_place(
    renderer: &mut Renderer<'_>,
    (object, alias): (&Object, &str),
    (select, part): (&Select, Part),
    statement: &mut SelectStatement,
) -> Result<(), StoreError> {
    let sorts = select.sort.iter();
    let sorts = sorts.map(|sort| Ok((renderer.operand_freely(&sort.by, Sabotage::OrderFree)?, sort.descending)));
    let sorts = sorts.collect::<Result<Vec<_>, StoreError>>()?;
    if let Some(after) = &select.after {
        let condition = after_cursor((object, alias), part, &select.sort, &sorts, after)?;
        statement.and_where(condition);
    }
    put_order(statement, alias, &sorts);
    Ok(())
}

pub(crate) fn count(
    catalogue: &catalogue::Catalogue,
    dialect: Dialect,
    ask: &Scoped<Select>,
    most: Option<u32>,
) -> Result<Sql, StoreError> {
    let mut renderer = Renderer::new(catalogue, &ask.scope, &ask.env).freely(Sabotage::CountFree);
    let select = &ask.ask;
    let (mut statement, object, alias) = rows(&mut renderer, &select.object, &select.filter, select.archived)?;
    let Some(most) = most else {
        searched(dialect, &object, &alias, select.search.as_deref(), &mut statement);
        statement.expr(Sea::cust("COUNT(*)"));
        renderer.close(&mut statement)?;
        return dialect.select(&statement);
    };
    // One by one as they are found, so that the limit ends it.
    let text = catalogue::fold(select.search.as_deref().unwrap_or_default());
    if !text.is_empty() {
        crate::search::put_found(dialect, &object, &alias, &text, &mut statement);
    }
    statement.expr(Sea::cust("1")).limit(most.into());
    renderer.close(&mut statement)?;
    let mut counted = SelectStatement::new();
    counted.expr(Sea::cust("COUNT(*)")).from_subquery(statement, sea_query::Alias::new("counted"));
    dialect.select(&counted)
}

/// The rows of an object that may be seen and meet the filter. The variable 0 stays open.
pub(crate) fn rows(
    renderer: &mut Renderer<'_>,
    object: &str,
    filter: &Expr,
    archived: Archived,
) -> Result<(SelectStatement, Arc<Object>, String), StoreError> {
    let object = renderer.object(object)?;
    let alias = renderer.open(0, &object);
    let mut statement = SelectStatement::new();
    if let Some(visible) = renderer.visible(&object, &alias)? {
        statement.and_where(visible);
    }
    match archived {
        Archived::Hide => statement.and_where(column(&alias, "archived_at").is_null()),
        Archived::Only => statement.and_where(column(&alias, "archived_at").is_not_null()),
        Archived::Include => &mut statement,
    };
    if *filter != Expr::True {
        let condition = renderer.condition(filter)?;
        statement.and_where(condition);
    }
    Ok((statement, object, alias))
}

/// Keeps the rows whose search text contains every word.
pub(crate) fn searched(
    dialect: Dialect,
    object: &Object,
    alias: &str,
    words: Option<&str>,
    statement: &mut SelectStatement,
) {
    let folded = catalogue::fold(words.unwrap_or_default());
    if folded.is_empty() {
        return;
    }
    let found = crate::search::ids(dialect, &object.name, &folded);
    statement.and_where(column(alias, "id").in_subquery(found));
}

fn put_column(
    renderer: &mut Renderer<'_>,
    asked: &Column,
    statement: &mut SelectStatement,
) -> Result<Decoder, StoreError> {
    match asked {
        Column::Of(operand) => {
            let term = renderer.operand(operand)?;
            statement.exprs(term.cells());
            Ok(Decoder::Value(term.shape))
        }
        Column::Title(path) => title::put(renderer, path, statement).map(Decoder::Title),
    }
}

/// Nulls last both ways, the id at the end in the direction of the last sort.
fn put_order(statement: &mut SelectStatement, alias: &str, sorts: &[(Term, bool)]) {
    let mut last = Order::Asc;
    for (term, descending) in sorts {
        last = if *descending { Order::Desc } else { Order::Asc };
        for key in term.sort_keys() {
            statement.order_by_expr_with_nulls(key, last.clone(), NullOrdering::Last);
        }
    }
    // An id is never null; said as the indexes say it, so that PostgreSQL sees one order in both.
    match last {
        Order::Desc => statement.order_by_expr_with_nulls(column(alias, "id"), last, NullOrdering::Last),
        last => statement.order_by_expr(column(alias, "id"), last),
    };
}

/// The rows of one part after a place. With the same first value: equal in the next keys too and after its id, or after it in one
/// of them, nulls last.
fn after_cursor(
    (object, alias): (&Object, &str),
    part: Part,
    asked: &[Sort],
    sorts: &[(Term, bool)],
    after: &Cursor,
) -> Result<Sea, StoreError> {
    if after.values.len() != sorts.len() {
        return Err(StoreError::Internal("a place has as many values as the sort has keys".into()));
    }
    let mut keys: Vec<(Sea, Option<Sea>, bool)> = Vec::new();
    for ((sort, (term, descending)), value) in asked.iter().zip(sorts).zip(&after.values) {
        let places = cursor_keys(object, &sort.by, term, value)?;
        for (key, place) in term.sort_keys().into_iter().zip(places) {
            keys.push((key, place, *descending));
        }
    }
    let mut keys = keys.into_iter();
    let first = keys.next();
    let beyond = |key: Sea, place: Sea, falls: bool| if falls { key.lt(place) } else { key.gt(place) };
    match (part, first) {
        (Part::Unknown, Some((key, ..))) => Ok(key.is_null()),
        (Part::Beyond, Some((key, Some(place), falls))) => Ok(beyond(key, place, falls)),
        (_, first) => {
            let descends = sorts.last().is_some_and(|(_, descending)| *descending);
            let mut whole = beyond(column(alias, "id"), int(after.id.0), descends);
            for (key, place, falls) in keys.rev() {
                whole = match place {
                    // Only rows that are null too can follow.
                    None => key.is_null().and(whole),
                    Some(place) => {
                        let later = beyond(key.clone(), place.clone(), falls);
                        later.or(key.clone().is_null()).or(key.eq(place).and(whole))
                    }
                };
            }
            Ok(match first {
                None => whole,
                Some((key, None, _)) => key.is_null().and(whole),
                Some((key, Some(place), _)) => key.eq(place).and(whole),
            })
        }
    }
}

/// The place's value for each sort key of a term; `None` for null.
fn cursor_keys(object: &Object, by: &Operand, term: &Term, value: &Value) -> Result<Vec<Option<Sea>>, StoreError> {
    if value.is_null() {
        return Ok(term.sort_keys().iter().map(|_| None).collect());
    }
    if let (Shape::Decimal(scale), Some(number)) = (term.shape, crate::columns::as_decimal(value)) {
        let whole = crate::columns::scaled(number, scale)
            .ok_or_else(|| StoreError::Internal(format!("a place in {} by {by:?} has a finer number", object.name)))?;
        return Ok(vec![Some(int(whole))]);
    }
    let given = crate::render::literal(value)?;
    let keys = match (term.shape, given.shape) {
        (Shape::Word, _) => vec![given.main],
        _ => given.sort_keys(),
    };
    Ok(keys.into_iter().map(Some).collect())
}

/// Rows as asked, from raw ones.
pub(crate) fn decode(decoders: &[Decoder], rows: Vec<Cells>) -> Result<Vec<Row>, StoreError> {
    rows.into_iter()
        .map(|cells| {
            let mut cells = Reader::new(cells);
            let id = Id(cells.some_int()?);
            let values = decoders
                .iter()
                .map(|decoder| match decoder {
                    Decoder::Value(shape) => value(*shape, &mut cells),
                    Decoder::Title(title) => title.read(&mut cells),
                })
                .collect::<Result<_, _>>()?;
            Ok(Row { id, values })
        })
        .collect()
}
