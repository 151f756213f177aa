//! `/{plural}/{id}/share`: to whom a record is given, giving it, and taking it back.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use catalogue::Id;
use maud::{Markup, html};
use records::Record;
use records::read::read;
use records::sharing::{Given, Level, give, list, take_back};
use ui::form::{Marks, Typed, lookup};
use ui::parts::{Tone, badge, cancel_link, fault_list, page_header, person_chip, primary_button};
use ui::{icon, paths};

use super::change::refusal;
use super::subject::{Sent, Subject, id_of, person};
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::visitor::Visitor;

type RecordPath = Path<(String, String)>;
type Pairs = Form<Vec<(String, String)>>;

pub async fn show_shares(visitor: Visitor, Path((plural, id)): RecordPath) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    page(&subject, id_of(&id)?, &Sent::default(), &[]).await
}

pub async fn share_record(visitor: Visitor, Path((plural, id)): RecordPath, Form(sent): Pairs) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let (id, sent) = (id_of(&id)?, Sent(sent));
    let Some(to) = person(&visitor, &sent, "to").await? else {
        return again(&subject, id, &sent, &[visitor.text("form-not-found")]).await;
    };
    let level = if sent.get("level") == Some("write") { Level::Write } else { Level::Read };
    let until = sent.get("until").unwrap_or_default();
    match give(&visitor.ctx, &subject.object.name, id, to, level, until).await {
        Ok(()) => {
            let said =
                visitor.reader.text_with("said-shared", &[("who", sent.get("to.title").unwrap_or_default().into())]);
            Ok(visitor.go_saying(&paths::of_record(&plural, id, "share"), Saying::done(said)))
        }
        Err(records::Error::Invalid(faults)) => {
            let texts = visitor.reader.faults(&faults);
            again(&subject, id, &sent, &texts).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /{plural}/{id}/share/end`.
pub async fn end_share(visitor: Visitor, Path((plural, id)): RecordPath, Form(sent): Pairs) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let (id, sent) = (id_of(&id)?, Sent(sent));
    let share = id_of(sent.get("share").ok_or(Error::NOT_FOUND)?)?;
    let saying = match take_back(&visitor.ctx, &subject.object.name, id, share).await {
        Ok(()) => Saying::done(visitor.text("said-share-ended")),
        Err(error) => Saying::refused(refusal(&subject, error)?),
    };
    Ok(visitor.go_saying(&paths::of_record(&plural, id, "share"), saying))
}

async fn again(subject: &Subject<'_>, id: Id, sent: &Sent, faults: &[String]) -> Answer {
    let page: Response = page(subject, id, sent, faults).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn page(subject: &Subject<'_>, id: Id, sent: &Sent, faults: &[String]) -> Answer {
    let visitor = subject.visitor;
    let given = list(&visitor.ctx, &subject.object.name, id).await?;
    let record = read(&visitor.ctx, &subject.object.name, id).await?;
    let title = visitor.reader.text_with("share-title", &[("title", record.title.as_ref().into())]);
    let back =
        html! { a.btn href=(subject.card(id)) data-key="u" { (icon("arrow-left")) (subject.text("action-back")) } };
    let body = html! {
        div.narrow.stack {
            (page_header(&title, Some(&subject.text("share-lead")), &back))
            (fault_list(subject.reader(), faults))
            (form(subject, &record, sent))
            @if !given.is_empty() { (shares(subject, &record, &given)) }
        }
    };
    Ok(visitor.page(&title, &body))
}

fn form(subject: &Subject<'_>, record: &Record, sent: &Sent) -> Markup {
    let word = |name: &str| sent.get(name).unwrap_or_default().to_owned();
    let typed = Typed { text: word("to"), title: word("to.title"), ..Typed::default() };
    let writes = sent.get("level") == Some("write");
    html! {
        form.form method="post" action=(paths::of_record(&subject.object.plural, record.id, "share")) {
            div.form-grid {
                div.field { label.form-label for="to" { (subject.text("share-to")) } (lookup("to", "user", &typed, "to", &subject.text("form-look-up-person"), &Marks::default())) }
                div.field { label.form-label for="until" { (subject.text("share-until")) } input.form-control #until type="date" name="until" value=(word("until")); div.form-hint { (subject.text("share-until-hint")) } }
            }
            fieldset.form-section {
                legend { (subject.text("share-level")) }
                label.check { input type="radio" name="level" value="read" checked[!writes]; span { (subject.text("share-read")) } }
                label.check { input type="radio" name="level" value="write" checked[writes]; span { (subject.text("share-write")) } }
            }
            div.form-actions { (primary_button(&subject.text("share-button"))) (cancel_link(subject.reader(), &subject.card(record.id))) }
        }
    }
}

fn shares(subject: &Subject<'_>, record: &Record, given: &[Given]) -> Markup {
    let reader = subject.reader();
    html! {
        section.card {
            div.card-head { h2 { (subject.text("share-present")) } span.count { (given.len()) } }
            ul.card-list.card-list-whole {
                @for Given { share, to, by } in given {
                    li {
                        div.card-list-main {
                            div.cluster { (person_chip(to.as_deref().unwrap_or("—"))) (badge(Tone::Plain, &subject.text(if share.write { "share-writes" } else { "share-reads" }))) }
                            span.small.soft { (reader.text_with("share-by", &[
                                ("who", by.as_deref().unwrap_or("—").into()),
                                ("when", ui::format::day_of(share.at, reader).into()),
                                ("until", last_day(subject.visitor, share.until).into()),
                            ])) }
                        }
                        form method="post" action={ (paths::of_record(&subject.object.plural, record.id, "share")) "/end" } {
                            input type="hidden" name="share" value=(share.id);
                            button.btn type="submit" { (subject.text("share-end")) }
                        }
                    }
                }
            }
        }
    }
}

/// Until when, in words, of what is over at this instant.
pub(crate) fn last_day(visitor: &Visitor, until: Option<i64>) -> String {
    let Some(until) = until else { return visitor.text("share-no-end") };
    let day = ui::format::day_of(until - 1, &visitor.reader);
    visitor.reader.text_with("share-until-day", &[("day", day.into())])
}
