//! An entry goes to another day or hour: `GET /calendar/{plural}/{id}` asks where to, `POST` moves it. Dragging sends the same.

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use catalogue::Id;
use query::calendar::{day_of, day_text};
use records::calendar::{Entry, Time, To, find_entry};
use records::history::history;
use ui::calendar::{MoveForm, move_form};
use ui::{format, paths};

use crate::error::{Answer, Error};
use crate::flash::Saying;
use crate::records::change::{back_of, refusal, version_of};
use crate::records::several::undo_address;
use crate::records::subject::{Sent, Subject, id_of};
use crate::visitor::Visitor;

type EntryPath = Path<(String, String)>;

/// `GET /calendar/{plural}/{id}`.
pub async fn show_move(
    visitor: Visitor,
    Path((plural, id)): EntryPath,
    Query(sent): Query<Vec<(String, String)>>,
) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let entry = find_entry(&visitor.ctx, &subject.object.name, id_of(&id)?).await?;
    // Told before anything is typed, not after.
    let allowed = records::rights::allowed(&visitor.ctx, &subject.object.name, entry.id).await?;
    if !allowed.contains(&catalogue::Action::Update) {
        return Err(records::Error::Forbidden.into());
    }
    Ok(page(&subject, &entry, &Sent(sent), Vec::new()))
}

/// `POST /calendar/{plural}/{id}`.
pub async fn move_entry(
    visitor: Visitor,
    Path((plural, id)): EntryPath,
    Form(sent): Form<Vec<(String, String)>>,
) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let (id, sent) = (id_of(&id)?, Sent(sent));
    let back = back_of(&sent, paths::CALENDAR.to_owned());
    let to = To {
        day: sent.get("day").unwrap_or_default().to_owned(),
        time: sent.get("time").map(str::to_owned),
        minutes: sent.get("minutes").map(str::to_owned),
    };
    let object = &subject.object.name;
    match records::calendar::move_entry(&visitor.ctx, object, id, version_of(&sent)?, &to).await {
        Ok(record) => {
            let said = visitor.reader.text_with("calendar-moved", &[("title", record.title.as_ref().into())]);
            let saying = Saying::done(said);
            Ok(visitor.go_saying(
                &back,
                match undo_of(&subject, id, record.version, &back).await? {
                    Some(undo) => saying.link(visitor.text("story-undo"), undo),
                    None => saying,
                },
            ))
        }
        Err(error @ records::Error::Invalid(_)) => {
            let entry = find_entry(&visitor.ctx, object, id).await?;
            let faults = vec![refusal(&subject, error)?];
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&subject, &entry, &sent, faults)).into_response())
        }
        Err(error) => Ok(visitor.go_saying(&back, Saying::refused(refusal(&subject, error)?))),
    }
}

/// The page that takes the move back; none where nothing was changed.
async fn undo_of(subject: &Subject<'_>, id: Id, version: i64, back: &str) -> Result<Option<String>, Error> {
    let story = history(&subject.visitor.ctx, &subject.object.name, id).await?;
    let last = story.first().filter(|entry| entry.version == version && entry.by == subject.visitor.ctx.who.user);
    Ok(last.map(|entry| undo_address(&subject.object.plural, entry.change, back)))
}

/// The form, with what was typed where something was.
fn page(subject: &Subject<'_>, entry: &Entry, sent: &Sent, faults: Vec<String>) -> Response {
    let visitor = subject.visitor;
    let view = subject.object.calendar.as_ref();
    let typed =
        |name: &str, own: String| if sent.has(name) { sent.get(name).unwrap_or_default().to_owned() } else { own };
    let (day, time, minutes) = match entry.time {
        Some(Time::Days { first, .. }) => (first, None, None),
        Some(Time::Span { from, length }) => {
            let clock = format::clock(visitor.reader.local(from).unwrap_or_default());
            let length = length.map(|length| (length / 60_000_000).to_string()).unwrap_or_default();
            (day_of(from, &visitor.reader.zone).unwrap_or_default(), Some(clock), Some(length))
        }
        None => (visitor.reader.today(), None, None),
    };
    let minutes = minutes.filter(|_| view.is_some_and(|view| view.length.is_some()));
    let title = visitor.reader.text_with("calendar-move-label", &[("title", entry.title.as_ref().into())]);
    let form = MoveForm {
        action: paths::calendar_entry(&subject.object.plural, entry.id),
        back: back_of(sent, paths::CALENDAR.to_owned()),
        version: entry.version,
        day: typed("day", day_text(day)),
        time: time.map(|own| typed("time", own)),
        minutes: minutes.map(|own| typed("minutes", own)),
        title: title.clone(),
        faults,
    };
    visitor.page(&title, &move_form(&visitor.reader, &form))
}
