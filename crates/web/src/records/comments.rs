//! The thread of a record: `POST /{plural}/{id}/comments` says something; a comment is changed and taken back on pages of its own;
//! `GET /{plural}/{id}/mention?q=` proposes who can be mentioned.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::{Form, Json};
use catalogue::Id;
use maud::{Markup, html};
use records::comments::{self, Comment, Draft, Said, Standing};
use records::once::{Named, kept};
use records::{Record, read::read};
use serde::Serialize;
use ui::comments::{CommentForm, Entry, comment_form, thread};
use ui::parts::{cancel_link, confirm_page, page_header};
use ui::{format, paths};

use super::form::fresh_key;
use super::subject::{Sent, Subject, id_of};
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::visitor::Visitor;

type Pairs = Form<Vec<(String, String)>>;
type CommentPath = Path<(String, String, String)>;

/// People that are proposed at once.
const PROPOSALS: usize = 8;

/// The thread on a card; what came after `since` is marked.
pub fn draw(subject: &Subject<'_>, record: &Record, said: &[Comment], since: Option<i64>) -> Markup {
    let reader = subject.reader();
    let entries: Vec<Entry> =
        said.iter().map(|comment| entry(subject, record, comment, is_new(subject, comment, since))).collect();
    let form = match record.archived {
        true => html! {},
        false => comment_form(reader, &form(subject, record.id, "", Vec::new())),
    };
    thread(reader, &entries, &form)
}

/// Whether it came since the visitor was here last, by somebody else.
pub fn is_new(subject: &Subject<'_>, comment: &Comment, since: Option<i64>) -> bool {
    since.is_some_and(|since| comment.at > since) && comment.by != subject.visitor.ctx.who.user
}

fn entry(subject: &Subject<'_>, record: &Record, comment: &Comment, is_new: bool) -> Entry {
    let reader = subject.reader();
    let address = address(subject, record.id, comment.id);
    let note = |key: &str, at: i64| Some(reader.text_with(key, &[("when", format::ago(at, reader).into())]));
    Entry {
        anchor: anchor(comment.id),
        who: comment.by_name.as_deref().unwrap_or("—").to_owned(),
        when: format::ago(comment.at, reader),
        exactly: format::instant(comment.at, reader),
        text: (!comment.text.is_empty()).then(|| words(&comment.text)),
        note: match comment.standing {
            Standing::Said => None,
            Standing::Changed(at) => note("comments-changed", at),
            Standing::Removed(at) => note("comments-removed", at),
        },
        earlier: comment.earlier.iter().map(|(at, text)| (format::instant(*at, reader), words(text))).collect(),
        change: comment.may_change.then(|| address.clone()),
        remove: comment.may_remove.then(|| format!("{address}/remove")),
        is_new,
    }
}

/// What was said, with the people in it.
pub fn words(text: &[Said]) -> Markup {
    html! {
        @for said in text {
            @match said {
                Said::Text(text) => (text),
                Said::Person { id, name } => a.mention href=(paths::record("users", *id)) { "@" (name.as_deref().unwrap_or("—")) },
            }
        }
    }
}

fn anchor(comment: Id) -> String {
    format!("comment-{comment}")
}

fn address(subject: &Subject<'_>, record: Id, comment: Id) -> String {
    format!("{}/{comment}", paths::of_record(&subject.object.plural, record, "comments"))
}

fn form(subject: &Subject<'_>, record: Id, text: &str, faults: Vec<String>) -> CommentForm {
    CommentForm {
        action: paths::of_record(&subject.object.plural, record, "comments"),
        mentions: paths::of_record(&subject.object.plural, record, "mention"),
        text: text.to_owned(),
        faults,
        button: subject.text("comments-say"),
        hidden: vec![("key", fresh_key())],
        key: Some("r"),
    }
}

fn draft(sent: &Sent) -> Draft {
    let chosen = sent.all("mention").filter_map(|id| id.parse().ok().map(Id)).collect();
    Draft { text: sent.get("text").unwrap_or_default().to_owned(), chosen }
}

/// `POST /{plural}/{id}/comments`.
pub async fn say_comment(visitor: Visitor, Path((plural, id)): Path<(String, String)>, Form(sent): Pairs) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let (id, sent) = (id_of(&id)?, Sent(sent));
    let named = sent.get("key").map(|key| Named::new(key, format!("{plural}/{id} {sent:?}").as_bytes())).transpose()?;
    if let Some(named) = &named
        && kept(&visitor.ctx, named).await?.is_some()
    {
        return Ok(visitor.go(&subject.card(id)));
    }
    let ctx = named.map_or_else(|| visitor.ctx.clone(), |named| visitor.ctx.clone().once(named));
    match comments::say(&ctx, &subject.object.name, id, &draft(&sent)).await {
        Ok(comment) => Ok(visitor.go(&format!("{}#{}", subject.card(id), anchor(comment)))),
        Err(error) => again(&subject, id, None, &sent, error).await,
    }
}

