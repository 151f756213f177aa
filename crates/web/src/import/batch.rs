//! One import: its progress while it runs, its report afterwards, its refused rows as a file.

use axum::extract::Path;
use axum::http::header::{self, HeaderValue};
use axum::response::{IntoResponse, Response};
use catalogue::Id;
use intake::{Plan, Report};
use maud::{Markup, html};
use records::{Batch, ListAsk};
use ui::parts::page_header;

use super::{report, shown, steps};
use crate::error::{Answer, Error};
use crate::failure::Wanted;
use crate::moving;
use crate::visitor::Visitor;

/// States in which the page asks again by itself.
const MOVING: [&str; 2] = ["read", "running"];

pub async fn show_batch(visitor: Visitor, Path(batch): Path<String>) -> Answer {
    let batch = records::bulk::batch(&visitor.ctx, id(&batch)?).await?;
    if visitor.wanted == Wanted::Json {
        return Ok(json(&batch));
    }
    if MOVING.contains(&&*batch.state) {
        return Ok(running(&visitor, &batch));
    }
    let report = report_of(&batch);
    let undone_by = match report.as_ref().and_then(|report| report.undone.as_ref()) {
        Some(undone) => person(&visitor, undone.by).await?,
        None => String::new(),
    };
    Ok(report::page(&visitor, &batch, report.as_ref(), &undone_by))
}

/// The name of a colleague, as far as this visitor may see it.
async fn person(visitor: &Visitor, id: Id) -> Result<String, Error> {
    if id == visitor.ctx.who.user {
        return Ok(visitor.ctx.who.name.to_string());
    }
    let ask = ListAsk {
        object: "user".to_owned(),
        filter: Some(format!("id == {id}")),
        columns: vec!["name".to_owned()],
        archived: query::Archived::Include,
        limit: 1,
        ..ListAsk::default()
    };
    let found = match records::list::list(&visitor.ctx, &ask).await {
        Ok(page) => page.rows.into_iter().next(),
        Err(records::Error::Forbidden | records::Error::NotFound) => None,
        Err(error) => return Err(error.into()),
    };
    Ok(found.map_or_else(|| visitor.text("truth-hidden"), |person| person.title.to_string()))
}

/// The piece of the page that moves; once the import has ended, it tells the page to load anew.
pub async fn show_progress(visitor: Visitor, Path(batch): Path<String>) -> Answer {
    let batch = records::bulk::batch(&visitor.ctx, id(&batch)?).await?;
    Ok(moving::answer(&progress(&visitor, &batch), MOVING.contains(&&*batch.state)))
}

/// A file for the spreadsheet: what was refused, where it stood, and why.
pub async fn download_refused(visitor: Visitor, Path(batch): Path<String>) -> Answer {
    let batch = records::bulk::batch(&visitor.ctx, id(&batch)?).await?;
    let report = report_of(&batch).ok_or(Error::NOT_FOUND)?;
    let detail = serde_json::json!({ "batch": batch.id, "rows": report.refused.len() });
    records::evidence::note_first(&visitor.ctx, "export", &detail).await?;
    let text = intake::refused_text(&report, &|said| shown::said(&visitor.reader, said));
    let name = format!("attachment; filename=\"refused-{}.csv\"", batch.id);
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    if let Ok(value) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

/// The number in an address.
pub fn id(text: &str) -> Result<Id, Error> {
    text.parse().map(Id).map_err(|_| Error::NOT_FOUND)
}

/// The files an import was about, from its plan.
pub fn file_names(batch: &Batch) -> Vec<String> {
    let plan: Option<Plan> = serde_json::from_str(&batch.plan).ok();
    let mut names: Vec<String> = Vec::new();
    for sheet in plan.iter().flat_map(|plan| &plan.sheets) {
        if !names.contains(&sheet.file) {
            names.push(sheet.file.clone());
        }
    }
    names
}

/// A batch that did not get to its report has none.
fn report_of(batch: &Batch) -> Option<Report> {
    serde_json::from_str(&batch.report).ok()
}

fn running(visitor: &Visitor, batch: &Batch) -> Response {
    let reader = &visitor.reader;
    let title = reader.text("import-running-title");
    let here = format!("/import/{}", batch.id);
    moving::page(visitor.page(
        &title,
        &html! {
            (page_header(&title, Some(&file_names(batch).join(", ")), &html! {}))
            (steps(visitor, 3))
            (moving::piece(&here, &progress(visitor, batch)))
        },
    ))
}

fn progress(visitor: &Visitor, batch: &Batch) -> Markup {
    let reader = &visitor.reader;
    let counts = [
        ("done", ui::format::integer(batch.done, reader.lang).into()),
        ("total", ui::format::integer(batch.total, reader.lang).into()),
    ];
    let label = reader.text("import-running-title");
    // Before the first record nobody knows how many there will be.
    match batch.total {
        0 => ui::parts::progress(&label, None, &reader.text("import-running-begins")),
        total => {
            let text = reader.text_with("import-running-text", &counts);
            ui::parts::progress(&label, Some((batch.done, total)), &text)
        }
    }
}

fn json(batch: &Batch) -> Response {
    let report: Option<serde_json::Value> = serde_json::from_str(&batch.report).ok();
    let body = serde_json::json!({
        "id": batch.id, "state": batch.state, "done": batch.done, "total": batch.total,
        "files": file_names(batch), "report": report,
    });
    axum::Json(body).into_response()
}
