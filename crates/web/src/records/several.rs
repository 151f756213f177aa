//! One step on several records of a list: `POST /{plural}/several`. A page says what would happen and what stays as it is; then it
//! is done for all of them at once, and one click takes it back.

use std::collections::BTreeSet;

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use catalogue::{Action, Field, Id};
use maud::{Markup, html};
use records::ListAsk;
use records::list::list;
use records::several::{Left, MOST, Step, Survey, carry_out, survey};
use ui::form::{Faults, Typed, form_field};
use ui::parts::{Tone, cancel_link, confirm_page, notice, primary_button};
use ui::{icon, paths};

use super::address::ListState;
use super::bulk;
use super::bulk_preview::{self, All};
use super::change::{back_of, refusal, undone};
use super::list_bar::kept;
use super::sending::Brought;
use super::subject::{Sent, Subject, id_of};
use super::typed::{draft, may_write, typed_again};
use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::visitor::Visitor;

type Pairs = Form<Vec<(String, String)>>;

/// The form that the ticks of a list belong to.
pub const FORM: &str = "several";
/// Names that a page of the step shows.
const NAMED: usize = 8;
/// The longest address of a list, in bytes, that an undo finds its way back to.
const LONGEST_BACK: usize = 1_000;

/// Whether the visitor may do anything with several records of the list.
pub fn is_offered(subject: &Subject<'_>) -> bool {
    let any = [Action::Update, Action::Transfer, Action::Archive].into_iter().any(|action| subject.may(action));
    any && &*subject.object.name != "user"
}

/// The tick of one row.
pub fn tick(id: Id, title: &str) -> Markup {
    html! { label.tick { input type="checkbox" name="id" value=(id) form=(FORM) aria-label=(title); } }
}

/// What can be done with the ticked rows; shown while one is ticked.
pub fn bar(subject: &Subject<'_>, state: &ListState, page: &records::Page) -> Markup {
    let text = |key: &str| subject.text(key);
    let (in_bulk, key) = (bulk::is_offered(subject), if page.more { "several-all-more" } else { "several-all" });
    let all = page.total.filter(|total| in_bulk || usize::try_from(*total).is_ok_and(|total| total <= MOST));
    let archived = state.archived == "only";
    let step = |name: &str, shape: &str, key: &str| html! { button.btn.btn-small type="submit" name="step" value=(name) data-key=(key) { (icon(shape)) (text(&format!("action-{name}"))) } };
    html! {
        form #(FORM) .several-bar method="post" action=(paths::beside(&subject.object.plural, "several")) {
            (kept(state, &["pages", "add"]))
            // Grows with the page.
            input type="hidden" name="pages" value=(state.pages) data-pages;
            span.several-count { (text("several-picked")) " " output data-ticked {} }
            label.check.needs-script { input type="checkbox" data-tick-all; span { (text("several-page")) } }
            @if let Some(total) = all { label.check { input type="checkbox" name="all" value="yes"; span { (subject.reader().text_with(key, &[("count", total.into())])) } } }
            div.cluster {
                @if !archived && subject.may(Action::Update) { (field_menu(subject)) }
                @if !archived && subject.may(Action::Transfer) { (step("transfer", "arrows-exchange", "h")) }
                @if subject.may(Action::Archive) { @if archived { (step("restore", "archive-off", "r")) } @else { (step("archive", "archive", "r")) } }
                @if in_bulk { a.btn.btn-small.btn-quiet href=(paths::beside(&subject.object.plural, "bulk")) { (text("bulk-works")) } }
            }
        }
    }
}

/// The fields that can be set on several records at once: what is unique, or a file, is one record's own.
fn fields<'s>(subject: &Subject<'s>) -> impl Iterator<Item = &'s Field> {
    let subject = *subject;
    let is_shared = |field: &&Field| !field.unique && field.kind != catalogue::Kind::File && &*field.name != "owner";
    subject.object.fields.values().filter(is_shared).filter(move |field| may_write(&subject, Action::Update, field))
}

