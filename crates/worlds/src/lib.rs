//! The rights proven on random worlds: what the gate answers to each person, whatever is asked and however, against an account
//! written apart from it in plain code. The same seed makes the same worlds.

mod account;
mod asks;
mod dice;
pub mod fault;
mod leaving;
pub mod mutant;
pub mod told;
mod world;

use std::collections::HashMap;

use fault::Fault;
use mutant::Mutant;
use told::{Engine, House};
use world::World;

/// How many worlds, which, where, and what is wrong in them on purpose.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    pub worlds: u64,
    pub seed: u64,
    pub engine: Engine,
    pub mutant: Mutant,
}

/// What the comparison found.
#[derive(Debug, Default)]
pub struct Outcome {
    pub worlds: u64,
    /// Answers of the gate that were compared.
    pub answers: u64,
    /// The first disagreements, each with the seed of its world.
    pub disagreements: Vec<String>,
}

/// Compares world after world, up to the first that disagrees.
pub async fn run(plan: Plan) -> Result<Outcome, Fault> {
    let house = House::new(plan.engine).await?;
    let mut outcome = Outcome::default();
    for number in 0..plan.worlds {
        let seed = plan.seed.wrapping_add(number);
        let world = World::of(seed);
        house.furnish(&world).await?;
        let mut versions = HashMap::new();
        let mut asked = asks::Asked::default();
        for person in &world.people {
            let ctx = house.ctx(person, plan.mutant);
            asks::reads(&mut asked, &world, person, &ctx).await?;
        }
        for person in &world.people {
            let ctx = house.ctx(person, plan.mutant);
            asks::writes(&mut asked, &world, person, &ctx, &mut versions).await?;
        }
        house.clear(&world, &versions).await?;
        outcome.worlds += 1;
        outcome.answers += asked.answers;
        if !asked.wrong.is_empty() {
            outcome.disagreements =
                asked.wrong.into_iter().take(8).map(|wrong| format!("world {seed}: {wrong}")).collect();
            break;
        }
    }
    Ok(outcome)
}
