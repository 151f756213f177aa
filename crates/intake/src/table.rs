//! A sheet as a table: its header row (not always the first), its columns, its rows of data, and the rows of totals that
//! are no data.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::numeral::{Mark, numeral};
use crate::{Cell, CellValue, Row, Sheet};

/// Rows searched for the header.
const ROWS_SEARCHED: usize = 40;

/// A sheet with its parts told apart. Borrows the sheet.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    pub file: &'a str,
    pub sheet: &'a str,
    /// Row number, from 1.
    pub header_row: u32,
    /// Column (from 0) and header; a repeated header gets a number, a missing one the column's letters.
    pub headers: Vec<(u32, String)>,
    pub data: Vec<&'a Row>,
    pub totals: Vec<&'a Row>,
    /// Rows above the header: titles.
    pub above: u64,
}

impl<'a> Table<'a> {
    /// Finds the parts. `header_row` when the person said it. `None` for a sheet with nothing below a header.
    #[must_use]
    pub fn find(file: &'a str, sheet: &'a Sheet, header_row: Option<u32>) -> Option<Self> {
        let at = match header_row {
            Some(number) => sheet.rows.iter().position(|r| r.number == number)?,
            None => find_header(&sheet.rows)?,
        };
        let (header, below) = (sheet.rows.get(at)?, sheet.rows.get(at + 1..)?);
        let headers = headers(header, below);
        let (totals, data): (Vec<&Row>, Vec<&Row>) = below.iter().partition(|row| says_total(row, &headers));
        let mut table = Self {
            file,
            sheet: &sheet.name,
            header_row: header.number,
            headers,
            data,
            totals,
            above: u64::try_from(at).unwrap_or(0),
        };
        table.set_apart_silent_total();
        (!table.headers.is_empty()).then_some(table)
    }

    /// The last row is a total without the word when it names nothing and each of its numbers is the sum of those above.
    fn set_apart_silent_total(&mut self) {
        let Some((last, rest)) = self.data.split_last() else { return };
        let has_text = last.cells.iter().any(|c| matches!(c.value, CellValue::Text(_)) && number_of(c).is_none());
        let numbers: Vec<(u32, Decimal)> = last.cells.iter().filter_map(|c| Some((c.column, number_of(c)?))).collect();
        if has_text || numbers.is_empty() || rest.len() < 2 {
            return;
        }
        let sums_up = |(column, value): &(u32, Decimal)| !value.is_zero() && sum(rest, *column) == Some(*value);
        // Averages and counts may stand beside the sums, so one sum that fits is enough when most columns are empty.
        let sparse = last.cells.len() * 2 <= self.headers.len();
        if numbers.iter().all(sums_up) || (sparse && numbers.iter().any(sums_up)) {
            self.totals.extend(self.data.pop());
        }
    }

    /// The header of a column.
    #[must_use]
    pub fn header(&self, column: u32) -> &str {
        self.headers.iter().find(|(c, _)| *c == column).map_or("", |(_, h)| h)
    }
}

/// Exact sum of the numbers of a column; `None` when there are none.
#[must_use]
pub fn sum(rows: &[&Row], column: u32) -> Option<Decimal> {
    rows.iter().filter_map(|r| r.cell(column).and_then(number_of)).reduce(|a, b| a.saturating_add(b))
}

fn number_of(cell: &Cell) -> Option<Decimal> {
    match &cell.value {
        CellValue::Number(number) => Some(*number),
        CellValue::Text(text) => {
            let numeral = numeral(text)?;
            numeral.value(numeral.mark().unwrap_or(Mark::Point))
        }
        _ => None,
    }
}

/// The first row of words that is as wide as the table below it.
fn find_header(rows: &[Row]) -> Option<usize> {
    let mut widths: HashMap<usize, usize> = HashMap::new();
    for row in rows.iter().take(500) {
        *widths.entry(row.cells.len()).or_default() += 1;
    }
    let usual = widths.into_iter().max_by_key(|(width, rows)| (*rows, *width)).map_or(1, |(width, _)| width);
    let is_header = |row: &Row| {
        let words = row.cells.iter().filter(|c| is_word(c)).count();
        // A few columns may lack a header, and a year may stand as one.
        words * 10 >= usual * 6 && words * 10 >= row.cells.len() * 7
    };
    let candidate = rows.iter().take(ROWS_SEARCHED).position(is_header);
    candidate.or_else(|| (!rows.is_empty()).then_some(0)).filter(|at| at + 1 < rows.len())
}

