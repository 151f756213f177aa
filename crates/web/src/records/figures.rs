//! Figures of an object: `GET /{plural}/figures?group=stage&measure=count,amount_sum`: a table whose every number leads
//! to its records.

use axum::extract::{Path, Query};
use catalogue::{Action, Kind, Value};
use maud::{Markup, html};
use query::Bucket;
use records::figures::{FigureColumn, FigureGroup, Figures, FiguresAsk, figures};
use ui::charts::bar;
use ui::parts::{Tone, empty_state, notice};
use ui::table::{Density, Head, Row, Table, data_table};
use ui::{format, paths};

use super::address::ListState;
use super::board::{head, narrow};
use super::list_bar::kept;
use super::list_table::is_group;
use super::subject::{Sent, Subject};
use crate::error::{Answer, Error};
use crate::visitor::Visitor;

/// The measures shown when none are asked: the first of the object.
const MEASURES: usize = 4;

/// `GET /{plural}/figures`.
pub async fn show_figures(
    visitor: Visitor,
    Path(plural): Path<String>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    let sent = Sent(sent);
    let state = ListState::read(&sent);
    let asked = Asked::read(&subject, &sent);
    let by = asked.group.iter().map(|path| (path.clone(), asked.bucket(&subject))).collect();
    let ask = state.figures(&subject.object.name, by, asked.measures.clone());
    let mut answer = figures(&visitor.ctx, &ask).await?;
    in_declared_order(&subject, &asked, &mut answer);
    let body = html! {
        (head(&subject, &state, "figures"))
        (narrow(&subject, &state, "figures"))
        (choices(&subject, &state, &asked))
        @if answer.withheld > 0 {
            (notice(Tone::Plain, &html! { (visitor.reader.text_with("figures-withheld", &[("count", answer.withheld.into())])) }))
        }
        @if answer.groups.is_empty() {
            (empty_state("chart-bar", &subject.text("list-nothing-found"), &subject.text("figures-empty"), &html! {}))
        } @else { (draw(&subject, &asked, &answer)) }
    };
    Ok(visitor.page(&subject.plural_label(), &body))
}

/// By what, and which figures.
struct Asked {
    group: Option<String>,
    bucket: String,
    measures: Vec<String>,
}

impl Asked {
    fn read(subject: &Subject<'_>, sent: &Sent) -> Self {
        let object = subject.object;
        let usual = object.stage_field().map(|(field, _)| field.name.to_string()).unwrap_or_else(|| "owner".to_owned());
        let group = if sent.has("group") { sent.get("group").map(str::to_owned) } else { Some(usual) };
        let mut measures: Vec<String> =
            sent.all("measure").flat_map(|list| list.split(',')).map(str::to_owned).collect();
        if measures.is_empty() {
            measures = object.measures.keys().take(MEASURES).map(ToString::to_string).collect();
        }
        Self { group, bucket: sent.get("by").unwrap_or("month").to_owned(), measures }
    }

    /// Dates are grouped by stretches of time, everything else by its values.
    fn bucket(&self, subject: &Subject<'_>) -> Option<Bucket> {
        let (_, field) = subject.fields().find(self.group.as_deref()?)?;
        matches!(field.kind.value_kind(), Kind::Date | Kind::Instant).then_some(match self.bucket.as_str() {
            "day" => Bucket::Day,
            "week" => Bucket::IsoWeek,
            "quarter" => Bucket::Quarter,
            "year" => Bucket::FiscalYear,
            _ => Bucket::Month,
        })
    }
}

/// Stages and choices stand in the catalogue's order, not in that of their ids.
fn in_declared_order(subject: &Subject<'_>, asked: &Asked, answer: &mut Figures) {
    let Some((_, field)) = asked.group.as_deref().and_then(|path| subject.fields().find(path)) else { return };
    let options: Vec<&str> = match &field.kind {
        Kind::Stage { stages } => stages.iter().map(|stage| &*stage.id).collect(),
        Kind::Choice { options } => options.iter().map(|option| &**option).collect(),
        _ => return,
    };
    let place = |group: &FigureGroup| {
        let key = group.keys.first().and_then(Value::as_text);
        key.and_then(|key| options.iter().position(|option| *option == key)).unwrap_or(options.len())
    };
    answer.groups.sort_by_key(place);
}

