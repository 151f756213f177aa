//! What somebody opened last: read from the evidence of it, so that nothing is kept twice.

use catalogue::{Action, Id, Name};
use query::Archived;
use serde_json::json;
use store::EvidenceFilter;

use crate::search::Hit;
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
        let ask = ListAsk { columns: vec!["version".to_owned()], archived: Archived::Hide, ..ListAsk::default() };
        living.extend(list::among(ctx, &ask, object, &ids).await?);
    }
    let place = |record: &crate::Record| met.iter().position(|(name, id)| *name == record.object && *id == record.id);
    living.sort_by_key(place);
    living.truncate(limit);
    let hits: Vec<Hit> = living.into_iter().map(|r| Hit { object: r.object, id: r.id, title: r.title }).collect();
    evidence::note(ctx, "search", None, None, &json!({ "recent": true, "rows": hits.len() }));
    Ok(hits)
}

/// Openings of one record that are nearer than this to each other are one visit: 30 minutes, in microseconds.
const VISIT: i64 = 30 * 60 * 1_000_000;
/// Openings of one record that are looked at.
const OPENINGS: u32 = 50;

/// When the caller's last visit to a record ended, before the one that lasts: to be asked before the record is read. `None` when
/// there was none.
pub async fn last_visit(ctx: &Ctx, object: &Name, record: Id) -> Result<Option<i64>, Error> {
    let Some(actor) = ctx.actor() else { return Ok(None) };
    let filter = EvidenceFilter {
        actor: Some(actor),
        object: Some(object.clone()),
        record: Some(record),
        kind: Some("open".into()),
        limit: OPENINGS,
        ..EvidenceFilter::default()
    };
    let openings: Vec<i64> = ctx.gate.store.evidence(&filter).await?.iter().map(|event| event.at).collect();
    Ok(end_of_visit_before(&openings, ctx.env.now))
}

/// Of openings, the newest first.
fn end_of_visit_before(openings: &[i64], now: i64) -> Option<i64> {
    let mut reached = now;
    for at in openings {
        if reached - at >= VISIT {
            return Some(*at);
        }
        reached = *at;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_in_a_row_are_one_visit() {
        let minutes = |all: &[i64]| all.iter().map(|m| m * 60_000_000).collect::<Vec<_>>();
        let last = |openings: &[i64], now: i64| {
            end_of_visit_before(&minutes(openings), now * 60_000_000).map(|at| at / 60_000_000)
        };
        assert_eq!(last(&[], 1_000), None);
        assert_eq!(last(&[995, 980], 1_000), None, "the first visit lasts");
        assert_eq!(last(&[995, 970, 400, 390], 1_000), Some(400), "what was opened again and again is not left");
        assert_eq!(last(&[400], 1_000), Some(400));
    }
}
