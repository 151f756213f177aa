//! What an expression looks at beyond the record's own fields: whoever evaluates it in memory fetches that first.

use crate::{Expr, Operand, Path, ToOne};

/// The references that paths from the record follow, each way once.
#[must_use]
pub fn hops_used(expr: &Expr) -> Vec<Vec<ToOne>> {
    let mut ways: Vec<Vec<ToOne>> = Vec::new();
    each_path(expr, &mut |path| {
        if path.var == 0 && !path.hops.is_empty() && !ways.contains(&path.hops) {
            ways.push(path.hops.clone());
        }
    });
    ways
}

/// The places from which a walk up a tree begins: the references to the record in it, and the reference that leads upwards;
/// each once.
#[must_use]
pub fn trees_used(expr: &Expr) -> Vec<(Vec<ToOne>, ToOne)> {
    let mut found: Vec<(Vec<ToOne>, ToOne)> = Vec::new();
    let mut open = vec![expr];
    while let Some(part) = open.pop() {
        match part {
            Expr::And(parts) | Expr::Or(parts) => open.extend(parts),
            Expr::Not(inner) => open.push(inner),
            Expr::Within { left: Operand::Path(path), tree, .. } if path.var == 0 => {
                let mut way = path.hops.clone();
                if &*path.field != "id" {
                    way.push(ToOne { field: path.field.clone(), object: tree.object.clone() });
                }
                let upwards = ToOne { field: tree.field.clone(), object: tree.object.clone() };
                if !found.contains(&(way.clone(), upwards.clone())) {
                    found.push((way, upwards));
                }
            }
            _ => {}
        }
    }
    found
}

/// The parts of a condition that ask whether some related record exists, each once. Those inside another are part of it.
#[must_use]
pub fn exists_used(expr: &Expr) -> Vec<&Expr> {
    let mut found: Vec<&Expr> = Vec::new();
    let mut open = vec![expr];
    while let Some(part) = open.pop() {
        match part {
            Expr::And(parts) | Expr::Or(parts) => open.extend(parts),
            Expr::Not(inner) => open.push(inner),
            Expr::Exists { .. } if !found.contains(&part) => found.push(part),
            _ => {}
        }
    }
    found
}

/// True when the condition goes over a to-many relation, by whatever means.
#[must_use]
pub fn goes_over_many(expr: &Expr) -> bool {
    match expr {
        Expr::True | Expr::False | Expr::Has { .. } => false,
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(goes_over_many),
        Expr::Not(inner) => goes_over_many(inner),
        Expr::Compare { left, right, .. } => over_many(left) || over_many(right),
        Expr::In { left, .. } | Expr::Text { left, .. } | Expr::Holds(left) | Expr::Within { left, .. } => {
            over_many(left)
        }
        Expr::Exists { .. } => true,
    }
}

fn over_many(operand: &Operand) -> bool {
    match operand {
        Operand::Size { .. } | Operand::Rollup { .. } => true,
        Operand::Arith { left, right, .. } => over_many(left) || over_many(right),
        Operand::Days { from, to } => over_many(from) || over_many(to),
        Operand::Truth(condition) => goes_over_many(condition),
        Operand::Value(_)
        | Operand::Path(_)
        | Operand::Me
        | Operand::Now
        | Operand::Today
        | Operand::StageProperty { .. } => false,
    }
}

/// True when every path begins at this variable and none goes over a to-many relation: the condition can be asked of the
/// variable's object alone.
#[must_use]
pub fn speaks_only_of(expr: &Expr, var: u8) -> bool {
    let mut alone = !goes_over_many(expr);
    each_path(expr, &mut |path| alone &= path.var == var);
    alone
}

/// Every path outside of to-many relations.
fn each_path(expr: &Expr, met: &mut dyn FnMut(&Path)) {
    match expr {
        Expr::True | Expr::False | Expr::Exists { .. } => {}
        Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| each_path(part, met)),
        Expr::Not(inner) => each_path(inner, met),
        Expr::Compare { left, right, .. } => {
            each_operand_path(left, met);
            each_operand_path(right, met);
        }
        Expr::In { left, .. } | Expr::Text { left, .. } | Expr::Holds(left) | Expr::Within { left, .. } => {
            each_operand_path(left, met);
        }
        Expr::Has { path, .. } => met(path),
    }
}

fn each_operand_path(operand: &Operand, met: &mut dyn FnMut(&Path)) {
    match operand {
        Operand::Path(path) | Operand::StageProperty { path, .. } => met(path),
        Operand::Arith { left, right, .. } => {
            each_operand_path(left, met);
            each_operand_path(right, met);
        }
        Operand::Days { from, to } => {
            each_operand_path(from, met);
            each_operand_path(to, met);
        }
        Operand::Truth(condition) => each_path(condition, met),
        Operand::Value(_)
        | Operand::Me
        | Operand::Now
        | Operand::Today
        | Operand::Size { .. }
        | Operand::Rollup { .. } => {}
    }
}
