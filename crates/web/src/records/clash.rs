//! Two people at one record: a version that is gone is told as what the other one changed, unless it stands in the form alike.

use catalogue::{Id, Name, Value};
use maud::{Markup, html};
use records::update::update;
use records::{Conflict, Draft, Input, Record};
use ui::form::Typed;
use ui::parts::{Tone, notice};
use ui::{Fields, format};

use super::subject::{Sent, Subject};
use super::typed::typed_again;
use crate::failure::Wanted;

/// Where all that was changed meanwhile stands in the form alike (it was sent twice, or what was typed came back into a newer
/// form), nothing of it is written over: it is saved. A program decides on each other version by itself.
pub async fn save(
    subject: &Subject<'_>,
    (id, version): (Id, i64),
    draft: Draft,
    sent: &Sent,
) -> Result<Record, records::Error> {
    let (ctx, object) = (&subject.visitor.ctx, &subject.object.name);
    match update(ctx, object, id, version, draft.clone()).await {
        Err(records::Error::Conflict(mut conflict)) if subject.visitor.wanted != Wanted::Json => {
            conflict.fields.retain(|(name, _, now)| !is_alike(subject, sent, draft.fields.get(name), (name, now)));
            match conflict.fields.is_empty() {
                true => update(ctx, object, id, conflict.version, draft).await,
                false => Err(records::Error::Conflict(conflict)),
            }
        }
        other => other,
    }
}

/// Fields that both wrote alike are no conflict.
fn is_alike(subject: &Subject<'_>, sent: &Sent, input: Option<&Input>, (name, now): (&Name, &Value)) -> bool {
    let plain = |text: &str| text.trim().replace("\r\n", "\n");
    match (input, subject.object.field(name)) {
        (Some(Input::Typed(value)), _) => value == now,
        (Some(Input::Text(_)), Some(field)) => {
            let (shown, typed) = (Typed::of(&subject.fields(), field, now, None), typed_again(sent, field));
            plain(&shown.text) == plain(&typed.text) && (shown.text.is_empty() || shown.currency == typed.currency)
        }
        _ => false,
    }
}

/// What somebody else changed meanwhile: saving again puts one's own values over it, knowingly.
pub fn other_change(fields: &Fields<'_>, conflict: &Conflict) -> Markup {
    let reader = fields.reader;
    let who = conflict.by_name.as_deref().map_or_else(|| reader.text("conflict-somebody"), str::to_owned);
    let title =
        reader.text_with("conflict-title", &[("who", who.into()), ("when", format::ago(conflict.at, reader).into())]);
    notice(
        Tone::Warn,
        &html! {
            div.strong { (title) }
            ul {
                @for (name, before, now) in &conflict.fields {
                    @if let Some((_, field)) = fields.find(name) {
                        li {
                            span.soft { (fields.label(name)) ": " }
                            span.diff-old { (fields.value(field, before, None)) } " → "
                            span.diff-new { (fields.value(field, now, None)) }
                        }
                    }
                }
            }
            p.small { (reader.text("conflict-text")) }
        },
    )
}
