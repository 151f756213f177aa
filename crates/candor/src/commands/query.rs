//! `candor query`: records, figures or the funnel, exactly as the person of `--as` would see them on the page.

use query::Bucket;
use records::figures::{FiguresAsk, figures};
use records::funnel::funnel;
use records::{Ctx, ListAsk, json as as_json};
use serde_json::Value as Json;

use super::{act_as, close, open};
use crate::args::Query;
use crate::exit::Failure;
use crate::say::{print_json, print_table};

/// Asks and prints.
///
/// # Errors
/// `NotFound` for an unknown person; `Invalid` for an unknown field or a wrong expression, with the place.
pub async fn run(args: &Query) -> Result<(), Failure> {
    let gate = open(&args.place).await?;
    let ctx = act_as(&gate, Some(&args.person), "command").await?;
    let answer = ask(&ctx, args).await;
    close(&gate).await?;
    let answer = answer?;
    if args.form.json { print_json(&answer) } else { print_answer(&answer) }
}

async fn ask(ctx: &Ctx, args: &Query) -> Result<Json, Failure> {
    if args.funnel {
        return Ok(as_json::funnel(&funnel(ctx, &args.object, args.filter.as_deref()).await?));
    }
    if !args.group.is_empty() || !args.measure.is_empty() {
        let ask = FiguresAsk {
            object: args.object.clone(),
            filter: args.filter.clone(),
            segment: args.segment.clone(),
            search: args.search.clone(),
            group: args.group.iter().map(|text| group(text)).collect::<Result<_, _>>()?,
            measures: if args.measure.is_empty() { vec!["count".into()] } else { args.measure.clone() },
            archived: query::Archived::Hide,
            least: 0,
        };
        return Ok(as_json::figures(&figures(ctx, &ask).await?));
    }
    let ask = ListAsk {
        object: args.object.clone(),
        filter: args.filter.clone(),
        segment: args.segment.clone(),
        search: args.search.clone(),
        sort: args.sort.iter().map(|text| sort(text)).collect(),
        columns: args.fields.clone(),
        limit: args.limit,
        count: true,
        ..Default::default()
    };
    Ok(as_json::page(&records::list::list(ctx, &ask).await?))
}

fn sort(text: &str) -> (String, bool) {
    text.strip_prefix('-').map_or_else(|| (text.to_owned(), false), |field| (field.to_owned(), true))
}

fn group(text: &str) -> Result<(String, Option<Bucket>), Failure> {
    let Some((field, stretch)) = text.split_once(':') else { return Ok((text.to_owned(), None)) };
    let bucket = match stretch {
        "day" => Bucket::Day,
        "week" => Bucket::IsoWeek,
        "month" => Bucket::Month,
        "quarter" => Bucket::Quarter,
        "year" => Bucket::FiscalYear,
        other => {
            return Err(Failure::Invalid(format!(
                "--group {text}: '{other}' is not day, week, month, quarter or year"
            )));
        }
    };
    Ok((field.to_owned(), Some(bucket)))
}

fn print_answer(answer: &Json) -> Result<(), Failure> {
    let rows = answer.get("rows").or_else(|| answer.get("groups")).or_else(|| answer.get("steps"));
    let Some(rows) = rows.and_then(Json::as_array).filter(|rows| !rows.is_empty()) else { return print_json(answer) };
    let flat: Vec<Vec<(String, String)>> = rows.iter().map(|row| flatten("", &named(row))).collect();
    let heads: Vec<String> = flat.first().into_iter().flatten().map(|(head, _)| head.clone()).collect();
    let cell = |row: &[(String, String)], head: &String| {
        row.iter().find(|(name, _)| name == head).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let table: Vec<Vec<String>> = flat.iter().map(|row| heads.iter().map(|head| cell(row, head)).collect()).collect();
    print_table(&heads, &table);
    if let Some(total) = answer.get("total").filter(|t| !t.is_null()) {
        println!("total: {total}");
    }
    Ok(())
}

/// The row with the names of what it refers to in the place of their ids.
fn named(row: &Json) -> Json {
    let mut row = row.clone();
    match row.get("titles").cloned() {
        Some(Json::Array(titles)) => {
            let keys = row.get_mut("keys").and_then(Json::as_array_mut).into_iter().flatten();
            keys.zip(titles).filter(|(_, title)| !title.is_null()).for_each(|(key, title)| *key = title);
        }
        Some(Json::Object(titles)) => {
            let fields = row.get_mut("fields").and_then(Json::as_object_mut);
            fields.into_iter().for_each(|fields| fields.extend(titles.clone()));
        }
        _ => {}
    }
    row
}

/// Nested fields side by side, named by the last word of their path.
fn flatten(name: &str, value: &Json) -> Vec<(String, String)> {
    match value {
        Json::Object(map) if map.contains_key("currency") => {
            let part = |key: &str| map.get(key).and_then(Json::as_str).unwrap_or_default();
            vec![(name.to_owned(), format!("{} {}", part("amount"), part("currency")))]
        }
        Json::Object(map) if map.contains_key("sha256") => {
            vec![(name.to_owned(), map.get("name").and_then(Json::as_str).unwrap_or_default().to_owned())]
        }
        Json::Object(map) => map
            .iter()
            .filter(|(key, _)| {
                !matches!(key.as_str(), "where" | "hidden" | "titles" | "object" | "version" | "archived")
            })
            .flat_map(|(key, inner)| flatten(key, inner))
            .collect(),
        Json::Array(items) => {
            let parts: Vec<String> = items.iter().flat_map(|item| flatten(name, item)).map(|(_, text)| text).collect();
            vec![(name.to_owned(), parts.join(", "))]
        }
        Json::String(text) => vec![(name.to_owned(), text.clone())],
        Json::Null => vec![(name.to_owned(), String::new())],
        other => vec![(name.to_owned(), other.to_string())],
    }
}
