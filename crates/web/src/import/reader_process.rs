//! Reads one uploaded spreadsheet in a process of its own with limits on memory and time, so that a hostile file ends
//! that process and nothing else (a 1.7 kB workbook can ask for half a terabyte).

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use intake::{ReadError, Said, Workbook};
use tokio::io::AsyncReadExt as _;
use tokio::process::Command;

use crate::app::Config;

/// Wall time, for a reader that waits instead of working.
const WITHIN: Duration = Duration::from_secs(150);
/// The longest answer that is taken: cells as JSON are longer than in the file.
const LONGEST: u64 = 600 << 20;

/// Reads the kept file that a person knows by `name`.
pub async fn read(config: &Config, path: &Path, name: &str) -> Result<Workbook, ReadError> {
    let Some(program) = &config.program else {
        let (path, name, again) = (path.to_owned(), name.to_owned(), name.to_owned());
        let read = tokio::task::spawn_blocking(move || intake::read::read_file(&path, &name)).await;
        return read.unwrap_or_else(|_| Err(stopped(&again)));
    };
    match tokio::time::timeout(WITHIN, run(program, path, name)).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => {
            tracing::warn!(%error, "the reader of a spreadsheet failed");
            Err(stopped(name))
        }
        Err(_) => Err(stopped(name)),
    }
}

async fn run(program: &Path, path: &Path, name: &str) -> std::io::Result<Result<Workbook, ReadError>> {
    // The command limits itself before it opens the file. The name is the uploader's: it must not read as an option.
    let mut child = Command::new(program)
        .args(["read-file", "--"])
        .arg(path)
        .arg(name)
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let mut answer = Vec::new();
    if let Some(out) = child.stdout.take() {
        out.take(LONGEST).read_to_end(&mut answer).await?;
    }
    // Parsing hundreds of thousands of cells must not hold up other requests.
    let status = child.wait().await?;
    let parsed = tokio::task::spawn_blocking(move || parse(status.code(), &answer)).await?;
    Ok(parsed.unwrap_or_else(|| Err(stopped(name))))
}

/// Exit 0 with the workbook, 3 with the fault; anything else is an end by the limits.
fn parse(code: Option<i32>, answer: &[u8]) -> Option<Result<Workbook, ReadError>> {
    match code {
        Some(0) => serde_json::from_slice(answer).ok().map(Ok),
        Some(3) => serde_json::from_slice(answer).ok().map(Err),
        _ => None,
    }
}

fn stopped(name: &str) -> ReadError {
    ReadError { file: name.to_owned(), sheet: None, cell: None, what: Said::new("import-reader-stopped") }
}
