//! Fields and objects of a company's own: there at the next request, wherever those of the product are; retired and
//! restored without loss; refused where they would take something from what is there.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalogue::{Catalogue, Id, Lang, Value};
use records::bulk::{self, BulkRow, Target};
use records::figures::{FiguresAsk, figures};
use records::setup::{self, FieldDraft, ObjectDraft};
use records::{
    Ctx, Draft, Error, Gate, ListAsk, create, history, list, people, read, rules, search, searched, undo, update,
};

use crate::world::{World, ask, keys};

/// A request of this person, as it begins on any node: by the set-up that holds now.
async fn now(gate: &Gate, user: Id) -> Ctx {
    let gate = gate.fresh().await.unwrap();
    let who = people::principal(&gate, user).await.unwrap();
    Ctx::person(&gate, Arc::new(who), "page", "192.0.2.1", "test").speaking(Lang::Es)
}

fn region() -> FieldDraft {
    FieldDraft {
        label: "Región".into(),
        kind: "choice".into(),
        options: "Norte\nSur\n\n Este ".into(),
        in_list: true,
        ..FieldDraft::default()
    }
}

fn note() -> FieldDraft {
    FieldDraft { label: "Seña {secreta}".into(), kind: "text".into(), search: true, ..FieldDraft::default() }
}

async fn running(ctx: &Ctx, batch: Id) {
    let state = store::Batch {
        id: batch,
        by: ctx.who.user,
        at: ctx.env.now,
        state: "running".into(),
        done: 0,
        total: 1,
        plan: "{}".into(),
        report: "{}".into(),
    };
    bulk::put_batch(ctx, state).await.unwrap();
}

async fn total(ctx: &Ctx, object: &str, filter: &str) -> Result<i64, Error> {
    list::count(ctx, &ListAsk { filter: Some(filter.to_owned()), ..ask(object) }).await
}

#[tokio::test]
async fn a_field_is_there_at_the_next_request_wherever_fields_are() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    world.deal(world.bea, "Plough", "50").await;
    let olga = now(&world.gate, world.olga).await;
    let field = setup::add_field(&olga, "deal", &region()).await.unwrap();
    assert_eq!(field, "x_region");
    let hidden = FieldDraft { hidden_from: vec!["seller".into()], ..note() };
    assert_eq!(setup::add_field(&olga, "deal", &hidden).await.unwrap(), "x_sena_secreta");
    // A request that had begun before goes on by what it knew.
    assert!(total(&olga, "deal", "x_region == \"norte\"").await.is_err());

    let olga = now(&world.gate, world.olga).await;
    let said = Draft::default().with("x_region", "norte").with("x_sena_secreta", "Ábaco & перо");
    let changed = update::update(&olga, "deal", deal.id, 1, said).await.unwrap();
    assert_eq!(changed.get("x_region"), &Value::text("norte"));
    let page = list::list(&olga, &ListAsk { sort: vec![("x_region".into(), true)], ..ask("deal") }).await.unwrap();
    assert_eq!(page.rows[0].id, deal.id, "in the list's columns and its sort: {:?}", page.rows);
    assert_eq!(page.rows[0].get("x_region"), &Value::text("norte"));
    assert_eq!(total(&olga, "deal", "x_region in [\"norte\", \"sur\"]").await.unwrap(), 1);
    assert_eq!(total(&olga, "deal", "x_sena_secreta.contains(\"ABACO\")").await.unwrap(), 1);
    assert_eq!(total(&olga, "company", "deals.exists(d, d.x_region == \"norte\")").await.unwrap(), 1);
    assert_eq!(search::search(&olga, "перо", 10).await.unwrap()[0].id, deal.id);
    let entries = history::history(&olga, "deal", deal.id).await.unwrap();
    assert!(entries[0].fields.iter().any(|f| &*f.field == "x_region" && f.new == Value::text("norte")));
    let by = FiguresAsk {
        object: "deal".into(),
        group: vec![("x_region".into(), None)],
        measures: vec!["count".into(), "amount_sum".into()],
        ..FiguresAsk::default()
    };
    assert_eq!(figures(&olga, &by).await.unwrap().groups.len(), 2);
    assert_eq!(
        keys(&update::update(&olga, "deal", deal.id, 2, Draft::default().with("x_region", "Oeste")).await.unwrap_err())
            [0]
        .0,
        "x_region"
    );

    let sara = now(&world.gate, world.sara).await;
    let seen = read::read(&sara, "deal", deal.id).await.unwrap();
    assert_eq!(seen.get("x_region"), &Value::text("norte"));
    assert!(seen.get("x_sena_secreta").is_null(), "the field is hidden from sellers");
    assert!(total(&sara, "deal", "x_sena_secreta == \"x\"").await.is_err(), "not to be filtered by either");
    assert!(search::search(&sara, "перо", 10).await.unwrap().is_empty());

    undo::undo(&olga, entries[0].change).await.unwrap();
    assert!(read::read(&olga, "deal", deal.id).await.unwrap().get("x_region").is_null());
    let kinds: Vec<_> = world.evidence().await.into_iter().filter(|e| &*e.kind == "setup").collect();
    assert_eq!(kinds.len(), 2);
    assert!(kinds[0].detail.contains("x_sena_secreta") && kinds[0].detail.contains("objects/deal.toml"));
}

