//! Chores of the repository: `cargo xtask tidy` checks what no compiler checks. Every rule of the house that can be
//! checked by a machine stands here; all faults are told at once, each with file, line and how to mend it.

mod check;
mod fault;
mod rust;
mod tree;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use fault::Weight;
use tree::Tree;

const USAGE: &str = "usage: cargo xtask tidy [FOLDER]\n  checks the repository (or the folder); exit code 1 when something must be mended";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["tidy"] => tidy(&repository()),
        ["tidy", folder] => tidy(Path::new(folder)),
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

/// Two floors above this crate.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn tidy(root: &Path) -> ExitCode {
    let tree = match Tree::read(root) {
        Ok(tree) => tree,
        Err(error) => {
            eprintln!("cannot read {}: {error}", root.display());
            return ExitCode::from(2);
        }
    };
    let faults = check::all(&tree);
    faults.iter().for_each(|fault| eprintln!("{fault}"));
    let grave = faults.iter().filter(|fault| fault.weight == Weight::Fault).count();
    println!("tidy: {} files, {grave} faults, {} to look at", tree.files.len(), faults.len() - grave);
    if grave == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
