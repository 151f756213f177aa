//! Search over objects: each object by one statement, rights before the limit.

use catalogue::{Catalogue, Name, Object};
use query::{Archived, Expr, Path, Scoped};
use sea_query::{CaseStatement, Expr as Sea, ExprTrait, Func, JoinType, Order, SelectStatement};

use crate::dialect::{Dialect, contains, text};
use crate::render::{Renderer, column, constant};
use crate::sabotage::Sabotage;
use crate::sql::{Cells, Reader, Sql};
use crate::title::{self, Title};
use crate::{Found, SearchText, StoreError};

/// How many of an object's matches are put in order at most: bounds the work when a text is in every record.
const CANDIDATES: u64 = 400;

/// How many matches over all objects are looked at to learn which of them hold any.
const GLANCE: i64 = 4_000;

/// What a text is looked for as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// The text as it stands, with its spaces.
    Whole,
    /// Each of its words, wherever it is.
    Words,
}

/// The statement that searches one object: the first matches that may be seen, then the best of them.
pub(crate) fn one(
    catalogue: &Catalogue,
    dialect: Dialect,
    ask: &Scoped<SearchText>,
    object: &str,
    look: Look,
) -> Result<(Sql, Title), StoreError> {
    let folded = catalogue::fold(&ask.ask.text);
    let mut renderer = Renderer::new(catalogue, &ask.scope, &ask.env).freely(Sabotage::SearchFree);
    let object = renderer.object(object)?;
    // The rights stand in the matches, and the rest is about those alone: asked twice they would cost twice.
    let alias = renderer.open(0, &object);
    let mut statement = SelectStatement::new();
    let mut matches = candidates(dialect, &mut renderer, &object, &parts(&folded, look))?;
    matches.limit(CANDIDATES);
    statement.expr(column(&alias, "id"));
    let title = title::put(&mut renderer, &Path::own(&object.name, &"id".into()), &mut statement)?;
    statement.and_where(column(&alias, "id").in_subquery(matches));
    best_first(&mut statement, &folded, &alias);
    statement.limit(u64::from(ask.ask.limit));
    renderer.close(&mut statement)?;
    let found = column("s", "place").eq(column(&alias, "id").add(constant(first_place(&object.name))));
    statement.join_as(JoinType::InnerJoin, "candor_search", "s", found);
    Ok((dialect.select(&statement)?, title))
}

/// The statement whose matches say which objects hold the text at all: most hold nothing of it, and each costs a statement of its
/// own. `None` where the index does not know such short texts, or gives the matches of one object as soon. Nobody sees what it finds.
pub(crate) fn glance(dialect: Dialect, folded: &str, look: Look) -> Result<Option<Sql>, StoreError> {
    let parts = parts(folded, look);
    let unknown = parts.iter().all(|part| part.chars().count() < dialect.least_indexed());
    if unknown || (look == Look::Words && !dialect.finds_all_first()) {
        return Ok(None);
    }
    let mut statement = SelectStatement::new();
    let place = put_matches(dialect, &mut statement, None, &parts);
    parts_of(dialect, statement, place).map(Some)
}

/// The statement that counts the first matches by the part of the index in which their places lie.
pub(crate) fn parts_of(dialect: Dialect, mut matches: SelectStatement, place: Sea) -> Result<Sql, StoreError> {
    matches.expr_as(place.div(constant(LARGEST_ID + 1)), "part").limit(GLANCE.unsigned_abs());
    let mut parts = SelectStatement::new();
    parts.expr(column("f", "part")).expr(Sea::cust("COUNT(*)")).from_subquery(matches, "f");
    parts.add_group_by([column("f", "part")]);
    dialect.select(&parts)
}

/// Whether a place lies in the object's part of the index.
pub(crate) fn only_within(place: &Sea, object: &str) -> Sea {
    let first = first_place(object);
    place.clone().between(constant(first), constant(first + LARGEST_ID))
}

/// Those of the objects that hold one of the matches; all, where the glance did not come to the end.
pub(crate) fn holding(objects: &[Name], parts: Vec<Cells>) -> Result<Vec<Name>, StoreError> {
    let (mut held, mut seen) = (Vec::new(), 0);
    for cells in parts {
        let mut cells = Reader::new(cells);
        held.push(cells.some_int()?);
        seen += cells.some_int()?;
    }
    let holds = |name: &&Name| seen >= GLANCE || held.contains(&(first_place(name) / (LARGEST_ID + 1)));
    Ok(objects.iter().filter(holds).cloned().collect())
}

/// What must be in a search text.
fn parts(folded: &str, look: Look) -> Vec<&str> {
    match look {
        Look::Whole => vec![folded],
        Look::Words => folded.split(' ').collect(),
    }
}

/// Keeps the rows whose search text holds every word, in the order in which the index finds them.
pub(crate) fn put_found(dialect: Dialect, object: &Object, alias: &str, folded: &str, statement: &mut SelectStatement) {
    put_rows(dialect, object, alias, &parts(folded, Look::Words), statement);
}

fn put_rows(dialect: Dialect, object: &Object, alias: &str, parts: &[&str], statement: &mut SelectStatement) {
    let place = put_matches(dialect, statement, Some(&object.name), parts);
    statement.and_where(column(alias, "id").eq(place.sub(constant(first_place(&object.name)))));
}

