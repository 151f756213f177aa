//! One column looked at as a whole: what kinds of cells it has, how to read it, exact sums, and what is odd in it.

use std::collections::{BTreeMap, HashMap, HashSet};

use rust_decimal::Decimal;

use crate::numeral::{Mark, dates, numeral};
use crate::reading::{self, Read};
use crate::table::Table;
use crate::{
    Cell, CellValue, ColumnSeen, DateOrder, Flag, Kindness, PercentUnit, Reading, Said, Weight, address, column_letters,
};

/// What the field that the column goes to wants; nothing when it goes nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Wants {
    #[default]
    Anything,
    Text,
    Number,
    /// A count of pieces: fractions are odd.
    Pieces,
    Percent,
    Date,
    Boolean,
}

/// A column with its cells that have something in them.
pub(crate) struct Series<'a> {
    pub(crate) table: &'a Table<'a>,
    pub(crate) column: u32,
    pub(crate) header: &'a str,
    /// Row number and cell.
    pub(crate) cells: Vec<(u32, &'a Cell)>,
    /// Every cell is text because the file is delimited text.
    pub(crate) delimited: bool,
}

/// How the column is read and what was seen.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    pub(crate) seen: ColumnSeen,
    pub(crate) reading: Reading,
    pub(crate) mark: Mark,
    pub(crate) flags: Vec<Flag>,
}

impl<'a> Series<'a> {
    pub(crate) fn of(table: &'a Table<'a>, column: u32, delimited: bool) -> Self {
        let cells = table.data.iter().filter_map(|r| Some((r.number, r.cell(column).filter(|c| !c.value.is_empty())?)));
        Self { table, column, header: table.header(column), cells: cells.collect(), delimited }
    }

    fn addresses(&self, mut which: impl FnMut(&Cell) -> bool) -> Vec<String> {
        self.cells.iter().filter(|(_, c)| which(c)).map(|(row, _)| address(self.column, *row)).collect()
    }

    fn flag(&self, code: &str, weight: Weight, cells: Vec<String>) -> Flag {
        let what = Said::new(&format!("intake-flag-{}", code.replace('_', "-")))
            .with("header", self.header)
            .with("count", cells.len());
        Flag::new(code, weight, what).at(self.table.file, self.table.sheet, Some(self.header)).cells(cells)
    }
}

/// What one cell is.
pub(crate) fn kind(cell: &Cell) -> Kindness {
    match &cell.value {
        CellValue::Number(_) if cell.is_percent() => Kindness::PercentNumber,
        CellValue::Number(_) => Kindness::Number,
        CellValue::Date(_) | CellValue::DateTime(_) => Kindness::Date,
        CellValue::Bool(_) => Kindness::Boolean,
        CellValue::Error(_) => Kindness::Error,
        CellValue::Empty => Kindness::Text,
        CellValue::Text(text) => match numeral(text) {
            Some(n) if n.value(Mark::Point).or(n.value(Mark::Comma)).is_some() => {
                if n.percent {
                    Kindness::PercentText
                } else {
                    Kindness::NumberText
                }
            }
            _ if !dates(text).is_empty() => Kindness::DateText,
            _ => Kindness::Text,
        },
    }
}

/// Looks at the whole column. `decided` is the reading the person chose.
pub(crate) fn profile(series: &Series<'_>, wants: Wants, decided: Option<&Reading>) -> Profile {
    let mut kinds: BTreeMap<Kindness, u64> = BTreeMap::new();
    for (_, cell) in &series.cells {
        *kinds.entry(kind(cell)).or_default() += 1;
    }
    let mark = mark(series);
    let reading = decided.cloned().unwrap_or_else(|| propose(series, &kinds, wants, mark));
    let mut kinds: Vec<(Kindness, u64)> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let mut seen = seen(series, &reading, mark);
    seen.kinds = kinds;
    let flags = flags(series, &seen, &reading, wants, mark);
    Profile { seen, reading, mark, flags }
}

