//! Search over everything the visitor may read: the page, the palette's part of it, and proposals for reference fields.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::{Html, IntoResponse as _};
use maud::{Markup, html};
use records::comments;
use records::recent::recent;
use records::search::{Answer as Found, Hit, find, propose};
use serde::Serialize;
use ui::parts::{Tone, card, empty_state, notice, page_header};
use ui::{icon, paths};

use super::subject::{Sent, Subject};
use crate::error::{Answer, Error};
use crate::visitor::Visitor;

/// Hits of one object on the page.
const ON_PAGE: u32 = 20;
/// Comments on the page.
const IN_COMMENTS: usize = 20;
/// Hits of one object in the palette.
const IN_PALETTE: u32 = 4;
/// Proposals for a reference field.
const PROPOSALS: u32 = 8;
/// Records that the visitor opened last, in the palette.
const RECENT: usize = 8;
/// Shorter texts find everything and nothing.
const SHORTEST: usize = 2;

/// `GET /search?q=`.
pub async fn show_search(visitor: Visitor, Query(sent): Query<Vec<(String, String)>>) -> Answer {
    let sent = Sent(sent);
    let text = sent.get("q").unwrap_or_default();
    let found = found(&visitor, text, ON_PAGE).await?;
    let said_so = comments::find(&visitor.ctx, text, IN_COMMENTS).await?;
    let body = html! {
        (page_header(&visitor.text("search-title"), None, &html! {}))
        form.list-search.search-wide method="get" action=(paths::SEARCH) role="search" aria-label=(visitor.text("search-title")) {
            (icon("search"))
            input type="search" name="q" value=(text) autofocus placeholder=(visitor.text("frame-search")) aria-label=(visitor.text("frame-search"));
        }
        @if text.is_empty() { (empty_state("search", &visitor.text("search-start"), &visitor.text("search-start-text"), &html! {})) }
        @else if found.hits.is_empty() && said_so.is_empty() { (empty_state("search", &visitor.text("list-nothing-found"), &visitor.text("search-nothing"), &html! {})) }
        @else {
            div.stack.narrow {
                @if let Some(said) = said(&visitor, &found) { (notice(Tone::Plain, &html! { (said) })) }
                @for (subject, hits) in by_object(&visitor, &found.hits) { (draw(&subject, &hits)) }
                (draw_comments(&visitor, &said_so))
            }
        }
    };
    Ok(visitor.page(&visitor.text("search-title"), &body))
}

/// What was said on records, with the record.
fn draw_comments(visitor: &Visitor, found: &[comments::Found]) -> Markup {
    if found.is_empty() {
        return html! {};
    }
    let body = html! {
        ul.card-list {
            @for found in found {
                @if let Some(subject) = Subject::named(visitor, &found.object) {
                    @let address = format!("{}#comments", subject.card(found.record));
                    li data-href=(address) {
                        (icon("message-circle"))
                        div.card-list-main {
                            a href=(address) { (found.title) }
                            div.soft.small { @if let Some(who) = &found.by_name { (who) ": " } (super::comments::words(&found.text)) }
                        }
                    }
                }
            }
        }
    };
    card(&visitor.text("comments-found"), i64::try_from(found.len()).ok(), &html! {}, &body)
}

async fn found(visitor: &Visitor, text: &str, limit: u32) -> Result<Found, Error> {
    if text.chars().count() < SHORTEST {
        return Ok(Found::default());
    }
    Ok(find(&visitor.ctx, text, limit).await?)
}

/// What is said of an answer that is none to the text as it was typed.
pub fn said(visitor: &Visitor, found: &Found) -> Option<String> {
    let with = |key: &str, text: &str| visitor.reader.text_with(key, &[("text", text.into())]);
    Some(match (&found.layout, found.near) {
        (None, false) => return None,
        (Some(text), false) => with("search-layout", text),
        (None, true) => visitor.text("search-near"),
        (Some(text), true) => with("search-near-layout", text),
    })
}

/// Hits in the menu's order of objects.
fn by_object<'v>(visitor: &'v Visitor, hits: &[Hit]) -> Vec<(Subject<'v>, Vec<Hit>)> {
    let objects = visitor.ctx.gate.catalogue.objects.values();
    let of = |object: &'v catalogue::Object| {
        let own: Vec<Hit> = hits.iter().filter(|hit| hit.object == object.name).cloned().collect();
        (!own.is_empty()).then_some((Subject { visitor, object }, own))
    };
    objects.filter_map(|object| of(object)).collect()
}

fn draw(subject: &Subject<'_>, hits: &[Hit]) -> Markup {
    let body = html! {
        ul.card-list {
            @for hit in hits {
                li data-href=(subject.card(hit.id)) { (icon(&subject.object.icon)) div.card-list-main { a href=(subject.card(hit.id)) { (hit.title) } } }
            }
        }
    };
    let count = i64::try_from(hits.len()).ok();
    card(&subject.plural_label(), count, &html! {}, &body)
}

/// `GET /search/palette?q=`: the records part of the palette, a fragment; without a text what the visitor opened last.
pub async fn show_palette(visitor: Visitor, Query(sent): Query<Vec<(String, String)>>) -> Answer {
    let sent = Sent(sent);
    let text = sent.get("q").unwrap_or_default();
    let markup = if text.is_empty() {
        let last = recent(&visitor.ctx, RECENT).await?;
        let subject = |hit: &Hit| Subject::named(&visitor, &hit.object);
        group(
            &visitor.text("palette-recent"),
            &html! { @for hit in &last { @if let Some(subject) = subject(hit) { (option(&subject, hit)) } } },
        )
    } else {
        let found = found(&visitor, text, IN_PALETTE).await?;
        html! {
            @if let Some(said) = said(&visitor, &found) { p.palette-said role="presentation" { (said) } }
            @for (subject, hits) in by_object(&visitor, &found.hits) {
                (group(&subject.plural_label(), &html! { @for hit in &hits { (option(&subject, hit)) } }))
            }
        }
    };
    Ok(Html(html! { div data-q=(text) { (markup) } }.into_string()).into_response())
}

fn group(label: &str, options: &Markup) -> Markup {
    html! {
        @if !options.0.is_empty() {
            div.palette-group role="group" aria-label=(label) { div.palette-label aria-hidden="true" { (label) } (options) }
        }
    }
}

fn option(subject: &Subject<'_>, hit: &Hit) -> Markup {
    let title = if hit.title.is_empty() { subject.text("record-untitled") } else { hit.title.to_string() };
    html! { a.palette-item role="option" tabindex="-1" href=(subject.card(hit.id)) { (icon(&subject.object.icon)) span { (title) } } }
}

/// A proposal of a reference field.
#[derive(Serialize)]
struct Proposal {
    id: i64,
    title: String,
    /// On the first of them: why these are proposed, when none is for the text as it was typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    said: Option<String>,
}

/// `GET /suggest/{object}?q=`: JSON.
pub async fn suggest_records(
    visitor: Visitor,
    Path(object): Path<String>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Answer {
    let sent = Sent(sent);
    let found = propose(&visitor.ctx, &object, sent.get("q").unwrap_or_default(), PROPOSALS).await?;
    let mut said = said(&visitor, &found);
    let proposal = |hit: Hit| Proposal { id: hit.id.0, title: hit.title.to_string(), said: said.take() };
    let proposals: Vec<Proposal> = found.hits.into_iter().map(proposal).collect();
    Ok(Json(proposals).into_response())
}
