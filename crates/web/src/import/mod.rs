//! The import: drop files, see what differs, decide, preview, run in the background, report, undo.
//! A draft is a file on the shelf named by its content, so that each step has its own address and nothing is lost.

pub mod batch;
mod clear;
pub mod draft;
mod preview;
mod reader_process;
mod report;
mod review;
mod shown;
pub mod undo;
pub mod upload;
mod waiting;

pub use clear::clear_drafts;

use maud::{Markup, html};

use crate::error::Error;
use crate::visitor::Visitor;

/// GET and POST `decide`; the name is a SHA-256.
pub const DRAFT: &str = "/import/draft/{draft}";
pub const PREVIEW: &str = "/import/draft/{draft}/preview";
/// POST.
pub const DISCARD: &str = "/import/draft/{draft}/discard";
/// POST.
pub const ACCEPT: &str = "/import/draft/{draft}/accept";
pub const BATCH: &str = "/import/{batch}";
pub const PROGRESS: &str = "/import/{batch}/progress";
pub const REFUSED: &str = "/import/{batch}/refused.csv";
/// GET asks, POST does.
pub const UNDO: &str = "/import/{batch}/undo";

/// Somebody who may import something.
fn may_import(visitor: &Visitor) -> Result<(), Error> {
    Ok(records::rights::need_import(&visitor.ctx)?)
}

/// What an import's refusal means for the caller.
pub(crate) fn refused(error: intake::IntakeError) -> Error {
    match error {
        intake::IntakeError::Records(error) => Error::Records(error),
        intake::IntakeError::Plan(_) => Error::Bad("the plan does not fit".to_owned()),
        intake::IntakeError::Read(error) => Error::Bad(error.to_string()),
        intake::IntakeError::Shelf(error) => Error::Broken { what: "the shelf of files", source: Box::new(error) },
    }
}

/// Where one is on the way, of four steps.
fn steps(visitor: &Visitor, at: usize) -> Markup {
    let keys = ["import-step-files", "import-step-read", "import-step-preview", "import-step-done"];
    html! {
        ol.steps {
            @for (place, key) in keys.into_iter().enumerate() {
                li.step-past[place < at] aria-current=[(place == at).then_some("step")] { (visitor.text(key)) }
            }
        }
    }
}
