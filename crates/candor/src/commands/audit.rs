//! `candor audit`: verifies the evidence.

use std::path::Path;

use serde_json::json;

use super::{key, open};
use crate::args::Audit;
use crate::exit::{Failure, file_failure};
use crate::say::print_json;

/// Recomputes the tree and compares it with the signed heads.
///
/// # Errors
/// `Invalid` when anything was edited, deleted, inserted or swapped: names the first bad event.
pub async fn run(command: Audit) -> Result<(), Failure> {
    let Audit::Verify { place, head, form } = command;
    let gate = open(&place).await?;
    let signing = key::read_or_make(&key::path(&place.db, None))?;
    let outside = head.as_deref().map(read_head).transpose()?;
    records::seal::seal_once(&gate, &signing).await?;
    let verdict = records::seal::verify(&gate, &signing.verifying_key(), outside.as_deref()).await?;
    if form.json {
        print_json(&json!({
            "good": verdict.is_good(), "events": verdict.events, "heads": verdict.heads,
            "bad": verdict.bad.as_ref().map(|bad| json!({ "first": bad.first, "last": bad.last, "why": format!("{:?}", bad.why) })),
            "cut_not_excluded_after": verdict.cut_not_excluded_after,
        }))?;
    }
    if let Some(bad) = &verdict.bad {
        return Err(Failure::Invalid(format!(
            "the evidence was changed: the first bad event is #{} ({:?})",
            bad.first, bad.why
        )));
    }
    if !form.json {
        println!("{} events agree with {} signed heads.", verdict.events, verdict.heads);
        println!(
            "A cut of the end after #{} cannot be excluded without a head kept outside.",
            verdict.cut_not_excluded_after
        );
    }
    Ok(())
}

fn read_head(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|e| file_failure(path, &e))
}
