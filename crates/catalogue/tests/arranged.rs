//! What a company arranges over the product: stages, columns, sections. It keeps only what differs, survives what the product
//! gains, and is not stopped by what the product loses; whoever writes a name that never was is told.

#![expect(clippy::expect_used, clippy::panic, reason = "a test whose ground is missing must fail loudly")]

use std::collections::BTreeMap;

use catalogue::{Catalogue, Kind, Lang, Name, Outcome, Section, Setup, Stage, StagesKept, load};

fn setup(files: &[(&str, &str)]) -> Setup {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    Setup { version: 1, files: files.collect::<BTreeMap<_, _>>() }
}

fn laid(product: &Catalogue, setup: &Setup) -> Catalogue {
    product.with_setup(setup.clone()).unwrap_or_else(|faults| panic!("{faults:#?}\n{setup:#?}"))
}

fn stages(catalogue: &Catalogue) -> Vec<Stage> {
    let deal = catalogue.object("deal").expect("deals");
    match &deal.field("stage").expect("stages").kind {
        Kind::Stage { stages } => stages.clone(),
        other => panic!("{other:?}"),
    }
}

fn ids(stages: &[Stage]) -> Vec<&str> {
    stages.iter().map(|stage| &*stage.id).collect()
}

const OWN: &str = r#"[fields.stage]
stages = [
  { id = "x_demo", outcome = "open", probability = 40, aliases = ["Demonstration"] },
  { id = "proposal", probability = 60 },
  { id = "qualified", retired = true },
]
stage_order = ["first_contact", "x_demo", "qualified"]
"#;

#[test]
fn stages_of_a_company_stand_among_those_of_the_product() {
    let product = Catalogue::shipped();
    let own =
        laid(&product, &setup(&[("objects/deal.toml", OWN), ("locales/en.ftl", "deal-f-stage-o-proposal = Offer\n")]));
    let stages = stages(&own);
    assert_eq!(ids(&stages), ["first_contact", "x_demo", "qualified", "proposal", "negotiation", "won", "lost"]);
    assert_eq!(stages.iter().map(|s| s.probability).collect::<Vec<_>>(), [10, 40, 25, 60, 75, 100, 0]);
    let field = own.object("deal").unwrap().field("stage").unwrap();
    assert_eq!(field.kind.offered().len(), 6, "what is out of use is not offered");
    assert_eq!(field.kind.options().len(), 7, "and is known");
    assert_eq!(own.words.option_label(Lang::En, "deal", "stage", "proposal"), "Offer");
    assert_eq!(own.words.option_label(Lang::Es, "deal", "stage", "x_demo"), "Demo", "named in no language");
    for (written, id) in [("offer", "proposal"), ("demonstration", "x_demo"), ("quote", "proposal")] {
        assert_eq!(field.option_aliases.get(written).map(|id| &**id), Some(id), "{written}");
    }
}

#[test]
fn what_a_stage_of_the_product_means_is_the_products() {
    let product = Catalogue::shipped();
    for (text, says) in [
        ("stages = [{ id = \"won\", outcome = \"open\" }]", "Candor's own"),
        ("stages = [{ id = \"demo\", outcome = \"open\", probability = 1 }]", "begin with `x_`"),
        ("stages = [{ id = \"x_demo\", probability = 1 }]", "lacks `outcome`"),
        ("stages = [{ id = \"x_demo\", outcome = \"open\", probability = 101 }]", "from 0 to 100"),
        ("stages = [\"x_demo\"]", "Candor's own"),
        ("stage_order = [3]", "a list"),
    ] {
        let faults = product.with_setup(setup(&[("objects/deal.toml", &format!("[fields.stage]\n{text}\n"))]));
        let told: Vec<String> = faults.expect_err(text).iter().map(ToString::to_string).collect();
        assert!(told.iter().any(|fault| fault.contains(says) && fault.contains(":2:")), "{text}: {told:?}");
    }
    let nowhere = product.with_setup(setup(&[("objects/deal.toml", "[fields.amount]\nstages = []\n")]));
    assert!(nowhere.is_err(), "an amount has no stages");
}

