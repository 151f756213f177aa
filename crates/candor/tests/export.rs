//! `candor export` as a person runs it: a whole file under its name or none, exit codes, and the evidence beside it.
#![expect(clippy::unwrap_used, reason = "a test without its ground must fail loudly")]

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value as Json;

struct Company {
    folder: tempfile::TempDir,
    db: String,
}

impl Company {
    fn told() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = format!("sqlite:{}", folder.path().join("company.db").display());
        let company = Self { folder, db };
        let (code, _, err) = company.run(&["demo", "--length", "short"]);
        assert_eq!(code, 0, "{err}");
        company
    }

    fn run(&self, words: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        let ran = command.args(words).args(["--db", &self.db]).env("LC_ALL", "es_ES.UTF-8").output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (ran.status.code().unwrap(), text(ran.stdout), text(ran.stderr))
    }

    fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn left(&self) -> Vec<String> {
        let names = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| !name.starts_with("company.db") && !name.starts_with("candor"));
        names.sort();
        names
    }
}

#[test]
fn a_list_becomes_a_file_of_its_own_and_is_noted() {
    let company = Company::told();
    let out = company.place("won.csv");
    let out_text = out.display().to_string();
    let words = ["export", "deal", "--where", "stage == \"won\"", "--columns", "name,amount,id", "--sort", "-amount"];
    let (code, told, err) = company.run(&[&words[..], &["--out", &out_text, "--json"]].concat());
    assert_eq!(code, 0, "{err}");
    let told: Json = serde_json::from_str(&told).unwrap();
    let text = std::fs::read_to_string(&out).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("\u{feff}Nombre;Importe;ID"), "in the terminal's language");
    assert_eq!(told["rows"], lines.count());
    assert!(told["evidence"].is_i64() && told["stay"] == 0, "{told}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&out).unwrap().permissions().mode() & 0o077, 0, "for its owner alone");
    }
    let (code, _, err) = company.run(&["export", "deal", "--out", &out_text]);
    assert_eq!(code, 3, "{err}");
    assert!(err.contains("never overwrites"), "{err}");
    assert_eq!(std::fs::read_to_string(&out).unwrap(), text);
    let sheet = company.place("all.xlsx");
    let (code, said, err) = company.run(&["export", "deals", "--out", &sheet.display().to_string()]);
    assert_eq!(code, 0, "{err}");
    assert!(said.contains("record(s) in"), "{said}");
    assert_eq!(&std::fs::read(&sheet).unwrap()[..2], b"PK");
    assert_eq!(company.left(), ["all.xlsx", "won.csv"]);
}

#[test]
fn what_may_not_leave_leaves_no_file_behind() {
    let company = Company::told();
    let out = company.place("x.csv").display().to_string();
    for (words, code) in [
        (vec!["export", "company", "--as", "pedro@vidal.example", "--out", &out], 4),
        (vec!["export", "nothing", "--out", &out], 4),
        (vec!["export", "company", "--as", "nobody@vidal.example", "--out", &out], 4),
        (vec!["export", "company", "--columns", "nothing", "--out", &out], 3),
        (vec!["export", "company", "--where", "name ==", "--out", &out], 3),
        (vec!["export", "company", "--out", "no-ending"], 3),
        (vec!["export", "company", "--format", "pdf", "--out", &out], 2),
    ] {
        let (told, _, err) = company.run(&words);
        assert_eq!(told, code, "{words:?}: {err}");
    }
    assert!(company.left().is_empty(), "{:?}", company.left());
    let (code, out, err) = company.run(&["export", "company", "--as", "marta@vidal.example", "--out", &out]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("record(s) in"), "{out}");
}

/// Under a limit at which no file grows, the evidence cannot be written either: then nothing leaves, though it could be read.
#[cfg(unix)]
#[test]
fn without_its_evidence_nothing_leaves() {
    use std::io::{BufRead as _, BufReader};
    use std::process::Stdio;

    let company = Company::told();
    let program = env!("CARGO_BIN_EXE_candor");
    // A server beside it keeps the database open, so that reading needs no file to grow.
    let files = company.place("candor-files").display().to_string();
    let mut server = Command::new(program)
        .args(["serve", "--db", &company.db, "--files", &files, "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let out = company.place("x.csv");
    let limited = |words: &str| {
        let script = format!("trap '' XFSZ; ulimit -f 0; exec \"$0\" {words} --db \"$1\"");
        let ran = Command::new("sh").args(["-c", &script, program, &company.db]).output().unwrap();
        (ran.status.code(), String::from_utf8_lossy(&ran.stdout).into_owned())
    };
    let (_, read) = limited("query company --as elena@vidal.example --fields name --limit 3");
    let (code, told) = limited(&format!("export company --columns name --out '{}'", out.display()));
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(read.contains("total: 53"), "it can be read: {read}");
    assert_eq!((code, told.as_str()), (Some(5), ""), "the database refuses, not the file");
    assert!(company.left().is_empty(), "{:?}", company.left());
}
