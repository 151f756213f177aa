//! What repeats: the next task, meetings made ahead, what a changed rule does to what is to come, and that it is taken back whole.

use catalogue::{Id, Value};
use query::calendar::{civil, day_of, parse_day};
use records::{Ctx, Draft, Error, ListAsk, Record, create, list, read, repeating, undo, update};

use crate::world::World;

async fn make(ctx: &Ctx, object: &str, fields: &[(&str, &str)]) -> Record {
    create::create(ctx, object, drafted(fields), None).await.unwrap()
}

fn drafted(fields: &[(&str, &str)]) -> Draft {
    fields.iter().fold(Draft::default(), |draft, (name, text)| draft.with(name, *text))
}

async fn set(ctx: &Ctx, record: &Record, fields: &[(&str, &str)]) -> Record {
    update::update(ctx, &record.object, record.id, record.version, drafted(fields)).await.unwrap()
}

/// Ids and days of what is there, by its start.
async fn there(ctx: &Ctx, object: &str, start: &str, filter: &str) -> Vec<(Id, String)> {
    let ask = ListAsk {
        object: object.to_owned(),
        filter: Some(filter.to_owned()),
        sort: vec![(start.to_owned(), false)],
        columns: vec![start.to_owned()],
        limit: 200,
        ..ListAsk::default()
    };
    let page = list::list(ctx, &ask).await.unwrap();
    let day = |record: &Record| match record.get(start) {
        Value::Date(day) => civil(*day).unwrap().to_string(),
        Value::Instant(at) => {
            let at = jiff::Timestamp::from_microsecond(*at).unwrap();
            ctx.env.zone.to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string()
        }
        _ => "nothing".to_owned(),
    };
    page.rows.iter().map(|record| (record.id, day(record))).collect()
}

fn days(found: &[(Id, String)]) -> Vec<&str> {
    found.iter().map(|(_, day)| day.as_str()).collect()
}

/// The day so many days from now, in the company's zone.
fn from_now(ctx: &Ctx, days: i32) -> String {
    civil(day_of(ctx.env.now, &ctx.env.zone).unwrap() + days).unwrap().to_string()
}

#[tokio::test]
async fn the_next_task_is_made_when_one_is_done_and_only_once() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let open = "status == \"open\"";
    let due = from_now(&sara, 3);
    let task =
        make(&sara, "task", &[("subject", "Report"), ("due", &due), ("repeats", "week"), ("priority", "high")]).await;
    let done = set(&sara, &task, &[("status", "done")]).await;
    let found = there(&sara, "task", "due", open).await;
    assert_eq!(days(&found), [from_now(&sara, 10)], "a week after the day it was due, however early it was done");
    let next = read::read(&sara, "task", found[0].0).await.unwrap();
    assert_eq!((next.get("repeats").as_text(), next.get("priority").as_text()), (Some("week"), Some("high")));
    assert_eq!(next.get("series").as_ref_id(), Some(task.id));
    assert!(next.get("done_at").is_null());
    // Opened and done again: the next one is there already.
    let again = set(&sara, &done, &[("status", "open")]).await;
    set(&sara, &again, &[("status", "done")]).await;
    assert_eq!(there(&sara, "task", "due", open).await, found);
    // Left out: the one after it is made all the same.
    set(&sara, &next, &[("status", "cancelled")]).await;
    assert_eq!(days(&there(&sara, "task", "due", open).await), [from_now(&sara, 17)]);
}

#[tokio::test]
async fn what_was_missed_is_not_made_and_an_end_is_an_end() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let open = "status == \"open\"";
    let late = make(&sara, "task", &[("subject", "Daily"), ("due", &from_now(&sara, -30)), ("repeats", "day")]).await;
    set(&sara, &late, &[("status", "done")]).await;
    let found = there(&sara, "task", "due", open).await;
    assert_eq!(days(&found), [from_now(&sara, 1)]);
    let tomorrow = read::read(&sara, "task", found[0].0).await.unwrap();
    let ends = set(&sara, &tomorrow, &[("repeats_until", &from_now(&sara, 1))]).await;
    set(&sara, &ends, &[("status", "done")]).await;
    assert!(there(&sara, "task", "due", open).await.is_empty());
}

