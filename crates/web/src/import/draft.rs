//! A draft of an import: the plan with the files it is about, kept on the shelf under the hash of its own text. Each
//! decision makes a new draft with a new address, so that "back" in the browser takes it back.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use catalogue::Id;
use intake::shelf::Shelf;
use intake::{IntakeError, Plan, ReadError, Said, Workbook};
use maud::{Markup, html};
use records::Ctx;
use serde::{Deserialize, Serialize};
use ui::parts::{Tone, notice};
use ui::paths;

use super::{may_import, preview, refused, review, shown, waiting};
use crate::app::App;
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::visitor::Visitor;

/// What is kept.
#[derive(Serialize, Deserialize)]
pub struct Draft {
    /// Only this person opens it.
    pub by: Id,
    pub plan: Plan,
    pub books: Vec<Kept>,
    /// Files of the same drop that could not be read.
    #[serde(default)]
    pub unread: Vec<ReadError>,
    /// Drafts of an older Candor do not know it.
    #[serde(default)]
    pub dropped: Option<Dropped>,
}

/// The drop that a draft comes from: the same in all drafts that its decisions made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Dropped {
    /// Of the request that brought the files.
    pub name: String,
    pub at: i64,
    /// Rows of data in its files.
    pub rows: u64,
}

/// A workbook as it was read, on the shelf: reading it again would take a process and its time.
#[derive(Serialize, Deserialize)]
pub struct Kept {
    pub name: String,
    /// SHA-256 of the workbook's JSON.
    pub read: String,
}

impl Kept {
    /// Keeps what was read.
    pub fn put(shelf: &Shelf, book: &Workbook) -> Result<Self, Error> {
        let json = serde_json::to_vec(book).map_err(broken)?;
        Ok(Self { name: book.name.clone(), read: shelf.put(&json).map_err(broken)? })
    }
}

impl Draft {
    /// Keeps the draft; answers its address.
    pub fn put(&self, shelf: &Shelf) -> Result<String, Error> {
        let json = serde_json::to_vec(self).map_err(broken)?;
        Ok(format!("/import/draft/{}", shelf.put(&json).map_err(broken)?))
    }
}

/// The shelf of this node.
pub fn shelf(app: &App) -> Result<Shelf, Error> {
    Shelf::open(&app.config.data.join("shelf")).map_err(broken)
}

/// A draft of this person with its workbooks.
async fn open(app: &App, visitor: &Visitor, name: &str) -> Result<(Draft, Vec<Workbook>), Error> {
    may_import(visitor)?;
    let shelf = shelf(app)?;
    let draft: Draft = read_kept(&shelf, name).await?;
    if draft.by != visitor.ctx.who.user {
        return Err(Error::NOT_FOUND);
    }
    let mut books = Vec::new();
    for kept in &draft.books {
        books.push(read_kept(&shelf, &kept.read).await?);
    }
    Ok((draft, books))
}

/// A kept JSON document. What is not there, or is another kind of file, is not found: the name comes from an address.
async fn read_kept<T: serde::de::DeserializeOwned + Send + 'static>(shelf: &Shelf, name: &str) -> Result<T, Error> {
    let path = shelf.path(name).ok_or(Error::NOT_FOUND)?;
    let parsed =
        tokio::task::spawn_blocking(move || std::fs::read(path).map(|bytes| serde_json::from_slice::<T>(&bytes).ok()));
    parsed.await.map_err(broken)?.map_err(broken)?.ok_or(Error::NOT_FOUND)
}

pub fn broken(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Broken { what: "the shelf of files", source: Box::new(error) }
}

pub async fn show_draft(State(app): State<App>, visitor: Visitor, Path(name): Path<String>) -> Answer {
    let (draft, books) = open(&app, &visitor, &name).await?;
    let proposal = intake::review(&visitor.ctx, draft.plan, &books).await.map_err(refused)?;
    Ok(review::page(&visitor, &name, &proposal, &draft.unread))
}

