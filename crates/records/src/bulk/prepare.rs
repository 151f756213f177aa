//! Decides about each row of a chunk: what it would write, or every reason why not.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use access::{PLACE_FIELDS, WriteRights};
use catalogue::{Action, Id, Name, Object, Value};
use indexmap::IndexMap;
use query::Expr;

use super::{BulkOutcome, BulkRow, Target};
use crate::row::{Row, load_many};
use crate::validate::{self, Coming, Rules};
use crate::values::{self, Reading};
use crate::writing::{self, differing};
use crate::{Ctx, Error, Fault, Input, Message, rights};

/// A row that was decided about.
pub(super) struct Prepared {
    pub object: Arc<Object>,
    pub verdict: Verdict,
}

pub(super) enum Verdict {
    Insert(Row),
    Update { old: Box<Row>, new: Box<Row>, within: Expr },
    Unchanged(Id),
    Refused(Vec<Fault>),
}

/// What is the same for all rows of one object.
struct Known {
    object: Arc<Object>,
    rules: Rules,
    import: access::Decision,
    create: access::Decision,
    update: access::Decision,
    transfer: access::Decision,
    readable: Expr,
}

/// What a call of `write` knows over all its chunks.
pub(super) struct Preparing<'a> {
    pub ctx: &'a Ctx,
    reading: Reading,
    known: HashMap<Name, Option<Known>>,
    /// New rows of this call that are not refused (yet).
    coming: Coming,
    refused: HashSet<(Name, Id)>,
    /// Versions after this call's own writes.
    ours: HashMap<(Name, Id), i64>,
    /// Team and branch of owners.
    places: HashMap<Id, Option<(Value, Value)>>,
}

impl<'a> Preparing<'a> {
    pub fn new(ctx: &'a Ctx, rows: &[BulkRow]) -> Self {
        let new = rows.iter().filter(|r| matches!(r.target, Target::New(_)));
        Self {
            ctx,
            reading: Reading::of(ctx),
            known: HashMap::new(),
            coming: new.map(|r| (r.object.clone(), r.target.id())).collect(),
            refused: HashSet::new(),
            ours: HashMap::new(),
            places: HashMap::new(),
        }
    }

    /// Remembers what a chunk wrote.
    pub fn written(&mut self, chunk: &[BulkRow], outcomes: &[BulkOutcome]) {
        for (row, outcome) in chunk.iter().zip(outcomes) {
            if let (BulkOutcome::Updated(id), Target::Existing { version, .. }) = (outcome, row.target) {
                let standing = self.ours.entry((row.object.clone(), *id)).or_insert(version);
                *standing += 1;
            }
        }
    }

    pub async fn prepare(
        &mut self,
        chunk: &[BulkRow],
        lost: &HashMap<(Name, Id), Fault>,
    ) -> Result<Vec<Prepared>, Error> {
        for row in chunk {
            self.learn(&row.object);
        }
        let old = self.load(chunk).await?;
        let mut decided = Vec::with_capacity(chunk.len());
        for row in chunk {
            decided.push(self.decide(row, &old, lost).await?);
        }
        super::keys::refuse_taken(self.ctx, &mut decided).await?;
        self.refuse_rings(&mut decided).await?;
        self.refuse_bad_references(chunk, &mut decided).await?;
        for (row, prepared) in chunk.iter().zip(&decided) {
            if matches!(prepared.verdict, Verdict::Refused(_)) && matches!(row.target, Target::New(_)) {
                self.coming.remove(&(row.object.clone(), row.target.id()));
                self.refused.insert((row.object.clone(), row.target.id()));
            }
        }
        Ok(decided)
    }

    fn learn(&mut self, name: &Name) {
        let (ctx, reading) = (self.ctx, &self.reading);
        self.known.entry(name.clone()).or_insert_with(|| {
            let object = ctx.gate.catalogue.object(name)?.clone();
            let decision = |action| rights::decision(ctx, action, &object);
            Some(Known {
                rules: Rules::of(ctx, &object, reading),
                import: decision(Action::Import),
                create: decision(Action::Create),
                update: decision(Action::Update),
                transfer: decision(Action::Transfer),
                readable: decision(Action::Read).rows(),
                object,
            })
        });
    }

    fn known(&self, name: &str) -> Option<&Known> {
        self.known.get(name).and_then(Option::as_ref)
    }

    async fn load(&self, chunk: &[BulkRow]) -> Result<HashMap<(Name, Id), Row>, Error> {
        let mut ids: HashMap<Name, Vec<Id>> = HashMap::new();
        for row in chunk.iter().filter(|r| matches!(r.target, Target::Existing { .. })) {
            ids.entry(row.object.clone()).or_default().push(row.target.id());
        }
        let mut rows = HashMap::new();
        for (name, ids) in ids {
            let Some(known) = self.known(&name) else { continue };
            let found = load_many(self.ctx, &known.object, &ids).await?;
            rows.extend(found.into_iter().map(|(id, row)| ((name.clone(), id), row)));
        }
        Ok(rows)
    }

