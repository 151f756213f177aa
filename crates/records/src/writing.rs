//! From a decided write to the `Change` that the store applies: the row, its history, stays, evidence and outbox.

use catalogue::{Id, Name, Object, Value};
use indexmap::IndexMap;
use query::Expr;
use serde_json::json;
use store::{ApplyError, Change, History, Outbox, Stay, Within, Write};

use crate::row::Row;
use crate::{Ctx, Error, Fault, rights, validate};

/// A change that is being put together; every record in it shares its id.
pub(crate) struct Writing<'a> {
    pub ctx: &'a Ctx,
    pub id: Id,
    pub change: Change,
}

/// Fields that the gate writes; a change of theirs is not history.
pub(crate) const BOOKKEEPING: [&str; 5] = ["created_by", "created_at", "updated_by", "updated_at", "version"];

impl<'a> Writing<'a> {
    pub fn new(ctx: &'a Ctx) -> Self {
        Self { ctx, id: ctx.gate.store.next_id(), change: Change::default() }
    }

    /// A new row that somebody makes here and now. `values` are checked; bookkeeping and stays are added here.
    pub fn insert(&mut self, object: &Object, row: &mut Row) {
        self.insert_since(object, row, Some(self.ctx.env.now));
    }

    /// A new row that had a life elsewhere: since when it stands in its stage is what it says, else not known.
    pub fn insert_brought(&mut self, object: &Object, row: &mut Row) {
        self.insert_since(object, row, None);
    }

    fn insert_since(&mut self, object: &Object, row: &mut Row, began: Option<i64>) {
        let now = Value::Instant(self.ctx.env.now);
        for (field, value) in [
            ("created_at", now.clone()),
            ("updated_at", now),
            ("created_by", rights::me(self.ctx)),
            ("updated_by", rights::me(self.ctx)),
            ("version", Value::Int(1)),
        ] {
            row.values.insert(field.into(), value);
        }
        self.enter_stage(object, None, row, began);
        row.values.retain(|_, value| !value.is_null());
        self.change.writes.push(Write::Insert {
            object: object.name.clone(),
            id: row.id,
            values: row.values.iter().map(|(name, value)| (name.clone(), value.clone())).collect(),
            search: search_text(object, row),
        });
    }

    /// Marks the birth of a record in its history, so that the change can be undone and the timeline begins.
    pub fn birth(&mut self, row: &Row) {
        let field: Name = "created_at".into();
        self.history(row, &field, Value::Null, row.value(&field).clone(), 1);
    }

    /// The changed fields of a row. `new` is the state after; `within` the write's own right.
    pub fn update(&mut self, object: &Object, old: &Row, new: &mut Row, within: Expr) {
        new.values.insert("updated_at".into(), Value::Instant(self.ctx.env.now));
        new.values.insert("updated_by".into(), rights::me(self.ctx));
        self.enter_stage(object, Some(old), new, Some(self.ctx.env.now));
        let version = old.version() + 1;
        new.values.insert("version".into(), Value::Int(version));
        let mut set = Vec::new();
        for name in differing(object, old, new) {
            let (before, after) = (old.value(&name).clone(), new.value(&name).clone());
            if !BOOKKEEPING.contains(&&*name) {
                self.history(old, &name, before, after.clone(), version);
            }
            set.push((name, after));
        }
        self.change.writes.push(Write::Update {
            object: object.name.clone(),
            id: old.id,
            set,
            version: old.version(),
            within: Within { rows: within, env: self.ctx.env.clone() },
            search: Some(search_text(object, new)),
        });
        self.change.writes.extend(crate::people::closed_doors(old, new));
    }

    fn history(&mut self, row: &Row, field: &Name, old: Value, new: Value, version: i64) {
        self.change.history.push(History {
            id: self.ctx.gate.store.next_id(),
            change: self.id,
            object: row.object.clone(),
            record: row.id,
            field: field.clone(),
            old,
            new,
            by: self.ctx.who.user,
            at: self.ctx.env.now,
            version,
        });
    }

    /// A stay for each stages field that has another stage than before, and the instant it began: the one that is given,
    /// else `began`. Where neither is known, nothing is said.
    fn enter_stage(&mut self, object: &Object, old: Option<&Row>, new: &mut Row, began: Option<i64>) {
        let Some((field, _)) = object.stage_field() else { return };
        let stage = new.value(&field.name).clone();
        if old.is_some_and(|old| *old.value(&field.name) == stage) {
            return;
        }
        let since: Name = format!("{}_since", field.name).into();
        let given = old.is_none_or(|old| old.value(&since) != new.value(&since));
        let known = match new.value(&since) {
            Value::Instant(at) if given => Some(*at),
            // An undo goes back to a stage of which it was never known.
            Value::Null if given && old.is_some() => None,
            _ => began,
        };
        if object.field(&since).is_some_and(|f| f.kind.is_stored()) {
            new.values.insert(since, known.map_or(Value::Null, Value::Instant));
        }
        // Going back is an event of today all the same, and ends the stay that lasts.
        let (Some(stage), Some(from_at)) = (stage.as_text(), known.or(began)) else { return };
        self.change.stays.push(Stay {
            id: self.ctx.gate.store.next_id(),
            change: self.id,
            object: new.object.clone(),
            record: new.id,
            field: field.name.clone(),
            stage: stage.into(),
            from_at,
            to_at: None,
            by: self.ctx.who.user,
        });
    }

