//! Hands records over to another person: owner, team and branch move together.

use access::WriteRights;
use catalogue::{Action, Id, Name, Value};

use crate::row::{self, Row};
use crate::writing::{self, Writing};
use crate::{Ctx, Error, evidence, people, rights};

/// Transfers all of these or none; returns how many moved. Needs the `Transfer` action on each, before and after.
pub async fn transfer(ctx: &Ctx, object: &str, ids: &[Id], to: Id) -> Result<usize, Error> {
    let moved = transfer_noted(ctx, object, ids, to).await;
    if let Err(error) = &moved {
        evidence::note_refusal(ctx, "transfer", object, ids.first().copied(), error);
    }
    moved
}

async fn transfer_noted(ctx: &Ctx, object: &str, ids: &[Id], to: Id) -> Result<usize, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let place = new_place(ctx, to).await?;
    let transfer = rights::decision(ctx, Action::Transfer, &object);
    let readable = rights::decision(ctx, Action::Read, &object).rows();
    let rows = row::load_many(ctx, &object, ids).await?;
    let fields: Vec<_> = place.iter().filter_map(|(name, _)| object.field(name)).collect();
    let names: Vec<Name> = place.iter().map(|(name, _)| name.clone()).collect();
    let mut writing = Writing::new(ctx);
    let mut moved = 0;
    for id in ids {
        let Some(old) = rows.get(id) else { return Err(Error::NotFound) };
        if !rights::covers(ctx, &readable, old).await? {
            return Err(Error::NotFound);
        }
        let mut new = Row { values: old.values.clone(), ..old.clone() };
        new.values.extend(place.iter().cloned());
        if new == *old {
            continue;
        }
        let asked = WriteRights { write: &transfer, transfer: &transfer };
        rights::may_write(ctx, asked, (old, &new), &fields).await?.map_err(|_| Error::Forbidden)?;
        writing.update(&object, old, &mut new, transfer.rows());
        writing.tell("transfer", &new, &names);
        moved += 1;
    }
    if moved > 0 {
        writing.apply().await.map_err(|error| writing::refused(ctx, error))?;
    }
    Ok(moved)
}

/// The place of whoever receives.
async fn new_place(ctx: &Ctx, to: Id) -> Result<Vec<(Name, Value)>, Error> {
    let user = people::receiver(ctx, to, "owner").await?;
    Ok(vec![
        ("owner".into(), Value::Ref(to)),
        ("team".into(), user.value("team").clone()),
        ("branch".into(), user.value("branch").clone()),
    ])
}
