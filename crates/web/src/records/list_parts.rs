//! A page of a list grows by parts: how many stand under each other is in its address. The next part alone is for a script, which
//! puts it under the others; without one the pager leads on.

use axum::extract::{Path, Query};
use axum::http::HeaderName;
use axum::response::{Html, IntoResponse as _};
use catalogue::{Action, Name};
use maud::{Markup, html};
use query::Cursor;
use records::list::list;
use records::{Counting, ListAsk, Page};
use ui::swap::{Region, keyed_link};
use ui::table::draw_row;
use ui::{icon, paths};

use super::address::{ListState, read_cursor, write_cursor};
use super::list::ask;
use super::list_sums::{self, Sums, sums};
use super::list_table::{columns, columns_of, heads, rows};
use super::subject::{Sent, Subject};
use crate::error::{Answer, Error};
use crate::visitor::Visitor;

/// Rows of one part.
pub const ROWS: u32 = 50;
/// Parts of one page. It stays quick to draw, and what leaves it is noticed: the open page is told of so many rows (`records::live`).
const MOST: u32 = 8;
/// Tells the script of the page its address with the further part.
const ADDRESS: HeaderName = HeaderName::from_static("hx-replace-url");

/// How many parts stand under each other.
pub fn pages(state: &ListState) -> u32 {
    state.pages.parse().unwrap_or(1).clamp(1, MOST)
}

/// The records of the page, all its parts.
pub async fn shown(subject: &Subject<'_>, state: &ListState) -> Result<Page, records::Error> {
    let ctx = &subject.visitor.ctx;
    let wanted = ROWS * pages(state);
    let left = |page: &Page| wanted.saturating_sub(u32::try_from(page.rows.len()).unwrap_or(wanted));
    let ask = ListAsk { limit: wanted, ..ask(subject, state) };
    let mut page = list(ctx, &ask).await?;
    while left(&page) > 0
        && let Some(next) = page.next.take()
    {
        let ask = ListAsk { after: Some(next), limit: left(&page), count: Counting::No, ..ask.clone() };
        let further = list(ctx, &ask).await?;
        page.rows.extend(further.rows);
        page.next = further.next;
    }
    Ok(page)
}

/// `GET /{plural}/more`: the part after `from`, with the columns that the page has. The rest of the address is the page's own, with
/// this part.
pub async fn show_more(
    visitor: Visitor,
    Path(plural): Path<String>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let sent = Sent(sent);
    let state = ListState::read(&sent);
    let from = sent.get("from").and_then(read_cursor).ok_or(Error::Bad("no place".into()))?;
    let ask = ListAsk { after: Some(from), count: Counting::No, ..ask(&subject, &state) };
    let page = list(&visitor.ctx, &ask).await?;
    let sums = if state.group.is_empty() { Sums::default() } else { sums(&subject, &state).await? };
    let named = sent.get("shown").unwrap_or_default();
    let is_shown = |column: &Name| named.split(',').any(|name| name == &**column);
    let columns: Vec<Name> = columns(&subject, &state).into_iter().filter(is_shown).collect();
    let heads = heads(&subject, &state, &columns, state.columns().is_empty());
    let part = html! {
        table { tbody { @for row in rows(&subject, &state, &page.rows, &sums, &columns) { (draw_row(&heads, &row)) } } }
        (ways(&subject, &state, page.next.as_ref(), &columns))
    };
    Ok(([(ADDRESS, state.address(&subject.list()))], Html(part.into_string())).into_response())
}

/// What stands under the table: how many records there are, and the ways to others.
pub fn pager(subject: &Subject<'_>, state: &ListState, page: &Page) -> Markup {
    html! {
        nav.pager aria-label=(subject.text("list-pages")) {
            span { (counted(subject, state, page)) }
            (ways(subject, state, page.next.as_ref(), &columns_of(subject, state, page)))
        }
    }
}

/// To the first page and to the next one; where a further part comes from while the page may grow.
fn ways(subject: &Subject<'_>, state: &ListState, next: Option<&Cursor>, columns: &[Name]) -> Markup {
    let plural = &subject.object.plural;
    let more = next.filter(|_| pages(state) < MOST).map(|next| {
        let grown = ListState { pages: (pages(state) + 1).to_string(), add: String::new(), ..state.clone() };
        let part = [("from", write_cursor(next)), ("shown", columns.join(","))];
        paths::with_query(&grown.address(&paths::beside(plural, "more")), &part)
    });
    let way = |key: &str, address: String, words: &Markup| {
        keyed_link(Region::LIST, ("btn btn-small", Some(key)), &address, false, words)
    };
    html! {
        div.cluster.pager-ways data-more=[more] {
            @if !state.after.is_empty() {
                (way("b", state.but(|_| {}).address(&subject.list()), &html! { (icon("chevron-left")) (subject.text("list-first")) }))
            }
            @if let Some(next) = next {
                (way("m", state.but(|other| other.after = write_cursor(next)).address(&subject.list()), &html! { (subject.text("list-next")) (icon("chevron-right")) }))
            }
        }
    }
}

/// How many there are; where they were not counted to the end, the way to the figure that counts them all.
fn counted(subject: &Subject<'_>, state: &ListState, page: &Page) -> Markup {
    let Some(total) = page.total else { return html! {} };
    let said = |key: &str| subject.reader().text_with(key, &[("count", total.into())]);
    if !page.more {
        return html! { (said("list-count")) };
    }
    let words = html! { (said("list-count-more")) };
    let figures = state.but(|other| other.sort.clear()).address(&paths::beside(&subject.object.plural, "figures"));
    let sums = list_sums::asked(subject, state).into_iter().map(|(column, kind)| format!(",{column}_{kind}"));
    let figure = paths::with_query(&figures, &[("measure", format!("count{}", sums.collect::<String>()))]);
    html! {
        @if subject.may(Action::Aggregate) && subject.object.measures.contains_key("count") {
            a href=(figure) { (words) }
        } @else { (words) }
    }
}
