//! Saved views of a list: chips over it, the menu that keeps the list as it stands, and the addresses of views.

use axum::Form;
use axum::extract::Path;
use catalogue::Id;
use maud::{Markup, html};
use records::list::list;
use records::views::{Keep, NAME, Standing, View, keep, mark, remove, views};
use records::{Counting, ListAsk};
use ui::parts::confirm_page;
use ui::swap::{Region, link};
use ui::{icon, paths};

use super::address::ListState;
use super::change::refusal;
use super::list_bar::kept;
use super::subject::{Sent, Subject, id_of};
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::visitor::Visitor;

type ViewPath = Path<(String, String)>;
type Pairs = Form<Vec<(String, String)>>;

/// What stands in the address for "no view", whatever the list opens with.
pub const NONE: &str = "all";

/// The list as the view keeps it.
fn state_of(view: &View) -> ListState {
    ListState { view: view.id.to_string(), ..ListState::of_query(&view.query) }
}

/// What the list opens with, if somebody chose that.
pub fn opening(views: &[View]) -> Option<ListState> {
    views.iter().find(|view| view.standing == Standing::Opens).map(state_of)
}

/// The view that the list began as.
pub fn opened<'v>(state: &ListState, views: &'v [View]) -> Option<&'v View> {
    views.iter().find(|view| view.id.to_string() == state.view)
}

/// The chip that opens a view.
pub fn chip(subject: &Subject<'_>, view: &View, opened: Option<&View>) -> Markup {
    let words = html! {
        (icon(if view.standing == Standing::Plain { "bookmark" } else { "star" }))
        span { (view.name) }
        @if let Some(by) = &view.by { span.faint { (by) } }
    };
    let here = opened.is_some_and(|opened| opened.id == view.id);
    link(Region::LIST, "chip-link", &state_of(view).address(&subject.list()), here, &words)
}

/// Keeps the list as it stands, and says how near the opened view is kept.
pub fn menu(subject: &Subject<'_>, state: &ListState, views: &[View]) -> Markup {
    let opened = opened(state, views);
    let changed = opened.is_some_and(|view| ListState::of_query(&view.query).query() != state.query());
    if opened.is_none() && state.query().is_empty() {
        return html! {};
    }
    html! {
        details.menu-inline {
            summary.btn.btn-quiet.btn-small data-key="p" data-changed[changed] {
                (icon("bookmark")) span.only-wide { (subject.text("view-save")) }
                @if changed { span.dot-new {} span.visually-hidden { (subject.text("view-changed")) } }
            }
            div.menu-panel.view-menu {
                (keeping(subject, state, opened))
                @if let Some(view) = opened { hr; (nearness(subject, view)) }
            }
        }
    }
}

fn keeping(subject: &Subject<'_>, state: &ListState, opened: Option<&View>) -> Markup {
    let mine = opened.filter(|view| view.may_change);
    html! {
        form.stack method="post" action=(paths::beside(&subject.object.plural, "views")) {
            (kept(state, &["after", "pages", "add", "view"]))
            div.field {
                label.form-label for="view-name" { (subject.text("view-name")) }
                input.form-control #view-name name="name" required maxlength=(NAME) autocomplete="off" value=[mine.map(|view| &view.name)];
            }
            label.check { input type="checkbox" name="shared" value="yes" checked[mine.is_some_and(|view| view.shared)]; span { (subject.text("view-shared")) } }
            div.cluster {
                @if let Some(view) = mine {
                    button.btn.btn-primary.btn-small type="submit" name="id" value=(view.id) { (subject.text("view-save-changes")) }
                    button.btn.btn-small type="submit" { (subject.text("view-save-new")) }
                } @else {
                    button.btn.btn-primary.btn-small type="submit" { (subject.text("action-save")) }
                }
            }
        }
    }
}

