//! My day: `GET /`. What is due, what is about to close, how it stands, each number a click from its records.

use access::{Because, decide};
use catalogue::{Action, ScopeLevel, Value};
use futures::try_join;
use maud::{Markup, html};
use query::Archived;
use records::figures::{FiguresAsk, figures};
use records::list::list;
use records::{ListAsk, Page, Record};
use ui::fields::record_link;
use ui::parts::{empty_state, figure_tile, list_card, page_header};
use ui::{format, icon, paths};

use super::conditions;
use super::subject::Subject;
use crate::error::{Answer, Error};
use crate::visitor::Visitor;

/// Rows of each list on the page.
const ROWS: u32 = 8;

/// A list of the page: object, segment of the catalogue, further condition, order, heading, empty text.
struct Part {
    object: &'static str,
    /// Empty for none.
    segment: &'static str,
    filter: &'static str,
    sort: (&'static str, bool),
    columns: &'static [&'static str],
    title: &'static str,
    empty: &'static str,
}

const TASKS: Part = Part {
    object: "task",
    segment: "open",
    filter: "owner == me",
    sort: ("due", false),
    columns: &["due", "company", "deal", "priority"],
    title: "home-tasks",
    empty: "home-tasks-empty",
};
const CLOSING: Part = Part {
    object: "deal",
    segment: "closing_soon",
    filter: "owner == me",
    sort: ("expected_close", false),
    columns: &["expected_close", "amount", "stage", "owner"],
    title: "home-closing",
    empty: "home-closing-empty",
};
const CLIENTS: Part = Part {
    object: "company",
    segment: "",
    filter: "owner == me",
    sort: ("updated_at", true),
    columns: &["updated_at", "life_cycle", "updated_by"],
    title: "home-clients",
    empty: "home-clients-empty",
};

/// The figures of the page: object, measure, condition, text. `MONTH` is the first day of this month.
const FIGURES: [(&str, &str, &str, &str); 4] = [
    ("deal", "open_amount", "owner == me", "home-open"),
    ("deal", "weighted", "owner == me", "home-weighted"),
    ("deal", "won_amount", "owner == me && closed_on >= date(\"MONTH\")", "home-won"),
    ("task", "overdue_count", "owner == me", "home-overdue"),
];

/// Whose day it is: a seller looks at their own clients and deals, a head at everything they may see.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outlook {
    Own,
    Everybody,
}

impl Outlook {
    /// By the widest grant to read the object: tasks are always one's own.
    fn of(subject: &Subject<'_>) -> Self {
        let ctx = &subject.visitor.ctx;
        let decision = decide(&ctx.gate.catalogue, &ctx.who, Action::Read, subject.object);
        let is_wide =
            |allow: &access::Allow| matches!(allow.because, Because::Role { scope, .. } if scope >= ScopeLevel::Team);
        let heads = &*subject.object.name != "task" && decision.allows.iter().any(is_wide);
        if heads { Self::Everybody } else { Self::Own }
    }

    /// The condition without "mine" for those who look at everybody's.
    fn filter(self, filter: &str) -> String {
        match self {
            Self::Own => filter.to_owned(),
            Self::Everybody => {
                let parts: Vec<String> =
                    conditions::split(filter).into_iter().filter(|part| part != "owner == me").collect();
                conditions::join(&parts)
            }
        }
    }

    fn key(self, key: &str) -> String {
        if self == Self::Everybody { format!("{key}-all") } else { key.to_owned() }
    }
}

