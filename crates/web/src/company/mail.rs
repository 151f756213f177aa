//! The company's mail server, for whoever sets the company up: how it is reached, a message to oneself as a proof, and the way to what
//! was sent. The kept password is never shown.

use ::mail::{Failure, Party, is_address};
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use records::post::{MailDraft, MailServer, SECURITY};
use ui::parts::{Tone, button_link, card, fault_list, notice, page_header, primary_button};
use ui::{icon, paths};

use super::may_set_up;
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::post;
use crate::records::subject::Sent;
use crate::visitor::Visitor;

/// What the page says beside its form.
#[derive(Default)]
struct Told {
    faults: Vec<String>,
    /// How a test ended; `Ok` with the address that it went to.
    test: Option<Result<String, Failure>>,
}

/// `GET /settings/mail`.
pub async fn show_mail(visitor: Visitor) -> Answer {
    may_set_up(&visitor)?;
    let kept = visitor.ctx.gate.settings().mail.clone();
    Ok(page(&visitor, &typed_of(kept.as_ref()), &Told::default()))
}

/// `POST /settings/mail`: whoever changes where secrets go says first that it is them.
pub async fn save_mail(visitor: Visitor, Form(sent): Form<Vec<(String, String)>>) -> Answer {
    may_set_up(&visitor)?;
    let sent = Sent(sent);
    let of = |name: &str| sent.get(name).unwrap_or_default().to_owned();
    // As it was typed: a password may begin or end with a space.
    let typed =
        sent.0.iter().find(|(name, _)| name == "mail_password").map(|(_, value)| value.clone()).unwrap_or_default();
    let password = if typed.is_empty() { None } else { Some(post::seal_password(&visitor.config.seal, &typed)?) };
    let draft = MailDraft {
        host: of("host"),
        port: of("port"),
        security: of("security"),
        user: of("user"),
        password,
        from: of("from"),
        name: of("name"),
        certificate: of("certificate"),
    };
    let kept = async {
        guard::password::confirm(&visitor.ctx, &of("own_password")).await?;
        records::post::write(&visitor.ctx, draft.clone(), is_address).await
    };
    match kept.await {
        Ok(()) => Ok(visitor.go_saying(paths::MAIL, Saying::done(visitor.text("mail-saved")))),
        Err(records::Error::Invalid(faults)) => {
            let told = Told { faults: visitor.reader.faults(&faults), test: None };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&visitor, &draft, &told)).into_response())
        }
        Err(error) => Err(Error::Records(error)),
    }
}

/// `POST /settings/mail/test`: a message to whoever asks, and to nobody else.
pub async fn test_mail(visitor: Visitor) -> Answer {
    may_set_up(&visitor)?;
    let known = records::people::known(&visitor.ctx.gate, visitor.ctx.who.user).await?.ok_or(Error::NOT_FOUND)?;
    let address = known.email.map(|email| email.to_string()).unwrap_or_default();
    let to = Party { name: known.name.to_string(), address: address.clone() };
    let ended = post::send_test(&visitor.ctx, &visitor.config, &visitor.reader, to).await;
    records::post::note_test(&visitor.ctx, ended.as_ref().map_or_else(Failure::word, |()| "sent")).await?;
    let status = if ended.is_ok() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let kept = visitor.ctx.gate.settings().mail.clone();
    let told = Told { faults: Vec::new(), test: Some(ended.map(|()| address)) };
    Ok((status, page(&visitor, &typed_of(kept.as_ref()), &told)).into_response())
}

/// `POST /settings/mail/forget`.
pub async fn forget_mail(visitor: Visitor) -> Answer {
    records::post::forget(&visitor.ctx).await?;
    Ok(visitor.go_saying(paths::MAIL, Saying::done(visitor.text("mail-forgotten"))))
}

/// Why something did not leave, in a sentence.
pub(super) fn reason(visitor: &Visitor, word: &str, said: &str) -> String {
    visitor.reader.text_with(&format!("mail-failure-{word}"), &[("said", said.into())])
}

fn typed_of(kept: Option<&MailServer>) -> MailDraft {
    let Some(kept) = kept else {
        return MailDraft { port: "587".to_owned(), security: "starttls".to_owned(), ..MailDraft::default() };
    };
    MailDraft {
        host: kept.host.clone(),
        port: kept.port.to_string(),
        security: kept.security.clone(),
        user: kept.user.clone(),
        password: None,
        from: kept.from.clone(),
        name: kept.name.clone(),
        certificate: kept.certificate.clone(),
    }
}

