//! The rights of one person over every object at once, as the data that `store` puts into a statement.

use std::collections::HashMap;

use catalogue::{Action, Catalogue, Object};
use query::{Expr, ObjectScope, Scope};

use crate::{Decision, Principal, decide};

/// Rows and masks of every object for one action. Every object is decided by the same action: figures over
/// deals that are joined with companies take the companies that count in figures.
#[must_use]
pub fn scope(catalogue: &Catalogue, who: &Principal, action: Action) -> Scope {
    let mut objects = HashMap::new();
    for object in catalogue.objects.values() {
        let decision = decide(catalogue, who, action, object);
        if !decision.is_nothing() {
            objects.insert(object.name.clone(), object_scope(&decision, object));
        }
    }
    Scope::of(objects)
}

fn object_scope(decision: &Decision, object: &Object) -> ObjectScope {
    let masked = object.fields.values().filter_map(|f| Some((f.name.clone(), mask(decision, f)?))).collect();
    ObjectScope { rows: decision.rows(), masked }
}

/// On which visible rows the field shows, or `None` when on all of them.
fn mask(decision: &Decision, field: &catalogue::Field) -> Option<Expr> {
    let (carrying, lacking): (Vec<_>, Vec<_>) = decision.allows.iter().partition(|a| a.carries(field));
    let shows = Expr::any(carrying.iter().map(|a| a.rows.clone()));
    let needed = lacking.iter().any(|l| !carrying.iter().any(|c| c.rows == l.rows));
    (needed && shows != Expr::True).then_some(shows)
}
