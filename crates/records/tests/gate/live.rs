//! What an open page is told of others' changes: that there were some, of what its reader sees, and nothing else.

use std::sync::Arc;
use std::time::Duration;

use catalogue::{Id, Name, Value};
use records::bulk::{self, BulkRow, Target};
use records::live::{Burst, Listener, Shows, Unheard, Watched, Whose, mark, watch};
use records::{Ctx, Draft, Error, create, read, recent, transfer, update};

use crate::bulk::begin;
use crate::world::World;

async fn page(ctx: &Ctx, shows: Shows<'_>) -> Watched {
    watch(ctx, "deal", shows, None).await.unwrap().0
}

/// The next changes, which must be there soon.
async fn next(listener: &mut Listener) -> Arc<Burst> {
    tokio::time::timeout(Duration::from_secs(10), listener.next()).await.unwrap().unwrap()
}

async fn missed(ctx: &Ctx, shows: Shows<'_>, since: Option<Id>) -> Option<Whose> {
    watch(ctx, "deal", shows, since).await.unwrap().1
}

async fn rename(ctx: &Ctx, id: Id, name: &str) {
    let version = read::read(ctx, "deal", id).await.unwrap().version;
    update::update(ctx, "deal", id, version, Draft::default().with("name", name)).await.unwrap();
}

#[tokio::test]
async fn a_change_is_heard_by_whoever_reads_the_record_and_by_nobody_else() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await.id;
    let (sara, bea, olga) = (world.of(world.sara).await, world.of(world.bea).await, world.of(world.olga).await);
    let mut ear = Listener::begin(&world.gate, world.sara).await.unwrap();
    let mut hers = page(&sara, Shows::List(&[deal])).await;
    let mut card = page(&sara, Shows::Card(deal)).await;
    let mut other = page(&bea, Shows::List(&[])).await;
    assert!(matches!(watch(&bea, "deal", Shows::Card(deal), None).await, Err(Error::NotFound)));
    assert!(matches!(watch(&sara, "no_such", Shows::List(&[]), None).await, Err(Error::NotFound)));

    rename(&olga, deal, "Big tractor").await;
    let burst = next(&mut ear).await;
    assert!(hers.may_concern(&burst) && other.may_concern(&burst));
    assert_eq!(hers.concerns(&sara, &burst).await.unwrap(), Some(Whose::Others));
    assert_eq!(card.concerns(&sara, &burst).await.unwrap(), Some(Whose::Others));
    assert_eq!(other.concerns(&bea, &burst).await.unwrap(), None, "of what Bea may not read she hears nothing");
    rename(&sara, deal, "Small tractor").await;
    let burst = next(&mut ear).await;
    assert_eq!(hers.concerns(&sara, &burst).await.unwrap(), Some(Whose::Own));
}

#[tokio::test]
async fn what_leaves_ones_sight_is_told_once() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await.id;
    let (sara, bea, olga) = (world.of(world.sara).await, world.of(world.bea).await, world.of(world.olga).await);
    let mut ear = Listener::begin(&world.gate, world.sara).await.unwrap();
    let (mut list, mut card) = (page(&sara, Shows::List(&[deal])).await, page(&sara, Shows::Card(deal)).await);
    let mut theirs = page(&bea, Shows::List(&[])).await;
    transfer::transfer(&olga, "deal", &[deal], world.bea).await.unwrap();
    let burst = next(&mut ear).await;
    for watched in [&mut list, &mut card] {
        assert_eq!(watched.concerns(&sara, &burst).await.unwrap(), Some(Whose::Others));
        assert_eq!(watched.concerns(&sara, &burst).await.unwrap(), None, "once it is gone it is nothing of hers");
    }
    assert_eq!(theirs.concerns(&bea, &burst).await.unwrap(), Some(Whose::Others), "it comes into the other's list");
    // A page that still shows it is behind, whatever was changed.
    let (_, behind) = watch(&sara, "deal", Shows::List(&[deal]), None).await.unwrap();
    assert_eq!(behind, Some(Whose::Others));
}

#[tokio::test]
async fn a_page_that_was_away_learns_that_it_is_behind() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await.id;
    let (sara, bea, olga) = (world.of(world.sara).await, world.of(world.bea).await, world.of(world.olga).await);
    let since = mark(&sara);
    // The mark looks a little back, for changes that were on their way: the deal itself was made so by Sara just now.
    assert_ne!(missed(&sara, Shows::List(&[deal]), Some(since)).await, Some(Whose::Others));
    rename(&olga, deal, "Big tractor").await;
    assert_eq!(missed(&sara, Shows::List(&[deal]), Some(since)).await, Some(Whose::Others));
    assert_eq!(missed(&sara, Shows::Card(deal), Some(since)).await, Some(Whose::Others));
    assert_eq!(missed(&sara, Shows::Card(deal), None).await, None);
    assert_eq!(missed(&bea, Shows::List(&[]), Some(since)).await, None, "nothing that Bea reads");
    assert_eq!(missed(&bea, Shows::List(&[]), Some(Id(1))).await, Some(Whose::Others), "a long time is told as such");
}

