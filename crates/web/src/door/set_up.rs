//! The first set-up of an empty company, opened once by the token that the operator's terminal shows.

use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use guard::SignIn;
use maud::{Markup, html};
use records::settings::SettingsDraft;
use records::{Ctx, Error};
use serde::Deserialize;
use ui::parts::primary_button;
use ui::paths;

use super::{Blank, faults, field, let_in, refusal};
use crate::app::App;
use crate::company::settings;
use crate::error::Answer;
use crate::visitor::Passer;

/// GET and POST, `token`.
pub const SET_UP: &str = "/set-up";

#[derive(Deserialize)]
pub struct Token {
    #[serde(default)]
    token: String,
}

/// The form.
#[derive(Deserialize, Default)]
pub struct Company {
    token: String,
    company: String,
    country: String,
    currency: String,
    zone: String,
    name: String,
    email: String,
    password: String,
}

pub async fn show_set_up(State(app): State<App>, Query(asked): Query<Token>, passer: Passer) -> Answer {
    if !guard::invitation::is_first_owner_token(&app.gate, &asked.token).await? {
        return Ok(closed(&passer));
    }
    let now = app.gate.settings();
    let typed = Company {
        token: asked.token,
        country: now.country.clone(),
        currency: now.currency.to_string(),
        zone: now.zone_name.clone(),
        ..Company::default()
    };
    Ok(page(&passer, &typed, &html! {}))
}

pub async fn set_up(State(app): State<App>, passer: Passer, Form(typed): Form<Company>) -> Answer {
    if !guard::invitation::is_first_owner_token(&app.gate, &typed.token).await? {
        return Ok((StatusCode::NOT_FOUND, closed(&passer)).into_response());
    }
    match begin(&app, &passer, &typed).await {
        Ok(SignIn::Done { token, .. }) => let_in(&app, &token, paths::START),
        Ok(tried) => Ok(wrong(page(&passer, &typed, &refusal(&app, &passer.reader, &tried)))),
        Err(error) => match faults(&passer.reader, &error) {
            Some(list) => Ok(wrong(page(&passer, &typed, &list))),
            None => Err(error.into()),
        },
    }
}

/// The owner first: the token dies with it. Then the company's settings, on the system's right, since they are part of
/// the same act.
async fn begin(app: &App, passer: &Passer, typed: &Company) -> Result<SignIn, Error> {
    let draft = SettingsDraft {
        company: Some(typed.company.clone()),
        zone: Some(typed.zone.clone()),
        currency: Some(typed.currency.clone()),
        country: Some(typed.country.clone()),
        language: Some(passer.reader.lang.code().to_owned()),
        ..SettingsDraft::default()
    };
    records::settings::write(&Ctx::system(&app.gate, "first set-up with the one-time token"), &draft).await?;
    let Company { token, name, email, password, .. } = typed;
    guard::invitation::accept_first_owner(&app.gate, token, name, email, password, &passer.visit).await
}

fn wrong(page: Response) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

fn page(passer: &Passer, typed: &Company, note: &Markup) -> Response {
    let reader = &passer.reader;
    let blank = |name, kind, autocomplete, value| Blank {
        name,
        label: reader.text(&format!("set-up-{name}")),
        kind,
        autocomplete,
        value,
        hint: (name == "password").then(|| reader.text("set-up-password-help")),
    };
    let body = html! {
        form.form.card.card-body method="post" action=(SET_UP) {
            div { h1 { (reader.text("set-up-title")) } p.soft { (reader.text("set-up-lead")) } }
            (note)
            input type="hidden" name="token" value=(typed.token);
            (field(&blank("company", "text", "organization", &typed.company)))
            div.form-grid {
                (settings::country_field(&reader.text("set-up-country"), &typed.country))
                (settings::currency_field(&reader.text("set-up-currency"), &typed.currency))
            }
            (field(&blank("zone", "text", "off", &typed.zone)))
            (settings::zones())
            (field(&blank("name", "text", "name", &typed.name)))
            (field(&blank("email", "email", "username", &typed.email)))
            (field(&blank("password", "password", "new-password", "")))
            (primary_button(&reader.text("set-up-button")))
        }
    };
    passer.page(&reader.text("set-up-title"), &body)
}

fn closed(passer: &Passer) -> Response {
    let reader = &passer.reader;
    let body = html! { h1 { (reader.text("set-up-closed-title")) } p { (reader.text("set-up-closed-text")) } };
    passer.page(&reader.text("set-up-closed-title"), &body)
}
