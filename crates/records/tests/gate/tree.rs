//! Records below each other: "all below" in filters, rights and figures, and no record below itself, whoever writes at once.

use catalogue::{Id, Name, Value};
use records::bulk::{self, BulkOutcome, BulkRow, Target};
use records::figures::{FiguresAsk, figures};
use records::{Ctx, Draft, ListAsk, create, list, read, rules, update};

use crate::world::{World, ask, keys};

async fn company(ctx: &Ctx, name: &str, above: Option<Id>) -> Id {
    let mut draft = Draft::default().with("name", name);
    if let Some(above) = above {
        draft = draft.with_value("parent", Value::Ref(above));
    }
    create::create(ctx, "company", draft, None).await.unwrap().id
}

async fn deal(ctx: &Ctx, company: Id, amount: &str) -> Id {
    let draft = Draft::default().with("name", format!("Deal {amount}")).with("amount", amount);
    create::create(ctx, "deal", draft.with_value("company", Value::Ref(company)), None).await.unwrap().id
}

async fn count(ctx: &Ctx, object: &str, filter: &str) -> i64 {
    list::count(ctx, &ListAsk { filter: Some(filter.to_owned()), ..ask(object) }).await.unwrap()
}

async fn put_below(ctx: &Ctx, id: Id, above: Id) -> Result<(), records::Error> {
    let version = read::read(ctx, "company", id).await?.version;
    let draft = Draft::default().with_value("parent", Value::Ref(above));
    update::update(ctx, "company", id, version, draft).await.map(drop)
}

