//! From a value of a record to what stands in a cell: typed, in words where it is a choice, in the company's zone where it is an
//! instant.

use catalogue::reading::date_of_days;
use catalogue::{Currency, Kind, Lang, Money, Value, Words};
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};
use records::Record;
use rust_decimal::Decimal;

use crate::heads::{Head, Part};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    /// A quantity with this many digits after the mark.
    Number {
        number: Decimal,
        digits: u32,
    },
    /// A number that names something: a year, an id.
    Name(i64),
    Money {
        amount: Decimal,
        currency: Currency,
    },
    /// A fraction (0.35), shown as a percentage with this many digits.
    Percent {
        fraction: Decimal,
        digits: u32,
    },
    Day(civil::Date),
    Moment(civil::DateTime),
    /// Whole seconds.
    Span(i64),
}

/// Whose words and whose clock cells are written by.
pub(crate) struct Voice<'a> {
    pub words: &'a Words,
    pub lang: Lang,
    pub zone: &'a TimeZone,
}

/// The unit of a calendar year: a name more than a quantity.
const YEAR: &str = "year";

impl Voice<'_> {
    /// The cells of a record under these heads.
    pub fn cells(&self, heads: &[Head<'_>], record: &Record) -> Vec<Cell> {
        heads.iter().map(|head| self.cell(head, record)).collect()
    }

    fn cell(&self, head: &Head<'_>, record: &Record) -> Cell {
        let value = record.get(head.path);
        if head.part == Part::Currency {
            return currency(value);
        }
        if head.path == "id" {
            return Cell::Name(record.id.0);
        }
        match value {
            // A record that may be read has a name; of any other not even its number leaves.
            Value::Ref(_) => record.titles.get(head.path).map_or(Cell::Empty, |title| text(title)),
            value => self.of(head, value),
        }
    }

    fn of(&self, head: &Head<'_>, value: &Value) -> Cell {
        match (value, head.kind) {
            (Value::Null, _) => Cell::Empty,
            (Value::Bool(truth), _) => text(&self.words.text(self.lang, if *truth { "value-yes" } else { "value-no" })),
            (Value::Int(year), Kind::Integer { unit: Some(unit), .. }) if &**unit == YEAR => Cell::Name(*year),
            (Value::Int(number), _) => Cell::Number { number: (*number).into(), digits: 0 },
            (Value::Decimal(fraction), Kind::Percent { scale }) => {
                Cell::Percent { fraction: *fraction, digits: scale.saturating_sub(2) }
            }
            (Value::Decimal(number), Kind::Decimal { scale, .. }) => Cell::Number { number: *number, digits: *scale },
            (Value::Decimal(number), _) => Cell::Number { number: *number, digits: number.normalize().scale() },
            (Value::Money(money), _) => amount(money),
            (Value::Moneys(all), _) => match all.as_slice() {
                [one] => amount(one),
                several => text(&several.iter().map(said).collect::<Vec<_>>().join(" · ")),
            },
            (Value::Text(option), Kind::Choice { .. } | Kind::Stage { .. }) => text(&self.option(head, option)),
            (Value::Text(said), _) => text(said),
            (Value::Choices(options), _) => {
                text(&options.iter().map(|option| self.option(head, option)).collect::<Vec<_>>().join(", "))
            }
            (Value::Date(days), _) => date_of_days(*days).map_or(Cell::Empty, Cell::Day),
            (Value::Instant(micros), _) => self.moment(*micros),
            (Value::Duration(micros), _) => Cell::Span(micros / 1_000_000),
            (Value::Ref(_), _) => Cell::Empty,
            (Value::File(file), _) => text(file.name()),
        }
    }

    fn option(&self, head: &Head<'_>, option: &str) -> String {
        let label = |(object, field): (&str, &str)| self.words.option_label(self.lang, object, field, option);
        head.of.map_or_else(|| option.to_owned(), label)
    }

    fn moment(&self, micros: i64) -> Cell {
        let Ok(at) = Timestamp::from_microsecond(micros) else { return Cell::Empty };
        let at = self.zone.to_datetime(at);
        // What a spreadsheet shows of a time ends at the second.
        Cell::Moment(at.with().subsec_nanosecond(0).build().unwrap_or(at))
    }
}

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn amount(money: &Money) -> Cell {
    Cell::Money { amount: money.major(), currency: money.currency }
}

fn said(money: &Money) -> String {
    format!("{} {}", money.major(), money.currency)
}

/// The currency beside an amount; of several that stand in one cell each is said there.
fn currency(value: &Value) -> Cell {
    match value {
        Value::Money(money) => text(money.currency.code()),
        Value::Moneys(all) if all.len() == 1 => all.first().map_or(Cell::Empty, |one| text(one.currency.code())),
        _ => Cell::Empty,
    }
}
