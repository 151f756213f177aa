//! Every expression of the shipped catalogue, against the language.

use crate::world;

use catalogue::{Catalogue, Wants};

#[test]
fn every_expression_of_the_shipped_catalogue_is_sound() {
    let catalogue = Catalogue::shipped();
    let env = world::env();
    let mut wrong = Vec::new();
    for place in &catalogue.expressions {
        let object = catalogue.object(&place.object).expect("an object");
        let faults = match &place.wants {
            Wants::Condition => query::condition(&catalogue, object, &place.text, &env).err(),
            Wants::Value(_) => query::operand(&catalogue, object, &place.text, &env).err(),
        };
        for fault in faults.into_iter().flatten() {
            wrong.push(format!("{}:{} {}: {fault}", place.file, place.line, place.text));
        }
    }
    assert!(catalogue.expressions.len() > 50, "the catalogue has lost its expressions");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
