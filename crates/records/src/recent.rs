//! What somebody opened last: read from the evidence of it, so that nothing is kept twice.

use catalogue::{Action, Id, Name};
use query::Archived;
use serde_json::json;

use crate::search::{Hit, one_of};
use crate::{Ctx, Error, ListAsk, evidence, list, rights};

/// The newest events of the person among which openings are looked for: what it costs is the same for whoever has a million.
const WINDOW: u32 = 1_000;
/// Records that are looked at for each that is wanted: some are archived by now, or may be read no more.
const SPARE: usize = 3;

/// The records that the caller opened last, newest first, each once: those that live and may still be read.
pub async fn recent(ctx: &Ctx, limit: usize) -> Result<Vec<Hit>, Error> {
    let Some(actor) = ctx.actor() else { return Ok(Vec::new()) };
    let mut met: Vec<(Name, Id)> = Vec::new();
    for record in ctx.gate.store.met_by(actor, "open", WINDOW).await? {
        if !met.contains(&record) && met.len() < limit * SPARE {
            met.push(record);
        }
    }
    let mut living = Vec::new();
    for object in ctx.gate.catalogue.objects.values() {
        let ids: Vec<Id> = met.iter().filter(|(name, _)| *name == object.name).map(|(_, id)| *id).collect();
        if ids.is_empty() || rights::decision(ctx, Action::Read, object).is_nothing() {
            continue;
        }
        let ask = ListAsk {
            object: object.name.to_string(),
            columns: vec!["version".to_owned()],
            limit: u32::try_from(ids.len()).unwrap_or(u32::MAX),
            archived: Archived::Hide,
            ..ListAsk::default()
        };
        living.extend(list::list_where(ctx, &ask, one_of(object, ids.into_iter())).await?.rows);
    }
    let place = |record: &crate::Record| met.iter().position(|(name, id)| *name == record.object && *id == record.id);
    living.sort_by_key(place);
    living.truncate(limit);
    let hits: Vec<Hit> = living.into_iter().map(|r| Hit { object: r.object, id: r.id, title: r.title }).collect();
    evidence::note(ctx, "search", None, None, &json!({ "recent": true, "rows": hits.len() }));
    Ok(hits)
}
