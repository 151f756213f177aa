//! Stages of a company's own: at once on every board, weighed and ordered, out of use only when nothing stands in them, and
//! nothing comes into one that is.

use std::sync::Arc;

use catalogue::{Id, Lang, Value};
use records::board::{BoardAsk, board};
use records::figures::{FiguresAsk, figures};
use records::setup::{self, Rest, StageDraft};
use records::{Ctx, Draft, Error, Gate, archive, create, history, people, read, undo, update};

use crate::world::{World, keys};

async fn now(gate: &Gate, user: Id) -> Ctx {
    let gate = gate.fresh().await.unwrap();
    let who = people::principal(&gate, user).await.unwrap();
    Ctx::person(&gate, Arc::new(who), "page", "192.0.2.1", "test").speaking(Lang::En)
}

/// The stages as they stand, as a page would send them back.
fn standing(ctx: &Ctx) -> Vec<StageDraft> {
    let catalogue = &ctx.gate.catalogue;
    let (_, stages) = catalogue.object("deal").unwrap().stage_field().unwrap();
    let draft = |stage: &catalogue::Stage| StageDraft {
        id: Some(stage.id.to_string()),
        labels: Lang::ALL
            .into_iter()
            .map(|l| (l, catalogue.words.option_label_in(l, "deal", "stage", &stage.id).unwrap_or_default()))
            .collect(),
        probability: stage.probability.to_string(),
        retired: stage.retired,
        to: String::new(),
    };
    stages.iter().map(draft).collect()
}

fn demo(probability: &str) -> StageDraft {
    let labels = vec![(Lang::En, "Demo".to_owned()), (Lang::Es, "Demostración".to_owned()), (Lang::Ru, String::new())];
    StageDraft { labels, probability: probability.to_owned(), ..StageDraft::default() }
}

fn at<'d>(drafts: &'d mut [StageDraft], id: &str) -> &'d mut StageDraft {
    drafts.iter_mut().find(|draft| draft.id.as_deref() == Some(id)).unwrap()
}

async fn columns(ctx: &Ctx) -> Vec<String> {
    let board = board(ctx, &BoardAsk { object: "deal".into(), ..BoardAsk::default() }).await.unwrap();
    board.columns.iter().map(|column| column.option.as_deref().unwrap_or("-").to_owned()).collect()
}

async fn arranged(ctx: &Ctx, drafts: &[StageDraft]) -> Result<(), Error> {
    setup::arrange_stages(ctx, "deal", "stage", drafts).await
}

fn told(error: &Error) -> Vec<&'static str> {
    keys(error).into_iter().map(|(_, key)| key).collect()
}

#[tokio::test]
async fn a_stage_is_added_renamed_weighed_and_put_in_its_place() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    let olga = now(&world.gate, world.olga).await;
    let weighted = FiguresAsk { object: "deal".into(), measures: vec!["weighted".into()], ..FiguresAsk::default() };
    let mut drafts = standing(&olga);
    drafts.insert(1, demo("40"));
    at(&mut drafts, "proposal").labels[0].1 = "Offer".into();
    at(&mut drafts, "first_contact").probability = "20".into();
    let effect = setup::survey_stages(&olga, "deal", "stage", &drafts).await.unwrap();
    assert_eq!(effect.changes.len(), 3, "{:#?}", effect.changes);
    assert_eq!(effect.weighed, 1, "the one deal that stands in it");
    assert!(!effect.reordered && effect.changes.iter().any(|change| change.is_new && &*change.stage == "x_demo"));
    assert_eq!(columns(&now(&world.gate, world.olga).await).await.len(), 6, "nothing was written");

    arranged(&olga, &drafts).await.unwrap();
    let olga = now(&world.gate, world.olga).await;
    assert_eq!(columns(&olga).await[..3], ["first_contact", "x_demo", "qualified"]);
    let words = &olga.gate.catalogue.words;
    assert_eq!(words.option_label(Lang::En, "deal", "stage", "proposal"), "Offer");
    assert_eq!(
        words.option_label(Lang::Es, "deal", "stage", "proposal"),
        "Propuesta",
        "other languages say what they said"
    );
    assert_eq!(words.option_label(Lang::Es, "deal", "stage", "x_demo"), "Demostración");
    let figure = figures(&olga, &weighted).await.unwrap().total[0].clone();
    let Value::Moneys(money) = figure else { panic!("{figure:?}") };
    assert_eq!(money[0].minor, 20_00, "a fifth of a hundred");
    let sara = now(&world.gate, world.sara).await;
    let moved = update::update(&sara, "deal", deal.id, 1, Draft::default().with("stage", "x_demo")).await.unwrap();
    assert_eq!(moved.get("stage"), &Value::text("x_demo"));

    let mut drafts = standing(&olga);
    assert!(setup::survey_stages(&olga, "deal", "stage", &drafts).await.unwrap().is_empty(), "as it stands");
    drafts.swap(1, 2);
    assert!(setup::survey_stages(&olga, "deal", "stage", &drafts).await.unwrap().reordered);
    let evidence = world.evidence().await.into_iter().filter(|e| &*e.kind == "setup").count();
    assert_eq!(evidence, 1, "looking at what would change changes nothing");
}