fn nearness(subject: &Subject<'_>, view: &View) -> Markup {
    let address = paths::view(&subject.object.plural, view.id);
    let step = |standing: &str, shape: &str, key: &str| {
        html! { button.menu-item type="submit" name="standing" value=(standing) { (icon(shape)) (subject.text(key)) } }
    };
    html! {
        form method="post" action=(address) {
            @if view.standing == Standing::Plain { (step("favourite", "star", "view-favourite")) }
            @else { (step("plain", "star", "view-no-favourite")) }
            @if view.standing == Standing::Opens { (step("favourite", "home", "view-opens-not")) }
            @else { (step("opens", "home", "view-opens")) }
        }
        a.menu-item href=(address) { (icon("link")) (subject.text("view-link")) }
        @if view.may_change {
            a.menu-item href=(format!("{address}/remove")) { (icon("trash")) (subject.text("view-remove")) }
        }
    }
}

async fn found(subject: &Subject<'_>, view: &str) -> Result<View, Error> {
    let id = id_of(view)?;
    let views = views(&subject.visitor.ctx, &subject.object.name).await?;
    views.into_iter().find(|view| view.id == id).ok_or(Error::NOT_FOUND)
}

/// `POST /{plural}/views`.
pub async fn keep_view(visitor: Visitor, Path(plural): Path<String>, Form(sent): Pairs) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let sent = Sent(sent);
    let state = ListState::read(&sent);
    let id = sent.get("id").map(id_of).transpose()?;
    let name = sent.get("name").unwrap_or_default();
    let view = Keep { id, name: name.to_owned(), query: state.query(), shared: sent.has("shared") };
    let kept = async {
        // What does not open is not kept.
        list(&visitor.ctx, &ListAsk { count: Counting::No, ..state.ask(&subject.object.name, 1) }).await?;
        keep(&visitor.ctx, &subject.object.name, view).await
    };
    match kept.await {
        Ok(id) => {
            let opened = state.but(|other| other.view = id.to_string());
            let said = visitor.reader.text_with("said-view-kept", &[("name", name.into())]);
            Ok(visitor.go_saying(&opened.address(&subject.list()), Saying::done(said)))
        }
        Err(error) => {
            let back = state.address(&subject.list());
            Ok(visitor.go_saying(&back, Saying::refused(refusal(&subject, error)?)))
        }
    }
}

/// `GET /{plural}/views/{view}`: the list as it stands in the view now.
pub async fn open_view(visitor: Visitor, Path((plural, view)): ViewPath) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let view = found(&subject, &view).await?;
    Ok(visitor.go(&state_of(&view).address(&subject.list())))
}

/// `POST /{plural}/views/{view}`.
pub async fn mark_view(visitor: Visitor, Path((plural, view)): ViewPath, Form(sent): Pairs) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let standing = match Sent(sent).get("standing") {
        Some("opens") => Standing::Opens,
        Some("favourite") => Standing::Favourite,
        Some("plain") => Standing::Plain,
        _ => return Err(Error::Bad("no standing".into())),
    };
    let view = mark(&visitor.ctx, &subject.object.name, id_of(&view)?, standing).await?;
    Ok(visitor.go(&state_of(&view).address(&subject.list())))
}

/// `GET /{plural}/views/{view}/remove`: asks first.
pub async fn ask_remove(visitor: Visitor, Path((plural, view)): ViewPath) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let view = found(&subject, &view).await?;
    let reader = &visitor.reader;
    let question = reader.text_with("view-remove-question", &[("name", view.name.as_str().into())]);
    let text = reader.text(if view.shared { "view-remove-shared" } else { "view-remove-own" });
    let action = format!("{}/remove", paths::view(&plural, view.id));
    let back = state_of(&view).address(&subject.list());
    let body = confirm_page(reader, &question, &text, &action, &html! {}, &visitor.text("view-remove"), &back);
    Ok(visitor.page(&question, &body))
}

/// `POST /{plural}/views/{view}/remove`.
pub async fn remove_view(visitor: Visitor, Path((plural, view)): ViewPath) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let id: Id = id_of(&view)?;
    remove(&visitor.ctx, &subject.object.name, id).await?;
    Ok(visitor.go_saying(&subject.list(), Saying::done(visitor.text("said-view-removed"))))
}
