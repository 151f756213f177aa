//! The page itself.

use axum::Json;
use axum::response::{IntoResponse, Response};
use catalogue::{Severity, Unit, Value};
use insight::{Share, Trend, Truth, Truths, Unjudged};
use maud::{Markup, html};
use ui::charts::bar;
use ui::parts::{Tone, badge, empty_state, page_header};
use ui::{Reader, icon, paths};

use super::{action_of, is_readable, name_of, records_of};
use crate::error::Answer;
use crate::failure::Wanted;
use crate::visitor::Visitor;

/// How many findings are one week's work.
const THIS_WEEK: usize = 5;

pub async fn show_truth(visitor: Visitor) -> Answer {
    let truths = insight::truths(&visitor.ctx).await;
    for (finding, error) in &truths.broken {
        tracing::error!(finding = &**finding, request = &*visitor.ctx.request, %error, "a finding could not be worked out");
    }
    if visitor.wanted == Wanted::Json {
        return Ok(json(&truths));
    }
    let body = html! {
        (page_header(&visitor.text("truth-title"), Some(&visitor.text("truth-lead")), &html! {}))
        (found(&visitor, &truths))
        (clear(&visitor, &truths))
    };
    Ok(visitor.page(&visitor.text("truth-title"), &body))
}

fn found(visitor: &Visitor, truths: &Truths) -> Markup {
    let (week, more) = truths.found.split_at(truths.found.len().min(THIS_WEEK));
    html! {
        @if truths.found.is_empty() { (nothing(visitor, truths)) }
        @if !week.is_empty() {
            section.stack aria-labelledby="week" {
                h2 #week { (visitor.text("truth-week-title")) }
                div.truths.truths-week { @for (place, truth) in (1..).zip(week) { (card(visitor, truth, Some(place))) } }
            }
        }
        @if !more.is_empty() {
            section.stack aria-labelledby="more" {
                h2 #more { (visitor.text("truth-more-title")) }
                div.truths { @for truth in more { (card(visitor, truth, None)) } }
            }
        }
    }
}

/// Good news only where there is something to judge, and all of it could be.
fn nothing(visitor: &Visitor, truths: &Truths) -> Markup {
    let reader = &visitor.reader;
    let shown = |icon: &str, title: &str, text: &str, next: &Markup| empty_state(icon, &reader.text(title), text, next);
    if truths.clear.is_empty() && truths.unjudged.is_empty() && truths.broken.is_empty() {
        return shown("lock", "truth-no-records-title", &reader.text("truth-no-records-text"), &html! {});
    }
    if truths.looked_at == 0 && truths.broken.is_empty() {
        let next = html! {
            @if records::rights::may_import(&visitor.ctx) {
                a.btn.btn-primary href=(paths::IMPORT) { (icon("file-import")) (reader.text("page-import")) }
            }
        };
        return shown("file-import", "truth-empty-title", &reader.text("truth-empty"), &next);
    }
    if !truths.unjudged.is_empty() || !truths.broken.is_empty() {
        return shown("help-circle", "truth-unjudged-title", &reader.text("truth-unjudged-text"), &html! {});
    }
    let text = reader.text_with("truth-none-text", &[("count", truths.clear.len().into())]);
    shown("circle-check", "truth-none-title", &text, &html! {})
}

/// What was checked and found nothing, and what could not be checked: silence would look like "nothing".
fn clear(visitor: &Visitor, truths: &Truths) -> Markup {
    let reader = &visitor.reader;
    let question = |name: &str| reader.words().finding_question(reader.lang, name);
    html! {
        @if !truths.broken.is_empty() || !truths.unjudged.is_empty() || !truths.out_of_sight.is_empty() {
            section.stack aria-labelledby="untold" {
                h2 #untold { (reader.text("truth-untold-title")) }
                ul.truth-clear {
                    @for (name, _) in &truths.broken {
                        li { (icon("alert-triangle")) span { (question(name)) " " (badge(Tone::Warn, &reader.text("truth-broken"))) } }
                    }
                    @for name in &truths.out_of_sight {
                        li { (icon("eye-off")) span { (question(name)) " " (badge(Tone::Plain, &reader.text("truth-out-of-sight"))) } }
                    }
                    @for (name, records) in &truths.unjudged {
                        li { (icon("help-circle")) span { (question(name)) " " (unjudged(visitor, records)) } }
                    }
                }
            }
        }
        // Among no records every question is answered with nothing: that tells nobody anything.
        @if !truths.clear.is_empty() && (!truths.found.is_empty() || truths.looked_at > 0) {
            section.stack aria-labelledby="clear" {
                h2 #clear { (reader.text("truth-clear-title")) }
                ul.truth-clear {
                    @for name in &truths.clear { li { (icon("check")) span { (question(name)) } } }
                }
            }
        }
    }
}

