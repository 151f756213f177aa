//! One person who imports a file, sees it done, and takes every second import back. A killed import must be undone to the
//! last row; a killed undo must have happened wholly or not at all.

use std::net::SocketAddr;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use crate::dice::Dice;
use crate::fault::Fault;
use crate::house::Person;
use crate::ledger::Known;
use crate::look::{Look, int, text};
use crate::wire::{Accept, Answer, Request, send};
use crate::writer::Round;

/// Clients that are there already, whose city each import changes.
const BASE: usize = 10;
/// New clients in each file; every row also brings a deal.
const NEW: usize = 40;

/// How long an import of so few rows may take, on a busy machine.
const ENDS_WITHIN: Duration = Duration::from_secs(20);

/// How long one is waited for that may have met the full disk.
const STOPS_WITHIN: Duration = Duration::from_secs(2);

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// Nothing is on its way.
    Rest,
    /// Asked to begin; nobody has said which batch it is.
    Accepting,
    /// Begun: any part of it may be there until it is undone.
    Running(i64),
    /// Said to be done: all of it is there.
    Done(i64),
    /// To be taken back, all or nothing from here on.
    Undoing(i64),
}

pub struct Importer {
    pub name: String,
    person: Person,
    dice: Dice,
    /// The clients of the base as they are without the import on its way.
    base: Vec<Known>,
    files: u64,
    at: At,
    /// Whether the whole import may be trusted to be there: it was said to be done.
    was_done: bool,
    /// Since when it has been asked whether the import is done.
    since: Instant,
    kept: Vec<String>,
    gone: Vec<String>,
    pub done: u64,
    pub undone: u64,
    pub faults: Vec<String>,
}

impl Importer {
    /// With its base, written as a person writes it.
    ///
    /// # Errors
    /// When a client of the base cannot be made.
    pub fn new(name: String, person: Person, dice: Dice, to: SocketAddr) -> Result<Self, Fault> {
        let mut base = Vec::new();
        for n in 0..BASE {
            let client = format!("{name}-base-{n}");
            let fields = [("name", client.clone()), ("address_city", "Madrid".to_owned())];
            let request = Request { key: Some(client.clone()), ..Request::form("/companies", &person.cookie, &fields) };
            let answer = send(to, &request).filter(|answer| answer.status == 200).ok_or("a base is not made")?;
            let said: serde_json::Value = serde_json::from_str(&answer.body)?;
            base.push(Known {
                object: "company",
                id: said["id"].as_i64().ok_or("a base without id")?,
                name: client,
                number: 0,
                stage: String::new(),
                city: "Madrid".to_owned(),
                owner: person.id,
                archived: false,
                version: 1,
            });
        }
        let (kept, gone, faults) = (Vec::new(), Vec::new(), Vec::new());
        let (files, done, undone) = (0, 0, 0);
        let since = Instant::now();
        Ok(Self {
            since,
            name,
            person,
            dice,
            base,
            files,
            at: At::Rest,
            was_done: false,
            kept,
            gone,
            done,
            undone,
            faults,
        })
    }

    fn file(&self) -> String {
        format!("{}-file-{}", self.name, self.files)
    }

    fn city(&self) -> String {
        format!("City {}", self.file())
    }

    /// Names that the file on its way brings: clients and deals.
    fn names(&self) -> Vec<String> {
        let file = self.file();
        let clients = (0..NEW).map(|n| format!("{file}-client-{n}"));
        clients.chain((0..NEW + BASE).map(|n| format!("{file}-deal-{n}"))).collect()
    }

    /// One file of clients with their city, one of deals.
    fn csv(&self) -> [(String, String); 2] {
        let (file, city) = (self.file(), self.city());
        let base = self.base.iter().map(|known| known.name.clone());
        let clients: Vec<String> = base.chain((0..NEW).map(|n| format!("{file}-client-{n}"))).collect();
        let city = clients.iter().map(|client| format!("{client},{city},{NEW}\n"));
        let deal = clients.iter().enumerate().map(|(n, client)| format!("{client},{file}-deal-{n},{}\n", 100 + n));
        [
            (format!("{file}.csv"), format!("Client,City,Employees\n{}", city.collect::<String>())),
            (format!("{file}-deals.csv"), format!("Client,Opportunity,Close value\n{}", deal.collect::<String>())),
        ]
    }

    /// Works until it is told to stop or an answer stays away.
    pub fn work(&mut self, round: &Round<'_>) {
        self.since = Instant::now();
        while !round.stop.load(Ordering::Relaxed) {
            if self.go_on(round).is_none() {
                return;
            }
        }
    }

