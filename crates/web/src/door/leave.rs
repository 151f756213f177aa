//! The link in a message by which its reader ends such messages, without signing in: GET only asks, POST does it (RFC 8058). It says
//! nobody's name: whoever was passed the message learns nothing by it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use ui::parts::primary_button;
use ui::paths;

use crate::app::App;
use crate::error::Answer;
use crate::visitor::Passer;

/// `GET /mail/leave/{token}`.
pub async fn ask_leave(State(app): State<App>, Path(token): Path<String>, passer: Passer) -> Answer {
    if records::post::leaving(&app.gate, &token).await?.is_none() {
        return Ok(unknown(&passer));
    }
    let body = html! {
        form.form.card.card-body method="post" action=(paths::leave(&token)) {
            h1 { (passer.reader.text("mail-leave-title")) }
            p { (passer.reader.text("mail-leave-text")) }
            div { (primary_button(&passer.reader.text("mail-leave-button"))) }
        }
    };
    Ok(passer.page(&passer.reader.text("mail-leave-title"), &body))
}

/// `POST /mail/leave/{token}`.
pub async fn end_mail(State(app): State<App>, Path(token): Path<String>, passer: Passer) -> Answer {
    match records::post::leave(&app.gate, &token).await {
        Ok(()) => Ok(said(&passer, "mail-leave-done", "mail-leave-back")),
        Err(records::Error::NotFound) => Ok(unknown(&passer)),
        Err(error) => Err(error.into()),
    }
}

fn unknown(passer: &Passer) -> Response {
    (StatusCode::NOT_FOUND, said(passer, "mail-leave-unknown", "mail-leave-back")).into_response()
}

fn said(passer: &Passer, title: &str, text: &str) -> Response {
    let title = passer.reader.text(title);
    let body: Markup = html! {
        div.card.card-body.stack {
            h1 { (title) }
            p { (passer.reader.text(text)) }
            div { a.btn href=(paths::ACCOUNT) { (passer.reader.text("account-title")) } }
        }
    };
    passer.page(&title, &body)
}
