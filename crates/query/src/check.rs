//! From text to the checked tree: conditions. Names are resolved, types checked, literals take the type and unit of
//! the field they meet, computed fields are replaced by their expressions. Every fault found is reported, with its place.

use std::sync::Arc;

use catalogue::{Catalogue, Kind, Name, Object};
use cel::common::ast::{CallExpr, Expr as Part, IdedExpr, operators};

use crate::literal::{Family, Lit};
use crate::names::{Base, Names};
use crate::parse::{Parsed, parse};
use crate::values::Val;
use crate::{Cmp, Env, Expr, Operand, QueryFault};

/// How deep computed fields may be made of computed fields.
const MAX_DERIVED: u8 = 8;

/// The condition that `text` says about one record of `object`. A blank text says nothing: it holds for all.
///
/// # Errors
/// Every fault found, each with its place.
pub fn condition(catalogue: &Catalogue, object: &Object, text: &str, env: &Env) -> Result<Expr, Vec<QueryFault>> {
    if text.trim().is_empty() {
        return Ok(Expr::True);
    }
    let names = record_names(catalogue, object);
    Check::text(catalogue, env, text, 0, |check, root| check.condition(&names, root))
}

/// The condition that `text` says about the record to which these references of a record of `object` lead, one after the
/// other. Where one of them is empty it says whatever it says of nothing: ask for the reference too.
///
/// # Errors
/// Every fault found, each with its place; `query-unknown` when a name is no reference.
pub fn condition_through(
    catalogue: &Catalogue,
    object: &Object,
    references: &[Name],
    text: &str,
    env: &Env,
) -> Result<Expr, Vec<QueryFault>> {
    let mut names = record_names(catalogue, object);
    for name in references {
        let next = names.root.last.field(name).and_then(|field| names.root.follow(catalogue, field));
        let object = object.name.to_string();
        let unknown = || vec![QueryFault::new(None, "query-unknown", [("name", name.to_string()), ("object", object)])];
        names.root = next.ok_or_else(unknown)?;
    }
    if text.trim().is_empty() {
        return Ok(Expr::True);
    }
    Check::text(catalogue, env, text, 0, |check, root| check.condition(&names, root))
}

/// The value that `text` says about one record of `object`, and its kind. A bare reference path is the id it holds.
///
/// # Errors
/// Every fault found, each with its place.
pub fn operand(
    catalogue: &Catalogue,
    object: &Object,
    text: &str,
    env: &Env,
) -> Result<(Operand, Kind), Vec<QueryFault>> {
    let names = record_names(catalogue, object);
    Check::text(catalogue, env, text, 0, |check, root| check.operand(&names, root))
}

fn record_names(catalogue: &Catalogue, object: &Object) -> Names {
    let shared = catalogue.objects.get(&object.name).cloned();
    let object = shared.unwrap_or_else(|| Arc::new(object.clone()));
    Names { root: Base::record(&object, 0), vars: Vec::new(), bound: 0 }
}

/// The walk over one parsed text.
pub(crate) struct Check<'c> {
    pub catalogue: &'c Catalogue,
    pub env: &'c Env,
    pub parsed: &'c Parsed,
    /// How many computed fields this text is inside of.
    derived: u8,
    faults: Vec<QueryFault>,
}