fn field_menu(subject: &Subject<'_>) -> Markup {
    let labels = subject.fields();
    html! {
        details.menu-inline.menu-up {
            summary.btn.btn-small data-key="w" { (icon("pencil")) (subject.text("several-change")) }
            div.menu-panel { div.menu-scroll {
                @for field in fields(subject) { button.menu-item type="submit" name="field" value=(field.name) { (labels.label(&field.name)) } }
            } }
        }
    }
}

/// What was asked, before its own value is known.
#[derive(Clone, Copy)]
pub enum Asked<'s> {
    Archive,
    Restore,
    Transfer,
    Set(&'s Field),
}

impl<'s> Asked<'s> {
    fn read(subject: &Subject<'s>, sent: &Sent) -> Option<Self> {
        match (sent.get("step"), sent.get("field")) {
            (Some("archive"), _) => Some(Self::Archive),
            (Some("restore"), _) => Some(Self::Restore),
            (Some("transfer"), _) => Some(Self::Transfer),
            (_, Some(name)) => fields(subject).find(|field| *field.name == *name).map(Self::Set),
            _ => None,
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Archive => "archive",
            Self::Restore => "restore",
            Self::Transfer => "transfer",
            Self::Set(_) => "set",
        }
    }

    /// The field whose value the page asks for.
    pub fn field(self, subject: &Subject<'s>) -> Option<&'s Field> {
        match self {
            Self::Set(field) => Some(field),
            Self::Transfer => subject.object.field("owner"),
            Self::Archive | Self::Restore => None,
        }
    }
}

/// `POST /{plural}/several`.
pub async fn take_step(visitor: Visitor, Path(plural): Path<String>, Form(sent): Pairs) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let sent = Sent(sent);
    let asked = Asked::read(&subject, &sent).ok_or(Error::Bad("no step".into()))?;
    let state = ListState::read(&sent);
    let back = back_of(&sent, state.address(&subject.list()));
    if sent.has("all") {
        let count = bulk_preview::counted(&subject, &state).await?;
        if usize::try_from(count).is_ok_and(|count| count > MOST) {
            return All { subject, asked, state, count, back }.take(&sent).await;
        }
    }
    let ids = ticked(&subject, &state, &sent).await?;
    if ids.is_empty() {
        return Ok(visitor.go_saying(&back, Saying::refused(visitor.text("several-none"))));
    }
    let page = Page { subject, asked, ids, back, survey: None, typed: Typed::default(), faults: Vec::new() };
    if !sent.has("sure") {
        let survey = match asked {
            Asked::Archive => Some(surveyed(&subject, &page.ids, &Step::Archive).await?),
            Asked::Restore => Some(surveyed(&subject, &page.ids, &Step::Restore).await?),
            Asked::Transfer | Asked::Set(_) => None,
        };
        return page.surveyed(survey).draw().await;
    }
    let step = match step_of(&subject, asked, &sent).await? {
        Ok(step) => step,
        Err(fault) => return page.faulty(&sent, vec![fault]).draw().await,
    };
    let survey = match survey(&visitor.ctx, &subject.object.name, &page.ids, &step).await {
        Err(error @ records::Error::Invalid(_)) => {
            return page.faulty(&sent, vec![refusal(&subject, error)?]).draw().await;
        }
        other => other?,
    };
    let is_value = |left: &Left| matches!(left.why, records::Error::Invalid(_));
    let nothing_takes_it = survey.able.is_empty() && survey.left.iter().all(is_value);
    if nothing_takes_it && !survey.left.is_empty() && asked.field(&subject).is_some() {
        // It is told at the field, and the records stay picked.
        let faults = reasons(&subject, &survey);
        return page.faulty(&sent, faults).draw().await;
    }
    if !survey.left.is_empty() {
        return page.faulty(&sent, Vec::new()).surveyed(Some(survey)).draw().await;
    }
    let saying = match carry_out(&visitor.ctx, &subject.object.name, &survey.able, &step).await {
        Ok(done) => {
            let said = Saying::done(visitor.reader.text_with("said-several", &[("count", done.records.into())]));
            match done.change {
                Some(change) => said.link(visitor.text("story-undo"), undo_address(&plural, change, &page.back)),
                None => said,
            }
        }
        Err(error) => Saying::refused(refusal(&subject, error)?),
    };
    Ok(visitor.go_saying(&page.back, saying))
}

