//! One field: its label and help in the reader's language, its options, and its retirement.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use catalogue::{Field, Kind, Object};
use maud::html;
use records::setup;
use ui::parts::{button_link, card, confirm_page, fault_list, page_header, primary_button};
use ui::{icon, paths};

use super::{is_own_field, known, of_field, of_object, stages, texts};
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::records::subject::Sent;
use crate::visitor::Visitor;

type Place = Path<(String, String)>;
type Pairs = Form<Vec<(String, String)>>;

fn find<'v>(visitor: &'v Visitor, (object, field): &(String, String)) -> Result<(&'v Object, &'v Field), Error> {
    let object = known(visitor, object)?;
    let field = object.field(field).filter(|field| !field.system).ok_or(Error::NOT_FOUND)?;
    Ok((object, field))
}

pub async fn show_field(visitor: Visitor, Path(place): Place) -> Answer {
    let (object, field) = find(&visitor, &place)?;
    if matches!(field.kind, Kind::Stage { .. }) && !is_own_field(object, field) {
        return stages::show_stages(visitor, Path(place)).await;
    }
    Ok(page(&visitor, object, field, &Sent::default(), &[]))
}

pub async fn rename_field(visitor: Visitor, Path(place): Place, Form(sent): Pairs) -> Answer {
    let sent = Sent(sent);
    let word = |name: &str| sent.get(name).unwrap_or_default().to_owned();
    let done = setup::rename_field(&visitor.ctx, &place.0, &place.1, &word("label"), &word("help")).await;
    answer(&visitor, &place, &sent, done, "fields-saved")
}

pub async fn add_option(visitor: Visitor, Path(place): Place, Form(sent): Pairs) -> Answer {
    let sent = Sent(sent);
    let done = setup::add_option(&visitor.ctx, &place.0, &place.1, sent.get("option").unwrap_or_default()).await;
    answer(&visitor, &place, &sent, done.map(drop), "fields-option-added")
}

/// Back to the field, saying what was done; or the page again with what is wrong.
fn answer(
    visitor: &Visitor,
    place: &(String, String),
    sent: &Sent,
    done: Result<(), records::Error>,
    said: &str,
) -> Answer {
    match done {
        Ok(()) => Ok(visitor.go_saying(&of_field(&place.0, &place.1), Saying::done(visitor.text(said)))),
        Err(records::Error::Invalid(faults)) => {
            let (object, field) = find(visitor, place)?;
            let page = page(visitor, object, field, sent, &texts(visitor, &faults));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(Error::Records(error)),
    }
}

pub async fn ask_retire_field(visitor: Visitor, Path(place): Place) -> Answer {
    let (object, field) = find(&visitor, &place)?;
    let reader = &visitor.reader;
    let label = reader.words().field_label(reader.lang, &object.name, &field.name);
    let question = reader.text_with("fields-retire-question", &[("label", label.into())]);
    let back = of_field(&object.name, &field.name);
    let text = reader.text("fields-retire-text");
    let button = reader.text("fields-retire");
    let body = confirm_page(reader, &question, &text, &format!("{back}/retire"), &html! {}, &button, &back);
    Ok(visitor.page(&question, &body))
}

pub async fn retire_field(visitor: Visitor, Path(place): Place) -> Answer {
    let done = setup::retire_field(&visitor.ctx, &place.0, &place.1).await;
    moved(&visitor, &place.0, done, "fields-retired-done")
}

pub async fn restore_field(visitor: Visitor, Path(place): Place) -> Answer {
    let done = setup::restore_field(&visitor.ctx, &place.0, &place.1).await;
    moved(&visitor, &place.0, done, "fields-restored-done")
}

/// Back to the kind of record, saying what was done, or what rests on the field.
fn moved(visitor: &Visitor, object: &str, done: Result<(), records::Error>, said: &str) -> Answer {
    let saying = match done {
        Ok(()) => Saying::done(visitor.text(said)),
        Err(records::Error::Invalid(faults)) => Saying::refused(texts(visitor, &faults).join(" ")),
        Err(error) => return Err(Error::Records(error)),
    };
    Ok(visitor.go_saying(&of_object(object), saying))
}

fn page(visitor: &Visitor, object: &Object, field: &Field, sent: &Sent, faults: &[String]) -> Response {
    let reader = &visitor.reader;
    let words = reader.words();
    let label = words.field_label(reader.lang, &object.name, &field.name);
    let help = words.field_help(reader.lang, &object.name, &field.name).unwrap_or_default();
    let said = |name: &str, kept: &str| sent.get(name).unwrap_or(kept).to_owned();
    let options: Option<&[catalogue::Name]> = match &field.kind {
        Kind::Choice { options } | Kind::Choices { options } => Some(options),
        _ => None,
    };
    let place = of_field(&object.name, &field.name);
    let is_own = is_own_field(object, field);
    let kind_page = of_object(&object.name);
    let plural = words.object_plural(reader.lang, &object.name);
    let lead =
        reader.text_with("fields-field-lead", &[("plural", plural.into()), ("language", reader.lang.name().into())]);
    let back = html! {
        (button_link(&kind_page, "arrow-left", &reader.text("fields-back")))
        (button_link(&paths::list(&object.plural), &object.icon, &reader.text("fields-open-list")))
    };
    let choices = |options: &[catalogue::Name]| {
        html! {
            ul.card-list.card-list-whole { @for option in options { li { span { (words.option_label(reader.lang, &object.name, &field.name, option)) } code.faint.small { (option) } } } }
            div.card-body {
                form.form method="post" action={ (place) "/option" } {
                    div.field { label.form-label for="option" { (reader.text("fields-option")) } input.form-control #option name="option" value=(said("option", "")) required maxlength="60" autocomplete="off"; }
                    div.form-actions { (primary_button(&reader.text("fields-add-option"))) }
                }
            }
        }
    };
    let body = html! {
        div.narrow.stack {
            (page_header(&label, Some(&lead), &back))
            (fault_list(reader, faults))
            @if is_own {
                form.form.card.card-body method="post" action=(place) {
                    div.field { label.form-label for="label" { (reader.text("fields-label")) } input.form-control #label name="label" value=(said("label", &label)) required maxlength="60" autocomplete="off"; }
                    div.field { label.form-label for="help" { (reader.text("fields-help")) } input.form-control #help name="help" value=(said("help", &help)) maxlength="300" autocomplete="off"; }
                    p.soft.small { (reader.text("fields-name")) " " code { (field.name) } }
                    div.form-actions { (primary_button(&reader.text("fields-save"))) a.btn href={ (place) "/retire" } { (icon("archive")) (reader.text("fields-retire")) } }
                }
            }
            @if matches!(field.kind, Kind::Stage { .. }) { div.cluster { (button_link(&format!("{place}/stages"), "layout-kanban", &reader.text("stages-arrange"))) } }
            @if let Some(options) = options { (card(&reader.text("fields-options"), i64::try_from(options.len()).ok(), &html! {}, &choices(options))) }
        }
    };
    visitor.page(&label, &body)
}
