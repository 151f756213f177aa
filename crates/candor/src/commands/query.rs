//! `candor query`: records, figures or the funnel, exactly as the person of `--as` would see them on the page.

mod rows;
mod table;

use query::Bucket;
use records::figures::{FiguresAsk, figures};
use records::funnel::funnel;
use records::{Ctx, ListAsk, json as as_json};
use serde_json::Value as Json;

use super::{act_as, close, open};
use crate::args::{Query, Records};
use crate::exit::Failure;
use crate::say::print_json;

/// Asks and prints.
///
/// # Errors
/// `NotFound` for an unknown person or object; `Invalid` for an unknown field or a wrong expression, with the place.
pub async fn run(args: &Query) -> Result<(), Failure> {
    let gate = open(&args.place).await?;
    let ctx = act_as(&gate, Some(&args.person), "command").await?;
    let answered = answer(&ctx, args).await;
    close(&gate).await?;
    answered
}

async fn answer(ctx: &Ctx, args: &Query) -> Result<(), Failure> {
    let asked = &args.records;
    let object = ctx.gate.catalogue.object(&asked.object).ok_or_else(|| unknown(ctx, &asked.object))?.clone();
    if args.funnel {
        return print(args, &as_json::funnel(&funnel(ctx, &asked.object, asked.filter.as_deref()).await?));
    }
    if args.group.is_empty() && args.measure.is_empty() {
        let ask = ListAsk { columns: args.fields.clone(), count: records::Counting::Exact, ..ask(asked) };
        return rows::print(ctx, args, &object, ask).await;
    }
    let ask = FiguresAsk {
        object: asked.object.clone(),
        filter: asked.filter.clone(),
        segment: asked.segment.clone(),
        search: asked.search.clone(),
        group: args.group.iter().map(|text| group(text)).collect::<Result<_, _>>()?,
        measures: if args.measure.is_empty() { vec!["count".into()] } else { args.measure.clone() },
        archived: query::Archived::Hide,
        least: 0,
    };
    print(args, &as_json::figures(&figures(ctx, &ask).await?))
}

fn print(args: &Query, answer: &Json) -> Result<(), Failure> {
    if args.form.json { print_json(answer) } else { table::print(answer) }
}

pub(super) fn unknown(ctx: &Ctx, asked: &str) -> Failure {
    let known = catalogue::nearest(asked, ctx.gate.catalogue.objects.keys().map(|name| &**name));
    Failure::NotFound(format!("there is no object '{asked}'; there are {known}"))
}

/// The list of these records, with the columns of the object's own.
pub(super) fn ask(records: &Records) -> ListAsk {
    ListAsk {
        object: records.object.clone(),
        filter: records.filter.clone(),
        segment: records.segment.clone(),
        search: records.search.clone(),
        sort: records.sort.iter().map(|text| sort(text)).collect(),
        ..ListAsk::default()
    }
}

fn sort(text: &str) -> (String, bool) {
    text.strip_prefix('-').map_or_else(|| (text.to_owned(), false), |field| (field.to_owned(), true))
}

fn group(text: &str) -> Result<(String, Option<Bucket>), Failure> {
    let Some((field, stretch)) = text.split_once(':') else { return Ok((text.to_owned(), None)) };
    let bucket = match stretch {
        "day" => Bucket::Day,
        "week" => Bucket::IsoWeek,
        "month" => Bucket::Month,
        "quarter" => Bucket::Quarter,
        "year" => Bucket::FiscalYear,
        other => {
            return Err(Failure::Invalid(format!(
                "--group {text}: '{other}' is not day, week, month, quarter or year"
            )));
        }
    };
    Ok((field.to_owned(), Some(bucket)))
}
