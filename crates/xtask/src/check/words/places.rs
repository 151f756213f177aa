//! Each place of a text is filled where the text is asked for: `{ $count }` wants a `("count", …)` in the call.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::words::Shipped;

use super::{is_key_asked, key_of};
use crate::fault::Fault;
use crate::rust::{Kind, Piece, pieces};
use crate::tree::Tree;

pub fn check(tree: &Tree, words: &[Shipped]) -> Vec<Fault> {
    let places = places_of_keys(words);
    let mut faults = Vec::new();
    for file in tree.with_ending(&["rs"]).filter(|file| !file.is_test() && file.crate_name() != Some("xtask")) {
        let pieces = pieces(&file.text);
        for (index, pair) in pieces.windows(2).enumerate().filter(|(_, pair)| !pair[1].in_tests) {
            if !is_key_asked(&pair[0], &pair[1]) {
                continue;
            }
            let (Some(wanted), Some(given)) = (places.get(pair[1].text), given(&pieces[index + 2..])) else { continue };
            let missing: Vec<&str> = wanted.difference(&given).copied().collect();
            if !missing.is_empty() {
                let text = format!("`{}` has places that are not filled here: {}", pair[1].text, missing.join(", "));
                faults.push(Fault::new(&file.path, pair[1].line, text));
            }
        }
    }
    faults
}

/// The names of the places of each English text.
fn places_of_keys(words: &[Shipped]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut places: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in words.iter().filter(|file| file.path.starts_with("en/")) {
        let mut current = None;
        for line in file.text.lines().filter(|line| !line.starts_with('#')) {
            current = key_of(line).or(current);
            let Some(key) = current else { continue };
            let named = line.split('$').skip(1).filter_map(|rest| rest.split(|c: char| !super::is_of_key(c)).next());
            places.entry(key).or_default().extend(named);
        }
    }
    places
}

/// The names given after the key: none when the call ends there, `None` when they are not written out in it.
fn given<'a>(after: &[Piece<'a>]) -> Option<BTreeSet<&'a str>> {
    let first = after.first().filter(|piece| piece.kind == Kind::Code)?.text.trim_start();
    if first.starts_with(')') {
        return Some(BTreeSet::new());
    }
    let list = first.strip_prefix(',')?.trim_start();
    if !list.starts_with("&[") {
        return None;
    }
    let mut names = BTreeSet::new();
    let mut depth = 0_usize;
    for (index, piece) in after.iter().enumerate() {
        match piece.kind {
            Kind::Text if depth == 1 && opens_pair(after[index - 1].text) => {
                names.insert(piece.text);
            }
            Kind::Code if ends_within(piece.text, &mut depth) => return Some(names),
            _ => {}
        }
    }
    Some(names)
}

/// The bracket before a name opens a pair of the list, not a call.
fn opens_pair(code: &str) -> bool {
    code.trim_end().strip_suffix('(').is_some_and(|before| before.trim_end().ends_with(['[', ',']))
}

/// Counts square brackets; true when the list is closed in this code.
fn ends_within(code: &str, depth: &mut usize) -> bool {
    for c in code.chars() {
        match c {
            '[' => *depth += 1,
            ']' if *depth <= 1 => return true,
            ']' => *depth -= 1,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;
    use catalogue::words::Shipped;

    fn told(code: &str) -> Vec<String> {
        let text = "ago-days = { $count ->\n    [one] { $count } day\n   *[other] { $count } days of { $name }\n}\nno-place = Here\n";
        let words = [Shipped { path: "en/pages.ftl".to_owned(), text: text.to_owned() }];
        let tree = Tree::of(&[("crates/web/src/page.rs", code)]);
        check(&tree, &words).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_place_that_nobody_fills_is_told() {
        assert!(told("a.text(\"ago-days\");")[0].ends_with("not filled here: count, name"));
        assert!(
            told("a.text_with(\"ago-days\", &[(\"count\", list[0].into()), (\"other\", b(\"name\"))]);")[0]
                .ends_with("not filled here: name")
        );
    }

    #[test]
    fn filled_places_and_those_given_as_a_whole_are_well() {
        assert!(
            told("a.text_with(\"ago-days\", &[(\"count\", x[1].into()), (\"name\", n)]); a.text(\"no-place\");")
                .is_empty()
        );
        assert!(told("a.text_with(\"ago-days\", &args);").is_empty());
    }
}
