//! An import killed at random moments, and its undo killed too: afterwards the import is marked as failed, and the undo puts
//! everything back, which is shown by a digest over every row of every record with its history, stays and search text.

use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};

use crate::bare::{Candor, Still};
use crate::dice::Dice;
use crate::fault::Fault;
use crate::house::{Base, House};
use crate::look::{Look, int, text};
use crate::outcome::Outcome;
use crate::scenario::kill::Plan;
use crate::server::Server;
use crate::sound;
use crate::wire::{Accept, Request, send};

/// Clients in the file. A chunk of the import holds a thousand rows, so clients and deals are several chunks.
const ROWS: usize = 1_300;

/// Every table whose rows an undo must put back, without what tells of the import itself.
const TABLES: [&str; 8] =
    ["companies", "contacts", "deals", "activities", "doubts", "candor_history", "candor_stays", "candor_search"];

/// Runs it.
///
/// # Errors
/// When the harness cannot go on.
pub fn run(base: Base<'_>, plan: &Plan) -> Result<Outcome, Fault> {
    let mut outcome = Outcome::new("imports and their undo killed", plan.seed);
    let mut house = House::build(base)?;
    let mut dice = Dice::new(plan.seed);
    let mut server = house.serve()?;
    house.sign_in(server.address)?;
    make_base(&house, server.address)?;
    server = house.broken(server, plan.sabotage)?;
    for kill in 1..=plan.kills {
        let before = digest(&house.bare().hold(Candor::Running)?)?;
        let batch = begin(&house, server.address, kill)?;
        let done = i64::try_from(dice.below(2 * ROWS as u64)).unwrap_or(0);
        wait_for(&house, &server, batch, done)?;
        // Progress is told after each chunk: the blow falls anywhere in the next ones.
        std::thread::sleep(Duration::from_micros(dice.below(1_200_000)));
        server.kill()?;
        outcome.kills += 1;
        look(&house, &format!("import {kill} killed"), &mut outcome)?;
        server = house.serve()?;
        outcome.ready.push(server.ready);
        let state = state(&house, batch)?;
        *outcome.acknowledged.entry(format!("import {state} after the start")).or_default() += 1;
        if !matches!(&*state, "failed" | "done") {
            outcome.find(&format!("import {kill}"), vec![format!("its state after the start is {state}")]);
        }
        // Every other undo is killed as well, and asked for again.
        if dice.chance(50) {
            kill_undo(&house, server, batch, Duration::from_micros(dice.below(150_000)))?;
            outcome.kills += 1;
            look(&house, &format!("undo {kill} killed"), &mut outcome)?;
            server = house.serve()?;
        }
        let answer = send(server.address, &undo(&house, batch)).map(|answer| answer.status);
        let state = self::state(&house, batch)?;
        let after = digest(&house.bare().hold(Candor::Running)?)?;
        if answer != Some(303) || state != "undone" || after != before {
            let left = if after == before { "as before" } else { "not as before" };
            outcome
                .find(&format!("undo {kill}"), vec![format!("answered {answer:?}, {state}, the records are {left}")]);
        }
        *outcome.acknowledged.entry("undo".to_owned()).or_default() += 1;
        if plan.until_found && !outcome.is_green() {
            break;
        }
    }
    server.kill()?;
    look(&house, "at last", &mut outcome)?;
    outcome.find("at last", house.verify_evidence(None)?.into_iter().collect());
    Ok(outcome)
}

/// Half of the clients are there before, in another city.
fn make_base(house: &House, to: std::net::SocketAddr) -> Result<(), Fault> {
    for n in (0..ROWS).step_by(26) {
        let fields = [("name", format!("Client {n}")), ("address_city", "Bilbao".to_owned())];
        let request = Request { key: Some(format!("base-{n}")), ..Request::form("/companies", cookie(house), &fields) };
        send(to, &request).filter(|answer| answer.status == 200).ok_or("a client of the base is not made")?;
    }
    Ok(())
}

