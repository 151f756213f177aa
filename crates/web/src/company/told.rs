//! What I am told, and when not: a part of one's own account.

use axum::Form;
use axum::extract::State;
use maud::{Markup, html};
use records::notify::digest::{EVERY, MailWish, keep_mail_wish};
use records::notify::{KINDS, Wish, keep_wish};
use ui::parts::card;
use ui::paths::ACCOUNT;

use super::{MAIL_WISH, TOLD, account};
use crate::app::App;
use crate::error::Answer;
use crate::flash::Saying;
use crate::records::subject::Sent;
use crate::visitor::Visitor;

/// `POST /account/told`.
pub async fn save_told(State(app): State<App>, visitor: Visitor, Form(sent): Form<Vec<(String, String)>>) -> Answer {
    let sent = Sent(sent);
    let wanted: Vec<&str> = sent.all("told").collect();
    let hours = |name: &str| sent.get(name).unwrap_or_default().to_owned();
    match keep_wish(&visitor.ctx, &wanted, &hours("from"), &hours("to")).await {
        Ok(()) => Ok(visitor.go_saying(ACCOUNT, Saying::done(visitor.text("notify-wish-saved")))),
        Err(error) => account::refused(&app, &visitor, error).await,
    }
}

/// `POST /account/mail`.
pub async fn save_mail_wish(
    State(app): State<App>,
    visitor: Visitor,
    Form(sent): Form<Vec<(String, String)>>,
) -> Answer {
    let sent = Sent(sent);
    let of = |name: &str| sent.get(name).unwrap_or_default();
    match keep_mail_wish(&visitor.ctx, of("every"), of("hour")).await {
        Ok(()) => Ok(visitor.go_saying(ACCOUNT, Saying::done(visitor.text("notify-wish-saved")))),
        Err(error) => account::refused(&app, &visitor, error).await,
    }
}

/// Whether and when one is written to.
pub fn mail_form(visitor: &Visitor, wish: &MailWish) -> Markup {
    let body = html! {
        form.form.card-body #mail method="post" action=(MAIL_WISH) {
            span.form-hint { (visitor.text("mail-wish-lead")) }
            @if visitor.ctx.gate.settings().mail.is_none() { span.form-hint { (visitor.text("mail-wish-none")) } }
            div.field {
                @for every in EVERY {
                    label.check { input type="radio" name="every" value=(every) checked[&*wish.every == every]; span { (visitor.text(&format!("mail-wish-{}", every.replace('_', "-")))) } }
                }
            }
            div.field {
                label.form-label for="mail-hour" { (visitor.text("mail-wish-hour")) }
                select.form-select #mail-hour name="hour" {
                    @for hour in 0..24_i64 { option value=(hour) selected[hour == wish.hour] { (format!("{hour:02}:00")) } }
                }
            }
            div.form-actions { button.btn type="submit" { (visitor.text("action-save")) } }
        }
    };
    card(&visitor.text("mail-wish-title"), None, &html! {}, &body)
}

/// The form.
pub fn form(visitor: &Visitor, wish: &Wish) -> Markup {
    let hour = |minutes: i64| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let field = |name: &str, key: &str, minutes: Option<i64>| {
        html! {
            div.field {
                label.form-label for={ "quiet-" (name) } { (visitor.text(key)) }
                input.form-control id={ "quiet-" (name) } type="time" name=(name) value=[minutes.map(hour)];
            }
        }
    };
    let body = html! {
        form.form.card-body #told method="post" action=(TOLD) {
            span.form-hint { (visitor.text("notify-wish-lead")) }
            div.field {
                @for kind in KINDS {
                    label.check { input type="checkbox" name="told" value=(kind) checked[wish.wants(kind)]; span { (visitor.text(&format!("notify-wish-{kind}"))) } }
                }
            }
            fieldset.form-section {
                legend { (visitor.text("notify-quiet")) }
                div.form-grid {
                    (field("from", "notify-quiet-from", wish.quiet.map(|(from, _)| from)))
                    (field("to", "notify-quiet-to", wish.quiet.map(|(_, to)| to)))
                }
                span.form-hint { (visitor.text("notify-quiet-help")) }
            }
            div.form-actions { button.btn type="submit" { (visitor.text("action-save")) } }
        }
    };
    card(&visitor.text("notify-wish-title"), None, &html! {}, &body)
}
