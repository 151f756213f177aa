//! What an open page is told of others' changes: what its reader may read, and nothing of the rest.

use catalogue::{Id, Value};
use records::live::{Beat, Told, Watched, now, since};
use records::{Ctx, Draft, Error, ListAsk, create, transfer, update};

use crate::world::{START, World};

fn deals(filter: &str) -> ListAsk {
    ListAsk { object: "deal".into(), filter: Some(filter.into()), ..ListAsk::default() }
}

/// What happened after this place, as the outbox says it; a moment passes, so that no earlier message is taken in again.
async fn after(ctx: &Ctx, place: Id) -> Beat {
    since(ctx, Id(place.0 + (2_000 << 12))).await.unwrap()
}

async fn rename(ctx: &Ctx, id: Id, version: i64, name: &str) -> i64 {
    update::update(ctx, "deal", id, version, Draft::default().with("name", name)).await.unwrap().version
}

#[tokio::test]
async fn a_list_is_told_of_what_its_reader_reads_and_its_filter_lets_through() {
    let world = World::new().await;
    let (hers, other) = (world.deal(world.sara, "Hers", "500").await, world.deal(world.bea, "Other", "500").await);
    let (sara, hector, bea) = (world.of(world.sara).await, world.of(world.hector).await, world.of(world.bea).await);
    let mut all = Watched::list(&sara, deals(""), &[hers.id, other.id]).await.unwrap();
    let mut large = Watched::list(&sara, deals("amount > 1000"), &[]).await.unwrap();
    let place = now(&sara);
    rename(&bea, other.id, other.version, "Other 2").await;
    let beat = after(&sara, place).await;
    assert!(all.is_touched(&beat), "cheap to ask, and no answer");
    assert_eq!(all.told(&sara, &beat).await.unwrap(), None, "not even that something changed");
    let place = now(&sara);
    rename(&hector, hers.id, hers.version, "Hers 2").await;
    let beat = after(&sara, place).await;
    let told = Told { count: 1, ids: vec![hers.id], by: None };
    assert_eq!(all.told(&sara, &beat).await.unwrap(), Some(told));
    assert_eq!(large.told(&sara, &beat).await.unwrap(), None, "the filter does not let it through");
    assert!(Watched::list(&world.of(world.ana).await, deals(""), &[]).await.is_err(), "an analyst opens no list");
}

#[tokio::test]
async fn a_row_that_leaves_ones_sight_is_told_once_and_never_again() {
    let world = World::new().await;
    let hers = world.deal(world.sara, "Hers", "500").await;
    let (sara, olga, bea) = (world.of(world.sara).await, world.of(world.olga).await, world.of(world.bea).await);
    let mut list = Watched::list(&sara, deals(""), &[hers.id]).await.unwrap();
    let place = now(&sara);
    transfer::transfer(&olga, "deal", &[hers.id], world.bea).await.unwrap();
    let told = list.told(&sara, &after(&sara, place).await).await.unwrap();
    assert_eq!(told, Some(Told { count: 1, ids: vec![], by: None }));
    let place = now(&sara);
    rename(&bea, hers.id, hers.version + 1, "Theirs").await;
    assert_eq!(list.told(&sara, &after(&sara, place).await).await.unwrap(), None);
    // Nor does it help to say that the page shows it.
    let mut again = Watched::list(&sara, deals(""), &[hers.id]).await.unwrap();
    assert_eq!(again.told(&sara, &after(&sara, place).await).await.unwrap(), None);
}

#[tokio::test]
async fn of_very_many_changes_a_list_is_told_what_changed_since_within_its_readers_rights() {
    let world = World::new().await;
    let (hers, other) = (world.deal(world.sara, "Hers", "500").await, world.deal(world.bea, "Other", "500").await);
    world.pass(60_000_000);
    let mut list = Watched::list(&world.of(world.sara).await, deals(""), &[hers.id]).await.unwrap();
    let much = Beat { much: true, ..Beat::default() };
    world.pass(60_000_000);
    rename(&world.of(world.bea).await, other.id, other.version, "Other 2").await;
    assert_eq!(list.told(&world.of(world.sara).await, &much).await.unwrap(), None);
    world.pass(60_000_000);
    rename(&world.of(world.hector).await, hers.id, hers.version, "Hers 2").await;
    let told = list.told(&world.of(world.sara).await, &much).await.unwrap();
    assert_eq!(told, Some(Told { count: 1, ids: vec![hers.id], by: None }));
}

#[tokio::test]
async fn a_card_is_told_who_changed_it_and_what_hangs_on_it_and_is_closed_to_others() {
    let world = World::new().await;
    let hers = world.deal(world.sara, "Hers", "500").await;
    let (sara, hector, bea) = (world.of(world.sara).await, world.of(world.hector).await, world.of(world.bea).await);
    assert!(matches!(Watched::card(&bea, "deal", hers.id, 1, None).await, Err(Error::NotFound)));
    let mut card = Watched::card(&sara, "deal", hers.id, hers.version, None).await.unwrap();
    let place = now(&sara);
    assert_eq!(card.told(&sara, &Beat { much: true, ..Beat::default() }).await.unwrap(), None, "nothing changed");
    rename(&hector, hers.id, hers.version, "Hers 2").await;
    let told = card.told(&sara, &after(&sara, place).await).await.unwrap().unwrap();
    assert_eq!(told.by.as_deref(), Some("Hector"));
    let place = now(&sara);
    let task = |deal: Id| Draft::default().with("subject", "Call").with_value("deal", Value::Ref(deal));
    create::create(&hector, "task", task(hers.id), None).await.unwrap();
    let beat = after(&sara, place).await;
    // The head's own task: a seller does not read it, and is not told that it is there.
    let reads = records::rights::may(&sara, catalogue::Action::Read, "task");
    assert!(reads);
    assert_eq!(card.told(&sara, &beat).await.unwrap(), None);
    let place = now(&sara);
    create::create(&sara, "task", task(hers.id), None).await.unwrap();
    assert!(card.told(&sara, &after(&sara, place).await).await.unwrap().is_some());
    let place = now(&sara);
    transfer::transfer(&world.of(world.olga).await, "deal", &[hers.id], world.bea).await.unwrap();
    assert!(matches!(card.told(&sara, &after(&sara, place).await).await, Err(Error::NotFound)), "no more hers");
    assert_eq!(world.time.load(std::sync::atomic::Ordering::SeqCst), START, "none of it needed time to pass");
}
