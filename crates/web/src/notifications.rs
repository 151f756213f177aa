//! What I was told: the bell, what pops up, and `GET /notifications`. Each leads to its record, which is opened with the rights of
//! that moment.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{Html, IntoResponse as _};
use catalogue::Id;
use maud::html;
use records::notify::{self, COUNTED, Mark, Shown};
use ui::notifications::{Bell, Line, bell, list, popping};
use ui::parts::{empty_state, page_header};
use ui::{Reader, icon, paths};

use crate::error::{Answer, Error};
use crate::records::subject::{Sent, id_of};
use crate::visitor::Visitor;

type Pairs = Vec<(String, String)>;

/// Lines of one page.
const LINES: u32 = 50;
/// How many pop up at once.
const POPPING: u32 = 3;

/// The bell of a page.
#[must_use]
pub fn bell_of(unread: usize, since: Id) -> Bell {
    Bell { unread, more: unread >= COUNTED as usize, since }
}

/// `GET /notifications`.
pub async fn list_notifications(visitor: Visitor, Query(sent): Query<Pairs>) -> Answer {
    let before = Sent(sent).get("before").map(id_of).transpose()?;
    let (shown, next) = notify::list(&visitor.ctx, before, LINES).await?;
    let title = visitor.text("notify-title");
    let upto = shown.iter().filter(|line| !line.is_read).map(|line| line.id).max();
    let actions = html! {
        @if let Some(upto) = upto {
            form method="post" action=(paths::NOTIFICATIONS) {
                button.btn type="submit" name="upto" value=(upto) data-key="a" { (icon("check")) (visitor.text("notify-read-all")) }
            }
        }
        a.btn href={ (paths::ACCOUNT) "#told" } { (icon("adjustments-horizontal")) (visitor.text("notify-wish-title")) }
    };
    let lines: Vec<Line> = shown.iter().map(|shown| line(&visitor, shown)).collect();
    let body = html! {
        div.narrow.stack {
            (page_header(&title, None, &actions))
            @if lines.is_empty() { (empty_state("bell", &visitor.text("notify-none"), &visitor.text("notify-none-text"), &html! {})) }
            @else { (list(&visitor.reader, &lines)) }
            nav.cluster aria-label=(title) {
                @if before.is_some() { a.btn.btn-small href=(paths::NOTIFICATIONS) { (visitor.text("notify-newest")) } }
                @if let Some(next) = next { a.btn.btn-small href=(paths::with_query(paths::NOTIFICATIONS, &[("before", next)])) { (visitor.text("notify-older")) } }
            }
        }
    };
    Ok(visitor.page(&title, &body))
}

/// `POST /notifications`: one, or all up to one, are read.
pub async fn mark_notifications(visitor: Visitor, Form(sent): Form<Pairs>) -> Answer {
    let sent = Sent(sent);
    let mark = match (sent.get("read"), sent.get("upto")) {
        (Some(one), _) => Mark::One(id_of(one)?),
        (None, Some(upto)) => Mark::Upto(id_of(upto)?),
        (None, None) => return Err(Error::Bad("nothing to mark".into())),
    };
    notify::mark(&visitor.ctx, mark).await?;
    Ok(visitor.go(paths::NOTIFICATIONS))
}

/// `GET /notifications/bell`: the bell, and what is new after `after`.
pub async fn show_bell(visitor: Visitor, Query(sent): Query<Pairs>) -> Answer {
    let after = Sent(sent).get("after").and_then(|text| text.parse().ok()).map_or(visitor.since, Id);
    let unread = notify::unread(&visitor.ctx).await?;
    let news = notify::news(&visitor.ctx, after, POPPING).await?;
    let lines: Vec<Line> = news.iter().rev().map(|shown| line(&visitor, shown)).collect();
    let drawn = bell(&visitor.reader, &bell_of(unread, visitor.since), &popping(&lines));
    Ok(Html(drawn.into_string()).into_response())
}

/// `GET /notifications/{notification}`: read now, and on to what it is about.
pub async fn open_notification(visitor: Visitor, Path(id): Path<String>) -> Answer {
    let shown = notify::find(&visitor.ctx, id_of(&id)?).await?;
    notify::mark(&visitor.ctx, Mark::One(shown.id)).await?;
    let object = visitor.ctx.gate.catalogue.object(&shown.object).ok_or(Error::NOT_FOUND)?;
    let list = paths::list(&object.plural);
    let address = match (&shown.record, &*shown.kind) {
        (Some((id, _)), "comment" | "mention") => format!("{}#comments", paths::record(&object.plural, *id)),
        (Some((id, _)), _) => paths::record(&object.plural, *id),
        (None, "due") => paths::with_query(&list, &[("segment", "today"), ("where", "owner == me")]),
        (None, "assigned") => paths::with_query(&list, &[("where", "owner == me"), ("sort", "-updated_at")]),
        (None, _) => paths::with_query(&list, &[("sort", "-updated_at")]),
    };
    Ok(visitor.go(&address))
}

fn line(visitor: &Visitor, shown: &Shown) -> Line {
    let reader = &visitor.reader;
    let kind = &shown.kind;
    let title = title_of(reader, shown);
    let said = reader.text(&format!("notify-kind-{kind}"));
    Line {
        id: shown.id,
        icon: shape(kind).to_owned(),
        title,
        note: shown.by.as_ref().map_or_else(|| said.clone(), |by| format!("{said} · {by}")),
        at: shown.at,
        is_new: !shown.is_read,
    }
}

/// What it is about, as its reader may know it.
pub(crate) fn title_of(reader: &Reader, shown: &Shown) -> String {
    match &shown.record {
        Some((_, title)) if title.is_empty() => reader.text("record-untitled"),
        Some((_, title)) => title.to_string(),
        None => {
            let many = reader.text_with("notify-many", &[("count", shown.count.into())]);
            format!("{}: {many}", reader.words().object_plural(reader.lang, &shown.object))
        }
    }
}

fn shape(kind: &str) -> &'static str {
    match kind {
        "assigned" => "arrows-exchange",
        "changed" => "pencil",
        "shared" => "users",
        "due" => "clock",
        "comment" => "message",
        _ => "at",
    }
}