/// `GET /`.
pub async fn show_home(visitor: Visitor) -> Answer {
    let figures = futures::future::try_join_all(FIGURES.iter().map(|figure| tile(&visitor, figure)));
    let (tasks, closing, clients, tiles) =
        try_join!(part(&visitor, &TASKS), part(&visitor, &CLOSING), part(&visitor, &CLIENTS), figures)?;
    let tiles: Vec<Markup> = tiles.into_iter().flatten().collect();
    let has_lists = tasks.is_some() || closing.is_some() || clients.is_some();
    let name = visitor.ctx.who.name.split_whitespace().next().unwrap_or_default().to_owned();
    let title = visitor.reader.text_with("home-title", &[("name", name.into())]);
    let body = html! {
        (page_header(&title, Some(&today(&visitor)), &html! {}))
        @if !tiles.is_empty() { div.tiles { @for tile in &tiles { (tile) } } }
        @if !has_lists && tiles.is_empty() { (empty_state("home", &visitor.text("home-empty"), &visitor.text("home-empty-text"), &html! {})) }
        div.halves {
            div.stack { (drawn(&visitor, &TASKS, tasks.as_ref())) (drawn(&visitor, &CLIENTS, clients.as_ref())) }
            div.stack { (drawn(&visitor, &CLOSING, closing.as_ref())) }
        }
    };
    Ok(visitor.page(&visitor.text("page-home"), &body))
}

fn today(visitor: &Visitor) -> String {
    format::date(visitor.reader.today(), visitor.reader.lang)
}

async fn part(visitor: &Visitor, part: &Part) -> Result<Option<Page>, Error> {
    let Some(subject) = Subject::named(visitor, part.object).filter(|subject| subject.may(Action::Read)) else {
        return Ok(None);
    };
    let known = part.columns.iter().filter(|column| subject.object.field(column).is_some());
    let ask = ListAsk {
        object: part.object.to_owned(),
        segment: Some(part.segment.to_owned()).filter(|segment| !segment.is_empty()),
        filter: Some(Outlook::of(&subject).filter(part.filter)).filter(|filter| !filter.is_empty()),
        sort: vec![(part.sort.0.to_owned(), part.sort.1)],
        columns: known.map(|column| (*column).to_owned()).collect(),
        limit: ROWS,
        archived: Archived::Hide,
        count: super::list::COUNTED,
        ..ListAsk::default()
    };
    Ok(Some(list(&visitor.ctx, &ask).await?))
}

fn drawn(visitor: &Visitor, part: &Part, page: Option<&Page>) -> Markup {
    let Some(page) = page else { return html! {} };
    let Some(subject) = Subject::named(visitor, part.object) else { return html! {} };
    let sort = if part.sort.1 { format!("-{}", part.sort.0) } else { part.sort.0.to_owned() };
    let outlook = Outlook::of(&subject);
    let filter = outlook.filter(part.filter);
    let all = paths::with_query(
        &subject.list(),
        &[("segment", part.segment), ("where", filter.as_str()), ("sort", sort.as_str())],
    );
    let key = |key: &str| if part.object == "task" { key.to_owned() } else { outlook.key(key) };
    let body = html! {
        @if page.rows.is_empty() { div.empty.empty-small { p { (visitor.text(&key(part.empty))) } } }
        @else { ul.card-list { @for record in &page.rows { (line(&subject, part, record)) } } }
    };
    list_card(
        &visitor.text(&key(part.title)),
        page,
        visitor.reader.lang,
        &html! { a.btn.btn-quiet.btn-small href=(all) { (visitor.text("card-all")) } },
        &body,
    )
}

fn line(subject: &Subject<'_>, part: &Part, record: &Record) -> Markup {
    let fields = subject.fields();
    let (first, rest) = part.columns.split_first().map_or(("", part.columns), |(first, rest)| (*first, rest));
    html! {
        li data-href=(subject.card(record.id)) {
            (icon(&subject.object.icon))
            div.card-list-main {
                (record_link(&subject.object.plural, record.id, &record.title))
                span.cluster.small.soft {
                    @for column in rest {
                        @let shown = shown(&fields, record, column);
                        @if !shown.0.is_empty() { span { (shown) } }
                    }
                }
            }
            (when(subject, record.get(first), part.object == "company"))
        }
    }
}

