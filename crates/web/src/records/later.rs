//! "This one and all later": asks first, and says how many meetings that are.

use axum::Form;
use axum::extract::Path;
use maud::html;
use records::read::read;
use records::repeating::{later_ones, make_like};
use ui::parts::confirm_page;
use ui::paths;

use super::change::{refusal, version_of};
use super::several::undo_address;
use super::subject::{Sent, Subject, id_of};
use crate::error::Answer;
use crate::flash::Saying;
use crate::visitor::Visitor;

/// `GET /{plural}/{id}/later`: what would be made anew.
pub async fn ask_later(visitor: Visitor, Path((plural, id)): Path<(String, String)>) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let record = read(&visitor.ctx, &subject.object.name, id_of(&id)?).await?;
    let later = later_ones(&visitor.ctx, &subject.object.name, record.id).await?;
    let fields = html! { input type="hidden" name="version" value=(record.version); };
    let question = visitor.reader.text_with("later-question", &[("title", record.title.as_ref().into())]);
    let body = confirm_page(
        &visitor.reader,
        &question,
        &visitor.reader.text_with("later-text", &[("count", later.into())]),
        &paths::of_record(&plural, record.id, "later"),
        &fields,
        &visitor.text("action-later"),
        &subject.card(record.id),
    );
    Ok(visitor.page(&question, &body))
}

/// `POST /{plural}/{id}/later`.
pub async fn make_later(
    visitor: Visitor,
    Path((plural, id)): Path<(String, String)>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let id = id_of(&id)?;
    let card = subject.card(id);
    let saying = match make_like(&visitor.ctx, &subject.object.name, id, version_of(&Sent(sent))?).await {
        Ok(Some(change)) => {
            let undo = undo_address(&subject.object.plural, change, &card);
            Saying::done(visitor.text("said-later")).link(visitor.text("story-undo"), undo)
        }
        Ok(None) => Saying::done(visitor.text("said-later-none")),
        Err(error) => Saying::refused(refusal(&subject, error)?),
    };
    Ok(visitor.go_saying(&card, saying))
}
