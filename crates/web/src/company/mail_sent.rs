//! What was sent, waits or failed, and why: to whom and when, never what it said.

use axum::Form;
use axum::extract::Query;
use maud::{Markup, html};
use records::post::{KEPT_DAYS, Leaving, again, list};
use ui::parts::{Tone, badge, button_link, empty_state, page_header};
use ui::{format, paths};

use super::mail::reason;
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::records::subject::{Sent, id_of};
use crate::visitor::Visitor;

/// Lines of one page.
const LINES: u32 = 50;

/// `GET /settings/mail/sent`.
pub async fn list_sent(visitor: Visitor, Query(sent): Query<Vec<(String, String)>>) -> Answer {
    let before = Sent(sent).get("before").map(id_of).transpose()?;
    let (lines, next) = list(&visitor.ctx, before, LINES).await?;
    let reader = &visitor.reader;
    let title = reader.text("mail-sent-title");
    let lead = reader.text_with("mail-sent-lead", &[("days", KEPT_DAYS.into())]);
    let actions = html! { (button_link(paths::MAIL, "settings", &reader.text("mail-title"))) };
    let body = html! {
        (page_header(&title, Some(&lead), &actions))
        @if lines.is_empty() { (empty_state("mail", &reader.text("mail-sent-none"), &reader.text("mail-sent-none-text"), &html! {})) }
        @else { (table(&visitor, &lines)) }
        @if let Some(next) = next {
            nav.cluster aria-label=(title) { a.btn.btn-small href=(paths::with_query(paths::MAIL_SENT, &[("before", next)])) { (reader.text("notify-older")) } }
        }
    };
    Ok(visitor.page(&title, &body))
}

/// `POST /settings/mail/sent`: one of them is tried again.
pub async fn send_again(visitor: Visitor, Form(sent): Form<Vec<(String, String)>>) -> Answer {
    let sent = Sent(sent);
    let id = sent.get("message").map(id_of).transpose()?.ok_or(Error::NOT_FOUND)?;
    again(&visitor.ctx, id).await?;
    Ok(visitor.go_saying(paths::MAIL_SENT, Saying::done(visitor.text("mail-sent-again-done"))))
}

fn table(visitor: &Visitor, lines: &[Leaving]) -> Markup {
    let reader = &visitor.reader;
    html! {
        div.table-wrap { table.table.table-stack {
            thead { tr {
                @for key in ["mail-sent-to", "mail-sent-kind", "mail-sent-at", "mail-sent-state", "mail-sent-why"] { th { (reader.text(key)) } }
                th { span.visually-hidden { (reader.text("mail-sent-again")) } }
            } }
            tbody { @for line in lines { (row(visitor, line)) } }
        } }
    }
}

fn row(visitor: &Visitor, line: &Leaving) -> Markup {
    let reader = &visitor.reader;
    let post = &line.post;
    let why = if post.reason.is_empty() { String::new() } else { reason(visitor, &post.reason, &post.said) };
    let stands = matches!(&*post.state, "failed") || (&*post.state == "waits" && post.tries > 0);
    html! {
        tr {
            td { (line.to.as_deref().unwrap_or("—")) }
            td data-label=(reader.text("mail-sent-kind")) { (reader.text(&format!("mail-kind-{}", post.kind))) }
            td data-label=(reader.text("mail-sent-at")) { span title=(format::instant(post.at, reader)) { (format::ago(post.at, reader)) } }
            td data-label=(reader.text("mail-sent-state")) { (badge(tone(&post.state), &reader.text(&format!("mail-state-{}", post.state)))) }
            td.wrap data-label=(reader.text("mail-sent-why")) { @if !why.is_empty() {
                div {
                    (why)
                    @if &*post.state == "waits" && post.tries > 0 {
                        " " span.soft { (reader.text_with("mail-sent-next", &[("at", format::instant(post.next_at, reader).into())])) }
                    }
                }
            } }
            td { @if stands {
                form method="post" action=(paths::MAIL_SENT) { button.btn.btn-small type="submit" name="message" value=(post.id) { (reader.text("mail-sent-again")) } }
            } }
        }
    }
}

fn tone(state: &str) -> Tone {
    match state {
        "sent" => Tone::Good,
        "failed" => Tone::Bad,
        "waits" => Tone::Warn,
        _ => Tone::Plain,
    }
}
