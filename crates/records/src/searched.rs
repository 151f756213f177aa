//! Which fields the search texts of each kind of record were made from. Where others are searched now (a field was retired or
//! restored, or is searched no more), the texts are made anew in the background. What they were made from is kept as a setting, so
//! that a stop is no loss; until it is done a search looks at the rights of the old fields too.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use catalogue::{Catalogue, Field, Name, Object, Value};
use query::{Archived, Expr};
use serde::{Deserialize, Serialize};
use store::{ApplyError, Change, Within, Write};

use crate::row::{self, Row};
use crate::settings::{self, Settings};
use crate::{Ctx, Error, Gate, rights, validate, writing};

/// What the search texts of one object may hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    pub fields: BTreeSet<Name>,
    /// They are to be made anew, by the mark of who found that last: not told by the fields alone, since those may be again what
    /// they were while some texts are not, and not only yes or no, since more may be written while they are made.
    pub stale: Option<i64>,
}

/// By object.
pub type Searched = BTreeMap<Name, Texts>;

/// The setting under which they are kept.
pub(crate) const SETTING: &str = "searched";

/// Records of one transaction.
const CHUNK: u32 = 500;

/// How long requests that began before a change of the set-up may still write texts by what they knew.
const GRACE: Duration = Duration::from_secs(5);

/// The fields that the object's search texts hold, or may hold still; `None` while they may hold a retired one: from whom that
/// was hidden is not said any more.
pub(crate) fn looked_at<'o>(settings: &Settings, object: &'o Object) -> Option<Vec<&'o Field>> {
    let kept = settings.searched.get(&object.name).map(|texts| &texts.fields);
    let is_kept = |name: &Name| kept.is_some_and(|names| names.contains(name));
    let looked_at = |field: &&Field| validate::is_searched(field) || is_kept(&field.name);
    let is_gone = |name: &Name| !object.fields.contains_key(name);
    let holds_gone = kept.is_some_and(|names| names.iter().any(is_gone));
    (!holds_gone).then(|| object.fields.values().filter(looked_at).collect())
}

/// What a change of the set-up keeps: by what the texts were made, and which are to be made anew.
pub(crate) async fn left_behind(gate: &Gate, after: &Catalogue) -> Result<Vec<Write>, Error> {
    let known = settings::load(&gate.store).await?.searched;
    let mut searched = known.clone();
    differ(&mut searched, gate, after);
    Ok(if searched == known { Vec::new() } else { kept(gate, &searched) })
}

/// Notes what was written by this gate's catalogue where the next searches by other fields. An object that is retired comes back
/// with its texts.
fn differ(searched: &mut Searched, gate: &Gate, after: &Catalogue) {
    for object in gate.catalogue.objects.values() {
        let texts = searched.entry(object.name.clone()).or_default();
        texts.fields.extend(names(object));
    }
    for (name, texts) in searched {
        if after.objects.get(name).is_some_and(|object| texts.fields != names(object)) {
            texts.stale = Some(gate.store.next_id().0);
        }
    }
}

/// At the start of a server: keeps what the texts of objects are made from of which nothing is kept yet, and goes on with what a
/// stop or another release left to be made anew.
///
/// # Errors
/// The database's.
pub async fn begin(gate: &Gate) -> Result<(), Error> {
    let known = settings::load(&gate.store).await?.searched;
    let mut searched = known.clone();
    for object in gate.catalogue.objects.values() {
        searched.entry(object.name.clone()).or_insert_with(|| Texts { fields: names(object), stale: None });
    }
    // Another release may search by other fields than those that are kept.
    differ(&mut searched, gate, &gate.catalogue);
    keep(gate, &known, &searched).await?;
    catch_up_later(gate, Duration::ZERO);
    Ok(())
}

/// Makes anew the search texts that may be made from other fields than those searched now. Waits for one that runs in this process.
///
/// # Errors
/// The database's; what is left is taken up at the next start.
pub async fn catch_up(gate: &Gate) -> Result<(), Error> {
    let _turn = gate.catching_up.lock().await;
    let gate = gate.fresh().await?;
    let found = settings::load(&gate.store).await?.searched;
    for object in gate.catalogue.objects.values() {
        let Some(mark) = found.get(&object.name).and_then(|texts| texts.stale) else { continue };
        if !make_anew(&gate, object).await? {
            return Ok(());
        }
        let known = settings::load(&gate.store).await?.searched;
        let mut searched = known.clone();
        // More was found to be wrong meanwhile: whoever found it has asked for it to be made anew again.
        let is_done = known.get(&object.name).and_then(|texts| texts.stale) == Some(mark);
        if is_done {
            searched.insert(object.name.clone(), Texts { fields: names(object), stale: None });
            keep(&gate, &known, &searched).await?;
        }
        // A change that came between was written over.
        if doubt(&gate).await? {
            return Ok(());
        }
    }
    Ok(())
}

/// The same, in the background.
fn catch_up_later(gate: &Gate, after: Duration) {
    let gate = gate.clone();
    tokio::spawn(async move {
        tokio::time::sleep(after).await;
        if let Err(error) = catch_up(&gate).await {
            tracing::warn!(%error, "search texts wait to be made anew; the next start takes it up");
        }
    });
}

/// After a change of the set-up.
pub(crate) fn catch_up_soon(gate: &Gate) {
    catch_up_later(gate, GRACE);
}

/// After writes that took long: another set-up may hold by now, by which these texts are wrong. True when one does.
///
/// # Errors
/// The database's.
pub(crate) async fn doubt(gate: &Gate) -> Result<bool, Error> {
    let fresh = gate.fresh().await?;
    if fresh.catalogue.setup.version == gate.catalogue.setup.version {
        return Ok(false);
    }
    let known = settings::load(&gate.store).await?.searched;
    let mut searched = known.clone();
    differ(&mut searched, gate, &fresh.catalogue);
    keep(&fresh, &known, &searched).await?;
    catch_up_later(&fresh, GRACE);
    Ok(true)
}

/// Writes what differs from what was known a moment ago.
async fn keep(gate: &Gate, known: &Searched, searched: &Searched) -> Result<(), Error> {
    if known == searched {
        return Ok(());
    }
    let change = Change { writes: kept(gate, searched), ..Change::default() };
    gate.store.apply(change).await.map_err(rights::plain)?;
    settings::load_anew(gate).await
}

fn names(object: &Object) -> BTreeSet<Name> {
    let searched = object.stored_fields().filter(|field| validate::is_searched(field));
    searched.map(|field| field.name.clone()).collect()
}

fn kept(gate: &Gate, searched: &Searched) -> Vec<Write> {
    settings::writes(&gate.store, vec![(SETTING, serde_json::json!(searched).to_string())])
}

/// Every record of the object, archived ones too. False when another set-up holds meanwhile.
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
        if doubt(gate).await? {
            return Ok(false);
        }
    }
}

/// A record that was changed meanwhile has its text by that change, which is told by its own set-up.
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
