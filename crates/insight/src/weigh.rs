//! Evaluates findings: count, weight, breakdown and trend, each a figure of the gate with the reader's own rights.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use catalogue::{Finding, Name, Object, Value};
use records::figures::{FigureGroup, Figures, FiguresAsk, figures};
use records::{Ctx, Error};
use tokio::task::JoinSet;

use crate::condition::{both, days_ago, is_known};
use crate::duplicates;
use crate::truth::{ROWS, Share, Trend, Truth, Truths, Unjudged, heaviness};

/// Every finding of the catalogue, for this reader. Findings about objects that the reader may get no figures of are
/// left out.
pub async fn truths(ctx: &Ctx) -> Truths {
    let mut asked = JoinSet::new();
    for finding in ctx.gate.catalogue.findings.values() {
        let (ctx, finding) = (ctx.clone(), finding.clone());
        asked.spawn(async move { (finding.name.clone(), weigh(&ctx, &finding).await) });
    }
    let mut truths = Truths::default();
    while let Some(joined) = asked.join_next().await {
        match joined {
            Ok((_, Ok(Weighed::Found(truth)))) => truths.found.push(*truth),
            Ok((name, Ok(Weighed::Untold(records)))) => truths.unjudged.push((name, records)),
            Ok((name, Ok(Weighed::Nothing))) => truths.clear.push(name),
            Ok((name, Ok(Weighed::OutOfSight))) => truths.out_of_sight.push(name),
            Ok((_, Err(Error::Forbidden | Error::NotFound))) => {}
            Ok((name, Err(error))) => truths.broken.push((name, error)),
            Err(stopped) => truths.broken.push(("".into(), Error::internal(stopped.to_string()))),
        }
    }
    if truths.found.is_empty() {
        look_at(ctx, &mut truths).await;
    }
    truths.sort();
    truths
}

/// What a finding came to.
enum Weighed {
    Found(Box<Truth>),
    /// It found nothing, and of these records it cannot tell.
    Untold(Unjudged),
    Nothing,
    /// The reader sees too little of what the condition looks at to be told anything.
    OutOfSight,
}

/// How many records the findings that found nothing looked at.
async fn look_at(ctx: &Ctx, truths: &mut Truths) {
    let asked = truths.clear.iter().chain(truths.unjudged.iter().map(|(name, _)| name));
    let objects: BTreeMap<Name, Name> =
        asked.filter_map(|name| Some((ctx.gate.catalogue.findings.get(name)?.object.clone(), name.clone()))).collect();
    for (object, finding) in objects {
        match count(ctx, &object, None).await {
            Ok(records) => truths.looked_at = truths.looked_at.saturating_add(records.unwrap_or(0)),
            Err(error) => truths.broken.push((finding, error)),
        }
    }
}

/// One finding by name; `None` when it finds nothing.
///
/// # Errors
/// `NotFound` for an unknown name; the gate's refusals.
pub async fn truth(ctx: &Ctx, name: &str) -> Result<Option<Truth>, Error> {
    let finding = ctx.gate.catalogue.findings.get(name).ok_or(Error::NotFound)?;
    match weigh(ctx, finding).await? {
        Weighed::Found(truth) => Ok(Some(*truth)),
        Weighed::Untold(_) | Weighed::Nothing | Weighed::OutOfSight => Ok(None),
    }
}

async fn weigh(ctx: &Ctx, finding: &Finding) -> Result<Weighed, Error> {
    let object = ctx.gate.catalogue.object(&finding.object).cloned().ok_or(Error::NotFound)?;
    let Some(filter) = condition(ctx, finding, &object).await? else { return Ok(Weighed::Nothing) };
    if !records::rights::judges(ctx, &object.name, &filter)? {
        return Ok(Weighed::OutOfSight);
    }
    let (whole, rows) = breakdown(ctx, finding, &filter).await?;
    let Some(count) = whole.total.first().and_then(Value::as_int) else { return Ok(Weighed::OutOfSight) };
    let unjudged = unjudged(ctx, finding).await?;
    if count == 0 {
        return Ok(unjudged.map_or(Weighed::Nothing, Weighed::Untold));
    }
    Ok(Weighed::Found(Box::new(Truth {
        name: finding.name.clone(),
        truth: finding.truth,
        object: object.name.clone(),
        severity: finding.severity,
        action: finding.action,
        count,
        weight: whole.total.get(1).cloned().unwrap_or_default(),
        unit: whole.measures.get(1).map_or(catalogue::Unit::Count, |column| column.unit.clone()),
        trend: trend(ctx, finding, &object, &filter).await?,
        unjudged,
        rows,
        filter,
    })))
}