    /// One step; `None` when no answer came.
    fn go_on(&mut self, round: &Round<'_>) -> Option<()> {
        match self.at {
            At::Rest => self.accept(round.address),
            At::Accepting => None,
            At::Running(batch) => {
                let request = Request::get(&format!("/import/{batch}"), &self.person.cookie);
                let answer = send(round.address, &request)?;
                match state(&answer).as_str() {
                    "done" => {
                        self.was_done = true;
                        self.done += 1;
                        self.at = At::Done(batch);
                        round.acknowledged.fetch_add(1, Ordering::Relaxed);
                    }
                    "failed" => self.at = At::Undoing(batch),
                    "running" | "read" if round.is_full && self.since.elapsed() > STOPS_WITHIN => return None,
                    "running" | "read" if self.since.elapsed() > ENDS_WITHIN => {
                        self.faults.push(format!("{}: batch {batch} does not come to an end", self.name));
                        return None;
                    }
                    "running" | "read" => std::thread::sleep(Duration::from_millis(5)),
                    _ => return self.unclear("the state of an import", &answer),
                }
                Some(())
            }
            At::Done(batch) if self.dice.chance(50) => {
                self.at = At::Undoing(batch);
                Some(())
            }
            At::Done(_) => {
                self.keep();
                Some(())
            }
            At::Undoing(batch) => {
                let path = format!("/import/{batch}/undo");
                let request = Request { accept: Accept::Page("en"), ..Request::form(&path, &self.person.cookie, &[]) };
                let answer = send(round.address, &request)?;
                if answer.status != 303 {
                    return self.unclear("the undo of an import", &answer);
                }
                self.undone += 1;
                round.acknowledged.fetch_add(1, Ordering::Relaxed);
                self.gone.extend(self.names());
                self.rest();
                Some(())
            }
        }
    }

    fn accept(&mut self, to: SocketAddr) -> Option<()> {
        self.files += 1;
        let upload = send(to, &Request::upload("/import", &self.person.cookie, &self.csv()))?;
        if upload.status != 303 {
            return self.unclear("an upload", &upload);
        }
        self.at = At::Accepting;
        let path = format!("{}/accept", upload.location);
        let request = Request { accept: Accept::Page("en"), ..Request::form(&path, &self.person.cookie, &[]) };
        let answer = send(to, &request)?;
        match answer.location.strip_prefix("/import/").and_then(|batch| batch.parse().ok()) {
            Some(batch) => {
                (self.at, self.since) = (At::Running(batch), Instant::now());
                Some(())
            }
            None => self.unclear("the beginning of an import", &answer),
        }
    }

    /// Not available is an answer like none; anything else is a finding.
    fn unclear(&mut self, what: &str, answer: &Answer) -> Option<()> {
        if !matches!(answer.status, 503 | 507) {
            let body: String = answer.body.chars().take(300).collect();
            self.faults.push(format!("{what}: {} {body}", answer.status));
        }
        None
    }

    /// The import stays: its cities are those of the base from now on.
    fn keep(&mut self) {
        self.kept.extend(self.names());
        let city = self.city();
        for known in &mut self.base {
            known.city.clone_from(&city);
            known.number = NEW as i64;
            known.version += 1;
        }
        self.rest();
    }

    fn rest(&mut self) {
        self.at = At::Rest;
        self.was_done = false;
    }

    /// Compares with the database and finds out where an unanswered step stands.
    ///
    /// # Errors
    /// The driver's.
    pub fn settle(&mut self, still: &crate::bare::Still, look: &Look, faults: &mut Vec<String>) -> Result<(), Fault> {
        let count = |names: &[String]| names.iter().filter(|name| !look.named(name).is_empty()).count();
        if count(&self.kept) != self.kept.len() {
            faults.push(format!(
                "{}: {} rows of imports that were done, {} there",
                self.name,
                self.kept.len(),
                count(&self.kept)
            ));
        }
        if count(&self.gone) != 0 {
            faults.push(format!("{}: {} rows of imports that were undone are there", self.name, count(&self.gone)));
        }
        let there = count(&self.names());
        let batch = self.batch_of_file(still)?;
        let whole = self.names().len();
        match self.at {
            At::Rest if self.files > 0 && !self.kept.contains(&self.names()[0]) && there > 0 => {
                faults.push(format!("{}: nothing is on its way, {there} of its rows are there", self.name));
            }
            At::Accepting => self.at = batch.as_ref().map_or(At::Rest, |(id, _)| At::Running(*id)),
            At::Done(_) if there != whole => faults.push(format!("{}: done, {there} of {whole} rows there", self.name)),
            At::Undoing(id) => {
                let is_undone = batch.as_ref().is_some_and(|(_, state)| state == "undone");
                // What failed may be there in any part until it is undone; what was done is there wholly or not at all.
                let wrong = if is_undone { there > 0 } else { self.was_done && there != whole };
                if wrong {
                    faults
                        .push(format!("{}: batch {id}, undone {is_undone}, {there} of {whole} rows there", self.name));
                }
            }
            _ => {}
        }
        self.compare_base(look, faults);
        Ok(())
    }

    fn compare_base(&self, look: &Look, faults: &mut Vec<String>) {
        let is_moving = !matches!(self.at, At::Rest);
        for known in &self.base {
            let changed = Known { city: self.city(), number: NEW as i64, version: known.version + 1, ..known.clone() };
            let there = look.record(known.object, known.id);
            if there != Some(known) && !(is_moving && there == Some(&changed)) {
                faults.push(format!("{}: the base was {known:?}, there is {there:?}", self.name));
            }
        }
    }

    fn batch_of_file(&self, still: &crate::bare::Still) -> Result<Option<(i64, String)>, Fault> {
        let rows = still.rows("SELECT id, state, plan FROM candor_batches ORDER BY id DESC LIMIT 20")?;
        let name = format!("\"{}.csv\"", self.file());
        Ok(rows.iter().find(|row| text(row, 2).contains(&name)).map(|row| (int(row, 0), text(row, 1))))
    }
}

fn state(answer: &Answer) -> String {
    let said: serde_json::Value = serde_json::from_str(&answer.body).unwrap_or_default();
    said["state"].as_str().unwrap_or_default().to_owned()
}