#[test]
fn a_name_that_is_gone_is_left_out_and_told_to_whoever_writes_it() {
    let product = Catalogue::shipped();
    let text = r#"[fields.stage]
stages = [{ id = "bygone", probability = 5 }, { id = "won", retired = true }, { id = "first_contact", retired = true }]
stage_order = ["bygone", "qualified", "first_contact"]
[list]
layout = ["bygone", "stage", "stage"]
[card]
layout = [{ name = "bygones", fields = ["amount"] }, { name = "x_money", fields = ["bygone", "amount"] }]
folded = ["bygone", "description", "name"]
"#;
    let (_, faults) = product.survey_setup(setup(&[("objects/deal.toml", text)]));
    assert_eq!(faults.len(), 8, "{faults:#?}");
    assert!(faults.iter().all(catalogue::CatalogueFault::is_outlived), "{faults:#?}");
    let own = laid(&product, &setup(&[("objects/deal.toml", text)]));
    let stages = stages(&own);
    assert_eq!(ids(&stages)[..2], ["qualified", "proposal"], "what is not named stays behind what it was behind");
    assert!(stages.iter().all(|stage| !stage.retired), "where records begin and how they are won stays");
    let deal = own.object("deal").unwrap();
    assert_eq!(deal.list.columns.iter().map(|c| &**c).collect::<Vec<_>>(), ["name", "stage"]);
    let money = deal.card.sections.iter().find(|section| &*section.name == "x_money").expect("its own section");
    assert_eq!(money.fields, [Name::from("amount")]);
    assert_eq!(deal.card.folded, [Name::from("description")], "what must be filled in is not kept back");
}

#[test]
fn what_a_later_version_brings_is_there_beside_what_was_arranged() {
    let product = Catalogue::shipped();
    let mut made = Setup::default();
    let mut wanted = stages(&product);
    let at = wanted.iter().position(|stage| &*stage.id == "proposal").unwrap();
    wanted.insert(at, Stage { id: "x_demo".into(), outcome: Outcome::Open, probability: 40, retired: false });
    made.arrange_stages("deal", "stage", StagesKept::Over(&stages(&product)), &wanted);
    let sections: Vec<Section> = product.object("deal").unwrap().card.sections.iter().rev().cloned().collect();
    made.arrange_card("deal", &sections, &["description".into()]);
    made.arrange_list("deal", &["name".into(), "amount".into()]);
    // The next version: a stage and a field more, another stage and a field less.
    let files: Vec<(String, String)> = catalogue::shipped_files()
        .into_iter()
        .map(|(path, text)| {
            let text = if path.ends_with("objects/deal.toml") {
                text.replace(
                    "{ id = \"won\", outcome",
                    "{ id = \"contract\", outcome = \"open\", probability = 90 },\n{ id = \"won\", outcome",
                )
                .replace("[fields.description]", "[fields.colour]\ntype = \"text\"\n[fields.description]")
                .replace("fields = [\"description\"]", "fields = [\"description\", \"colour\"]")
            } else {
                text.to_string()
            };
            (path.to_string(), text)
        })
        .collect();
    let later = load(&files).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let own = laid(&later, &made);
    assert_eq!(
        ids(&stages(&own)),
        ["first_contact", "qualified", "x_demo", "proposal", "negotiation", "contract", "won", "lost"]
    );
    let deal = own.object("deal").unwrap();
    assert_eq!(&*deal.card.sections[0].name, "notes");
    assert_eq!(deal.card.sections[0].fields, [Name::from("description"), "colour".into()], "it joins its section");
    assert_eq!(deal.list.columns.len(), 2, "a list that was arranged stays so");
}

#[test]
fn an_arrangement_taken_back_leaves_nothing() {
    let product = Catalogue::shipped();
    let plain = stages(&product);
    let mut made = Setup::default();
    let mut wanted = plain.clone();
    wanted.swap(0, 1);
    wanted[2].probability = 55;
    made.arrange_stages("deal", "stage", StagesKept::Over(&plain), &wanted);
    made.name_option(Lang::Ru, "deal", "stage", "proposal", "КП");
    made.arrange_list("deal", &["amount".into()]);
    assert_eq!(ids(&stages(&laid(&product, &made)))[..2], ["qualified", "first_contact"]);
    made.arrange_stages("deal", "stage", StagesKept::Over(&plain), &plain);
    made.name_option(Lang::Ru, "deal", "stage", "proposal", "");
    made.arrange_list("deal", &[]);
    made.arrange_card("deal", &[], &[]);
    made.files.retain(|_, text| !text.trim().is_empty());
    assert!(made.files.is_empty(), "{:#?}", made.files);
}
