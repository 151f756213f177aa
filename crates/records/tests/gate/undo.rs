//! Undo of one change, and the story that a record tells.

use catalogue::{Id, Value};
use records::timeline::{TimelineAsk, TimelineWhat, timeline};
use records::{Ctx, Draft, Error, create, history, read, transfer, undo, update};

use crate::world::{DAY, World};

async fn last_change(ctx: &Ctx, deal: Id) -> Id {
    history::history(ctx, "deal", deal).await.unwrap()[0].change
}

#[tokio::test]
async fn a_change_is_taken_back_as_a_new_change() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    let ctx = world.of(world.sara).await;
    let draft = Draft::default().with("stage", "qualified").with("amount", "250");
    update::update(&ctx, "deal", deal.id, 1, draft).await.unwrap();
    let undone = undo::undo(&ctx, last_change(&ctx, deal.id).await).await.unwrap();
    assert_eq!((undone.records, undone.conflicts), (vec![("deal".into(), deal.id)], Vec::new()));
    let now = read::read(&ctx, "deal", deal.id).await.unwrap();
    assert_eq!((now.version, now.get("stage"), now.get("amount")), (3, deal.get("stage"), deal.get("amount")));
    assert_eq!(now.get("stage_since"), deal.get("stage_since"), "it had been there all the time");
}

#[tokio::test]
async fn what_was_changed_since_stays_and_is_named() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    let ctx = world.of(world.sara).await;
    let draft = Draft::default().with("name", "Plough").with("amount", "250");
    update::update(&ctx, "deal", deal.id, 1, draft).await.unwrap();
    let change = last_change(&ctx, deal.id).await;
    update::update(&ctx, "deal", deal.id, 2, Draft::default().with("amount", "300")).await.unwrap();
    let undone = undo::undo(&ctx, change).await.unwrap();
    assert_eq!(undone.conflicts.iter().map(|c| &*c.field).collect::<Vec<_>>(), ["amount"]);
    let now = read::read(&ctx, "deal", deal.id).await.unwrap();
    assert_eq!(&*now.title, "Tractor");
    assert_ne!(now.get("amount"), deal.get("amount"));
}

#[tokio::test]
async fn a_birth_taken_back_is_an_archived_record_and_a_transfer_comes_home() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    let head = world.of(world.hector).await;
    transfer::transfer(&head, "deal", &[deal.id], world.tomas).await.unwrap();
    let seller = world.of(world.tomas).await;
    let change = last_change(&head, deal.id).await;
    assert!(matches!(undo::undo(&seller, change).await, Err(Error::Forbidden)), "a seller hands nothing over");
    undo::undo(&head, change).await.unwrap();
    assert_eq!(read::read(&head, "deal", deal.id).await.unwrap().get("owner"), &Value::Ref(world.sara));
    let entries = history::history(&head, "deal", deal.id).await.unwrap();
    let undone = undo::undo(&head, entries.last().unwrap().change).await.unwrap();
    assert!(undone.conflicts.is_empty());
    assert!(read::read(&head, "deal", deal.id).await.unwrap().archived);
}

#[tokio::test]
async fn the_timeline_tells_birth_stages_changes_and_calls_newest_first() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    world.pass(DAY);
    let ctx = world.of(world.sara).await;
    let call =
        Draft::default().with("kind", "call").with("subject", "They want two").with_value("deal", Value::Ref(deal.id));
    create::create(&ctx, "activity", call, None).await.unwrap();
    world.pass(DAY);
    let ctx = world.of(world.sara).await;
    let draft = Draft::default().with("stage", "qualified").with("amount", "200");
    update::update(&ctx, "deal", deal.id, 1, draft).await.unwrap();
    let story =
        timeline(&ctx, "deal", deal.id, &TimelineAsk { limit: 20, ..TimelineAsk::default() }).await.unwrap().entries;
    let told: Vec<String> = story
        .iter()
        .map(|entry| match &entry.what {
            TimelineWhat::Created => "created".to_owned(),
            TimelineWhat::Changed { fields, .. } => format!("changed {}", fields[0].field),
            TimelineWhat::Stage { stage, until, .. } => format!("{stage} {}", until.is_some()),
            TimelineWhat::Activity(record) => record.title.to_string(),
        })
        .collect();
    assert_eq!(told, ["qualified false", "changed amount", "They want two", "first_contact true", "created"]);
}
