//! What must hold of the database whatever was done: no record without its history, stays, search text, evidence and
//! message, none of these without the other, every key with its change, every event in the tree or waiting for it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::bare::Still;
use crate::fault::Fault;
use crate::look::{Look, OBJECTS, int, text};

/// Kinds of evidence that tell of a change of one record.
const KINDS: [&str; 6] = ["create", "update", "archive", "restore", "transfer", "undo"];

/// One record in one change.
type Touch = (i64, String, i64);

/// The technical tables as far as they are compared.
struct Told {
    /// The versions that history tells of each record, and whether it tells of its birth.
    versions: HashMap<(String, i64), (BTreeSet<i64>, bool)>,
    /// How many changes of stage history tells of a deal.
    moves: HashMap<i64, usize>,
    history: HashSet<Touch>,
    evidence: HashMap<Touch, String>,
    outbox: HashMap<Touch, String>,
    faults: Vec<String>,
}

/// Everything that is wrong.
///
/// # Errors
/// The driver's.
pub fn faults(still: &Still, look: &Look) -> Result<Vec<String>, Fault> {
    let mut told = Told::read(still)?;
    told.compare_touches();
    told.compare_records(still, look)?;
    told.compare_stays(still, look)?;
    told.compare_search(still, look)?;
    told.compare_keys(still)?;
    told.compare_imports(still, look)?;
    told.compare_tree(still)?;
    told.faults.extend(look.doubles());
    Ok(told.faults)
}

fn is_ours(object: &str) -> bool {
    OBJECTS.iter().any(|(known, _)| *known == object)
}

/// The number after `"name":` in flat JSON.
fn number(json: &str, name: &str) -> i64 {
    let Some((_, rest)) = json.split_once(&format!("\"{name}\":")) else { return 0 };
    let digits: String = rest.trim_start().chars().take_while(|c| c.is_ascii_digit()).collect();
    digits.parse().unwrap_or(0)
}

impl Told {
    fn read(still: &Still) -> Result<Self, Fault> {
        let mut told = Self {
            versions: HashMap::new(),
            moves: HashMap::new(),
            history: HashSet::new(),
            evidence: HashMap::new(),
            outbox: HashMap::new(),
            faults: Vec::new(),
        };
        for row in still.rows("SELECT change, object, record, field, version FROM candor_history")? {
            let (object, record, field) = (text(&row, 1), int(&row, 2), text(&row, 3));
            let known = told.versions.entry((object.clone(), record)).or_default();
            known.0.insert(int(&row, 4));
            known.1 |= field == "created_at";
            if field == "stage" {
                *told.moves.entry(record).or_default() += 1;
            }
            told.history.insert((int(&row, 0), object, record));
        }
        for row in still.rows("SELECT kind, object, record, detail FROM candor_evidence WHERE object IS NOT NULL")? {
            let (kind, object) = (text(&row, 0), text(&row, 1));
            if KINDS.contains(&&*kind) && is_ours(&object) {
                told.put_evidence((number(&text(&row, 3), "change"), object, int(&row, 2)), kind);
            }
        }
        for row in still.rows("SELECT topic, object, record, payload FROM candor_outbox WHERE topic <> 'import'")? {
            let (kind, object) = (text(&row, 0), text(&row, 1));
            if is_ours(&object) {
                told.outbox.insert((number(&text(&row, 3), "change"), object, int(&row, 2)), kind);
            }
        }
        Ok(told)
    }

    fn put_evidence(&mut self, touch: Touch, kind: String) {
        if let Some(other) = self.evidence.insert(touch.clone(), kind) {
            self.faults.push(format!("two events ({other} and another) tell of one change {touch:?}"));
        }
    }

    /// Evidence, message and history of one change of one record: all three or none.
    fn compare_touches(&mut self) {
        let mut faults = Vec::new();
        for (touch, kind) in &self.evidence {
            if self.outbox.get(touch) != Some(kind) {
                faults.push(format!("evidence without its message: {kind} {touch:?}"));
            }
            if !self.history.contains(touch) {
                faults.push(format!("evidence without its history: {kind} {touch:?}"));
            }
        }
        for (touch, kind) in self.outbox.iter().filter(|(touch, _)| !self.evidence.contains_key(*touch)) {
            faults.push(format!("a message without evidence: {kind} {touch:?}"));
        }
        self.faults.extend(faults);
    }

