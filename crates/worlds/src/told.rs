//! A world told to the product: its records in a real database, its people as principals, their roles in the catalogue.

use std::collections::HashMap;
use std::sync::Arc;

use access::{Deny, Principal, Share};
use catalogue::{Action, Catalogue, Currency, FieldSet, Id, Lang, MenuLayout, Money, Name, Role, ScopeLevel, Value};
use query::{Cmp, Expr, Operand, Path, ToOne};
use records::{Clock, Ctx, Gate};
use store::{Change, History, Store, Write};

use crate::fault::Fault;
use crate::mutant::Mutant;
use crate::world::{
    Act, BRANCHES, Fields, Given, Grant, NOW, PEOPLE, Person, Reach, Rec, Rule, TEAMS, Taken, World, kind,
};

/// Which database the worlds lie in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// One database for many worlds, one after the other.
pub struct House {
    gate: Gate,
    _folder: tempfile::TempDir,
}

impl House {
    /// A new database with the people, teams and branches of every world.
    pub async fn new(engine: Engine) -> Result<Self, Fault> {
        let folder = tempfile::tempdir()?;
        let url = match engine {
            Engine::Sqlite => format!("sqlite:{}", folder.path().join("worlds.db").display()),
            Engine::Postgres => tokio::task::spawn_blocking(pgtest::fresh_url).await??,
        };
        let store = Store::open(&url, Catalogue::shipped()).await?;
        let gate = Gate::open(store, Clock::fixed(NOW)).await?;
        let named = |object: &'static str, ids: &'static [i64]| {
            ids.iter().map(move |id| insert(object, *id, vec![("name".into(), Value::text(format!("{object} {id}")))]))
        };
        let writes = named("user", &PEOPLE).chain(named("team", &TEAMS)).chain(named("branch", &BRANCHES));
        gate.store.apply(Change { writes: writes.collect(), ..Change::default() }).await?;
        Ok(Self { gate, _folder: folder })
    }

    /// Puts the records of a world in, with a change of each amount in their history.
    pub async fn furnish(&self, world: &World) -> Result<(), Fault> {
        let writes = world.records.iter().map(|rec| insert(rec.object, rec.id, values(rec)));
        let history = world.records.iter().filter_map(|rec| Some((rec, kind(rec.object).amount?)));
        let history = history.map(|(rec, field)| History {
            id: self.gate.store.next_id(),
            change: Id(7_000 + rec.id),
            object: rec.object.into(),
            record: Id(rec.id),
            field: field.into(),
            old: Value::Null,
            new: amount(rec.amount),
            by: Id(1),
            at: NOW - 1,
            version: 1,
        });
        let change = Change { writes: writes.collect(), history: history.collect(), ..Change::default() };
        Ok(self.gate.store.apply(change).await?)
    }

    /// Takes them out again. `versions` names those that were written to.
    pub async fn clear(&self, world: &World, versions: &HashMap<i64, i64>) -> Result<(), Fault> {
        let remove = |rec: &Rec| Write::Remove {
            object: rec.object.into(),
            id: Id(rec.id),
            version: versions.get(&rec.id).copied().unwrap_or(1),
        };
        let writes = world.records.iter().map(remove).collect();
        Ok(self.gate.store.apply(Change { writes, ..Change::default() }).await?)
    }

    /// A request of this person of the world, as the product would make it; with a mutant, as it must not.
    #[must_use]
    pub fn ctx(&self, person: &Person, mutant: Mutant) -> Ctx {
        let mut catalogue = Catalogue::clone(&self.gate.catalogue);
        let own: Name = "own".into();
        let role = role(&own, &mutant.changed(person));
        catalogue.roles = [(own, role)].into_iter().collect();
        if let Some(link) = catalogue.objects.get_mut("participant") {
            Arc::make_mut(link).ends = mutant.ends().iter().map(|end| (*end).into()).collect();
        }
        let mut gate = self.gate.clone();
        gate.catalogue = Arc::new(catalogue);
        let who = principal(&mutant.changed(person));
        Ctx::person(&gate, Arc::new(who), "command", "", "").speaking(Lang::En)
    }
}

fn insert(object: &str, id: i64, mut values: Vec<(Name, Value)>) -> Write {
    values.push(("version".into(), Value::Int(1)));
    values.push(("updated_at".into(), Value::Instant(NOW - id)));
    let texts = ["name", "number", "email"];
    let said = values.iter().filter(|(name, _)| texts.contains(&&**name)).filter_map(|(_, value)| value.as_text());
    let search = said.collect::<Vec<_>>().join("\n");
    Write::Insert { object: object.into(), id: Id(id), values, search }
}

