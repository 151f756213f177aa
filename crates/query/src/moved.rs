//! What is said of a record, said from elsewhere: of a variable, or of what a reference leads to.

use catalogue::Name;

use crate::{Expr, Hop, Operand, Path, ToOne};

/// Changes where the paths and relations of one variable begin; those of others stay.
trait Move {
    fn from(&self) -> u8;
    fn path(&self, path: &Path) -> Path;
    fn hop(&self, hop: &Hop) -> Hop;
}

/// What the condition says of the record itself, said of the variable.
#[must_use]
pub fn of_variable(expr: &Expr, var: u8) -> Expr {
    moved(expr, &Rename { from: 0, to: var })
}

/// What the body of a relation says of its element, said of that record itself. `None` when it says anything of another.
#[must_use]
pub fn of_element(body: &Expr, var: u8) -> Option<Expr> {
    crate::speaks_only_of(body, var).then(|| moved(body, &Rename { from: var, to: 0 }))
}

/// What the condition says of a record, said of the record of `from` whose reference leads to it. Where the reference is
/// empty, it is as if nothing were known of the record.
#[must_use]
pub fn behind(expr: &Expr, from: &Name, reference: &ToOne) -> Expr {
    moved(expr, &Behind { from, reference })
}

struct Rename {
    from: u8,
    to: u8,
}

impl Move for Rename {
    fn from(&self) -> u8 {
        self.from
    }

    fn path(&self, path: &Path) -> Path {
        Path { var: self.to, ..path.clone() }
    }

    fn hop(&self, hop: &Hop) -> Hop {
        Hop { var: self.to, ..hop.clone() }
    }
}

struct Behind<'a> {
    from: &'a Name,
    reference: &'a ToOne,
}

impl Behind<'_> {
    fn hops(&self, hops: &[ToOne]) -> Vec<ToOne> {
        std::iter::once(self.reference).chain(hops).cloned().collect()
    }
}

impl Move for Behind<'_> {
    fn from(&self) -> u8 {
        0
    }

    fn path(&self, path: &Path) -> Path {
        Path { object: self.from.clone(), hops: self.hops(&path.hops), ..path.clone() }
    }

    fn hop(&self, hop: &Hop) -> Hop {
        Hop { from: self.from.clone(), hops: self.hops(&hop.hops), ..hop.clone() }
    }
}

fn moved(expr: &Expr, by: &dyn Move) -> Expr {
    let each = |parts: &[Expr]| parts.iter().map(|part| moved(part, by)).collect();
    match expr {
        Expr::True => Expr::True,
        Expr::False => Expr::False,
        Expr::And(parts) => Expr::And(each(parts)),
        Expr::Or(parts) => Expr::Or(each(parts)),
        Expr::Not(inner) => Expr::Not(Box::new(moved(inner, by))),
        Expr::Compare { op, left, right } => {
            Expr::Compare { op: *op, left: operand(left, by), right: operand(right, by) }
        }
        Expr::In { left, set } => Expr::In { left: operand(left, by), set: set.clone() },
        Expr::Text { op, left, needle } => Expr::Text { op: *op, left: operand(left, by), needle: needle.clone() },
        Expr::Has { path, option } => Expr::Has { path: begun(path, by), option: option.clone() },
        Expr::Holds(inner) => Expr::Holds(operand(inner, by)),
        Expr::Within { left, tree, root } => Expr::Within { left: operand(left, by), tree: tree.clone(), root: *root },
        Expr::Exists { relation, var, body } => {
            Expr::Exists { relation: hop(relation, by), var: *var, body: Box::new(moved(body, by)) }
        }
    }
}

fn begun(path: &Path, by: &dyn Move) -> Path {
    if path.var == by.from() { by.path(path) } else { path.clone() }
}

fn hop(hop: &Hop, by: &dyn Move) -> Hop {
    if hop.var == by.from() { by.hop(hop) } else { hop.clone() }
}

fn operand(of: &Operand, by: &dyn Move) -> Operand {
    let boxed = |inner: &Operand| Box::new(operand(inner, by));
    match of {
        Operand::Value(_) | Operand::Me | Operand::Now | Operand::Today => of.clone(),
        Operand::Path(path) => Operand::Path(begun(path, by)),
        Operand::Arith { op, left, right } => Operand::Arith { op: *op, left: boxed(left), right: boxed(right) },
        Operand::Days { from, to } => Operand::Days { from: boxed(from), to: boxed(to) },
        Operand::Size { relation, var, body } => {
            Operand::Size { relation: hop(relation, by), var: *var, body: Box::new(moved(body, by)) }
        }
        Operand::Truth(condition) => Operand::Truth(Box::new(moved(condition, by))),
        Operand::StageProperty { path, property } => {
            Operand::StageProperty { path: begun(path, by), property: *property }
        }
        Operand::Rollup { relation, var, function, of, body } => Operand::Rollup {
            relation: hop(relation, by),
            var: *var,
            function: *function,
            of: of.as_deref().map(boxed),
            body: Box::new(moved(body, by)),
        },
    }
}
