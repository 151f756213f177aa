//! The guide to the look names every custom property of the styles and no other, with the values that it has; and styles use none
//! that is not declared.

use std::collections::BTreeMap;

use crate::fault::Fault;
use crate::tree::Tree;

const GUIDE: &str = "docs/guide/look.md";
const TOKENS: &str = "islands/css/tokens.css";

pub fn check(tree: &Tree) -> Vec<Fault> {
    let declared = declared(tree);
    let Some(guide) = tree.files.iter().find(|file| file.path == GUIDE) else { return Vec::new() };
    let mut faults = Vec::new();
    for (name, (path, line, value)) in &declared {
        let code = format!("`{name}`");
        let rows: Vec<&str> = guide.text.lines().filter(|line| line.contains(&code)).collect();
        let values = if path == TOKENS { values(value) } else { Vec::new() };
        if rows.is_empty() {
            faults.push(Fault::new(path, *line, format!("{code} is not in {GUIDE}: say there what it is for")));
        } else if !rows.iter().any(|row| values.iter().all(|value| row.contains(value))) {
            faults.push(Fault::new(path, *line, format!("{GUIDE} says another value of {code} than {value}")));
        }
    }
    for (index, line) in guide.text.lines().enumerate() {
        let gone =
            line.split('`').skip(1).step_by(2).filter(|code| code.starts_with("--") && !declared.contains_key(*code));
        faults
            .extend(gone.map(|name| Fault::new(GUIDE, index + 1, format!("no style declares `{name}`: take it out"))));
    }
    faults.extend(used(tree).into_iter().filter(|(name, ..)| !declared.contains_key(name)).map(
        |(name, path, line)| {
            Fault::new(&path, line, format!("`{name}` is declared nowhere: the browser would leave the rule out"))
        },
    ));
    faults
}

/// What of a value the guide repeats: colours, and lengths that stand alone.
fn values(value: &str) -> Vec<&str> {
    let colours: Vec<&str> = value.split(['(', ')', ',', ' ']).filter(|part| part.starts_with('#')).collect();
    let is_length = value.ends_with("px") || value.ends_with("rem");
    if colours.is_empty() && is_length && !value.contains(' ') { vec![value] } else { colours }
}

/// By name, where it is declared first and as what.
fn declared(tree: &Tree) -> BTreeMap<String, (String, usize, String)> {
    let mut all = BTreeMap::new();
    for (path, line, text) in lines(tree) {
        for part in text.split(['{', '}', ';']) {
            let Some((name, value)) = part.trim().split_once(':') else { continue };
            if name.starts_with("--") {
                all.entry(name.to_owned()).or_insert_with(|| (path.to_owned(), line, value.trim().to_owned()));
            }
        }
    }
    all
}

fn used(tree: &Tree) -> Vec<(String, String, usize)> {
    let name = |rest: &str| rest.split([')', ',']).next().unwrap_or_default().trim().to_owned();
    let of = |(path, line, text): (&str, usize, &str)| -> Vec<(String, String, usize)> {
        text.split("var(").skip(1).map(|rest| (name(rest), path.to_owned(), line)).collect()
    };
    lines(tree).flat_map(of).collect()
}

fn lines(tree: &Tree) -> impl Iterator<Item = (&str, usize, &str)> {
    let styles = tree.files.iter().filter(|file| file.path.starts_with("islands/css/"));
    styles.flat_map(|file| file.text.lines().enumerate().map(|(index, line)| (&*file.path, index + 1, line)))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    const CSS: &str = ":root {\n  --ink: light-dark(#111111, #eeeeee);\n  --gap: 16px;\n  --new: #123456;\n}\n.a { color: var(--gone); }\n";
    const TOLD: &str = "| `--ink` | `#111111` | `#eeeeee` |\n| `--gap` | 12px |\n| `--old` | x |\n";

    #[test]
    fn the_guide_and_the_styles_name_the_same_with_the_same_values() {
        let tree = Tree::of(&[(super::TOKENS, CSS), (super::GUIDE, TOLD)]);
        let found: Vec<String> = check(&tree).iter().map(ToString::to_string).collect();
        let expected = ["`--gap` than 16px", "`--new` is not in", "`--old`: take", "`--gone` is declared nowhere"];
        assert_eq!(found.len(), expected.len(), "{found:?}");
        assert!(expected.iter().all(|part| found.iter().any(|fault| fault.contains(part))), "{found:?}");
    }
}
