//! The calendar: `GET /calendar`. Days, a week, a month, or people beside each other; every state has its address. What the
//! visitor may not read is not there.

mod asked;
mod drawn;
mod moving;
mod place;
mod sheets;

use axum::extract::Query;
use catalogue::Id;
use futures::try_join;
use maud::{Markup, html};
use query::calendar::civil;
use records::calendar::{Calendar, CalendarAsk, calendar, unplanned};
use records::list::list;
use records::work_calendar::working_times;
use records::{ListAsk, Record};
use ui::parts::{Tone, avatar, notice, page_header};
use ui::swap::{Region, keyed_link};
use ui::{format, icon, paths};

use super::subject::{Sent, Subject};
use crate::error::{Answer, Error};
use crate::failure::Wanted;
use crate::visitor::Visitor;
use asked::{Asked, View};
use drawn::{Pen, looks};

pub use moving::{move_entry, show_move};

const REGION: Region = Region("calendar");
/// Colleagues beside each other when nobody is named.
const COLLEAGUES: u32 = 12;
/// People to choose from.
const CHOICE: u32 = 200;
/// People whose hours of work are shown.
const BESIDE: usize = 12;
/// Open tasks beside the days.
const PLANNED: u32 = 20;

/// Somebody whose time is shown.
pub struct Shown {
    pub id: Id,
    pub name: String,
}

/// `GET /calendar`.
pub async fn show_calendar(visitor: Visitor, Query(sent): Query<Vec<(String, String)>>) -> Answer {
    let asked = Asked::read(&Sent(sent), visitor.reader.today());
    let choice = people(&visitor, CHOICE, "").await?;
    let shown = shown(&visitor, &asked, &choice).await?;
    let (first, last) = asked.days();
    let ask = CalendarAsk { first, last, people: shown.iter().map(|person| person.id).collect() };
    let plans = async {
        let is_own = asked.view != View::Team && shown.iter().any(|person| person.id == visitor.ctx.who.user);
        if is_own { unplanned(&visitor.ctx, PLANNED).await } else { Ok(Vec::new()) }
    };
    let worked = async {
        let some: Vec<Id> = ask.people.iter().take(BESIDE).copied().collect();
        working_times(&visitor.ctx, &some, (first, last)).await
    };
    let (answer, plans, worked) = try_join!(calendar(&visitor.ctx, &ask), plans, worked)?;
    let looks = looks(&visitor);
    let pen = Pen { looks: &looks, visitor: &visitor, asked: &asked, people: &shown, worked: &worked };
    let plans: Vec<_> = plans.iter().filter_map(|entry| pen.item(entry)).collect();
    let reader = &visitor.reader;
    let body = html! {
        candor-calendar #calendar {
            (page_header(&title(&visitor, &asked), said_of(&visitor, &shown).as_deref(), &actions(&pen)))
            (bar(&visitor, &asked, &shown, &choice))
            (notes(&visitor, &shown, &answer))
            div.cal-body.cal-with-plan[!plans.is_empty()] {
                (sheets::draw(&pen, &answer.entries))
                (ui::calendar::to_plan(reader, &plans))
            }
            form #cal-move method="post" hidden {
                @for name in ["version", "day", "time", "minutes"] { input type="hidden" name=(name); }
                input type="hidden" name="back" value=(asked.address());
            }
        }
        // A swap finds it running, and may not bring a script.
        @if visitor.wanted != Wanted::Fragment { script type="module" src=(assets::CALENDAR_JS) {} }
    };
    Ok(visitor.page(&visitor.text("page-calendar"), &body))
}

