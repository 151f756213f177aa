//! Brings a database to the shape that this binary, its catalogue and the company's own set-up need: additive, all or nothing.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use catalogue::{Catalogue, Name};

use crate::StoreError;
use crate::dialect::{Class, Dialect};
use crate::engine::Engine;
use crate::migrations::{self, Migration};
use crate::schema::{TableSpec, object_tables};
use crate::sql::{Reader, Sql};
use crate::tables::Stored as _;
use crate::{KeptSetup, setup};

/// Tables and their columns, as they are.
pub(crate) type Present = HashMap<String, HashSet<String>>;

/// Answers the catalogue with the company's set-up laid over it.
pub(crate) async fn run(engine: &dyn Engine, product: &Arc<Catalogue>) -> Result<Arc<Catalogue>, StoreError> {
    let present = present(engine).await?;
    let mut statements = technical(engine, &present).await?;
    let kept = if present.contains_key(KeptSetup::TABLE) { setup::latest(engine).await? } else { None };
    let catalogue = setup::laid(product, kept)?;
    let mut missing = Missing::default();
    missing.look(engine, &present, &catalogue).await?;
    statements.extend(missing.shape);
    // An index that lacks beside a server is one that the server is making.
    if !engine.is_guest() {
        statements.extend(missing.indexes);
        statements.extend(missing.remade);
        statements.extend(missing.surplus);
    }
    if statements.is_empty() {
        return Ok(catalogue);
    }
    if engine.is_guest() {
        return Err(StoreError::Refused(
            "The database is in use by a server of another version. Stop it first, or use the same version.".into(),
        ));
    }
    engine.define(statements).await?;
    Ok(catalogue)
}

/// The statements that a shape still needs.
#[derive(Default)]
pub(crate) struct Missing {
    /// Tables with their indexes, and columns: quick, whatever the tables hold.
    pub shape: Vec<String>,
    /// Indexes of tables that are there: each reads its whole table.
    pub indexes: Vec<String>,
    /// Takes away and makes anew what is there over other columns.
    pub remade: Vec<String>,
    /// Takes away what an earlier version made for reading and nothing asks for any more: each is a cost of every write.
    pub surplus: Vec<String>,
}

/// How the indexes begin that are made for reading alone, now or by an earlier version.
const FOR_READING: [&str; 7] = ["by", "of", "newest", "largest", "sum", "living", "archived"];

impl Missing {
    /// What the tables of this catalogue need beside what is there.
    pub async fn look(
        &mut self,
        engine: &dyn Engine,
        present: &Present,
        catalogue: &Catalogue,
    ) -> Result<(), StoreError> {
        let indexes = indexes(engine).await?;
        for table in object_tables(catalogue) {
            let own = indexes.iter().filter(|index| index.table == table.name);
            let own: HashMap<&str, &str> = own.map(|index| (&*index.name, &*index.columns)).collect();
            self.table(engine.dialect(), present, &own, &table)?;
        }
        Ok(())
    }

    fn table(
        &mut self,
        dialect: Dialect,
        present: &Present,
        indexes: &HashMap<&str, &str>,
        table: &TableSpec,
    ) -> Result<(), StoreError> {
        let Some(columns) = present.get(&table.name) else {
            self.shape.push(table.create(dialect));
            self.shape.extend(table.indexes.iter().map(|index| index.create(dialect, &table.name)));
            return Ok(());
        };
        for (name, class) in table.columns.iter().filter(|(name, _)| !columns.contains(name)) {
            if *class == Class::Key {
                let text = format!("The table {} has no ids: it is not Candor's.", table.name);
                return Err(StoreError::Refused(text));
            }
            self.shape.push(table.add_column(dialect, name, *class));
        }
        for index in &table.indexes {
            let made = index.create(dialect, &table.name);
            match indexes.get(&*index.name) {
                None => self.indexes.push(made),
                Some(columns) if *columns != index.columns.join(",") => {
                    self.remade.extend([dialect.drop_index(&index.name), made]);
                }
                Some(_) => {}
            }
        }
        let is_for_reading =
            |name: &str| FOR_READING.iter().any(|kind| name.starts_with(&format!("{kind}_{}_", table.name)));
        let is_asked = |name: &str| table.indexes.iter().any(|index| index.name == name);
        let surplus = indexes.keys().filter(|name| is_for_reading(name) && !is_asked(name));
        self.surplus.extend(surplus.map(|name| dialect.drop_index(name)));
        Ok(())
    }
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

pub(crate) async fn present(engine: &dyn Engine) -> Result<Present, StoreError> {
    let mut out = Present::new();
    for row in engine.read(engine.dialect().read_columns()).await? {
        let mut cells = Reader::new(row);
        let (table, column) = (cells.some_text()?, cells.some_text()?);
        out.entry(table.to_string()).or_default().insert(column.to_string());
    }
    Ok(out)
}

/// Every index: its table and its name.
/// An index as it is, its columns with commas between them.
struct PresentIndex {
    table: String,
    name: String,
    columns: String,
}

async fn indexes(engine: &dyn Engine) -> Result<Vec<PresentIndex>, StoreError> {
    let rows = engine.read(engine.dialect().read_indexes()).await?;
    let read = |row| {
        let mut cells = Reader::new(row);
        let (table, name) = (cells.some_text()?.to_string(), cells.some_text()?.to_string());
        cells.some_int()?;
        // An index over an expression is none of ours.
        Ok(PresentIndex { table, name, columns: cells.text()?.unwrap_or_default().to_string() })
    };
    rows.into_iter().map(read).collect()
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
    for (object, table) in catalogue.kept_objects().zip(object_tables(catalogue)) {
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
