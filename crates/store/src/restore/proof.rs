//! The proof of a backup before anything of it is written: form, tables, counts, every file that a row names, every hash.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use catalogue::FileRef;
use sha2::{Digest as _, Sha256};

use super::{Line, Shapes, damaged, decoded, lines, prove_head, prove_table};
use crate::StoreError;
use crate::digest::hex;
use crate::named::{FileColumns, Files, file_in};

/// What the lines read so far have shown.
pub(super) struct Proof {
    path: PathBuf,
    shapes: Shapes,
    columns: FileColumns,
    hash: Sha256,
    counts: BTreeMap<String, u64>,
    /// The table that the rows belong to, how many cells they have, and which may name files.
    table: Option<(String, usize, Vec<usize>)>,
    named: Files,
    /// Sizes of the files that came whole.
    carried: BTreeMap<String, u64>,
    coming: Option<Coming>,
    ended: bool,
}

/// The file whose bytes come now.
struct Coming {
    name: String,
    size: u64,
    hash: Sha256,
    read: u64,
}

impl Proof {
    pub fn new(path: &Path, shapes: Shapes, columns: FileColumns) -> Self {
        Self {
            path: path.to_owned(),
            shapes,
            columns,
            hash: Sha256::new(),
            counts: BTreeMap::new(),
            table: None,
            named: Files::new(),
            carried: BTreeMap::new(),
            coming: None,
            ended: false,
        }
    }

    /// Reads the whole file; answers how many files it carries.
    pub fn prove(mut self) -> Result<usize, StoreError> {
        let mut first = true;
        for text in lines(&self.path)? {
            let text = text.map_err(|e| if first { self.foreign() } else { self.fault(&e.to_string()) })?;
            if self.ended {
                return Err(self.fault("there is more after its end"));
            }
            let read = serde_json::from_str::<Line>(&text);
            let line = read.map_err(|e| if first { self.foreign() } else { self.fault(&e.to_string()) })?;
            match line {
                Line::Head { candor, format, migrations, .. } if first => {
                    prove_head(&self.path, &candor, format, &migrations)?;
                }
                _ if first => return Err(self.foreign()),
                line => self.line(line)?,
            }
            first = false;
            self.hash.update(text.as_bytes());
            self.hash.update(b"\n");
        }
        if first {
            return Err(self.foreign());
        }
        if self.ended { Ok(self.carried.len()) } else { Err(self.fault("its end is missing")) }
    }

    /// The first line tells whether it is one at all.
    fn foreign(&self) -> StoreError {
        self.fault("this is not a backup of Candor")
    }

    fn fault(&self, why: &str) -> StoreError {
        damaged(&self.path, why)
    }

    fn line(&mut self, line: Line) -> Result<(), StoreError> {
        match line {
            Line::Head { .. } => Err(self.fault("it begins twice")),
            Line::Table { table, columns } => {
                prove_table(&self.path, &self.shapes, &table, &columns)?;
                let places = self.columns.places(&table, columns.iter().map(String::as_str));
                self.table = Some((table, columns.len(), places));
                Ok(())
            }
            Line::Row(cells) => self.row(&cells),
            Line::File { file, size } => {
                self.arrived()?;
                self.coming = Some(Coming { name: file, size, hash: Sha256::new(), read: 0 });
                Ok(())
            }
            Line::Bytes(text) => self.bytes(&text),
            Line::End { rows, files, sha256 } => self.end(&rows, files, &sha256),
        }
    }

    fn row(&mut self, cells: &[serde_json::Value]) -> Result<(), StoreError> {
        let Some((name, _, places)) = self.table.as_ref().filter(|(_, width, _)| *width == cells.len()) else {
            return Err(self.fault("a row does not fit its table"));
        };
        for text in places.iter().filter_map(|at| cells.get(*at)?.as_str()) {
            if let Some(file) = file_in(text).map_err(|e| self.fault(&e.to_string()))? {
                self.named.entry(file.sha256().to_owned()).or_insert(file);
            }
        }
        *self.counts.entry(name.clone()).or_default() += 1;
        Ok(())
    }

    fn bytes(&mut self, text: &str) -> Result<(), StoreError> {
        let bytes = decoded(&self.path, text)?;
        let Some(coming) = &mut self.coming else { return Err(self.fault("there are bytes of no file")) };
        coming.hash.update(&bytes);
        coming.read += bytes.len() as u64;
        Ok(())
    }

    /// The file that was coming is whole.
    fn arrived(&mut self) -> Result<(), StoreError> {
        let Some(Coming { name, size, hash, read }) = self.coming.take() else { return Ok(()) };
        if read != size || hex(&hash.finalize()) != name {
            return Err(self.fault(&format!("the file {name} in it is damaged")));
        }
        self.carried.insert(name, size);
        Ok(())
    }

    fn end(&mut self, rows: &BTreeMap<String, u64>, files: u64, said: &str) -> Result<(), StoreError> {
        self.arrived()?;
        if !rows.iter().filter(|(_, count)| **count > 0).eq(self.counts.iter()) {
            return Err(self.fault("rows are missing"));
        }
        let is_missing = |file: &&FileRef| self.carried.get(file.sha256()) != Some(&file.size());
        if let Some(file) = self.named.values().find(is_missing) {
            return Err(self.fault(&format!("the file {} ({}) is missing in it", file.name(), file.sha256())));
        }
        if self.carried.len() as u64 != files {
            return Err(self.fault("files are missing"));
        }
        if hex(&self.hash.clone().finalize()) != said {
            return Err(self.fault("it was altered or damaged (its SHA-256 differs)"));
        }
        self.ended = true;
        Ok(())
    }
}
