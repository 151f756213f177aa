//! Cookies: the session, the language and the theme. The one place that names them and their flags.

use axum::http::HeaderValue;
use axum::http::header::{COOKIE, HeaderMap};

use crate::app::Config;

/// Whose value is read by a language tag (`en`, `es`, `ru`).
pub const LANGUAGE: &str = "candor_language";
/// Whose value is `light` or `dark`.
pub const THEME: &str = "candor_theme";
/// What the last action did: read and taken away by the next page.
pub const SAYING: &str = "candor_saying";
/// Preferences last a year.
const YEAR: i64 = 365 * 24 * 3600;

/// The session cookie's name: `__Host-` binds it to this host and to TLS, which plain loopback cannot offer.
#[must_use]
pub fn session_name(config: &Config) -> &'static str {
    if config.is_secure() { "__Host-candor" } else { "candor" }
}

/// The value of a cookie of the request.
#[must_use]
pub fn value<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(';')).find_map(
        |pair| {
            let (key, value) = pair.split_once('=')?;
            (key.trim() == name).then(|| value.trim())
        },
    )
}

/// `Set-Cookie` that starts a session. It ends with the browser or when the server says so.
pub fn start_session(config: &Config, token: &str) -> Option<HeaderValue> {
    line(config, session_name(config), token, Life::Session)
}

/// `Set-Cookie` that ends it.
pub fn end_session(config: &Config) -> Option<HeaderValue> {
    line(config, session_name(config), "", Life::Seconds(0))
}

/// `Set-Cookie` for a preference.
pub fn preference(config: &Config, name: &str, value: &str) -> Option<HeaderValue> {
    line(config, name, value, Life::Seconds(YEAR))
}

/// `Set-Cookie` for what the next page says; empty takes it away.
pub fn saying(config: &Config, line_of: &str) -> Option<HeaderValue> {
    line(config, SAYING, line_of, Life::Seconds(if line_of.is_empty() { 0 } else { 60 }))
}

enum Life {
    Session,
    Seconds(i64),
}

fn line(config: &Config, name: &str, value: &str, life: Life) -> Option<HeaderValue> {
    let secure = if config.is_secure() { "; Secure" } else { "" };
    let age = match life {
        Life::Session => String::new(),
        Life::Seconds(seconds) => format!("; Max-Age={seconds}"),
    };
    HeaderValue::from_str(&format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}")).ok()
}