/// The decimal mark of the whole column: one that some cell leaves no choice about, else the point.
fn mark(series: &Series<'_>) -> Mark {
    let texts = series.cells.iter().filter_map(|(_, c)| match &c.value {
        CellValue::Text(text) => numeral(text)?.mark(),
        _ => None,
    });
    let (points, commas) = texts.fold((0, 0), |(p, c), m| if m == Mark::Point { (p + 1, c) } else { (p, c + 1) });
    if commas > points { Mark::Comma } else { Mark::Point }
}

fn propose(series: &Series<'_>, kinds: &BTreeMap<Kindness, u64>, wants: Wants, mark: Mark) -> Reading {
    let count = |wanted: &[Kindness]| wanted.iter().filter_map(|k| kinds.get(k)).sum::<u64>();
    let all = kinds.values().sum::<u64>();
    // Nine of ten decide what a column is; the rest is flagged cell by cell.
    let mostly = |n: u64| n > 0 && n * 10 >= all * 9;
    let percents = count(&[Kindness::PercentNumber, Kindness::PercentText]);
    let numbers = count(&[Kindness::Number, Kindness::NumberText]) + percents;
    if wants == Wants::Text || all == 0 {
        return Reading::Text;
    }
    if percents * 2 > all || (wants == Wants::Percent && mostly(numbers)) {
        return Reading::Percent { unit: percent_unit(series, kinds, mark) };
    }
    if mostly(count(&[Kindness::Date, Kindness::DateText])) && wants != Wants::Number {
        return Reading::Date { order: date_order(series) };
    }
    if mostly(numbers) || (matches!(wants, Wants::Number | Wants::Pieces) && numbers * 2 > all) {
        return Reading::Number { scale: Decimal::ONE };
    }
    let booleans = series.cells.iter().filter(|(_, c)| reading::read(c, &Reading::Boolean, mark).is_some()).count();
    if wants == Wants::Boolean || kinds.contains_key(&Kindness::Boolean) && booleans == series.cells.len() {
        return Reading::Boolean;
    }
    if wants == Wants::Date && count(&[Kindness::Date, Kindness::DateText]) * 2 > all {
        return Reading::Date { order: date_order(series) };
    }
    Reading::Text
}

/// By what the cells themselves say; the arithmetic of the rows has the last word (`reconcile`).
fn percent_unit(series: &Series<'_>, kinds: &BTreeMap<Kindness, u64>, mark: Mark) -> PercentUnit {
    let at = |k| kinds.get(&k).copied().unwrap_or(0);
    let bare = at(Kindness::Number) + at(Kindness::NumberText);
    if at(Kindness::PercentText) > bare + at(Kindness::PercentNumber) {
        return PercentUnit::Text;
    }
    if at(Kindness::PercentNumber) > bare {
        return PercentUnit::Fraction;
    }
    let plain = Reading::Number { scale: Decimal::ONE };
    let values: Vec<Decimal> =
        series.cells.iter().filter_map(|(_, c)| reading::read(c, &plain, mark)?.number()).collect();
    if values.iter().any(|v| v.abs() > Decimal::ONE) {
        return PercentUnit::Points;
    }
    // Only noughts and ones: one per cent or the whole.
    if values.iter().all(|v| v.fract().is_zero()) && values.iter().any(|v| !v.is_zero()) {
        return PercentUnit::Ask;
    }
    PercentUnit::Fraction
}

/// The order in which every text of the column is a date.
fn date_order(series: &Series<'_>) -> DateOrder {
    let mut possible: HashSet<DateOrder> =
        [DateOrder::YearFirst, DateOrder::DayFirst, DateOrder::MonthFirst].into_iter().collect();
    let mut texts = 0;
    let mut counts: HashMap<DateOrder, usize> = HashMap::new();
    for (_, cell) in &series.cells {
        let CellValue::Text(text) = &cell.value else { continue };
        let orders: HashSet<DateOrder> = dates(text).into_iter().map(|(o, _)| o).collect();
        if orders.is_empty() {
            continue;
        }
        texts += 1;
        for order in &orders {
            *counts.entry(*order).or_default() += 1;
        }
        possible.retain(|o| orders.contains(o));
    }
    if texts == 0 {
        return DateOrder::Cell;
    }
    match (possible.len(), possible.into_iter().next()) {
        (1, Some(order)) => order,
        // No order fits all: the most frequent one, and the others are flagged as misfits.
        (0, _) => {
            counts.into_iter().max_by_key(|(o, n)| (*n, *o == DateOrder::DayFirst)).map_or(DateOrder::Ask, |(o, _)| o)
        }
        _ => DateOrder::Ask,
    }
}

