//! Answers of the gate as tables: from the JSON that `--json` would print, so that both say the same.

use serde_json::Value as Json;

use crate::exit::Failure;
use crate::say::print_table;

/// Figures by group with their total as the last row, figures alone as the one row, or the steps of a funnel.
///
/// # Errors
/// As `say::print`.
pub fn print(answer: &Json) -> Result<(), Failure> {
    let list = |name: &str| answer.get(name).and_then(Json::as_array).cloned().unwrap_or_default();
    let mut flat: Vec<Cells> = list("groups").iter().chain(&list("steps")).map(cells).collect();
    if let Some(total) = answer.get("total") {
        let mut total = flatten("", total);
        if answer.get("groups").and_then(Json::as_array).is_some_and(|groups| !groups.is_empty()) {
            total.insert(0, ("keys".to_owned(), "total".to_owned()));
        }
        flat.push(total);
    }
    let heads = heads(&flat);
    print_table(&heads, &lined(&heads, &flat))
}

/// A row: each cell with the head that it stands under.
pub type Cells = Vec<(String, String)>;

/// The heads of these rows in the order in which they come; a field that is hidden in one row may stand in another.
#[must_use]
pub fn heads(rows: &[Cells]) -> Vec<String> {
    let mut heads: Vec<String> = Vec::new();
    for (head, _) in rows.iter().flatten() {
        if !heads.contains(head) {
            heads.push(head.clone());
        }
    }
    heads
}

/// The rows under these heads.
#[must_use]
pub fn lined(heads: &[String], rows: &[Cells]) -> Vec<Vec<String>> {
    let cell = |row: &Cells, head: &String| {
        row.iter().find(|(name, _)| name == head).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    rows.iter().map(|row| heads.iter().map(|head| cell(row, head)).collect()).collect()
}

/// One row of an answer, flat.
#[must_use]
pub fn cells(row: &Json) -> Cells {
    flatten("", &named(row))
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
