//! The budgets of the design, measured beside the bare work in the same run: the same statement through the bare driver,
//! one bare fsync. Prints a table; `--json FILE` keeps it. Run it with `bin/bench`.

mod bare;
mod measure;
mod pages;
mod world;
mod writes;

use std::path::PathBuf;

use clap::Parser;

use measure::Line;

#[derive(Debug, Parser)]
struct Args {
    /// Companies, contacts and deals each
    #[arg(long, default_value_t = 100_000)]
    records: usize,
    /// Times each work is repeated
    #[arg(long, default_value_t = 200)]
    rounds: usize,
    /// Keep the table here as JSON
    #[arg(long)]
    json: Option<PathBuf>,
    /// Use (and keep) the database in this folder instead of making a new one
    #[arg(long)]
    folder: Option<PathBuf>,
}

type Fault = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Fault> {
    let args = Args::parse();
    let kept = tempfile::tempdir()?;
    let folder = args.folder.clone().unwrap_or_else(|| kept.path().to_owned());
    std::fs::create_dir_all(&folder)?;
    let world = world::make(&folder, args.records).await?;
    let bare = bare::Bare::open(&folder)?;
    let mut lines: Vec<Line> = Vec::new();
    lines.extend(world.made.clone());
    pages::measure(&world, &bare, args.rounds, &mut lines).await?;
    writes::measure(&world, &bare, args.rounds, &mut lines).await?;
    lines.push(measure::memory()?);
    measure::print(&lines);
    if let Some(path) = &args.json {
        std::fs::write(path, serde_json::to_string_pretty(&measure::as_json(&lines))?)?;
    }
    Ok(())
}
