//! What happened, what is told, and the calendar.

use catalogue::Id;
use maud::{Markup, html};

use super::{part, still};
use crate::calendar::{Cell, Column, Item, Member, MoveForm, Place, Sheet, month, move_form, sheet, team, to_plan};
use crate::comments::{CommentForm, Entry, comment_form, thread};
use crate::notifications::{Line, list};
use crate::timeline::{Change, Happening, timeline};
use crate::{Fields, Reader, format, paths};

/// A month of four weeks, so that one looks like any other.
const DAYS: usize = 28;

pub(super) fn draw(fields: &Fields<'_>) -> Markup {
    let reader = fields.reader;
    let columns = (0..3).map(|day| column(reader, day)).collect();
    let weekdays: Vec<String> = (1..=7).map(|day| format!("{day}")).collect();
    let cells: Vec<Cell> = (1..=DAYS).map(|day| cell(reader, day)).collect();
    let days: Vec<(String, Markup, bool)> =
        (0..3).map(|day| (day_of(day), html! { (day_of(day)) }, day == 1)).collect();
    let member = Member {
        id: Id(1),
        name: reader.text("look-person"),
        address: paths::LOOK.to_owned(),
        days: vec![(vec![item(reader, 1)], None), (vec![], None), (vec![item(reader, 3)], None)],
    };
    html! {
        (part("timeline::timeline", &timeline(&[happening(fields)], &reader.text("value-none"), None)))
        (still("comments::thread", &thread(reader, &[comment(reader)], &html! {})))
        (still("comments::comment_form", &comment_form(reader, &CommentForm { button: reader.text("comments-say"), ..CommentForm::default() })))
        (part("notifications::list", &list(reader, &[line(reader, 1, true), line(reader, 2, false)])))
        (part("calendar::sheet", &sheet(reader, &Sheet { columns, first: 9, hours: 4, opens: None })))
        (part("calendar::month", &month(reader, &weekdays, &cells)))
        (part("calendar::team", &team(reader, &days, &[member])))
        (part("calendar::to_plan", &to_plan(reader, &[item(reader, 2)])))
        (still("calendar::move_form", &move_form(reader, &moved(reader))))
    }
}

fn happening(fields: &Fields<'_>) -> Happening {
    let reader = fields.reader;
    let change = Change {
        field: fields.label("name"),
        old: html! { (reader.text("look-company")) },
        new: html! { (reader.text("look-deal")) },
    };
    Happening {
        icon: "pencil".to_owned(),
        who: Some(reader.text("look-person")),
        what: html! { (reader.text("story-changed")) },
        when: format::ago(reader.now, reader),
        exactly: format::instant(reader.now, reader),
        changes: vec![change],
        note: Some(reader.text("look-sentence")),
        action: None,
        is_new: false,
    }
}

fn comment(reader: &Reader) -> Entry {
    Entry {
        anchor: "look-comment".to_owned(),
        who: reader.text("look-person"),
        when: format::ago(reader.now, reader),
        exactly: format::instant(reader.now, reader),
        text: Some(html! { (reader.text("look-sentence")) }),
        note: None,
        earlier: Vec::new(),
        change: None,
        remove: None,
        is_new: true,
    }
}

fn line(reader: &Reader, id: i64, is_new: bool) -> Line {
    let (title, note) = (reader.text("look-deal"), reader.text("look-sentence"));
    Line { id: Id(id), icon: "user".to_owned(), title, note, at: reader.now, is_new }
}

fn item(reader: &Reader, colour: usize) -> Item {
    Item {
        title: reader.text("look-deal"),
        what: reader.text("look-sample"),
        shape: "users".to_owned(),
        colour,
        address: None,
        hours: None,
        who: None,
        ground: false,
        moves: None,
        place: None,
    }
}

fn day_of(day: usize) -> String {
    format!("2026-11-{:02}", 23 + day)
}

fn column(reader: &Reader, day: usize) -> Column {
    let quarters = |from, quarters, lane, lanes| Some(Place { from, quarters, lane, lanes });
    let timed = vec![
        Item { place: quarters(2, 4, 0, 2), ..item(reader, day + 1) },
        Item { place: quarters(3, 5, 1, 2), ..item(reader, day + 2) },
    ];
    Column {
        day: day_of(day),
        person: None,
        head: html! { (day_of(day)) },
        today: day == 1,
        ground: Vec::new(),
        whole: vec![item(reader, 4)],
        timed,
        worked: None,
        now: quarters(6, 1, 0, 1).filter(|_| day == 1),
        add: None,
    }
}

fn cell(reader: &Reader, day: usize) -> Cell {
    Cell {
        day: format!("2026-02-{day:02}"),
        number: day.to_string(),
        weekday: String::new(),
        address: paths::LOOK.to_owned(),
        today: day == 11,
        outside: false,
        rest: matches!(day % 7, 0 | 6),
        items: if day % 9 == 2 { vec![item(reader, day % 6 + 1)] } else { Vec::new() },
        more: None,
        add: None,
    }
}

fn moved(reader: &Reader) -> MoveForm {
    MoveForm {
        title: reader.text("look-deal"),
        action: paths::LOOK.to_owned(),
        back: paths::LOOK.to_owned(),
        version: 1,
        day: day_of(0),
        time: Some("10:00".to_owned()),
        minutes: Some("60".to_owned()),
        faults: Vec::new(),
    }
}
