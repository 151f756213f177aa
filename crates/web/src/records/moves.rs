//! `POST /{plural}/{id}/stage`: a record goes to another stage or choice: by one click on its path, or as a card of a board, there
//! also to another lane. What the step wants and does not find is asked for first, in a small form.

use axum::Form;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse as _, Response};
use catalogue::{Field, Id, Kind, Name, Value};
use maud::{Markup, html};
use records::read::read;
use records::update::update_undoable;
use records::wanted::wanted;
use records::{Draft, Fault, Record};
use ui::form::{Typed, is_typed};
use ui::gate::{Asked, Gate};
use ui::{Flash, paths};

use super::board_state::read_lane;
use super::change::{back_of, refusal, version_of};
use super::sending::Brought;
use super::several::undo_address;
use super::subject::{Sent, Subject, id_of};
use super::typed::{draft, typed_again};
use crate::error::{Answer, Error};
use crate::failure::Wanted;
use crate::flash::Saying;
use crate::visitor::Visitor;

type Pairs = Form<Vec<(String, String)>>;

/// A long filter is left out of what is said next: it travels in a cookie of 4 kB.
const LONGEST_BACK: usize = 800;

/// One step, as it was sent.
struct Step<'s> {
    subject: Subject<'s>,
    id: Id,
    version: i64,
    field: &'s Field,
    /// Where to; empty for no choice.
    to: String,
    lane: Option<(&'s Field, String, Option<Id>)>,
    back: String,
    /// The fields that the form before asked for; `None` when it is not asked yet.
    asked: Option<Vec<&'s Field>>,
    /// A card of a board, which is drawn anew by itself; another page is opened again.
    is_card: bool,
}

/// `POST /{plural}/{id}/stage`.
pub async fn move_record(visitor: Visitor, Path((plural, id)): Path<(String, String)>, Form(sent): Pairs) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let sent = Sent(sent);
    let step = Step::read(subject, id_of(&id)?, &sent)?;
    let mut faults = Vec::new();
    let mut change = step.draft();
    if let Some(asked) = &step.asked {
        let (filled, unfound) = draft(&subject, &sent, &Brought::default()).await?;
        let own = filled.fields.into_iter().filter(|(name, _)| asked.iter().any(|field| field.name == *name));
        change.fields.extend(own);
        faults.extend(unfound.into_iter().map(|unfound| Fault::of(&unfound.field, unfound.key, Vec::new())));
    } else if visitor.wanted != Wanted::Json {
        let wanted = wanted(&visitor.ctx, &subject.object.name, step.id, &change).await?;
        let fields: Vec<(&Field, bool)> =
            wanted.iter().filter_map(|w| Some((subject.object.field(&w.field)?, w.must))).collect();
        if fields.iter().any(|(field, _)| can_be_asked(field)) {
            return step.ask(&sent, fields, &[]).await;
        }
    }
    if !faults.is_empty() {
        let fields = step.asked.iter().flatten().map(|field| (*field, false)).collect();
        return step.ask(&sent, fields, &faults).await;
    }
    match update_undoable(&visitor.ctx, &subject.object.name, step.id, step.version, change).await {
        Ok((record, change)) => Ok(step.done(&record, change)),
        Err(records::Error::Invalid(faults)) if visitor.wanted != Wanted::Json && step.may_mend(&faults) => {
            let asked = step.asked.iter().flatten().copied();
            let faulty = faults.iter().filter_map(|f| subject.object.field(f.field.as_ref()?));
            let mut fields: Vec<(&Field, bool)> = asked.map(|field| (field, false)).collect();
            for field in faulty {
                fields.retain(|(known, _)| known.name != field.name);
                fields.push((field, true));
            }
            step.ask(&sent, fields, &faults).await
        }
        Err(error) => step.refused(error),
    }
}

/// A file is not brought with such a form.
fn can_be_asked(field: &Field) -> bool {
    is_typed(field) && field.kind != Kind::File
}

impl<'s> Step<'s> {
    fn read(subject: Subject<'s>, id: Id, sent: &Sent) -> Result<Self, Error> {
        let object = subject.object;
        let field = match sent.get("field") {
            Some(name) => object.field(name).filter(|field| field.kind.has_columns()),
            None => object.stage_field().map(|(field, _)| field),
        };
        let field = field.ok_or(Error::NOT_FOUND)?;
        let to = sent.get("stage").map(str::to_owned);
        if to.is_none() && !sent.has("stage") {
            return Err(Error::Bad("no stage".into()));
        }
        let lane = match (sent.get("lanes").and_then(|name| object.field(name)), sent.get("lane")) {
            (Some(field), Some(word)) if field.kind.target().is_some() && is_typed(field) => {
                read_lane(word).map(|lane| (field, word.to_owned(), lane))
            }
            _ => None,
        };
        let asked = sent.has("asked").then(|| {
            let names = sent.get("asked").unwrap_or_default().split(',');
            let own = names.filter_map(|name| object.field(name)).filter(|other| other.name != field.name);
            own.filter(|field| can_be_asked(field)).collect()
        });
        let back = back_of(sent, subject.card(id));
        let is_card = sent.has("field");
        Ok(Self {
            is_card,
            subject,
            id,
            version: version_of(sent)?,
            field,
            to: to.unwrap_or_default(),
            lane,
            back,
            asked,
        })
    }