/// The page that takes the step back. A long filter is left out of it: what is said next travels in a cookie of 4 kB.
pub(super) fn undo_address(plural: &str, change: Id, back: &str) -> String {
    let address = format!("{}/{change}", paths::beside(plural, "several"));
    if back.len() > LONGEST_BACK { address } else { paths::with_query(&address, &[("back", back.to_owned())]) }
}

async fn surveyed(subject: &Subject<'_>, ids: &[Id], step: &Step) -> Result<Survey, Error> {
    Ok(survey(&subject.visitor.ctx, &subject.object.name, ids, step).await?)
}

/// The ticked records, or all of the list as far as one step goes.
async fn ticked(subject: &Subject<'_>, state: &ListState, sent: &Sent) -> Result<Vec<Id>, Error> {
    if !sent.has("all") {
        return sent.all("id").take(MOST).map(id_of).collect();
    }
    let (mut ids, mut ask) = (Vec::new(), state.but(|_| {}).ask(&subject.object.name, 200));
    ask.columns = vec!["version".to_owned()];
    loop {
        let page = list(&subject.visitor.ctx, &ask).await?;
        ids.extend(page.rows.iter().map(|row| row.id));
        if page.next.is_none() || ids.len() >= MOST {
            ids.truncate(MOST);
            return Ok(ids);
        }
        ask.after = page.next;
    }
}

/// The step with the value that was typed, or what is wrong with that.
pub async fn step_of(subject: &Subject<'_>, asked: Asked<'_>, sent: &Sent) -> Result<Result<Step, String>, Error> {
    let unfound = |key: &str| Ok(Err(subject.text(key)));
    match asked {
        Asked::Archive => Ok(Ok(Step::Archive)),
        Asked::Restore => Ok(Ok(Step::Restore)),
        Asked::Transfer => match super::subject::person(subject.visitor, sent, "owner").await? {
            Some(to) => Ok(Ok(Step::Transfer(to))),
            None => unfound("form-not-found"),
        },
        Asked::Set(field) => {
            let (mut draft, missing) = draft(subject, sent, &Brought::default()).await?;
            if let Some(missing) = missing.first() {
                return unfound(missing.key);
            }
            draft.fields.retain(|name, _| *name == field.name);
            Ok(Ok(Step::Set(draft)))
        }
    }
}

/// The page before the step.
struct Page<'s> {
    subject: Subject<'s>,
    asked: Asked<'s>,
    ids: Vec<Id>,
    back: String,
    survey: Option<Survey>,
    typed: Typed,
    faults: Vec<String>,
}

impl Page<'_> {
    fn surveyed(self, survey: Option<Survey>) -> Self {
        let ids = survey.as_ref().map_or_else(|| self.ids.clone(), |survey| survey.able.clone());
        Self { survey, ids, ..self }
    }

    fn faulty(mut self, sent: &Sent, faults: Vec<String>) -> Self {
        if let Some(field) = self.asked.field(&self.subject) {
            self.typed = typed_again(sent, field);
        }
        Self { faults, ..self }
    }

    async fn draw(&self) -> Answer {
        Ok(self.page(&names(&self.subject, &self.ids).await?))
    }

    /// `named` are the first of its records.
    fn page(&self, named: &[(Id, String)]) -> Response {
        let subject = &self.subject;
        let (reader, word) = (subject.reader(), self.asked.word());
        let label = self.asked.field(subject).map(|field| subject.fields().label(&field.name)).unwrap_or_default();
        let count = self.ids.len();
        let args = [("count", count.into()), ("field", label.into())];
        let question = reader.text_with(&format!("several-{word}-question"), &args);
        let button = if word == "set" { "several-change".to_owned() } else { format!("action-{word}") };
        let body = html! {
            form.confirm.stack method="post" action=(paths::beside(&subject.object.plural, "several")) {
                h1 { (question) }
                @if count > 0 {
                    ul.plain-list {
                        @for (id, title) in named { li { a href=(subject.card(*id)) { (title) } } }
                        @if count > named.len() { li.soft { (reader.text_with("several-more", &[("count", (count - named.len()).into())])) } }
                    }
                }
                @if let Some(survey) = &self.survey { (stays(subject, survey)) }
                @if let Some(field) = self.asked.field(subject) { (form_field(&subject.fields(), field, &self.typed, Faults { texts: &self.faults, focus: true })) }
                @for id in &self.ids { input type="hidden" name="id" value=(id); }
                input type="hidden" name="back" value=(self.back);
                input type="hidden" name="sure" value="yes";
                @match self.asked { Asked::Set(field) => { input type="hidden" name="field" value=(field.name); }, _ => { input type="hidden" name="step" value=(word); } }
                div.form-actions {
                    @if count > 0 { (primary_button(&reader.text(&button))) }
                    (cancel_link(reader, &self.back))
                }
            }
        };
        subject.visitor.page(&question, &body)
    }
}

