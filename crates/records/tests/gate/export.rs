//! What leaves in a file: rows and fields by the right to export, never by the right to read; noted before the first row.

use std::sync::Arc;

use catalogue::{Action, Catalogue, FieldSet, Grant, Id, Name, ScopeLevel, Value};
use records::export::{Export, begin, open_fields, survey};
use records::rules::{self, RuleDraft, Takes};
use records::{Ctx, Draft, Error, ListAsk, Record, create, list, people};
use store::{Change, Write};

use crate::world::{World, ask, keys};

/// Every row that leaves.
async fn rows(mut export: Export) -> Vec<Record> {
    let mut all = Vec::new();
    while let Some(page) = export.next_page().await.unwrap() {
        all.extend(page);
    }
    assert_eq!(export.survey().rows, all.len() as i64, "as many as were noted");
    export.finished();
    all
}

async fn titles(ctx: &Ctx, ask: &ListAsk) -> Vec<String> {
    rows(begin(ctx, ask, "csv").await.unwrap()).await.iter().map(|row| row.title.to_string()).collect()
}

async fn company(world: &World, owner: Id, name: &str, phone: &str) -> Id {
    let draft = Draft::default().with("name", name).with("phone", phone).with_value("owner", Value::Ref(owner));
    create::create(&world.of(world.olga).await, "company", draft, None).await.unwrap().id
}

#[tokio::test]
async fn a_head_takes_out_their_branch_and_hears_what_stays() {
    let world = World::new().await;
    let foreign = company(&world, world.bea, "Bilbao SL", "").await;
    company(&world, world.sara, "Madrid SL", "").await;
    company(&world, world.tomas, "Toledo SL", "").await;
    let deal = Draft::default().with("name", "Shared").with_value("company", Value::Ref(foreign));
    let deal = deal.with_value("owner", Value::Ref(world.sara));
    create::create(&world.of(world.olga).await, "deal", deal, None).await.unwrap();
    let hector = world.of(world.hector).await;
    let read = list::list(&hector, &ask("company")).await.unwrap();
    assert_eq!(read.total, Some(3), "through the deal the third one is read");
    let told = survey(&hector, &ask("company")).await.unwrap();
    assert_eq!((told.rows, told.stay, told.is_beyond, told.stay_more), (2, 1, false, false));
    assert_eq!(titles(&hector, &ask("company")).await, ["Madrid SL", "Toledo SL"]);
    assert_eq!(titles(&world.of(world.olga).await, &ask("company")).await.len(), 3);
    // What a deal is about goes along by its name, though the client itself stays.
    let deals = rows(begin(&hector, &ask("deal"), "csv").await.unwrap()).await;
    assert_eq!(deals[0].titles["company"].as_ref(), "Bilbao SL");
    let further = ListAsk { columns: vec!["name".into(), "company.phone".into()], ..ask("deal") };
    assert!(rows(begin(&hector, &further, "csv").await.unwrap()).await[0].get("company.phone").is_null());
}

#[tokio::test]
async fn who_may_read_and_not_export_takes_nothing_out_and_leaves_a_trace() {
    let world = World::new().await;
    company(&world, world.sara, "Madrid SL", "").await;
    let sara = world.of(world.sara).await;
    assert!(matches!(begin(&sara, &ask("company"), "csv").await, Err(Error::Forbidden)));
    assert!(matches!(survey(&sara, &ask("company")).await, Err(Error::Forbidden)));
    let ana = world.of(world.ana).await;
    assert!(
        matches!(begin(&ana, &ask("company"), "csv").await, Err(Error::NotFound)),
        "who only counts meets no record"
    );
    assert!(matches!(begin(&sara, &ask("nothing"), "csv").await, Err(Error::NotFound)));
    let noted = world.evidence().await;
    let refused = noted.iter().filter(|event| &*event.kind == "refused" && event.detail.contains("export"));
    assert_eq!(refused.count(), 4);
    assert!(noted.iter().all(|event| &*event.kind != "export"), "nothing left");
}

