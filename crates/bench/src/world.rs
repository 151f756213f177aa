//! A company of the asked size, made by the generator of `candor demo --size`, and who asks in it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use catalogue::{Catalogue, Id};
use records::{Clock, Ctx, Gate};
use store::{Shelf, Store};
use story::size::{HEAD, OWNER};

use crate::measure::Line;

/// The company and who asks.
pub struct World {
    pub gate: Gate,
    pub owner: Ctx,
    /// Of the owner and of the head of branch.
    pub password: String,
    pub companies: Vec<Id>,
    pub folder: PathBuf,
}

/// Where the company lies.
pub struct Place {
    pub url: String,
    pub folder: PathBuf,
}

const REASON: &str = "the bench sets its passwords";

/// Makes the company with `candor demo --size`, where it is not made yet; answers the owner's password, kept beside it.
///
/// # Errors
/// The command's.
pub fn make(program: &Path, place: &Place, size: &str, lines: &mut Vec<Line>) -> Result<String, crate::Fault> {
    let kept = place.folder.join("owner.password");
    if let Ok(password) = std::fs::read_to_string(&kept) {
        return Ok(password);
    }
    let begun = Instant::now();
    let mut demo = Command::new(program);
    demo.args(["demo", "--size", size, "--json", "--db", &place.url, "--files"]).arg(place.folder.join("files"));
    let made = demo.env("RUST_LOG", "candor=info").stderr(std::process::Stdio::inherit()).output()?;
    let told: serde_json::Value = serde_json::from_slice(&made.stdout)?;
    let password = told["password"].as_str().ok_or("candor demo told no password")?.to_owned();
    std::fs::write(kept, &password)?;
    let rows = told["rows"].as_u64().map_or(0, u128::from);
    let rate = rows * 1000 / begun.elapsed().as_millis().max(1);
    lines.push(Line {
        name: format!("{rows} rows written in bulk, per second"),
        median: rate,
        p95: None,
        bare: None,
        unit: "/s",
        budget: "≥ 20000 /s".into(),
        ok: Some(rate >= 20_000),
        refused: None,
    });
    Ok(password)
}

/// Opens it in this process.
///
/// # Errors
/// The gate's.
pub async fn open(place: &Place, password: String) -> Result<World, crate::Fault> {
    let files = place.folder.join("files");
    let store = Store::open(&place.url, Catalogue::shipped()).await?.with_shelf(Shelf::of_records(&files));
    let gate = Gate::open(store, Clock::system()).await?;
    let system = Ctx::system(&gate, REASON);
    let head = guard::principal::principal_by_email(&gate, HEAD).await?;
    guard::password::set(&system, head.user, &password).await?;
    let who = guard::principal::principal_by_email(&gate, OWNER).await?;
    let owner = Ctx::person(&gate, Arc::new(who), "import", "", "");
    let ask = records::ListAsk { object: "company".into(), limit: 200, ..Default::default() };
    let companies = records::list::list(&owner, &ask).await?.rows.iter().map(|row| row.id).collect();
    Ok(World { gate, owner, password, companies, folder: place.folder.clone() })
}