#[tokio::test]
async fn so_many_times_are_so_many_and_no_more() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let open = "status == \"open\"";
    let fields = [("subject", "Thrice"), ("repeats", "day"), ("repeats_times", "3")];
    let mut task = make(&sara, "task", &[&fields[..], &[("due", &from_now(&sara, 0))]].concat()).await;
    for day in [1, 2] {
        set(&sara, &task, &[("status", "done")]).await;
        let found = there(&sara, "task", "due", open).await;
        assert_eq!(days(&found), [from_now(&sara, day)]);
        task = read::read(&sara, "task", found[0].0).await.unwrap();
    }
    set(&sara, &task, &[("status", "done")]).await;
    assert!(there(&sara, "task", "due", open).await.is_empty());

    // Meetings: counted from the first, whatever was taken out, and not made again later.
    let at = format!("{} 10:00", from_now(&sara, -8));
    let fields =
        [("kind", "meeting"), ("subject", "Course"), ("at", &*at), ("repeats", "week"), ("repeats_times", "4")];
    let head = make(&sara, "activity", &fields).await;
    let meetings = "kind == \"meeting\"";
    let told =
        |weeks: &[i32]| weeks.iter().map(|week| format!("{} 10:00", from_now(&sara, week * 7 - 8))).collect::<Vec<_>>();
    let found = there(&sara, "activity", "at", meetings).await;
    assert_eq!(days(&found), told(&[0, 2, 3]), "the second lies in the past and was never made");
    let mut later = sara.gate.clone();
    later.clock = records::Clock::fixed(sara.env.now + 30 * 86_400_000_000);
    assert_eq!(repeating::roll(&later).await.unwrap(), 0);
    set(&sara, &head, &[("repeats_times", "6")]).await;
    assert_eq!(days(&there(&sara, "activity", "at", meetings).await), told(&[0, 2, 3, 4, 5]));
    let head = read::read(&sara, "activity", head.id).await.unwrap();
    let head = set(&sara, &head, &[("repeats_times", "3")]).await;
    assert_eq!(days(&there(&sara, "activity", "at", meetings).await), told(&[0, 2]));
    let head = set(&sara, &head, &[("repeats_times", "5")]).await;
    assert_eq!(
        days(&there(&sara, "activity", "at", meetings).await),
        told(&[0, 2, 3, 4]),
        "what the rule put away comes back"
    );
    // The first one is moved by a day: that is no time more.
    set(&sara, &head, &[("at", &format!("{} 10:00", from_now(&sara, -7)))]).await;
    later.clock = records::Clock::fixed(sara.env.now + 86_400_000_000);
    assert_eq!(repeating::roll(&later).await.unwrap(), 0);
}

#[tokio::test]
async fn undoing_the_end_of_a_task_takes_the_next_one_with_it() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let task = make(&sara, "task", &[("subject", "Report"), ("due", &from_now(&sara, 1)), ("repeats", "month")]).await;
    set(&sara, &task, &[("status", "done")]).await;
    let entries = records::history::history(&sara, "task", task.id).await.unwrap();
    undo::undo(&sara, entries.first().unwrap().change).await.unwrap();
    let found = there(&sara, "task", "due", "status == \"open\"").await;
    assert_eq!(found.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [task.id]);
    // Done again, there is a next one again.
    let task = read::read(&sara, "task", task.id).await.unwrap();
    set(&sara, &task, &[("status", "done")]).await;
    assert_eq!(there(&sara, "task", "due", "status == \"open\"").await.len(), 1);
}

