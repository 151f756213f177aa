//! One input of one field to a checked, tidied value: by the field's kind alone, without the database.

use catalogue::{Currency, Field, Kind, Lang, Money, Value, parse_date, parse_money, parse_number, parse_percent};
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use crate::{Ctx, Fault, Input, shapes};

/// How typed text is read: whose language, which currency and country are meant where none is named.
pub(crate) struct Reading {
    pub lang: Lang,
    pub currency: Currency,
    pub country: String,
    pub zone: TimeZone,
    pub now: i64,
}

impl Reading {
    pub fn of(ctx: &Ctx) -> Self {
        Self {
            lang: ctx.lang,
            currency: ctx.env.currency,
            country: ctx.gate.settings().country.clone(),
            zone: ctx.env.zone.clone(),
            now: ctx.env.now,
        }
    }
}

/// Why a value was not taken: the message of a fault.
pub(crate) type Wrong = (&'static str, Vec<(&'static str, String)>);

/// The value of an input, or what is wrong with it.
pub(crate) fn value(field: &Field, input: &Input, reading: &Reading) -> Result<Value, Fault> {
    let typed = match input {
        Input::File(kept) if field.kind == Kind::File => return Ok(kept.value()),
        Input::File(_) => Err(("fault-kind", Vec::new())),
        Input::Typed(value) => Ok(value.clone()),
        Input::Text(text) if text.trim().is_empty() => Ok(Value::Null),
        Input::Text(text) => typed(&field.kind, text.trim(), reading),
    };
    typed.and_then(|value| checked(field, value, reading)).map_err(|(key, args)| Fault::of(&field.name, key, args))
}

fn typed(kind: &Kind, text: &str, reading: &Reading) -> Result<Value, Wrong> {
    let unread = |u: catalogue::Unread| (u.key, u.args());
    Ok(match kind {
        Kind::Integer { .. } => integer(parse_number(text, reading.lang).map_err(unread)?)?,
        Kind::Decimal { .. } => Value::Decimal(parse_number(text, reading.lang).map_err(unread)?),
        Kind::Percent { .. } => Value::Decimal(parse_percent(text, reading.lang).map_err(unread)?),
        Kind::Money => Value::Money(parse_money(text, reading.lang, reading.currency).map_err(unread)?),
        Kind::Date if text == "today" => Value::Date(today(reading)),
        Kind::Date => Value::Date(catalogue::reading::days_of_date(parse_date(text, reading.lang).map_err(unread)?)),
        Kind::Instant => instant(text, reading)?,
        Kind::Duration => duration(text).ok_or_else(|| wrong("fault-duration", text))?,
        Kind::Boolean => boolean(text).ok_or_else(|| wrong("fault-boolean", text))?,
        Kind::Choices { .. } => Value::Choices(
            text.split([',', ';', '\n']).map(str::trim).filter(|t| !t.is_empty()).map(Into::into).collect(),
        ),
        Kind::Reference { .. } | Kind::Person => {
            Value::Ref(catalogue::Id(text.parse().map_err(|_| wrong("fault-reference", text))?))
        }
        _ => Value::text(text),
    })
}

fn wrong(key: &'static str, text: &str) -> Wrong {
    (key, vec![("text", text.to_owned())])
}

fn integer(number: Decimal) -> Result<Value, Wrong> {
    if !number.fract().is_zero() {
        return Err(wrong("fault-whole", &number.normalize().to_string()));
    }
    i64::try_from(number.trunc()).map(Value::Int).map_err(|_| wrong("fault-too-large", &number.to_string()))
}

fn today(reading: &Reading) -> i32 {
    let now = jiff::Timestamp::from_microsecond(reading.now).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    catalogue::reading::days_of_date(now.to_zoned(reading.zone.clone()).date())
}

/// `now`, RFC 3339, or a date with an optional time in the company's zone.
fn instant(text: &str, reading: &Reading) -> Result<Value, Wrong> {
    if text == "now" {
        return Ok(Value::Instant(reading.now));
    }
    if let Ok(at) = text.parse::<jiff::Timestamp>() {
        return Ok(Value::Instant(at.as_microsecond()));
    }
    let local = match text.replacen(' ', "T", 1).parse::<jiff::civil::DateTime>() {
        Ok(local) => local,
        Err(_) => parse_date(text, reading.lang).map_err(|_| wrong("fault-instant", text))?.at(0, 0, 0, 0),
    };
    let zoned = local.to_zoned(reading.zone.clone()).map_err(|_| wrong("fault-instant", text))?;
    Ok(Value::Instant(zoned.timestamp().as_microsecond()))
}

/// Minutes, `1:30` (hours and minutes), `1:30:15`, or numbers with units: `1h 30m`, `45 min`, `2 ч`.
fn duration(text: &str) -> Option<Value> {
    const SECOND: i64 = 1_000_000;
    let seconds = match text.parse::<i64>() {
        Ok(minutes) => minutes.checked_mul(60)?,
        Err(_) if text.contains(':') => clock(text)?,
        Err(_) => with_units(text)?,
    };
    (seconds >= 0).then_some(Value::Duration(seconds.checked_mul(SECOND)?))
}

/// `1:30` or `1:30:15`, in seconds.
fn clock(text: &str) -> Option<i64> {
    let mut parts = text.split(':').map(|part| part.trim().parse::<i64>().ok());
    let hours = parts.next()??.checked_mul(3_600)?;
    let of_sixty = |part: Option<i64>| part.filter(|part| (0..60).contains(part));
    let minutes = of_sixty(parts.next()?)?;
    let seconds = match parts.next() {
        Some(part) => of_sixty(part)?,
        None => 0,
    };
    if parts.next().is_some() { None } else { hours.checked_add(minutes * 60 + seconds) }
}

