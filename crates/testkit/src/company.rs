//! One company with the short story in it. The story is told once per test run and copied, because telling takes seconds
//! and copying a file takes none.

use std::path::Path;
use std::sync::Arc;

use catalogue::{Catalogue, Id};
use records::{Clock, Ctx, Gate};
use store::{Shelf, Store};
use story::Length;
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// Which database a company lives in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A company that one test owns.
pub struct Company {
    pub gate: Gate,
    pub folder: TempDir,
}

static TOLD: OnceCell<TempDir> = OnceCell::const_new();

impl Company {
    /// Suministros Vidal, a year of it, on SQLite.
    ///
    /// # Panics
    /// When the story cannot be told: the test has no ground.
    #[expect(clippy::expect_used, reason = "a test without its company must fail loudly")]
    pub async fn told() -> Self {
        let told = TOLD.get_or_init(tell).await;
        let folder = TempDir::new().expect("a temporary folder");
        std::fs::copy(told.path().join("story.backup"), folder.path().join("story.backup")).expect("the told story");
        let gate = open_gate(folder.path()).await;
        Self { gate, folder }
    }

    /// An empty company on this engine, with one owner, Elena.
    #[expect(clippy::expect_used, reason = "a test without its company must fail loudly")]
    pub async fn empty() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let gate = open_gate(folder.path()).await;
        Self { gate, folder }
    }

    /// The request of somebody in the story, by e-mail name: `elena`, `pedro`…
    ///
    /// # Panics
    /// When there is no such active person.
    #[expect(clippy::expect_used, reason = "a test without its person must fail loudly")]
    pub async fn ctx(&self, who: &str) -> Ctx {
        let email = format!("{who}@vidal.example");
        let gate = self.gate.fresh().await.expect("the set-up that holds");
        let principal = guard::principal::principal_by_email(&gate, &email).await.expect("a person of the story");
        Ctx::person(&gate, Arc::new(principal), "command", "127.0.0.1", "test")
    }

    /// The id of somebody in the story.
    ///
    /// # Panics
    /// When there is no such active person.
    pub async fn id(&self, who: &str) -> Id {
        self.ctx(who).await.who.user
    }

    /// The company as another node serves it: with its own look at the same database.
    ///
    /// # Panics
    /// When the database cannot be opened a second time.
    #[expect(clippy::expect_used, reason = "a test without its second node must fail loudly")]
    pub async fn other_node(&self) -> web::App {
        let url = format!("sqlite:{}", self.folder.path().join("company.db").display());
        let store = Store::join(&url, Catalogue::shipped()).await.expect("a second look at the database");
        let gate = Gate::open(store, self.gate.clock.clone()).await.expect("a gate");
        web::App { gate, ..self.app() }
    }

    /// The company as the web serves it.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test without its company must fail loudly")]
    pub fn app(&self) -> web::App {
        let config = web::Config {
            public_url: "http://127.0.0.1".into(),
            data: self.folder.path().join("files"),
            program: None,
            seal: web::Seal::of(b"a key for tests").expect("a seal"),
            demo: web::Demo::Yes,
        };
        web::App { gate: self.gate.clone(), config: Arc::new(config) }
    }
}

#[expect(clippy::expect_used, reason = "a test without its company must fail loudly")]
async fn tell() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let url = format!("sqlite:{}", folder.path().join("company.db").display());
    let store = Store::open(&url, Catalogue::shipped()).await.expect("a database").with_shelf(shelf(folder.path()));
    let gate = Gate::open(store, Clock::fixed(crate::NOW)).await.expect("a gate");
    story::tell(&gate, story::plan(1, crate::NOW, Length::Short)).await.expect("the story");
    gate.flush_evidence().await.expect("the evidence");
    gate.store.backup(&folder.path().join("story.backup")).await.expect("a copy of the story");
    folder
}

/// The files of this company's records, where `app` says that its files lie.
fn shelf(folder: &Path) -> Shelf {
    Shelf::of_records(&folder.join("files"))
}

#[expect(clippy::expect_used, reason = "a test without its company must fail loudly")]
async fn open_gate(folder: &Path) -> Gate {
    let url = format!("sqlite:{}", folder.join("company.db").display());
    let store = Store::open(&url, Catalogue::shipped()).await.expect("a database").with_shelf(shelf(folder));
    let told = folder.join("story.backup");
    let store = if told.exists() { store.restore(&told).await.expect("the told story") } else { store };
    Gate::open(store, Clock::fixed(crate::NOW)).await.expect("a gate")
}
