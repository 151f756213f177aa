//! What a filter offers of the records that a reference leads to: `GET /{plural}/reach/{reference}`. Asked when somebody unfolds the
//! reference in the filter's menu, as they are many and few are wanted; a page of its own without a script.

use axum::extract::{Path, Query};
use axum::response::{Html, IntoResponse as _};
use catalogue::Field;
use maud::{Markup, html};
use ui::parts::{cancel_link, page_header};
use ui::{icon, paths};

use super::address::ListState;
use super::list_bar::{item, kept, offered};
use super::subject::{Sent, Subject};
use crate::error::{Answer, Error};
use crate::failure::Wanted;
use crate::visitor::Visitor;

/// The kind of record that the field leads to.
fn target<'v>(subject: &Subject<'v>, field: &Field) -> Option<Subject<'v>> {
    Subject::named(subject.visitor, field.kind.target()?)
}

/// Whether a filter can go on from the field to what it leads to.
pub fn leads_on(subject: &Subject<'_>, field: &Field) -> bool {
    target(subject, field).is_some_and(|other| !offered(&other).is_empty())
}

/// The field in the filter's menu, unfolded when it is wanted.
pub fn way(subject: &Subject<'_>, field: &Field) -> Markup {
    let address = paths::beside(&subject.object.plural, &format!("reach/{}", field.name));
    html! {
        details.menu-more hx-get=(address) hx-trigger="toggle once" hx-target="find .menu-fields" hx-swap="innerHTML" {
            summary.menu-item { (subject.fields().label(&field.name)) (icon("chevron-right")) }
            div.menu-fields { noscript { button.menu-item type="submit" formaction=(address) { (subject.text("filter-reach")) } } }
        }
    }
}

/// `GET /{plural}/reach/{reference}`: the choices alone, or a page with the state of the list.
pub async fn show_reach(
    visitor: Visitor,
    Path((plural, name)): Path<(String, String)>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let field = offered(&subject).into_iter().find(|field| *field.name == *name).ok_or(Error::NOT_FOUND)?;
    let others = target(&subject, field).map(|other| offered(&other)).filter(|others| !others.is_empty());
    let others = others.ok_or(Error::NOT_FOUND)?;
    let fields = subject.fields();
    let choice = |other: &Field| {
        let path = format!("{}.{}", field.name, other.name);
        item(&path, &fields.label(&path))
    };
    let choices = html! { @for other in others { (choice(other)) } };
    if visitor.wanted == Wanted::Fragment {
        return Ok(Html(choices.into_string()).into_response());
    }
    let state = ListState::read(&Sent(sent));
    let label = fields.label(&field.name);
    let body = html! {
        (page_header(&label, None, &html! {}))
        form.stack method="get" action=(subject.list()) {
            (kept(&state, &["after", "pages", "add"]))
            div.card.menu-fields { (choices) }
            div.form-actions { (cancel_link(subject.reader(), &state.address(&subject.list()))) }
        }
    };
    Ok(visitor.page(&label, &body))
}
