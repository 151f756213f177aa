//! A new record, checked, with its evidence, in one transaction.

use std::sync::Arc;

use catalogue::{Action, Id, Name, Object, Value};
use indexmap::IndexMap;
use serde_json::json;
use store::{ApplyError, Idempotency};

use crate::row::{self, Row};
use crate::values::Reading;
use crate::writing::{self, Writing};
use crate::{Ctx, Draft, Error, Fault, Record, evidence, files, fill, read, repeating, rights, validate};

/// Chosen by the caller, at most 255 characters: the same key answers the same record again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(pub String);

/// Creates. Owner, team and branch default to the caller's own.
pub async fn create(ctx: &Ctx, object: &str, draft: Draft, key: Option<IdempotencyKey>) -> Result<Record, Error> {
    let created = create_noted(ctx, object, draft, key).await;
    if let Err(error) = &created {
        evidence::note_refusal(ctx, "create", object, None, error);
    }
    created
}

async fn create_noted(ctx: &Ctx, object: &str, draft: Draft, key: Option<IdempotencyKey>) -> Result<Record, Error> {
    let object = rights::object(ctx, object, &[Action::Read, Action::Create])?;
    if rights::decision(ctx, Action::Create, &object).is_nothing() {
        return Err(Error::Forbidden);
    }
    let replay = Replay::new(ctx, &object, &draft, key)?;
    if let Some(ids) = replay.answered(ctx).await? {
        return read::fetch(ctx, &object, only(&ids)?).await;
    }
    let mut row = new_row(ctx, &object, &draft).await?;
    repeating::begin(ctx, &object, None, &mut row);
    let mut writing = Writing::new(ctx);
    writing.insert(&object, &mut row);
    writing.birth(&row);
    let fields: Vec<Name> = draft.fields.keys().cloned().collect();
    writing.tell("create", &row, &fields);
    repeating::follow(ctx, &mut writing, &object, None, &row).await?;
    writing.change.idempotency = replay.keep(ctx, &[row.id]);
    match writing.apply().await {
        Ok(()) => read::fetch(ctx, &object, row.id).await,
        // Somebody sent the same key at the same moment and was first.
        Err(ApplyError::Replayed { request, answer }) => {
            read::fetch(ctx, &object, only(&replay.same(&request, &answer)?)?).await
        }
        Err(error) => Err(writing::refused(ctx, error)),
    }
}

/// Everything that stands against this draft as a new record, without writing anything.
pub async fn faults(ctx: &Ctx, object: &str, draft: &Draft) -> Result<Vec<Fault>, Error> {
    let object = rights::object(ctx, object, &[Action::Read, Action::Create])?;
    match new_row(ctx, &object, draft).await {
        Err(Error::Invalid(faults)) => Ok(faults),
        Err(error) => Err(error),
        Ok(_) => Ok(Vec::new()),
    }
}

/// One request that makes several records, named by its sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    /// Names the request: sent again, it answers the same records, whatever else has changed since.
    pub key: IdempotencyKey,
    /// What was asked. The same key for something else is refused.
    pub request: String,
}

/// Creates all of these or none, as one change; answers their ids. Each is checked like a record created alone.
pub async fn create_all(ctx: &Ctx, object: &str, drafts: Vec<Draft>, once: Once) -> Result<Vec<Id>, Error> {
    let created = create_all_noted(ctx, object, drafts, once).await;
    if let Err(error) = &created {
        evidence::note_refusal(ctx, "create", object, None, error);
    }
    created
}

async fn create_all_noted(ctx: &Ctx, object: &str, drafts: Vec<Draft>, once: Once) -> Result<Vec<Id>, Error> {
    let object = rights::object(ctx, object, &[Action::Read, Action::Create])?;
    if rights::decision(ctx, Action::Create, &object).is_nothing() {
        return Err(Error::Forbidden);
    }
    let replay = Replay::of(&format!("{} {}", object.name, once.request), Some(once.key))?;
    if let Some(ids) = replay.answered(ctx).await? {
        return Ok(ids);
    }
    let mut writing = Writing::new(ctx);
    let mut ids = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let mut row = new_row(ctx, &object, &draft).await?;
        writing.insert(&object, &mut row);
        writing.birth(&row);
        let fields: Vec<Name> = draft.fields.keys().cloned().collect();
        writing.tell("create", &row, &fields);
        ids.push(row.id);
    }
    if ids.is_empty() {
        return Ok(ids);
    }
    writing.change.idempotency = replay.keep(ctx, &ids);
    match writing.apply().await {
        Ok(()) => Ok(ids),
        // Somebody sent the same key at the same moment and was first.
        Err(ApplyError::Replayed { request, answer }) => replay.same(&request, &answer),
        Err(error) => Err(writing::refused(ctx, error)),
    }
}

