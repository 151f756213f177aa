//! Who needs help: what is late, unplanned and quiet, person by person, each number a click from its records.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalogue::Value;
use futures::future::try_join_all;
use maud::{Markup, html};
use records::figures::{Figures, FiguresAsk};
use ui::parts::{card, person_chip};
use ui::table::{Density, Head, Row, Table, data_table};

use super::part::is_judged;
use crate::error::Error;
use crate::records::address::some;
use crate::records::figures::{allowed, figure};
use crate::records::subject::Subject;
use crate::visitor::Visitor;

/// People on the page; the others stand behind the figures.
const PEOPLE: usize = 12;

/// Object, segment, measure, heading. The first ones decide who stands first.
const COLUMNS: [(&str, &str, &str, &str); 5] = [
    ("task", "", "overdue_count", "home-late"),
    ("deal", "without_next_step", "count", "home-unplanned"),
    ("company", "without_activity", "count", "home-quiet"),
    ("task", "", "open_count", "home-crew-tasks"),
    ("deal", "", "open_amount", "home-crew-open"),
];

/// One person's row: name and figures, each with the condition of its group.
#[derive(Default)]
struct Person {
    name: Option<Arc<str>>,
    figures: BTreeMap<usize, (Value, String)>,
}

impl Person {
    /// Most late first, then most unplanned, then most quiet.
    fn urgency(&self) -> [i64; 3] {
        [0, 1, 2].map(|at| self.figures.get(&at).and_then(|(value, _)| value.as_int()).unwrap_or(0))
    }
}

/// The table, or nothing where nobody's records are seen.
pub async fn people(visitor: &Visitor) -> Result<Markup, Error> {
    let answers = try_join_all(COLUMNS.iter().map(|column| asked(visitor, column))).await?;
    let mut people: BTreeMap<Option<catalogue::Id>, Person> = BTreeMap::new();
    for (at, answer) in answers.iter().enumerate() {
        for group in answer.iter().flat_map(|answer| &answer.groups) {
            let Some(value) = group.figures.first() else { continue };
            let person = people.entry(group.keys.first().and_then(Value::as_ref_id)).or_default();
            person.name = person.name.take().or_else(|| group.titles.first().cloned().flatten());
            person.figures.insert(at, (value.clone(), group.filter.clone()));
        }
    }
    let mut people: Vec<Person> = people.into_values().filter(|person| person.urgency() != [0; 3]).collect();
    people.sort_by_key(|person| std::cmp::Reverse(person.urgency()));
    people.truncate(PEOPLE);
    if people.is_empty() {
        return Ok(html! {});
    }
    let shown: Vec<(usize, &Figures)> =
        answers.iter().enumerate().filter_map(|(at, answer)| Some((at, answer.as_ref()?))).collect();
    let heads = shown
        .iter()
        .filter_map(|(at, _)| COLUMNS.get(*at))
        .map(|(.., words)| Head { figure: true, ..Head::plain(visitor.text(&format!("{words}-head"))) });
    let table = Table {
        heads: std::iter::once(Head::plain(visitor.text("home-crew-person"))).chain(heads).collect(),
        rows: people.iter().map(|person| row(visitor, &shown, person)).collect(),
        foot: None,
        density: Density::Dense,
    };
    Ok(card(&visitor.text("home-crew"), None, &html! {}, &data_table(&table, None)))
}

fn row(visitor: &Visitor, shown: &[(usize, &Figures)], person: &Person) -> Row {
    let name = match &person.name {
        Some(name) => person_chip(name),
        None => html! { span.faint { (visitor.text("home-crew-nobody")) } },
    };
    let cells = shown.iter().map(|(at, answer)| {
        let subject = COLUMNS.get(*at).and_then(|(object, ..)| Subject::named(visitor, object));
        let known = subject.zip(person.figures.get(at)).zip(answer.measures.first());
        match known {
            Some(((_, (Value::Int(0), _)), _)) | None => html! { span.faint { "0" } },
            Some(((subject, (value, filter)), measure)) => figure(&subject, measure, value, filter),
        }
    });
    Row { cells: std::iter::once(name).chain(cells).collect(), ..Row::default() }
}

/// `None` where the visitor may not read the records or they are not measured so.
async fn asked(
    visitor: &Visitor,
    (object, segment, measure, _): &(&str, &str, &str, &str),
) -> Result<Option<Figures>, Error> {
    let subject = Subject::seen(visitor, object);
    let Some(subject) = subject.filter(|subject| subject.object.measures.contains_key(*measure)) else {
        return Ok(None);
    };
    if !is_judged(&subject, segment)? {
        return Ok(None);
    }
    let ask = FiguresAsk {
        object: (*object).to_owned(),
        segment: some(segment),
        group: vec![("owner".to_owned(), None)],
        measures: vec![(*measure).to_owned()],
        ..FiguresAsk::default()
    };
    allowed(visitor, &ask).await
}
