//! The calendar: what stands in a stretch of days, of every object that says where its records stand in time, within the
//! caller's rights. What the caller may not read is not there, and nothing tells that it is not.

use std::collections::BTreeSet;
use std::sync::Arc;

use access::Decision;
use catalogue::{Action, CalendarView, Id, Kind, Name, Object, Value, Visible};
use query::Expr;
use query::calendar::{day_of, day_text, parse_day};
use serde_json::json;

use crate::read::read;
use crate::update::update;
use crate::work_calendar::calendars_of;
use crate::{Ctx, Draft, Error, ListAsk, Record, evidence, list, rights};

/// Which days, and whose.
#[derive(Debug, Clone)]
pub struct CalendarAsk {
    /// First and last day, in days since 1970-01-01, both taken in.
    pub first: i32,
    pub last: i32,
    /// Whose time; what is everybody's (a holiday) is there for all of them.
    pub people: Vec<Id>,
}

/// What stands there, by object and then by its beginning.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    pub entries: Vec<Entry>,
    /// There is more than was read: see `MOST`.
    pub more: bool,
}

/// One record in the calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub object: Name,
    pub id: Id,
    pub version: i64,
    pub title: Arc<str>,
    pub owner: Option<Id>,
    pub owner_name: Option<Arc<str>>,
    /// The choice that says what it is; `None` also where the caller may not know.
    pub kind: Option<Name>,
    pub ground: bool,
    /// None where its day is not known.
    pub time: Option<Time>,
    /// When it was last changed, UTC microseconds; `None` also where the caller may not know.
    pub changed_at: Option<i64>,
}

/// When it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// Whole days, in days since 1970-01-01.
    Days { first: i32, last: i32 },
    /// UTC microseconds; how long it takes need not be known.
    Span { from: i64, length: Option<i64> },
}

/// Entries of one object that are read at most: a page of more would serve nobody.
pub const MOST: usize = 1000;
/// The same for other programs, which take a year at a time.
const MOST_FED: usize = 20_000;
/// The days that other programs get, before today and after it.
pub const FED: (i32, i32) = (30, 365);
/// What takes longer, in days, is looked for no further back.
const LONGEST: i32 = 366;
/// The field that says when a record was last changed.
const CHANGED: &str = "updated_at";
/// The largest page of a list.
const PAGE: u32 = 200;
/// People side by side at most.
pub const MOST_PEOPLE: usize = 60;

/// What stands in these days.
pub async fn calendar(ctx: &Ctx, ask: &CalendarAsk) -> Result<Calendar, Error> {
    let found = gather(ctx, ask, MOST).await?;
    note(ctx, "calendar", ask, &found);
    Ok(found)
}

/// What other programs get of the caller's own time.
pub async fn fed(ctx: &Ctx) -> Result<Calendar, Error> {
    let today = day_of(ctx.env.now, &ctx.env.zone).ok_or(Error::NotFound)?;
    let ask = CalendarAsk { first: today - FED.0, last: today + FED.1, people: vec![ctx.who.user] };
    let found = gather(ctx, &ask, MOST_FED).await?;
    note(ctx, "calendar_feed", &ask, &found);
    Ok(found)
}

fn note(ctx: &Ctx, page: &str, ask: &CalendarAsk, found: &Calendar) {
    let detail = json!({ "page": page, "first": day_text(ask.first), "last": day_text(ask.last),
        "people": ask.people.iter().map(|id| id.0).collect::<Vec<_>>(), "rows": found.entries.len() });
    evidence::note(ctx, "list", None, None, &detail);
}

async fn gather(ctx: &Ctx, ask: &CalendarAsk, most: usize) -> Result<Calendar, Error> {
    let mut found = Calendar::default();
    let calendars = calendars_of(ctx, &ask.people).await?;
    for (object, view) in shown(ctx) {
        let Some(filter) = filter(ctx, &object, view, ask) else { continue };
        let filter = of_calendars(&object, filter, calendars.values().flatten());
        let (rows, more) = rows(ctx, &object, view, filter, most).await?;
        found.more |= more;
        let entries = rows.iter().map(|record| entry(&object, view, record));
        found.entries.extend(entries.filter(|entry| entry.time.is_some_and(|time| lasts_until(ctx, time, ask.first))));
    }
    Ok(found)
}

/// First and last day of each record of an object that holds for everybody, or for whoever works by this calendar.
pub(crate) async fn days_of(
    ctx: &Ctx,
    object: &str,
    calendar: Option<Id>,
    (first, last): (i32, i32),
) -> Result<Vec<(i32, i32)>, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let view = object.calendar.as_ref().ok_or(Error::NotFound)?;
    let ask = CalendarAsk { first, last, people: Vec::new() };
    let Some(filter) = filter(ctx, &object, view, &ask) else { return Ok(Vec::new()) };
    let (rows, _) = rows(ctx, &object, view, of_calendars(&object, filter, calendar.iter()), MOST).await?;
    let days = rows.iter().filter_map(|record| match time(view, record) {
        Some(Time::Days { first, last }) => Some((first, last)),
        _ => None,
    });
    Ok(days.collect())
}

