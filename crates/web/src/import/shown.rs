//! How the import's own data is said to a reader: messages, numbers, what a column was read as.

use catalogue::words::COUNTS;
use catalogue::{Arg, Words};
use intake::{DateOrder, PercentUnit, Reading, Said, Weight};
use maud::{Markup, html};
use ui::Reader;
use ui::parts::{Tone, badge};

/// A message of the import in the reader's language.
pub fn said(reader: &Reader, said: &Said) -> String {
    let args: Vec<(&str, Arg)> = said.args.iter().map(|(name, text)| (name.as_str(), argument(name, text))).collect();
    reader.text_with(&said.key, &args)
}

fn argument(name: &str, text: &str) -> Arg {
    match text.parse::<i64>() {
        Ok(number) if COUNTS.contains(&name) => Arg::Number(number),
        _ => Arg::Text(text.to_owned()),
    }
}

/// A count.
pub fn count(reader: &Reader, number: u64) -> String {
    ui::format::integer(i64::try_from(number).unwrap_or(i64::MAX), reader.lang)
}

/// What a column was read as; a word that the pages do not know is shown as it is.
pub fn seen(reader: &Reader, word: &str) -> String {
    Words::shipped().find(reader.lang, &format!("import-seen-{word}"), &[]).unwrap_or_else(|| word.replace('_', " "))
}

/// The readings a person may choose for a column, the present one among them.
pub fn readings(present: &Reading) -> Vec<Reading> {
    let mut all = vec![Reading::Text, Reading::Number { scale: rust_decimal::Decimal::ONE }];
    all.extend([PercentUnit::Fraction, PercentUnit::Points, PercentUnit::Text].map(|unit| Reading::Percent { unit }));
    let orders = [DateOrder::Cell, DateOrder::YearFirst, DateOrder::DayFirst, DateOrder::MonthFirst];
    all.extend(orders.map(|order| Reading::Date { order }));
    all.push(Reading::Boolean);
    if !all.iter().any(|reading| reading.word() == present.word()) {
        all.insert(0, present.clone());
    }
    all
}

/// The name of a reading.
pub fn reading(reader: &Reader, reading: &Reading) -> String {
    if reading.is_open() {
        return reader.text("import-reading-ask");
    }
    if let Reading::Number { scale } = reading
        && reading.word() != "number"
    {
        return reader.text_with("import-reading-number-scaled", &[("scale", scale.normalize().to_string().into())]);
    }
    reader.text(&format!("import-reading-{}", reading.word().replace(':', "-")))
}

/// How much a flag matters.
pub fn weight(reader: &Reader, weight: Weight) -> Markup {
    match weight {
        Weight::Ask => badge(Tone::Bad, &reader.text("import-flag-ask")),
        Weight::Check => badge(Tone::Warn, &reader.text("import-flag-check")),
        Weight::Note => badge(Tone::Plain, &reader.text("import-flag-note")),
    }
}

/// The flags, those that hold the import first.
pub fn flags(reader: &Reader, flags: &[intake::Flag]) -> Markup {
    let mut sorted: Vec<&intake::Flag> = flags.iter().collect();
    sorted.sort_by_key(|flag| std::cmp::Reverse(flag.weight));
    html! {
        ul.flags {
            @for flag in sorted {
                li {
                    (weight(reader, flag.weight))
                    div.flag-words {
                        div { span.strong { (said(reader, &flag.what)) } }
                        @if let Some(proposal) = &flag.proposal { div.soft { (said(reader, proposal)) } }
                        (place(reader, flag))
                    }
                }
            }
        }
    }
}

fn place(reader: &Reader, flag: &intake::Flag) -> Markup {
    let parts = [&flag.file, &flag.sheet, &flag.column].map(|part| part.as_deref().unwrap_or(""));
    // A delimited file has one sheet that is called like the file.
    let same = parts[0].strip_suffix(".csv").is_some_and(|stem| stem == parts[1]);
    let shown = parts.iter().enumerate().filter(|(at, text)| !text.is_empty() && (!same || *at != 1));
    let words: Vec<&str> = shown.map(|(_, text)| *text).collect();
    let more = flag.count.saturating_sub(flag.cells.len() as u64);
    html! {
        @if !words.is_empty() || !flag.cells.is_empty() {
            div.faint.small {
                (words.join(" · "))
                @if !flag.cells.is_empty() {
                    @if !words.is_empty() { " · " }
                    (reader.text_with("import-flag-cells", &[("cells", flag.cells.join(", ").into())]))
                    @if more > 0 { " " (reader.text_with("import-flag-more", &[("count", i64::try_from(more).unwrap_or(i64::MAX).into())])) }
                }
            }
        }
    }
}