/// Minor units in the company's currency.
#[must_use]
pub fn amount(minor: Option<i64>) -> Value {
    minor.map_or(Value::Null, |minor| Value::Money(Money { minor, currency: Currency::EUR }))
}

fn reference(id: Option<i64>) -> Value {
    id.map_or(Value::Null, |id| Value::Ref(Id(id)))
}

/// The value of a field of a record, as it lies in the database.
#[must_use]
pub fn value(rec: &Rec, field: &str) -> Value {
    let word = |text: Option<&str>| text.map_or(Value::Null, Value::text);
    match field {
        "owner" => reference(rec.owner),
        "team" => reference(rec.team),
        "branch" => reference(rec.branch),
        "company" => reference(rec.company),
        "contact" => reference(rec.contact),
        "deal" => reference(rec.deal),
        "email" => word(rec.email),
        "stage" => word(rec.stage),
        field if Some(field) == kind(rec.object).amount => amount(rec.amount),
        _ => word(rec.text.as_deref()),
    }
}

fn values(rec: &Rec) -> Vec<(Name, Value)> {
    let own = kind(rec.object).fields.iter();
    own.chain(&["owner", "team", "branch"]).map(|field| ((*field).into(), value(rec, field))).collect()
}

fn action(act: Act) -> Action {
    match act {
        Act::Read => Action::Read,
        Act::Aggregate => Action::Aggregate,
        Act::Update => Action::Update,
        Act::Archive => Action::Archive,
        Act::Transfer => Action::Transfer,
        Act::Share => Action::Share,
        Act::Export => Action::Export,
    }
}

fn role(name: &Name, person: &Person) -> Role {
    let grants = person.grants.iter().map(|Grant { object, acts, reach, fields, through }| catalogue::Grant {
        object: object.unwrap_or("*").into(),
        actions: acts.iter().copied().map(action).collect(),
        scope: match reach {
            Reach::Nothing => ScopeLevel::None,
            Reach::Own => ScopeLevel::Own,
            Reach::Team => ScopeLevel::Team,
            Reach::Branch => ScopeLevel::Branch,
            Reach::All => ScopeLevel::All,
        },
        fields: match fields {
            Fields::All => FieldSet::All,
            Fields::Only(names) => FieldSet::Only(names.iter().map(|name| (*name).into()).collect()),
            Fields::Except(names) => FieldSet::Except(names.iter().map(|name| (*name).into()).collect()),
        },
        through: if *through { vec!["deals".into()] } else { Vec::new() },
    });
    Role { name: name.clone(), grants: grants.collect(), set_up: false, evidence: false, menu: MenuLayout::default() }
}

fn principal(person: &Person) -> Principal {
    let ids = |ids: &[i64]| ids.iter().copied().map(Id).collect();
    let owner = person.is_owner.then(|| Name::from(access::OWNER_ROLE));
    Principal {
        user: Id(person.id),
        name: format!("user {}", person.id).into(),
        roles: std::iter::once(Name::from("own")).chain(owner).collect(),
        teams: ids(&person.teams),
        branches: ids(&person.branches),
        team: None,
        branch: None,
        denies: person.rules.iter().map(deny).collect(),
        shares: person.given.iter().map(share).collect(),
    }
}

fn deny(rule: &Rule) -> Deny {
    let object: Name = rule.object.into();
    let rows = match rule.taken {
        Taken::Owner(id) => Expr::equals(&object, &"owner".into(), Value::Ref(Id(id))),
        Taken::Branch(id) => Expr::equals(&object, &"branch".into(), Value::Ref(Id(id))),
        Taken::CompanyOwner(id) => {
            let hops = vec![ToOne { field: "company".into(), object: "company".into() }];
            let left = Operand::Path(Path { var: 0, object: object.clone(), hops, field: "owner".into() });
            Expr::Compare { op: Cmp::Eq, left, right: Operand::Value(Value::Ref(Id(id))) }
        }
    };
    let actions = rule.acts.iter().copied().map(action).collect();
    Deny { id: Id(1), object, actions, rows, reason: "a reason".into(), until: rule.until }
}

fn share(given: &Given) -> Share {
    Share { id: Id(1), object: given.object.into(), record: Id(given.id), write: given.write, until: given.until }
}