impl<'c> Check<'c> {
    /// Parses and walks a text; what `walk` returns counts only when no fault was found.
    fn text<T>(
        catalogue: &Catalogue,
        env: &Env,
        text: &str,
        derived: u8,
        walk: impl FnOnce(&mut Check<'_>, &IdedExpr) -> Option<T>,
    ) -> Result<T, Vec<QueryFault>> {
        let parsed = parse(text)?;
        let mut check = Check { catalogue, env, parsed: &parsed, derived, faults: Vec::new() };
        let result = walk(&mut check, &parsed.root);
        match result {
            Some(result) if check.faults.is_empty() => Ok(result),
            _ if check.faults.is_empty() => Err(vec![QueryFault::new(None, "query-syntax", [])]),
            _ => Err(check.faults),
        }
    }

    /// The same for the text of a derived field, whose faults are told at the place where the field is named.
    pub fn derived_text<T>(
        &mut self,
        part: &IdedExpr,
        field: &str,
        text: &str,
        walk: impl FnOnce(&mut Check<'_>, &IdedExpr) -> Option<T>,
    ) -> Option<T> {
        if self.derived >= MAX_DERIVED {
            return self.fault(part, "query-derived-depth", [("field", field.to_owned())]);
        }
        match Check::text(self.catalogue, self.env, text, self.derived + 1, walk) {
            Ok(result) => Some(result),
            Err(_) => self.fault(part, "query-derived", [("field", field.to_owned())]),
        }
    }

    /// Notes a fault at a part. Always `None`, so that a walk can end with it.
    pub fn fault<T>(
        &mut self,
        part: &IdedExpr,
        key: &'static str,
        args: impl IntoIterator<Item = (&'static str, String)>,
    ) -> Option<T> {
        let fault = QueryFault::new(self.parsed.place(part), key, args);
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
        None
    }

    pub fn unsupported<T>(&mut self, part: &IdedExpr, what: &str) -> Option<T> {
        self.fault(part, "query-unsupported", [("what", what.to_owned())])
    }

    /// A part that is true or false of a record.
    pub fn condition(&mut self, names: &Names, part: &IdedExpr) -> Option<Expr> {
        let Part::Call(call) = &part.expr else { return self.truth(names, part) };
        match (call.func_name.as_str(), call.args.as_slice()) {
            (operators::LOGICAL_AND, [a, b]) => {
                let parts = (self.condition(names, a), self.condition(names, b));
                Some(Expr::all([parts.0?, parts.1?]))
            }
            (operators::LOGICAL_OR, [a, b]) => {
                let parts = (self.condition(names, a), self.condition(names, b));
                Some(Expr::any([parts.0?, parts.1?]))
            }
            (operators::LOGICAL_NOT, [inner]) => Some(Expr::Not(Box::new(self.condition(names, inner)?))),
            (operators::IN, [left, set]) => self.membership(names, part, left, set),
            (name, [a, b]) if call.target.is_none() && comparison(name).is_some() => {
                self.comparison(names, part, comparison(name)?, [a, b])
            }
            ("has", [field]) if call.target.is_none() => {
                let (left, _) = self.operand(names, field)?;
                Some(Expr::Compare { op: Cmp::Ne, left, right: Operand::Value(catalogue::Value::Null) })
            }
            _ => self.test(names, part, call),
        }
    }

    /// A call on a target that is a condition, or else a boolean value.
    fn test(&mut self, names: &Names, part: &IdedExpr, call: &CallExpr) -> Option<Expr> {
        let Some(target) = &call.target else { return self.truth(names, part) };
        match call.func_name.as_str() {
            "contains" | "startsWith" | "endsWith" => self.text_test(names, part, call, target),
            "has" => self.has_option(names, part, target, &call.args),
            "within" => self.within(names, part, target, &call.args),
            "exists" | "all" => self.quantified(names, part, call, target),
            _ => self.truth(names, part),
        }
    }

    /// A boolean literal, field or computed condition.
    fn truth(&mut self, names: &Names, part: &IdedExpr) -> Option<Expr> {
        match self.value(names, part)? {
            Val::Lit(Lit::Bool(true)) => Some(Expr::True),
            Val::Lit(Lit::Bool(false)) => Some(Expr::False),
            Val::Op(Operand::Truth(condition), _) => Some(*condition),
            Val::Op(operand, kind) if Family::of(&kind) == Family::Boolean => Some(Expr::Holds(operand)),
            Val::Op(_, kind) => {
                self.fault(part, "query-not-condition", [("kind", Family::of(&kind).word().to_owned())])
            }
            Val::Lit(lit) => self.fault(part, "query-not-condition", [("kind", lit.word().to_owned())]),
        }
    }
}

pub(crate) fn comparison(name: &str) -> Option<Cmp> {
    Some(match name {
        operators::EQUALS => Cmp::Eq,
        operators::NOT_EQUALS => Cmp::Ne,
        operators::LESS => Cmp::Lt,
        operators::LESS_EQUALS => Cmp::Le,
        operators::GREATER => Cmp::Gt,
        operators::GREATER_EQUALS => Cmp::Ge,
        _ => return None,
    })
}