#[tokio::test]
async fn two_who_arrange_at_once_do_not_lose_a_stage() {
    let world = World::new().await;
    let (olga, also) = (now(&world.gate, world.olga).await, now(&world.gate, world.olga).await);
    let mut drafts = standing(&olga);
    drafts.insert(1, demo("40"));
    arranged(&olga, &drafts).await.unwrap();
    let mut stale = standing(&also);
    at(&mut stale, "first_contact").probability = "20".into();
    assert_eq!(told(&arranged(&also, &stale).await.unwrap_err()), ["fault-setup-busy"]);
    let again = now(&world.gate, world.olga).await;
    assert_eq!(columns(&again).await[1], "x_demo");
    arranged(&again, &stale).await.unwrap();
    assert!(
        columns(&now(&world.gate, world.olga).await).await.contains(&"x_demo".to_owned()),
        "it is not in their form"
    );
}

#[tokio::test]
async fn a_stage_goes_out_of_use_with_what_stood_in_it_moved_and_told() {
    let world = World::new().await;
    let (one, two) = (world.deal(world.sara, "Tractor", "100").await, world.deal(world.bea, "Plough", "50").await);
    let olga = now(&world.gate, world.olga).await;
    for deal in [&one, &two] {
        update::update(&olga, "deal", deal.id, 1, Draft::default().with("stage", "qualified")).await.unwrap();
    }
    let mut drafts = standing(&olga);
    at(&mut drafts, "qualified").retired = true;
    assert_eq!(told(&arranged(&olga, &drafts).await.unwrap_err()), ["fault-stage-where"]);
    at(&mut drafts, "qualified").to = "proposal".into();
    let effect = setup::survey_stages(&olga, "deal", "stage", &drafts).await.unwrap();
    assert_eq!((effect.changes[0].standing, effect.changes[0].to.as_deref()), (2, Some("proposal")));
    assert_eq!(read::read(&olga, "deal", one.id).await.unwrap().get("stage"), &Value::text("qualified"));
    arranged(&olga, &drafts).await.unwrap();

    let olga = now(&world.gate, world.olga).await;
    assert_eq!(read::read(&olga, "deal", one.id).await.unwrap().get("stage"), &Value::text("proposal"));
    let change = history::history(&olga, "deal", two.id).await.unwrap()[0].change;
    assert!(!columns(&olga).await.contains(&"qualified".to_owned()));
    let back = update::update(&olga, "deal", one.id, 3, Draft::default().with("stage", "qualified")).await.unwrap_err();
    assert_eq!(keys(&back), [("stage".to_owned(), "fault-stage-retired")]);
    let new = Draft::default().with("name", "New").with("stage", "qualified");
    assert_eq!(told(&create::create(&olga, "deal", new, None).await.unwrap_err()), ["fault-stage-retired"]);
    // What is taken back stands where it stood, and is seen.
    undo::undo(&olga, change).await.unwrap();
    assert!(columns(&olga).await.contains(&"qualified".to_owned()));
    let held =
        update::update(&olga, "deal", two.id, 4, Draft::default().with("stage", "qualified").with("name", "Same"));
    assert!(held.await.is_ok(), "whoever leaves it where it is may change the rest");
    let mut drafts = standing(&olga);
    at(&mut drafts, "qualified").retired = false;
    arranged(&olga, &drafts).await.unwrap();
    let olga = now(&world.gate, world.olga).await;
    assert_eq!(columns(&olga).await[1], "qualified", "it comes back where it was");
    assert!(olga.gate.catalogue.setup.files.is_empty(), "and nothing is left of it: {:?}", olga.gate.catalogue.setup);
}

