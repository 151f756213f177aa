//! Files of records: who may bring and open them, what sets a file field and what does not, what they leave behind.

use std::time::{Duration, SystemTime};

use catalogue::{FileRef, Id, Value};
use records::create::{IdempotencyKey, Once, create, create_all};
use records::files::{KeptFile, MOST_BYTES, carry, clear, keep, open, recall};
use records::undo::undo;
use records::update::update;
use records::{Ctx, Draft, Error, Record, bulk, history, list, search};

use crate::world::{World, ask, keys};

async fn brought(ctx: &Ctx, name: &str, bytes: &[u8]) -> KeptFile {
    keep(ctx, "document", "file", name, bytes.to_vec()).await.unwrap()
}

async fn document(ctx: &Ctx, name: &str, bytes: &[u8]) -> Record {
    let draft = Draft::default().with_file("file", brought(ctx, name, bytes).await);
    create(ctx, "document", draft, None).await.unwrap()
}

fn file(record: &Record) -> FileRef {
    (**record.get("file").as_file().unwrap()).clone()
}

#[tokio::test]
async fn a_file_is_kept_named_found_and_opened() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let made = document(&sara, "C:\\mis documentos\\Oferta Zaragoza.pdf", b"%PDF-1.4 offer").await;
    assert_eq!(&*made.title, "Oferta Zaragoza.pdf", "a document that nobody named is called by its file");
    let kept = file(&made);
    assert_eq!((kept.size(), kept.media(), kept.name()), (14, "application/pdf", "Oferta Zaragoza.pdf"));
    let opened = open(&sara, "document", made.id, "file").await.unwrap();
    assert_eq!(std::fs::read(opened.path).unwrap(), b"%PDF-1.4 offer");
    assert_eq!(*opened.file, kept);
    let event = world.evidence().await.into_iter().find(|e| &*e.kind == "download").unwrap();
    assert_eq!((event.record, event.actor), (Some(made.id), Some(world.sara)));
    assert!(event.detail.contains(kept.sha256()) && event.detail.contains("Oferta Zaragoza.pdf"), "{}", event.detail);

    let named = Draft::default().with("name", "Firmado").with_file("file", brought(&sara, "scan 0017.png", b"x").await);
    let named = create(&sara, "document", named, None).await.unwrap();
    assert_eq!(&*named.title, "Firmado");
    let hits = search::search(&sara, "scan 00", 10).await.unwrap();
    assert_eq!(hits.iter().map(|h| h.id).collect::<Vec<_>>(), [named.id], "found by the name of its file");
    let json = records::json::record(&named);
    assert_eq!(json["fields"]["file"]["name"], "scan 0017.png");
    assert_eq!(json["fields"]["file"]["size"], 1);
    assert_eq!(json["fields"]["file"]["media"], "text/plain");
}

#[tokio::test]
async fn whoever_may_not_see_the_record_has_no_file_either() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let made = document(&sara, "secret.txt", b"secret").await;
    let bea = world.of(world.bea).await;
    let gone = Id(made.id.0 + 1);
    for (id, field) in [(made.id, "file"), (gone, "file"), (made.id, "name"), (made.id, "owner"), (made.id, "none")] {
        assert!(matches!(open(&bea, "document", id, field).await, Err(Error::NotFound)), "{id} {field}");
    }
    assert!(matches!(open(&sara, "document", made.id, "name").await, Err(Error::NotFound)));
    assert!(matches!(open(&sara, "nothing", made.id, "file").await, Err(Error::NotFound)));
    let hector = world.of(world.hector).await;
    open(&hector, "document", made.id, "file").await.unwrap();
    let refused = world.evidence().await.into_iter().filter(|e| &*e.kind == "refused" && e.actor == Some(world.bea));
    assert_eq!(refused.filter(|e| e.detail.contains("download")).count(), 5);
}

#[tokio::test]
async fn whoever_may_write_no_document_brings_nothing() {
    let world = World::new().await;
    let ana = world.of(world.ana).await;
    let refused = keep(&ana, "document", "file", "a.txt", b"a".to_vec()).await;
    assert!(matches!(refused, Err(Error::Forbidden | Error::NotFound)), "{refused:?}");
    let sara = world.of(world.sara).await;
    for (object, field) in [("document", "name"), ("document", "none"), ("deal", "name"), ("nothing", "file")] {
        let refused = keep(&sara, object, field, "a.txt", b"a".to_vec()).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{object}.{field}: {refused:?}");
    }
    assert!(world.shelf().is_empty());
}

