//! The start: what is made, what is added, what is refused.

use std::sync::Arc;

use catalogue::Catalogue;
use store::{Store, StoreError};

use crate::world::{COMPANY, DEAL, TEAM, World, catalogue, text};

on_both_engines!(a_new_field_gets_its_column, opening_again_changes_nothing, an_index_that_nothing_asks_for_goes);

fn with_a_new_field() -> Arc<Catalogue> {
    with_company("[fields.size]", "[fields.rating]\ntype = \"decimal\"\nscale = 1\nindexed = true\n[fields.size]")
}

fn with_an_index_more() -> Arc<Catalogue> {
    with_company("[fields.size]\n", "[fields.size]\nindexed = true\n")
}

/// The catalogue of these tests with one thing else about companies.
fn with_company(from: &str, to: &str) -> Arc<Catalogue> {
    let company = COMPANY.replace(from, to);
    let files = [
        ("catalogue/objects/company.toml", company.as_str()),
        ("catalogue/objects/deal.toml", DEAL),
        ("catalogue/objects/team.toml", TEAM),
        ("catalogue/objects/branch.toml", TEAM),
        ("catalogue/objects/user.toml", TEAM),
    ];
    Arc::new(catalogue::load(&files).expect("a catalogue"))
}

async fn a_new_field_gets_its_column(world: World) {
    world.add("company", 1, &[("name", text("One"))]).await;
    let World { store, url, env, _folder, .. } = world;
    drop(store);
    let newer = with_a_new_field();
    let store = Store::open(&url, newer.clone()).await.expect("opens with a new field");
    let world = World { store, catalogue: newer, env, url, _folder };
    world
        .add(
            "company",
            2,
            &[("name", text("Two")), ("rating", catalogue::Value::Decimal("4.5".parse().expect("a number")))],
        )
        .await;
    assert_eq!(world.ids("company", "rating > 4").await, [2]);
    assert_eq!(world.ids("company", "rating == null").await, [1]);
}

async fn opening_again_changes_nothing(world: World) {
    let before = world.store.schema_text().await.expect("a schema");
    let World { store, url, _folder, .. } = world;
    drop(store);
    let again = Store::open(&url, catalogue()).await.expect("opens again");
    assert_eq!(again.schema_text().await.expect("a schema"), before);
}

const SIZE: &str = "companies index by_companies_size\n";

async fn an_index_that_nothing_asks_for_goes(world: World) {
    let asked = world.store.schema_text().await.expect("a schema");
    let World { store, url, _folder, .. } = world;
    drop(store);
    let store = Store::open(&url, with_an_index_more()).await.expect("opens with an index more");
    let more = store.schema_text().await.expect("a schema");
    assert!(more.contains(SIZE) && more.replace(SIZE, "") == asked, "one index more: {more}");
    drop(store);
    let store = Store::open(&url, catalogue()).await.expect("opens without it");
    assert_eq!(store.schema_text().await.expect("a schema"), asked, "it is gone, and nothing else is");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_of_somebody_else_stays() {
    let World { store, url, _folder, .. } = World::sqlite().await;
    drop(store);
    let file = url.strip_prefix("sqlite:").expect("a path");
    let connection = rusqlite::Connection::open(file).expect("a file");
    connection.execute("CREATE INDEX warehouse_size ON companies (size)", []).expect("an index");
    drop(connection);
    let store = Store::open(&url, catalogue()).await.expect("opens beside it");
    assert!(store.schema_text().await.expect("a schema").contains("companies index warehouse_size\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_over_other_columns_is_made_anew() {
    let World { store, url, _folder, .. } = World::sqlite().await;
    drop(store);
    let columns = || {
        let connection = rusqlite::Connection::open(url.strip_prefix("sqlite:").expect("a path")).expect("a file");
        let text = "SELECT group_concat(name) FROM pragma_index_info('living_companies_name')";
        connection.query_row(text, [], |row| row.get::<_, String>(0)).expect("its columns")
    };
    let wanted = columns();
    let connection = rusqlite::Connection::open(url.strip_prefix("sqlite:").expect("a path")).expect("a file");
    let older = "DROP INDEX living_companies_name; CREATE INDEX living_companies_name ON companies (name)";
    connection.execute_batch(older).expect("an index of an older version");
    drop(connection);
    assert_ne!(columns(), wanted);
    drop(Store::open(&url, catalogue()).await.expect("opens"));
    assert_eq!(columns(), wanted);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_schema_is_the_same_on_both_engines() {
    let (sqlite, postgres) = (World::sqlite().await, World::postgres().await);
    let (a, b) = (sqlite.store.schema_text().await, postgres.store.schema_text().await);
    pretty(&a.expect("a schema"), &b.expect("a schema"));
}

fn pretty(a: &str, b: &str) {
    let differ: Vec<_> = a.lines().filter(|l| !b.contains(l)).chain(b.lines().filter(|l| !a.contains(l))).collect();
    assert!(differ.is_empty() && a == b, "{differ:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_writer_is_refused_and_told_who_holds_the_file() {
    let world = World::sqlite().await;
    let refused = Store::open(&world.url, catalogue()).await.err();
    let holder = format!("process {}", std::process::id());
    assert!(matches!(&refused, Some(StoreError::Refused(why)) if why.contains(&holder)), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_that_lead_nowhere_are_refused_with_a_mend() {
    for url in [
        "mysql://u:secret@h/d",
        "sqlite:/no/such/folder/base.db",
        "postgres://x@%2Fno%2Fsuch%2Ffolder/y",
        "postgres://x@h/y?schema=A;B",
    ] {
        let refused = Store::open(url, catalogue()).await.err();
        let Some(StoreError::Refused(why)) = refused else { panic!("{url}: {refused:?}") };
        assert!(!why.contains("secret") && why.ends_with('.'), "{why}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_a_newer_program_is_refused() {
    let world = World::sqlite().await;
    let World { store, url, _folder, .. } = world;
    drop(store);
    let file = url.strip_prefix("sqlite:").expect("a path");
    let connection = rusqlite::Connection::open(file).expect("a file");
    connection.execute("INSERT INTO candor_migrations (id, checksum) VALUES ('9999_later', 'x')", []).expect("a row");
    drop(connection);
    let refused = Store::open(&url, catalogue()).await.err();
    assert!(matches!(&refused, Some(StoreError::Refused(why)) if why.contains("9999_later")), "{refused:?}");
}
