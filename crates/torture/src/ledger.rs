//! What the harness knows by itself: each record as the last acknowledgement left it, and what was asked and not answered.
//! Kept in the memory of the process that is not killed.

use std::collections::BTreeMap;

use crate::look::Look;
use crate::wire::Request;

/// A record as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub object: &'static str,
    pub id: i64,
    /// Unique in the whole run.
    pub name: String,
    /// Employees of a company, amount of a deal.
    pub number: i64,
    /// Of a deal.
    pub stage: String,
    pub city: String,
    pub owner: i64,
    pub archived: bool,
    pub version: i64,
}

/// Something asked, with the state that it leads to.
#[derive(Debug, Clone)]
pub struct Intent {
    pub verb: &'static str,
    pub request: Request,
    /// Whose session sends it.
    pub actor: i64,
    /// `None` for a new record.
    pub before: Option<Known>,
    /// A new record has the id 0 until it is known.
    pub after: Known,
}

/// What one writer knows.
#[derive(Debug, Default)]
pub struct Book {
    pub known: Vec<Known>,
    /// Asked and not answered.
    pub pending: Option<Intent>,
    /// New records that were refused: they must not be there.
    pub refused: Vec<Known>,
    /// Acknowledged, by verb.
    pub acknowledged: BTreeMap<&'static str, u64>,
    /// The last change of a record and the number before it, for taking it back.
    pub last: BTreeMap<i64, (i64, i64)>,
    /// Unanswered ones that turned out to be there, and not to be there.
    pub present: u64,
    pub absent: u64,
}

impl Book {
    /// Counts an acknowledgement and keeps the state that it promised.
    pub fn acknowledge(&mut self, intent: &Intent, id: i64, change: Option<i64>) {
        *self.acknowledged.entry(intent.verb).or_default() += 1;
        self.keep(intent, id, change);
    }

    fn keep(&mut self, intent: &Intent, id: i64, change: Option<i64>) {
        let now = Known { id, ..intent.after.clone() };
        self.last.remove(&id);
        if let (Some(change), Some(before), "update") = (change, &intent.before, intent.verb) {
            self.last.insert(id, (change, before.number));
        }
        match self.known.iter_mut().find(|known| known.object == now.object && known.id == id) {
            Some(known) => *known = now,
            None => self.known.push(now),
        }
    }

    /// Compares the ledger with the database and settles what was not answered: wholly there, or wholly absent.
    pub fn settle(&mut self, look: &Look, faults: &mut Vec<String>) {
        let pending = self.pending.clone();
        for known in &self.known {
            let there = look.record(known.object, known.id);
            let is_touched = pending.as_ref().is_some_and(|p| p.before.as_ref() == Some(known));
            if there != Some(known) && !(is_touched && there == pending.as_ref().map(|p| &p.after)) {
                faults.push(format!("acknowledged {known:?}, there is {there:?}"));
            }
        }
        for refused in &self.refused {
            if !look.named(&refused.name).is_empty() {
                faults.push(format!("refused, and there: {refused:?}"));
            }
        }
        if let Some(pending) = pending {
            self.settle_pending(&pending, look, faults);
        }
    }

    fn settle_pending(&mut self, pending: &Intent, look: &Look, faults: &mut Vec<String>) {
        let found = match &pending.before {
            Some(before) => {
                look.record(before.object, before.id).filter(|there| **there == pending.after).map(|k| k.id)
            }
            None => look.named(&pending.after.name).first().map(|there| there.id),
        };
        if let (Some(id), None) = (found, &pending.before) {
            let there = look.record(pending.after.object, id);
            let wanted = Known { id, ..pending.after.clone() };
            if there != Some(&wanted) {
                faults.push(format!("not answered, half there: wanted {wanted:?}, there is {there:?}"));
            }
        }
        let key = pending.request.key.as_deref();
        if let Some(key) = key
            && look.has_key(pending.actor, key) != found.is_some()
        {
            let state = if found.is_some() { "the change is there without" } else { "without the change there is" };
            faults.push(format!("{state} its key {key}"));
        }
        match found {
            Some(id) => {
                self.present += 1;
                // What has a key is sent again, and has to be answered as if nothing had happened.
                if key.is_none() {
                    self.keep(pending, id, None);
                    self.pending = None;
                }
            }
            None => {
                self.absent += 1;
                if key.is_none() {
                    self.pending = None;
                }
            }
        }
    }
}
