//! A list taken out as a file: `GET /{plural}/export` says what would leave and what stays, `POST` sends the file. The file is
//! written whole before its first byte goes out, so that what fails on the way is a page and never half a file.

use axum::Form as Sending;
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Query};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::IntoResponse as _;
use catalogue::{Action, Name};
use maud::html;
use outtake::{Form, OuttakeError};
use records::export::{self, Export, MOST, Survey};
use records::{Fault, ListAsk};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};
use ui::export::{ExportPage, Leaving, Tick, export_form};
use ui::parts::page_header;
use ui::paths;

use super::address::ListState;
use super::conditions;
use super::files::{CHUNK, disposition};
use super::list_bar::kept;
use super::list_table;
use super::subject::{Sent, Subject};
use crate::error::{Answer, Error};
use crate::failure::Wanted;
use crate::headers::Sandboxed;
use crate::visitor::Visitor;

/// The page beside the list.
pub const PAGE: &str = "export";
/// Parts of a list's address that say how it looks, and nothing of what leaves.
const LOOKS: [&str; 6] = ["columns", "after", "pages", "add", "dense", "widths"];

/// `GET /{plural}/export`: what would leave.
pub async fn ask_export(
    visitor: Visitor,
    Path(plural): Path<String>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let sent = Sent(sent);
    let asked = Asked::read(&subject, &sent)?;
    let surveyed = export::survey(&visitor.ctx, &asked.ask(&subject)).await;
    if visitor.wanted == Wanted::Json {
        return Ok(Json(document(&surveyed?)).into_response());
    }
    page(&subject, &asked, surveyed)
}

/// `POST /{plural}/export`: the file.
pub async fn export_records(
    visitor: Visitor,
    Path(plural): Path<String>,
    Sending(sent): Sending<Vec<(String, String)>>,
) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let sent = Sent(sent);
    let asked = Asked::read(&subject, &sent)?;
    if asked.ticked.is_empty() {
        let fault = Fault { field: None, message: records::Message { key: "fault-export-columns", args: Vec::new() } };
        return page(&subject, &asked, Err(records::Error::Invalid(vec![fault])));
    }
    let ask = asked.ask(&subject);
    match export::begin(&visitor.ctx, &ask, asked.form.as_str()).await {
        Ok(begun) => file(&subject, begun, asked.form).await,
        Err(error @ records::Error::Invalid(_)) => page(&subject, &asked, Err(error)),
        Err(other) => Err(other.into()),
    }
}

/// What is asked to leave, as text.
struct Asked {
    state: ListState,
    /// Columns that are to leave, of those that may.
    ticked: Vec<Name>,
    /// Columns of the list that may not.
    closed: Vec<Name>,
    /// Every field that may.
    open: Vec<Name>,
    form: Form,
}

impl Asked {
    fn read(subject: &Subject<'_>, sent: &Sent) -> Result<Self, Error> {
        let ctx = &subject.visitor.ctx;
        records::rights::need(ctx, Action::Export, &subject.object.name)?;
        let open = export::open_fields(ctx, &subject.object.name)?;
        let state = ListState::read(sent);
        let is_sent = sent.has("form");
        let shown = match is_sent {
            true => sent.all("column").map(Name::from).collect(),
            false => list_table::columns(subject, &state),
        };
        // A path is judged by the gate, which refuses it by name.
        let may = |name: &Name| open.contains(name) || name.contains('.') || &**name == "id";
        let (ticked, closed) = shown.into_iter().partition(may);
        let form = sent.get("form").and_then(Form::parse).unwrap_or(Form::ALL[0]);
        Ok(Self { state, ticked, closed, open, form })
    }

    fn ask(&self, subject: &Subject<'_>) -> ListAsk {
        let columns = self.ticked.iter().map(ToString::to_string).collect();
        ListAsk { columns, after: None, ..self.state.ask(&subject.object.name, 0) }
    }
}

fn page(subject: &Subject<'_>, asked: &Asked, surveyed: Result<Survey, records::Error>) -> Answer {
    let reader = subject.reader();
    let (leaving, faults) = match surveyed {
        Ok(survey) => (Some(leaving(&survey)), Vec::new()),
        Err(records::Error::Invalid(faults)) => (None, faults.iter().map(|fault| told(subject, fault)).collect()),
        Err(other) => return Err(other.into()),
    };
    let fields = subject.fields();
    let tick = |ticked: bool| move |name: &Name| Tick { value: name.to_string(), label: label(subject, name), ticked };
    let further = asked.open.iter().filter(|name| !asked.ticked.contains(name) && &***name != "version");
    let id = Name::from("id");
    let further = further.chain(Some(&id).filter(|id| !asked.ticked.contains(id)));
    let form = |form: Form| Tick {
        value: form.as_str().to_owned(),
        label: reader.text(&format!("export-form-{}", form.as_str())),
        ticked: form == asked.form,
    };
    let form = export_form(
        reader,
        &ExportPage {
            action: paths::beside(&subject.object.plural, PAGE),
            back: asked.state.address(&subject.list()),
            kept: kept(&asked.state, &LOOKS),
            conditions: conditions_of(subject, &asked.state),
            closed: asked.closed.iter().map(|name| fields.label(name)).collect(),
            columns: asked.ticked.iter().map(tick(true)).collect(),
            more: further.map(tick(false)).collect(),
            forms: Form::ALL.into_iter().map(form).collect(),
            leaving,
            faults: faults.clone(),
        },
    );
    let title = reader.text_with("export-title", &[("records", subject.plural_label().into())]);
    let body = html! { (page_header(&title, Some(&reader.text("export-lead")), &html! {})) (form) };
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, subject.visitor.page(&title, &body)).into_response())
}

