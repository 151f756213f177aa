//! Every expression of a catalogue, checked where it stands.

use catalogue::{Catalogue, ExpressionPlace, Wants};

use crate::{Env, QueryFault, condition, operand};

/// The faults of all expressions of the catalogue, each with its place.
#[must_use]
pub fn faults_of(catalogue: &Catalogue) -> Vec<(ExpressionPlace, QueryFault)> {
    let checked =
        |place: &ExpressionPlace| check(catalogue, place).into_iter().map(|fault| (place.clone(), fault)).collect();
    catalogue.expressions.iter().flat_map(|place: &ExpressionPlace| -> Vec<_> { checked(place) }).collect()
}

fn check(catalogue: &Catalogue, place: &ExpressionPlace) -> Vec<QueryFault> {
    let Some(object) = catalogue.object(&place.object) else { return Vec::new() };
    let env = Env::of_nobody();
    match &place.wants {
        Wants::Condition => condition(catalogue, object, &place.text, &env).err(),
        Wants::Value(_) => operand(catalogue, object, &place.text, &env).err(),
    }
    .unwrap_or_default()
}
