//! Operands: fields, literals, moments, arithmetic, counts over relations. Each becomes a term: its shape and its columns.

use std::sync::Arc;

use catalogue::{Object, RollupFunction, Value, fold};
use query::{Expr, Hop, Operand, Path, StageProperty};
use rust_decimal::Decimal;
use sea_query::{CaseStatement, Expr as Sea, ExprTrait, Func, SelectStatement};

use super::once::over_rows;
use super::{Renderer, column, constant};
use crate::StoreError;
use crate::columns::{Shape, columns_of, currency_column, fold_column, shape_of};
use crate::dialect::{int, text};
use crate::sabotage::{self, Sabotage};

/// Something with a value in a statement.
#[derive(Debug, Clone)]
pub(crate) struct Term {
    pub shape: Shape,
    pub main: Sea,
    /// The folded form of text, the currency of money.
    pub second: Option<Sea>,
    /// A number written in the query: it takes the scale of what it meets.
    pub literal: Option<Decimal>,
    /// The value is in the query itself and is known.
    pub given: bool,
    /// The instant that is in the query itself: its date is worked out here and not in the statement.
    pub moment: Option<i64>,
}

impl Term {
    pub fn of(shape: Shape, main: Sea) -> Self {
        Self { shape, main, second: None, literal: None, given: false, moment: None }
    }

    pub fn pair(shape: Shape, main: Sea, second: Sea) -> Self {
        Self { second: Some(second), ..Self::of(shape, main) }
    }

    fn given(self) -> Self {
        Self { given: true, ..self }
    }

    /// What comparisons and sorts look at: the folded form of text.
    pub fn key(&self) -> Sea {
        match (self.shape, &self.second) {
            (Shape::Text, Some(folded)) => folded.clone(),
            _ => self.main.clone(),
        }
    }

    /// The currency of money; null for what has none.
    pub fn currency(&self) -> Sea {
        match (self.shape, &self.second) {
            (Shape::Money, Some(currency)) => currency.clone(),
            _ => Sea::cust("NULL"),
        }
    }

    /// What a row carries of it.
    pub fn cells(&self) -> Vec<Sea> {
        match self.shape {
            Shape::Money => vec![self.main.clone(), self.currency()],
            _ => vec![self.main.clone()],
        }
    }

    /// What rows are sorted by.
    pub fn sort_keys(&self) -> Vec<Sea> {
        match self.shape {
            Shape::Money => vec![self.main.clone(), self.currency()],
            _ => vec![self.key()],
        }
    }
}

/// What can never be known: arithmetic with null.
pub(super) fn unknown() -> Term {
    Term::of(Shape::Null, Sea::cust("NULL"))
}

