//! Following a record from its card: `POST /{plural}/{id}/follow`.

use axum::Form;
use axum::extract::Path;
use catalogue::Id;
use maud::{Markup, html};
use records::follow::{Following, follow};
use ui::{icon, paths};

use super::change::refusal;
use super::subject::{Sent, Subject, id_of};
use crate::error::Answer;
use crate::flash::Saying;
use crate::visitor::Visitor;

/// `POST /{plural}/{id}/follow`.
pub async fn follow_record(
    visitor: Visitor,
    Path((plural, id)): Path<(String, String)>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let id = id_of(&id)?;
    let wanted = if Sent(sent).get("follow") == Some("yes") { Following::Yes } else { Following::No };
    let saying = match follow(&visitor.ctx, &subject.object.name, id, wanted).await {
        Ok(()) => match wanted {
            Following::Yes => Saying::done(visitor.text("said-follows")),
            Following::No => Saying::done(visitor.text("said-unfollows")),
        },
        Err(error) => Saying::refused(refusal(&subject, error)?),
    };
    Ok(visitor.go_saying(&subject.card(id), saying))
}

/// The button of the card.
pub fn button(subject: &Subject<'_>, id: Id, following: Following) -> Markup {
    let (value, key, shape) = match following {
        Following::Yes => ("no", "action-unfollow", "bell-off"),
        Following::No => ("yes", "action-follow", "bell"),
    };
    html! {
        form method="post" action=(paths::of_record(&subject.object.plural, id, "follow")) {
            button.btn.btn-icon type="submit" name="follow" value=(value) data-key="b" aria-label=(subject.text(key)) title=(subject.text(key)) { (icon(shape)) }
        }
    }
}
