//! One person: roles, team and branch, the invitation, and the freeze.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use catalogue::Id;
use maud::html;
use records::people::{Person, PersonChange};
use ui::parts::{Tone, cancel_link, confirm_page, fault_list, notice, page_header, primary_button, secret_line};
use ui::{icon, paths};

use super::people::{Typed, fault_text, role_checks, status};
use super::{all, may_set_up, record_select};
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::visitor::Visitor;

fn id(text: &str) -> Result<Id, Error> {
    text.parse().map(Id).map_err(|_| Error::NOT_FOUND)
}

async fn find(visitor: &Visitor, name: &str) -> Result<Person, Error> {
    let id = id(name)?;
    let people = records::people::list(&visitor.ctx).await?;
    people.into_iter().find(|person| person.id == id).ok_or(Error::NOT_FOUND)
}

pub async fn show_person(visitor: Visitor, Path(name): Path<String>) -> Answer {
    let person = find(&visitor, &name).await?;
    page(&visitor, &person, &[]).await
}

pub async fn change_person(
    visitor: Visitor,
    Path(name): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let typed = Typed::of(fields);
    let place = |text: &str| Some(text.parse().ok().map(Id));
    let change = PersonChange {
        roles: Some(typed.roles.clone()),
        team: place(&typed.team),
        branch: place(&typed.branch),
        status: None,
    };
    match records::people::change(&visitor.ctx, id(&name)?, change).await {
        Ok(()) => Ok(visitor.go_saying(paths::PEOPLE, Saying::done(visitor.text("people-saved")))),
        Err(error) => refuse(&visitor, &name, error).await,
    }
}

