//! Files through the command line: the demo brings some, a backup carries them, a restore puts them on another shelf; one that
//! is missing fails the backup by name.

#![expect(clippy::unwrap_used, reason = "a test without its ground must fail loudly")]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value as Json;

fn run(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_candor")).args(words).output().unwrap()
}

fn done(words: &[&str]) -> Vec<u8> {
    let ran = run(words);
    assert!(ran.status.success(), "candor {}: {}", words.join(" "), String::from_utf8_lossy(&ran.stderr));
    ran.stdout
}

/// Every document with its file, as the owner sees them.
fn documents(db: &str) -> Vec<Json> {
    let asked = ["query", "document", "--fields", "name,file", "--sort", "name", "--as", "elena@vidal.example"];
    let answer: Json = serde_json::from_slice(&done(&[&asked[..], &["--db", db, "--json"]].concat())).unwrap();
    answer["rows"].as_array().unwrap().iter().map(|row| row["fields"].clone()).collect()
}

/// Where the bytes of this document lie.
fn place(files: &Path, document: &Json) -> std::path::PathBuf {
    let hash = document["file"]["sha256"].as_str().unwrap();
    files.join("records").join(&hash[..2]).join(hash)
}

fn carried_to(db: &str) {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (told, copy, files) = (format!("sqlite:{}", at("told.db")), at("copy.candor"), at("their-files"));
    done(&["demo", "--db", &told, "--length", "short"]);
    let own = folder.path().join("candor-files");
    let papers = documents(&told);
    let held: Vec<&Json> = papers.iter().filter(|paper| !paper["file"].is_null()).collect();
    assert!(held.len() >= 4 && papers.len() > held.len(), "{papers:?}");
    assert!(held.iter().all(|paper| place(&own, paper).is_file()), "beside the database: {papers:?}");
    done(&["backup", "--db", &told, &copy]);
    done(&["restore", "--db", db, "--files", &files, &copy]);
    assert_eq!(documents(db), papers);
    for paper in &held {
        let read = |files: &Path| std::fs::read(place(files, paper)).unwrap();
        assert!(read(Path::new(&files)) == read(&own), "{paper}");
    }
    std::fs::remove_file(place(&own, held[0])).unwrap();
    let again = at("again.candor");
    let failed = run(&["backup", "--db", &told, &again]);
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert_eq!(failed.status.code(), Some(5), "{said}");
    assert!(said.contains(held[0]["file"]["name"].as_str().unwrap()) && said.contains("is missing"), "{said}");
    assert!(!Path::new(&again).exists());
}

#[test]
fn a_backup_carries_the_files_to_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    carried_to(&format!("sqlite:{}", folder.path().join("other.db").display()));
}

#[test]
fn a_backup_carries_the_files_to_postgres() {
    carried_to(&pgtest::fresh_url().unwrap());
}
