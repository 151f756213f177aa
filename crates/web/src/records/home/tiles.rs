//! The figures at the top of the page, each with the way to its records.

use catalogue::Unit;
use futures::future::try_join_all;
use maud::{Markup, html};
use records::figures::FiguresAsk;
use ui::parts::figure_tile;
use ui::{format, paths};

use super::outlook::Outlook;
use crate::error::Error;
use crate::records::address::some;
use crate::records::conditions;
use crate::records::figures::allowed;
use crate::records::subject::Subject;
use crate::visitor::Visitor;

/// Object, measure, condition, text. `MONTH` is the first day of this month.
const TILES: [(&str, &str, &str, &str); 4] = [
    ("deal", "open_amount", "", "home-open"),
    ("deal", "weighted", "", "home-weighted"),
    ("deal", "won_amount", "closed_on >= date(\"MONTH\")", "home-won"),
    ("task", "overdue_count", "", "home-overdue"),
];

pub async fn tiles(visitor: &Visitor, outlook: Outlook) -> Result<Vec<Markup>, Error> {
    let tiles = try_join_all(TILES.iter().map(|asked| tile(visitor, outlook, asked))).await?;
    Ok(tiles.into_iter().flatten().collect())
}

/// `None` when the visitor may not see it or there is no such measure.
async fn tile(
    visitor: &Visitor,
    outlook: Outlook,
    (object, measure, filter, key): &(&str, &str, &str, &str),
) -> Result<Option<Markup>, Error> {
    let Some(subject) = Subject::seen(visitor, object) else {
        return Ok(None);
    };
    if !subject.object.measures.contains_key(*measure) {
        return Ok(None);
    }
    let filter = outlook.filter(&filter.replace("MONTH", &month_start(visitor)));
    let ask = FiguresAsk {
        object: (*object).to_owned(),
        filter: some(&filter),
        measures: vec![(*measure).to_owned()],
        ..FiguresAsk::default()
    };
    let Some(answer) = allowed(visitor, &ask).await? else { return Ok(None) };
    let (Some(column), Some(value)) = (answer.measures.first(), answer.total.first()) else { return Ok(None) };
    let parts: Vec<String> = std::iter::once(filter)
        .filter(|filter| !filter.is_empty())
        .chain(column.filter.iter().map(ToString::to_string))
        .collect();
    let address = paths::with_query(&subject.list(), &[("where", conditions::join(&parts))]);
    let shown = format::figure(value, &column.unit, &visitor.reader);
    let count = match column.unit {
        Unit::Money => counted(visitor, object, &parts).await?,
        _ => None,
    };
    let none =
        if count.is_some_and(|count| count > 0) { "—".to_owned() } else { format::integer(0, visitor.reader.lang) };
    let shown = if shown.is_empty() { none } else { shown };
    let note = count.map(|count| visitor.reader.text_with("home-deals", &[("count", count.into())]));
    Ok(Some(figure_tile(&visitor.text(&outlook.key(key)), &html! { (shown) }, note.as_deref(), &address)))
}

/// The first day of this month in the company's calendar, as ISO text.
fn month_start(visitor: &Visitor) -> String {
    let today = catalogue::reading::date_of_days(visitor.reader.today());
    today.map(|date| date.first_of_month().to_string()).unwrap_or_default()
}

/// How many records a sum is over: a sum of nothing known is not a sum over nothing.
async fn counted(visitor: &Visitor, object: &str, parts: &[String]) -> Result<Option<i64>, Error> {
    let ask = FiguresAsk {
        object: object.to_owned(),
        filter: some(&conditions::join(parts)),
        measures: vec!["count".to_owned()],
        ..FiguresAsk::default()
    };
    Ok(allowed(visitor, &ask).await?.and_then(|answer| answer.total.first()?.as_int()))
}