#[tokio::test]
async fn it_is_noted_before_the_first_row_and_again_when_it_breaks_off() {
    let world = World::new().await;
    world.deal(world.sara, "One", "100").await;
    world.deal(world.sara, "Two", "300").await;
    let hector = world.of(world.hector).await;
    let asked =
        ListAsk { filter: Some("amount > 200".into()), columns: vec!["name".into(), "id".into()], ..ask("deal") };
    let mut begun = begin(&hector, &asked, "xlsx").await.unwrap();
    // Straight from the store: it does not wait in a buffer.
    let of = |kind: &str| store::EvidenceFilter { kind: Some(kind.into()), limit: 10, ..Default::default() };
    let noted = world.gate.store.evidence(&of("export")).await.unwrap();
    let [event] = &noted[..] else { panic!("{noted:?}") };
    assert_eq!((event.actor, event.object.as_deref(), event.id), (Some(world.hector), Some("deal"), begun.noted()));
    let detail: serde_json::Value = serde_json::from_str(&event.detail).unwrap();
    assert_eq!(detail["filter"], "amount > 200");
    assert_eq!(detail["columns"], serde_json::json!(["name", "id"]));
    assert_eq!((&detail["rows"], &detail["form"]), (&1.into(), &"xlsx".into()));
    assert_eq!(begun.next_page().await.unwrap().unwrap().len(), 1);
    drop(begun);
    let ended = world.evidence().await;
    let ended = ended.iter().find(|event| &*event.kind == "export_end").unwrap();
    let detail: serde_json::Value = serde_json::from_str(&ended.detail).unwrap();
    assert_eq!((&detail["rows"], &detail["of"], &detail["broke_off"]), (&1.into(), &1.into(), &true.into()));
    // One that ends as it was noted needs no second note.
    titles(&hector, &asked).await;
    let ended = world.evidence().await;
    assert_eq!(ended.iter().filter(|event| &*event.kind == "export_end").count(), 1);
}

#[tokio::test]
async fn a_rule_keeps_in_what_stays_readable() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Secret", "100").await;
    world.deal(world.sara, "Open", "100").await;
    let company = deal.get("company").as_ref_id().unwrap();
    let olga = world.of(world.olga).await;
    let rule = |related: bool| RuleDraft {
        user: Some(world.hector),
        role: None,
        object: "company".into(),
        takes: Some(Takes::TakingOut),
        filter: format!("id == {company}"),
        related,
        reason: "A client of the founder".into(),
        until: "2026-04-01".into(),
    };
    let id = rules::add(&olga, &rule(false)).await.unwrap();
    let hector = world.of(world.hector).await;
    assert_eq!(list::list(&hector, &ask("company")).await.unwrap().total, Some(2), "it is read as before");
    assert_eq!(titles(&hector, &ask("company")).await, ["Open SL"]);
    assert_eq!(survey(&hector, &ask("company")).await.unwrap().stay, 1);
    // Nor does its name leave with its deal.
    let deals = rows(begin(&hector, &ask("deal"), "csv").await.unwrap()).await;
    let named: Vec<bool> = deals.iter().map(|deal| deal.titles.contains_key("company")).collect();
    assert_eq!((deals.len(), named.iter().filter(|named| **named).count()), (2, 1));
    rules::end(&olga, id).await.unwrap();
    rules::add(&olga, &rule(true)).await.unwrap();
    let hector = world.of(world.hector).await;
    assert_eq!(titles(&hector, &ask("deal")).await, ["Open"], "what refers to it stays with it");
}

/// Hector's request, had the role of heads these grants to export companies.
async fn with_grants(world: &World, grants: &[(ScopeLevel, FieldSet)]) -> Ctx {
    let mut ctx = world.of(world.hector).await;
    let mut catalogue = Catalogue::clone(&ctx.gate.catalogue);
    let role = catalogue.roles.get_mut("branch_head").unwrap();
    role.grants.iter_mut().for_each(|grant| grant.actions.retain(|action| *action != Action::Export));
    role.grants.extend(grants.iter().map(|(scope, fields)| Grant {
        object: "company".into(),
        actions: vec![Action::Export],
        scope: *scope,
        fields: fields.clone(),
        through: Vec::new(),
    }));
    ctx.gate.catalogue = Arc::new(catalogue);
    ctx
}

fn without(field: &str) -> FieldSet {
    FieldSet::Except(vec![field.into()])
}

