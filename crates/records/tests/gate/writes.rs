//! Create, update, archive, transfer: what they write and what they leave behind.

use catalogue::Value;
use records::create::{IdempotencyKey, create};
use records::{Counting, Draft, Error, ListAsk, archive, history, list, read, transfer, update};

use crate::world::{DAY, World, ask, keys};

#[tokio::test]
async fn a_record_is_born_with_its_place_its_stay_and_its_evidence() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "1.500,50").await;
    let read = read::read(&world.of(world.sara).await, "deal", deal.id).await.unwrap();
    assert_eq!(read.get("owner"), &Value::Ref(world.sara));
    assert_eq!(read.get("branch"), &Value::Ref(world.madrid));
    assert_eq!(read.get("stage"), &Value::text("first_contact"));
    assert_eq!(read.titles["company"], "Tractor SL".into());
    assert_eq!(read.version, 1);
    let stays = world.gate.store.stays("deal", deal.id).await.unwrap();
    assert_eq!(stays.iter().map(|s| (&*s.stage, s.to_at)).collect::<Vec<_>>(), [("first_contact", None)]);
    let told = world.evidence().await;
    let of_deal = told.iter().filter(|e| e.record == Some(deal.id)).map(|e| (&*e.kind, e.actor));
    let mut of_deal: Vec<_> = of_deal.collect();
    of_deal.sort();
    assert_eq!(of_deal, [("create", Some(world.sara)), ("open", Some(world.sara))]);
}

#[tokio::test]
async fn an_update_writes_history_and_moves_between_stages() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    let ctx = world.of(world.sara).await;
    world.pass(3 * DAY);
    let ctx = ctx.at(world.gate.clock.now());
    let draft = Draft::default().with("stage", "qualified").with("amount", "250");
    let updated = update::update(&ctx, "deal", deal.id, 1, draft).await.unwrap();
    assert_eq!((updated.version, updated.get("stage_days")), (2, &Value::Int(0)));
    let stays = world.gate.store.stays("deal", deal.id).await.unwrap();
    let mut stays: Vec<_> = stays.iter().map(|s| (&*s.stage, s.to_at.map(|to| (to - s.from_at) / DAY))).collect();
    stays.sort();
    assert_eq!(stays, [("first_contact", Some(3)), ("qualified", None)]);
    let entries = history::history(&ctx, "deal", deal.id).await.unwrap();
    assert_eq!(entries.len(), 2, "the change and the birth");
    let mut fields: Vec<_> = entries[0].fields.iter().map(|f| &*f.field).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["amount", "stage", "stage_since"]);
    assert_eq!(entries[0].by_name.as_deref(), Some("Sara"));
}

#[tokio::test]
async fn an_update_that_changes_nothing_writes_nothing() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    let ctx = world.of(world.sara).await;
    let same = update::update(&ctx, "deal", deal.id, 1, Draft::default().with("name", "  Tractor ")).await.unwrap();
    assert_eq!(same.version, 1);
}

#[tokio::test]
async fn a_lost_race_names_the_other_change() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    let head = world.of(world.hector).await;
    update::update(&head, "deal", deal.id, 1, Draft::default().with("amount", "120")).await.unwrap();
    let late = world.of(world.sara).await;
    let error = update::update(&late, "deal", deal.id, 1, Draft::default().with("name", "Plough")).await.unwrap_err();
    let Error::Conflict(conflict) = error else { panic!("{error:?}") };
    assert_eq!((conflict.by, conflict.by_name.as_deref(), conflict.version), (world.hector, Some("Hector"), 2));
    let fields: Vec<_> = conflict.fields.iter().map(|(field, ..)| &**field).collect();
    assert_eq!(fields, ["amount"]);
}

