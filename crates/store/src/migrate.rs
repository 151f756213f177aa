//! Brings a database to the shape that this binary and its catalogue need: additive, all or nothing.

use std::collections::{HashMap, HashSet};

use catalogue::{Catalogue, Name};

use crate::StoreError;
use crate::dialect::Class;
use crate::engine::Engine;
use crate::migrations::{self, Migration};
use crate::schema::{TableSpec, object_tables};
use crate::sql::{Reader, Sql};

/// Tables and their columns, as they are.
pub(crate) type Present = HashMap<String, HashSet<String>>;

pub(crate) async fn run(engine: &dyn Engine, catalogue: &Catalogue) -> Result<(), StoreError> {
    let present = present(engine).await?;
    let mut statements = technical(engine, &present).await?;
    let indexes = indexes(engine).await?;
    for table in object_tables(catalogue) {
        statements.extend(missing(engine, &present, &indexes, &table)?);
    }
    if statements.is_empty() {
        return Ok(());
    }
    if engine.is_guest() {
        return Err(StoreError::Refused(
            "The database is in use by a server of another version. Stop it first, or use the same version.".into(),
        ));
    }
    engine.define(statements).await
}

/// Whether this is a database of Candor, and not an empty one or one of another program.
pub(crate) async fn is_ours(engine: &dyn Engine) -> Result<bool, StoreError> {
    Ok(present(engine).await?.contains_key(migrations::TABLE))
}

async fn technical(engine: &dyn Engine, present: &Present) -> Result<Vec<String>, StoreError> {
    let mut statements = Vec::new();
    let mut done: HashMap<String, String> = HashMap::new();
    if present.contains_key(migrations::TABLE) {
        let sql = Sql::new(format!("SELECT id, checksum FROM {}", migrations::TABLE), vec![]);
        for row in engine.read(sql).await? {
            let mut cells = Reader::new(row);
            done.insert(cells.some_text()?.to_string(), cells.some_text()?.to_string());
        }
    } else {
        statements.push(migrations::own_table().create(engine.dialect()));
    }
    if done.contains_key(migrations::RESTORING) {
        return Err(StoreError::Refused(
            "A restore into this database was broken off. Remove the database and restore again.".into(),
        ));
    }
    for migration in migrations::all() {
        match done.remove(migration.id) {
            Some(checksum) if checksum == migration.checksum() => {}
            Some(_) => return Err(altered(&migration)),
            None => {
                statements.extend(migration.statements(engine.dialect()));
                // Both texts are ours: an id of this source and a hash in hex.
                let (table, id, checksum) = (migrations::TABLE, migration.id, migration.checksum());
                statements.push(format!("INSERT INTO {table} (id, checksum) VALUES ('{id}', '{checksum}')"));
            }
        }
    }
    match done.into_keys().max() {
        None => Ok(statements),
        Some(newer) => Err(StoreError::Refused(format!(
            "The database was made by a newer Candor (it has the migration {newer}). Use that version, or restore a backup of this one."
        ))),
    }
}

fn altered(migration: &Migration) -> StoreError {
    StoreError::Refused(format!(
        "The migration {} in the database is not the one of this program. Use the program that made the database, or restore a backup.",
        migration.id
    ))
}

fn missing(
    engine: &dyn Engine,
    present: &Present,
    indexes: &HashSet<String>,
    table: &TableSpec,
) -> Result<Vec<String>, StoreError> {
    let dialect = engine.dialect();
    let mut out = Vec::new();
    match present.get(&table.name) {
        None => out.push(table.create(dialect)),
        Some(columns) => {
            for (name, class) in table.columns.iter().filter(|(name, _)| !columns.contains(name)) {
                if *class == Class::Key {
                    return Err(StoreError::Refused(format!(
                        "The table {} has no ids: it is not Candor's.",
                        table.name
                    )));
                }
                out.push(table.add_column(dialect, name, *class));
            }
        }
    }
    let absent = table.indexes.iter().filter(|index| !indexes.contains(&index.name));
    out.extend(absent.map(|index| index.create(dialect, &table.name)));
    Ok(out)
}

pub(crate) async fn present(engine: &dyn Engine) -> Result<Present, StoreError> {
    let mut out = Present::new();
    for row in engine.read(engine.dialect().read_columns()).await? {
        let mut cells = Reader::new(row);
        let (table, column) = (cells.some_text()?, cells.some_text()?);
        out.entry(table.to_string()).or_default().insert(column.to_string());
    }
    Ok(out)
}

async fn indexes(engine: &dyn Engine) -> Result<HashSet<String>, StoreError> {
    let rows = engine.read(engine.dialect().read_indexes()).await?;
    rows.into_iter()
        .map(|row| {
            let mut cells = Reader::new(row);
            cells.cell()?;
            Ok(cells.some_text()?.to_string())
        })
        .collect()
}

/// The schema as text: the same on both engines when they were brought to the same shape.
pub(crate) async fn text(engine: &dyn Engine) -> Result<String, StoreError> {
    let mut lines = Vec::new();
    for row in engine.read(engine.dialect().read_columns()).await? {
        let mut cells = Reader::new(row);
        let (table, column, number) = (cells.some_text()?, cells.some_text()?, cells.some_int()? == 1);
        lines.push(format!("{table}.{column} {}", if number { "bigint" } else { "text" }));
    }
    for row in engine.read(engine.dialect().read_indexes()).await? {
        let mut cells = Reader::new(row);
        let (table, index, unique) = (cells.some_text()?, cells.some_text()?, cells.some_int()? == 1);
        lines.push(format!("{table} {}index {index}", if unique { "unique " } else { "" }));
    }
    lines.sort();
    Ok(lines.join("\n") + "\n")
}

/// Which object and field a unique index guards: by its name (PostgreSQL) and by table and column (SQLite).
pub(crate) fn guarded(catalogue: &Catalogue) -> HashMap<(String, String), (Name, Name)> {
    let mut out = HashMap::new();
    for (object, table) in catalogue.objects.values().zip(object_tables(catalogue)) {
        for index in &table.indexes {
            let Some(field) = &index.field else { continue };
            let is = (object.name.clone(), field.clone());
            out.insert((String::new(), index.name.clone()), is.clone());
            if let Some(column) = index.columns.last() {
                out.insert((table.name.clone(), column.clone()), is);
            }
        }
    }
    out
}
