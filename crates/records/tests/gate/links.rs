//! Links of two records with a role: whoever reads both ends reads them, whoever also changes the first writes them.

use catalogue::{Id, Name, Value};
use records::bulk::{self, BulkOutcome, BulkRow, Target};
use records::{
    Ctx, Draft, Error, Record, archive, create, history, list, read, related, sharing, transfer, update, why,
};

use crate::world::{World, ask, keys};

/// A contact of the caller.
async fn contact(ctx: &Ctx, name: &str) -> Id {
    create::create(ctx, "contact", Draft::default().with("name", name), None).await.unwrap().id
}

fn part(deal: Id, contact: Id, part: &str) -> Draft {
    let draft = Draft::default().with_value("deal", Value::Ref(deal)).with_value("contact", Value::Ref(contact));
    draft.with("part", part)
}

async fn link(ctx: &Ctx, deal: Id, contact: Id) -> Result<Record, Error> {
    create::create(ctx, "participant", part(deal, contact, "buyer"), None).await
}

/// What the record is linked with, by the relation.
async fn linked(ctx: &Ctx, object: &str, id: Id, relation: &str) -> Vec<String> {
    let columns = vec!["deal".to_owned(), "contact".to_owned(), "part".to_owned()];
    let ask = records::ListAsk { columns, ..ask("participant") };
    let page = related::related(ctx, object, id, relation, &ask).await.unwrap();
    assert_eq!(page.total, Some(page.rows.len() as i64));
    let other: Name = if object == "deal" { "contact".into() } else { "deal".into() };
    let said = |row: &Record| format!("{} {}", row.titles[&other], row.get("part").as_text().unwrap_or("-"));
    page.rows.iter().map(said).collect()
}

#[tokio::test]
async fn a_link_is_on_both_cards_once_and_with_its_role() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let deal = world.deal(world.sara, "Fleet", "100").await;
    let (ana, luis) = (contact(&sara, "Ana Ruiz").await, contact(&sara, "Luis Gil").await);
    let made = link(&sara, deal.id, ana).await.unwrap();
    link(&sara, deal.id, luis).await.unwrap();
    assert_eq!(linked(&sara, "contact", ana, "parts").await, ["Fleet buyer"]);
    let changed = Draft::default().with("part", "decision_maker");
    let made = update::update(&sara, "participant", made.id, made.version, changed).await.unwrap();
    let mut people = linked(&sara, "deal", deal.id, "participants").await;
    people.sort();
    assert_eq!(people, ["Ana Ruiz decision_maker", "Luis Gil buyer"]);
    assert_eq!(history::history(&sara, "participant", made.id).await.unwrap().len(), 2);

    let twice = link(&sara, deal.id, ana).await.unwrap_err();
    assert_eq!(keys(&twice), [("contact".to_owned(), "fault-linked")]);
    // The one of the two that is moved onto the other is refused likewise.
    let moved = Draft::default().with_value("contact", Value::Ref(luis));
    let moved = update::update(&sara, "participant", made.id, made.version, moved).await.unwrap_err();
    assert_eq!(keys(&moved), [("contact".to_owned(), "fault-linked")]);

    // Taken away, the two can be linked anew; then the old link does not come back beside it.
    let gone = archive::archive(&sara, "participant", made.id, made.version).await.unwrap();
    assert_eq!(linked(&sara, "deal", deal.id, "participants").await, ["Luis Gil buyer"]);
    link(&sara, deal.id, ana).await.unwrap();
    let back = archive::restore(&sara, "participant", made.id, gone.version).await.unwrap_err();
    assert_eq!(keys(&back), [("contact".to_owned(), "fault-linked")]);
}

