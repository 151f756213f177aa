//! Random worlds: roles, people, denies, shares and rows, drawn from a handful of ids so that they often meet.

use std::sync::Arc;

use access::{Deny, Principal, Share};
use catalogue::{Action, Catalogue, Currency, FieldSet, Grant, Id, MenuLayout, Name, Role, ScopeLevel, Value};
use query::{Env, Expr, Record};

pub const NOW: i64 = 1_795_428_000_000_000;
pub const OBJECTS: [&str; 4] = ["deal", "contact", "user", "product"];
pub const ACTIONS: [Action; 5] = [Action::Read, Action::Aggregate, Action::Update, Action::Export, Action::Transfer];
/// One that is personal, one that is not, one that each object has.
pub const FIELDS: [&str; 4] = ["name", "email", "amount", "owner"];

/// Choices drawn from bytes; when they run out, the first.
pub struct Dice<'b> {
    bytes: std::slice::Iter<'b, u8>,
}

impl<'b> Dice<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes: bytes.iter() }
    }

    pub fn below(&mut self, sides: usize) -> usize {
        usize::from(self.bytes.next().copied().unwrap_or(0)) % sides
    }

    pub fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    fn many<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| make(self)).collect()
    }

    /// An id of a person, team or branch.
    fn id(&mut self) -> Id {
        Id(i64::try_from(self.below(4)).expect("small") + 1)
    }

    fn until(&mut self) -> i64 {
        self.one(&[NOW - 1, NOW, NOW + 1])
    }
}

/// The shipped objects with random roles `r0`, `r1`... and `owner`.
pub fn catalogue(dice: &mut Dice<'_>) -> Catalogue {
    let mut catalogue = Catalogue::clone(&Catalogue::shipped());
    catalogue.roles = ["r0", "r1", "owner"].map(|name| (Name::from(name), role(name, dice))).into_iter().collect();
    catalogue
}

fn role(name: &str, dice: &mut Dice<'_>) -> Role {
    Role { name: name.into(), grants: dice.many(4, grant), set_up: false, evidence: false, menu: MenuLayout::default() }
}

fn grant(dice: &mut Dice<'_>) -> Grant {
    use ScopeLevel::{All, Branch, None, Own, Team};
    let field = |dice: &mut Dice<'_>| Name::from(dice.one(&FIELDS));
    let fields = match dice.below(4) {
        0 => FieldSet::All,
        1 => FieldSet::Impersonal,
        2 => FieldSet::Only(dice.many(3, field)),
        _ => FieldSet::Except(dice.many(3, field)),
    };
    Grant {
        object: dice.one(&["deal", "contact", "user", "product", "*"]).into(),
        actions: dice.many(3, |dice| dice.one(&ACTIONS)),
        scope: dice.one(&[Own, Team, Branch, All, None]),
        fields,
        through: if dice.below(3) == 0 { vec!["deals".into()] } else { Vec::new() },
    }
}

pub fn principal(dice: &mut Dice<'_>) -> Principal {
    Principal {
        user: dice.id(),
        name: "Pedro".into(),
        roles: dice.many(2, |dice| dice.one(&["r0", "r1", "owner", "gone"]).into()),
        teams: dice.many(2, Dice::id),
        branches: dice.many(2, Dice::id),
        team: None,
        branch: None,
        denies: dice.many(2, deny),
        shares: dice.many(2, share),
    }
}

fn deny(dice: &mut Dice<'_>) -> Deny {
    let object: Name = dice.one(&OBJECTS).into();
    let rows = Expr::equals(&object, &dice.one(&["owner", "team", "branch"]).into(), Value::Ref(dice.id()));
    let actions = dice.many(3, |dice| dice.one(&ACTIONS));
    Deny { id: dice.id(), object, actions, rows, reason: "because".into(), until: dice.until() }
}

fn share(dice: &mut Dice<'_>) -> Share {
    Share {
        id: dice.id(),
        object: dice.one(&OBJECTS).into(),
        record: dice.id(),
        write: dice.below(2) == 1,
        until: if dice.below(2) == 1 { Some(dice.until()) } else { None },
    }
}

/// A row as far as rights look at it; 0 stands for "not known".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub id: i64,
    pub owner: i64,
    pub team: i64,
    pub branch: i64,
    /// Owner, team and branch of the one deal that points to it.
    pub deal: Option<[i64; 3]>,
}

/// Every row that there can be, over few ids, each with one of these deals or none.
pub fn rows(deals: &[Option<[i64; 3]>]) -> impl Iterator<Item = Row> {
    (0..4 * 4 * 4 * 4_i64).map(|n| Row {
        id: n % 4 + 1,
        owner: n / 4 % 4,
        team: n / 16 % 4,
        branch: n / 64 % 4,
        deal: deals.get(usize::try_from(n).expect("small") % 7 % deals.len().max(1)).copied().flatten(),
    })
}

/// Deals as rights see them.
pub fn deals(dice: &mut Dice<'_>) -> Vec<Option<[i64; 3]>> {
    let place = |dice: &mut Dice<'_>| i64::try_from(dice.below(4)).expect("small");
    let deal = |dice: &mut Dice<'_>| (dice.below(4) > 0).then(|| [place(dice), place(dice), place(dice)]);
    (0..5).map(|_| deal(dice)).collect()
}

impl Record for Row {
    fn id(&self) -> Id {
        Id(self.id)
    }

    fn get(&self, field: &str) -> Value {
        let id = match field {
            "owner" => self.owner,
            "team" => self.team,
            "branch" => self.branch,
            _ => 0,
        };
        if id == 0 { Value::Null } else { Value::Ref(Id(id)) }
    }

    fn to_one(&self, _field: &str) -> Option<Arc<dyn Record>> {
        None
    }

    fn to_many(&self, object: &str, _field: &str) -> Vec<Arc<dyn Record>> {
        let Some([owner, team, branch]) = self.deal.filter(|_| object == "deal") else { return Vec::new() };
        vec![Arc::new(Row { id: 9, owner, team, branch, deal: None })]
    }
}

pub fn env() -> Env {
    let zone = jiff::tz::TimeZone::UTC;
    Env { me: Id(1), now: NOW, zone, fiscal_month: 1, currency: Currency::EUR }
}
