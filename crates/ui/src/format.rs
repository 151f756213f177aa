//! Values as a reader of each language writes them: pure, exact (no floating point), without markup.
//! Forms follow Unicode CLDR 46. Must not know records, rights or pages.

mod number;
mod time;

use catalogue::{Arg, Field, Kind, Lang, Unit, Value, Words};

use crate::Reader;

pub use number::{decimal, integer, money, money_short, moneys, percent};
pub use time::{ago, clock, date, day_of, duration, hour_or_ago, instant, relative_day, stretch};

/// A field's value in plain text; nothing known is an empty text. A reference is its number: whoever holds
/// the title of the other record writes that instead.
#[must_use]
pub fn value(value: &Value, object: &str, field: &Field, reader: &Reader) -> String {
    let lang = reader.lang;
    let label = |option: &str| reader.words().option_label(lang, object, &field.name, option);
    match (value, field.kind.value_kind()) {
        (Value::Text(option), Kind::Choice { .. } | Kind::Stage { .. }) => label(option),
        (Value::Choices(options), _) => options.iter().map(|option| label(option)).collect::<Vec<_>>().join(", "),
        (Value::Decimal(fraction), Kind::Percent { scale }) => percent(*fraction, scale.saturating_sub(2), lang),
        (Value::Int(year), Kind::Integer { unit: Some(unit), .. }) if &**unit == YEAR => year.to_string(),
        _ => plain(value, reader),
    }
}

/// The unit of a calendar year: a name more than a quantity, so it is not grouped.
const YEAR: &str = "year";

/// A value by its type alone: choices stay ids.
#[must_use]
pub fn plain(value: &Value, reader: &Reader) -> String {
    let lang = reader.lang;
    match value {
        Value::Null => String::new(),
        Value::Bool(truth) => boolean(*truth, lang),
        Value::Int(number) => integer(*number, lang),
        Value::Decimal(number) => decimal(*number, lang),
        Value::Money(amount) => money(amount, lang),
        Value::Moneys(amounts) => moneys(amounts, lang),
        Value::Text(text) => text.to_string(),
        Value::Date(days) => date(*days, lang),
        Value::Instant(micros) => instant(*micros, reader),
        Value::Duration(micros) => duration(*micros, lang),
        Value::Choices(options) => options.join(", "),
        Value::Ref(id) => id.to_string(),
        Value::File(file) => file.name().to_owned(),
    }
}

/// A figure with its unit: "18 days", "63.2%", "€1,234.56".
#[must_use]
pub fn figure(value: &Value, unit: &Unit, reader: &Reader) -> String {
    match (value, unit) {
        (Value::Decimal(fraction), Unit::Percent) => percent(*fraction, 1, reader.lang),
        (Value::Int(count), Unit::Days) => quantity(*count, "days", reader.lang),
        (Value::Int(count), Unit::Other(unit)) => quantity(*count, unit, reader.lang),
        (Value::Decimal(number), Unit::Days) => quantity(number.round_dp(1), "days", reader.lang),
        (Value::Decimal(number), Unit::Other(unit)) => quantity(number.round_dp(2), unit, reader.lang),
        _ => plain(value, reader),
    }
}

/// A count with its unit from the catalogue, in the right plural: "3 people".
#[must_use]
pub fn quantity(count: impl Into<Arg>, unit: &str, lang: Lang) -> String {
    Words::shipped().text_with(lang, &format!("unit-{unit}"), &[("count", count.into())])
}

/// How large a file is: "340 bytes", "12.5 KB", "3.1 MB", with 1024 bytes in a kilobyte as file managers count. Rounded up,
/// so that nothing is told smaller than a limit it is over.
#[must_use]
pub fn file_size(bytes: u64, lang: Lang) -> String {
    let (key, unit) = match bytes {
        0..1_024 => return quantity(i64::try_from(bytes).unwrap_or(i64::MAX), "bytes", lang),
        1_024..1_048_576 => ("size-kilobytes", 1_024),
        _ => ("size-megabytes", 1_048_576),
    };
    let tenths = i64::try_from(bytes.saturating_mul(10).div_ceil(unit)).unwrap_or(i64::MAX);
    let size = decimal(rust_decimal::Decimal::new(tenths, 1).normalize(), lang);
    Words::shipped().text_with(lang, key, &[("size", size.into())])
}

/// "Yes" or "No".
#[must_use]
pub fn boolean(truth: bool, lang: Lang) -> String {
    Words::shipped().text(lang, if truth { "value-yes" } else { "value-no" })
}

/// What stands in an input field: read back to the same value by `catalogue::parse_number` and its companions in
/// this language. Dates are ISO, an instant is the local time of `datetime-local`, a duration hours and minutes (`1:30`),
/// choices are ids; no grouping.
#[must_use]
pub fn input(value: &Value, kind: &Kind, reader: &Reader) -> String {
    let mark = |plain: String| plain.replace('.', &reader.lang.decimal_mark().to_string());
    match (value, kind.value_kind()) {
        (Value::Decimal(fraction), Kind::Percent { .. }) => mark(number::hundredfold(*fraction).to_string()),
        (Value::Decimal(number), _) => mark(number.normalize().to_string()),
        (Value::Money(amount), _) => mark(amount.major().to_string()),
        (Value::Bool(truth), _) => truth.to_string(),
        (Value::Int(number), _) => number.to_string(),
        (Value::Date(days), _) => time::iso_date(*days),
        (Value::Instant(micros), _) => time::local_input(*micros, reader),
        (Value::Duration(micros), _) => time::hours_input(*micros),
        (Value::Choices(options), _) => options.join(","),
        _ => plain(value, reader),
    }
}

#[cfg(test)]
mod tests;
