//! One story of a record: its activities and tasks, its changes and its stays, newest first; whole or of some kinds, part by part.

use std::sync::Arc;

use catalogue::{Action, Id, Name, Object, Value};
use query::{Cursor, Expr, Operand, Path};
use serde_json::json;

use crate::history::{self, FieldChange, HistoryEntry, titles_of};
use crate::{Ctx, Error, ListAsk, Record, evidence, list, read, rights};

/// Something that happened to a record.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineEntry {
    /// Of the change, of the stay, or of the activity.
    pub id: Id,
    /// UTC microseconds.
    pub at: i64,
    pub by: Option<Id>,
    pub by_name: Option<Arc<str>>,
    pub what: TimelineWhat,
}

/// What a story can be narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoryKind {
    Mail,
    Call,
    Meeting,
    Note,
    Task,
    Stage,
    Change,
}

impl StoryKind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Mail, Self::Call, Self::Meeting, Self::Note, Self::Task, Self::Stage, Self::Change];

    /// The word in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Call => "call",
            Self::Meeting => "meeting",
            Self::Note => "note",
            Self::Task => "task",
            Self::Stage => "stage",
            Self::Change => "change",
        }
    }

    /// The kind that a word says.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Which part of a story is asked for.
#[derive(Debug, Clone, Default)]
pub struct TimelineAsk {
    /// None is every kind.
    pub kinds: Vec<StoryKind>,
    /// Only what comes after this place, which is earlier in time.
    pub after: Option<Place>,
    pub limit: u32,
}

/// A place in a story: the instant, what of an instant comes first, and the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Turned round, so that the newest is first.
    at: i64,
    order: u8,
    id: i64,
}

impl Place {
    fn of(entry: &TimelineEntry) -> Self {
        Self { at: -entry.at, order: order(&entry.what), id: -entry.id.0 }
    }

    /// As one word of an address.
    #[must_use]
    pub fn word(self) -> String {
        format!("{}.{}.{}", -self.at, self.order, -self.id)
    }

    /// What cannot be read starts at the beginning.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        let mut parts = word.split('.');
        let (at, order, id) = (parts.next()?, parts.next()?, parts.next()?);
        let (at, id) = (at.parse::<i64>().ok()?, id.parse::<i64>().ok()?);
        Some(Self { at: at.checked_neg()?, order: order.parse().ok()?, id: id.checked_neg()? })
    }
}

/// A part of a story, newest first.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    pub entries: Vec<TimelineEntry>,
    /// Where the next part starts; `None` at the beginning of the story.
    pub next: Option<Place>,
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

/// The part of the story that is asked for.
pub async fn timeline(ctx: &Ctx, object: &str, id: Id, ask: &TimelineAsk) -> Result<Timeline, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let stage: Vec<String> = object.stage_field().map(|(field, _)| field.name.to_string()).into_iter().collect();
    let record = read::fetch_fields(ctx, &object, id, &stage).await?;
    let wants = |kind: StoryKind| ask.kinds.is_empty() || ask.kinds.contains(&kind);
    let mut entries = Vec::new();
    if wants(StoryKind::Stage) || wants(StoryKind::Change) {
        let history = history::of_seen(ctx, &object, id).await?;
        if wants(StoryKind::Stage) {
            entries.extend(stays(ctx, &object, &record, &history).await?);
        }
        if wants(StoryKind::Change) {
            entries.extend(changes(&object, history));
        }
    }
    entries.extend(activities(ctx, &object, id, ask).await?);
    entries.retain(|entry| ask.after.is_none_or(|after| Place::of(entry) > after));
    entries.sort_by_key(Place::of);
    let limit = ask.limit as usize;
    let more = entries.len() > limit;
    entries.truncate(limit);
    let kinds: Vec<&str> = ask.kinds.iter().map(|kind| kind.as_str()).collect();
    let detail = json!({ "rows": entries.len(), "kinds": kinds });
    evidence::note(ctx, "timeline", Some(&object.name), Some(id), &detail);
    Ok(Timeline { next: entries.last().filter(|_| more).map(Place::of), entries })
}

/// The place of activities among what happened at one instant.
const ACTIVITY: u8 = 2;

/// Of one instant: what follows from what stands above it.
fn order(what: &TimelineWhat) -> u8 {
    match what {
        TimelineWhat::Stage { .. } => 0,
        TimelineWhat::Changed { .. } => 1,
        TimelineWhat::Activity(_) => ACTIVITY,
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
        entries.push(TimelineEntry {
            id: entry.change,
            at: entry.at,
            by: Some(entry.by),
            by_name: entry.by_name,
            what,
        });
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
        id: stay.id,
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
async fn activities(ctx: &Ctx, object: &Object, id: Id, ask: &TimelineAsk) -> Result<Vec<TimelineEntry>, Error> {
    let mut entries = Vec::new();
    for (kind, when) in [("activity", "at"), ("task", "created_at")] {
        let Some(relation) = object.relations.values().find(|r| &*r.object == kind) else { continue };
        let Some(narrowed) = narrowed(kind, &relation.object, &ask.kinds) else { continue };
        if !rights::may(ctx, Action::Read, kind) {
            continue;
        }
        let list = ListAsk {
            object: kind.to_owned(),
            columns: ctx.gate.catalogue.object(kind).map(|o| own_columns(o, when)).unwrap_or_default(),
            sort: vec![(when.to_owned(), true)],
            after: ask.after.map(place_in_list),
            limit: ask.limit.saturating_add(1).min(200),
            ..ListAsk::default()
        };
        let of_record = Expr::equals(&relation.object, &relation.field, Value::Ref(id));
        for row in list::list_where(ctx, &list, Expr::all([of_record, narrowed])).await?.rows {
            let Value::Instant(at) = *row.get(when) else { continue };
            let (by, by_name) = (row.get("owner").as_ref_id(), row.titles.get("owner").cloned());
            entries.push(TimelineEntry { id: row.id, at, by, by_name, what: TimelineWhat::Activity(Box::new(row)) });
        }
    }
    Ok(entries)
}

/// Which of these records are wanted; `None` for none of them.
fn narrowed(object: &str, name: &Name, kinds: &[StoryKind]) -> Option<Expr> {
    if kinds.is_empty() {
        return Some(Expr::True);
    }
    if object == "task" {
        return kinds.contains(&StoryKind::Task).then_some(Expr::True);
    }
    let said = |kind: &&StoryKind| !matches!(kind, StoryKind::Task | StoryKind::Stage | StoryKind::Change);
    let set: Vec<Value> = kinds.iter().filter(said).map(|kind| Value::text(kind.as_str())).collect();
    let left = Operand::Path(Path::own(name, &"kind".into()));
    (!set.is_empty()).then_some(Expr::In { left, set })
}

/// The same place among the records of one kind, the newest first.
fn place_in_list(place: Place) -> Cursor {
    // What comes first of an instant is told before its activities, and what comes last after them.
    let id = match place.order.cmp(&ACTIVITY) {
        std::cmp::Ordering::Less => i64::MAX,
        std::cmp::Ordering::Equal => -place.id,
        std::cmp::Ordering::Greater => 0,
    };
    Cursor { values: vec![Value::Instant(-place.at)], id: Id(id) }
}

fn own_columns(object: &Object, when: &str) -> Vec<String> {
    let declared = object.stored_fields().filter(|f| !f.system).map(|f| f.name.to_string());
    declared.chain(["owner".to_owned(), when.to_owned()]).collect()
}
