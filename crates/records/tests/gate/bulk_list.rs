//! One step on all records of a list: judged one by one, never half done, never done twice, taken back as one.

use catalogue::{Id, Name, Value};
use records::bulk::list::{self, Counts, State};
use records::bulk::{self, BulkRow, Target};
use records::rules::{self, RuleDraft, Takes};
use records::several::Step;
use records::{Ctx, Draft, Error, ListAsk, update};

use crate::world::{World, ask};

/// So many deals of this person, brought in by an import.
async fn deals(world: &World, owner: Id, count: usize) -> Vec<Id> {
    let ctx = world.of(world.olga).await;
    let batch = crate::bulk::begin(&ctx).await;
    let row = |at: usize| {
        let fields: [(&str, Value); 3] = [
            ("name", Value::text(format!("Deal {at}"))),
            ("owner", Value::Ref(owner)),
            ("stage", Value::text("proposal")),
        ];
        let fields = fields.into_iter().map(|(name, value)| (Name::from(name), value)).collect();
        BulkRow { object: "deal".into(), target: Target::New(bulk::new_id(&ctx)), fields }
    };
    let rows: Vec<BulkRow> = (0..count).map(row).collect();
    let ids = rows.iter().map(|row| row.target.id()).collect();
    bulk::write(&ctx, rows, batch).await.unwrap();
    ids
}

fn set(field: &str, text: &str) -> Step {
    Step::Set(Draft::default().with(field, text))
}

/// Lets it run to its end, and says how it stands then.
async fn ran(ctx: &Ctx, id: Id) -> list::Work {
    list::run(&ctx.gate, id).await.unwrap();
    list::work(ctx, id).await.unwrap()
}

async fn taken_back(ctx: &Ctx, id: Id) -> list::Work {
    assert!(list::take_back(ctx, id).await.unwrap());
    ran(ctx, id).await
}

async fn count(ctx: &Ctx, filter: &str) -> i64 {
    records::list::count(ctx, &ListAsk { filter: Some(filter.to_owned()), ..ask("deal") }).await.unwrap()
}

#[tokio::test]
async fn all_of_a_list_is_changed_and_one_undo_takes_it_back() {
    let world = World::new().await;
    let ids = deals(&world, world.sara, 600).await;
    let others = deals(&world, world.bea, 3).await;
    let hector = world.of(world.hector).await;
    // It is so already, and with this one it cannot be so.
    update::update(&hector, "deal", ids[0], 1, Draft::default().with("name", "Same")).await.unwrap();
    let before = world.gate.store.digest().await.unwrap();
    let asked = ask("deal");
    let (told, _) = list::examples(&hector, "deal", &ids[..2], &set("name", "Same")).await.unwrap();
    assert_eq!(told.len(), 1, "one of the two differs");
    assert_eq!(told[0].fields[0], ("name".into(), Value::text("Deal 1"), Value::text("Same")));
    let id = list::begin(&hector, &asked, &set("name", "Same")).await.unwrap();
    assert_eq!(
        list::work(&hector, id).await.unwrap().counts.waiting,
        600,
        "what he does not see does not exist for him"
    );
    assert!(matches!(list::take_back(&hector, id).await, Err(Error::Invalid(_))), "not while it runs");
    let done = ran(&hector, id).await;
    assert_eq!(done.state, State::Done);
    assert_eq!(done.counts, Counts { updated: 599, unchanged: 1, ..Counts::default() });
    let olga = world.of(world.olga).await;
    assert_eq!((count(&olga, "name == 'Same'").await, others.len()), (600, 3));
    let history = records::history::history(&hector, "deal", ids[599]).await.unwrap();
    assert_eq!(history[0].change, done.plan.change, "one change, in the history of each");
    let told = world.evidence().await;
    assert_eq!(told.iter().filter(|event| &*event.kind == "bulk_update").count(), 1, "that it was begun");
    assert_eq!(told.iter().filter(|e| &*e.kind == "update" && e.record == Some(id)).count(), 3, "and each batch of it");
    let undone = taken_back(&hector, id).await;
    assert_eq!((undone.state, undone.counts.undone, undone.counts.left), (State::Undone, 599, 0));
    assert_eq!(world.gate.store.digest().await.unwrap(), before);
    assert!(!list::take_back(&hector, id).await.unwrap(), "once is enough");
    ran(&hector, id).await;
    assert_eq!(world.gate.store.digest().await.unwrap(), before, "what was taken back does not run");
}

