//! NOT driven down to the leaves, with the meaning of "not known" kept. Equality turns round by itself (`==` and
//! `!=` are each other's opposite, null or not). Every other leaf keeps its `Not` directly above it: there are two
//! truth values, so `!(a < b)` is not `a >= b` when a side is not known or in another currency. Whoever renders
//! such a pair lets an unknown leaf count as false first (`leaf IS NOT TRUE` in SQL).

use crate::{Cmp, Expr, Operand};

/// The same condition, in which `Not` stands only directly above a leaf that cannot be turned round: an order
/// comparison, `In`, `Text`, `Has`, `Holds`, `Within` or `Exists`. Bodies of to-many tests are in this form too.
#[must_use]
pub fn push_not(expr: Expr) -> Expr {
    straight(expr)
}

fn straight(expr: Expr) -> Expr {
    match expr {
        Expr::Not(inner) => turned(*inner),
        Expr::And(parts) => Expr::all(parts.into_iter().map(straight)),
        Expr::Or(parts) => Expr::any(parts.into_iter().map(straight)),
        leaf => within(leaf),
    }
}

/// The opposite of the condition.
fn turned(expr: Expr) -> Expr {
    match expr {
        Expr::True => Expr::False,
        Expr::False => Expr::True,
        Expr::Not(inner) => straight(*inner),
        Expr::And(parts) => Expr::any(parts.into_iter().map(turned)),
        Expr::Or(parts) => Expr::all(parts.into_iter().map(turned)),
        Expr::Compare { op: Cmp::Eq, left, right } => within(Expr::Compare { op: Cmp::Ne, left, right }),
        Expr::Compare { op: Cmp::Ne, left, right } => within(Expr::Compare { op: Cmp::Eq, left, right }),
        leaf => Expr::Not(Box::new(within(leaf))),
    }
}

/// The leaf with the bodies inside it in normal form.
fn within(leaf: Expr) -> Expr {
    match leaf {
        Expr::Compare { op, left, right } => Expr::Compare { op, left: operand(left), right: operand(right) },
        Expr::In { left, set } => Expr::In { left: operand(left), set },
        Expr::Text { op, left, needle } => Expr::Text { op, left: operand(left), needle },
        Expr::Holds(inner) => Expr::Holds(operand(inner)),
        Expr::Within { left, tree, root } => Expr::Within { left: operand(left), tree, root },
        Expr::Exists { relation, var, body } => Expr::Exists { relation, var, body: Box::new(straight(*body)) },
        other => other,
    }
}

fn operand(it: Operand) -> Operand {
    let inside = |it: Box<Operand>| Box::new(operand(*it));
    match it {
        Operand::Arith { op, left, right } => Operand::Arith { op, left: inside(left), right: inside(right) },
        Operand::Days { from, to } => Operand::Days { from: inside(from), to: inside(to) },
        Operand::Size { relation, var, body } => Operand::Size { relation, var, body: Box::new(straight(*body)) },
        Operand::Truth(condition) => Operand::Truth(Box::new(straight(*condition))),
        Operand::Rollup { relation, var, function, of, body } => {
            let body = Box::new(straight(*body));
            Operand::Rollup { relation, var, function, of: of.map(inside), body }
        }
        other => other,
    }
}
