//! One step on all records of a list, however many: the page before it, its progress, what was refused, and the way back. The work
//! itself is `records::bulk::list`; here it is begun, watched and stopped.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Response};
use catalogue::{Action, Arg, Id, Name};
use maud::{Markup, html};
use records::Ctx;
use records::bulk::list::{self, Counts, Kept, Reason, Refused, State, Work};
use ui::parts::{Tone, badge, card, confirm_page, notice, page_header};
use ui::{icon, paths};

use super::subject::{Subject, id_of};
use crate::error::{Answer, Error};
use crate::failure::Wanted;
use crate::flash::Saying;
use crate::moving;
use crate::visitor::Visitor;

/// Records that a page names of those that were refused, and of those that were left.
const NAMED: u32 = 100;
/// Changes that a page lists.
const LISTED: usize = 50;

/// The address of one such change, and of what is done with it.
pub fn address(subject: &Subject<'_>, id: Id) -> String {
    format!("{}/{id}", paths::beside(&subject.object.plural, "bulk"))
}

/// Lets it run in the background.
pub fn spawn(ctx: &Ctx, id: Id) {
    let gate = ctx.gate.clone();
    // What stops it stands in the log and on its page.
    tokio::spawn(async move { list::run(&gate, id).await });
}

/// `GET /{plural}/bulk`: the changes of this kind that the visitor made.
pub async fn list_works(visitor: Visitor, Path(plural): Path<String>) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let works = list::works(&visitor.ctx, &subject.object.name, LISTED).await?;
    let reader = &visitor.reader;
    let body = html! {
        (page_header(&reader.text("bulk-works"), Some(&subject.plural_label()), &back(&subject)))
        @if works.is_empty() { p.soft { (reader.text("bulk-works-none")) } }
        @else {
            div.table-wrap { table.table.table-stack {
                thead { tr { th { (reader.text("bulk-what")) } th { (reader.text("bulk-state")) } th.end { (reader.text("bulk-done")) } th { (reader.text("bulk-at")) } } }
                tbody { @for work in &works { tr {
                    td.wrap { a.record-link href=(address(&subject, work.id)) { (what(&subject, &work.plan.step)) } }
                    td data-label=(reader.text("bulk-state")) { (state(&visitor, work.state)) }
                    td.end data-label=(reader.text("bulk-done")) { (number(&visitor, work.counts.updated)) }
                    td data-label=(reader.text("bulk-at")) { (ui::format::instant(work.at, reader)) }
                } } }
            } }
        }
    };
    Ok(visitor.page(&reader.text("bulk-works"), &body))
}

type WorkPath = Path<(String, String)>;

/// `GET /{plural}/bulk/{batch}`: where it stands.
pub async fn show_work(visitor: Visitor, Path((plural, id)): WorkPath) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let work = found(&subject, &id).await?;
    if visitor.wanted == Wanted::Json {
        return Ok(json(&work));
    }
    let is_moving = is_moving(&work);
    let title = what(&subject, &work.plan.step);
    let here = address(&subject, work.id);
    let going_on = html! {
        (moving::piece(&here, &progress(&visitor, &work)))
        form.form-actions method="post" action={ (here) "/stop" } {
            button.btn type="submit" data-key="s" { (icon("x")) (visitor.text("bulk-stop")) }
        }
    };
    let left = if is_moving {
        html! {}
    } else {
        left(&subject, &work).await?
    };
    let refused = refused(&subject, &work).await?;
    let body = html! {
        (page_header(&title, Some(&subject.plural_label()), &html! { (state(&visitor, work.state)) (back(&subject)) }))
        @if is_moving { (going_on) } @else { (outcome(&subject, &work)) (counted(&visitor, &work.counts)) }
        (left) (refused)
    };
    let page = visitor.page(&title, &body);
    Ok(if is_moving { moving::page(page) } else { page })
}

/// `GET /{plural}/bulk/{batch}/progress`: the piece of the page that moves; once it has ended, the page is loaded anew.
pub async fn show_progress(visitor: Visitor, Path((plural, id)): WorkPath) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let work = found(&subject, &id).await?;
    Ok(moving::answer(&progress(&visitor, &work), is_moving(&work)))
}

/// `POST /{plural}/bulk/{batch}/stop`.
pub async fn stop_work(visitor: Visitor, Path((plural, id)): WorkPath) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let work = found(&subject, &id).await?;
    list::stop(&visitor.ctx, work.id).await?;
    Ok(visitor.go(&address(&subject, work.id)))
}