/// What the step leaves as it is, and why.
pub fn stays(subject: &Subject<'_>, survey: &Survey) -> Markup {
    let reader = subject.reader();
    html! {
        @if survey.same > 0 { p.soft { (reader.text_with("several-same", &[("count", survey.same.into())])) } }
        @if !survey.left.is_empty() {
            (notice(Tone::Warn, &html! {
                p.strong { (reader.text_with("several-left", &[("count", survey.left.len().into())])) }
                ul.plain-list {
                    @for left in survey.left.iter().take(NAMED) { li { a href=(subject.card(left.id)) { (left.title) } ": " (why(subject, left)) } }
                    @if survey.left.len() > NAMED { li.soft { (reader.text_with("several-more", &[("count", (survey.left.len() - NAMED).into())])) } }
                }
            }))
        }
    }
}

fn why(subject: &Subject<'_>, left: &Left) -> String {
    match &left.why {
        records::Error::Invalid(faults) => subject.reader().faults(faults).join(" "),
        _ => subject.text("several-no-right"),
    }
}

/// Each reason once for which a record stays as it is.
pub fn reasons(subject: &Subject<'_>, survey: &Survey) -> Vec<String> {
    let all: BTreeSet<String> = survey.left.iter().map(|left| why(subject, left)).collect();
    all.into_iter().collect()
}

/// The first of the records by their titles.
async fn names(subject: &Subject<'_>, ids: &[Id]) -> Result<Vec<(Id, String)>, Error> {
    let first: Vec<String> = ids.iter().take(NAMED).map(ToString::to_string).collect();
    if first.is_empty() {
        return Ok(Vec::new());
    }
    let ask = ListAsk {
        object: subject.object.name.to_string(),
        filter: Some(format!("id in [{}]", first.join(", "))),
        columns: vec!["version".to_owned()],
        archived: query::Archived::Include,
        ..ListAsk::default()
    };
    let page = list(&subject.visitor.ctx, &ask).await?;
    Ok(page.rows.into_iter().map(|row| (row.id, row.title.to_string())).collect())
}

/// `GET /{plural}/several/{change}`: asks before it takes the step back.
pub async fn ask_undo(
    visitor: Visitor,
    Path((plural, change)): Path<(String, String)>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let back = back_of(&Sent(sent), subject.list());
    let action = format!("{}/{}", paths::beside(&plural, "several"), id_of(&change)?);
    let question = visitor.text("several-undo-question");
    let fields = html! { input type="hidden" name="back" value=(back); };
    let text = visitor.text("several-undo-text");
    let body = confirm_page(&visitor.reader, &question, &text, &action, &fields, &visitor.text("story-undo"), &back);
    Ok(visitor.page(&question, &body))
}

/// `POST /{plural}/several/{change}`.
pub async fn undo_step(visitor: Visitor, Path((plural, change)): Path<(String, String)>, Form(sent): Pairs) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let back = back_of(&Sent(sent), subject.list());
    Ok(visitor.go_saying(&back, undone(&subject, &change).await?))
}