#[tokio::test]
async fn meetings_are_made_ahead_at_the_hour_of_the_wall_clock() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let first = from_now(&sara, 1);
    let fields = [("kind", "meeting"), ("subject", "Round"), ("at", &*format!("{first} 10:00")), ("duration", "30")];
    let head = make(&sara, "activity", &[&fields[..], &[("repeats", "week")]].concat()).await;
    let found = there(&sara, "activity", "at", "kind == \"meeting\"").await;
    let told: Vec<String> = (0..9).map(|week| format!("{} 10:00", from_now(&sara, 1 + week * 7))).collect();
    assert_eq!(days(&found), told, "sixty days, over whatever the clock does");
    // One of them goes elsewhere: alone.
    let third = read::read(&sara, "activity", found[2].0).await.unwrap();
    set(&sara, &third, &[("at", &format!("{} 16:00", from_now(&sara, 16)))]).await;
    assert_eq!(there(&sara, "activity", "at", "kind == \"meeting\"").await.len(), 9);
    // Another day more is within reach tomorrow week; made once, however often it is looked.
    let mut later = sara.gate.clone();
    later.clock = records::Clock::fixed(sara.env.now + 14 * 86_400_000_000);
    assert_eq!(repeating::roll(&later).await.unwrap(), 2);
    assert_eq!(repeating::roll(&later).await.unwrap(), 0);
    // It ends: what is to come goes, what was moved too, and the undo brings all of it back.
    let head = read::read(&sara, "activity", head.id).await.unwrap();
    set(&sara, &head, &[("repeats", "")]).await;
    assert_eq!(there(&sara, "activity", "at", "kind == \"meeting\"").await.len(), 1);
    assert_eq!(repeating::roll(&later).await.unwrap(), 0);
    let entries = records::history::history(&sara, "activity", head.id).await.unwrap();
    undo::undo(&sara, entries.first().unwrap().change).await.unwrap();
    assert_eq!(there(&sara, "activity", "at", "kind == \"meeting\"").await.len(), 11);
}

#[tokio::test]
async fn a_rule_on_a_later_one_begins_a_series_there_and_ends_the_other() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let at = |days: i32, hour: &str| format!("{} {hour}", from_now(&sara, days));
    let fields = [("kind", "meeting"), ("subject", "Round"), ("at", &*at(1, "10:00")), ("repeats", "week")];
    let head = make(&sara, "activity", &fields).await;
    let found = there(&sara, "activity", "at", "kind == \"meeting\"").await;
    let third = read::read(&sara, "activity", found[2].0).await.unwrap();
    set(&sara, &third, &[("at", &at(15, "12:00")), ("repeats", "two_weeks")]).await;
    let found = there(&sara, "activity", "at", "kind == \"meeting\"").await;
    let told = [at(1, "10:00"), at(8, "10:00"), at(15, "12:00"), at(29, "12:00"), at(43, "12:00"), at(57, "12:00")];
    assert_eq!(days(&found), told);
    let head = read::read(&sara, "activity", head.id).await.unwrap();
    assert_eq!(head.get("repeats_until"), &Value::Date(parse_day(&from_now(&sara, 14)).unwrap()));
    // Shorter: only what lies behind the end goes.
    let third = read::read(&sara, "activity", third.id).await.unwrap();
    set(&sara, &third, &[("repeats_until", &from_now(&sara, 40))]).await;
    assert_eq!(days(&there(&sara, "activity", "at", "kind == \"meeting\"").await), told[..4].to_vec());
    // Somebody who may not see it makes nothing of it.
    let bea = world.of(world.bea).await;
    assert!(there(&bea, "activity", "at", "kind == \"meeting\"").await.is_empty());
}

