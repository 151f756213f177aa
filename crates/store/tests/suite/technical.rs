//! The technical tables through the store's face.

use catalogue::Id;
use store::{
    Batch, BatchRow, Change, Credential, Evidence, EvidenceFilter, Head, Outbox, SavedView, Session, TechnicalWrite,
    Write,
};

use crate::world::World;

on_both_engines!(
    secrets_and_sessions_are_replaced_and_removed,
    events_are_sealed_once_and_in_order,
    rows_of_a_record_stay_on_one_page,
    messages_wait_until_they_are_settled,
);

fn technical(write: TechnicalWrite) -> Write {
    Write::Technical(write)
}

async fn secrets_and_sessions_are_replaced_and_removed(world: World) {
    let secret = |secret: &str, failures| Credential {
        user: Id(7),
        kind: "password".into(),
        secret: secret.into(),
        created_at: 1,
        failures,
        locked_until: None,
    };
    let session = |token: &str, user| Session {
        token_hash: token.into(),
        user: Id(user),
        created_at: 1,
        seen_at: 2,
        expires_at: 3,
        address: "127.0.0.1".into(),
        agent: "test".into(),
    };
    let view =
        SavedView { id: Id(5), user: Id(7), object: "deal".into(), name: "v".into(), query: "q".into(), shared: true };
    let writes = vec![
        technical(TechnicalWrite::PutCredential(secret("old", 0))),
        technical(TechnicalWrite::PutCredential(secret("new", 2))),
        technical(TechnicalWrite::PutSession(session("a", 7))),
        technical(TechnicalWrite::PutSession(session("b", 8))),
        technical(TechnicalWrite::RemoveSessionsOf { user: Id(7) }),
        technical(TechnicalWrite::PutSession(session("c", 7))),
        technical(TechnicalWrite::PutView(view.clone())),
    ];
    world.apply(writes).await.expect("written");
    assert_eq!(world.store.credential(Id(7), "password").await.expect("a read"), Some(secret("new", 2)));
    assert_eq!(world.store.session("a").await.expect("a read"), None);
    assert_eq!(world.store.session("b").await.expect("a read"), Some(session("b", 8)));
    assert_eq!(world.store.sessions_of(Id(7)).await.expect("a read"), [session("c", 7)]);
    assert_eq!(world.store.views(Id(8), "deal").await.expect("a read"), [view]);
}

fn event(id: i64, kind: &str) -> Evidence {
    Evidence {
        id: Id(id),
        at: id,
        actor: Some(Id(7)),
        kind: kind.into(),
        object: None,
        record: None,
        detail: "{}".into(),
        channel: "page".into(),
        address: String::new(),
        request: String::new(),
    }
}

async fn events_are_sealed_once_and_in_order(world: World) {
    let evidence = vec![event(3, "open"), event(1, "list"), event(2, "open")];
    world.store.apply(Change { evidence, ..Change::default() }).await.expect("recorded");
    let waiting = world.store.unsealed(10).await.expect("a read");
    assert_eq!(waiting.iter().map(|e| e.id.0).collect::<Vec<_>>(), [1, 2, 3]);
    let head = Head { size: 2, root: "r".into(), note: "n".into(), at: 9 };
    let places = vec![(Id(1), 0, "h0".into()), (Id(2), 1, "h1".into())];
    world.store.seal(places, head.clone()).await.expect("sealed");
    assert_eq!(world.store.unsealed(10).await.expect("a read"), [event(3, "open")]);
    let leaves = world.store.leaves(1, 10).await.expect("a read");
    assert_eq!(leaves, [(1, "h1".into(), event(2, "open"))]);
    assert_eq!(world.store.heads(5).await.expect("a read"), [head]);
    let opens =
        EvidenceFilter { kind: Some("open".into()), before: Some(Id(3)), limit: 5, ..EvidenceFilter::default() };
    assert_eq!(world.store.evidence(&opens).await.expect("a read"), [event(2, "open")]);
}

async fn rows_of_a_record_stay_on_one_page(world: World) {
    let row = |record, change| BatchRow {
        batch: Id(1),
        object: "deal".into(),
        record: Id(record),
        action: "updated".into(),
        version: 1,
        change: Id(change),
        before: "{}".into(),
    };
    let rows = [row(1, 1), row(2, 1), row(2, 2), row(2, 3), row(3, 1)];
    let batch = Batch {
        id: Id(1),
        by: Id(7),
        at: 1,
        state: "done".into(),
        done: 5,
        total: 5,
        plan: "{}".into(),
        report: "{}".into(),
    };
    let mut writes = vec![technical(TechnicalWrite::PutBatch(batch.clone()))];
    writes.extend(rows.clone().map(|row| technical(TechnicalWrite::PutBatchRow(row))));
    world.apply(writes).await.expect("written");
    assert_eq!(world.store.batches(3).await.expect("a read"), [batch]);
    let first = world.store.batch_rows(Id(1), None, 2).await.expect("a page");
    assert_eq!(first, rows[..4]);
    let second = world.store.batch_rows(Id(1), Some(Id(2)), 2).await.expect("a page");
    assert_eq!(second, rows[4..]);
}

async fn messages_wait_until_they_are_settled(world: World) {
    let message = |id| Outbox {
        id: Id(id),
        topic: "t".into(),
        object: "deal".into(),
        record: Id(1),
        payload: "{}".into(),
        at: 1,
    };
    world.store.apply(Change { outbox: vec![message(1), message(2)], ..Change::default() }).await.expect("written");
    world.store.outbox_done(&[Id(1)]).await.expect("settled");
    assert_eq!(world.store.outbox(10).await.expect("a read"), [message(2)]);
}
