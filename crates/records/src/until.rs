//! The last day of what is given or taken for a time: typed as a day, kept as the instant after it.

use catalogue::reading::{Unread, days_of_date, parse_date};
use query::calendar;

use crate::{Ctx, Fault};

/// How far ahead a last day may lie.
const MOST_DAYS: i32 = 366;

/// The instant at which a typed last day is over, in the company's calendar; `None` when nothing is typed.
pub(crate) fn last_day(ctx: &Ctx, text: &str) -> Result<Option<i64>, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let fault = |key| Fault::of(&"until".into(), key, vec![("text", text.to_owned())]);
    let unread = |unread: Unread| Fault::of(&"until".into(), unread.key, unread.args());
    let day = days_of_date(parse_date(text, ctx.lang).map_err(unread)?);
    let today = calendar::day_of(ctx.env.now, &ctx.env.zone).ok_or_else(|| fault("fault-until-far"))?;
    if day < today {
        return Err(fault("fault-until-past"));
    }
    if day - today > MOST_DAYS {
        return Err(fault("fault-until-far"));
    }
    calendar::start_of_day(day + 1, &ctx.env.zone).map(Some).ok_or_else(|| fault("fault-until-far"))
}
