//! Figures under the columns of a list, over all its records: which ones, asked of the gate, and the same for each group.

use catalogue::{Field, Kind, Name, Value};
use maud::{Markup, html};
use query::Bucket;
use records::figures::{FigureGroup, Figures, figures};
use ui::{Fields, format};

use super::address::{ListState, words_of};
use super::list_table::columns;
use super::subject::Subject;
use crate::error::Error;

/// What can stand under a column: the end of the measure's name.
pub const KINDS: [&str; 5] = ["sum", "avg", "median", "min", "max"];

/// What the list's figures say; empty for those who may not see figures.
#[derive(Default)]
pub struct Sums {
    /// Column and which of `KINDS`.
    asked: Vec<(Name, &'static str)>,
    /// Over all records, then for each group.
    answer: Option<Figures>,
}

/// Which figure stands under which of the columns shown: those of the address; without a word there, the amounts that add up.
pub fn asked(subject: &Subject<'_>, state: &ListState) -> Vec<(Name, &'static str)> {
    let columns = columns(subject, state);
    if state.foot.is_empty() {
        let adds = |column: &Name| {
            let is_money = |field: &Field| matches!(field.kind, Kind::Money);
            subject.object.field(column).is_some_and(is_money) && subject.object.adds_up(column)
        };
        return columns.into_iter().filter(adds).map(|column| (column, "sum")).collect();
    }
    let one = |(column, kind): (&str, &str)| {
        let kind = KINDS.into_iter().find(|known| *known == kind)?;
        let column = columns.iter().find(|name| ***name == *column)?;
        offered(subject, column).contains(&kind).then(|| (column.clone(), kind))
    };
    words_of(&state.foot).filter_map(one).collect()
}

/// What can stand under this column: nothing under words and under columns of other records.
pub fn offered(subject: &Subject<'_>, column: &str) -> Vec<&'static str> {
    let Some(field) = subject.object.field(column) else { return Vec::new() };
    let may = |kind: &&'static str| match *kind {
        "sum" => subject.object.adds_up(column),
        _ => true,
    };
    if Fields::is_figure(field) { KINDS.into_iter().filter(may).collect() } else { Vec::new() }
}

/// Asks for them. Nothing for those who may not see figures.
pub async fn sums(subject: &Subject<'_>, state: &ListState) -> Result<Sums, Error> {
    let asked = asked(subject, state);
    let group = super::list_table::group(subject, state);
    if asked.is_empty() && group.is_none() {
        return Ok(Sums::default());
    }
    let by = group.iter().map(|group| (group.path.to_string(), group.bucket)).collect();
    let of_columns = asked.iter().map(|(column, kind)| format!("{column}_{kind}"));
    let measures = std::iter::once("count".to_owned()).chain(of_columns).collect();
    let ask = state.figures(&subject.object.name, by, measures);
    match figures(&subject.visitor.ctx, &ask).await {
        Ok(answer) => Ok(Sums { asked, answer: Some(answer) }),
        Err(records::Error::Forbidden | records::Error::Invalid(_)) => Ok(Sums::default()),
        Err(other) => Err(other.into()),
    }
}

impl Sums {
    /// The cells under the columns; `None` where nothing is asked.
    pub fn foot(&self, subject: &Subject<'_>, columns: &[Name]) -> Option<Vec<Markup>> {
        let answer = self.answer.as_ref().filter(|_| !self.asked.is_empty())?;
        Some(columns.iter().map(|column| self.cell(subject, column, &answer.total)).collect())
    }

    /// How many records the group with this key has, and what stands under each column.
    pub fn of_group(&self, subject: &Subject<'_>, key: &Value, columns: &[Name]) -> Option<(i64, Vec<Markup>)> {
        let is_it = |group: &&FigureGroup| group.keys.first() == Some(key);
        let group = self.answer.as_ref()?.groups.iter().find(is_it)?;
        let count = group.figures.first().and_then(Value::as_int)?;
        Some((count, columns.iter().map(|column| self.cell(subject, column, &group.figures)).collect()))
    }

    fn cell(&self, subject: &Subject<'_>, column: &Name, figures: &[Value]) -> Markup {
        let Some(place) = self.asked.iter().position(|(asked, _)| asked == column) else { return html! {} };
        let Some(value) = figures.get(place + 1) else { return html! {} };
        let (reader, kind) = (subject.reader(), self.asked[place].1);
        let unit = self.answer.as_ref().and_then(|answer| answer.measures.get(place + 1)).map(|measure| &measure.unit);
        let shown = unit.map_or_else(String::new, |unit| match kind {
            "sum" => format::plain(value, reader),
            _ => format::figure(value, unit, reader),
        });
        html! { span.foot-kind { (reader.text(&format!("foot-{kind}"))) } " " span.number { (shown) } }
    }
}

/// By what a list is grouped.
pub struct Group<'o> {
    pub path: Name,
    pub object: &'o catalogue::Object,
    pub field: &'o Field,
    /// Times are grouped by their month.
    pub bucket: Option<Bucket>,
}

impl Group<'_> {
    /// The key of the group that a record with this value is in.
    pub fn key(&self, subject: &Subject<'_>, value: &Value) -> Value {
        let zone = &subject.visitor.ctx.env.zone;
        let day = match value {
            Value::Date(days) => catalogue::reading::date_of_days(*days),
            Value::Instant(at) => {
                jiff::Timestamp::from_microsecond(*at).ok().map(|at| at.to_zoned(zone.clone()).date())
            }
            _ => None,
        };
        match (self.bucket, day) {
            (Some(_), Some(day)) => Value::Date(catalogue::reading::days_of_date(day.first_of_month())),
            _ => value.clone(),
        }
    }
}