/// References as plain text: the line leads to one record only.
fn shown(fields: &ui::Fields<'_>, record: &Record, column: &str) -> Markup {
    match record.titles.get(column) {
        Some(title) => html! { (title) },
        None => fields.of_record(record, column),
    }
}

/// A day as its distance from today, what is late in colour.
fn when(subject: &Subject<'_>, value: &Value, past_is_fine: bool) -> Markup {
    let reader = subject.reader();
    match value {
        Value::Date(day) if *day < reader.today() && !past_is_fine => {
            html! { span.badge.badge-bad { (format::relative_day(*day, reader.today(), reader.lang)) } }
        }
        Value::Date(day) if *day == reader.today() => {
            html! { span.badge.badge-warn { (format::relative_day(*day, reader.today(), reader.lang)) } }
        }
        Value::Date(day) => {
            html! { span.small.soft.nowrap { (format::relative_day(*day, reader.today(), reader.lang)) } }
        }
        Value::Instant(at) => html! { span.small.soft.nowrap { (format::ago(*at, reader)) } },
        _ => html! {},
    }
}

/// One quick figure with the way to its records; `None` when the visitor may not see it or there is no such measure.
async fn tile(
    visitor: &Visitor,
    (object, measure, filter, key): &(&str, &str, &str, &str),
) -> Result<Option<Markup>, Error> {
    let Some(subject) = Subject::named(visitor, object).filter(|subject| subject.may(Action::Read)) else {
        return Ok(None);
    };
    if !subject.object.measures.contains_key(*measure) {
        return Ok(None);
    }
    let outlook = Outlook::of(&subject);
    let filter = outlook.filter(&filter.replace("MONTH", &month_start(visitor)));
    let ask = FiguresAsk {
        object: (*object).to_owned(),
        filter: Some(filter.clone()).filter(|filter| !filter.is_empty()),
        measures: vec![(*measure).to_owned()],
        ..FiguresAsk::default()
    };
    let answer = match figures(&visitor.ctx, &ask).await {
        Ok(answer) => answer,
        Err(records::Error::Forbidden) => return Ok(None),
        Err(other) => return Err(other.into()),
    };
    let (Some(column), Some(value)) = (answer.measures.first(), answer.total.first()) else { return Ok(None) };
    let parts: Vec<String> = std::iter::once(filter)
        .filter(|filter| !filter.is_empty())
        .chain(column.filter.iter().map(ToString::to_string))
        .collect();
    let address = paths::with_query(&subject.list(), &[("where", conditions::join(&parts))]);
    let shown = format::figure(value, &column.unit, &visitor.reader);
    let count = match column.unit {
        catalogue::Unit::Money => counted(visitor, object, &parts).await?,
        _ => None,
    };
    let none =
        if count.is_some_and(|count| count > 0) { "—".to_owned() } else { format::integer(0, visitor.reader.lang) };
    let shown = if shown.is_empty() { none } else { shown };
    let note = count.map(|count| visitor.reader.text_with("home-deals", &[("count", count.into())]));
    Ok(Some(figure_tile(&visitor.text(&outlook.key(key)), &html! { (shown) }, note.as_deref(), &address)))
}

/// The first day of this month in the company's calendar, as ISO text.
fn month_start(visitor: &Visitor) -> String {
    let today = catalogue::reading::date_of_days(visitor.reader.today());
    today.map(|date| date.first_of_month().to_string()).unwrap_or_default()
}

/// How many records a sum is over: a sum of nothing known is not a sum over nothing.
async fn counted(visitor: &Visitor, object: &str, parts: &[String]) -> Result<Option<i64>, Error> {
    let ask = FiguresAsk {
        object: object.to_owned(),
        filter: Some(conditions::join(parts)).filter(|filter| !filter.is_empty()),
        measures: vec!["count".to_owned()],
        ..FiguresAsk::default()
    };
    Ok(figures(&visitor.ctx, &ask).await?.total.first().and_then(catalogue::Value::as_int))
}