/// The findings of this week have their place as the key of their action.
fn card(visitor: &Visitor, truth: &Truth, place: Option<u8>) -> Markup {
    let reader = &visitor.reader;
    let (words, lang) = (reader.words(), reader.lang);
    let records = is_readable(visitor, truth).then(|| records_of(visitor, truth, &truth.filter));
    let action = action_of(visitor, truth);
    html! {
        article class={ "card truth " (shade(truth.severity)) } {
            div.truth-main {
                div { (severity(reader, truth.severity)) }
                h3 { (words.finding_question(lang, &truth.name)) }
                (figures(visitor, truth, records.as_deref()))
                p.soft.small { (words.finding_help(lang, &truth.name)) }
            }
            (whose(visitor, truth))
            div.truth-foot {
                @if let Some(address) = &action {
                    a.btn.btn-primary href=(address) data-key=[place] { (words.finding_action_label(lang, &truth.name)) }
                }
                @if let Some(records) = records.as_ref().filter(|records| action.as_ref() != Some(records)) {
                    a.btn.btn-quiet href=(records) { (reader.text("truth-open")) (icon("arrow-right")) }
                }
            }
        }
    }
}

/// The number that hurts first: money when the finding is weighed in it, else how many.
fn figures(visitor: &Visitor, truth: &Truth, records: Option<&str>) -> Markup {
    let reader = &visitor.reader;
    let count = reader.text_with("truth-records", &[("count", truth.count.into())]);
    let weight = weight(reader, &truth.weight, &truth.unit);
    html! {
        div.truth-figures {
            @let number = weight.clone().unwrap_or_else(|| ui::format::integer(truth.count, reader.lang));
            @match records { Some(records) => a.truth-number href=(records) { (number) }, None => span.truth-number { (number) } }
            div.truth-notes {
                span { @if weight.is_some() { (count) } @else { (reader.text_with("truth-unit-records", &[("count", truth.count.into())])) } }
                @if let Some(trend) = &truth.trend { (trend_line(reader, *trend, truth.count)) }
                @if let Some(records) = &truth.unjudged { (unjudged(visitor, records)) }
            }
        }
    }
}

/// Of these records the finding cannot tell.
fn unjudged(visitor: &Visitor, untold: &Unjudged) -> Markup {
    let plural = visitor.ctx.gate.catalogue.object(&untold.object).map_or("", |object| &object.plural);
    let address = paths::with_query(&paths::list(plural), &[("where", untold.filter.as_str())]);
    let text = visitor.reader.text_with("truth-unjudged", &[("count", untold.count.into())]);
    let readable = records::rights::may(&visitor.ctx, catalogue::Action::Read, &untold.object);
    html! { @if readable { a.faint href=(address) { (text) } } @else { span.faint { (text) } } }
}

/// `None` for a plain count, which stands as the count itself.
fn weight(reader: &Reader, value: &Value, unit: &Unit) -> Option<String> {
    match (value, unit) {
        (_, Unit::Count) => None,
        (Value::Null, _) => None,
        (Value::Moneys(sums), _) if sums.is_empty() => None,
        _ => Some(ui::format::figure(value, unit, reader)),
    }
}

fn trend_line(reader: &Reader, trend: Trend, count: i64) -> Markup {
    let known = [("known", trend.known.into()), ("count", count.into())];
    html! {
        (trend_told(reader, trend))
        @if trend.known < count { span.faint { (reader.text_with("truth-trend-known", &known)) } }
    }
}

