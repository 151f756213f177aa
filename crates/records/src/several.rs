//! One step on several records at once: all of them or none, and one change, which one undo takes back. Each record is judged as
//! if it were alone.

use std::sync::Arc;

use catalogue::{Action, Id, Name, Object};
use query::Expr;

use crate::row::{self, Row};
use crate::transfer::Place;
use crate::writing::{self, Writing, differing};
use crate::{Ctx, Draft, Error, archive, evidence, history, repeating, rights, transfer, update};

/// The most records of one step that is done at once: of more `bulk::list` makes a piece of work of its own.
pub const MOST: usize = 500;

/// What is done with each of them.
#[derive(Debug, Clone)]
pub enum Step {
    Archive,
    Restore,
    /// Owner, team and branch become those of this person.
    Transfer(Id),
    /// These fields take these values; an empty text empties a field.
    Set(Draft),
}

/// What a step would do.
#[derive(Debug)]
pub struct Survey {
    /// Those that it would change.
    pub able: Vec<Id>,
    /// How many are as it would make them.
    pub same: usize,
    /// Those that stay, and why.
    pub left: Vec<Left>,
}

/// A record that a step cannot change.
#[derive(Debug)]
pub struct Left {
    pub id: Id,
    pub title: Arc<str>,
    pub why: Error,
}

/// What a step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// The change that `undo` takes back; `None` when all were as asked.
    pub change: Option<Id>,
    pub records: usize,
}

/// Judges the step for each record without writing. Records that the caller may not read do not exist.
pub async fn survey(ctx: &Ctx, object: &str, ids: &[Id], step: &Step) -> Result<Survey, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let asked = Asked::of(ctx, step).await?;
    let mut survey = Survey { able: Vec::new(), same: 0, left: Vec::new() };
    let mut left = Vec::new();
    for (id, old) in readable(ctx, &object, ids).await? {
        let judged = match old {
            Some(old) => judged(ctx, &object, &old, &asked).await,
            None => continue,
        };
        match judged {
            Ok(Some(_)) => survey.able.push(id),
            Ok(None) => survey.same += 1,
            Err(why @ (Error::Forbidden | Error::Invalid(_))) => left.push((id, why)),
            Err(other) => return Err(other),
        }
    }
    let names = history::titles_of(ctx, left.iter().map(|(id, _)| (object.name.clone(), *id)).collect()).await?;
    let named = |(id, why): (Id, Error)| Left {
        title: names.get(&(object.name.clone(), id)).cloned().unwrap_or_default(),
        id,
        why,
    };
    survey.left = left.into_iter().map(named).collect();
    Ok(survey)
}

/// Takes the step with all of these or with none.
pub async fn carry_out(ctx: &Ctx, object: &str, ids: &[Id], step: &Step) -> Result<Done, Error> {
    let done = carry_out_noted(ctx, object, ids, step).await;
    if let Err(error) = &done {
        evidence::note_refusal(ctx, step.kind(), object, ids.first().copied(), error);
    }
    done
}

async fn carry_out_noted(ctx: &Ctx, object: &str, ids: &[Id], step: &Step) -> Result<Done, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let asked = Asked::of(ctx, step).await?;
    let mut writing = Writing::new(ctx);
    let mut records = 0;
    for (_, old) in readable(ctx, &object, ids).await? {
        let old = old.ok_or(Error::NotFound)?;
        let Some((mut new, within)) = judged(ctx, &object, &old, &asked).await? else { continue };
        let fields: Vec<Name> = differing(&object, &old, &new);
        repeating::begin(ctx, &object, Some(&old), &mut new);
        writing.update(&object, &old, &mut new, within);
        writing.tell(step.kind(), &new, &fields);
        repeating::follow(ctx, &mut writing, &object, Some(&old), &new).await?;
        records += 1;
    }
    let change = (records > 0).then_some(writing.id);
    if records > 0 {
        writing.apply().await.map_err(|error| writing::refused(ctx, error))?;
    }
    Ok(Done { change, records })
}

impl Step {
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Archive => "archive",
            Self::Restore => "restore",
            Self::Transfer(_) => "transfer",
            Self::Set(_) => "update",
        }
    }
}

/// A step with what is the same for every record.
pub(crate) enum Asked<'s> {
    Archived(bool),
    Place(Place),
    Set(&'s Draft),
}

impl<'s> Asked<'s> {
    pub(crate) async fn of(ctx: &Ctx, step: &'s Step) -> Result<Self, Error> {
        Ok(match step {
            Step::Archive => Self::Archived(true),
            Step::Restore => Self::Archived(false),
            Step::Transfer(to) => Self::Place(transfer::new_place(ctx, *to).await?),
            Step::Set(draft) => Self::Set(draft),
        })
    }
}

/// The rows in the order asked, each once; `None` for one that does not exist for the caller.
pub(crate) async fn readable(ctx: &Ctx, object: &Object, ids: &[Id]) -> Result<Vec<(Id, Option<Row>)>, Error> {
    if ids.len() > MOST {
        return Err(Error::invalid("fault-several-many", vec![("limit", MOST.to_string())]));
    }
    let rows = rights::decision(ctx, Action::Read, object).rows();
    let mut loaded = row::load_many(ctx, object, ids).await?;
    let mut out = Vec::with_capacity(ids.len());
    for id in ids {
        if out.iter().any(|(known, _)| known == id) {
            continue;
        }
        let row = match loaded.remove(id) {
            Some(row) if rights::covers(ctx, &rows, &row).await? => Some(row),
            _ => None,
        };
        out.push((*id, row));
    }
    Ok(out)
}

/// The state after the step and the right of the write; `None` when the record is so already.
pub(crate) async fn judged(
    ctx: &Ctx,
    object: &Object,
    old: &Row,
    asked: &Asked<'_>,
) -> Result<Option<(Row, Expr)>, Error> {
    // One by one, so that the last owner of the company is told from the last but one.
    if &*object.name == "user" {
        return Err(Error::Forbidden);
    }
    match asked {
        Asked::Archived(mark) => archive::state(ctx, object, old, *mark).await,
        Asked::Place(place) => transfer::state(ctx, object, old, place).await,
        Asked::Set(draft) => update::state(ctx, object, old, draft).await,
    }
}