#[tokio::test]
async fn a_card_hears_of_what_hangs_on_it_and_a_form_does_not() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await.id;
    let other = world.deal(world.sara, "Plough", "50").await.id;
    let (sara, olga) = (world.of(world.sara).await, world.of(world.olga).await);
    let mut ear = Listener::begin(&world.gate, world.sara).await.unwrap();
    let (mut card, form) = (page(&sara, Shows::Card(deal)).await, page(&sara, Shows::Form(deal)).await);
    let mut beside = page(&sara, Shows::Card(other)).await;
    let said = Draft::default().with("kind", "note").with("subject", "Said").with_value("deal", Value::Ref(deal));
    create::create(&olga, "activity", said.clone(), None).await.unwrap();
    let unread = next(&mut ear).await;
    assert!(card.may_concern(&unread));
    assert_eq!(card.concerns(&sara, &unread).await.unwrap(), None, "what hangs on it has rights of its own");
    let for_her = said.with_value("owner", Value::Ref(world.sara));
    create::create(&olga, "activity", for_her, None).await.unwrap();
    let burst = next(&mut ear).await;
    assert_eq!(card.concerns(&sara, &burst).await.unwrap(), Some(Whose::Others));
    assert!(!form.may_concern(&burst));
    assert_eq!(beside.concerns(&sara, &burst).await.unwrap(), None);
}

#[tokio::test]
async fn an_import_is_told_of_the_rows_that_one_reads() {
    let world = World::new().await;
    let (olga, sara, bea) = (world.of(world.olga).await, world.of(world.sara).await, world.of(world.bea).await);
    let mut ear = Listener::begin(&world.gate, world.sara).await.unwrap();
    let (mut hers, mut other) = (page(&sara, Shows::List(&[])).await, page(&bea, Shows::List(&[])).await);
    let batch = begin(&olga).await;
    let row = |name: &str| BulkRow {
        object: "deal".into(),
        target: Target::New(bulk::new_id(&olga)),
        fields: [(Name::from("name"), Value::text(name)), ("owner".into(), Value::Ref(world.sara))].into(),
    };
    bulk::write(&olga, vec![row("One"), row("Two")], batch).await.unwrap();
    let burst = next(&mut ear).await;
    assert_eq!(hers.concerns(&sara, &burst).await.unwrap(), Some(Whose::Others));
    assert_eq!(other.concerns(&bea, &burst).await.unwrap(), None);
}

#[tokio::test]
async fn the_outbox_is_looked_at_while_somebody_listens_and_listeners_end_with_the_node() {
    let world = World::new().await;
    assert!(!world.gate.live.is_looking().await);
    let mut ears = Vec::new();
    let refused = loop {
        match Listener::begin(&world.gate, world.sara).await {
            Ok(ear) => ears.push(ear),
            Err(refused) => break refused,
        }
    };
    assert!(matches!(refused, Unheard::Crowded) && ears.len() == 8, "a handful for one person");
    assert!(world.gate.live.is_looking().await);
    let mut last = ears.pop().unwrap();
    drop(ears);
    world.gate.live.end();
    assert!(last.next().await.is_none());
    drop(last);
    let quiet = async {
        while world.gate.live.is_looking().await {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), quiet).await.unwrap();
}

#[tokio::test]
async fn what_a_page_fetched_by_itself_is_evidence_and_no_visit() {
    let world = World::new().await;
    let (one, two) = (world.deal(world.sara, "One", "1").await.id, world.deal(world.sara, "Two", "2").await.id);
    let visit = world.of(world.sara).await;
    let mut live = visit.clone();
    live.channel = "live".into();
    read::read(&visit, "deal", one).await.unwrap();
    read::read(&visit, "deal", two).await.unwrap();
    read::read(&live, "deal", one).await.unwrap();
    let opened: Vec<_> = world.evidence().await.into_iter().filter(|event| &*event.kind == "open").collect();
    assert_eq!((opened.len(), &*opened[0].channel, opened[0].record), (3, "live", Some(one)));
    let last: Vec<Id> = recent::recent(&visit, 5).await.unwrap().into_iter().map(|hit| hit.id).collect();
    assert_eq!(last, [two, one]);
}
