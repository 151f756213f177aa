//! Search among comments: those of records that the caller reads.

use std::collections::HashMap;
use std::sync::Arc;

use catalogue::{Action, Id, Name};
use query::Archived;
use serde_json::json;

use super::{Said, names, read_pieces, shown};
use crate::{Ctx, Error, ListAsk, evidence, list, rights};

/// The newest comments with the text that are looked at: what one may not read is among them.
const LOOKED_AT: u32 = 300;

/// A comment with the record that it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub object: Name,
    pub record: Id,
    pub title: Arc<str>,
    pub by_name: Option<Arc<str>>,
    pub at: i64,
    pub text: Vec<Said>,
}

/// The newest comments that hold every word of the text.
pub async fn find(ctx: &Ctx, text: &str, limit: usize) -> Result<Vec<Found>, Error> {
    let folded = catalogue::fold(text);
    if folded.chars().count() < 2 {
        return Ok(Vec::new());
    }
    let words: Vec<&str> = folded.split_whitespace().collect();
    let rows = ctx.gate.store.comments_with(&words, LOOKED_AT).await?;
    let mut titles: HashMap<(Name, Id), Arc<str>> = HashMap::new();
    for object in ctx.gate.catalogue.objects.values() {
        let mut ids: Vec<Id> = rows.iter().filter(|row| row.object == object.name).map(|row| row.record).collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() || rights::decision(ctx, Action::Read, object).is_nothing() {
            continue;
        }
        let ask = ListAsk { columns: vec!["version".to_owned()], archived: Archived::Hide, ..ListAsk::default() };
        let seen = list::among(ctx, &ask, object, &ids).await?;
        titles.extend(seen.into_iter().map(|record| ((record.object, record.id), record.title)));
    }
    let open = |row: &store::Comment| titles.contains_key(&(row.object.clone(), row.record));
    let rows: Vec<store::Comment> = rows.into_iter().filter(open).take(limit).collect();
    let names = names(ctx, &rows).await?;
    let found = rows.into_iter().filter_map(|row| {
        Some(Found {
            title: titles.get(&(row.object.clone(), row.record))?.clone(),
            by_name: names.get(&("user".into(), row.author)).cloned(),
            at: row.at,
            text: shown(&read_pieces(&row.text), &names),
            object: row.object,
            record: row.record,
        })
    });
    let found: Vec<Found> = found.collect();
    evidence::note(ctx, "search", None, None, &json!({ "text": text, "comments": true, "rows": found.len() }));
    Ok(found)
}
