//! Durable writes through the gate: alone, and by 64 writers who share the disk's time.

use std::time::Instant;

use records::{Ctx, Draft};
use tokio::task::JoinSet;

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
        create(&world.owner, &format!("Alone {number}")).await?;
        alone.add(since);
    }
    let limit = Limit { times: Some(150), plus: 0, p95: None, text: "≤ 1.5 × one fsync" };
    lines.push(compared("create, durable, with evidence, alone", &alone, Some(&fsync), limit));
    lines.extend(together(world, &fsync, rounds.min(100)).await?);
    Ok(())
}

/// Many writers at once, each a task of its own as requests are.
async fn together(world: &World, fsync: &Times, each: usize) -> Result<[Line; 2], crate::Fault> {
    let begun = Instant::now();
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let ctx = world.owner.clone();
        writers.spawn(async move {
            for number in 0..each {
                create(&ctx, &format!("Writer {writer} {number}")).await?;
            }
            Ok::<_, crate::Fault>(())
        });
    }
    while let Some(done) = writers.join_next().await {
        done??;
    }
    let total = u128::try_from(WRITERS * each)?;
    let micros = begun.elapsed().as_micros().max(1);
    let line = |name: &str, median: u128, unit, budget: &str, ok| Line {
        name: format!("create, {WRITERS} writers: {name}"),
        median,
        p95: None,
        bare: None,
        unit,
        budget: budget.to_owned(),
        ok,
        refused: None,
    };
    // Acknowledged writes in the time that one fsync takes: the disk's rate is no limit to what is written.
    let per_fsync = total * fsync.median() / micros;
    Ok([
        line("writes per second", total * 1_000_000 / micros, "/s", "", None),
        line("writes per fsync's time", per_fsync, "", "≥ 20", Some(per_fsync >= 20)),
    ])
}

async fn create(ctx: &Ctx, name: &str) -> Result<(), crate::Fault> {
    records::create::create(ctx, "company", Draft::default().with("name", name), None).await?;
    Ok(())
}
