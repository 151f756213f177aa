//! The catalogue loads, agrees with the words both ways in all languages, and no text is asked for that is not there
//! or kept though nobody asks for it.

mod places;

use std::collections::BTreeSet;

use catalogue::words::{Shipped, disagreements};

use crate::fault::Fault;
use crate::rust::{Kind, Piece, pieces};
use crate::tree::Tree;

/// Files of words whose keys come from the catalogue; all others are asked for by the code.
const BY_CATALOGUE: [&str; 4] = ["objects/", "roles.ftl", "findings.ftl", "system.ftl"];
/// Calls whose text argument is a key.
const CALLS: [&str; 4] = ["text(", "text_with(", "key: ", "say("];

pub fn check(tree: &Tree) -> Vec<Fault> {
    let words = words(tree);
    let mut faults = agreement(tree, &words);
    faults.extend(asked_but_missing(tree, &words));
    faults.extend(kept_but_unasked(tree, &words));
    faults.extend(sentences(tree));
    faults.extend(places::check(tree, &words));
    faults
}

fn words(tree: &Tree) -> Vec<Shipped> {
    let shipped = |file: &crate::tree::File| {
        let path = file.path.strip_prefix("locales/")?.to_owned();
        Some(Shipped { path, text: file.text.clone() })
    };
    tree.with_ending(&["ftl"]).filter_map(shipped).collect()
}

fn agreement(tree: &Tree, words: &[Shipped]) -> Vec<Fault> {
    let declared = |file: &&crate::tree::File| file.path.starts_with("catalogue/");
    let files: Vec<(&str, &str)> =
        tree.with_ending(&["toml"]).filter(declared).map(|file| (file.path.as_str(), file.text.as_str())).collect();
    if files.is_empty() {
        return Vec::new();
    }
    match catalogue::load(&files) {
        Ok(catalogue) => disagreements(&catalogue, words)
            .into_iter()
            .map(|fault| Fault::new(&fault.file, fault.line, fault.text))
            .collect(),
        Err(faults) => {
            faults.iter().map(|fault| Fault::new(&fault.file, fault.line as usize, fault.problem.to_string())).collect()
        }
    }
}

/// The keys of one language's files, with file and line.
fn keys<'a>(words: &'a [Shipped], lang: &'a str) -> impl Iterator<Item = (&'a str, usize, &'a Shipped)> {
    let of_lang = move |file: &&Shipped| file.path.split('/').next() == Some(lang);
    words.iter().filter(of_lang).flat_map(|file| {
        file.text.lines().enumerate().filter_map(move |(index, line)| Some((key_of(line)?, index + 1, file)))
    })
}

fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim_end();
    (key.starts_with(|c: char| c.is_ascii_alphabetic()) && key.chars().all(is_of_key)).then_some(key)
}

fn is_of_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// Literals that are meant as a key, and that are no key of the English words.
fn asked_but_missing(tree: &Tree, words: &[Shipped]) -> Vec<Fault> {
    let known: BTreeSet<&str> = keys(words, "en").map(|(key, ..)| key).collect();
    if known.is_empty() {
        return Vec::new();
    }
    let families = families(words);
    let mut faults = Vec::new();
    for file in tree.with_ending(&["rs"]).filter(|file| !file.is_test() && file.crate_name() != Some("xtask")) {
        let has_messages = !file.crate_name().is_some_and(|name| MARKUP.contains(&name));
        let pieces = pieces(&file.text);
        for pair in pieces.windows(2).filter(|pair| pair[1].kind == Kind::Text && !pair[1].in_tests) {
            let key = pair[1].text;
            let is_meant = is_key_asked(&pair[0], &pair[1]) || (has_messages && is_message(key, &families));
            if is_meant && !known.contains(key) {
                let text = format!("`{key}` is no text: add it to a file of locales/en, es and ru");
                faults.push(Fault::new(&file.path, pair[1].line, text));
            }
        }
    }
    faults
}

/// Crates whose literals may look like the key of a message and be none: classes of CSS, names of islands.
const MARKUP: [&str; 3] = ["ui", "web", "assets"];