fn trend_told(reader: &Reader, trend: Trend) -> Markup {
    if trend.lately == 0 && trend.before == 0 {
        return html! { span.faint { (reader.text("truth-trend-quiet")) } };
    }
    let (shape, key, class) = match trend.lately.cmp(&trend.before) {
        std::cmp::Ordering::Greater => ("trending-up", "truth-trend-up", "trend trend-worse"),
        std::cmp::Ordering::Less => ("trending-down", "truth-trend-down", "trend trend-better"),
        std::cmp::Ordering::Equal => ("minus", "truth-trend-even", "trend"),
    };
    let counts = [("count", trend.lately.into()), ("before", trend.before.into())];
    html! {
        span class=(class) title=(reader.text_with("truth-trend-more", &counts)) { (icon(shape)) (reader.text(key)) }
        span.faint { (reader.text_with("truth-trend-more", &counts)) }
    }
}

fn whose(visitor: &Visitor, truth: &Truth) -> Markup {
    let reader = &visitor.reader;
    let most = truth.rows.iter().map(heft).max().unwrap_or(0);
    html! {
        @if !truth.rows.is_empty() {
            ul.truth-whose aria-label=(reader.text("truth-who")) {
                @for row in &truth.rows { (row_line(visitor, truth, row, most)) }
            }
        }
    }
}

fn row_line(visitor: &Visitor, truth: &Truth, row: &Share, most: i64) -> Markup {
    let reader = &visitor.reader;
    let name = name_of(visitor, truth, row);
    let amount = weight(reader, &row.weight, &truth.unit);
    let line = html! {
        span.truth-name { (name) }
        span.truth-amount { @if let Some(amount) = amount { (amount) " · " } (ui::format::integer(row.count, reader.lang)) }
        (bar(heft(row), most, tone(truth.severity), &name))
    };
    html! {
        li {
            @if is_readable(visitor, truth) { a href=(records_of(visitor, truth, &row.filter)) { (line) } } @else { div.truth-line { (line) } }
        }
    }
}

/// What a bar is as long as: the money, in minor units, or else how many.
fn heft(row: &Share) -> i64 {
    match &row.weight {
        Value::Money(money) => money.minor,
        Value::Moneys(sums) => sums.iter().map(|money| money.minor).max().unwrap_or(0),
        _ => row.count,
    }
}

fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Grave => Tone::Bad,
        Severity::Warning => Tone::Warn,
        Severity::Note => Tone::Plain,
    }
}

fn shade(severity: Severity) -> &'static str {
    match severity {
        Severity::Grave => "truth-grave",
        Severity::Warning => "truth-warning",
        Severity::Note => "truth-note",
    }
}

fn severity(reader: &Reader, severity: Severity) -> Markup {
    let key = match severity {
        Severity::Grave => "truth-severity-grave",
        Severity::Warning => "truth-severity-warning",
        Severity::Note => "truth-severity-note",
    };
    badge(tone(severity), &reader.text(key))
}

fn json(truths: &Truths) -> Response {
    let found: Vec<serde_json::Value> = truths.found.iter().map(truth_json).collect();
    let broken: Vec<&str> = truths.broken.iter().map(|(name, _)| &**name).collect();
    let unjudged: Vec<serde_json::Value> =
        truths.unjudged.iter().map(|(name, records)| unjudged_json(name, records)).collect();
    Json(serde_json::json!({ "found": found, "clear": truths.clear, "unjudged": unjudged, "out_of_sight": truths.out_of_sight, "broken": broken }))
        .into_response()
}

fn unjudged_json(name: &str, records: &Unjudged) -> serde_json::Value {
    serde_json::json!({ "name": name, "object": records.object, "count": records.count, "where": records.filter })
}

fn truth_json(truth: &Truth) -> serde_json::Value {
    let rows: Vec<serde_json::Value> = truth
        .rows
        .iter()
        .map(|row| {
            serde_json::json!({
                "key": records::json::value(&row.key), "title": row.title, "count": row.count,
                "weight": records::json::value(&row.weight), "where": row.filter,
            })
        })
        .collect();
    serde_json::json!({
        "name": truth.name, "truth": truth.truth, "object": truth.object, "count": truth.count,
        "weight": records::json::value(&truth.weight), "where": truth.filter, "rows": rows,
        "trend": truth.trend.map(|trend| serde_json::json!({ "lately": trend.lately, "before": trend.before, "known": trend.known })),
        "unjudged": truth.unjudged.as_ref().map(|records| unjudged_json(&truth.name, records)),
    })
}
