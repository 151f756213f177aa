//! What repeats: each time is a record of its own. The next task is made when one is done; meetings are made ahead, so far that a
//! calendar shows them. The rule stands on the first of a series alone (of tasks on the open one), and whoever changes it changes
//! what is still to come; every other change is of one record. Part of the change that causes it, and taken back with it.

mod later;
mod rule;

use std::collections::BTreeSet;

use catalogue::{Action, Id, Kind, Name, Object, Value};
use jiff::civil::{Date, Time as Clock, Weekday};
use query::calendar::{civil, day_number, day_of};
use query::{Archived, Expr};
use store::{ApplyError, Idempotency};

pub use later::{later_ones, make_like, may_have_later};
pub use rule::{Every, Rule};

use crate::row::{self, Row};
use crate::work_calendar::working_times;
use crate::working::{DAYS, WorkingTime};
use crate::writing::Writing;
use crate::{Ctx, Error, Fault, Gate, rights};

/// The fields by which an object's records repeat: how often, on which days of the week, until when, how many times in all, the
/// first of the series, and the day of the rule for which a record was made.
const EVERY: &str = "repeats";
const ON: &str = "repeats_on";
const UNTIL: &str = "repeats_until";
const TIMES: &str = "repeats_times";
const SERIES: &str = "series";
const DAY: &str = "series_day";

/// How far meetings are made ahead, in days.
pub const AHEAD: i32 = 60;
/// Made in one go at most.
const MOST: usize = 62;
/// The longest series that is counted.
const MOST_TIMES: i64 = 1_000;
/// No record before it.
const NEVER: Date = Date::constant(1900, 1, 1);

/// Whether the gate alone fills this field: to which series a record belongs is not for anybody to say.
#[must_use]
pub fn is_made(field: &str) -> bool {
    matches!(field, SERIES | DAY)
}

/// How the records of an object repeat.
struct Shape<'o> {
    object: &'o Object,
    start: &'o Name,
    /// By the hour: made ahead. Else by the day: made when the one before is done.
    ahead: bool,
    /// The condition of those that are still to be done.
    open: Option<&'o str>,
}

fn shape(object: &Object) -> Option<Shape<'_>> {
    let view = object.calendar.as_ref()?;
    let has_all = [EVERY, ON, UNTIL, SERIES, DAY].iter().all(|name| object.field(name).is_some());
    let start = object.field(&view.start).filter(|_| has_all)?;
    let open = view.segment.as_ref().and_then(|name| object.segments.get(name)).map(|segment| &*segment.filter);
    Some(Shape { object, start: &start.name, ahead: start.kind == Kind::Instant, open })
}

/// What stands against the rule of this record.
pub(crate) fn faults(ctx: &Ctx, object: &Object, new: &Row, touched: impl Fn(&str) -> bool) -> Vec<Fault> {
    let Some(shape) = shape(object) else { return Vec::new() };
    let repeats = !new.value(EVERY).is_null();
    let fault = |field: &str, key| Fault::of(&field.into(), key, Vec::new());
    let made = [SERIES, DAY].into_iter().filter(|name| touched(name) && !new.value(name).is_null());
    let mut faults: Vec<Fault> = made.map(|name| fault(name, "fault-repeats-made")).collect();
    if repeats && new.value(shape.start).is_null() && (touched(EVERY) || touched(shape.start)) {
        faults.push(fault(shape.start, "fault-repeats-without-day"));
    }
    if let (Value::Date(until), Some(day)) = (new.value(UNTIL), day(ctx, &shape, new))
        && repeats
        && (touched(UNTIL) || touched(EVERY))
        && civil(*until).is_some_and(|until| until < day)
    {
        faults.push(fault(UNTIL, "fault-repeats-over"));
    }
    let is_countable = |times: i64| (2..=MOST_TIMES).contains(&times);
    if touched(TIMES) && matches!(new.value(TIMES), Value::Int(times) if !is_countable(*times)) {
        faults.push(Fault::of(&TIMES.into(), "fault-repeats-times", vec![("most", MOST_TIMES.to_string())]));
    }
    faults
}

