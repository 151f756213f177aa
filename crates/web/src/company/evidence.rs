//! The evidence for those who may read it: who did what, when, through which channel, and how far it is sealed.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use catalogue::{Id, Words};
use maud::{Markup, html};
use records::{Evidence, EvidenceFilter, Head};
use serde::Deserialize;
use serde_json::{Map, Value as Json};
use ui::parts::{Tone, notice, page_header};
use ui::{Reader, icon, paths};

use super::exported;
use crate::error::Answer;
use crate::failure::Wanted;
use crate::visitor::Visitor;

/// Entries of a page.
const ENTRIES: u32 = 100;
/// What the filter offers; the page shows every kind, these are those one looks for.
const KINDS: [&str; 29] = [
    "sign_in",
    "sign_in_failed",
    "sign_in_delayed",
    "sign_out",
    "open",
    "list",
    "search",
    "figures",
    "create",
    "update",
    "archive",
    "restore",
    "transfer",
    "bulk_update",
    "import",
    "undo",
    "export",
    "export_end",
    "refused",
    "freeze",
    "invite",
    "download",
    "comment",
    "share",
    "share_end",
    "rule",
    "rule_end",
    "rules",
    "why",
];
/// Letters shown of a root hash: enough to compare by eye.
const ROOT: usize = 12;

/// A person as the evidence names them.
type Named = (Id, Arc<str>);

/// What is looked for, as typed.
#[derive(Deserialize, Default)]
pub struct Asked {
    kind: Option<String>,
    person: Option<String>,
    object: Option<String>,
    record: Option<String>,
    before: Option<String>,
}

pub async fn list_evidence(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let events = records::evidence::list(&visitor.ctx, &filter(&asked)).await?;
    if visitor.wanted == Wanted::Json {
        return Ok(axum::Json(events).into_response());
    }
    let heads = records::seal::heads(&visitor.ctx, 1).await?;
    let people = records::people::names(&visitor.ctx).await?;
    Ok(page(&visitor, &asked, &events, heads.first(), &people))
}

fn filter(asked: &Asked) -> EvidenceFilter {
    let text =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let id = |number: &Option<String>| text(number).and_then(|number| number.parse().ok()).map(Id);
    EvidenceFilter {
        before: id(&asked.before),
        actor: id(&asked.person),
        object: text(&asked.object).map(Into::into),
        record: id(&asked.record),
        kind: text(&asked.kind).map(Into::into),
        limit: ENTRIES,
    }
}

/// Letters and fields that the one line of a detail holds.
const BRIEF: usize = 48;
const BRIEF_FIELDS: usize = 4;

fn page(visitor: &Visitor, asked: &Asked, events: &[Evidence], head: Option<&Head>, people: &[Named]) -> Response {
    let reader = &visitor.reader;
    let names: HashMap<Id, &str> = people.iter().map(|(id, name)| (*id, &**name)).collect();
    let older = events.last().filter(|_| events.len() == ENTRIES as usize);
    let body = html! {
        (page_header(&reader.text("evidence-title"), Some(&reader.text("evidence-lead")), &html! {}))
        (sealed(reader, head))
        (filter_form(visitor, asked, people))
        @if events.is_empty() { p.soft { (reader.text("evidence-empty")) } }
        @else {
            div.table-wrap { table.table.table-dense.table-stack {
                thead { tr {
                    @for key in ["evidence-when", "evidence-who", "evidence-what", "evidence-record", "evidence-channel", "evidence-address", "evidence-detail"] { th { (reader.text(key)) } }
                } }
                tbody { @for event in events { (row(visitor, event, &names)) } }
            } }
        }
        @if let Some(last) = older { a.btn href=(older_address(asked, last.id)) data-key="m" { (reader.text("evidence-older")) (icon("arrow-down")) } }
    };
    visitor.page(&reader.text("evidence-title"), &body)
}

fn sealed(reader: &Reader, head: Option<&Head>) -> Markup {
    let Some(head) = head else { return notice(Tone::Warn, &html! { (reader.text("evidence-not-sealed")) }) };
    let short: String = head.root.chars().take(ROOT).collect();
    let args = [("size", head.size.into()), ("at", ui::format::instant(head.at, reader).into())];
    notice(
        Tone::Good,
        &html! {
            div { (reader.text_with("evidence-sealed", &args)) }
            div.small.soft { (reader.text_with("evidence-root", &[("root", short.into())])) }
        },
    )
}

