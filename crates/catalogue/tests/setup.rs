//! A company's own set-up over the product: what it adds is there, what it may not touch is told, and what is retired is kept.

#![expect(clippy::expect_used, clippy::panic, reason = "a test whose ground is missing must fail loudly")]

use std::collections::BTreeMap;
use std::sync::Arc;

use catalogue::{Catalogue, FieldSet, Kind, Lang, NewField, NewObject, Setup, own_name};

fn setup(files: &[(&str, &str)]) -> Setup {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    Setup { version: 1, files: files.collect::<BTreeMap<_, _>>() }
}

fn laid(files: &[(&str, &str)]) -> Catalogue {
    let told = |faults: Vec<catalogue::CatalogueFault>| panic!("{faults:#?}");
    Catalogue::shipped().with_setup(setup(files)).unwrap_or_else(told)
}

#[track_caller]
fn refused(files: &[(&str, &str)]) -> Vec<String> {
    let faults = Catalogue::shipped().with_setup(setup(files)).expect_err("a fault");
    faults.iter().map(ToString::to_string).collect()
}

const REGION: &str = "[fields.x_region]\ntype = \"choice\"\noptions = [\"north\", \"south\"]\nindexed = true\n";

#[test]
fn a_field_joins_its_object_with_its_column_its_place_and_its_words() {
    let files = [
        (
            "objects/deal.toml",
            &*format!(
                "{REGION}[list]\ncolumns = [\"x_region\"]\n[measures.x_north]\ncount = true\nwhere = 'x_region == \"north\"'\n"
            ),
        ),
        ("locales/es.ftl", "deal-f-x_region = Región { \"{\" }\n"),
    ];
    let (own, product) = (laid(&files), Catalogue::shipped());
    let (deal, before) = (own.object("deal").unwrap(), product.object("deal").unwrap());
    assert!(matches!(&deal.field("x_region").unwrap().kind, Kind::Choice { options } if options.len() == 2));
    assert_eq!(deal.fields.len(), before.fields.len() + 1);
    assert_eq!(deal.list.columns.last().map(|c| &**c), Some("x_region"));
    assert_eq!(deal.list.columns.len(), before.list.columns.len() + 1);
    let section = deal.card.sections.last().unwrap();
    assert_eq!((&*section.name, section.fields.len()), ("own", 1), "a field without a place gets one");
    assert!(deal.measures.contains_key("x_north"));
    let wanted = own.expressions.iter().find(|place| place.key == "measures.x_north.where").unwrap();
    assert_eq!((&*wanted.file, wanted.line), ("objects/deal.toml", 9));
    assert_eq!(own.words.field_label(Lang::Es, "deal", "x_region"), "Región {");
    assert_eq!(own.words.field_label(Lang::Ru, "deal", "x_region"), "Región {", "named in one language only");
    assert_eq!(own.words.option_label(Lang::En, "deal", "x_region", "north"), "North", "named in none");
    assert_eq!(
        own.words.field_label(Lang::En, "deal", "amount"),
        product.words.field_label(Lang::En, "deal", "amount")
    );
    assert!(product.object("deal").unwrap().field("x_region").is_none(), "the product itself is as before");
}