impl Renderer<'_> {
    pub fn operand(&mut self, operand: &Operand) -> Result<Term, StoreError> {
        match operand {
            Operand::Value(value) => literal(value),
            Operand::Path(path) => self.path(path),
            Operand::Me => Ok(Term::of(Shape::Ref, int(self.env.me.0)).given()),
            Operand::Now => literal(&Value::Instant(self.env.now)),
            Operand::Today => Ok(Term::of(Shape::Date, int(self.today()?)).given()),
            Operand::Arith { op, left, right } => self.arithmetic(*op, left, right),
            Operand::Days { from, to } => self.days(from, to),
            Operand::Size { relation, var, body } => self.size(relation, *var, body),
            Operand::Truth(condition) => self.truth(condition),
            Operand::StageProperty { path, property } => self.stage_property(path, *property),
            Operand::Rollup { relation, var, function, of, body } => {
                self.rollup(relation, *var, *function, of.as_deref(), body)
            }
        }
    }

    /// What is not known of a condition does not hold.
    fn truth(&mut self, condition: &Expr) -> Result<Term, StoreError> {
        let holds = self.condition(condition)?;
        let case = CaseStatement::new().case(holds, constant(1)).finally(constant(0));
        Ok(Term::of(Shape::Bool, case.into()))
    }

    fn path(&mut self, path: &Path) -> Result<Term, StoreError> {
        let (object, alias) = self.reach(path.var, &path.hops)?;
        self.field(&object, &alias, &path.field)
    }

    /// A field at a table, hidden where its mask does not hold.
    pub fn field(&mut self, object: &Arc<Object>, alias: &str, name: &str) -> Result<Term, StoreError> {
        if name == "id" {
            return Ok(Term::of(Shape::Ref, column(alias, "id")));
        }
        let field = object
            .field(name)
            .filter(|field| field.kind.is_stored())
            .ok_or_else(|| StoreError::Internal(format!("{} has no stored field {name}", object.name)))?;
        let shape = shape_of(&field.kind);
        let mut term = match shape {
            Shape::Text => Term::pair(shape, column(alias, name), column(alias, &fold_column(name))),
            Shape::Money => Term::pair(shape, column(alias, name), column(alias, &currency_column(name))),
            _ => Term::of(shape, column(alias, name)),
        };
        debug_assert!(!columns_of(field).is_empty());
        let mask = if self.bare || sabotage::is(Sabotage::MasksFree) {
            None
        } else {
            self.scope.mask(&object.name, name).cloned()
        };
        match mask {
            None | Some(Expr::True) => {}
            Some(mask) => {
                let shows = self.right(object, alias, &mask)?;
                term.main = only_when(&shows, term.main);
                term.second = term.second.map(|second| only_when(&shows, second));
            }
        }
        Ok(term)
    }

    fn stage_property(&mut self, path: &Path, property: StageProperty) -> Result<Term, StoreError> {
        let (object, alias) = self.reach(path.var, &path.hops)?;
        let stage = self.field(&object, &alias, &path.field)?.main;
        let stages = self.stages(&object, &path.field)?;
        let shape = match property {
            StageProperty::Outcome => Shape::Word,
            StageProperty::Probability => Shape::Decimal(2),
            StageProperty::Order => Shape::Int,
        };
        let mut case = CaseStatement::new();
        for (order, known) in stages.iter().enumerate() {
            let is = match property {
                StageProperty::Outcome => text(known.outcome.as_str()),
                StageProperty::Probability => constant(i64::from(known.probability)),
                StageProperty::Order => constant(i64::try_from(order).map_err(StoreError::inside)?),
            };
            case = case.case(stage.clone().eq(text(&known.id)), is);
        }
        Ok(Term::of(shape, case.into()))
    }

    /// The stages of a field.
    pub(super) fn stages<'o>(&self, object: &'o Object, field: &str) -> Result<&'o [catalogue::Stage], StoreError> {
        match object.field(field).map(|field| &field.kind) {
            Some(catalogue::Kind::Stage { stages }) => Ok(stages),
            _ => Err(StoreError::Internal(format!("{}.{field} has no stages", object.name))),
        }
    }

    /// A statement over the related rows that meet the body and may be seen; `what` says what it selects.
    pub fn related<T>(
        &mut self,
        relation: &Hop,
        var: u8,
        body: &Expr,
        what: impl FnOnce(&mut Self, &mut SelectStatement) -> Result<T, StoreError>,
    ) -> Result<(SelectStatement, T), StoreError> {
        let (_, from) = self.reach(relation.var, &relation.hops)?;
        self.elements(relation, var, body, |this, link, statement| {
            statement.and_where(link.eq(column(&from, "id")));
            what(this, statement)
        })
    }

    /// True where some related row points here that meets the body, which speaks of that row alone: one set for the whole
    /// statement, where `related` would look again for each row.
    pub fn pointed_at(&mut self, relation: &Hop, var: u8, body: &Expr) -> Result<Sea, StoreError> {
        let (_, from) = self.reach(relation.var, &relation.hops)?;
        let (statement, ()) = self.elements(relation, var, body, |_, link, statement| {
            statement.and_where(link.clone().is_not_null()).expr(link);
            Ok(())
        })?;
        Ok(column(&from, "id").in_subquery(statement))
    }

    /// A statement over the rows of a relation that meet the body and may be seen; `what` gets the column that points.
    fn elements<T>(
        &mut self,
        relation: &Hop,
        var: u8,
        body: &Expr,
        what: impl FnOnce(&mut Self, Sea, &mut SelectStatement) -> Result<T, StoreError>,
    ) -> Result<(SelectStatement, T), StoreError> {
        let object = self.object(&relation.to.object)?;
        let alias = self.open(var, &object);
        let mut statement = SelectStatement::new();
        let link = self.field(&object, &alias, &relation.to.field)?.main;
        statement.and_where(column(&alias, "archived_at").is_null());
        if let Some(visible) = self.visible(&object, &alias)?.filter(|_| !sabotage::is(Sabotage::RelatedFree)) {
            statement.and_where(visible);
        }
        if *body != Expr::True {
            let condition = self.condition(body)?;
            statement.and_where(condition);
        }
        let made = what(self, link, &mut statement)?;
        self.close(&mut statement)?;
        Ok((statement, made))
    }

    fn size(&mut self, relation: &Hop, var: u8, body: &Expr) -> Result<Term, StoreError> {
        let (statement, ()) = self.related(relation, var, body, |_, statement| {
            statement.expr(Sea::cust("COUNT(*)"));
            Ok(())
        })?;
        Ok(Term::of(Shape::Int, statement.into()))
    }

    fn rollup(
        &mut self,
        relation: &Hop,
        var: u8,
        function: RollupFunction,
        of: Option<&Operand>,
        body: &Expr,
    ) -> Result<Term, StoreError> {
        let Some(of) = of.filter(|_| function != RollupFunction::Count) else {
            return self.size(relation, var, body);
        };
        let (mut main, term) = self.related(relation, var, body, |this, _| this.operand(of))?;
        let mut second = main.clone();
        let figure = |term: &Term| match function {
            RollupFunction::Min => Func::min(term.key()).into(),
            RollupFunction::Max => Func::max(term.key()).into(),
            RollupFunction::Sum | RollupFunction::Count => {
                ExprTrait::cast_as(Sea::from(Func::sum(term.main.clone())), "bigint")
            }
        };
        if term.shape != Shape::Money {
            main.expr(figure(&term));
            return Ok(Term {
                second: None,
                ..Term::of(if term.shape == Shape::Text { Shape::Word } else { term.shape }, main.into())
            });
        }
        // Amounts of several currencies have no sum and no order: then it is not known.
        let one = |currency: &Sea| Sea::from(Func::count_distinct(currency.clone())).eq(constant(1));
        if let Operand::Path(_) = of {
            main.expr(only_when(&one(&term.currency()), figure(&term)));
            second.expr(only_when(&one(&term.currency()), Func::min(term.currency()).into()));
            return Ok(Term::pair(Shape::Money, main.into(), second.into()));
        }
        // What is worked out can be unknown of an amount that is there: its currency does not count then.
        let counted = |amount: &Sea, currency: Sea| only_when(&amount.clone().is_not_null(), currency);
        let parts = || [("amount", term.main.clone()), ("currency", term.currency())];
        let main = over_rows(main, parts(), |[amount, currency]| {
            only_when(&one(&counted(&amount, currency)), figure(&Term::of(Shape::Money, amount)))
        });
        let second = over_rows(second, parts(), |[amount, currency]| {
            let currency = counted(&amount, currency);
            only_when(&one(&currency), Func::min(currency).into())
        });
        Ok(Term::pair(Shape::Money, main, second))
    }
}