    /// Evidence and outbox of one record.
    pub fn tell(&mut self, kind: &'static str, row: &Row, fields: &[Name]) {
        let detail = json!({ "change": self.id.0, "fields": fields });
        let event = crate::evidence::event(self.ctx, kind, Some(&row.object), Some(row.id), &detail);
        self.change.evidence.push(event);
        self.publish(kind, row, fields);
    }

    /// A message to subscribers about a record that is not changed itself.
    pub fn message(&mut self, topic: &'static str, object: &Name, record: Id, payload: &serde_json::Value) {
        self.change.outbox.push(message(self.ctx, topic, (object, record), payload));
    }

    /// The message to subscribers alone.
    pub fn publish(&mut self, kind: &'static str, row: &Row, fields: &[Name]) {
        self.message(kind, &row.object, row.id, &json!({ "change": self.id.0, "fields": fields }));
    }

    /// Applies it. Guards that failed come back as they are.
    pub async fn apply(mut self) -> Result<(), ApplyError> {
        if let Some(named) = &self.ctx.named {
            self.change.idempotency = Some(named.row(self.ctx, self.id, &self.change));
        }
        let is_told = !self.change.outbox.is_empty();
        self.ctx.gate.store.apply(self.change).await?;
        if is_told {
            self.ctx.gate.live.wake();
        }
        Ok(())
    }
}

/// A message to subscribers, to be sent with a change.
pub(crate) fn message(
    ctx: &Ctx,
    topic: &'static str,
    (object, record): (&Name, Id),
    payload: &serde_json::Value,
) -> Outbox {
    Outbox {
        id: ctx.gate.store.next_id(),
        topic: topic.into(),
        object: object.clone(),
        record,
        payload: payload.to_string(),
        at: ctx.env.now,
    }
}

/// The stored fields whose values differ, bookkeeping too.
pub(crate) fn differing(object: &Object, old: &Row, new: &Row) -> Vec<Name> {
    object.stored_fields().map(|f| &f.name).filter(|name| old.value(name) != new.value(name)).cloned().collect()
}

/// The searched texts of a record, one a line.
pub(crate) fn search_text(object: &Object, row: &Row) -> String {
    let searched = object.stored_fields().filter(|f| validate::is_searched(f));
    let said = |value: &Value| match value {
        Value::File(file) => Some(file.name().to_owned()),
        value => value.as_text().map(str::to_owned),
    };
    searched.filter_map(|f| said(row.value(&f.name))).collect::<Vec<_>>().join("\n")
}

/// Owner, team and branch: those given, else those of the caller; team and branch follow the owner.
pub(crate) fn place(ctx: &Ctx, values: &mut IndexMap<Name, Value>, owner_place: Option<(Value, Value)>) {
    let own = |id: Option<Id>| id.map_or(Value::Null, Value::Ref);
    let (team, branch) = owner_place.unwrap_or_else(|| (own(ctx.who.team), own(ctx.who.branch)));
    values.entry("owner".into()).or_insert_with(|| rights::me(ctx));
    values.entry("team".into()).or_insert(team);
    values.entry("branch".into()).or_insert(branch);
}

/// Why an apply failed, for a verb of one record that has no version to compare.
pub(crate) fn refused(ctx: &Ctx, error: ApplyError) -> Error {
    match error {
        ApplyError::Missing { .. } => Error::NotFound,
        ApplyError::Version { .. } => Error::invalid("fault-changed-meanwhile", Vec::new()),
        ApplyError::Ring { field, .. } => Error::Invalid(vec![Fault::of(&field, "fault-ring", Vec::new())]),
        ApplyError::Taken { object, field } => {
            let keys = ctx.gate.catalogue.object(&object).map(|object| object.keys()).unwrap_or_default();
            let of_key = keys.iter().find(|key| key.last().is_some_and(|last| last.name == field));
            let fault = of_key.and_then(|key| validate::taken_fault(key));
            Error::Invalid(vec![fault.unwrap_or_else(|| Fault::of(&field, "fault-taken", Vec::new()))])
        }
        other => rights::plain(other),
    }
}
