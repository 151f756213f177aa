//! Durable writes through the gate: alone, and by 64 writers who share the disk's time.

use std::time::Instant;

use futures::future::try_join_all;
use records::Draft;

use crate::bare::Bare;
use crate::measure::{Limit, Line, Times, compared};
use crate::world::World;

const WRITERS: usize = 64;

/// Creates companies.
pub async fn measure(world: &World, bare: &Bare, rounds: usize, lines: &mut Vec<Line>) -> Result<(), crate::Fault> {
    let fsync = bare.fsync(rounds)?;
    let mut alone = Times::default();
    for number in 0..rounds {
        let since = Instant::now();
        create(world, &format!("Alone {number}")).await?;
        alone.add(since);
    }
    let limit = Limit { times: Some(150), plus: 0, p95: None, text: "≤ 1.5 × one fsync" };
    lines.push(compared("create, durable, with evidence, alone", &alone, Some(&fsync), limit));
    let each = rounds.min(50);
    let begun = Instant::now();
    let names: Vec<Vec<String>> =
        (0..WRITERS).map(|w| (0..each).map(|n| format!("Writer {w} {n}")).collect()).collect();
    try_join_all(names.iter().map(|names| async move {
        for name in names {
            create(world, name).await?;
        }
        Ok::<_, crate::Fault>(())
    }))
    .await?;
    let total = u128::try_from(WRITERS * each)?;
    // Acknowledged writes in the time that one fsync takes.
    let per_fsync = total * fsync.median() / begun.elapsed().as_micros().max(1);
    lines.push(Line {
        name: format!("create, {WRITERS} writers: writes per fsync"),
        median: per_fsync,
        p95: None,
        bare: None,
        unit: "",
        budget: "≥ 20".into(),
        ok: Some(per_fsync >= 20),
    });
    Ok(())
}

async fn create(world: &World, name: &str) -> Result<(), crate::Fault> {
    records::create::create(&world.owner, "company", Draft::default().with("name", name), None).await?;
    Ok(())
}