#[tokio::test]
async fn a_retired_field_is_nowhere_and_comes_back_with_all_it_had() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    let olga = now(&world.gate, world.olga).await;
    setup::add_field(&olga, "deal", &region()).await.unwrap();
    let olga = now(&world.gate, world.olga).await;
    update::update(&olga, "deal", deal.id, 1, Draft::default().with("x_region", "sur")).await.unwrap();
    let before = world.gate.fresh().await.unwrap().store.digest().await.unwrap();
    let written = history::history(&olga, "deal", deal.id).await.unwrap()[0].change;
    setup::retire_field(&olga, "deal", "x_region").await.unwrap();
    let olga = now(&world.gate, world.olga).await;
    assert!(total(&olga, "deal", "x_region == \"sur\"").await.is_err());
    let entries = history::history(&olga, "deal", deal.id).await.unwrap();
    assert!(entries.iter().all(|entry| entry.fields.iter().all(|f| &*f.field != "x_region")), "not in the history");
    let undone = undo::undo(&olga, written).await.unwrap();
    assert!(undone.records.is_empty() && undone.conflicts.is_empty(), "what is retired is left alone: {undone:?}");
    update::update(&olga, "deal", deal.id, 2, Draft::default().with("name", "Tractor")).await.unwrap();
    assert!(setup::retire_field(&olga, "deal", "x_region").await.is_err(), "it is retired already");
    setup::restore_field(&olga, "deal", "x_region").await.unwrap();
    let olga = now(&world.gate, world.olga).await;
    assert_eq!(read::read(&olga, "deal", deal.id).await.unwrap().get("x_region"), &Value::text("sur"));
    assert_eq!(total(&olga, "deal", "x_region == \"sur\"").await.unwrap(), 1);
    assert_eq!(world.gate.fresh().await.unwrap().store.digest().await.unwrap(), before);
}

