//! `candor serve` killed by SIGKILL at random moments while sixteen write, and started again: what was acknowledged is there,
//! what was not is wholly there or not at all.

use std::time::Duration;

use crate::bare::Candor;
use crate::crew::{Crew, Hands};
use crate::dice::Dice;
use crate::fault::Fault;
use crate::house::{Base, House};
use crate::outcome::Outcome;
use crate::server::Server;

/// How often the signed tree is verified and a second server tried.
const SOMETIMES: u64 = 10;

/// What is run.
pub struct Plan {
    pub kills: u64,
    pub seed: u64,
    pub sabotage: Option<&'static str>,
    /// The run ends with the first finding: enough for showing that there is one.
    pub until_found: bool,
}

impl Plan {
    /// So many kills, in the order of the seed.
    #[must_use]
    pub fn new(kills: u64, seed: u64) -> Self {
        Self { kills, seed, sabotage: None, until_found: false }
    }

    /// A short run against a Candor that is broken on purpose.
    #[must_use]
    pub fn broken(kills: u64, seed: u64, sabotage: &'static str) -> Self {
        Self { kills, seed, sabotage: Some(sabotage), until_found: true }
    }
}

/// Runs it.
///
/// # Errors
/// When the harness cannot go on.
pub fn run(base: Base<'_>, plan: &Plan) -> Result<Outcome, Fault> {
    let name = if matches!(base, Base::Postgres(_)) { "kill -9 of candor, server" } else { "kill -9 of candor, file" };
    let mut outcome = Outcome::new(name, plan.seed);
    let is_file = !matches!(base, Base::Postgres(_));
    let mut house = House::build(base)?;
    let mut dice = Dice::new(plan.seed);
    let mut server = house.serve()?;
    house.sign_in(server.address)?;
    let mut crew = Crew::gather(&house, server.address, plan.seed)?;
    server = house.broken(server, plan.sabotage)?;
    for kill in 1..=plan.kills {
        let enough = 3 + dice.below(30);
        // The blow falls somewhere in the work that follows the last acknowledgement that was waited for.
        let moment = Duration::from_micros(dice.below(4_000));
        let address = server.address;
        crew.round(address, enough, Hands::All, || {
            std::thread::sleep(moment);
            server.kill()
        })?;
        outcome.kills = kill;
        let still = crew.compare(&house, Candor::Killed, &format!("kill {kill}"), &mut outcome)?;
        let is_verified = kill % SOMETIMES == 0 || kill == plan.kills;
        if is_verified && let Some(url) = still.url() {
            outcome.find(&format!("kill {kill}"), house.verify_evidence(Some(url))?.into_iter().collect());
        }
        drop(still);
        server = house.serve()?;
        outcome.ready.push(server.ready);
        if is_verified && is_file {
            outcome.find(&format!("kill {kill}"), refused(&house, &server)?);
        }
        if plan.until_found && !outcome.is_green() {
            break;
        }
    }
    finish(&mut crew, &house, server, &mut outcome)?;
    Ok(outcome)
}

/// A last round without a kill: what was not answered is asked again, everything is sealed, and everything compared.
fn finish(crew: &mut Crew, house: &House, server: Server, outcome: &mut Outcome) -> Result<(), Fault> {
    crew.round(server.address, 100, Hands::All, || Ok(()))?;
    outcome.find("at last", crate::sealed::wait(house)?);
    server.kill()?;
    let still = crew.compare(house, Candor::Killed, "at last", outcome)?;
    if let Some(url) = still.url() {
        outcome.find("at last", house.verify_evidence(Some(url))?.into_iter().collect());
    }
    crew.sum_up(outcome);
    Ok(())
}

/// A second server on the same file is refused, and told who holds it.
fn refused(house: &House, server: &Server) -> Result<Vec<String>, Fault> {
    let (code, said) = Server::second(house)?;
    let holder = format!("process {}", server.process());
    let is_right = code == Some(5) && said.contains(&holder);
    Ok(if is_right { Vec::new() } else { vec![format!("a second server ended with {code:?}: {said}")] })
}
