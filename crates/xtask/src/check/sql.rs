//! SQL is written in `store` alone, and the engines are named only where they are chosen.

use crate::fault::Fault;
use crate::rust::{Kind, Piece, pieces};
use crate::tree::{File, Tree};

/// Crates that may name an engine: the one that speaks to it, the command line that takes its address, the tests'
/// kit, and this check.
const MAY_NAME_ENGINES: [&str; 8] = ["store", "candor", "testkit", "pgtest", "bench", "torture", "worlds", "xtask"];
/// Crates that may write SQL: the one whose work it is, the measure of that work against bare statements, the oracle that
/// must not ask the store that it judges, and this check.
const MAY_WRITE_SQL: [&str; 4] = ["store", "bench", "torture", "xtask"];
/// Beginnings of statements; a second word that must follow keeps plain English out.
const STATEMENTS: [(&str, &str); 6] = [
    ("SELECT ", " FROM "),
    ("SELECT ", "SELECT 1"),
    ("INSERT INTO ", ""),
    ("UPDATE ", " SET "),
    ("DELETE FROM ", ""),
    ("CREATE TABLE ", ""),
];
const ENGINES: [&str; 2] = ["sqlite", "postgres"];

pub fn check(tree: &Tree) -> Vec<Fault> {
    tree.with_ending(&["rs"]).filter(|file| !file.is_test()).flat_map(check_file).collect()
}

fn check_file(file: &File) -> Vec<Fault> {
    let name = file.crate_name().unwrap_or_default();
    let mut faults = Vec::new();
    for piece in pieces(&file.text).iter().filter(|piece| !piece.in_tests) {
        if piece.kind == Kind::Text && !MAY_WRITE_SQL.contains(&name) && is_statement(piece.text) {
            let text = "SQL outside `store`: ask the store for it as data";
            faults.push(Fault::new(&file.path, piece.line, text));
        }
        if piece.kind != Kind::Comment && !MAY_NAME_ENGINES.contains(&name) {
            faults.extend(named_engines(file, piece));
        }
        if name == "store" && piece.kind == Kind::Code {
            faults.extend(matched_engines(file, piece));
        }
    }
    faults
}

fn is_statement(text: &str) -> bool {
    STATEMENTS.iter().any(|(first, then)| text.find(first).is_some_and(|at| text[at..].contains(then)))
}

fn named_engines(file: &File, piece: &Piece) -> Vec<Fault> {
    let names_one = |line: &str| ENGINES.iter().any(|engine| line.to_ascii_lowercase().contains(engine));
    let tell = |line| {
        Fault::new(&file.path, line, "an engine is named outside `store`: what differs belongs into its dialect")
    };
    piece.lines_with(names_one).map(tell).collect()
}

/// A `match` or comparison on the engine; a file of one engine may say which it is.
fn matched_engines(file: &File, piece: &Piece) -> Vec<Fault> {
    let is_own = ["dialect", "sqlite", "postgres"].iter().any(|part| file.path["crates/store/".len()..].contains(part));
    if is_own {
        return Vec::new();
    }
    let decides = |line: &str| {
        ["::Sqlite =>", "::Postgres =>", "== Dialect::", "== Engine::", "!= Dialect::", "!= Engine::"]
            .iter()
            .any(|mark| line.contains(mark))
    };
    let tell = |line| {
        Fault::new(&file.path, line, "a decision by engine outside `dialect.rs`: give the dialect a function for it")
    };
    piece.lines_with(decides).map(tell).collect()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    fn told(path: &str, text: &str) -> Vec<String> {
        check(&Tree::of(&[(path, text)])).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn sql_outside_the_store_is_told() {
        let text = "fn a() {\n    run(\"SELECT id FROM deals\");\n    run(r#\"UPDATE deals\n SET x = 1\"#);\n}\n";
        let found = told("crates/web/src/list.rs", text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("crates/web/src/list.rs:2: SQL outside"));
        assert!(told("crates/store/src/run.rs", text).is_empty());
    }

    #[test]
    fn english_is_no_sql() {
        assert!(told("crates/web/src/list.rs", "say(\"SELECT a file\"); // SELECT id FROM deals").is_empty());
    }

    #[test]
    fn an_engine_named_outside_the_store_is_told() {
        let found = told(
            "crates/records/src/list.rs",
            "let a = 1;\nif url.starts_with(\"postgres:\") {}\nuse store::SqliteEngine;\n// postgres is fine here\n",
        );
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            told("crates/records/src/list.rs", "#[cfg(test)]\nmod tests { fn a() { open(\"sqlite:\") } }").is_empty()
        );
    }

    #[test]
    fn the_store_decides_by_engine_in_one_file() {
        let text = "match self {\n    Dialect::Sqlite => a(),\n    Dialect::Postgres => b(),\n}\n";
        assert_eq!(told("crates/store/src/schema.rs", text).len(), 2);
        assert!(told("crates/store/src/dialect.rs", text).is_empty());
    }
}
