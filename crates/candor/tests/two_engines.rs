//! Both real data sets through the binary's command line, on SQLite and on PostgreSQL: equal answers, equal to the published
//! figures, and gone again after the undo.

#![expect(clippy::unwrap_used, reason = "a test without its ground must fail loudly")]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value as Json, json};

const OWNER: &str = "elena@vidal.example";

/// A company on one engine, asked through the binary.
struct Company {
    db: String,
    _folder: tempfile::TempDir,
}

impl Company {
    fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = format!("sqlite:{}", folder.path().join("company.db").display());
        Self { db, _folder: folder }.with_owner()
    }

    fn on_postgres() -> Self {
        let db = pgtest::fresh_url().unwrap();
        Self { db, _folder: tempfile::tempdir().unwrap() }.with_owner()
    }

    fn with_owner(self) -> Self {
        self.run(&["user", "create", "--name", "Elena Vidal", "--email", OWNER, "--role", "owner"]);
        self
    }

    fn run(&self, words: &[&str]) -> Json {
        let ran =
            Command::new(env!("CARGO_BIN_EXE_candor")).args(words).args(["--db", &self.db, "--json"]).output().unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "candor {} ended with {}: {said}", words.join(" "), ran.status);
        serde_json::from_slice(&ran.stdout).unwrap()
    }

    fn import(&self, files: &[PathBuf]) -> Json {
        let mut words = vec!["import"];
        words.extend(files.iter().map(|f| f.to_str().unwrap()));
        self.run(&words)
    }

    fn ask(&self, words: &[&str]) -> Json {
        let mut all = vec!["query"];
        all.extend(words);
        all.extend(["--as", OWNER]);
        without_ids(self.run(&all))
    }

    /// How many records of each object there are.
    fn counts(&self) -> Vec<(String, Json)> {
        let objects = catalogue::Catalogue::shipped().objects.keys().map(ToString::to_string).collect::<Vec<_>>();
        let count = |object: String| {
            let count = self.ask(&[&object, "--measure", "count"])["total"]["count"].clone();
            (object, count)
        };
        objects.into_iter().map(count).collect()
    }
}

/// Ids differ from company to company: they are taken out, the titles beside them stay.
fn without_ids(answer: Json) -> Json {
    match answer {
        Json::Array(items) => Json::Array(items.into_iter().map(without_ids).collect()),
        Json::Object(map) => map
            .into_iter()
            .filter(|(key, _)| !matches!(key.as_str(), "id" | "where" | "next" | "batch"))
            .map(|(key, value)| (key, without_ids(value)))
            .collect(),
        Json::Number(number) if number.as_i64().is_some_and(|n| n > 1 << 40) => json!("id"),
        other => other,
    }
}

