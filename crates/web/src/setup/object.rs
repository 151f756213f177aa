//! The fields of one kind of record: the company's own, those of the product, the retired ones, and the form for a new one.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use catalogue::{Field, Kind, Object};
use maud::{Markup, html};
use records::setup::{self, FieldDraft, TYPES};
use ui::parts::{Tone, badge, button_link, card, empty_state, fault_list, page_header, primary_button};
use ui::{icon, paths};

use super::{LAYOUT, RENAME_KIND, RETIRE_KIND, fault_text, is_own, is_own_field, known, of_field, of_object};
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::records::subject::Sent;
use crate::visitor::Visitor;

type Pairs = Form<Vec<(String, String)>>;

pub async fn show_fields(visitor: Visitor, Path(object): Path<String>) -> Answer {
    Ok(page(&visitor, known(&visitor, &object)?, &Sent::default(), &[]))
}

pub async fn add_field(visitor: Visitor, Path(object): Path<String>, Form(sent): Pairs) -> Answer {
    let object = known(&visitor, &object)?;
    let sent = Sent(sent);
    match setup::add_field(&visitor.ctx, &object.name, &draft(&sent)).await {
        Ok(_) => {
            let label = sent.get("label").unwrap_or_default().trim().to_owned();
            let said = visitor.reader.text_with("fields-added", &[("label", label.into())]);
            Ok(visitor.go_saying(&of_object(&object.name), Saying::done(said)))
        }
        Err(records::Error::Invalid(faults)) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&visitor, object, &sent, &faults)).into_response())
        }
        Err(error) => Err(Error::Records(error)),
    }
}

fn draft(sent: &Sent) -> FieldDraft {
    let word = |name: &str| sent.get(name).unwrap_or_default().to_owned();
    FieldDraft {
        label: word("label"),
        help: word("help"),
        kind: word("kind"),
        to: word("to"),
        options: word("options"),
        required: sent.has("required"),
        unique: sent.has("unique"),
        search: sent.has("search"),
        personal: sent.has("personal"),
        in_list: sent.has("in_list"),
        hidden_from: sent.all("hidden_from").map(str::to_owned).collect(),
    }
}

fn page(visitor: &Visitor, object: &Object, sent: &Sent, faults: &[records::Fault]) -> Response {
    let reader = &visitor.reader;
    let plural = reader.words().object_plural(reader.lang, &object.name);
    let title = reader.text_with("fields-of", &[("plural", plural.into())]);
    let (own, product): (Vec<&Field>, Vec<&Field>) =
        object.fields.values().filter(|field| !field.system).partition(|field| is_own_field(object, field));
    let actions = html! {
        (button_link(paths::FIELDS, "arrow-left", &reader.text("fields-all")))
        (button_link(&LAYOUT.replace("{object}", &object.name), "layout-sidebar-right", &reader.text("layout-open")))
        (button_link(&paths::list(&object.plural), &object.icon, &reader.text("fields-open-list")))
    };
    let list = |fields: &[&Field], row: &dyn Fn(&Field) -> Markup| html! { ul.card-list.card-list-whole { @for field in fields { (row(field)) } } };
    let retired: Vec<&Field> = object.retired.values().filter(|field| !field.system).collect();
    let body = html! {
        div.narrow.stack {
            (page_header(&title, Some(&reader.text("fields-of-lead")), &actions))
            @if own.is_empty() { (empty_state("tag", &reader.text("fields-none"), &reader.text("fields-none-text"), &html! {})) }
            @else { (card(&reader.text("fields-own"), i64::try_from(own.len()).ok(), &html! {}, &list(&own, &|field| own_row(visitor, object, field)))) }
            details.disclose.card open[own.len() <= 1 || !faults.is_empty()] {
                summary.card-head { (icon("chevron-right")) span.strong { (reader.text("fields-add")) } }
                div.card-body { (form(visitor, object, sent, faults)) }
            }
            @if !retired.is_empty() { (card(&reader.text("fields-retired"), i64::try_from(retired.len()).ok(), &html! {}, &list(&retired, &|field| retired_row(visitor, object, field)))) }
            @if !product.is_empty() {
                details.disclose.card {
                    summary.card-head { (icon("chevron-right")) span.strong { (reader.text("fields-product")) } span.count { (product.len()) } }
                    (list(&product, &|field| product_row(visitor, object, field)))
                }
            }
            @if is_own(object) { (names(visitor, object)) }
        }
    };
    visitor.page(&title, &body)
}

/// What a field is, in words: its type, and what makes it special.
fn facts(visitor: &Visitor, field: &Field) -> Markup {
    let reader = &visitor.reader;
    let kind = match &field.kind {
        Kind::Reference { to } => reader.words().object_label(reader.lang, to),
        Kind::Stage { .. } => reader.text("field-type-stages"),
        Kind::Computed { .. } | Kind::Rollup { .. } => reader.text("field-type-computed"),
        kind => reader.text(&format!("field-type-{}", kind.as_str())),
    };
    let marks = [
        (field.required, "fields-required"),
        (field.unique, "fields-unique"),
        (field.search, "fields-search"),
        (field.personal, "fields-personal"),
    ];
    html! {
        span.soft { (kind) }
        @for (_, key) in marks.into_iter().filter(|(is, _)| *is) { (badge(Tone::Plain, &reader.text(key))) }
    }
}

fn label(visitor: &Visitor, object: &Object, field: &Field) -> String {
    visitor.reader.words().field_label(visitor.reader.lang, &object.name, &field.name)
}