/// Applies the form's fields to the plan: only those that differ, so that a select left as it was decides nothing.
pub async fn decide(
    State(app): State<App>,
    visitor: Visitor,
    Path(name): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let (mut draft, _) = open(&app, &visitor, &name).await?;
    let mut onward = false;
    for (field, value) in &fields {
        if field == "go" {
            onward = value == "preview";
            continue;
        }
        draft.plan.set(field, value).map_err(|fault| Error::Bad(fault.to_string()))?;
    }
    let address = draft.put(&shelf(&app)?)?;
    Ok(visitor.go(&if onward { format!("{address}/preview") } else { address }))
}

pub async fn show_preview(State(app): State<App>, visitor: Visitor, Path(name): Path<String>) -> Answer {
    let (draft, books) = open(&app, &visitor, &name).await?;
    match intake::preview(&visitor.ctx, &draft.plan, &books).await {
        Ok(seen) => Ok(preview::page(&visitor, &name, &draft, &seen)),
        Err(IntakeError::Plan(open)) => Ok(open_page(&visitor, &name, &open)),
        Err(error) => Err(refused(error)),
    }
}

/// Decisions that are still open, and the way back to them.
fn open_page(visitor: &Visitor, name: &str, open: &[Said]) -> Response {
    let body = html! {
        h1 { (visitor.text("import-preview-open")) }
        (open_list(visitor, open))
        div { a.btn.btn-primary href={ "/import/draft/" (name) } data-key="u" { (visitor.text("import-preview-back")) } }
    };
    (StatusCode::UNPROCESSABLE_ENTITY, visitor.page(&visitor.text("import-preview-open"), &body)).into_response()
}

/// What has to be decided first.
pub fn open_list(visitor: &Visitor, open: &[Said]) -> Markup {
    html! {
        @if !open.is_empty() {
            (notice(Tone::Warn, &html! {
                div.strong { (visitor.text("import-preview-open")) }
                ul { @for said in open { li { (shown::said(&visitor.reader, said)) } } }
            }))
        }
    }
}

/// The person does not want it any more: it is listed no longer, and goes from the shelf with the other old drafts.
pub async fn discard_draft(State(app): State<App>, visitor: Visitor, Path(name): Path<String>) -> Answer {
    let (draft, _) = open(&app, &visitor, &name).await?;
    waiting::end(&app, &draft)?;
    Ok(visitor.go_saying(paths::IMPORT, Saying::done(visitor.text("import-draft-discarded"))))
}

/// Starts the run in the background and leads to its progress.
pub async fn accept_import(State(app): State<App>, visitor: Visitor, Path(name): Path<String>) -> Answer {
    let (draft, books) = open(&app, &visitor, &name).await?;
    let mut ctx = visitor.ctx.clone();
    ctx.channel = "import".into();
    let batch = match intake::begin(&ctx, &draft.plan).await {
        Ok(batch) => batch,
        Err(IntakeError::Plan(open)) => return Ok(open_page(&visitor, &name, &open)),
        Err(error) => return Err(refused(error)),
    };
    waiting::end(&app, &draft)?;
    tokio::spawn(async move { drop(run(&ctx, batch, &draft.plan, &books).await) });
    Ok(visitor.go(&format!("/import/{batch}")))
}

/// Runs an import that was begun. One that stops before its end is marked as failed, so that it can be taken back.
pub(crate) async fn run(ctx: &Ctx, batch: Id, plan: &Plan, books: &[Workbook]) -> Result<(), IntakeError> {
    let Err(error) = intake::run(ctx, batch, plan, books).await else { return Ok(()) };
    tracing::error!(%batch, %error, "an import stopped before its end");
    fail(&ctx.gate, batch).await;
    Err(error)
}

/// How often it is tried to say that an import has failed.
const AGAIN: std::time::Duration = std::time::Duration::from_secs(1);

/// What stopped the import keeps this from being written too, for as long as it lasts: tried until it is, because only an
/// import with an end can be taken back. A process that ends before that leaves it to the next start.
async fn fail(gate: &records::Gate, batch: Id) {
    loop {
        match intake::fail(gate, batch).await {
            Ok(()) => return,
            Err(IntakeError::Records(records::Error::Unavailable(error))) => {
                tracing::warn!(%batch, %error, "a stopped import could not be marked as failed yet");
                tokio::time::sleep(AGAIN).await;
            }
            Err(error) => {
                tracing::error!(%batch, %error, "a stopped import could not be marked as failed");
                return;
            }
        }
    }
}
