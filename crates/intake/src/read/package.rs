//! A zip package read within limits: what is really unpacked counts, not what the file declares.

use std::io::{BufRead, BufReader, Cursor, Read};

use zip::ZipArchive;

use super::limits::{ENTRIES, RATIO, RATIO_FREE_BYTES, UNPACKED_BYTES};
use crate::{ReadError, Said};

pub(super) struct Package<'a> {
    pub(super) file: &'a str,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], file: &'a str) -> Result<Self, ReadError> {
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::new(file, Said::new("intake-read-damaged")))?;
        if archive.len() > ENTRIES {
            return Err(ReadError::new(file, Said::new("intake-read-too-many-parts").with("limit", ENTRIES)));
        }
        let packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let left = UNPACKED_BYTES.min(packed.saturating_mul(RATIO).max(RATIO_FREE_BYTES));
        Ok(Self { file, archive, left })
    }

    pub(super) fn has(&self, part: &str) -> bool {
        self.archive.index_for_name(part).is_some()
    }

    /// Streams one part to `read`; what it unpacks is taken from the budget of the whole package.
    pub(super) fn part<T>(
        &mut self,
        part: &str,
        read: impl FnOnce(&mut dyn BufRead) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        let damaged = |_| ReadError::new(self.file, Said::new("intake-read-damaged"));
        let entry = self.archive.by_name(part).map_err(damaged)?;
        if entry.size() > self.left {
            return Err(bomb(self.file));
        }
        let mut counted = Counted { inner: entry, left: self.left, exceeded: false };
        let answer = read(&mut BufReader::with_capacity(64 * 1024, &mut counted));
        self.left = counted.left;
        if counted.exceeded { Err(bomb(self.file)) } else { answer }
    }
}

fn bomb(file: &str) -> ReadError {
    ReadError::new(file, Said::new("intake-read-unpacks-too-large").with("limit", UNPACKED_BYTES / 1_048_576))
}

/// Counts what is really unpacked and ends with an error when the budget is spent.
struct Counted<R> {
    inner: R,
    left: u64,
    exceeded: bool,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buf)?;
        let Some(left) = self.left.checked_sub(u64::try_from(read).unwrap_or(u64::MAX)) else {
            self.exceeded = true;
            return Err(std::io::Error::other("unpacked too large"));
        };
        self.left = left;
        Ok(read)
    }
}
