//! Which fields the search texts of each kind of record were made from. Where others are searched now (a field was retired or
//! restored, or is searched no more), the texts are made anew in the background. What they were made from is kept as a setting, so
//! that a stop is no loss; until it is done a search looks at the rights of the old fields too.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{Catalogue, Field, Name, Object, Value};
use query::{Archived, Expr};
use store::{ApplyError, Change, SETTINGS_MARK, TechnicalWrite, Within, Write};

use crate::row::{self, Row};
use crate::settings::{self, Settings};
use crate::{Ctx, Error, Gate, rights, validate, writing};

/// The searched fields by object.
pub type Searched = BTreeMap<Name, BTreeSet<Name>>;

/// The setting under which they are kept.
pub(crate) const SETTING: &str = "searched";

/// Records of one transaction.
const CHUNK: u32 = 500;

/// The fields that the object's search texts hold, or may hold still; `None` while they may hold a retired one: from whom that
/// was hidden is not said any more.
pub(crate) fn looked_at<'o>(settings: &Settings, object: &'o Object) -> Option<Vec<&'o Field>> {
    let kept = settings.searched.get(&object.name);
    let is_kept = |name: &Name| kept.is_some_and(|names| names.contains(name));
    let looked_at = |field: &&Field| validate::is_searched(field) || is_kept(&field.name);
    let is_gone = |name: &Name| !object.fields.contains_key(name);
    let holds_gone = kept.is_some_and(|names| names.iter().any(is_gone));
    (!holds_gone).then(|| object.fields.values().filter(looked_at).collect())
}

/// What a change of the set-up keeps of the objects that are searched by other fields after it: by what the texts were made.
pub(crate) async fn left_behind(gate: &Gate, after: &Catalogue) -> Result<Vec<Write>, Error> {
    let known = settings::load(&gate.store).await?.searched;
    let mut searched = known.clone();
    for (before, next) in
        gate.catalogue.objects.values().filter_map(|object| Some((object, after.objects.get(&object.name)?)))
    {
        if names(before) != names(next) {
            searched.entry(before.name.clone()).or_insert_with(|| names(before));
        }
    }
    Ok(if searched == known { Vec::new() } else { kept(gate, &searched) })
}

/// At the start of a server: keeps what the texts of objects are made from of which nothing is kept yet, and goes on with what a
/// stop or another release left to be made anew.
///
/// # Errors
/// The database's.
pub async fn begin(gate: &Gate) -> Result<(), Error> {
    let mut searched = gate.settings().searched.clone();
    for object in gate.catalogue.objects.values() {
        searched.entry(object.name.clone()).or_insert_with(|| names(object));
    }
    keep(gate, searched).await?;
    catch_up_later(gate);
    Ok(())
}

/// Makes anew the search texts that were made from other fields than those searched now, and keeps what they are made from.
/// Waits for one that runs in this process.
///
/// # Errors
/// The database's; what is left is taken up at the next start.
pub async fn catch_up(gate: &Gate) -> Result<(), Error> {
    let _turn = gate.catching_up.lock().await;
    let gate = gate.fresh().await?;
    let mut searched = settings::load(&gate.store).await?.searched;
    for object in gate.catalogue.objects.values() {
        let is_stale = searched.get(&object.name).is_some_and(|old| *old != names(object));
        if !is_stale {
            continue;
        }
        if !make_anew(&gate, object).await? {
            return Ok(());
        }
        searched.insert(object.name.clone(), names(object));
        keep(&gate, searched.clone()).await?;
    }
    Ok(())
}

/// The same, in the background.
pub fn catch_up_later(gate: &Gate) {
    let gate = gate.clone();
    tokio::spawn(async move {
        if let Err(error) = catch_up(&gate).await {
            tracing::warn!(%error, "search texts wait to be made anew; the next start takes it up");
        }
    });
}

async fn keep(gate: &Gate, searched: Searched) -> Result<(), Error> {
    if gate.settings().searched == searched {
        return Ok(());
    }
    let change = Change { writes: kept(gate, &searched), ..Change::default() };
    gate.store.apply(change).await.map_err(rights::plain)?;
    settings::load_anew(gate).await
}

fn names(object: &Object) -> BTreeSet<Name> {
    let searched = object.stored_fields().filter(|field| validate::is_searched(field));
    searched.map(|field| field.name.clone()).collect()
}

fn kept(gate: &Gate, searched: &Searched) -> Vec<Write> {
    let said: BTreeMap<&str, Vec<&str>> =
        searched.iter().map(|(object, fields)| (&**object, fields.iter().map(|field| &**field).collect())).collect();
    let put = |key: &str, value: String| Write::Technical(TechnicalWrite::PutSetting { key: key.into(), value });
    let mark = gate.store.next_id().to_string();
    vec![put(SETTING, serde_json::json!(said).to_string()), put(SETTINGS_MARK, mark)]
}

/// Every record of the object, archived ones too. False when another set-up holds meanwhile: then its own catching up does it.
async fn make_anew(gate: &Gate, object: &Object) -> Result<bool, Error> {
    let ctx = Ctx::system(gate, "search texts follow the fields that are searched");
    let mut after: Option<catalogue::Id> = None;
    loop {
        let beyond = after.map_or(Expr::True, |id| {
            let left = query::Operand::Path(query::Path::own(&object.name, &"id".into()));
            Expr::Compare { op: query::Cmp::Gt, left, right: query::Operand::Value(Value::Ref(id)) }
        });
        let rows = row::load_some(&ctx, object, beyond, Archived::Include, CHUNK).await?;
        let Some(last) = rows.last() else { return Ok(true) };
        after = Some(last.id);
        put_texts(&ctx, object, &rows).await?;
        if gate.fresh().await?.catalogue.setup.version != gate.catalogue.setup.version {
            return Ok(false);
        }
    }
}

/// A record that was changed meanwhile has its text by that change.
async fn put_texts(ctx: &Ctx, object: &Object, rows: &[Row]) -> Result<(), Error> {
    let writes: Vec<Write> = rows.iter().map(|row| text_of(ctx, object, row)).collect();
    let together = Change { writes: writes.clone(), ..Change::default() };
    match ctx.gate.store.apply(together).await {
        Ok(()) => return Ok(()),
        Err(ApplyError::Version { .. } | ApplyError::Missing { .. }) => {}
        Err(error) => return Err(rights::plain(error)),
    }
    for write in writes {
        let alone = Change { writes: vec![write], ..Change::default() };
        match ctx.gate.store.apply(alone).await {
            Ok(()) | Err(ApplyError::Version { .. } | ApplyError::Missing { .. }) => {}
            Err(error) => return Err(rights::plain(error)),
        }
    }
    Ok(())
}

/// The record as it is, with its search text.
fn text_of(ctx: &Ctx, object: &Object, row: &Row) -> Write {
    let version = row.version();
    Write::Update {
        object: object.name.clone(),
        id: row.id,
        set: vec![("version".into(), Value::Int(version))],
        version,
        within: Within { rows: Expr::True, env: ctx.env.clone() },
        search: Some(writing::search_text(object, row)),
    }
}