#[tokio::test]
async fn what_is_refused_is_told_with_its_reason_and_what_was_touched_since_stays() {
    let world = World::new().await;
    let bare = deals(&world, world.sara, 2).await;
    let whole = world.deal(world.sara, "Whole", "100").await;
    let hector = world.of(world.hector).await;
    // Without a client nothing is won.
    let id = list::begin(&hector, &ask("deal"), &set("stage", "won")).await.unwrap();
    let done = ran(&hector, id).await;
    let refused = list::refused(&hector, &done, 10).await.unwrap();
    let named: Vec<Id> = refused.iter().map(|refused| refused.id).collect();
    assert_eq!((named, done.counts.updated), (bare, 1));
    assert_eq!(refused[0].title.as_deref(), Some("Deal 0"));
    assert!(!refused[0].why.is_empty() && refused[0].why[0].key.starts_with("fault-"), "{refused:?}");
    let version = records::read::read(&hector, "deal", whole.id).await.unwrap().version;
    update::update(&hector, "deal", whole.id, version, Draft::default().with("name", "Touched")).await.unwrap();
    let undone = taken_back(&hector, id).await;
    assert_eq!((undone.state, undone.counts.undone, undone.counts.left), (State::UndoneInPart, 0, 1));
    let left = list::left(&hector, &undone, 10).await.unwrap();
    assert_eq!((left[0].id, &*left[0].why[0].key), (whole.id, "fault-changed-meanwhile"));
}

#[tokio::test]
async fn an_undo_puts_back_what_its_maker_may_change_and_an_owner_the_rest() {
    let world = World::new().await;
    let ids = deals(&world, world.sara, 3).await;
    let hector = world.of(world.hector).await;
    let id = list::begin(&hector, &ask("deal"), &set("name", "Same")).await.unwrap();
    assert_eq!(ran(&hector, id).await.counts.updated, 3);
    let olga = world.of(world.olga).await;
    let frozen = RuleDraft {
        user: Some(world.hector),
        object: "deal".into(),
        takes: Some(Takes::Change),
        filter: format!("id == {}", ids[1]),
        reason: "audit".into(),
        until: "2026-12-31".into(),
        ..RuleDraft::default()
    };
    rules::add(&olga, &frozen).await.unwrap();
    let his = taken_back(&hector, id).await;
    assert_eq!((his.state, his.counts.undone, his.counts.left), (State::UndoneInPart, 2, 1));
    let left = list::left(&hector, &his, 10).await.unwrap();
    assert_eq!((left[0].id, &*left[0].why[0].key), (ids[1], "fault-outside-rights"));
    let whole = taken_back(&olga, id).await;
    assert_eq!((whole.state, whole.counts.undone, whole.counts.left), (State::Undone, 3, 0));
    assert_eq!(count(&olga, "name.startsWith('Deal ')").await, 3);
    let told = world.evidence().await;
    let back = told.iter().filter(|e| &*e.kind == "undo" && e.actor == Some(world.olga) && e.record == Some(id));
    assert_eq!(back.count(), 2, "that she asked for it, and its one batch");
}

#[tokio::test]
async fn it_is_stopped_and_goes_on_and_a_restart_says_where_it_stands() {
    let world = World::new().await;
    deals(&world, world.sara, 300).await;
    let hector = world.of(world.hector).await;
    let id = list::begin(&hector, &ask("deal"), &set("name", "Same")).await.unwrap();
    list::stop(&hector, id).await.unwrap();
    let stopped = ran(&hector, id).await;
    assert_eq!((stopped.state, stopped.counts.waiting), (State::Stopped, 300));
    assert!(list::go_on(&hector, id).await.unwrap());
    assert!(!list::go_on(&hector, id).await.unwrap(), "it runs already");
    // Its process ended here: another one takes it up by itself.
    assert_eq!(list::abandoned(&world.gate).await.unwrap(), [id]);
    let (one, other) = tokio::join!(list::take_up(&world.gate, id), list::take_up(&world.gate, id));
    assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
    let done = list::work(&hector, id).await.unwrap();
    assert_eq!((done.state, done.counts.updated, done.counts.refused), (State::Done, 300, 0));
    assert_eq!(count(&hector, "name == 'Same' && version == 2").await, 300, "none is done twice");
    assert!(list::abandoned(&world.gate).await.unwrap().is_empty());
    assert_eq!(taken_back(&hector, id).await.counts.undone, 300);
}