#[tokio::test]
async fn an_object_of_ones_own_works_like_one_of_the_product() {
    let world = World::new().await;
    let olga = now(&world.gate, world.olga).await;
    let draft = ObjectDraft {
        label: "Proyecto".into(),
        plural: "Proyectos".into(),
        called: "Nombre".into(),
        owned: true,
        roles: vec![("seller".into(), "own".into()), ("branch_head".into(), "branch".into())],
        ..ObjectDraft::default()
    };
    let name = setup::add_object(&olga, &draft).await.unwrap();
    assert_eq!(name, "x_proyecto");
    let olga = now(&world.gate, world.olga).await;
    let client =
        FieldDraft { label: "Cliente".into(), kind: "reference".into(), to: "company".into(), ..FieldDraft::default() };
    let client = setup::add_field(&olga, &name, &client).await.unwrap();
    assert_eq!(client, "x_cliente");
    let amount = FieldDraft { label: "Coste".into(), kind: "money".into(), required: true, ..FieldDraft::default() };
    setup::add_field(&olga, &name, &amount).await.unwrap();

    let sara = now(&world.gate, world.sara).await;
    let company = create::create(&sara, "company", Draft::default().with("name", "Acme"), None).await.unwrap();
    let project = Draft::default().with("name", "Puente").with_value("x_cliente", Value::Ref(company.id));
    let lacking = create::create(&sara, &name, project.clone(), None).await.unwrap_err();
    assert_eq!(keys(&lacking), [("x_coste".to_owned(), "fault-required")]);
    let project = create::create(&sara, &name, project.with("x_coste", "1.250,50"), None).await.unwrap();
    assert_eq!(project.title.as_ref(), "Puente");
    let reach = |user: Id| {
        let (gate, name) = (world.gate.clone(), name.clone());
        async move { list::list(&now(&gate, user).await, &ask(&name)).await.map(|page| page.total.unwrap_or(0)) }
    };
    assert_eq!(
        (reach(world.sara).await.unwrap(), reach(world.hector).await.unwrap(), reach(world.olga).await.unwrap()),
        (1, 1, 1)
    );
    assert_eq!(reach(world.bea).await.unwrap(), 0, "another branch");
    assert!(reach(world.ana).await.is_err(), "what no role names, nobody sees");
    assert_eq!(total(&sara, "company", "x_proyectos.exists(p, p.x_coste > 1000)").await.unwrap(), 1);
    assert_eq!(search::search(&sara, "puent", 10).await.unwrap()[0].id, project.id);

    let batch = bulk::new_id(&olga);
    let row = BulkRow {
        object: name.as_str().into(),
        target: Target::New(bulk::new_id(&olga)),
        fields: [("name".into(), Value::text("Túnel")), ("x_coste".into(), project.get("x_coste").clone())].into(),
    };
    let olga = now(&world.gate, world.olga).await;
    running(&olga, batch).await;
    let outcome = bulk::write(&olga, vec![row], batch).await.unwrap();
    assert!(matches!(outcome[0], bulk::BulkOutcome::Created(_)), "{outcome:?}");
    setup::retire_object(&olga, &name).await.unwrap();
    assert!(reach(world.sara).await.is_err());
    let olga = now(&world.gate, world.olga).await;
    assert!(total(&olga, "company", "x_proyectos.size() == 0").await.is_err());
    setup::restore_object(&olga, &name).await.unwrap();
    assert_eq!(reach(world.olga).await.unwrap(), 2);
}

#[tokio::test]
async fn nobody_sets_up_without_the_right_and_a_refusal_leaves_nothing() {
    let world = World::new().await;
    let schema = world.gate.store.schema_text().await.unwrap();
    for user in [world.sara, world.hector, world.ana] {
        let ctx = now(&world.gate, user).await;
        assert!(matches!(setup::add_field(&ctx, "deal", &region()).await, Err(Error::Forbidden)));
        assert!(matches!(setup::replace(&ctx, &BTreeMap::new()).await, Err(Error::Forbidden)));
    }
    let olga = now(&world.gate, world.olga).await;
    let bad = FieldDraft { label: " ".into(), kind: "choice".into(), options: "a\nÁ".into(), ..FieldDraft::default() };
    let told = keys(&setup::add_field(&olga, "deal", &bad).await.unwrap_err());
    assert_eq!(told, [("label".to_owned(), "fault-required"), ("options".to_owned(), "fault-setup-twice")]);
    assert!(matches!(setup::add_field(&olga, "deals; drop", &region()).await, Err(Error::NotFound)));
    let files = |text: &str| BTreeMap::from([("objects/deal.toml".to_owned(), text.to_owned())]);
    let wrong =
        "[fields.x_a]\ntype = \"money\"\n[segments.x_big]\nwhere = 'x_a > \"red\"'\n[measures.x_s]\nsum = \"x_b\"\n";
    let told = keys(&setup::replace(&olga, &files(wrong)).await.unwrap_err());
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().all(|(place, _)| place == "objects/deal.toml:4" || place == "objects/deal.toml:6"), "{told:?}");
    let told = keys(
        &setup::replace(&olga, &BTreeMap::from([("../x.toml".to_owned(), "a = 1".to_owned())])).await.unwrap_err(),
    );
    assert_eq!(told[0].1, "fault-setup-path");
    assert_eq!(world.gate.store.schema_text().await.unwrap(), schema);
    assert!(world.evidence().await.iter().all(|e| &*e.kind != "setup"));
}

