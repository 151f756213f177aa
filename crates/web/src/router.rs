//! The table of contents: every address of the product with its handler, full paths, nothing hidden.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError};
use tower_http::timeout::TimeoutLayer;

use crate::app::App;
use crate::error::Error;
use crate::{failure, headers};

/// A form or an API body.
const FORM_BYTES: usize = 1 << 20;
/// The longest a page may take, slow body included.
const PAGE_WITHIN: Duration = Duration::from_secs(30);

/// Every page, with the layers that all of them pass.
pub fn router(app: App) -> Router {
    pages()
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PAGE_WITHIN))
        .layer(CatchPanicLayer::custom(report_panic))
        .layer(CsrfLayer::new().with_rejection_response(refuse_cross_site))
        .layer(from_fn_with_state(app.clone(), failure::face))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app.clone(), headers::dress))
        .with_state(app)
}

fn pages() -> Router<App> {
    Router::new()
        // open to everybody
        .route("/health", get(show_health))
}

/// For whoever watches the process: says that it answers, and nothing else.
async fn show_health() -> Response {
    ([("content-type", "application/json")], r#"{"status":"ok"}"#).into_response()
}

fn refuse_cross_site(_: ProtectionError) -> Response {
    Error::CrossSite.into_response()
}

fn report_panic(_: Box<dyn std::any::Any + Send>) -> Response {
    Error::Broken { what: "a handler panicked", source: "see the line before".into() }.into_response()
}
