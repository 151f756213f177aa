//! Who is told what: of records handed over, followed, shared and due; within rights, when it is made and when it is looked at.

use std::sync::atomic::Ordering;

use catalogue::{Id, Value};
use records::bulk::{self, BulkRow, Target};
use records::follow::{Following, follow, following};
use records::notify::{self, Maker, Mark, Shown};
use records::{Ctx, Draft, Error, create, sharing, transfer, update};

use crate::world::{DAY, World};

async fn told(ctx: &Ctx) -> Vec<Shown> {
    notify::list(ctx, None, 50).await.unwrap().0
}

async fn kinds(ctx: &Ctx) -> Vec<(String, i64, bool)> {
    told(ctx).await.into_iter().map(|shown| (shown.kind.to_string(), shown.count, shown.is_read)).collect()
}

/// One who begins now: what was before is nobody's news.
async fn maker(world: &World) -> Maker {
    let mut maker = Maker::new(&world.gate);
    maker.once().await.unwrap();
    maker
}

async fn rename(ctx: &Ctx, id: Id, version: i64, name: &str) {
    update::update(ctx, "deal", id, version, Draft::default().with("name", name)).await.unwrap();
}

#[tokio::test]
async fn whoever_is_handed_a_record_is_told_and_whoever_did_it_is_not() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Hers", "500").await;
    let mut maker = maker(&world).await;
    let (hector, tomas) = (world.of(world.hector).await, world.of(world.tomas).await);
    transfer::transfer(&hector, "deal", &[deal.id], world.tomas).await.unwrap();
    assert_eq!(maker.once().await.unwrap(), 1);
    assert_eq!(maker.once().await.unwrap(), 0, "nothing is told twice");
    let mut other = Maker::new(&world.gate);
    assert_eq!(other.once().await.unwrap(), 0, "another node has no part in it meanwhile");
    world.pass(60_000_000);
    assert_eq!(other.once().await.unwrap(), 0, "and when it has, it tells nothing again");
    let shown = told(&tomas).await.pop().unwrap();
    assert_eq!((&*shown.kind, shown.count, shown.is_read), ("assigned", 1, false));
    assert_eq!(shown.record.as_ref().map(|(id, title)| (*id, &**title)), Some((deal.id, "Hers")));
    assert!(told(&hector).await.is_empty() && told(&world.of(world.sara).await).await.is_empty());
    assert_eq!(notify::unread(&tomas).await.unwrap(), 1);
    assert!(matches!(notify::find(&hector, shown.id).await, Err(Error::NotFound)), "it is his alone");
    notify::mark(&hector, Mark::Upto(shown.id)).await.unwrap();
    assert_eq!(notify::unread(&tomas).await.unwrap(), 1);
    notify::mark(&tomas, Mark::One(shown.id)).await.unwrap();
    assert_eq!(notify::unread(&tomas).await.unwrap(), 0);
    // It is his no more: then it is not shown, and its name is nowhere.
    transfer::transfer(&world.of(world.olga).await, "deal", &[deal.id], world.bea).await.unwrap();
    assert!(told(&tomas).await.is_empty());
    assert!(matches!(notify::find(&tomas, shown.id).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn many_records_of_one_step_or_import_are_one_notification() {
    let world = World::new().await;
    let mut ids = Vec::new();
    for number in 0..5 {
        ids.push(world.deal(world.sara, &format!("D{number}"), "10").await.id);
    }
    let mut maker = maker(&world).await;
    let (olga, tomas) = (world.of(world.olga).await, world.of(world.tomas).await);
    transfer::transfer(&olga, "deal", &ids, world.tomas).await.unwrap();
    maker.once().await.unwrap();
    assert_eq!(kinds(&tomas).await, [("assigned".to_owned(), 5, false)]);
    let batch = bulk::new_id(&olga);
    let row = |number: usize| BulkRow {
        object: "company".into(),
        target: Target::New(bulk::new_id(&olga)),
        fields: [("name".into(), Value::text(format!("Brought {number}"))), ("owner".into(), Value::Ref(world.tomas))]
            .into(),
    };
    bulk::write(&olga, (0..1_500).map(row).collect(), batch).await.unwrap();
    maker.once().await.unwrap();
    let his = kinds(&tomas).await;
    assert_eq!(his.first(), Some(&("assigned".to_owned(), 1_500, false)), "two chunks, one notification: {his:?}");
    assert_eq!(his.len(), 2);
    assert!(told(&olga).await.is_empty());
}

#[tokio::test]
async fn followers_are_told_of_what_they_may_see_until_they_may_not() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Hers", "500").await;
    let (sara, hector, bea) = (world.of(world.sara).await, world.of(world.hector).await, world.of(world.bea).await);
    assert!(matches!(follow(&bea, "deal", deal.id, Following::Yes).await, Err(Error::NotFound)));
    follow(&sara, "deal", deal.id, Following::Yes).await.unwrap();
    follow(&hector, "deal", deal.id, Following::Yes).await.unwrap();
    assert_eq!(following(&sara, "deal", deal.id).await.unwrap(), Following::Yes);
    let mut maker = maker(&world).await;
    rename(&hector, deal.id, 1, "Hers 2").await;
    maker.once().await.unwrap();
    assert_eq!(kinds(&sara).await, [("changed".to_owned(), 1, false)]);
    assert_eq!(told(&sara).await[0].by.as_deref(), Some("Hector"));
    assert!(told(&hector).await.is_empty(), "of his own doing nobody is told");
    let first = told(&sara).await[0].id;
    notify::mark(&sara, Mark::One(first)).await.unwrap();
    rename(&hector, deal.id, 2, "Hers 3").await;
    rename(&hector, deal.id, 3, "Hers 4").await;
    maker.once().await.unwrap();
    assert_eq!(kinds(&sara).await, [("changed".to_owned(), 1, false)], "one for the record, new again");
    follow(&sara, "deal", deal.id, Following::No).await.unwrap();
    let last = told(&sara).await[0].id;
    notify::mark(&sara, Mark::Upto(last)).await.unwrap();
    rename(&hector, deal.id, 4, "Hers 5").await;
    maker.once().await.unwrap();
    assert_eq!(notify::unread(&sara).await.unwrap(), 0);
    // She still follows when it is handed to another branch: nothing of it reaches her.
    follow(&sara, "deal", deal.id, Following::Yes).await.unwrap();
    transfer::transfer(&world.of(world.olga).await, "deal", &[deal.id], world.bea).await.unwrap();
    rename(&bea, deal.id, 6, "Theirs").await;
    maker.once().await.unwrap();
    assert!(told(&sara).await.is_empty());
    let kept = world.gate.store.notifications(world.sara, None, true, 10).await.unwrap();
    assert!(kept.is_empty(), "it was not even made: {kept:?}");
}

#[tokio::test]
async fn a_share_a_mention_and_the_days_tasks_are_told_as_far_as_they_are_wanted() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Hers", "500").await;
    let (sara, bea, olga) = (world.of(world.sara).await, world.of(world.bea).await, world.of(world.olga).await);
    let task = Draft::default().with("subject", "Call").with("due", "2026-03-02");
    create::create(&bea, "task", task, None).await.unwrap();
    let mut maker = maker(&world).await;
    assert_eq!(kinds(&bea).await, [("due".to_owned(), 1, false)], "in the morning");
    maker.once().await.unwrap();
    assert_eq!(kinds(&bea).await.len(), 1, "once a day");
    sharing::give(&olga, "deal", deal.id, world.bea, sharing::Level::Read, "").await.unwrap();
    maker.once().await.unwrap();
    let change = world.gate.store.next_id();
    let naming = notify::mention(&sara, (&"deal".into(), deal.id), &[world.tomas, world.bea, world.sara], change);
    let outbox = store::Change { outbox: vec![naming], ..store::Change::default() };
    world.gate.store.apply(outbox).await.unwrap();
    maker.once().await.unwrap();
    assert_eq!(kinds(&bea).await.len(), 1, "with the rights from before the share it stays hidden");
    let bea = world.of(world.bea).await;
    let hers: Vec<String> = kinds(&bea).await.into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(hers, ["mention", "shared", "due"]);
    assert!(told(&world.of(world.tomas).await).await.is_empty(), "he may not read it");
    assert!(told(&sara).await.is_empty(), "she named herself");
    notify::keep_wish(&bea, &["assigned"], "22:00", "7").await.unwrap();
    world.pass(DAY);
    maker.once().await.unwrap();
    assert_eq!(kinds(&world.of(world.bea).await).await.len(), 3, "the next day's tasks are not wanted");
    let fault = notify::keep_wish(&bea, &[], "25:00", "").await.unwrap_err();
    assert_eq!(crate::world::keys(&fault), [("from".to_owned(), "fault-quiet-hour")]);
    assert!(notify::keep_wish(&bea, &[], "22:00", "").await.is_err(), "half of it is none");
}

