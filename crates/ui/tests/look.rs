//! The page of components shows every component of this crate once, and none that is gone; the guide lists the same.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test whose ground is missing must fail loudly")]

use std::collections::BTreeSet;
use std::path::Path;

use catalogue::{Catalogue, Lang};
use ui::{Fields, Reader};

const GUIDE: &str = include_str!("../../../docs/guide/look.md");

/// `module::function` of every public function that gives markup.
fn components(folder: &Path, within: &str, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the source") {
        let path = entry.expect("a file").path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            components(&path, &name, found);
            continue;
        }
        let module = if within.is_empty() { name } else { within.to_owned() };
        let text = std::fs::read_to_string(&path).expect("a text");
        for part in text.split("\npub fn ").skip(1) {
            let (head, _) = part.split_once('{').expect("a body");
            if head.trim_end().ends_with("-> Markup") && module != "look" {
                let name = head.split(['(', '<']).next().unwrap();
                found.insert(format!("{module}::{name}"));
            }
        }
    }
}

fn between<'t>(text: &'t str, before: &'t str, after: char) -> impl Iterator<Item = &'t str> {
    text.split(before).skip(1).filter_map(move |rest| rest.split(after).next())
}

#[test]
fn every_component_stands_on_the_page_and_in_the_guide() {
    let mut expected = BTreeSet::new();
    components(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), "", &mut expected);
    assert!(expected.len() > 40, "{expected:?}");
    let catalogue = Catalogue::shipped();
    for lang in Lang::ALL {
        let reader = Reader { now: 1_795_435_200_000_000, ..Reader::stranger(lang) };
        let fields = Fields { reader: &reader, catalogue: &catalogue, object: &catalogue.objects["deal"] };
        let page = ui::look::look(&fields).into_string();
        let shown: Vec<String> = between(&page, "<code class=\"look-name\">", '<').map(str::to_owned).collect();
        assert_eq!(shown.len(), expected.len(), "each once: {shown:?}");
        assert_eq!(shown.into_iter().collect::<BTreeSet<_>>(), expected);
        assert!(!page.contains(" style="), "no inline style");
    }
    let told: BTreeSet<String> =
        between(GUIDE, "`", '`').filter(|code| code.contains("::")).map(str::to_owned).collect();
    assert_eq!(told, expected, "docs/guide/look.md");
}

#[test]
fn the_tokens_on_the_page_are_those_of_the_style_sheet() {
    let catalogue = Catalogue::shipped();
    let reader = Reader::stranger(Lang::En);
    let fields = Fields { reader: &reader, catalogue: &catalogue, object: &catalogue.objects["deal"] };
    let page = ui::look::look(&fields).into_string();
    for token in ["--ink", "--accent-soft", "--on-accent", "--text-title", "--radius-large", "--gap"] {
        assert!(page.contains(&format!("<code>{token}</code>")), "{token}");
    }
    assert!(page.contains(r#"fill="var(--accent)""#));
}
