//! The database server killed, and connections cut, under a Candor that goes on: requests fail clearly or succeed, nothing
//! acknowledged is lost, nothing happens twice, and the same Candor works on when the server is back.

use std::sync::Mutex;

use crate::bare::Candor;
use crate::crew::{Crew, Hands};
use crate::dice::Dice;
use crate::fault::Fault;
use crate::house::{Base, House};
use crate::outcome::Outcome;
use crate::scenario::kill::Plan;

/// Runs it: every other blow cuts the connections, the others kill the server.
///
/// # Errors
/// When the harness cannot go on.
pub fn run(plan: &Plan) -> Result<Outcome, Fault> {
    let cluster = Mutex::new(pgtest::Server::start()?);
    let lock = || cluster.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut outcome = Outcome::new("database server killed, connections cut", plan.seed);
    let mut house = House::build(Base::Postgres(lock().fresh_url()))?;
    let mut dice = Dice::new(plan.seed);
    let mut server = house.serve()?;
    house.sign_in(server.address)?;
    let mut crew = Crew::gather(&house, server.address, plan.seed)?;
    server = house.broken(server, plan.sabotage)?;
    let bare = house.bare();
    for blow in 1..=plan.kills {
        let enough = 5 + dice.below(40);
        let is_cut = dice.chance(40) && plan.sabotage.is_none();
        let hands = if is_cut { Hands::All } else { Hands::Writers };
        crew.round(server.address, enough, hands, || match is_cut {
            true => bare.terminate().map(drop),
            false => Ok(lock().kill()?),
        })?;
        outcome.kills = blow;
        if !is_cut {
            lock().start_again()?;
        }
        server.wait_for_page(&house)?;
        if server.has_ended()? {
            outcome.find(&format!("blow {blow}"), vec!["candor has ended".to_owned()]);
            break;
        }
        crew.compare(&house, Candor::Running, &format!("blow {blow}, connections cut: {is_cut}"), &mut outcome)?;
        if plan.until_found && !outcome.is_green() {
            break;
        }
    }
    crew.round(server.address, 60, Hands::Writers, || Ok(()))?;
    outcome.find("at last", crate::sealed::wait(&house)?);
    crew.compare(&house, Candor::Running, "at last", &mut outcome)?;
    crew.sum_up(&mut outcome);
    Ok(outcome)
}
