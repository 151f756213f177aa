//! My day: `GET /day`, and `GET /` for whoever begins with it. What is due, what nobody has planned, who grows quiet, how it stands; each number a click from its records. A head
//! sees the same of the people below, person by person, and hands over from there: `?of=team`, `?of=me`.

pub mod begin;
mod crew;
mod outlook;
mod part;
mod tiles;

use axum::extract::Query;
use futures::future::try_join_all;
use futures::try_join;
use maud::{Markup, html};
use records::ListAsk;
use serde::Deserialize;
use ui::parts::{empty_state, page_header};
use ui::{format, icon, paths};

use crate::error::Answer;
use crate::live;
use crate::records::address::some;
use crate::records::subject::Subject;
use crate::start;
use crate::visitor::Visitor;
use outlook::{Outlook, leads};
use part::Part;

/// What the page is about.
const OBJECTS: [&str; 4] = ["task", "activity", "deal", "company"];

const TASKS: Part = Part {
    object: "task",
    segment: "open",
    filter: "",
    sort: "due",
    columns: &["due", "company", "deal"],
    title: "home-tasks",
    empty: "home-tasks-empty",
    unknown: "",
};
const OVERDUE: Part = Part { segment: "overdue", title: "home-late", empty: "home-late-empty", ..TASKS };
const MEETINGS: Part = Part {
    object: "activity",
    segment: "",
    filter: "kind in [\"meeting\", \"call\"] && at == today",
    sort: "at",
    columns: &["at", "kind", "company", "contact"],
    title: "home-meetings",
    empty: "home-meetings-empty",
    unknown: "",
};
const UNPLANNED: Part = Part {
    object: "deal",
    segment: "without_next_step",
    filter: "",
    sort: "-amount",
    columns: &["amount", "company", "stage"],
    title: "home-unplanned",
    empty: "home-unplanned-empty",
    unknown: "",
};
const CLOSING: Part = Part {
    object: "deal",
    segment: "closing_soon",
    filter: "",
    sort: "expected_close",
    columns: &["expected_close", "amount", "stage"],
    title: "home-closing",
    empty: "home-closing-empty",
    unknown: "",
};
const QUIET: Part = Part {
    object: "company",
    segment: "without_activity",
    filter: "",
    sort: "last_contact",
    columns: &["last_contact", "won_amount", "industry"],
    title: "home-quiet",
    empty: "home-quiet-empty",
    unknown: "home-quiet-never",
};

/// What the page tells of, as lists: more than it shows, because its figures are of all of it.
pub fn asks(visitor: &Visitor, whose: &str) -> Vec<ListAsk> {
    let filter = some(&Outlook::of(visitor, Some(whose)).filter(""));
    let read = OBJECTS.into_iter().filter(|object| Subject::seen(visitor, object).is_some());
    read.map(|object| ListAsk { object: object.to_owned(), filter: filter.clone(), ..ListAsk::default() }).collect()
}

/// The two columns of the page.
fn parts(outlook: Outlook) -> [Vec<&'static Part>; 2] {
    match outlook {
        Outlook::Own => [vec![&TASKS, &QUIET], vec![&MEETINGS, &UNPLANNED, &CLOSING]],
        Outlook::Team => [vec![&OVERDUE, &QUIET], vec![&UNPLANNED, &CLOSING]],
    }
}

#[derive(Deserialize)]
pub struct Asked {
    of: Option<String>,
}

/// `GET /day`.
pub async fn show_home(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let visitor = &visitor;
    let outlook = Outlook::of(visitor, asked.of.as_deref());
    let [left, right] = parts(outlook);
    let read = |parts: &[&'static Part]| {
        try_join_all(parts.iter().map(|part| part.read(visitor, outlook)).collect::<Vec<_>>())
    };
    let crew = async {
        match outlook {
            Outlook::Own => Ok(html! {}),
            Outlook::Team => crew::people(visitor).await,
        }
    };
    let (of_left, of_right, tiles, crew, reminder) =
        try_join!(read(&left), read(&right), tiles::tiles(visitor, outlook), crew, start::reminder(visitor))?;
    let has_lists = of_left.iter().chain(&of_right).any(Option::is_some);
    let name = visitor.ctx.who.name.split_whitespace().next().unwrap_or_default().to_owned();
    let title = visitor.reader.text_with("home-title", &[("name", name.into())]);
    let body = html! {
        (page_header(&title, Some(&format::date(visitor.reader.today(), visitor.reader.lang)), &ways(visitor, outlook)))
        (live::of_day(visitor, outlook.word()))
        (reminder)
        @if !tiles.is_empty() { div.tiles { @for tile in &tiles { (tile) } } }
        @if !has_lists && tiles.is_empty() { (empty_state("home", &visitor.text("home-empty"), &visitor.text("home-empty-text"), &html! {})) }
        (crew)
        div.halves.day {
            @for (parts, pages) in [(left, of_left), (right, of_right)] {
                div.stack { @for (part, page) in parts.iter().zip(&pages) { (part.draw(visitor, outlook, page.as_ref())) } }
            }
        }
    };
    Ok(visitor.page(&visitor.text("page-home"), &body))
}

/// One's own day or the team's, for whoever has both.
fn ways(visitor: &Visitor, outlook: Outlook) -> Markup {
    if !leads(visitor) {
        return html! {};
    }
    let ways = [(Outlook::Team, "users", "home-team", "t"), (Outlook::Own, "user", "home-me", "m")];
    html! {
        nav.btn-group aria-label=(visitor.text("home-whose")) {
            @for (way, shape, words, key) in ways {
                a.btn href=(paths::with_query(paths::DAY, &[("of", way.word())])) data-key=(key) aria-current=[(way == outlook).then_some("page")] { (icon(shape)) (visitor.text(words)) }
            }
        }
    }
}
