//! Figures by groups: one statement for all that sums and counts, one for each median, read on one snapshot. The engine
//! counts and sums exactly; what divides is worked out here, on exact numbers.

mod bucket;
mod figure;
mod statement;

use catalogue::{Catalogue, Value};
use query::{Aggregate, Group, Scoped};

use crate::StoreError;
use crate::columns::{Shape, value};
use crate::engine::{Engine, Rows};
use crate::sql::{Cell, Reader};
use figure::Tally;
use statement::{Key, Plan};

/// How often figures are asked again when rows of a new time come in between two statements.
const TRIES: usize = 4;

/// The groups, and the figures over all rows where they follow from those of the groups (medians do not).
pub(crate) type Answer = (Vec<Group>, Option<Vec<Value>>);

pub(crate) async fn run(
    engine: &dyn Engine,
    catalogue: &Catalogue,
    ask: &Scoped<Aggregate>,
) -> Result<Answer, StoreError> {
    for _ in 0..TRIES {
        let buckets = bucket::read(engine, catalogue, ask).await?;
        let plan = statement::plan(catalogue, engine.dialect(), ask, &buckets)?;
        let answers = engine.read_all(plan.statements.clone()).await?;
        if let Some(answer) = merge(&plan, answers, ask)? {
            return Ok(answer);
        }
    }
    Err(StoreError::Unavailable("the rows change faster than they can be counted".into()))
}

/// One group while its rows (one a currency) come in.
struct Open {
    /// What the engine grouped by: tells groups apart and puts them in order.
    place: Vec<Cell>,
    keys: Vec<Value>,
    tallies: Vec<Tally>,
}

/// `None` when a row lies outside of the buckets that were worked out before.
fn merge(plan: &Plan, answers: Vec<Rows>, ask: &Scoped<Aggregate>) -> Result<Option<Answer>, StoreError> {
    let mut answers = answers.into_iter();
    let mut open: Vec<Open> = Vec::new();
    for row in answers.next().unwrap_or_default() {
        let mut cells = Reader::new(row);
        let Some((place, keys)) = read_keys(plan, ask, &mut cells)? else { return Ok(None) };
        if open.last().is_none_or(|group| group.place != place) {
            open.push(Open { place, keys, tallies: plan.tallies() });
        }
        let currencies = (0..plan.currencies).map(|_| cells.text()).collect::<Result<Vec<_>, _>>()?;
        if let Some(group) = open.last_mut() {
            for (tally, figure) in group.tallies.iter_mut().zip(&plan.figures) {
                tally.take(figure, &currencies, &mut cells)?;
            }
        }
    }
    if open.is_empty() && ask.ask.group.is_empty() {
        open.push(Open { place: vec![], keys: vec![], tallies: plan.tallies() });
    }
    for (index, rows) in plan.medians.iter().zip(answers) {
        for row in rows {
            let mut cells = Reader::new(row);
            let Some((place, _)) = read_keys(plan, ask, &mut cells)? else { return Ok(None) };
            let tally = open.iter_mut().find(|group| group.place == place).and_then(|g| g.tallies.get_mut(*index));
            if let Some(tally) = tally {
                tally.take_median(&mut cells)?;
            }
        }
    }
    let total = total(plan, &open, ask)?;
    open.truncate(usize::try_from(ask.ask.limit).map_err(StoreError::inside)?);
    let groups = open.into_iter().map(|group| group.close(plan)).collect::<Result<Vec<_>, _>>()?;
    Ok(Some((groups, total)))
}

/// All groups as one: every row lies in exactly one of them.
fn total(plan: &Plan, open: &[Open], ask: &Scoped<Aggregate>) -> Result<Option<Vec<Value>>, StoreError> {
    if !plan.medians.is_empty() || ask.ask.least > 1 {
        return Ok(None);
    }
    let mut whole = plan.tallies();
    for group in open {
        for ((whole, part), figure) in whole.iter_mut().zip(&group.tallies).zip(&plan.figures) {
            whole.join(figure, part)?;
        }
    }
    whole.into_iter().zip(&plan.figures).map(|(tally, figure)| tally.finish(figure)).collect::<Result<_, _>>().map(Some)
}

impl Open {
    fn close(self, plan: &Plan) -> Result<Group, StoreError> {
        let figures = self.tallies.into_iter().zip(&plan.figures);
        Ok(Group {
            keys: self.keys,
            figures: figures.map(|(tally, figure)| tally.finish(figure)).collect::<Result<_, _>>()?,
        })
    }
}

type Keys = (Vec<Cell>, Vec<Value>);

fn read_keys(plan: &Plan, ask: &Scoped<Aggregate>, cells: &mut Reader) -> Result<Option<Keys>, StoreError> {
    let (mut place, mut keys) = (Vec::new(), Vec::new());
    for key in &plan.keys {
        match key {
            Key::Bucket => {
                let cell = cells.cell()?;
                if cell == Cell::Int(bucket::OUTSIDE) {
                    return Ok(None);
                }
                place.push(cell.clone());
                keys.push(value(Shape::Date, &mut Reader::new(vec![cell]))?);
            }
            Key::DayOf(bucket) => {
                let first = |day| bucket::first_day(*bucket, ask.env.fiscal_month, day);
                let cell = cells.int()?.map(first).transpose()?.map_or(Cell::Null, Cell::Int);
                place.push(cell.clone());
                keys.push(value(Shape::Date, &mut Reader::new(vec![cell]))?);
            }
            Key::Folded => {
                place.push(cells.cell()?);
                keys.push(cells.text()?.map_or(Value::Null, Value::Text));
            }
            Key::Plain(shape) => {
                let width = if *shape == Shape::Money { 2 } else { 1 };
                let own = (0..width).map(|_| cells.cell()).collect::<Result<Vec<_>, _>>()?;
                place.extend(own.iter().cloned());
                keys.push(value(*shape, &mut Reader::new(own))?);
            }
        }
    }
    Ok(Some((place, keys)))
}
