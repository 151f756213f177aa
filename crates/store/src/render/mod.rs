//! The query tree as statements. Every table that a statement touches carries the row predicate of its object, every
//! masked field shows only where its mask holds; there is no other way to a column than through here.

mod condition;
mod frame;
mod number;
mod once;
mod operand;
mod tree;
mod zone;

use std::sync::Arc;

use catalogue::{Catalogue, Object};
use query::{Env, Expr, Scope};
use sea_query::{Expr as Sea, ExprTrait, SelectStatement};

pub(crate) use frame::Frame;
pub(crate) use operand::{Term, literal};
pub(crate) use tree::ring;
pub(crate) use zone::{days_of, local_day_of};

use crate::StoreError;
use crate::sabotage::{self, Sabotage};

/// What a statement is rendered with.
pub(crate) struct Renderer<'a> {
    pub catalogue: &'a Catalogue,
    pub scope: &'a Scope,
    pub env: &'a Env,
    /// The variables in reach: 0 is the record, macros bind the others.
    frames: Vec<Frame>,
    /// Names of tables are `t0`, `t1`...
    aliases: u32,
    /// True inside a rights predicate: it reads rows and fields as they are.
    bare: bool,
}

impl<'a> Renderer<'a> {
    pub fn new(catalogue: &'a Catalogue, scope: &'a Scope, env: &'a Env) -> Self {
        Self { catalogue, scope, env, frames: Vec::new(), aliases: 0, bare: false }
    }

    /// Without any right, where that is to be shown to be found.
    pub fn freely(mut self, asked: Sabotage) -> Self {
        self.bare |= sabotage::is(asked);
        self
    }

    /// What `render` makes of an operand, without any right where that is to be shown to be found.
    pub fn operand_freely(&mut self, operand: &query::Operand, asked: Sabotage) -> Result<Term, StoreError> {
        let was = self.bare;
        self.bare |= sabotage::is(asked);
        let term = self.operand(operand);
        self.bare = was;
        term
    }

    pub fn object(&self, name: &str) -> Result<Arc<Object>, StoreError> {
        self.catalogue.object(name).cloned().ok_or_else(|| StoreError::Internal(format!("there is no object {name}")))
    }

    fn alias(&mut self) -> String {
        self.aliases += 1;
        format!("t{}", self.aliases - 1)
    }

    /// Opens a variable over an object; what is rendered until `close` may join to it.
    pub fn open(&mut self, var: u8, object: &Arc<Object>) -> String {
        let alias = self.alias();
        self.frames.push(Frame::new(var, Arc::clone(object), alias.clone()));
        alias
    }

    /// Puts the table of the variable opened last, with its joins, into the statement.
    pub fn close(&mut self, statement: &mut SelectStatement) -> Result<(), StoreError> {
        let frame = self.frames.pop().ok_or_else(|| StoreError::Internal("no variable is open".into()))?;
        frame.put_into(statement);
        Ok(())
    }

    /// The rows of `object` at `alias` that may be seen; `None` when all.
    pub fn visible(&mut self, object: &Arc<Object>, alias: &str) -> Result<Option<Sea>, StoreError> {
        if self.bare {
            return Ok(None);
        }
        match self.scope.rows(&object.name) {
            Expr::True => Ok(None),
            rows => self.right(object, alias, &rows).map(Some),
        }
    }

    /// A rights predicate over one row, complete in itself: joins it needs stay inside.
    pub fn right(&mut self, object: &Arc<Object>, alias: &str, rows: &Expr) -> Result<Sea, StoreError> {
        let was = std::mem::replace(&mut self.bare, true);
        let rendered = self.apart(object, alias, rows);
        self.bare = was;
        rendered
    }

    fn apart(&mut self, object: &Arc<Object>, alias: &str, rows: &Expr) -> Result<Sea, StoreError> {
        let outside = std::mem::take(&mut self.frames);
        self.frames.push(Frame::new(0, Arc::clone(object), alias.to_owned()));
        let rendered = self.condition(rows);
        let joined = self.frames.pop().is_some_and(|frame| frame.has_joins());
        let rendered = match rendered {
            Ok(_) if joined => self.joined_apart(object, alias, rows),
            other => other,
        };
        self.frames = outside;
        rendered
    }

    fn joined_apart(&mut self, object: &Arc<Object>, alias: &str, rows: &Expr) -> Result<Sea, StoreError> {
        let inner = self.open(0, object);
        let condition = self.condition(rows)?;
        let mut statement = SelectStatement::new();
        statement.expr(Sea::cust("1"));
        self.close(&mut statement)?;
        statement.and_where(column(&inner, "id").equals(place(alias, "id"))).and_where(condition);
        Ok(Sea::exists(statement))
    }
}

/// A column of a table in the statement.
pub(crate) fn column(alias: &str, name: &str) -> Sea {
    Sea::col(place(alias, name))
}

pub(crate) fn place(alias: &str, name: &str) -> (sea_query::Alias, sea_query::Alias) {
    (sea_query::Alias::new(alias), sea_query::Alias::new(name))
}

/// A literal number that is the same in every use of the statement: not bound, so that its text tells the plan.
pub(crate) fn constant(value: i64) -> Sea {
    Sea::Constant(sea_query::Value::BigInt(Some(value)))
}

/// The two-valued "not": what is not known counts as not so.
pub(crate) fn is_not_true(condition: Sea) -> Sea {
    condition.is_not(Sea::Constant(sea_query::Value::Bool(Some(true))))
}

pub(crate) fn always() -> Sea {
    Sea::cust("1 = 1")
}

pub(crate) fn never() -> Sea {
    Sea::cust("1 = 0")
}
