//! `candor read-file`: reads one spreadsheet and prints its cells as JSON. The import runs it as a process of its own with
//! limits, so that a hostile file can end only this.

use std::path::Path;
use std::process::ExitCode;

/// Exit 0 with the workbook, or 3 with the fault, both as JSON on standard output.
#[must_use]
pub fn run(file: &Path, name: Option<&str>) -> ExitCode {
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