/// Numbers, each with its unit, in seconds.
fn with_units(text: &str) -> Option<i64> {
    let (mut rest, mut total) = (text.trim_start(), 0_i64);
    while !rest.is_empty() {
        let (number, after) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit())?);
        let after = after.trim_start();
        let (unit, further) = after.split_at(after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len()));
        let seconds = match unit {
            "h" | "ч" => 3_600,
            "m" | "min" | "м" | "мин" => 60,
            "s" | "с" => 1,
            _ => return None,
        };
        total = total.checked_add(number.parse::<i64>().ok()?.checked_mul(seconds)?)?;
        rest = further.trim_start_matches('.').trim_start();
    }
    Some(total)
}

fn boolean(text: &str) -> Option<Value> {
    match catalogue::fold(text).as_str() {
        "true" | "yes" | "on" | "1" | "si" | "да" => Some(Value::Bool(true)),
        "false" | "no" | "off" | "0" | "нет" => Some(Value::Bool(false)),
        _ => None,
    }
}

/// The most that a number is, in its smallest part: ten trillion euros, a thousand trillion pieces. Thousands of the largest still
/// add up within the 64 bits of a column, so that nobody's number takes a sum away from everybody.
const MOST: i64 = 1_000_000_000_000_000;

const HOUR: i64 = 3_600_000_000;

fn fits(number: i64) -> bool {
    number.unsigned_abs() <= MOST.unsigned_abs()
}

/// The rules of the kind, for typed and for imported values alike.
fn checked(field: &Field, value: Value, reading: &Reading) -> Result<Value, Wrong> {
    let mismatch = || ("fault-kind", Vec::new());
    let value = match (&field.kind, value) {
        (_, Value::Null) => Value::Null,
        // A hash that somebody else brought must not be claimed (CVE-2026-33740): no value makes a file, bytes do.
        (Kind::File, _) => return Err(("fault-file-claimed", Vec::new())),
        (Kind::Text | Kind::LongText | Kind::Email | Kind::Phone | Kind::Url, Value::Text(text)) => {
            shapes::text(field, &text, &reading.country)?
        }
        (Kind::Integer { .. }, Value::Int(n)) => Value::Int(n),
        (Kind::Integer { .. }, Value::Decimal(n)) => integer(n)?,
        (Kind::Decimal { scale, indivisible, .. }, Value::Decimal(n)) => decimal(n, *scale, *indivisible)?,
        (Kind::Decimal { scale, indivisible, .. }, Value::Int(n)) => decimal(n.into(), *scale, *indivisible)?,
        (Kind::Percent { scale }, Value::Decimal(n)) => decimal(n, *scale, false)?,
        (Kind::Money, Value::Money(money)) => Value::Money(money),
        (Kind::Money, Value::Decimal(n)) => Value::Money(
            Money::from_major(n, reading.currency).ok_or_else(|| wrong("reading-money-fine", &n.to_string()))?,
        ),
        (Kind::Date, Value::Date(days)) => Value::Date(days),
        (Kind::Instant, Value::Instant(at)) => Value::Instant(at),
        (Kind::Duration, Value::Duration(span)) => Value::Duration(span),
        (Kind::Boolean, Value::Bool(yes)) => Value::Bool(yes),
        (Kind::Reference { .. } | Kind::Person, Value::Ref(id)) => Value::Ref(id),
        (kind @ (Kind::Choice { .. } | Kind::Stage { .. }), Value::Text(text)) => Value::Text(option(kind, &text)?),
        (kind @ Kind::Choices { options }, Value::Choices(texts)) => {
            let mut ids = texts.iter().map(|t| option(kind, t)).collect::<Result<Vec<_>, _>>()?;
            ids.sort_by_key(|id| options.iter().position(|o| o == id));
            ids.dedup();
            if ids.is_empty() { Value::Null } else { Value::Choices(ids) }
        }
        _ => return Err(mismatch()),
    };
    match value {
        Value::Int(n) if !fits(n) => Err(wrong("fault-too-large", &n.to_string())),
        Value::Duration(span) if !fits(span) => Err(wrong("fault-too-large", &format!("{} h", span / HOUR))),
        Value::Money(money) if !fits(money.minor) => Err(wrong("fault-too-large", &money.major().to_string())),
        value => Ok(value),
    }
}

fn decimal(number: Decimal, scale: u32, indivisible: bool) -> Result<Value, Wrong> {
    let plain = number.normalize();
    if indivisible && !plain.fract().is_zero() {
        return Err(wrong("fault-whole", &plain.to_string()));
    }
    if plain.scale() > scale {
        return Err(("fault-too-fine", vec![("text", plain.to_string()), ("digits", scale.to_string())]));
    }
    // Engines keep a decimal as a 64-bit integer of its smallest part.
    let mut scaled = plain;
    scaled.rescale(scale);
    if !i64::try_from(scaled.mantissa()).is_ok_and(fits) || scaled.scale() != scale {
        return Err(wrong("fault-too-large", &plain.to_string()));
    }
    Ok(Value::Decimal(plain))
}

fn option(kind: &Kind, text: &str) -> Result<catalogue::Name, Wrong> {
    let text = text.trim();
    let found = match kind {
        Kind::Choice { options } | Kind::Choices { options } => options.iter().find(|o| &***o == text),
        Kind::Stage { stages } => stages.iter().map(|s| &s.id).find(|id| &***id == text),
        _ => None,
    };
    found.cloned().ok_or_else(|| wrong("fault-choice", text))
}
