//! Before a step on all records of a list: how many there are, how the first of them look before and after, and which of these stay
//! as they are. Nothing is written until the last button; what is refused later is told by the work's own page.

use std::collections::HashMap;
use std::sync::Arc;

use catalogue::{Id, Value};
use maud::{Markup, html};
use records::bulk::list::{self as work, Example};
use records::list::{count, list};
use records::several::{Step, Survey, survey};
use ui::form::{Faults, Typed, form_field};
use ui::parts::{cancel_link, primary_button};
use ui::paths;

use super::address::ListState;
use super::bulk;
use super::change::refusal;
use super::list_bar::kept;
use super::several::{Asked, reasons, stays, step_of};
use super::subject::{Sent, Subject};
use super::typed::typed_again;
use crate::error::{Answer, Error};
use crate::flash::Saying;

/// Records that are judged beforehand.
const JUDGED: u32 = 200;
/// Of these how many are shown before and after.
const SHOWN: usize = 5;

/// A step on all records of the list, which are more than one step takes.
pub struct All<'s> {
    pub subject: Subject<'s>,
    pub asked: Asked<'s>,
    pub state: ListState,
    pub count: i64,
    pub back: String,
}

/// How many records the list has.
pub async fn counted(subject: &Subject<'_>, state: &ListState) -> Result<i64, Error> {
    Ok(count(&subject.visitor.ctx, &state.but(|_| {}).ask(&subject.object.name, 1)).await?)
}

