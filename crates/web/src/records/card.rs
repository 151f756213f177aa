//! The card of a record: `GET /{plural}/{id}`. Head with key facts and stages, its story, what hangs on it, its fields.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::IntoResponse as _;
use catalogue::{Action, Field, Kind, Name, Object};
use futures::try_join;
use maud::{Markup, html};
use records::Record;
use records::comments::comments;
use records::follow::{Following, following};
use records::read::read;
use records::recent::last_visit;
use records::repeating::may_have_later;
use records::timeline::timeline;
use ui::fields::hidden;
use ui::parts::{Tone, avatar_huge, badge, card};
use ui::stage_path::{Standing, stage_path};
use ui::{Fields, icon, paths};

use super::comments as thread;
use super::next_step;
use super::story::{self, StoryState};
use super::subject::{Sent, Subject, id_of};
use super::{follow, related};
use crate::company::rules;
use crate::error::Answer;
use crate::failure::Wanted;
use crate::live;
use crate::visitor::Visitor;

/// Facts in the head of a card.
const KEY_FACTS: usize = 6;

/// `GET /{plural}/{id}`.
pub async fn show_record(
    visitor: Visitor,
    Path((plural, id)): Path<(String, String)>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let id = id_of(&id)?;
    let name = &*subject.object.name;
    // Asked before this opening is noted.
    let since = last_visit(&visitor.ctx, &subject.object.name, id).await?;
    // The read comes first: it decides whether there is anything to hang the rest on.
    let record = read(&visitor.ctx, name, id).await?;
    if visitor.wanted == Wanted::Json {
        return Ok(Json(records::json::record(&record)).into_response());
    }
    let allowed = async { Ok(records::rights::allowed(&visitor.ctx, name, id).await?) };
    let state = StoryState::read(&Sent(sent));
    let told = async { Ok(timeline(&visitor.ctx, name, id, &state.ask()).await?) };
    let said = async { Ok(comments(&visitor.ctx, name, id).await?) };
    let follows = async { Ok(following(&visitor.ctx, name, id).await?) };
    let next = next_step::find_next(&subject, id);
    let lists = related::lists(&subject, id);
    let (told, said, follows, next, lists, allowed) = try_join!(told, said, follows, next, lists, allowed)?;
    let heard = said.iter().filter(|said| thread::is_new(&subject, said, since));
    let news = News {
        came: if state.is_whole() { story::news(&subject, &told.entries, since) + heard.count() } else { 0 },
        said: said.iter().filter(|said| !said.text.is_empty()).count(),
    };
    let may = |action: Action| allowed.contains(&action) && (action == Action::Archive || !record.archived);
    let body = html! {
        (head(&subject, &record, &may, follows, news))
        (live::of_card(&subject, &record, &said))
        (standing(&subject, &record, &may))
        (next_step::draw(&subject, &record, next.as_ref()))
        (key_facts(&subject, &record))
        div.columns.card-columns {
            div.stack {
                (related::composer(&subject, &record))
                (related::draw(&subject, &record, &lists))
                (story::section(&subject, &record, (&state, &told), may(Action::Update), since))
            }
            div.stack {
                (facts(&subject, &record))
                (thread::draw(&subject, &record, &said, since))
            }
        }
    };
    Ok(visitor.page(&record.title, &body))
}

/// What the head of a card leads to.
struct News {
    /// How much came since the last visit.
    came: usize,
    /// How many comments stand.
    said: usize,
}

fn head(
    subject: &Subject<'_>,
    record: &Record,
    may: &dyn Fn(Action) -> bool,
    follows: Following,
    news: News,
) -> Markup {
    html! {
        div {
            nav.crumbs { a href=(subject.list()) data-key="u" { (icon("chevron-left")) (subject.plural_label()) } }
            div.record-head {
                @if is_somebody(subject.object) { (avatar_huge(&record.title)) } @else { span.avatar.avatar-huge.avatar-icon { (icon(&subject.object.icon)) } }
                div.record-head-words {
                    h1 { (record.title) @if record.archived { " " (badge(Tone::Warn, &subject.text("record-archived"))) } }
                    @if news.came > 0 { a.record-news href="#story" { (subject.reader().text_with("card-news", &[("count", news.came.into())])) } }
                    @if news.said > 0 { a.record-news href="#comments" { (icon("message")) (subject.reader().text_with("card-comments", &[("count", news.said.into())])) } }
                }
                (live::here_of(subject, record.id, &[]))
                div.page-actions { (follow::button(subject, record.id, follows)) (actions(subject, record, may)) }
            }
        }
    }
}

/// Clients and people have initials, everything else its icon.
fn is_somebody(object: &Object) -> bool {
    object.fields.values().any(|field| matches!(field.kind, Kind::Email | Kind::Phone))
}

