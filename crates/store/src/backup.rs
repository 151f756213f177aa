//! A backup: one file of JSON lines, the same from both engines, read on one snapshot while others write. First what it
//! is, then each table with its columns and rows, at last how many rows there were and the SHA-256 of all lines before.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use catalogue::Catalogue;
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc;

use crate::copy::{AHEAD, Copied, tables};
use crate::digest::hex;
use crate::engine::Engine;
use crate::sql::{Cell, Cells};
use crate::{StoreError, migrations};

/// The form of the file. A reader refuses what it does not know.
pub(crate) const FORMAT: u32 = 1;

/// Writes beside the place and moves there at the end: a file of that name is always whole.
pub(crate) async fn write(engine: &dyn Engine, catalogue: &Catalogue, to: &Path) -> Result<(), StoreError> {
    let tables = tables(catalogue);
    let reads = tables.iter().map(|table| table.read(engine)).collect::<Result<Vec<_>, _>>()?;
    let (sender, rows) = mpsc::channel(AHEAD);
    let (unfinished, place) = (beside(to), to.to_owned());
    let written = tokio::task::spawn_blocking({
        let unfinished = unfinished.clone();
        move || write_file(&unfinished, &tables, rows)
    });
    let (read, written) = tokio::join!(engine.snapshot(reads, sender), written);
    let cannot = |e: &dyn std::fmt::Display| {
        StoreError::Unavailable(format!("the backup {} cannot be written: {e}", place.display()))
    };
    read?;
    written.map_err(StoreError::inside)?.map_err(|e| cannot(&e))?;
    std::fs::rename(&unfinished, &place).map_err(|e| cannot(&e))
}

fn beside(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(".unfinished");
    PathBuf::from(name)
}

struct Lines {
    file: BufWriter<File>,
    hash: Sha256,
}

impl Lines {
    fn put(&mut self, line: &Json) -> std::io::Result<()> {
        let mut text = line.to_string();
        text.push('\n');
        self.hash.update(text.as_bytes());
        self.file.write_all(text.as_bytes())
    }
}

/// The file holds password hashes and personal data: for its owner alone.
fn private(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn write_file(path: &Path, tables: &[Copied], mut rows: mpsc::Receiver<(usize, Cells)>) -> std::io::Result<()> {
    let mut lines = Lines { file: BufWriter::new(private(path)?), hash: Sha256::new() };
    let migrations: Vec<&str> = migrations::all().iter().map(|migration| migration.id).collect();
    lines.put(&json!({ "candor": "backup", "format": FORMAT, "migrations": migrations }))?;
    let mut counts = vec![0_u64; tables.len()];
    let mut at = None;
    while let Some((number, cells)) = rows.blocking_recv() {
        if at != Some(number) {
            let table = tables.get(number);
            let columns: Vec<&str> = table.iter().flat_map(|table| table.columns()).collect();
            lines.put(&json!({ "table": table.map(|table| &table.spec.name), "columns": columns }))?;
            at = Some(number);
        }
        lines.put(&Json::Array(cells.into_iter().map(cell).collect()))?;
        if let Some(count) = counts.get_mut(number) {
            *count += 1;
        }
    }
    let rows: serde_json::Map<String, Json> =
        tables.iter().zip(counts).map(|(table, count)| (table.spec.name.clone(), json!(count))).collect();
    let hash = hex(&lines.hash.clone().finalize());
    lines.put(&json!({ "rows": rows, "sha256": hash }))?;
    let file = lines.file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    file.sync_all()
}

fn cell(cell: Cell) -> Json {
    match cell {
        Cell::Null => Json::Null,
        Cell::Int(int) => json!(int),
        Cell::Text(text) => json!(&*text),
    }
}