/// The checked row, within the right to create.
async fn new_row(ctx: &Ctx, object: &Arc<Object>, draft: &Draft) -> Result<Row, Error> {
    let reading = Reading::of(ctx);
    let (mut values, mut faults) = validate::typed(object, draft, &reading);
    let rules = validate::Rules::of(ctx, object, &reading);
    let given = values.clone();
    rules.fill(&mut values);
    files::name_by_file(object, &mut values);
    let place = owner_place(ctx, &values).await?;
    writing::place(ctx, &mut values, place);
    let mut row = Row::new(&object.name, ctx.gate.store.next_id(), values);
    fill::fill(ctx, object, None, &mut row, &given);
    let wrong: Vec<Name> = faults.iter().filter_map(|f| f.field.clone()).collect();
    faults.extend(
        rules.missing(ctx, &row, None).into_iter().filter(|f| f.field.as_ref().is_none_or(|n| !wrong.contains(n))),
    );
    faults.extend(repeating::faults(ctx, object, &row, |_| true));
    faults.extend(validate::bad_references(ctx, object, &row.values).await?);
    faults.extend(validate::taken(ctx, object, &row, &row.values.keys().cloned().collect::<Vec<_>>()).await?);
    faults.extend(guarded_at_birth(ctx, object, draft, &row));
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let decision = rights::decision(ctx, Action::Create, object);
    if !rights::covers(ctx, &decision.rows(), &row).await? {
        return Err(Error::Forbidden);
    }
    may_fill(ctx, object, draft, &decision)?;
    Ok(row)
}

/// The catalogue's own default is nobody's wish: only what the draft asks is guarded.
fn guarded_at_birth(ctx: &Ctx, object: &Object, draft: &Draft, row: &Row) -> Vec<Fault> {
    let asked = draft.fields.keys().filter(|name| !row.value(name).is_null() && &***name != "email");
    validate::guarded(ctx, object, (None, row), asked)
}

/// Every filled field must be one that the right to create carries.
fn may_fill(ctx: &Ctx, object: &Object, draft: &Draft, decision: &access::Decision) -> Result<(), Error> {
    let _ = ctx;
    let closed =
        draft.fields.keys().filter_map(|name| object.field(name)).filter(|f| !f.system && !decision.may_ever(f));
    let faults: Vec<Fault> = closed.map(|f| crate::asking::hidden_fault(&f.name)).collect();
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

/// Team and branch of the owner that the values name; `None` when they name none or the caller.
pub(crate) async fn owner_place(ctx: &Ctx, values: &IndexMap<Name, Value>) -> Result<Option<(Value, Value)>, Error> {
    let Some(owner) = values.get("owner").and_then(Value::as_ref_id) else { return Ok(None) };
    if Some(owner) == ctx.actor() {
        return Ok(None);
    }
    let users = ctx.gate.catalogue.object("user").ok_or(Error::NotFound)?;
    let Some(user) = row::load(ctx, users, owner).await? else { return Ok(None) };
    Ok(Some((user.value("team").clone(), user.value("branch").clone())))
}

/// The idempotency of one request.
struct Replay {
    key: Option<String>,
    request: String,
}

impl Replay {
    fn new(ctx: &Ctx, object: &Object, draft: &Draft, key: Option<IdempotencyKey>) -> Result<Self, Error> {
        let _ = ctx;
        Self::of(&format!("{} {:?}", object.name, draft.fields), key)
    }

    fn of(request: &str, key: Option<IdempotencyKey>) -> Result<Self, Error> {
        let key = key.map(|k| k.0);
        if key.as_ref().is_some_and(|k| k.is_empty() || k.chars().count() > 255) {
            return Err(Error::invalid("fault-idempotency-key", Vec::new()));
        }
        Ok(Self { key, request: store::sha256_hex(request.as_bytes()) })
    }

    async fn answered(&self, ctx: &Ctx) -> Result<Option<Vec<Id>>, Error> {
        let Some(key) = &self.key else { return Ok(None) };
        let Some(kept) = ctx.gate.store.idempotency(ctx.who.user, key).await? else { return Ok(None) };
        self.same(&kept.request, &kept.answer).map(Some)
    }

    fn same(&self, request: &str, answer: &str) -> Result<Vec<Id>, Error> {
        if request != self.request {
            return Err(Error::invalid("fault-idempotency-reused", Vec::new()));
        }
        let answer: serde_json::Value = serde_json::from_str(answer).map_err(|e| Error::internal(e.to_string()))?;
        // One record is kept as `id`.
        let ids = answer["ids"].as_array().cloned().unwrap_or_else(|| vec![answer["id"].clone()]);
        let ids: Option<Vec<Id>> = ids.iter().map(|id| id.as_i64().map(Id)).collect();
        ids.ok_or_else(|| Error::internal("a kept answer names no record"))
    }

    fn keep(&self, ctx: &Ctx, ids: &[Id]) -> Option<Idempotency> {
        let answer = match ids {
            [one] => json!({ "id": one.0 }),
            many => json!({ "ids": many.iter().map(|id| id.0).collect::<Vec<_>>() }),
        };
        Some(Idempotency {
            key: self.key.clone()?,
            actor: ctx.who.user,
            request: self.request.clone(),
            answer: answer.to_string(),
            at: ctx.env.now,
        })
    }
}

/// The record of a request that makes one.
fn only(ids: &[Id]) -> Result<Id, Error> {
    ids.first().copied().ok_or_else(|| Error::internal("a kept answer names no record"))
}
