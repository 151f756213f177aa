//! Builds the islands, the style sheet and the icon sprite into `OUT_DIR/dist` and lists them for `lib.rs`.
//! `npm ci` runs only when the lock file changed; `CANDOR_WEB_DIST` names a folder built elsewhere (no Node needed).

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("../..").canonicalize()?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    println!("cargo::rerun-if-env-changed=CANDOR_WEB_DIST");
    let dist = if let Ok(prebuilt) = std::env::var("CANDOR_WEB_DIST") {
        println!("cargo::rerun-if-changed={prebuilt}");
        PathBuf::from(prebuilt).canonicalize()?
    } else {
        build(&root, &out.join("dist"))?
    };
    fs::write(out.join("files.rs"), listing(&dist)?)?;
    Ok(())
}

/// Each input by name: the folder as a whole would count `node_modules`, and this would run for ever.
fn build(root: &Path, dist: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let islands = root.join("islands");
    for input in ["src", "css", "package.json", "package-lock.json", "build.mjs", "icons.txt", "favicon.svg"] {
        println!("cargo::rerun-if-changed={}", islands.join(input).display());
    }
    println!("cargo::rerun-if-changed={}", root.join("catalogue/objects").display());
    install(&islands)?;
    // Names carry hashes: files of an earlier run would stay and be embedded.
    if dist.exists() {
        fs::remove_dir_all(dist)?;
    }
    run(Command::new("node").arg("build.mjs").arg(dist).current_dir(&islands))?;
    Ok(dist.to_path_buf())
}

/// Editors and cargo run build scripts at the same time: a file lock keeps the installs apart.
fn install(islands: &Path) -> Result<(), Box<dyn Error>> {
    let lock = File::create(islands.join(".lock"))?;
    lock.lock()?;
    let wanted = fs::read(islands.join("package-lock.json"))?;
    let stamp = islands.join("node_modules/.stamp");
    if fs::read(&stamp).is_ok_and(|have| have == wanted) {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(islands))?;
    fs::write(stamp, wanted)?;
    Ok(())
}

fn run(command: &mut Command) -> Result<(), Box<dyn Error>> {
    let output = command.output().map_err(|error| {
        format!("{error}: building the pages needs Node and npm, or CANDOR_WEB_DIST set to a folder built elsewhere")
    })?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{command:?} failed:\n{}", String::from_utf8_lossy(&output.stderr)).into())
}

/// Rust source of the table of files, and of one constant for each file's address.
fn listing(dist: &Path) -> Result<String, Box<dyn Error>> {
    let mut names = BTreeMap::new();
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.ends_with(".br") && !name.ends_with(".gz") {
            names.insert(name, path);
        }
    }
    let mut source = String::from("/// Every file, sorted by name.\npub static FILES: &[File] = &[\n");
    for (name, path) in &names {
        let file = path.display();
        writeln!(
            source,
            "File {{ name: {name:?}, plain: include_bytes!({:?}), gzip: include_bytes!({:?}), brotli: include_bytes!({:?}) }},",
            file.to_string(),
            format!("{file}.gz"),
            format!("{file}.br"),
        )?;
    }
    source.push_str("];\n");
    for name in names.keys() {
        let (stem, rest) = name.rsplit_once('-').ok_or("a built file without a hash in its name")?;
        let extension = rest.rsplit_once('.').ok_or("a built file without an extension")?.1;
        let constant = format!("{stem}_{extension}").to_uppercase();
        writeln!(source, "/// Address of `{stem}.{extension}`.\npub const {constant}: &str = \"/assets/{name}\";")?;
    }
    let icons = names.iter().find(|(name, _)| name.starts_with("icons-")).ok_or("no icon sprite")?.1;
    writeln!(source, "pub(crate) static ICONS: &str = include_str!({:?});", icons.display().to_string())?;
    Ok(source)
}
