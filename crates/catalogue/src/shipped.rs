//! The catalogue that lives in the binary: the files of `catalogue/` at the root of the repository.

use std::sync::{Arc, LazyLock};

use rust_embed::RustEmbed;

use crate::{Catalogue, CatalogueFault, load};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../catalogue"]
#[include = "*.toml"]
struct Files;

static SHIPPED: LazyLock<Arc<Catalogue>> = LazyLock::new(|| match load(&shipped_files()) {
    Ok(catalogue) => Arc::new(catalogue),
    Err(faults) => refuse(&faults),
});

/// Path and text of every shipped file, by path; the paths begin with `catalogue/`.
#[must_use]
pub fn shipped_files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Files::iter()
        .filter_map(|path| {
            let file = Files::get(&path)?;
            Some((format!("catalogue/{path}"), String::from_utf8_lossy(&file.data).into_owned()))
        })
        .collect();
    files.sort();
    files
}

impl Catalogue {
    /// The shipped catalogue, loaded once a process. A test holds that it has no fault.
    #[must_use]
    pub fn shipped() -> Arc<Catalogue> {
        Arc::clone(&SHIPPED)
    }
}

#[expect(
    clippy::panic,
    reason = "the binary was built with a broken catalogue: nothing can run, and a test forbids it"
)]
fn refuse(faults: &[CatalogueFault]) -> ! {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    panic!("the shipped catalogue has faults:\n{}", lines.join("\n"))
}
