//! An invitation: a link that opens once, on which somebody chooses a password.

use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use guard::SignIn;
use maud::{Markup, html};
use serde::Deserialize;
use ui::parts::primary_button;
use ui::paths;

use super::{Blank, faults, field, let_in, refusal};
use crate::app::App;
use crate::error::Answer;
use crate::visitor::Passer;

/// GET and POST, `token` (in the query, which is not logged).
pub const INVITATION: &str = "/invitation";

#[derive(Deserialize)]
pub struct Token {
    #[serde(default)]
    token: String,
}

#[derive(Deserialize)]
pub struct Choice {
    token: String,
    password: String,
}

pub async fn show_invitation(State(app): State<App>, Query(asked): Query<Token>, passer: Passer) -> Answer {
    let invited = guard::invitation::invited(&app.gate, &asked.token).await?;
    Ok(invited
        .map_or_else(|| closed(&passer), |(_, name, email)| page(&passer, &asked.token, &name, &email, &html! {})))
}

pub async fn accept_invitation(State(app): State<App>, passer: Passer, Form(typed): Form<Choice>) -> Answer {
    let Some((_, name, email)) = guard::invitation::invited(&app.gate, &typed.token).await? else {
        return Ok((StatusCode::NOT_FOUND, closed(&passer)).into_response());
    };
    let again = |note: &Markup| {
        (StatusCode::UNPROCESSABLE_ENTITY, page(&passer, &typed.token, &name, &email, note)).into_response()
    };
    match guard::invitation::accept(&app.gate, &typed.token, &typed.password, &passer.visit).await {
        Ok(SignIn::Done { token, .. }) => let_in(&app, &token, paths::HOME),
        Ok(tried) => Ok(again(&refusal(&app, &passer.reader, &tried))),
        Err(error) => match faults(&passer.reader, &error) {
            Some(list) => Ok(again(&list)),
            None => Err(error.into()),
        },
    }
}

fn page(passer: &Passer, token: &str, name: &str, email: &str, note: &Markup) -> Response {
    let reader = &passer.reader;
    let title = reader.text_with("invitation-title", &[("name", name.into())]);
    let password = Blank {
        name: "password",
        label: reader.text("set-up-password"),
        kind: "password",
        autocomplete: "new-password",
        value: "",
        hint: Some(reader.text("set-up-password-help")),
    };
    let body = html! {
        form.form.card.card-body method="post" action=(INVITATION) {
            div { h1 { (title) } p.soft { (reader.text("invitation-lead")) } }
            (note)
            input type="hidden" name="token" value=(token);
            // Password managers keep the password under this name.
            input.visually-hidden type="email" name="email" value=(email) autocomplete="username" readonly tabindex="-1" aria-hidden="true";
            (field(&password))
            (primary_button(&reader.text("invitation-button")))
        }
    };
    passer.page(&title, &body)
}

fn closed(passer: &Passer) -> Response {
    let reader = &passer.reader;
    let body = html! { h1 { (reader.text("invitation-closed-title")) } p { (reader.text("invitation-closed-text")) } };
    passer.page(&reader.text("invitation-closed-title"), &body)
}