    async fn decide(
        &mut self,
        row: &BulkRow,
        old: &HashMap<(Name, Id), Row>,
        lost: &HashMap<(Name, Id), Fault>,
    ) -> Result<Prepared, Error> {
        let place = self.place_of(row).await?;
        let Some(known) = self.known(&row.object) else { return Err(Error::NotFound) };
        let key = (row.object.clone(), row.target.id());
        let verdict = if let Some(fault) = lost.get(&key) {
            Verdict::Refused(vec![fault.clone()])
        } else {
            match row.target {
                Target::New(id) => self.new_row(known, row, id, place).await?,
                Target::Existing { version, .. } => {
                    let version = self.ours.get(&key).copied().unwrap_or(version);
                    self.old_row(known, row, old.get(&key), (version, place)).await?
                }
            }
        };
        Ok(Prepared { object: known.object.clone(), verdict })
    }

    /// Team and branch of the owner that the row names, when it is not the caller.
    async fn place_of(&mut self, row: &BulkRow) -> Result<Option<(Value, Value)>, Error> {
        let Some(owner) = row.fields.get("owner").and_then(Value::as_ref_id) else { return Ok(None) };
        if let Some(place) = self.places.get(&owner) {
            return Ok(place.clone());
        }
        let owner_value: IndexMap<Name, Value> = [("owner".into(), Value::Ref(owner))].into_iter().collect();
        let place = crate::create::owner_place(self.ctx, &owner_value).await?;
        // A person who comes with this call is not there yet: asked again later.
        if place.is_some() || Some(owner) == self.ctx.actor() {
            self.places.insert(owner, place.clone());
        }
        Ok(place)
    }

    fn typed(&self, known: &Known, row: &BulkRow) -> (IndexMap<Name, Value>, Vec<Fault>) {
        let since = validate::since_field(&known.object);
        let mut good = IndexMap::with_capacity(row.fields.len());
        let mut faults = Vec::new();
        for (name, value) in &row.fields {
            let is_open =
                |f: &&catalogue::Field| validate::is_writable(&known.object, f) || since.as_ref() == Some(&f.name);
            match known.object.field(name).filter(is_open) {
                None => faults.push(Fault::of(name, "fault-read-only", vec![("field", name.to_string())])),
                Some(field) => match values::value(field, &Input::Typed(value.clone()), &self.reading) {
                    Ok(value) => drop(good.insert(name.clone(), value)),
                    Err(fault) => faults.push(fault),
                },
            }
        }
        (good, faults)
    }

    async fn new_row(
        &self,
        known: &Known,
        row: &BulkRow,
        id: Id,
        place: Option<(Value, Value)>,
    ) -> Result<Verdict, Error> {
        let ctx = self.ctx;
        let (mut values, mut faults) = self.typed(known, row);
        known.rules.fill_lasting(&mut values);
        writing::place(ctx, &mut values, place);
        let new = Row::new(&row.object, id, values);
        let wrong: Vec<Name> = faults.iter().filter_map(|f| f.field.clone()).collect();
        let missing = known.rules.missing(ctx, &new, None);
        faults.extend(missing.into_iter().filter(|f| f.field.as_ref().is_none_or(|n| !wrong.contains(n))));
        let asked = row.fields.keys().filter(|name| !new.value(name).is_null());
        let asked = asked.filter(|n| !matches!(&***n, "email" | "team" | "branch") && !is_no_sign_in(&new, n));
        faults.extend(validate::guarded(ctx, &known.object, (None, &new), asked));
        let closed = row.fields.keys().filter_map(|n| known.object.field(n));
        let closed = closed.filter(|f| !f.system && !known.create.may_ever(f));
        faults.extend(closed.map(|f| crate::asking::hidden_fault(&f.name)));
        for decision in [&known.import, &known.create] {
            if !rights::covers(ctx, &decision.rows(), &new).await? {
                faults.push(outside());
                break;
            }
        }
        Ok(if faults.is_empty() { Verdict::Insert(new) } else { Verdict::Refused(faults) })
    }

    async fn old_row(
        &self,
        known: &Known,
        row: &BulkRow,
        old: Option<&Row>,
        (version, place): (i64, Option<(Value, Value)>),
    ) -> Result<Verdict, Error> {
        let ctx = self.ctx;
        let refused =
            |key| Ok(Verdict::Refused(vec![Fault { field: None, message: Message { key, args: Vec::new() } }]));
        let Some(old) = old else { return refused("fault-not-found") };
        if !rights::covers(ctx, &known.readable, old).await? {
            return refused("fault-not-found");
        }
        if old.version() != version {
            return refused("fault-changed-meanwhile");
        }
        let (values, mut faults) = self.typed(known, row);
        let mut new = old.clone();
        new.values.extend(values);
        if let Some((team, branch)) = place.filter(|_| old.value("owner") != new.value("owner")) {
            new.values.insert("team".into(), team);
            new.values.insert("branch".into(), branch);
        }
        let changed = differing(&known.object, old, &new);
        if changed.is_empty() && faults.is_empty() {
            return Ok(Verdict::Unchanged(old.id));
        }
        faults.extend(known.rules.missing(ctx, &new, Some(&changed)));
        faults.extend(validate::guarded(ctx, &known.object, (Some(old), &new), changed.iter()));
        faults.extend(crate::people::last_owner(ctx, old, &new).await?);
        let fields: Vec<_> = changed.iter().filter_map(|n| known.object.field(n)).collect();
        let asked = WriteRights { write: &known.update, transfer: &known.transfer };
        let may = rights::may_write(ctx, asked, (old, &new), &fields).await?.is_ok();
        if !may || !rights::covers(ctx, &known.import.rows(), old).await? {
            faults.push(outside());
        }
        if !faults.is_empty() {
            return Ok(Verdict::Refused(faults));
        }
        let moves = changed.iter().any(|n| PLACE_FIELDS.contains(&&**n));
        let rows = [Some(known.update.rows()), moves.then(|| known.transfer.rows())];
        Ok(Verdict::Update {
            old: Box::new(old.clone()),
            new: Box::new(new),
            within: Expr::all(rows.into_iter().flatten()),
        })
    }

