//! One row of a list, changed in place: `GET` draws it, with one of its cells as a form where `edit` names a field; `POST` changes
//! that field and draws the row anew, or the form again with what is wrong.

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _};
use catalogue::{Action, Field, Id, Kind, Name};
use maud::{Markup, html};
use query::Archived;
use records::list::list;
use records::update::update;
use records::{ListAsk, Record};
use ui::fields::FileBy;
use ui::form::{Marks, Typed, field_faults, input};
use ui::paths;

use super::address::ListState;
use super::change::{refusal, version_of};
use super::list_table::{Looks, OWN, columns, heads, row_with};
use super::sending::Brought;
use super::several;
use super::subject::{Sent, Subject, id_of};
use super::typed::{draft, may_write, typed_again};
use crate::error::{Answer, Error};
use crate::visitor::Visitor;

type RecordPath = Path<(String, String)>;
type Pairs = Vec<(String, String)>;

/// Fields of the list's own records that can be changed in its cells: what is short enough to be typed there.
pub fn is_changed_in_place(subject: &Subject<'_>, column: &str) -> bool {
    let field = subject.object.field(column);
    let is_short = |field: &&Field| !matches!(field.kind, Kind::File | Kind::LongText | Kind::Choices { .. });
    // A person of the company is changed on a page of their own.
    &*subject.object.name != "user"
        && field.filter(is_short).is_some_and(|field| may_write(subject, Action::Update, field))
}

/// `GET /{plural}/{id}/row`.
pub async fn show_row(visitor: Visitor, Path((plural, id)): RecordPath, Query(sent): Query<Pairs>) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let (id, sent) = (id_of(&id)?, Sent(sent));
    let ask = Ask::read(&subject, &sent);
    let Some(field) = sent.get("edit").and_then(|name| subject.object.field(name)) else {
        let record = record(&subject, &ask, id, None).await?;
        return Ok(Html(drawn(&subject, &ask, &record, None).into_string()).into_response());
    };
    // Told before anything is typed, not after.
    let allowed = records::rights::allowed(&visitor.ctx, &subject.object.name, id).await?;
    if !is_changed_in_place(&subject, &field.name) || !allowed.contains(&Action::Update) {
        return Err(records::Error::Forbidden.into());
    }
    let record = record(&subject, &ask, id, Some(field)).await?;
    let title = record.titles.get(&field.name).map(|title| &**title);
    let typed = Typed::of(&subject.fields(), field, record.get(&field.name), title);
    let cell = Cell { field, typed, faults: Vec::new(), version: record.version };
    Ok(Html(drawn(&subject, &ask, &record, Some(&cell)).into_string()).into_response())
}

/// `POST /{plural}/{id}/row`.
pub async fn change_row(visitor: Visitor, Path((plural, id)): RecordPath, Form(sent): Form<Pairs>) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let (id, sent) = (id_of(&id)?, Sent(sent));
    let ask = Ask::read(&subject, &sent);
    let named = sent.get("edit").filter(|name| is_changed_in_place(&subject, name));
    let field = named.and_then(|name| subject.object.field(name)).ok_or(Error::Bad("no field".into()))?;
    let version = version_of(&sent)?;
    let (mut change, unfound) = draft(&subject, &sent, &Brought::default()).await?;
    change.fields.retain(|name, _| *name == field.name);
    let faults = match unfound.first() {
        Some(unfound) => vec![subject.text(unfound.key)],
        None => match update(&visitor.ctx, &subject.object.name, id, version, change).await {
            Ok(_) => Vec::new(),
            Err(records::Error::Invalid(faults)) => {
                let own = |fault: &records::Fault| fault.field.as_deref().is_none_or(|name| *name == *field.name);
                let (own, others): (Vec<_>, Vec<_>) = faults.into_iter().partition(own);
                let mut texts = subject.reader().faults(&own);
                if !others.is_empty() {
                    texts.push(refusal(&subject, records::Error::Invalid(others))?);
                }
                texts
            }
            Err(error) => vec![refusal(&subject, error)?],
        },
    };
    let record = record(&subject, &ask, id, Some(field)).await?;
    if faults.is_empty() {
        return Ok(Html(drawn(&subject, &ask, &record, None).into_string()).into_response());
    }
    let cell = Cell { field, typed: typed_again(&sent, field), faults, version: record.version };
    let again = drawn(&subject, &ask, &record, Some(&cell)).into_string();
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(again)).into_response())
}

