//! Search over everything the visitor may read: the page, the palette's part of it, and proposals for reference fields.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::{Html, IntoResponse as _};
use maud::{Markup, html};
use records::search::{Hit, search, suggest};
use serde::Serialize;
use ui::parts::{card, empty_state, page_header};
use ui::{icon, paths};

use super::subject::{Sent, Subject};
use crate::error::{Answer, Error};
use crate::visitor::Visitor;

/// Hits of one object on the page.
const ON_PAGE: u32 = 20;
/// Hits of one object in the palette.
const IN_PALETTE: u32 = 4;
/// Proposals for a reference field.
const PROPOSALS: u32 = 8;
/// Shorter texts find everything and nothing.
const SHORTEST: usize = 2;

/// `GET /search?q=`.
pub async fn show_search(visitor: Visitor, Query(sent): Query<Vec<(String, String)>>) -> Answer {
    let sent = Sent(sent);
    let text = sent.get("q").unwrap_or_default();
    let hits = find(&visitor, text, ON_PAGE).await?;
    let body = html! {
        (page_header(&visitor.text("search-title"), None, &html! {}))
        form.list-search.search-wide method="get" action=(paths::SEARCH) role="search" {
            (icon("search"))
            input type="search" name="q" value=(text) autofocus placeholder=(visitor.text("frame-search")) aria-label=(visitor.text("frame-search"));
        }
        @if text.is_empty() { (empty_state("search", &visitor.text("search-start"), &visitor.text("search-start-text"), &html! {})) }
        @else if hits.is_empty() { (empty_state("search", &visitor.text("list-nothing-found"), &visitor.text("search-nothing"), &html! {})) }
        @else { div.stack.narrow { @for (subject, hits) in by_object(&visitor, &hits) { (draw(&subject, &hits)) } } }
    };
    Ok(visitor.page(&visitor.text("search-title"), &body))
}

async fn find(visitor: &Visitor, text: &str, limit: u32) -> Result<Vec<Hit>, Error> {
    if text.chars().count() < SHORTEST {
        return Ok(Vec::new());
    }
    Ok(search(&visitor.ctx, text, limit).await?)
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

/// `GET /search/palette?q=`: the records part of the palette, a fragment.
pub async fn show_palette(visitor: Visitor, Query(sent): Query<Vec<(String, String)>>) -> Answer {
    let sent = Sent(sent);
    let hits = find(&visitor, sent.get("q").unwrap_or_default(), IN_PALETTE).await?;
    let markup = html! {
        @for (subject, hits) in by_object(&visitor, &hits) {
            div.palette-label { (subject.plural_label()) }
            @for hit in hits {
                a.palette-item href=(subject.card(hit.id)) { (icon(&subject.object.icon)) span { (hit.title) } }
            }
        }
    };
    Ok(Html(markup.into_string()).into_response())
}

/// A proposal of a reference field.
#[derive(Serialize)]
struct Proposal {
    id: i64,
    title: String,
}

/// `GET /suggest/{object}?q=`: JSON.
pub async fn suggest_records(
    visitor: Visitor,
    Path(object): Path<String>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Answer {
    let sent = Sent(sent);
    let hits = suggest(&visitor.ctx, &object, sent.get("q").unwrap_or_default(), PROPOSALS).await?;
    let proposals: Vec<Proposal> =
        hits.into_iter().map(|hit| Proposal { id: hit.id.0, title: hit.title.to_string() }).collect();
    Ok(Json(proposals).into_response())
}
