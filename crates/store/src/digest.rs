//! SHA-256 in hex, and over rows.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::sql::{Cell, Cells};

/// SHA-256 of bytes, hex.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a String cannot fail.
        let _written = write!(out, "{byte:02x}");
        out
    })
}

/// A hash over rows in their order; each cell is told apart from its neighbours by its length.
#[derive(Default)]
pub(crate) struct RowsHash(Sha256);

impl RowsHash {
    pub fn part(&mut self, name: &str) {
        self.bytes(b'#', name.as_bytes());
    }

    pub fn row(&mut self, cells: &Cells) {
        self.0.update(b"\n");
        for cell in cells {
            match cell {
                Cell::Null => self.bytes(b'n', b""),
                Cell::Int(int) => self.bytes(b'i', int.to_string().as_bytes()),
                Cell::Text(text) => self.bytes(b't', text.as_bytes()),
            }
        }
    }

    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }

    fn bytes(&mut self, kind: u8, bytes: &[u8]) {
        self.0.update([kind]);
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
    }
}
