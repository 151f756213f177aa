//! The secret address of one's own calendar for other programs: a part of one's own account.

use axum::Form;
use axum::extract::State;
use guard::calendar_feed::{self, OpenFeed};
use maud::{Markup, html};
use serde::Deserialize;
use ui::parts::{card, page_header, secret_line};
use ui::paths::{self, ACCOUNT};
use ui::{format, icon};

use super::{CALENDAR_FEED, END_CALENDAR_FEED, account};
use crate::app::App;
use crate::error::Answer;
use crate::flash::Saying;
use crate::visitor::Visitor;

/// Who makes an address that opens without a session says first that it is them.
#[derive(Deserialize)]
pub struct Asked {
    password: String,
}

/// `POST /account/calendar`: makes a new address and shows it, which is the only time.
pub async fn make_calendar_feed(State(app): State<App>, visitor: Visitor, Form(asked): Form<Asked>) -> Answer {
    let made = async {
        guard::password::confirm(&visitor.ctx, &asked.password).await?;
        calendar_feed::make(&visitor.ctx).await
    };
    let token = match made.await {
        Ok(token) => token,
        Err(error) => return account::refused(&app, &visitor, error).await,
    };
    let reader = &visitor.reader;
    let address = format!("{}{}", visitor.config.public_url, paths::feed(&token));
    let title = reader.text("feed-made");
    let body = html! {
        div.narrow.stack {
            (page_header(&title, None, &html! {}))
            p { (reader.text("feed-made-text")) }
            (secret_line(reader, &address, &title))
            p.small.soft { (reader.text("feed-made-how")) }
            div.cluster {
                a.btn href=(paths::CALENDAR) { (reader.text("page-calendar")) }
                a.btn href=(ACCOUNT) { (reader.text("account-title")) }
            }
        }
    };
    Ok(visitor.page(&title, &body))
}

/// `POST /account/calendar/end`.
pub async fn end_calendar_feed(visitor: Visitor) -> Answer {
    calendar_feed::end(&visitor.ctx).await?;
    Ok(visitor.go_saying(ACCOUNT, Saying::done(visitor.text("feed-ended"))))
}

/// What there is, and the form that makes another.
pub(super) fn part(visitor: &Visitor, feed: Option<OpenFeed>) -> Markup {
    let reader = &visitor.reader;
    let body = html! {
        div.card-body.stack #calendar-feed {
            p { (reader.text("feed-lead")) }
            @if let Some(feed) = feed { (state(visitor, feed)) }
            form.form method="post" action=(CALENDAR_FEED) {
                div.field {
                    label.form-label for="feed-password" { (reader.text("account-password-old")) }
                    input.form-control id="feed-password" type="password" name="password" required maxlength="200" autocomplete="current-password";
                    span.form-hint { (reader.text(if feed.is_some() { "feed-again-help" } else { "feed-make-help" })) }
                }
                div.form-actions { button.btn type="submit" { (icon("calendar")) (reader.text(if feed.is_some() { "feed-again" } else { "feed-make" })) } }
            }
        }
    };
    card(&reader.text("feed-title"), None, &html! {}, &body)
}

fn state(visitor: &Visitor, feed: OpenFeed) -> Markup {
    let reader = &visitor.reader;
    let made = reader.text_with("feed-since", &[("at", format::instant(feed.created_at, reader).into())]);
    let seen = match feed.seen_at {
        Some(at) => reader.text_with("feed-seen", &[("ago", format::ago(at, reader).into())]),
        None => reader.text("feed-unseen"),
    };
    html! {
        div.cluster {
            span.soft { (made) " " (seen) }
            form method="post" action=(END_CALENDAR_FEED) {
                button.btn.btn-small type="submit" { (reader.text("feed-end")) }
            }
        }
    }
}
