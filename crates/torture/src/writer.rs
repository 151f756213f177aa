//! One person at work on records of their own: asks, waits for the answer, writes down what it promised. Nobody else
//! touches these records, so what each must be is known at every moment.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use serde_json::Value as Json;

use crate::dice::Dice;
use crate::house::Person;
use crate::ledger::{Book, Intent, Known};
use crate::wire::{Answer, Request, send};

const STAGES: [&str; 4] = ["first_contact", "qualified", "proposal", "negotiation"];
/// Records a writer goes on with: older ones are left, so that one look stays quick.
const RECENT: usize = 12;

/// What all writers of a round share.
pub struct Round<'a> {
    pub address: SocketAddr,
    /// Set when nobody shall ask for anything more.
    pub stop: &'a AtomicBool,
    /// Acknowledged so far.
    pub acknowledged: &'a AtomicU64,
    /// Whether the disk is full: what is on its way cannot come to its end before there is room.
    pub is_full: bool,
    /// Everybody, for transfers.
    pub people: &'a [Person],
}

/// What an answer meant.
enum Heard {
    Acknowledged,
    /// Nothing is known: as if no answer had come.
    Unavailable,
    /// Refused, or answered in a way that must not be: a finding.
    Wrong,
}

pub struct Writer {
    pub name: String,
    pub person: Person,
    /// Whether this person's role may hand records over.
    pub transfers: bool,
    pub book: Book,
    pub dice: Dice,
    asked: u64,
    /// Findings on the way: answers that must not be.
    pub faults: Vec<String>,
}

impl Writer {
    #[must_use]
    pub fn new(name: String, person: Person, transfers: bool, dice: Dice) -> Self {
        Self { name, person, transfers, book: Book::default(), dice, asked: 0, faults: Vec::new() }
    }

    /// Works until it is told to stop or an answer stays away. What had no answer is sent again first, under its key.
    pub fn work(&mut self, round: &Round<'_>) {
        while !round.stop.load(Ordering::Relaxed) {
            let intent = match self.book.pending.take() {
                Some(pending) => pending,
                None => self.choose(round),
            };
            let Some(answer) = send(round.address, &intent.request) else {
                self.book.pending = Some(intent);
                return;
            };
            match self.hear(&intent, &answer) {
                Heard::Acknowledged => drop(round.acknowledged.fetch_add(1, Ordering::Relaxed)),
                Heard::Wrong => {}
                Heard::Unavailable => {
                    self.book.pending = Some(intent);
                    return;
                }
            }
        }
    }

    fn hear(&mut self, intent: &Intent, answer: &Answer) -> Heard {
        match (answer.status, &intent.request.key) {
            (200, Some(_)) => self.hear_said(intent, &answer.body),
            // What has no key leads to a page: a new record to its own.
            (303, None) => {
                let known = intent.before.as_ref().map(|before| before.id);
                let id = known.or_else(|| answer.location.rsplit('/').next()?.parse().ok());
                let Some(id) = id else {
                    self.faults.push(format!("a new record leads to {:?}", answer.location));
                    return Heard::Wrong;
                };
                self.book.acknowledge(intent, id, None);
                Heard::Acknowledged
            }
            (503 | 507, _) => Heard::Unavailable,
            (status, _) => {
                let body: String = answer.body.chars().take(300).collect();
                self.faults
                    .push(format!("{} of one's own record: {status} {body}, asked {:?}", intent.verb, intent.after));
                if (400..500).contains(&status) && intent.before.is_none() {
                    self.book.refused.push(intent.after.clone());
                }
                Heard::Wrong
            }
        }
    }

    fn hear_said(&mut self, intent: &Intent, body: &str) -> Heard {
        let said: Json = serde_json::from_str(body).unwrap_or_default();
        let (Some(id), Some(version)) = (said["id"].as_i64(), said["version"].as_i64()) else {
            self.faults.push(format!("an answer without record: {body}"));
            return Heard::Wrong;
        };
        let wanted = intent.before.as_ref().map_or(id, |before| before.id);
        if (id, version) != (wanted, intent.after.version) {
            self.faults.push(format!("{}: answered {body}, wanted {:?}", intent.verb, intent.after));
        }
        self.book.acknowledge(intent, id, said["change"].as_i64());
        Heard::Acknowledged
    }