#[tokio::test]
async fn whoever_reads_one_end_alone_does_not_learn_of_the_link() {
    let world = World::new().await;
    let (sara, olga) = (world.of(world.sara).await, world.of(world.olga).await);
    let deal = world.deal(world.sara, "Fleet", "100").await;
    let ana = contact(&sara, "Ana Ruiz").await;
    let made = link(&sara, deal.id, ana).await.unwrap();
    let hector = world.of(world.hector).await;
    assert_eq!(linked(&hector, "deal", deal.id, "participants").await, ["Ana Ruiz buyer"]);
    let reasons = why::explain(&hector, "participant", made.id).await.unwrap();
    assert!(matches!(&reasons.because[..], [access::Because::Ends { role }] if &**role == "branch_head"));

    // Bea is given the contact, and neither the deal nor what links the two.
    sharing::give(&sara, "contact", ana, world.bea, sharing::Level::Write, "").await.unwrap();
    let bea = world.of(world.bea).await;
    assert!(linked(&bea, "contact", ana, "parts").await.is_empty());
    assert!(matches!(read::read(&bea, "participant", made.id).await, Err(Error::NotFound)));
    assert_eq!(list::count(&bea, &ask("participant")).await.unwrap(), 0);
    // With the deal to read she sees it; to write it she needs the deal to write.
    sharing::give(&sara, "deal", deal.id, world.bea, sharing::Level::Read, "").await.unwrap();
    let bea = world.of(world.bea).await;
    assert_eq!(linked(&bea, "contact", ana, "parts").await, ["Fleet buyer"]);
    let changed = || Draft::default().with("part", "opponent");
    let refused = update::update(&bea, "participant", made.id, made.version, changed()).await.unwrap_err();
    assert!(matches!(refused, Error::Forbidden), "{refused:?}");
    assert!(matches!(archive::archive(&bea, "participant", made.id, 1).await, Err(Error::Forbidden)));
    let own = contact(&bea, "Own Contact").await;
    assert!(matches!(link(&bea, deal.id, own).await, Err(Error::Forbidden)));
    sharing::give(&sara, "deal", deal.id, world.bea, sharing::Level::Write, "").await.unwrap();
    let bea = world.of(world.bea).await;
    update::update(&bea, "participant", made.id, made.version, changed()).await.unwrap();
    link(&bea, deal.id, own).await.unwrap();
    // Her contact is nobody else's, and so is that link; the owner of the firm sees both.
    assert_eq!(linked(&world.of(world.sara).await, "deal", deal.id, "participants").await, ["Ana Ruiz opponent"]);
    assert_eq!(linked(&olga, "deal", deal.id, "participants").await.len(), 2);
    // A link has no place of its own.
    assert!(matches!(transfer::transfer(&olga, "participant", &[made.id], world.bea).await, Err(Error::Forbidden)));
    let given = sharing::give(&olga, "participant", made.id, world.bea, sharing::Level::Read, "").await;
    assert!(matches!(given, Err(Error::Forbidden)), "{given:?}");
}

#[tokio::test]
async fn a_link_is_not_moved_to_a_deal_that_one_may_not_change() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let own = world.deal(world.sara, "Fleet", "100").await;
    let ana = contact(&sara, "Ana Ruiz").await;
    let made = link(&sara, own.id, ana).await.unwrap();
    let other = world.deal(world.tomas, "Harvest", "100").await;
    sharing::give(&world.of(world.tomas).await, "deal", other.id, world.sara, sharing::Level::Read, "").await.unwrap();
    let sara = world.of(world.sara).await;
    let moved = Draft::default().with_value("deal", Value::Ref(other.id));
    let refused = update::update(&sara, "participant", made.id, made.version, moved).await.unwrap_err();
    assert!(matches!(refused, Error::Forbidden), "{refused:?}");
}

#[tokio::test]
async fn a_contact_read_through_ones_own_deal_is_linked_to_it() {
    let world = World::new().await;
    let (sara, olga) = (world.of(world.sara).await, world.of(world.olga).await);
    let ana = contact(&sara, "Ana Ruiz").await;
    let deal = world.deal(world.bea, "Bilbao deal", "100").await;
    let bea = world.of(world.bea).await;
    assert!(matches!(link(&bea, deal.id, ana).await, Err(Error::Invalid(_))), "a contact that does not exist for her");
    let draft = Draft::default().with_value("contact", Value::Ref(ana));
    let version = read::read(&olga, "deal", deal.id).await.unwrap().version;
    update::update(&olga, "deal", deal.id, version, draft).await.unwrap();
    let made = link(&bea, deal.id, ana).await.unwrap();
    let changed = Draft::default().with("part", "champion");
    update::update(&bea, "participant", made.id, made.version, changed).await.unwrap();
    assert_eq!(linked(&bea, "deal", deal.id, "participants").await, ["Ana Ruiz champion"]);
}

#[tokio::test]
async fn rows_of_one_call_link_two_records_once() {
    let world = World::new().await;
    let olga = world.of(world.olga).await;
    let deal = world.deal(world.olga, "Fleet", "100").await;
    let (ana, luis) = (contact(&olga, "Ana Ruiz").await, contact(&olga, "Luis Gil").await);
    link(&olga, deal.id, luis).await.unwrap();
    let batch = crate::bulk::begin(&olga).await;
    let row = |contact: Id| BulkRow {
        object: "participant".into(),
        target: Target::New(bulk::new_id(&olga)),
        fields: [("deal", deal.id), ("contact", contact)]
            .map(|(f, id)| (Name::from(f), Value::Ref(id)))
            .into_iter()
            .collect(),
    };
    let outcomes = bulk::write(&olga, vec![row(ana), row(ana), row(luis)], batch).await.unwrap();
    let is_linked = |outcome: &BulkOutcome| match outcome {
        BulkOutcome::Refused(faults) => faults.iter().any(|fault| fault.message.key == "fault-linked"),
        _ => false,
    };
    assert_eq!(outcomes.iter().map(is_linked).collect::<Vec<_>>(), [false, true, true], "{outcomes:?}");
    assert_eq!(linked(&olga, "deal", deal.id, "participants").await.len(), 2);
}
