//! Which fields an expression reads, through every hop and body: a filter or a sort on a field that one may not
//! read is refused by this list.

use catalogue::Name;

use crate::{Expr, Hop, Operand, Path, ToOne};

/// Every (object, field) that the condition reads, each once, in the order met. The reference field of each hop
/// counts as read, and so does the `id` of a path to it.
#[must_use]
pub fn fields_used(expr: &Expr) -> Vec<(Name, Name)> {
    let mut used = Used::default();
    used.expr(expr);
    used.fields
}

/// Every (object, field) that the operand reads: see [`fields_used`].
#[must_use]
pub fn fields_used_operand(operand: &Operand) -> Vec<(Name, Name)> {
    let mut used = Used::default();
    used.operand(operand);
    used.fields
}

#[derive(Default)]
struct Used {
    fields: Vec<(Name, Name)>,
}

impl Used {
    fn add(&mut self, object: &Name, field: &Name) {
        if !self.fields.iter().any(|(o, f)| o == object && f == field) {
            self.fields.push((object.clone(), field.clone()));
        }
    }

    fn hops(&mut self, from: &Name, hops: &[ToOne]) {
        let mut object = from;
        for hop in hops {
            self.add(object, &hop.field);
            object = &hop.object;
        }
    }

    fn path(&mut self, path: &Path) {
        self.hops(&path.object, &path.hops);
        self.add(path.last_object(), &path.field);
    }

    fn relation(&mut self, hop: &Hop) {
        self.hops(&hop.from, &hop.hops);
        self.add(&hop.to.object, &hop.to.field);
    }

    fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::True | Expr::False => {}
            Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|p| self.expr(p)),
            Expr::Not(inner) => self.expr(inner),
            Expr::Compare { left, right, .. } => {
                self.operand(left);
                self.operand(right);
            }
            Expr::In { left, .. } | Expr::Text { left, .. } | Expr::Holds(left) => self.operand(left),
            Expr::Has { path, .. } => self.path(path),
            Expr::Within { left, tree, .. } => {
                self.operand(left);
                self.add(&tree.object, &tree.field);
            }
            Expr::Exists { relation, body, .. } => {
                self.relation(relation);
                self.expr(body);
            }
        }
    }

    fn operand(&mut self, operand: &Operand) {
        match operand {
            Operand::Value(_) | Operand::Me | Operand::Now | Operand::Today => {}
            Operand::Path(path) | Operand::StageProperty { path, .. } => self.path(path),
            Operand::Arith { left, right, .. } => {
                self.operand(left);
                self.operand(right);
            }
            Operand::Days { from, to } => {
                self.operand(from);
                self.operand(to);
            }
            Operand::Truth(condition) => self.expr(condition),
            Operand::Size { relation, body, .. } => {
                self.relation(relation);
                self.expr(body);
            }
            Operand::Rollup { relation, of, body, .. } => {
                self.relation(relation);
                if let Some(of) = of {
                    self.operand(of);
                }
                self.expr(body);
            }
        }
    }
}
