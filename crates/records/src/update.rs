//! A change to fields of one record, guarded by the version the caller read.

use std::sync::Arc;

use access::{PLACE_FIELDS, Refused, WriteRights};
use catalogue::{Action, Id, Name, Object, Value};
use indexmap::IndexMap;
use query::Expr;
use store::ApplyError;

use crate::row::{self, Row};
use crate::values::Reading;
use crate::writing::{self, Writing, differing};
use crate::{
    Conflict, Ctx, Draft, Error, Fault, Record, create, evidence, files, fill, people, read, repeating, rights,
    validate,
};

/// Updates the fields of the draft; an empty text empties a field. A lost race is a `Conflict` that names the other change.
pub async fn update(ctx: &Ctx, object: &str, id: Id, version: i64, draft: Draft) -> Result<Record, Error> {
    Ok(update_undoable(ctx, object, id, version, draft).await?.0)
}

/// The record after an update, and the change that takes it back; `None` when the draft made no difference.
pub type Updated = (Record, Option<Id>);

/// The same, with the change that takes it back.
pub async fn update_undoable(ctx: &Ctx, object: &str, id: Id, version: i64, draft: Draft) -> Result<Updated, Error> {
    let updated = update_noted(ctx, object, (id, version), draft).await;
    if let Err(error) = &updated {
        evidence::note_refusal(ctx, "update", object, Some(id), error);
    }
    updated
}

async fn update_noted(ctx: &Ctx, object: &str, (id, version): (Id, i64), draft: Draft) -> Result<Updated, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let old = row_at(ctx, &object, (id, version)).await?;
    let Some((new, within)) = state(ctx, &object, &old, &draft).await? else {
        return Ok((read::fetch(ctx, &object, id).await?, None));
    };
    let change = write(ctx, &object, &old, new, within, "update").await?;
    Ok((answer(ctx, &object, id).await?, Some(change)))
}

/// Everything that stands against this draft as a change of the record, without writing anything.
pub async fn faults(ctx: &Ctx, object: &str, id: Id, draft: &Draft) -> Result<Vec<Fault>, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let old = visible_row(ctx, &object, id).await?;
    match new_state(ctx, &object, &old, draft).await {
        Err(Error::Invalid(faults)) => Ok(faults),
        Err(error) => Err(error),
        Ok(_) => Ok(Vec::new()),
    }
}

/// The row, when the caller may read it.
pub(crate) async fn visible_row(ctx: &Ctx, object: &Object, id: Id) -> Result<Row, Error> {
    let Some(row) = row::load(ctx, object, id).await? else { return Err(Error::NotFound) };
    let readable = rights::decision(ctx, Action::Read, object).rows();
    if rights::covers(ctx, &readable, &row).await? { Ok(row) } else { Err(Error::NotFound) }
}

/// The same in the version that the caller read; `Conflict` names what happened since.
pub(crate) async fn row_at(ctx: &Ctx, object: &Arc<Object>, (id, version): (Id, i64)) -> Result<Row, Error> {
    let row = visible_row(ctx, object, id).await?;
    if row.version() == version { Ok(row) } else { Err(conflict(ctx, object, &row, version).await?) }
}

/// The record after a write; whoever gave it away sees only that it is no longer theirs.
pub(crate) async fn answer(ctx: &Ctx, object: &Arc<Object>, id: Id) -> Result<Record, Error> {
    match read::fetch(ctx, object, id).await {
        Err(Error::NotFound) => Ok(Record {
            object: object.name.clone(),
            id,
            version: 0,
            title: "".into(),
            values: indexmap::IndexMap::new(),
            titles: indexmap::IndexMap::new(),
            hidden: object.fields.keys().cloned().collect(),
            archived: false,
        }),
        answered => answered,
    }
}

/// The state that the draft makes of the row, and the right of that; `None` when it makes no difference.
pub(crate) async fn state(ctx: &Ctx, object: &Object, old: &Row, draft: &Draft) -> Result<Option<(Row, Expr)>, Error> {
    let (new, changed) = new_state(ctx, object, old, draft).await?;
    if changed.is_empty() {
        return Ok(None);
    }
    let within = permitted(ctx, object, old, &new, &changed).await?;
    Ok(Some((new, within)))
}

/// The checked state after the write, and the declared fields that differ.
async fn new_state(ctx: &Ctx, object: &Object, old: &Row, draft: &Draft) -> Result<(Row, Vec<Name>), Error> {
    let reading = Reading::of(ctx);
    let Coming { new, values, mut faults } = coming(ctx, object, old, draft).await?;
    let changed = differing(object, old, &new);
    let only_changed = values.into_iter().filter(|(name, _)| changed.contains(name)).collect();
    faults.extend(validate::Rules::of(ctx, object, &reading).missing(ctx, &new, Some(&changed)));
    faults.extend(repeating::faults(ctx, object, &new, |name| changed.iter().any(|field| &**field == name)));
    faults.extend(validate::bad_references(ctx, object, &only_changed).await?);
    faults.extend(validate::taken(ctx, object, &new, &changed).await?);
    faults.extend(validate::guarded(ctx, object, (Some(old), &new), changed.iter()));
    faults.extend(people::last_owner(ctx, old, &new).await?);
    if faults.is_empty() { Ok((new, changed)) } else { Err(Error::Invalid(faults)) }
}