fn seen(series: &Series<'_>, reading: &Reading, mark: Mark) -> ColumnSeen {
    let mut sample = Vec::new();
    let mut different: HashSet<String> = HashSet::new();
    let mut formats: HashMap<&str, usize> = HashMap::new();
    let mut read: Vec<Read> = Vec::new();
    for (_, cell) in &series.cells {
        let shown = cell.value.shown();
        if different.insert(shown.clone()) && sample.len() < 8 {
            sample.push(shown);
        }
        if let Some(format) = cell.format.as_deref() {
            *formats.entry(format).or_default() += 1;
        }
        read.extend(reading::read(cell, reading, mark));
    }
    let numbers: Vec<Decimal> = read.iter().filter_map(Read::number).collect();
    let sum = numbers.iter().copied().reduce(|a, b| a.saturating_add(b));
    let mean = sum.and_then(|s| s.checked_div(Decimal::from(numbers.len()))).map(|m| m.round_dp(6).normalize());
    let (least, greatest) = bounds(&read);
    let blanks = series.table.data.len().saturating_sub(series.cells.len());
    ColumnSeen {
        column: series.column,
        letters: column_letters(series.column),
        header: series.header.to_owned(),
        kinds: Vec::new(),
        blanks: u64::try_from(blanks).unwrap_or(u64::MAX),
        distinct: u64::try_from(different.len()).unwrap_or(u64::MAX),
        sample,
        format: formats.into_iter().max_by_key(|(f, n)| (*n, f.len())).map(|(f, _)| f.to_owned()),
        read_as: read_as(reading).to_owned(),
        unit: matches!(reading, Reading::Percent { .. }).then(|| "%".to_owned()).or_else(|| currency(series)),
        sum: sum.map(|s| s.normalize()),
        mean,
        least,
        greatest,
        description: None,
    }
}

fn currency(series: &Series<'_>) -> Option<String> {
    series.cells.iter().find_map(|(_, c)| match &c.value {
        CellValue::Text(text) => numeral(text)?.currency.map(str::to_owned),
        _ => None,
    })
}

fn bounds(read: &[Read]) -> (Option<String>, Option<String>) {
    let shown = |r: Option<Read>| r.map(|r| r.shown());
    let numbers = || read.iter().filter_map(Read::number);
    if let (Some(least), Some(greatest)) = (numbers().min(), numbers().max()) {
        return (shown(Some(Read::Number(least))), shown(Some(Read::Number(greatest))));
    }
    let days = || read.iter().filter_map(|r| if let Read::Date(d) = r { Some(*d) } else { None });
    (shown(days().min().map(Read::Date)), shown(days().max().map(Read::Date)))
}

/// The word for a reading in reports.
pub(crate) fn read_as(reading: &Reading) -> &'static str {
    match reading {
        Reading::Text => "text",
        Reading::Number { .. } => "number",
        Reading::Percent { unit: PercentUnit::Fraction } => "percent_fraction",
        Reading::Percent { unit: PercentUnit::Points } => "percent_points",
        Reading::Percent { unit: PercentUnit::Text } => "percent_text",
        Reading::Percent { unit: PercentUnit::Ask } => "percent_unknown",
        Reading::Date { order: DateOrder::Cell } => "date",
        Reading::Date { order: DateOrder::Ask } => "date_ambiguous",
        Reading::Date { .. } => "date_text",
        Reading::Boolean => "boolean",
    }
}

