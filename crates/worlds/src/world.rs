//! A world as plain data: people, the roles they have, records, special rules and shares. Nothing here is of the product; what
//! the product is given of it stands in `told`.

use crate::dice::Dice;

/// UTC microseconds of every world.
pub const NOW: i64 = 1_795_428_000_000_000;

/// What decides who may do something with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decides {
    /// Its owner, team and branch.
    Place,
    /// Nothing of it: any right reaches every record.
    Nobody,
    /// The deal and the contact that it links.
    Ends,
}

/// One object as the worlds use it: its fields, those that search looks at, and its references.
pub struct Kind {
    pub name: &'static str,
    pub fields: &'static [&'static str],
    pub searched: &'static [&'static str],
    /// Reference field and the object it leads to.
    pub references: &'static [(&'static str, &'static str)],
    /// The field that is a text and the one that is an amount.
    pub text: &'static str,
    pub amount: Option<&'static str>,
    /// Who decides about its records.
    pub decides: Decides,
    /// Its records are the first of which ids these are.
    pub ids: [i64; 6],
}

pub const KINDS: [Kind; 6] = [
    Kind {
        name: "company",
        fields: &["name", "email", "annual_revenue"],
        searched: &["name", "email"],
        references: &[],
        text: "name",
        amount: Some("annual_revenue"),
        decides: Decides::Place,
        ids: [101, 102, 103, 104, 105, 106],
    },
    Kind {
        name: "contact",
        fields: &["name", "email", "company"],
        searched: &["name", "email"],
        references: &[("company", "company")],
        text: "name",
        amount: None,
        decides: Decides::Place,
        ids: [201, 202, 203, 204, 205, 206],
    },
    Kind {
        name: "deal",
        fields: &["name", "amount", "company", "contact", "stage"],
        searched: &["name"],
        references: &[("company", "company"), ("contact", "contact")],
        text: "name",
        amount: Some("amount"),
        decides: Decides::Place,
        ids: [301, 302, 303, 304, 305, 306],
    },
    Kind {
        name: "order",
        fields: &["number", "amount", "company", "deal"],
        searched: &["number"],
        references: &[("company", "company"), ("deal", "deal")],
        text: "number",
        amount: Some("amount"),
        decides: Decides::Place,
        ids: [401, 402, 403, 404, 405, 406],
    },
    Kind {
        name: "product",
        fields: &["name", "price"],
        searched: &["name"],
        references: &[],
        text: "name",
        amount: Some("price"),
        decides: Decides::Nobody,
        ids: [501, 502, 503, 504, 505, 506],
    },
    Kind {
        name: "participant",
        fields: &["note", "deal", "contact"],
        searched: &[],
        references: &[("deal", "deal"), ("contact", "contact")],
        text: "note",
        amount: None,
        decides: Decides::Ends,
        ids: [601, 602, 603, 604, 605, 606],
    },
];

/// The kind of this name.
#[must_use]
pub fn kind(name: &str) -> &'static Kind {
    KINDS.iter().find(|kind| kind.name == name).unwrap_or(&KINDS[0])
}

pub const PEOPLE: [i64; 4] = [1, 2, 3, 4];
pub const TEAMS: [i64; 3] = [11, 12, 13];
pub const BRANCHES: [i64; 3] = [21, 22, 23];
pub const STAGES: [&str; 4] = ["first_contact", "proposal", "won", "lost"];
const TEXTS: [&str; 8] = ["Ábaco Norte", "abaco", "Ёлка и сын", "елка", "Zumo & Cía", "norte 100%", "Plain", "Söhne"];

/// One record.
#[derive(Debug, Clone, Default)]
pub struct Rec {
    pub object: &'static str,
    pub id: i64,
    pub owner: Option<i64>,
    pub team: Option<i64>,
    pub branch: Option<i64>,
    pub text: Option<String>,
    pub email: Option<&'static str>,
    /// Minor units of the company's currency.
    pub amount: Option<i64>,
    pub company: Option<i64>,
    pub contact: Option<i64>,
    pub deal: Option<i64>,
    pub stage: Option<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Read,
    Aggregate,
    Update,
    Archive,
    Transfer,
    Share,
    Export,
}

