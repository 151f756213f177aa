//! One meaning: what a statement finds is what the evaluator in memory finds, on random records and random texts of the
//! language, for one who sees all and for one whose rights hide rows and fields, on both engines.
#![expect(clippy::expect_used, reason = "a test may stop where its own set-up is wrong")]
#![expect(
    clippy::arc_with_non_send_sync,
    reason = "records are shared within one thread, and the trait asks for an `Arc`"
)]

#[path = "../../query/tests/suite/random.rs"]
mod random;
#[path = "../../query/tests/suite/random_text.rs"]
mod random_text;

use std::collections::HashMap;
use std::sync::Arc;

use catalogue::{Catalogue, Currency, Id, Name, Value};
use query::{
    Archived, Cmp, Column, Env, Expr, Hop, ObjectScope, Operand, Path, Record, Scope, Scoped, Select, ToOne, condition,
    holds, operand, value,
};
use random::{Dice, NOW, World, world};
use store::{Change, Store, Write};

const OBJECTS: [&str; 6] = ["user", "company", "contact", "deal", "deal_line", "activity"];

/// Bytes for the dice, the same in each run (SplitMix64, public domain, Vigna 2015).
struct Bytes(u64);

impl Bytes {
    fn some(&mut self) -> Vec<u8> {
        (0..75).flat_map(|_| self.next().to_le_bytes()).collect()
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// A database that holds the rows of a world.
struct Base {
    store: Store,
    catalogue: Arc<Catalogue>,
    world: Arc<World>,
    env: Env,
    _folder: tempfile::TempDir,
}

impl Base {
    async fn filled(url: Option<String>, world: Arc<World>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = url.unwrap_or_else(|| format!("sqlite:{}", folder.path().join("base.db").display()));
        let catalogue = Catalogue::shipped();
        let store = Store::open(&url, Arc::clone(&catalogue)).await.expect("the store opens");
        let writes = world.rows.iter().map(insert).collect();
        store.apply(Change { writes, ..Change::default() }).await.expect("the rows go in");
        let zone = jiff::tz::TimeZone::get("Europe/Madrid").expect("a known zone");
        let env = Env { me: Id(2), now: NOW, zone, fiscal_month: 1, currency: Currency::EUR };
        Self { store, catalogue, world, env, _folder: folder }
    }

    fn condition(&self, object: &str, text: &str) -> Expr {
        let kind = self.catalogue.object(object).expect("an object");
        match condition(&self.catalogue, kind, text, &self.env) {
            Ok(expr) => expr,
            Err(faults) => unreachable!("{text}: {faults:?}"),
        }
    }

    fn operand(&self, object: &str, text: &str) -> Operand {
        let kind = self.catalogue.object(object).expect("an object");
        match operand(&self.catalogue, kind, text, &self.env) {
            Ok((operand, _)) => operand,
            Err(faults) => unreachable!("{text}: {faults:?}"),
        }
    }

    /// Ids and values of the rows that a statement finds.
    async fn found(&self, object: &str, filter: &Expr, column: &Operand, scope: &Arc<Scope>) -> Vec<(Id, Value)> {
        let ask = Select {
            object: object.into(),
            columns: vec![Column::Of(column.clone())],
            filter: filter.clone(),
            search: None,
            sort: Vec::new(),
            after: None,
            limit: 100,
            archived: Archived::Hide,
        };
        let ask = Scoped { ask, scope: Arc::clone(scope), env: self.env.clone() };
        let mut rows: Vec<_> = match self.store.select(&ask).await {
            Ok(rows) => rows.into_iter().map(|row| (row.id, row.values[0].clone())).collect(),
            Err(error) => unreachable!("{error}: {filter:?} {column:?}"),
        };
        rows.sort_by_key(|(id, _)| *id);
        rows
    }

    /// The same, worked out in memory.
    fn meant(&self, object: &str, filter: &Expr, column: &Operand, scope: &Arc<Scope>) -> Vec<(Id, Value)> {
        let eyes =
            Arc::new(Eyes { scope: Arc::clone(scope), env: self.env.clone(), catalogue: self.catalogue.clone() });
        let seen = self.world.of(object).into_iter().filter_map(|row| eyes.see(object, row));
        let hits = seen.filter(|row| holds(filter, row.as_ref(), &self.env, &self.catalogue));
        hits.map(|row| (row.id(), value(column, row.as_ref(), &self.env, &self.catalogue))).collect()
    }

    /// Both accounts agree. True when these rights changed anything of the answer.
    async fn agree(&self, bytes: &[u8], scope: &Arc<Scope>) -> bool {
        let mut dice = Dice::new(bytes);
        let object = dice.one(&["deal", "company"]);
        let term = random_text::term(&mut dice, object);
        let text = random_text::condition(&mut dice, object, "", 3);
        let (filter, column) = (self.condition(object, &text), self.operand(object, &term));
        let found = self.found(object, &filter, &column, scope).await;
        let meant = self.meant(object, &filter, &column, scope);
        assert_eq!(found, meant, "{object}: {text}\nvalue {term}\nrights {scope:?}");
        found != self.meant(object, &filter, &column, &Arc::new(Scope::system("a test")))
    }
}

fn insert(row: &random::Row) -> Write {
    let mut values: Vec<(Name, Value)> = row.values.iter().map(|(n, v)| (n.clone(), v.clone())).collect();
    values.push(("version".into(), Value::Int(1)));
    Write::Insert { object: row.object.into(), id: row.id, values, search: String::new() }
}

/// What somebody's rights leave of the records.
struct Eyes {
    scope: Arc<Scope>,
    env: Env,
    catalogue: Arc<Catalogue>,
}

impl Eyes {
    fn see(self: &Arc<Self>, object: &str, row: Arc<dyn Record>) -> Option<Arc<dyn Record>> {
        let visible = holds(&self.scope.rows(object), row.as_ref(), &self.env, &self.catalogue);
        visible.then(|| Arc::new(Seen { object: object.into(), row, eyes: Arc::clone(self) }) as Arc<dyn Record>)
    }
}

struct Seen {
    object: Name,
    row: Arc<dyn Record>,
    eyes: Arc<Eyes>,
}

impl Seen {
    fn shows(&self, field: &str) -> bool {
        let mask = self.eyes.scope.mask(&self.object, field);
        mask.is_none_or(|mask| holds(mask, self.row.as_ref(), &self.eyes.env, &self.eyes.catalogue))
    }
}

impl Record for Seen {
    fn id(&self) -> Id {
        self.row.id()
    }

    fn get(&self, field: &str) -> Value {
        if self.shows(field) { self.row.get(field) } else { Value::Null }
    }

    fn to_one(&self, field: &str) -> Option<Arc<dyn Record>> {
        let object = self.eyes.catalogue.object(&self.object)?.field(field)?.kind.target()?.to_owned();
        let next = if self.shows(field) { self.row.to_one(field) } else { None };
        self.eyes.see(&object, next?)
    }

    fn to_many(&self, object: &str, field: &str) -> Vec<Arc<dyn Record>> {
        let rows = self.row.to_many(object, field).into_iter().filter_map(|row| self.eyes.see(object, row));
        // A reference that is hidden on the other record does not lead back.
        rows.filter(|row| !row.get(field).is_null()).collect()
    }
}

/// Rights as a decision makes them: rows by owner, by the owner of related records, less what refers to somebody's; one
/// field of each object hidden on some rows.
fn rights(base: &Base, dice: &mut Dice<'_>) -> Arc<Scope> {
    let mut objects = HashMap::new();
    for object in OBJECTS {
        let owned = |id: i64| Expr::equals(&object.into(), &"owner".into(), Value::Ref(Id(id)));
        let rows = match dice.below(7) {
            4 => Expr::any([owned(1), through(base, object)]),
            5 => Expr::all([Expr::Not(Box::new(through(base, object))), Expr::Not(Box::new(owned(2)))]),
            6 => Expr::Not(Box::new(of_somebodys(base, object))),
            0 => Expr::True,
            1 => Expr::any([owned(1), owned(2), Expr::Not(Box::new(owned(1)))]),
            2 => Expr::Not(Box::new(owned(2))),
            _ => Expr::any([owned(1), owned(2)]),
        };
        let fields: Vec<Name> = base.world.rows.iter().find(|r| r.object == object).map_or_else(Vec::new, |row| {
            let mut names: Vec<_> = row.values.keys().filter(|n| &***n != "owner").cloned().collect();
            names.sort();
            names
        });
        let mask = (dice.one(&fields), dice.one(&[Expr::False, owned(1), Expr::Not(Box::new(owned(1)))]));
        objects.insert(object.into(), ObjectScope { rows, masked: HashMap::from([mask]) });
    }
    Arc::new(Scope::of(objects))
}

/// Some record points to this one that is of the first person.
fn through(base: &Base, object: &str) -> Expr {
    let relations = &base.catalogue.object(object).expect("an object").relations;
    let exists = relations.iter().map(|(name, relation)| {
        let hop = Hop { var: 0, from: object.into(), hops: Vec::new(), name: name.clone(), to: relation.into() };
        let owner = Path { var: 1, object: relation.object.clone(), hops: Vec::new(), field: "owner".into() };
        let body = Expr::In { left: Operand::Path(owner), set: vec![Value::Ref(Id(1))] };
        Expr::Exists { relation: hop, var: 1, body: Box::new(body) }
    });
    Expr::any(exists)
}

/// It refers to a record of the second person.
fn of_somebodys(base: &Base, object: &str) -> Expr {
    let fields = base.catalogue.object(object).expect("an object").fields.values();
    let references = fields.filter_map(|field| Some((field, field.kind.target()?)));
    let to = references.filter(|(_, target)| OBJECTS.contains(target)).map(|(field, target)| {
        let hops = vec![ToOne { field: field.name.clone(), object: target.into() }];
        let owner = Path { var: 0, object: object.into(), hops, field: "owner".into() };
        Expr::Compare { op: Cmp::Eq, left: Operand::Path(owner), right: Operand::Value(Value::Ref(Id(2))) }
    });
    Expr::any(to)
}

async fn statements_mean_what_memory_means(url: impl AsyncFn() -> Option<String>, worlds: usize) {
    let mut bytes = Bytes(2026);
    for _ in 0..worlds {
        let world = world(&mut Dice::new(&bytes.some()));
        let base = Base::filled(url().await, world).await;
        let everything = Arc::new(Scope::system("a test"));
        let mut changed = 0;
        for _ in 0..120 {
            assert!(!base.agree(&bytes.some(), &everything).await);
            let rights = rights(&base, &mut Dice::new(&bytes.some()));
            changed += u32::from(base.agree(&bytes.some(), &rights).await);
        }
        assert!(changed > 40, "the rights are too weak to prove anything: {changed}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite() {
    statements_mean_what_memory_means(async || None, 4).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres() {
    let fresh =
        async || Some(tokio::task::spawn_blocking(pgtest::fresh_url).await.expect("a thread").expect("a server"));
    statements_mean_what_memory_means(fresh, 2).await;
}
