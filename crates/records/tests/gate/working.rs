//! Hours of work, holidays and absences: by whose calendar somebody works, and what of an absence is for whom.

use catalogue::{Id, Value};
use query::calendar::parse_day;
use records::calendar::{CalendarAsk, calendar};
use records::work_calendar::working_times;
use records::working::WorkingTime;
use records::{Ctx, Draft, Error, Record, create, update};

use crate::world::World;

fn day(text: &str) -> i32 {
    parse_day(text).unwrap()
}

async fn make(ctx: &Ctx, object: &str, draft: Draft) -> Record {
    create::create(ctx, object, draft, None).await.unwrap()
}

fn named(name: &str) -> Draft {
    Draft::default().with("name", name)
}

async fn time(ctx: &Ctx, user: Id) -> WorkingTime {
    let days = (day("2026-03-01"), day("2026-03-31"));
    working_times(ctx, &[user], days).await.unwrap().remove(&user).unwrap()
}

#[tokio::test]
async fn a_person_works_by_the_calendar_of_the_nearest_branch() {
    let world = World::new().await;
    let (olga, sara) = (world.of(world.olga).await, world.of(world.sara).await);
    let usual = time(&sara, world.sara).await;
    assert_eq!(usual.hours_on(day("2026-03-02")), [(540, 1080)], "a Monday where nobody said anything");
    let shop =
        make(&olga, "work_calendar", named("Shop").with("monday", "15:30-18:30, 9-14").with("saturday", "10-13"));
    let shop = shop.await;
    assert_eq!(shop.get("monday").as_text(), Some("09:00–14:00, 15:30–18:30"), "kept in one form");
    let madrid = records::read::read(&olga, "branch", world.madrid).await.unwrap();
    let by = Draft::default().with_value("work_calendar", Value::Ref(shop.id));
    update::update(&olga, "branch", world.madrid, madrid.version, by).await.unwrap();
    make(&olga, "holiday", named("Everywhere").with("day", "2026-03-16")).await;
    let own = named("Shop's own").with("day", "2026-03-30").with("until", "2026-04-02");
    make(&olga, "holiday", own.with_value("work_calendar", Value::Ref(shop.id))).await;
    // Toledo lies below Madrid; Bilbao does not.
    for (person, monday, saturday, own) in [
        (world.sara, vec![(540, 840), (930, 1110)], vec![(600, 780)], true),
        (world.tomas, vec![(540, 840), (930, 1110)], vec![(600, 780)], true),
        (world.bea, vec![(540, 1080)], vec![], false),
    ] {
        let time = time(&sara, person).await;
        assert_eq!(time.hours_on(day("2026-03-02")), monday);
        assert_eq!(time.hours_on(day("2026-03-07")), saturday);
        assert!(time.hours_on(day("2026-03-16")).is_empty(), "nobody works");
        assert_eq!(time.hours_on(day("2026-03-31")).is_empty(), own, "the second day of Madrid's own holiday");
    }
    // The same in the calendar: a holiday of another branch is not there.
    let ask = |user| CalendarAsk { first: day("2026-03-01"), last: day("2026-04-01"), people: vec![user] };
    let mut seen: Vec<usize> = Vec::new();
    for user in [world.sara, world.bea] {
        seen.push(calendar(&world.of(user).await, &ask(user)).await.unwrap().entries.len());
    }
    assert_eq!(seen, [2, 1]);
}

#[tokio::test]
async fn hours_that_are_none_and_a_last_day_before_the_first_are_refused() {
    let world = World::new().await;
    let olga = world.of(world.olga).await;
    let key = |refused: Result<Record, Error>| match refused {
        Err(Error::Invalid(faults)) => faults.iter().map(|fault| fault.message.key).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let wrong = named("Wrong").with("monday", "late").with("tuesday", "14-9");
    assert_eq!(key(create::create(&olga, "work_calendar", wrong, None).await), ["fault-hours", "fault-hours"]);
    let turned = || Draft::default().with("first_day", "2026-03-05").with("last_day", "2026-03-04");
    assert_eq!(key(create::create(&olga, "absence", turned(), None).await), ["fault-days-order"]);
    let one =
        make(&olga, "absence", Draft::default().with("first_day", "2026-03-05").with("last_day", "2026-03-05")).await;
    let earlier = Draft::default().with("last_day", "2026-03-04");
    assert_eq!(key(update::update(&olga, "absence", one.id, one.version, earlier).await), ["fault-days-order"]);
}

#[tokio::test]
async fn colleagues_see_that_somebody_is_away_and_not_why() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let draft = Draft::default().with("kind", "sick").with("note", "The flu").with("first_day", "2026-03-03");
    let made = make(&sara, "absence", draft.with("last_day", "2026-03-04")).await;
    let new = named("Bela").with("email", "bela@acme.example").with("status", "active").with("roles", "seller");
    let new = new.with_value("branch", Value::Ref(world.madrid));
    let bela = make(&Ctx::system(&world.gate, "a test"), "user", new).await.id;
    let ask = CalendarAsk { first: day("2026-03-02"), last: day("2026-03-08"), people: vec![world.sara] };
    let kind = async |user| {
        let found = calendar(&world.of(user).await, &ask).await.unwrap().entries;
        found.into_iter().find(|entry| entry.id == made.id).map(|entry| entry.kind.map(|kind| kind.to_string()))
    };
    assert_eq!(kind(world.sara).await, Some(Some("sick".into())));
    assert_eq!(kind(world.hector).await, Some(Some("sick".into())), "her head");
    assert_eq!(kind(bela).await, Some(None), "a colleague of her branch");
    assert_eq!(kind(world.bea).await, None, "another branch");
    let colleague = world.of(bela).await;
    let seen = records::read::read(&colleague, "absence", made.id).await.unwrap();
    assert!(seen.get("kind").is_null() && seen.get("note").is_null() && &*seen.title == "Sara", "{seen:?}");
    let asked =
        records::ListAsk { object: "absence".into(), filter: Some("kind == \"sick\"".into()), ..Default::default() };
    let found = records::list::list(&colleague, &asked).await.map(|page| page.rows.len());
    assert!(matches!(found, Ok(0)), "nor by asking: {found:?}");
    let change = Draft::default().with("last_day", "2026-03-09");
    let refused = update::update(&colleague, "absence", made.id, made.version, change).await;
    assert!(refused.is_err(), "{refused:?}");
}
