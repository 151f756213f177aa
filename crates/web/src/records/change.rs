//! One-step changes of a record: archive, restore, add to its story, undo.

use axum::Form;
use axum::extract::Path;
use catalogue::{Name, Value};
use maud::html;
use records::Draft;
use records::archive::{archive, restore};
use records::create::{IdempotencyKey, create};
use records::read::read;
use records::undo::undo;
use ui::parts::confirm_page;
use ui::paths;

use super::related;
use super::subject::{Sent, Subject, id_of};
use crate::error::{Answer, Error};
use crate::failure::Wanted;
use crate::flash::Saying;
use crate::visitor::Visitor;

type RecordPath = Path<(String, String)>;
type Pairs = Form<Vec<(String, String)>>;

pub(super) fn version_of(sent: &Sent) -> Result<i64, Error> {
    sent.get("version").and_then(|version| version.parse().ok()).ok_or(Error::Bad("no version".into()))
}

/// Where a form asked to return to, if that is one of our own pages; else the card.
pub(super) fn back_of(sent: &Sent, card: String) -> String {
    asked_back(sent).unwrap_or(card)
}

/// The page to return to that was asked for, if it is one of our own.
pub(super) fn asked_back(sent: &Sent) -> Option<String> {
    sent.get("back").filter(|back| paths::is_ours(back)).map(str::to_owned)
}

/// What a refused step says: the faults in the reader's words, or that somebody was faster. Other errors stay errors, and
/// all of them do for a program.
pub(super) fn refusal(subject: &Subject<'_>, error: records::Error) -> Result<String, Error> {
    if subject.visitor.wanted == Wanted::Json {
        return Err(error.into());
    }
    match error {
        records::Error::Invalid(faults) => {
            let said = |fault: &records::Fault| match &fault.field {
                Some(field) => {
                    format!("{}: {}", subject.fields().label(field), subject.reader().message(&fault.message))
                }
                None => subject.reader().message(&fault.message),
            };
            Ok(faults.iter().map(said).collect::<Vec<_>>().join(" "))
        }
        records::Error::Conflict(_) => Ok(subject.text("said-conflict")),
        other => Err(other.into()),
    }
}

/// `GET /{plural}/{id}/archive`: asks first.
pub async fn ask_archive(visitor: Visitor, Path((plural, id)): RecordPath) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let record = read(&visitor.ctx, &subject.object.name, id_of(&id)?).await?;
    let fields = html! { input type="hidden" name="version" value=(record.version); };
    let question = visitor.reader.text_with("archive-question", &[("title", record.title.as_ref().into())]);
    let action = paths::of_record(&plural, record.id, "archive");
    let body = confirm_page(
        &visitor.reader,
        &question,
        &visitor.text("archive-text"),
        &action,
        &fields,
        &visitor.text("action-archive"),
        &subject.card(record.id),
    );
    Ok(visitor.page(&question, &body))
}

/// `POST /{plural}/{id}/archive`.
pub async fn archive_record(visitor: Visitor, Path((plural, id)): RecordPath, Form(sent): Pairs) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let (id, sent) = (id_of(&id)?, Sent(sent));
    match archive(&visitor.ctx, &subject.object.name, id, version_of(&sent)?).await {
        Ok(record) => {
            let said = visitor.reader.text_with("said-archived", &[("title", record.title.as_ref().into())]);
            Ok(visitor.go_saying(
                &back_of(&sent, subject.list()),
                Saying::done(said).link(visitor.text("action-open"), subject.card(id)),
            ))
        }
        Err(error) => {
            Ok(visitor.go_saying(&back_of(&sent, subject.card(id)), Saying::refused(refusal(&subject, error)?)))
        }
    }
}

/// `POST /{plural}/{id}/restore`.
pub async fn restore_record(visitor: Visitor, Path((plural, id)): RecordPath, Form(sent): Pairs) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let (id, sent) = (id_of(&id)?, Sent(sent));
    let saying = match restore(&visitor.ctx, &subject.object.name, id, version_of(&sent)?).await {
        Ok(_) => Saying::done(visitor.text("said-restored")),
        Err(error) => Saying::refused(refusal(&subject, error)?),
    };
    Ok(visitor.go_saying(&subject.card(id), saying))
}

/// `POST /{plural}/{id}/add`: a note, call, meeting, mail or task on the record. The first line is its subject.
pub async fn add_to_record(visitor: Visitor, Path((plural, id)): RecordPath, Form(sent): Pairs) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let (id, sent) = (id_of(&id)?, Sent(sent));
    let kind = sent.get("kind").filter(|kind| related::KINDS.iter().any(|(known, ..)| known == kind)).unwrap_or("note");
    let made = Subject::named(&visitor, related::made_by(kind)).ok_or(Error::NOT_FOUND)?;
    let record = read(&visitor.ctx, &subject.object.name, id).await?;
    let draft = related::with_references(&subject, &record, made.object, addition(kind, &sent));
    let key = sent.get("key").map(|key| IdempotencyKey(key.to_owned()));
    let saying = match create(&visitor.ctx, &made.object.name, draft, key).await {
        Ok(_) => Saying::done(visitor.text("said-added")),
        Err(error) => Saying::refused(refusal(&made, error)?),
    };
    Ok(visitor.go_saying(&subject.card(id), saying))
}

/// The longest subject that is cut out of a longer text.
const SUBJECT: usize = 120;

fn addition(kind: &str, sent: &Sent) -> Draft {
    let text = sent.get("text").unwrap_or_default();
    let first = text.lines().next().unwrap_or_default();
    let subject: String = first.chars().take(SUBJECT).collect();
    let whole = if subject == text { "" } else { text };
    let draft = Draft::default().with("subject", subject);
    match kind {
        "task" => draft.with("description", whole).with("due", sent.get("due").unwrap_or_default()),
        kind => draft.with("body", whole).with_value("kind", Value::text(Name::from(kind))),
    }
}

/// `POST /{plural}/{id}/undo/{change}`.
pub async fn undo_change(visitor: Visitor, Path((plural, id, change)): Path<(String, String, String)>) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let card = subject.card(id_of(&id)?);
    Ok(visitor.go_saying(&card, undone(&subject, &change).await?))
}

/// Takes a change back; what is said of it.
pub(super) async fn undone(subject: &Subject<'_>, change: &str) -> Result<Saying, Error> {
    Ok(match undo(&subject.visitor.ctx, id_of(change)?).await {
        Ok(undone) if undone.conflicts.is_empty() => Saying::done(subject.text("said-undone")),
        Ok(_) => Saying::refused(subject.text("said-undone-partly")),
        Err(error) => Saying::refused(refusal(subject, error)?),
    })
}
