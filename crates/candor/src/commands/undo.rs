//! `candor undo`: takes a whole import back.

use serde_json::json;

use super::{act_as, close, open};
use crate::args::Undo;
use crate::exit::Failure;
use crate::say::{print, print_json};

/// Undoes the batch.
///
/// # Errors
/// `NotFound` for an unknown batch; `Partial` when records that were changed since were left as they are.
pub async fn run(args: &Undo) -> Result<(), Failure> {
    let gate = open(&args.place).await?;
    let ctx = act_as(&gate, args.person.as_deref(), "import").await?;
    if args.stopped {
        intake::recover_one(&ctx, catalogue::Id(args.batch)).await?;
    }
    let undone = intake::undo(&ctx, catalogue::Id(args.batch)).await.map_err(|e| with_way_out(e.into()))?;
    close(&gate).await?;
    if args.form.json {
        print_json(
            &json!({ "batch": args.batch, "removed": undone.removed, "put_back": undone.put_back, "left": undone.left }),
        )?;
    } else {
        print(&format!("{} record(s) removed, {} put back.", undone.removed, undone.put_back))?;
    }
    if undone.left == 0 {
        return Ok(());
    }
    Err(Failure::Partial(format!("{} record(s) were changed after the import and are left as they are", undone.left)))
}

/// An undo is refused as invalid only while the import runs, which a process that ended cannot deny.
fn with_way_out(failure: Failure) -> Failure {
    match failure {
        Failure::Invalid(why) => Failure::Invalid(format!("{why} If its process has ended, add --stopped.")),
        other => other,
    }
}
