//! What is to be done next on a record: its open task with the nearest due date, always in sight at the head of its card.

use catalogue::{Action, Id, Outcome, Value};
use maud::{Markup, html};
use query::Archived;
use records::related::Parent;
use records::{ListAsk, Record};
use ui::fields::record_link;
use ui::{icon, paths};

use super::subject::Subject;
use crate::error::Error;

/// The next task; `None` where records of this kind have none, or the visitor reads none.
pub async fn find_next(subject: &Subject<'_>, id: Id) -> Result<Option<Option<Record>>, Error> {
    let relation = subject.object.relations.iter().find(|(_, relation)| &*relation.object == "task");
    let (Some((name, _)), true) = (relation, records::rights::may(&subject.visitor.ctx, Action::Read, "task")) else {
        return Ok(None);
    };
    let parent = Parent::of(&subject.visitor.ctx, &subject.object.name, id).await?;
    let ask = ListAsk {
        filter: Some("status == \"open\"".to_owned()),
        sort: vec![("due".to_owned(), false)],
        columns: ["subject", "due", "owner"].map(str::to_owned).to_vec(),
        limit: 1,
        archived: Archived::Hide,
        ..ListAsk::default()
    };
    Ok(Some(parent.related(&subject.visitor.ctx, name, &ask).await?.rows.pop()))
}

/// The line in the head: the task with its day, or that there is none, with the way to make one.
pub fn draw(subject: &Subject<'_>, record: &Record, next: Option<&Option<Record>>) -> Markup {
    let Some(next) = next else { return html! {} };
    let about = Subject::named(subject.visitor, "task");
    match (next, about) {
        (Some(task), Some(about)) => {
            let late = matches!(task.get("due"), Value::Date(due) if *due < subject.reader().today());
            html! {
                p.next-step.next-late[late] {
                    (icon("checkbox")) span.faint { (subject.text("next-step")) }
                    (record_link(&about.object.plural, task.id, &task.title))
                    @let due = about.fields().of_record(task, "due");
                    @if !due.0.is_empty() { span.number { (due) } }
                }
            }
        }
        (None, Some(about)) if !record.archived && !is_closed(subject, record) => {
            let field = subject.object.relations.values().find(|relation| &*relation.object == "task");
            html! {
                p.next-step.next-none {
                    (icon("alert-triangle")) span { (subject.text("next-step-none")) }
                    @if let Some(field) = field.filter(|_| about.may(Action::Create)) {
                        a.btn.btn-small href=(paths::with_query(&paths::beside(&about.object.plural, "new"), &[(&*field.field, record.id)])) { (icon("plus")) (subject.text("next-step-set")) }
                    }
                }
            }
        }
        _ => html! {},
    }
}

/// What is won or lost needs no next step.
fn is_closed(subject: &Subject<'_>, record: &Record) -> bool {
    let Some((field, stages)) = subject.object.stage_field() else { return false };
    let stage = record.get(&field.name).as_text();
    stages.iter().any(|known| Some(&*known.id) == stage && known.outcome != Outcome::Open)
}