/// Before a record is written: one of a series that gets a rule of its own begins a series with it. A rule is counted from the day on
/// which it was given, wherever the first one is moved by itself later.
pub(crate) fn begin(ctx: &Ctx, object: &Object, old: Option<&Row>, new: &mut Row) {
    let Some(shape) = shape(object) else { return };
    let is_same = old.is_some_and(|old| !rule_differs(old, new));
    if is_same || (shape.ahead && new.value(EVERY).is_null()) {
        return;
    }
    // Of tasks each carries the rule on: any other rule is another series.
    if !shape.ahead || old.is_none_or(|old| old.value(EVERY).is_null()) {
        leave(object, new);
    }
    if shape.ahead {
        count_from_here(ctx, &shape, new);
    }
}

fn count_from_here(ctx: &Ctx, shape: &Shape<'_>, first: &mut Row) {
    let own = day(ctx, shape, first).and_then(day_number).map_or(Value::Null, Value::Date);
    first.values.insert(DAY.into(), own);
}

/// Whether other records than new ones follow from the change: what was made ahead is made anew or put away.
pub(crate) fn reaches_others(object: &Object, old: &Row, new: &Row) -> bool {
    let repeats = !old.value(EVERY).is_null() || !new.value(EVERY).is_null();
    shape(object).is_some_and(|shape| shape.ahead) && repeats
}

/// After a record is written: what follows from it, in the same change.
pub(crate) async fn follow(
    ctx: &Ctx,
    writing: &mut Writing<'_>,
    object: &Object,
    old: Option<&Row>,
    new: &Row,
) -> Result<(), Error> {
    let Some(shape) = shape(object) else { return Ok(()) };
    if !shape.ahead {
        return match old {
            Some(old) => next_task(ctx, writing, &shape, old, new).await,
            None => Ok(()),
        };
    }
    let archived = new.is_archived() && old.is_some_and(|old| !old.is_archived());
    if !archived && old.is_some_and(|old| !rule_differs(old, new)) {
        return Ok(());
    }
    remake(ctx, writing, &shape, (old, new), Keeps::WhatFits).await
}

fn rule_differs(old: &Row, new: &Row) -> bool {
    [EVERY, ON, UNTIL, TIMES].iter().any(|name| old.value(name) != new.value(name))
}

/// The task after one that is done; none when there is one already.
async fn next_task(ctx: &Ctx, writing: &mut Writing<'_>, shape: &Shape<'_>, old: &Row, new: &Row) -> Result<(), Error> {
    let is_open =
        |row: &Row| match shape.open.map(|text| query::condition(&ctx.gate.catalogue, shape.object, text, &ctx.env)) {
            Some(Ok(open)) => query::holds(&open, row, &ctx.env, &ctx.gate.catalogue),
            _ => false,
        };
    if new.is_archived() || !is_open(old) || is_open(new) {
        return Ok(());
    }
    let Some(own) = day(ctx, shape, new) else { return Ok(()) };
    let head = new.value(SERIES).as_ref_id().unwrap_or(new.id);
    let others = of_series(ctx, shape, head).await?;
    if times_of(new).is_some_and(|times| others.len() + 1 >= times) {
        return Ok(());
    }
    let first = if head == new.id { None } else { row::load(ctx, shape.object, head).await? };
    let first = first.as_ref().and_then(|first| nominal(ctx, shape, first)).unwrap_or(own);
    let Some(rule) = rule_of(new, first) else { return Ok(()) };
    let own = nominal(ctx, shape, new).unwrap_or(own);
    if others.iter().filter_map(|row| nominal(ctx, shape, row)).any(|day| day > own) {
        return Ok(());
    }
    // Nobody does yesterday's task after today's: what was missed meanwhile is not made.
    let today = today(ctx).unwrap_or(own);
    let worked = worked(ctx, new, (own, today)).await?;
    let Some(day) = rule.after(own.max(today), |day| is_worked(&worked, day)) else { return Ok(()) };
    // As it was before it was done.
    make(ctx, writing, shape, old, (head, day, &[EVERY, ON, UNTIL, TIMES]));
    Ok(())
}

/// What of a series that is made anew stays as it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keeps {
    /// What stands on a day of the rule.
    WhatFits,
    /// Nothing that is still to come.
    Nothing,
}

