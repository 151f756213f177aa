//! Records by any part of their searched fields.

use std::sync::Arc;

use catalogue::{Action, Field, Id, Name, Object};
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

/// Over every object that the caller may read; `limit` for each object.
pub async fn search(ctx: &Ctx, text: &str, limit: u32) -> Result<Vec<Hit>, Error> {
    let readable = |object: &Object| !rights::decision(ctx, Action::Read, object).is_nothing();
    let searched =
        |object: &Object| object.fields.values().any(|f| f.search) && searches_openly(ctx, Action::Read, object);
    let objects = ctx.gate.catalogue.objects.values();
    let objects: Vec<Name> = objects.filter(|o| readable(o) && searched(o)).map(|o| o.name.clone()).collect();
    let text = plain(text);
    if text.is_empty() || objects.is_empty() {
        return Ok(Vec::new());
    }
    let ask = SearchText { text: text.clone(), objects, limit: limit.clamp(1, 50) };
    let found = ctx.gate.store.search(&asking::scoped(ctx, Action::Read, ask)).await?;
    evidence::note(ctx, "search", None, None, &json!({ "text": text, "rows": found.len() }));
    Ok(found.into_iter().map(|f| Hit { object: f.object, id: f.id, title: f.title }).collect())
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

/// For a reference field: records of one object; an empty text gives the first of the object's own order.
pub async fn suggest(ctx: &Ctx, object: &str, text: &str, limit: u32) -> Result<Vec<Hit>, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    let ask = ListAsk {
        object: object.name.to_string(),
        search: Some(text.to_owned()),
        columns: vec!["version".to_owned()],
        limit: limit.clamp(1, 50),
        archived: Archived::Hide,
        ..ListAsk::default()
    };
    let page = list::list_where(ctx, &ask, Expr::True).await?;
    evidence::note(ctx, "search", Some(&object.name), None, &json!({ "text": text, "rows": page.rows.len() }));
    let hit = |r: crate::Record| Hit { object: r.object, id: r.id, title: r.title };
    Ok(page.rows.into_iter().map(hit).collect())
}
