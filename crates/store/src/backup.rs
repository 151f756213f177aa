//! A backup: one file of JSON lines, the same from both engines, read on one snapshot while others write. First what it
//! is, with the company's own set-up, then each table with its columns and rows, then each file that the rows name, at last how many there were and the
//! SHA-256 of all lines before.

use std::fs::File;
use std::io::{BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use catalogue::{Catalogue, FileRef, Setup};
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc;

use crate::copy::{AHEAD, Copied, tables};
use crate::digest::hex;
use crate::engine::Engine;
use crate::named::{FileColumns, Files, collect};
use crate::sql::{Cell, Cells};
use crate::{Shelf, StoreError, migrations};

/// The form of the file. A reader refuses what it does not know. The first form carried no files, and no row named one.
pub(crate) const FORMAT: u32 = 2;
/// Bytes of a file in one line; a multiple of three, so that only the last line is padded.
const CHUNK: usize = 48 << 10;

/// Writes beside the place and moves there at the end: a file of that name is always whole. The rows come first, on one
/// snapshot; the files that they name never change, and nothing clears what a row names.
pub(crate) async fn write(
    engine: &dyn Engine,
    catalogue: &Catalogue,
    shelf: Option<&Shelf>,
    to: &Path,
) -> Result<(), StoreError> {
    let tables = tables(catalogue);
    let reads = tables.iter().map(|table| table.read(engine)).collect::<Result<Vec<_>, _>>()?;
    let (sender, rows) = mpsc::channel(AHEAD);
    let (unfinished, place) = (beside(to), to.to_owned());
    let written = tokio::task::spawn_blocking({
        let (unfinished, place, shelf) = (unfinished.clone(), place.clone(), shelf.cloned());
        let columns = FileColumns::of(catalogue);
        let setup = Arc::clone(&catalogue.setup);
        move || Writer::new(&unfinished, place)?.write(&tables, &columns, &setup, rows, shelf.as_ref())
    });
    let (read, written) = tokio::join!(engine.snapshot(reads, sender), written);
    let done = read.and(written.map_err(StoreError::inside).and_then(|written| written));
    let done = done.and_then(|()| std::fs::rename(&unfinished, &place).map_err(|e| cannot(&place, &e)));
    if done.is_err() && unfinished.exists() {
        std::fs::remove_file(&unfinished).map_err(|e| cannot(&place, &e))?;
    }
    done
}

fn cannot(place: &Path, why: &dyn std::fmt::Display) -> StoreError {
    StoreError::Unavailable(format!("the backup {} cannot be written: {why}", place.display()))
}

fn beside(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(".unfinished");
    PathBuf::from(name)
}

/// The file holds password hashes and personal data: for its owner alone.
fn private(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// The file as it grows, with the hash of all its lines.
struct Writer {
    file: BufWriter<File>,
    hash: Sha256,
    place: PathBuf,
}

impl Writer {
    fn new(path: &Path, place: PathBuf) -> Result<Self, StoreError> {
        let file = private(path).map_err(|e| cannot(&place, &e))?;
        Ok(Self { file: BufWriter::new(file), hash: Sha256::new(), place })
    }

    fn put(&mut self, line: &Json) -> Result<(), StoreError> {
        let mut text = line.to_string();
        text.push('\n');
        self.hash.update(text.as_bytes());
        self.file.write_all(text.as_bytes()).map_err(|e| cannot(&self.place, &e))
    }

    fn write(
        mut self,
        tables: &[Copied],
        columns: &FileColumns,
        setup: &Setup,
        rows: mpsc::Receiver<(usize, Cells)>,
        shelf: Option<&Shelf>,
    ) -> Result<(), StoreError> {
        let migrations: Vec<&str> = migrations::all().iter().map(|migration| migration.id).collect();
        self.put(&json!({ "candor": "backup", "format": FORMAT, "migrations": migrations, "setup": setup.files }))?;
        let (counts, files) = self.put_rows(tables, columns, rows)?;
        for file in files.values() {
            self.put_file(file, shelf)?;
        }
        let rows: serde_json::Map<String, Json> =
            tables.iter().zip(counts).map(|(table, count)| (table.spec.name.clone(), json!(count))).collect();
        let hash = hex(&self.hash.clone().finalize());
        self.put(&json!({ "rows": rows, "files": files.len(), "sha256": hash }))?;
        let place = self.place;
        let file = self.file.into_inner().map_err(|e| cannot(&place, e.error()))?;
        file.sync_all().map_err(|e| cannot(&place, &e))
    }

    /// Every table; answers how many rows each has, and the files that they name.
    fn put_rows(
        &mut self,
        tables: &[Copied],
        columns: &FileColumns,
        mut rows: mpsc::Receiver<(usize, Cells)>,
    ) -> Result<(Vec<u64>, Files), StoreError> {
        let mut counts = vec![0_u64; tables.len()];
        let (mut files, mut at, mut places) = (Files::new(), None, Vec::new());
        while let Some((number, cells)) = rows.blocking_recv() {
            if at != Some(number)
                && let Some(table) = tables.get(number)
            {
                let names: Vec<&str> = table.columns().collect();
                self.put(&json!({ "table": table.spec.name, "columns": names }))?;
                places = columns.places(&table.spec.name, table.columns());
                at = Some(number);
            }
            collect(&mut files, &cells, &places)?;
            self.put(&Json::Array(cells.into_iter().map(cell).collect()))?;
            if let Some(count) = counts.get_mut(number) {
                *count += 1;
            }
        }
        Ok((counts, files))
    }

    /// One file, proven while it is read: a backup that lacks one would pass for the whole.
    fn put_file(&mut self, file: &FileRef, shelf: Option<&Shelf>) -> Result<(), StoreError> {
        let place = self.place.clone();
        let fault = |why: &str| {
            let (name, hash) = (file.name(), file.sha256());
            cannot(&place, &format!("the file \u{201c}{name}\u{201d} ({hash}) {why}"))
        };
        let shelf =
            shelf.ok_or_else(|| fault("is named by a record, and the folder of files is not known; give --files"))?;
        let folder = shelf.folder().display();
        let path = shelf.path(file.sha256()).ok_or_else(|| fault(&format!("is missing in {folder}")))?;
        let bytes = File::open(path).map_err(|e| fault(&e.to_string()))?;
        let damaged = fault(&format!("is damaged in {folder}"));
        self.put(&json!({ "file": file.sha256(), "size": file.size() }))?;
        let mut hash = Sha256::new();
        loop {
            let mut chunk = Vec::with_capacity(CHUNK);
            (&bytes).take(CHUNK as u64).read_to_end(&mut chunk).map_err(|e| fault(&e.to_string()))?;
            if chunk.is_empty() {
                break;
            }
            hash.update(&chunk);
            self.put(&json!(STANDARD.encode(&chunk)))?;
        }
        if hex(&hash.finalize()) == file.sha256() { Ok(()) } else { Err(damaged) }
    }
}

fn cell(cell: Cell) -> Json {
    match cell {
        Cell::Null => Json::Null,
        Cell::Int(int) => json!(int),
        Cell::Text(text) => json!(&*text),
    }
}
