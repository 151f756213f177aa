//! From an entry as the gate gives it to an entry as it is drawn: its words, its hours, its links.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalogue::{Action, Id, Name, Object, Visible};
use jiff::civil::DateTime;
use query::calendar::{day_number, day_text};
use records::calendar::{Entry, Time};
use records::working::WorkingTime;
use ui::calendar::{Add, Item, Moves};
use ui::{format, paths};

use super::asked::Asked;
use super::{Shown, place};
use crate::records::related::KINDS;
use crate::records::subject::Subject;
use crate::records::typed::may_write;
use crate::visitor::Visitor;

/// What a new entry is, unless another is chosen in its form.
const NEW: (&str, &str) = ("activity", "meeting");
/// How long an entry is drawn whose length nobody said, in minutes.
const UNSAID: i64 = 30;
const MINUTE: i64 = 60_000_000;
/// Colours that tell kinds of record apart.
const COLOURS: usize = 6;

/// What is the same for all entries of one kind of record.
pub struct Look<'a> {
    subject: Subject<'a>,
    colour: usize,
    moves: bool,
    lengthens: bool,
    creates: bool,
}

/// Of every kind that stands in the calendar.
pub fn looks(visitor: &Visitor) -> BTreeMap<Name, Look<'_>> {
    let objects = visitor.ctx.gate.catalogue.objects.values().filter(|object| object.calendar.is_some());
    let look = |(at, object): (usize, &Arc<Object>)| {
        let (subject, view) = (Subject::named(visitor, &object.name)?, object.calendar.as_ref()?);
        let may = |name: &Name| object.field(name).is_some_and(|field| may_write(&subject, Action::Update, field));
        let moves = !view.ground && may(&view.start);
        let lengthens = view.length.as_ref().is_some_and(may);
        let creates = subject.may(Action::Create);
        Some((object.name.clone(), Look { subject, colour: at % COLOURS + 1, moves, lengthens, creates }))
    };
    objects.enumerate().filter_map(look).collect()
}

/// What everything on the page is drawn with.
#[derive(Clone, Copy)]
pub struct Pen<'a> {
    pub looks: &'a BTreeMap<Name, Look<'a>>,
    pub visitor: &'a Visitor,
    pub asked: &'a Asked,
    pub people: &'a [Shown],
    /// Hours of work, of those of whom they are known.
    pub worked: &'a BTreeMap<Id, WorkingTime>,
}

impl Pen<'_> {
    /// Nothing for a kind of record that was taken out of use meanwhile.
    pub fn item(&self, entry: &Entry) -> Option<Item> {
        let look = self.looks.get(&entry.object)?;
        let subject = look.subject;
        let view = subject.object.calendar.as_ref()?;
        let kind = entry.kind.as_deref();
        let label = view.kind.as_ref().zip(kind).map(|(field, kind)| subject.fields().option(field, kind));
        let shape = KINDS.iter().find(|(known, ..)| kind == Some(known)).map(|(_, shape, _)| *shape);
        let is_several = self.people.len() > 1;
        let what = label.unwrap_or_else(|| subject.label());
        // Of somebody's day it is told what it is; whose it is stands beside it.
        let is_days = entry.ground && subject.object.visible == Visible::Owned;
        Some(Item {
            title: if is_days { what.clone() } else { entry.title.to_string() },
            what,
            shape: shape.unwrap_or(&subject.object.icon).to_owned(),
            colour: look.colour,
            address: Some(subject.card(entry.id)),
            hours: self.hours(entry),
            who: entry.owner_name.as_ref().filter(|_| is_several).map(ToString::to_string),
            ground: entry.ground,
            moves: self.moves(look, entry),
            place: None,
        })
    }

    fn moves(&self, look: &Look<'_>, entry: &Entry) -> Option<Moves> {
        if !look.moves {
            return None;
        }
        let address = paths::calendar_entry(&look.subject.object.plural, entry.id);
        let form = paths::with_query(&address, &[("back", &self.asked.address())]);
        let minutes = match entry.time {
            Some(Time::Span { length, .. }) if look.lengthens => Some(length.map_or(UNSAID, |length| length / MINUTE)),
            _ => None,
        };
        let time = self.local(entry).map(|(from, _)| format::clock(from));
        Some(Moves { address, form, version: entry.version, time, minutes })
    }

    /// "10:00–11:00"; only its beginning where nobody said how long it takes.
    fn hours(&self, entry: &Entry) -> Option<String> {
        let (from, to) = self.local(entry)?;
        let known = matches!(entry.time, Some(Time::Span { length: Some(_), .. }));
        Some(if known { format!("{}–{}", format::clock(from), format::clock(to)) } else { format::clock(from) })
    }

    /// From and to in the company's zone.
    fn local(&self, entry: &Entry) -> Option<(DateTime, DateTime)> {
        let Some(Time::Span { from, length }) = entry.time else { return None };
        let reader = &self.visitor.reader;
        Some((reader.local(from)?, reader.local(from.checked_add(length.unwrap_or(UNSAID * MINUTE))?)?))
    }

    /// The part of the entry that lies on the day, in minutes of the day.
    pub fn minutes_on(&self, entry: &Entry, day: i32) -> Option<place::Minutes> {
        let (from, to) = self.local(entry)?;
        let (first, last) = (day_number(from.date())?, day_number(to.date())?);
        let from = if first == day { minute(from) } else { 0 };
        let to = if last == day { minute(to) } else { 1440 };
        // Midnight ends the day before; and a clock that is put back makes an hour that ends before it began.
        let is_on = first <= day && day <= last && (first == day || to > 0);
        is_on.then_some((from, to.max(from)))
    }

    /// Whether a whole-day entry lies on the day.
    pub fn lies_on(entry: &Entry, day: i32) -> bool {
        matches!(entry.time, Some(Time::Days { first, last }) if first <= day && day <= last)
    }

    /// The form of a new entry on the day, of this person; none where nothing may be made.
    pub fn add(&self, day: i32, person: Option<Id>) -> Option<Add> {
        let (object, kind) = NEW;
        let look = self.looks.get(object).filter(|look| look.creates)?;
        let subject = look.subject;
        let view = subject.object.calendar.as_ref()?;
        let at = format!("{}T{:02}:00", day_text(day), self.next_hour(day));
        let owner = person.filter(|id| *id != self.visitor.ctx.who.user).map(|id| id.to_string()).unwrap_or_default();
        let kind = (view.kind.as_deref().unwrap_or_default(), kind);
        let parts = [(&*view.start, at.as_str()), kind, ("owner", &owner), ("back", &self.asked.address())];
        let address = paths::with_query(&paths::beside(&subject.object.plural, "new"), &parts);
        let day = format::date(day, self.visitor.reader.lang);
        Some(Add { address, label: self.visitor.reader.text_with("calendar-add", &[("day", day.into())]) })
    }

    /// Today the next full hour, on other days the first of the morning.
    fn next_hour(&self, day: i32) -> i8 {
        let reader = &self.visitor.reader;
        if day == reader.today() { (reader.local(reader.now).unwrap_or_default().hour() + 1).min(23) } else { 9 }
    }
}

/// From midnight on.
pub fn minute(at: DateTime) -> u32 {
    u32::try_from(i32::from(at.hour()) * 60 + i32::from(at.minute())).unwrap_or(0)
}
