//! A company's own set-up below the gate: columns in one transaction with what goes with them, and nobody who reads is kept
//! waiting by it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use catalogue::Setup;
use store::{Change, SetupError};

use crate::world::{World, text};

on_both_engines!(a_set_up_is_taken_over_whole_or_not_at_all, a_column_comes_while_others_read_and_write);

fn setup(version: i64, fields: &[&str]) -> Setup {
    let declare = |name: &&str| format!("[fields.{name}]\ntype = \"text\"\nindexed = true\n");
    let company: String = fields.iter().map(declare).collect();
    Setup { version, files: BTreeMap::from([("objects/company.toml".to_owned(), company)]) }
}

async fn a_set_up_is_taken_over_whole_or_not_at_all(world: World) {
    let before = world.store.schema_text().await.expect("a schema");
    let wrong = world.store.change_setup(setup(1, &["rating"]), None, 1, Change::default()).await;
    assert!(matches!(wrong.map(drop), Err(SetupError::Faults(faults)) if faults.len() == 1));
    let made = world.store.change_setup(setup(1, &["x_a"]), None, 1, Change::default()).await.expect("the first");
    let late = world.store.change_setup(setup(1, &["x_b"]), None, 2, Change::default()).await;
    assert!(matches!(late.map(drop), Err(SetupError::Changed)), "made from what is not the latest");
    let after = made.schema_text().await.expect("a schema");
    let came: Vec<&str> = after.lines().filter(|line| !before.contains(line) && !line.contains("index")).collect();
    assert_eq!(came, ["companies.x_a text", "companies.x_a__fold text"], "nothing of the one that came too late");
    let again = world.store.fresh().await.expect("read anew");
    assert_eq!((again.setup_version(), world.store.setup_version()), (1, 0), "a handle keeps to what it began with");
}

/// One reads, one writes, and on PostgreSQL one more holds the table with a long statement: the column waits for that one, and
/// the others do not wait for the column.
async fn a_column_comes_while_others_read_and_write(world: World) {
    let world = Arc::new(world);
    for id in 1..=50 {
        world.add("company", id, &[("name", text(&format!("Company {id}")))]).await;
    }
    let holder = match world.url.starts_with("postgres") {
        true => Some(Holder::of(&world.url).await),
        false => None,
    };
    let (is_done, reads) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let change = tokio::spawn({
        let (store, is_done) = (world.store.clone(), Arc::clone(&is_done));
        async move {
            let made = store.change_setup(setup(1, &["x_a", "x_b"]), None, 1, Change::default()).await;
            is_done.store(true, Ordering::SeqCst);
            made
        }
    });
    // Whoever comes while the change waits is served before it: it would wait for ever, were the holder waited for.
    for id in 51..=70 {
        let ids = world.ids("company", "name.contains(\"company\")").await;
        assert_eq!(ids.len(), usize::try_from(id).expect("small") - 1);
        world.add("company", id, &[("name", text(&format!("Company {id}")))]).await;
        reads.fetch_add(1, Ordering::SeqCst);
    }
    if let Some(holder) = holder {
        assert!(!is_done.load(Ordering::SeqCst), "the column waits for who holds the table");
        holder.let_go().await;
    }
    let made = change.await.expect("a task").unwrap_or_else(|e| panic!("the set-up: {e}"));
    assert_eq!((reads.load(Ordering::SeqCst), made.setup_version()), (20, 1));
}

/// A transaction that has read the table and goes on.
struct Holder {
    client: tokio_postgres::Client,
}

impl Holder {
    async fn of(url: &str) -> Self {
        let (plain, asked) = url.split_once('?').expect("a schema");
        let schema = asked.split('&').find_map(|part| part.strip_prefix("schema=")).expect("a schema");
        let connected = tokio_postgres::connect(plain, tokio_postgres::NoTls).await;
        let (client, connection) = connected.expect("a connection");
        tokio::spawn(connection);
        let hold = format!("BEGIN; LOCK TABLE \"{schema}\".companies IN ACCESS SHARE MODE");
        client.batch_execute(&hold).await.expect("the lock of a reader");
        Self { client }
    }

    async fn let_go(self) {
        self.client.batch_execute("COMMIT").await.expect("the end");
    }
}
