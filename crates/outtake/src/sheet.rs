//! A spreadsheet (xlsx): typed cells with their formats, the heads frozen, bold and with a filter. Rows go to a temporary file as they
//! come, so a large one takes no more memory than a small one. Text is text: a cell of it is never a formula.

use std::collections::HashMap;
use std::io::Write;

use catalogue::{Currency, Kind};
use jiff::civil;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

use crate::OuttakeError;
use crate::cell::Cell;
use crate::heads::{Head, Part};

/// Characters that one cell holds at most (Excel specifications and limits).
const CELL: usize = 32_767;
/// The name of a sheet holds this many characters, and none of these.
const NAME: usize = 31;
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// Excel keeps fifteen digits of a number; one with more is written as text rather than wrong.
const DIGITS: u128 = 1_000_000_000_000_000;
/// Room for the button of the filter beside a heading, in characters.
const BUTTON: usize = 3;

/// What the file says of itself.
pub(crate) struct About {
    /// The name of its one sheet.
    pub title: String,
    pub author: String,
    /// Who took it out, when, and where that is noted; printed at the foot of each page too.
    pub note: String,
}

/// A spreadsheet that is being written.
pub(crate) struct Sheet {
    book: Workbook,
    formats: HashMap<Shape, Format>,
    row: u32,
    columns: u16,
}

/// How a cell is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Shape {
    Number(u32),
    Name,
    Money(Currency),
    Percent(u32),
    Day,
    Moment,
    Span,
}

impl Sheet {
    pub fn new(about: &About, heads: &[Head<'_>]) -> Result<Self, OuttakeError> {
        let mut book = Workbook::new();
        let said = DocProperties::new().set_title(&about.title).set_author(&about.author).set_comment(&about.note);
        book.set_properties(&said);
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(sheet_name(&about.title))?;
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        sheet.set_footer(format!("&L{}&R&P / &N", about.note.replace('&', "&&")));
        let bold = Format::new().set_bold();
        for (column, head) in (0_u16..).zip(heads) {
            sheet.set_column_width(column, width(head))?;
            sheet.write_string_with_format(0, column, &head.label, &bold)?;
        }
        let columns = u16::try_from(heads.len()).unwrap_or(u16::MAX);
        Ok(Self { book, formats: HashMap::new(), row: 0, columns })
    }

    pub fn row(&mut self, cells: &[Cell]) -> Result<(), OuttakeError> {
        self.row += 1;
        let sheet = self.book.worksheet_from_index(0)?;
        for (column, cell) in (0_u16..).zip(cells) {
            put(sheet, &mut self.formats, (self.row, column), cell)?;
        }
        Ok(())
    }

    /// Puts the file together.
    pub fn end<W: Write + Send>(mut self, file: W) -> Result<(), OuttakeError> {
        if let Some(last) = self.columns.checked_sub(1) {
            self.book.worksheet_from_index(0)?.autofilter(0, 0, self.row, last)?;
        }
        Ok(self.book.save_to_writer(file)?)
    }
}

fn put(
    sheet: &mut Worksheet,
    formats: &mut HashMap<Shape, Format>,
    (row, column): (u32, u16),
    cell: &Cell,
) -> Result<(), OuttakeError> {
    let mut format = |shape: Shape| formats.entry(shape).or_insert_with(|| shape.format()).clone();
    let typed = match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(said) => {
            sheet.write_string(row, column, text(said))?;
            return Ok(());
        }
        Cell::Number { number, digits } => double(*number).map(|n| (n, Shape::Number(*digits))),
        Cell::Name(number) => double((*number).into()).map(|n| (n, Shape::Name)),
        Cell::Money { amount, currency } => double(*amount).map(|n| (n, Shape::Money(*currency))),
        Cell::Percent { fraction, digits } => double(*fraction).map(|n| (n, Shape::Percent(*digits))),
        Cell::Span(seconds) => double(Decimal::from(*seconds) / Decimal::from(86_400)).map(|n| (n, Shape::Span)),
        Cell::Day(day) => {
            match moment(day.at(0, 0, 0, 0)) {
                Some(at) => sheet.write_datetime_with_format(row, column, &at, &format(Shape::Day))?,
                None => sheet.write_string(row, column, day.to_string())?,
            };
            return Ok(());
        }
        Cell::Moment(at) => {
            match moment(*at) {
                Some(at) => sheet.write_datetime_with_format(row, column, &at, &format(Shape::Moment))?,
                None => sheet.write_string(row, column, at.to_string())?,
            };
            return Ok(());
        }
    };
    match typed {
        Some((number, shape)) => sheet.write_number_with_format(row, column, number, &format(shape))?,
        None => sheet.write_string(row, column, exact(cell))?,
    };
    Ok(())
}

