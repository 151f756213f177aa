//! From what a form sends to what the gate takes: a draft of texts as typed, and single values for filters.

use catalogue::{Action, Currency, Field, Id, Kind, Lang, Value};
use records::{Draft, Input};
use ui::form::{Typed, is_typed};

use super::sending::Brought;
use super::subject::{Sent, Subject};
use crate::error::Error;

/// A reference whose name fits no record, or several.
pub struct Unfound {
    pub field: catalogue::Name,
    /// `form-not-found` or `form-several`.
    pub key: &'static str,
}

/// The draft of a form. Only fields that were in the form are in it; a blank one empties its field.
pub async fn draft(subject: &Subject<'_>, sent: &Sent, brought: &Brought) -> Result<(Draft, Vec<Unfound>), Error> {
    let mut draft = Draft::default();
    let mut unfound = Vec::new();
    for field in subject.object.fields.values().filter(|field| is_typed(field)) {
        if field.kind == Kind::File {
            draft.fields.extend(brought.input(sent, field).map(|input| (field.name.clone(), input)));
            continue;
        }
        if !sent.has(&field.name) && !sent.has(&format!("{}.title", field.name)) {
            continue;
        }
        let input = match field.kind.target() {
            Some(target) => match reference(subject, sent, field, target).await? {
                Ok(value) => Input::Typed(value),
                Err(key) => {
                    unfound.push(Unfound { field: field.name.clone(), key });
                    continue;
                }
            },
            None => Input::Text(text(sent, field)),
        };
        draft.fields.insert(field.name.clone(), input);
    }
    Ok((draft, unfound))
}

/// What is typed, joined for kinds of several inputs: ticked choices by commas, an amount with its currency.
fn text(sent: &Sent, field: &Field) -> String {
    let name = &*field.name;
    match &field.kind {
        Kind::Choices { .. } => sent.all(name).collect::<Vec<_>>().join(","),
        Kind::Money => match (sent.get(name), sent.get(&format!("{name}.currency"))) {
            (Some(amount), Some(currency)) if amount.chars().all(|letter| !letter.is_alphabetic()) => {
                format!("{amount} {currency}")
            }
            (amount, _) => amount.unwrap_or_default().to_owned(),
        },
        _ => sent.get(name).unwrap_or_default().to_owned(),
    }
}

/// The chosen id; or, when no script chose one, the one record whose title is what was typed.
async fn reference(
    subject: &Subject<'_>,
    sent: &Sent,
    field: &Field,
    target: &str,
) -> Result<Result<Value, &'static str>, Error> {
    if let Some(id) = sent.get(&field.name) {
        return Ok(id.parse().map(|id| Value::Ref(Id(id))).map_err(|_| "form-not-found"));
    }
    let Some(title) = sent.get(&format!("{}.title", field.name)) else { return Ok(Ok(Value::Null)) };
    let hits = records::search::suggest(&subject.visitor.ctx, target, title, 20).await?;
    let wanted = catalogue::fold(title);
    let mut exact = hits.iter().filter(|hit| catalogue::fold(&hit.title) == wanted);
    Ok(match (exact.next(), exact.next(), hits.as_slice()) {
        (Some(hit), None, _) | (None, None, [hit]) => Ok(Value::Ref(hit.id)),
        (_, _, []) => Err("form-not-found"),
        _ => Err("form-several"),
    })
}

/// What was typed, to be shown again beside its fault.
#[must_use]
pub fn typed_again(sent: &Sent, field: &Field) -> Typed {
    let get = |name: &str| sent.get(name).unwrap_or_default().to_owned();
    Typed {
        text: if matches!(field.kind, Kind::Choices { .. }) { text(sent, field) } else { get(&field.name) },
        title: get(&format!("{}.title", field.name)),
        currency: get(&format!("{}.currency", field.name)),
        file: None,
    }
}

/// True when the visitor may write the field on some record.
#[must_use]
pub fn may_write(subject: &Subject<'_>, action: Action, field: &Field) -> bool {
    let ctx = &subject.visitor.ctx;
    is_typed(field) && access::decide(&ctx.gate.catalogue, &ctx.who, action, subject.object).may_ever(field)
}

/// One value of a filter, as typed in the reader's language.
pub async fn filter_value(subject: &Subject<'_>, sent: &Sent, field: &Field) -> Result<Value, Error> {
    if let Some(target) = field.kind.target() {
        return Ok(reference(subject, sent, field, target).await?.unwrap_or(Value::Null));
    }
    let lang = subject.reader().lang;
    Ok(parse(&text(sent, field), &field.kind, lang, subject.reader()).unwrap_or(Value::Null))
}

fn parse(text: &str, kind: &Kind, lang: Lang, reader: &ui::Reader) -> Option<Value> {
    if text.is_empty() {
        return None;
    }
    Some(match kind.value_kind() {
        Kind::Boolean => Value::Bool(text.parse().ok()?),
        Kind::Integer { .. } | Kind::Decimal { .. } => Value::Decimal(catalogue::parse_number(text, lang).ok()?),
        Kind::Percent { .. } => Value::Decimal(catalogue::parse_percent(text, lang).ok()?),
        Kind::Money => Value::Money(catalogue::parse_money(strip(text, reader.currency), lang, reader.currency).ok()?),
        Kind::Date => Value::Date(catalogue::reading::days_of_date(catalogue::parse_date(text, lang).ok()?)),
        Kind::Instant => {
            let local: jiff::civil::DateTime = text.parse().ok()?;
            Value::Instant(local.to_zoned(reader.zone.clone()).ok()?.timestamp().as_microsecond())
        }
        _ => Value::text(text),
    })
}

/// A filter compares with the company's currency, whatever the form's choice says.
fn strip(text: &str, currency: Currency) -> &str {
    text.strip_suffix(currency.code()).unwrap_or(text).trim()
}