#[tokio::test]
async fn two_updates_at_once_have_one_winner() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    let (one, two) = (world.of(world.sara).await, world.of(world.hector).await);
    let first = update::update(&one, "deal", deal.id, 1, Draft::default().with("amount", "1"));
    let second = update::update(&two, "deal", deal.id, 1, Draft::default().with("amount", "2"));
    let (first, second) = tokio::join!(first, second);
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    let error = first.err().or(second.err()).unwrap();
    assert!(matches!(error, Error::Conflict(_)), "{error:?}");
}

#[tokio::test]
async fn the_same_key_answers_the_same_record_and_another_request_is_refused() {
    let world = World::new().await;
    let ctx = world.of(world.sara).await;
    let key = || Some(IdempotencyKey("form-1".into()));
    let draft = || Draft::default().with("name", "Acme");
    let one = create(&ctx, "company", draft(), key()).await.unwrap();
    let two = create(&ctx, "company", draft(), key()).await.unwrap();
    assert_eq!(one.id, two.id);
    let error = create(&ctx, "company", Draft::default().with("name", "Other"), key()).await.unwrap_err();
    assert_eq!(keys(&error), [(String::new(), "fault-idempotency-reused")]);
    assert_eq!(list::count(&ctx, &ask("company")).await.unwrap(), 1);
}

#[tokio::test]
async fn archived_records_leave_lists_and_come_back() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    let ctx = world.of(world.sara).await;
    let gone = archive::archive(&ctx, "deal", deal.id, 1).await.unwrap();
    assert!(gone.archived);
    assert_eq!(list::list(&ctx, &ask("deal")).await.unwrap().total, Some(0));
    assert!(read::read(&ctx, "deal", deal.id).await.unwrap().archived);
    let back = archive::restore(&ctx, "deal", deal.id, gone.version).await.unwrap();
    assert!(!back.archived);
    assert_eq!(list::list(&ctx, &ask("deal")).await.unwrap().total, Some(1));
}

#[tokio::test]
async fn a_list_is_counted_as_far_as_it_was_asked() {
    let world = World::new().await;
    for name in ["Tractor", "Plough", "Harrow"] {
        world.deal(world.sara, name, "100").await;
    }
    world.deal(world.bea, "Not hers", "100").await;
    let ctx = world.of(world.sara).await;
    let counted = async |limit: u32, count: Counting, after: Option<query::Cursor>| {
        let page = list::list(&ctx, &ListAsk { limit, count, after, ..ask("deal") }).await.unwrap();
        (page.total, page.more, page.next)
    };
    for (limit, count, total, more) in [
        (2, Counting::Exact, Some(3), false),
        (2, Counting::UpTo(2), Some(2), true),
        (2, Counting::UpTo(3), Some(3), false),
        (2, Counting::UpTo(0), Some(0), true),
        (50, Counting::UpTo(2), Some(3), false),
        (2, Counting::No, None, false),
    ] {
        let (found, is_more, next) = counted(limit, count, None).await;
        assert_eq!((found, is_more), (total, more), "{limit} {count:?}");
        if let Some(next) = next {
            let (found, is_more, _) = counted(limit, count, Some(next)).await;
            assert_eq!((found, is_more), (total, more), "the second page of {limit} {count:?}");
        }
    }
}

#[tokio::test]
async fn a_transfer_moves_owner_and_branch_and_needs_its_own_right() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    let head = world.of(world.hector).await;
    let moved = transfer::transfer(&head, "deal", &[deal.id], world.tomas).await.unwrap();
    assert_eq!(moved, 1);
    let now = read::read(&head, "deal", deal.id).await.unwrap();
    assert_eq!((now.get("owner"), now.get("branch")), (&Value::Ref(world.tomas), &Value::Ref(world.toledo)));
    let seller = world.of(world.tomas).await;
    let error = transfer::transfer(&seller, "deal", &[deal.id], world.sara).await.unwrap_err();
    assert!(matches!(error, Error::Forbidden), "{error:?}");
    let outside = transfer::transfer(&head, "deal", &[deal.id], world.bea).await.unwrap_err();
    assert!(matches!(outside, Error::Forbidden), "out of the head's own branch: {outside:?}");
}
