//! How much of a file is read at most (security: bombs are refused before they cost memory).

/// Of the file itself.
pub const FILE_BYTES: u64 = 100 * 1_048_576;
/// Of everything unpacked, counted while unpacking: declared sizes lie.
pub const UNPACKED_BYTES: u64 = 500 * 1_048_576;
/// Unpacked to packed.
pub const RATIO: u64 = 100;
/// Small files may exceed the ratio up to this: a short repetitive sheet packs very well and harms nobody.
pub const RATIO_FREE_BYTES: u64 = 8 * 1_048_576;
/// Entries of a package.
pub const ENTRIES: usize = 1_000;
/// Cells with something in them, over all sheets of a file.
pub const CELLS_KEPT: usize = 2_000_000;
/// Characters of one cell: as many as a spreadsheet allows.
pub const CELL_CHARACTERS: usize = 32_767;
/// Sheets of a file.
pub const SHEETS: usize = 200;
