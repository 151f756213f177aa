//! The face of a failure: page, fragment or JSON by who asks, in the reader's language, with the request's id.
//! The whole chain goes to the log, once, here.

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::error::{Error, Failed};
use crate::headers::RequestId;

/// How the answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    Page,
    /// A piece of a page, asked for by htmx.
    Fragment,
    Json,
}

/// Reads it from the headers.
#[must_use]
pub fn wanted(headers: &HeaderMap) -> Wanted {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("");
    if accept.starts_with("application/json") {
        Wanted::Json
    } else if headers.contains_key("hx-request") {
        Wanted::Fragment
    } else {
        Wanted::Page
    }
}

/// Gives every bare error response its face: ours by `Failed`, the framework's (404, 405, 413...) by their status.
pub async fn face(State(_app): State<App>, request: Request, next: Next) -> Response {
    let asked = Asked::of(&request);
    let response = next.run(request).await;
    if !response.status().is_client_error() && !response.status().is_server_error() {
        return response;
    }
    match response.extensions().get::<Failed>().cloned() {
        Some(Failed(error)) => {
            log(&error, &asked);
            show(&asked, error.status(), Some(&error))
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
}

impl Asked {
    fn of(request: &Request) -> Self {
        Self {
            wanted: wanted(request.headers()),
            method: request.method().clone(),
            path: request.uri().path_and_query().map_or_else(String::new, ToString::to_string),
            id: request.extensions().get::<RequestId>().map_or_else(String::new, |id| id.0.to_string()),
        }
    }
}

/// Responses of the framework are empty or plain text; our pages are HTML or JSON.
fn is_bare(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    kind.is_empty() || kind.starts_with("text/plain")
}

fn log(error: &Error, asked: &Asked) {
    let mut chain = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        chain.push_str(": ");
        chain.push_str(&inner.to_string());
        source = inner.source();
    }
    let path = asked.path.split('?').next().unwrap_or("");
    if error.status().is_server_error() {
        tracing::error!(request = asked.id, method = %asked.method, path, error = chain, "failed");
    } else {
        tracing::info!(request = asked.id, method = %asked.method, path, error = chain, "refused");
    }
}

fn show(asked: &Asked, status: StatusCode, error: Option<&Error>) -> Response {
    if matches!(error, Some(Error::SignIn)) && asked.wanted == Wanted::Page {
        return to_sign_in(asked);
    }
    (status, status.canonical_reason().unwrap_or("error")).into_response()
}

/// A page that needs a session leads to the sign-in, and back afterwards (only to a page: a form is not sent twice).
fn to_sign_in(asked: &Asked) -> Response {
    let next = if asked.method == Method::GET { asked.path.as_str() } else { "/" };
    let place = format!("/sign-in?next={}", escape(next));
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(value) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}

/// Percent-encodes all but the characters that are safe in a query value (RFC 3986 unreserved, and `/`).
#[must_use]
pub fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
