//! The first page: drop files, and the imports so far.

use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use intake::shelf::Shelf;
use intake::{ReadError, Said, Workbook};
use maud::{Markup, html};
use records::Batch;
use ui::parts::{Tone, badge, notice, page_header};
use ui::{icon, paths};

use super::draft::{Draft, Dropped, Kept};
use super::{may_import, reader_process, refused, shown, steps, waiting};
use crate::app::App;
use crate::error::{Answer, Error};
use crate::visitor::Visitor;

/// Files in one drop.
const FILES: usize = 40;
/// Imports listed.
const LISTED: u32 = 50;

pub async fn list_imports(State(app): State<App>, visitor: Visitor) -> Answer {
    may_import(&visitor)?;
    page(&app, &visitor, &html! {}).await
}

pub async fn upload_files(State(app): State<App>, visitor: Visitor, parts: Multipart) -> Answer {
    may_import(&visitor)?;
    let shelf = super::draft::shelf(&app)?;
    let files = keep(&shelf, parts).await?;
    if files.is_empty() {
        return wrong(&app, &visitor, &[visitor.text("import-none-chosen")]).await;
    }
    let mut books = Vec::new();
    let mut unread = Vec::new();
    for (name, sha256) in &files {
        match read(&app, &shelf, name, sha256.as_deref()).await? {
            Ok(book) => books.push(book),
            Err(fault) => unread.push(fault),
        }
    }
    if books.is_empty() {
        let faults: Vec<String> = unread.iter().map(|fault| fault_text(&visitor, fault)).collect();
        return wrong(&app, &visitor, &faults).await;
    }
    let proposal = intake::propose(&visitor.ctx, &books).await.map_err(refused)?;
    let kept = books.iter().map(|book| Kept::put(&shelf, book)).collect::<Result<Vec<_>, _>>()?;
    let draft = Draft {
        by: visitor.ctx.who.user,
        plan: proposal.plan,
        books: kept,
        // What is missing is told on every page until the decision: a drop read in part must not pass for the whole.
        unread,
        dropped: Some(Dropped {
            name: visitor.ctx.request.to_string(),
            at: visitor.ctx.env.now,
            rows: proposal.sheets.iter().map(|sheet| sheet.rows).sum(),
        }),
    };
    Ok(visitor.go(&draft.put(&shelf)?))
}

/// Keeps every uploaded file on the shelf; answers names and hashes, no hash for a file with nothing in it.
async fn keep(shelf: &Shelf, mut parts: Multipart) -> Result<Vec<(String, Option<String>)>, Error> {
    let unreadable = |error: axum::extract::multipart::MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::Bad(error.body_text()),
    };
    let mut files = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        let name = plain_name(part.file_name().unwrap_or(""));
        let bytes = part.bytes().await.map_err(unreadable)?;
        // A form without a choice sends one part without a name.
        if name.is_empty() {
            continue;
        }
        if files.len() == FILES {
            return Err(Error::TooLarge);
        }
        if bytes.is_empty() {
            files.push((name, None));
            continue;
        }
        let shelf = shelf.clone();
        let put = tokio::task::spawn_blocking(move || shelf.put(&bytes)).await.map_err(std::io::Error::from);
        files.push((name, Some(put.and_then(|kept| kept).map_err(disk)?)));
    }
    Ok(files)
}

/// The name as a person knows it: no folders, no control characters, not endless. It is never part of a path.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    last.chars().filter(|c| !c.is_control()).take(120).collect()
}

async fn read(
    app: &App,
    shelf: &Shelf,
    name: &str,
    sha256: Option<&str>,
) -> Result<Result<Workbook, ReadError>, Error> {
    let Some(sha256) = sha256 else {
        let what = Said::new("import-file-empty");
        return Ok(Err(ReadError { file: name.to_owned(), sheet: None, cell: None, what }));
    };
    let path = shelf.path(sha256).ok_or_else(|| disk(std::io::ErrorKind::NotFound.into()))?;
    Ok(reader_process::read(&app.config, &path, name).await)
}

fn disk(error: std::io::Error) -> Error {
    Error::Broken { what: "the shelf of files", source: Box::new(error) }
}

fn fault_text(visitor: &Visitor, fault: &ReadError) -> String {
    let reader = &visitor.reader;
    let head = reader.text_with("import-cannot-read", &[("file", fault.file.as_str().into())]);
    let place: Vec<&str> = [&fault.sheet, &fault.cell].into_iter().filter_map(|part| part.as_deref()).collect();
    let place = if place.is_empty() { String::new() } else { format!(" ({})", place.join(", ")) };
    format!("{head}{place}: {}", shown::said(reader, &fault.what))
}