/// Those by which the dice fall; who may export is thrown apart.
pub const ACTS: [Act; 6] = [Act::Read, Act::Aggregate, Act::Update, Act::Archive, Act::Transfer, Act::Share];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
pub enum Reach {
    Nothing,
    Own,
    Team,
    Branch,
    All,
}

/// Which fields a right carries.
#[derive(Debug, Clone)]
pub enum Fields {
    All,
    Only(Vec<&'static str>),
    Except(Vec<&'static str>),
}

#[derive(Debug, Clone)]
pub struct Grant {
    /// `None`: every object.
    pub object: Option<&'static str>,
    pub acts: Vec<Act>,
    pub reach: Reach,
    pub fields: Fields,
    /// Companies and contacts are read through their deals too.
    pub through: bool,
}

/// Whose records a special rule takes.
#[derive(Debug, Clone, Copy)]
pub enum Taken {
    Owner(i64),
    Branch(i64),
    /// Those that refer to a company of this owner.
    CompanyOwner(i64),
}

#[derive(Debug, Clone)]
pub struct Rule {
    pub object: &'static str,
    pub acts: Vec<Act>,
    pub taken: Taken,
    pub until: i64,
}

#[derive(Debug, Clone)]
pub struct Given {
    pub object: &'static str,
    pub id: i64,
    pub write: bool,
    pub until: Option<i64>,
}

#[derive(Debug, Clone)]
pub struct Person {
    pub id: i64,
    pub grants: Vec<Grant>,
    /// Has the owner's role beside the others: no rule binds them.
    pub is_owner: bool,
    pub teams: Vec<i64>,
    pub branches: Vec<i64>,
    pub rules: Vec<Rule>,
    pub given: Vec<Given>,
}

#[derive(Debug, Clone)]
pub struct World {
    pub people: Vec<Person>,
    pub records: Vec<Rec>,
}

impl World {
    /// The world of this seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let records = KINDS.iter().flat_map(|kind| kind.ids.map(|id| (kind, id))).collect::<Vec<_>>();
        let records = records.into_iter().map(|(kind, id)| record(&mut dice, kind, id)).collect();
        let mut people: Vec<Person> = PEOPLE.iter().take(2).map(|id| person(&mut dice, *id)).collect();
        // With dice of their own, so that the worlds stay what they were before anything was exported.
        let mut dice = Dice::new(!seed);
        people.iter_mut().for_each(|person| exports(&mut dice, person));
        Self { people, records }
    }

    #[must_use]
    pub fn get(&self, object: &str, id: i64) -> Option<&Rec> {
        self.records.iter().find(|rec| rec.object == object && rec.id == id)
    }

    pub fn all<'w>(&'w self, object: &'w str) -> impl Iterator<Item = &'w Rec> {
        self.records.iter().filter(move |rec| rec.object == object)
    }
}

fn record(dice: &mut Dice, kind: &Kind, id: i64) -> Rec {
    let refers = |dice: &mut Dice, to: &str| {
        let is_there = kind.references.iter().any(|(field, _)| *field == to);
        if is_there { dice.some_of(&crate::world::kind(to).ids) } else { None }
    };
    let (company, mut contact, mut deal) = (refers(dice, "company"), refers(dice, "contact"), refers(dice, "deal"));
    if kind.decides == Decides::Ends {
        // A link always has both ends, and no two links have the same.
        let place = kind.ids.iter().position(|own| *own == id).unwrap_or(0);
        deal = Some(crate::world::kind("deal").ids[place]);
        contact = contact.or(Some(crate::world::kind("contact").ids[0]));
    }
    Rec {
        object: kind.name,
        id,
        owner: dice.some_of(&PEOPLE),
        team: dice.some_of(&TEAMS),
        branch: dice.some_of(&BRANCHES),
        text: text(dice, kind, id),
        email: (kind.fields.contains(&"email") && dice.once_in(2))
            .then(|| dice.one(&["ana@abaco.example", "x@norte.example"])),
        amount: (kind.amount.is_some() && !dice.once_in(5)).then(|| dice.one(&[0, 100, 250, 1_000, -300])),
        company,
        contact,
        deal,
        stage: (kind.name == "deal").then(|| dice.one(&STAGES)),
    }
}

/// Products have names of their own.
fn text(dice: &mut Dice, kind: &Kind, id: i64) -> Option<String> {
    let text = dice.one(&TEXTS);
    match kind.name {
        "product" => Some(format!("{text} {id}")),
        _ => (!dice.once_in(8)).then(|| text.to_owned()),
    }
}

fn person(dice: &mut Dice, id: i64) -> Person {
    Person {
        id,
        grants: (0..1 + dice.below(5)).map(|_| grant(dice)).collect(),
        is_owner: dice.once_in(9),
        teams: dice.many(2, |dice| dice.one(&TEAMS)),
        branches: dice.many(2, |dice| dice.one(&BRANCHES)),
        rules: dice.many(2, rule),
        given: dice.many(3, given),
    }
}

/// Which of the person's rights and rules are about taking out, beside what else they are about; and some that are about
/// nothing else.
fn exports(dice: &mut Dice, person: &mut Person) {
    let also = |dice: &mut Dice, acts: &mut Vec<Act>| acts.extend(dice.once_in(2).then_some(Act::Export));
    person.grants.iter_mut().for_each(|grant| also(dice, &mut grant.acts));
    person.rules.iter_mut().for_each(|rule| also(dice, &mut rule.acts));
    let more = dice.many(2, grant).into_iter().map(|grant| Grant { acts: vec![Act::Export], ..grant });
    person.grants.extend(more);
    let more = dice.many(1, rule).into_iter().map(|rule| Rule { acts: vec![Act::Export], ..rule });
    person.rules.extend(more);
}

fn acts(dice: &mut Dice) -> Vec<Act> {
    let mut acts = dice.many(3, |dice| dice.one(&ACTS));
    if !dice.once_in(4) {
        acts.push(Act::Read);
    }
    acts
}

fn grant(dice: &mut Dice) -> Grant {
    let object = dice.one(&["company", "contact", "deal", "order", "product", "deal", "participant", "*"]);
    let object = KINDS.iter().map(|kind| kind.name).find(|name| *name == object);
    let field = |dice: &mut Dice| {
        let kind = object.map_or_else(|| &KINDS[dice.below(KINDS.len())], kind);
        dice.one(kind.fields)
    };
    let fields = match dice.below(5) {
        0 | 1 => Fields::All,
        2 => Fields::Only(dice.many(3, field)),
        _ => Fields::Except(dice.many(2, field)),
    };
    let reach = dice.one(&[Reach::Own, Reach::Own, Reach::Team, Reach::Branch, Reach::All, Reach::Nothing]);
    let through = matches!(object, Some("company" | "contact")) && dice.once_in(2);
    Grant { object, acts: acts(dice), reach, fields, through }
}

fn rule(dice: &mut Dice) -> Rule {
    let object = dice.one(&["company", "contact", "deal", "order"]);
    let refers = kind(object).references.iter().any(|(field, _)| *field == "company");
    let taken = match dice.below(3) {
        0 => Taken::Owner(dice.one(&PEOPLE)),
        1 if refers => Taken::CompanyOwner(dice.one(&PEOPLE)),
        _ => Taken::Branch(dice.one(&BRANCHES)),
    };
    Rule { object, acts: acts(dice), taken, until: dice.one(&[NOW - 1, NOW, NOW + 1, NOW + 1]) }
}

fn given(dice: &mut Dice) -> Given {
    let object = dice.one(&["company", "contact", "deal", "order"]);
    let until = if dice.once_in(2) { Some(dice.one(&[NOW - 1, NOW, NOW + 1])) } else { None };
    Given { object, id: dice.one(&kind(object).ids), write: dice.once_in(2), until }
}
