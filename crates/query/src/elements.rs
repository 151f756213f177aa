//! Checking of what goes over to-many relations: `exists`, `all`, `filter`, `size`, and sums, least and greatest.

use std::sync::Arc;

use catalogue::{Field, Kind, Object, RollupFunction};
use cel::common::ast::{CallExpr, Expr as Part, IdedExpr};

use crate::check::Check;
use crate::literal::Family;
use crate::names::{Base, Named, Names};
use crate::values::{Val, chain, whole};
use crate::{Expr, Hop, Operand};

/// Records of a relation that meet a filter.
struct Elements {
    hop: Hop,
    object: Arc<Object>,
    body: Expr,
    /// The variable that the elements are bound to.
    var: u8,
}

impl Check<'_> {
    /// `relation`, or `relation.filter(x, …)`, also several times.
    fn elements(&mut self, names: &Names, part: &IdedExpr) -> Option<Elements> {
        if let Part::Call(CallExpr { func_name, target: Some(target), args }) = &part.expr
            && func_name == "filter"
        {
            let elements = self.elements(names, target)?;
            let body = self.body(names, part, &elements, func_name, args)?;
            return Some(Elements { body: Expr::all([elements.body, body]), ..elements });
        }
        let Some(chain) = chain(part) else { return self.fault(part, "query-not-many", []) };
        match names.find(self.catalogue, &chain) {
            Ok(Named::Relation(hop, object)) => {
                Some(Elements { hop, object, body: Expr::True, var: names.bound.saturating_add(1) })
            }
            Ok(_) => self.fault(part, "query-not-many", []),
            Err(unnamed) => self.unnamed(part, unnamed),
        }
    }

    /// The condition of `(x, …)` on the elements.
    fn body(
        &mut self,
        names: &Names,
        part: &IdedExpr,
        elements: &Elements,
        function: &str,
        args: &[IdedExpr],
    ) -> Option<Expr> {
        let [IdedExpr { expr: Part::Ident(name), .. }, body] = args else {
            return self.fault(part, "query-arguments", [("name", function.to_owned())]);
        };
        let (inner, _) = names.with(name, &elements.object);
        self.condition(&inner, body)
    }

    /// `relation.exists(x, …)` and `relation.all(x, …)`, which is that none exists for which it is not so.
    pub fn quantified(&mut self, names: &Names, part: &IdedExpr, call: &CallExpr, target: &IdedExpr) -> Option<Expr> {
        let elements = self.elements(names, target)?;
        let body = self.body(names, part, &elements, &call.func_name, &call.args)?;
        let exists = |body: Expr| Expr::Exists {
            relation: elements.hop.clone(),
            var: elements.var,
            body: Box::new(Expr::all([elements.body.clone(), body])),
        };
        Some(match call.func_name.as_str() {
            "all" => Expr::Not(Box::new(exists(Expr::Not(Box::new(body))))),
            _ => exists(body),
        })
    }

    pub fn size(&mut self, names: &Names, relation: &IdedExpr) -> Option<Val> {
        let Elements { hop, body, var, .. } = self.elements(names, relation)?;
        Some(Val::Op(Operand::Size { relation: hop, var, body: Box::new(body) }, whole()))
    }

    /// `relation.map(x, x.amount).sum()`, and `min` and `max` likewise.
    pub fn figure(&mut self, names: &Names, part: &IdedExpr, function: &str, target: &IdedExpr) -> Option<Val> {
        let Part::Call(CallExpr { func_name, target: Some(target), args }) = &target.expr else {
            return self.fault(part, "query-arguments", [("name", function.to_owned())]);
        };
        let [IdedExpr { expr: Part::Ident(name), .. }, of] = args.as_slice() else {
            return self.fault(part, "query-arguments", [("name", func_name.clone())]);
        };
        if func_name != "map" {
            return self.fault(part, "query-arguments", [("name", function.to_owned())]);
        }
        let elements = self.elements(names, target)?;
        let (inner, _) = names.with(name, &elements.object);
        let (of, kind) = self.operand(&inner, of)?;
        let function = match function {
            "sum" => RollupFunction::Sum,
            "min" => RollupFunction::Min,
            _ => RollupFunction::Max,
        };
        self.over(part, elements, function, of, kind)
    }

    fn over(
        &mut self,
        part: &IdedExpr,
        elements: Elements,
        function: RollupFunction,
        of: Operand,
        kind: Kind,
    ) -> Option<Val> {
        let family = Family::of(&kind);
        let fits = match function {
            RollupFunction::Sum => matches!(family, Family::Number | Family::Money | Family::Duration),
            _ => family.is_ordered() && family != Family::Text,
        };
        if !fits {
            return self.fault(part, "query-no-figure", [("kind", family.word().to_owned())]);
        }
        let Elements { hop, var, body, .. } = elements;
        let (of, body) = (Some(Box::new(of)), Box::new(body));
        Some(Val::Op(Operand::Rollup { relation: hop, var, function, of, body }, kind))
    }

    /// The expression of a rollup field of the record at `base`. A count is `Size`, so that it has one form.
    pub fn rollup(&mut self, names: &Names, part: &IdedExpr, base: &Base, field: &Field) -> Option<Val> {
        let Kind::Rollup { relation, function, field: of, filter, .. } = &field.kind else { return None };
        let Some((hop, object)) = base.relation(self.catalogue, relation) else {
            return self.fault(part, "query-derived", [("field", field.name.to_string())]);
        };
        let var = names.bound.saturating_add(1);
        let inner = Names { root: Base::record(&object, var), vars: Vec::new(), bound: var };
        let body = match filter {
            None => Expr::True,
            Some(filter) => {
                self.derived_text(part, &field.name, filter, |check, root| check.condition(&inner, root))?
            }
        };
        let elements = Elements { hop, object, body, var };
        match of {
            None => {
                let Elements { hop, body, .. } = elements;
                Some(Val::Op(Operand::Size { relation: hop, var, body: Box::new(body) }, whole()))
            }
            Some(of) => {
                let (of, kind) = self.derived_text(part, &field.name, of, |check, root| check.operand(&inner, root))?;
                self.over(part, elements, *function, of, kind)
            }
        }
    }
}
