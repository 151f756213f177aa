//! The page itself.

use axum::Json;
use axum::response::{IntoResponse, Response};
use catalogue::{Severity, Unit, Value};
use insight::{Share, Trend, Truth, Truths};
use maud::{Markup, html};
use ui::charts::bar;
use ui::parts::{Tone, badge, empty_state, page_header};
use ui::{Reader, icon};

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
                div.truths.truths-week { @for truth in week { (card(visitor, truth)) } }
            }
        }
        @if !more.is_empty() {
            section.stack aria-labelledby="more" {
                h2 #more { (visitor.text("truth-more-title")) }
                div.truths { @for truth in more { (card(visitor, truth)) } }
            }
        }
    }
}

fn nothing(visitor: &Visitor, truths: &Truths) -> Markup {
    let count = truths.clear.len();
    let text = visitor.reader.text_with("truth-none-text", &[("count", count.into())]);
    empty_state("circle-check", &visitor.text("truth-none-title"), &text, &html! {})
}

/// What was checked and found nothing, and what could not be checked: silence would look like "nothing".
fn clear(visitor: &Visitor, truths: &Truths) -> Markup {
    let reader = &visitor.reader;
    let question = |name: &str| reader.words().finding_question(reader.lang, name);
    html! {
        @if !truths.broken.is_empty() || !truths.clear.is_empty() || !truths.unjudged.is_empty() {
            section.stack aria-labelledby="clear" {
                h2 #clear { (reader.text("truth-clear-title")) }
                ul.truth-clear {
                    @for (name, _) in &truths.broken {
                        li { (icon("alert-triangle")) span { (question(name)) " " (badge(Tone::Warn, &reader.text("truth-broken"))) } }
                    }
                    @for name in &truths.unjudged {
                        li { (icon("eye-off")) span { (question(name)) " " (badge(Tone::Plain, &reader.text("truth-unjudged"))) } }
                    }
                    @for name in &truths.clear { li { (icon("check")) span { (question(name)) } } }
                }
            }
        }
    }
}

fn card(visitor: &Visitor, truth: &Truth) -> Markup {
    let reader = &visitor.reader;
    let (words, lang) = (reader.words(), reader.lang);
    let records = is_readable(visitor, truth).then(|| records_of(visitor, truth, &truth.filter));
    let action = action_of(visitor, truth);
    html! {
        article class={ "card truth " (shade(truth.severity)) } {
            div.truth-main {
                div { (severity(reader, truth.severity)) }
                h3 { (words.finding_question(lang, &truth.name)) }
                (figures(reader, truth, records.as_deref()))
                p.soft.small { (words.finding_help(lang, &truth.name)) }
            }
            (whose(visitor, truth))
            div.truth-foot {
                @if let Some(address) = &action {
                    a.btn.btn-primary href=(address) { (words.finding_action_label(lang, &truth.name)) }
                }
                @if let Some(records) = records.as_ref().filter(|records| action.as_ref() != Some(records)) {
                    a.btn.btn-quiet href=(records) { (reader.text("truth-open")) (icon("arrow-right")) }
                }
            }
        }
    }
}

/// The number that hurts first: money when the finding is weighed in it, else how many.
fn figures(reader: &Reader, truth: &Truth, records: Option<&str>) -> Markup {
    let count = reader.text_with("truth-records", &[("count", truth.count.into())]);
    let weight = weight(reader, &truth.weight, &truth.unit);
    html! {
        div.truth-figures {
            @let number = weight.clone().unwrap_or_else(|| ui::format::integer(truth.count, reader.lang));
            @match records { Some(records) => a.truth-number href=(records) { (number) }, None => span.truth-number { (number) } }
            div.truth-notes {
                span { @if weight.is_some() { (count) } @else { (reader.text_with("truth-unit-records", &[("count", truth.count.into())])) } }
                @if let Some(trend) = &truth.trend { (trend_line(reader, *trend)) }
            }
        }
    }
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

fn trend_line(reader: &Reader, trend: Trend) -> Markup {
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
    Json(serde_json::json!({ "found": found, "clear": truths.clear, "unjudged": truths.unjudged, "broken": broken }))
        .into_response()
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
        "trend": truth.trend.map(|trend| serde_json::json!({ "lately": trend.lately, "before": trend.before })),
    })
}