/// The ids of an object's living records that may be seen and hold all parts, in the order of the index.
fn candidates(
    dialect: Dialect,
    renderer: &mut Renderer<'_>,
    object: &Object,
    parts: &[&str],
) -> Result<SelectStatement, StoreError> {
    let (mut matches, _, alias) = crate::select::rows(renderer, &object.name, &Expr::True, Archived::Hide)?;
    put_rows(dialect, object, &alias, parts, &mut matches);
    matches.expr(column(&alias, "id"));
    renderer.close(&mut matches)?;
    Ok(matches)
}

/// Puts the search texts (of an object) that hold all parts into the statement; returns their place. Parts of three letters or
/// more go through the index, shorter ones are looked for in the texts.
fn put_matches(dialect: Dialect, statement: &mut SelectStatement, object: Option<&str>, parts: &[&str]) -> Sea {
    let (indexed, short): (Vec<&str>, Vec<&str>) =
        parts.iter().partition(|part| part.chars().count() >= dialect.least_indexed());
    let within = |place: Sea| object.map(|object| only_within(&place, object));
    let texts = || column("s", "text");
    if indexed.is_empty() {
        statement.from_as("candor_search", "s").and_where_option(within(column("s", "place")));
        for part in short {
            statement.and_where(texts().like(contains(part)));
        }
        return column("s", "place");
    }
    let place = dialect.put_indexed(statement, &indexed);
    statement.and_where_option(within(place.clone()));
    if !short.is_empty() {
        statement.from_as("candor_search", "s").and_where(column("s", "place").eq(place.clone()));
        for part in short {
            statement.and_where(texts().like(contains(part)));
        }
    }
    place
}

/// The ids of an object's records whose search text holds every word.
pub(crate) fn ids(dialect: Dialect, object: &str, folded: &str) -> SelectStatement {
    let mut statement = SelectStatement::new();
    let place = put_matches(dialect, &mut statement, Some(object), &parts(folded, Look::Words));
    statement.expr(place.sub(constant(first_place(object))));
    statement
}

/// How many of an object's newest search texts tell whether a text is frequent, and how many of these must hold it.
const SAMPLE: u64 = 2_000;
const FREQUENT: i64 = 20;

/// The statement whose one number says how many of the newest search texts of the object hold every word.
pub(crate) fn sample(dialect: Dialect, object: &str, folded: &str) -> Result<Sql, StoreError> {
    let mut newest = SelectStatement::new();
    let (first, place) = (first_place(object), || column("s", "place"));
    newest.expr_as(column("s", "text"), "text").from_as("candor_search", "s");
    newest.and_where(place().between(constant(first), constant(first + LARGEST_ID)));
    newest.order_by_expr(place(), Order::Desc).limit(SAMPLE);
    let mut holding = SelectStatement::new();
    holding.expr(Sea::cust("COUNT(*)")).from_subquery(newest, "t");
    for part in parts(folded, Look::Words) {
        holding.and_where(column("t", "text").like(contains(part)));
    }
    dialect.select(&holding)
}

/// What the answer to `sample` says.
pub(crate) fn is_frequent(found: i64) -> bool {
    found >= FREQUENT
}

/// Whether the search text of a row holds every word. A value and not an EXISTS, which PostgreSQL may turn into a join that gives
/// the rows in another order.
pub(crate) fn holds(alias: &str, object: &str, folded: &str) -> Sea {
    let mut text = SelectStatement::new();
    text.expr(constant(1)).from_as("candor_search", "t");
    text.and_where(column("t", "place").eq(column(alias, "id").add(constant(first_place(object)))));
    for part in parts(folded, Look::Words) {
        text.and_where(column("t", "text").like(contains(part)));
    }
    Sea::from(text.take()).is_not_null()
}

/// Ids have 53 bits.
const LARGEST_ID: i64 = (1 << 53) - 1;

/// Where an object's part of the index begins. A search text's place is this and its record's id, so that the matches of
/// one object lie together. Two objects whose names give the same number would share a part: no row of one has the id of
/// a row of the other, so each still finds only its own.
pub(crate) fn first_place(object: &str) -> i64 {
    let hash = object.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    i64::from((hash ^ (hash >> 16)) & 0x3ff) << 53
}

/// First what begins with the text, then what has a word that does, then what has it anywhere, then the rest; short texts
/// before long ones.
fn best_first(statement: &mut SelectStatement, folded: &str, alias: &str) {
    let words = column("s", "text");
    let starts = words.clone().gte(text(folded)).and(words.clone().lt(text(&format!("{folded}\u{10FFFF}"))));
    let rank = CaseStatement::new()
        .case(starts, 0_i64)
        .case(words.clone().like(contains(&format!(" {folded}"))), 1_i64)
        .case(words.clone().like(contains(folded)), 2_i64)
        .finally(3_i64);
    statement.order_by_expr(rank.into(), Order::Asc);
    statement.order_by_expr(Func::char_length(words).into(), Order::Asc);
    statement.order_by_expr(column(alias, "id"), Order::Asc);
}

pub(crate) fn decode(object: &str, title: &Title, rows: Vec<Cells>) -> Result<Vec<Found>, StoreError> {
    rows.into_iter()
        .map(|cells| {
            let mut cells = Reader::new(cells);
            let id = catalogue::Id(cells.some_int()?);
            let title = title.read(&mut cells)?;
            Ok(Found { object: object.into(), id, title: title.as_text().unwrap_or_default().into() })
        })
        .collect()
}