fn actions(subject: &Subject<'_>, record: &Record, may: &dyn Fn(Action) -> bool) -> Markup {
    let address = |page: &str| paths::of_record(&subject.object.plural, record.id, page);
    html! {
        @if may(Action::Update) {
            a.btn href=(address("edit")) data-key="e" { (icon("pencil")) (subject.text("action-edit")) }
        }
        @if record.archived && may(Action::Archive) {
            form method="post" action=(address("restore")) {
                input type="hidden" name="version" value=(record.version);
                button.btn type="submit" data-key="a" { (icon("archive-off")) (subject.text("action-restore")) }
            }
        }
        details.menu-inline {
            summary.btn.btn-icon aria-label=(subject.text("action-more")) { (icon("dots")) }
            div.menu-panel {
                @if may(Action::Transfer) { a.menu-item href=(address("transfer")) data-key="h" { (icon("arrows-exchange")) (subject.text("action-transfer")) } }
                @if may(Action::Update) && may_have_later(subject.object, record) {
                    a.menu-item href=(address("later")) data-key="d" { (icon("copy")) (subject.text("action-later")) }
                }
                @if may(Action::Share) { a.menu-item href=(address("share")) data-key="s" { (icon("users")) (subject.text("action-share")) } }
                @if records::rights::is_owner(&subject.visitor.ctx) { a.menu-item href=(rules::address(&subject.object.name, record.id)) data-key="i" { (icon("eye-off")) (subject.text("action-hide")) } }
                a.menu-item href=(address("why")) data-key="w" { (icon("eye")) (subject.text("action-why")) }
                @if may(Action::Archive) && !record.archived { a.menu-item href=(address("archive")) data-key="a" { (icon("archive")) (subject.text("action-archive")) } }
            }
        }
    }
}

fn standing(subject: &Subject<'_>, record: &Record, may: &dyn Fn(Action) -> bool) -> Markup {
    let Some((field, stages)) = subject.object.stage_field() else { return html! {} };
    let Some(now) = record.get(&field.name).as_text() else { return html! {} };
    let movable = may(Action::Update) && super::typed::may_write(subject, Action::Update, field);
    stage_path(
        &subject.fields(),
        &Standing { field: &field.name, stages, now, id: record.id, version: record.version, movable },
    )
}

/// What one looks for first: the columns of the list that this record fills, and its owner.
fn key_facts(subject: &Subject<'_>, record: &Record) -> Markup {
    let fields = subject.fields();
    let is_stage = |name: &str| subject.object.stage_field().is_some_and(|(field, _)| &*field.name == name);
    let owner = Name::from("owner");
    let columns = subject.object.list.columns.iter().skip(1).filter(|name| !is_stage(name) && **name != owner);
    let known = columns.filter(|name| !record.get(name).is_null()).take(KEY_FACTS - 1).chain(std::iter::once(&owner));
    html! {
        dl.key-facts {
            @for name in known {
                @let shown = fields.of_record(record, name);
                @if !shown.0.is_empty() { div { dt { (fields.label(name)) } dd { (shown) } } }
            }
        }
    }
}

fn facts(subject: &Subject<'_>, record: &Record) -> Markup {
    let fields = subject.fields();
    let reader = subject.reader();
    let body = html! {
        div.card-body {
            @for section in &subject.object.card.sections {
                h3.facts-head { (reader.words().section_label(reader.lang, &subject.object.name, &section.name)) }
                dl.facts { @for name in &section.fields { (fact(&fields, record, name)) } }
            }
            details.disclose {
                summary { (icon("chevron-right")) (subject.text("card-record")) }
                dl.facts { @for name in ["owner", "team", "branch", "source", "external_id", "created_at", "created_by", "updated_at", "updated_by"] { (fact(&fields, record, name)) } }
            }
        }
    };
    card(&subject.text("card-facts"), None, &html! {}, &body)
}

fn fact(fields: &Fields<'_>, record: &Record, name: &str) -> Markup {
    html! {
        @if let Some((_, field)) = fields.find(name) {
            div { dt { (fields.label(name)) } dd { (fact_value(fields, record, field)) } }
        }
    }
}

fn fact_value(fields: &Fields<'_>, record: &Record, field: &Field) -> Markup {
    let shown = fields.of_record(record, &field.name);
    html! {
        @if record.hidden.contains(&field.name) { (hidden(fields.reader)) }
        @else if shown.0.is_empty() { span.none { "—" } }
        @else if matches!(field.kind.value_kind(), Kind::LongText) { div.timeline-note { (shown) } }
        @else { (shown) }
    }
}