    /// Each record's versions are told without a gap; what history tells of is there.
    fn compare_records(&mut self, still: &Still, look: &Look) -> Result<(), Fault> {
        let imports: HashSet<i64> =
            still.rows("SELECT change FROM candor_batch_rows")?.iter().map(|row| int(row, 0)).collect();
        let mut faults = Vec::new();
        for known in look.all() {
            let (versions, is_born) =
                self.versions.get(&(known.object.to_owned(), known.id)).cloned().unwrap_or_default();
            let first = if is_born { 1 } else { 2 };
            if versions != (first..=known.version).collect() {
                faults.push(format!("history tells of versions {versions:?} of {known:?}"));
            }
        }
        for (object, id) in self.versions.keys().filter(|(object, _)| is_ours(object)) {
            let object = OBJECTS.iter().map(|(known, _)| *known).find(|known| known == object).unwrap_or_default();
            if look.record(object, *id).is_none() {
                faults.push(format!("history of {object} {id}, which is not there"));
            }
        }
        for touch in self.history.iter().filter(|(change, object, _)| is_ours(object) && !imports.contains(change)) {
            if !self.evidence.contains_key(touch) {
                faults.push(format!("history without its evidence: {touch:?}"));
            }
        }
        self.faults.extend(faults);
        Ok(())
    }

    /// A deal stands in one stage, that of its row, and has had as many stays as history tells. Since when an imported one stood
    /// in its first stage nobody knows: it has no stay of that one.
    fn compare_stays(&mut self, still: &Still, look: &Look) -> Result<(), Fault> {
        let mut stays: HashMap<i64, (usize, Vec<String>)> = HashMap::new();
        for row in still.rows("SELECT record, stage, to_at FROM candor_stays WHERE object = 'deal'")? {
            let known = stays.entry(int(&row, 0)).or_default();
            known.0 += 1;
            if row.get(2).is_some_and(Option::is_none) {
                known.1.push(text(&row, 1));
            }
        }
        let imported = still.rows("SELECT id FROM deals WHERE source IS NOT NULL")?;
        let imported: HashSet<i64> = imported.iter().map(|row| int(row, 0)).collect();
        for deal in look.all().filter(|known| known.object == "deal") {
            let (count, open) = stays.remove(&deal.id).unwrap_or_default();
            let wanted = usize::from(!imported.contains(&deal.id)) + self.moves.get(&deal.id).copied().unwrap_or(0);
            let stands: &[String] = if wanted == 0 { &[] } else { std::slice::from_ref(&deal.stage) };
            if open != stands || count != wanted {
                self.faults.push(format!("{count} stays (of {wanted}), open {open:?}, of {deal:?}"));
            }
        }
        self.faults.extend(stays.keys().map(|id| format!("stays of deal {id}, which is not there")));
        Ok(())
    }

    fn compare_search(&mut self, still: &Still, look: &Look) -> Result<(), Fault> {
        let rows = still.rows("SELECT object, record FROM candor_search")?;
        let texts: HashSet<(String, i64)> =
            rows.iter().map(|row| (text(row, 0), int(row, 1))).filter(|(object, _)| is_ours(object)).collect();
        let records: HashSet<(String, i64)> = look.all().map(|known| (known.object.to_owned(), known.id)).collect();
        let apart = texts.symmetric_difference(&records);
        self.faults.extend(apart.map(|which| format!("search text and record do not go together: {which:?}")));
        Ok(())
    }

    fn compare_keys(&mut self, still: &Still) -> Result<(), Fault> {
        for row in still.rows("SELECT key, answer FROM candor_idempotency")? {
            let answer: serde_json::Value = serde_json::from_str(&text(&row, 1))?;
            let id = |name: &str| answer[name].as_i64().unwrap_or(0);
            let touch = (id("change"), answer["object"].as_str().unwrap_or_default().to_owned(), id("id"));
            if !self.history.contains(&touch) {
                self.faults
                    .push(format!("the key {} answers with a change that is not there: {touch:?}", text(&row, 0)));
            }
        }
        Ok(())
    }