/// The records of which the finding cannot tell.
async fn unjudged(ctx: &Ctx, finding: &Finding) -> Result<Option<Unjudged>, Error> {
    let Some(filter) = &finding.unknown else { return Ok(None) };
    let count = count(ctx, &finding.object, Some(filter)).await?.unwrap_or(0);
    Ok((count > 0).then(|| Unjudged { object: finding.object.clone(), count, filter: filter.to_string() }))
}

/// The condition that holds for the finding's records; `None` when its analysis finds none.
async fn condition(ctx: &Ctx, finding: &Finding, object: &Arc<Object>) -> Result<Option<String>, Error> {
    match (&finding.filter, finding.analysis.as_deref()) {
        (Some(filter), _) => Ok(Some(filter.to_string())),
        (None, Some("duplicates")) => duplicates::condition(ctx, object).await,
        (None, other) => Err(Error::internal(format!("no analysis `{}`", other.unwrap_or("")))),
    }
}

fn ask(finding: &Finding, filter: &str, group: Vec<(String, Option<query::Bucket>)>) -> FiguresAsk {
    FiguresAsk {
        object: finding.object.to_string(),
        filter: Some(filter.to_owned()),
        group,
        measures: vec!["count".to_owned(), finding.weight.to_string()],
        ..FiguresAsk::default()
    }
}

/// The whole and its shares, in one look at the records. A field that the reader may not see gives no breakdown, rather
/// than no finding.
async fn breakdown(ctx: &Ctx, finding: &Finding, filter: &str) -> Result<(Figures, Vec<Share>), Error> {
    let whole = async || Ok((figures(ctx, &ask(finding, filter, Vec::new())).await?, Vec::new()));
    let Some(by) = &finding.by else { return whole().await };
    let mut figures = match figures(ctx, &ask(finding, filter, vec![(by.to_string(), None)])).await {
        Ok(figures) => figures,
        Err(Error::Forbidden | Error::Invalid(_)) => return whole().await,
        Err(error) => return Err(error),
    };
    let groups = std::mem::take(&mut figures.groups);
    let mut rows: Vec<Share> = groups.into_iter().map(share).collect();
    rows.sort_by_cached_key(|row| (Reverse(heaviness(&row.weight)), Reverse(row.count), row.title.clone()));
    rows.truncate(ROWS);
    Ok((figures, rows))
}

fn share(group: FigureGroup) -> Share {
    Share {
        key: group.keys.first().cloned().unwrap_or_default(),
        title: group.titles.into_iter().next().flatten(),
        count: group.figures.first().and_then(Value::as_int).unwrap_or(0),
        weight: group.figures.get(1).cloned().unwrap_or_default(),
        filter: group.filter,
    }
}

/// Told over the records whose day is known and real; where there is none of them, or the reader may not ask, not at all.
async fn trend(ctx: &Ctx, finding: &Finding, object: &Object, filter: &str) -> Result<Option<Trend>, Error> {
    let Some(since) = &finding.since else { return Ok(None) };
    let (Some(lately), Some(before)) = (days_ago(object, since, 30, None), days_ago(object, since, 60, Some(30)))
    else {
        return Ok(None);
    };
    let filter = both(filter, &is_known(since));
    let known = match count(ctx, &object.name, Some(&filter)).await {
        Ok(None | Some(0)) | Err(Error::Forbidden | Error::Invalid(_)) => return Ok(None),
        Ok(Some(known)) => known,
        Err(error) => return Err(error),
    };
    let lately = count(ctx, &object.name, Some(&both(&filter, &lately))).await?;
    let before = count(ctx, &object.name, Some(&both(&filter, &before))).await?;
    Ok(lately.zip(before).map(|(lately, before)| Trend { lately, before, known }))
}

/// `None` when it is withheld: that is not zero.
async fn count(ctx: &Ctx, object: &Name, filter: Option<&str>) -> Result<Option<i64>, Error> {
    let asked = FiguresAsk {
        object: object.to_string(),
        filter: filter.map(str::to_owned),
        measures: vec!["count".to_owned()],
        ..FiguresAsk::default()
    };
    Ok(figures(ctx, &asked).await?.total.first().and_then(Value::as_int))
}