    /// The next thing to do.
    pub fn choose(&mut self, round: &Round<'_>) -> Intent {
        self.asked += 1;
        let from = self.book.known.len().saturating_sub(RECENT);
        let recent = self.book.known.get(from..).unwrap_or_default();
        if recent.is_empty() || self.dice.chance(30) {
            return self.create();
        }
        let at = self.dice.place(recent.len());
        let Some(known) = recent.get(at).cloned() else { return self.create() };
        if known.archived {
            return self.step(&known, "restore", "/restore", vec![], |after| after.archived = false);
        }
        match self.dice.below(10) {
            0..=3 if known.object != "activity" => self.update(&known),
            4..=5 if known.object == "deal" => {
                let others: Vec<&str> = STAGES.into_iter().filter(|stage| **stage != *known.stage).collect();
                let stage = others.get(self.dice.place(others.len())).copied().unwrap_or("won");
                let fields = vec![("stage", stage.to_owned())];
                self.step(&known, "stage", "/stage", fields, |after| stage.clone_into(&mut after.stage))
            }
            6 if known.object == "company" => self.add(&known),
            7 => self.step(&known, "archive", "/archive", vec![], |after| after.archived = true),
            8 if self.transfers && known.object != "activity" => self.transfer(&known, round.people),
            9 => match self.book.last.get(&known.id).copied() {
                Some((change, number)) => {
                    let path = format!("/undo/{change}");
                    self.step(&known, "undo", &path, vec![], |after| after.number = number)
                }
                None => self.create(),
            },
            _ => self.create(),
        }
    }

    fn create(&mut self) -> Intent {
        let name = format!("{}-{}", self.name, self.asked);
        let number = i64::try_from(self.asked).unwrap_or(0) + 1;
        let company = self.book.known.iter().rev().find(|known| known.object == "company" && !known.archived);
        let blank = Known {
            object: "company",
            id: 0,
            name: name.clone(),
            number,
            stage: String::new(),
            city: String::new(),
            owner: self.person.id,
            archived: false,
            version: 1,
        };
        let (after, path, fields) = match company {
            Some(company) if self.dice.chance(60) => {
                let after = Known { object: "deal", number: number * 100, stage: STAGES[0].to_owned(), ..blank };
                let fields = vec![
                    ("name", name),
                    ("company", company.id.to_string()),
                    ("amount", number.to_string()),
                    ("amount.currency", "EUR".to_owned()),
                ];
                (after, "/deals", fields)
            }
            _ => (blank, "/companies", vec![("name", name), ("employees", number.to_string())]),
        };
        self.intent("create", None, after, path, &fields)
    }

    fn update(&mut self, known: &Known) -> Intent {
        let number = known.number / 100 + i64::try_from(self.asked).unwrap_or(0) + 1;
        let mut fields = vec![("version", known.version.to_string())];
        let mut after = Known { version: known.version + 1, ..known.clone() };
        if known.object == "deal" {
            fields.extend([("amount", number.to_string()), ("amount.currency", "EUR".to_owned())]);
            after.number = number * 100;
        } else {
            let number = known.number + 1;
            fields.push(("employees", number.to_string()));
            after.number = number;
        }
        let path = card(known);
        self.intent("update", Some(known.clone()), after, &path, &fields)
    }

    fn transfer(&mut self, known: &Known, people: &[Person]) -> Intent {
        let others: Vec<&Person> = people.iter().filter(|person| person.id != known.owner).collect();
        let Some(to) = others.get(self.dice.place(others.len())) else { return self.create() };
        let fields = vec![("to", to.id.to_string()), ("to.title", to.email.clone())];
        self.step(known, "transfer", "/transfer", fields, |after| after.owner = to.id)
    }

    fn add(&mut self, known: &Known) -> Intent {
        let name = format!("{}-{}", self.name, self.asked);
        let after = Known {
            object: "activity",
            id: 0,
            name: name.clone(),
            number: 0,
            version: 1,
            owner: self.person.id,
            ..known.clone()
        };
        let fields = [("kind", "note".to_owned()), ("text", name)];
        self.intent("add", None, after, &format!("{}/add", card(known)), &fields)
    }

    /// A change of a record by one of its own addresses.
    fn step(
        &mut self,
        known: &Known,
        verb: &'static str,
        end: &str,
        mut fields: Vec<(&'static str, String)>,
        change: impl FnOnce(&mut Known),
    ) -> Intent {
        let mut after = Known { version: known.version + 1, ..known.clone() };
        change(&mut after);
        fields.push(("version", known.version.to_string()));
        self.intent(verb, Some(known.clone()), after, &format!("{}{end}", card(known)), &fields)
    }

    fn intent(
        &mut self,
        verb: &'static str,
        before: Option<Known>,
        after: Known,
        path: &str,
        fields: &[(&str, String)],
    ) -> Intent {
        // A person's form has no key: a lost answer is then not asked for again. An addition has one always, because its
        // answer without a key does not tell the new record.
        let is_named = verb == "add" || self.dice.chance(75);
        let key = is_named.then(|| format!("{}-{}", self.name, self.asked));
        let request = Request { key, ..Request::form(path, &self.person.cookie, fields) };
        Intent { verb, request, actor: self.person.id, before, after }
    }
}

fn card(known: &Known) -> String {
    let plural = match known.object {
        "company" => "companies",
        "activity" => "activities",
        _ => "deals",
    };
    format!("/{plural}/{}", known.id)
}
