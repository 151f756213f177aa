//! One story of a record: its activities and tasks, its changes and its stays, newest first.

use std::sync::Arc;

use catalogue::{Action, Id, Name, Object, Value};
use query::Expr;
use serde_json::json;

use crate::history::{self, FieldChange, HistoryEntry, titles_of};
use crate::{Ctx, Error, ListAsk, Record, evidence, list, read, rights};

/// Something that happened to a record.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineEntry {
    /// UTC microseconds.
    pub at: i64,
    pub by: Option<Id>,
    pub by_name: Option<Arc<str>>,
    pub what: TimelineWhat,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum TimelineWhat {
    Created,
    Changed {
        change: Id,
        fields: Vec<FieldChange>,
    },
    /// It entered a stage. `change` when that was a change of its own, not the record's birth or an import's row.
    Stage {
        change: Option<Id>,
        field: Name,
        stage: Name,
        until: Option<i64>,
    },
    /// A call, meeting, mail, note...
    Activity(Box<Record>),
}

/// At most `limit` entries.
pub async fn timeline(ctx: &Ctx, object: &str, id: Id, limit: u32) -> Result<Vec<TimelineEntry>, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let stage: Vec<String> = object.stage_field().map(|(field, _)| field.name.to_string()).into_iter().collect();
    let record = read::fetch_fields(ctx, &object, id, &stage).await?;
    let history = history::of_seen(ctx, &object, id).await?;
    let mut entries = stays(ctx, &object, &record, &history).await?;
    entries.extend(changes(&object, history));
    entries.extend(activities(ctx, &object, id, limit).await?);
    entries.sort_by_key(|entry| (-entry.at, order(&entry.what)));
    entries.truncate(limit as usize);
    evidence::note(ctx, "timeline", Some(&object.name), Some(id), &json!({ "rows": entries.len() }));
    Ok(entries)
}

/// Of one instant: what follows from what stands above it.
fn order(what: &TimelineWhat) -> u8 {
    match what {
        TimelineWhat::Stage { .. } => 0,
        TimelineWhat::Changed { .. } => 1,
        TimelineWhat::Activity(_) => 2,
        TimelineWhat::Created => 3,
    }
}

/// History without what stays tell better.
fn changes(object: &Object, history: Vec<HistoryEntry>) -> Vec<TimelineEntry> {
    let stage = object.stage_field().map(|(field, _)| field.name.clone());
    let told = |name: &Name| {
        let is_stage = stage.as_ref().is_some_and(|s| name == s || **name == format!("{s}_since"));
        is_stage || &**name == "created_at"
    };
    let mut entries = Vec::new();
    for entry in history {
        let is_birth = is_birth(&entry);
        let fields: Vec<FieldChange> = entry.fields.into_iter().filter(|f| !told(&f.field)).collect();
        let what = match (is_birth, fields.is_empty()) {
            (true, _) => TimelineWhat::Created,
            (false, true) => continue,
            (false, false) => TimelineWhat::Changed { change: entry.change, fields },
        };
        entries.push(TimelineEntry { at: entry.at, by: Some(entry.by), by_name: entry.by_name, what });
    }
    entries
}

fn is_birth(entry: &HistoryEntry) -> bool {
    entry.fields.iter().any(|f| &*f.field == "created_at" && f.old.is_null())
}

async fn stays(
    ctx: &Ctx,
    object: &Object,
    record: &Record,
    history: &[HistoryEntry],
) -> Result<Vec<TimelineEntry>, Error> {
    let Some((field, _)) = object.stage_field() else { return Ok(Vec::new()) };
    // A hidden stage reads as not known: then its stays are hidden too.
    if record.get(&field.name).is_null() {
        return Ok(Vec::new());
    }
    let stays = ctx.gate.store.stays(&object.name, record.id).await?;
    let names = titles_of(ctx, stays.iter().map(|s| ("user".into(), s.by)).collect()).await?;
    let own = |stay: &store::Stay| history.iter().any(|entry| entry.change == stay.change && !is_birth(entry));
    let entry = |stay: store::Stay| TimelineEntry {
        at: stay.from_at,
        by: Some(stay.by),
        by_name: names.get(&("user".into(), stay.by)).cloned(),
        what: TimelineWhat::Stage {
            change: own(&stay).then_some(stay.change),
            field: stay.field,
            stage: stay.stage,
            until: stay.to_at,
        },
    };
    Ok(stays.into_iter().map(entry).collect())
}

/// Activities and tasks that refer to the record, those that the caller may see.
async fn activities(ctx: &Ctx, object: &Object, id: Id, limit: u32) -> Result<Vec<TimelineEntry>, Error> {
    let mut entries = Vec::new();
    for (kind, when) in [("activity", "at"), ("task", "created_at")] {
        let Some(relation) = object.relations.values().find(|r| &*r.object == kind) else { continue };
        if !rights::may(ctx, Action::Read, kind) {
            continue;
        }
        let columns = ctx.gate.catalogue.object(kind).map(|o| own_columns(o, when)).unwrap_or_default();
        let sort = vec![(when.to_owned(), true)];
        let ask = ListAsk { object: kind.to_owned(), columns, sort, limit: limit.min(200), ..ListAsk::default() };
        let of_record = Expr::equals(&relation.object, &relation.field, Value::Ref(id));
        for row in list::list_where(ctx, &ask, of_record).await?.rows {
            let Value::Instant(at) = *row.get(when) else { continue };
            let (by, by_name) = (row.get("owner").as_ref_id(), row.titles.get("owner").cloned());
            entries.push(TimelineEntry { at, by, by_name, what: TimelineWhat::Activity(Box::new(row)) });
        }
    }
    Ok(entries)
}

fn own_columns(object: &Object, when: &str) -> Vec<String> {
    let declared = object.stored_fields().filter(|f| !f.system).map(|f| f.name.to_string());
    declared.chain(["owner".to_owned(), when.to_owned()]).collect()
}
