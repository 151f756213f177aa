//! Records of the files against records of the base: which are there already, which are new, which cannot be told; and the
//! rows that a run writes. In the caller's rights, through the gate.

use std::collections::{HashMap, HashSet};

use catalogue::{Id, Name, Value};
use indexmap::IndexMap;
use records::Ctx;
use records::bulk::{self, BulkRow, Match, MatchKey, Target};

use crate::found::{Base, Found, Got, Which};
use crate::{Fate, IntakeError, Said, lines};

/// The number by which the state knows a company.
const TAX_ID: &str = "tax_id";
/// Keys asked for at once.
const KEYS_AT_ONCE: usize = 500;

/// What became known about one record of the files.
#[derive(Debug, Clone)]
pub(crate) struct Settled {
    pub(crate) which: Which,
    pub(crate) fate: Fate,
    pub(crate) id: Id,
    /// The row to write; nothing for what is unchanged, in doubt or refused.
    pub(crate) row: Option<BulkRow>,
    pub(crate) why: Vec<Said>,
}

/// Everything settled, in the order of writing.
#[derive(Debug, Default)]
pub(crate) struct Settlement {
    pub(crate) all: Vec<Settled>,
    ids: HashMap<Which, Id>,
    /// Those of them that the base has already.
    there: HashSet<Id>,
}

/// Compares with the base, object by object, so that references are known when they are needed.
pub(crate) async fn settle(ctx: &Ctx, base: &Base, source: &str) -> Result<Settlement, IntakeError> {
    let mut settlement = Settlement::default();
    let mut known: Vec<Meant> = Vec::new();
    let mut taken: HashSet<Id> = HashSet::new();
    for (object, list) in &base.objects {
        let matches = matches(ctx, object, list, source).await?;
        let mut lines = lines::known(ctx, base, object, source, &settlement).await?;
        let mut places: Vec<usize> = (0..list.len()).collect();
        parents_first(object, list, &mut places);
        for at in places {
            let (Some(found), Some(candidates)) = (list.get(at), matches.get(at)) else { continue };
            let fitting: Vec<&Match> = candidates.iter().filter(|m| fits(object, found, m, &settlement)).collect();
            // Two records of the files that mean one of the base would undo each other with each import.
            let is_second = fitting.first().is_some_and(|m| !found.by_name && !taken.insert(m.id));
            let is_many = fitting.len() > 1 || is_second;
            let line = lines.remove(&at);
            let existing = match &line {
                // A line of this number that somebody moved to another order stays that line.
                Some(line) if line.existing.is_some() || line.external_id.as_ref() != Some(&found.key) => {
                    line.existing.clone()
                }
                _ => fitting.first().map(|m| (*m).clone()),
            };
            let external_id = line.and_then(|line| line.external_id);
            let id = existing.as_ref().map_or_else(|| bulk::new_id(ctx), |m| m.id);
            let which = Which { object: object.clone(), at };
            // Of a record that is only named nothing else says which of several it is.
            if !(is_many && found.by_name) {
                settlement.ids.insert(which.clone(), id);
            }
            settlement.there.extend(existing.is_some().then_some(id));
            known.push(Meant { which, id, existing, is_many, external_id });
        }
    }
    // Only now is every id known, also of what a record refers to ahead (a team to its lead).
    for meant in known {
        let Some(found) = base.get(&meant.which) else { continue };
        let mut values = settlement.values(found);
        if let Some(external_id) = &meant.external_id {
            values.insert("external_id".into(), Value::text(external_id.as_str()));
        }
        if meant.existing.is_none() {
            // Whoever asks later knows by it that the day of its making here is the day of the import.
            values.entry("source".into()).or_insert_with(|| Value::text(source));
        }
        settlement.all.push(decide(meant, found, values));
    }
    Ok(settlement)
}

/// A record of the files with what it means in the base.
struct Meant {
    which: Which,
    id: Id,
    existing: Option<Match>,
    is_many: bool,
    /// The one under which it is kept, where that is not the one of its place in the file.
    external_id: Option<String>,
}

/// Fate and row of one record.
fn decide(meant: Meant, found: &Found, values: IndexMap<Name, Value>) -> Settled {
    let Meant { which, id, existing, is_many, .. } = meant;
    let object = which.object.clone();
    let mut settled = Settled { which, fate: Fate::Create, id, row: None, why: Vec::new() };
    if is_many {
        settled.fate = Fate::InDoubt;
        settled.why.push(Said::new("intake-doubt-several-meant").with("title", &found.title));
        return settled;
    }
    let Some(existing) = existing else {
        settled.row = Some(BulkRow { object, target: Target::New(id), fields: values });
        return settled;
    };
    let changed: IndexMap<Name, Value> = values
        .into_iter()
        // What a file leaves empty is not known to it, and so takes nothing away.
        .filter(|(field, value)| !value.is_null() && !found.only_new.contains(field))
        .filter(|(field, value)| existing.values.get(field).is_some_and(|there| !same(there, value)))
        .collect();
    if changed.is_empty() {
        settled.fate = Fate::Unchanged;
        return settled;
    }
    settled.fate = Fate::Update;
    let target = Target::Existing { id: existing.id, version: existing.version };
    settled.row = Some(BulkRow { object, target, fields: changed });
    settled
}

/// Equal as values; texts are equal when they read the same, so that an import does not quarrel about capitals.
pub(crate) fn same(there: &Value, here: &Value) -> bool {
    match (there, here) {
        (Value::Text(a), Value::Text(b)) => a == b || catalogue::fold(a) == catalogue::fold(b),
        (Value::Decimal(a), Value::Decimal(b)) => a == b,
        _ => there == here,
    }
}

