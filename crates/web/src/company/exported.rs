//! What the evidence says of an export, in plain words: how many records in which form, which ones, in which columns.

use records::Evidence;
use serde_json::{Map, Value as Json};
use ui::Fields;

use crate::records::conditions::in_words;
use crate::visitor::Visitor;

type Parts = Map<String, Json>;

/// In one line; `None` for what is no export of records.
pub fn brief(visitor: &Visitor, event: &Evidence, parts: &Parts) -> Option<String> {
    let reader = &visitor.reader;
    let number = |name: &str| parts.get(name).and_then(Json::as_i64);
    if &*event.kind == "export_end" {
        let args = [("rows", number("rows")?.into()), ("of", number("of")?.into())];
        return Some(reader.text_with("evidence-export-end", &args));
    }
    let form = text(parts, "form").filter(|_| &*event.kind == "export")?;
    let rows = reader.text_with("evidence-export-rows", &[("count", number("rows")?.into())]);
    let which = which(visitor, event, parts).map(|which| format!(" · {which}")).unwrap_or_default();
    Some(format!("{rows} · {form}{which}"))
}

/// All of it, each part with its name; nothing for what is no export of records.
pub fn lines(visitor: &Visitor, event: &Evidence, parts: &Parts) -> Vec<(String, String)> {
    if brief(visitor, event, parts).is_none() || &*event.kind != "export" {
        return Vec::new();
    }
    let columns = parts.get("columns").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
    let label = |path: &str| fields(visitor, event).map_or_else(|| path.to_owned(), |fields| fields.label(path));
    let columns: Vec<String> = columns.map(label).collect();
    let stay = parts.get("stay").and_then(Json::as_i64).filter(|stay| *stay > 0);
    let all = [
        ("evidence-export-filter", which(visitor, event, parts)),
        ("evidence-export-columns", Some(columns.join(", "))),
        ("evidence-export-stay", stay.map(|stay| stay.to_string())),
    ];
    all.into_iter().filter_map(|(key, said)| Some((visitor.text(key), said?))).collect()
}

/// Whether `lines` says this part of an export in words, or it says nothing: then it need not stand there once more.
pub fn is_said(event: &Evidence, part: &str, value: &Json) -> bool {
    const SAID: [&str; 7] = ["segment", "search", "archived", "columns", "rows", "form", "stay"];
    &*event.kind == "export" && event.object.is_some() && (SAID.contains(&part) || is_nothing(value))
}

fn is_nothing(value: &Json) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

/// Segment, search and conditions.
fn which(visitor: &Visitor, event: &Evidence, parts: &Parts) -> Option<String> {
    let reader = &visitor.reader;
    let segment = text(parts, "segment").zip(event.object.as_deref());
    let segment = segment.map(|(segment, object)| reader.words().segment_label(reader.lang, object, segment));
    let search = text(parts, "search").map(|said| reader.text_with("export-search", &[("text", said.into())]));
    let conditions = text(parts, "filter").map(|filter| match fields(visitor, event) {
        Some(fields) => in_words(&fields, filter).join(", "),
        None => filter.to_owned(),
    });
    let archived = text(parts, "archived").map(|word| match word {
        "only" => reader.text("export-archived-only"),
        _ => reader.text("export-archived-all"),
    });
    let said: Vec<String> = [segment, search, conditions, archived].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(", "))
}

fn text<'p>(parts: &'p Parts, name: &str) -> Option<&'p str> {
    parts.get(name).and_then(Json::as_str).filter(|text| !text.is_empty())
}

fn fields<'v>(visitor: &'v Visitor, event: &Evidence) -> Option<Fields<'v>> {
    let catalogue = &visitor.ctx.gate.catalogue;
    let object = catalogue.objects.get(event.object.as_ref()?)?;
    Some(Fields { reader: &visitor.reader, catalogue, object })
}
