//! What a company says of the stages of the product: further ones of its own, another probability, one that is out of use, and
//! their order. What a stage of the product means (won, lost, open) is the product's.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Key, Sheet, Values, child, expect_own_name, refuse};
use crate::{Problem, Thing};

/// What may be said of a stage of the product.
const SAID: [&str; 3] = ["probability", "retired", "aliases"];

/// Lays the differences over the stages of the field.
pub(super) fn arrange<'t>(sheet: &Sheet<'_>, field: &mut DeTable<'t>, said: &DeTable<'t>) {
    let find = |name: &str| said.iter().find(|(key, _)| key.get_ref() == name);
    let (stages, order) = (find("stages"), find("stage_order"));
    let Some(DeValue::Array(known)) = child(field, "stages").map(Spanned::get_mut) else {
        return [stages, order].into_iter().flatten().for_each(|(key, _)| refuse(sheet, key));
    };
    let mut list: Vec<Values<'t>> = known.iter().cloned().collect();
    if let Some((key, value)) = stages {
        match value.get_ref() {
            DeValue::Array(said) => said.iter().for_each(|stage| lay_over(sheet, &mut list, key, stage)),
            _ => refuse(sheet, key),
        }
    }
    if let Some((key, value)) = order {
        match value.get_ref() {
            DeValue::Array(names) => {
                let names: Vec<&Values<'t>> = names.iter().collect();
                list = ordered(sheet, list, &names);
            }
            _ => refuse(sheet, key),
        }
    }
    *known = list.into_iter().collect();
}

fn id<'v>(stage: &'v DeValue<'_>) -> Option<&'v str> {
    stage.as_table()?.iter().find(|(key, _)| key.get_ref() == "id")?.1.get_ref().as_str()
}

fn lay_over<'t>(sheet: &Sheet<'_>, list: &mut Vec<Values<'t>>, key: &Key<'t>, said: &Values<'t>) {
    let line = sheet.line_of(said);
    let (Some(name), DeValue::Table(differences)) = (id(said.get_ref()), said.get_ref()) else {
        return refuse(sheet, key);
    };
    let same = list.iter_mut().find(|stage| id(stage.get_ref()) == Some(name)).map(Spanned::get_mut);
    let Some(DeValue::Table(stage)) = same else {
        // A stage that is not there says what it would be, unless it was one of the product.
        if name.starts_with(super::OWN) || differences.iter().any(|(key, _)| key.get_ref() == "outcome") {
            expect_own_name(sheet, line, name);
            list.push(said.clone());
        } else {
            sheet.fault(line, gone(name, sheet));
        }
        return;
    };
    for (key, value) in differences.iter().filter(|(key, _)| key.get_ref() != "id") {
        match key.get_ref().as_ref() {
            "aliases" => super::append(sheet, stage, key.clone(), value.clone()),
            name if SAID.contains(&name) => {
                match child(stage, name) {
                    Some(known) => *known = value.clone(),
                    None => {
                        stage.insert(key.clone(), value.clone());
                    }
                };
            }
            _ => refuse(sheet, key),
        }
    }
}

/// The named ones in that order; each that is not named stays behind the one that it was behind.
fn ordered<'t>(sheet: &Sheet<'_>, list: Vec<Values<'t>>, names: &[&Values<'t>]) -> Vec<Values<'t>> {
    let words: Vec<&str> = names.iter().filter_map(|name| name.get_ref().as_str()).collect();
    for name in names {
        match name.get_ref().as_str() {
            Some(word) if list.iter().any(|stage| id(stage.get_ref()) == Some(word)) => {}
            Some(word) => sheet.fault(sheet.line_of(name), gone(word, sheet)),
            None => {
                let problem = Problem::WrongType {
                    key: "stage_order".to_owned(),
                    found: crate::Form::Literal,
                    wanted: crate::Form::List,
                };
                sheet.fault(sheet.line_of(name), problem);
            }
        }
    }
    let place = |stage: &Values<'t>| words.iter().position(|word| Some(*word) == id(stage.get_ref()));
    let mut before = 0;
    let mut keyed: Vec<(usize, usize, Values<'t>)> = Vec::with_capacity(list.len());
    for (at, stage) in list.into_iter().enumerate() {
        let own = place(&stage);
        before = own.unwrap_or(before);
        keyed.push((before, if own.is_some() { 0 } else { at + 1 }, stage));
    }
    keyed.sort_by_key(|(place, after, _)| (*place, *after));
    keyed.into_iter().map(|(_, _, stage)| stage).collect()
}

fn gone(name: &str, sheet: &Sheet<'_>) -> Problem {
    Problem::Gone { what: Thing::Stage, name: name.to_owned(), place: sheet.name.to_string() }
}