/// Says in an address that the row stands in a list on the card of another record.
pub const CARD: &str = "card";
/// How such rows look.
pub const ON_CARD: Looks = Looks { by: FileBy::Size, ticked: false };

/// The list that the row stands in, as far as a row knows it.
struct Ask {
    /// Its columns and how wide they are.
    look: ListState,
    columns: Vec<Name>,
    are_own: bool,
    on_card: bool,
}

impl Ask {
    fn read(subject: &Subject<'_>, sent: &Sent) -> Self {
        let state = ListState::read(sent);
        let columns = columns(subject, &state);
        let look = ListState { widths: state.widths, ..ListState::default() };
        Self { look, columns, are_own: sent.has(OWN), on_card: sent.has(CARD) }
    }
}

/// The record with the columns of the list, and the field that is changed.
async fn record(subject: &Subject<'_>, ask: &Ask, id: Id, field: Option<&Field>) -> Result<Record, Error> {
    let mut shown = ask.columns.clone();
    shown.extend(field.map(|field| field.name.clone()).filter(|name| !shown.contains(name)));
    let ask = ListAsk {
        object: subject.object.name.to_string(),
        filter: Some(format!("id == {id}")),
        columns: shown.iter().map(ToString::to_string).collect(),
        limit: 1,
        archived: Archived::Include,
        ..ListAsk::default()
    };
    list(&subject.visitor.ctx, &ask).await?.rows.pop().ok_or(Error::NOT_FOUND)
}

/// A cell while it is changed.
struct Cell<'c> {
    field: &'c Field,
    typed: Typed,
    faults: Vec<String>,
    version: i64,
}

fn drawn(subject: &Subject<'_>, ask: &Ask, record: &Record, cell: Option<&Cell<'_>>) -> Markup {
    let (fields, columns) = (subject.fields(), &ask.columns);
    let in_list = || Looks { by: FileBy::Name, ticked: several::is_offered(subject) };
    let looks = if ask.on_card { ON_CARD } else { in_list() };
    let mut row = row_with(subject, &fields, columns, record, looks);
    if let Some(cell) = cell {
        let place = columns.iter().position(|column| *column == cell.field.name);
        if let Some(shown) = place.and_then(|place| row.cells.get_mut(place)) {
            *shown = form(subject, ask, record.id, cell);
        }
    }
    ui::table::draw_row(&heads(subject, &ask.look, columns, ask.are_own), &row)
}

/// The cell as a form. It is drawn for whoever runs scripts; others change the record on its own page.
fn form(subject: &Subject<'_>, ask: &Ask, id: Id, cell: &Cell<'_>) -> Markup {
    let fields = subject.fields();
    let address = paths::of_record(&subject.object.plural, id, "row");
    let marks = Marks { faulty: !cell.faults.is_empty(), focus: true, described_by: None };
    html! {
        form.cell-form method="post" action=(address) hx-post=(address) hx-target="closest tr" hx-swap="outerHTML" data-failed=(subject.text("cell-failed")) aria-label=(fields.label(&cell.field.name)) {
            input type="hidden" name="version" value=(cell.version);
            input type="hidden" name="edit" value=(cell.field.name);
            input type="hidden" name="columns" value=(ask.columns.join(","));
            @if ask.are_own { input type="hidden" name=(OWN) value="yes"; }
            @if !ask.look.widths.is_empty() { input type="hidden" name="widths" value=(ask.look.widths); }
            @if ask.on_card { input type="hidden" name=(CARD) value="yes"; }
            (input(&fields, cell.field, &cell.typed, "cell", &marks))
            (field_faults(&cell.faults))
            button.visually-hidden type="submit" { (subject.text("action-save")) }
        }
    }
}
