//! One catalogue file while it is read: its text, its lines, and the ledger where faults and expressions are noted.
//! Where a company has differences of its own to the file, they are laid over it (`overlay`) and keep their own lines.

use std::cell::RefCell;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::overlay::{self, Source};
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
pub(crate) enum Folder {
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
    /// The company's differences that lie over it: their file, and the line of the joined text on which they begin.
    own: Option<(Name, u32)>,
    line_starts: Vec<usize>,
    root: Spanned<DeTable<'t>>,
    ledger: &'t Ledger,
}

impl<'t> Sheet<'t> {
    /// `None` when the path is in no folder of the catalogue (noted).
    pub fn read(ledger: &'t Ledger, source: &'t Source<'t>) -> Option<Self> {
        let file: Name = source.path.into();
        let Some((folder, name)) = place(source.path) else {
            ledger.fault(&file, 1, Problem::Folder);
            return None;
        };
        let (root, errors) = DeTable::parse_recoverable(source.text);
        let joined =
            source.text.bytes().chain(source.own.iter().flat_map(|own| own.padded[source.text.len()..].bytes()));
        let breaks = joined.enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let line_starts: Vec<usize> = std::iter::once(0).chain(breaks).collect();
        let broken = !errors.is_empty();
        let mut sheet = Self { file, folder, name: name.into(), broken, own: None, line_starts, root, ledger };
        sheet.tell(&errors);
        if !sheet.broken && !is_good_name(&sheet.name) {
            sheet.fault(1, Problem::BadName { name: sheet.name.to_string() });
        }
        if source.is_own {
            overlay::expect_own_name(&sheet, 1, &sheet.name);
        } else {
            overlay::refuse_own_names(&sheet, sheet.root.get_ref());
        }
        if let Some(own) = &source.own {
            sheet.own = Some((own.path.into(), sheet.line(source.text.len() + 1)));
            let (differences, errors) = DeTable::parse_recoverable(&own.padded);
            sheet.tell(&errors);
            let mut root = std::mem::replace(&mut sheet.root, Spanned::new(0..0, DeTable::new()));
            overlay::lay_over(&sheet, root.get_mut(), differences.into_inner());
            sheet.root = root;
            sheet.broken |= !errors.is_empty();
        }
        Some(sheet)
    }

    fn tell(&self, errors: &[toml::de::Error]) {
        for error in errors {
            let line = error.span().map_or(1, |span| self.line(span.start));
            let (file, line) = self.at(line);
            self.ledger.fault(file, line, Problem::Syntax { detail: error.message().to_owned() });
        }
    }

    /// The file and its own line that a line of the joined text is.
    fn at(&self, line: u32) -> (&Name, u32) {
        match &self.own {
            Some((file, first)) if line >= *first => (file, line - first + 1),
            _ => (&self.file, line),
        }
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
            let (file, line) = self.at(line);
            self.ledger.fault(file, line, problem);
        }
    }

    pub fn expression(&self, place: ExpressionPlace) {
        if !self.broken {
            let (file, line) = self.at(place.line);
            self.ledger.expressions.borrow_mut().push(ExpressionPlace { file: file.clone(), line, ..place });
        }
    }

    /// Takes back the expressions of the file whose keys begin so: they stand in something that is retired.
    pub fn forget_expressions(&self, key: &str) {
        let is_there = |place: &ExpressionPlace| place.object == self.name && place.key.starts_with(key);
        self.ledger.expressions.borrow_mut().retain(|place| !is_there(place));
    }
}

/// The folder and the name that a path of the catalogue says.
pub(crate) fn place(path: &str) -> Option<(Folder, &str)> {
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