impl Settlement {
    /// The values of a record, with references to the ids that are known so far.
    pub(crate) fn values(&self, found: &Found) -> IndexMap<Name, Value> {
        let value = |field: &str, got: &Got| match got {
            Got::Value(value) => Some(kept(field, value)),
            Got::Record(which) => self.ids.get(which).map(|id| Value::Ref(*id)),
        };
        found.values.iter().filter_map(|(field, got)| Some((field.clone(), value(field, got)?))).collect()
    }

    /// The id of a record that the base has already.
    pub(crate) fn there(&self, which: &Which) -> Option<Id> {
        self.id(which).filter(|id| self.there.contains(id))
    }

    pub(crate) fn id(&self, which: &Which) -> Option<Id> {
        self.ids.get(which).copied()
    }
}

/// Companies whose parent is among the files come after it; a circle stays in the order of the files.
fn parents_first(object: &Name, list: &[Found], places: &mut Vec<usize>) {
    let within = |at: usize| -> Vec<usize> {
        let values = list.get(at).into_iter().flat_map(|f| f.values.values());
        values
            .filter_map(
                |g| if let Got::Record(w) = g { (w.object == *object && w.at != at).then_some(w.at) } else { None },
            )
            .collect()
    };
    let (mut ordered, mut done) = (Vec::with_capacity(places.len()), HashSet::new());
    let mut waiting = std::mem::take(places);
    while !waiting.is_empty() {
        let (ready, rest): (Vec<usize>, Vec<usize>) =
            waiting.iter().partition(|at| within(**at).iter().all(|p| done.contains(p)));
        if ready.is_empty() {
            ordered.extend(rest);
            break;
        }
        done.extend(ready.iter().copied());
        ordered.extend(ready);
        waiting = rest;
    }
    *places = ordered;
}

/// For each record of the files, the records of the base with its key: the first key that finds any.
async fn matches(ctx: &Ctx, object: &Name, list: &[Found], source: &str) -> Result<Vec<Vec<Match>>, IntakeError> {
    let mut found: Vec<Vec<Match>> = vec![Vec::new(); list.len()];
    let mut keys: Vec<Vec<MatchKey>> = list.iter().map(|f| keys(object, f)).collect();
    // Whoever may not see a number is not told by it who is there already.
    let is_asked = keys.iter().flatten().any(|key| &*key.field == TAX_ID);
    if is_asked && !records::rights::judges(ctx, object, &format!("{TAX_ID} != null"))? {
        keys.iter_mut().for_each(|keys| keys.retain(|key| &*key.field != TAX_ID));
    }
    for turn in 0..keys.iter().map(Vec::len).max().unwrap_or(0) {
        let left = keys.iter().enumerate().filter(|(at, _)| found.get(*at).is_some_and(Vec::is_empty));
        let asked: Vec<(usize, MatchKey)> = left.filter_map(|(at, keys)| Some((at, keys.get(turn)?.clone()))).collect();
        for chunk in asked.chunks(KEYS_AT_ONCE) {
            match_chunk(ctx, object, chunk, source, &mut found).await?;
        }
    }
    Ok(found)
}

async fn match_chunk(
    ctx: &Ctx,
    object: &Name,
    chunk: &[(usize, MatchKey)],
    source: &str,
    found: &mut [Vec<Match>],
) -> Result<(), IntakeError> {
    let keys: Vec<MatchKey> = chunk.iter().map(|(_, key)| key.clone()).collect();
    for matched in bulk::match_existing(ctx, object, &keys).await? {
        let Some((at, key)) = chunk.get(matched.key) else { continue };
        let foreign =
            &*key.field == "external_id" && matched.values.get("source").and_then(Value::as_text) != Some(source);
        if let Some(list) = found.get_mut(*at).filter(|l| !foreign && l.iter().all(|m| m.id != matched.id)) {
            list.push(matched);
        }
    }
    Ok(())
}

/// What a record is known again by, one after the other.
fn keys(object: &Name, found: &Found) -> Vec<MatchKey> {
    let fields: &[&str] = match &**object {
        "order" => &["number"],
        "company" => &["name", TAX_ID],
        "branch" | "team" | "user" | "product" | "contact" | "campaign" => &["name"],
        _ if found.by_name => &["name"],
        _ => &["external_id"],
    };
    let key = |field: &&str| match found.values.get(*field) {
        Some(Got::Value(value)) if !value.is_null() => {
            Some(MatchKey { field: (*field).into(), value: kept(field, value) })
        }
        _ => None,
    };
    fields.iter().filter_map(key).collect()
}

/// A value of a file as the base keeps it, where a file may write it otherwise.
fn kept(field: &str, value: &Value) -> Value {
    match value.as_text() {
        Some(text) if field == TAX_ID => Value::text(records::tax_id::plain(text)),
        _ => value.clone(),
    }
}

/// An order is known by its number together with client and branch, a contact by name and company.
fn fits(object: &Name, found: &Found, existing: &Match, settlement: &Settlement) -> bool {
    let agrees = |field: &str| match (found.values.get(field), existing.values.get(field)) {
        (Some(Got::Record(which)), Some(Value::Ref(there))) => settlement.id(which) == Some(*there),
        (Some(Got::Record(_)), _) => false,
        // The row says nothing: then it cannot speak against.
        _ => true,
    };
    let differs = |field: &str| match (found.values.get(field), existing.values.get(field)) {
        (Some(Got::Value(here)), Some(there)) => {
            !here.is_null() && !there.is_null() && !same(there, &kept(field, here))
        }
        _ => false,
    };
    match &**object {
        "order" => agrees("company") && agrees("branch"),
        // Two of one name with numbers of their own are two.
        "company" => !differs(TAX_ID),
        "contact" => agrees("company"),
        _ if found.by_name && found.values.contains_key("company") => agrees("company"),
        _ => true,
    }
}