/// What is still to come of a series, made to fit its rule.
async fn remake(
    ctx: &Ctx,
    writing: &mut Writing<'_>,
    shape: &Shape<'_>,
    (old, new): (Option<&Row>, &Row),
    keeps: Keeps,
) -> Result<(), Error> {
    let Some(own) = day(ctx, shape, new) else { return Ok(()) };
    let left = old.and_then(|old| old.value(SERIES).as_ref_id()).filter(|_| new.value(SERIES).is_null());
    if let Some(left) = left {
        let since = old.and_then(|old| nominal(ctx, shape, old)).unwrap_or(own);
        end_before(ctx, writing, shape, (left, new.id, since)).await?;
    }
    let there = if old.is_some() { of_series(ctx, shape, new.id).await? } else { Vec::new() };
    let rule = if new.is_archived() || !new.value(SERIES).is_null() { None } else { rule_of(new, own) };
    let days = match &rule {
        Some(rule) => ahead(ctx, new, rule, own).await?,
        None => BTreeSet::new(),
    };
    let mut gone = BTreeSet::new();
    for row in there.iter().filter(|row| is_to_come(ctx, shape, row)) {
        let fits = keeps == Keeps::WhatFits && nominal(ctx, shape, row).is_some_and(|day| days.contains(&day));
        if !fits && archive(ctx, writing, shape, row).await? {
            gone.insert(row.id);
        }
    }
    // What somebody took out before is not made again.
    let rest = there.iter().filter(|row| !gone.contains(&row.id));
    let taken: BTreeSet<Date> = rest.filter_map(|row| nominal(ctx, shape, row)).collect();
    for day in days.difference(&taken) {
        make(ctx, writing, shape, new, (new.id, *day, &[]));
    }
    Ok(())
}

/// The series that a record leaves to begin its own ends the day before the one that the rule had for it, wherever it was moved.
async fn end_before(
    ctx: &Ctx,
    writing: &mut Writing<'_>,
    shape: &Shape<'_>,
    (head, own, day): (Id, Id, Date),
) -> Result<(), Error> {
    if let Some(first) = row::load(ctx, shape.object, head).await?.filter(|first| !first.value(EVERY).is_null()) {
        let within = rights::decision(ctx, Action::Update, shape.object).rows();
        if !rights::covers(ctx, &within, &first).await? {
            return Err(Error::Forbidden);
        }
        let mut ended = first.clone();
        let until = day.yesterday().ok().and_then(day_number).map_or(Value::Null, Value::Date);
        ended.values.insert(UNTIL.into(), until);
        writing.update(shape.object, &first, &mut ended, within);
        writing.tell("update", &ended, &[UNTIL.into()]);
    }
    let others = of_series(ctx, shape, head).await?;
    for row in others.iter().filter(|row| row.id != own && is_to_come(ctx, shape, row)) {
        if nominal(ctx, shape, row).is_some_and(|nominal| nominal >= day) {
            archive(ctx, writing, shape, row).await?;
        }
    }
    Ok(())
}

/// What is put away by the rule, or whose making is undone, is no longer of the series: its day can be made again. What somebody
/// took out by hand stays of it, and stays out.
pub(crate) fn leave(object: &Object, row: &mut Row) {
    if shape(object).is_some() {
        row.values.insert(SERIES.into(), Value::Null);
        row.values.insert(DAY.into(), Value::Null);
    }
}

/// Whether it was put away: what somebody else holds by now, and the caller may not put away, stays.
async fn archive(ctx: &Ctx, writing: &mut Writing<'_>, shape: &Shape<'_>, row: &Row) -> Result<bool, Error> {
    let within = rights::decision(ctx, Action::Archive, shape.object).rows();
    if !rights::covers(ctx, &within, row).await? {
        return Ok(false);
    }
    let mut gone = row.clone();
    gone.values.insert("archived_at".into(), Value::Instant(ctx.env.now));
    leave(shape.object, &mut gone);
    writing.update(shape.object, row, &mut gone, within);
    writing.tell("archive", &gone, &["archived_at".into()]);
    Ok(true)
}