#[test]
fn a_set_up_adds_and_changes_nothing_of_the_product() {
    for (text, line, said) in [
        ("[fields.region]\ntype = \"text\"\n", 1, "must begin with `x_`"),
        ("\n[fields.amount]\ntype = \"text\"\n", 3, "adds to it and changes nothing"),
        ("[fields.name]\nrequired = false\n", 2, "adds to it and changes nothing"),
        ("[fields.stage]\nstages = [{ id = \"won\", outcome = \"open\" }]\n", 2, "adds to it"),
        ("title = \"{amount}\"\n", 1, "adds to it"),
        ("[list]\nsort = [\"amount\"]\n", 2, "adds to it"),
        ("[measures.count]\ncount = true\n", 1, "adds to it"),
        ("[fields.x_a]\ntype = \"txt\"\n", 2, "`txt` is no value of `type`"),
        ("[fields.x_a]\ntype = \"text\"\nnonsense = 1\n", 3, "`nonsense` is no key"),
        ("[fields.x_a\n", 1, "not TOML"),
    ] {
        let told = refused(&[("objects/deal.toml", text)]);
        assert_eq!(told.len(), 1, "{text}: {told:#?}");
        let at = format!("objects/deal.toml:{line}: ");
        assert!(told[0].starts_with(&at) && told[0].contains(said), "{text}: {told:?}");
    }
    let told = refused(&[(
        "objects/project.toml",
        "title = \"{name}\"\nvisible = \"shared\"\n[fields.name]\ntype = \"text\"\n",
    )]);
    assert!(told.iter().any(|t| t.contains("`project` must begin with `x_`")), "{told:?}");
    let told = refused(&[("objects/user.toml", "[fields.roles]\noptions = [\"clerk\"]\n")]);
    assert!(told.iter().any(|t| t.contains("`clerk` must begin with `x_`")), "{told:?}");
    let product = catalogue::load(&[(
        "objects/a.toml",
        "title = \"{x_a}\"\nvisible = \"shared\"\n[fields.x_a]\ntype = \"text\"\n",
    )]);
    let told: Vec<String> = product.err().unwrap().iter().map(ToString::to_string).collect();
    assert!(told[0].contains("are for the company itself"), "{told:?}");
}

#[test]
fn what_is_retired_is_kept_and_not_used() {
    let retired = format!("{REGION}retired = true\n[list]\ncolumns = [\"x_region\"]\n");
    let own = laid(&[("objects/deal.toml", &retired)]);
    let deal = own.object("deal").unwrap();
    assert!(deal.field("x_region").is_none() && !deal.list.columns.iter().any(|c| &**c == "x_region"));
    assert!(deal.kept_fields().any(|f| &*f.name == "x_region"), "its column stays");
    let used = format!("{retired}[measures.x_by]\nsum = \"x_region\"\n");
    let told = refused(&[("objects/deal.toml", &used)]);
    assert!(told[0].contains("`x_region` of deal is retired"), "{told:?}");
}

#[test]
fn a_retired_stage_takes_what_it_brought_along() {
    let stage = "[fields.x_step]\ntype = \"choice\"\nretired = true\nstages = [{ id = \"a\", outcome = \"open\", probability = 0 }]\n";
    let own = laid(&[("objects/company.toml", stage)]);
    let company = own.object("company").unwrap();
    let gone: Vec<&str> = company.retired.keys().map(|name| &**name).collect();
    assert_eq!(gone, ["x_step", "x_step_since", "x_step_days"]);
    assert!(company.stage_field().is_none() && !own.expressions.iter().any(|place| place.key.contains("x_step")));
}

const PROJECT: &str = "title = \"{name}\"\nvisible = \"owned\"\n[fields.name]\ntype = \"text\"\n[fields.client]\ntype = \"reference\"\nto = \"company\"\n";

#[test]
fn an_object_of_ones_own_has_relations_rights_and_a_retirement() {
    let grants = "[[grants]]\nobject = \"x_project\"\nactions = [\"read\"]\nscope = \"all\"\n";
    let files = [("objects/x_project.toml", PROJECT), ("roles/seller.toml", grants)];
    let own = laid(&files);
    assert_eq!(&*own.object("x_project").unwrap().plural, "x_projects");
    assert!(own.object("company").unwrap().relations.contains_key("x_projects"));
    assert!(own.roles["seller"].grants.iter().any(|grant| &*grant.object == "x_project"));
    assert!(own.roles["seller"].grants.len() > 1, "beside those of the product");
    let retired = format!("retired = true\n{PROJECT}");
    let own = laid(&[("objects/x_project.toml", &retired), files[1]]);
    assert!(own.object("x_project").is_none() && !own.object("company").unwrap().relations.contains_key("x_projects"));
    assert!(own.kept_objects().any(|object| &*object.name == "x_project" && object.kept_fields().count() > 2));
}

