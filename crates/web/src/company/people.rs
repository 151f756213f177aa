//! Everybody who works here, and a new person.

use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use catalogue::Name;
use maud::{Markup, html};
use records::Draft;
use records::people::Person;
use ui::parts::{
    Tone, badge, button_link, cancel_link, fault_list, page_header, person_chip, primary_button, primary_link,
};
use ui::paths;

use super::{ADD_PERSON, ROLES, RULES, all, may_set_up, person, record_select};
use crate::error::{Answer, Error};
use crate::visitor::Visitor;

pub async fn list_people(visitor: Visitor) -> Answer {
    let people = records::people::list(&visitor.ctx).await?;
    let seen = futures::future::try_join_all(
        people.iter().map(|person| records::people::last_sign_in(&visitor.ctx, person.id)),
    );
    let seen = seen.await?;
    let reader = &visitor.reader;
    let actions = html! {
        @if records::rights::is_owner(&visitor.ctx) { (button_link(RULES, "eye-off", &reader.text("rules-title"))) }
        (button_link(ROLES, "shield-lock", &reader.text("people-explain-roles")))
        (primary_link(ADD_PERSON, "user-plus", &reader.text("people-add")))
    };
    let body = html! {
        (page_header(&reader.text("people-title"), Some(&reader.text("people-lead")), &actions))
        @if people.is_empty() { p.soft { (reader.text("people-no-one")) } }
        @else { (table(&visitor, &people, &seen)) }
    };
    Ok(visitor.page(&reader.text("people-title"), &body))
}

fn table(visitor: &Visitor, people: &[Person], seen: &[Option<i64>]) -> Markup {
    let reader = &visitor.reader;
    html! {
        div.table-wrap { table.table.table-stack {
            thead { tr {
                @for key in ["people-name", "people-email", "people-role", "people-team", "people-branch", "people-status", "people-seen"] { th { (reader.text(key)) } }
            } }
            tbody { @for (person, seen) in people.iter().zip(seen) { (row(visitor, person, *seen)) } }
        } }
    }
}

fn row(visitor: &Visitor, person: &Person, seen: Option<i64>) -> Markup {
    let reader = &visitor.reader;
    let place = |place: &Option<(catalogue::Id, Option<std::sync::Arc<str>>)>| {
        place.as_ref().and_then(|(_, title)| title.clone()).map_or_else(String::new, |title| title.to_string())
    };
    html! {
        tr data-href={ "/people/" (person.id) } {
            td { a.record-link href={ "/people/" (person.id) } { (person_chip(&person.name)) } }
            td data-label=(reader.text("people-email")) { (person.email.as_deref().unwrap_or("")) }
            td data-label=(reader.text("people-role")) { span.tag-list { @for role in &person.roles { (badge(Tone::Plain, &reader.words().role_label(reader.lang, role))) } } }
            td data-label=(reader.text("people-team")) { (place(&person.team)) }
            td data-label=(reader.text("people-branch")) { (place(&person.branch)) }
            td data-label=(reader.text("people-status")) { (status(visitor, &person.status)) }
            td data-label=(reader.text("people-seen")) {
                @match seen { Some(at) => span title=(ui::format::instant(at, reader)) { (ui::format::ago(at, reader)) }, None => span.faint { (reader.text("people-never")) } }
            }
        }
    }
}

/// Whether somebody may come in, in a word.
pub fn status(visitor: &Visitor, status: &str) -> Markup {
    let tone = match status {
        "active" => Tone::Good,
        "invited" => Tone::Warn,
        "frozen" => Tone::Bad,
        _ => Tone::Plain,
    };
    badge(tone, &visitor.reader.words().option_label(visitor.reader.lang, "user", "status", status))
}

/// What was typed of a person. Roles are several fields of one name.
#[derive(Default)]
pub struct Typed {
    pub name: String,
    pub email: String,
    pub team: String,
    pub branch: String,
    pub roles: Vec<Name>,
}

