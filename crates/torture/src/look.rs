//! Records and keys as they lie in the database, to be compared with the ledger.

use std::collections::{HashMap, HashSet};

use crate::bare::{Cells, Still};
use crate::fault::Fault;
use crate::ledger::Known;

/// The objects that the torture writes, with their tables and the columns that are compared.
pub const OBJECTS: [(&str, &str); 3] = [
    ("company", "SELECT id, name, employees, '', address_city, owner, archived_at, version FROM companies"),
    ("deal", "SELECT id, name, amount, stage, '', owner, archived_at, version FROM deals"),
    ("activity", "SELECT id, subject, 0, '', '', owner, archived_at, version FROM activities"),
];

/// One state of the database.
#[derive(Debug, Default)]
pub struct Look {
    records: HashMap<(&'static str, i64), Known>,
    by_name: HashMap<String, Vec<(&'static str, i64)>>,
    keys: HashSet<(i64, String)>,
}

impl Look {
    /// Reads it.
    ///
    /// # Errors
    /// The driver's.
    pub fn at(still: &Still) -> Result<Self, Fault> {
        let mut look = Self::default();
        for (object, statement) in OBJECTS {
            for row in still.rows(statement)? {
                look.add(known(object, &row));
            }
        }
        for row in still.rows("SELECT actor, key FROM candor_idempotency")? {
            look.keys.insert((int(&row, 0), text(&row, 1)));
        }
        Ok(look)
    }

    fn add(&mut self, known: Known) {
        let key = (known.object, known.id);
        self.by_name.entry(known.name.clone()).or_default().push(key);
        self.records.insert(key, known);
    }

    #[must_use]
    pub fn record(&self, object: &'static str, id: i64) -> Option<&Known> {
        self.records.get(&(object, id))
    }

    /// Everything of this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Vec<&Known> {
        let keys = self.by_name.get(name).map(Vec::as_slice).unwrap_or_default();
        keys.iter().filter_map(|key| self.records.get(key)).collect()
    }

    /// Names that came into being more than once: each is asked for once.
    #[must_use]
    pub fn doubles(&self) -> Vec<String> {
        let doubled = self.by_name.iter().filter(|(_, keys)| keys.len() > 1);
        doubled.map(|(name, keys)| format!("{name} is there {} times", keys.len())).collect()
    }

    #[must_use]
    pub fn has_key(&self, actor: i64, key: &str) -> bool {
        self.keys.contains(&(actor, key.to_owned()))
    }

    pub fn all(&self) -> impl Iterator<Item = &Known> {
        self.records.values()
    }
}

fn known(object: &'static str, row: &Cells) -> Known {
    Known {
        object,
        id: int(row, 0),
        name: text(row, 1),
        number: int(row, 2),
        stage: text(row, 3),
        city: text(row, 4),
        owner: int(row, 5),
        archived: row.get(6).is_some_and(Option::is_some),
        version: int(row, 7),
    }
}

/// A cell as text; empty for null.
#[must_use]
pub fn text(row: &Cells, at: usize) -> String {
    row.get(at).and_then(Clone::clone).unwrap_or_default()
}

/// A cell as a number; 0 for null.
#[must_use]
pub fn int(row: &Cells, at: usize) -> i64 {
    row.get(at).and_then(|cell| cell.as_deref()?.parse().ok()).unwrap_or(0)
}
