//! Headers to objects and fields of the catalogue: which object a sheet is about, which linked objects each row feeds,
//! and which column fills which field. By the catalogue's aliases, names and labels in every language; never by a guess
//! from the values.

use std::collections::HashSet;

use catalogue::{Catalogue, Field, Kind, Lang, Name, Object, Words};

use crate::{Fill, From, Part, Target};

/// What a sheet's headers mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mapped {
    /// The object the sheet is about: each row is one of these.
    pub(crate) main: Name,
    /// Parts in the order of reference: what is referred to comes first.
    pub(crate) parts: Vec<Part>,
    /// For each header.
    pub(crate) targets: Vec<Option<Target>>,
    score: u32,
}

impl Mapped {
    pub(crate) fn new(main: Name, parts: Vec<Part>, targets: Vec<Option<Target>>) -> Self {
        Self { main, parts, targets, score: 0 }
    }
}

/// Objects that no spreadsheet is about.
const NOT_IMPORTED: [&str; 2] = ["doubt", "document"];
/// References that the gate itself fills, or that say too little in a header.
const NOT_FED: [&str; 3] = ["created_by", "updated_by", "campaign"];

/// Proposes what a sheet is about. `None` when no object's fields are recognised.
pub(crate) fn map(catalogue: &Catalogue, headers: &[(u32, String)]) -> Option<Mapped> {
    let words: Vec<String> = headers.iter().map(|(_, h)| fold_words(h)).collect();
    let mains = catalogue.objects.values().filter(|o| !NOT_IMPORTED.contains(&&*o.name));
    let all = mains.filter_map(|main| map_to(catalogue, main, &words));
    // The first of equals in menu order: `max_by_key` takes the last, hence the reversal.
    all.collect::<Vec<_>>().into_iter().rev().max_by_key(|m| m.score).filter(|m| m.score > 0)
}

/// The same for an object that is given.
pub(crate) fn map_to(catalogue: &Catalogue, main: &Object, words: &[String]) -> Option<Mapped> {
    let places = places(catalogue, main);
    let mut wishes: Vec<(u32, usize, usize)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        for (place, known) in places.iter().enumerate() {
            if known.words.contains(word) {
                wishes.push((known.weight, at, place));
            }
        }
    }
    // The strongest wishes first; among equals the leftmost column, then the nearest place.
    wishes.sort_by_key(|(weight, at, place)| (std::cmp::Reverse(*weight), *at, *place));
    let mut targets: Vec<Option<usize>> = vec![None; words.len()];
    let mut taken = HashSet::new();
    let mut score = 0;
    for (weight, at, place) in wishes {
        let Some(slot) = targets.get_mut(at) else { continue };
        if slot.is_none() && taken.insert(place) {
            *slot = Some(place);
            score += weight;
        }
    }
    let chosen: Vec<&Place> = targets.iter().flatten().filter_map(|p| places.get(*p)).collect();
    if !is_enough(main, &chosen) {
        return None;
    }
    let parts = parts(catalogue, main, &chosen);
    let target = |p: &Place| Target { part: p.part.clone(), field: p.field.clone() };
    let targets = targets.iter().map(|t| t.and_then(|p| places.get(p)).map(target)).collect();
    Some(Mapped { main: main.name.clone(), parts, targets, score })
}

/// Somewhere a column may go.
struct Place {
    part: String,
    object: Name,
    field: Name,
    /// The reference fields that lead there from the main object: (part, field) of each step.
    way: Vec<(String, Name)>,
    words: HashSet<String>,
    weight: u32,
}

/// The field that names a record of this object.
pub(crate) fn key_field(object: &Object) -> Option<&Field> {
    ["name", "number"].into_iter().find_map(|f| object.field(f))
}

fn places(catalogue: &Catalogue, main: &Object) -> Vec<Place> {
    let mut places = Vec::new();
    own_places(main, &main.name, &[], 4, &mut places);
    linked_places(catalogue, main, &main.name, &[], &mut places);
    // A line's order or deal is filled from the same row: all its fields are open.
    for field in main.fields.values().filter(|f| f.required && !f.system) {
        let Some(target) = field.kind.target().and_then(|t| catalogue.object(t)) else { continue };
        let way = vec![(main.name.to_string(), field.name.clone())];
        own_places(target, &target.name, &way, 2, &mut places);
        linked_places(catalogue, target, &target.name, &way, &mut places);
    }
    places
}

fn own_places(object: &Object, part: &str, way: &[(String, Name)], weight: u32, places: &mut Vec<Place>) {
    for field in object.fields.values().filter(|f| f.kind.is_stored() && !f.system && f.kind.target().is_none()) {
        places.push(Place {
            part: part.to_owned(),
            object: object.name.clone(),
            field: field.name.clone(),
            way: way.to_vec(),
            words: words_of(object, field),
            weight,
        });
    }
}

