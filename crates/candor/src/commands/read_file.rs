//! `candor read-file`: reads one spreadsheet and prints its cells as JSON. The import runs it as a process of its own with
//! limits, so that a hostile file can end only this.

use std::path::Path;
use std::process::ExitCode;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Address space of the reader. A workbook of 1.7 kB can ask for half a terabyte; the largest that is taken (two million
/// cells) stays below this.
const MEMORY: u64 = 512 << 20;
/// Processor seconds of the reader.
const SECONDS: u64 = 120;

/// Exit 0 with the workbook, or 3 with the fault, both as JSON on standard output.
#[must_use]
pub fn run(file: &Path, name: Option<&str>) -> ExitCode {
    // Without its limits the file is not opened at all.
    if limit_itself().is_err() {
        return ExitCode::from(1);
    }
    let shown = name.map_or_else(|| file.file_name().unwrap_or_default().to_string_lossy().into_owned(), str::to_owned);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (printed, code) = match intake::read::read_file(file, &shown) {
        Ok(book) => (serde_json::to_writer(&mut out, &book), 0),
        Err(fault) => (serde_json::to_writer(&mut out, &fault), 3),
    };
    match printed.map_err(std::io::Error::from).and_then(|()| std::io::Write::flush(&mut out)) {
        Ok(()) => ExitCode::from(code),
        Err(_) => ExitCode::from(1),
    }
}

/// Gives up memory, time and core dumps for good. What is already stricter stays so.
fn limit_itself() -> rustix::io::Result<()> {
    for (resource, most) in [(Resource::As, MEMORY), (Resource::Cpu, SECONDS), (Resource::Core, 0)] {
        let stands = getrlimit(resource);
        let most = [stands.current, stands.maximum].into_iter().flatten().fold(most, u64::min);
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}
