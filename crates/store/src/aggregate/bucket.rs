//! Stretches of time: their bounds are worked out here by the company's calendar, so that the statement is the same on
//! both engines and the figure the same for every viewer.

use catalogue::Catalogue;
use jiff::Span;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use query::{Aggregate, Bucket, FigureMethod, GroupBy, Scoped};
use sea_query::{CaseStatement, Expr as Sea, ExprTrait, Func};

use crate::StoreError;
use crate::columns::Shape;
use crate::dialect::Dialect;
use crate::engine::Engine;
use crate::render::{Renderer, Term, constant, days_of, local_day_of};
use crate::sql::{Reader, Sql};

/// The key of a row whose time no bucket holds: it came in after the bounds were read.
pub(super) const OUTSIDE: i64 = i64::MAX;
/// More stretches than this are not made from first to last but only for the days that are there.
const MANY: i64 = 2_000;

/// What is asked about the times before the figures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    FirstAndLast,
    Each,
}

/// The bounds of a group's stretches, in the unit of its field.
pub(super) enum Buckets {
    /// Each day is its own.
    Days,
    /// From when on which first day; the last ends the last stretch.
    Bounds(Vec<(i64, i64)>),
    /// The engine groups by the day itself, and the days of a stretch are put together when they are read: nothing has to be
    /// known before, and no row is held against bounds.
    Later(Bucket),
}

/// The bounds of each group, from the first and the last time of the same rows.
pub(super) async fn read(
    engine: &dyn Engine,
    catalogue: &Catalogue,
    ask: &Scoped<Aggregate>,
) -> Result<Vec<Option<Buckets>>, StoreError> {
    let mut out = Vec::with_capacity(ask.ask.group.len());
    for (place, group) in ask.ask.group.iter().enumerate() {
        let is_last = place + 1 == ask.ask.group.len();
        let may_wait = is_last && is_sum_of_parts(&ask.ask);
        out.push(match group.bucket {
            None => None,
            Some(Bucket::Day) => Some(Buckets::Days),
            Some(bucket) => Some(longer(engine, catalogue, ask, (group, bucket), may_wait).await?),
        });
    }
    Ok(out)
}

/// Whether the figures of a stretch follow from those of its days: medians do not, nor whether there are enough rows.
fn is_sum_of_parts(ask: &Aggregate) -> bool {
    ask.least <= 1 && !ask.measures.iter().any(|figure| matches!(figure.method, FigureMethod::Median(_)))
}

/// Stretches of more than a day. `may_wait`: the days can be put together later.
async fn longer(
    engine: &dyn Engine,
    catalogue: &Catalogue,
    ask: &Scoped<Aggregate>,
    (group, bucket): (&GroupBy, Bucket),
    may_wait: bool,
) -> Result<Buckets, StoreError> {
    let (sql, shape) = statement(catalogue, engine.dialect(), ask, group, About::FirstAndLast)?;
    if may_wait && shape == Shape::Date {
        return Ok(Buckets::Later(bucket));
    }
    let mut cells = Reader::new(engine.read(sql).await?.into_iter().next().unwrap_or_default());
    let (Some(first), Some(last)) = (cells.int()?, cells.int()?) else { return Ok(Buckets::Bounds(vec![])) };
    let zone = &ask.env.zone;
    let (first, last) = (day(shape, first, zone)?, day(shape, last, zone)?);
    let starts = if last - first < MANY * shortest(bucket) {
        contiguous(bucket, ask.env.fiscal_month, first, last)?
    } else {
        scattered(engine, catalogue, ask, group, bucket).await?
    };
    let places = starts.iter().map(|start| Ok((place(shape, *start, zone)?, *start)));
    Ok(Buckets::Bounds(places.collect::<Result<Vec<_>, StoreError>>()?))
}

/// The fewest days of a stretch.
fn shortest(bucket: Bucket) -> i64 {
    match bucket {
        Bucket::Day => 1,
        Bucket::IsoWeek => 7,
        Bucket::Month => 28,
        Bucket::Quarter => 90,
        Bucket::FiscalYear => 365,
    }
}

/// Every stretch from the first day to the last, and the day after the last stretch.
fn contiguous(bucket: Bucket, fiscal_month: i8, first: i64, last: i64) -> Result<Vec<i64>, StoreError> {
    let mut start = start_of(bucket, fiscal_month, first)?;
    let mut out = vec![days_of(start)?];
    while out.last().is_none_or(|day| *day <= last) {
        start = start.checked_add(length(bucket)).map_err(StoreError::inside)?;
        out.push(days_of(start)?);
    }
    Ok(out)
}

/// Only the stretches in which days lie: each with the day after it.
async fn scattered(
    engine: &dyn Engine,
    catalogue: &Catalogue,
    ask: &Scoped<Aggregate>,
    group: &GroupBy,
    bucket: Bucket,
) -> Result<Vec<i64>, StoreError> {
    let (sql, shape) = statement(catalogue, engine.dialect(), ask, group, About::Each)?;
    let mut out = Vec::new();
    for row in engine.read(sql).await? {
        let Some(time) = Reader::new(row).int()? else { continue };
        let start = start_of(bucket, ask.env.fiscal_month, day(shape, time, &ask.env.zone)?)?;
        out.push(days_of(start)?);
        out.push(days_of(start.checked_add(length(bucket)).map_err(StoreError::inside)?)?);
    }
    out.sort_unstable();
    out.dedup();
    Ok(out)
}