#[tokio::test]
async fn in_quiet_hours_the_count_waits_and_nothing_pops_up() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Hers", "500").await;
    let mut maker = maker(&world).await;
    let begun = world.gate.store.next_id();
    transfer::transfer(&world.of(world.hector).await, "deal", &[deal.id], world.tomas).await.unwrap();
    maker.once().await.unwrap();
    let tomas = world.of(world.tomas).await;
    assert_eq!(notify::news(&tomas, begun, 3).await.unwrap().len(), 1);
    // 12:00 UTC is 13:00 in Madrid.
    for (from, to, quiet) in
        [("13:00", "14:00", true), ("12:00", "13:00", false), ("22:00", "13:30", true), ("", "", false)]
    {
        notify::keep_wish(&tomas, &notify::KINDS, from, to).await.unwrap();
        assert_eq!(notify::news(&tomas, begun, 3).await.unwrap().is_empty(), quiet, "{from} to {to}");
        assert_eq!(notify::unread(&tomas).await.unwrap(), 1);
    }
    let real = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let real = i64::try_from(real.as_micros()).unwrap();
    for (days, left) in [(89, 1), (91, 0)] {
        world.time.store(real + days * DAY, Ordering::SeqCst);
        notify::clear(&world.gate).await.unwrap();
        let kept = world.gate.store.notifications(world.tomas, None, false, 10).await.unwrap();
        assert_eq!(kept.len(), left, "after {days} days");
    }
}
