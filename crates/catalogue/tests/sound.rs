//! What sound files become: kinds, defaults, views that are not declared, relations, grants.

#![expect(clippy::panic, reason = "what these tests stand on is missing")]

use catalogue::{Catalogue, FieldSet, Kind, Object, Outcome, RollupFunction, ScopeLevel, TitlePart, Unit, load};

const EVERY_TYPE: &str = r#"
title = "No. {number}: {label}"
visible = "shared"
[fields.label]
type = "text"
[fields.body]
type = "long_text"
[fields.number]
type = "integer"
unit = "pieces"
indivisible = true
default = 1
[fields.weight]
type = "decimal"
scale = 3
unit = "kilograms"
default = "0.5"
[fields.ratio]
type = "decimal"
[fields.price]
type = "money"
[fields.discount]
type = "percent"
[fields.day]
type = "date"
default = "today"
[fields.at]
type = "instant"
default = "now"
[fields.length]
type = "duration"
default = "1h 30m"
[fields.active]
type = "boolean"
default = true
[fields.kind]
type = "choice"
options = ["call", { id = "mail", aliases = ["E-Mail", "письмо"] }]
default = "call"
[fields.tags]
type = "choices"
options = ["vip", "late"]
[fields.phase]
type = "choice"
stages = [
  { id = "begun", outcome = "open", probability = 10 },
  { id = "done", outcome = "won", probability = 100 },
]
[fields.above]
type = "reference"
to = "thing"
[fields.keeper]
type = "person"
inverse = "kept_things"
default = "me"
[fields.mail]
type = "email"
[fields.phone]
type = "phone"
[fields.site]
type = "url"
[fields.picture]
type = "file"
[fields.double]
type = "computed"
expr = "price * 2"
value = "money"
[fields.below_count]
type = "computed"
rollup = { function = "count", relation = "things" }
[fields.below_price]
type = "computed"
rollup = { function = "sum", relation = "things", field = "double", where = "active" }
[fields.last_below]
type = "computed"
rollup = { function = "max", relation = "things", field = "day" }
"#;

const USER: &str = "title = \"{name}\"\nvisible = \"shared\"\norder = 1\n[fields.name]\ntype = \"text\"\n";

const ROLE: &str = r#"
[[grants]]
object = ["thing", "user"]
actions = ["*"]
scope = "team"
[[grants]]
object = "*"
actions = ["read", "aggregate"]
scope = "all"
fields = { except = ["owner"] }
[[grants]]
object = "user"
actions = ["read"]
scope = "all"
fields = ["name"]
"#;

fn catalogue() -> Catalogue {
    let files =
        [("catalogue/objects/thing.toml", EVERY_TYPE), ("objects/user.toml", USER), ("roles/keeper.toml", ROLE)];
    match load(&files) {
        Ok(catalogue) => catalogue,
        Err(faults) => panic!("{faults:#?}"),
    }
}

fn kind(object: &Object, field: &str) -> Kind {
    object.field(field).map(|field| field.kind.clone()).unwrap_or_else(|| panic!("no field {field}"))
}

#[test]
fn every_type_becomes_its_kind() {
    let catalogue = catalogue();
    let thing = catalogue.object("things").expect("by its plural");
    let plain = [
        ("label", Kind::Text),
        ("body", Kind::LongText),
        ("number", Kind::Integer { unit: Some("pieces".into()), indivisible: true }),
        ("weight", Kind::Decimal { scale: 3, unit: Some("kilograms".into()), indivisible: false }),
        ("ratio", Kind::Decimal { scale: 2, unit: None, indivisible: false }),
        ("price", Kind::Money),
        ("discount", Kind::Percent { scale: 4 }),
        ("day", Kind::Date),
        ("at", Kind::Instant),
        ("length", Kind::Duration),
        ("active", Kind::Boolean),
        ("kind", Kind::Choice { options: vec!["call".into(), "mail".into()] }),
        ("tags", Kind::Choices { options: vec!["vip".into(), "late".into()] }),
        ("above", Kind::Reference { to: "thing".into() }),
        ("keeper", Kind::Person),
        ("mail", Kind::Email),
        ("phone", Kind::Phone),
        ("site", Kind::Url),
        ("picture", Kind::File),
        ("double", Kind::Computed { expr: "price * 2".into(), kind: Box::new(Kind::Money) }),
    ];
    for (field, expected) in plain {
        assert_eq!(kind(thing, field), expected, "{field}");
    }
    let (_, stages) = thing.stage_field().expect("stages");
    assert_eq!((&*stages[1].id, stages[1].outcome, stages[1].probability), ("done", Outcome::Won, 100));
}

