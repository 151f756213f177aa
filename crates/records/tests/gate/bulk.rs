//! Many rows at once: checked like one, undone as if they had never been.

use catalogue::{Id, Name, Value};
use records::bulk::{self, BulkOutcome, BulkRow, MatchKey, Target};
use records::{Ctx, Draft, Error, ListAsk, list, update};

use crate::world::{World, ask};

fn new_row(ctx: &Ctx, object: &str, fields: &[(&str, Value)]) -> BulkRow {
    let fields = fields.iter().map(|(name, value)| (Name::from(*name), value.clone())).collect();
    BulkRow { object: object.into(), target: Target::New(bulk::new_id(ctx)), fields }
}

fn old_row(object: &str, id: Id, version: i64, fields: &[(&str, Value)]) -> BulkRow {
    let fields = fields.iter().map(|(name, value)| (Name::from(*name), value.clone())).collect();
    BulkRow { object: object.into(), target: Target::Existing { id, version }, fields }
}

pub async fn begin(ctx: &Ctx) -> Id {
    let id = bulk::new_id(ctx);
    let state = store::Batch {
        id,
        by: ctx.who.user,
        at: ctx.env.now,
        state: "running".into(),
        done: 0,
        total: 0,
        plan: "{}".into(),
        report: "{}".into(),
    };
    bulk::put_batch(ctx, state).await.unwrap();
    id
}

async fn end(ctx: &Ctx, batch: Id) {
    let kept = bulk::batch(ctx, batch).await.unwrap();
    bulk::put_batch(ctx, store::Batch { state: "done".into(), ..kept }).await.unwrap();
}

fn kinds(outcomes: &[BulkOutcome]) -> Vec<String> {
    let word = |o: &BulkOutcome| match o {
        BulkOutcome::Created(_) => "created".to_owned(),
        BulkOutcome::Updated(_) => "updated".to_owned(),
        BulkOutcome::Unchanged(_) => "unchanged".to_owned(),
        BulkOutcome::Refused(faults) => faults.iter().map(|f| f.message.key).collect::<Vec<_>>().join(" "),
    };
    outcomes.iter().map(word).collect()
}

#[tokio::test]
async fn an_undo_leaves_the_database_as_before() {
    let world = World::new().await;
    let old = world.deal(world.sara, "Tractor", "100").await;
    let other = world.deal(world.sara, "Plough", "50").await;
    let before = world.gate.store.digest().await.unwrap();
    let ctx = world.of(world.olga).await;
    let batch = begin(&ctx).await;
    let company = new_row(&ctx, "company", &[("name", Value::text("Ñandú SA"))]);
    let company_id = company.target.id();
    let deal = new_row(
        &ctx,
        "deal",
        &[
            ("name", Value::text("Ten ploughs")),
            ("company", Value::Ref(company_id)),
            ("stage", Value::text("won")),
            ("stage_since", Value::Instant(ctx.env.now - 1)),
            ("owner", Value::Ref(world.bea)),
        ],
    );
    let deal_id = deal.target.id();
    let rows = vec![
        company,
        deal,
        old_row("deal", old.id, 1, &[("stage", Value::text("qualified")), ("name", Value::text("Big tractor"))]),
        old_row("deal", old.id, 1, &[("stage", Value::text("proposal"))]),
        old_row("deal", other.id, 1, &[("name", Value::text("Plough"))]),
    ];
    let outcomes = bulk::write(&ctx, rows, batch).await.unwrap();
    assert_eq!(kinds(&outcomes), ["created", "created", "updated", "updated", "unchanged"]);
    let imported = records::read::read(&ctx, "deal", deal_id).await.unwrap();
    assert_eq!(imported.get("branch"), &Value::Ref(world.bilbao), "the owner's own");
    assert_eq!(imported.get("stage_since"), &Value::Instant(ctx.env.now - 1));
    assert_ne!(world.gate.store.digest().await.unwrap(), before);
    assert!(matches!(bulk::undo(&ctx, batch).await, Err(Error::Invalid(_))), "not while it is written");
    end(&ctx, batch).await;
    let undone = bulk::undo(&ctx, batch).await.unwrap();
    assert_eq!((undone.removed, undone.put_back, undone.left.len()), (2, 1, 0));
    assert_eq!(world.gate.store.digest().await.unwrap(), before);
    assert_eq!(&*bulk::batch(&ctx, batch).await.unwrap().state, "undone");
    assert_eq!(bulk::undo(&ctx, batch).await.unwrap(), bulk::BatchUndone::default(), "once is enough");
    assert_eq!(&*bulk::batch(&ctx, batch).await.unwrap().state, "undone");
}

#[tokio::test]
async fn what_was_touched_since_stays_with_what_it_needs() {
    let world = World::new().await;
    let ctx = world.of(world.olga).await;
    let batch = begin(&ctx).await;
    let company = new_row(&ctx, "company", &[("name", Value::text("Kept SA"))]);
    let gone = new_row(&ctx, "company", &[("name", Value::text("Gone SA"))]);
    let deal =
        new_row(&ctx, "deal", &[("name", Value::text("Kept deal")), ("company", Value::Ref(company.target.id()))]);
    let (company_id, deal_id) = (company.target.id(), deal.target.id());
    bulk::write(&ctx, vec![company, gone, deal], batch).await.unwrap();
    update::update(&ctx, "deal", deal_id, 1, Draft::default().with("amount", "5")).await.unwrap();
    end(&ctx, batch).await;
    let undone = bulk::undo(&ctx, batch).await.unwrap();
    assert_eq!(undone.removed, 1);
    assert_eq!(undone.left, [("company".into(), company_id), ("deal".into(), deal_id)]);
    assert_eq!(&*bulk::batch(&ctx, batch).await.unwrap().state, "undone_in_part");
}

