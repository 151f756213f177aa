//! `candor audit`: verifies the evidence, and says what the verdict does not exclude.

use std::path::Path;

use audit::{Outside, Sealed, Verdict};
use serde_json::{Value as Json, json};

use super::{key, open};
use crate::args::Audit;
use crate::exit::{Failure, file_failure};
use crate::say::{print, print_json};

/// Recomputes the tree and compares it with the signed heads.
///
/// # Errors
/// `Invalid` when anything was edited, deleted, inserted or swapped, with the first bad event, or when the log is not the
/// one that the outside head saw.
pub async fn run(command: Audit) -> Result<(), Failure> {
    let Audit::Verify { place, files, head, form } = command;
    let gate = open(&place).await?;
    let outside = head.as_deref().map(read_head).transpose()?;
    let path = key::path(&place.db, &files.folder(&place));
    let own = key::read(&path)?;
    // What waits is sealed first, but never by a key that is new to the log: that would cover up who sealed before.
    if records::seal::is_standing(&gate, own.as_ref()).await? {
        let key = key::read_or_make(&path)?;
        records::seal::introduce(&gate, &key).await?;
        records::seal::seal_once(&gate, &key).await?;
    }
    let own = key::read(&path)?.map(|key| key.verifying_key());
    let verdict = records::seal::verify(&gate, own.as_ref(), outside.as_deref()).await?;
    if form.json {
        print_json(&verdict_json(&verdict))?;
    }
    refuse_bad(&verdict)?;
    if form.json { Ok(()) } else { print_good(&verdict) }
}

fn refuse_bad(verdict: &Verdict) -> Result<(), Failure> {
    if let Some(bad) = &verdict.bad {
        let place = format!("the first bad event is #{} ({:?})", bad.first, bad.why);
        return Err(Failure::Invalid(match bad.why {
            audit::Why::Key => format!(
                "{place}: it was sealed by a key that is not known here. Either the log was signed anew by somebody else, or \
                 the database came here without its key and without candor restore"
            ),
            _ => format!("the evidence was changed: {place}"),
        }));
    }
    match verdict.outside {
        Outside::NotGiven | Outside::Continues { .. } => Ok(()),
        Outside::Contradicts { size } => Err(Failure::Invalid(format!(
            "the evidence is not the one that the head kept outside saw: its first {size} events were rewritten or cut off"
        ))),
        Outside::Foreign { size } => Err(Failure::Invalid(format!(
            "the head kept outside (of {size} events) is signed by a key that this log does not name: it is the head of \
             another company, or this log was signed anew by somebody else"
        ))),
        Outside::Unreadable => Err(Failure::Invalid("the file of --head holds no good signed head".into())),
    }
}

fn print_good(verdict: &Verdict) -> Result<(), Failure> {
    print(&format!("{} events agree with {} signed heads.", verdict.events, verdict.heads))?;
    for run in verdict.sealed.iter().filter(|run| !run.is_own) {
        print(&format!(
            "#{} to #{} are sealed by the key {}, which is known only from the log itself, not from this machine. Whoever can \
             write the database could have written both: compare the key with one noted elsewhere, or give a head kept outside.",
            run.first,
            run.last,
            name(run)
        ))?;
    }
    let cut = verdict.cut_not_excluded_after;
    print(&format!("A cut of the end after #{cut} cannot be excluded without a head kept outside."))
}

fn name(run: &Sealed) -> String {
    run.key.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn verdict_json(verdict: &Verdict) -> Json {
    let bad = verdict.bad.as_ref();
    let sealed = verdict.sealed.iter().map(
        |run| json!({ "key": name(run), "own": run.is_own, "first": run.first, "last": run.last, "heads": run.heads }),
    );
    json!({
        "good": verdict.is_good(), "events": verdict.events, "heads": verdict.heads,
        "bad": bad.map(|bad| json!({ "first": bad.first, "last": bad.last, "why": format!("{:?}", bad.why) })),
        "sealed": sealed.collect::<Vec<_>>(), "outside": outside(verdict.outside),
        "cut_not_excluded_after": verdict.cut_not_excluded_after,
    })
}

fn outside(outside: Outside) -> &'static str {
    match outside {
        Outside::NotGiven => "not_given",
        Outside::Continues { .. } => "continues",
        Outside::Contradicts { .. } => "contradicts",
        Outside::Foreign { .. } => "foreign",
        Outside::Unreadable => "unreadable",
    }
}

fn read_head(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|e| file_failure(path, &e))
}