/// The first words of the keys of messages: `fault` of `fault-required`. A literal that begins with one is a key.
fn families(words: &[Shipped]) -> BTreeSet<&str> {
    let messages = keys(words, "en").filter(|(.., file)| file.name().starts_with("messages"));
    messages.filter_map(|(key, ..)| key.split_once('-').map(|(family, _)| family)).collect()
}

fn is_message(text: &str, families: &BTreeSet<&str>) -> bool {
    text.chars().all(is_of_key) && text.split_once('-').is_some_and(|(family, _)| families.contains(family))
}

/// `words.text(lang, "key"` and its like: the call's name before a literal that looks like a key of two words or more.
fn is_key_asked(code: &Piece, text: &Piece) -> bool {
    if code.kind != Kind::Code
        || text.kind != Kind::Text
        || !text.text.chars().all(is_of_key)
        || !text.text.contains('-')
    {
        return false;
    }
    let before = code.text.trim_end();
    let call = before.rsplit(['(', ';', '{', '}']).next().map_or(0, str::len);
    let start = &before[..before.len() - call];
    let argument = &before[before.len() - call..];
    let is_last_argument =
        argument.is_empty() || (argument.trim_end().ends_with(',') && argument.matches(',').count() == 1);
    CALLS
        .iter()
        .any(|name| (is_last_argument && start.ends_with(name)) || (name.ends_with(' ') && code.text.ends_with(name)))
}

/// Sentences for people that stand in the code of pages instead of the words.
fn sentences(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    let of_pages = |file: &&crate::tree::File| matches!(file.crate_name(), Some("ui" | "web")) && !file.is_test();
    for file in tree.with_ending(&["rs"]).filter(of_pages) {
        let pieces = pieces(&file.text);
        for pair in pieces.windows(2).filter(|pair| pair[1].kind == Kind::Text && !pair[1].in_tests) {
            if is_sentence(pair[1].text) && !pair[0].text.trim_end().ends_with("reason =") {
                let text = format!("“{}” stands in the code: make it a key of locales/", pair[1].text);
                faults.push(Fault::new(&file.path, pair[1].line, text));
            }
        }
    }
    faults
}

/// A capital letter, and three words of letters or more.
fn is_sentence(text: &str) -> bool {
    let is_word =
        |word: &str| word.trim_matches(|c: char| c.is_ascii_punctuation() || c == '…').chars().all(char::is_alphabetic);
    text.starts_with(char::is_uppercase) && text.split(' ').count() >= 3 && text.split(' ').all(is_word)
}

/// Keys of pages and messages that no literal of the code names, as a whole or by a pattern with places (`ago-{unit}`).
fn kept_but_unasked(tree: &Tree, words: &[Shipped]) -> Vec<Fault> {
    let mut named: BTreeSet<&str> = BTreeSet::new();
    let mut patterns: Vec<Vec<&str>> = Vec::new();
    let sources: Vec<_> = tree.with_ending(&["rs"]).filter(|file| file.crate_name() != Some("xtask")).collect();
    if sources.is_empty() {
        return Vec::new();
    }
    for piece in sources.iter().flat_map(|file| pieces(&file.text)).filter(|piece| piece.kind == Kind::Text) {
        if piece.text.contains('{') {
            patterns.push(fixed_parts(piece.text));
        } else {
            named.insert(piece.text);
        }
    }
    // A text may be a part of another one: `{ other-key }`.
    let within: BTreeSet<&str> = words.iter().flat_map(|file| file.text.split(['{', '}'])).map(str::trim).collect();
    let by_code = |file: &Shipped| !BY_CATALOGUE.iter().any(|part| file.name().starts_with(part));
    let is_named = |key: &str| {
        let is_built = |parts: &Vec<&str>| fits(key, parts) || is_lengthened(key, parts, &named);
        named.contains(key) || within.contains(key) || patterns.iter().any(is_built)
    };
    keys(words, "en")
        .filter(|(key, _, file)| by_code(file) && !is_named(key))
        .map(|(key, line, file)| {
            Fault::new(
                &format!("locales/{}", file.path),
                line,
                format!("`{key}` is asked for by nobody: take it out, in all three languages"),
            )
        })
        .collect()
}