fn filter_form(visitor: &Visitor, asked: &Asked, people: &[Named]) -> Markup {
    let reader = &visitor.reader;
    let chosen = |asked: &Option<String>, value: &str| asked.as_deref() == Some(value);
    let any = html! { option value="" { (reader.text("evidence-filter-any")) } };
    html! {
        form.filters method="get" action=(paths::EVIDENCE) { div.form-grid {
            div.field { label.form-label for="kind" { (reader.text("evidence-filter-kind")) } select.form-select #kind name="kind" { (any)
                @for kind in KINDS { option value=(kind) selected[chosen(&asked.kind, kind)] { (what(reader, kind)) } } } }
            div.field { label.form-label for="person" { (reader.text("evidence-filter-person")) } select.form-select #person name="person" { (any)
                @for (id, name) in people { option value=(id) selected[chosen(&asked.person, &id.to_string())] { (name) } } } }
            div.field { label.form-label for="object" { (reader.text("evidence-filter-object")) } select.form-select #object name="object" { (any)
                @for object in visitor.ctx.gate.catalogue.objects.keys() { option value=(object) selected[chosen(&asked.object, object)] { (reader.words().object_label(reader.lang, object)) } } } }
            div.field { label.form-label for="record" { (reader.text("evidence-filter-record")) } input.form-control #record name="record" inputmode="numeric" value=(asked.record.as_deref().unwrap_or("")); }
        } div { button.btn type="submit" data-key="s" { (icon("filter")) (reader.text("evidence-filter-button")) } } }
    }
}

/// What happened in the reader's words; a kind without words is shown as it is.
fn what(reader: &Reader, kind: &str) -> String {
    let found = Words::shipped().find(reader.lang, &format!("evidence-kind-{kind}"), &[]);
    found.unwrap_or_else(|| kind.replace('_', " "))
}

fn row(visitor: &Visitor, event: &Evidence, names: &HashMap<Id, &str>) -> Markup {
    let reader = &visitor.reader;
    let who = match event.actor {
        None => reader.text("evidence-system"),
        Some(id) => names.get(&id).map_or_else(|| id.to_string(), |name| (*name).to_owned()),
    };
    html! {
        tr {
            td.nowrap { (ui::format::instant(event.at, reader)) }
            td data-label=(reader.text("evidence-who")) { (who) }
            td data-label=(reader.text("evidence-what")) { span.strong { (what(reader, &event.kind)) } }
            td data-label=(reader.text("evidence-record")) { (record(visitor, event)) }
            td data-label=(reader.text("evidence-channel")) { (event.channel) }
            td data-label=(reader.text("evidence-address")) { (event.address) }
            td.wrap data-label=(reader.text("evidence-detail")) { (detail(visitor, event)) }
        }
    }
}

/// The detail in one line, and all of it behind a click.
fn detail(visitor: &Visitor, event: &Evidence) -> Markup {
    let reader = &visitor.reader;
    let Ok(Json::Object(parts)) = serde_json::from_str::<Json>(&event.detail) else {
        return html! { span.mono.faint { (event.detail) } };
    };
    if parts.is_empty() {
        return html! {};
    }
    html! {
        details.disclose {
            summary { (icon("chevron-right")) (exported::brief(visitor, event, &parts).unwrap_or_else(|| brief(reader, event, &parts))) }
            @for (name, value) in exported::lines(visitor, event, &parts) { div.small { span.faint { (name) ": " } (value) } }
            @for (name, value) in parts.iter().filter(|(name, value)| !exported::is_said(event, name, value)) { div.small { span.faint { (name) ": " } span.mono { (plain(value)) } } }
        }
    }
}

/// The changed fields by their labels, else the filter's beginning, else just that there is a detail.
fn brief(reader: &Reader, event: &Evidence, parts: &Map<String, Json>) -> String {
    let text = |name: &str| parts.get(name).and_then(Json::as_str).filter(|text| !text.is_empty());
    if let (Some(Json::Array(fields)), Some(object)) = (parts.get("fields"), &event.object) {
        let label = |field: &Json| field.as_str().map(|f| reader.words().field_label(reader.lang, object, f));
        let labels: Vec<String> = fields.iter().filter_map(label).take(BRIEF_FIELDS).collect();
        let more = if fields.len() > labels.len() { "…" } else { "" };
        return format!("{}{more}", labels.join(", "));
    }
    match text("filter").or_else(|| text("text")).or_else(|| text("reason")) {
        Some(long) if long.chars().count() > BRIEF => format!("{}…", long.chars().take(BRIEF).collect::<String>()),
        Some(short) => short.to_owned(),
        None => reader.text("evidence-detail"),
    }
}

/// Text as it is, everything else as JSON.
fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn record(visitor: &Visitor, event: &Evidence) -> Markup {
    let reader = &visitor.reader;
    let Some(name) = &event.object else { return html! {} };
    let label = reader.words().object_label(reader.lang, name);
    let plural = visitor.ctx.gate.catalogue.object(name).map(|object| object.plural.clone());
    match (event.record, plural) {
        (Some(id), Some(plural)) => html! { a href=(paths::record(&plural, id)) { (label) " " (id) } },
        _ => html! { (label) },
    }
}

fn older_address(asked: &Asked, last: Id) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let parts = [
        ("kind", text(&asked.kind)),
        ("person", text(&asked.person)),
        ("object", text(&asked.object)),
        ("record", text(&asked.record)),
        ("before", last.to_string()),
    ];
    paths::with_query(paths::EVIDENCE, &parts)
}
