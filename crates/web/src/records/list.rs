//! The list of an object: `GET /{plural}`. Filter, segment, search, order, columns and place stand in the address.

use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use catalogue::Action;
use maud::{Markup, html};
use records::list::list;
use records::views::View;
use records::{Counting, ListAsk, Page};
use ui::parts::{empty_state, page_header, primary_link};
use ui::swap::{Region, swap_link};
use ui::{icon, paths};

use super::address::ListState;
use super::conditions::{self, Operator};
use super::list_parts::{self, ROWS, pager};
use super::list_sums::{Sums, sums};
use super::list_table::{columns, group, table};
use super::many::Many;
use super::subject::{Sent, Subject};
use super::typed;
use super::{list_bar, nearby, several, views};
use crate::error::{Answer, Error};
use crate::failure::Wanted;
use crate::live;
use crate::visitor::Visitor;

/// Lists on pages are counted so far: a page costs no more when there are millions.
pub const COUNTED: Counting = Counting::UpTo(10_000);

/// `GET /{plural}`: a page of records.
pub async fn list_records(
    visitor: Visitor,
    Path(plural): Path<String>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let sent = Sent(sent);
    let state = shown_as_its_own(&subject, &sent, ListState::read(&sent));
    if let Some(filtered) = added_condition(&subject, &state, &sent).await? {
        return Ok(visitor.go(&filtered.address(&subject.list())));
    }
    if !subject.may(Action::Read) {
        return Ok(visitor.go(&state.address(&paths::beside(&plural, "figures"))));
    }
    if visitor.wanted == Wanted::Json {
        let page = list(&visitor.ctx, &state.ask(&subject.object.name, ROWS)).await?;
        return Ok(Json(records::json::page(&page)).into_response());
    }
    let views = records::views::views(&visitor.ctx, &subject.object.name).await?;
    let state = if sent.0.is_empty() { views::opening(&views).unwrap_or(state) } else { state };
    let asked = list_parts::shown(&subject, &state).await;
    let (page, faults) = match asked {
        Ok(page) => (Some(page), Vec::new()),
        Err(records::Error::Invalid(faults)) => (None, visitor.reader.faults(&faults)),
        Err(other) => return Err(other.into()),
    };
    let sums = match &page {
        // Of more records than were counted the figures tell, not every page.
        Some(page) if !page.rows.is_empty() && (!page.more || !state.group.is_empty()) => {
            sums(&subject, &state).await?
        }
        _ => Sums::default(),
    };
    let instead = match &page {
        Some(page) if page.rows.is_empty() => nearby::offered(&subject, &state).await?,
        _ => html! {},
    };
    let list = region(&subject, (&state, &views), (page.as_ref(), &instead), &faults, &sums);
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    if visitor.wanted == Wanted::Fragment {
        let part = html! { (list) (list_bar::ways_again(&subject, &state)) };
        // What a form sent with a name a column is kept as the short address.
        let kept = ListState::is_form(&sent).then(|| [("hx-push-url", state.address(&subject.list()))]);
        return Ok(match kept {
            Some(kept) => (status, kept, Html(part.into_string())).into_response(),
            None => (status, Html(part.into_string())).into_response(),
        });
    }
    let body = html! { (head(&subject, &state)) (list) (card_panel(&subject)) };
    Ok((status, visitor.page(&subject.plural_label(), &body)).into_response())
}

/// A form of the columns that shows those of the object asks for no columns: they stay what the object has, also where it has others
/// one day, and as many as there is room for.
fn shown_as_its_own(subject: &Subject<'_>, sent: &Sent, state: ListState) -> ListState {
    let are_own = sent.has("column") && columns(subject, &state) == subject.object.list.columns;
    if are_own { ListState { columns: String::new(), ..state } } else { state }
}

