//! A variable of the expression with its table, and the to-one joins that paths from it need.

use std::sync::Arc;

use catalogue::Object;
use query::ToOne;
use sea_query::{Alias, Expr as Sea, ExprTrait, JoinType, SelectStatement};

use super::{Renderer, column};
use crate::StoreError;
use crate::sabotage::{self, Sabotage};

#[derive(Debug, Clone)]
pub(crate) struct Frame {
    var: u8,
    object: Arc<Object>,
    alias: String,
    joins: Vec<Join>,
}

#[derive(Debug, Clone)]
struct Join {
    hops: Vec<ToOne>,
    object: Arc<Object>,
    alias: String,
    on: Sea,
}

impl Frame {
    pub fn new(var: u8, object: Arc<Object>, alias: String) -> Self {
        Self { var, object, alias, joins: Vec::new() }
    }

    pub fn has_joins(&self) -> bool {
        !self.joins.is_empty()
    }

    pub fn put_into(self, statement: &mut SelectStatement) {
        statement.from_as(Alias::new(&*self.object.plural), Alias::new(self.alias));
        for join in self.joins {
            statement.join_as(
                JoinType::LeftJoin,
                Alias::new(&*join.object.plural),
                Alias::new(join.alias),
                sea_query::Condition::all().add(join.on),
            );
        }
    }
}

impl Renderer<'_> {
    /// The table that a path's field lies in; joins what is missing on the way. A join carries the row predicate of
    /// its object: what may not be seen is as if the reference were empty.
    pub fn reach(&mut self, var: u8, hops: &[ToOne]) -> Result<(Arc<Object>, String), StoreError> {
        let frame = self.frame(var)?;
        let (mut object, mut alias) = (Arc::clone(&frame.object), frame.alias.clone());
        for length in 1..=hops.len() {
            let known = self.frame(var)?.joins.iter().find(|join| join.hops == hops[..length]);
            (object, alias) = match known {
                Some(join) => (Arc::clone(&join.object), join.alias.clone()),
                None => self.join(var, &object, &alias, &hops[..length])?,
            };
        }
        Ok((object, alias))
    }

    fn join(
        &mut self,
        var: u8,
        from: &Arc<Object>,
        at: &str,
        hops: &[ToOne],
    ) -> Result<(Arc<Object>, String), StoreError> {
        let hop = hops.last().ok_or_else(|| StoreError::Internal("a join without a reference".into()))?;
        let object = self.object(&hop.object)?;
        let reference = self.field(from, at, &hop.field)?.main;
        let alias = self.alias();
        let mut on = column(&alias, "id").eq(reference);
        if let Some(visible) = self.visible(&object, &alias)?.filter(|_| !sabotage::is(Sabotage::JoinsFree)) {
            on = on.and(visible);
        }
        let join = Join { hops: hops.to_vec(), object: Arc::clone(&object), alias: alias.clone(), on };
        self.frame(var)?.joins.push(join);
        Ok((object, alias))
    }

    fn frame(&mut self, var: u8) -> Result<&mut Frame, StoreError> {
        self.frames
            .iter_mut()
            .rev()
            .find(|frame| frame.var == var)
            .ok_or_else(|| StoreError::Internal(format!("the variable {var} is not bound")))
    }
}
