//! Takes an import back as a whole: what nobody touched since is as before, with its history and stays; the rest is named.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use catalogue::{Id, Name, Object, Value};
use query::{Archived, Expr, Operand, Path};
use serde_json::json;
use store::{Batch, BatchRow, TechnicalWrite, Write};

use super::job::{put_back, stood};
use super::{BatchUndone, batches};
use crate::row::{Row, load_many, load_where};
use crate::writing::{self, Writing};
use crate::{Ctx, Error, evidence};

type Key = (Name, Id);

/// What the batch did to one record, first write first.
struct Touched {
    object: Arc<Object>,
    writes: Vec<BatchRow>,
    now: Option<Row>,
}

impl Touched {
    fn is_created(&self) -> bool {
        self.writes.first().is_some_and(|w| &*w.action == "created")
    }

    /// Nobody wrote it after the batch.
    fn is_untouched(&self) -> bool {
        let last = self.writes.last().map(|w| w.version);
        self.now.as_ref().is_some_and(|row| Some(row.version()) == last)
    }
}

/// Takes an import back: created and untouched records are removed, updated and untouched ones are put back exactly.
/// `Invalid` while it is still being written: what comes after the undo would stay.
pub async fn undo(ctx: &Ctx, batch: Id) -> Result<BatchUndone, Error> {
    let kept = batches::batch(ctx, batch).await?;
    if &*kept.state == "undone" {
        return Ok(BatchUndone::default());
    }
    if batches::is_unfinished(&kept) {
        return Err(Error::invalid("fault-import-running", Vec::new()));
    }
    let ctx = &ctx.elevated("undo of an import by whoever may");
    let touched = touched(ctx, batch).await?;
    let left = left(ctx, &touched).await?;
    let mut undone = BatchUndone { left: left.iter().cloned().collect(), ..BatchUndone::default() };
    undone.left.sort();
    let mut writing = Writing::new(ctx);
    for (key, record) in touched.iter().filter(|(key, record)| record.now.is_some() && !left.contains(*key)) {
        take_back(&mut writing, key, record)?;
        if record.is_created() { undone.removed += 1 } else { undone.put_back += 1 }
    }
    finish(&mut writing, kept, &undone);
    writing.apply().await.map_err(|error| writing::refused(ctx, error))?;
    Ok(undone)
}

async fn touched(ctx: &Ctx, batch: Id) -> Result<BTreeMap<Key, Touched>, Error> {
    let mut all: BTreeMap<Key, Touched> = BTreeMap::new();
    let written = |row: &BatchRow| matches!(&*row.action, "created" | "updated");
    for row in every_row(ctx, batch).await?.into_iter().filter(written) {
        let Some(object) = ctx.gate.catalogue.object(&row.object) else { return Err(Error::NotFound) };
        let fresh = || Touched { object: object.clone(), writes: Vec::new(), now: None };
        all.entry((row.object.clone(), row.record)).or_insert_with(fresh).writes.push(row);
    }
    let mut ids: HashMap<Name, Vec<Id>> = HashMap::new();
    for (name, id) in all.keys() {
        ids.entry(name.clone()).or_default().push(*id);
    }
    for (name, ids) in ids {
        let Some(object) = ctx.gate.catalogue.object(&name) else { continue };
        for (id, row) in load_many(ctx, object, &ids).await? {
            if let Some(record) = all.get_mut(&(name.clone(), id)) {
                record.now = Some(row);
            }
        }
    }
    Ok(all)
}

/// Pages by record: a page that may have cut a record's writes apart gives its last record to the next one.
async fn every_row(ctx: &Ctx, batch: Id) -> Result<Vec<BatchRow>, Error> {
    const PAGE: u32 = 5000;
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let mut page = ctx.gate.store.batch_rows(batch, after, PAGE).await?;
        let is_full = page.len() >= PAGE as usize;
        if is_full && let Some(last) = page.last().map(|r| r.record) {
            page.retain(|row| row.record != last);
        }
        after = page.last().map(|r| r.record);
        let is_empty = page.is_empty();
        all.extend(page);
        if !is_full || is_empty {
            return Ok(all);
        }
    }
}

