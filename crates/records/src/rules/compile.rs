//! From kept rules to what `access` decides with. The condition is checked again each time; one that is not understood any
//! more takes every record of its object: what cannot be decided is denied.

use access::Deny;
use catalogue::{Action, Catalogue, Id, Kind, Name, Object, Visible};
use query::{Cmp, Env, Expr, Operand, Path, ToOne};
use store::Rule;

/// How many references away a record may lie that a rule takes along: a line, of an order, of a deal, of a client.
const MOST_STEPS: usize = 3;

/// What the rules take from this person.
pub(crate) fn denies_of(catalogue: &Catalogue, rules: &[Rule], user: Id, roles: &[Name], env: &Env) -> Vec<Deny> {
    let binds = |rule: &&Rule| rule.user == Some(user) || rule.role.as_ref().is_some_and(|role| roles.contains(role));
    rules.iter().filter(binds).flat_map(|rule| denies(catalogue, rule, env)).collect()
}

/// Whether its condition is still understood, and told by the record alone: what is related to a record is not there in memory,
/// where a condition over it would quietly hold for none.
pub(crate) fn is_sound(catalogue: &Catalogue, rule: &Rule, env: &Env) -> bool {
    let Some(object) = catalogue.objects.get(&rule.object) else { return false };
    query::condition(catalogue, object, &rule.filter, env).is_ok_and(|rows| !query::goes_over_many(&rows))
}

fn denies(catalogue: &Catalogue, rule: &Rule, env: &Env) -> Vec<Deny> {
    let Some(object) = catalogue.objects.get(&rule.object) else { return Vec::new() };
    let mut ways: Vec<(&Object, Vec<&Name>)> = vec![(object, Vec::new())];
    if rule.related {
        let mut at = 0;
        while let Some((target, references)) = ways.get(at).cloned() {
            if references.len() < MOST_STEPS {
                ways.extend(pointing(catalogue, object, target, &references));
            }
            at += 1;
        }
    }
    let actions: Vec<Action> =
        Action::ALL.into_iter().filter(|a| rule.actions.split(',').any(|word| word == a.as_str())).collect();
    let deny = |(object, references): (&Object, Vec<&Name>)| Deny {
        id: rule.id,
        object: object.name.clone(),
        actions: actions.clone(),
        rows: rows(catalogue, rule, object, &references, env),
        reason: rule.reason.clone(),
        until: rule.until,
    };
    ways.into_iter().map(deny).collect()
}

/// The owned objects that refer to `target`, each with the references from it to the rule's object.
fn pointing<'c>(
    catalogue: &'c Catalogue,
    start: &Object,
    target: &Object,
    references: &[&'c Name],
) -> Vec<(&'c Object, Vec<&'c Name>)> {
    let owned = catalogue.objects.values().filter(|o| o.visible == Visible::Owned);
    let others = owned.filter(|o| o.name != start.name && o.name != target.name);
    let fields = others.flat_map(|o| o.fields.values().map(move |field| (&**o, field)));
    let points = fields
        .filter(|(_, field)| !field.system && matches!(&field.kind, Kind::Reference { to } if *to == target.name));
    points.map(|(o, field)| (o, std::iter::once(&field.name).chain(references.iter().copied()).collect())).collect()
}

fn rows(catalogue: &Catalogue, rule: &Rule, object: &Object, references: &[&Name], env: &Env) -> Expr {
    let names: Vec<Name> = references.iter().map(|name| Name::clone(name)).collect();
    match query::condition_through(catalogue, object, &names, &rule.filter, env) {
        Ok(condition) if query::goes_over_many(&condition) => {
            tracing::error!(rule = rule.id.0, "a special rule goes over related records now: it takes every record");
            Expr::True
        }
        Ok(condition) => Expr::all([condition, there(catalogue, object, &names)]),
        Err(faults) => {
            tracing::error!(
                rule = rule.id.0,
                ?faults,
                "a special rule is not understood any more: it takes every record"
            );
            Expr::True
        }
    }
}

/// The last of the references leads somewhere.
fn there(catalogue: &Catalogue, object: &Object, references: &[Name]) -> Expr {
    let Some((last, before)) = references.split_last() else { return Expr::True };
    let mut hops = Vec::with_capacity(before.len());
    let mut at = object;
    for field in before {
        let target = at.field(field).and_then(|f| f.kind.target()).and_then(|name| catalogue.objects.get(name));
        let Some(target) = target else { return Expr::True };
        hops.push(ToOne { field: field.clone(), object: target.name.clone() });
        at = target;
    }
    let path = Path { var: 0, object: object.name.clone(), hops, field: last.clone() };
    Expr::Compare { op: Cmp::Ne, left: Operand::Path(path), right: Operand::Value(catalogue::Value::Null) }
}