impl All<'_> {
    /// Asks for the value, shows what would happen, or begins, by how far the visitor has come.
    pub async fn take(self, sent: &Sent) -> Answer {
        let subject = self.subject;
        if !bulk::is_offered(&subject) {
            let most = [("limit", records::several::MOST.into())];
            let said = subject.reader().text_with("fault-several-many", &most);
            return Ok(subject.visitor.go_saying(&self.back, Saying::refused(said)));
        }
        let go = sent.get("go");
        if self.asked.field(&subject).is_some() && go.is_none() {
            return Ok(self.value_page(Typed::default(), &[]));
        }
        let step = match step_of(&subject, self.asked, sent).await? {
            Ok(step) => step,
            Err(fault) => return Ok(self.again(sent, &[fault])),
        };
        if go == Some("start") {
            let ask = self.state.but(|_| {}).ask(&subject.object.name, JUDGED);
            return match work::begin(&subject.visitor.ctx, &ask, &step).await {
                Ok(id) => {
                    bulk::spawn(&subject.visitor.ctx, id);
                    Ok(subject.visitor.go(&bulk::address(&subject, id)))
                }
                Err(error @ records::Error::Invalid(_)) => {
                    Ok(subject.visitor.go_saying(&self.back, Saying::refused(refusal(&subject, error)?)))
                }
                Err(error) => Err(error.into()),
            };
        }
        self.preview(sent, &step).await
    }

    async fn preview(self, sent: &Sent, step: &Step) -> Answer {
        let subject = self.subject;
        let ctx = &subject.visitor.ctx;
        let mut ask = self.state.but(|_| {}).ask(&subject.object.name, JUDGED);
        (ask.columns, ask.count) = (vec!["version".to_owned()], records::Counting::No);
        let ids: Vec<Id> = list(ctx, &ask).await?.rows.iter().map(|row| row.id).collect();
        let survey = match survey(ctx, &subject.object.name, &ids, step).await {
            Err(error @ records::Error::Invalid(_)) => return Ok(self.again(sent, &[refusal(&subject, error)?])),
            other => other?,
        };
        let is_value = |left: &records::several::Left| matches!(left.why, records::Error::Invalid(_));
        if survey.able.is_empty() && survey.left.len() == ids.len() && survey.left.iter().all(is_value) {
            return Ok(self.again(sent, &reasons(&subject, &survey)));
        }
        let shown: Vec<Id> = survey.able.iter().take(SHOWN).copied().collect();
        let (examples, titles) = work::examples(ctx, &subject.object.name, &shown, step).await?;
        Ok(self.preview_page(sent, &survey, ids.len(), &examples, &titles))
    }

    fn again(&self, sent: &Sent, faults: &[String]) -> axum::response::Response {
        match self.asked.field(&self.subject) {
            Some(field) => self.value_page(typed_again(sent, field), faults),
            None => self.subject.visitor.go_saying(&self.back, Saying::refused(faults.join(" "))),
        }
    }

    fn value_page(&self, typed: Typed, faults: &[String]) -> axum::response::Response {
        let subject = &self.subject;
        self.page(&html! {
            @if let Some(field) = self.asked.field(subject) {
                (form_field(&subject.fields(), field, &typed, Faults { texts: faults, focus: true }))
            }
            input type="hidden" name="go" value="preview";
            div.form-actions {
                (primary_button(&subject.text("bulk-preview")))
                (cancel_link(subject.reader(), &self.back))
            }
        })
    }

    fn preview_page(
        &self,
        sent: &Sent,
        survey: &Survey,
        judged: usize,
        examples: &[Example],
        titles: &HashMap<Id, Arc<str>>,
    ) -> axum::response::Response {
        let subject = &self.subject;
        let reader = subject.reader();
        let able = [("count", judged.into()), ("able", survey.able.len().into())];
        let field = self.asked.field(subject).map(|field| field.name.to_string());
        let is_value =
            |name: &str| field.as_deref().is_some_and(|field| name == field || name.starts_with(&format!("{field}.")));
        self.page(&html! {
            p { (reader.text_with("bulk-judged", &able)) }
            (before_and_after(subject, examples, titles))
            (stays(subject, survey))
            p.soft { (reader.text("bulk-preview-text")) }
            @for (name, value) in sent.0.iter().filter(|(name, _)| is_value(name)) {
                input type="hidden" name=(name) value=(value);
            }
            input type="hidden" name="go" value="start";
            div.form-actions {
                (primary_button(&reader.text_with("bulk-start", &[("count", self.count.into())])))
                (cancel_link(reader, &self.back))
            }
        })
    }

    fn page(&self, inside: &Markup) -> axum::response::Response {
        let (subject, word) = (&self.subject, self.asked.word());
        let label = self.asked.field(subject).map(|field| subject.fields().label(&field.name)).unwrap_or_default();
        let args = [("count", self.count.into()), ("field", label.into())];
        let question = subject.reader().text_with(&format!("several-{word}-question"), &args);
        let body = html! {
            form.confirm.stack method="post" action=(paths::beside(&subject.object.plural, "several")) {
                h1 { (question) }
                (kept(&self.state, &["add"]))
                input type="hidden" name="all" value="yes";
                input type="hidden" name="back" value=(self.back);
                @match self.asked {
                    Asked::Set(field) => { input type="hidden" name="field" value=(field.name); },
                    _ => { input type="hidden" name="step" value=(word); },
                }
                (inside)
            }
        };
        subject.visitor.page(&question, &body)
    }
}

/// What differs in the first records.
fn before_and_after(subject: &Subject<'_>, examples: &[Example], titles: &HashMap<Id, Arc<str>>) -> Markup {
    let reader = subject.reader();
    let said = |value: &Value, name: &str| match (value, subject.object.field(name)) {
        (Value::Null, _) => "—".to_owned(),
        (Value::Ref(id), _) => titles.get(id).map_or_else(|| subject.text("truth-hidden"), |title| title.to_string()),
        (value, Some(field)) => ui::format::value(value, &subject.object.name, field, reader),
        (value, None) => ui::format::plain(value, reader),
    };
    html! {
        @if !examples.is_empty() {
            div.table-wrap { table.table.table-stack {
                thead { tr { th { (subject.label()) } th { (subject.text("bulk-field")) } th { (subject.text("bulk-before")) } th { (subject.text("bulk-after")) } } }
                tbody { @for example in examples { @for (at, (name, before, after)) in example.fields.iter().enumerate() { tr {
                    td.wrap { @if at == 0 { a.record-link href=(subject.card(example.id)) { (example.title) } } }
                    td data-label=(subject.text("bulk-field")) { (subject.fields().label(name)) }
                    td.wrap data-label=(subject.text("bulk-before")) { (said(before, name)) }
                    td.wrap data-label=(subject.text("bulk-after")) { strong { (said(after, name)) } }
                } } } }
            } }
        }
    }
}
