//! The torture as long as one likes: `cargo run -p torture -- --kills 1000 [--engine postgres] [--seed N] [--json FILE]`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use torture::fault::Fault;
use torture::house::Base;
use torture::outcome::Outcome;
use torture::scenario::{full, import, kill, once, postmaster};

#[derive(Debug, Parser)]
struct Args {
    /// How often `candor serve` (or the database server) is killed
    #[arg(long, default_value_t = 50)]
    kills: u64,
    #[arg(long, value_enum, default_value_t = Engine::Sqlite)]
    engine: Engine,
    #[arg(long, value_enum, default_value_t = Scenario::Kill)]
    scenario: Scenario,
    /// The same seed throws the same dice; without it a new one, which is printed
    #[arg(long)]
    seed: Option<u64>,
    /// Keep the outcome here as JSON
    #[arg(long)]
    json: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Engine {
    Sqlite,
    Postgres,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Scenario {
    /// Sixteen write, candor is killed
    Kill,
    /// Imports and their undo are killed
    Import,
    /// Each post is sent up to five times; ten posts a kill
    Once,
    /// The disk is full, over and over; as root on Linux
    Full,
    /// The PostgreSQL server is killed and its connections are cut
    Postmaster,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let seed = args.seed.unwrap_or_else(fresh_seed);
    println!("seed {seed}");
    match run(&args, seed).and_then(|outcome| keep(&args, outcome)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(fault) => {
            eprintln!("torture: {fault}");
            ExitCode::from(2)
        }
    }
}

fn run(args: &Args, seed: u64) -> Result<Outcome, Fault> {
    let plan = kill::Plan::new(args.kills, seed);
    let base = || -> Result<Base<'static>, Fault> {
        Ok(match args.engine {
            Engine::Sqlite => Base::Sqlite,
            Engine::Postgres => Base::Postgres(pgtest::fresh_url()?),
        })
    };
    match args.scenario {
        Scenario::Kill => kill::run(base()?, &plan),
        Scenario::Import => import::run(base()?, &plan),
        Scenario::Once => {
            let posts = usize::try_from(args.kills.saturating_mul(10)).unwrap_or(usize::MAX);
            once::run(base()?, &once::Plan { posts, kills: args.kills, seed, sabotage: None })
        }
        Scenario::Full => full::run(&plan),
        Scenario::Postmaster => postmaster::run(&plan),
    }
}

fn keep(args: &Args, outcome: Outcome) -> Result<bool, Fault> {
    println!("{}", outcome.table());
    if let Some(path) = &args.json {
        std::fs::write(path, serde_json::to_string_pretty(&outcome.json())?)?;
    }
    Ok(outcome.is_green())
}

/// The clock is chance enough: what counts is that the seed is printed.
fn fresh_seed() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    u64::from(since.subsec_nanos()) ^ since.as_secs()
}