#[tokio::test]
async fn rows_are_refused_one_by_one_with_their_reasons() {
    let world = World::new().await;
    let ctx = world.of(world.olga).await;
    let batch = begin(&ctx).await;
    let bad = new_row(&ctx, "company", &[("email", Value::text("nobody"))]);
    let child = new_row(&ctx, "deal", &[("name", Value::text("Orphan")), ("company", Value::Ref(bad.target.id()))]);
    let rows = vec![
        bad,
        child,
        new_row(
            &ctx,
            "company",
            &[("name", Value::text("Good")), ("employees", Value::Decimal("256.76".parse().unwrap()))],
        ),
        new_row(&ctx, "company", &[("name", Value::text("Good"))]),
        new_row(&ctx, "branch", &[("name", Value::text("Sevilla"))]),
        new_row(&ctx, "branch", &[("name", Value::text("SEVILLA"))]),
        new_row(&ctx, "branch", &[("name", Value::text("madrid"))]),
        old_row("company", bulk::new_id(&ctx), 1, &[("name", Value::text("Nobody's"))]),
    ];
    let expected = bulk::check(&ctx, &rows).await.unwrap();
    let outcomes = bulk::write(&ctx, rows, batch).await.unwrap();
    assert_eq!(
        kinds(&outcomes),
        [
            "fault-email fault-required",
            "fault-not-found",
            "fault-whole",
            "created",
            "created",
            "fault-taken",
            "fault-taken",
            "fault-not-found",
        ]
    );
    let refused =
        outcomes.iter().map(|o| if let BulkOutcome::Refused(faults) = o { faults.clone() } else { Vec::new() });
    assert_eq!(refused.collect::<Vec<_>>(), expected, "the preview said the same");
    assert_eq!(list::count(&ctx, &ask("company")).await.unwrap(), 1);
}

#[tokio::test]
async fn an_import_stays_within_the_rights_of_whoever_imports() {
    let world = World::new().await;
    let foreign = world.deal(world.bea, "Bilbao one", "100").await;
    let head = world.of(world.hector).await;
    let batch = begin(&head).await;
    let rows = vec![
        new_row(&head, "company", &[("name", Value::text("Mine"))]),
        new_row(&head, "company", &[("name", Value::text("Theirs")), ("owner", Value::Ref(world.bea))]),
        old_row("deal", foreign.id, 1, &[("name", Value::text("Stolen"))]),
        new_row(&head, "user", &[("name", Value::text("Ghost")), ("roles", Value::Choices(vec!["owner".into()]))]),
    ];
    let outcomes = kinds(&bulk::write(&head, rows, batch).await.unwrap());
    assert_eq!(outcomes[0], "created");
    assert_eq!(outcomes[1], "fault-outside-rights");
    assert_eq!(outcomes[2], "fault-not-found");
    assert!(
        outcomes[3].contains("fault-set-up-only") && outcomes[3].contains("fault-outside-rights"),
        "{}",
        outcomes[3]
    );
    let seller = world.of(world.sara).await;
    let rows = vec![new_row(&seller, "company", &[("name", Value::text("No right"))])];
    assert_eq!(kinds(&bulk::write(&seller, rows, batch).await.unwrap()), ["fault-outside-rights"]);
    assert!(matches!(bulk::undo(&seller, batch).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn existing_records_are_found_by_folded_text_within_the_callers_rows() {
    let world = World::new().await;
    world.deal(world.sara, "Ñandú", "1").await;
    world.deal(world.bea, "Hidden", "1").await;
    let ctx = world.of(world.hector).await;
    let key = |text: &str| MatchKey { field: "name".into(), value: Value::text(text) };
    let keys =
        [key("nandu sl"), key("hidden SL"), key("ÑANDÚ  SL"), MatchKey { field: "name".into(), value: Value::Null }];
    let found = bulk::match_existing(&ctx, "company", &keys).await.unwrap();
    assert_eq!(found.iter().map(|m| m.key).collect::<Vec<_>>(), [0, 2]);
    assert_eq!(found[0].values["name"], Value::text("Ñandú SL"));
}

#[tokio::test]
async fn thousands_of_rows_go_in_chunks_and_come_out_again() {
    let world = World::new().await;
    let ctx = world.of(world.olga).await;
    let before = world.gate.store.digest().await.unwrap();
    let batch = begin(&ctx).await;
    let rows = (0..2500).map(|n| new_row(&ctx, "company", &[("name", Value::text(format!("Client {n}")))])).collect();
    let outcomes = bulk::write(&ctx, rows, batch).await.unwrap();
    assert!(outcomes.iter().all(|o| matches!(o, BulkOutcome::Created(_))));
    let asked = ListAsk { search: Some("client 77".into()), ..ask("company") };
    assert_eq!(list::count(&ctx, &asked).await.unwrap(), 43, "77, 177…, 770 to 779, 1077, 1770…");
    assert_eq!(world.evidence().await.iter().filter(|e| &*e.kind == "import").count(), 3);
    end(&ctx, batch).await;
    assert_eq!(bulk::undo(&ctx, batch).await.unwrap().removed, 2500);
    assert_eq!(world.gate.store.digest().await.unwrap(), before);
}
