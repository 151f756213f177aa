//! One step on several records: each judged as if it were alone, all or none, one undo.

use catalogue::{Id, Value};
use records::several::{Done, MOST, Step, carry_out, survey};
use records::{Draft, Error, history, read, undo, update};

use crate::world::{World, keys};

fn set(field: &str, text: &str) -> Step {
    Step::Set(Draft::default().with(field, text))
}

async fn names(ctx: &records::Ctx, ids: &[Id]) -> Vec<String> {
    let mut names = Vec::new();
    for id in ids {
        names.push(read::read(ctx, "deal", *id).await.unwrap().get("name").as_text().unwrap_or_default().to_owned());
    }
    names
}

#[tokio::test]
async fn a_step_is_one_change_that_one_undo_takes_back() {
    let world = World::new().await;
    let mut ids = Vec::new();
    for name in ["One", "Two", "Three"] {
        ids.push(world.deal(world.sara, name, "100").await.id);
    }
    let sara = world.of(world.sara).await;
    let told = survey(&sara, "deal", &ids, &set("name", "Two")).await.unwrap();
    assert_eq!((told.able, told.same, told.left.len()), (vec![ids[0], ids[2]], 1, 0));
    let done = carry_out(&sara, "deal", &ids, &set("name", "Two")).await.unwrap();
    assert_eq!(done.records, 2);
    assert_eq!(names(&sara, &ids).await, ["Two", "Two", "Two"]);
    let entries = history::history(&sara, "deal", ids[0]).await.unwrap();
    assert_eq!(Some(entries[0].change), done.change, "in the history of each");
    // What somebody changed since stays.
    update::update(&sara, "deal", ids[2], 2, Draft::default().with("name", "Four")).await.unwrap();
    let undone = undo::undo(&sara, done.change.unwrap()).await.unwrap();
    assert_eq!((undone.records.len(), undone.conflicts.len()), (1, 1));
    assert_eq!(names(&sara, &ids).await, ["One", "Two", "Four"]);
    let again = carry_out(&sara, "deal", &[ids[0], ids[0]], &set("name", "One")).await.unwrap();
    assert_eq!(again, Done { change: None, records: 0 });
}

#[tokio::test]
async fn what_one_may_not_change_is_named_and_nothing_is_half_done() {
    let world = World::new().await;
    let (of_sara, of_tomas) =
        (world.deal(world.sara, "Hers", "100").await.id, world.deal(world.tomas, "His", "200").await.id);
    let of_bea = world.deal(world.bea, "Elsewhere", "300").await.id;
    let hector = world.of(world.hector).await;
    let both = [of_sara, of_tomas, of_bea];
    let told = survey(&hector, "deal", &both, &Step::Archive).await.unwrap();
    assert_eq!((told.able.len() + told.left.len(), told.same), (2, 0), "what he does not see does not exist for him");
    assert!(matches!(carry_out(&hector, "deal", &both, &Step::Archive).await, Err(Error::NotFound)));
    let sara = world.of(world.sara).await;
    let moved = Step::Transfer(world.tomas);
    let told = survey(&sara, "deal", &[of_sara], &moved).await.unwrap();
    assert_eq!((told.able.len(), told.left.len()), (0, 1), "a seller hands nothing over");
    assert!(matches!(told.left[0].why, Error::Forbidden) && &*told.left[0].title == "Hers");
    assert!(matches!(carry_out(&sara, "deal", &[of_sara], &moved).await, Err(Error::Forbidden)));

    // One of two is refused by its value: the other is not written either.
    let bad = set("amount", "a lot");
    let error = carry_out(&hector, "deal", &[of_sara, of_tomas], &bad).await.unwrap_err();
    assert_eq!(keys(&error)[0].0, "amount");
    let olga = world.of(world.olga).await;
    let done = carry_out(&olga, "deal", &[of_sara, of_tomas, of_bea], &Step::Archive).await.unwrap();
    assert_eq!(done.records, 3);
    let back = carry_out(&olga, "deal", &[of_sara, of_tomas, of_bea], &Step::Restore).await.unwrap();
    assert_eq!(back.records, 3);
    assert!(
        matches!(read::read(&olga, "deal", of_bea).await.unwrap().get("owner"), Value::Ref(id) if *id == world.bea)
    );
}

#[tokio::test]
async fn people_and_too_many_are_refused() {
    let world = World::new().await;
    let olga = world.of(world.olga).await;
    let told = survey(&olga, "user", &[world.sara, world.tomas], &Step::Archive).await.unwrap();
    assert_eq!((told.able.len(), told.left.len()), (0, 2), "people go one by one");
    let many: Vec<Id> = (1..=MOST as i64 + 1).map(Id).collect();
    let error = survey(&olga, "deal", &many, &Step::Archive).await.unwrap_err();
    assert_eq!(keys(&error)[0].1, "fault-several-many");
}