#[tokio::test]
async fn a_set_up_takes_nothing_from_what_is_there() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    let olga = now(&world.gate, world.olga).await;
    setup::add_field(&olga, "deal", &region()).await.unwrap();
    let olga = now(&world.gate, world.olga).await;
    update::update(&olga, "deal", deal.id, 1, Draft::default().with("x_region", "sur")).await.unwrap();
    let kept = setup::current(&olga).unwrap().files.clone();
    let with = |from: &str, to: &str| -> BTreeMap<String, String> {
        kept.iter().map(|(path, text)| (path.clone(), text.replace(from, to))).collect()
    };
    let refusal = |files: BTreeMap<String, String>| {
        let olga = olga.clone();
        async move { keys(&setup::replace(&olga, &files).await.unwrap_err()) }
    };
    assert_eq!(refusal(BTreeMap::new()).await[0].1, "fault-setup-gone");
    assert_eq!(refusal(with(", \"sur\"", "")).await, [("deal.x_region".to_owned(), "fault-setup-option")]);
    assert_eq!(refusal(with("type = \"choice\"", "type = \"choices\"")).await[0].1, "fault-setup-kind");
    assert_eq!(refusal(with("type =", "unique = true\ntype =")).await[0].1, "fault-setup-unique");
    setup::replace(&olga, &with(", \"este\"", "")).await.unwrap();

    let olga = now(&world.gate, world.olga).await;
    let rule = rules::RuleDraft {
        role: Some("seller".into()),
        object: "deal".into(),
        filter: "x_region == \"sur\"".into(),
        takes: Some(rules::Takes::Sight),
        reason: "Secret".into(),
        until: "2026-04-01".into(),
        ..rules::RuleDraft::default()
    };
    rules::add(&olga, &rule).await.unwrap();
    assert!(
        read::read(&now(&world.gate, world.sara).await, "deal", deal.id).await.is_err(),
        "rules may rest on own fields"
    );
    let told = keys(&setup::retire_field(&olga, "deal", "x_region").await.unwrap_err());
    assert_eq!(told[0].1, "fault-setup-rule");
}

/// A computed yes or no is a condition and a value too: a column, an order, a side of a comparison, a group of figures.
#[tokio::test]
async fn a_computed_yes_or_no_is_a_value() {
    let world = World::new().await;
    let (large, small) =
        (world.deal(world.sara, "Tractor", "5000").await, world.deal(world.sara, "Plough", "50").await);
    let olga = now(&world.gate, world.olga).await;
    let text = "[fields.x_big]\ntype = \"computed\"\nexpr = 'amount > 1000 || name == \"Ship\"'\nvalue = \"boolean\"\n";
    let files = BTreeMap::from([("objects/deal.toml".to_owned(), text.to_owned())]);
    setup::replace(&olga, &files).await.unwrap();
    let olga = now(&world.gate, world.olga).await;
    let columns = vec!["name".to_owned(), "x_big".to_owned()];
    let shown = ListAsk { columns, sort: vec![("x_big".into(), true)], ..ask("deal") };
    let page = list::list(&olga, &shown).await.unwrap();
    let told: Vec<_> = page.rows.iter().map(|row| (row.id, row.get("x_big").clone())).collect();
    assert_eq!(told, [(large.id, Value::Bool(true)), (small.id, Value::Bool(false))]);
    assert_eq!(total(&olga, "deal", "x_big == false").await.unwrap(), 1);
    assert_eq!(total(&olga, "deal", "x_big != (amount < 100)").await.unwrap(), 2);
    assert_eq!(read::read(&olga, "deal", large.id).await.unwrap().get("x_big"), &Value::Bool(true));
    let by = FiguresAsk {
        object: "deal".into(),
        group: vec![("x_big".into(), None)],
        measures: vec!["count".into()],
        ..FiguresAsk::default()
    };
    let counted = figures(&olga, &by).await.unwrap().groups;
    assert_eq!(counted.len(), 2, "{counted:?}");
}

#[tokio::test]
async fn two_changes_at_once_both_stand() {
    let world = World::new().await;
    let olga = now(&world.gate, world.olga).await;
    let named = |label: &str| FieldDraft { label: label.into(), kind: "integer".into(), ..FieldDraft::default() };
    let drafts: Vec<FieldDraft> = ["Uno", "Dos", "Tres"].map(named).to_vec();
    let (a, b, c) = tokio::join!(
        setup::add_field(&olga, "deal", &drafts[0]),
        setup::add_field(&olga, "deal", &drafts[1]),
        setup::add_field(&olga, "company", &drafts[2])
    );
    assert_eq!((a.unwrap().as_str(), b.unwrap().as_str(), c.unwrap().as_str()), ("x_uno", "x_dos", "x_tres"));
    let gate = world.gate.fresh().await.unwrap();
    assert_eq!(gate.catalogue.setup.version, 3);
    assert!(["x_uno", "x_dos"].iter().all(|f| gate.catalogue.objects["deal"].field(f).is_some()));
}

