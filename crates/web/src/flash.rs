//! What the last action did, said once on the next page: carried by a cookie of one minute that the page takes away.

use axum::http::header::{HeaderMap, LOCATION, SET_COOKIE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::app::Config;
use crate::cookies;

/// The longest text that is carried: a cookie holds 4 kB.
const LONGEST: usize = 600;

/// On an answer that says that something was not done.
const REFUSED: HeaderName = HeaderName::from_static("candor-refused");

/// A saying on its way to the next page.
#[derive(Serialize, Deserialize)]
pub struct Saying {
    text: String,
    bad: bool,
    link: Option<(String, String)>,
}

impl Saying {
    /// Done.
    #[must_use]
    pub fn done(text: impl Into<String>) -> Self {
        Self { text: text.into(), bad: false, link: None }
    }

    /// Not done, and why.
    #[must_use]
    pub fn refused(text: impl Into<String>) -> Self {
        Self { text: text.into(), bad: true, link: None }
    }

    /// With one thing to do about it: its text and its address, which is one of ours.
    #[must_use]
    pub fn link(mut self, text: impl Into<String>, address: impl Into<String>) -> Self {
        self.link = Some((text.into(), address.into()));
        self
    }
}

/// To another page, after a form (303: the browser asks for it with GET).
#[must_use]
pub fn go(address: &str) -> Response {
    let mut response = axum::http::StatusCode::SEE_OTHER.into_response();
    if let Ok(value) = HeaderValue::from_str(address) {
        response.headers_mut().insert(LOCATION, value);
    }
    response
}

/// To another page, which says what was done.
#[must_use]
pub fn go_saying(config: &Config, address: &str, mut saying: Saying) -> Response {
    saying.text = saying.text.chars().take(LONGEST).collect();
    let mut response = go(address);
    mark(&mut response, saying.bad);
    if let Some(line) = serde_json::to_vec(&saying).ok().map(|json| URL_SAFE_NO_PAD.encode(json)) {
        append(&mut response, cookies::saying(config, &line));
    }
    response
}

/// Tells a script that a form was refused, though the answer leads on to a page: what was typed is not done with.
pub fn mark(response: &mut Response, bad: bool) {
    if bad {
        response.headers_mut().insert(REFUSED, HeaderValue::from_static("yes"));
    }
}

/// What the page before wanted said. The browser holds it, so only its own reader can have put it there.
#[must_use]
pub fn heard(headers: &HeaderMap) -> Option<ui::Flash> {
    let line = cookies::value(headers, cookies::SAYING).filter(|line| !line.is_empty())?;
    let saying: Saying = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(line).ok()?).ok()?;
    let link = saying.link.filter(|(_, address)| ui::paths::is_ours(address));
    Some(ui::Flash { text: saying.text, bad: saying.bad, link })
}

/// Adds a `Set-Cookie`.
pub fn append(response: &mut Response, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
}