/// What a draft makes of a row, before the rules of the whole record are asked.
pub(crate) struct Coming {
    pub new: Row,
    /// The values of the draft.
    pub values: IndexMap<Name, Value>,
    /// What of the draft could not be read.
    pub faults: Vec<Fault>,
}

pub(crate) async fn coming(ctx: &Ctx, object: &Object, old: &Row, draft: &Draft) -> Result<Coming, Error> {
    let (values, faults) = validate::typed(object, draft, &Reading::of(ctx));
    let mut new = old.clone();
    new.values.extend(values.clone());
    files::name_by_file(object, &mut new.values);
    fill::fill(ctx, object, Some(old), &mut new, &values);
    if !values.contains_key("team")
        && !values.contains_key("branch")
        && old.value("owner") != new.value("owner")
        && let Some((team, branch)) = create::owner_place(ctx, &values).await?
    {
        new.values.insert("team".into(), team);
        new.values.insert("branch".into(), branch);
    }
    Ok(Coming { new, values, faults })
}

/// The predicate that must hold in the UPDATE itself, or why the write is refused.
pub(crate) async fn permitted(
    ctx: &Ctx,
    object: &Object,
    old: &Row,
    new: &Row,
    changed: &[Name],
) -> Result<Expr, Error> {
    let write = rights::decision(ctx, Action::Update, object);
    let transfer = rights::decision(ctx, Action::Transfer, object);
    let fields: Vec<_> = changed.iter().filter_map(|name| object.field(name)).collect();
    let asked = WriteRights { write: &write, transfer: &transfer };
    rights::may_write(ctx, asked, (old, new), &fields).await?.map_err(|refused| match refused {
        Refused::Field => closed_fields(&write, old, &fields, ctx),
        Refused::Row | Refused::NewRow | Refused::Place => Error::Forbidden,
    })?;
    let moves = changed.iter().any(|name| PLACE_FIELDS.contains(&&**name));
    let edits = changed.iter().any(|name| !PLACE_FIELDS.contains(&&**name));
    let rows = [moves.then(|| transfer.rows()), edits.then(|| write.rows())];
    Ok(Expr::all(rows.into_iter().flatten()))
}

fn closed_fields(write: &access::Decision, old: &Row, fields: &[&catalogue::Field], ctx: &Ctx) -> Error {
    let is_closed =
        |f: &&&catalogue::Field| !f.system && !query::holds(&write.field_rows(f), old, &ctx.env, &ctx.gate.catalogue);
    let faults: Vec<Fault> = fields.iter().filter(is_closed).map(|f| crate::asking::hidden_fault(&f.name)).collect();
    Error::Invalid(faults)
}

/// Writes one decided change of one record, and gives its id.
pub(crate) async fn write(
    ctx: &Ctx,
    object: &Arc<Object>,
    old: &Row,
    mut new: Row,
    within: Expr,
    kind: &'static str,
) -> Result<Id, Error> {
    let fields = differing(object, old, &new);
    let mut writing = Writing::new(ctx);
    repeating::begin(ctx, object, Some(old), &mut new);
    writing.update(object, old, &mut new, within);
    writing.tell(kind, &new, &fields);
    let change = writing.id;
    repeating::follow(ctx, &mut writing, object, Some(old), &new).await?;
    match writing.apply().await {
        Ok(()) => Ok(change),
        Err(ApplyError::Version { .. }) => {
            let now = visible_row(ctx, object, old.id).await?;
            Err(conflict(ctx, object, &now, old.version()).await?)
        }
        Err(error) => Err(writing::refused(ctx, error)),
    }
}

/// What happened since the version that the caller read, as far as the caller may see it.
pub(crate) async fn conflict(ctx: &Ctx, object: &Arc<Object>, now: &Row, read: i64) -> Result<Error, Error> {
    let entries = crate::history::history(ctx, &object.name, now.id).await?;
    let since: Vec<_> = entries.into_iter().filter(|e| e.version > read).collect();
    let mut fields: Vec<(Name, catalogue::Value, catalogue::Value)> = Vec::new();
    for change in since.iter().flat_map(|e| &e.fields) {
        match fields.iter_mut().find(|(name, ..)| *name == change.field) {
            // Newest first: an older change tells what the caller had read.
            Some((_, old, _)) => *old = change.old.clone(),
            None => fields.push((change.field.clone(), change.old.clone(), change.new.clone())),
        }
    }
    let last = since.first();
    let by = now.value("updated_by").as_ref_id().unwrap_or(Id(0));
    Ok(Error::Conflict(Box::new(Conflict {
        by: last.map_or(by, |e| e.by),
        by_name: last.and_then(|e| e.by_name.clone()),
        at: last.map_or(0, |e| e.at),
        version: now.version(),
        fields,
    })))
}