/// `POST /{plural}/bulk/{batch}/go-on`.
pub async fn go_on(visitor: Visitor, Path((plural, id)): WorkPath) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let work = found(&subject, &id).await?;
    if list::go_on(&visitor.ctx, work.id).await? {
        spawn(&visitor.ctx, work.id);
    }
    Ok(visitor.go(&address(&subject, work.id)))
}

/// `GET /{plural}/bulk/{batch}/undo`: asks before it takes the whole back.
pub async fn ask_undo(visitor: Visitor, Path((plural, id)): WorkPath) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let work = found(&subject, &id).await?;
    let here = address(&subject, work.id);
    let question = visitor.text("several-undo-question");
    let about = html! { p.strong { (what(&subject, &work.plan.step)) ": " (number(&visitor, work.counts.updated)) } };
    let text = visitor.text("several-undo-text");
    let action = format!("{here}/undo");
    let body = confirm_page(&visitor.reader, &question, &text, &action, &about, &visitor.text("story-undo"), &here);
    Ok(visitor.page(&question, &body))
}

/// `POST /{plural}/bulk/{batch}/undo`.
pub async fn undo_work(visitor: Visitor, Path((plural, id)): WorkPath, Form(_): Form<Vec<(String, String)>>) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let work = found(&subject, &id).await?;
    match list::take_back(&visitor.ctx, work.id).await {
        Ok(begun) => {
            if begun {
                spawn(&visitor.ctx, work.id);
            }
            Ok(visitor.go(&address(&subject, work.id)))
        }
        Err(records::Error::Invalid(faults)) => {
            let saying = Saying::refused(visitor.reader.faults(&faults).join(" "));
            Ok(visitor.go_saying(&address(&subject, work.id), saying))
        }
        Err(error) => Err(error.into()),
    }
}

/// The change of this number, of this kind of record.
async fn found(subject: &Subject<'_>, id: &str) -> Result<Work, Error> {
    let work = list::work(&subject.visitor.ctx, id_of(id)?).await?;
    if work.plan.object == subject.object.name { Ok(work) } else { Err(Error::NOT_FOUND) }
}

fn is_moving(work: &Work) -> bool {
    matches!(work.state, State::Picking | State::Running | State::Undoing)
}

fn back(subject: &Subject<'_>) -> Markup {
    html! { a.btn href=(subject.list()) data-key="u" { (icon("arrow-left")) (subject.plural_label()) } }
}

/// The step in a few words: "Amount", "Archive".
pub fn what(subject: &Subject<'_>, step: &Kept) -> String {
    let one = |key: &str| subject.text(key);
    match step {
        Kept::Archive => one("action-archive"),
        Kept::Restore => one("action-restore"),
        Kept::Transfer(_) => one("action-transfer"),
        Kept::Set(values) => {
            let labels: Vec<String> = values.keys().map(|name: &Name| subject.fields().label(name)).collect();
            subject.reader().text_with("bulk-set", &[("field", labels.join(", ").into())])
        }
    }
}

fn number(visitor: &Visitor, number: i64) -> String {
    ui::format::integer(number, visitor.reader.lang)
}

fn state(visitor: &Visitor, state: State) -> Markup {
    let (tone, key) = match state {
        State::Picking => (Tone::Warn, "bulk-state-picking"),
        State::Running => (Tone::Warn, "bulk-state-running"),
        State::Stopped => (Tone::Bad, "bulk-state-stopped"),
        State::Done => (Tone::Good, "bulk-state-done"),
        State::Undoing => (Tone::Warn, "bulk-state-undoing"),
        State::Undone => (Tone::Plain, "bulk-state-undone"),
        State::UndoneInPart => (Tone::Bad, "bulk-state-undone-in-part"),
    };
    badge(tone, &visitor.text(key))
}

fn progress(visitor: &Visitor, work: &Work) -> Markup {
    let (done, total) = work.counts.progress(work.state);
    let counts = [("done", number(visitor, done).into()), ("total", number(visitor, total).into())];
    let text = visitor.reader.text_with("bulk-running-text", &counts);
    let label = if work.state == State::Undoing { "bulk-state-undoing" } else { "bulk-state-running" };
    ui::parts::progress(&visitor.text(label), Some((done, total)), &text)
}