/// EspoCRM took the raw id of an attachment that somebody else had uploaded.
#[tokio::test]
async fn cve_2026_33740_a_hash_is_no_file() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let secret = document(&sara, "secret.txt", b"secret").await;
    let text = file(&secret).to_string();
    let bea = world.of(world.bea).await;
    let own = create(&bea, "document", Draft::default().with("name", "Own"), None).await.unwrap();
    let before = world.gate.store.digest().await.unwrap();
    let claims = [
        Draft::default().with("file", text.clone()),
        Draft::default().with("file", file(&secret).sha256()),
        Draft::default().with_value("file", Value::text(text.clone())),
        Draft::default().with_value("file", secret.get("file").clone()),
    ];
    for claim in claims {
        let claimed = update(&bea, "document", own.id, own.version, claim.clone()).await.unwrap_err();
        assert_eq!(keys(&claimed), [("file".to_owned(), "fault-file-claimed")]);
        let made = create(&bea, "document", claim.with("name", "Mine"), None).await.unwrap_err();
        assert_eq!(keys(&made), [("file".to_owned(), "fault-file-claimed")]);
    }
    let hector = world.of(world.hector).await;
    let fields = [("name".into(), Value::text("Mine")), ("file".into(), secret.get("file").clone())];
    let target = bulk::Target::New(world.gate.store.next_id());
    let row = bulk::BulkRow { object: "document".into(), target, fields: fields.into_iter().collect() };
    let checked = bulk::check(&hector, &[row]).await.unwrap();
    assert!(format!("{checked:?}").contains("fault-file-claimed"), "{checked:?}");
    assert_eq!(world.gate.store.digest().await.unwrap(), before);
}

#[tokio::test]
async fn a_file_is_replaced_emptied_and_taken_back() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let made = document(&sara, "first.txt", b"first").await;
    let draft = Draft::default().with_file("file", brought(&sara, "second.txt", b"second").await);
    let second = update(&sara, "document", made.id, made.version, draft).await.unwrap();
    assert_eq!(file(&second).name(), "second.txt");
    let told = history::history(&sara, "document", made.id).await.unwrap();
    let change = told[0].fields.iter().find(|f| &*f.field == "file").unwrap();
    assert_eq!(change.old.as_file().unwrap().name(), "first.txt");
    undo(&sara, told[0].change).await.unwrap();
    let opened = open(&sara, "document", made.id, "file").await.unwrap();
    assert_eq!(std::fs::read(opened.path).unwrap(), b"first");
    let now = records::read::read(&sara, "document", made.id).await.unwrap();
    let empty = update(&sara, "document", made.id, now.version, Draft::default().with("file", " ")).await.unwrap();
    assert!(empty.get("file").is_null());
    assert!(matches!(open(&sara, "document", made.id, "file").await, Err(Error::NotFound)));
    let nameless =
        update(&sara, "document", made.id, empty.version, Draft::default().with("name", "")).await.unwrap_err();
    assert_eq!(keys(&nameless), [("name".to_owned(), "fault-required")]);
}

#[tokio::test]
async fn what_is_too_large_empty_or_badly_named_is_told() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let most = keep(&sara, "document", "file", "a.bin", vec![1; MOST_BYTES]).await.unwrap();
    assert_eq!(most.file().size(), 25 << 20);
    let beyond = keep(&sara, "document", "file", "a.bin", vec![1; MOST_BYTES + 1]).await.unwrap_err();
    assert_eq!(keys(&beyond), [("file".to_owned(), "fault-file-too-large")]);
    let empty = keep(&sara, "document", "file", "a.bin", Vec::new()).await.unwrap_err();
    assert_eq!(keys(&empty), [("file".to_owned(), "fault-file-empty")]);
    for (raw, tidy) in [("../../..", "file"), ("\u{202e}gpj.exe", "gpj.exe"), ("a\r\nX: y.txt", "a X: y.txt")] {
        assert_eq!(brought(&sara, raw, b"a").await.file().name(), tidy);
    }
}

