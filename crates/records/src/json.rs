//! Values, records and figures as JSON: one form for the API and the command line. Exact: decimals and money are text,
//! never floating point; dates and instants are ISO 8601.

use catalogue::{FileRef, Money, Value};
use serde_json::{Map, Value as Json, json};

use crate::figures::Figures;
use crate::funnel::Funnel;
use crate::{Page, Record};

/// One value. Money is `{"amount": "12.50", "currency": "EUR"}`; a sum over several currencies is a list of these.
#[must_use]
pub fn value(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(flag) => json!(flag),
        Value::Int(number) => json!(number),
        Value::Decimal(number) => json!(number.normalize().to_string()),
        Value::Money(amount) => money(amount),
        Value::Moneys(amounts) => Json::Array(amounts.iter().map(money).collect()),
        Value::Text(text) => json!(text),
        Value::Date(days) => json!(date_text(*days)),
        Value::Instant(micros) => json!(instant_text(*micros)),
        Value::Duration(micros) => json!(micros),
        Value::Choices(ids) => json!(ids),
        Value::Ref(id) => json!(id.0),
        Value::File(file) => file_json(file),
    }
}

/// `{"name": "offer.pdf", "size": 1024, "media": "application/pdf", "sha256": "…"}`.
#[must_use]
pub fn file_json(file: &FileRef) -> Json {
    json!({ "name": file.name(), "size": file.size(), "media": file.media(), "sha256": file.sha256() })
}

fn money(amount: &Money) -> Json {
    json!({ "amount": amount.major().to_string(), "currency": amount.currency.code() })
}

/// `2026-11-23`; days outside the calendar's reach are given as the number itself.
#[must_use]
pub fn date_text(days: i32) -> String {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.checked_add(jiff::Span::new().days(days)).map_or_else(|_| days.to_string(), |date| date.to_string())
}

/// `2026-11-23T10:00:00Z`.
#[must_use]
pub fn instant_text(micros: i64) -> String {
    jiff::Timestamp::from_microsecond(micros).map_or_else(|_| micros.to_string(), |at| at.to_string())
}

/// A record with its id, version, title, values, and titles of what it refers to.
#[must_use]
pub fn record(record: &Record) -> Json {
    let fields: Map<String, Json> = record.values.iter().map(|(name, v)| (name.to_string(), value(v))).collect();
    let titles: Map<String, Json> = record.titles.iter().map(|(name, t)| (name.to_string(), json!(t))).collect();
    json!({
        "id": record.id.0, "object": record.object, "version": record.version, "title": record.title,
        "archived": record.archived, "fields": fields, "titles": titles, "hidden": record.hidden,
    })
}

/// A page of a list; `next` goes on after it. With `more`, there are more than `total`.
#[must_use]
pub fn page(page: &Page) -> Json {
    json!({
        "object": page.object, "rows": page.rows.iter().map(record).collect::<Vec<_>>(),
        "total": page.total, "more": page.more, "next": page.next,
    })
}

/// Figures by group, with the filter that leads to each group's records.
#[must_use]
pub fn figures(figures: &Figures) -> Json {
    let named = |values: &[Value]| -> Map<String, Json> {
        figures.measures.iter().zip(values).map(|(m, v)| (m.name.to_string(), value(v))).collect()
    };
    let groups: Vec<Json> = figures
        .groups
        .iter()
        .map(|group| {
            let keys: Vec<Json> = group.keys.iter().map(value).collect();
            json!({ "keys": keys, "titles": group.titles, "figures": named(&group.figures), "where": group.filter })
        })
        .collect();
    json!({ "object": figures.object, "groups": groups, "total": named(&figures.total), "where": figures.filter, "withheld": figures.withheld })
}

/// The funnel: how many reached each stage, the share that went on, and the median of days.
#[must_use]
pub fn funnel(funnel: &Funnel) -> Json {
    let steps: Vec<Json> = funnel
        .steps
        .iter()
        .map(|step| {
            json!({
                "stage": step.stage, "outcome": step.outcome.map(catalogue::Outcome::as_str), "reached": step.reached,
                "conversion": step.conversion.map(|c| c.normalize().to_string()), "median_days": value(&step.median_days),
                "where": step.filter,
            })
        })
        .collect();
    json!({
        "object": funnel.object, "by": funnel.by, "steps": steps,
        "win_rate": funnel.win_rate.map(|r| r.normalize().to_string()),
    })
}