#[tokio::test]
async fn what_keeps_a_stage_in_use_is_said_at_once() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    let olga = now(&world.gate, world.olga).await;
    let mut drafts = standing(&olga);
    for id in ["first_contact", "won"] {
        at(&mut drafts, id).retired = true;
    }
    drafts.push(demo("101"));
    drafts.push(StageDraft {
        labels: vec![(Lang::En, "Proposal".into())],
        probability: "5".into(),
        ..StageDraft::default()
    });
    drafts.push(StageDraft { probability: "5".into(), ..StageDraft::default() });
    let faults = told(&arranged(&olga, &drafts).await.unwrap_err());
    let wanted =
        ["fault-setup-twice", "fault-stage-label", "fault-stage-needed", "fault-stage-needed", "fault-stage-percent"];
    assert_eq!(faults, wanted);

    // A won deal needs its client: it cannot be moved there, and so nothing is.
    let mut drafts = standing(&olga);
    let moved = Draft::default().with("stage", "qualified").with("company", "");
    update::update(&olga, "deal", deal.id, 1, moved).await.unwrap();
    at(&mut drafts, "qualified").retired = true;
    at(&mut drafts, "qualified").to = "won".into();
    assert_eq!(told(&arranged(&olga, &drafts).await.unwrap_err()), ["fault-stage-stuck"]);
    assert_eq!(columns(&now(&world.gate, world.olga).await).await.len(), 6);
    // Files say it too, and are refused while something stands there.
    let text = "[fields.stage]\nstages = [{ id = \"qualified\", retired = true }]\n".to_owned();
    let files = [("objects/deal.toml".to_owned(), text)].into_iter().collect();
    assert_eq!(told(&setup::replace(&olga, &files).await.unwrap_err()), ["fault-stage-standing"]);
    let stale = "[fields.stage]\nstage_order = [\"bygone\"]\n".to_owned();
    let stale = [("objects/deal.toml".to_owned(), stale)].into_iter().collect();
    assert_eq!(told(&setup::replace(&olga, &stale).await.unwrap_err()), ["catalogue-gone"]);
    archive::archive(&olga, "deal", deal.id, 2).await.unwrap();
    setup::replace(&olga, &files).await.unwrap();

    let sara = now(&world.gate, world.sara).await;
    assert!(matches!(arranged(&sara, &standing(&sara)).await, Err(Error::Forbidden)));
    assert!(matches!(setup::survey_stages(&sara, "deal", "stage", &[]).await, Err(Error::Forbidden)));
    let olga = now(&world.gate, world.olga).await;
    assert!(matches!(setup::survey_stages(&olga, "deal", "amount", &[]).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn what_rests_on_a_stage_is_named_before_it_goes() {
    let world = World::new().await;
    let olga = now(&world.gate, world.olga).await;
    let mut drafts = standing(&olga);
    drafts.insert(1, demo("40"));
    arranged(&olga, &drafts).await.unwrap();
    let olga = now(&world.gate, world.olga).await;
    let mut files = olga.gate.catalogue.setup.files.clone();
    let more = "\n[segments.x_shown]\nwhere = 'stage == \"x_demo\" && stage_days > 3'\n[measures.x_shown]\ncount = true\nwhere = 'stage in [\"x_demo\"]'\n";
    files.get_mut("objects/deal.toml").unwrap().push_str(more);
    setup::replace(&olga, &files).await.unwrap();
    let olga = now(&world.gate, world.olga).await;
    let mut drafts = standing(&olga);
    at(&mut drafts, "x_demo").retired = true;
    let effect = setup::survey_stages(&olga, "deal", "stage", &drafts).await.unwrap();
    let named = |name: &str| {
        effect.changes[0].rests.iter().any(|rest| match rest {
            Rest::Segment { name: n, .. } => name == "segment" && &**n == "x_shown",
            Rest::Measure { name: n, .. } => name == "measure" && &**n == "x_shown",
            _ => false,
        })
    };
    assert!(named("segment") && named("measure"), "{:?}", effect.changes[0].rests);
    assert_eq!(effect.changes[0].rests.len(), 2);
    arranged(&olga, &drafts).await.unwrap();
    let olga = now(&world.gate, world.olga).await;
    assert!(!columns(&olga).await.contains(&"x_demo".to_owned()), "and they stay, and meet nothing");
}
