//! As many worlds as one likes: `cargo run -p worlds -- --worlds 10000 [--seed N] [--engine postgres] [--mutant NAME]`.

use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use worlds::mutant::Mutant;
use worlds::{Plan, run, told};

#[derive(Debug, Parser)]
struct Args {
    #[arg(long, default_value_t = 500)]
    worlds: u64,
    /// The first world; the others follow
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[arg(long, value_enum, default_value_t = Engine::Sqlite)]
    engine: Engine,
    /// What is wrong on purpose
    #[arg(long, value_enum, default_value_t = Mutant::None)]
    mutant: Mutant,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Engine {
    Sqlite,
    Postgres,
}

#[tokio::main]
async fn main() -> ExitCode {
    let args = Args::parse();
    let engine = match args.engine {
        Engine::Sqlite => told::Engine::Sqlite,
        Engine::Postgres => told::Engine::Postgres,
    };
    let plan = Plan { worlds: args.worlds, seed: args.seed, engine, mutant: args.mutant };
    match run(plan).await {
        Ok(outcome) => {
            println!("{} worlds, {} answers compared", outcome.worlds, outcome.answers);
            outcome.disagreements.iter().for_each(|wrong| println!("{wrong}"));
            if outcome.disagreements.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(fault) => {
            eprintln!("worlds: {fault}");
            ExitCode::from(2)
        }
    }
}