#[test]
fn a_field_may_be_hidden_from_a_role_whatever_its_grants_say() {
    let hides = "hides = [\"deal.x_region\"]\n";
    for role in ["seller", "owner", "marketing"] {
        let own = laid(&[("objects/deal.toml", REGION), (&format!("roles/{role}.toml"), hides)]);
        let grants = own.roles[role].grants.iter().filter(|grant| matches!(&*grant.object, "deal" | "*"));
        let shows = |fields: &FieldSet| match fields {
            FieldSet::All | FieldSet::Impersonal => true,
            FieldSet::Only(names) => names.iter().any(|name| &**name == "x_region"),
            FieldSet::Except(names) => !names.iter().any(|name| &**name == "x_region"),
        };
        let grants: Vec<_> = grants.collect();
        assert!(!grants.is_empty() && grants.iter().all(|grant| !shows(&grant.fields)), "{role}: {grants:#?}");
    }
}

#[test]
fn what_a_person_asks_for_becomes_files_that_load() {
    let mut made = Setup::default();
    let field = NewField {
        name: own_name("Регион доставки", &|_| false),
        kind: "choice".into(),
        options: vec![("a".into(), "Север { \"x\" }".into()), ("b".into(), "Юг".into())],
        required: true,
        in_list: true,
        hidden_from: vec!["seller".into()],
        label: "Регион  доставки\n= { $x }".into(),
        help: "Куда".into(),
        ..NewField::default()
    };
    assert_eq!(field.name, "x_region_dostavki");
    made.add_field(Lang::Ru, "deal", &field);
    let grants = vec![("seller".to_owned(), vec!["read".to_owned(), "create".to_owned()], "own".to_owned())];
    let object = NewObject {
        name: own_name("Vehículo", &|name| name == "x_vehiculo"),
        label: "Vehículo".into(),
        plural: "Vehículos".into(),
        called: "Matrícula".into(),
        icon: "car".into(),
        owned: true,
        grants,
    };
    assert_eq!(object.name, "x_vehiculo_2");
    made.add_object(Lang::Es, &object);
    made.add_option(Lang::En, "deal", &field.name, ("c", "East"));
    made.rename_field(Lang::En, "deal", &field.name, "Delivery region", "");
    let own = Catalogue::shipped().with_setup(made.clone()).unwrap_or_else(|faults| panic!("{faults:#?}\n{made:#?}"));
    let words = Arc::clone(&own.words);
    assert_eq!(words.field_label(Lang::Ru, "deal", &field.name), "Регион доставки = { $x }");
    assert_eq!(words.field_label(Lang::En, "deal", &field.name), "Delivery region");
    assert_eq!(words.option_label(Lang::Ru, "deal", &field.name, "a"), "Север { \"x\" }");
    assert_eq!(words.field_help(Lang::Ru, "deal", &field.name).as_deref(), Some("Куда"));
    assert_eq!(words.object_plural(Lang::Ru, &object.name), "Vehículos");
    let shown = own.object("deal").unwrap();
    assert!(matches!(&shown.field(&field.name).unwrap().kind, Kind::Choice { options } if options.len() == 3));
    let before = made.clone();
    made.retire_field("deal", &field.name);
    made.retire_object(&object.name);
    assert_eq!(made.changed_since(&before), ["objects/deal.toml", "objects/x_vehiculo_2.toml"]);
    let gone = own.with_setup(made.clone()).unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert!(gone.object("deal").unwrap().field(&field.name).is_none() && gone.object(&object.name).is_none());
    made.restore_field("deal", &field.name);
    made.restore_object(&object.name);
    assert_eq!(made.files, before.files, "retired and restored is as before");
}