/// `GET /{plural}/{id}/comments/{comment}`: other words for it.
pub async fn show_comment(visitor: Visitor, Path((plural, id, comment)): CommentPath) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let (id, comment) = (id_of(&id)?, id_of(&comment)?);
    let said = one(&subject, id, comment).await?;
    let people = said.text.iter().filter_map(|said| match said {
        Said::Person { id, .. } => Some(("mention", id.to_string())),
        Said::Text(_) => None,
    });
    let form = CommentForm { hidden: people.collect(), ..form(&subject, id, &comments::plain(&said.text), Vec::new()) };
    page(&subject, id, Some(comment), form, StatusCode::OK).await
}

/// `POST /{plural}/{id}/comments/{comment}`.
pub async fn change_comment(visitor: Visitor, Path((plural, id, comment)): CommentPath, Form(sent): Pairs) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let (id, comment, sent) = (id_of(&id)?, id_of(&comment)?, Sent(sent));
    match comments::change(&visitor.ctx, &subject.object.name, id, comment, &draft(&sent)).await {
        Ok(()) => Ok(visitor.go(&format!("{}#{}", subject.card(id), anchor(comment)))),
        Err(error) => again(&subject, id, Some(comment), &sent, error).await,
    }
}

/// `GET /{plural}/{id}/comments/{comment}/remove`: asks first.
pub async fn ask_remove(visitor: Visitor, Path((plural, id, comment)): CommentPath) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let (id, comment) = (id_of(&id)?, id_of(&comment)?);
    if !one(&subject, id, comment).await?.may_remove {
        return Err(records::Error::Forbidden.into());
    }
    let question = visitor.text("comments-remove-question");
    let action = format!("{}/remove", address(&subject, id, comment));
    let text = visitor.text("comments-remove-text");
    let button = visitor.text("comments-remove");
    let body = confirm_page(&visitor.reader, &question, &text, &action, &html! {}, &button, &subject.card(id));
    Ok(visitor.page(&question, &body))
}

/// `POST /{plural}/{id}/comments/{comment}/remove`.
pub async fn remove_comment(visitor: Visitor, Path((plural, id, comment)): CommentPath) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let id = id_of(&id)?;
    comments::remove(&visitor.ctx, &subject.object.name, id, id_of(&comment)?).await?;
    Ok(visitor.go_saying(&subject.card(id), Saying::done(visitor.text("said-comment-removed"))))
}

async fn one(subject: &Subject<'_>, id: Id, comment: Id) -> Result<Comment, Error> {
    let all = comments::comments(&subject.visitor.ctx, &subject.object.name, id).await?;
    all.into_iter().find(|other| other.id == comment && !other.text.is_empty()).ok_or(Error::NOT_FOUND)
}

/// The form as it was sent, with what is wrong with it.
async fn again(subject: &Subject<'_>, id: Id, comment: Option<Id>, sent: &Sent, error: records::Error) -> Answer {
    let records::Error::Invalid(faults) = error else { return Err(error.into()) };
    let said = subject.reader().faults(&faults);
    let mut form = form(subject, id, sent.get("text").unwrap_or_default(), said);
    form.hidden.extend(sent.all("mention").map(|id| ("mention", id.to_owned())));
    page(subject, id, comment, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn page(subject: &Subject<'_>, id: Id, comment: Option<Id>, form: CommentForm, status: StatusCode) -> Answer {
    let record = read(&subject.visitor.ctx, &subject.object.name, id).await?;
    let action = comment.map_or_else(|| form.action.clone(), |comment| address(subject, id, comment));
    let button = if comment.is_some() { subject.text("action-save") } else { form.button.clone() };
    let form = CommentForm { action, button, key: None, ..form };
    let body = html! {
        (page_header(&record.title, Some(&subject.text("comments-title")), &html! { (cancel_link(subject.reader(), &subject.card(id))) }))
        div.card.narrow-form { (comment_form(subject.reader(), &form)) }
    };
    Ok((status, subject.visitor.page(&record.title, &body)).into_response())
}

/// Somebody who can be mentioned.
#[derive(Serialize)]
struct Proposal {
    id: i64,
    title: String,
}

/// `GET /{plural}/{id}/mention?q=`: JSON.
pub async fn propose_mentions(
    visitor: Visitor,
    Path((plural, id)): Path<(String, String)>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let text = Sent(sent);
    let text = text.get("q").unwrap_or_default();
    let people = comments::readers(&visitor.ctx, &subject.object.name, id_of(&id)?, text, PROPOSALS).await?;
    let proposals: Vec<Proposal> =
        people.into_iter().map(|hit| Proposal { id: hit.id.0, title: hit.title.to_string() }).collect();
    Ok(Json(proposals).into_response())
}
