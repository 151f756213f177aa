//! The views: days with their hours, a month, people beside each other.

use maud::{Markup, html};
use query::calendar::{civil, day_text};
use records::calendar::Entry;
use records::working::WorkingTime;
use ui::calendar::{Cell, Column, Item, Member, Place, Sheet};
use ui::swap::link;

use super::asked::{Asked, View};
use super::drawn::{Pen, minute};
use super::{REGION, Shown, place};
use crate::visitor::Visitor;

/// Hours that are shown where nothing stands outside.
const HOURS: (u32, u32) = (8, 19);
/// Entries in a cell of the month; the others are counted.
const CELL: usize = 4;

pub fn draw(pen: &Pen<'_>, entries: &[Entry]) -> Markup {
    let reader = &pen.visitor.reader;
    match pen.asked.view {
        View::Day | View::Week => ui::calendar::sheet(reader, &sheet(pen, entries)),
        View::Month => {
            let weekdays: Vec<String> = (1..=7).map(|n| pen.visitor.text(&format!("calendar-short-{n}"))).collect();
            ui::calendar::month(reader, &weekdays, &cells(pen, entries))
        }
        View::Team => {
            let (first, last) = pen.asked.days();
            let days: Vec<(String, Markup, bool)> =
                (first..=last).map(|day| (day_text(day), head(pen, day), day == reader.today())).collect();
            ui::calendar::team(reader, &days, &members(pen, entries))
        }
    }
}

/// "Friday".
pub fn weekday(visitor: &Visitor, day: i32) -> String {
    visitor.text(&format!("calendar-weekday-{}", number(day)))
}

fn short(visitor: &Visitor, day: i32) -> String {
    visitor.text(&format!("calendar-short-{}", number(day)))
}

/// Of the week, Monday first, from one.
fn number(day: i32) -> i8 {
    civil(day).map_or(1, |date| date.weekday().to_monday_one_offset())
}

/// "Fri 27", which leads to the day.
fn head(pen: &Pen<'_>, day: i32) -> Markup {
    let number = civil(day).map_or(0, |date| date.day());
    let address = pen.asked.with(View::Day, day).address();
    let body = html! { span.cal-weekday-inline { (short(pen.visitor, day)) " " } span.cal-number { (number) } };
    link(REGION, "", &address, false, &body)
}

/// In the view of one day several people stand beside each other; in that of a week its days.
fn sheet(pen: &Pen<'_>, entries: &[Entry]) -> Sheet {
    let (first, last) = pen.asked.days();
    let side_by_side = pen.asked.view == View::Day && pen.people.len() > 1;
    let spans = (first..=last).flat_map(|day| entries.iter().filter_map(move |entry| pen.minutes_on(entry, day)));
    let hours = place::hours(spans, usual(pen, (first, last)), pen.asked.whole_day);
    let columns: Vec<Column> = if side_by_side {
        pen.people.iter().map(|person| column(pen, entries, first, Some(person), hours)).collect()
    } else {
        (first..=last).map(|day| column(pen, entries, day, None, hours)).collect()
    };
    Sheet { columns, first: hours.0, hours: hours.1 - hours.0 }
}

/// Of the people shown the first beginning and the last end of work, with an hour around.
fn usual(pen: &Pen<'_>, (first, last): (i32, i32)) -> (u32, u32) {
    let hours = |time: &WorkingTime| (first..=last).flat_map(|day| time.hours_on(day).to_vec()).collect::<Vec<_>>();
    let all: Vec<(u32, u32)> = pen.worked.values().flat_map(hours).collect();
    match (all.iter().map(|(from, _)| *from).min(), all.iter().map(|(_, to)| *to).max()) {
        (Some(from), Some(to)) => ((from / 60).saturating_sub(1), (to.div_ceil(60) + 1).min(24)),
        _ => HOURS,
    }
}

/// The hours that are worked in the column: of its person, or of the only one who is shown.
fn worked(pen: &Pen<'_>, person: Option<&Shown>, day: i32, (first, last): (u32, u32)) -> Option<Vec<Place>> {
    let only = if let [one] = pen.people { Some(one) } else { None };
    let hours = pen.worked.get(&person.or(only)?.id)?.hours_on(day);
    let place = |(from, to): &(u32, u32)| {
        let (from, to) = ((*from).max(first * 60) / 15, (*to).min(last * 60).div_ceil(15));
        Place { from: from - first * 4, quarters: to.saturating_sub(from), lane: 0, lanes: 1 }
    };
    Some(hours.iter().map(place).filter(|place| place.quarters > 0).collect())
}

