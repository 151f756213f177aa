//! The way down: the expression that lists exactly the rows of one group.

use catalogue::{Kind, Value};
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use query::{Bucket, Cmp, Expr, Operand};

use super::Grouping;
use crate::Ctx;

/// The base filter and the keys as one text.
pub(super) fn filter(ctx: &Ctx, base: &str, groups: &[Grouping], keys: &[Value]) -> String {
    let parts = groups.iter().zip(keys).map(|((group, kind), key)| match (group.bucket, key) {
        (Some(bucket), Value::Date(start)) => within(ctx, &group.by, kind, bucket, *start),
        _ => compare(Cmp::Eq, &group.by, key.clone()),
    });
    match Expr::all(parts) {
        Expr::True => base.to_owned(),
        expr => query::and_text(base, &query::to_text(&expr, &ctx.gate.catalogue)),
    }
}

fn compare(op: Cmp, by: &Operand, value: Value) -> Expr {
    Expr::Compare { op, left: by.clone(), right: Operand::Value(value) }
}

/// From the stretch's first day to before the next stretch, in the company's calendar.
fn within(ctx: &Ctx, by: &Operand, kind: &Kind, bucket: Bucket, start: i32) -> Expr {
    let Some(first) = catalogue::reading::date_of_days(start) else { return Expr::False };
    let Ok(next) = first.checked_add(length(bucket)) else { return Expr::False };
    let at = |date: Date| match kind {
        Kind::Instant => {
            let start = date.to_zoned(ctx.env.zone.clone()).map(|zoned| zoned.timestamp().as_microsecond());
            Value::Instant(start.unwrap_or_default())
        }
        _ => Value::Date(catalogue::reading::days_of_date(date)),
    };
    Expr::all([compare(Cmp::Ge, by, at(first)), compare(Cmp::Lt, by, at(next))])
}

fn length(bucket: Bucket) -> Span {
    match bucket {
        Bucket::Day => 1.day(),
        Bucket::IsoWeek => 7.days(),
        Bucket::Month => 1.month(),
        Bucket::Quarter => 3.months(),
        Bucket::FiscalYear => 1.year(),
    }
}
