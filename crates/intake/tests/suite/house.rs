//! A company of one owner for the import's tests, with a database of its own.
use std::path::PathBuf;
use std::sync::Arc;

use access::Principal;
use catalogue::{Catalogue, Id, Value};
use intake::{Plan, Report, Workbook};
use records::{Clock, Ctx, Draft, Gate, Input};
use store::Store;

/// 2026-11-16 12:00 UTC.
const NOW: i64 = 1_794_830_400_000_000;

pub struct House {
    pub owner: Ctx,
    url: String,
    folder: tempfile::TempDir,
}

/// The folder of real files beside the repository, or where `CANDOR_SHARED` points.
pub fn shared(path: &str) -> PathBuf {
    let root = std::env::var_os("CANDOR_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    root.join("data").join(path)
}

async fn gate(store: Store) -> Gate {
    Gate::open(store, Clock::fixed(NOW)).await.unwrap()
}

/// Elena at this gate.
fn owner(gate: &Gate, id: Id) -> Ctx {
    let who = Principal {
        user: id,
        name: "Elena Vidal".into(),
        roles: vec!["owner".into()],
        teams: Vec::new(),
        branches: Vec::new(),
        team: None,
        branch: None,
        denies: Vec::new(),
        shares: Vec::new(),
    };
    Ctx::person(gate, Arc::new(who), "import", "127.0.0.1", "test")
}

impl House {
    /// In a file of its own.
    pub async fn build() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("company.db").display());
        Self::at(url, folder).await
    }

    /// In a schema of its own on a PostgreSQL server.
    pub async fn build_on_postgres() -> Self {
        Self::at(pgtest::fresh_url().unwrap(), tempfile::tempdir().unwrap()).await
    }

    async fn at(url: String, folder: tempfile::TempDir) -> Self {
        let gate = gate(Store::open(&url, Catalogue::shipped()).await.unwrap()).await;
        let mut draft = Draft::default();
        for (field, value) in [
            ("name", Value::text("Elena Vidal")),
            ("status", Value::text("active")),
            ("roles", Value::Choices(vec!["owner".into()])),
        ] {
            draft.fields.insert(field.into(), Input::Typed(value));
        }
        let elena = records::create::create(&Ctx::system(&gate, "a test begins"), "user", draft, None).await.unwrap();
        Self { owner: owner(&gate, elena.id), url, folder }
    }

    /// The same company opened once more, as the next process does. The lock of this one lasts as long as the test.
    pub async fn opened_again(self) -> Self {
        let Self { owner: before, url, folder } = self;
        let next = gate(Store::join(&url, Catalogue::shipped()).await.unwrap()).await;
        Self { owner: owner(&next, before.who.user), url, folder }
    }

    pub fn read(&self, files: &[&str]) -> Vec<Workbook> {
        let name = |file: &str| file.rsplit('/').next().unwrap_or(file).to_owned();
        files.iter().map(|f| intake::read::read_file(&shared(f), &name(f)).unwrap()).collect()
    }

    pub fn text(&self, name: &str, text: &str) -> Vec<Workbook> {
        vec![intake::read::read_bytes(text.as_bytes(), name).unwrap()]
    }

    pub async fn digest(&self) -> String {
        self.owner.gate.store.digest().await.unwrap()
    }

    pub async fn propose(&self, books: &[Workbook]) -> Plan {
        intake::propose(&self.owner, books).await.unwrap().plan
    }

    pub async fn run(&self, plan: &Plan, books: &[Workbook]) -> Report {
        let batch = intake::begin(&self.owner, plan).await.unwrap();
        intake::run(&self.owner, batch, plan, books).await.unwrap()
    }
}
