//! A database of its own for each test, and short ways to fill and ask it.

use std::collections::HashMap;
use std::sync::Arc;

use catalogue::{Catalogue, Currency, Id, Money, Name, Value};
use query::{Archived, Column, Env, Expr, ObjectScope, Operand, Path, Row, Scope, Scoped, Select, Sort};
use store::{ApplyError, Change, Store, Within, Write};

/// 2026-11-23T12:00:00Z.
pub const NOW: i64 = 1_795_435_200_000_000;

pub struct World {
    pub store: Store,
    pub catalogue: Arc<Catalogue>,
    pub env: Env,
    pub url: String,
    pub _folder: tempfile::TempDir,
}

/// Runs each of the named tests on both engines.
macro_rules! on_both_engines {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(crate::world::World::sqlite().await).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(crate::world::World::postgres().await).await;
            })*
        }
    };
}

pub const COMPANY: &str = r#"
title = "{name}"
visible = "owned"
icon = "building"
[fields.name]
type = "text"
required = true
search = true
[fields.tax_id]
type = "text"
unique = true
[fields.city]
type = "text"
indexed = true
[fields.size]
type = "integer"
[fields.tags]
type = "choices"
options = ["vip", "partner", "late"]
[fields.logo]
type = "file"
[fields.parent]
type = "reference"
to = "company"
inverse = "children"
[fields.deals_won]
type = "computed"
rollup = { function = "sum", relation = "deals", field = "amount", where = 'stage.outcome == "won"' }
[list]
columns = ["name"]
sort = ["name"]
[card]
sections = [{ name = "main", fields = ["name"] }]
"#;

pub const DEAL: &str = r#"
title = "{name} ({company})"
visible = "owned"
icon = "target"
[fields.name]
type = "text"
required = true
search = true
[fields.company]
type = "reference"
to = "company"
[fields.amount]
type = "money"
[fields.share]
type = "percent"
scale = 4
[fields.pieces]
type = "decimal"
scale = 3
[fields.hot]
type = "boolean"
[fields.met_at]
type = "instant"
[fields.closes]
type = "date"
[fields.stage]
type = "choice"
stages = [
  { id = "new", outcome = "open", probability = 10 },
  { id = "won", outcome = "won", probability = 100 },
  { id = "lost", outcome = "lost", probability = 0 },
]
[list]
columns = ["name"]
sort = ["-created_at"]
[card]
sections = [{ name = "main", fields = ["name"] }]
"#;

pub const TEAM: &str = r#"
title = "{name}"
visible = "shared"
icon = "users"
[fields.name]
type = "text"
required = true
[list]
columns = ["name"]
sort = ["name"]
[card]
sections = [{ name = "main", fields = ["name"] }]
"#;

pub fn catalogue() -> Arc<Catalogue> {
    let files = [
        ("catalogue/objects/company.toml", COMPANY),
        ("catalogue/objects/deal.toml", DEAL),
        ("catalogue/objects/team.toml", TEAM),
        ("catalogue/objects/branch.toml", TEAM),
        ("catalogue/objects/user.toml", TEAM),
    ];
    match catalogue::load(&files) {
        Ok(catalogue) => Arc::new(catalogue),
        Err(faults) => panic!("the test catalogue: {faults:#?}"),
    }
}

