//! The header `Idempotency-Key` on what changes records: sent again with the same body it is answered as the first time,
//! byte for byte and without a second change; with another body it is refused (422). Whoever sends it is a program, so
//! it is answered in JSON.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts as _, Request, State};
use axum::http::{HeaderMap, HeaderName, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use records::once::{Named, kept};

use crate::app::App;
use crate::error::{Answer, Error};
use crate::router::{FORM_BYTES, UPLOAD_BYTES};
use crate::visitor::Visitor;

/// The header, by its draft standard (draft-ietf-httpapi-idempotency-key-header) and by custom.
const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Whether the sender may send this request again.
#[must_use]
pub fn is_named(headers: &HeaderMap) -> bool {
    headers.contains_key(KEY)
}

/// Answers a named request once; others pass.
pub async fn answer_once(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST || !is_named(request.headers()) {
        return next.run(request).await;
    }
    once(&app, request, next).await.unwrap_or_else(Error::into_response)
}

/// The answer is always the one that was kept with the change, also the first time: so the two cannot differ. A request
/// that changed nothing kept nothing, and its own answer stands.
async fn once(app: &App, request: Request, next: Next) -> Answer {
    let (mut parts, body) = request.into_parts();
    let key = parts.headers.get(KEY).and_then(|key| key.to_str().ok()).ok_or(Error::Bad("unreadable key".into()))?;
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    // A form with a file in it; how large the file may be is said where it is read.
    let limit = if kind.starts_with("multipart/") { UPLOAD_BYTES } else { FORM_BYTES };
    let body = to_bytes(body, limit).await.map_err(|_| Error::TooLarge)?;
    let asked = [parts.uri.path().as_bytes(), b"\n", body.as_ref()].concat();
    let named = Named::new(key, &asked)?;
    let visitor = Visitor::from_request_parts(&mut parts, app).await?;
    if let Some(answer) = kept(&visitor.ctx, &named).await? {
        return Ok(json(answer));
    }
    parts.extensions.insert(named.clone());
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    // Another sending of the same request may have been the quicker one: then this one failed, and is answered alike.
    Ok(kept(&visitor.ctx, &named).await?.map_or(response, json))
}

fn json(answer: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], answer).into_response()
}