/// The files of a drop that could not be read, and why: said over every page before the decision.
pub fn unread(visitor: &Visitor, faults: &[ReadError]) -> Markup {
    let count = [("count", faults.len().into())];
    html! {
        @if !faults.is_empty() {
            (notice(Tone::Warn, &html! {
                div.strong { (visitor.reader.text_with("import-unread", &count)) }
                ul { @for fault in faults { li { (fault_text(visitor, fault)) } } }
            }))
        }
    }
}

async fn wrong(app: &App, visitor: &Visitor, faults: &[String]) -> Answer {
    let list = notice(Tone::Bad, &html! { @for fault in faults { div { (fault) } } });
    let page: Response = page(app, visitor, &list).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn page(app: &App, visitor: &Visitor, note: &Markup) -> Answer {
    let drafts = waiting::list(app, visitor).await?;
    let batches = records::bulk::batches(&visitor.ctx, LISTED).await?;
    let body = html! {
        (page_header(&visitor.text("import-title"), Some(&visitor.text("import-lead")), &html! {}))
        (steps(visitor, 0))
        (note)
        (drop_form(visitor))
        (drafts)
        (list(visitor, &batches))
    };
    Ok(visitor.page(&visitor.text("import-title"), &body))
}

fn drop_form(visitor: &Visitor) -> Markup {
    html! {
        form.stack method="post" action=(paths::IMPORT) enctype="multipart/form-data" {
            label.drop-zone {
                (icon("file-spreadsheet"))
                span.strong { (visitor.text("import-drop")) }
                span.small { (visitor.text("import-files")) }
                input type="file" name="files" data-key="f" multiple required accept=".xlsx,.xls,.ods,.csv,.tsv,.txt" aria-label=(visitor.text("import-choose"));
                span.small data-names="" aria-live="polite" {}
            }
            div.form-actions {
                button.btn.btn-primary type="submit" data-key="s" { (icon("upload")) (visitor.text("import-upload-button")) }
                span.form-hint { (visitor.text("import-upload-limit")) }
            }
        }
    }
}

fn list(visitor: &Visitor, batches: &[Batch]) -> Markup {
    let reader = &visitor.reader;
    html! {
        section.stack {
            h2 { (reader.text("import-batches-title")) }
            @if batches.is_empty() { p.soft { (reader.text("import-batches-empty")) } }
            @else {
                div.table-wrap {
                    table.table.table-stack {
                        thead { tr {
                            th { (reader.text("import-batch-files")) }
                            th { (reader.text("import-batch-state")) }
                            th.end { (reader.text("import-batch-progress")) }
                            th { (reader.text("import-batch-at")) }
                        } }
                        tbody { @for batch in batches { (row(visitor, batch)) } }
                    }
                }
            }
        }
    }
}

fn row(visitor: &Visitor, batch: &Batch) -> Markup {
    let reader = &visitor.reader;
    let files = super::batch::file_names(batch);
    let name = if files.is_empty() {
        reader.text_with("import-batch", &[("id", batch.id.to_string().into())])
    } else {
        files.join(", ")
    };
    html! {
        tr {
            td.wrap { a.record-link href={ "/import/" (batch.id) } { (name) } }
            td data-label=(reader.text("import-batch-state")) { (state(visitor, &batch.state)) }
            td.end data-label=(reader.text("import-batch-progress")) { (ui::format::integer(batch.done, reader.lang)) }
            td data-label=(reader.text("import-batch-at")) { (ui::format::instant(batch.at, reader)) }
        }
    }
}

/// The state of an import in a word.
pub fn state(visitor: &Visitor, state: &str) -> Markup {
    let tone = match state {
        "done" => Tone::Good,
        "failed" | "undone_in_part" => Tone::Bad,
        "running" | "read" => Tone::Warn,
        _ => Tone::Plain,
    };
    badge(tone, &visitor.text(&format!("import-state-{state}")))
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn a_file_name_keeps_no_folder_and_no_trick() {
        assert_eq!(plain_name("C:\\Users\\ana\\ventas 2024.xlsx"), "ventas 2024.xlsx");
        assert_eq!(plain_name("../../etc/passwd"), "passwd");
        assert_eq!(plain_name("a\r\nb.csv"), "ab.csv");
    }
}