/// A spreadsheet has no other numbers. `None` where it would not hold every digit.
fn double(number: Decimal) -> Option<f64> {
    let number = number.round_dp(15).normalize();
    if number.mantissa().unsigned_abs() < DIGITS { number.to_f64() } else { None }
}

/// A number that is too long for a spreadsheet, as text.
fn exact(cell: &Cell) -> String {
    match cell {
        Cell::Number { number, .. } => number.normalize().to_string(),
        Cell::Name(number) => number.to_string(),
        Cell::Money { amount, .. } => amount.to_string(),
        Cell::Percent { fraction, .. } => fraction.normalize().to_string(),
        _ => String::new(),
    }
}

/// `None` before 1900, where a spreadsheet's calendar begins.
fn moment(at: civil::DateTime) -> Option<ExcelDateTime> {
    let year = u16::try_from(at.year()).ok().filter(|year| *year >= 1900)?;
    let part = |part: i8| u8::try_from(part).unwrap_or(0);
    let day = ExcelDateTime::from_ymd(year, part(at.month()), part(at.day())).ok()?;
    day.and_hms(u16::from(part(at.hour())), part(at.minute()), part(at.second())).ok()
}

/// The text as far as a cell holds it; that it goes on is seen.
fn text(text: &str) -> String {
    // Excel counts UTF-16 units, of which a character has one or two.
    if text.encode_utf16().count() <= CELL {
        return text.to_owned();
    }
    let mut left = CELL - 1;
    let fits = |c: &char| {
        let units = c.len_utf16();
        let fits = units <= left;
        left = left.saturating_sub(units);
        fits
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

fn sheet_name(title: &str) -> String {
    let plain: String = title.chars().map(|c| if NOT_IN_NAMES.contains(&c) { ' ' } else { c }).take(NAME).collect();
    let plain = plain.trim_matches(['\'', ' ']);
    if plain.is_empty() { "1".to_owned() } else { plain.to_owned() }
}

impl Shape {
    fn format(self) -> Format {
        let digits = |digits: u32| match digits {
            0 => String::new(),
            digits => format!(".{}", "0".repeat(digits as usize)),
        };
        Format::new().set_num_format(match self {
            Self::Number(after) => format!("#,##0{}", digits(after)),
            Self::Name => "0".to_owned(),
            Self::Money(currency) => format!("#,##0{}\\ \"{currency}\"", digits(currency.digits())),
            Self::Percent(after) => format!("0{}%", digits(after)),
            Self::Day => "yyyy\\-mm\\-dd".to_owned(),
            Self::Moment => "yyyy\\-mm\\-dd\\ hh:mm".to_owned(),
            Self::Span => "[h]:mm".to_owned(),
        })
    }
}

/// Characters that a column shows.
fn width(head: &Head<'_>) -> u32 {
    let of_kind = match head.kind {
        _ if head.part == Part::Currency => 8,
        Kind::LongText => 50,
        Kind::Text | Kind::Url | Kind::Email | Kind::Reference { .. } | Kind::Choices { .. } | Kind::File => 28,
        Kind::Person | Kind::Choice { .. } | Kind::Stage { .. } | Kind::Phone => 20,
        Kind::Money | Kind::Instant => 17,
        _ => 12,
    };
    let label = (head.label.chars().count() + BUTTON).min(40);
    u32::try_from(label).unwrap_or(of_kind).max(of_kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_cannot_hold_is_told_rather_than_changed() {
        assert_eq!(double(Decimal::new(12_345, 2)), Some(123.45));
        assert_eq!(double(Decimal::from(1_234_567_890_123_456_i64)), None);
        assert!(moment(civil::date(1899, 12, 31).at(0, 0, 0, 0)).is_none());
        let long = "ñ😀".repeat(20_000);
        let cut = text(&long);
        assert!(cut.encode_utf16().count() <= CELL && cut.ends_with('…'));
        assert_eq!(text("short"), "short");
    }

    #[test]
    fn a_sheet_is_named_as_spreadsheets_allow() {
        assert_eq!(sheet_name("Deals: [open]/won"), "Deals   open  won");
        assert_eq!(sheet_name("'"), "1");
        assert_eq!(sheet_name(&"ы".repeat(50)).chars().count(), 31);
    }
}