fn data(folder: &str) -> PathBuf {
    let root = std::env::var_os("CANDOR_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    root.join("data").join(folder)
}

fn branch_files() -> Vec<PathBuf> {
    ["north", "south", "west", "east"].map(|b| data("branches").join(format!("t01_branch_{b}.xlsx"))).to_vec()
}

fn sales_files() -> Vec<PathBuf> {
    ["accounts", "products", "sales_teams", "sales_pipeline", "data_dictionary"]
        .map(|name| data("crm-sales-opportunities").join(format!("{name}.csv")))
        .to_vec()
}

#[test]
fn the_branches_give_one_base_on_both_engines() {
    let companies = [Company::on_sqlite(), Company::on_postgres()];
    let before: Vec<_> = companies.iter().map(Company::counts).collect();
    let reports: Vec<Json> = companies.iter().map(|c| c.import(&branch_files())).collect();
    assert_eq!(without_ids(reports[0].clone()), without_ids(reports[1].clone()));
    let asked = |c: &Company| {
        [
            c.ask(&["order_line", "--group", "branch", "--measure", "count,amount_sum,quantity_sum,discount_avg"]),
            c.ask(&["order", "--group", "ordered_on:month", "--measure", "count,amount_sum"]),
            c.ask(&["company", "--fields", "name,branch.name", "--sort", "name"]),
            c.ask(&[
                "order",
                "--fields",
                "number,company.name,amount,ordered_on",
                "--sort",
                "number,company.name",
                "--limit",
                "200",
            ]),
            c.ask(&["company", "--search", "ромаш", "--fields", "name"]),
        ]
    };
    let (one, other) = (asked(&companies[0]), asked(&companies[1]));
    assert_eq!(one, other);
    assert_eq!(one[0]["total"]["amount_sum"], json!([{ "amount": "151140.92", "currency": "EUR" }]));
    assert_eq!(one[0]["total"]["quantity_sum"], "602");
    assert_eq!(one[0]["total"]["discount_avg"], "0.12875");
    for ((company, report), before) in companies.iter().zip(&reports).zip(before) {
        company.run(&["undo", &report["batch"].to_string()]);
        assert_eq!(company.counts(), before);
    }
}

#[test]
fn the_sales_set_gives_the_published_figures_on_both_engines() {
    let companies = [Company::on_sqlite(), Company::on_postgres()];
    let asked = |c: &Company| {
        c.import(&sales_files());
        [
            c.ask(&["deal", "--measure", "count,won_count,lost_count,win_rate,won_amount,average_won,median_won,days_won,days_lost,days_closed,median_days_won,open_count"]),
            c.ask(&["deal", "--funnel"]),
            c.ask(&["deal", "--group", "branch,stage", "--measure", "count,won_amount"]),
            c.ask(&["deal", "--group", "closed_on:month", "--measure", "count,won_amount,win_rate"]),
            c.ask(&["deal", "--where", r#"stage == "won" && product.name == "GTX Pro" && amount > 5000"#, "--fields", "name,amount,owner", "--sort", "-amount,name"]),
            c.ask(&["user", "--fields", "name,manager.name,team.name,branch.name", "--sort", "name", "--limit", "100"]),
        ]
    };
    let (one, other) = (asked(&companies[0]), asked(&companies[1]));
    assert_eq!(one, other);
    let expected: Json =
        serde_json::from_str(&std::fs::read_to_string(data("crm-sales-opportunities/expected.json")).unwrap()).unwrap();
    let total = &one[0]["total"];
    assert_eq!(total["count"], expected["quality"]["rows"]);
    assert_eq!(total["won_count"], expected["totals"]["won"]);
    assert_eq!(total["lost_count"], expected["totals"]["lost"]);
    assert_eq!(total["open_count"], expected["totals"]["open_deals"]);
    assert_eq!(total["won_amount"], json!([{ "amount": "10005534.00", "currency": "USD" }]));
    assert_eq!(total["win_rate"], "0.631501");
    assert_eq!(total["days_won"], "51.781973");
    let reached: Vec<i64> =
        one[1]["steps"].as_array().unwrap().iter().map(|s| s["reached"].as_i64().unwrap()).collect();
    assert_eq!((reached[0], reached[1]), (8800, 8300));
    assert_eq!(&reached[reached.len() - 2..], [6711, 4238]);
}

#[test]
fn exit_codes_can_be_relied_on() {
    let company = Company::on_sqlite();
    let code = |words: &[&str]| {
        let ran = Command::new(env!("CARGO_BIN_EXE_candor")).args(words).args(["--db", &company.db]).output().unwrap();
        (ran.status.code(), String::from_utf8_lossy(&ran.stderr).into_owned())
    };
    assert_eq!(code(&["query", "deal", "--as", OWNER]).0, Some(0));
    assert_eq!(code(&["query", "deal"]).0, Some(2));
    let (wrong, said) = code(&["query", "deal", "--where", "amonut > 3", "--as", OWNER]);
    assert_eq!(wrong, Some(3));
    assert!(said.contains("amount"), "the nearest field is named: {said}");
    assert_eq!(code(&["query", "deal", "--as", "nobody@vidal.example"]).0, Some(4));
    assert_eq!(code(&["undo", "12345"]).0, Some(4));
    assert_eq!(code(&["import", "/nowhere/file.xlsx"]).0, Some(3));
    let ran = Command::new(env!("CARGO_BIN_EXE_candor"))
        .args(["query", "deal", "--as", OWNER, "--db", "oracle:x"])
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(5));
}
