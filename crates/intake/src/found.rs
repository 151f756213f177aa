//! The records that the files speak of, each once, with their references among each other. Nothing here knows the base.

use std::collections::{HashMap, HashSet};

use catalogue::{Name, Value};
use indexmap::IndexMap;

use crate::typed::NOT_READABLE;
use crate::{Flag, Origin, RefusedRow, Said, Weight};

/// Which record of the files: its object and its place in the list of that object.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Which {
    pub(crate) object: Name,
    pub(crate) at: usize,
}

/// A value of a record of the files.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Got {
    Value(Value),
    /// Another record of the files.
    Record(Which),
}

/// One record of the files.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// Tells it from the others of its object, folded.
    pub(crate) key: String,
    /// What it is called.
    pub(crate) title: String,
    pub(crate) values: IndexMap<Name, Got>,
    /// Fields that an import does not overwrite.
    pub(crate) only_new: HashSet<Name>,
    /// Sheets about something else name it, and none is about it.
    pub(crate) by_name: bool,
    /// Where it stands first.
    pub(crate) origin: Origin,
    /// Every row it comes from: sheet of the plan, row number.
    pub(crate) rows: Vec<(usize, u32)>,
}

/// A cell that is not believed.
#[derive(Debug, Clone)]
pub(crate) struct Doubt {
    pub(crate) origin: Origin,
    pub(crate) cell: String,
    /// Of its column.
    pub(crate) header: String,
    pub(crate) value: String,
    /// An option of `doubt.reason`.
    pub(crate) reason: &'static str,
    /// The record whose value it was to be.
    pub(crate) about: Option<Which>,
}

/// Everything the files speak of.
#[derive(Debug, Default)]
pub(crate) struct Base {
    pub(crate) objects: IndexMap<Name, Vec<Found>>,
    index: HashMap<(Name, String), usize>,
    pub(crate) doubts: Vec<Doubt>,
    /// Rows that name no record at all.
    pub(crate) refused: Vec<RefusedRow>,
    /// Object and field that two rows of one record say differently, with how often.
    pub(crate) contradictions: IndexMap<(Name, Name), u64>,
}

impl Base {
    /// The record of this key, made if it is new.
    pub(crate) fn record(&mut self, object: &Name, key: &str, title: &str, origin: &Origin) -> Which {
        let list = self.objects.entry(object.clone()).or_default();
        let at = *self.index.entry((object.clone(), key.to_owned())).or_insert_with(|| {
            list.push(Found {
                key: key.to_owned(),
                title: title.to_owned(),
                values: IndexMap::new(),
                only_new: HashSet::new(),
                by_name: true,
                origin: origin.clone(),
                rows: Vec::new(),
            });
            list.len() - 1
        });
        Which { object: object.clone(), at }
    }

    pub(crate) fn get(&self, which: &Which) -> Option<&Found> {
        self.objects.get(&which.object)?.get(which.at)
    }

    pub(crate) fn get_mut(&mut self, which: &Which) -> Option<&mut Found> {
        self.objects.get_mut(&which.object)?.get_mut(which.at)
    }

    /// True when a record of this key is there.
    pub(crate) fn has(&self, object: &Name, key: &str) -> bool {
        self.index.contains_key(&(object.clone(), key.to_owned()))
    }

    /// Gives a record a value. The first one that is known stands; a different later one is counted as a contradiction.
    /// True when it contradicts.
    pub(crate) fn give(&mut self, which: &Which, field: &Name, got: Got, only_new: bool) -> bool {
        let Some(found) = self.get_mut(which) else { return false };
        if only_new {
            found.only_new.insert(field.clone());
        }
        let is_null = |g: &Got| *g == Got::Value(Value::Null);
        match found.values.get(field) {
            None => {
                found.values.insert(field.clone(), got);
            }
            Some(there) if is_null(there) => {
                found.values.insert(field.clone(), got);
            }
            Some(there) if !only_new && !is_null(&got) && *there != got => {
                *self.contradictions.entry((which.object.clone(), field.clone())).or_default() += 1;
                return true;
            }
            Some(_) => {}
        }
        false
    }

    /// The columns of which values were left out, since they are not what the field holds.
    pub(crate) fn left_out(&self) -> Vec<Flag> {
        let mut columns: IndexMap<(&str, &str, &str), Vec<String>> = IndexMap::new();
        for doubt in self.doubts.iter().filter(|doubt| doubt.reason == NOT_READABLE) {
            let column = (doubt.origin.file.as_str(), doubt.origin.sheet.as_str(), doubt.header.as_str());
            columns.entry(column).or_default().push(doubt.cell.clone());
        }
        let flag = |((file, sheet, header), cells): ((&str, &str, &str), Vec<String>)| {
            let what = Said::new("intake-flag-value-not-readable").with("header", header).with("count", cells.len());
            Flag::new("value_not_readable", Weight::Check, what).at(file, sheet, Some(header)).cells(cells)
        };
        columns.into_iter().map(flag).collect()
    }
}