#[tokio::test]
async fn a_backup_carries_the_set_up_and_what_is_retired() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    let olga = now(&world.gate, world.olga).await;
    setup::add_field(&olga, "deal", &region()).await.unwrap();
    setup::add_field(&olga, "deal", &note()).await.unwrap();
    let olga = now(&world.gate, world.olga).await;
    let said = Draft::default().with("x_region", "sur").with("x_sena_secreta", "Ya");
    update::update(&olga, "deal", deal.id, 1, said).await.unwrap();
    setup::retire_field(&olga, "deal", "x_region").await.unwrap();
    let gate = world.gate.fresh().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("company.backup");
    gate.store.backup(&file).await.unwrap();
    let url = format!("sqlite:{}", folder.path().join("new.db").display());
    let empty = store::Store::open(&url, Catalogue::shipped()).await.unwrap();
    let restored = empty.restore(&file).await.unwrap();
    let digests = (restored.digest().await.unwrap(), gate.store.digest().await.unwrap());
    assert_eq!(digests.0, digests.1, "the values of the retired field among them");
    assert_eq!(restored.catalogue().setup, gate.catalogue.setup);
    let next = Gate::open(restored, world.gate.clock.clone()).await.unwrap();
    let olga = now(&next, world.olga).await;
    assert_eq!(read::read(&olga, "deal", deal.id).await.unwrap().get("x_sena_secreta"), &Value::text("Ya"));
    setup::restore_field(&olga, "deal", "x_region").await.unwrap();
    let olga = now(&next, world.olga).await;
    assert_eq!(read::read(&olga, "deal", deal.id).await.unwrap().get("x_region"), &Value::text("sur"));
}

async fn found(ctx: &Ctx, text: &str) -> usize {
    let hits = search::search(ctx, text, 10).await.unwrap();
    let by_search = hits.iter().filter(|hit| &*hit.object == "deal").count();
    let listed = list::list(ctx, &ListAsk { search: Some(text.into()), ..ask("deal") }).await.unwrap().rows.len();
    by_search + listed
}

/// What a field holds is found while it is searched, and neither before nor after; never by whom it is hidden from.
#[tokio::test]
async fn search_texts_follow_the_fields_that_are_searched() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    let other = world.deal(world.sara, "Plough", "50").await;
    let olga = now(&world.gate, world.olga).await;
    let hidden = FieldDraft { hidden_from: vec!["seller".into()], ..note() };
    setup::add_field(&olga, "deal", &hidden).await.unwrap();
    let olga = now(&world.gate, world.olga).await;
    for (id, text) in [(deal.id, "Ábaco uno"), (other.id, "Ábaco dos")] {
        update::update(&olga, "deal", id, 1, Draft::default().with("x_sena_secreta", text)).await.unwrap();
    }
    assert_eq!(found(&olga, "abaco").await, 4);
    assert_eq!(found(&now(&world.gate, world.sara).await, "abaco").await, 0);

    setup::retire_field(&olga, "deal", "x_sena_secreta").await.unwrap();
    // Whether its texts are made anew by now or not.
    assert_eq!(found(&now(&world.gate, world.sara).await, "abaco").await, 0, "retiring a field shows nothing of it");
    searched::catch_up(&world.gate).await.unwrap();
    let (olga, sara) = (now(&world.gate, world.olga).await, now(&world.gate, world.sara).await);
    assert_eq!((found(&olga, "abaco").await, found(&olga, "tractor").await, found(&sara, "tractor").await), (0, 2, 2));

    // One is changed meanwhile: its text was written without the field.
    update::update(&olga, "deal", deal.id, 2, Draft::default().with("name", "Digger")).await.unwrap();
    setup::restore_field(&olga, "deal", "x_sena_secreta").await.unwrap();
    searched::catch_up(&world.gate).await.unwrap();
    let olga = now(&world.gate, world.olga).await;
    assert_eq!((found(&olga, "abaco").await, found(&olga, "abaco digger").await), (4, 2));
    let rows = read::read(&olga, "deal", deal.id).await.unwrap();
    assert_eq!(rows.version, 3, "a text made anew is no change of the record");

    // The same by a field that is searched no more, told by its file.
    let mut files = setup::current(&olga).unwrap().files.clone();
    files.values_mut().for_each(|text| *text = text.replace("search = true", "search = false"));
    setup::replace(&olga, &files).await.unwrap();
    assert_eq!(found(&now(&world.gate, world.sara).await, "abaco").await, 0);
    searched::catch_up(&world.gate).await.unwrap();
    assert_eq!(found(&now(&world.gate, world.olga).await, "abaco").await, 0);
}

