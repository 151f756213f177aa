//! A backup read back into an empty database: the whole file is proven first, every file in it too; then the files are put
//! on the shelf and the rows written in parts. A mark stands in the database until the last part is in, so that a half
//! restored one never opens.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use catalogue::{Catalogue, Setup};
use serde::Deserialize;
use serde_json::Value as Json;
use tokio::sync::mpsc;

use self::proof::Proof;
use crate::backup::FORMAT;
use crate::copy::{Copied, tables};
use crate::dialect::{Class, Dialect, quoted};
use crate::engine::Engine;
use crate::migrate::{self, Missing};
use crate::named::FileColumns;
use crate::sql::{Sql, SqlValue, Step};
use crate::{ApplyError, Shelf, StoreError, migrations, setup};

mod proof;

/// Rows written at once.
const PART: usize = 2_000;

#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Head {
        candor: String,
        format: u32,
        migrations: Vec<String>,
        /// The company's own set-up: path and text. Tables and columns that follow are made from it.
        #[serde(default)]
        setup: BTreeMap<String, String>,
    },
    Table {
        table: String,
        columns: Vec<String>,
    },
    Row(Vec<Json>),
    File {
        file: String,
        size: u64,
    },
    /// The next bytes of the file, base64.
    Bytes(String),
    End {
        rows: BTreeMap<String, u64>,
        #[serde(default)]
        files: u64,
        sha256: String,
    },
}

pub(crate) async fn read(
    engine: &dyn Engine,
    product: &Arc<Catalogue>,
    shelf: Option<&Shelf>,
    from: &Path,
) -> Result<Arc<Catalogue>, StoreError> {
    refuse_filled(engine, &tables(product)).await?;
    let catalogue = laid(engine, product, from).await?;
    let tables = Arc::new(tables(&catalogue));
    let (path, shelf) = (from.to_owned(), shelf.cloned());
    let proof = Proof::new(&path, shapes(&tables), FileColumns::of(&catalogue));
    tokio::task::spawn_blocking(move || {
        let files = proof.prove()?;
        // Before the rows: a row that is there has its file.
        if files > 0 { shelve(&path, shelf.as_ref()) } else { Ok(()) }
    })
    .await
    .map_err(StoreError::inside)??;
    let dialect = engine.dialect();
    let (to, mut parts) = mpsc::channel::<Step>(2);
    let path = from.to_owned();
    let shapes = self::shapes(&tables);
    let reading = tokio::task::spawn_blocking(move || send(&path, &shapes, dialect, &to));
    let mark = |text: &str| Step::Run(Sql::new(text, vec![]));
    let table = migrations::TABLE;
    let id = migrations::RESTORING;
    step(engine, mark(&format!("INSERT INTO {table} (id, checksum) VALUES ('{id}', '')"))).await?;
    while let Some(part) = parts.recv().await {
        step(engine, part).await?;
    }
    reading.await.map_err(StoreError::inside)??;
    if let Some(rebuild) = dialect.rebuild_index() {
        step(engine, mark(rebuild)).await?;
    }
    step(engine, mark(&format!("DELETE FROM {table} WHERE id = '{id}'"))).await?;
    let kept = setup::latest(engine).await?;
    setup::laid(&catalogue, kept)
}

/// The catalogue by the set-up that the backup names, with its tables made: empty ones, so a backup that then proves to be
/// damaged leaves no row.
async fn laid(engine: &dyn Engine, product: &Arc<Catalogue>, from: &Path) -> Result<Arc<Catalogue>, StoreError> {
    let path = from.to_owned();
    let first = tokio::task::spawn_blocking(move || {
        lines(&path)?.next().transpose().map_err(|e| damaged(&path, &e.to_string()))
    });
    let first = first.await.map_err(StoreError::inside)??.unwrap_or_default();
    let Ok(Line::Head { setup: files, .. }) = serde_json::from_str(&first) else { return Ok(Arc::clone(product)) };
    if files.is_empty() {
        return Ok(Arc::clone(product));
    }
    let catalogue =
        product.with_setup(Setup { version: 0, files }).map_err(|faults| damaged(from, &setup::told(&faults)))?;
    let mut missing = Missing::default();
    missing.look(engine, &migrate::present(engine).await?, &catalogue).await?;
    engine.define(missing.shape.into_iter().chain(missing.indexes).collect()).await?;
    Ok(Arc::new(catalogue))
}

async fn step(engine: &dyn Engine, step: Step) -> Result<(), StoreError> {
    engine.apply(vec![step]).await.map_err(|error| match error {
        ApplyError::Store(error) => error,
        other => StoreError::inside(other),
    })
}

async fn refuse_filled(engine: &dyn Engine, tables: &[Copied]) -> Result<(), StoreError> {
    for table in tables {
        let sql = Sql::new(format!("SELECT 1 FROM {} LIMIT 1", quoted(&table.spec.name)), vec![]);
        if !engine.read(sql).await?.is_empty() {
            return Err(StoreError::Refused(
                "The database is not empty. Restore into a new one: a backup never overwrites what is there.".into(),
            ));
        }
    }
    Ok(())
}

