//! How somebody reads: language and theme, found from cookies and headers.

use std::sync::Arc;

use axum::http::header::{ACCEPT_LANGUAGE, HeaderMap};
use catalogue::Lang;
use records::Ctx;
use ui::{Reader, Theme};

use crate::app::App;
use crate::cookies;

/// What the person chose, else what the browser asks for, else the company's language.
#[must_use]
pub fn language(headers: &HeaderMap, app: &App) -> Lang {
    let chosen = cookies::value(headers, cookies::LANGUAGE).and_then(Lang::from_tag);
    let asked = || headers.get(ACCEPT_LANGUAGE).and_then(|line| Lang::from_accept_language(line.to_str().ok()?));
    let company = || Lang::from_tag(&app.gate.settings().language).unwrap_or_default();
    chosen.or_else(asked).unwrap_or_else(company)
}

/// How whoever makes this request reads.
#[must_use]
pub fn of(ctx: &Ctx) -> Reader {
    Reader {
        lang: ctx.lang,
        words: Arc::clone(&ctx.gate.catalogue.words),
        zone: ctx.env.zone.clone(),
        now: ctx.env.now,
        currency: ctx.env.currency,
        me: Some(ctx.who.user),
    }
}

/// The theme that the person chose.
#[must_use]
pub fn theme(headers: &HeaderMap) -> Theme {
    cookies::value(headers, cookies::THEME).map(parse_theme).unwrap_or_default()
}

/// From the word of the cookie and of the form.
#[must_use]
pub fn parse_theme(word: &str) -> Theme {
    match word {
        "light" => Theme::Light,
        "dark" => Theme::Dark,
        _ => Theme::Device,
    }
}