fn cookie(house: &House) -> &str {
    house.people.first().map_or("", |person| &person.cookie)
}

fn undo(house: &House, batch: i64) -> Request {
    Request { accept: Accept::Page("en"), ..Request::form(&format!("/import/{batch}/undo"), cookie(house), &[]) }
}

fn begin(house: &House, to: std::net::SocketAddr, number: u64) -> Result<i64, Fault> {
    let client = |n: usize| format!("Client {n},Madrid {number},{n}\n");
    let deal = |n: usize| format!("Client {n},Deal {number} {n},{}\n", 100 + n);
    let files = [
        (
            format!("clients{number}.csv"),
            format!("Client,City,Employees\n{}", (0..ROWS).map(client).collect::<String>()),
        ),
        (
            format!("deals{number}.csv"),
            format!("Client,Opportunity,Close value\n{}", (0..ROWS).map(deal).collect::<String>()),
        ),
    ];
    let upload = send(to, &Request::upload("/import", cookie(house), &files));
    let upload = upload.filter(|answer| answer.status == 303).ok_or("an upload was refused")?;
    let path = format!("{}/accept", upload.location);
    let request = Request { accept: Accept::Page("en"), ..Request::form(&path, cookie(house), &[]) };
    let answer = send(to, &request).ok_or("no answer to the beginning of an import")?;
    let batch = answer.location.strip_prefix("/import/").and_then(|batch| batch.parse().ok());
    batch.ok_or_else(|| Fault(format!("an import did not begin: {}", answer.status)))
}

/// Waits until so many rows are written or the import has its end.
fn wait_for(house: &House, server: &Server, batch: i64, done: i64) -> Result<(), Fault> {
    let until = Instant::now() + Duration::from_secs(60);
    let request = Request::get(&format!("/import/{batch}"), cookie(house));
    loop {
        let answer = send(server.address, &request).ok_or("no answer about an import")?;
        let said: serde_json::Value = serde_json::from_str(&answer.body)?;
        let is_moving = matches!(said["state"].as_str(), Some("read" | "running"));
        if !is_moving || said["done"].as_i64().unwrap_or(0) >= done {
            return Ok(());
        }
        if Instant::now() > until {
            return Err("an import does not come to its end".into());
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Asks for the undo and kills after a moment.
fn kill_undo(house: &House, server: Server, batch: i64, moment: Duration) -> Result<(), Fault> {
    let (to, request) = (server.address, undo(house, batch));
    std::thread::scope(|scope| {
        scope.spawn(|| drop(send(to, &request)));
        std::thread::sleep(moment);
        server.kill()
    })
}

fn state(house: &House, batch: i64) -> Result<String, Fault> {
    let still = house.bare().hold(Candor::Running)?;
    let rows = still.rows(&format!("SELECT state FROM candor_batches WHERE id = {batch}"))?;
    Ok(rows.first().map(|row| text(row, 0)).unwrap_or_default())
}

fn look(house: &House, when: &str, outcome: &mut Outcome) -> Result<(), Fault> {
    let still = house.bare().hold(Candor::Killed)?;
    let mut faults = still.engine_faults()?;
    let look = Look::at(&still)?;
    faults.extend(sound::faults(&still, &look)?);
    outcome.records = look.all().count();
    outcome.find(when, faults);
    Ok(())
}

fn digest(still: &Still) -> Result<String, Fault> {
    let mut hash = Sha256::new();
    for table in TABLES {
        let mut rows = still.rows(&format!("SELECT * FROM {table}"))?;
        rows.sort();
        for row in rows {
            hash.update(format!("{table} {row:?}\n").as_bytes());
        }
    }
    let count = still.rows("SELECT COUNT(*) FROM companies")?.first().map_or(0, |row| int(row, 0));
    Ok(format!("{count} {}", hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>()))
}
