//! A company for tests: its own database, the seed story told in it, people by their story names, and the real router
//! without a socket. For tests alone.

mod browser;
mod company;

pub use browser::{Answer, Sent, Visitor};
pub use company::{Company, Engine};

use std::path::PathBuf;

/// The moment at which every test's story ends: 2026-11-16 12:00 UTC, a Monday.
pub const NOW: i64 = 1_794_830_400_000_000;

/// The folder of real files that the tests read: `../shared/data` beside the project, or under `CANDOR_SHARED`.
///
/// # Panics
/// When it is not there: the tests cannot say anything without it.
#[must_use]
#[expect(clippy::panic, reason = "a test without its files must fail loudly")]
pub fn shared_data() -> PathBuf {
    let root = std::env::var_os("CANDOR_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let data = root.join("data");
    if !data.is_dir() {
        panic!("{} is not there; set CANDOR_SHARED to the folder that holds data/", data.display());
    }
    data
}
