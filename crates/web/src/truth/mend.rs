//! The actions that mend a finding over all of its records: a task on each, or another owner.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use catalogue::{Arg, FindingAction, Id, Value};
use insight::Truth;
use maud::{Markup, html};
use query::Archived;
use records::create::{IdempotencyKey, Once};
use records::{Draft, ListAsk, Record};
use serde::Deserialize;
use ui::parts::{Tone, cancel_link, notice, page_header, primary_button};
use ui::paths;

use super::{found, records_of};
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::visitor::Visitor;

/// Records that one press mends: what a person can look over. The rest is found again afterwards.
const AT_ONCE: u32 = 200;
/// Days that a planned task is given unless the person says otherwise.
const DAYS: i32 = 7;

/// The form of a plan.
#[derive(Deserialize)]
pub struct Plan {
    subject: String,
    due: String,
    /// Drawn when the form was shown: the same form sent twice plans once.
    once: String,
}

/// The form of a transfer.
#[derive(Deserialize)]
pub struct Handover {
    to: String,
}

pub async fn show_plan(visitor: Visitor, Path(finding): Path<String>) -> Answer {
    let truth = found(&visitor, &finding, FindingAction::PlanTask).await?;
    let subject = visitor.reader.words().finding_action_label(visitor.reader.lang, &truth.name);
    let due = records::json::date_text(visitor.reader.today() + DAYS);
    let plan = Plan { subject, due, once: visitor.ctx.request.to_string() };
    let gone = gone(&affected(&visitor, &truth).await?);
    Ok(plan_page(&visitor, &truth, &plan, gone, &[]))
}

pub async fn plan_tasks(visitor: Visitor, Path(finding): Path<String>, Form(plan): Form<Plan>) -> Answer {
    let truth = found(&visitor, &finding, FindingAction::PlanTask).await?;
    let records = affected(&visitor, &truth).await?;
    let tasks = records.iter().map(|record| task(&truth, record, &plan)).collect();
    let once = Once {
        key: IdempotencyKey(format!("plan-{}", plan.once)),
        request: format!("{}\n{}\n{}", truth.name, plan.subject, plan.due),
    };
    let planned = match records::create::create_all(&visitor.ctx, "task", tasks, once).await {
        Ok(tasks) => tasks.len(),
        Err(records::Error::Invalid(faults)) => {
            let faults = visitor.reader.faults(&faults);
            let page = plan_page(&visitor, &truth, &plan, gone(&records), &faults);
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
        Err(error) => return Err(error.into()),
    };
    let said = visitor.reader.text_with("truth-plan-done", &[("count", planned.into())]);
    Ok(visitor.go_saying(paths::TRUTH, Saying::done(said)))
}

/// Whether nobody who works here keeps the record: a task in the name of somebody who has left is done by nobody.
fn is_of_nobody(record: &Record) -> bool {
    let status = record.get("owner.status");
    record.get("owner").is_null() || matches!(status.as_text(), Some("left" | "frozen"))
}

/// How many of the records are kept by nobody who works here.
fn gone(records: &[Record]) -> i64 {
    i64::try_from(records.iter().filter(|record| is_of_nobody(record)).count()).unwrap_or(i64::MAX)
}

/// The task hangs on the record (and on its company), and belongs to whoever the record belongs to; to whoever plans it
/// where that is nobody, since they know of it and may hand it on.
fn task(truth: &Truth, record: &Record, plan: &Plan) -> Draft {
    let mut draft = Draft::default().with("subject", plan.subject.as_str()).with("due", plan.due.as_str());
    if let (owner @ Value::Ref(_), false) = (record.get("owner"), is_of_nobody(record)) {
        draft = draft.with_value("owner", owner.clone());
    }
    if let company @ Value::Ref(_) = record.get("company") {
        draft = draft.with_value("company", company.clone());
    }
    if matches!(&*truth.object, "company" | "contact" | "deal") {
        draft = draft.with_value(&truth.object, Value::Ref(record.id));
    }
    draft
}

async fn affected(visitor: &Visitor, truth: &Truth) -> Result<Vec<Record>, Error> {
    let object = visitor.ctx.gate.catalogue.object(&truth.object).ok_or(Error::NOT_FOUND)?;
    let mut columns = vec!["owner".to_owned(), "owner.status".to_owned()];
    columns.extend(object.field("company").map(|field| field.name.to_string()));
    let ask = ListAsk {
        object: truth.object.to_string(),
        filter: Some(truth.filter.clone()),
        columns,
        limit: AT_ONCE,
        archived: Archived::Hide,
        ..ListAsk::default()
    };
    Ok(records::list::list(&visitor.ctx, &ask).await?.rows)
}

pub async fn show_transfer(visitor: Visitor, Path(finding): Path<String>) -> Answer {
    let truth = found(&visitor, &finding, FindingAction::Transfer).await?;
    let people = people(&visitor).await?;
    let reader = &visitor.reader;
    let body = html! {
        div.field {
            label.form-label for="to" { (reader.text("truth-transfer-to")) }
            select.form-select #to name="to" required {
                option value="" {}
                @for person in &people { option value=(person.id) { (person.title) } }
            }
        }
        (actions(&visitor, &reader.text("truth-transfer-button")))
    };
    Ok(form_page(&visitor, &truth, "truth-transfer", &[], &body))
}

