//! The reader of spreadsheets as a process of its own: what it may use, and that a hostile file ends only itself.

use std::io::Write as _;
use std::process::Command;

/// A text in one cell that never ends: read naively, it is held several times over.
#[test]
fn the_reader_lives_within_its_limits() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("-bomb.csv");
    // Many short cells: the answer is far larger than the file.
    let mut out = std::io::BufWriter::new(std::fs::File::create(&file).unwrap());
    for _ in 0..3_000_000 {
        out.write_all(b"1,2,3,4,5,6,7,8,9,10\n").unwrap();
    }
    out.flush().unwrap();
    drop(out);
    let ran =
        Command::new(env!("CARGO_BIN_EXE_candor")).args(["read-file", "--"]).arg(&file).arg("--help").output().unwrap();
    assert!(!ran.status.success(), "thirty million cells were taken");
    if ran.status.code() == Some(3) {
        let fault: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
        assert_eq!(fault["file"], "--help", "the uploader's name is a name, not an option");
    }
}

/// The limits as the kernel holds them for the process while it reads: a named pipe keeps it waiting.
#[test]
#[cfg(target_os = "linux")]
fn the_limits_stand_before_the_file_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("waits.csv");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut child = Command::new(env!("CARGO_BIN_EXE_candor"))
        .args(["read-file", "--"])
        .arg(&pipe)
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    // Opening for writing returns once the reader has opened its end, so its limits stand by then.
    let end = std::fs::OpenOptions::new().write(true).open(&pipe).unwrap();
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    drop(end);
    child.wait().unwrap();
    let hard = |name: &str| {
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
        line[name.len()..].split_whitespace().nth(1).unwrap().to_owned()
    };
    assert_eq!(hard("Max address space"), (512_u64 << 20).to_string());
    assert_eq!(hard("Max cpu time"), "120");
    assert_eq!(hard("Max core file size"), "0");
}