#[tokio::test]
async fn the_later_ones_are_made_like_one_of_them_and_one_undo_takes_it_back() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let at = |week: i32, hour: &str| format!("{} {hour}", from_now(&sara, 1 + week * 7));
    let meetings = "kind == \"meeting\"";
    let fields = [("kind", "meeting"), ("subject", "Round"), ("at", &*at(0, "10:00")), ("repeats", "week")];
    let head = make(&sara, "activity", &[&fields[..], &[("repeats_times", "6")]].concat()).await;
    let first = there(&sara, "activity", "at", meetings).await;
    assert_eq!(first.len(), 6);
    // The fifth was moved by itself, the sixth taken out.
    let fifth = read::read(&sara, "activity", first[4].0).await.unwrap();
    set(&sara, &fifth, &[("at", &at(4, "18:00"))]).await;
    let sixth = read::read(&sara, "activity", first[5].0).await.unwrap();
    records::archive::archive(&sara, "activity", sixth.id, sixth.version).await.unwrap();
    let before = there(&sara, "activity", "at", meetings).await;

    // From the third on another hour and subject.
    let third = read::read(&sara, "activity", first[2].0).await.unwrap();
    let third = set(&sara, &third, &[("at", &at(2, "12:30")), ("subject", "Short round")]).await;
    assert_eq!(repeating::later_ones(&sara, "activity", third.id).await.unwrap(), 2);
    let change = repeating::make_like(&sara, "activity", third.id, third.version).await.unwrap().unwrap();
    let told = [at(0, "10:00"), at(1, "10:00"), at(2, "12:30"), at(3, "12:30"), at(4, "12:30"), at(5, "12:30")];
    assert_eq!(days(&there(&sara, "activity", "at", meetings).await), told, "four of six times are left for it");
    let last = there(&sara, "activity", "at", meetings).await[5].0;
    let last = read::read(&sara, "activity", last).await.unwrap();
    assert_eq!(last.get("subject").as_text(), Some("Short round"));
    assert_eq!(last.get("series").as_ref_id(), Some(third.id));
    undo::undo(&sara, change).await.unwrap();
    let mut moved = before.clone();
    moved[2].1 = at(2, "12:30");
    assert_eq!(there(&sara, "activity", "at", meetings).await, moved);

    // From the first one on: the same series, and what was taken out stays out.
    let head = read::read(&sara, "activity", head.id).await.unwrap();
    let head = set(&sara, &head, &[("subject", "Circle"), ("at", &at(0, "09:00"))]).await;
    assert_eq!(repeating::later_ones(&sara, "activity", head.id).await.unwrap(), 4);
    let change = repeating::make_like(&sara, "activity", head.id, head.version).await.unwrap().unwrap();
    let again = repeating::make_like(&sara, "activity", head.id, head.version).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "a request that comes twice");
    // Taken back and done again, and once more with another hour.
    undo::undo(&sara, change).await.unwrap();
    let head = read::read(&sara, "activity", head.id).await.unwrap();
    repeating::make_like(&sara, "activity", head.id, head.version).await.unwrap().unwrap();
    let head = read::read(&sara, "activity", head.id).await.unwrap();
    let head = set(&sara, &head, &[("at", &at(0, "08:00"))]).await;
    repeating::make_like(&sara, "activity", head.id, head.version).await.unwrap().unwrap();
    let found = there(&sara, "activity", "at", meetings).await;
    assert_eq!(days(&found), (0..5).map(|week| at(week, "08:00")).collect::<Vec<_>>());
    let head = read::read(&sara, "activity", head.id).await.unwrap();
    for (id, _) in &found[1..] {
        let one = read::read(&sara, "activity", *id).await.unwrap();
        assert_eq!((one.get("subject").as_text(), one.get("series").as_ref_id()), (Some("Circle"), Some(head.id)));
    }

    // One that was moved before the one before it: that one stays.
    let third = read::read(&sara, "activity", found[2].0).await.unwrap();
    let third = set(&sara, &third, &[("at", &format!("{} 07:00", from_now(&sara, 8)))]).await;
    assert_eq!(repeating::later_ones(&sara, "activity", third.id).await.unwrap(), 2);
    repeating::make_like(&sara, "activity", third.id, third.version).await.unwrap().unwrap();
    let second = read::read(&sara, "activity", found[1].0).await.unwrap();
    assert!(!second.archived);

    // A stale version, the last one, an ended series, a task, and somebody who may not see it.
    let stale = repeating::make_like(&sara, "activity", head.id, head.version - 1).await;
    assert!(matches!(stale, Err(Error::Conflict(_))));
    let ended = set(&sara, &read::read(&sara, "activity", head.id).await.unwrap(), &[("repeats", "")]).await;
    assert!(matches!(repeating::make_like(&sara, "activity", ended.id, ended.version).await, Err(Error::NotFound)));
    let task = make(&sara, "task", &[("subject", "Daily"), ("due", &from_now(&sara, 1)), ("repeats", "day")]).await;
    assert!(matches!(repeating::make_like(&sara, "task", task.id, task.version).await, Err(Error::NotFound)));
    let bea = world.of(world.bea).await;
    assert!(matches!(repeating::make_like(&bea, "activity", head.id, 1).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_rule_that_cannot_be_is_refused() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    for fields in [
        vec![("subject", "Once"), ("due", "2026-03-10"), ("repeats", "week"), ("repeats_times", "1")],
        vec![("subject", "No day"), ("repeats", "week")],
        vec![("subject", "Over"), ("due", "2026-03-10"), ("repeats", "week"), ("repeats_until", "2026-03-09")],
        vec![("subject", "Of another"), ("due", "2026-03-10"), ("series_day", "2026-03-10")],
        vec![("subject", "Unknown"), ("due", "2026-03-10"), ("repeats", "FREQ=SECONDLY")],
    ] {
        assert!(create::create(&sara, "task", drafted(&fields), None).await.is_err(), "{fields:?}");
    }
}
