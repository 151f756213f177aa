//! The calendar: what stands in it, whose it is, what is not there for whom, and how an entry goes elsewhere.

use catalogue::{Id, Value};
use query::calendar::parse_day;
use records::calendar::{Calendar, CalendarAsk, Entry, Time, To, calendar, move_entry, unplanned};
use records::{Ctx, Draft, Error, Record, create};

use crate::world::World;

const HOUR: i64 = 3_600_000_000;

fn day(text: &str) -> i32 {
    parse_day(text).unwrap()
}

async fn make(ctx: &Ctx, object: &str, fields: &[(&str, &str)]) -> Record {
    let draft = fields.iter().fold(Draft::default(), |draft, (name, text)| draft.with(name, *text));
    create::create(ctx, object, draft, None).await.unwrap()
}

async fn meeting(ctx: &Ctx, subject: &str, at: &str, duration: &str) -> Record {
    make(ctx, "activity", &[("kind", "meeting"), ("subject", subject), ("at", at), ("duration", duration)]).await
}

async fn week(ctx: &Ctx, people: &[Id]) -> Calendar {
    let ask = CalendarAsk { first: day("2026-03-02"), last: day("2026-03-08"), people: people.to_vec() };
    calendar(ctx, &ask).await.unwrap()
}

fn titles(found: &[Entry]) -> Vec<&str> {
    let mut titles: Vec<&str> = found.iter().map(|entry| &*entry.title).collect();
    titles.sort_unstable();
    titles
}

#[tokio::test]
async fn a_week_holds_what_is_timed_and_what_is_due_and_nothing_else() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    meeting(&sara, "At noon", "2026-03-03 12:00", "90").await;
    meeting(&sara, "Over midnight", "2026-03-01 23:30", "60").await;
    meeting(&sara, "Next week", "2026-03-09 00:00", "30").await;
    make(&sara, "activity", &[("kind", "note"), ("subject", "A note"), ("at", "2026-03-03 12:00")]).await;
    make(&sara, "task", &[("subject", "Due"), ("due", "2026-03-08")]).await;
    make(&sara, "task", &[("subject", "Done"), ("due", "2026-03-04"), ("status", "done")]).await;
    make(&sara, "task", &[("subject", "Without a day")]).await;
    let found = week(&sara, &[world.sara]).await;
    assert_eq!(titles(&found.entries), ["At noon", "Due", "Over midnight"]);
    assert!(!found.more);
    let noon = found.entries.iter().find(|entry| &*entry.title == "At noon").unwrap();
    assert_eq!(noon.kind.as_deref(), Some("meeting"));
    assert!(matches!(noon.time, Some(Time::Span { length: Some(length), .. }) if length == 3 * HOUR / 2));
    let due = found.entries.iter().find(|entry| &*entry.title == "Due").unwrap();
    assert_eq!(due.time, Some(Time::Days { first: day("2026-03-08"), last: day("2026-03-08") }));
    assert!(week(&sara, &[]).await.entries.is_empty(), "of nobody nothing");
}

#[tokio::test]
async fn what_one_may_not_read_is_not_there() {
    let world = World::new().await;
    let (sara, tomas, bea) = (world.of(world.sara).await, world.of(world.tomas).await, world.of(world.bea).await);
    for (ctx, name) in [(&sara, "Sara's"), (&tomas, "Tomas's"), (&bea, "Bea's")] {
        meeting(ctx, name, "2026-03-03 10:00", "30").await;
        make(ctx, "task", &[("subject", &format!("{name} task")), ("due", "2026-03-03")]).await;
    }
    let everybody = [world.sara, world.tomas, world.bea];
    assert_eq!(titles(&week(&sara, &everybody).await.entries), ["Sara's", "Sara's task"]);
    let hector = world.of(world.hector).await;
    let seen = week(&hector, &everybody).await;
    assert_eq!(titles(&seen.entries), ["Sara's", "Sara's task", "Tomas's", "Tomas's task"], "his branch and below");
    assert_eq!(titles(&week(&hector, &[world.tomas]).await.entries), ["Tomas's", "Tomas's task"]);
    // Who counts without reading sees nobody's time.
    assert!(week(&world.of(world.ana).await, &everybody).await.entries.is_empty());
}

#[tokio::test]
async fn an_entry_goes_to_another_day_and_keeps_what_is_not_said() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let made = meeting(&sara, "Visit", "2026-03-03 10:00", "45").await;
    let to = To { day: "2026-03-05".into(), ..To::default() };
    let moved = move_entry(&sara, "activity", made.id, made.version, &to).await.unwrap();
    let Value::Instant(before) = made.get("at") else { panic!("a moment") };
    assert_eq!(moved.get("at"), &Value::Instant(before + 48 * HOUR));
    assert_eq!(moved.get("duration"), &Value::Duration(45 * 60_000_000));
    let to = To { day: "2026-03-05".into(), time: Some("16:30".into()), minutes: Some("60".into()) };
    let later = move_entry(&sara, "activity", made.id, moved.version, &to).await.unwrap();
    assert_eq!(later.get("at"), &Value::Instant(before + 48 * HOUR + 13 * HOUR / 2));
    assert_eq!(later.get("duration"), &Value::Duration(HOUR));
    // A version that is over, a stranger, and what is no day.
    let stale = move_entry(&sara, "activity", made.id, made.version, &to).await;
    assert!(matches!(stale, Err(Error::Conflict(_))), "{stale:?}");
    let bea = world.of(world.bea).await;
    let foreign = move_entry(&bea, "activity", made.id, later.version, &to).await;
    assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
    let wrong = To { day: "2026-02-30".into(), ..To::default() };
    let refused = move_entry(&sara, "activity", made.id, later.version, &wrong).await;
    assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    let company = make(&sara, "company", &[("name", "Cliente SL")]).await;
    let none = move_entry(&sara, "company", company.id, company.version, &to).await;
    assert!(matches!(none, Err(Error::NotFound)), "a company stands in no calendar");
}

/// In Madrid the clock is put on at 2026-03-29 02:00: ten o'clock stays ten o'clock, an hour of time earlier.
#[tokio::test]
async fn the_time_of_day_stays_when_the_clock_changes() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let made = meeting(&sara, "Visit", "2026-03-28 10:00", "45").await;
    let to = To { day: "2026-03-29".into(), ..To::default() };
    let moved = move_entry(&sara, "activity", made.id, made.version, &to).await.unwrap();
    let Value::Instant(before) = made.get("at") else { panic!("a moment") };
    assert_eq!(moved.get("at"), &Value::Instant(before + 23 * HOUR));
}

#[tokio::test]
async fn what_there_is_to_plan_is_ones_own_open_and_without_a_day_to_come() {
    let world = World::new().await;
    let (sara, tomas) = (world.of(world.sara).await, world.of(world.tomas).await);
    make(&sara, "task", &[("subject", "No day")]).await;
    make(&sara, "task", &[("subject", "Late"), ("due", "2026-03-01")]).await;
    make(&sara, "task", &[("subject", "Today"), ("due", "2026-03-02")]).await;
    make(&sara, "task", &[("subject", "Done"), ("status", "done")]).await;
    make(&tomas, "task", &[("subject", "Of Tomas")]).await;
    assert_eq!(titles(&unplanned(&sara, 20).await.unwrap()), ["Late", "No day"]);
    assert_eq!(titles(&unplanned(&world.of(world.hector).await, 20).await.unwrap()), Vec::<&str>::new());
}
