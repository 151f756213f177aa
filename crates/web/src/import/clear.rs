//! Drafts of imports that nobody accepted go after a week, with their files; what a batch or a younger draft names stays.

use std::collections::HashSet;
use std::time::{Duration, SystemTime};

use intake::Plan;
use intake::shelf::{Kept, Shelf};
use records::{Ctx, Gate};

use super::draft::Draft;
use crate::app::Config;
use crate::error::Error;

/// How long a draft waits for its acceptance.
pub(super) const WAITS: Duration = Duration::from_secs(7 * 24 * 3_600);

/// Removes drafts that were left for seven days at `now`, and the files that only they name; answers how many files went.
/// To be called at the start and daily.
///
/// # Errors
/// The gate's refusals; a disk that refuses.
pub async fn clear_drafts(gate: &Gate, config: &Config, now: SystemTime) -> Result<usize, Error> {
    let ctx = Ctx::system(gate, "drafts of imports that nobody accepted are cleared");
    let mut needed: HashSet<String> = HashSet::new();
    for batch in records::bulk::batches(&ctx, u32::MAX).await? {
        let Ok(plan) = serde_json::from_str::<Plan>(&batch.plan) else { continue };
        needed.extend(plan.sheets.into_iter().map(|sheet| sheet.sha256));
    }
    let shelf = Shelf::open(&config.data.join("shelf")).map_err(disk)?;
    let cleared = tokio::task::spawn_blocking(move || {
        let since = now - WAITS;
        for name in shelf.names(Kept::Since(since))? {
            needed.extend(named_by(&shelf, &name));
        }
        shelf.clear(since, &needed)
    });
    cleared.await.map_err(std::io::Error::from).and_then(|cleared| cleared).map_err(disk)
}

/// The files that this one names, if it is a draft.
fn named_by(shelf: &Shelf, name: &str) -> Vec<String> {
    let Some(draft) = draft_named(shelf, name) else { return Vec::new() };
    let sheets = draft.plan.sheets.into_iter().map(|sheet| sheet.sha256);
    sheets.chain(draft.books.into_iter().map(|book| book.read)).collect()
}

/// The draft of this name; `None` for the other files that lie beside it.
pub(super) fn draft_named(shelf: &Shelf, name: &str) -> Option<Draft> {
    use std::io::Read as _;
    /// How every draft begins; what else lies on the shelf may be large.
    const HEAD: &[u8] = b"{\"by\":";
    let mut file = std::fs::File::open(shelf.path(name)?).ok()?;
    let mut text = vec![0; HEAD.len()];
    file.read_exact(&mut text).ok().filter(|()| text == HEAD)?;
    file.read_to_end(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}

fn disk(error: std::io::Error) -> Error {
    Error::Broken { what: "the shelf of files", source: Box::new(error) }
}
