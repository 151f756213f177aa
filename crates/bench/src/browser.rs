//! What a person waits for in a real browser: Chromium goes through `e2e/speed.mjs` on the running server. Left out, and said so, where
//! Node or Chromium are missing.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::measure::{Line, percentile};

/// Rounds of each work.
const ROUNDS: &str = "20";

/// Name as the script tells it, budget in its unit, and how the budget is said.
const BUDGETS: [(&str, u128, &str); 6] = [
    ("browser: first visit to a list, bytes", 150_000, "≤ 150 kB"),
    ("browser: first visit to a list, visible", 300_000, "≤ 300 ms"),
    ("browser: list visible after navigation", 300_000, "≤ 300 ms"),
    ("browser: layout shift, millionths", 1_000, "≤ 0.001"),
    ("browser: next page of a list", 100_000, "≤ 100 ms"),
    ("browser: a cell saved in place", 100_000, "≤ 100 ms"),
];

/// Measures; a line that says why where there is no browser.
///
/// # Errors
/// When the script tells what is no line.
pub fn measure(url: &str, email: &str, password: &str, lines: &mut Vec<Line>) -> Result<(), crate::Fault> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e");
    let mut script = Command::new("node");
    script.current_dir(folder).args(["speed.mjs", url, email, password, ROUNDS]).stderr(Stdio::inherit());
    let told = match script.output() {
        Ok(ended) if ended.status.success() => ended.stdout,
        Ok(ended) => return Err(format!("speed.mjs ended with {}", ended.status).into()),
        Err(fault) => {
            eprintln!("bench: no figures of a browser: {fault}");
            return Ok(());
        }
    };
    for line in String::from_utf8(told)?.lines() {
        lines.push(read(&serde_json::from_str(line)?)?);
    }
    Ok(())
}

fn read(told: &serde_json::Value) -> Result<Line, crate::Fault> {
    let name = told["name"].as_str().ok_or("a line without a name")?;
    let rounds = told["rounds"].as_array().ok_or("a line without rounds")?;
    let rounds: Vec<u128> = rounds.iter().filter_map(|round| round.as_u64().map(u128::from)).collect();
    let median = percentile(&rounds, 50).ok_or("a line without rounds")?;
    let budget = BUDGETS.iter().find(|(known, ..)| *known == name);
    let unit = match told["unit"].as_str() {
        Some("µs") => "µs",
        Some("B") => "B",
        _ => "",
    };
    Ok(Line {
        name: name.to_owned(),
        median,
        p95: percentile(&rounds, 95).filter(|_| rounds.len() > 1),
        bare: None,
        unit,
        budget: budget.map_or_else(String::new, |(.., said)| (*said).to_owned()),
        ok: budget.map(|(_, most, _)| median <= *most),
        refused: None,
    })
}