/// Whose time is shown: those who are named, or oneself; in the team's view one's colleagues.
async fn shown(visitor: &Visitor, asked: &Asked, choice: &[Record]) -> Result<Vec<Shown>, Error> {
    let me = || Shown { id: visitor.ctx.who.user, name: visitor.ctx.who.name.to_string() };
    let of = |record: &Record| Shown { id: record.id, name: record.title.to_string() };
    if !asked.people.is_empty() {
        let ids: Vec<String> = asked.people.iter().map(ToString::to_string).collect();
        let known = |id: &&Id| choice.iter().any(|record| record.id == **id);
        if asked.people.iter().all(|id| known(&id)) {
            return Ok(choice.iter().filter(|record| asked.people.contains(&record.id)).map(of).collect());
        }
        let named = people(visitor, CHOICE, &format!("id in [{}]", ids.join(", "))).await?;
        let mut found: Vec<Shown> = named.iter().map(of).collect();
        if found.is_empty() {
            found.push(me());
        }
        return Ok(found);
    }
    if asked.view != View::Team {
        return Ok(vec![me()]);
    }
    let who = &visitor.ctx.who;
    let near = match (who.team, who.branch) {
        (Some(team), _) => format!("team == {team}"),
        (None, Some(branch)) => format!("branch == {branch}"),
        (None, None) => String::new(),
    };
    let mut found: Vec<Shown> = people(visitor, COLLEAGUES, &near).await?.iter().map(of).collect();
    if !found.iter().any(|person| person.id == who.user) {
        found.insert(0, me());
    }
    Ok(found)
}

/// People who work here; nobody where the visitor may not read who does.
async fn people(visitor: &Visitor, most: u32, near: &str) -> Result<Vec<Record>, Error> {
    let Some(subject) = Subject::seen(visitor, "user") else {
        return Ok(Vec::new());
    };
    let mut conditions = Vec::new();
    if !near.is_empty() {
        conditions.push(near.to_owned());
    }
    if subject.readable().any(|field| &*field.name == "status") {
        conditions.push("status != \"left\" && status != \"frozen\"".to_owned());
    }
    let ask = ListAsk {
        object: "user".to_owned(),
        filter: (!conditions.is_empty()).then(|| conditions.join(" && ")),
        sort: vec![("name".to_owned(), false)],
        columns: vec!["name".to_owned()],
        limit: most,
        ..ListAsk::default()
    };
    Ok(list(&visitor.ctx, &ask).await?.rows)
}

fn title(visitor: &Visitor, asked: &Asked) -> String {
    let lang = visitor.reader.lang;
    let (first, last) = asked.days();
    match asked.view {
        View::Day => format!("{}, {}", sheets::weekday(visitor, asked.on), format::date(asked.on, lang)),
        View::Week | View::Team => stretch(visitor, first, last),
        View::Month => format::stretch(asked.on, query::Bucket::Month, lang),
    }
}

/// "23 – 29 Nov 2026" within one month, "30 Nov 2026 – 6 Dec 2026" over two.
fn stretch(visitor: &Visitor, first: i32, last: i32) -> String {
    let lang = visitor.reader.lang;
    let begin = match (civil(first), civil(last)) {
        (Some(a), Some(b)) if (a.year(), a.month()) == (b.year(), b.month()) => a.day().to_string(),
        _ => format::date(first, lang),
    };
    format!("{begin} – {}", format::date(last, lang))
}

/// Whose time it is, when it is not one's own alone.
fn said_of(visitor: &Visitor, shown: &[Shown]) -> Option<String> {
    let is_own = matches!(shown, [one] if one.id == visitor.ctx.who.user);
    let names: Vec<&str> = shown.iter().take(4).map(|person| person.name.as_str()).collect();
    let more = if shown.len() > names.len() { "…" } else { "" };
    (!is_own).then(|| format!("{}{more}", names.join(", ")))
}

