//! Changes: atomic, guarded, idempotent, durable together.

use catalogue::{Id, Value};
use store::{ApplyError, Change, Idempotency, Stay, Store, Write};

use crate::world::{World, insert, text};

on_both_engines!(
    a_change_is_applied_as_a_whole_or_not_at_all,
    an_old_version_is_a_conflict_and_a_foreign_row_is_missing,
    a_unique_value_is_taken_only_once_among_the_living,
    the_first_answer_to_a_key_is_kept,
    entering_a_stage_ends_the_last_stay,
    many_writers_lose_nothing,
    ids_go_on_after_a_restart,
);

async fn a_change_is_applied_as_a_whole_or_not_at_all(world: World) {
    let broken = vec![insert("company", 1, &[("name", text("One"))]), world.update("company", 99, 1, &[])];
    let refused = world.apply(broken).await;
    assert!(
        matches!(refused, Err(ApplyError::Missing { ref object, id: Id(99) }) if &**object == "company"),
        "{refused:?}"
    );
    assert_eq!(world.ids("company", "true").await, [] as [i64; 0]);
}

async fn an_old_version_is_a_conflict_and_a_foreign_row_is_missing(world: World) {
    world.add("company", 1, &[("name", text("One")), ("owner", Value::Ref(Id(8)))]).await;
    world.apply(vec![world.update("company", 1, 1, &[("city", text("Lugo"))])]).await.expect("an update");
    let rows = world.rows("company", &["version", "city"], "true").await;
    assert_eq!(rows[0].values, [Value::Int(2), text("Lugo")]);
    let late = world.apply(vec![world.update("company", 1, 1, &[("city", text("Vigo"))])]).await;
    assert!(matches!(late, Err(ApplyError::Version { id: Id(1), .. })), "{late:?}");
    let mut foreign = world.update("company", 1, 2, &[("city", text("Vigo"))]);
    if let Write::Update { within, .. } = &mut foreign {
        within.rows = world.expr("company", "owner == me");
    }
    let refused = world.apply(vec![foreign]).await;
    assert!(matches!(refused, Err(ApplyError::Missing { id: Id(1), .. })), "{refused:?}");
}

async fn a_unique_value_is_taken_only_once_among_the_living(world: World) {
    world.add("company", 1, &[("name", text("One")), ("tax_id", text("es-1"))]).await;
    let second = || insert("company", 2, &[("name", text("Two")), ("tax_id", text("ES-1"))]);
    let refused = world.apply(vec![second()]).await;
    assert!(
        matches!(&refused, Err(ApplyError::Taken { object, field }) if &**object == "company" && &**field == "tax_id"),
        "{refused:?}"
    );
    world.apply(vec![world.update("company", 1, 1, &[("archived_at", Value::Instant(5))])]).await.expect("archived");
    world.apply(vec![second()]).await.expect("the value is free again");
    let outside = |id| insert("deal", id, &[("name", text("d")), ("source", text("old")), ("external_id", text("77"))]);
    world.apply(vec![outside(5)]).await.expect("a first");
    let refused = world.apply(vec![outside(6)]).await;
    assert!(matches!(&refused, Err(ApplyError::Taken { field, .. }) if &**field == "external_id"), "{refused:?}");
}

async fn the_first_answer_to_a_key_is_kept(world: World) {
    let send = |id, request: &str| Change {
        writes: vec![insert("company", id, &[("name", text("One"))])],
        idempotency: Some(Idempotency {
            key: "k".into(),
            actor: Id(7),
            request: request.into(),
            answer: format!("made {id}"),
            at: 1,
        }),
        ..Change::default()
    };
    world.store.apply(send(1, "same")).await.expect("the first");
    let again = world.store.apply(send(2, "same")).await;
    assert!(matches!(&again, Err(ApplyError::Replayed { request, answer }) if request == "same" && answer == "made 1"));
    assert_eq!(world.ids("company", "true").await, [1]);
    let kept = world.store.idempotency(Id(7), "k").await.expect("a read").expect("a row");
    assert_eq!(kept.answer, "made 1");
}

async fn entering_a_stage_ends_the_last_stay(world: World) {
    let stay = |id, stage: &str, from_at| Stay {
        id: Id(id),
        change: Id(id),
        object: "deal".into(),
        record: Id(1),
        field: "stage".into(),
        stage: stage.into(),
        from_at,
        to_at: None,
        by: Id(7),
    };
    let first = Change {
        writes: vec![insert("deal", 1, &[("name", text("d"))])],
        stays: vec![stay(1, "new", 10), stay(2, "won", 20)],
        ..Change::default()
    };
    world.store.apply(first).await.expect("a change");
    world.store.apply(Change { stays: vec![stay(3, "lost", 30)], ..Change::default() }).await.expect("a change");
    let stays = world.store.stays("deal", Id(1)).await.expect("stays");
    assert_eq!(
        stays.iter().map(|s| (&*s.stage, s.to_at)).collect::<Vec<_>>(),
        [("new", Some(20)), ("won", Some(30)), ("lost", None)]
    );
}

async fn many_writers_lose_nothing(world: World) {
    let mut writers = Vec::new();
    for writer in 0..64_i64 {
        let store = world.store.clone();
        writers.push(tokio::spawn(async move {
            for n in 0..4 {
                let id = writer * 100 + n;
                // Every eighth change fails on its second write: only it is undone.
                let mut writes = vec![insert("company", id, &[("name", text("c"))])];
                if writer % 8 == 0 {
                    writes.push(insert("company", id, &[("name", text("again"))]));
                }
                let done = store.apply(Change { writes, ..Change::default() }).await;
                assert_eq!(done.is_ok(), writer % 8 != 0);
            }
        }));
    }
    for writer in writers {
        writer.await.expect("a writer");
    }
    assert_eq!(world.ids("company", "true").await.len(), 56 * 4);
}

async fn ids_go_on_after_a_restart(world: World) {
    let far = world.store.next_id().0 + (1 << 40);
    world.add("company", far, &[("name", text("from a clock ahead"))]).await;
    let World { store, catalogue, url, _folder, .. } = world;
    drop(store);
    let again = Store::open(&url, catalogue).await.expect("opens again");
    assert!(again.next_id().0 > far);
}