/// Records that stay: touched since, or referred to by a record that stays.
async fn left(ctx: &Ctx, touched: &BTreeMap<Key, Touched>) -> Result<HashSet<Key>, Error> {
    let changed = touched.iter().filter(|(_, r)| r.now.is_some() && !r.is_untouched());
    let mut left: HashSet<Key> = changed.map(|(key, _)| key.clone()).collect();
    let refers = referring(ctx, touched).await?;
    loop {
        let before = left.len();
        for (from, to) in &refers {
            // A record of the batch that is taken back itself lets go of what it refers to.
            let stays = left.contains(from) || !touched.contains_key(from);
            if stays && touched.get(to).is_some_and(Touched::is_created) {
                left.insert(to.clone());
            }
        }
        if left.len() == before {
            return Ok(left);
        }
    }
}

/// Who refers to records that the batch created.
async fn referring(ctx: &Ctx, touched: &BTreeMap<Key, Touched>) -> Result<Vec<(Key, Key)>, Error> {
    let mut created: HashMap<&Name, Vec<Id>> = HashMap::new();
    for ((name, id), _) in touched.iter().filter(|(_, r)| r.is_created() && r.now.is_some()) {
        created.entry(name).or_default().push(*id);
    }
    let mut refers = Vec::new();
    for (target, ids) in created {
        let pairs = references(ctx, target, &ids).await?;
        refers.extend(pairs.into_iter().map(|(from, to)| (from, (target.clone(), to))));
    }
    Ok(refers)
}

/// Which of these records others refer to.
pub(super) async fn referred_to(ctx: &Ctx, target: &Name, ids: &[Id]) -> Result<HashSet<Id>, Error> {
    Ok(references(ctx, target, ids).await?.into_iter().map(|(_, to)| to).collect())
}

/// Who refers to which of these records.
async fn references(ctx: &Ctx, target: &Name, ids: &[Id]) -> Result<Vec<(Key, Id)>, Error> {
    let mut pairs = Vec::new();
    for object in ctx.gate.catalogue.objects.values() {
        for field in object.stored_fields().filter(|field| field.kind.target().is_some_and(|to| to == &**target)) {
            for part in ids.chunks(500) {
                let left = Operand::Path(Path::own(&object.name, &field.name));
                let points = Expr::In { left, set: part.iter().map(|id| Value::Ref(*id)).collect() };
                for row in load_where(ctx, object, points, Archived::Include).await? {
                    pairs.extend(row.value(&field.name).as_ref_id().map(|to| ((object.name.clone(), row.id), to)));
                }
            }
        }
    }
    Ok(pairs)
}

fn take_back(writing: &mut Writing<'_>, (object, id): &Key, record: &Touched) -> Result<(), Error> {
    let (Some(now), Some(first)) = (&record.now, record.writes.first()) else { return Ok(()) };
    let (object, id) = (object.clone(), *id);
    if record.is_created() {
        writing.change.writes.push(Write::Remove { object, id, version: now.version() });
        return Ok(());
    }
    put_back(writing, &record.object, (now, &stood(first)?), Expr::True);
    // The newest change first: each gives back the stay that it had ended.
    for write in record.writes.iter().rev() {
        writing.change.writes.push(Write::Forget { object: object.clone(), id, change: write.change });
    }
    Ok(())
}

fn finish(writing: &mut Writing<'_>, kept: Batch, undone: &BatchUndone) {
    let state = if undone.left.is_empty() { "undone" } else { "undone_in_part" }.into();
    let detail = json!({
        "batch": kept.id.0, "removed": undone.removed, "put_back": undone.put_back, "left": undone.left.len(),
    });
    writing.change.evidence.push(evidence::event(writing.ctx, "import_undone", None, Some(kept.id), &detail));
    let report = with_undo(writing.ctx, &kept.report, undone);
    writing.change.writes.push(Write::Technical(TechnicalWrite::PutBatch(Batch { state, report, ..kept })));
}

/// The report with who took the import back, when, and what went: `intake` reads it as `undone`.
fn with_undo(ctx: &Ctx, report: &str, undone: &BatchUndone) -> String {
    let Ok(mut said) = serde_json::from_str::<serde_json::Value>(report) else { return report.to_owned() };
    let before = |key: &str| said["undone"][key].as_u64().unwrap_or(0);
    let note = json!({
        "at": ctx.env.now, "by": ctx.who.user.0, "left": undone.left.len(),
        "removed": before("removed").saturating_add(undone.removed as u64),
        "put_back": before("put_back").saturating_add(undone.put_back as u64),
    });
    if let Some(map) = said.as_object_mut() {
        map.insert("undone".to_owned(), note);
    }
    said.to_string()
}
