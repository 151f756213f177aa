//! What calendar programs read, line by line; hostile titles; and the same again by another reader.

use catalogue::Id;
use icalendar::{Calendar, Component as _};

use super::*;

/// 2026-11-27 09:30 UTC.
const AT: i64 = 1_795_771_800_000_000;
const HOUR: i64 = 3_600_000_000;

fn entry(title: &str, time: Time) -> Entry {
    Entry {
        object: "activity".into(),
        id: Id(77),
        version: 4,
        title: title.into(),
        owner: Some(Id(1)),
        owner_name: None,
        kind: Some("meeting".into()),
        ground: false,
        time: Some(time),
        changed_at: Some(AT - HOUR),
    }
}

fn text(title: &str, time: Time) -> String {
    let entry = entry(title, time);
    let said = Said {
        title: title.to_owned(),
        what: "Meeting".to_owned(),
        address: "https://crm.example.com/activities/77".to_owned(),
        busy: true,
    };
    write_calendar("Pedro; Candor, Ltd", &[(&entry, said)])
}

/// Its lines with what was folded put together again.
fn lines(text: &str) -> Vec<String> {
    text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

#[test]
fn a_meeting_says_what_programs_need() {
    let text = text("Visit", Time::Span { from: AT, length: Some(HOUR) });
    let lines = lines(&text);
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Candor//Calendar//EN",
        "NAME:Pedro\\; Candor\\, Ltd",
        "X-WR-CALNAME:Pedro\\; Candor\\, Ltd",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "BEGIN:VEVENT",
        "UID:activity-77@candor",
        "DTSTAMP:20261127T083000Z",
        "LAST-MODIFIED:20261127T083000Z",
        "SEQUENCE:3",
        "DTSTART:20261127T093000Z",
        "DTEND:20261127T103000Z",
        "SUMMARY:Visit",
        "CATEGORIES:Meeting",
        "URL:https://crm.example.com/activities/77",
        "TRANSP:OPAQUE",
        "END:VCALENDAR",
    ] {
        assert_eq!(lines.iter().filter(|found| *found == line).count(), 1, "{line}\n{text}");
    }
    assert!(!text.contains("METHOD"), "a subscription is no invitation");
}

#[test]
fn whole_days_end_before_the_day_that_is_no_part_of_them() {
    let lines = lines(&text("Away", Time::Days { first: 20_784, last: 20_785 }));
    assert!(lines.contains(&"DTSTART;VALUE=DATE:20261127".to_owned()), "{lines:?}");
    assert!(lines.contains(&"DTEND;VALUE=DATE:20261129".to_owned()), "{lines:?}");
}

#[test]
fn what_has_no_length_says_none() {
    let lines = lines(&text("Call", Time::Span { from: AT, length: None }));
    assert!(!lines.iter().any(|line| line.starts_with("DTEND") || line.starts_with("DURATION")));
}

#[test]
fn no_title_leaves_its_line() {
    let long = "Встреча с «Ромашкой» 🌼 ".repeat(20);
    let hostile = [
        "a\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:EMAIL",
        "a\nATTACH:file:///etc/passwd",
        "a\rX:1\u{2028}Y:2\u{0}\u{1b}\u{85}",
        "\\n, \\; \\N \\\\ ; , : \" ' =CMD|' /C calc'!A0",
        "\";X=\"y:z",
        "",
        long.as_str(),
    ];
    for title in hostile {
        let text = text(title, Time::Span { from: AT, length: Some(HOUR) });
        for line in text.split("\r\n") {
            assert!(line.len() <= 75, "3.1 allows no more octets: {line}");
            assert!(!line.chars().any(char::is_control), "{line:?}");
        }
        let starts = |what: &str| lines(&text).iter().filter(|line| line.starts_with(what)).count();
        assert_eq!((starts("BEGIN:"), starts("END:"), starts("ATTACH"), starts("X:"), starts("Y:")), (2, 2, 0, 0, 0));
        let read: Calendar = text.parse().unwrap();
        let event = read.events().next().unwrap();
        assert_eq!(event.get_summary().unwrap_or_default(), plain(title), "{text}");
        assert_eq!((read.events().count(), event.get_uid()), (1, Some("activity-77@candor")));
    }
}

#[test]
fn the_same_entries_make_the_same_text() {
    let time = Time::Span { from: AT, length: None };
    let unknown = Entry { changed_at: None, ..entry("Visit", time) };
    let said = Said { title: "Visit".into(), what: "Meeting".into(), address: "https://x".into(), busy: false };
    let once = || write_calendar("Pedro", &[(&unknown, said.clone())]);
    assert_eq!(once(), once());
    assert!(once().contains("DTSTAMP:20261127T093000Z") && !once().contains("LAST-MODIFIED"));
}
