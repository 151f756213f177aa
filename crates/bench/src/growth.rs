//! How much more a larger company costs: each work's median beside that of a run on a smaller one.

use std::path::Path;

use crate::measure::Line;

/// What must stay within one and a half times, however the company grows.
const WATCHED: [&str; 4] = ["list of 50", "record card", "search by part", "create, durable"];

/// A line for each watched work that both runs have.
///
/// # Errors
/// When the file is no table of a run.
pub fn lines(now: &[Line], path: &Path) -> Result<Vec<Line>, crate::Fault> {
    let before: Vec<serde_json::Value> = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let figure = |name: &str| {
        let line = before.iter().find(|line| line["name"].as_str() == Some(name))?;
        line["figure"].as_str()?.parse::<u128>().ok().filter(|figure| *figure > 0)
    };
    let watched = now.iter().filter(|line| WATCHED.iter().any(|name| line.name.starts_with(name)));
    let grown = watched.filter_map(|line| {
        let small = figure(&line.name)?;
        let ok = line.refused.is_none() && line.median * 100 <= small * 150;
        let name = format!("grown: {}", line.name);
        Some(Line {
            name,
            bare: Some(small),
            p95: None,
            budget: "≤ 1.5 × the smaller".into(),
            ok: Some(ok),
            ..line.clone()
        })
    });
    Ok(grown.collect())
}
