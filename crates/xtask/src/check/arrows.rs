//! Crates know each other one way only, downwards; a few outside crates are known in one place only.

use toml::Table;

use crate::fault::Fault;
use crate::tree::{File, Tree};

/// Each crate with those it may use, in the order of the house. Anything else is a fault.
const ORDER: [(&str, &[&str]); 24] = [
    ("catalogue", &[]),
    ("query", &["catalogue"]),
    ("access", &["catalogue", "query"]),
    ("store", &["catalogue", "query"]),
    ("audit", &[]),
    ("mail", &[]),
    ("records", &["catalogue", "query", "access", "store", "audit"]),
    ("intake", &BELOW_CAPABILITIES),
    ("outtake", &BELOW_CAPABILITIES),
    ("guard", &BELOW_CAPABILITIES),
    ("insight", &BELOW_CAPABILITIES),
    ("story", &["catalogue", "query", "access", "store", "audit", "records", "guard"]),
    ("assets", &[]),
    ("ui", &["catalogue", "query", "access", "records", "intake", "guard", "insight", "assets"]),
    (
        "web",
        &[
            "catalogue",
            "query",
            "access",
            "store",
            "audit",
            "records",
            "intake",
            "outtake",
            "guard",
            "insight",
            "mail",
            "assets",
            "ui",
        ],
    ),
    ("candor", &BELOW_BINARY),
    ("testkit", &ABOVE_ALL),
    ("bench", &ABOVE_ALL),
    ("testserver", &[]),
    ("pgtest", &["testserver"]),
    ("mailtest", &["testserver"]),
    // The oracle of the torture must know nothing of what it judges.
    ("torture", &["pgtest"]),
    ("worlds", &["catalogue", "query", "access", "store", "records", "pgtest"]),
    ("xtask", &["catalogue"]),
];

const BELOW_CAPABILITIES: [&str; 6] = ["catalogue", "query", "access", "store", "audit", "records"];
const BELOW_BINARY: [&str; 15] = [
    "catalogue",
    "query",
    "access",
    "store",
    "audit",
    "records",
    "intake",
    "outtake",
    "guard",
    "insight",
    "mail",
    "story",
    "assets",
    "ui",
    "web",
];
/// What tests stand on: the product and a throw-away engine.
const ABOVE_ALL: [&str; 16] = [
    "catalogue",
    "query",
    "access",
    "store",
    "audit",
    "records",
    "intake",
    "outtake",
    "guard",
    "insight",
    "mail",
    "story",
    "assets",
    "ui",
    "web",
    "pgtest",
];

/// Outside crates that would carry SQL, HTTP or HTML to where it must not be, with the crates that may use them.
const KEPT: [(&str, &[&str]); 10] = [
    ("rusqlite", &["store", "bench", "torture"]),
    ("tokio-postgres", &["store", "pgtest", "torture", "bench"]),
    ("deadpool-postgres", &["store"]),
    ("sea-query", &["store"]),
    ("axum", &["web", "testkit", "candor", "bench"]),
    ("axum-extra", &["web"]),
    ("hyper", &["web", "testkit"]),
    ("tower-http", &["web"]),
    ("maud", &["ui", "web"]),
    ("lettre", &["mail"]),
];

pub fn check(tree: &Tree) -> Vec<Fault> {
    let is_manifest = |file: &&File| {
        file.path.starts_with("crates/") && file.path.matches('/').count() == 2 && file.path.ends_with("/Cargo.toml")
    };
    let manifests: Vec<&File> = tree.files.iter().filter(is_manifest).collect();
    let ours: Vec<&str> = manifests.iter().filter_map(|file| file.crate_name()).collect();
    manifests.into_iter().flat_map(|file| check_crate(file, &ours)).collect()
}

fn check_crate(file: &File, ours: &[&str]) -> Vec<Fault> {
    let name = file.crate_name().unwrap_or_default();
    let Some((_, allowed)) = ORDER.iter().find(|(known, _)| *known == name) else {
        let text = format!(
            "`{name}` has no place in the house: give it one in the ORDER of the arrows check and in ARCHITECTURE.md"
        );
        return vec![Fault::new(&file.path, 1, text)];
    };
    let manifest: Table = match file.text.parse() {
        Ok(manifest) => manifest,
        Err(error) => return vec![Fault::new(&file.path, 1, format!("this is not TOML: {error}"))],
    };
    let uses = manifest.get("dependencies").and_then(|table| table.as_table()).into_iter().flat_map(Table::keys);
    let judge = |used: &String| {
        let text = wrong_edge(name, used, allowed, ours)?;
        Some(Fault::new(&file.path, line_of(&file.text, used), text))
    };
    uses.filter_map(judge).collect()
}

fn wrong_edge(name: &str, used: &str, allowed: &[&str], ours: &[&str]) -> Option<String> {
    if ours.contains(&used) && !allowed.contains(&used) {
        return Some(format!(
            "`{name}` must not know `{used}`: arrows point downwards; move what is shared below both"
        ));
    }
    let (_, keepers) = KEPT.iter().find(|(kept, _)| *kept == used)?;
    (!keepers.contains(&name)).then(|| format!("`{name}` must not use `{used}`: it is kept to {}", keepers.join(", ")))
}

fn line_of(text: &str, dependency: &str) -> usize {
    let names = |line: &str| line.strip_prefix(dependency).is_some_and(|rest| rest.starts_with(['.', ' ', '=']));
    text.lines().position(names).map_or(1, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    fn told(files: &[(&str, &str)]) -> Vec<String> {
        check(&Tree::of(files)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn arrows_downwards_are_well() {
        let query =
            "[dependencies]\ncatalogue.workspace = true\nserde = \"1\"\n[dev-dependencies]\ntestkit.workspace = true\n";
        assert!(
            told(&[("crates/query/Cargo.toml", query), ("crates/catalogue/Cargo.toml", "[dependencies]\n")]).is_empty()
        );
    }

    #[test]
    fn an_arrow_upwards_and_a_kept_crate_are_told_at_once() {
        let query = "[dependencies]\nrecords.workspace = true\nrusqlite = \"1\"\n";
        let found = told(&[("crates/query/Cargo.toml", query), ("crates/records/Cargo.toml", "")]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("crates/query/Cargo.toml:2: `query` must not know `records`"), "{found:?}");
        assert!(found[1].starts_with("crates/query/Cargo.toml:3: `query` must not use `rusqlite`"), "{found:?}");
    }

    #[test]
    fn a_crate_without_a_place_is_told() {
        assert!(told(&[("crates/desk/Cargo.toml", "")])[0].contains("`desk` has no place"));
    }
}