/// What became of it, and what can be done with it now.
fn outcome(subject: &Subject<'_>, work: &Work) -> Markup {
    let (visitor, reader, here) = (subject.visitor, subject.reader(), address(subject, work.id));
    let waiting = [("count", Arg::from(work.counts.waiting))];
    let is_stopped = work.state == State::Stopped;
    let is_back_in_part = work.state == State::UndoneInPart;
    let rest = work.counts.updated.saturating_add(work.counts.made);
    let why = match &work.why {
        Some(key) => Some(visitor.text(key)),
        None => is_stopped.then(|| visitor.text("bulk-stopped")),
    };
    let undo = if is_back_in_part { "bulk-undo-rest" } else { "story-undo" };
    html! {
        @if is_stopped || is_back_in_part {
            (notice(Tone::Warn, &html! {
                @if let Some(why) = &why { p.strong { (why) } }
                @if is_stopped { p { (reader.text_with("bulk-waiting", &waiting)) } }
                @if work.counts.left > 0 { p { (reader.text_with("bulk-left", &[("count", work.counts.left.into())])) } }
                @if is_back_in_part && rest > 0 { p { (reader.text_with("bulk-not-back", &[("count", rest.into())])) } }
            }))
        }
        div.form-actions {
            @if is_stopped && work.counts.waiting > 0 {
                form method="post" action={ (here) "/go-on" } {
                    button.btn.btn-primary type="submit" data-key="s" { (icon("refresh")) (visitor.text("bulk-go-on")) }
                }
            }
            @if rest.saturating_add(work.counts.waiting).saturating_add(work.counts.left) > 0 {
                a.btn href={ (here) "/undo" } data-key="z" { (icon("arrow-back-up")) (visitor.text(undo)) }
            }
        }
    }
}

fn counted(visitor: &Visitor, counts: &Counts) -> Markup {
    let lines = [
        ("bulk-updated", counts.updated),
        ("bulk-unchanged", counts.unchanged),
        ("bulk-refused", counts.refused),
        ("bulk-still-waiting", counts.waiting),
        ("bulk-put-back", counts.undone),
    ];
    let lines = lines.into_iter().filter(|(key, count)| *key == "bulk-updated" || *count > 0);
    html! {
        div.key-facts { @for (key, count) in lines { div { dt { (visitor.text(key)) } dd.number { (number(visitor, count)) } } } }
    }
}

async fn refused(subject: &Subject<'_>, work: &Work) -> Result<Markup, Error> {
    let refused = list::refused(&subject.visitor.ctx, work, NAMED).await?;
    Ok(named(subject, "bulk-refused", work.counts.refused, &refused))
}

async fn left(subject: &Subject<'_>, work: &Work) -> Result<Markup, Error> {
    let left = list::left(&subject.visitor.ctx, work, NAMED).await?;
    Ok(named(subject, "bulk-left-as-they-are", work.counts.left, &left))
}

/// Records by name, each with why.
fn named(subject: &Subject<'_>, heading: &str, count: i64, records: &[Refused]) -> Markup {
    if records.is_empty() {
        return html! {};
    }
    let reader = subject.reader();
    let more = count.saturating_sub(i64::try_from(records.len()).unwrap_or(i64::MAX));
    let why = |reasons: &[Reason]| -> String {
        let said = reasons.iter().map(|reason| reader.words().message(reader.lang, &reason.key, &reason.args));
        said.collect::<Vec<_>>().join(" ")
    };
    let body = html! {
        ul.card-list { @for one in records { li { div.card-list-main {
            @match &one.title {
                Some(title) => { a.record-link href=(subject.card(one.id)) { (title) } },
                None => { span.faint { (subject.text("truth-hidden")) } },
            }
            span.small { (why(&one.why)) }
        } } } }
        @if more > 0 { p.card-body.soft { (reader.text_with("several-more", &[("count", more.into())])) } }
    };
    card(&subject.text(heading), Some(count), &html! {}, &body)
}

fn json(work: &Work) -> Response {
    let state = match work.state {
        State::Picking => "picking",
        State::Running => "running",
        State::Stopped => "stopped",
        State::Done => "done",
        State::Undoing => "undoing",
        State::Undone => "undone",
        State::UndoneInPart => "undone_in_part",
    };
    let counts = work.counts;
    axum::Json(serde_json::json!({
        "id": work.id, "state": state, "waiting": counts.waiting, "updated": counts.updated,
        "unchanged": counts.unchanged, "refused": counts.refused, "undone": counts.undone, "left": counts.left,
    }))
    .into_response()
}

/// Whether the visitor may change more records of this kind than one step takes.
pub fn is_offered(subject: &Subject<'_>) -> bool {
    subject.may(Action::BulkUpdate)
}