fn choices(subject: &Subject<'_>, state: &ListState, asked: &Asked) -> Markup {
    let fields = subject.fields();
    let reader = subject.reader();
    let groups: Vec<&str> =
        subject.object.fields.values().filter(|field| is_group(field)).map(|field| &*field.name).collect();
    // What is asked by address alone is among the choices while it is asked.
    let other = asked.group.as_deref().filter(|path| !path.is_empty() && !groups.contains(path));
    let timed = asked.bucket(subject).is_some();
    html! {
        form.cluster method="get" action=(paths::beside(&subject.object.plural, "figures")) data-auto {
            (kept(state, &["columns", "sort", "after", "pages", "add", "dense", "group", "foot", "widths", "view"]))
            label.form-label for="group" { (reader.text("figures-by")) }
            div { select #group .form-select.form-small name="group" data-key="b" data-action=(reader.text("figures-by")) {
                option value="" { (reader.text("figures-total")) }
                @for path in groups.into_iter().chain(other) {
                    option value=(path) selected[asked.group.as_deref() == Some(path)] { (fields.label(path)) }
                }
            } }
            @if timed {
                div { select .form-select.form-small name="by" aria-label=(reader.text("figures-stretch")) {
                    @for stretch in ["day", "week", "month", "quarter", "year"] {
                        option value=(stretch) selected[asked.bucket == stretch] { (reader.text(&format!("stretch-{stretch}"))) }
                    }
                } }
            }
            details.menu-inline {
                summary.btn.btn-small data-key="c" { (reader.text("figures-measures")) }
                div.menu-panel.stack {
                    div.menu-scroll {
                        @for name in subject.object.measures.keys() {
                            label.menu-item {
                                input.check-only type="checkbox" name="measure" value=(name) checked[asked.measures.iter().any(|asked| **asked == **name)];
                                (reader.words().measure_label(reader.lang, &subject.object.name, name))
                            }
                        }
                    }
                    button.btn.btn-small.btn-wide type="submit" { (reader.text("filter-apply")) }
                }
            }
            button.btn.btn-small.no-script type="submit" { (reader.text("filter-apply")) }
        }
    }
}

fn draw(subject: &Subject<'_>, asked: &Asked, answer: &Figures) -> Markup {
    let reader = subject.reader();
    let label = |name: &str| reader.words().measure_label(reader.lang, &subject.object.name, name);
    let grouped =
        asked.group.as_deref().map_or_else(|| reader.text("figures-total"), |path| subject.fields().label(path));
    let mut heads = vec![Head::plain(grouped), Head::plain(String::new())];
    heads.extend(answer.measures.iter().map(|measure| Head {
        figure: true,
        help: reader.words().measure_help(reader.lang, &subject.object.name, &measure.name),
        ..Head::plain(label(&measure.name))
    }));
    let whole = answer.groups.iter().filter_map(|group| size(group.figures.first())).max().unwrap_or(0);
    let rows =
        answer.groups.iter().map(|group| Row { cells: cells(subject, asked, answer, group, whole), ..Row::default() });
    let mut foot = vec![html! { (reader.text("figures-total")) }, html! {}];
    foot.extend(
        answer
            .measures
            .iter()
            .zip(&answer.total)
            .map(|(measure, value)| figure(subject, measure, value, &answer.filter)),
    );
    data_table(&Table { heads, rows: rows.collect(), foot: Some(foot), density: Density::Roomy }, None)
}

fn cells(subject: &Subject<'_>, asked: &Asked, answer: &Figures, group: &FigureGroup, whole: i64) -> Vec<Markup> {
    let first = size(group.figures.first()).unwrap_or(0);
    let mut cells = vec![key(subject, asked, group), html! { div.bar-cell { (bar(first, whole, Tone::Plain, "")) } }];
    cells.extend(
        answer
            .measures
            .iter()
            .zip(&group.figures)
            .map(|(measure, value)| figure(subject, measure, value, &group.filter)),
    );
    cells
}

/// The length of a row's bar, by its first figure.
fn size(value: Option<&Value>) -> Option<i64> {
    match value? {
        Value::Int(count) => Some(*count),
        Value::Money(money) => Some(money.minor),
        Value::Moneys(all) => all.first().map(|money| money.minor),
        _ => None,
    }
}

fn key(subject: &Subject<'_>, asked: &Asked, group: &FigureGroup) -> Markup {
    let fields = subject.fields();
    let reader = subject.reader();
    let (Some(path), Some(value)) = (asked.group.as_deref(), group.keys.first()) else {
        return html! { (reader.text("figures-total")) };
    };
    let title = group.titles.first().and_then(Option::as_deref);
    let shown = match (fields.find(path), value) {
        (_, Value::Null) => html! { span.faint { (reader.text("figures-unknown")) } },
        (_, Value::Date(first)) => {
            html! { (format::stretch(*first, asked.bucket(subject).unwrap_or(Bucket::Day), reader.lang)) }
        }
        (Some((object, field)), value) => ui::Fields { object, ..fields }.value(field, value, title),
        (None, _) => html! {},
    };
    html! { (shown) }
}

/// Figures beside something else on a page; `None` where the visitor gets none.
pub(super) async fn allowed(visitor: &Visitor, ask: &FiguresAsk) -> Result<Option<Figures>, Error> {
    match figures(&visitor.ctx, ask).await {
        Ok(answer) => Ok(Some(answer)),
        Err(records::Error::Forbidden | records::Error::NotFound) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// A figure that leads to exactly the records it counts.
pub(super) fn figure(subject: &Subject<'_>, measure: &FigureColumn, value: &Value, filter: &str) -> Markup {
    let shown = format::figure(value, &measure.unit, subject.reader());
    if shown.is_empty() {
        return html! { span.faint { "–" } };
    }
    if !subject.may(Action::Read) {
        return html! { (shown) };
    }
    let parts: Vec<String> = [filter, measure.filter.as_deref().unwrap_or_default()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    let address = paths::with_query(&subject.list(), &[("where", super::conditions::join(&parts))]);
    html! { a.figure-link href=(address) { (shown) } }
}
