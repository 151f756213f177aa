//! A kind of record of the company's own: adding, renaming, retiring and restoring it.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use records::setup::{self, ObjectDraft};
use ui::parts::{cancel_link, confirm_page, fault_list, page_header, primary_button};
use ui::paths;

use super::{NEW_KIND, RETIRE_KIND, known, of_object, texts};
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::records::subject::Sent;
use crate::visitor::Visitor;

type Pairs = Form<Vec<(String, String)>>;

/// Icons that are offered for it.
const ICONS: [&str; 12] = [
    "folder",
    "briefcase",
    "package",
    "home",
    "key",
    "calendar",
    "ticket",
    "map-pin",
    "star",
    "target",
    "trophy",
    "world",
];
/// How far a role reaches among the records of a kind.
const REACHES: [&str; 4] = ["own", "team", "branch", "all"];

pub async fn show_new_kind(visitor: Visitor) -> Answer {
    records::rights::need_set_up(&visitor.ctx)?;
    Ok(page(&visitor, &Sent::default(), &[]))
}

pub async fn add_kind(visitor: Visitor, Form(sent): Pairs) -> Answer {
    let sent = Sent(sent);
    let word = |name: &str| sent.get(name).unwrap_or_default().to_owned();
    let reach = |role: &str| sent.get(&format!("reach.{role}")).filter(|reach| !reach.is_empty()).map(str::to_owned);
    let roles = visitor.ctx.gate.catalogue.roles.keys();
    let draft = ObjectDraft {
        label: word("label"),
        plural: word("plural"),
        called: word("called"),
        icon: if ICONS.contains(&word("icon").as_str()) { word("icon") } else { String::new() },
        owned: sent.get("visible") != Some("shared"),
        roles: roles.filter_map(|role| Some((role.to_string(), reach(role)?))).collect(),
    };
    match setup::add_object(&visitor.ctx, &draft).await {
        Ok(name) => {
            let said = visitor.reader.text_with("fields-kind-added", &[("plural", draft.plural.into())]);
            Ok(visitor.go_saying(&of_object(&name), Saying::done(said)))
        }
        Err(records::Error::Invalid(faults)) => {
            let page = page(&visitor, &sent, &texts(&visitor, &faults));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(Error::Records(error)),
    }
}

pub async fn rename_kind(visitor: Visitor, Path(object): Path<String>, Form(sent): Pairs) -> Answer {
    let sent = Sent(sent);
    let word = |name: &str| sent.get(name).unwrap_or_default().to_owned();
    let done = setup::rename_object(&visitor.ctx, &object, &word("label"), &word("plural")).await;
    said(&visitor, &of_object(&object), done, "fields-saved")
}

pub async fn ask_retire_kind(visitor: Visitor, Path(object): Path<String>) -> Answer {
    let object = known(&visitor, &object)?;
    let reader = &visitor.reader;
    let plural = reader.words().object_plural(reader.lang, &object.name);
    let question = reader.text_with("fields-retire-question", &[("label", plural.into())]);
    let text = reader.text("fields-retire-kind-text");
    let address = RETIRE_KIND.replace("{object}", &object.name);
    let button = reader.text("fields-retire-kind");
    let body = confirm_page(reader, &question, &text, &address, &html! {}, &button, &of_object(&object.name));
    Ok(visitor.page(&question, &body))
}

pub async fn retire_kind(visitor: Visitor, Path(object): Path<String>) -> Answer {
    let done = setup::retire_object(&visitor.ctx, &object).await;
    said(&visitor, paths::FIELDS, done, "fields-retired-done")
}

pub async fn restore_kind(visitor: Visitor, Path(object): Path<String>) -> Answer {
    let done = setup::restore_object(&visitor.ctx, &object).await;
    said(&visitor, paths::FIELDS, done, "fields-restored-done")
}

fn said(visitor: &Visitor, to: &str, done: Result<(), records::Error>, key: &str) -> Answer {
    let saying = match done {
        Ok(()) => Saying::done(visitor.text(key)),
        Err(records::Error::Invalid(faults)) => Saying::refused(texts(visitor, &faults).join(" ")),
        Err(error) => return Err(Error::Records(error)),
    };
    Ok(visitor.go_saying(to, saying))
}

fn page(visitor: &Visitor, sent: &Sent, faults: &[String]) -> Response {
    let reader = &visitor.reader;
    let title = reader.text("fields-new-kind");
    let text = |name: &str, key: &str, hint: &str| {
        html! {
            div.field { label.form-label for=(name) { (reader.text(key)) span.required-mark { "*" } } input.form-control id=(name) name=(name) value=(sent.get(name).unwrap_or_default()) required maxlength="60" autocomplete="off" placeholder=(reader.text(hint)); }
        }
    };
    let shared = sent.get("visible") == Some("shared");
    let body = html! {
        div.narrow.stack {
            (page_header(&title, Some(&reader.text("fields-new-kind-lead")), &html! {}))
            (fault_list(reader, faults))
            form.form method="post" action=(NEW_KIND) {
                div.form-grid {
                    (text("label", "fields-one", "fields-one-example"))
                    (text("plural", "fields-plural", "fields-plural-example"))
                    (text("called", "fields-called", "fields-called-example"))
                    div.field { label.form-label for="icon" { (reader.text("fields-icon")) }
                        select.form-select #icon name="icon" { @for name in ICONS { option value=(name) selected[sent.get("icon") == Some(name)] { (reader.text(&format!("fields-icon-{name}"))) } } } }
                }
                fieldset.form-section {
                    legend { (reader.text("fields-visible")) }
                    label.check { input type="radio" name="visible" value="owned" checked[!shared]; span { (reader.text("fields-visible-owned")) } }
                    label.check { input type="radio" name="visible" value="shared" checked[shared]; span { (reader.text("fields-visible-shared")) } }
                }
                (reaches(visitor, sent))
                div.form-actions { (primary_button(&reader.text("fields-new-kind-button"))) (cancel_link(reader, paths::FIELDS)) }
            }
        }
    };
    visitor.page(&title, &body)
}

/// A role each, with how far it reaches: what no role is given, nobody but the owners sees.
fn reaches(visitor: &Visitor, sent: &Sent) -> Markup {
    let reader = &visitor.reader;
    let everywhere = |role: &catalogue::Role| role.grants.iter().any(|grant| &*grant.object == "*");
    let roles = visitor.ctx.gate.catalogue.roles.values().filter(|role| !everywhere(role) && !role.set_up);
    html! {
        fieldset.form-section {
            legend { (reader.text("fields-roles")) }
            div.form-grid { @for role in roles {
                @let name = format!("reach.{}", role.name);
                @let chosen = sent.get(&name).unwrap_or_default();
                div.field { label.form-label for=(name) { (reader.words().role_label(reader.lang, &role.name)) }
                    select.form-select id=(name) name=(name) {
                        option value="" { (reader.text("fields-reach-none")) }
                        @for reach in REACHES { option value=(reach) selected[chosen == reach] { (reader.text(&format!("fields-reach-{reach}"))) } }
                    } }
            } }
        }
    }
}
