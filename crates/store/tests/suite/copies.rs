//! Backup, restore and digest.

use catalogue::{Id, Value};
use store::{Change, History, Store, StoreError, TechnicalWrite, Write};

use crate::world::{World, catalogue, euros, insert, text};

on_both_engines!(
    a_backup_restores_to_the_same_rows_on_the_other_engine,
    a_backup_that_was_altered_is_refused,
    a_restore_overwrites_nothing,
    taking_back_a_change_brings_the_digest_back,
    the_digest_sees_every_field_and_the_search_text,
);

async fn filled(world: &World) {
    for id in 1..=2_500 {
        let mut values = vec![("name", text(&format!("Компания {id} \"x\"\n")))];
        if id % 3 == 0 {
            values.push(("size", Value::Int(-id)));
        }
        world.add("company", id, &values).await;
    }
    world.add("deal", 9_000, &[("name", text("d")), ("amount", euros(5)), ("company", Value::Ref(Id(1)))]).await;
    let setting = TechnicalWrite::PutSetting { key: "zone".into(), value: "Europe/Madrid".into() };
    world.apply(vec![Write::Technical(setting)]).await.expect("a setting");
}

async fn a_backup_restores_to_the_same_rows_on_the_other_engine(world: World) {
    filled(&world).await;
    let file = world._folder.path().join("copy.jsonl");
    world.store.backup(&file).await.expect("a backup");
    let other = if world.url.starts_with("sqlite") { World::postgres().await } else { World::sqlite().await };
    other.store.restore(&file).await.expect("restored");
    assert_eq!(other.store.digest().await.expect("a digest"), world.store.digest().await.expect("a digest"));
    assert_eq!(other.store.settings().await.expect("settings"), world.store.settings().await.expect("settings"));
    let ask = store::SearchText { text: "пания 250".into(), objects: vec!["company".into()], limit: 50 };
    assert_eq!(other.store.search(&other.scoped(ask)).await.expect("found").len(), 4);
    let again = other._folder.path().join("again.jsonl");
    other.store.backup(&again).await.expect("a backup");
    assert!(std::fs::read(&file).expect("a file") == std::fs::read(&again).expect("a file"), "the files are the same");
    let World { store, url, _folder, .. } = other;
    drop(store);
    Store::open(&url, catalogue()).await.expect("a restored database opens");
}

async fn a_backup_that_was_altered_is_refused(world: World) {
    world.add("company", 1, &[("name", text("One"))]).await;
    let file = world._folder.path().join("copy.jsonl");
    world.store.backup(&file).await.expect("a backup");
    let whole = std::fs::read_to_string(&file).expect("a file");
    let last = whole.trim_end().rfind('\n').expect("several lines");
    let empty = World::sqlite().await;
    for broken in [
        whole.replace("One", "Two"),
        whole[..last].to_owned(),
        whole.replacen("companies", "secrets", 1),
        String::new(),
    ] {
        std::fs::write(&file, broken).expect("written");
        let refused = empty.store.restore(&file).await;
        assert!(matches!(&refused, Err(StoreError::Refused(_))), "{refused:?}");
        assert_eq!(empty.ids("company", "true").await, [] as [i64; 0]);
    }
    std::fs::write(&file, whole).expect("written");
    empty.store.restore(&file).await.expect("the whole one is restored");
}

async fn a_restore_overwrites_nothing(world: World) {
    world.add("company", 1, &[("name", text("One"))]).await;
    let file = world._folder.path().join("copy.jsonl");
    world.store.backup(&file).await.expect("a backup");
    let refused = world.store.restore(&file).await;
    assert!(matches!(&refused, Err(StoreError::Refused(why)) if why.contains("not empty")), "{refused:?}");
}

async fn taking_back_a_change_brings_the_digest_back(world: World) {
    world.add("company", 1, &[("name", text("One")), ("city", text("Lugo"))]).await;
    let before = world.store.digest().await.expect("a digest");
    let history = History {
        id: Id(100),
        change: Id(50),
        object: "company".into(),
        record: Id(1),
        field: "city".into(),
        old: text("Lugo"),
        new: text("Vigo"),
        by: Id(7),
        at: 1,
        version: 2,
    };
    let change = Change {
        writes: vec![
            insert("company", 2, &[("name", text("Two"))]),
            world.update("company", 1, 1, &[("city", text("Vigo"))]),
        ],
        history: vec![history.clone()],
        ..Change::default()
    };
    world.store.apply(change).await.expect("a change");
    assert_eq!(world.store.history("company", Id(1), 10).await.expect("history"), std::slice::from_ref(&history));
    assert_eq!(world.store.history_of_change(Id(50)).await.expect("history"), [history]);
    assert_ne!(world.store.digest().await.expect("a digest"), before);
    let back = vec![
        Write::Remove { object: "company".into(), id: Id(2), version: 1 },
        world.update("company", 1, 2, &[("city", text("Lugo")), ("version", Value::Int(1))]),
        Write::Forget { object: "company".into(), id: Id(1), change: Id(50) },
    ];
    world.apply(back).await.expect("taken back");
    assert_eq!(world.store.digest().await.expect("a digest"), before);
}

async fn the_digest_sees_every_field_and_the_search_text(world: World) {
    world.add("company", 1, &[("name", text("One"))]).await;
    let mut seen = vec![world.store.digest().await.expect("a digest")];
    for (version, change) in
        (1..).zip([("city", text("Lugo")), ("size", Value::Int(0)), ("tags", Value::Choices(vec!["vip".into()]))])
    {
        world.apply(vec![world.update("company", 1, version, &[change])]).await.expect("an update");
        seen.push(world.store.digest().await.expect("a digest"));
    }
    let mut words = world.update("company", 1, 4, &[("version", Value::Int(4))]);
    if let Write::Update { search, .. } = &mut words {
        *search = Some("other words".into());
    }
    world.apply(vec![words]).await.expect("an update");
    seen.push(world.store.digest().await.expect("a digest"));
    let mut once = seen.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), seen.len());
}
