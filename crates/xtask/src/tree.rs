//! The repository's files, read once for all checks. What is built, fetched or generated is left out.

use std::io;
use std::path::Path;

/// Folders that hold nothing written by hand.
const LEFT_OUT: [&str; 5] = ["target", "node_modules", ".git", "var", "dist"];
/// Endings of the files whose text is checked.
const TEXTS: [&str; 8] = ["rs", "toml", "ftl", "md", "ts", "css", "mjs", "sh"];

/// One file; `text` is empty for those whose text no check reads.
pub struct File {
    /// From the root, with slashes.
    pub path: String,
    pub text: String,
}

impl File {
    pub fn ending(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, ending)| ending)
    }

    /// The crate it belongs to: `crates/<name>/…`.
    pub fn crate_name(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// A file of tests alone. Tests below the code of a file are told apart by `rust::Source`.
    pub fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.ends_with("/tests.rs") || self.path.starts_with("e2e/")
    }
}

/// All files below a root.
pub struct Tree {
    pub files: Vec<File>,
}

impl Tree {
    pub fn read(root: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        walk(root, "", &mut files)?;
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Self { files })
    }

    pub fn with_ending<'a>(&'a self, endings: &'a [&'a str]) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(|file| endings.contains(&file.ending()))
    }

    /// True for a file and for a folder that holds one.
    pub fn has(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        self.files.iter().any(|file| file.path == path || file.path.starts_with(&folder))
    }
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<File>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() && !LEFT_OUT.contains(&name.as_str()) {
            walk(&entry.path(), &format!("{path}/"), files)?;
        } else if kind.is_file() {
            let is_text = path.rsplit_once('.').is_some_and(|(_, ending)| TEXTS.contains(&ending));
            let text = if is_text { std::fs::read_to_string(entry.path())? } else { String::new() };
            files.push(File { path, text });
        }
    }
    Ok(())
}

#[cfg(test)]
impl Tree {
    /// A small tree for the test of one check.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| File { path: (*path).to_owned(), text: (*text).to_owned() };
        Self { files: files.iter().map(file).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::Tree;

    #[test]
    fn a_tree_is_read_without_what_is_built() {
        let root = tempfile::tempdir().unwrap();
        for path in ["src/lib.rs", "target/debug/x.rs", "a/node_modules/y.ts", "bin/run"] {
            let path = root.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "text").unwrap();
        }
        let tree = Tree::read(root.path()).unwrap();
        let read: Vec<(&str, &str)> = tree.files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        assert_eq!(read, [("bin/run", ""), ("src/lib.rs", "text")]);
        assert!(tree.has("src") && tree.has("src/") && tree.has("bin/run") && !tree.has("sr"));
    }
}
