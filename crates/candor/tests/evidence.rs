//! The evidence through the command line: a restored company still verifies, under the key of its new machine; what was
//! changed is found, and a log signed anew by somebody else as well.

#![expect(clippy::unwrap_used, reason = "a test without its ground must fail loudly")]

use std::path::{Path, PathBuf};
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

/// A company of one owner in a folder of its own, sealed.
struct Company {
    folder: tempfile::TempDir,
    db: String,
}

impl Company {
    fn at(db: Option<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = db.unwrap_or_else(|| format!("sqlite:{}", folder.path().join("company.db").display()));
        Self { folder, db }
    }

    fn with_people(self, names: &[&str]) -> Self {
        for name in names {
            self.run(&[
                "user",
                "create",
                "--name",
                name,
                "--email",
                &format!("{name}@vidal.example"),
                "--role",
                "owner",
            ]);
        }
        assert_eq!(self.verify(&[])["good"], true);
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, words: &[&str]) -> Vec<u8> {
        done(&[words, &["--db", &self.db]].concat())
    }

    fn verify_raw(&self, more: &[&str]) -> Output {
        let files = self.path("candor-files").display().to_string();
        run(&[&["audit", "verify", "--json", "--db", &self.db, "--files", &files], more].concat())
    }

    fn verify(&self, more: &[&str]) -> Json {
        serde_json::from_slice(&self.verify_raw(more).stdout).unwrap()
    }

    fn backup(&self) -> PathBuf {
        let file = self.path("copy.candor");
        if file.exists() {
            std::fs::remove_file(&file).unwrap();
        }
        self.run(&["backup", file.to_str().unwrap()]);
        file
    }

    fn restore(&self, file: &Path) {
        let files = self.path("candor-files").display().to_string();
        self.run(&["restore", file.to_str().unwrap(), "--files", &files]);
    }

    /// Its newest head as a file that is kept elsewhere.
    fn head(&self) -> PathBuf {
        let copy = std::fs::read_to_string(self.backup()).unwrap();
        let lines = copy.lines().skip_while(|line| !line.contains("\"candor_heads\"")).skip(1);
        let row: Json = serde_json::from_str(lines.take_while(|line| line.starts_with('[')).last().unwrap()).unwrap();
        let file = self.path("head.txt");
        std::fs::write(&file, row[2].as_str().unwrap()).unwrap();
        file
    }
}

fn goes_on(to: Company) {
    let from = Company::at(None).with_people(&["Elena", "Marta"]);
    to.restore(&from.backup());
    let head = from.head();
    let verdict = to.verify(&["--head", head.to_str().unwrap()]);
    assert_eq!((&verdict["good"], &verdict["outside"]), (&true.into(), &"continues".into()), "{verdict}");
    let sealed = verdict["sealed"].as_array().unwrap();
    assert_eq!((&sealed[0]["own"], &sealed[1]["own"]), (&false.into(), &true.into()), "{verdict}");
    to.run(&["user", "create", "--name", "Iván", "--email", "ivan@vidal.example", "--role", "owner"]);
    to.run(&["user", "freeze", "ivan@vidal.example"]);
    let verdict = to.verify(&[]);
    assert_eq!(verdict["good"], true, "after more work: {verdict}");
    assert!(
        !std::fs::read_to_string(from.path("copy.candor"))
            .unwrap()
            .contains(std::fs::read_to_string(from.path("company.db.key")).unwrap().trim())
    );
}

#[test]
fn a_company_restored_to_sqlite_verifies() {
    goes_on(Company::at(None));
}

#[test]
fn a_company_restored_to_postgres_verifies() {
    goes_on(Company::at(Some(pgtest::fresh_url().unwrap())));
}

/// What somebody does who can write the restored database: here by way of its copy, whose hash is made to fit.
#[test]
fn what_is_changed_after_a_restore_is_found() {
    let from = Company::at(None).with_people(&["Elena", "Marta"]);
    let to = Company::at(None);
    to.restore(&from.backup());
    let copy = to.backup();
    let text = std::fs::read_to_string(&copy).unwrap();
    let changed = text.replacen("people from the command line", "nobody", 1);
    assert_ne!(changed, text);
    let (rows, end) = changed.trim_end().rsplit_once('\n').unwrap();
    let mut end: Json = serde_json::from_str(end).unwrap();
    end["sha256"] = store::shelf::sha256(format!("{rows}\n").as_bytes()).into();
    std::fs::write(&copy, format!("{rows}\n{end}\n")).unwrap();
    let bent = Company::at(None);
    bent.restore(&copy);
    let verdict = bent.verify(&[]);
    assert_eq!((&verdict["good"], &verdict["bad"]["why"]), (&false.into(), &"Changed".into()), "{verdict}");
}

/// Somebody who can write the database puts a whole log of their own in the place of this one.
#[test]
fn a_log_signed_anew_is_found_by_the_machine_of_the_company() {
    let company = Company::at(None).with_people(&["Elena"]);
    let forged = Company::at(None).with_people(&["Eve"]);
    for file in ["company.db", "company.db-wal"] {
        std::fs::copy(forged.path(file), company.path(file)).unwrap();
    }
    std::fs::remove_file(company.path("company.db-shm")).unwrap();
    let found = company.verify_raw(&[]);
    assert_eq!(found.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&found.stderr).contains("key that is not known here"), "{found:?}");
}

/// Without the company's own machine only a head kept outside tells a whole log from another one.
#[test]
fn a_log_signed_anew_is_found_by_a_head_kept_outside() {
    let company = Company::at(None).with_people(&["Elena"]);
    let head = company.head();
    let forged = Company::at(None).with_people(&["Eve"]);
    std::fs::remove_file(forged.path("company.db.key")).unwrap();
    let alone = forged.verify_raw(&[]);
    assert!(alone.status.success(), "it agrees with itself");
    let told = run(&["audit", "verify", "--db", &forged.db]);
    assert!(String::from_utf8_lossy(&told.stdout).contains("known only from the log itself"), "{told:?}");
    let found = forged.verify_raw(&["--head", head.to_str().unwrap()]);
    assert_eq!(found.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&found.stderr).contains("does not name"), "{found:?}");
    assert!(!forged.path("company.db.key").exists(), "verifying makes no key beside a log that was sealed");
}
