//! Which hours a person works: those of the work calendar of their branch, or of the nearest branch above that has one, without the
//! holidays of everybody and of that calendar. Whoever asks, the answer is one: it says nothing but hours.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::Id;
use query::Expr;

use crate::calendar::days_of;
use crate::list::list_where;
use crate::read::fetch_fields;
use crate::working::{DAYS, WorkingTime, read_hours};
use crate::{Ctx, Error, ListAsk};

/// Branches above each other at most.
const DEPTH: usize = 16;
const REASON: &str = "working hours";

/// The working time of each of these people, with the holidays of these days (since 1970-01-01).
pub async fn working_times(
    ctx: &Ctx,
    people: &[Id],
    (first, last): (i32, i32),
) -> Result<BTreeMap<Id, WorkingTime>, Error> {
    let ctx = ctx.elevated(REASON);
    let mut known: BTreeMap<Option<Id>, WorkingTime> = BTreeMap::new();
    let mut times = BTreeMap::new();
    for (person, calendar) in calendars_of(&ctx, people).await? {
        let time = match known.get(&calendar) {
            Some(time) => time.clone(),
            None => time_of(&ctx, calendar, (first, last)).await?,
        };
        known.insert(calendar, time.clone());
        times.insert(person, time);
    }
    Ok(times)
}

/// The work calendar of each of these people; `None` where no branch of theirs has one.
pub(crate) async fn calendars_of(ctx: &Ctx, people: &[Id]) -> Result<BTreeMap<Id, Option<Id>>, Error> {
    let ctx = ctx.elevated(REASON);
    let ids: Vec<String> = people.iter().map(ToString::to_string).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ask = ListAsk {
        object: "user".to_owned(),
        filter: Some(format!("id in [{}]", ids.join(", "))),
        columns: vec!["branch".to_owned()],
        sort: vec![("name".to_owned(), false)],
        limit: 200,
        ..ListAsk::default()
    };
    let mut known: BTreeMap<Id, Option<Id>> = BTreeMap::new();
    let mut found = BTreeMap::new();
    for person in list_where(&ctx, &ask, Expr::True).await?.rows {
        let calendar = match person.get("branch").as_ref_id() {
            None => None,
            Some(branch) => match known.get(&branch) {
                Some(calendar) => *calendar,
                None => calendar_of_branch(&ctx, branch).await?,
            },
        };
        known.extend(person.get("branch").as_ref_id().map(|branch| (branch, calendar)));
        found.insert(person.id, calendar);
    }
    Ok(found)
}

/// That of the branch, or of the nearest above it that has one.
async fn calendar_of_branch(ctx: &Ctx, branch: Id) -> Result<Option<Id>, Error> {
    let object = ctx.gate.catalogue.object("branch").cloned().ok_or(Error::NotFound)?;
    let mut at = Some(branch);
    for _ in 0..DEPTH {
        let Some(id) = at else { return Ok(None) };
        let record = fetch_fields(ctx, &object, id, &["work_calendar".to_owned(), "parent".to_owned()]).await?;
        if let Some(calendar) = record.get("work_calendar").as_ref_id() {
            return Ok(Some(calendar));
        }
        at = record.get("parent").as_ref_id();
    }
    Ok(None)
}

async fn time_of(ctx: &Ctx, calendar: Option<Id>, (first, last): (i32, i32)) -> Result<WorkingTime, Error> {
    let mut time = WorkingTime::usual(ctx.env.zone.clone());
    if let Some(calendar) = calendar {
        let object = ctx.gate.catalogue.object("work_calendar").cloned().ok_or(Error::NotFound)?;
        let record = fetch_fields(ctx, &object, calendar, &DAYS.map(str::to_owned)).await?;
        let hours = |day: &str| record.get(day).as_text().and_then(read_hours).unwrap_or_default();
        time.week = DAYS.map(hours);
    }
    time.holidays = holidays(ctx, calendar, first, last).await?;
    Ok(time)
}

async fn holidays(ctx: &Ctx, calendar: Option<Id>, first: i32, last: i32) -> Result<BTreeSet<i32>, Error> {
    let days = days_of(ctx, "holiday", calendar, (first, last)).await?;
    Ok(days.into_iter().flat_map(|(begin, end)| begin.max(first)..=end.min(last)).collect())
}
