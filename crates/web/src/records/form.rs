//! Create and edit: `GET /{plural}/new`, `POST /{plural}`, `GET /{plural}/{id}/edit`, `POST /{plural}/{id}`. What was
//! typed stays when something is wrong; a lost race shows the other change and lets one decide.

use std::collections::HashMap;

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use catalogue::{Action, Field, Id, Kind, Name, Value};
use maud::{Markup, html};
use records::create::{IdempotencyKey, create};
use records::read::read;
use records::{Conflict, Fault, Record};
use ui::draft as drafts;
use ui::form::{Faults, Typed, form_field, is_typed};
use ui::icon;
use ui::layout::lower_first;
use ui::parts::{cancel_link, fault_list, page_header, primary_button};

use super::change::{asked_back, back_of};
use super::clash::{other_change, save};
use super::sending::{Brought, Sending, takes_files};
use super::subject::{Sent, Subject, id_of};
use super::typed::{Unfound, draft, may_write, typed_again};
use crate::error::{Answer, Error};
use crate::failure::Wanted;
use crate::flash::Saying;
use crate::live;
use crate::visitor::Visitor;

/// Everything a form shows.
struct Shown {
    action: String,
    back: String,
    /// Where the page that led here asked to come back to, instead.
    asked_back: Option<String>,
    title: String,
    /// Of the record as it was read; absent for a new one.
    version: Option<i64>,
    key: String,
    typed: HashMap<Name, Typed>,
    faults: HashMap<Name, Vec<String>>,
    /// Faults of the whole record, or of fields that the form does not show.
    others: Vec<String>,
    conflict: Option<Conflict>,
}

