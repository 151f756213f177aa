//! The files a browser is sent beside pages: precompressed, named by their content, kept for ever.

use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};

use crate::error::{Answer, Error};

pub async fn show_asset(Path(name): Path<String>, headers: HeaderMap) -> Answer {
    let file = ::assets::file(&name).ok_or(Error::NOT_FOUND)?;
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|line| line.to_str().ok()).unwrap_or("");
    let (bytes, encoding) = file.encoded(accepted);
    let mut response: Response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.media_type()));
    // The name changes with the content, so what was fetched once is good for ever.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Ok(response)
}
