//! The columns of a file: which field each holds, under which heading, and where an amount's currency stands.

use catalogue::{Catalogue, Currency, Kind, Lang, Object};
use records::export::Taken;

/// One column of the file.
pub(crate) struct Head<'c> {
    pub label: String,
    pub path: &'c str,
    pub part: Part,
    pub kind: &'c Kind,
    /// Object and field whose words its choices are called by.
    pub of: Option<(&'c str, &'c str)>,
}

/// Which part of a value a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Whole,
    /// Of an amount its currency.
    Currency,
}

/// The columns in order. Amounts in several currencies, or in one that is not the company's, have their currency beside them:
/// a number alone would be taken for the company's own.
pub(crate) fn heads<'c>(
    catalogue: &'c Catalogue,
    object: &'c Object,
    columns: &'c [Taken],
    (lang, own): (Lang, Currency),
) -> Vec<Head<'c>> {
    let mut heads = Vec::with_capacity(columns.len());
    for column in columns {
        let found = catalogue.field_at(object, &column.path);
        let label = match found {
            None if &*column.path == "id" => catalogue.words.text(lang, "export-id"),
            // A computed text has no name of its own.
            None => column.path.to_string(),
            Some(_) => catalogue.path_label(lang, object, &column.path),
        };
        let of = found.map(|(object, field)| (&*object.name, &*field.name));
        let head = |label, part| Head { label, path: &column.path, part, kind: column.kind.value_kind(), of };
        let currency = catalogue.words.text_with(lang, "export-currency", &[("field", label.clone().into())]);
        heads.push(head(label, Part::Whole));
        if column.currencies.iter().any(|currency| *currency != own) {
            heads.push(head(currency, Part::Currency));
        }
    }
    heads
}