    /// The step alone.
    fn draft(&self) -> Draft {
        let to = if self.to.is_empty() { Value::Null } else { Value::text(Name::from(self.to.as_str())) };
        let draft = Draft::default().with_value(&self.field.name, to);
        match &self.lane {
            Some((field, _, lane)) => draft.with_value(&field.name, lane.map_or(Value::Null, Value::Ref)),
            None => draft,
        }
    }

    /// Whether whoever was refused can do something about it in the small form.
    fn may_mend(&self, faults: &[Fault]) -> bool {
        let own = |fault: &Fault| {
            let field = fault.field.as_ref().and_then(|name| self.subject.object.field(name));
            field.is_some_and(|field| can_be_asked(field) && field.name != self.field.name && !self.is_lane(field))
        };
        !faults.is_empty() && faults.iter().all(own)
    }

    fn is_lane(&self, field: &Field) -> bool {
        self.lane.as_ref().is_some_and(|(lane, ..)| lane.name == field.name)
    }

    fn label(&self) -> String {
        if self.to.is_empty() {
            return self.subject.text("figures-unknown");
        }
        self.subject.fields().option(&self.field.name, &self.to)
    }

    async fn ask(&self, sent: &Sent, fields: Vec<(&Field, bool)>, faults: &[Fault]) -> Answer {
        let subject = &self.subject;
        let record = read(&subject.visitor.ctx, &subject.object.name, self.id).await?;
        let asked = fields.into_iter().filter(|(field, _)| can_be_asked(field)).map(|(field, must)| Asked {
            must,
            typed: self.typed(&record, sent, field),
            faults: faults
                .iter()
                .filter(|fault| fault.field.as_ref() == Some(&field.name))
                .map(|fault| subject.reader().message(&fault.message))
                .collect(),
            field,
        });
        let gate = Gate {
            question: subject
                .reader()
                .text_with("gate-question", &[("title", record.title.as_ref().into()), ("stage", self.label().into())]),
            action: paths::of_record(&subject.object.plural, self.id, "stage"),
            back: self.back.clone(),
            kept: self.kept(),
            asked: asked.collect(),
        };
        let fields = subject.fields();
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        if subject.visitor.wanted == Wanted::Fragment {
            return Ok((status, Html(ui::gate::dialog(&fields, &gate).into_string())).into_response());
        }
        let body = html! { div.confirm { (ui::gate::form(&fields, &gate)) } };
        Ok((status, subject.visitor.page(&gate.question, &body)).into_response())
    }

    /// As it was typed; when the form comes up for the first time, as the record has it.
    fn typed(&self, record: &Record, sent: &Sent, field: &Field) -> Typed {
        if sent.has(&field.name) || sent.has(&format!("{}.title", field.name)) {
            return typed_again(sent, field);
        }
        let title = record.titles.get(&field.name).map(|title| &**title);
        Typed::of(&self.subject.fields(), field, record.get(&field.name), title)
    }

    fn kept(&self) -> Vec<(&'static str, String)> {
        let mut kept = vec![("version", self.version.to_string()), ("stage", self.to.clone())];
        if self.is_card {
            kept.push(("field", self.field.name.to_string()));
        }
        if let Some((field, word, _)) = &self.lane {
            kept.extend([("lanes", field.name.to_string()), ("lane", word.clone())]);
        }
        kept
    }

    /// What was done, with the way back.
    fn done(&self, record: &Record, change: Option<Id>) -> Response {
        let subject = &self.subject;
        let words = [("title", record.title.as_ref().into()), ("stage", self.label().into())];
        let said = subject.reader().text_with("said-moved", &words);
        let undo = change.map(|change| {
            let back = if self.back.len() > LONGEST_BACK { "" } else { self.back.as_str() };
            (subject.text("story-undo"), undo_address(&subject.object.plural, change, back))
        });
        if subject.visitor.wanted == Wanted::Fragment && self.is_card {
            let toast = ui::layout::toast(&Flash { text: said, bad: false, link: undo });
            return fragment(
                StatusCode::OK,
                &html! { div data-moved=(record.id) data-version=(record.version) { (toast) } },
            );
        }
        let saying = Saying::done(said);
        let saying = undo.into_iter().fold(saying, |saying, (text, address)| saying.link(text, address));
        let mut response = subject.visitor.go_saying(&self.back, saying);
        if subject.visitor.wanted == Wanted::Fragment {
            *response.status_mut() = StatusCode::OK;
            response.headers_mut().insert("hx-refresh", HeaderValue::from_static("true"));
        }
        response
    }

    fn refused(&self, error: records::Error) -> Answer {
        let subject = &self.subject;
        let status = if matches!(error, records::Error::Conflict(_)) {
            StatusCode::CONFLICT
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        let text = refusal(subject, error)?;
        let edit = paths::of_record(&subject.object.plural, self.id, "edit");
        let link = (subject.text("action-edit"), edit);
        if subject.visitor.wanted == Wanted::Fragment {
            let toast = ui::layout::toast(&Flash { text, bad: true, link: Some(link) });
            return Ok(fragment(status, &html! { div data-refused { (toast) } }));
        }
        Ok(subject.visitor.go_saying(&self.back, Saying::refused(text).link(link.0, link.1)))
    }
}

fn fragment(status: StatusCode, body: &Markup) -> Response {
    (status, Html(body.clone().into_string())).into_response()
}
