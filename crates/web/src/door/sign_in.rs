//! Sign in with e-mail and password, and sign out.

use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use guard::SignIn;
use maud::{Markup, html};
use serde::Deserialize;
use ui::parts::primary_button;
use ui::paths;

use super::{Blank, field, let_in, refusal, safe_next};
use crate::app::App;
use crate::cookies;
use crate::error::Answer;
use crate::flash;
use crate::visitor::{Passer, Visitor};

/// Where to go on to.
#[derive(Deserialize)]
pub struct Onward {
    next: Option<String>,
}

/// The form.
#[derive(Deserialize)]
pub struct Credentials {
    email: String,
    password: String,
    next: Option<String>,
}

pub async fn show_sign_in(State(app): State<App>, Query(onward): Query<Onward>, passer: Passer) -> Answer {
    // A company without people has a door of its own: the address with its token stands on the operator's terminal.
    if guard::invitation::is_empty(&app.gate).await? {
        return Ok(flash::go(super::set_up::SET_UP));
    }
    Ok(page(&passer, "", safe_next(onward.next.as_deref()), &html! {}))
}

pub async fn sign_in(State(app): State<App>, passer: Passer, Form(typed): Form<Credentials>) -> Answer {
    let next = safe_next(typed.next.as_deref());
    let tried = guard::sign_in(&app.gate, &typed.email, &typed.password, &passer.visit).await?;
    if let SignIn::Done { token, .. } = &tried {
        return let_in(&app, token, next);
    }
    let status = match tried {
        SignIn::Wait { .. } => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok((status, page(&passer, &typed.email, next, &refusal(&app, &passer.reader, &tried))).into_response())
}

pub async fn sign_out(State(app): State<App>, visitor: Visitor) -> Answer {
    guard::sign_out(&visitor.ctx, &visitor.token).await?;
    let mut response = flash::go(paths::SIGN_IN);
    flash::append(&mut response, cookies::end_session(&app.config));
    Ok(response)
}

fn page(passer: &Passer, email: &str, next: &str, note: &Markup) -> Response {
    let reader = &passer.reader;
    let blank = |name, kind, autocomplete, value| Blank {
        name,
        label: reader.text(&format!("sign-in-{name}")),
        kind,
        autocomplete,
        value,
        hint: None,
    };
    let body = html! {
        form.form.card.card-body method="post" action=(paths::SIGN_IN) {
            div { h1 { (reader.text("sign-in-title")) } p.soft { (reader.text("sign-in-lead")) } }
            (ui::draft::kept(reader))
            (note)
            input type="hidden" name="next" value=(next);
            (field(&blank("email", "email", "username", email)))
            (field(&blank("password", "password", "current-password", "")))
            (primary_button(&reader.text("sign-in-button")))
        }
    };
    passer.page(&reader.text("sign-in-title"), &body)
}
