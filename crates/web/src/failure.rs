//! The face of a failure: page, fragment or JSON by who asks, in the reader's language, with the request's id.
//! The whole chain goes to the log, once, here.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use maud::{Markup, html};
use ui::layout::{Frame, Menu};
use ui::parts::{Tone, notice};
use ui::{Reader, paths};

use crate::app::App;
use crate::error::{Error, Failed};
use crate::flash;
use crate::headers::RequestId;
use crate::{once, reader};

/// How the answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    Page,
    /// A piece of a page, asked for by htmx.
    Fragment,
    Json,
}

/// What a page asks for that listens to what others change.
pub(crate) const EVENTS: &str = "text/event-stream";

/// Reads it from the headers.
#[must_use]
pub fn wanted(headers: &HeaderMap) -> Wanted {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("");
    if accept.starts_with("application/json") || accept.starts_with(EVENTS) || once::is_named(headers) {
        Wanted::Json
    } else if headers.contains_key("hx-request") {
        Wanted::Fragment
    } else {
        Wanted::Page
    }
}

/// Gives every bare error response its face: ours by `Failed`, the framework's (404, 405, 413...) by their status.
pub async fn face(State(app): State<App>, request: Request, next: Next) -> Response {
    let asked = Asked::of(&request, &app);
    let response = next.run(request).await;
    if !response.status().is_client_error() && !response.status().is_server_error() {
        return response;
    }
    match response.extensions().get::<Failed>().cloned() {
        Some(Failed(error)) => {
            log(&error, &asked);
            let mut shown = show(&asked, error.status(), Some(&error));
            if let Error::TooMany { wait } = *error {
                shown.headers_mut().insert(header::RETRY_AFTER, wait.into());
            }
            shown
        }
        None if is_bare(&response) => show(&asked, response.status(), None),
        None => response,
    }
}

/// What of the request the face needs after the handler has taken it.
struct Asked {
    wanted: Wanted,
    method: Method,
    path: String,
    id: String,
    reader: Reader,
    theme: ui::Theme,
}

impl Asked {
    fn of(request: &Request, app: &App) -> Self {
        let headers = request.headers();
        let mut reader = Reader::stranger(reader::language(headers, app));
        reader.zone = app.gate.settings().zone.clone();
        Self {
            wanted: wanted(headers),
            method: request.method().clone(),
            path: request.uri().path_and_query().map_or_else(String::new, ToString::to_string),
            id: request.extensions().get::<RequestId>().map_or_else(String::new, |id| id.0.to_string()),
            reader,
            theme: reader::theme(headers),
        }
    }
}

/// Responses of the framework are empty or plain text; our pages are HTML or JSON.
fn is_bare(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    kind.is_empty() || kind.starts_with("text/plain")
}

/// The query may hold what somebody typed, or a one-time token: only the path is logged, and not the secret of a calendar's address.
fn log(error: &Error, asked: &Asked) {
    let mut chain = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        chain.push_str(": ");
        chain.push_str(&inner.to_string());
        source = inner.source();
    }
    let path = paths::told_in_logs(asked.path.split('?').next().unwrap_or(""));
    if error.status().is_server_error() {
        tracing::error!(request = asked.id, method = %asked.method, path, error = chain, "failed");
    } else {
        tracing::info!(request = asked.id, method = %asked.method, path, error = chain, "refused");
    }
}

fn show(asked: &Asked, status: StatusCode, error: Option<&Error>) -> Response {
    let words = Words::of(asked, status, error);
    match asked.wanted {
        Wanted::Page if matches!(error, Some(Error::SignIn)) => to_sign_in(asked),
        Wanted::Page => (status, Html(page(asked, &words).into_string())).into_response(),
        Wanted::Fragment => (status, Html(words.notice(asked).into_string())).into_response(),
        Wanted::Json => (status, Json(words.json(asked, error))).into_response(),
    }
}

