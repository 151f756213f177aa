//! The rights of one person over every object at once, as the data that `store` puts into a statement.

use std::collections::HashMap;

use catalogue::{Action, Catalogue, Field, Object, TitlePart};
use query::{Expr, ObjectScope, Scope};

use crate::{Decision, Deny, Principal, decide};

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

/// Rows and masks of every object for taking records of `main` out of the house: of these what the person may both read and
/// export, row by row and field by field. Of every other object what a record is called goes along where it may be read and
/// no rule keeps it in; its further fields only where it may be exported itself.
#[must_use]
pub fn export_scope(catalogue: &Catalogue, who: &Principal, main: &Object) -> Scope {
    let mut objects = HashMap::new();
    for object in catalogue.objects.values() {
        let read = decide(catalogue, who, Action::Read, object);
        let export = decide(catalogue, who, Action::Export, object);
        let scope =
            if object.name == main.name { taken_out(&read, &export, object) } else { named(&read, &export, object) };
        if scope.rows != Expr::False {
            objects.insert(object.name.clone(), scope);
        }
    }
    Scope::of(objects)
}

/// Whether a field of an object that records of another refer to goes along with these, wherever its record may be read.
#[must_use]
pub fn names_its_record(object: &Object, field: &Field) -> bool {
    object.title.iter().any(|part| matches!(part, TitlePart::Field(name) if *name == field.name))
}

fn taken_out(read: &Decision, export: &Decision, object: &Object) -> ObjectScope {
    let both = |field: &Field| {
        let masks: Vec<Expr> = [mask(read, field), mask(export, field)].into_iter().flatten().collect();
        (!masks.is_empty()).then(|| (field.name.clone(), Expr::all(masks)))
    };
    let masked = object.fields.values().filter_map(both).collect();
    ObjectScope { rows: Expr::all([read.rows(), export.rows()]), masked }
}

fn named(read: &Decision, export: &Decision, object: &Object) -> ObjectScope {
    let kept_in = Expr::any(export.denies.iter().map(Deny::taken));
    let rows = match kept_in {
        Expr::False => read.rows(),
        kept_in => Expr::all([read.rows(), Expr::Not(Box::new(kept_in))]),
    };
    let masked = object.fields.values().filter_map(|field| {
        let further = if names_its_record(object, field) { Expr::True } else { export.field_rows(field) };
        let shows = Expr::all([mask(read, field).unwrap_or(Expr::True), further]);
        (shows != Expr::True).then(|| (field.name.clone(), shows))
    });
    ObjectScope { rows, masked: masked.collect() }
}

fn object_scope(decision: &Decision, object: &Object) -> ObjectScope {
    let masked = object.fields.values().filter_map(|f| Some((f.name.clone(), mask(decision, f)?))).collect();
    ObjectScope { rows: decision.rows(), masked }
}

/// On which visible rows the field shows, or `None` when on all of them.
fn mask(decision: &Decision, field: &Field) -> Option<Expr> {
    let (carrying, lacking): (Vec<_>, Vec<_>) = decision.allows.iter().partition(|a| a.carries(field));
    let shows = Expr::any(carrying.iter().map(|a| a.rows.clone()));
    let needed = lacking.iter().any(|l| !carrying.iter().any(|c| c.rows == l.rows));
    (needed && shows != Expr::True).then_some(shows)
}