pub async fn transfer_records(visitor: Visitor, Path(finding): Path<String>, Form(to): Form<Handover>) -> Answer {
    let truth = found(&visitor, &finding, FindingAction::Transfer).await?;
    let heir: i64 = to.to.parse().map_err(|_| Error::Bad("no person chosen".to_owned()))?;
    let ids: Vec<Id> = affected(&visitor, &truth).await?.iter().map(|record| record.id).collect();
    let moved = records::transfer::transfer(&visitor.ctx, &truth.object, &ids, Id(heir)).await?;
    let said = visitor.reader.text_with("truth-transfer-done", &[("count", moved.into())]);
    Ok(visitor.go_saying(paths::TRUTH, Saying::done(said)))
}

/// Active people that this visitor may see.
async fn people(visitor: &Visitor) -> Result<Vec<Record>, Error> {
    let ask = ListAsk {
        object: "user".to_owned(),
        segment: Some("active".to_owned()),
        columns: vec!["name".to_owned()],
        sort: vec![("name".to_owned(), false)],
        limit: AT_ONCE,
        ..ListAsk::default()
    };
    Ok(records::list::list(&visitor.ctx, &ask).await?.rows)
}

fn plan_page(visitor: &Visitor, truth: &Truth, plan: &Plan, gone: i64, faults: &[String]) -> Response {
    let reader = &visitor.reader;
    let body = html! {
        input type="hidden" name="once" value=(plan.once);
        @if gone > 0 { (notice(Tone::Warn, &html! { (reader.text_with("truth-plan-gone", &[("count", gone.into())])) })) }
        div.field {
            label.form-label for="subject" { (reader.text("truth-plan-subject")) }
            input.form-control #subject name="subject" value=(plan.subject) required maxlength="200";
        }
        div.field {
            label.form-label for="due" { (reader.text("truth-plan-due")) }
            input.form-control #due type="date" name="due" value=(plan.due) required;
        }
        (actions(visitor, &reader.text("truth-plan-button")))
    };
    form_page(visitor, truth, "truth-plan", faults, &body)
}

/// `words` is the beginning of the page's keys, and its last part the address.
fn form_page(visitor: &Visitor, truth: &Truth, words: &str, faults: &[String], fields: &Markup) -> Response {
    let reader = &visitor.reader;
    let title = reader.text(&format!("{words}-title"));
    let touched = truth.count.min(i64::from(AT_ONCE));
    let note = reader.text_with(&format!("{words}-text"), &[("count", Arg::Number(touched))]);
    let question = reader.words().finding_question(reader.lang, &truth.name);
    let action = format!("/truth/{}/{}", truth.name, words.trim_start_matches("truth-"));
    let body = html! {
        div.narrow.stack {
            (page_header(&title, Some(&question), &html! {}))
            (ui::parts::fault_list(reader, faults))
            p { a href=(records_of(visitor, truth, &truth.filter)) { (note) } }
            @if truth.count > i64::from(AT_ONCE) {
                p.soft { (reader.text_with("truth-plan-limit", &[("count", Arg::Number(i64::from(AT_ONCE)))])) }
            }
            form.form method="post" action=(action) { (fields) }
        }
    };
    visitor.page(&title, &body)
}

fn actions(visitor: &Visitor, button: &str) -> Markup {
    html! {
        div.form-actions {
            (primary_button(button))
            (cancel_link(&visitor.reader, paths::TRUTH))
        }
    }
}
