//! The real `candor`, built as this harness is built.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::fault::Fault;

/// The program: that of `CANDOR_PROGRAM`, else the one beside this executable, built first so that it is never an old one.
///
/// # Errors
/// When it cannot be built.
pub fn candor() -> Result<PathBuf, Fault> {
    static BUILT: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    BUILT.get_or_init(|| build().map_err(|fault| fault.0)).clone().map_err(Fault)
}

fn build() -> Result<PathBuf, Fault> {
    if let Some(given) = std::env::var_os("CANDOR_PROGRAM") {
        return Ok(given.into());
    }
    let own = std::env::current_exe()?;
    let folder = own.parent().ok_or("this program lies nowhere")?;
    let folder = if folder.ends_with("deps") { folder.parent().unwrap_or(folder) } else { folder };
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--quiet", "-p", "candor"]).current_dir(root());
    command.arg("--target-dir").arg(folder.parent().unwrap_or(folder));
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    if !command.status()?.success() {
        return Err("`cargo build -p candor` failed".into());
    }
    Ok(folder.join("candor"))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
