//! What every response carries, whatever made it: the content policy, the isolation headers and the request's id.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;

/// No inline script or style, nothing from elsewhere, no framing, and no string becomes script (Trusted Types).
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    connect-src 'self'; font-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; \
    frame-ancestors 'none'; require-trusted-types-for 'script'";

const FIXED: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Over a file of a record, should a browser ever show it: no script, no origin of ours, nothing loaded.
const SANDBOX: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// Marks an answer that is somebody's file: it gets the stricter policy.
#[derive(Debug, Clone, Copy)]
pub struct Sandboxed;

/// Ties a response to its lines in the log and to its evidence.
#[derive(Debug, Clone)]
pub struct RequestId(pub Arc<str>);

/// The outermost layer: names the request, then dresses the answer.
pub async fn dress(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let id = RequestId(fresh_id());
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).await;
    put_headers(response.headers_mut(), &id);
    if response.extensions().get::<Sandboxed>().is_some() {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX));
    }
    if app.config.is_secure() {
        // One year, as the requirement says; subdomains are the operator's to decide.
        let year = HeaderValue::from_static("max-age=31536000");
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    response
}

fn put_headers(headers: &mut HeaderMap, id: &RequestId) {
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Assets say for themselves how long they may be kept; everything else is data.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        headers.insert("x-request-id", value);
    }
}

/// Ninety-six random bits: unguessable is not asked for, unique is.
fn fresh_id() -> Arc<str> {
    let mut bytes = [0_u8; 12];
    // Without entropy the requests share one id; that harms the log, never the answer.
    if getrandom::fill(&mut bytes).is_err() {
        tracing::warn!("no entropy for a request id");
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into()
}
