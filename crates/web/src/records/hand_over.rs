//! A record goes to another person: `/{plural}/{id}/transfer`. Colleagues stand there with what each has on their hands, one click
//! each; anybody else is looked up.

use std::collections::HashMap;

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use catalogue::{Action, Id, Value};
use maud::{Markup, html};
use records::figures::FiguresAsk;
use records::list::list;
use records::read::read;
use records::transfer::transfer;
use records::{ListAsk, Record};
use ui::form::{Marks, Typed, field_faults, lookup};
use ui::parts::{avatar, cancel_link, primary_button};
use ui::paths;

use super::change::{asked_back, back_of, refusal};
use super::figures::allowed;
use super::subject::{Sent, Subject, id_of, person};
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::visitor::Visitor;

type RecordPath = Path<(String, String)>;
type Pairs = Vec<(String, String)>;

/// Colleagues on the page, chosen from so many of the branch.
const COLLEAGUES: usize = 16;
const CHOICE: u32 = 200;

/// `GET /{plural}/{id}/transfer`: to whom?
pub async fn ask_transfer(visitor: Visitor, Path((plural, id)): RecordPath, Query(sent): Query<Pairs>) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    records::rights::need(&visitor.ctx, Action::Transfer, &subject.object.name)?;
    let record = read(&visitor.ctx, &subject.object.name, id_of(&id)?).await?;
    page(&subject, &record, &Sent(sent), &Typed::default(), &[]).await
}

/// `POST /{plural}/{id}/transfer`.
pub async fn transfer_record(visitor: Visitor, Path((plural, id)): RecordPath, Form(sent): Form<Pairs>) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let (id, sent) = (id_of(&id)?, Sent(sent));
    let Some(to) = person(&visitor, &sent, "to").await? else {
        let record = read(&visitor.ctx, &subject.object.name, id).await?;
        let typed = Typed { title: sent.get("to.title").unwrap_or_default().to_owned(), ..Typed::default() };
        return page(&subject, &record, &sent, &typed, &[visitor.text("form-not-found")]).await;
    };
    match transfer(&visitor.ctx, &subject.object.name, &[id], to).await {
        Ok(_) => {
            let name = read(&visitor.ctx, "user", to).await.map(|user| user.title.to_string());
            let name = name.unwrap_or_else(|_| sent.get("to.title").unwrap_or_default().to_owned());
            let said = visitor.reader.text_with("said-transferred", &[("who", name.into())]);
            Ok(visitor.go_saying(&back_of(&sent, subject.list()), Saying::done(said)))
        }
        Err(error) => {
            Ok(visitor.go_saying(&back_of(&sent, subject.card(id)), Saying::refused(refusal(&subject, error)?)))
        }
    }
}

async fn page(
    subject: &Subject<'_>,
    record: &Record,
    sent: &Sent,
    typed: &Typed,
    faults: &[String],
) -> Result<Response, Error> {
    let reader = subject.reader();
    let back = asked_back(sent);
    let colleagues = colleagues(subject.visitor, record).await?;
    let question = reader.text_with("transfer-question", &[("title", record.title.as_ref().into())]);
    let marks =
        Marks { faulty: !faults.is_empty(), focus: colleagues.is_empty(), described_by: Some("to-fault".to_owned()) };
    let address = paths::of_record(&subject.object.plural, record.id, "transfer");
    let returning = html! { @if let Some(back) = &back { input type="hidden" name="back" value=(back); } };
    let body = html! {
        div.confirm.stack {
            h1 { (question) }
            p.soft { (reader.text("transfer-text")) }
            @if !colleagues.is_empty() {
                form method="post" action=(address) {
                    (returning)
                    ul.choose-person aria-label=(reader.text("transfer-colleagues")) {
                        @for (at, (colleague, load)) in colleagues.iter().enumerate() {
                            li { button.choose type="submit" name="to" value=(colleague.id) autofocus[at == 0] {
                                (avatar(&colleague.title)) span.choose-main { (colleague.title) } (load)
                            } }
                        }
                    }
                }
            }
            form.stack method="post" action=(address) {
                (returning)
                div.field.field-fault[!faults.is_empty()] {
                    label.form-label for="to" { (reader.text(if colleagues.is_empty() { "transfer-to" } else { "transfer-else" })) }
                    (lookup("to", "user", typed, "to", &reader.text("form-look-up-person"), &marks))
                    div #to-fault { (field_faults(faults)) }
                }
                div.form-actions {
                    (primary_button(&reader.text("action-transfer")))
                    (cancel_link(reader, &back.unwrap_or_else(|| subject.card(record.id))))
                }
            }
        }
    };
    Ok(subject.visitor.page(&question, &body))
}

/// Who works in the record's branch: its team first, and of those who have the least late and open tasks; each with what it says of that.
async fn colleagues(visitor: &Visitor, record: &Record) -> Result<Vec<(Record, Markup)>, Error> {
    let Some(subject) = Subject::seen(visitor, "user") else {
        return Ok(Vec::new());
    };
    let branch = record.get("branch").as_ref_id();
    let owner = record.get("owner").as_ref_id();
    let place = branch.map(|branch| format!(" && branch == {branch}")).unwrap_or_default();
    let but = owner.map(|owner| format!(" && id != {owner}")).unwrap_or_default();
    let ask = ListAsk {
        object: subject.object.name.to_string(),
        filter: Some(format!("status == \"active\"{place}{but}")),
        sort: vec![("name".to_owned(), false)],
        columns: vec!["team".to_owned()],
        limit: CHOICE,
        ..ListAsk::default()
    };
    let people = list(&visitor.ctx, &ask).await?.rows;
    let loads = loads(visitor, branch).await?;
    let load = |person: &Record| loads.as_ref().map(|loads| loads.get(&person.id).copied().unwrap_or_default());
    let mut people: Vec<(Record, Option<(i64, i64)>)> = people
        .into_iter()
        .map(|person| {
            let load = load(&person);
            (person, load)
        })
        .collect();
    people.sort_by_key(|(person, load)| (person.get("team") != record.get("team"), *load));
    people.truncate(COLLEAGUES);
    Ok(people.into_iter().map(|(person, load)| (person, said(visitor, load))).collect())
}

/// Late and open tasks of each person; `None` where the visitor may not count tasks.
async fn loads(visitor: &Visitor, branch: Option<Id>) -> Result<Option<HashMap<Id, (i64, i64)>>, Error> {
    let ask = FiguresAsk {
        object: "task".to_owned(),
        segment: Some("open".to_owned()),
        filter: branch.map(|branch| format!("owner.branch == {branch}")),
        group: vec![("owner".to_owned(), None)],
        measures: vec!["overdue_count".to_owned(), "count".to_owned()],
        ..FiguresAsk::default()
    };
    let Some(answer) = allowed(visitor, &ask).await? else { return Ok(None) };
    let of_person = |group: &records::figures::FigureGroup| {
        let figure = |at: usize| group.figures.get(at).and_then(Value::as_int).unwrap_or(0);
        Some((group.keys.first()?.as_ref_id()?, (figure(0), figure(1))))
    };
    Ok(Some(answer.groups.iter().filter_map(of_person).collect()))
}

fn said(visitor: &Visitor, load: Option<(i64, i64)>) -> Markup {
    let Some((late, open)) = load else { return html! {} };
    let say = |key: &str, count: i64| visitor.reader.text_with(key, &[("count", count.into())]);
    html! {
        span.cluster.small {
            @if late > 0 { span.badge.badge-bad { (say("transfer-late", late)) } }
            span.soft.nowrap { (say("transfer-open", open)) }
        }
    }
}
