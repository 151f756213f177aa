//! Every message of this crate has its words in every language.
use std::collections::BTreeSet;
use std::path::Path;

use catalogue::{Lang, Words};

/// Message keys and flag codes that stand in the sources as literals.
fn collect(folder: &Path, keys: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, keys);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for literal in text.split('"').skip(1).step_by(2) {
            let is_key = literal.starts_with("intake-") && literal.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            if is_key && !literal.ends_with('-') {
                keys.insert(literal.to_owned());
            }
        }
        for code in text.split("flag(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            keys.insert(format!("intake-flag-{}", code.replace('_', "-")));
        }
    }
}

#[test]
fn messages_have_words_in_every_language() {
    let mut found = BTreeSet::new();
    collect(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut found);
    assert!(found.len() > 45, "the sources name their messages as literals: {}", found.len());
    let args = [
        ("count", catalogue::Arg::Number(2)),
        ("rows", catalogue::Arg::Number(2)),
        ("limit", catalogue::Arg::Number(2)),
    ];
    let texts =
        ["header", "file", "files", "reason", "title", "written", "meant", "field", "scale", "said", "sum", "currency"];
    let more = ["company", "points", "fraction", "text"];
    let texts = texts.into_iter().chain(more).map(|name| (name, catalogue::Arg::Text("x".into())));
    let args: Vec<_> = args.into_iter().chain(texts).collect();
    for key in found {
        for lang in Lang::ALL {
            assert!(Words::shipped().find(lang, &key, &args).is_some(), "{key} in {}", lang.code());
        }
    }
}