fn column(pen: &Pen<'_>, entries: &[Entry], day: i32, person: Option<&Shown>, hours: (u32, u32)) -> Column {
    let is_of = |entry: &&Entry| person.is_none_or(|person| entry.owner.is_none_or(|owner| owner == person.id));
    let pen = Pen { people: if person.is_some() { &[] } else { pen.people }, ..*pen };
    let mine: Vec<&Entry> = entries.iter().filter(is_of).collect();
    let on_day = |ground: bool| mine.iter().filter(move |entry| entry.ground == ground && Pen::lies_on(entry, day));
    let items = |ground: bool| on_day(ground).filter_map(|entry| pen.item(entry)).collect();
    let timed: Vec<(Item, place::Minutes)> =
        mine.iter().filter_map(|entry| Some((pen.item(entry)?, pen.minutes_on(entry, day)?))).collect();
    let places = place::places(&timed.iter().map(|(_, minutes)| *minutes).collect::<Vec<_>>(), hours);
    let placed = |((item, _), place): ((Item, place::Minutes), Place)| Item { place: Some(place), ..item };
    let today = day == pen.visitor.reader.today();
    Column {
        day: day_text(day),
        person: person.map(|person| person.id),
        head: person.map_or_else(
            || head(&pen, day),
            |person| {
                let own = pen.asked.of(vec![person.id]).with(View::Week, day).address();
                link(REGION, "cal-name", &own, false, &html! { (ui::parts::avatar(&person.name)) (person.name) })
            },
        ),
        today,
        ground: items(true),
        whole: items(false),
        timed: timed.into_iter().zip(places).map(placed).collect(),
        worked: worked(&pen, person, day, hours),
        now: today.then(|| now(pen.visitor, hours)).flatten(),
        add: pen.add(day, person.map(|person| person.id)),
    }
}

/// Where this moment lies, if among the hours shown.
fn now(visitor: &Visitor, (first, last): (u32, u32)) -> Option<Place> {
    let minute = minute(visitor.reader.local(visitor.reader.now)?);
    let is_shown = (first * 60..last * 60).contains(&minute);
    is_shown.then(|| Place { from: minute / 15 - first * 4, quarters: 1, lane: 0, lanes: 1 })
}

/// What stands on a day, what the day is first, then whole days, then by the hour.
fn of_day(pen: &Pen<'_>, entries: &[&Entry], day: i32) -> Vec<Item> {
    let mut found: Vec<(u8, u32, &Entry)> = entries
        .iter()
        .filter_map(|entry| match pen.minutes_on(entry, day) {
            Some((from, _)) => Some((2, from, *entry)),
            None if Pen::lies_on(entry, day) => Some((u8::from(!entry.ground), 0, *entry)),
            None => None,
        })
        .collect();
    found.sort_by_key(|(rank, from, entry)| (*rank, *from, entry.id));
    found.iter().filter_map(|(.., entry)| pen.item(entry)).collect()
}

fn cells(pen: &Pen<'_>, entries: &[Entry]) -> Vec<Cell> {
    let (first, last) = pen.asked.days();
    let entries: Vec<&Entry> = entries.iter().collect();
    let cell = |day: i32| {
        let mut items = of_day(pen, &entries, day);
        let beyond = if items.len() > CELL + 1 { items.len() - CELL } else { 0 };
        items.truncate(items.len() - beyond);
        let more = i64::try_from(beyond).ok().filter(|beyond| *beyond > 0);
        let say = |count: i64| pen.visitor.reader.text_with("calendar-more", &[("count", count.into())]);
        let date = civil(day);
        Cell {
            day: day_text(day),
            number: date.map(|date| date.day().to_string()).unwrap_or_default(),
            weekday: short(pen.visitor, day),
            address: pen.asked.with(View::Day, day).address(),
            today: day == pen.visitor.reader.today(),
            outside: !pen.asked.is_inside(day),
            rest: number(day) > 5,
            items,
            more: more.map(say),
            add: pen.add(day, None),
        }
    };
    (first..=last).map(cell).collect()
}

fn members(pen: &Pen<'_>, entries: &[Entry]) -> Vec<Member> {
    let (first, last) = pen.asked.days();
    let alone = Pen { people: &[], ..*pen };
    let member = |person: &Shown| {
        let mine: Vec<&Entry> =
            entries.iter().filter(|entry| entry.owner.is_none_or(|owner| owner == person.id)).collect();
        Member {
            id: person.id,
            name: person.name.clone(),
            address: Asked { people: vec![person.id], ..pen.asked.with(View::Week, pen.asked.on) }.address(),
            days: (first..=last).map(|day| (of_day(&alone, &mine, day), pen.add(day, Some(person.id)))).collect(),
        }
    };
    pen.people.iter().map(member).collect()
}