fn label(subject: &Subject<'_>, name: &str) -> String {
    if name == "id" { subject.text("export-id") } else { subject.fields().label(name) }
}

/// A fault in the reader's words, the field by the name that its list shows.
fn told(subject: &Subject<'_>, fault: &Fault) -> String {
    let mut message = fault.message.clone();
    for (name, value) in &mut message.args {
        if *name == "field" && subject.fields().find(value).is_some() {
            *value = subject.fields().label(value);
        }
    }
    subject.reader().message(&message)
}

fn leaving(survey: &Survey) -> Leaving {
    let Survey { rows, is_beyond, stay, stay_more, .. } = *survey;
    Leaving { rows, most: MOST, is_beyond, stay, stay_more }
}

fn document(survey: &Survey) -> serde_json::Value {
    json!({
        "object": survey.object, "rows": survey.rows, "beyond": survey.is_beyond, "stay": survey.stay,
        "columns": survey.columns.iter().map(|column| &column.path).collect::<Vec<_>>(), "closed": survey.closed,
    })
}

/// What narrows the list, in the reader's words.
fn conditions_of(subject: &Subject<'_>, state: &ListState) -> Vec<String> {
    let reader = subject.reader();
    let mut said = Vec::new();
    if !state.segment.is_empty() {
        said.push(reader.words().segment_label(reader.lang, &subject.object.name, &state.segment));
    }
    if !state.search.is_empty() {
        said.push(reader.text_with("export-search", &[("text", state.search.as_str().into())]));
    }
    said.extend(conditions::in_words(&subject.fields(), &state.filter));
    match state.archived() {
        query::Archived::Hide => {}
        query::Archived::Only => said.push(reader.text("export-archived-only")),
        query::Archived::Include => said.push(reader.text("export-archived-all")),
    }
    said
}

/// Writes the file and sends it, to be saved.
async fn file(subject: &Subject<'_>, mut begun: Export, form: Form) -> Answer {
    let disk = |error: std::io::Error| Error::Broken { what: "the file of an export", source: Box::new(error) };
    let written = outtake::write(&mut begun, form, tempfile::tempfile().map_err(disk)?).await;
    let mut file = tokio::fs::File::from_std(written.map_err(failed)?);
    file.rewind().await.map_err(disk)?;
    let size = file.metadata().await.map_err(disk)?.len();
    let name = outtake::file_name(&subject.visitor.ctx, &subject.object.name, form);
    let mut response = Body::from_stream(stream(OnItsWay { file, export: Some(begun), sent: 0, size })).into_response();
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value: String| {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(name, value);
        }
    };
    put(CONTENT_TYPE, form.media().to_owned());
    put(CONTENT_LENGTH, size.to_string());
    put(CONTENT_DISPOSITION, disposition(&name));
    response.extensions_mut().insert(Sandboxed);
    Ok(response)
}

fn failed(error: OuttakeError) -> Error {
    match error {
        OuttakeError::Records(error) => error.into(),
        OuttakeError::File(error) => Error::Broken { what: "the file of an export", source: Box::new(error) },
        other @ OuttakeError::Sheet(_) => Error::Broken { what: "the file of an export", source: Box::new(other) },
    }
}

/// A file that is being sent. One whose reader goes away before its end is noted as broken off.
struct OnItsWay {
    file: tokio::fs::File,
    export: Option<Export>,
    sent: u64,
    size: u64,
}

fn stream(way: OnItsWay) -> impl futures::Stream<Item = std::io::Result<Vec<u8>>> {
    futures::stream::try_unfold(way, async |mut way: OnItsWay| {
        let mut chunk = Vec::with_capacity(CHUNK);
        let read = way.file.read_buf(&mut chunk).await?;
        way.sent += read as u64;
        if let Some(export) = &mut way.export {
            export.sent(way.sent, way.size);
        }
        if way.sent >= way.size
            && let Some(export) = way.export.take()
        {
            export.finished();
        }
        Ok((read > 0).then_some((chunk, way)))
    })
}