#[tokio::test]
async fn a_word_for_a_kept_file_is_worth_something_to_its_bringer_alone() {
    let world = World::new().await;
    let (sara, bea) = (world.of(world.sara).await, world.of(world.bea).await);
    let kept = brought(&sara, "a.txt", b"a").await;
    let word = carry(&sara, "document", "file", &kept, "token");
    assert_eq!(recall(&sara, "document", "file", &word, "token").await.unwrap(), Some(kept.clone()));
    assert_eq!(recall(&bea, "document", "file", &word, "token").await.unwrap(), None, "another person");
    assert_eq!(recall(&sara, "document", "file", &word, "other").await.unwrap(), None, "another session");
    assert_eq!(recall(&sara, "document", "file", &word, "").await.unwrap(), None);
    let (text, mac) = word.split_once('.').unwrap();
    for forged in [text.to_owned(), format!("{text}."), format!(".{mac}"), format!("{mac}.{text}"), String::new()] {
        assert_eq!(recall(&sara, "document", "file", &forged, "token").await.unwrap(), None, "{forged}");
    }
    std::fs::remove_file(world.gate.store.shelf().unwrap().path(kept.file().sha256()).unwrap()).unwrap();
    assert_eq!(recall(&sara, "document", "file", &word, "token").await.unwrap(), None, "gone meanwhile");
}

#[tokio::test]
async fn several_files_are_several_documents_once() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let mut drafts = Vec::new();
    for name in ["a.txt", "b.txt"] {
        drafts.push(Draft::default().with_file("file", brought(&sara, name, b"same bytes").await));
    }
    let once = || Once { key: IdempotencyKey("k".into()), request: "two".into() };
    let ids = create_all(&sara, "document", drafts.clone(), once()).await.unwrap();
    assert_eq!(create_all(&sara, "document", drafts, once()).await.unwrap(), ids);
    let page = list::list(&sara, &ask("document")).await.unwrap();
    assert_eq!(page.total, Some(2));
    assert_eq!(world.shelf().len(), 1, "the same bytes lie there once");
}

#[tokio::test]
async fn files_are_there_or_not_in_the_language_and_have_no_order() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    document(&sara, "a.txt", b"a").await;
    create(&sara, "document", Draft::default().with("name", "Without"), None).await.unwrap();
    for (filter, count) in [("file != null", 1), ("file == null", 1), ("file == file", 1)] {
        let asked = records::ListAsk { filter: Some(filter.into()), ..ask("document") };
        assert_eq!(list::list(&sara, &asked).await.unwrap().total, Some(count), "{filter}");
    }
    for filter in ["file == \"a.txt\"", "file.contains(\"a\")", "file > \"a\""] {
        let asked = records::ListAsk { filter: Some(filter.into()), ..ask("document") };
        assert!(matches!(list::list(&sara, &asked).await, Err(Error::Invalid(_))), "{filter}");
    }
    let asked = records::ListAsk { sort: vec![("file".into(), false)], ..ask("document") };
    assert_eq!(keys(&list::list(&sara, &asked).await.unwrap_err()), [(String::new(), "query-no-place")]);
}

#[tokio::test]
async fn only_what_nobody_names_is_cleared() {
    const DAY: Duration = Duration::from_secs(24 * 3_600);
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    brought(&sara, "left.txt", b"left").await;
    let made = document(&sara, "first.txt", b"first").await;
    let draft = Draft::default().with_file("file", brought(&sara, "second.txt", b"second").await);
    let second = update(&sara, "document", made.id, made.version, draft).await.unwrap();
    records::archive::archive(&sara, "document", made.id, second.version).await.unwrap();
    let now = SystemTime::now();
    assert_eq!(clear(&world.gate, now + 6 * DAY).await.unwrap(), 0);
    assert_eq!(clear(&world.gate, now + 8 * DAY).await.unwrap(), 1, "neither the archived record's nor its history's");
    let shelf = world.gate.store.shelf().unwrap();
    assert!(shelf.path(file(&made).sha256()).is_some() && shelf.path(file(&second).sha256()).is_some());
    assert_eq!(world.shelf().len(), 2);
}