fn page(visitor: &Visitor, typed: &MailDraft, told: &Told) -> Response {
    let reader = &visitor.reader;
    let kept = visitor.ctx.gate.settings().mail.clone();
    let title = reader.text("mail-title");
    let actions = html! {
        (button_link(paths::MAIL_SENT, "list", &reader.text("mail-sent-title")))
        (button_link(paths::SETTINGS, "settings", &reader.text("settings-title")))
    };
    let body = html! {
        div.narrow.stack {
            (page_header(&title, Some(&reader.text("mail-lead")), &actions))
            (fault_list(reader, &told.faults))
            @if let Some(test) = &told.test { (test_told(visitor, test)) }
            (form(visitor, typed, kept.as_ref()))
            @if kept.is_some() { (test_card(visitor)) }
        }
    };
    visitor.page(&title, &body)
}

fn test_told(visitor: &Visitor, test: &Result<String, Failure>) -> Markup {
    match test {
        Ok(address) => {
            let said = visitor.reader.text_with("mail-test-done", &[("address", address.as_str().into())]);
            html! { div role="status" { (notice(Tone::Good, &html! { (said) })) } }
        }
        Err(failure) => {
            let why = reason(visitor, failure.word(), failure.said());
            html! { div role="alert" { (notice(Tone::Bad, &html! { span.strong { (visitor.text("mail-test-failed")) } " " (why) })) } }
        }
    }
}

fn form(visitor: &Visitor, typed: &MailDraft, kept: Option<&MailServer>) -> Markup {
    let has_password = kept.is_some_and(|kept| !kept.password.is_empty());
    let hint = if has_password { "mail-password-kept" } else { "mail-password-help" };
    html! {
        form.form method="post" action=(paths::MAIL) {
            div.form-grid {
                (field(visitor, ("host", "text"), "mail-host", &typed.host, "253"))
                (field(visitor, ("port", "number"), "mail-port", &typed.port, "5"))
                div.field {
                    label.form-label for="security" { (visitor.text("mail-security")) }
                    select.form-select #security name="security" {
                        @for way in SECURITY { option value=(way) selected[way == typed.security] { (visitor.text(&format!("mail-security-{way}"))) } }
                    }
                }
                (field(visitor, ("user", "text"), "mail-user", &typed.user, "320"))
                div.field {
                    label.form-label for="mail_password" { (visitor.text("mail-password")) }
                    input.form-control #mail_password type="password" name="mail_password" maxlength="500" autocomplete="off";
                    span.form-hint { (visitor.text(hint)) }
                }
                (field(visitor, ("from", "email"), "mail-from", &typed.from, "254"))
                (field(visitor, ("name", "text"), "mail-name", &typed.name, "120"))
            }
            details open[!typed.certificate.is_empty()] {
                summary { (visitor.text("mail-certificate-title")) }
                div.field {
                    label.form-label for="certificate" { (visitor.text("mail-certificate")) }
                    textarea.form-control #certificate name="certificate" rows="5" maxlength="20000" spellcheck="false" { (typed.certificate) }
                    span.form-hint { (visitor.text("mail-certificate-help")) }
                }
            }
            div.field {
                label.form-label for="own_password" { (visitor.text("account-password-old")) }
                input.form-control #own_password type="password" name="own_password" required maxlength="200" autocomplete="current-password";
                span.form-hint { (visitor.text("mail-own-password-help")) }
            }
            p.form-hint { (visitor.reader.text_with("mail-links", &[("address", visitor.config.public_url.as_str().into())])) }
            div.form-actions { (primary_button(&visitor.text("action-save"))) }
        }
    }
}

fn field(visitor: &Visitor, (name, kind): (&str, &str), key: &str, value: &str, most: &str) -> Markup {
    let is_optional = matches!(name, "user" | "name");
    html! {
        div.field {
            label.form-label for=(name) { (visitor.text(key)) }
            input.form-control id=(name) type=(kind) name=(name) value=(value) required[!is_optional] maxlength=(most) autocomplete="off"
                min=[(kind == "number").then_some("1")] max=[(kind == "number").then_some("65535")];
        }
    }
}

fn test_card(visitor: &Visitor) -> Markup {
    let body = html! {
        div.card-body.stack {
            p { (visitor.text("mail-test-lead")) }
            div.cluster {
                form method="post" action=(paths::MAIL_TEST) { button.btn type="submit" { (icon("mail")) (visitor.text("mail-test-button")) } }
                form method="post" action=(paths::MAIL_FORGET) { button.btn type="submit" { (visitor.text("mail-forget")) } }
            }
        }
    };
    card(&visitor.text("mail-test-title"), None, &html! {}, &body)
}