/// Each known table with the class of each column.
type Shapes = HashMap<String, HashMap<String, Class>>;

fn shapes(tables: &[Copied]) -> Shapes {
    tables.iter().map(|table| (table.spec.name.clone(), table.spec.columns.iter().cloned().collect())).collect()
}

fn damaged(path: &Path, why: &str) -> StoreError {
    StoreError::Refused(format!("The backup {} cannot be restored: {why}. Nothing was changed.", path.display()))
}

fn lines(path: &Path) -> Result<impl Iterator<Item = std::io::Result<String>> + use<>, StoreError> {
    let file = File::open(path).map_err(|e| damaged(path, &e.to_string()))?;
    Ok(BufReader::new(file).lines())
}

/// Puts every file on the shelf. They were proven before; what lands is compared once more.
fn shelve(path: &Path, shelf: Option<&Shelf>) -> Result<(), StoreError> {
    let shelf =
        shelf.ok_or_else(|| damaged(path, "it carries files, and the folder of files is not known; give --files"))?;
    let put = |file: Option<(String, Vec<u8>)>| -> Result<(), StoreError> {
        let Some((hash, bytes)) = file else { return Ok(()) };
        let kept = shelf.put(&bytes).map_err(|e| damaged(path, &format!("{}: {e}", shelf.folder().display())))?;
        if kept == hash { Ok(()) } else { Err(damaged(path, "a file changed while it was read")) }
    };
    let mut file = None;
    for line in lines(path)? {
        let line = line.map_err(|e| damaged(path, &e.to_string()))?;
        match serde_json::from_str(&line).map_err(|e| damaged(path, &e.to_string()))? {
            Line::File { file: hash, .. } => put(file.replace((hash, Vec::new())))?,
            Line::Bytes(text) => {
                if let Some((_, bytes)) = &mut file {
                    bytes.extend(decoded(path, &text)?);
                }
            }
            _ => {}
        }
    }
    put(file)
}

pub(super) fn decoded(path: &Path, text: &str) -> Result<Vec<u8>, StoreError> {
    STANDARD.decode(text).map_err(|e| damaged(path, &e.to_string()))
}

fn prove_head(path: &Path, candor: &str, format: u32, migrations: &[String]) -> Result<(), StoreError> {
    let known = migrations::all();
    let newer = migrations.iter().any(|id| known.iter().all(|migration| migration.id != id));
    if candor != "backup" {
        return Err(damaged(path, "this is not a backup of Candor"));
    }
    if !(1..=FORMAT).contains(&format) || newer {
        return Err(damaged(path, "it was made by another version of Candor; use that version"));
    }
    Ok(())
}

fn prove_table(path: &Path, shapes: &Shapes, table: &str, columns: &[String]) -> Result<(), StoreError> {
    let known = shapes.get(table).ok_or_else(|| damaged(path, &format!("there is no table {table} here")))?;
    match columns.iter().find(|column| !known.contains_key(*column)) {
        Some(column) => Err(damaged(path, &format!("there is no column {table}.{column} here"))),
        None => Ok(()),
    }
}

/// Sends the rows in parts, each one statement over many rows. Stops when nobody takes them any more.
fn send(path: &Path, shapes: &Shapes, dialect: Dialect, to: &mpsc::Sender<Step>) -> Result<(), StoreError> {
    let (mut text, mut classes): (Arc<str>, Vec<Class>) = ("".into(), vec![]);
    let mut rows: Vec<Vec<SqlValue>> = Vec::new();
    for line in lines(path)? {
        let line = line.map_err(|e| damaged(path, &e.to_string()))?;
        let full = rows.len() >= PART;
        match serde_json::from_str(&line).map_err(|e| damaged(path, &e.to_string()))? {
            Line::Row(cells) => {
                if full && to.blocking_send(Step::Rows { text: text.clone(), rows: std::mem::take(&mut rows) }).is_err()
                {
                    return Ok(());
                }
                rows.push(cells.into_iter().zip(&classes).map(|(cell, class)| bound(cell, *class)).collect());
            }
            Line::Table { table, columns } => {
                if !rows.is_empty()
                    && to.blocking_send(Step::Rows { text: text.clone(), rows: std::mem::take(&mut rows) }).is_err()
                {
                    return Ok(());
                }
                let names: Vec<&str> = columns.iter().map(String::as_str).collect();
                text = dialect.insert_text(&table, &names).into();
                let known = shapes.get(&table);
                classes =
                    names.iter().map(|name| known.and_then(|k| k.get(*name)).copied().unwrap_or(Class::Text)).collect();
            }
            Line::Head { .. } | Line::File { .. } | Line::Bytes(_) | Line::End { .. } => {}
        }
    }
    if !rows.is_empty() {
        // Whoever took the parts before tells why this one is not taken.
        drop(to.blocking_send(Step::Rows { text, rows }));
    }
    Ok(())
}

fn bound(cell: Json, class: Class) -> SqlValue {
    match class {
        Class::Key | Class::Int => SqlValue::Int(cell.as_i64()),
        Class::Text => SqlValue::Text(if let Json::String(text) = cell { Some(text) } else { None }),
    }
}
