//! Words that do not stand in our sources, names that say nothing, and the head that every file has.

use crate::fault::Fault;
use crate::rust::{Kind, Piece, pieces};
use crate::tree::{File, Tree};

/// Names of files and modules that say nothing about what is in them.
const EMPTY_NAMES: [&str; 8] = ["util", "utils", "helper", "helpers", "common", "misc", "manager", "service"];
/// In code: what, and what stands there instead.
const NOT_IN_CODE: [(&str, &str); 4] = [
    ("#[allow(", "use `#[expect(lint, reason = \"…\")]`, which tells when it is no longer needed"),
    ("#![allow(", "use `#![expect(lint, reason = \"…\")]`, which tells when it is no longer needed"),
    ("todo!(", "write it, or leave it out"),
    ("unimplemented!(", "write it, or return an error"),
];
/// In comments, as whole words.
const NOT_IN_COMMENTS: [&str; 3] = ["TODO", "FIXME", "XXX"];

pub fn check(tree: &Tree) -> Vec<Fault> {
    tree.files.iter().filter(|file| file.path.starts_with("crates/")).flat_map(check_file).collect()
}

fn check_file(file: &File) -> Vec<Fault> {
    let mut faults = empty_names(file);
    if file.ending() != "rs" {
        return faults;
    }
    if !file.text.trim_start().starts_with("//!") {
        faults.push(Fault::new(
            &file.path,
            1,
            "no head: begin with `//!` and one to five lines: what it is, what it must not do",
        ));
    }
    // This file names what it looks for.
    if file.crate_name() != Some("xtask") {
        faults.extend(pieces(&file.text).iter().flat_map(|piece| forbidden(file, piece)));
    }
    faults
}

fn empty_names(file: &File) -> Vec<Fault> {
    let is_empty = |part: &&str| EMPTY_NAMES.contains(&part.trim_end_matches(".rs"));
    let tell = |part: &str| Fault::new(&file.path, 1, format!("`{part}` says nothing: name it by what is in it"));
    file.path.split('/').filter(is_empty).map(tell).collect()
}

fn forbidden(file: &File, piece: &Piece) -> Vec<Fault> {
    let mut faults = Vec::new();
    match piece.kind {
        Kind::Code => {
            for (word, instead) in NOT_IN_CODE {
                let tell = |line| Fault::new(&file.path, line, format!("`{word}`: {instead}"));
                faults.extend(piece.lines_with(|line| line.contains(word)).map(tell));
            }
        }
        Kind::Comment => {
            for word in NOT_IN_COMMENTS {
                let has_word = |line: &str| line.split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
                let tell = |line| Fault::new(&file.path, line, format!("`{word}`: do it, or file an issue"));
                faults.extend(piece.lines_with(has_word).map(tell));
            }
        }
        Kind::Text => {}
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    fn told(path: &str, text: &str) -> Vec<String> {
        check(&Tree::of(&[(path, text)])).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_file_without_a_head_is_told() {
        assert!(told("crates/a/src/lib.rs", "pub fn a() {}")[0].contains("no head"));
        assert!(told("crates/a/src/lib.rs", "//! What it is.\n").is_empty());
    }

    #[test]
    fn forbidden_words_are_told_with_their_lines() {
        let text = "//! Head.\n#[allow(dead_code)]\nfn a() {\n    todo!() // TODO later\n}\n";
        let lines: Vec<String> = told("crates/a/src/lib.rs", text)
            .iter()
            .map(|fault| fault.split(": ").take(2).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(
            lines,
            ["crates/a/src/lib.rs:2 `#[allow(`", "crates/a/src/lib.rs:4 `todo!(`", "crates/a/src/lib.rs:4 `TODO`"]
        );
    }

    #[test]
    fn words_in_texts_and_within_words_are_well() {
        assert!(told("crates/a/src/lib.rs", "//! Head.\nconst A: &str = \"todo!( TODO\"; // TODOS\n").is_empty());
    }

    #[test]
    fn a_name_that_says_nothing_is_told() {
        assert!(told("crates/a/src/utils.rs", "//! Head.\n")[0].contains("`utils.rs` says nothing"));
        assert!(told("crates/a/src/common/deal.rs", "//! Head.\n")[0].contains("`common` says nothing"));
    }
}
