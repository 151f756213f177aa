//! Delimited text (RFC 4180) as spreadsheets of the reader's country open it: UTF-8 with its mark, the separator and the decimal mark
//! of the language, days and times in the one order that none of them confuses. Nothing in it is run as a formula.

use std::io::Write;

use catalogue::{Lang, guard};
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use rust_decimal::Decimal;

use crate::OuttakeError;
use crate::cell::Cell;
use crate::heads::Head;

/// By it Excel knows that the text is UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A file that is being written.
pub(crate) struct Delimited<W: Write> {
    writer: Writer<W>,
    lang: Lang,
}

impl<W: Write> Delimited<W> {
    pub fn new(mut file: W, lang: Lang, heads: &[Head<'_>]) -> Result<Self, OuttakeError> {
        file.write_all(MARK)?;
        let mut builder = WriterBuilder::new();
        builder.delimiter(separator(lang)).terminator(Terminator::CRLF).quote_style(QuoteStyle::Necessary);
        let mut writer = builder.from_writer(file);
        writer.write_record(heads.iter().map(|head| guard(&head.label).into_owned()))?;
        Ok(Self { writer, lang })
    }

    pub fn row(&mut self, cells: &[Cell]) -> Result<(), OuttakeError> {
        Ok(self.writer.write_record(cells.iter().map(|cell| written(cell, self.lang)))?)
    }

    /// Writes what is left and gives the file back.
    pub fn end(mut self) -> Result<W, OuttakeError> {
        self.writer.flush()?;
        self.writer.into_inner().map_err(|error| OuttakeError::File(error.into_error()))
    }
}

fn written(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => guard(text).into_owned(),
        Cell::Number { number, .. } => plain(number.normalize(), lang),
        Cell::Name(number) => number.to_string(),
        Cell::Money { amount, .. } => plain(*amount, lang),
        Cell::Percent { fraction, .. } => format!("{}%", plain(hundredfold(*fraction).normalize(), lang)),
        Cell::Day(day) => day.to_string(),
        Cell::Moment(at) => at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        Cell::Span(seconds) => span(*seconds),
    }
}

/// Not grouped. Three digits behind the mark could be read as a group of thousands: then there is a fourth.
fn plain(number: Decimal, lang: Lang) -> String {
    let mut plain = number.to_string();
    if number.scale() == 3 {
        plain.push('0');
    }
    plain.replace('.', &lang.decimal_mark().to_string())
}

/// What Excel takes for the separator where people read this language: the decimal comma leaves it the semicolon.
fn separator(lang: Lang) -> u8 {
    if lang.decimal_mark() == ',' { b';' } else { b',' }
}

fn hundredfold(fraction: Decimal) -> Decimal {
    fraction.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(Decimal::MAX)
}

/// Hours, minutes and seconds: `1:30:00`.
fn span(seconds: i64) -> String {
    let (sign, whole) = (if seconds < 0 { "-" } else { "" }, seconds.saturating_abs());
    format!("{sign}{}:{:02}:{:02}", whole / 3_600, whole % 3_600 / 60, whole % 60)
}

#[cfg(test)]
mod tests {
    use catalogue::Kind;

    use super::*;
    use crate::heads::Part;

    fn file(lang: Lang, rows: &[Vec<Cell>]) -> String {
        let head = |label: &str| Head {
            label: label.to_owned(),
            path: "name",
            part: Part::Whole,
            kind: &Kind::Text,
            of: None,
        };
        let mut file =
            Delimited::new(Vec::new(), lang, &[head("Name"), head("=Sum")]).unwrap_or_else(|_| unreachable!());
        for row in rows {
            assert!(file.row(row).is_ok());
        }
        String::from_utf8(file.end().unwrap_or_default()).unwrap_or_default()
    }

    #[test]
    fn text_is_quoted_and_never_run_and_numbers_are_written_as_the_language_does() {
        let number = |number: &str| Cell::Number { number: number.parse().unwrap_or_default(), digits: 3 };
        let rows = [
            vec![Cell::Text("A \"B\"; C, D\nE".into()), number("-1234.5")],
            vec![Cell::Text("=1+1".into()), number("1.234")],
            vec![Cell::Text("+34 600".into()), Cell::Percent { fraction: Decimal::new(355, 3), digits: 2 }],
            vec![Cell::Empty, Cell::Span(-5_400)],
        ];
        assert_eq!(
            file(Lang::Es, &rows),
            "\u{feff}Name;'=Sum\r\n\"A \"\"B\"\"; C, D\nE\";-1234,5\r\n'=1+1;1,2340\r\n'+34 600;35,5%\r\n;-1:30:00\r\n"
        );
        assert_eq!(
            file(Lang::En, &rows),
            "\u{feff}Name,'=Sum\r\n\"A \"\"B\"\"; C, D\nE\",-1234.5\r\n'=1+1,1.2340\r\n'+34 600,35.5%\r\n,-1:30:00\r\n"
        );
    }
}