/// One more record of a series, like this one but for its day.
fn make(ctx: &Ctx, writing: &mut Writing<'_>, shape: &Shape<'_>, like: &Row, (head, day, rule): (Id, Date, &[&str])) {
    let own = [EVERY, ON, UNTIL, TIMES, SERIES, DAY];
    let is_copied = |name: &str| {
        let field = shape.object.field(name);
        let is_plain = field.is_some_and(|field| !field.system && !field.unique && field.kind != Kind::File);
        (is_plain && !own.contains(&name)) || rule.contains(&name) || ["owner", "team", "branch"].contains(&name)
    };
    let mut values: indexmap::IndexMap<Name, Value> = like
        .values
        .iter()
        .filter(|(name, _)| is_copied(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let Some(number) = day_number(day) else { return };
    let start = match (shape.ahead, like.value(shape.start)) {
        (true, Value::Instant(at)) => moment(ctx, *at, day),
        _ => Some(Value::Date(number)),
    };
    let Some(start) = start else { return };
    values.insert(shape.start.clone(), start);
    values.insert(SERIES.into(), Value::Ref(head));
    values.insert(DAY.into(), Value::Date(number));
    let mut row = Row::new(&shape.object.name, ctx.gate.store.next_id(), values);
    writing.insert(shape.object, &mut row);
    writing.birth(&row);
    writing.tell("repeat", &row, std::slice::from_ref(shape.start));
}

/// The same hour of the wall clock on another day; where the clock skips it, the hour after.
fn moment(ctx: &Ctx, at: i64, day: Date) -> Option<Value> {
    let zone = &ctx.env.zone;
    let clock: Clock = zone.to_datetime(jiff::Timestamp::from_microsecond(at).ok()?).time();
    Some(Value::Instant(zone.to_timestamp(day.to_datetime(clock)).ok()?.as_microsecond()))
}

/// The days of the rule after this one, as far as they are made ahead.
async fn ahead(ctx: &Ctx, row: &Row, rule: &Rule, own: Date) -> Result<BTreeSet<Date>, Error> {
    let today = today(ctx).unwrap_or(own);
    let Ok(horizon) = today.checked_add(jiff::Span::new().days(AHEAD)) else { return Ok(BTreeSet::new()) };
    let worked = worked(ctx, row, (own, horizon)).await?;
    let since = own.max(today.yesterday().unwrap_or(today));
    // So many times are counted from the first.
    let (from, rest) = times_of(row).map_or((since, usize::MAX), |times| (own, times.saturating_sub(1)));
    let days = rule.days_after(from, |day| is_worked(&worked, day)).take(rest).take_while(|day| *day <= horizon);
    Ok(days.filter(|day| *day > since).take(MOST).collect())
}

async fn worked(ctx: &Ctx, row: &Row, (first, last): (Date, Date)) -> Result<Option<WorkingTime>, Error> {
    if row.value(EVERY).as_text() != Some("work_day") {
        return Ok(None);
    }
    let Some(owner) = row.value("owner").as_ref_id() else { return Ok(None) };
    let (Some(first), Some(last)) = (day_number(first.min(last)), day_number(last.max(first))) else { return Ok(None) };
    Ok(working_times(ctx, &[owner], (first, last + 31)).await?.remove(&owner))
}

fn is_worked(time: &Option<WorkingTime>, day: Date) -> bool {
    match (time, day_number(day)) {
        (Some(time), Some(day)) => !time.hours_on(day).is_empty(),
        _ => day.weekday().to_monday_zero_offset() < 5,
    }
}

/// The rule that stands on this record, counted from its first day.
fn rule_of(row: &Row, first: Date) -> Option<Rule> {
    let every = Every::of_word(row.value(EVERY).as_text()?)?;
    let weekday = |name: &Name| {
        let place = DAYS.iter().position(|day| *day == &**name)?;
        Weekday::from_monday_zero_offset(i8::try_from(place).ok()?).ok()
    };
    let on = if let Value::Choices(on) = row.value(ON) { on.iter().filter_map(weekday).collect() } else { Vec::new() };
    let until = if let Value::Date(until) = row.value(UNTIL) { civil(*until) } else { None };
    Some(Rule { every, first, on, until })
}

/// How many there are in all, the first included.
fn times_of(row: &Row) -> Option<usize> {
    if let Value::Int(times) = row.value(TIMES) { usize::try_from(*times).ok() } else { None }
}

fn today(ctx: &Ctx) -> Option<Date> {
    day_of(ctx.env.now, &ctx.env.zone).and_then(civil)
}

/// The day on which a record stands.
fn day(ctx: &Ctx, shape: &Shape<'_>, row: &Row) -> Option<Date> {
    match row.value(shape.start) {
        Value::Date(day) => civil(*day),
        Value::Instant(at) => day_of(*at, &ctx.env.zone).and_then(civil),
        _ => None,
    }
}

/// The day of the rule for which it was made; of the first the one from which the rule is counted.
fn nominal(ctx: &Ctx, shape: &Shape<'_>, row: &Row) -> Option<Date> {
    match row.value(DAY) {
        Value::Date(day) => civil(*day),
        _ => day(ctx, shape, row),
    }
}

fn is_to_come(ctx: &Ctx, shape: &Shape<'_>, row: &Row) -> bool {
    !row.is_archived() && matches!(row.value(shape.start), Value::Instant(at) if *at > ctx.env.now)
}

/// The records that were made after this one, archived ones too: what somebody took out is not made again.
async fn of_series(ctx: &Ctx, shape: &Shape<'_>, head: Id) -> Result<Vec<Row>, Error> {
    let own = Expr::equals(&shape.object.name, &SERIES.into(), Value::Ref(head));
    row::load_where(ctx, shape.object, own, Archived::Include).await
}

/// Makes ahead what has come within reach since the last time; answers how many records that were. Two nodes that do it at one
/// moment make it once.
pub async fn roll(gate: &Gate) -> Result<usize, Error> {
    let gate = gate.fresh().await?;
    let ctx = Ctx::system(&gate, "what repeats is made ahead");
    let mut made = 0;
    for object in gate.catalogue.objects.values() {
        let Some(shape) = shape(object).filter(|shape| shape.ahead) else { continue };
        let repeats = query::condition(&gate.catalogue, object, &format!("{EVERY} != null"), &ctx.env);
        let Ok(repeats) = repeats else { continue };
        for head in row::load_where(&ctx, object, repeats, Archived::Hide).await? {
            made += roll_one(&ctx, &shape, &head).await?;
        }
    }
    Ok(made)
}

async fn roll_one(ctx: &Ctx, shape: &Shape<'_>, head: &Row) -> Result<usize, Error> {
    let Some(own) = nominal(ctx, shape, head).filter(|_| head.value(SERIES).is_null()) else { return Ok(0) };
    let Some(rule) = rule_of(head, own) else { return Ok(0) };
    let today = today(ctx).unwrap_or(own);
    if rule.until.is_some_and(|until| until < today) || !is_here(ctx, head).await? {
        return Ok(0);
    }
    let there = of_series(ctx, shape, head.id).await?;
    let last = there.iter().filter_map(|row| nominal(ctx, shape, row)).max().unwrap_or(own).max(own);
    let days: Vec<Date> = ahead(ctx, head, &rule, own).await?.into_iter().filter(|day| *day > last).collect();
    let Some(furthest) = days.last() else { return Ok(0) };
    // Like the last one that nobody changed by itself: what was noted on the first is of that day.
    let untouched = there.iter().filter(|row| row.version() == 1 && !row.is_archived());
    let like = untouched.max_by_key(|row| nominal(ctx, shape, row).unwrap_or(NEVER)).unwrap_or(head);
    let mut writing = Writing::new(ctx);
    for day in &days {
        make(ctx, &mut writing, shape, like, (head.id, *day, &[]));
    }
    writing.change.idempotency = Some(Idempotency {
        key: format!("repeat {} {}", head.id, furthest),
        actor: ctx.who.user,
        request: "repeat".to_owned(),
        answer: "{}".to_owned(),
        at: ctx.env.now,
    });
    match writing.apply().await {
        Ok(()) => Ok(days.len()),
        Err(ApplyError::Replayed { .. }) => Ok(0),
        Err(error) => Err(rights::plain(error)),
    }
}

/// Whether whoever holds it works here still: nothing is made for those who left.
async fn is_here(ctx: &Ctx, head: &Row) -> Result<bool, Error> {
    let Some(owner) = head.value("owner").as_ref_id() else { return Ok(false) };
    let Some(users) = ctx.gate.catalogue.object("user") else { return Ok(false) };
    let owner = row::load(ctx, users, owner).await?;
    Ok(owner.is_some_and(|owner| {
        !owner.is_archived() && !matches!(owner.value("status").as_text(), Some("left" | "frozen"))
    }))
}