    /// What an import wrote it can take back, and its evidence tells how much that is.
    fn compare_imports(&mut self, still: &Still, look: &Look) -> Result<(), Fault> {
        let mut written: BTreeMap<(i64, i64), i64> = BTreeMap::new();
        let mut gone: HashMap<i64, bool> = HashMap::new();
        for row in still.rows("SELECT id, state FROM candor_batches")? {
            gone.insert(int(&row, 0), text(&row, 1) == "undone");
        }
        let mut created = HashSet::new();
        for row in still.rows("SELECT batch, change, object, record, action FROM candor_batch_rows")? {
            *written.entry((int(&row, 0), int(&row, 1))).or_default() += 1;
            let object = OBJECTS.iter().map(|(known, _)| *known).find(|known| *known == text(&row, 2));
            let (Some(object), true) = (object, text(&row, 4) == "created") else { continue };
            created.insert((object, int(&row, 3)));
            let is_gone = gone.get(&int(&row, 0)).copied().unwrap_or(true);
            if look.record(object, int(&row, 3)).is_some() == is_gone {
                self.faults.push(format!("an import's record is there only on one side: {row:?}, undone: {is_gone}"));
            }
        }
        for known in look.all() {
            let is_born = self.versions.get(&(known.object.to_owned(), known.id)).is_some_and(|(_, born)| *born);
            if !is_born && !created.contains(&(known.object, known.id)) {
                self.faults.push(format!("neither history nor an import tells where this is from: {known:?}"));
            }
        }
        self.compare_import_events(still, written, &gone)
    }

    /// Evidence and messages of imports tell of as many rows as are kept for their undo, and of each undo.
    fn compare_import_events(
        &mut self,
        still: &Still,
        mut written: BTreeMap<(i64, i64), i64>,
        gone: &HashMap<i64, bool>,
    ) -> Result<(), Fault> {
        let mut messages: HashSet<i64> = HashSet::new();
        for row in still.rows("SELECT payload FROM candor_outbox WHERE topic = 'import'")? {
            messages.insert(number(&text(&row, 0), "change"));
        }
        for row in still.rows("SELECT detail FROM candor_evidence WHERE kind = 'import'")? {
            let detail: serde_json::Value = serde_json::from_str(&text(&row, 0))?;
            let id = |name: &str| detail[name].as_i64().unwrap_or(0);
            let said: i64 = detail["rows"]
                .as_object()
                .into_iter()
                .flatten()
                .filter(is_write)
                .map(|(_, n)| n.as_i64().unwrap_or(0))
                .sum();
            let there = written.remove(&(id("batch"), id("change"))).unwrap_or(0);
            if said != there {
                self.faults
                    .push(format!("evidence tells of {said} imported rows, {there} are kept for the undo: {detail}"));
            }
            if (said > 0) != messages.remove(&id("change")) {
                self.faults.push(format!("evidence of an import without its message: {detail}"));
            }
        }
        self.faults
            .extend(written.keys().map(|which| format!("imported without evidence: batch and change {which:?}")));
        self.faults.extend(messages.iter().map(|change| format!("a message of an import without evidence: {change}")));
        let undone: HashSet<i64> = still
            .rows("SELECT record FROM candor_evidence WHERE kind = 'import_undone'")?
            .iter()
            .map(|row| int(row, 0))
            .collect();
        for (batch, is_gone) in gone {
            if undone.contains(batch) != *is_gone {
                self.faults.push(format!("batch {batch} is undone: {is_gone}; evidence of it: {}", !is_gone));
            }
        }
        Ok(())
    }

    /// Every event is in the tree or waits for it, and the newest head counts all leaves.
    fn compare_tree(&mut self, still: &Still) -> Result<(), Fault> {
        let column = |statement: &str| -> Result<Vec<i64>, Fault> {
            Ok(still.rows(statement)?.iter().map(|row| int(row, 0)).collect())
        };
        let events: BTreeSet<i64> = column("SELECT id FROM candor_evidence")?.into_iter().collect();
        let waiting = column("SELECT event FROM candor_unsealed")?;
        let sealed = column("SELECT event FROM candor_leaves ORDER BY leaf")?;
        let placed: BTreeSet<i64> = waiting.iter().chain(&sealed).copied().collect();
        if placed != events || waiting.len() + sealed.len() != events.len() {
            self.faults.push(format!("{} events, {} sealed, {} waiting", events.len(), sealed.len(), waiting.len()));
        }
        let leaves = column("SELECT leaf FROM candor_leaves ORDER BY leaf")?;
        let heads = column("SELECT MAX(size) FROM candor_heads")?;
        if !leaves.iter().zip(0..).all(|(leaf, at)| *leaf == at) {
            self.faults.push("the leaves of the evidence have gaps or doubles".to_owned());
        }
        if heads.first().copied().unwrap_or(0) != i64::try_from(leaves.len()).unwrap_or(-1) {
            self.faults.push(format!("{} leaves, the newest head counts {heads:?}", leaves.len()));
        }
        Ok(())
    }
}

fn is_write((word, _): &(&String, &serde_json::Value)) -> bool {
    word.ends_with(" created") || word.ends_with(" updated")
}