/// The page again, with what stands against it.
async fn refuse(visitor: &Visitor, name: &str, error: records::Error) -> Answer {
    let records::Error::Invalid(faults) = error else { return Err(error.into()) };
    let texts: Vec<String> = faults.iter().map(|fault| fault_text(visitor, fault)).collect();
    let page: Response = page(visitor, &find(visitor, name).await?, &texts).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

pub async fn invite_person(
    visitor: Visitor,
    Path(name): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    invite(&visitor, id(&name)?, wants_mail(&fields)).await
}

/// Makes a one-time link and shows it: it is kept nowhere, so this is the only time.
pub async fn invite(visitor: &Visitor, user: Id, by_mail: bool) -> Answer {
    may_set_up(visitor)?;
    let token = match token_of(visitor, user, by_mail).await {
        Ok(token) => token,
        Err(error) => return refuse(visitor, &user.to_string(), error).await,
    };
    let person = find(visitor, &user.to_string()).await?;
    let reader = &visitor.reader;
    let link = link_of(visitor, &token);
    let until = ui::format::instant(visitor.ctx.env.now + guard::invitation::INVITATION, reader);
    let title = reader.text_with("people-invite-link-title", &[("name", (&*person.name).into())]);
    let body = html! {
        div.narrow.stack {
            (page_header(&title, None, &html! {}))
            p { (reader.text_with("people-invite-link-text", &[("until", until.into())])) }
            @if by_mail { (notice(Tone::Good, &html! { (reader.text("mail-invitation-goes")) })) }
            (secret_line(reader, &link, &title))
            div { a.btn.btn-primary href=(paths::PEOPLE) { (reader.text("people-title")) } }
        }
    };
    Ok(visitor.page(&title, &body))
}

/// The token of a new link; where it is wanted and mail leaves, a message carries it as well.
pub(crate) async fn token_of(visitor: &Visitor, user: Id, by_mail: bool) -> Result<String, records::Error> {
    let by_mail = by_mail && visitor.ctx.gate.settings().mail.is_some();
    let carry = |token: &str| {
        if !by_mail {
            return Ok(None);
        }
        let until = visitor.ctx.env.now + guard::invitation::INVITATION;
        let sealed = crate::post::sealed_link(&visitor.config.seal, &link_of(visitor, token), until)?;
        Ok(Some(records::post::invite(&visitor.ctx, user, sealed)))
    };
    guard::invitation::invite_by_mail(&visitor.ctx, user, carry).await
}

/// Whether the link is to be sent as well.
pub(crate) fn wants_mail(fields: &[(String, String)]) -> bool {
    fields.iter().any(|(name, value)| name == "mail" && value == "yes")
}

/// The choice to send a link as well, where mail leaves.
pub(crate) fn mail_check(visitor: &Visitor) -> maud::Markup {
    html! {
        @if visitor.ctx.gate.settings().mail.is_some() {
            label.check { input type="checkbox" name="mail" value="yes" checked; span { (visitor.text("mail-invitation-send")) } }
        }
    }
}

/// Where a one-time token opens.
pub fn link_of(visitor: &Visitor, token: &str) -> String {
    paths::with_query(&format!("{}/invitation", visitor.config.public_url), &[("token", token)])
}

pub async fn ask_freeze(visitor: Visitor, Path(name): Path<String>) -> Answer {
    let person = find(&visitor, &name).await?;
    let reader = &visitor.reader;
    let title = reader.text_with("people-freeze-title", &[("name", (&*person.name).into())]);
    let address = format!("/people/{}", person.id);
    let button = reader.text("people-freeze-confirm");
    let text = reader.text("people-freeze-text");
    let body = confirm_page(reader, &title, &text, &format!("{address}/freeze"), &html! {}, &button, &address);
    Ok(visitor.page(&title, &body))
}

pub async fn freeze_person(visitor: Visitor, Path(name): Path<String>) -> Answer {
    match records::people::freeze(&visitor.ctx, id(&name)?).await {
        Ok(()) => Ok(visitor.go_saying(paths::PEOPLE, Saying::done(visitor.text("people-saved")))),
        Err(error) => refuse(&visitor, &name, error).await,
    }
}

pub async fn thaw_person(visitor: Visitor, Path(name): Path<String>) -> Answer {
    let change = PersonChange { status: Some("active".into()), ..PersonChange::default() };
    match records::people::change(&visitor.ctx, id(&name)?, change).await {
        Ok(()) => Ok(visitor.go_saying(paths::PEOPLE, Saying::done(visitor.text("people-saved")))),
        Err(error) => refuse(&visitor, &name, error).await,
    }
}

async fn page(visitor: &Visitor, person: &Person, faults: &[String]) -> Answer {
    let reader = &visitor.reader;
    let (branches, teams) = (all(visitor, "branch").await?, all(visitor, "team").await?);
    let address = format!("/people/{}", person.id);
    let chosen = |place: &Option<(Id, Option<std::sync::Arc<str>>)>| place.as_ref().map(|(id, _)| *id);
    let body = html! {
        div.narrow.stack {
            (page_header(&person.name, person.email.as_deref(), &html! { (status(visitor, &person.status)) (door(visitor, person)) }))
            (fault_list(reader, faults))
            @if &*person.status == "frozen" { (notice(Tone::Warn, &html! { (reader.text("people-freeze-text")) })) }
            form.form method="post" action=(address) {
                div.form-grid {
                    (record_select(&reader.text("people-branch"), "branch", &branches, chosen(&person.branch)))
                    (record_select(&reader.text("people-team"), "team", &teams, chosen(&person.team)))
                }
                (role_checks(visitor, &person.roles))
                div.form-actions { (primary_button(&reader.text("people-save"))) (cancel_link(reader, paths::PEOPLE)) }
            }
        }
    };
    Ok(visitor.page(&person.name, &body))
}

/// What opens or closes the door for this person.
fn door(visitor: &Visitor, person: &Person) -> maud::Markup {
    let address = format!("/people/{}", person.id);
    let again = if &*person.status == "no_sign_in" { "people-invite" } else { "people-invite-again" };
    html! {
        @if &*person.status == "frozen" {
            form method="post" action={ (address) "/thaw" } { button.btn type="submit" { (icon("key")) (visitor.text("people-thaw")) } }
        } @else {
            form method="post" action={ (address) "/invite" } { button.btn type="submit" { (icon("link")) (visitor.text(again)) } }
            @if visitor.ctx.gate.settings().mail.is_some() && person.email.is_some() {
                form method="post" action={ (address) "/invite" } { button.btn type="submit" name="mail" value="yes" { (icon("mail")) (visitor.text("mail-invitation-send")) } }
            }
            a.btn href={ (address) "/freeze" } { (icon("lock")) (visitor.text("people-freeze")) }
        }
    }
}