/// The caller's own records that have a day to be done on and stand on none, or on one that has passed: what there is to plan.
pub async fn unplanned(ctx: &Ctx, most: u32) -> Result<Vec<Entry>, Error> {
    let mut found = Vec::new();
    for (object, view) in shown(ctx) {
        let takes_days = object.field(&view.start).is_some_and(|field| field.kind == Kind::Date);
        if !takes_days || view.ground || object.visible != Visible::Owned {
            continue;
        }
        let start = &view.start;
        let ask = ListAsk {
            filter: Some(format!("owner == me && ({start} == null || {start} < today)")),
            sort: vec![(start.to_string(), false)],
            limit: most,
            ..ask_of(&object, view)
        };
        let page = list::list_where(ctx, &ask, Expr::True).await?;
        found.extend(page.rows.iter().map(|record| entry(&object, view, record)));
    }
    evidence::note(ctx, "list", None, None, &json!({ "page": "calendar", "unplanned": true, "rows": found.len() }));
    Ok(found)
}

/// One record as it stands in the calendar; `NotFound` where its kind stands in none.
pub async fn find_entry(ctx: &Ctx, object: &str, id: Id) -> Result<Entry, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let view = object.calendar.as_ref().ok_or(Error::NotFound)?;
    Ok(entry(&object, view, &read(ctx, &object.name, id).await?))
}

/// Where an entry goes, as typed.
#[derive(Debug, Clone, Default)]
pub struct To {
    /// `2026-11-27`.
    pub day: String,
    /// `10:15`. Without it the time of day stays.
    pub time: Option<String>,
    /// Without it the length stays.
    pub minutes: Option<String>,
}

/// Puts an entry elsewhere: an ordinary update, guarded by the version that was seen. What takes several days keeps how many.
pub async fn move_entry(ctx: &Ctx, object: &str, id: Id, version: i64, to: &To) -> Result<Record, Error> {
    let entry = find_entry(ctx, object, id).await?;
    let object = rights::object(ctx, object, &[Action::Read])?;
    let view = object.calendar.as_ref().ok_or(Error::NotFound)?;
    let mut draft = Draft::default().with(&view.start, start(ctx, &object, view, &entry, to));
    if let (Some(end), Some(Time::Days { first, last }), Some(day)) = (&view.end, entry.time, parse_day(&to.day)) {
        draft = draft.with_value(end, Value::Date(day.saturating_add(last - first)));
    }
    if let (Some(length), Some(minutes)) = (&view.length, &to.minutes) {
        draft = draft.with(length, minutes.clone());
    }
    update(ctx, &object.name, id, version, draft).await
}

fn start(ctx: &Ctx, object: &Object, view: &CalendarView, entry: &Entry, to: &To) -> String {
    if !is_moment(object, view) {
        return to.day.clone();
    }
    let stays = match entry.time {
        Some(Time::Span { from, .. }) => jiff::Timestamp::from_microsecond(from).ok(),
        _ => None,
    };
    let stays = stays.map(|at| ctx.env.zone.to_datetime(at).strftime("%H:%M").to_string());
    format!("{} {}", to.day, to.time.clone().or(stays).unwrap_or_default())
}

fn is_moment(object: &Object, view: &CalendarView) -> bool {
    object.field(&view.start).is_some_and(|field| field.kind == Kind::Instant)
}

/// Objects whose records stand in the calendar, and whose times the caller may read.
fn shown(ctx: &Ctx) -> Vec<(Arc<Object>, &CalendarView)> {
    let objects = ctx.gate.catalogue.objects.values();
    let may = |object: &Object, view: &CalendarView| {
        let decision = rights::decision(ctx, Action::Read, object);
        let may = |name: &str| may_read(&decision, object, name);
        !decision.is_nothing() && may(&view.start) && (object.visible == Visible::Shared || may("owner"))
    };
    let with_view = objects.filter_map(|object| Some((Arc::clone(object), object.calendar.as_ref()?)));
    with_view.filter(|(object, view)| may(object, view)).collect()
}

fn may_read(decision: &Decision, object: &Object, name: &str) -> bool {
    object.field(name).is_some_and(|field| decision.may_ever(field))
}