#[tokio::test]
async fn a_group_is_asked_for_as_a_whole() {
    let world = World::new().await;
    let olga = world.of(world.olga).await;
    let holding = company(&olga, "Holding", None).await;
    let north = company(&olga, "North", Some(holding)).await;
    let shop = company(&olga, "Shop", Some(north)).await;
    let other = company(&olga, "Other", None).await;
    for (of, amount) in [(holding, "1"), (north, "10"), (shop, "100"), (other, "1000")] {
        deal(&olga, of, amount).await;
    }
    assert_eq!(count(&olga, "company", &format!("id.within({holding})")).await, 3);
    assert_eq!(count(&olga, "company", &format!("parent.within({holding})")).await, 2);
    assert_eq!(count(&olga, "deal", &format!("company.within({north})")).await, 2);
    assert_eq!(count(&olga, "deal", &format!("!company.within({north})")).await, 2);
    assert_eq!(count(&olga, "company", &format!("deals.exists(d, d.company.within({shop}))")).await, 1);
    let whole = FiguresAsk {
        object: "deal".into(),
        filter: Some(format!("company.within({holding})")),
        measures: vec!["amount_sum".into()],
        ..FiguresAsk::default()
    };
    let figure = figures(&olga, &whole).await.unwrap();
    let drilled = ListAsk { filter: Some(figure.filter.clone()), ..ask("deal") };
    assert_eq!(list::count(&olga, &drilled).await.unwrap(), 3, "{}", figure.filter);
    // A branch with those below it; the tree as it is now.
    world.deal(world.tomas, "Toledo one", "5").await;
    assert_eq!(count(&olga, "deal", &format!("branch.within({})", world.madrid)).await, 5);
    let hector = world.of(world.hector).await;
    assert_eq!(count(&hector, "deal", &format!("branch.within({})", world.toledo)).await, 1);
    let draft = Draft::default().with_value("parent", Value::Ref(world.bilbao));
    update::update(&olga, "branch", world.toledo, 1, draft).await.unwrap();
    let hector = world.of(world.hector).await;
    assert_eq!(
        count(&hector, "deal", &format!("branch.within({})", world.toledo)).await,
        0,
        "it is another's branch now"
    );
    for wrong in ["company.within(\"x\")", "amount.within(1)", "contact.within(1)", "company.within(1, 2)", "within(1)"]
    {
        let asked = ListAsk { filter: Some(wrong.to_owned()), ..ask("deal") };
        assert!(list::count(&olga, &asked).await.is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn no_record_is_below_itself() {
    let world = World::new().await;
    let olga = world.of(world.olga).await;
    let top = company(&olga, "Top", None).await;
    let middle = company(&olga, "Middle", Some(top)).await;
    let low = company(&olga, "Low", Some(middle)).await;
    for (id, above) in [(top, low), (top, middle), (top, top), (low, low)] {
        let refused = put_below(&olga, id, above).await.unwrap_err();
        assert_eq!(keys(&refused), [("parent".to_owned(), "fault-ring")]);
    }
    put_below(&olga, low, top).await.unwrap();
    put_below(&olga, middle, low).await.unwrap();

    // Rows of one import that would be below each other are refused, and the others come in.
    let batch = bulk::new_id(&olga);
    let state = store::Batch {
        id: batch,
        by: world.olga,
        at: olga.env.now,
        state: "running".into(),
        done: 0,
        total: 3,
        plan: "{}".into(),
        report: "{}".into(),
    };
    bulk::put_batch(&olga, state).await.unwrap();
    let ids: Vec<Id> = (0..3).map(|_| bulk::new_id(&olga)).collect();
    let row = |at: usize, above: Id| BulkRow {
        object: "company".into(),
        target: Target::New(ids[at]),
        fields: [(Name::from("name"), Value::text(&*format!("Row {at}"))), ("parent".into(), Value::Ref(above))].into(),
    };
    let rows = vec![row(0, ids[1]), row(1, ids[0]), row(2, top)];
    let outcomes = bulk::write(&olga, rows, batch).await.unwrap();
    let refused = outcomes.iter().filter(|outcome| matches!(outcome, BulkOutcome::Refused(_))).count();
    assert_eq!((refused, matches!(outcomes[2], BulkOutcome::Created(_))), (2, true), "{outcomes:?}");
}

#[tokio::test]
async fn two_writers_cannot_make_a_ring_together() {
    let world = World::new().await;
    let olga = world.of(world.olga).await;
    for round in 0..12 {
        let one = company(&olga, &format!("One {round}"), None).await;
        let two = company(&olga, &format!("Two {round}"), None).await;
        let three = company(&olga, &format!("Three {round}"), None).await;
        let (a, b, c) =
            tokio::join!(put_below(&olga, one, two), put_below(&olga, two, three), put_below(&olga, three, one));
        let refused = [&a, &b, &c].into_iter().filter(|written| written.is_err()).count();
        assert_eq!(refused, 1, "{a:?} {b:?} {c:?}");
    }
}

#[tokio::test]
async fn a_special_rule_takes_a_whole_group() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let top = company(&sara, "Top", None).await;
    let low = company(&sara, "Low", Some(top)).await;
    let other = company(&sara, "Other", None).await;
    let secret = deal(&sara, low, "7").await;
    let olga = world.of(world.olga).await;
    let rule = rules::RuleDraft {
        user: Some(world.sara),
        object: "company".into(),
        takes: Some(rules::Takes::Sight),
        filter: format!("id.within({top})"),
        related: true,
        reason: "A court case".into(),
        until: "2026-04-01".into(),
        ..rules::RuleDraft::default()
    };
    rules::add(&olga, &rule).await.unwrap();
    let sara = world.of(world.sara).await;
    for gone in [top, low] {
        assert!(read::read(&sara, "company", gone).await.is_err());
    }
    assert!(read::read(&sara, "deal", secret).await.is_err(), "what refers to it goes along");
    assert!(read::read(&sara, "company", other).await.is_ok());
    assert_eq!(count(&sara, "company", "true").await, 1);
    // A record that goes below the group is taken with the same write.
    let draft = Draft::default().with_value("parent", Value::Ref(top));
    let version = read::read(&olga, "company", other).await.unwrap().version;
    update::update(&olga, "company", other, version, draft).await.unwrap();
    assert!(read::read(&sara, "company", other).await.is_err());
}