impl Typed {
    pub fn of(fields: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        for (field, value) in fields {
            match field.as_str() {
                "name" => typed.name = value,
                "email" => typed.email = value,
                "team" => typed.team = value,
                "branch" => typed.branch = value,
                "role" => typed.roles.push(value.into()),
                _ => {}
            }
        }
        typed
    }
}

pub async fn show_add(visitor: Visitor) -> Answer {
    may_set_up(&visitor)?;
    add_page(&visitor, &Typed::default(), &[]).await
}

/// Adds the person, then shows the link of the invitation once.
pub async fn add_person(visitor: Visitor, Form(fields): Form<Vec<(String, String)>>) -> Answer {
    may_set_up(&visitor)?;
    let by_mail = person::wants_mail(&fields);
    let typed = Typed::of(fields);
    if typed.roles.is_empty() {
        let page: Response = add_page(&visitor, &typed, &[visitor.text("people-no-role")]).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let mut draft = Draft::default().with("name", typed.name.trim()).with("email", typed.email.trim());
    if !typed.roles.is_empty() {
        draft = draft.with_value("roles", catalogue::Value::Choices(typed.roles.clone()));
    }
    for (field, id) in [("team", &typed.team), ("branch", &typed.branch)] {
        if let Ok(id) = id.parse() {
            draft = draft.with_value(field, catalogue::Value::Ref(catalogue::Id(id)));
        }
    }
    match records::people::add(&visitor.ctx, draft).await {
        Ok(record) => person::invite(&visitor, record.id, by_mail).await,
        Err(records::Error::Invalid(faults)) => {
            let texts: Vec<String> = faults.iter().map(|fault| fault_text(&visitor, fault)).collect();
            let page: Response = add_page(&visitor, &typed, &texts).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(Error::Records(error)),
    }
}

/// A fault with the name of its field.
pub fn fault_text(visitor: &Visitor, fault: &records::Fault) -> String {
    let reader = &visitor.reader;
    let text = reader.message(&fault.message);
    match &fault.field {
        Some(field) => format!("{}: {text}", reader.words().field_label(reader.lang, "user", field)),
        None => text,
    }
}

async fn add_page(visitor: &Visitor, typed: &Typed, faults: &[String]) -> Answer {
    let reader = &visitor.reader;
    let (branches, teams) = (all(visitor, "branch").await?, all(visitor, "team").await?);
    let title = reader.text("people-add-title");
    let chosen = |id: &str| id.parse().ok().map(catalogue::Id);
    let body = html! {
        div.narrow.stack {
            (page_header(&title, Some(&reader.text("people-add-text")), &html! {}))
            (fault_list(reader, faults))
            form.form method="post" action=(ADD_PERSON) {
                div.form-grid {
                    div.field { label.form-label for="name" { (reader.text("people-name")) } input.form-control #name name="name" value=(typed.name) required maxlength="200" autocomplete="off"; }
                    div.field { label.form-label for="email" { (reader.text("people-email")) } input.form-control #email type="email" name="email" value=(typed.email) required maxlength="200" autocomplete="off"; }
                    (record_select(&reader.text("people-branch"), "branch", &branches, chosen(&typed.branch)))
                    (record_select(&reader.text("people-team"), "team", &teams, chosen(&typed.team)))
                }
                (role_checks(visitor, &typed.roles))
                (person::mail_check(visitor))
                div.form-actions { (primary_button(&reader.text("people-add-button"))) (cancel_link(reader, paths::PEOPLE)) }
            }
        }
    };
    Ok(visitor.page(&title, &body))
}

/// The roles with what each may do.
pub fn role_checks(visitor: &Visitor, chosen: &[Name]) -> Markup {
    let reader = &visitor.reader;
    html! {
        fieldset.form-section {
            legend { (reader.text("people-role")) }
            div.stack {
                @for role in visitor.ctx.gate.catalogue.roles.keys() {
                    label.check { input type="checkbox" name="role" value=(role) checked[chosen.contains(role)];
                        span { span.strong { (reader.words().role_label(reader.lang, role)) } " " span.soft.small { (reader.words().role_help(reader.lang, role)) } } }
                }
            }
        }
    }
}