/// A page that needs a session leads to the sign-in, and back afterwards (only to a page: a form is not sent twice).
fn to_sign_in(asked: &Asked) -> Response {
    let next = if asked.method == Method::GET { asked.path.as_str() } else { paths::HOME };
    let next = if next == paths::HOME { "" } else { next };
    flash::go(&paths::with_query(paths::SIGN_IN, &[("next", next)]))
}

fn page(asked: &Asked, words: &Words) -> Markup {
    let frame = Frame {
        reader: asked.reader.clone(),
        theme: asked.theme,
        title: words.title.clone(),
        path: asked.path.clone(),
        person: None,
        menu: Menu::default(),
        banner: None,
        flash: None,
        bell: None,
        live: None,
        drafts: None,
    };
    let body = html! {
        div.stack {
            h1 { (words.title) }
            p { (words.text) }
            @if !words.faults.is_empty() { ul.stack { @for fault in &words.faults { li { (fault) } } } }
            p.faint.small { (asked.reader.text_with("failure-request", &[("id", asked.id.as_str().into())])) }
            div { a.btn.btn-primary href=(paths::HOME) { (asked.reader.text("failure-home")) } }
        }
    };
    ui::layout::bare_page(&frame, &body)
}

/// What is said about a failure.
struct Words {
    code: &'static str,
    title: String,
    text: String,
    faults: Vec<String>,
}

impl Words {
    fn of(asked: &Asked, status: StatusCode, error: Option<&Error>) -> Self {
        let reader = &asked.reader;
        let code = code(status, error);
        let faults = match error {
            Some(Error::Records(records::Error::Invalid(faults))) => reader.faults(faults),
            _ => Vec::new(),
        };
        Self { code, title: reader.text(&format!("failure-{code}-title")), text: text(reader, code, error), faults }
    }

    fn notice(&self, asked: &Asked) -> Markup {
        notice(
            Tone::Bad,
            &html! {
                div.strong { (self.title) }
                div { (self.text) }
                @for fault in &self.faults { div { (fault) } }
                div.small { (asked.reader.text_with("failure-request", &[("id", asked.id.as_str().into())])) }
            },
        )
    }

    fn json(&self, asked: &Asked, error: Option<&Error>) -> serde_json::Value {
        let fields: Vec<serde_json::Value> = match error {
            Some(Error::Records(records::Error::Invalid(faults))) => faults
                .iter()
                .zip(&self.faults)
                .map(|(fault, text)| serde_json::json!({ "field": fault.field, "code": fault.message.key, "text": text }))
                .collect(),
            _ => Vec::new(),
        };
        let title = &self.title;
        serde_json::json!({ "error": { "code": self.code, "title": title, "text": self.text, "faults": fields, "request": asked.id } })
    }
}

fn text(reader: &Reader, code: &str, error: Option<&Error>) -> String {
    match error {
        Some(Error::Records(records::Error::Conflict(conflict))) => match &conflict.by_name {
            Some(name) => {
                let at = ui::format::instant(conflict.at, reader);
                reader.text_with("failure-conflict-text", &[("name", (&**name).into()), ("at", at.into())])
            }
            None => reader.text("failure-conflict-unknown"),
        },
        Some(Error::TooMany { wait }) => {
            let seconds = i64::try_from(*wait).unwrap_or(i64::MAX);
            reader.text_with("failure-too-many-text", &[("seconds", seconds.into())])
        }
        Some(Error::Records(records::Error::Invalid(_))) => String::new(),
        _ => reader.text(&format!("failure-{code}-text")),
    }
}

/// The middle of the key of its words, and the code in JSON.
fn code(status: StatusCode, error: Option<&Error>) -> &'static str {
    if matches!(error, Some(Error::CrossSite)) {
        return "cross-site";
    }
    match status.as_u16() {
        401 => "sign-in",
        403 => "forbidden",
        404 => "not-found",
        409 => "conflict",
        413 => "too-large",
        422 if error.is_some() => "invalid",
        429 => "too-many",
        503 => "unavailable",
        507 => "full",
        500..=599 => "broken",
        _ => "bad",
    }
}
