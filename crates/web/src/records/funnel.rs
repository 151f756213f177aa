//! The funnel: `GET /{plural}/funnel`: how many reached each stage, what share went on, how long they stay.

use axum::extract::{Path, Query};
use catalogue::Value;
use maud::{Markup, html};
use records::funnel::{Funnel, funnel};
use ui::charts::{FunnelStep, funnel_chart};
use ui::fields::stage_badge;
use ui::parts::{Tone, empty_state, notice};
use ui::{format, paths};

use super::address::ListState;
use super::board::{head, narrow, whole_filter};
use super::subject::{Sent, Subject};
use crate::error::{Answer, Error};
use crate::visitor::Visitor;

/// `GET /{plural}/funnel`.
pub async fn show_funnel(
    visitor: Visitor,
    Path(plural): Path<String>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Answer {
    let subject = Subject::of(&visitor, &plural)?;
    if subject.object.stage_field().is_none() {
        return Err(Error::NOT_FOUND);
    }
    let state = ListState::read(&Sent(sent));
    let answer = funnel(&visitor.ctx, &subject.object.name, whole_filter(&subject, &state).as_deref()).await?;
    let body = html! {
        (head(&subject, &state, "funnel"))
        (narrow(&subject, &state, "funnel"))
        @if answer.steps.iter().all(|step| step.reached == 0) {
            (empty_state("chart-funnel", &subject.text("list-nothing-found"), &subject.text("funnel-empty"), &html! {}))
        } @else {
            (rate(&subject, &answer))
            (funnel_chart(subject.reader(), &steps(&subject, &answer)))
            (notice(Tone::Plain, &html! { (subject.text("funnel-method")) }))
        }
    };
    Ok(visitor.page(&subject.plural_label(), &body))
}

fn rate(subject: &Subject<'_>, answer: &Funnel) -> Markup {
    let reader = subject.reader();
    html! {
        @if let Some(rate) = answer.win_rate {
            div.tiles { div.figure-tile {
                span.figure-label { (reader.text("funnel-win-rate")) }
                span.figure-value { (format::percent(rate, 1, reader.lang)) }
                span.figure-note { (reader.text("funnel-win-rate-note")) }
            } }
        }
    }
}

fn steps(subject: &Subject<'_>, answer: &Funnel) -> Vec<FunnelStep> {
    let reader = subject.reader();
    let fields = subject.fields();
    let stages = subject.object.stage_field().map(|(_, stages)| stages).unwrap_or_default();
    let label = |step: &records::funnel::FunnelStep| {
        let own = |stage: &&catalogue::Stage| match (&step.stage, step.outcome) {
            (Some(id), _) => stage.id == *id,
            (None, Some(outcome)) => stage.outcome == outcome,
            (None, None) => false,
        };
        match stages.iter().find(own) {
            Some(stage) => stage_badge(&fields.option(&answer.by, &stage.id), stage.outcome, stage.probability),
            None => html! { (reader.text("funnel-closed")) },
        }
    };
    let stay = |days: &Value| match days {
        Value::Null => None,
        days => Some(format::figure(days, &catalogue::Unit::Days, reader)),
    };
    let draw = |step: &records::funnel::FunnelStep| FunnelStep {
        label: label(step),
        outcome: step.outcome,
        reached: step.reached,
        reached_text: format::integer(step.reached, reader.lang),
        address: paths::with_query(&subject.list(), &[("where", step.filter.as_str())]),
        conversion: step.conversion.map(|share| format::percent(share, 1, reader.lang)),
        stay: stay(&step.median_days),
    };
    answer.steps.iter().map(draw).collect()
}
