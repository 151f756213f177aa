//! Likely duplicates by exact keys: records of one object that share the folded value of a field which should belong
//! to one (tax id, e-mail, phone, name). Bounded, and by the reader's rights: a key that the reader may not see is not
//! compared.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalogue::{Id, Name, Object, Value, fold};
use records::figures::{FiguresAsk, figures};
use records::list::{ListAsk, list};
use records::{Ctx, Error};

use crate::condition::{any, is_one_of};

/// At most this many shared values of one key are followed: they are one week's work for a person.
const VALUES: usize = 100;
/// Answers read for one key: with two thousand groups each, a base of two hundred thousand clients is compared whole.
/// Records shown of one shared value.
const RECORDS: u32 = 20;

/// Records that share one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    pub field: Name,
    /// As one of them writes it.
    pub value: String,
    /// Id and title, oldest first.
    pub records: Vec<(Id, Arc<str>)>,
}

/// The condition that holds for every record with a shared value; `None` when none shares one.
pub(crate) async fn condition(ctx: &Ctx, object: &Arc<Object>) -> Result<Option<String>, Error> {
    let mut parts = Vec::new();
    for key in &object.duplicate_keys {
        let values = shared(ctx, object, key).await?;
        if !values.is_empty() {
            parts.push(is_one_of(key, &values));
        }
    }
    Ok((!parts.is_empty()).then(|| any(&parts)))
}

/// The groups behind it, for a page that compares them.
///
/// # Errors
/// `NotFound` for an unknown object; the gate's refusals.
pub async fn alike(ctx: &Ctx, object: &str) -> Result<Vec<Alike>, Error> {
    let object = ctx.gate.catalogue.object(object).cloned().ok_or(Error::NotFound)?;
    let mut groups = Vec::new();
    for key in &object.duplicate_keys {
        for value in shared(ctx, &object, key).await? {
            groups.push(records_of(ctx, &object, key, value).await?);
        }
    }
    Ok(groups)
}

/// Values of the key that more than one record has, by their folded form.
async fn shared(ctx: &Ctx, object: &Object, key: &Name) -> Result<Vec<String>, Error> {
    let mut counted: BTreeMap<String, (String, i64)> = BTreeMap::new();
    for (text, count) in counts(ctx, object, key).await? {
        counted.entry(fold(&text)).or_insert((text, 0)).1 += count;
    }
    Ok(counted.into_values().filter(|(_, count)| *count > 1).map(|(text, _)| text).take(VALUES).collect())
}

/// How many records have each value that several have: the values of one record alone stay in the database.
async fn counts(ctx: &Ctx, object: &Object, key: &Name) -> Result<BTreeMap<String, i64>, Error> {
    let ask = FiguresAsk {
        object: object.name.to_string(),
        filter: Some(format!("{key} != null")),
        group: vec![(key.to_string(), None)],
        measures: vec!["count".to_owned()],
        least: 2,
        ..FiguresAsk::default()
    };
    let groups = match figures(ctx, &ask).await {
        Ok(figures) => figures.groups,
        Err(Error::Forbidden | Error::Invalid(_)) => return Ok(BTreeMap::new()),
        Err(error) => return Err(error),
    };
    let counted = groups.iter().filter_map(|group| {
        let text = group.keys.first().and_then(Value::as_text).filter(|text| !text.is_empty())?;
        Some((text.to_owned(), group.figures.first().and_then(Value::as_int).unwrap_or(0)))
    });
    Ok(counted.collect())
}

async fn records_of(ctx: &Ctx, object: &Object, key: &Name, value: String) -> Result<Alike, Error> {
    let ask = ListAsk {
        object: object.name.to_string(),
        filter: Some(is_one_of(key, std::slice::from_ref(&value))),
        sort: vec![("created_at".to_owned(), false)],
        limit: RECORDS,
        ..ListAsk::default()
    };
    let page = list(ctx, &ask).await?;
    let records = page.rows.into_iter().map(|record| (record.id, record.title)).collect();
    Ok(Alike { field: key.clone(), value, records })
}
