//! What the command line tells when not everything went as asked: files that bring nothing, lists that do not end, output
//! that nobody takes, databases that are not there.

#![expect(clippy::unwrap_used, reason = "a test without its ground must fail loudly")]

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value as Json;

const OWNER: &str = "elena@vidal.example";

struct Company {
    folder: tempfile::TempDir,
    db: String,
}

impl Company {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = format!("sqlite:{}", folder.path().join("company.db").display());
        let company = Self { folder, db };
        company.done(&["user", "create", "--name", "Elena", "--email", OWNER, "--role", "owner"]);
        company
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.args(words).args(["--db", &self.db]).env("LC_ALL", "C");
        command
    }

    fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    fn done(&self, words: &[&str]) -> String {
        let ran = self.run(words);
        assert!(ran.status.success(), "candor {}: {}", words.join(" "), String::from_utf8_lossy(&ran.stderr));
        String::from_utf8(ran.stdout).unwrap()
    }

    /// Exit code, standard output and standard error.
    fn told(&self, words: &[&str]) -> (i32, String, String) {
        let ran = self.run(words);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (ran.status.code().unwrap(), text(ran.stdout), text(ran.stderr))
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    fn with_companies(self, count: usize) -> Self {
        let rows: String = (1..=count).map(|n| format!("Client {n:04},Lugo\n")).collect();
        let file = self.file("clients.csv", &format!("Company,City\n{rows}"));
        self.done(&["import", &file]);
        self
    }

    fn left(&self) -> Vec<PathBuf> {
        let mut left: Vec<PathBuf> =
            std::fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        left.sort();
        left
    }
}

#[test]
fn a_file_that_brings_nothing_is_named_with_its_reason() {
    let company = Company::new();
    let header = company.file("header.csv", "Company,City\n");
    let foreign = company.file("foreign.csv", "xyzzy,plugh\n1,2\n3,4\n");
    for (file, why) in [(&header, "no row of headers with rows below"), (&foreign, "No column of this sheet is known")]
    {
        let name = file.rsplit('/').next().unwrap();
        let (code, out, err) = company.told(&["import", file]);
        assert_eq!(code, 6, "{out}{err}");
        assert!(err.contains(name) && err.contains(why), "{err}");
        assert!(!out.contains("done"), "{out}");
        let (code, out, _) = company.told(&["import", file, "--json"]);
        let told: Json = serde_json::from_str(&out).unwrap();
        assert_eq!((code, &told["files"][0]["file"]), (6, &name.into()), "{told}");
        assert!(told["files"][0]["why"].as_str().unwrap().contains(why), "{told}");
        assert!(!told["flags"].as_array().unwrap().is_empty(), "nothing odd was found, says the page: {told}");
    }
    let good = company.file("good.csv", "Company,City\nOne,Lugo\n");
    let (code, out, err) = company.told(&["import", &good, &header]);
    assert_eq!(code, 6, "one of two files brought nothing: {out}{err}");
    assert!(err.contains("header.csv brought nothing") && !err.contains("good.csv"), "{err}");
}

