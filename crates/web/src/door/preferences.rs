//! Language and theme: kept in the browser, so that the sign-in page speaks the reader's language too.

use axum::Form;
use axum::extract::State;
use catalogue::Lang;
use serde::Deserialize;

use super::safe_next;
use crate::app::App;
use crate::cookies;
use crate::error::{Answer, Error};
use crate::flash;
use crate::reader::parse_theme;

#[derive(Deserialize)]
pub struct Language {
    language: String,
    back: Option<String>,
}

#[derive(Deserialize)]
pub struct Appearance {
    theme: String,
    back: Option<String>,
}

pub async fn choose_language(State(app): State<App>, Form(chosen): Form<Language>) -> Answer {
    let lang = Lang::from_tag(&chosen.language).ok_or_else(|| Error::Bad("no such language".to_owned()))?;
    let mut response = flash::go(safe_next(chosen.back.as_deref()));
    flash::append(&mut response, cookies::preference(&app.config, cookies::LANGUAGE, lang.code()));
    Ok(response)
}

pub async fn choose_theme(State(app): State<App>, Form(chosen): Form<Appearance>) -> Answer {
    let mut response = flash::go(safe_next(chosen.back.as_deref()));
    let word = parse_theme(&chosen.theme).as_str();
    flash::append(&mut response, cookies::preference(&app.config, cookies::THEME, word));
    Ok(response)
}
