//! A data dictionary among the files: a sheet that says what the columns of the others mean. It gives units, scales and
//! currencies, and is never imported itself.

use rust_decimal::Decimal;

use catalogue::Currency;

use crate::mapping::fold_words;
use crate::table::Table;

/// What a dictionary says, in the order of its rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Dictionary {
    /// Table and field as folded words, and the description.
    entries: Vec<(String, String, String)>,
}

/// What a description says about a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) scale: Decimal,
    pub(crate) currency: Option<Currency>,
}

const TABLE: [&str; 6] = ["table", "file", "sheet", "tabla", "archivo", "таблица"];
const FIELD: [&str; 8] = ["field", "column", "name", "variable", "campo", "columna", "поле", "столбец"];
const DESCRIPTION: [&str; 7] =
    ["description", "meaning", "definition", "descripcion", "significado", "описание", "значение"];

impl Dictionary {
    /// Reads the table when its headers are those of a dictionary.
    pub(crate) fn read(table: &Table<'_>) -> Option<Self> {
        let find = |words: &[&str]| {
            table.headers.iter().find(|(_, h)| words.contains(&fold_words(h).as_str())).map(|(column, _)| *column)
        };
        let (file, field, description) = (find(&TABLE)?, find(&FIELD)?, find(&DESCRIPTION)?);
        let entry = |row: &&crate::Row| {
            let text = |column| row.value(column).shown();
            (fold_words(&text(file)), fold_words(&text(field)), text(description).trim().to_owned())
        };
        Some(Self { entries: table.data.iter().map(entry).collect() })
    }

    /// What it says about a column of a file or sheet.
    pub(crate) fn describe(&self, file: &str, sheet: &str, header: &str) -> Option<&str> {
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let (stem, sheet, header) = (fold_words(stem), fold_words(sheet), fold_words(header));
        let entry = self.entries.iter().find(|(t, f, _)| (*t == stem || *t == sheet) && *f == header)?;
        Some(entry.2.as_str()).filter(|d| !d.is_empty())
    }

    pub(crate) fn extend(&mut self, other: Self) {
        self.entries.extend(other.entries);
    }
}

/// Currencies that a text may name by their code.
const CODES: [&str; 24] = [
    "USD", "EUR", "GBP", "RUB", "UAH", "MXN", "ARS", "COP", "CLP", "PEN", "BRL", "CHF", "PLN", "CZK", "SEK", "NOK",
    "DKK", "JPY", "CNY", "INR", "KZT", "TRY", "CAD", "AUD",
];

/// Scale and currency in words: `Annual revenue (in millions of USD)`, `Выручка, тыс. руб.`.
pub(crate) fn unit_in(text: &str) -> Said {
    let words: Vec<String> = fold_words(text).split(' ').map(str::to_owned).collect();
    let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    let scale = if has(&["million", "millions", "mln", "mio", "millones", "млн", "миллионов", "миллионы"])
    {
        Decimal::from(1_000_000)
    } else if has(&["thousand", "thousands", "miles", "тыс", "тысяч", "тысячи"]) {
        Decimal::ONE_THOUSAND
    } else if has(&["billion", "billions", "bn", "млрд", "миллиардов"]) {
        Decimal::from(1_000_000_000)
    } else {
        Decimal::ONE
    };
    let code = text.split(|c: char| !c.is_ascii_alphabetic()).find(|w| CODES.contains(w));
    let sign = || match text {
        t if t.contains('€') => Some("EUR"),
        t if t.contains("US$") => Some("USD"),
        t if t.contains('£') => Some("GBP"),
        t if t.contains('₽') || t.contains("руб") => Some("RUB"),
        _ => None,
    };
    Said { scale, currency: code.or_else(sign).and_then(Currency::parse) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_found_in_words() {
        let said = unit_in("Annual revenue (in millions of USD)");
        assert_eq!(
            (said.scale, said.currency.map(|c| c.code().to_owned())),
            (Decimal::from(1_000_000), Some("USD".into()))
        );
        let said = unit_in("Выручка, тыс. руб.");
        assert_eq!((said.scale, said.currency.map(|c| c.code().to_owned())), (Decimal::from(1000), Some("RUB".into())));
        assert_eq!(unit_in("Revenue from the deal"), Said { scale: Decimal::ONE, currency: None });
    }
}