impl World {
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite:{}", folder.path().join("base.db").display());
        Self::open(url, folder).await
    }

    pub async fn postgres() -> Self {
        let url = tokio::task::spawn_blocking(pgtest::fresh_url).await.expect("a thread").expect("a server");
        Self::open(url, tempfile::tempdir().expect("a folder")).await
    }

    async fn open(url: String, folder: tempfile::TempDir) -> Self {
        let catalogue = catalogue();
        let store = Store::open(&url, catalogue.clone()).await.expect("the store opens");
        let env = Env {
            me: Id(7),
            now: NOW,
            zone: jiff::tz::TimeZone::get("Europe/Madrid").expect("a zone"),
            fiscal_month: 4,
            currency: Currency::EUR,
        };
        Self { store, catalogue, env, url, _folder: folder }
    }

    pub fn expr(&self, object: &str, text: &str) -> Expr {
        let object = self.catalogue.object(object).expect("an object");
        match query::condition(&self.catalogue, object, text, &self.env) {
            Ok(expr) => expr,
            Err(faults) => panic!("{text}: {faults:?}"),
        }
    }

    pub fn operand(&self, object: &str, text: &str) -> Operand {
        let object = self.catalogue.object(object).expect("an object");
        match query::operand(&self.catalogue, object, text, &self.env) {
            Ok((operand, _)) => operand,
            Err(faults) => panic!("{text}: {faults:?}"),
        }
    }

    pub fn scoped<T>(&self, ask: T) -> Scoped<T> {
        Scoped { ask, scope: Arc::new(Scope::system("a test")), env: self.env.clone() }
    }

    pub fn seen_by<T>(&self, ask: T, rights: &[(&str, &str)]) -> Scoped<T> {
        let objects = rights.iter().map(|(object, rows)| {
            (Name::from(*object), ObjectScope { rows: self.expr(object, rows), masked: HashMap::new() })
        });
        Scoped { ask, scope: Arc::new(Scope::of(objects.collect())), env: self.env.clone() }
    }

    pub fn ask(&self, object: &str, columns: &[&str], filter: &str) -> Select {
        Select {
            object: object.into(),
            columns: columns.iter().map(|c| Column::Of(self.operand(object, c))).collect(),
            filter: self.expr(object, filter),
            search: None,
            sort: vec![],
            after: None,
            limit: 1_000,
            archived: Archived::Hide,
        }
    }

    pub fn by(&self, object: &str, text: &str, descending: bool) -> Sort {
        Sort { by: self.operand(object, text), descending }
    }

    pub async fn rows(&self, object: &str, columns: &[&str], filter: &str) -> Vec<Row> {
        self.store.select(&self.scoped(self.ask(object, columns, filter))).await.expect("rows")
    }

    /// Ids of the rows that meet the filter, in order.
    pub async fn ids(&self, object: &str, filter: &str) -> Vec<i64> {
        self.rows(object, &[], filter).await.into_iter().map(|row| row.id.0).collect()
    }

    pub async fn add(&self, object: &str, id: i64, values: &[(&str, Value)]) {
        self.apply(vec![insert(object, id, values)]).await.expect("a new row");
    }

    pub async fn apply(&self, writes: Vec<Write>) -> Result<(), ApplyError> {
        self.store.apply(Change { writes, ..Change::default() }).await
    }

    pub fn anywhere(&self) -> Within {
        Within { rows: Expr::True, env: self.env.clone() }
    }

    pub fn update(&self, object: &str, id: i64, version: i64, set: &[(&str, Value)]) -> Write {
        Write::Update {
            object: object.into(),
            id: Id(id),
            set: set.iter().map(|(name, value)| (Name::from(*name), value.clone())).collect(),
            version,
            within: self.anywhere(),
            search: None,
        }
    }
}

/// A new row with version 1, whose search text is its name.
pub fn insert(object: &str, id: i64, values: &[(&str, Value)]) -> Write {
    let name = values.iter().find(|(name, _)| *name == "name").and_then(|(_, value)| value.as_text());
    let mut all: Vec<(Name, Value)> = vec![("version".into(), Value::Int(1))];
    all.extend(values.iter().map(|(name, value)| (Name::from(*name), value.clone())));
    Write::Insert { object: object.into(), id: Id(id), values: all, search: name.unwrap_or_default().to_owned() }
}

pub fn text(text: &str) -> Value {
    Value::text(text)
}

pub fn euros(minor: i64) -> Value {
    money(minor, "EUR")
}

pub fn money(minor: i64, currency: &str) -> Value {
    Value::Money(Money { minor, currency: Currency::parse(currency).expect("a currency") })
}

pub fn title_of(object: &str, field: &str) -> Column {
    Column::Title(Path::own(&object.into(), &field.into()))
}