/// A key that makes a form's second sending answer the first one's record.
pub fn fresh_key() -> String {
    let mut bytes = [0_u8; 16];
    // Without entropy the form has no key and is simply not protected against being sent twice.
    if getrandom::fill(&mut bytes).is_err() {
        return String::new();
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `GET /{plural}/new`: an empty form; fields of the query are filled in.
pub async fn show_new(
    visitor: Visitor,
    Path(plural): Path<String>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    records::rights::need(&visitor.ctx, Action::Create, &subject.object.name)?;
    let sent = Sent(sent);
    let mut shown = new_form(&subject, fresh_key()).going_back(&sent);
    for field in fields_of(&subject, Action::Create) {
        let value = given(&subject, &sent, field).await?;
        shown.typed.insert(field.name.clone(), value);
    }
    Ok(visitor.page(&shown.title.clone(), &draw(&subject, Action::Create, &shown)))
}

impl Shown {
    /// With the way back that was asked for, if it is one of our own pages.
    fn going_back(mut self, sent: &Sent) -> Self {
        self.asked_back = asked_back(sent);
        self
    }
}

fn new_form(subject: &Subject<'_>, key: String) -> Shown {
    let title = subject.reader().text_with("form-new", &[("what", lower_first(&subject.label()).into())]);
    Shown {
        action: subject.list(),
        back: subject.list(),
        asked_back: None,
        title,
        version: None,
        key,
        typed: HashMap::new(),
        faults: HashMap::new(),
        others: Vec::new(),
        conflict: None,
    }
}

/// What a new record's field starts with: the query's value, or the catalogue's default.
async fn given(subject: &Subject<'_>, sent: &Sent, field: &Field) -> Result<Typed, Error> {
    let reader = subject.reader();
    let fields = subject.fields();
    let ctx = &subject.visitor.ctx;
    if let (Some(text), Some(target)) = (sent.get(&field.name), field.kind.target()) {
        let id = id_of(text)?;
        let title = read(ctx, target, id).await?.title;
        return Ok(Typed::of(&fields, field, &Value::Ref(id), Some(&title)));
    }
    if sent.has(&field.name) {
        return Ok(typed_again(sent, field));
    }
    let value = match (field.default.as_deref(), &*field.name) {
        (Some("me"), _) | (None, "owner") => {
            return Ok(Typed::of(&fields, field, &Value::Ref(ctx.who.user), Some(&ctx.who.name)));
        }
        (Some("today"), _) => Value::Date(reader.today()),
        (Some("now"), _) => Value::Instant(reader.now),
        (Some(text), _) => return Ok(Typed { text: text.to_owned(), ..Typed::default() }),
        (None, _) => Value::Null,
    };
    Ok(Typed::of(&fields, field, &value, None))
}

/// `POST /{plural}`.
pub async fn create_record(visitor: Visitor, Path(plural): Path<String>, sending: Sending) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let (sent, mut brought) = sending.read(&subject).await?;
    let (draft, unfound) = draft(&subject, &sent, &brought).await?;
    let mut shown = new_form(&subject, sent.get("key").unwrap_or_default().to_owned()).going_back(&sent);
    let lost = std::mem::take(&mut brought.faults);
    let again = |shown, faults, unfound| {
        let came = Came { sent: &sent, brought: &brought, record: None };
        again(&subject, Action::Create, shown, came, faults, unfound)
    };
    if !unfound.is_empty() || !lost.is_empty() {
        let more = records::create::faults(&visitor.ctx, &subject.object.name, &draft).await?;
        return Ok(again(shown, all_faults(lost, more, &unfound), &unfound));
    }
    let key = sent.get("key").map(|key| IdempotencyKey(key.to_owned()));
    match create(&visitor.ctx, &subject.object.name, draft, key).await {
        Ok(record) => {
            Ok(visitor.go_saying(&back_of(&sent, subject.card(record.id)), Saying::done(subject.text("said-created"))))
        }
        Err(records::Error::Invalid(faults)) if visitor.wanted != Wanted::Json => {
            shown.key = fresh_key();
            Ok(again(shown, faults, &[]))
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /{plural}/{id}/edit`.
pub async fn show_edit(
    visitor: Visitor,
    Path((plural, id)): Path<(String, String)>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    records::rights::need(&visitor.ctx, Action::Update, &subject.object.name)?;
    let record = read(&visitor.ctx, &subject.object.name, id_of(&id)?).await?;
    // Told before anything is typed, not after.
    if !records::rights::allowed(&visitor.ctx, &record.object, record.id).await?.contains(&Action::Update) {
        return Err(records::Error::Forbidden.into());
    }
    let mut shown = edit_form(&subject, record.id, record.version, &record.title).going_back(&Sent(sent));
    shown.typed = typed_of(&subject, &record);
    let body = html! { (draw(&subject, Action::Update, &shown)) (live::of_form(&subject, &record)) };
    Ok(visitor.page(&record.title, &body))
}

fn edit_form(subject: &Subject<'_>, id: Id, version: i64, title: &str) -> Shown {
    Shown {
        action: subject.card(id),
        back: subject.card(id),
        asked_back: None,
        title: title.to_owned(),
        version: Some(version),
        key: String::new(),
        typed: HashMap::new(),
        faults: HashMap::new(),
        others: Vec::new(),
        conflict: None,
    }
}

fn typed_of(subject: &Subject<'_>, record: &Record) -> HashMap<Name, Typed> {
    let fields = subject.fields();
    let of = |field: &Field| {
        let title = record.titles.get(&field.name).map(|title| &**title);
        (field.name.clone(), Typed::of(&fields, field, record.get(&field.name), title))
    };
    fields_of(subject, Action::Update).map(of).collect()
}

/// `POST /{plural}/{id}`.
pub async fn update_record(visitor: Visitor, Path((plural, id)): Path<(String, String)>, sending: Sending) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let id = id_of(&id)?;
    let (sent, mut brought) = sending.read(&subject).await?;
    let version =
        sent.get("version").and_then(|version| version.parse().ok()).ok_or(Error::Bad("no version".into()))?;
    let (draft, unfound) = draft(&subject, &sent, &brought).await?;
    let record = read(&visitor.ctx, &subject.object.name, id).await?;
    let mut shown = edit_form(&subject, id, version, &record.title).going_back(&sent);
    let lost = std::mem::take(&mut brought.faults);
    let again = |shown, faults, unfound| {
        let came = Came { sent: &sent, brought: &brought, record: Some(&record) };
        again(&subject, Action::Update, shown, came, faults, unfound)
    };
    if !unfound.is_empty() || !lost.is_empty() {
        let more = records::update::faults(&visitor.ctx, &subject.object.name, id, &draft).await?;
        return Ok(again(shown, all_faults(lost, more, &unfound), &unfound));
    }
    match save(&subject, (id, version), draft, &sent).await {
        Ok(_) => Ok(visitor.go_saying(&back_of(&sent, subject.card(id)), Saying::done(subject.text("said-saved")))),
        Err(error) if visitor.wanted == Wanted::Json => Err(error.into()),
        Err(records::Error::Invalid(faults)) => Ok(again(shown, faults, &[])),
        Err(records::Error::Conflict(conflict)) => {
            shown.version = Some(conflict.version);
            shown.conflict = Some(*conflict);
            Ok(again(shown, Vec::new(), &[]))
        }
        Err(other) => Err(other.into()),
    }
}

/// What the files brought and what the gate finds, one a field; what was not found is told in its own words.
fn all_faults(lost: Vec<Fault>, more: Vec<Fault>, unfound: &[Unfound]) -> Vec<Fault> {
    let told: Vec<Option<Name>> = lost.iter().map(|fault| fault.field.clone()).collect();
    let is_told = |field: &Option<Name>| {
        told.contains(field) || unfound.iter().any(|unfound| field.as_ref() == Some(&unfound.field))
    };
    lost.into_iter().chain(more.into_iter().filter(|fault| !is_told(&fault.field))).collect()
}

/// What a form brought, and the record that it is about.
struct Came<'a> {
    sent: &'a Sent,
    brought: &'a Brought,
    record: Option<&'a Record>,
}

impl Came<'_> {
    /// A file that was brought is not lost by a fault elsewhere.
    fn typed(&self, subject: &Subject<'_>, field: &Field) -> Typed {
        if field.kind != Kind::File {
            return typed_again(self.sent, field);
        }
        let own = self.record.map_or(&Value::Null, |record| record.get(&field.name));
        self.brought.again(subject, field, Typed::of(&subject.fields(), field, own, None))
    }
}

/// The form again, with what was typed and what is wrong with it.
fn again(
    subject: &Subject<'_>,
    action: Action,
    mut shown: Shown,
    came: Came<'_>,
    faults: Vec<Fault>,
    unfound: &[Unfound],
) -> axum::response::Response {
    shown.typed = fields_of(subject, action).map(|field| (field.name.clone(), came.typed(subject, field))).collect();
    for fault in faults {
        let text = subject.reader().message(&fault.message);
        match fault.field.filter(|name| shown.typed.contains_key(name)) {
            Some(field) => shown.faults.entry(field).or_default().push(text),
            None => shown.others.push(text),
        }
    }
    for lost in unfound {
        shown.faults.entry(lost.field.clone()).or_default().push(subject.text(lost.key));
    }
    let status = if shown.conflict.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    (status, subject.visitor.page(&shown.title.clone(), &draw(subject, action, &shown))).into_response()
}

/// Fields of the form: those of the card's sections that can be typed and that the visitor may write, then the owner.
fn fields_of<'o>(subject: &Subject<'o>, action: Action) -> impl Iterator<Item = &'o Field> {
    let object = subject.object;
    let names = object.card.sections.iter().flat_map(|section| &section.fields);
    let owner = object
        .field("owner")
        .filter(|_| matches!(object.visible, catalogue::Visible::Owned) && action == Action::Create);
    let subject = *subject;
    names
        .filter_map(|name| object.field(name))
        .chain(owner)
        .filter(move |field| is_typed(field) && may_write(&subject, action, field))
}

fn draw(subject: &Subject<'_>, action: Action, shown: &Shown) -> Markup {
    let fields = subject.fields();
    let reader = subject.reader();
    html! {
        form.form.narrow-form method="post" action=(shown.action) enctype=[takes_files(subject, action).then_some("multipart/form-data")] novalidate data-guard data-draft={ (shown.action) (if shown.version.is_some() { "/edit" } else { "/new" }) } {
            (page_header(&shown.title, None, &html! {}))
            (drafts::again(reader))
            (fault_list(reader, &shown.others))
            @if let Some(conflict) = &shown.conflict { (other_change(&fields, conflict)) }
            @if let Some(version) = shown.version { input type="hidden" name="version" value=(version); }
            @if let Some(back) = &shown.asked_back { input type="hidden" name="back" value=(back); }
            @if !shown.key.is_empty() { input type="hidden" name="key" value=(shown.key); }
            @for section in &subject.object.card.sections {
                (draw_section(subject, action, shown, &section.name, &section.fields))
            }
            @if action == Action::Create && fields_of(subject, action).any(|field| &*field.name == "owner") {
                (draw_section(subject, action, shown, "", &["owner".into()]))
            }
            div.form-actions.form-actions-sticky {
                (drafts::unsent(reader))
                (primary_button(&reader.text(if shown.conflict.is_some() { "conflict-keep" } else { "action-save" })))
                (cancel_link(reader, shown.asked_back.as_ref().unwrap_or(&shown.back)))
            }
        }
    }
}

/// Where the page opens: at the first fault, or at the start of a new record.
fn focused<'o>(subject: &Subject<'o>, action: Action, shown: &Shown) -> Option<&'o Name> {
    let is_blank = action == Action::Create && shown.faults.is_empty() && shown.others.is_empty();
    fields_of(subject, action).find(|field| is_blank || shown.faults.contains_key(&field.name)).map(|field| &field.name)
}

fn draw_section(subject: &Subject<'_>, action: Action, shown: &Shown, name: &str, names: &[Name]) -> Markup {
    let object = subject.object;
    let reader = subject.reader();
    let fields: Vec<&Field> = names
        .iter()
        .filter_map(|name| object.field(name))
        .filter(|field| is_typed(field) && may_write(subject, action, field))
        .collect();
    let untyped = Typed::default();
    let focus = focused(subject, action, shown);
    let faults = |field: &Field| Faults {
        texts: shown.faults.get(&field.name).map(Vec::as_slice).unwrap_or_default(),
        focus: focus == Some(&field.name),
    };
    let (folded, plain): (Vec<&Field>, Vec<&Field>) =
        fields.into_iter().partition(|field| object.card.folded.contains(&field.name));
    let drawn = |fields: &[&Field]| {
        html! {
            div.form-grid { @for field in fields {
                (form_field(&subject.fields(), field, shown.typed.get(&field.name).unwrap_or(&untyped), faults(field)))
            } }
        }
    };
    let is_told = |field: &&Field| shown.faults.contains_key(&field.name);
    html! {
        @if !plain.is_empty() || !folded.is_empty() {
            fieldset.form-section {
                @if !name.is_empty() { legend { (reader.words().section_label(reader.lang, &object.name, name)) } }
                @if !plain.is_empty() { (drawn(&plain)) }
                @if !folded.is_empty() {
                    details.disclose.form-folded data-folded open[folded.iter().any(is_told)] {
                        summary { (icon("chevron-right")) span { (reader.text_with("form-folded", &[("count", folded.len().into())])) } }
                        (drawn(&folded))
                    }
                }
            }
        }
    }
}
