//! The funnel: how many records reached each stage and went on.
//!
//! Method: every record entered at the first stage; one that stands in an open stage passed the open stages before it;
//! a closed one passed all open stages. So the figures hold for imported records too, which have no history of stays.

use catalogue::{Action, Name, Outcome, Stage, Value};
use rust_decimal::Decimal;

use crate::figures::{self, FigureGroup, Figures, FiguresAsk};
use crate::{Ctx, Error, rights};

/// How records go through their stages.
#[derive(Debug, Clone)]
pub struct Funnel {
    pub object: Name,
    /// The stages field.
    pub by: Name,
    /// The open stages in order, then the closed ones together (stage `None`), then the won ones.
    pub steps: Vec<FunnelStep>,
    /// Won by closed, as a fraction to six digits; `None` when nothing is closed.
    pub win_rate: Option<Decimal>,
}

/// One stage of a funnel.
#[derive(Debug, Clone)]
pub struct FunnelStep {
    /// `None` for the step "closed, whatever the outcome".
    pub stage: Option<Name>,
    pub outcome: Option<Outcome>,
    pub reached: i64,
    /// Of those that reached the step before, as a fraction to six digits; `None` for the first step and after an empty one.
    pub conversion: Option<Decimal>,
    /// Median whole days that the records standing in this stage have been there; `Null` when there are none.
    pub median_days: Value,
    /// The expression that lists exactly the records that reached it.
    pub filter: String,
}

/// `filter` is an expression of the query language.
pub async fn funnel(ctx: &Ctx, object: &str, filter: Option<&str>) -> Result<Funnel, Error> {
    let object = rights::object(ctx, object, &[Action::Aggregate])?;
    let (field, stages) = object.stage_field().ok_or(Error::NotFound)?;
    let ask = FiguresAsk {
        object: object.name.to_string(),
        filter: filter.map(str::to_owned),
        group: vec![(field.name.to_string(), None)],
        measures: vec!["count".to_owned(), format!("{}_days_median", field.name)],
        ..FiguresAsk::default()
    };
    let figures = figures::figures(ctx, &ask).await?;
    let counted = Counted { base: filter.unwrap_or_default(), field: &field.name, stages, figures: &figures };
    let mut steps = counted.open_steps();
    steps.push(counted.step(None, None, |s| s.outcome != Outcome::Open, "outcome != \"open\""));
    steps.push(counted.step(None, Some(Outcome::Won), |s| s.outcome == Outcome::Won, "outcome == \"won\""));
    let reached: Vec<i64> = steps.iter().map(|s| s.reached).collect();
    for (step, before) in steps.iter_mut().skip(1).zip(&reached) {
        step.conversion = fraction(step.reached, *before);
    }
    let win_rate = match reached[..] {
        [.., closed, won] => fraction(won, closed),
        _ => None,
    };
    Ok(Funnel { object: object.name.clone(), by: field.name.clone(), steps, win_rate })
}

/// The rows by the stage they stand in.
struct Counted<'a> {
    base: &'a str,
    field: &'a Name,
    stages: &'a [Stage],
    figures: &'a Figures,
}

impl Counted<'_> {
    fn open_steps(&self) -> Vec<FunnelStep> {
        let mut steps = Vec::new();
        for (order, stage) in self.stages.iter().enumerate().filter(|(_, s)| s.outcome == Outcome::Open && !s.retired) {
            let after = &self.stages[order..];
            let went_on = |s: &Stage| s.outcome != Outcome::Open || after.contains(s);
            let condition = format!("order >= {order} || {}.outcome != \"open\"", self.field);
            let mut step = self.step(Some(&stage.id), Some(Outcome::Open), went_on, &condition);
            step.median_days = self.group(&stage.id).and_then(|g| g.figures.get(1).cloned()).unwrap_or_default();
            steps.push(step);
        }
        steps
    }

    fn group(&self, stage: &str) -> Option<&FigureGroup> {
        self.figures.groups.iter().find(|g| g.keys.first().and_then(Value::as_text) == Some(stage))
    }

    /// `condition` goes on from `<stage field>.`.
    fn step(
        &self,
        stage: Option<&Name>,
        outcome: Option<Outcome>,
        reached: impl Fn(&Stage) -> bool,
        condition: &str,
    ) -> FunnelStep {
        let count = |s: &Stage| self.group(&s.id).and_then(|g| g.figures.first()?.as_int()).unwrap_or(0);
        FunnelStep {
            stage: stage.cloned(),
            outcome,
            reached: self.stages.iter().filter(|s| reached(s)).map(count).sum(),
            conversion: None,
            median_days: Value::Null,
            filter: query::and_text(self.base, &format!("{}.{condition}", self.field)),
        }
    }
}

fn fraction(part: i64, whole: i64) -> Option<Decimal> {
    match figures::ratio(&Value::Int(part), &Value::Int(whole)) {
        Value::Decimal(fraction) => Some(fraction),
        _ => None,
    }
}