fn own_row(visitor: &Visitor, object: &Object, field: &Field) -> Markup {
    html! {
        li {
            div.card-list-main {
                div.cluster { a.record-link.strong href=(of_field(&object.name, &field.name)) { (label(visitor, object, field)) } (facts(visitor, field)) }
                code.faint.small { (field.name) }
            }
            a.btn href=(of_field(&object.name, &field.name)) { (visitor.text("fields-change")) }
        }
    }
}

fn retired_row(visitor: &Visitor, object: &Object, field: &Field) -> Markup {
    html! {
        li {
            div.card-list-main { div.cluster { span.strong { (label(visitor, object, field)) } (facts(visitor, field)) } code.faint.small { (field.name) } }
            form method="post" action={ (of_field(&object.name, &field.name)) "/restore" } { button.btn type="submit" { (visitor.text("fields-restore")) } }
        }
    }
}

/// Fields of the product stay as they are; a choice takes further options.
fn product_row(visitor: &Visitor, object: &Object, field: &Field) -> Markup {
    let is_choice = matches!(field.kind, Kind::Choice { .. } | Kind::Choices { .. }) && &*field.name != "roles";
    html! {
        li {
            div.card-list-main { div.cluster { span { (label(visitor, object, field)) } (facts(visitor, field)) } }
            @if matches!(field.kind, Kind::Stage { .. }) { a.btn href=(of_field(&object.name, &field.name)) { (visitor.text("stages-arrange")) } }
            @if is_choice { a.btn href=(of_field(&object.name, &field.name)) { (visitor.text("fields-add-option")) } }
        }
    }
}

fn form(visitor: &Visitor, object: &Object, sent: &Sent, faults: &[records::Fault]) -> Markup {
    let reader = &visitor.reader;
    let word = |name: &str| sent.get(name).unwrap_or_default().to_owned();
    let kind = sent.get("kind").unwrap_or("text").to_owned();
    let texts: Vec<String> = faults.iter().map(|fault| fault_text(visitor, fault)).collect();
    let at_fault = |name: &str| faults.iter().any(|fault| fault.field.as_deref() == Some(name));
    let marks = ["in_list", "search", "required", "unique", "personal"];
    let fresh = sent.0.is_empty();
    let catalogue = &visitor.ctx.gate.catalogue;
    let hidden = |role: &str| sent.all("hidden_from").any(|value| value == role);
    html! {
        form.form.field-draft method="post" action=(of_object(&object.name)) {
            (fault_list(reader, &texts))
            div.form-grid {
                div.field.field-fault[at_fault("label")] { label.form-label for="label" { (reader.text("fields-label")) span.required-mark { "*" } } input.form-control #label name="label" value=(word("label")) required maxlength="60" autocomplete="off" autofocus[!faults.is_empty()]; }
                div.field { label.form-label for="kind" { (reader.text("fields-kind")) }
                    select.form-select #kind name="kind" { @for known in TYPES { option value=(known) selected[known == kind] { (reader.text(&format!("field-type-{known}"))) } } } }
                div.field.for-reference.field-fault[at_fault("to")] { label.form-label for="to" { (reader.text("fields-to")) }
                    select.form-select #to name="to" { @for other in catalogue.objects.values() { option value=(other.name) selected[word("to") == *other.name] { (reader.words().object_label(reader.lang, &other.name)) } } } }
                div.field.field-wide.for-choice.field-fault[at_fault("options")] { label.form-label for="options" { (reader.text("fields-options")) } textarea.form-control #options name="options" rows="5" aria-describedby="options-hint" { (word("options")) } span.form-hint #options-hint { (reader.text("fields-options-hint")) } }
                div.field.field-wide { label.form-label for="help" { (reader.text("fields-help")) } input.form-control #help name="help" value=(word("help")) maxlength="300" autocomplete="off" aria-describedby="help-hint"; span.form-hint #help-hint { (reader.text("fields-help-hint")) } }
            }
            fieldset.form-section aria-label=(reader.text("fields-marks")) {
                div.checks.checks-down { @for mark in marks {
                    label.check { input type="checkbox" name=(mark) value="yes" checked[sent.has(mark) || (fresh && mark == "in_list")]; span { (reader.text(&format!("fields-mark-{mark}"))) } }
                } }
            }
            details.disclose {
                summary { (icon("chevron-right")) span { (reader.text("fields-hidden_from")) } }
                div.checks { @for role in catalogue.roles.keys() { label.check { input type="checkbox" name="hidden_from" value=(role) checked[hidden(role)]; span { (reader.words().role_label(reader.lang, role)) } } } }
            }
            p.soft.small { (reader.text("fields-effect")) }
            div.form-actions { (primary_button(&reader.text("fields-add-button"))) }
        }
    }
}

/// The names of a kind of record that the company made, and its retirement.
fn names(visitor: &Visitor, object: &Object) -> Markup {
    let reader = &visitor.reader;
    html! {
        details.disclose.card {
            summary.card-head { (icon("chevron-right")) span.strong { (reader.text("fields-kind-names")) } }
            div.card-body {
                form.form method="post" action=(RENAME_KIND.replace("{object}", &object.name)) {
                    div.form-grid {
                        div.field { label.form-label for="kind-label" { (reader.text("fields-one")) } input.form-control #kind-label name="label" value=(reader.words().object_label(reader.lang, &object.name)) required maxlength="60" autocomplete="off"; }
                        div.field { label.form-label for="kind-plural" { (reader.text("fields-plural")) } input.form-control #kind-plural name="plural" value=(reader.words().object_plural(reader.lang, &object.name)) required maxlength="60" autocomplete="off"; }
                    }
                    div.form-actions { (primary_button(&reader.text("fields-save"))) a.btn href=(RETIRE_KIND.replace("{object}", &object.name)) { (icon("archive")) (reader.text("fields-retire-kind")) } }
                }
            }
        }
    }
}