#[test]
fn columns_that_went_nowhere_and_rows_that_were_skipped_are_told() {
    let company = Company::new();
    let file = company.file("clients.csv", "Company,City,Xyzzy,Plugh\nOne,Lugo,7,a\nTwo,Vigo,8,b\nTotal,,15,\n");
    let (code, out, err) = company.told(&["import", &file, "--dry-run"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("Object") && out.contains("Xyzzy, Plugh"), "{out}");
    let (code, out, err) = company.told(&["import", &file]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("columns not taken: Xyzzy, Plugh"), "{out}");
    assert!(out.contains("1 skipped") && out.contains("skipped: 1 row of totals"), "{out}");
    let told: Json = serde_json::from_str(&company.done(&["import", &file, "--json"])).unwrap();
    assert_eq!(told["files"][0]["columns_not_taken"], serde_json::json!(["Xyzzy", "Plugh"]));
    assert_eq!(told["files"][0]["skipped"]["key"], "intake-flag-total-rows-set-apart");
    assert!(told["flags"].as_array().unwrap().iter().any(|flag| flag["code"] == "columns_not_taken"));
}

#[test]
fn a_list_goes_on_past_a_page_of_the_gate() {
    let company = Company::new().with_companies(450);
    let names = |limit: &str| -> (Vec<String>, Json) {
        let asked =
            ["query", "company", "--fields", "name", "--sort", "name", "--as", OWNER, "--json", "--limit", limit];
        let answer: Json = serde_json::from_str(&company.done(&asked)).unwrap();
        let names = answer["rows"].as_array().unwrap().iter().map(|row| row["title"].as_str().unwrap().to_owned());
        (names.collect(), answer.clone())
    };
    let (all, answer) = names("all");
    assert_eq!(all, (1..=450).map(|n| format!("Client {n:04}")).collect::<Vec<_>>());
    assert_eq!((&answer["total"], &answer["next"], &answer["object"]), (&450.into(), &Json::Null, &"company".into()));
    assert_eq!(names("0").0, all);
    let (some, answer) = names("201");
    assert_eq!(some, all[..201]);
    assert!(!answer["next"].is_null(), "there is more");
    let lines = company.done(&["query", "company", "--as", OWNER, "--limit", "all", "--fields", "name"]);
    assert_eq!(lines.lines().count(), 452, "a head, the rows and the total");
    assert_eq!(company.told(&["query", "company", "--as", OWNER, "--limit", "many"]).0, 2);
}

#[test]
fn answers_are_tables_unless_json_is_asked() {
    let company = Company::new().with_companies(2);
    let list = company.done(&["query", "company", "--as", OWNER, "--fields", "name"]);
    assert_eq!(list.matches("Client 0001").count(), 1, "the title stands there once: {list}");
    let empty = company.done(&["query", "deal", "--as", OWNER, "--fields", "name,amount"]);
    assert_eq!(empty, "name  amount\ntotal: 0\n");
    let figure = company.done(&["query", "company", "--as", OWNER, "--measure", "count"]);
    assert_eq!(figure, "count\n2\n");
    let (code, out, err) = company.told(&["query", "compnay", "--as", OWNER]);
    assert_eq!((code, out.as_str()), (4, ""));
    assert!(err.contains("no object 'compnay'; there are company"), "{err}");
}

#[test]
fn output_that_nobody_takes_ends_without_a_panic() {
    let company = Company::new().with_companies(900);
    let words = ["query", "company", "--as", OWNER, "--limit", "all", "--fields", "name"];
    for more in [&[][..], &["--json"][..]] {
        let mut child = company
            .command(&[&words[..], more].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(141), "{}", String::from_utf8_lossy(&ended.stderr));
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    let company = Company::new();
    let file = company.file("clients.csv", "Company,City\nOne,Lugo\n");
    for words in
        [&["user", "list"][..], &["query", "user", "--as", OWNER], &["audit", "verify"], &["import", &file], &["check"]]
    {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.args(words).stdout(std::fs::File::options().write(true).open("/dev/full").unwrap());
        if words != ["check"] {
            command.args(["--db", &company.db]);
        }
        let ended = command.stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(5), "{words:?}: {said}");
        assert!(said.contains("standard output") && !said.contains("panicked"), "{words:?}: {said}");
    }
}

#[test]
fn a_database_that_is_not_there_is_not_made_by_looking() {
    let company = Company::new();
    let before = company.left();
    let typo = format!("sqlite:{}", company.folder.path().join("compnay.db").display());
    let copy = company.folder.path().join("copy.candor").display().to_string();
    for words in [
        &["query", "deal", "--as", OWNER][..],
        &["user", "list"],
        &["user", "reset", OWNER],
        &["user", "freeze", OWNER],
        &["user", "invite", OWNER],
        &["audit", "verify"],
        &["backup", &copy],
        &["undo", "7"],
    ] {
        let ran = Command::new(env!("CARGO_BIN_EXE_candor")).args(words).args(["--db", &typo]).output().unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(5), "{words:?}: {said}");
        assert!(said.contains("There is no database at"), "{said}");
        assert_eq!(company.left(), before, "{words:?}");
    }
    let nowhere = pgtest::fresh_url().unwrap();
    let ran = Command::new(env!("CARGO_BIN_EXE_candor")).args(["user", "list", "--db", &nowhere]).output().unwrap();
    assert_eq!(ran.status.code(), Some(5));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("There is no database at"));
}

#[test]
fn a_restore_that_fails_leaves_nothing_behind() {
    let company = Company::new();
    let foreign = company.file("foreign.candor", "PK\u{3}\u{4} not ours");
    let (empty, other) = (company.file("empty.candor", ""), company.file("other.candor", "{\"a\":1}\n"));
    let copy = company.folder.path().join("copy.candor").display().to_string();
    let told: Json = serde_json::from_str(&company.done(&["backup", &copy, "--json"])).unwrap();
    assert_eq!(told["file"], Json::from(copy.as_str()));
    let cut = company.file("cut.candor", &std::fs::read_to_string(&copy).unwrap()[..2_000]);
    let before = company.left();
    let new = format!("sqlite:{}", company.folder.path().join("new.db").display());
    let restore = |file: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.args(["restore", file, "--json", "--db", &new, "--files"]).arg(company.folder.path().join("theirs"));
        command.output().unwrap()
    };
    for file in [&foreign, &empty, &other, &cut] {
        let ran = restore(file);
        let said = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(5), "{said}");
        assert!(file == &cut || said.contains("not a backup of Candor"), "{said}");
        assert_eq!(company.left(), before, "{file}: {said}");
    }
    let ran = restore(&copy);
    assert!(ran.status.success(), "{ran:?}");
    assert_eq!(serde_json::from_slice::<Json>(&ran.stdout).unwrap()["restored_from"], Json::from(copy.as_str()));
}

#[test]
fn an_invitation_is_printed_once() {
    let company = Company::new();
    company.done(&["user", "create", "--name", "Marta", "--email", "marta@vidal.example", "--role", "seller"]);
    let told: Json = serde_json::from_str(&company.done(&[
        "user",
        "invite",
        "marta@vidal.example",
        "--public-url",
        "https://crm.example.com",
        "--json",
    ]))
    .unwrap();
    let token = told["link"].as_str().unwrap().strip_prefix("https://crm.example.com/invitation?token=").unwrap();
    assert!(token.len() >= 32, "{token}");
    assert_eq!(company.told(&["user", "invite", "nobody@vidal.example"]).0, 4);
}

#[test]
fn faults_of_a_catalogue_name_the_file_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("objects")).unwrap();
    let file = folder.path().join("objects/deal.toml");
    std::fs::write(&file, "titel = 1\n").unwrap();
    let ran = |more: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_candor")).arg("check").arg(folder.path()).args(more).output().unwrap()
    };
    let plain = ran(&[]);
    assert_eq!(plain.status.code(), Some(3));
    let said = String::from_utf8_lossy(&plain.stderr);
    assert!(said.contains(&format!("{}:1: ", file.display())), "{said}");
    let json = ran(&["--json"]);
    let told: Json = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((&told["sound"], &told["faults"][0]["line"]), (&false.into(), &1.into()), "{told}");
    assert_eq!(told["faults"][0]["file"], Json::from(file.display().to_string()), "{told}");
    assert!(!String::from_utf8_lossy(&json.stderr).contains("titel"), "faults are told once");
}