#[tokio::test]
async fn a_field_that_may_not_leave_is_no_column_filter_order_or_search() {
    let world = World::new().await;
    company(&world, world.sara, "Madrid SL", "+34 600 000 001").await;
    let hector = with_grants(&world, &[(ScopeLevel::Branch, without("phone"))]).await;
    let told = survey(&hector, &ask("company")).await.unwrap();
    // What is worked out from deals and activities leaves as little as these.
    assert_eq!(told.closed, [Name::from("phone"), "last_contact".into(), "open_amount".into()]);
    assert!(told.columns.iter().all(|column| &*column.path != "phone"));
    assert!(!open_fields(&hector, "company").unwrap().contains(&"phone".into()));
    let column = ListAsk { columns: vec!["name".into(), "phone".into()], ..ask("company") };
    let filter = ListAsk { filter: Some("phone.contains(\"600\")".into()), ..ask("company") };
    let sort = ListAsk { sort: vec![("phone".into(), false)], ..ask("company") };
    for asked in [column, filter, sort] {
        let error = begin(&hector, &asked, "csv").await.err().unwrap();
        assert_eq!(keys(&error), [("phone".to_owned(), "fault-export-field")], "{asked:?}");
        assert_eq!(list::list(&hector, &asked).await.unwrap().rows.len(), 1, "it is read");
    }
    let found = |text: &str| ListAsk { search: Some(text.into()), ..ask("company") };
    assert!(titles(&hector, &found("600 000 001")).await.is_empty(), "a search would tell it");
    assert_eq!(titles(&hector, &found("madrid")).await, ["Madrid SL"]);
}

#[tokio::test]
async fn a_field_that_may_leave_on_some_rows_is_empty_on_the_others() {
    let world = World::new().await;
    company(&world, world.hector, "Own SL", "+34 600 000 001").await;
    company(&world, world.sara, "Other SL", "+34 600 000 002").await;
    let grants = [(ScopeLevel::Own, FieldSet::All), (ScopeLevel::Branch, without("phone"))];
    let hector = with_grants(&world, &grants).await;
    let asked = ListAsk { columns: vec!["name".into(), "phone".into()], ..ask("company") };
    let phones = |rows: &[Record]| -> Vec<bool> { rows.iter().map(|row| !row.get("phone").is_null()).collect() };
    assert_eq!(phones(&list::list(&hector, &asked).await.unwrap().rows), [true, true]);
    let left = rows(begin(&hector, &asked, "csv").await.unwrap()).await;
    assert_eq!(left.iter().map(|row| &*row.title).collect::<Vec<_>>(), ["Other SL", "Own SL"]);
    assert_eq!(phones(&left), [false, true]);
}

/// Products of these numbers, straight into the store.
async fn products(world: &World, numbers: std::ops::Range<i64>) {
    let insert = |n: i64| Write::Insert {
        object: "product".into(),
        id: world.gate.store.next_id(),
        values: vec![("name".into(), Value::text(format!("Product {n:06}"))), ("version".into(), Value::Int(1))],
        search: format!("Product {n:06}"),
    };
    let change = Change { writes: numbers.map(insert).collect(), ..Change::default() };
    world.gate.store.apply(change).await.unwrap();
}

#[tokio::test]
async fn many_rows_come_page_by_page_each_once_until_the_person_is_frozen() {
    let world = World::new().await;
    products(&world, 0..2_300).await;
    let olga = world.of(world.olga).await;
    let asked = ListAsk { sort: vec![("name".into(), true)], columns: vec!["name".into()], ..ask("product") };
    let left = titles(&olga, &asked).await;
    let meant: Vec<String> = (0..2_300).rev().map(|n| format!("Product {n:06}")).collect();
    assert_eq!(left, meant);
    let other = people_owner(&world).await;
    let mut begun = begin(&world.of(other).await, &asked, "csv").await.unwrap();
    assert_eq!(begun.next_page().await.unwrap().unwrap().len(), 1_000);
    people::freeze(&olga, other).await.unwrap();
    assert!(matches!(begun.next_page().await, Err(Error::Forbidden)), "not a row more");
    drop(begun);
    let noted = world.evidence().await;
    let ended = noted.iter().find(|event| &*event.kind == "export_end").unwrap();
    let detail: serde_json::Value = serde_json::from_str(&ended.detail).unwrap();
    assert_eq!((&detail["rows"], &detail["of"]), (&1_000.into(), &2_300.into()));
}

/// A second owner.
async fn people_owner(world: &World) -> Id {
    let draft = Draft::default().with("name", "Otto").with("email", "otto@acme.example");
    let draft = draft.with("status", "active").with("roles", "owner").with_value("branch", Value::Ref(world.madrid));
    create::create(&Ctx::system(&world.gate, "a second owner"), "user", draft, None).await.unwrap().id
}
