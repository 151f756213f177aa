//! Documents name only files that exist: paths in backticks and relative links.

use crate::fault::Fault;
use crate::tree::{File, Tree};

/// Folders at the root: what begins with one of them is meant as a path.
const FOLDERS: [&str; 9] =
    ["crates/", "catalogue/", "locales/", "islands/", "docs/", "bin/", "e2e/", ".ci/", ".cargo/"];
/// Files at the root that documents name by their bare name.
const FILES: [&str; 5] = ["Cargo.toml", "Cargo.lock", "deny.toml", "clippy.toml", "rustfmt.toml"];

pub fn check(tree: &Tree) -> Vec<Fault> {
    tree.with_ending(&["md"]).flat_map(|file| check_file(file, tree)).collect()
}

fn check_file(file: &File, tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        let named = line.split('`').skip(1).step_by(2).filter_map(path_in).chain(linked(line, &file.path));
        let missing = named.filter(|path| !tree.has(path));
        let tell =
            |path| Fault::new(&file.path, index + 1, format!("`{path}` does not exist: mend the name or take it out"));
        faults.extend(missing.map(tell));
    }
    faults
}

/// The path in a piece of code, up to the first place that stands for something (`<name>`, `*`, `{…}`).
fn path_in(code: &str) -> Option<String> {
    let is_named = FOLDERS.iter().any(|folder| code.starts_with(folder) && code.len() > folder.len());
    if !is_named && !FILES.contains(&code) && !code.ends_with(".md") || code.contains(' ') {
        return None;
    }
    let path = code.split(':').next().unwrap_or(code);
    match path.find(['<', '*', '{', '…', '$']) {
        None => Some(path.trim_end_matches('/').to_owned()),
        Some(end) => path[..end].rfind('/').map(|slash| path[..slash].to_owned()),
    }
}

/// The targets of `[text](path)` within the repository.
fn linked(line: &str, document: &str) -> Vec<String> {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split([')', '#', ' ']).next());
    let is_ours = |target: &&str| !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:");
    targets.filter(is_ours).map(|target| resolve(document, target)).collect()
}

fn resolve(document: &str, target: &str) -> String {
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    #[test]
    fn a_path_that_is_not_there_is_told_with_its_line() {
        let document = "# Title\nSee `crates/query/src/lib.rs`, `crates/gone`, `bin/run` and `locales/<lang>/objects/<object>.ftl`.\n\
                        [here](../bin/run) and [nowhere](gone.md), [outside](https://example.org/gone.md)\n";
        let tree = Tree::of(&[
            ("docs/guide.md", document),
            ("crates/query/src/lib.rs", ""),
            ("bin/run", ""),
            ("locales/en/pages.ftl", ""),
        ]);
        let found: Vec<String> = check(&tree).iter().map(ToString::to_string).collect();
        let start = |index: usize| found[index].split(" does not").next().unwrap_or_default();
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(start(0), "docs/guide.md:2: `crates/gone`");
        assert_eq!(start(1), "docs/guide.md:3: `docs/gone.md`");
    }

    #[test]
    fn a_place_that_stands_for_something_is_checked_up_to_it() {
        let found = check(&Tree::of(&[("README.md", "`catalogue/roles/<name>.toml` and `candor query`")]));
        assert_eq!(found.len(), 1);
    }
}