    /// Rows that would be below themselves, by what this chunk writes and by what stands.
    async fn refuse_rings(&self, decided: &mut [Prepared]) -> Result<(), Error> {
        let mut moves: HashMap<(Name, Id), Option<Id>> = HashMap::new();
        for prepared in decided.iter() {
            let Some(upwards) = prepared.object.hierarchy() else { continue };
            if let Verdict::Insert(row) = &prepared.verdict {
                moves.insert((row.object.clone(), row.id), row.value(&upwards.name).as_ref_id());
            } else if let Verdict::Update { new, .. } = &prepared.verdict {
                moves.insert((new.object.clone(), new.id), new.value(&upwards.name).as_ref_id());
            }
        }
        for prepared in decided.iter_mut() {
            let Some(upwards) = prepared.object.hierarchy().map(|field| field.name.clone()) else { continue };
            let id = match &prepared.verdict {
                Verdict::Insert(row) => row.id,
                Verdict::Update { old, new, .. } if old.value(&upwards) != new.value(&upwards) => new.id,
                _ => continue,
            };
            if self.is_ring(&prepared.object, &upwards, id, &moves).await? {
                refuse(&mut prepared.verdict, Fault::of(&upwards, "fault-ring", Vec::new()));
            }
        }
        Ok(())
    }

    /// Whether the way upwards from the record leads back to it.
    async fn is_ring(
        &self,
        object: &Object,
        upwards: &Name,
        id: Id,
        moves: &HashMap<(Name, Id), Option<Id>>,
    ) -> Result<bool, Error> {
        let (mut at, mut met) = (id, HashSet::new());
        while met.insert(at) {
            let above = match moves.get(&(object.name.clone(), at)) {
                Some(above) => *above,
                None => crate::row::load(self.ctx, object, at).await?.and_then(|row| row.value(upwards).as_ref_id()),
            };
            match above {
                None => return Ok(false),
                Some(above) => at = above,
            }
        }
        Ok(at == id)
    }

    /// References to nothing, or to a row that is itself refused; a refusal may bring further ones.
    async fn refuse_bad_references(&self, chunk: &[BulkRow], decided: &mut [Prepared]) -> Result<(), Error> {
        let mut wanted: HashSet<(Name, Id)> = HashSet::new();
        for prepared in decided.iter() {
            wanted.extend(references(prepared).into_iter().map(|(_, target, id)| (target, id)));
        }
        let mut missing = validate::unseen(self.ctx, wanted, &self.coming).await?;
        missing.extend(self.refused.iter().cloned());
        loop {
            for (row, prepared) in chunk.iter().zip(decided.iter()) {
                if matches!(prepared.verdict, Verdict::Refused(_)) && matches!(row.target, Target::New(_)) {
                    missing.insert((row.object.clone(), row.target.id()));
                }
            }
            let mut more = false;
            for prepared in decided.iter_mut() {
                for (field, target, id) in references(prepared) {
                    if missing.contains(&(target, id)) {
                        refuse(&mut prepared.verdict, Fault::of(&field, "fault-not-found", Vec::new()));
                        more = true;
                    }
                }
            }
            if !more {
                return Ok(());
            }
        }
    }
}

fn is_no_sign_in(new: &Row, name: &Name) -> bool {
    &**name == "status" && new.value(name).as_text() == Some("no_sign_in")
}

fn outside() -> Fault {
    Fault { field: None, message: Message { key: "fault-outside-rights", args: Vec::new() } }
}

pub(super) fn refuse(verdict: &mut Verdict, fault: Fault) {
    match verdict {
        Verdict::Refused(faults) => faults.push(fault),
        other => *other = Verdict::Refused(vec![fault]),
    }
}

/// The references that the row writes.
fn references(prepared: &Prepared) -> Vec<(Name, Name, Id)> {
    match &prepared.verdict {
        Verdict::Insert(row) => validate::references(&prepared.object, &row.values).collect(),
        Verdict::Update { old, new, .. } => validate::references(&prepared.object, &new.values)
            .filter(|(field, ..)| old.value(field) != new.value(field))
            .collect(),
        _ => Vec::new(),
    }
}