fn actions(pen: &Pen<'_>) -> Markup {
    let Pen { visitor, asked, .. } = *pen;
    let step = |steps: i32, shape: &str, key: &str, word: &str| {
        let body = html! { (icon(shape)) span.visually-hidden { (visitor.text(word)) } };
        keyed_link(REGION, ("btn btn-icon", Some(key)), &asked.on_by(steps).address(), false, &body)
    };
    let today = Asked { on: visitor.reader.today(), ..asked.clone() };
    let is_today = asked.on == today.on;
    html! {
        nav.btn-group aria-label=(visitor.text("calendar-steps")) {
            (step(-1, "chevron-left", "b", "calendar-before"))
            (keyed_link(REGION, ("btn", Some("t")), &today.address(), is_today, &html! { (visitor.text("calendar-today")) }))
            (step(1, "chevron-right", "f", "calendar-after"))
        }
        @if let Some(add) = pen.add(asked.on.max(visitor.reader.today()), None) {
            (new_entry(visitor, &add))
        }
    }
}

fn new_entry(visitor: &Visitor, add: &ui::calendar::Add) -> Markup {
    html! { a.btn.btn-primary href=(add.address) data-key="n" { (icon("plus")) (visitor.text("calendar-new")) } }
}

/// The views, all hours, and whose time.
fn bar(visitor: &Visitor, asked: &Asked, shown: &[Shown], choice: &[Record]) -> Markup {
    let view = |view: View| {
        let (word, key) = view.word();
        let label = visitor.text(&format!("calendar-view-{word}"));
        let address = asked.with(view, asked.on).address();
        keyed_link(REGION, ("btn", Some(key)), &address, view == asked.view, &html! { (label) })
    };
    let hours = Asked { whole_day: !asked.whole_day, ..asked.clone() };
    html! {
        div.cal-bar {
            nav.btn-group aria-label=(visitor.text("calendar-views")) { @for one in View::ALL { (view(one)) } }
            @if matches!(asked.view, View::Day | View::Week) {
                (keyed_link(REGION, ("btn btn-quiet only-wide", Some("h")), &hours.address(), asked.whole_day, &html! { (icon("clock")) (visitor.text("calendar-hours")) }))
            }
            div.cal-bar-end {
                (days_off(visitor))
                @if choice.len() > 1 { (choose(visitor, asked, shown, choice)) }
            }
        }
    }
}

/// Who is away, and what nobody works: lists of their own.
fn days_off(visitor: &Visitor) -> Markup {
    html! {
        @for subject in ["absence", "holiday"].into_iter().filter_map(|object| Subject::seen(visitor, object)) {
            a.btn.btn-quiet href=(subject.list()) { (icon(&subject.object.icon)) (subject.plural_label()) }
        }
    }
}

/// Whose time to see.
fn choose(visitor: &Visitor, asked: &Asked, shown: &[Shown], choice: &[Record]) -> Markup {
    let is_shown = |id: Id| shown.iter().any(|person| person.id == id);
    html! {
        details.menu-inline.cal-people {
            summary.btn data-key="s" { (icon("users")) (visitor.text("calendar-people")) }
            form.menu-panel.stack method="get" action=(paths::CALENDAR) {
                input type="hidden" name="view" value=(asked.view.word().0);
                input type="hidden" name="on" value=(query::calendar::day_text(asked.on));
                @if asked.whole_day { input type="hidden" name="hours" value="all"; }
                div.cal-choice role="group" aria-label=(visitor.text("calendar-people")) {
                    @for person in choice {
                        label.check { input type="checkbox" name="people" value=(person.id) checked[is_shown(person.id)]; (avatar(&person.title)) span { (person.title) } }
                    }
                }
                div.cluster {
                    button.btn.btn-primary.btn-small type="submit" { (visitor.text("calendar-show")) }
                    @if !asked.people.is_empty() { a.btn.btn-small href=(asked.of(Vec::new()).address()) { (visitor.text("calendar-own")) } }
                }
            }
        }
    }
}

fn notes(visitor: &Visitor, shown: &[Shown], answer: &Calendar) -> Markup {
    let has_others = shown.iter().any(|person| person.id != visitor.ctx.who.user);
    html! {
        @if answer.more { (notice(Tone::Warn, &html! { (visitor.text("calendar-much")) })) }
        @if has_others { p.small.soft { (visitor.text("calendar-others")) } }
    }
}