#[tokio::test]
async fn nobody_takes_what_another_process_works_on_before_that_shows_no_sign_of_life() {
    let world = World::new().await;
    let ids = deals(&world, world.sara, 1).await;
    let hector = world.of(world.hector).await;
    let id = list::begin(&hector, &ask("deal"), &set("name", "Same")).await.unwrap();
    let store = &world.gate.store;
    let now = world.gate.clock.now();
    let claim = store::BatchClaim { batch: id, node: store.next_id(), until: now + 1 };
    assert!(store.claim_batch(&claim, now).await.unwrap());
    assert!(list::abandoned(&world.gate).await.unwrap().is_empty());
    let stands = ran(&hector, id).await;
    assert_eq!((stands.state, stands.counts.waiting), (State::Running, 1), "another one has it");
    let mut later = world.gate.clone();
    later.clock = records::Clock::fixed(now + 2);
    assert_eq!(list::abandoned(&later).await.unwrap(), [id]);
    list::take_up(&later, id).await.unwrap();
    assert_eq!(list::work(&hector, id).await.unwrap().state, State::Done);
    assert_eq!(records::read::read(&hector, "deal", ids[0]).await.unwrap().version, 2);
}

#[tokio::test]
async fn what_ends_its_process_at_the_same_place_again_stops_and_says_so() {
    let world = World::new().await;
    deals(&world, world.sara, 2).await;
    let hector = world.of(world.hector).await;
    let id = list::begin(&hector, &ask("deal"), &set("name", "Same")).await.unwrap();
    let batch = world.gate.store.batch(id).await.unwrap().unwrap();
    let mut report: serde_json::Value = serde_json::from_str(&batch.report).unwrap();
    report["taken_up"] = 2.into();
    let again = store::Batch { report: report.to_string(), ..batch };
    let writes = vec![store::Write::Technical(store::TechnicalWrite::PutBatch(again))];
    world.gate.store.apply(store::Change { writes, ..store::Change::default() }).await.unwrap();
    list::take_up(&world.gate, id).await.unwrap();
    let stopped = list::work(&hector, id).await.unwrap();
    assert_eq!((stopped.state, stopped.why.as_deref()), (State::Stopped, Some("list-stopped-with-program")));
    assert!(list::go_on(&hector, id).await.unwrap());
    assert_eq!(ran(&hector, id).await.counts.updated, 2);
}

#[tokio::test]
async fn it_is_a_right_of_its_own_and_ends_with_it() {
    let world = World::new().await;
    deals(&world, world.sara, 2).await;
    let sara = world.of(world.sara).await;
    assert!(matches!(list::begin(&sara, &ask("deal"), &Step::Archive).await, Err(Error::Forbidden)));
    let hector = world.of(world.hector).await;
    let id = list::begin(&hector, &ask("deal"), &Step::Archive).await.unwrap();
    assert!(matches!(list::work(&sara, id).await, Err(Error::NotFound)), "nobody else's");
    assert!(matches!(list::stop(&sara, id).await, Err(Error::NotFound)));
    assert!(matches!(bulk::batch(&hector, id).await, Err(Error::NotFound)), "it is no import");
    assert!(bulk::batches(&hector, 10).await.unwrap().iter().all(|batch| batch.id != id));
    assert_eq!(list::works(&hector, "deal", 10).await.unwrap().len(), 1);
    assert!(list::works(&sara, "deal", 10).await.unwrap().is_empty());
    let olga = world.of(world.olga).await;
    let person = records::read::read(&olga, "user", world.hector).await.unwrap();
    let seller = Draft::default().with("roles", "seller");
    update::update(&olga, "user", world.hector, person.version, seller).await.unwrap();
    assert!(matches!(list::run(&hector.gate, id).await, Err(Error::Forbidden)), "the right is gone by now");
    let stopped = list::work(&olga, id).await.unwrap();
    assert_eq!((stopped.state, stopped.why.as_deref()), (State::Stopped, Some("list-stopped-rights")));
    assert_eq!(stopped.counts.waiting, 2);
}

#[tokio::test]
async fn whoever_receives_records_is_told_once_and_their_place_moves_along() {
    let world = World::new().await;
    deals(&world, world.sara, 260).await;
    let hector = world.of(world.hector).await;
    let id = list::begin(&hector, &ask("deal"), &Step::Transfer(world.tomas)).await.unwrap();
    ran(&hector, id).await;
    let tomas = world.of(world.tomas).await;
    assert_eq!(count(&tomas, &format!("owner.id == {} && branch.id == {}", world.tomas, world.toledo)).await, 260);
    taken_back(&world.of(world.olga).await, id).await;
    assert_eq!(count(&tomas, "version > 0").await, 0);
}
