//! One list of the page: what it asks, how a line of it looks, and what can be done there and then.

use catalogue::{Action, Unit, Value};
use maud::{Markup, html};
use query::Archived;
use records::list::list;
use records::{ListAsk, Page, Record};
use ui::fields::record_link;
use ui::parts::list_card;
use ui::{format, icon, paths};

use super::outlook::Outlook;
use crate::error::Error;
use crate::records::address::some;
use crate::records::list::COUNTED;
use crate::records::subject::Subject;
use crate::records::typed::may_write;
use crate::visitor::Visitor;

/// Rows of each list on the page.
const ROWS: u32 = 8;

/// A list of the page: object, segment of the catalogue, further condition, order, columns, heading, empty text.
pub struct Part {
    pub object: &'static str,
    /// Empty for none.
    pub segment: &'static str,
    pub filter: &'static str,
    pub sort: &'static str,
    /// What stands at the end of a line, then what stands below its title.
    pub columns: &'static [&'static str],
    pub title: &'static str,
    pub empty: &'static str,
    /// What is said at the end of a line where nothing is known there; empty for nothing.
    pub unknown: &'static str,
}

impl Part {
    /// Its own lines, or nothing where the visitor may not read the object.
    pub async fn read(&self, visitor: &Visitor, outlook: Outlook) -> Result<Option<Page>, Error> {
        let Some(subject) = Subject::seen(visitor, self.object) else {
            return Ok(None);
        };
        if !is_judged(&subject, self.segment)? {
            return Ok(None);
        }
        let known = self.columns.iter().chain(&["owner"]).filter(|column| subject.object.field(column).is_some());
        let (field, falling) = self.sort.strip_prefix('-').map_or((self.sort, false), |field| (field, true));
        let ask = ListAsk {
            object: self.object.to_owned(),
            segment: some(self.segment),
            filter: some(&outlook.filter(self.filter)),
            sort: vec![(field.to_owned(), falling)],
            columns: known.map(|column| (*column).to_owned()).collect(),
            limit: ROWS,
            archived: Archived::Hide,
            count: COUNTED,
            ..ListAsk::default()
        };
        Ok(Some(list(&visitor.ctx, &ask).await?))
    }

    pub fn draw(&self, visitor: &Visitor, outlook: Outlook, page: Option<&Page>) -> Markup {
        let Some((page, subject)) = page.zip(Subject::named(visitor, self.object)) else { return html! {} };
        let filter = outlook.filter(self.filter);
        let all = paths::with_query(
            &subject.list(),
            &[("segment", self.segment), ("where", filter.as_str()), ("sort", self.sort)],
        );
        let body = html! {
            @if page.rows.is_empty() { div.empty.empty-small { p { (visitor.text(&outlook.key(self.empty))) } } }
            @else { ul.card-list { @for record in &page.rows { (self.line(&subject, outlook, record)) } } }
        };
        list_card(
            &visitor.text(&outlook.key(self.title)),
            page,
            visitor.reader.lang,
            &html! { a.btn.btn-quiet.btn-small href=(all) { (visitor.text("card-all")) } },
            &body,
        )
    }

    fn line(&self, subject: &Subject<'_>, outlook: Outlook, record: &Record) -> Markup {
        let fields = subject.fields();
        let (end, below) = self.columns.split_first().map_or(("", self.columns), |(end, below)| (*end, below));
        let below = below.iter().filter(|column| outlook == Outlook::Own || **column != "owner");
        html! {
            li id={ (self.title) "-" (record.id) } data-href=(subject.card(record.id)) {
                (icon(&subject.object.icon))
                div.card-list-main {
                    (record_link(&subject.object.plural, record.id, &record.title))
                    span.cluster.small.soft {
                        @for column in below {
                            @let shown = shown(&fields, record, column);
                            @if !shown.0.is_empty() { span { (shown) } }
                        }
                        @if outlook == Outlook::Team { @if let Some(owner) = record.titles.get("owner") { span { (owner) } } }
                    }
                }
                @if record.get(end).is_null() && !self.unknown.is_empty() { span.badge.badge-bad { (subject.text(self.unknown)) } }
                (when(subject, record.get(end)))
                (acts(subject, outlook, record))
            }
        }
    }
}

/// Whether the visitor sees enough to say so of a record: whoever reads all clients and only their own calls would be told that
/// nobody has called.
pub fn is_judged(subject: &Subject<'_>, segment: &str) -> Result<bool, Error> {
    let condition = subject.object.segments.get(segment).map(|segment| segment.filter.to_string());
    match condition {
        Some(condition) => Ok(records::rights::judges(&subject.visitor.ctx, &subject.object.name, &condition)?),
        None => Ok(segment.is_empty()),
    }
}

/// What a line offers: one's own task is ticked off; a head gives somebody else's record to another.
fn acts(subject: &Subject<'_>, outlook: Outlook, record: &Record) -> Markup {
    let back = paths::with_query(paths::DAY, &[("of", outlook.word())]);
    if outlook == Outlook::Team {
        if !subject.may(Action::Transfer) {
            return html! {};
        }
        let address = paths::of_record(&subject.object.plural, record.id, "transfer");
        let label = subject.reader().text_with("home-hand-over", &[("title", record.title.as_ref().into())]);
        return html! {
            a.btn.btn-quiet.btn-icon href=(paths::with_query(&address, &[("back", &back)])) aria-label=(label) title=(label) { (icon("arrows-exchange")) }
        };
    }
    let status = subject.object.field("status").filter(|_| &*subject.object.name == "task");
    if status.is_none_or(|field| !may_write(subject, Action::Update, field)) {
        return html! {};
    }
    html! {
        form method="post" action=(subject.card(record.id)) {
            input type="hidden" name="version" value=(record.version);
            input type="hidden" name="status" value="done";
            input type="hidden" name="back" value=(back);
            @let label = subject.reader().text_with("home-done", &[("title", record.title.as_ref().into())]);
            button.btn.btn-quiet.btn-icon type="submit" aria-label=(label) title=(label) { (icon("check")) }
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

/// A day as its distance from today, what is late in colour; a moment of today as its time.
fn when(subject: &Subject<'_>, value: &Value) -> Markup {
    let reader = subject.reader();
    match value {
        Value::Date(day) => {
            let said = format::relative_day(*day, reader.today(), reader.lang);
            match day.cmp(&reader.today()) {
                std::cmp::Ordering::Less => html! { span.badge.badge-bad { (said) } },
                std::cmp::Ordering::Equal => html! { span.badge.badge-warn { (said) } },
                std::cmp::Ordering::Greater => html! { span.small.soft.nowrap { (said) } },
            }
        }
        Value::Instant(at) => html! { span.small.soft.nowrap { (format::hour_or_ago(*at, reader)) } },
        Value::Money(_) => html! { span.small.nowrap { (format::figure(value, &Unit::Money, reader)) } },
        _ => html! {},
    }
}
