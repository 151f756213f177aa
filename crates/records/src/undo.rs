//! The inverse of a change, computed from history: what was touched since is left and named.

use std::collections::BTreeMap;

use catalogue::{Action, Id, Name, Value};
use store::History;

use crate::row::Row;
use crate::writing::{self, Writing, differing};
use crate::{Ctx, Error, evidence, people, repeating, rights, several, update, validate};

/// What an undo did.
#[derive(Debug, Clone, PartialEq)]
pub struct Undone {
    /// The change that undid it; `None` when there was nothing left to undo.
    pub change: Option<Id>,
    pub records: Vec<(Name, Id)>,
    /// Fields that somebody changed since: left as they are.
    pub conflicts: Vec<UndoConflict>,
}

/// A field that an undo leaves as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct UndoConflict {
    pub object: Name,
    pub record: Id,
    pub field: Name,
    /// What the undone change had written.
    pub written: Value,
    pub now: Value,
}

/// Undoes a change (its id is in every history entry). A created record is archived. Needs the rights of the inverse
/// change on each record: to update, to transfer or to archive it.
pub async fn undo(ctx: &Ctx, change: Id) -> Result<Undone, Error> {
    let undone = undo_noted(ctx, change).await;
    if let Err(error) = &undone {
        evidence::note_refusal(ctx, "undo", "", None, error);
    }
    undone
}

async fn undo_noted(ctx: &Ctx, change: Id) -> Result<Undone, Error> {
    let mut by_record: BTreeMap<(Name, Id), Vec<History>> = BTreeMap::new();
    for row in ctx.gate.store.history_of_change(change).await? {
        by_record.entry((row.object.clone(), row.record)).or_default().push(row);
    }
    if by_record.is_empty() {
        return Err(Error::NotFound);
    }
    // A work of a whole list has an undo of its own, which asks first.
    if by_record.len() > several::MOST {
        return Err(Error::invalid("fault-undo-large", vec![("count", by_record.len().to_string())]));
    }
    let mut writing = Writing::new(ctx);
    let mut undone = Undone { change: None, records: Vec::new(), conflicts: Vec::new() };
    for ((name, id), written) in by_record {
        take_back(ctx, &mut writing, (&name, id), &written, &mut undone).await?;
    }
    if !undone.records.is_empty() {
        undone.change = Some(writing.id);
        writing.apply().await.map_err(|error| writing::refused(ctx, error))?;
    }
    Ok(undone)
}

async fn take_back(
    ctx: &Ctx,
    writing: &mut Writing<'_>,
    (name, id): (&Name, Id),
    written: &[History],
    undone: &mut Undone,
) -> Result<(), Error> {
    let object = rights::object(ctx, name, &[Action::Read])?;
    let old = update::visible_row(ctx, &object, id).await?;
    let mut new = old.clone();
    let since = validate::since_field(&object);
    // What was written to a field that is retired by now is left alone: nobody sees it.
    for row in written.iter().filter(|row| object.fields.contains_key(&row.field)) {
        if is_birth(row) {
            new.values.insert("archived_at".into(), Value::Instant(ctx.env.now));
        } else if *old.value(&row.field) == row.new {
            new.values.insert(row.field.clone(), row.old.clone());
        } else if since.as_ref() != Some(&row.field) {
            undone.conflicts.push(UndoConflict {
                object: name.clone(),
                record: id,
                field: row.field.clone(),
                written: row.new.clone(),
                now: old.value(&row.field).clone(),
            });
        }
    }
    let changed = differing(&object, &old, &new);
    if changed.is_empty() {
        return Ok(());
    }
    let mut faults = validate::guarded(ctx, &object, (Some(&old), &new), changed.iter());
    faults.extend(people::last_owner(ctx, &old, &new).await?);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let within = inverse_right(ctx, &object, &old, &new, &changed).await?;
    if written.iter().any(is_birth) {
        repeating::leave(&object, &mut new);
    }
    writing.update(&object, &old, &mut new, within);
    writing.tell("undo", &new, &changed);
    undone.records.push((name.clone(), id));
    Ok(())
}

fn is_birth(row: &History) -> bool {
    &*row.field == "created_at" && row.old.is_null()
}

/// The predicate of the inverse write: archiving and restoring have a right of their own.
pub(crate) async fn inverse_right(
    ctx: &Ctx,
    object: &catalogue::Object,
    old: &Row,
    new: &Row,
    changed: &[Name],
) -> Result<query::Expr, Error> {
    let (marks, fields): (Vec<Name>, Vec<Name>) = changed.iter().cloned().partition(|name| &**name == "archived_at");
    let mut parts = Vec::new();
    if !marks.is_empty() {
        let rows = rights::decision(ctx, Action::Archive, object).rows();
        if !rights::covers(ctx, &rows, old).await? {
            return Err(Error::Forbidden);
        }
        parts.push(rows);
    }
    if !fields.is_empty() {
        parts.push(update::permitted(ctx, object, old, new, &fields).await?);
    }
    Ok(query::Expr::all(parts))
}
