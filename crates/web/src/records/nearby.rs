//! What a list whose search found nothing offers instead: the same list with the text of the other keyboard layout, or the
//! records that are nearly called so. The list itself stays as it was asked.

use maud::{Markup, html};
use records::search::beside;
use ui::swap::{Region, swap_link};

use super::address::ListState;
use super::search::said;
use super::subject::Subject;
use crate::error::Error;

/// Near records that are named.
const NAMED: u32 = 5;

/// Nothing where nothing is near, and where nothing was searched for.
pub async fn offered(subject: &Subject<'_>, state: &ListState) -> Result<Markup, Error> {
    if state.search.chars().count() < 2 {
        return Ok(html! {});
    }
    let visitor = subject.visitor;
    let found = beside(&visitor.ctx, &state.ask(&subject.object.name, NAMED), NAMED).await?;
    let other = match (&found.layout, found.near) {
        (Some(text), false) => text,
        _ => return Ok(near(subject, said(visitor, &found), &found.hits)),
    };
    let address = state.but(|list| list.search.clone_from(other)).address(&subject.list());
    let words = subject.reader().text_with("search-layout-show", &[("text", other.as_str().into())]);
    Ok(swap_link(Region::LIST, "btn btn-primary", &address, &html! { (words) }))
}

fn near(subject: &Subject<'_>, said: Option<String>, hits: &[records::search::Hit]) -> Markup {
    html! {
        @if let Some(said) = said.filter(|_| !hits.is_empty()) { span.soft { (said) } }
        @for hit in hits { a.chip-link href=(subject.card(hit.id)) { (hit.title) } }
    }
}
