//! Records by any part of their searched fields.

use std::sync::Arc;

use catalogue::{Action, Field, Id, Name, Object, Value};
use query::{Archived, Expr, Operand, Path, TextOp};
use serde_json::json;
use store::SearchText;

use crate::{Ctx, Error, ListAsk, asking, evidence, list, rights, searched, validate};

/// A record that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub object: Name,
    pub id: Id,
    pub title: Arc<str>,
}

/// What a search found, and by which reading of what was typed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    pub hits: Vec<Hit>,
    /// What the same keys write with the other keyboard layout, when that was looked for in the end.
    pub layout: Option<String>,
    /// Nothing is called exactly so; these nearly are.
    pub near: bool,
}

/// Over every object that the caller may read, exactly as typed; `limit` for each object.
pub async fn search(ctx: &Ctx, text: &str, limit: u32) -> Result<Vec<Hit>, Error> {
    let text = plain(text);
    let objects = open_objects(ctx);
    if text.is_empty() || objects.is_empty() {
        return Ok(Vec::new());
    }
    let hits = look(ctx, &text, &objects, limit).await?;
    evidence::note(ctx, "search", None, None, &json!({ "text": text, "rows": hits.len() }));
    Ok(hits)
}

/// The same for people: when nothing is found, what the same keys write with the other layout is looked for, and then what is
/// nearly called so.
pub async fn find(ctx: &Ctx, text: &str, limit: u32) -> Result<Answer, Error> {
    let text = plain(text);
    let objects = open_objects(ctx);
    if text.is_empty() || objects.is_empty() {
        return Ok(Answer::default());
    }
    let mut answer = Answer::default();
    for reading in readings(&text) {
        answer.hits = match reading.near {
            false => look(ctx, &reading.text, &objects, limit).await?,
            true => near(ctx, &reading.text, objects.clone(), limit).await?,
        };
        if !answer.hits.is_empty() {
            answer = reading.answer(answer.hits);
            break;
        }
    }
    evidence::note(ctx, "search", None, None, &said(&text, &answer));
    Ok(answer)
}

/// One way to read what was typed.
struct Reading {
    text: String,
    layout: bool,
    near: bool,
}

impl Reading {
    fn answer(self, hits: Vec<Hit>) -> Answer {
        Answer { hits, layout: self.layout.then_some(self.text), near: self.near }
    }
}

/// As typed, with the other layout, and then both with a fault.
fn readings(text: &str) -> Vec<Reading> {
    let other = catalogue::other_layout(text);
    let both = |near: bool| {
        let typed = Reading { text: text.to_owned(), layout: false, near };
        [typed].into_iter().chain(other.clone().map(|text| Reading { text, layout: true, near }))
    };
    both(false).chain(both(true)).collect()
}

fn said(text: &str, answer: &Answer) -> serde_json::Value {
    let mut said = json!({ "text": text, "rows": answer.hits.len() });
    if let Some(layout) = &answer.layout {
        said["as"] = json!(layout);
    }
    if answer.near {
        said["near"] = json!(true);
    }
    said
}

/// The objects that the caller may search by their texts.
fn open_objects(ctx: &Ctx) -> Vec<Name> {
    let readable = |object: &Object| !rights::decision(ctx, Action::Read, object).is_nothing();
    let searched =
        |object: &Object| object.fields.values().any(|f| f.search) && searches_openly(ctx, Action::Read, object);
    let objects = ctx.gate.catalogue.objects.values();
    objects.filter(|o| readable(o) && searched(o)).map(|o| o.name.clone()).collect()
}

async fn look(ctx: &Ctx, text: &str, objects: &[Name], limit: u32) -> Result<Vec<Hit>, Error> {
    let ask = SearchText { text: text.to_owned(), objects: objects.to_vec(), limit: limit.clamp(1, 50) };
    Ok(hits(ctx.gate.store.search(&asking::scoped(ctx, Action::Read, ask)).await?))
}

async fn near(ctx: &Ctx, text: &str, objects: Vec<Name>, limit: u32) -> Result<Vec<Hit>, Error> {
    let ask = SearchText { text: text.to_owned(), objects, limit: limit.clamp(1, 50) };
    Ok(hits(ctx.gate.store.near(&asking::scoped(ctx, Action::Read, ask)).await?))
}

fn hits(found: Vec<store::Found>) -> Vec<Hit> {
    found.into_iter().map(|f| Hit { object: f.object, id: f.id, title: f.title }).collect()
}

/// What is looked for, without control characters: no text of a record holds one, and the engines' search languages trip
/// over the zero.
fn plain(text: &str) -> String {
    let letters: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    letters.trim().to_owned()
}

/// Whether finding a record by its search text tells nothing that the caller may not read: the text joins all searched
/// fields, so one hidden field closes the search of that object.
fn searches_openly(ctx: &Ctx, action: Action, object: &Object) -> bool {
    let decision = rights::decision(ctx, action, object);
    let rows = decision.rows();
    searched::looked_at(&ctx.gate.settings(), object)
        .is_some_and(|fields| fields.into_iter().all(|field| decision.field_rows(field) == rows))
}

/// A search text as the store's search, or, where a searched field is hidden from the caller on some row, as a condition
/// over those that are not.
pub(crate) fn within_rights(ctx: &Ctx, action: Action, object: &Object, text: Option<&str>) -> (Option<String>, Expr) {
    within_all(ctx, &[action], object, text)
}

