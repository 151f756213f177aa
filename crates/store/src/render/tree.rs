//! "This record or one below it": the tree of an object is walked downwards from its root, once for the whole statement.

use catalogue::Id;
use query::{Operand, RelationEnd};
use sea_query::{
    Alias, BinOper, CommonTableExpression, Expr as Sea, ExprTrait, Query, SelectStatement, SubQueryStatement,
    UnionType, WithClause,
};

use super::{Renderer, column};
use crate::StoreError;
use crate::dialect::int;

impl Renderer<'_> {
    /// True where the operand names the root or a record below it. Records that may not be seen end the walk, and so does the
    /// union of a ring with itself.
    pub(super) fn within(&mut self, left: &Operand, tree: &RelationEnd, root: Id) -> Result<Sea, StoreError> {
        let left = self.operand(left)?.main;
        let object = self.object(&tree.object)?;
        let (top, below, walk) = (self.alias(), self.alias(), self.alias());
        let table = Alias::new(&*object.plural);
        let mut first = SelectStatement::new();
        first.expr(column(&top, "id")).from_as(table.clone(), Alias::new(&top));
        first.and_where(column(&top, "id").eq(int(root.0)));
        if let Some(visible) = self.visible(&object, &top)? {
            first.and_where(visible);
        }
        let upwards = self.field(&object, &below, &tree.field)?.main;
        let mut next = SelectStatement::new();
        next.expr(column(&below, "id")).from(Alias::new(&walk));
        next.inner_join(sea_query::TableRef::from(table).alias(Alias::new(&below)), upwards.eq(column(&walk, "id")));
        if let Some(visible) = self.visible(&object, &below)? {
            next.and_where(visible);
        }
        let mut cte = CommonTableExpression::new();
        cte.query(first.union(UnionType::Distinct, next).to_owned()).column("id").table_name(Alias::new(&walk));
        let clause = WithClause::new().recursive(true).cte(cte).to_owned();
        let ids = Query::select().column("id").from(Alias::new(&walk)).to_owned().with(clause);
        let ids = Sea::SubQuery(None, Box::new(SubQueryStatement::WithStatement(ids)));
        Ok(left.binary(BinOper::In, ids))
    }
}

/// Finds a row when the record is above itself: walks upwards from the record that it is below.
pub(crate) fn ring(table: &str, upwards: &str, id: Id) -> sea_query::WithQuery {
    let (above, walk) = ("t0", "t1");
    let step = || {
        let mut step = SelectStatement::new();
        step.expr(column(above, upwards)).and_where(column(above, upwards).is_not_null());
        step
    };
    let mut first = step();
    first.from_as(Alias::new(table), Alias::new(above)).and_where(column(above, "id").eq(int(id.0)));
    let mut next = step();
    next.from(Alias::new(walk)).inner_join(
        sea_query::TableRef::from(Alias::new(table)).alias(Alias::new(above)),
        column(above, "id").eq(column(walk, "id")),
    );
    let mut cte = CommonTableExpression::new();
    cte.query(first.union(UnionType::Distinct, next).to_owned()).column("id").table_name(Alias::new(walk));
    let clause = WithClause::new().recursive(true).cte(cte).to_owned();
    let mut found = Query::select();
    found.column("id").from(Alias::new(walk)).and_where(Sea::col("id").eq(int(id.0)));
    found.with(clause)
}