fn is_word(cell: &Cell) -> bool {
    matches!(&cell.value, CellValue::Text(text) if numeral(text).is_none() && crate::numeral::dates(text).is_empty())
}

/// Headers of all columns that have a header or a value below it.
fn headers(header: &Row, below: &[Row]) -> Vec<(u32, String)> {
    let mut columns: Vec<u32> = header.cells.iter().map(|c| c.column).collect();
    columns.extend(below.iter().flat_map(|r| r.cells.iter().map(|c| c.column)));
    columns.sort_unstable();
    columns.dedup();
    let mut seen: HashMap<String, u32> = HashMap::new();
    let mut name = |column: u32| {
        let text = header.value(column).shown();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = if text.is_empty() { crate::column_letters(column) } else { text };
        let times = seen.entry(catalogue::fold(&text)).or_default();
        *times += 1;
        if *times == 1 { text } else { format!("{text} ({times})") }
    };
    columns.into_iter().map(|c| (c, name(c))).collect()
}

/// Words that begin a row of totals, folded.
const TOTALS: [&str; 16] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sub total",
    "sum",
    "totales",
    "suma",
    "total general",
    "итого",
    "всего",
    "итог",
    "итого по",
    "всего по",
    "подитог",
    "сумма",
];

/// True when a row's first word is one of totals and it names nothing else.
fn says_total(row: &Row, headers: &[(u32, String)]) -> bool {
    let mut texts = row.cells.iter().filter_map(|c| match &c.value {
        CellValue::Text(text) if number_of(c).is_none() => Some(catalogue::fold(text)),
        _ => None,
    });
    let Some(first) = texts.next() else { return false };
    let first = first.trim_end_matches([':', '.', ' ']);
    let says = TOTALS.contains(&first)
        || TOTALS.iter().any(|t| first.strip_prefix(t).is_some_and(|r| r.starts_with([' ', ':'])));
    let has_number = row.cells.iter().any(|c| number_of(c).is_some());
    // A client may be called Total: then the rest of the row is filled like any other.
    says && has_number && texts.next().is_none() && row.cells.len() < headers.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(text: &str) -> Sheet {
        let rows = text.lines().enumerate().filter(|(_, line)| !line.is_empty()).map(|(at, line)| Row {
            number: u32::try_from(at).unwrap_or(0) + 1,
            cells: line
                .split('|')
                .enumerate()
                .filter(|(_, text)| !text.is_empty())
                .map(|(column, text)| Cell {
                    column: u32::try_from(column).unwrap_or(0),
                    value: text.parse().map_or(CellValue::Text(text.into()), CellValue::Number),
                    format: None,
                    formula: None,
                })
                .collect(),
        });
        Sheet { name: "S".into(), rows: rows.collect() }
    }

    #[test]
    fn titles_above_and_totals_below_are_no_data() {
        let sheet =
            sheet("Sales of the north\n\nDate|Client|Sum|Sum\na|Acme|10|1\nb|Total Energies|20|2\nИтого:||30|3\n");
        let table = Table::find("f", &sheet, None).expect("a table");
        assert_eq!(table.header_row, 3);
        assert_eq!(
            table.headers.iter().map(|(_, h)| h.as_str()).collect::<Vec<_>>(),
            ["Date", "Client", "Sum", "Sum (2)"]
        );
        assert_eq!(table.data.len(), 2);
        assert_eq!(table.totals.iter().map(|r| r.number).collect::<Vec<_>>(), [6]);
        assert_eq!(table.above, 1);
    }

    #[test]
    fn a_total_without_the_word_is_known_by_its_sum() {
        let sheet = sheet("Client|Pieces|Price\nA|2|5\nB|3|7\n|5|12\n");
        let table = Table::find("f", &sheet, None).expect("a table");
        assert_eq!((table.data.len(), table.totals.len()), (2, 1));
    }

    #[test]
    fn a_last_row_that_sums_nothing_is_data() {
        let sheet = sheet("Year|Pieces\n2021|2\n2022|3\n2023|4\n");
        let table = Table::find("f", &sheet, None).expect("a table");
        assert_eq!((table.data.len(), table.totals.len()), (3, 0));
    }
}
