//! A form that a script sends and waits for, so that the page with what was typed stays until the server has answered: where
//! it would lead to another page, it is told the address instead, and goes there itself.

use axum::extract::Request;
use axum::http::header::LOCATION;
use axum::http::{HeaderName, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

/// Sent by `islands/src/sending.ts`.
const ASKED: HeaderName = HeaderName::from_static("candor-form");
/// Where htmx goes on to.
const ONWARD: HeaderName = HeaderName::from_static("hx-redirect");

/// Cookies and the rest of the answer stay as they are.
pub async fn lead_on(request: Request, next: Next) -> Response {
    let asked = request.headers().contains_key(&ASKED);
    let mut response = next.run(request).await;
    if asked
        && response.status() == StatusCode::SEE_OTHER
        && let Some(address) = response.headers_mut().remove(LOCATION)
    {
        *response.status_mut() = StatusCode::OK;
        response.headers_mut().insert(ONWARD, address);
    }
    response
}
