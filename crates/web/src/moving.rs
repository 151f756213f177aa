//! A page of a work that goes on in the background: with a script a piece of it is drawn anew each second, without one the page
//! comes back by itself; once the work has ended the page is loaded anew.

use axum::http::header::HeaderValue;
use axum::response::{Html, IntoResponse as _, Response};
use maud::{Markup, html};

/// The piece that moves, drawn by the page's own address with `/progress` behind it.
pub fn piece(here: &str, now: &Markup) -> Markup {
    html! { div hx-get={ (here) "/progress" } hx-trigger="every 1s" hx-swap="innerHTML" { (now) } }
}

/// The page around it. With a script the piece is faster, and this never fires.
pub fn page(mut page: Response) -> Response {
    page.headers_mut().insert("refresh", HeaderValue::from_static("4"));
    page
}

/// The piece as it is asked for.
pub fn answer(now: &Markup, is_moving: bool) -> Response {
    let mut response = Html(now.0.clone()).into_response();
    if !is_moving {
        response.headers_mut().insert("hx-refresh", HeaderValue::from_static("true"));
    }
    response
}
