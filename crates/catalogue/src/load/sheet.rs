//! One catalogue file while it is read: its text, its lines, and the ledger where faults and expressions are noted.

use std::cell::RefCell;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::table::Table;
use crate::{CatalogueFault, ExpressionPlace, Name, Problem};

/// What reading gathers across all files.
#[derive(Default)]
pub(super) struct Ledger {
    pub faults: RefCell<Vec<CatalogueFault>>,
    pub expressions: RefCell<Vec<ExpressionPlace>>,
}

impl Ledger {
    pub fn fault(&self, file: &Name, line: u32, problem: Problem) {
        self.faults.borrow_mut().push(CatalogueFault { file: file.clone(), line, problem });
    }
}

/// The three folders of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Folder {
    Objects,
    Roles,
    Findings,
}

pub(super) struct Sheet<'t> {
    pub file: Name,
    pub folder: Folder,
    /// The file's name without `.toml`.
    pub name: Name,
    /// It did not parse whole: what is missing in it may be there, so nothing more is said about it.
    pub broken: bool,
    line_starts: Vec<usize>,
    root: Spanned<DeTable<'t>>,
    ledger: &'t Ledger,
}

impl<'t> Sheet<'t> {
    /// `None` when the path is in no folder of the catalogue (noted).
    pub fn read(ledger: &'t Ledger, path: &str, text: &'t str) -> Option<Self> {
        let file: Name = path.into();
        let Some((folder, name)) = place(path) else {
            ledger.fault(&file, 1, Problem::Folder);
            return None;
        };
        let (root, errors) = DeTable::parse_recoverable(text);
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let sheet = Self { file, folder, name: name.into(), broken: !errors.is_empty(), line_starts, root, ledger };
        for error in errors {
            let line = error.span().map_or(1, |span| sheet.line(span.start));
            ledger.fault(&sheet.file, line, Problem::Syntax { detail: error.message().to_owned() });
        }
        if !sheet.broken && !is_good_name(&sheet.name) {
            sheet.fault(1, Problem::BadName { name: sheet.name.to_string() });
        }
        Some(sheet)
    }

    pub fn root(&self) -> Table<'_> {
        Table::new(self, String::new(), 1, self.root.get_ref())
    }

    /// The line of a byte offset, from 1.
    pub fn line(&self, offset: usize) -> u32 {
        u32::try_from(self.line_starts.partition_point(|start| *start <= offset)).unwrap_or(u32::MAX)
    }

    pub fn line_of(&self, value: &Spanned<DeValue<'_>>) -> u32 {
        self.line(value.span().start)
    }

    /// Notes a fault, unless the file did not parse whole.
    pub fn fault(&self, line: u32, problem: Problem) {
        if !self.broken {
            self.ledger.fault(&self.file, line, problem);
        }
    }

    pub fn expression(&self, place: ExpressionPlace) {
        if !self.broken {
            self.ledger.expressions.borrow_mut().push(place);
        }
    }
}

fn place(path: &str) -> Option<(Folder, &str)> {
    let mut parts = path.rsplit(['/', '\\']);
    let name = parts.next()?.strip_suffix(".toml")?;
    let folder = match parts.next()? {
        "objects" => Folder::Objects,
        "roles" => Folder::Roles,
        "findings" => Folder::Findings,
        _ => return None,
    };
    Some((folder, name))
}

/// Lower-case English letters, digits and `_`, beginning with a letter: safe as a column, in a URL and in an expression.
pub(super) fn is_good_name(name: &str) -> bool {
    name.len() <= 48
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
