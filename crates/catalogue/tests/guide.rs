//! The examples of the guide are its manual and its test: together with the shipped catalogue they load without a fault.

use catalogue::{load, shipped_files};

const GUIDE: &str = include_str!("../../../docs/guide/catalogue.md");

/// The TOML blocks whose first line names their file.
fn examples() -> Vec<(String, String)> {
    let blocks = GUIDE.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let named = blocks.filter_map(|text| {
        let path = text.strip_prefix("# ")?.lines().next()?;
        Some((path.to_owned(), text.to_owned()))
    });
    named.collect()
}

#[test]
fn every_example_of_the_guide_loads() {
    let examples = examples();
    assert_eq!(examples.len(), 6, "an example does not name its file");
    let mut files = shipped_files();
    files.extend(examples);
    let told: Vec<String> = load(&files).err().unwrap_or_default().iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn the_guide_names_every_type() {
    for kind in
        ["text", "long_text", "integer", "decimal", "money", "percent", "date", "instant", "duration", "boolean"]
    {
        assert!(GUIDE.contains(&format!("`{kind}`")), "{kind}");
    }
}
