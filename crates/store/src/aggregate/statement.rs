//! The statements of an aggregate. Inside, each visible row gives its group keys and the values that figures look at;
//! outside, they are grouped and counted by name, so that both engines see one expression where it is written once.

use catalogue::Catalogue;
use query::{Aggregate, Expr, Figure, FigureMethod, GroupBy, Scoped};
use sea_query::{CaseStatement, Expr as Sea, ExprTrait, Func, NullOrdering, Order, SelectStatement, WindowStatement};

use super::bucket::{self, Buckets};
use super::figure::Tally;
use crate::StoreError;
use crate::columns::Shape;
use crate::dialect::Dialect;
use crate::render::{Renderer, column, constant};
use crate::sql::Sql;

/// How a group key is read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Key {
    /// The first day of a stretch of time.
    Bucket,
    /// A day of a stretch of time: rows of one stretch follow one another.
    DayOf(query::Bucket),
    /// Grouped by the folded text, shown by one of the texts.
    Folded,
    Plain(Shape),
}

/// A figure as the statement carries it.
#[derive(Debug, Clone)]
pub(super) struct Carried {
    pub method: FigureMethod,
    pub shape: Shape,
    /// Which currency cell belongs to its amounts.
    pub currency: Option<usize>,
}

pub(super) struct Plan {
    pub statements: Vec<Sql>,
    pub keys: Vec<Key>,
    pub currencies: usize,
    pub figures: Vec<Carried>,
    /// Which figures the statements after the first are for.
    pub medians: Vec<usize>,
}

impl Plan {
    pub fn tallies(&self) -> Vec<Tally> {
        self.figures.iter().map(|_| Tally::default()).collect()
    }
}

/// Columns of the inner statement.
struct Inside {
    statement: SelectStatement,
    keys: Vec<Key>,
    /// Names of the columns that are grouped by; for folded text also the name of its shown text.
    grouped: Vec<(String, Option<String>)>,
    currencies: Vec<Sea>,
    figures: Vec<Carried>,
}

pub(super) fn plan(
    catalogue: &Catalogue,
    dialect: Dialect,
    ask: &Scoped<Aggregate>,
    buckets: &[Option<Buckets>],
) -> Result<Plan, StoreError> {
    let mut renderer = Renderer::new(catalogue, &ask.scope, &ask.env).freely(crate::sabotage::Sabotage::FiguresFree);
    let asked = &ask.ask;
    let (mut statement, object, alias) =
        crate::select::rows(&mut renderer, &asked.object, &asked.filter, asked.archived)?;
    crate::select::searched(dialect, &object, &alias, asked.search.as_deref(), &mut statement);
    let mut inside = Inside { statement, keys: vec![], grouped: vec![], currencies: vec![], figures: vec![] };
    for (index, (group, buckets)) in asked.group.iter().zip(buckets).enumerate() {
        inside.add_group(&mut renderer, index, group, buckets.as_ref())?;
    }
    for (index, figure) in asked.measures.iter().enumerate() {
        inside.add_figure(&mut renderer, index, figure)?;
    }
    if inside.grouped.is_empty() && inside.figures.iter().all(|f| f.method == FigureMethod::Count) {
        // A statement needs a column, also when only rows are counted.
        inside.statement.expr_as(constant(1), "one");
    }
    renderer.close(&mut inside.statement)?;
    let mut statements = vec![dialect.select(&inside.outside(asked.least))?];
    let mut medians = Vec::new();
    for (index, figure) in inside.figures.iter().enumerate() {
        if matches!(figure.method, FigureMethod::Median(_)) {
            statements.push(dialect.select(&inside.median(index, figure))?);
            medians.push(index);
        }
    }
    let Inside { keys, currencies, figures, .. } = inside;
    Ok(Plan { statements, keys, currencies: currencies.len(), figures, medians })
}

impl Inside {
    fn add_group(
        &mut self,
        renderer: &mut Renderer<'_>,
        index: usize,
        group: &GroupBy,
        buckets: Option<&Buckets>,
    ) -> Result<(), StoreError> {
        let term = renderer.operand(&group.by)?;
        let name = format!("g{index}");
        if let Some(buckets) = buckets {
            let key = bucket::key(renderer, &term, buckets)?;
            self.statement.expr_as(key, name.clone());
            self.grouped.push((name, None));
            self.keys.push(if let Buckets::Later(bucket) = buckets { Key::DayOf(*bucket) } else { Key::Bucket });
            return Ok(());
        }
        self.statement.expr_as(term.key(), name.clone());
        match term.shape {
            Shape::Text => {
                let shown = format!("s{index}");
                self.statement.expr_as(term.main.clone(), shown.clone());
                self.grouped.push((name, Some(shown)));
                self.keys.push(Key::Folded);
            }
            Shape::Money => {
                let currency = format!("k{index}");
                self.statement.expr_as(term.currency(), currency.clone());
                self.grouped.push((name, None));
                self.grouped.push((currency, None));
                self.keys.push(Key::Plain(Shape::Money));
            }
            shape => {
                self.grouped.push((name, None));
                self.keys.push(Key::Plain(shape));
            }
        }
        Ok(())
    }

