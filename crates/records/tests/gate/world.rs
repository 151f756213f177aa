//! A company of two branches: Madrid (with Toledo below it) and Bilbao; a few people in each.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use catalogue::{Catalogue, Id, Value};
use records::{Clock, Ctx, Draft, Error, Gate, ListAsk, Record, create, people};

pub struct World {
    pub gate: Gate,
    pub time: Arc<AtomicI64>,
    pub madrid: Id,
    pub toledo: Id,
    pub bilbao: Id,
    pub olga: Id,
    pub hector: Id,
    pub sara: Id,
    pub tomas: Id,
    pub bea: Id,
    pub ana: Id,
    _folder: tempfile::TempDir,
}

pub const DAY: i64 = 86_400_000_000;
/// 2026-03-02 12:00 UTC, a Monday.
pub const START: i64 = 1_772_452_800_000_000;

impl World {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let catalogue = Catalogue::shipped();
        let url = url(&folder);
        let store = store::Store::open(&url, catalogue.clone()).await.unwrap();
        let store = store.with_shelf(store::Shelf::of_records(folder.path()));
        let time = Arc::new(AtomicI64::new(START));
        let clock = Clock(Arc::new({
            let time = time.clone();
            move || time.load(Ordering::SeqCst)
        }));
        let gate = Gate::open(store, clock).await.unwrap();
        let ctx = Ctx::system(&gate, "a company for tests");
        let madrid = branch(&ctx, "Madrid", None).await;
        let toledo = branch(&ctx, "Toledo", Some(madrid)).await;
        let bilbao = branch(&ctx, "Bilbao", None).await;
        let person = |name: &'static str, role: &'static str, branch: Id| user(&ctx, name, role, branch);
        let world = Self {
            olga: person("Olga", "owner", madrid).await,
            hector: person("Hector", "branch_head", madrid).await,
            sara: person("Sara", "seller", madrid).await,
            tomas: person("Tomas", "seller", toledo).await,
            bea: person("Bea", "seller", bilbao).await,
            ana: person("Ana", "analyst", bilbao).await,
            gate: gate.clone(),
            time,
            madrid,
            toledo,
            bilbao,
            _folder: folder,
        };
        drop(ctx);
        world
    }

    pub fn pass(&self, time: i64) {
        self.time.fetch_add(time, Ordering::SeqCst);
    }

    pub async fn of(&self, user: Id) -> Ctx {
        let who = people::principal(&self.gate, user).await.unwrap();
        Ctx::person(&self.gate, Arc::new(who), "page", "192.0.2.1", "test")
    }

    /// A company, and a deal of it, of this person.
    pub async fn deal(&self, user: Id, name: &str, amount: &str) -> Record {
        let ctx = self.of(user).await;
        let company = create::create(&ctx, "company", Draft::default().with("name", format!("{name} SL")), None);
        let company = company.await.unwrap();
        let draft = Draft::default().with("name", name).with("amount", amount);
        let draft = draft.with_value("company", Value::Ref(company.id));
        create::create(&ctx, "deal", draft, None).await.unwrap()
    }

    /// The names of all files on the shelf.
    pub fn shelf(&self) -> Vec<String> {
        let since = store::shelf::Kept::Since(std::time::SystemTime::UNIX_EPOCH);
        self.gate.store.shelf().unwrap().names(since).unwrap()
    }

    pub async fn evidence(&self) -> Vec<store::Evidence> {
        self.gate.flush_evidence().await.unwrap();
        let filter = store::EvidenceFilter { limit: 1000, ..store::EvidenceFilter::default() };
        self.gate.store.evidence(&filter).await.unwrap()
    }
}

/// A SQLite file of its own; in `gate_on_postgres`, which is made of the same tests, a schema of its own on a server.
fn url(folder: &tempfile::TempDir) -> String {
    if env!("CARGO_CRATE_NAME") == "gate_on_postgres" {
        return pgtest::fresh_url().unwrap();
    }
    format!("sqlite:{}", folder.path().join("candor.db").display())
}

async fn branch(ctx: &Ctx, name: &str, parent: Option<Id>) -> Id {
    let mut draft = Draft::default().with("name", name);
    if let Some(parent) = parent {
        draft = draft.with_value("parent", Value::Ref(parent));
    }
    create::create(ctx, "branch", draft, None).await.unwrap().id
}

async fn user(ctx: &Ctx, name: &str, role: &str, branch: Id) -> Id {
    let draft = Draft::default()
        .with("name", name)
        .with("email", format!("{name}@acme.example"))
        .with("status", "active")
        .with("roles", role)
        .with_value("branch", Value::Ref(branch));
    create::create(ctx, "user", draft, None).await.unwrap().id
}

pub fn ask(object: &str) -> ListAsk {
    ListAsk { object: object.to_owned(), count: records::Counting::Exact, limit: 200, ..ListAsk::default() }
}

/// The keys of the faults by field.
pub fn keys(error: &Error) -> Vec<(String, &'static str)> {
    let Error::Invalid(faults) = error else { panic!("not invalid: {error:?}") };
    let field = |f: &records::Fault| f.field.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut keys: Vec<_> = faults.iter().map(|f| (field(f), f.message.key)).collect();
    keys.sort();
    keys
}