async fn says(ctx: &Ctx, searched: bool) {
    let (from, to) = if searched { ("= false", "= true") } else { ("= true", "= false") };
    let mut files = setup::current(ctx).unwrap().files.clone();
    files.values_mut().for_each(|text| *text = text.replace(&format!("search {from}"), &format!("search {to}")));
    setup::replace(ctx, &files).await.unwrap();
}

/// There and back before the texts are made anew: some hold the field all the same.
#[tokio::test]
async fn a_change_that_is_taken_back_at_once_leaves_no_text_behind() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Tractor", "100").await;
    let hidden = FieldDraft { hidden_from: vec!["seller".into()], ..note() };
    setup::add_field(&now(&world.gate, world.olga).await, "deal", &hidden).await.unwrap();
    says(&now(&world.gate, world.olga).await, false).await;
    searched::catch_up(&world.gate).await.unwrap();
    says(&now(&world.gate, world.olga).await, true).await;
    let olga = now(&world.gate, world.olga).await;
    update::update(&olga, "deal", deal.id, 1, Draft::default().with("x_sena_secreta", "Ábaco")).await.unwrap();
    says(&now(&world.gate, world.olga).await, false).await;
    for _ in 0..2 {
        assert_eq!(found(&now(&world.gate, world.sara).await, "abaco").await, 0, "hidden from her all the while");
        searched::catch_up(&world.gate).await.unwrap();
    }
    assert_eq!(found(&now(&world.gate, world.olga).await, "abaco").await, 0, "made anew without it");

    // Retired, half known as gone, and restored: found again.
    says(&now(&world.gate, world.olga).await, true).await;
    searched::catch_up(&world.gate).await.unwrap();
    setup::retire_field(&now(&world.gate, world.olga).await, "deal", "x_sena_secreta").await.unwrap();
    let olga = now(&world.gate, world.olga).await;
    update::update(&olga, "deal", deal.id, 2, Draft::default().with("name", "Digger")).await.unwrap();
    setup::restore_field(&olga, "deal", "x_sena_secreta").await.unwrap();
    searched::catch_up(&world.gate).await.unwrap();
    assert_eq!(found(&now(&world.gate, world.olga).await, "abaco").await, 2);
}

/// An import goes on by the set-up with which it began.
#[tokio::test]
async fn an_import_by_an_older_set_up_brings_no_hidden_text_back() {
    let world = World::new().await;
    let hidden = FieldDraft { hidden_from: vec!["seller".into()], ..note() };
    setup::add_field(&now(&world.gate, world.olga).await, "deal", &hidden).await.unwrap();
    let before = now(&world.gate, world.olga).await;
    setup::retire_field(&before, "deal", "x_sena_secreta").await.unwrap();
    searched::catch_up(&world.gate).await.unwrap();
    let batch = bulk::new_id(&before);
    running(&before, batch).await;
    let row = BulkRow {
        object: "deal".into(),
        target: Target::New(bulk::new_id(&before)),
        fields: [
            ("name".into(), Value::text("Tractor")),
            ("x_sena_secreta".into(), Value::text("Ábaco")),
            ("owner".into(), Value::Ref(world.sara)),
        ]
        .into(),
    };
    let outcome = bulk::write(&before, vec![row], batch).await.unwrap();
    assert!(matches!(outcome[..], [bulk::BulkOutcome::Created(_)]), "{outcome:?}");
    for _ in 0..2 {
        let sara = now(&world.gate, world.sara).await;
        assert_eq!((found(&sara, "abaco").await, found(&sara, "tractor").await > 0), (0, true));
        searched::catch_up(&world.gate).await.unwrap();
    }
    assert_eq!(found(&now(&world.gate, world.olga).await, "abaco").await, 0);
}