/// Records that a reference points to, by the name that the row gives them.
fn linked_places(catalogue: &Catalogue, object: &Object, part: &str, way: &[(String, Name)], places: &mut Vec<Place>) {
    for field in object.fields.values().filter(|f| !NOT_FED.contains(&&*f.name)) {
        let Some(target) = field.kind.target().and_then(|t| catalogue.object(t)) else { continue };
        let Some(key) = key_field(target) else { continue };
        let mut way = way.to_vec();
        way.push((part.to_owned(), field.name.clone()));
        let by_field = words_of(object, field);
        let own_name = !field.system && field.name != target.name;
        // `owner`, `company` and `product` are called by what they point to; `parent` and `manager` by their own words.
        let mut words = if own_name { by_field } else { by_field.into_iter().chain(words_of(target, key)).collect() };
        if &*field.name == "owner" {
            words.extend(words_of(target, key));
        }
        let mut place = |field: &Field, words: HashSet<String>, weight: u32| {
            places.push(Place {
                part: part_name(object, &way, target),
                object: target.name.clone(),
                field: field.name.clone(),
                way: way.clone(),
                words,
                weight,
            });
        };
        place(key, words, if own_name { 4 } else { 3 });
    }
}

/// A part is called like its object, or like the reference when the object stands in the row twice.
fn part_name(object: &Object, way: &[(String, Name)], target: &Object) -> String {
    let field = way.last().map_or("", |(_, f)| f);
    let plain = field == &*target.name || field == "owner";
    if plain && target.name != object.name { target.name.to_string() } else { field.to_owned() }
}

/// Every word that may stand over this field.
fn words_of(object: &Object, field: &Field) -> HashSet<String> {
    let mut words: HashSet<String> = field.aliases.iter().map(|a| fold_words(a)).collect();
    words.insert(fold_words(&field.name));
    let key = format!("{}-f-{}", object.name, field.name);
    words.extend(
        Lang::ALL.into_iter().filter_map(|l| Words::shipped().find(l, &key, &[])).map(|label| fold_words(&label)),
    );
    words
}

pub(crate) use catalogue::fold_header as fold_words;

/// True when the columns say enough to make a record of the main object.
fn is_enough(main: &Object, chosen: &[&Place]) -> bool {
    let has = |part: &str, field: &str| chosen.iter().any(|p| p.part == part && &*p.field == field);
    let own = chosen.iter().filter(|p| p.part == *main.name).count();
    match &*main.name {
        // A deal is called after its product and client, so its stage or amount must be there.
        "deal" => own >= 2 && (has("deal", "stage") || has("deal", "amount")),
        "contact" => has("contact", "name") || has("contact", "last_name") || has("contact", "first_name"),
        // What was done or is to be done is told by its subject, and by what else makes it one.
        "task" => own >= 2 && has("task", "subject"),
        "activity" => has("activity", "subject") && has("activity", "at"),
        "order_line" => own >= 1 && has("order", "number"),
        "deal_line" => own >= 1 && has("deal", "name"),
        _ => key_field(main).is_some_and(|key| has(&main.name, &key.name)) && chosen.len() >= 2,
    }
}

/// The parts that the chosen places need, each with the references that lead to it.
fn parts(catalogue: &Catalogue, main: &Object, chosen: &[&Place]) -> Vec<Part> {
    let mut parts = vec![Part { name: main.name.to_string(), object: main.name.clone(), fills: Vec::new() }];
    let mut ways: Vec<&Place> = chosen.to_vec();
    ways.sort_by_key(|p| p.way.len());
    for place in ways {
        let Some((from, _)) = place.way.last() else { continue };
        if !parts.iter().any(|p| p.name == place.part) {
            parts.push(Part { name: place.part.clone(), object: place.object.clone(), fills: Vec::new() });
        }
        if !parts.iter().any(|p| p.name == *from) {
            let object = catalogue.object(from).map_or_else(|| from.as_str().into(), |o| o.name.clone());
            parts.push(Part { name: from.clone(), object, fills: Vec::new() });
        }
        // Every step of the way is a reference that this row fills.
        for (at, (part, step)) in place.way.iter().enumerate() {
            let to = place.way.get(at + 1).map_or(place.part.clone(), |(next, _)| next.clone());
            let Some(part) = parts.iter_mut().find(|p| p.name == *part) else { continue };
            if !part.fills.iter().any(|f| f.field == *step) {
                part.fills.push(Fill { field: step.clone(), from: From::Part(to), only_new: false });
            }
        }
    }
    parts.reverse();
    parts
}

/// Every place a column of this sheet may be sent to: the fields of its parts.
#[must_use]
pub fn targets(catalogue: &Catalogue, parts: &[Part]) -> Vec<Target> {
    let fields = |part: &Part| {
        let object = catalogue.object(&part.object).cloned();
        let fields = object.iter().flat_map(|o| o.fields.values()).filter(|f| may_fill(f));
        fields.map(|f| Target { part: part.name.clone(), field: f.name.clone() }).collect::<Vec<_>>()
    };
    parts.iter().rev().flat_map(fields).collect()
}

/// A column may fill stored fields that are no references, and the external id.
fn may_fill(field: &Field) -> bool {
    let plain = !field.system && field.kind.is_stored() && field.kind.target().is_none();
    plain && !matches!(field.kind, Kind::File) || &*field.name == "external_id"
}

/// What a field wants of its column.
pub(crate) fn wants(field: &Field) -> crate::profile::Wants {
    use crate::profile::Wants;
    match field.kind.value_kind() {
        Kind::Percent { .. } => Wants::Percent,
        Kind::Integer { .. } => Wants::Number,
        Kind::Decimal { unit, .. } if unit.as_deref() == Some("pieces") => Wants::Pieces,
        Kind::Decimal { .. } | Kind::Money | Kind::Duration => Wants::Number,
        Kind::Date | Kind::Instant => Wants::Date,
        Kind::Boolean => Wants::Boolean,
        _ => Wants::Text,
    }
}
