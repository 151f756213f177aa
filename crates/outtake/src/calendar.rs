//! A calendar as other programs read it: iCalendar (RFC 5545), with the names and the refresh interval of RFC 7986. Pure: the
//! entries come from the gate, the words from whoever knows the reader's language.

use icalendar::{Calendar, Component as _, Event, Property};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use query::calendar::civil;
use records::calendar::{Entry, Time};

/// What is said of one entry.
#[derive(Debug, Clone)]
pub struct Said {
    pub title: String,
    /// What it is: "Meeting", "Task".
    pub what: String,
    /// The address of its card.
    pub address: String,
    /// The time is taken: other programs show their reader as busy.
    pub busy: bool,
}

/// How often programs are asked to look again.
const AGAIN: &str = "PT1H";
const MAKER: &str = "-//Candor//Calendar//EN";

/// The text of a calendar of this name. The same entries make the same text, byte for byte.
#[must_use]
pub fn write_calendar(name: &str, entries: &[(&Entry, Said)]) -> String {
    let mut calendar = Calendar::empty();
    let name = plain(name);
    for (key, value) in [("VERSION", "2.0"), ("PRODID", MAKER), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property(Property::new(key, value));
    }
    // The library does not know the first as text; the second is the name that programs knew before RFC 7986.
    calendar.append_property(Property::new("NAME", escaped(&name)));
    calendar.append_property(Property::new("X-WR-CALNAME", name));
    calendar.append_property(Property::new("REFRESH-INTERVAL", AGAIN).add_parameter("VALUE", "DURATION").done());
    calendar.append_property(Property::new("X-PUBLISHED-TTL", AGAIN));
    for (entry, said) in entries {
        if let Some(event) = event(entry, said) {
            calendar.push(event);
        }
    }
    calendar.to_string()
}

fn event(entry: &Entry, said: &Said) -> Option<Event> {
    let (start, end) = when(entry.time?)?;
    // Without METHOD, DTSTAMP says when what is told was last changed (RFC 5545, 3.8.7.2); where that is not known, nothing
    // better than its beginning is.
    let changed = entry.changed_at.and_then(instant);
    let stamp = changed.clone().or_else(|| beginning(entry.time?)).unwrap_or_else(|| "19700101T000000Z".to_owned());
    let mut event = Event::new();
    event.uid(&format!("{}-{}@candor", entry.object, entry.id));
    event.add_property("DTSTAMP", stamp);
    if let Some(changed) = changed {
        event.add_property("LAST-MODIFIED", changed);
    }
    event.add_property("SEQUENCE", entry.version.saturating_sub(1).max(0).to_string());
    event.append_property(start);
    if let Some(end) = end {
        event.append_property(end);
    }
    event.summary(&plain(&said.title));
    event.add_property("CATEGORIES", escaped(&plain(&said.what)));
    event.add_property("URL", &said.address);
    event.add_property("TRANSP", if said.busy { "OPAQUE" } else { "TRANSPARENT" });
    Some(event)
}

fn when(time: Time) -> Option<(Property, Option<Property>)> {
    match time {
        Time::Days { first, last } => {
            let day = |key: &str, day: i32| {
                let text = civil(day)?.strftime("%Y%m%d").to_string();
                Some(Property::new(key, text).add_parameter("VALUE", "DATE").done())
            };
            // The end is the first day that is not part of it (3.6.1).
            Some((day("DTSTART", first)?, Some(day("DTEND", last.checked_add(1)?)?)))
        }
        Time::Span { from, length } => {
            let end = length.and_then(|length| from.checked_add(length)).and_then(instant);
            Some((Property::new("DTSTART", instant(from)?), end.map(|end| Property::new("DTEND", end))))
        }
    }
}

fn beginning(time: Time) -> Option<String> {
    match time {
        Time::Days { first, .. } => Some(format!("{}T000000Z", civil(first)?.strftime("%Y%m%d"))),
        Time::Span { from, .. } => instant(from),
    }
}

/// `20261127T100000Z`.
fn instant(at: i64) -> Option<String> {
    let at = Timestamp::from_microsecond(at).ok()?.to_zoned(TimeZone::UTC);
    Some(at.strftime("%Y%m%dT%H%M%SZ").to_string())
}

/// One line: control characters may not stand in a text (3.3.11), and nothing of a title may begin a line of its own.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

#[cfg(test)]
mod tests;