/// What stands around the places of a pattern.
fn fixed_parts(pattern: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        parts.push(before);
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    parts.push(rest);
    parts
}

/// True when the key is the parts in their order with something between; a pattern must begin with a word of its own.
fn fits(key: &str, parts: &[&str]) -> bool {
    let [first, middle @ .., last] = parts else { return false };
    if first.is_empty()
        || !first.chars().all(is_of_key)
        || !key.starts_with(first)
        || !key.ends_with(last)
        || key.len() < first.len() + last.len()
    {
        return false;
    }
    let mut rest = &key[first.len()..key.len() - last.len()];
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

/// True when a key that is named somewhere, with the ending of the pattern `{key}-ending`, makes this one.
fn is_lengthened(key: &str, parts: &[&str], named: &BTreeSet<&str>) -> bool {
    matches!(parts, ["", ending] if ending.starts_with('-') && key.strip_suffix(ending).is_some_and(|short| named.contains(short)))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    fn told(files: &[(&str, &str)]) -> Vec<String> {
        check(&Tree::of(files)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_key_with_an_ending_put_on_is_asked_for() {
        let code = "//! Head.\nfn a() {\n    text(&with_ending(\"page-title\"));\n    format!(\"{key}-all\")\n}\n";
        let words = "page-title = Title\npage-title-all = Titles\npage-other-all = Others\n";
        let found = told(&[("locales/en/pages.ftl", words), ("crates/web/src/page.rs", code)]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("`page-other-all`"), "{found:?}");
    }

    const ENGLISH: &str = "page-title = Title\nago-days = { $count } days\nstale-text = { page-title }\n";

    #[test]
    fn a_key_that_is_not_there_is_told() {
        let code = "//! Head.\nfn a() {\n    reader.text(\"page-title\");\n    words.text_with(lang, \"page-gone\", &[]);\n    b(\"stale-text\", \"ago-days\");\n}\n";
        let found = told(&[("locales/en/pages.ftl", ENGLISH), ("crates/web/src/page.rs", code)]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("crates/web/src/page.rs:4: `page-gone` is no text"), "{found:?}");
    }

    #[test]
    fn a_message_that_is_not_there_is_told_wherever_it_stands() {
        let words = ("locales/en/messages.ftl", "fault-required = Fill it in.\n");
        let code = "//! Head.\nfn a() {\n    Fault::of(field, \"fault-required\", \"fault-gone\", \"other-word\")\n}\n";
        let found = told(&[words, ("crates/records/src/create.rs", code)]);
        assert_eq!(
            found,
            ["crates/records/src/create.rs:3: `fault-gone` is no text: add it to a file of locales/en, es and ru"]
        );
    }

    #[test]
    fn a_key_nobody_asks_for_is_told() {
        let code = "//! Head.\nfn a() {\n    text(&format!(\"ago-{unit}\"));\n}\n";
        let found = told(&[("locales/en/pages.ftl", ENGLISH), ("crates/web/src/page.rs", code)]);
        assert_eq!(
            found,
            ["locales/en/pages.ftl:3: `stale-text` is asked for by nobody: take it out, in all three languages"]
        );
    }

    #[test]
    fn a_sentence_in_the_code_of_a_page_is_told() {
        let code = "//! Head.\n#[expect(x, reason = \"It is so because\")]\nfn a() {\n    p { \"Nothing was found.\" } say(\"Accept-Language\")\n}\n";
        let found = told(&[("crates/ui/src/list.rs", code), ("crates/store/src/list.rs", code)]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("crates/ui/src/list.rs:4: “Nothing was found.”"), "{found:?}");
    }

    #[test]
    fn a_catalogue_that_does_not_load_is_told() {
        let found = told(&[("catalogue/objects/deal.toml", "title = 5\n"), ("locales/en/pages.ftl", "")]);
        assert!(found.iter().any(|fault| fault.starts_with("catalogue/objects/deal.toml:1:")), "{found:?}");
    }
}