    /// The figure's value where its filter holds, null elsewhere; a count gets a mark.
    fn add_figure(&mut self, renderer: &mut Renderer<'_>, index: usize, figure: &Figure) -> Result<(), StoreError> {
        let holds = match &figure.filter {
            Expr::True => None,
            filter => Some(renderer.condition(filter)?),
        };
        let where_holds = |value: Sea| match &holds {
            None => value,
            Some(holds) => CaseStatement::new().case(holds.clone(), value).into(),
        };
        let name = format!("f{index}");
        let of = match &figure.method {
            FigureMethod::Count => {
                self.statement.expr_as(where_holds(constant(1)), name);
                self.figures.push(Carried { method: FigureMethod::Count, shape: Shape::Int, currency: None });
                return Ok(());
            }
            FigureMethod::Sum(of)
            | FigureMethod::Average(of)
            | FigureMethod::Median(of)
            | FigureMethod::Min(of)
            | FigureMethod::Max(of) => of,
        };
        let term = renderer.operand(of)?;
        self.statement.expr_as(where_holds(term.key()), name);
        let currency = (term.shape == Shape::Money).then(|| self.currency(term.currency()));
        self.figures.push(Carried { method: figure.method.clone(), shape: term.shape, currency });
        Ok(())
    }

    /// The place of a currency among the hidden keys; figures over one field share it.
    fn currency(&mut self, currency: Sea) -> usize {
        if let Some(known) = self.currencies.iter().position(|c| *c == currency) {
            return known;
        }
        let place = self.currencies.len();
        self.statement.expr_as(currency.clone(), format!("c{place}"));
        self.currencies.push(currency);
        place
    }

    fn put_keys(&self, statement: &mut SelectStatement) {
        for (name, shown) in &self.grouped {
            statement.expr(column("r", name));
            if let Some(shown) = shown {
                statement.expr(Sea::from(Func::min(column("r", shown))));
            }
            statement.add_group_by([column("r", name)]);
            statement.order_by_expr_with_nulls(column("r", name), Order::Asc, NullOrdering::Last);
        }
    }

    fn outside(&self, least: u32) -> SelectStatement {
        let mut out = SelectStatement::new();
        self.put_keys(&mut out);
        for place in 0..self.currencies.len() {
            let currency = column("r", &format!("c{place}"));
            out.expr(currency.clone()).add_group_by([currency]);
        }
        let mut counted = false;
        for (index, figure) in self.figures.iter().enumerate() {
            let value = column("r", &format!("f{index}"));
            let count = Sea::from(Func::count(value.clone()));
            let sum = Sea::from(Func::sum(value.clone())).cast_as("text");
            counted |= !matches!(figure.method, FigureMethod::Median(_));
            match &figure.method {
                FigureMethod::Count => out.expr(count),
                FigureMethod::Sum(_) => out.expr(sum),
                FigureMethod::Average(_) => out.expr(sum).expr(count),
                FigureMethod::Min(_) => out.expr(Sea::from(Func::min(value))),
                FigureMethod::Max(_) => out.expr(Sea::from(Func::max(value))),
                FigureMethod::Median(_) => &mut out,
            };
        }
        if !counted {
            out.expr(Sea::cust("COUNT(*)"));
        }
        if least > 1 {
            out.and_having(Sea::cust("COUNT(*)").gte(constant(i64::from(least))));
        }
        out.from_subquery(self.statement.clone(), "r");
        out
    }

    /// The one or two middle values of each group: their sum and how many they are.
    fn median(&self, index: usize, figure: &Carried) -> SelectStatement {
        let value = column("r", &format!("f{index}"));
        let mut within = WindowStatement::new();
        let mut ranked = SelectStatement::new();
        let currency = figure.currency.map(|place| format!("c{place}"));
        let grouped = self.grouped.iter().map(|(name, _)| name.clone()).chain(currency.clone());
        for name in grouped {
            ranked.expr_as(column("r", &name), name.clone());
            sea_query::OverStatement::partition_by(&mut within, crate::render::place("r", &name));
        }
        for (_, shown) in &self.grouped {
            if let Some(shown) = shown {
                ranked.expr_as(column("r", shown), shown.clone());
            }
        }
        ranked.expr_as(value.clone(), "v");
        ranked.expr_window_as(Sea::cust("COUNT(*)"), within.clone(), "n");
        let by_value = within.order_by_expr(value.clone(), Order::Asc).clone();
        ranked.expr_window_as(Sea::cust("ROW_NUMBER()"), by_value, "p");
        ranked.from_subquery(self.statement.clone(), "r").and_where(value.is_not_null());
        let mut out = SelectStatement::new();
        self.put_keys(&mut out);
        match &currency {
            Some(name) => out.expr(column("r", name)).add_group_by([column("r", name)]),
            None => out.expr(Sea::cust("NULL")),
        };
        out.expr(Sea::from(Func::sum(column("r", "v"))).cast_as("text")).expr(Sea::cust("COUNT(*)"));
        let (count, place) = (column("r", "n"), column("r", "p"));
        out.and_where(place.clone().gte(count.clone().add(constant(1)).div(constant(2))));
        out.and_where(place.lte(count.add(constant(2)).div(constant(2))));
        out.from_subquery(ranked, "r");
        out
    }
}