#[test]
fn a_rollup_has_the_kind_of_what_it_yields() {
    let catalogue = catalogue();
    let thing = catalogue.object("thing").expect("thing");
    assert_eq!(kind(thing, "below_price").value_kind(), &Kind::Money);
    assert_eq!(kind(thing, "last_below").value_kind(), &Kind::Date);
    let Kind::Rollup { function, field, kind, .. } = kind(thing, "below_count") else { panic!("a rollup") };
    assert_eq!((function, field), (RollupFunction::Count, None));
    assert_eq!(*kind, Kind::Integer { unit: None, indivisible: true });
}

#[test]
fn a_default_is_kept_as_text() {
    let catalogue = catalogue();
    let thing = catalogue.object("thing").expect("thing");
    let default = |field: &str| thing.field(field).and_then(|field| field.default.as_deref());
    assert_eq!(default("number"), Some("1"));
    assert_eq!(default("active"), Some("true"));
    assert_eq!(default("keeper"), Some("me"));
    assert_eq!(default("label"), None);
}

#[test]
fn options_are_known_by_id_and_by_alias() {
    let catalogue = catalogue();
    let field = catalogue.object("thing").and_then(|thing| thing.field("kind")).expect("kind");
    let known: Vec<(&str, &str)> = field.option_aliases.iter().map(|(word, id)| (&**word, &**id)).collect();
    assert_eq!(known, [("call", "call"), ("mail", "mail"), ("e mail", "mail"), ("письмо", "mail")]);
}

#[test]
fn references_make_relations_and_people_only_named_ones() {
    let catalogue = catalogue();
    let relations = |object: &str| -> Vec<String> {
        let object = catalogue.object(object).expect("an object");
        object.relations.iter().map(|(name, end)| format!("{name}: {}.{}", end.object, end.field)).collect()
    };
    assert_eq!(relations("thing"), ["things: thing.above"]);
    assert_eq!(relations("user"), ["kept_things: thing.keeper"]);
}

#[test]
fn a_title_is_text_and_places() {
    let catalogue = catalogue();
    let thing = catalogue.object("thing").expect("thing");
    let expected = [
        TitlePart::Text("No. ".into()),
        TitlePart::Field("number".into()),
        TitlePart::Text(": ".into()),
        TitlePart::Field("label".into()),
    ];
    assert_eq!(thing.title, expected);
}

#[test]
fn views_that_are_not_declared_show_something() {
    let catalogue = catalogue();
    let thing = catalogue.object("thing").expect("thing");
    assert_eq!(thing.list.columns, ["number".into(), "label".into()]);
    assert_eq!(thing.board.as_ref().map(|board| &*board.by), Some("phase"));
    assert_eq!(thing.card.sections.len(), 1);
    assert!(thing.card.sections[0].fields.iter().all(|name| !thing.fields[name].system));
}

#[test]
fn objects_without_a_place_in_the_menu_come_last() {
    let names: Vec<String> = catalogue().objects.keys().map(ToString::to_string).collect();
    assert_eq!(names, ["user", "thing"]);
}

#[test]
fn a_grant_on_several_objects_becomes_one_for_each() {
    let catalogue = catalogue();
    let grants = &catalogue.roles["keeper"].grants;
    let objects: Vec<&str> = grants.iter().map(|grant| &*grant.object).collect();
    assert_eq!(objects, ["thing", "user", "*", "user"]);
    assert_eq!((grants[0].actions.len(), grants[0].scope), (13, ScopeLevel::Team));
    assert_eq!(grants[2].fields, FieldSet::Except(vec!["owner".into()]));
    assert_eq!(grants[3].fields, FieldSet::Only(vec!["name".into()]));
}

#[test]
fn a_measure_has_the_unit_of_its_field() {
    let text = format!(
        "{EVERY_TYPE}\n[measures.n]\nsum = \"number\"\n[measures.p]\naverage = \"double\"\n[measures.d]\nmedian = \"discount\""
    );
    let Ok(catalogue) = load(&[("objects/thing.toml", text.as_str()), ("objects/user.toml", USER)]) else {
        panic!("sound")
    };
    let thing = catalogue.object("thing").expect("thing");
    let unit = |measure: &str| thing.measures[measure].unit.clone();
    assert_eq!([unit("n"), unit("p"), unit("d")], [Unit::Other("pieces".into()), Unit::Money, Unit::Percent]);
}

#[test]
fn every_expression_is_kept_with_its_place() {
    let catalogue = catalogue();
    let keys: Vec<&str> = catalogue.expressions.iter().map(|place| place.key.as_str()).collect();
    assert_eq!(keys, ["fields.double.expr", "fields.phase_days.expr", "fields.below_price.rollup.where"]);
    let line = |at: usize| EVERY_TYPE.lines().nth(at - 1).unwrap_or_default();
    for place in catalogue.expressions.iter().filter(|place| place.key != "fields.phase_days.expr") {
        let written = line(usize::try_from(place.line).expect("a line"));
        assert!(written.contains(&*place.text), "{}: {written}", place.key);
    }
}