/// An expression; none where nobody is asked for.
fn filter(ctx: &Ctx, object: &Object, view: &CalendarView, ask: &CalendarAsk) -> Option<String> {
    let start = &view.start;
    // What is never shown to the reader narrows nothing: its record is there by its beginning alone.
    let decision = rights::decision(ctx, Action::Read, object);
    let read = |name: &&Name| may_read(&decision, object, name);
    let (end, length) = (view.end.as_ref().filter(read), view.length.as_ref().filter(read));
    // What began the day before may last into the first.
    let first = day_text(if is_moment(object, view) { ask.first.saturating_sub(1) } else { ask.first });
    let since = format!("{start} >= date(\"{first}\")");
    let since = match (end, length) {
        (Some(end), _) => format!("({since} || {end} >= date(\"{first}\"))"),
        (None, Some(length)) if is_moment(object, view) => {
            let longest = day_text(ask.first.saturating_sub(LONGEST));
            format!("({since} || ({start} >= date(\"{longest}\") && {length} >= duration(\"22h\")))")
        }
        _ => since,
    };
    let within = format!("{start} <= date(\"{}\") && {since}", day_text(ask.last));
    if object.visible == Visible::Shared {
        return Some(within);
    }
    let people: BTreeSet<i64> = ask.people.iter().map(|id| id.0).collect();
    let people: Vec<String> = people.iter().take(MOST_PEOPLE).map(ToString::to_string).collect();
    match people.as_slice() {
        [] => None,
        [one] => Some(format!("owner == {one} && {within}")),
        several => Some(format!("owner in [{}] && {within}", several.join(", "))),
    }
}

/// What holds only where one work calendar does is of whoever works by it.
fn of_calendars<'a>(object: &Object, filter: String, calendars: impl Iterator<Item = &'a Id>) -> String {
    const BY: &str = "work_calendar";
    if object.visible != Visible::Shared || object.field(BY).is_none() {
        return filter;
    }
    let calendars: BTreeSet<String> = calendars.map(ToString::to_string).collect();
    let own = calendars.iter().map(|id| format!(" || {BY} == {id}"));
    format!("{filter} && ({BY} == null{})", own.collect::<String>())
}

async fn rows(
    ctx: &Ctx,
    object: &Object,
    view: &CalendarView,
    filter: String,
    most: usize,
) -> Result<(Vec<Record>, bool), Error> {
    let sort = vec![(view.start.to_string(), false)];
    let mut ask = ListAsk { filter: Some(filter), sort, limit: PAGE, ..ask_of(object, view) };
    let mut rows = Vec::new();
    loop {
        let page = list::list_where(ctx, &ask, Expr::True).await?;
        rows.extend(page.rows);
        match page.next {
            None => return Ok((rows, false)),
            Some(_) if rows.len() >= most => return Ok((rows, true)),
            next => ask.after = next,
        }
    }
}

fn ask_of(object: &Object, view: &CalendarView) -> ListAsk {
    let optional = [&view.length, &view.end, &view.kind].into_iter().flatten();
    let columns = std::iter::once(&view.start).chain(optional).map(ToString::to_string);
    ListAsk {
        object: object.name.to_string(),
        segment: view.segment.as_ref().map(ToString::to_string),
        columns: columns.chain(["owner", CHANGED].map(str::to_owned)).collect(),
        ..ListAsk::default()
    }
}

/// Whether it is not over before that day.
fn lasts_until(ctx: &Ctx, time: Time, day: i32) -> bool {
    let day_before = day.saturating_sub(1);
    match time {
        Time::Days { last, .. } => last >= day,
        // What has no length is drawn with one, and may reach over midnight.
        Time::Span { from, length: None } => day_of(from, &ctx.env.zone).is_none_or(|began| began >= day_before),
        Time::Span { from, length: Some(length) } => {
            let last = from.saturating_add(length).saturating_sub(1);
            day_of(last, &ctx.env.zone).is_none_or(|last| last >= day)
        }
    }
}

fn time(view: &CalendarView, record: &Record) -> Option<Time> {
    match record.get(&view.start) {
        Value::Date(first) => {
            let last = view.end.as_ref().map_or(&Value::Null, |end| record.get(end));
            let last = if let Value::Date(last) = last { *last.max(first) } else { *first };
            Some(Time::Days { first: *first, last })
        }
        Value::Instant(from) => {
            let length = view.length.as_ref().map_or(&Value::Null, |length| record.get(length));
            let length = if let Value::Duration(length) = length { Some(*length) } else { None };
            Some(Time::Span { from: *from, length: length.filter(|length| *length > 0) })
        }
        _ => None,
    }
}

fn entry(object: &Object, view: &CalendarView, record: &Record) -> Entry {
    let kind = view.kind.as_ref().and_then(|kind| record.get(kind).as_text());
    Entry {
        object: object.name.clone(),
        id: record.id,
        version: record.version,
        title: Arc::clone(&record.title),
        owner: record.get("owner").as_ref_id(),
        owner_name: record.titles.get("owner").cloned(),
        kind: kind.map(Name::from),
        ground: view.ground,
        time: time(view, record),
        changed_at: if let Value::Instant(at) = record.get(CHANGED) { Some(*at) } else { None },
    }
}