/// A statement over the times of the group's field, in the same rows as the figures.
fn statement(
    catalogue: &Catalogue,
    dialect: Dialect,
    ask: &Scoped<Aggregate>,
    group: &GroupBy,
    about: About,
) -> Result<(Sql, Shape), StoreError> {
    let mut renderer = Renderer::new(catalogue, &ask.scope, &ask.env);
    let asked = &ask.ask;
    let (mut statement, object, alias) =
        crate::select::rows(&mut renderer, &asked.object, &asked.filter, asked.archived)?;
    crate::select::searched(dialect, &object, &alias, asked.search.as_deref(), &mut statement);
    let term = renderer.operand(&group.by)?;
    if !matches!(term.shape, Shape::Date | Shape::Instant) {
        return Err(StoreError::Internal(format!("{:?} has no months or weeks", term.shape)));
    }
    let time = term.main;
    match about {
        About::FirstAndLast => statement.expr(Sea::from(Func::min(time.clone()))).expr(Sea::from(Func::max(time))),
        About::Each => statement.distinct().expr(time),
    };
    renderer.close(&mut statement)?;
    Ok((dialect.select(&statement)?, term.shape))
}

fn day(shape: Shape, time: i64, zone: &TimeZone) -> Result<i64, StoreError> {
    if shape == Shape::Instant { local_day_of(time, zone) } else { Ok(time) }
}

/// The first moment of a day, in the unit of the field.
fn place(shape: Shape, day: i64, zone: &TimeZone) -> Result<i64, StoreError> {
    if shape != Shape::Instant {
        return Ok(day);
    }
    let start = date(day)?.to_zoned(zone.clone()).map_err(StoreError::inside)?;
    Ok(start.timestamp().as_microsecond())
}

fn date(day: i64) -> Result<Date, StoreError> {
    let span = Span::new().try_days(day).map_err(StoreError::inside)?;
    jiff::civil::date(1970, 1, 1).checked_add(span).map_err(StoreError::inside)
}

fn length(bucket: Bucket) -> Span {
    match bucket {
        Bucket::Day => Span::new().days(1),
        Bucket::IsoWeek => Span::new().weeks(1),
        Bucket::Month => Span::new().months(1),
        Bucket::Quarter => Span::new().months(3),
        Bucket::FiscalYear => Span::new().years(1),
    }
}

/// The first day of the stretch that a day lies in. Weeks begin on Monday (ISO 8601).
fn start_of(bucket: Bucket, fiscal_month: i8, day: i64) -> Result<Date, StoreError> {
    let date = date(day)?;
    let month = date.month();
    match bucket {
        Bucket::Day => Ok(date),
        Bucket::IsoWeek => {
            let back = i64::from(date.weekday().since(Weekday::Monday));
            date.checked_sub(Span::new().days(back)).map_err(StoreError::inside)
        }
        Bucket::Month => Ok(date.first_of_month()),
        Bucket::Quarter => Ok(jiff::civil::date(date.year(), (month - 1) / 3 * 3 + 1, 1)),
        Bucket::FiscalYear => {
            let year = if month >= fiscal_month { date.year() } else { date.year() - 1 };
            Date::new(year, fiscal_month, 1).map_err(StoreError::inside)
        }
    }
}

/// The first day of the stretch that a day lies in, as a number.
pub(super) fn first_day(bucket: Bucket, fiscal_month: i8, day: i64) -> Result<i64, StoreError> {
    days_of(start_of(bucket, fiscal_month, day)?)
}

/// The first day of the stretch that a row's time lies in, as an expression.
pub(super) fn key(renderer: &mut Renderer<'_>, term: &Term, buckets: &Buckets) -> Result<Sea, StoreError> {
    let time = &term.main;
    match (buckets, term.shape) {
        (Buckets::Days, Shape::Instant) => renderer.local_day(time),
        (Buckets::Days | Buckets::Later(_), _) => Ok(time.clone()),
        (Buckets::Bounds(bounds), _) => {
            let mut stretches = vec![(i64::MIN, OUTSIDE)];
            stretches.extend(bounds.iter().copied());
            if let Some(last) = stretches.last_mut() {
                last.1 = OUTSIDE;
            }
            Ok(CaseStatement::new().case(time.clone().is_not_null(), tree(time, &stretches)).into())
        }
    }
}

/// A tree of comparisons: as many as the logarithm of the stretches for each row.
fn tree(time: &Sea, stretches: &[(i64, i64)]) -> Sea {
    match stretches {
        [] => constant(OUTSIDE),
        [(_, start)] => constant(*start),
        many => {
            let (before, after) = many.split_at(many.len() / 2);
            CaseStatement::new()
                .case(time.clone().lt(constant(after[0].0)), tree(time, before))
                .finally(tree(time, after))
                .into()
        }
    }
}
