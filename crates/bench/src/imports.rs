//! An import as the command line makes it, beside the bare parse of the same file.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use crate::measure::Line;
use crate::world::World;

const ROWS: usize = 20_000;

/// A csv of new clients: read, matched with those that are there, written with evidence and what its undo needs; then undone.
///
/// # Errors
/// The import's.
pub async fn measure(world: &World, lines: &mut Vec<Line>) -> Result<(), crate::Fault> {
    let path = world.folder.join("clients.csv");
    std::fs::write(&path, clients())?;
    let bare = parsed(&path)?;
    let begun = Instant::now();
    let book = intake::read::read_file(&path, "clients.csv")?;
    let proposal = intake::propose(&world.owner, std::slice::from_ref(&book)).await?;
    let batch = intake::begin(&world.owner, &proposal.plan).await?;
    let report = intake::run(&world.owner, batch, &proposal.plan, &[book]).await?;
    if !report.refused.is_empty() {
        return Err(format!("{} rows were refused", report.refused.len()).into());
    }
    let rate = per_second(begun);
    lines.push(line("import of a csv with matching, rows per second", rate, Some(bare), Some(20_000)));
    let begun = Instant::now();
    intake::undo(&world.owner, batch).await?;
    lines.push(line("undo of that import, rows per second", per_second(begun), None, None));
    std::fs::remove_file(path)?;
    Ok(())
}

fn clients() -> String {
    let mut text = String::from("Company,City,Phone,E-mail,Industry\n");
    for n in 0..ROWS {
        let city = ["Madrid", "Bilbao", "Vigo", "Málaga"][n % 4];
        // What a String is written to does not fail.
        let _ = writeln!(text, "Importado {n},{city},+34 91 {:07},compras{n}@nuevo.example,retail", n * 7 % 9_999_999);
    }
    text
}

fn parsed(path: &Path) -> Result<u128, crate::Fault> {
    let begun = Instant::now();
    let mut fields = 0;
    for row in csv::Reader::from_path(path)?.records() {
        fields += row?.len();
    }
    if fields == 0 { Err("nothing was parsed".into()) } else { Ok(per_second(begun)) }
}

fn per_second(begun: Instant) -> u128 {
    u128::try_from(ROWS).unwrap_or(0) * 1_000_000 / begun.elapsed().as_micros().max(1)
}

fn line(name: &str, rate: u128, bare: Option<u128>, least: Option<u128>) -> Line {
    Line {
        name: name.to_owned(),
        median: rate,
        p95: None,
        bare,
        unit: "/s",
        budget: least.map_or_else(String::new, |least| format!("≥ {least} /s")),
        ok: least.map(|least| rate >= least),
        refused: None,
    }
}
