//! One's own account: the password, and where one is signed in.

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use guard::OpenSession;
use maud::{Markup, html};
use serde::Deserialize;
use ui::icon;
use ui::parts::{Tone, badge, card, fault_list, page_header};
use ui::paths::ACCOUNT;

use super::{END_SESSION, PASSWORD, calendar_feed, menu, told};
use crate::app::App;
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::visitor::Visitor;

/// The form of a new password.
#[derive(Deserialize)]
pub struct Passwords {
    old: String,
    new: String,
}

/// Which session ends: the hash of one, or `others`.
#[derive(Deserialize)]
pub struct Ended {
    session: String,
}

pub async fn show_account(State(app): State<App>, visitor: Visitor) -> Answer {
    page(&app, &visitor, &[]).await
}

pub async fn change_password(State(app): State<App>, visitor: Visitor, Form(typed): Form<Passwords>) -> Answer {
    match guard::password::change(&visitor.ctx, &typed.old, &typed.new, &visitor.token).await {
        Ok(()) => Ok(visitor.go_saying(ACCOUNT, Saying::done(visitor.text("account-password-done")))),
        Err(error) => refused(&app, &visitor, error).await,
    }
}

/// The page with what was wrong in one of its forms; other errors stay errors.
pub(super) async fn refused(app: &App, visitor: &Visitor, error: records::Error) -> Answer {
    let records::Error::Invalid(faults) = error else { return Err(Error::Records(error)) };
    let page: Response = page(app, visitor, &visitor.reader.faults(&faults)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

pub async fn end_session(State(app): State<App>, visitor: Visitor, Form(ended): Form<Ended>) -> Answer {
    if ended.session == "others" {
        let own = guard::session::hash_of(&app.gate, &visitor.token);
        for session in guard::sessions(&visitor.ctx).await?.iter().filter(|session| session.hash != own) {
            guard::end_session(&visitor.ctx, &session.hash).await?;
        }
    } else {
        guard::end_session(&visitor.ctx, &ended.session).await?;
    }
    Ok(visitor.go(ACCOUNT))
}

async fn page(app: &App, visitor: &Visitor, faults: &[String]) -> Answer {
    let sessions = guard::sessions(&visitor.ctx).await?;
    let wish = records::notify::wish(&visitor.ctx).await?;
    let mail_wish = records::notify::digest::mail_wish(&visitor.ctx).await?;
    let feed = guard::calendar_feed::find(&visitor.ctx).await?;
    let own = guard::session::hash_of(&app.gate, &visitor.token);
    let body = html! {
        div.narrow.stack {
            (page_header(&visitor.text("account-title"), Some(&visitor.ctx.who.name), &html! {}))
            (fault_list(&visitor.reader, faults))
            (menu::part(visitor))
            (told::form(visitor, &wish))
            (told::mail_form(visitor, &mail_wish))
            (calendar_feed::part(visitor, feed))
            (password_form(visitor))
            (session_list(visitor, &sessions, &own))
        }
    };
    Ok(visitor.page(&visitor.text("account-title"), &body))
}

fn password_form(visitor: &Visitor) -> Markup {
    let field = |name: &str, key: &str, autocomplete: &str| {
        html! {
            div.field {
                label.form-label for=(name) { (visitor.text(key)) }
                input.form-control id=(name) type="password" name=(name) required maxlength="200" autocomplete=(autocomplete);
            }
        }
    };
    let body = html! {
        form.form.card-body method="post" action=(PASSWORD) {
            div.form-grid {
                (field("old", "account-password-old", "current-password"))
                (field("new", "account-password-new", "new-password"))
            }
            span.form-hint { (visitor.text("set-up-password-help")) }
            div.form-actions { button.btn type="submit" { (visitor.text("account-password-button")) } }
        }
    };
    card(&visitor.text("account-password-title"), None, &html! {}, &body)
}

fn session_list(visitor: &Visitor, sessions: &[OpenSession], own: &str) -> Markup {
    let reader = &visitor.reader;
    let all = html! {
        @if sessions.len() > 1 {
            form method="post" action=(END_SESSION) {
                button.btn.btn-small type="submit" name="session" value="others" { (visitor.text("account-sessions-end-others")) }
            }
        }
    };
    let body = html! {
        ul.card-list {
            @for session in sessions {
                li {
                    (icon("world"))
                    div.card-list-main {
                        span { (session.agent) }
                        span.faint.small { (session.address) " · " (reader.text("account-sessions-since")) " " (ui::format::instant(session.created_at, reader))
                            " · " (reader.text("account-sessions-seen")) " " (ui::format::ago(session.seen_at, reader)) }
                    }
                    @if session.hash == own { (badge(Tone::Good, &reader.text("account-sessions-this"))) }
                    @else {
                        form method="post" action=(END_SESSION) {
                            button.btn.btn-small type="submit" name="session" value=(session.hash) { (reader.text("account-sessions-end")) }
                        }
                    }
                }
            }
        }
    };
    card(&visitor.text("account-sessions-title"), None, &all, &body)
}
