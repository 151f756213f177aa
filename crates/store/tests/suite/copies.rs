//! Backup, restore and digest.

use catalogue::{FileRef, Id, Value};
use std::path::PathBuf;
use std::sync::Arc;

use store::{Change, History, Shelf, Store, StoreError, TechnicalWrite, Write};

use crate::world::{World, catalogue, euros, insert, text};

on_both_engines!(
    files_travel_with_the_rows_that_name_them,
    a_missing_or_damaged_file_fails_the_backup_by_name,
    a_backup_whose_files_are_not_whole_is_refused,
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
        let refused = empty.store.restore(&file).await.map(drop);
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
    let refused = world.store.restore(&file).await.map(drop);
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

/// The same company with a shelf.
fn shelved(world: &World) -> (Store, Shelf) {
    let shelf = Shelf::of_records(world._folder.path());
    (world.store.clone().with_shelf(shelf.clone()), shelf)
}

fn file(shelf: &Shelf, name: &str, bytes: &[u8]) -> Value {
    let hash = shelf.put(bytes).expect("kept");
    let file = FileRef::new(&hash, bytes.len() as u64, "application/pdf", name);
    Value::File(Arc::new(file.expect("a file")))
}

/// A company with a logo, which had another one before.
async fn with_logos(world: &World, shelf: &Shelf) -> (Value, Value) {
    let (now, before) = (file(shelf, "now \u{201c}x\u{201d}.pdf", &[7; 200_000]), file(shelf, "before.pdf", b"before"));
    world.add("company", 1, &[("name", text("One")), ("logo", now.clone())]).await;
    let history = History {
        id: Id(900),
        change: Id(901),
        object: "company".into(),
        record: Id(1),
        field: "logo".into(),
        old: before.clone(),
        new: now.clone(),
        by: Id(1),
        at: 1,
        version: 2,
    };
    world.store.apply(Change { history: vec![history], ..Change::default() }).await.expect("history");
    (now, before)
}

fn hash_of(value: &Value) -> String {
    value.as_file().expect("a file").sha256().to_owned()
}

async fn files_travel_with_the_rows_that_name_them(world: World) {
    let (store, shelf) = shelved(&world);
    let (now, before) = with_logos(&world, &shelf).await;
    file(&shelf, "left.pdf", b"nobody names this one");
    let named = store.named_files().await.expect("names");
    assert_eq!(named, [&now, &before].map(hash_of).into());
    let copy = world._folder.path().join("copy.jsonl");
    store.backup(&copy).await.expect("a backup");
    let other = if world.url.starts_with("sqlite") { World::postgres().await } else { World::sqlite().await };
    let (restored, their_shelf) = shelved(&other);
    let bare = other.store.restore(&copy).await.map(drop);
    assert!(matches!(&bare, Err(StoreError::Refused(why)) if why.contains("--files")), "{bare:?}");
    restored.restore(&copy).await.expect("restored");
    assert_eq!(restored.digest().await.expect("a digest"), store.digest().await.expect("a digest"));
    for value in [&now, &before] {
        let read = |shelf: &Shelf| std::fs::read(shelf.path(&hash_of(value)).expect("a path")).expect("a file");
        assert!(read(&their_shelf) == read(&shelf));
    }
    assert_eq!(
        their_shelf.names(store::shelf::Kept::Since(std::time::SystemTime::UNIX_EPOCH)).expect("names").len(),
        2
    );
    let again = other._folder.path().join("again.jsonl");
    restored.backup(&again).await.expect("a backup");
    assert!(std::fs::read(&copy).expect("a file") == std::fs::read(&again).expect("a file"), "the files are the same");
}

async fn a_missing_or_damaged_file_fails_the_backup_by_name(world: World) {
    let (store, shelf) = shelved(&world);
    let (now, _) = with_logos(&world, &shelf).await;
    let copy = world._folder.path().join("copy.jsonl");
    let path = shelf.path(&hash_of(&now)).expect("a path");
    let fails = async |store: &Store, what: &str| {
        let failed = store.backup(&copy).await;
        let told = |why: &str| why.contains("now \u{201c}x\u{201d}.pdf") && why.contains(what);
        assert!(matches!(&failed, Err(StoreError::Unavailable(why)) if told(why)), "{what}: {failed:?}");
        let left = std::fs::read_dir(world._folder.path()).expect("a folder").filter_map(|entry| entry.ok());
        let left: Vec<PathBuf> =
            left.map(|entry| entry.path()).filter(|p| p.to_string_lossy().contains("copy")).collect();
        assert!(left.is_empty(), "{left:?}");
    };
    std::fs::write(&path, vec![8; 200_000]).expect("damaged");
    fails(&store, "is damaged").await;
    std::fs::remove_file(&path).expect("removed");
    fails(&store, "is missing").await;
    // Without a shelf the first file by hash is named.
    let bare = world.store.backup(&copy).await;
    assert!(matches!(&bare, Err(StoreError::Unavailable(why)) if why.contains("--files")), "{bare:?}");
}

async fn a_backup_whose_files_are_not_whole_is_refused(world: World) {
    let (store, shelf) = shelved(&world);
    with_logos(&world, &shelf).await;
    let copy = world._folder.path().join("copy.jsonl");
    store.backup(&copy).await.expect("a backup");
    let whole = std::fs::read_to_string(&copy).expect("a file");
    let lines: Vec<&str> = whole.lines().collect();
    let first = lines.iter().position(|line| line.starts_with("{\"file\"")).expect("a file in it");
    let without = |from: usize, to: usize| [&lines[..from], &lines[to..]].concat().join("\n") + "\n";
    let next = (first + 1..).find(|at| !lines[*at].starts_with('"')).expect("another line");
    let empty = World::sqlite().await;
    let (target, their_shelf) = shelved(&empty);
    for broken in [
        without(first, next),
        without(first + 1, first + 2),
        without(first, first + 1),
        whole.replacen("\n\"", "\n\"AAAA", 1),
        whole.replacen("\n\"", "\n\"!", 1),
    ] {
        std::fs::write(&copy, broken).expect("written");
        let refused = target.restore(&copy).await.map(drop);
        assert!(matches!(&refused, Err(StoreError::Refused(_))), "{refused:?}");
        assert!(
            their_shelf.names(store::shelf::Kept::Since(std::time::SystemTime::UNIX_EPOCH)).expect("names").is_empty()
        );
    }
    std::fs::write(&copy, whole).expect("written");
    target.restore(&copy).await.expect("the whole one is restored");
}
