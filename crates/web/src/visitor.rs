//! Who is asking: the session cookie turned into a person with rights, in one place. A handler that takes a
//! `Visitor` cannot be reached without a session.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use records::Ctx;

use crate::app::App;
use crate::cookies;
use crate::error::Error;
use crate::headers::RequestId;

/// A signed-in person and how they like to read.
#[derive(Clone)]
pub struct Visitor {
    pub ctx: Ctx,
    pub theme: Theme,
}

/// Light, dark, or as the device says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    #[default]
    Device,
    Light,
    Dark,
}

/// Address of the client, put on the request by the accept loop.
#[derive(Debug, Clone)]
pub struct Address(pub Arc<str>);

impl FromRequestParts<App> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let _token = cookies::value(&parts.headers, cookies::session_name(&app.config)).ok_or(Error::SignIn)?;
        Err(Error::SignIn)
    }
}

/// The theme a request asks for.
pub fn theme(parts: &Parts) -> Theme {
    match cookies::value(&parts.headers, cookies::THEME) {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::Device,
    }
}

/// The client's address as text; empty when the request did not come over a socket (tests).
pub fn address(parts: &Parts) -> Arc<str> {
    parts.extensions.get::<Address>().map_or_else(|| Arc::from(""), |address| address.0.clone())
}

/// The request's id.
pub fn request_id(parts: &Parts) -> Arc<str> {
    parts.extensions.get::<RequestId>().map_or_else(|| Arc::from(""), |id| id.0.clone())
}
