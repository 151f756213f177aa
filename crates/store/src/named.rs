//! Which files the rows name, in columns and in history: what a backup carries and a clearing leaves.

use std::collections::{BTreeMap, HashMap, HashSet};

use catalogue::{Catalogue, FileRef, Kind, Value};
use tokio::sync::mpsc;

use crate::copy::{AHEAD, Copied};
use crate::dialect::Class;
use crate::engine::Engine;
use crate::schema::TableSpec;
use crate::sql::{Cell, Cells};
use crate::tables::Stored as _;
use crate::{History, StoreError};

/// How a value that is a file begins in the history; what else stands there is not taken apart.
const IN_HISTORY: &str = "{\"t\":\"file\"";

/// The columns that may name files, by table.
pub(crate) struct FileColumns(HashMap<String, Vec<String>>);

impl FileColumns {
    pub fn of(catalogue: &Catalogue) -> Self {
        let mut tables = HashMap::new();
        for object in catalogue.kept_objects() {
            let files = object.kept_fields().filter(|field| field.kind == Kind::File);
            let columns: Vec<String> = files.map(|field| field.name.to_string()).collect();
            if !columns.is_empty() {
                tables.insert(object.plural.to_string(), columns);
            }
        }
        tables.insert(History::TABLE.to_owned(), vec!["old".to_owned(), "new".to_owned()]);
        Self(tables)
    }

    /// The places of such columns in rows of a table with these columns.
    pub fn places<'a>(&self, table: &str, columns: impl Iterator<Item = &'a str>) -> Vec<usize> {
        let Some(named) = self.0.get(table) else { return Vec::new() };
        columns.enumerate().filter(|(_, column)| named.iter().any(|name| name == column)).map(|(at, _)| at).collect()
    }
}

/// The file that a cell of such a column names: its text form, or a value of the history, which may be another one.
pub(crate) fn file_in(text: &str) -> Result<Option<FileRef>, StoreError> {
    if !text.starts_with('{') {
        let file = FileRef::parse(text).ok_or_else(|| StoreError::Internal(format!("{text:?} is no file")))?;
        return Ok(Some(file));
    }
    if !text.starts_with(IN_HISTORY) {
        return Ok(None);
    }
    let value: Value = serde_json::from_str(text).map_err(StoreError::inside)?;
    Ok(value.as_file().map(|file| (**file).clone()))
}

/// Files by their hash; the first name under which each was met.
pub(crate) type Files = BTreeMap<String, FileRef>;

/// Adds the files of one row.
pub(crate) fn collect(files: &mut Files, cells: &Cells, places: &[usize]) -> Result<(), StoreError> {
    for at in places {
        if let Some(Cell::Text(text)) = cells.get(*at)
            && let Some(file) = file_in(text)?
        {
            files.entry(file.sha256().to_owned()).or_insert(file);
        }
    }
    Ok(())
}

/// The hashes of all files that rows or history name.
pub(crate) async fn hashes(engine: &dyn Engine, catalogue: &Catalogue) -> Result<HashSet<String>, StoreError> {
    let tables: Vec<Copied> = FileColumns::of(catalogue).0.into_iter().map(narrowed).collect();
    let reads = tables.iter().map(|table| table.read(engine)).collect::<Result<Vec<_>, _>>()?;
    let (to, mut rows) = mpsc::channel::<(usize, Cells)>(AHEAD);
    let found = async {
        let mut files = Files::new();
        let mut all = Ok(());
        while let Some((_, cells)) = rows.recv().await {
            let places: Vec<usize> = (0..cells.len()).collect();
            all = all.and(collect(&mut files, &cells, &places));
        }
        all.map(|()| files.into_keys().collect())
    };
    let (read, found) = tokio::join!(engine.snapshot(reads, to), found);
    read.and(found)
}

/// A table with those columns alone.
fn narrowed((name, columns): (String, Vec<String>)) -> Copied {
    let columns = columns.into_iter().map(|column| (column, Class::Text)).collect();
    Copied { spec: TableSpec { name, columns, primary: Vec::new(), indexes: Vec::new() }, order: Vec::new() }
}