fn flags(series: &Series<'_>, seen: &ColumnSeen, reading: &Reading, wants: Wants, mark: Mark) -> Vec<Flag> {
    let mut flags = Vec::new();
    let mut flag = |code: &str, weight: Weight, cells: Vec<String>| {
        if !cells.is_empty() {
            flags.push(series.flag(code, weight, cells));
        }
    };
    let errors = |c: &Cell| matches!(c.value, CellValue::Error(_));
    flag("formula_error", Weight::Check, series.addresses(errors));
    let misfits = series.addresses(|c| !errors(c) && !reading.is_open() && reading::read(c, reading, mark).is_none());
    flag("cell_does_not_fit", Weight::Check, misfits);
    let is_number = matches!(reading, Reading::Number { .. });
    if is_number && !series.delimited {
        flag("number_as_text", Weight::Note, series.addresses(|c| kind(c) == Kindness::NumberText));
    }
    if is_number || matches!(reading, Reading::Percent { .. }) {
        let unclear = |c: &Cell| matches!(&c.value, CellValue::Text(t) if numeral(t).is_some_and(|n| n.is_ambiguous()));
        let all_unclear = series.addresses(unclear);
        let decided = series
            .cells
            .iter()
            .any(|(_, c)| matches!(&c.value, CellValue::Text(t) if numeral(t).is_some_and(|n| n.mark().is_some())));
        if !decided {
            flag("number_can_be_read_two_ways", Weight::Check, all_unclear);
        }
    }
    match reading {
        Reading::Date { order: DateOrder::Ask } => {
            flag("date_order_unknown", Weight::Ask, series.addresses(|c| kind(c) == Kindness::DateText))
        }
        Reading::Date { .. } if !series.delimited => {
            flag("date_as_text", Weight::Note, series.addresses(|c| kind(c) == Kindness::DateText));
        }
        Reading::Percent { unit: PercentUnit::Ask } => {
            flag("percent_unit_unknown", Weight::Ask, series.addresses(|_| true))
        }
        Reading::Percent { unit: PercentUnit::Fraction } => {
            flag(
                "percent_mixed_with_points",
                Weight::Check,
                series.addresses(|c| {
                    reading::read(c, reading, mark).and_then(|r| r.number()).is_some_and(|n| n > Decimal::ONE)
                }),
            );
        }
        Reading::Percent { .. } => {
            flag(
                "percent_mixed_with_fractions",
                Weight::Check,
                series.addresses(|c| kind(c) == Kindness::PercentNumber),
            );
        }
        _ => {}
    }
    if is_number {
        let value = |c: &Cell| reading::read(c, reading, mark).and_then(|r| r.number());
        let fractions = series.addresses(|c| value(c).is_some_and(|n| !n.fract().is_zero()));
        // Nine of ten whole: the column counts pieces, and a fraction of a piece is a fault.
        if fractions.len() * 10 <= series.cells.len() && wants == Wants::Pieces {
            flag("fraction_of_indivisible", Weight::Check, fractions);
        }
        flag("far_from_the_rest", Weight::Check, outliers(series, &value));
    }
    if seen.blanks > 0 && !series.cells.is_empty() {
        let mut blank = series.flag("blank", Weight::Note, Vec::new());
        blank.count = seen.blanks;
        blank.what = blank.what.with("count", seen.blanks);
        flags.push(blank);
    }
    flags
}

/// Cells more than a hundred times the median: usually a lost decimal mark.
fn outliers(series: &Series<'_>, value: &dyn Fn(&Cell) -> Option<Decimal>) -> Vec<String> {
    let mut sizes: Vec<Decimal> = series.cells.iter().filter_map(|(_, c)| value(c)).map(|n| n.abs()).collect();
    if sizes.len() < 10 {
        return Vec::new();
    }
    sizes.sort_unstable();
    let Some(median) = sizes.get(sizes.len() / 2).filter(|m| !m.is_zero()) else { return Vec::new() };
    let limit = median.saturating_mul(Decimal::ONE_HUNDRED);
    series.addresses(|c| value(c).is_some_and(|n| n.abs() > limit))
}
