//! Evaluates findings: count, weight, breakdown and trend, each a figure of the gate with the reader's own rights.

use std::cmp::Reverse;
use std::sync::Arc;

use catalogue::{Finding, Name, Object, Value};
use records::figures::{FigureGroup, Figures, FiguresAsk, figures};
use records::{Ctx, Error};
use tokio::task::JoinSet;

use crate::condition::{both, days_ago};
use crate::duplicates;
use crate::truth::{ROWS, Share, Trend, Truth, Truths, heaviness};

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
            Ok((name, Ok(Weighed::Clear))) => truths.clear.push(name),
            Ok((name, Ok(Weighed::BeyondSight))) => truths.unjudged.push(name),
            Ok((_, Err(Error::Forbidden | Error::NotFound))) => {}
            Ok((name, Err(error))) => truths.broken.push((name, error)),
            Err(stopped) => truths.broken.push(("".into(), Error::internal(stopped.to_string()))),
        }
    }
    truths.sort();
    truths
}

/// One finding by name; `None` when it finds nothing.
///
/// # Errors
/// `NotFound` for an unknown name; the gate's refusals.
pub async fn truth(ctx: &Ctx, name: &str) -> Result<Option<Truth>, Error> {
    let finding = ctx.gate.catalogue.findings.get(name).ok_or(Error::NotFound)?;
    match weigh(ctx, finding).await? {
        Weighed::Found(truth) => Ok(Some(*truth)),
        Weighed::Clear | Weighed::BeyondSight => Ok(None),
    }
}

enum Weighed {
    Found(Box<Truth>),
    Clear,
    /// The reader sees too little of what the condition looks at to be told anything.
    BeyondSight,
}

async fn weigh(ctx: &Ctx, finding: &Finding) -> Result<Weighed, Error> {
    let object = ctx.gate.catalogue.object(&finding.object).cloned().ok_or(Error::NotFound)?;
    let Some(filter) = condition(ctx, finding, &object).await? else { return Ok(Weighed::Clear) };
    if !records::rights::judges(ctx, &object.name, &filter)? {
        return Ok(Weighed::BeyondSight);
    }
    let (whole, rows) = breakdown(ctx, finding, &filter).await?;
    let Some(count) = whole.total.first().and_then(Value::as_int) else { return Ok(Weighed::BeyondSight) };
    if count == 0 {
        return Ok(Weighed::Clear);
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
        rows,
        filter,
    })))
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

async fn trend(ctx: &Ctx, finding: &Finding, object: &Object, filter: &str) -> Result<Option<Trend>, Error> {
    let Some(since) = &finding.since else { return Ok(None) };
    let (Some(lately), Some(before)) = (days_ago(object, since, 30, None), days_ago(object, since, 60, Some(30)))
    else {
        return Ok(None);
    };
    let lately = count(ctx, &object.name, &both(filter, &lately)).await?;
    let before = count(ctx, &object.name, &both(filter, &before)).await?;
    // A count that is withheld is not zero.
    Ok(lately.zip(before).map(|(lately, before)| Trend { lately, before }))
}

async fn count(ctx: &Ctx, object: &Name, filter: &str) -> Result<Option<i64>, Error> {
    let asked = FiguresAsk {
        object: object.to_string(),
        filter: Some(filter.to_owned()),
        measures: vec!["count".to_owned()],
        ..FiguresAsk::default()
    };
    Ok(figures(ctx, &asked).await?.total.first().and_then(Value::as_int))
}
