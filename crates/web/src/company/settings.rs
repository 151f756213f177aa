//! What holds for the whole company: name, zone, currency, country, language, first month of the fiscal year.

use std::collections::BTreeSet;

use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use catalogue::Lang;
use maud::{Markup, html};
use records::settings::SettingsDraft;
use serde::Deserialize;
use ui::parts::{button_link, fault_list, page_header, primary_button};
use ui::paths;

use super::may_set_up;
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::visitor::Visitor;

/// The form.
#[derive(Deserialize)]
pub struct Typed {
    company: String,
    zone: String,
    currency: String,
    country: String,
    language: String,
    fiscal_month: String,
}

pub async fn show_settings(visitor: Visitor) -> Answer {
    may_set_up(&visitor)?;
    let now = visitor.ctx.gate.settings();
    let typed = Typed {
        company: now.company.clone(),
        zone: now.zone_name.clone(),
        currency: now.currency.to_string(),
        country: now.country.clone(),
        language: now.language.clone(),
        fiscal_month: now.fiscal_month.to_string(),
    };
    Ok(page(&visitor, &typed, &[]))
}

pub async fn save_settings(visitor: Visitor, Form(typed): Form<Typed>) -> Answer {
    let draft = SettingsDraft {
        company: Some(typed.company.clone()),
        zone: Some(typed.zone.clone()),
        currency: Some(typed.currency.clone()),
        country: Some(typed.country.clone()),
        language: Some(typed.language.clone()),
        fiscal_month: Some(typed.fiscal_month.clone()),
        ..SettingsDraft::default()
    };
    match records::settings::write(&visitor.ctx, &draft).await {
        Ok(()) => Ok(visitor.go_saying(paths::SETTINGS, Saying::done(visitor.text("settings-saved")))),
        Err(records::Error::Invalid(faults)) => {
            let texts = visitor.reader.faults(&faults);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&visitor, &typed, &texts)).into_response())
        }
        Err(error) => Err(Error::Records(error)),
    }
}

fn page(visitor: &Visitor, typed: &Typed, faults: &[String]) -> Response {
    let reader = &visitor.reader;
    let body = html! {
        div.narrow.stack {
            (page_header(&reader.text("settings-title"), Some(&reader.text("settings-lead")), &html! { (button_link(paths::MAIL, "mail", &reader.text("mail-title"))) }))
            (fault_list(reader, faults))
            form.form method="post" action=(paths::SETTINGS) {
                div.form-grid {
                    (text_field(visitor, "company", "settings-company", &typed.company))
                    (text_field(visitor, "zone", "settings-zone", &typed.zone))
                    (zones())
                    (currency_field(&reader.text("settings-currency"), &typed.currency))
                    (country_field(&reader.text("settings-country"), &typed.country))
                    (language_select(visitor, &typed.language))
                    (month_field(visitor, &typed.fiscal_month))
                }
                div.form-actions { (primary_button(&reader.text("settings-button"))) }
            }
        }
    };
    visitor.page(&reader.text("settings-title"), &body)
}

/// The time zones that there are, for a field to offer.
pub(crate) fn zones() -> Markup {
    html! { datalist #zones { @for zone in jiff::tz::db().available() { option value=(zone.as_str()) {} } } }
}

/// The countries to choose from. By their codes; a script gives them the names that the browser knows.
pub(crate) fn country_field(label: &str, chosen: &str) -> Markup {
    code_field(("country", "region"), label, records::codes::countries(), chosen)
}

/// The currencies to choose from, in the same way.
pub(crate) fn currency_field(label: &str, chosen: &str) -> Markup {
    code_field(("currency", "currency"), label, records::codes::currencies(), chosen)
}

fn code_field((name, names): (&str, &str), label: &str, mut codes: BTreeSet<String>, chosen: &str) -> Markup {
    codes.insert(chosen.to_owned());
    html! {
        div.field {
            label.form-label for=(name) { (label) }
            select.form-select #(name) name=(name) data-names=(names) autocomplete=(if name == "country" { "country" } else { "off" }) {
                @for code in &codes { option value=(code) selected[code == chosen] { (code) } }
            }
        }
    }
}

fn text_field(visitor: &Visitor, name: &str, key: &str, value: &str) -> Markup {
    html! {
        div.field {
            label.form-label for=(name) { (visitor.text(key)) }
            input.form-control id=(name) name=(name) value=(value) list=[(name == "zone").then_some("zones")] required maxlength="120" autocomplete="off";
        }
    }
}

fn language_select(visitor: &Visitor, chosen: &str) -> Markup {
    html! {
        div.field {
            label.form-label for="language" { (visitor.text("settings-language")) }
            select.form-select #language name="language" {
                @for lang in Lang::ALL { option value=(lang.code()) selected[lang.code() == chosen] { (lang.name()) } }
            }
        }
    }
}

fn month_field(visitor: &Visitor, chosen: &str) -> Markup {
    html! {
        div.field {
            label.form-label for="fiscal_month" { (visitor.text("settings-fiscal-month")) }
            select.form-select #fiscal_month name="fiscal_month" {
                @for month in 1..=12 { option value=(month) selected[month.to_string() == chosen] { (month) } }
            }
        }
    }
}