/// The value where the condition holds, else null.
pub(super) fn only_when(condition: &Sea, value: Sea) -> Sea {
    CaseStatement::new().case(condition.clone(), value).into()
}

pub(crate) fn literal(value: &Value) -> Result<Term, StoreError> {
    Ok(match value {
        Value::Null => unknown().given(),
        Value::Bool(is) => Term::of(Shape::Bool, int(i64::from(*is))).given(),
        Value::Int(number) => {
            Term { literal: Some(Decimal::from(*number)), ..Term::of(Shape::Int, int(*number)).given() }
        }
        Value::Decimal(number) => {
            let plain = number.normalize();
            let mantissa = i64::try_from(plain.mantissa()).map_err(StoreError::inside)?;
            Term { literal: Some(plain), ..Term::of(Shape::Decimal(plain.scale()), int(mantissa)).given() }
        }
        Value::Money(money) => Term::pair(Shape::Money, int(money.minor), text(money.currency.code())).given(),
        Value::Moneys(_) => return Err(StoreError::Internal("a sum of several currencies is no operand".into())),
        Value::Text(words) => Term::pair(Shape::Text, text(words), text(&fold(words))).given(),
        Value::Date(days) => Term::of(Shape::Date, int(i64::from(*days))).given(),
        Value::Instant(at) => Term { moment: Some(*at), ..Term::of(Shape::Instant, int(*at)).given() },
        Value::Duration(micros) => Term::of(Shape::Duration, int(*micros)).given(),
        Value::Choices(ids) => Term::of(Shape::Choices, text(&format!("|{}|", ids.join("|")))).given(),
        Value::Ref(id) => Term::of(Shape::Ref, int(id.0)).given(),
        Value::File(file) => Term::of(Shape::File, text(&file.to_string())).given(),
    })
}