/// The same where each of several actions has to be allowed.
pub(crate) fn within_all(ctx: &Ctx, actions: &[Action], object: &Object, text: Option<&str>) -> (Option<String>, Expr) {
    let Some(text) = text.map(plain).filter(|t| !t.is_empty()) else { return (None, Expr::True) };
    if actions.iter().all(|action| searches_openly(ctx, *action, object)) {
        return (Some(text), Expr::True);
    }
    let decisions: Vec<_> = actions.iter().map(|action| rights::decision(ctx, *action, object)).collect();
    let is_open = |f: &Field| decisions.iter().all(|decision| decision.field_rows(f) == decision.rows());
    // A condition looks at texts: the name of a file is found by the search text alone.
    let is_asked = |f: &Field| validate::is_searched(f) && f.kind.is_folded();
    let open: Vec<&Field> = object.fields.values().filter(|f| is_asked(f) && is_open(f)).collect();
    let contains = |field: &Field, word: &str| Expr::Text {
        op: TextOp::Contains,
        left: Operand::Path(Path::own(&object.name, &field.name)),
        needle: word.into(),
    };
    let folded = catalogue::fold(&text);
    let words = folded.split(' ').map(|word| Expr::any(open.iter().map(|f| contains(f, word))));
    (None, Expr::all(words))
}

/// For a reference field: records of one object, exactly as typed; an empty text gives the first of the object's own order.
pub async fn suggest(ctx: &Ctx, object: &str, text: &str, limit: u32) -> Result<Vec<Hit>, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let hits = first_of(ctx, &object, text, limit).await?;
    evidence::note(ctx, "search", Some(&object.name), None, &json!({ "text": text, "rows": hits.len() }));
    Ok(hits)
}

/// The same for people, as `find` is to `search`.
pub async fn propose(ctx: &Ctx, object: &str, text: &str, limit: u32) -> Result<Answer, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let mut answer = Answer::default();
    for reading in readings(&plain(text)) {
        answer.hits = match reading.near {
            false => first_of(ctx, &object, &reading.text, limit).await?,
            true if searches_openly(ctx, Action::Read, &object) => {
                near(ctx, &reading.text, vec![object.name.clone()], limit).await?
            }
            true => Vec::new(),
        };
        if !answer.hits.is_empty() {
            answer = reading.answer(answer.hits);
            break;
        }
    }
    evidence::note(ctx, "search", Some(&object.name), None, &said(text, &answer));
    Ok(answer)
}

async fn first_of(ctx: &Ctx, object: &Object, text: &str, limit: u32) -> Result<Vec<Hit>, Error> {
    let ask = ListAsk {
        object: object.name.to_string(),
        search: Some(text.to_owned()),
        columns: vec!["version".to_owned()],
        limit: limit.clamp(1, 50),
        archived: Archived::Hide,
        ..ListAsk::default()
    };
    titles(ctx, &ask, Expr::True).await
}

async fn titles(ctx: &Ctx, ask: &ListAsk, also: Expr) -> Result<Vec<Hit>, Error> {
    let page = list::list_where(ctx, ask, also).await?;
    let hit = |r: crate::Record| Hit { object: r.object, id: r.id, title: r.title };
    Ok(page.rows.into_iter().map(hit).collect())
}

/// For a list in which its own search found nothing: what the other layout would find there, or else the records of it that are
/// nearly called so. The list itself is never changed.
pub async fn beside(ctx: &Ctx, ask: &ListAsk, limit: u32) -> Result<Answer, Error> {
    let object = rights::object(ctx, &ask.object, &[Action::Read])?;
    let text = plain(ask.search.as_deref().unwrap_or_default());
    let is_near = ask.archived == Archived::Hide && searches_openly(ctx, Action::Read, &object);
    let mut answer = Answer::default();
    for reading in readings(&text).into_iter().filter(|reading| reading.near || reading.layout) {
        let columns = vec!["version".to_owned()];
        let whole = ListAsk { columns, after: None, limit, count: crate::Counting::No, ..ask.clone() };
        answer.hits = match reading.near {
            false => titles(ctx, &ListAsk { search: Some(reading.text.clone()), ..whole }, Expr::True).await?,
            true if is_near => {
                let mut found = near(ctx, &reading.text, vec![object.name.clone()], MOST).await?;
                let among = ListAsk { search: None, limit: MOST, ..whole };
                let kept = match found.is_empty() {
                    true => Vec::new(),
                    false => titles(ctx, &among, one_of(&object, found.iter().map(|hit| hit.id))).await?,
                };
                found.retain(|hit| kept.iter().any(|kept| kept.id == hit.id));
                found.truncate(limit as usize);
                found
            }
            true => Vec::new(),
        };
        if !answer.hits.is_empty() {
            answer = reading.answer(answer.hits);
            break;
        }
    }
    if !answer.hits.is_empty() {
        evidence::note(ctx, "search", Some(&object.name), None, &said(&text, &answer));
    }
    Ok(answer)
}

/// How many near records a list's own conditions are asked of.
const MOST: u32 = 50;

/// The records with these ids.
pub(crate) fn one_of(object: &Object, ids: impl Iterator<Item = Id>) -> Expr {
    let left = Operand::Path(Path::own(&object.name, &"id".into()));
    Expr::In { left, set: ids.map(Value::Ref).collect() }
}
