//! A company of the asked size, made through the gate as an import would.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use catalogue::{Catalogue, Currency, Id, Money, Name, Value};
use indexmap::IndexMap;
use records::bulk::{BulkOutcome, BulkRow, Target};
use records::{Clock, Ctx, Draft, Gate};
use store::Store;

use crate::measure::Line;

/// The company and who asks.
pub struct World {
    pub gate: Gate,
    pub owner: Ctx,
    pub email: &'static str,
    /// The head of one of five branches.
    pub head: &'static str,
    /// Of both.
    pub password: String,
    pub companies: Vec<Id>,
    pub made: Vec<Line>,
    pub folder: std::path::PathBuf,
}

const EMAIL: &str = "owner@bench.example";
const HEAD: &str = "head@bench.example";
const REASON: &str = "the bench's company";
const STAGES: [&str; 6] = ["first_contact", "qualified", "proposal", "negotiation", "won", "lost"];
const CITIES: [&str; 8] = ["Madrid", "Barcelona", "Bilbao", "Sevilla", "Valencia", "Zaragoza", "Málaga", "Vigo"];

/// Makes the company, or opens the one that is in the folder.
pub async fn make(folder: &Path, count: usize) -> Result<World, crate::Fault> {
    let url = format!("sqlite:{}", folder.join("bench.db").display());
    let store = Store::open(&url, Catalogue::shipped()).await?;
    let gate = Gate::open(store, Clock::system()).await?;
    let system = Ctx::system(&gate, REASON);
    let password = guard::password::random(&gate)?;
    let mut made = Vec::new();
    if guard::invitation::is_empty(&gate).await? {
        let draft = Draft::default()
            .with("name", "Bench Owner")
            .with("email", EMAIL)
            .with("status", "active")
            .with_value("roles", Value::Choices(vec!["owner".into()]));
        records::people::add(&system, draft).await?;
    }
    let who = Arc::new(guard::principal::principal_by_email(&gate, EMAIL).await?);
    guard::password::set(&system, who.user, &password).await?;
    let owner = Ctx::person(&gate, who, "import", "", "");
    let companies = if records::list::count(&owner, &ask("company")).await? == 0 {
        fill(&owner, count, &mut made).await?
    } else {
        let page = records::list::list(&owner, &records::ListAsk { limit: 200, ..ask("company") }).await?;
        page.rows.iter().map(|row| row.id).collect()
    };
    let head = guard::principal::principal_by_email(&gate, HEAD).await?;
    guard::password::set(&system, head.user, &password).await?;
    Ok(World { gate, owner, email: EMAIL, head: HEAD, password, companies, made, folder: folder.to_owned() })
}

fn ask(object: &str) -> records::ListAsk {
    records::ListAsk { object: object.into(), ..Default::default() }
}

async fn fill(owner: &Ctx, count: usize, made: &mut Vec<Line>) -> Result<Vec<Id>, crate::Fault> {
    let people = people(owner).await?;
    let begun = Instant::now();
    let companies: Vec<Id> = (0..count).map(|_| records::bulk::new_id(owner)).collect();
    write(owner, companies.iter().enumerate().map(|(n, id)| company(n, *id, people[n % people.len()]))).await?;
    write(owner, companies.iter().enumerate().map(|(n, id)| contact(owner, n, *id, people[n % people.len()]))).await?;
    write(owner, companies.iter().enumerate().map(|(n, id)| deal(owner, n, *id, people[(n + n / 50) % people.len()])))
        .await?;
    let millis = begun.elapsed().as_millis().max(1);
    let rate = u128::try_from(count * 3)? * 1000 / millis;
    made.push(Line {
        name: "gate: rows written in bulk, per second".into(),
        median: rate,
        p95: None,
        bare: None,
        unit: "/s",
        budget: "≥ 20000 /s".into(),
        ok: Some(rate >= 20_000),
    });
    Ok(companies)
}

async fn people(owner: &Ctx) -> Result<Vec<Id>, crate::Fault> {
    let system = Ctx::system(&owner.gate, REASON);
    let mut branches = Vec::new();
    for number in 0..5 {
        let draft = Draft::default().with("name", format!("Branch {number}"));
        branches.push(records::create::create(&system, "branch", draft, None).await?.id);
    }
    let person = |name: String, email: String, role: &str, branch: Id| {
        Draft::default()
            .with("name", name)
            .with("email", email)
            .with("status", "active")
            .with_value("roles", Value::Choices(vec![role.into()]))
            .with_value("branch", Value::Ref(branch))
    };
    records::people::add(&system, person("Head".into(), HEAD.into(), "branch_head", branches[0])).await?;
    let mut ids = Vec::new();
    for number in 0..50 {
        let email = format!("seller{number}@bench.example");
        let seller = person(format!("Seller {number}"), email, "seller", branches[number % branches.len()]);
        ids.push(records::people::add(&system, seller).await?.id);
    }
    Ok(ids)
}

/// Rows given to the gate at once: what an import holds in memory.
const AT_ONCE: usize = 5_000;

async fn write(owner: &Ctx, rows: impl Iterator<Item = BulkRow>) -> Result<(), crate::Fault> {
    let batch = records::bulk::new_id(owner);
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let part = rows.by_ref().take(AT_ONCE).collect();
        let outcomes = records::bulk::write(owner, part, batch).await?;
        if let Some(other) = outcomes.iter().find(|o| !matches!(o, BulkOutcome::Created(_))) {
            return Err(format!("a row was not created: {other:?}").into());
        }
    }
    Ok(())
}

fn row(object: &str, id: Id, fields: Vec<(&str, Value)>) -> BulkRow {
    let fields: IndexMap<Name, Value> = fields.into_iter().map(|(name, value)| (Name::from(name), value)).collect();
    BulkRow { object: object.into(), target: Target::New(id), fields }
}

fn company(n: usize, id: Id, seller: Id) -> BulkRow {
    let fields = vec![
        ("name", Value::text(format!("Company {} {}", (n * 7919) % 99_991, n))),
        ("address_city", Value::text(CITIES[n % CITIES.len()])),
        ("industry", Value::text(["retail", "medical", "software", "finance"][n % 4])),
        ("email", Value::text(format!("info{n}@client.example"))),
        ("life_cycle", Value::text(if n.is_multiple_of(3) { "customer" } else { "prospect" })),
        ("owner", Value::Ref(seller)),
    ];
    row("company", id, fields)
}

fn contact(owner: &Ctx, n: usize, company: Id, seller: Id) -> BulkRow {
    let fields = vec![
        ("name", Value::text(format!("Person {} {n}", (n * 104_729) % 99_991))),
        ("company", Value::Ref(company)),
        ("email", Value::text(format!("person{n}@client.example"))),
        ("owner", Value::Ref(seller)),
    ];
    row("contact", records::bulk::new_id(owner), fields)
}

fn deal(owner: &Ctx, n: usize, company: Id, seller: Id) -> BulkRow {
    let cents = i64::try_from(1_000 + (n * 7_919) % 5_000_000).unwrap_or(0);
    let opened = 20_000 + i32::try_from((n * 31) % 700).unwrap_or(0);
    let fields = vec![
        ("name", Value::text(format!("Deal {n}"))),
        ("company", Value::Ref(company)),
        ("stage", Value::text(STAGES[n % STAGES.len()])),
        ("amount", Value::Money(Money { minor: cents, currency: Currency::EUR })),
        ("opened_on", Value::Date(opened)),
        ("closed_on", Value::Date(opened + 40)),
        ("owner", Value::Ref(seller)),
    ];
    row("deal", records::bulk::new_id(owner), fields)
}