/// The builder's form sends `add` with `op` and a value: it becomes part of the filter.
async fn added_condition(subject: &Subject<'_>, state: &ListState, sent: &Sent) -> Result<Option<ListState>, Error> {
    let part = match Many::find(&subject.fields(), &state.add) {
        Some(many) if sent.has("some") => many.read(subject, sent).await?,
        Some(_) => None,
        None => {
            let Some(operator) = sent.get("op").and_then(Operator::read) else { return Ok(None) };
            let Some((_, field)) = subject.fields().find(&state.add) else { return Ok(None) };
            let value = typed::filter_value(subject, sent, field).await?;
            conditions::write(&state.add, &field.kind, operator, &value)
        }
    };
    Ok(part.map(|part| {
        let mut parts = conditions::split(&state.filter);
        let beside = sent.get("with").and_then(|place| place.parse::<usize>().ok());
        match beside.and_then(|place| parts.get_mut(place)) {
            Some(other) => *other = conditions::or(other, &part),
            None => parts.push(part),
        }
        state.but(|other| other.filter = conditions::join(&parts))
    }))
}

/// Where a script shows the card of a row beside the list.
fn card_panel(subject: &Subject<'_>) -> Markup {
    html! {
        aside #peek .peek hidden aria-label=(subject.label()) {
            div.peek-head {
                a.btn.btn-quiet.btn-small data-peek-open href=(subject.list()) { (icon("external-link")) (subject.text("peek-whole")) }
                button.btn.btn-quiet.btn-icon.btn-small type="button" data-peek-close aria-label=(subject.text("action-close")) { (icon("x")) }
            }
            div #peek-body .peek-body.main tabindex="-1" {}
        }
    }
}

/// The list with what its rows are put together by.
pub fn ask(subject: &Subject<'_>, state: &ListState) -> ListAsk {
    let mut ask = state.ask(&subject.object.name, ROWS);
    if let Some(group) = group(subject, state) {
        ask.columns = columns(subject, state).iter().map(ToString::to_string).collect();
        if !ask.columns.contains(&state.group) {
            ask.columns.push(group.path.to_string());
        }
    }
    ask
}

fn head(subject: &Subject<'_>, state: &ListState) -> Markup {
    let object = subject.object;
    let actions = html! {
        (list_bar::ways(subject, "list", &list_bar::carried(state)))
        @if subject.may(Action::Create) {
            a.btn.btn-primary href=(paths::beside(&object.plural, "new")) data-key="n" { (icon("plus")) (subject.text("action-new")) }
        }
    };
    page_header(&subject.plural_label(), None, &actions)
}

/// The part of the page that filters and paging swap.
fn region(
    subject: &Subject<'_>,
    (state, views): (&ListState, &[View]),
    (page, instead): (Option<&Page>, &Markup),
    faults: &[String],
    sums: &Sums,
) -> Markup {
    html! {
        section #list .stack.loading-region aria-label=(subject.plural_label()) {
            (live::of_list(subject, state))
            (list_bar::segments(subject, state, views))
            (list_bar::bar(subject, state, views, faults))
            @match page {
                Some(page) if page.rows.is_empty() => (nothing(subject, state, instead)),
                Some(page) => {
                    (table(subject, state, page, sums))
                    @if several::is_offered(subject) { (several::bar(subject, state, page)) }
                    (pager(subject, state, page))
                }
                None => "",
            }
        }
    }
}

fn nothing(subject: &Subject<'_>, state: &ListState, instead: &Markup) -> Markup {
    let object = subject.object;
    let narrowed =
        !state.filter.is_empty() || !state.segment.is_empty() || !state.search.is_empty() || !state.archived.is_empty();
    if narrowed {
        let all = html! { (instead) (swap_link(Region::LIST, "btn", &subject.list(), &html! { (subject.text("list-show-all")) })) };
        return empty_state(
            "search",
            &subject.text("list-nothing-found"),
            &subject.text("list-nothing-found-text"),
            &all,
        );
    }
    let actions = html! {
        @if subject.may(Action::Create) { (primary_link(&paths::beside(&object.plural, "new"), "plus", &subject.text("action-new"))) }
        @if subject.may(Action::Import) { a.btn href=(paths::IMPORT) { (icon("file-import")) (subject.text("page-import")) } }
    };
    empty_state(&object.icon, &subject.text("list-empty"), &subject.text("list-empty-text"), &actions)
}
