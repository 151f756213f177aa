//! The budgets of the design, measured beside the bare work in the same run: the same statement through the bare driver,
//! one bare fsync, the same file through the bare parser. Prints a table; `--json FILE` keeps it. Run it with `bin/bench`.

mod bare;
mod browser;
mod growth;
mod imports;
mod measure;
mod pages;
mod server;
mod world;
mod writes;

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use bare::Bare;
use measure::Line;
use world::Place;

#[derive(Debug, Parser)]
struct Args {
    /// `small`, `medium` or `large`, as of `candor demo --size`
    #[arg(long, default_value = "medium")]
    size: String,
    #[arg(long, value_enum, default_value_t = Engine::Sqlite)]
    engine: Engine,
    /// Times each work is repeated
    #[arg(long, default_value_t = 200)]
    rounds: usize,
    /// Keep the table here as JSON
    #[arg(long)]
    json: Option<PathBuf>,
    /// The table of a run on a smaller company: what the larger one may take at most
    #[arg(long)]
    against: Option<PathBuf>,
    /// Use (and keep) the SQLite database in this folder instead of making a new one; with `--db`, what belongs to that one
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Use (and keep) this empty PostgreSQL database, or the company that an earlier run with the same `--folder` made in it
    #[arg(long, requires = "folder")]
    db: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Engine {
    Sqlite,
    Postgres,
}

type Fault = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Fault> {
    let args = Args::parse();
    let kept = tempfile::tempdir()?;
    let folder = args.folder.clone().unwrap_or_else(|| kept.path().to_owned());
    std::fs::create_dir_all(&folder)?;
    let url = match args.engine {
        Engine::Sqlite => format!("sqlite:{}", folder.join("bench.db").display()),
        Engine::Postgres => args.db.clone().map_or_else(pgtest::fresh_url, Ok)?,
    };
    let place = Place { url, folder };
    let program = std::env::current_exe()?.with_file_name("candor");
    let mut lines: Vec<Line> = Vec::new();
    let password = world::make(&program, &place, &args.size, &mut lines)?;
    server::measure(&program, &place, &password, &mut lines)?;
    let world = world::open(&place, password).await?;
    let bare = Bare::open(&place.url, &place.folder).await?;
    pages::measure(&world, &bare, args.rounds, &mut lines).await?;
    writes::measure(&world, &bare, args.rounds, &mut lines).await?;
    imports::measure(&world, &mut lines).await?;
    world.gate.flush_evidence().await?;
    if let Some(path) = &args.against {
        let grown = growth::lines(&lines, path)?;
        lines.extend(grown);
    }
    measure::print(&lines);
    if let Some(path) = &args.json {
        std::fs::write(path, serde_json::to_string_pretty(&measure::as_json(&lines))?)?;
    }
    Ok(())
}
