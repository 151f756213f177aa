//! What goes beyond roles: clients reached through one's own work, records given to a person, special rules.

use catalogue::{Id, Value};
use records::figures::{FiguresAsk, figures};
use records::rules::{self, RuleDraft, Standing, Takes};
use records::sharing::{self, Level};
use records::{Ctx, Draft, Error, archive, board, create, history, list, people, read, search, update, why};

use crate::world::{DAY, World, ask, keys};

async fn names(ctx: &Ctx, object: &str) -> Vec<String> {
    match list::list(ctx, &ask(object)).await {
        Ok(page) => {
            assert_eq!(page.total, Some(page.rows.len() as i64));
            page.rows.iter().map(|row| row.title.to_string()).collect()
        }
        Err(Error::NotFound) => Vec::new(),
        Err(error) => panic!("{error:?}"),
    }
}

async fn counted(ctx: &Ctx, object: &str) -> Value {
    let asked = FiguresAsk { object: object.into(), measures: vec!["count".into()], ..FiguresAsk::default() };
    figures(ctx, &asked).await.unwrap().total[0].clone()
}

/// A client of Sara in Madrid with a deal of Bea in Bilbao; answers client and deal.
async fn shared_client(world: &World) -> (Id, Id) {
    let company = Draft::default().with("name", "Acme SL").with_value("owner", Value::Ref(world.sara));
    let olga = world.of(world.olga).await;
    let company = create::create(&olga, "company", company, None).await.unwrap().id;
    let deal = Draft::default().with("name", "Bilbao deal").with_value("company", Value::Ref(company));
    let deal = deal.with_value("owner", Value::Ref(world.bea));
    (company, create::create(&olga, "deal", deal, None).await.unwrap().id)
}

#[tokio::test]
async fn a_client_is_read_by_whoever_sells_to_them_and_written_by_its_own() {
    let world = World::new().await;
    let (company, deal) = shared_client(&world).await;
    let bea = world.of(world.bea).await;
    let record = read::read(&bea, "company", company).await.unwrap();
    assert_eq!(names(&bea, "company").await, ["Acme SL"]);
    assert_eq!(counted(&bea, "company").await, Value::Int(1));
    assert!(search::search(&bea, "acme", 10).await.unwrap().iter().any(|hit| hit.id == company));
    assert!(!history::history(&bea, "company", company).await.unwrap().is_empty());
    let reasons = why::explain(&bea, "company", company).await.unwrap();
    assert!(
        matches!(&reasons.because[..], [access::Because::Role { through: Some(name), .. }] if &**name == "deals"),
        "{reasons:?}"
    );
    let renamed = Draft::default().with("name", "Mine now SL");
    let error = update::update(&bea, "company", company, record.version, renamed).await.unwrap_err();
    assert!(matches!(error, Error::Forbidden), "{error:?}");
    assert!(matches!(archive::archive(&bea, "company", company, record.version).await, Err(Error::Forbidden)));
    let task = Draft::default().with("subject", "Call them").with_value("company", Value::Ref(company));
    create::create(&bea, "task", task, None).await.expect("what one sees can be referred to");
    assert!(names(&world.of(world.tomas).await, "company").await.is_empty(), "who sells nothing to them sees nothing");
    // With the last deal the client goes too.
    records::transfer::transfer(&world.of(world.olga).await, "deal", &[deal], world.sara).await.unwrap();
    assert!(matches!(read::read(&world.of(world.bea).await, "company", company).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_given_record_is_seen_until_its_last_day_and_written_only_when_given_so() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Madrid one", "100").await;
    let sara = world.of(world.sara).await;
    assert!(names(&world.of(world.tomas).await, "deal").await.is_empty());
    sharing::give(&sara, "deal", deal.id, world.tomas, Level::Read, "2026-03-03").await.unwrap();
    let tomas = world.of(world.tomas).await;
    assert_eq!(names(&tomas, "deal").await, ["Madrid one"]);
    assert_eq!(counted(&tomas, "deal").await, Value::Int(1));
    let on_board = board::board(&tomas, &board::BoardAsk::of("deal")).await.unwrap();
    assert_eq!(on_board.columns.iter().map(|c| c.count).sum::<i64>(), 1);
    let renamed = || Draft::default().with("name", "Ours");
    let error = update::update(&tomas, "deal", deal.id, 1, renamed()).await.unwrap_err();
    assert!(matches!(error, Error::Forbidden), "{error:?}");
    let error = sharing::give(&tomas, "deal", deal.id, world.bea, Level::Read, "").await.unwrap_err();
    assert!(matches!(error, Error::Forbidden), "what was given is not given on: {error:?}");
    sharing::give(&sara, "deal", deal.id, world.tomas, Level::Write, "2026-03-03").await.unwrap();
    let given = sharing::list(&sara, "deal", deal.id).await.unwrap();
    assert_eq!(given.len(), 1, "giving again replaces: {given:?}");
    update::update(&world.of(world.tomas).await, "deal", deal.id, 1, renamed()).await.unwrap();
    world.pass(2 * DAY);
    assert!(names(&world.of(world.tomas).await, "deal").await.is_empty());
    let kinds: Vec<_> = world.evidence().await.iter().map(|e| e.kind.to_string()).collect();
    assert_eq!(kinds.iter().filter(|kind| *kind == "share").count(), 2);
}

#[tokio::test]
async fn a_share_taken_back_ends_at_once_and_faults_are_told_together() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Madrid one", "100").await;
    let sara = world.of(world.sara).await;
    let absent = world.gate.store.next_id();
    let error = sharing::give(&sara, "deal", deal.id, absent, Level::Read, "2026-01-01").await.unwrap_err();
    let expected = [("until".to_owned(), "fault-until-past"), ("user".to_owned(), "fault-not-found")];
    assert_eq!(keys(&error), expected);
    sharing::give(&sara, "deal", deal.id, world.bea, Level::Read, "").await.unwrap();
    let share = sharing::list(&sara, "deal", deal.id).await.unwrap().remove(0).share.id;
    let bea = world.of(world.bea).await;
    assert_eq!(names(&bea, "deal").await, ["Madrid one"]);
    sharing::take_back(&sara, "deal", deal.id, share).await.unwrap();
    assert!(names(&world.of(world.bea).await, "deal").await.is_empty());
    let foreign = world.deal(world.bea, "Bilbao one", "100").await;
    let error = sharing::give(&sara, "deal", foreign.id, world.tomas, Level::Read, "").await.unwrap_err();
    assert!(matches!(error, Error::NotFound), "{error:?}");
}

fn hide(user: Id, object: &str, filter: String) -> RuleDraft {
    RuleDraft {
        user: Some(user),
        role: None,
        object: object.into(),
        takes: Some(Takes::Sight),
        filter,
        related: true,
        reason: "The client is family".into(),
        until: "2026-04-01".into(),
    }
}

#[tokio::test]
async fn a_rule_takes_a_client_with_all_that_hangs_on_it_from_a_head_and_from_no_owner() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Madrid one", "100").await;
    world.deal(world.sara, "Madrid two", "200").await;
    let company = deal.get("company").as_ref_id().unwrap();
    let call = Draft::default().with("subject", "A call").with("kind", "call").with_value("deal", Value::Ref(deal.id));
    create::create(&world.of(world.sara).await, "activity", call, None).await.unwrap();
    let olga = world.of(world.olga).await;
    let id = rules::add(&olga, &hide(world.hector, "company", format!("id == {company}"))).await.unwrap();
    let hector = world.of(world.hector).await;
    assert_eq!(names(&hector, "company").await, ["Madrid two SL"]);
    assert_eq!(names(&hector, "deal").await, ["Madrid two"]);
    assert_eq!(counted(&hector, "deal").await, Value::Int(1));
    assert!(names(&hector, "activity").await.is_empty(), "two steps away");
    assert!(search::search(&hector, "madrid one", 10).await.unwrap().is_empty());
    for (object, id) in [("company", company), ("deal", deal.id)] {
        assert!(matches!(read::read(&hector, object, id).await, Err(Error::NotFound)), "{object}");
        let changed = update::update(&hector, object, id, 1, Draft::default().with("name", "x")).await;
        assert!(matches!(changed, Err(Error::NotFound)), "{object}: {changed:?}");
    }
    create::create(&hector, "company", Draft::default().with("name", "A new one"), None).await.expect("others go on");
    let move_in = Draft::default().with_value("company", Value::Ref(company)).with("name", "Into it");
    let error = create::create(&hector, "deal", move_in, None).await.unwrap_err();
    assert_eq!(keys(&error), [("company".to_owned(), "fault-not-found")]);
    assert_eq!(names(&olga, "deal").await.len(), 2);
    let told = why::everybody(&olga, "company", company).await.unwrap();
    let of = |user| &told.iter().find(|seer| seer.user == user).unwrap().explanation;
    assert!(!of(world.hector).allowed && of(world.hector).denied_by[0].reason == "The client is family");
    assert!(of(world.sara).allowed && of(world.olga).allowed);
    rules::end(&olga, id).await.unwrap();
    assert_eq!(names(&world.of(world.hector).await, "deal").await.len(), 2);
    assert_eq!(rules::list(&olga).await.unwrap()[0].standing, Standing::Over);
}

#[tokio::test]
async fn a_rule_against_change_leaves_sight() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Madrid one", "100").await;
    let olga = world.of(world.olga).await;
    let frozen = RuleDraft { takes: Some(Takes::Change), ..hide(world.sara, "deal", "amount == 100".into()) };
    rules::add(&olga, &frozen).await.unwrap();
    let sara = world.of(world.sara).await;
    assert_eq!(names(&sara, "deal").await, ["Madrid one"]);
    let error = update::update(&sara, "deal", deal.id, 1, Draft::default().with("name", "x")).await.unwrap_err();
    assert!(matches!(error, Error::Forbidden), "{error:?}");
    let smuggled = world.deal(world.sara, "Madrid two", "200").await;
    let into = Draft::default().with("amount", "100");
    let error = update::update(&sara, "deal", smuggled.id, 1, into).await.unwrap_err();
    assert!(matches!(error, Error::Forbidden), "not into it either: {error:?}");
    assert!(matches!(sharing::give(&sara, "deal", deal.id, world.bea, Level::Read, "").await, Err(Error::Forbidden)));
}

#[tokio::test]
async fn a_rule_that_is_not_understood_any_more_takes_everything() {
    let world = World::new().await;
    world.deal(world.sara, "Madrid one", "100").await;
    let olga = world.of(world.olga).await;
    rules::add(&olga, &hide(world.sara, "deal", "amount > 500".into())).await.unwrap();
    assert_eq!(names(&world.of(world.sara).await, "deal").await, ["Madrid one"]);
    // A field that is gone, and one that has become a figure over related records, which memory knows nothing of.
    for filter in ["a_field_of_old > 5", "activities.size() > 3"] {
        let mut rule = world.gate.store.rules().await.unwrap().remove(0);
        rule.filter = filter.into();
        let write = store::Write::Technical(store::TechnicalWrite::PutRule(rule));
        world.gate.store.apply(store::Change { writes: vec![write], ..store::Change::default() }).await.unwrap();
        assert!(names(&world.of(world.sara).await, "deal").await.is_empty(), "{filter}");
        assert_eq!(rules::list(&olga).await.unwrap()[0].standing, Standing::Broken, "{filter}");
    }
}

#[tokio::test]
async fn only_owners_make_rules_and_every_fault_is_told() {
    let world = World::new().await;
    let hector = world.of(world.hector).await;
    let draft = hide(world.sara, "deal", String::new());
    assert!(matches!(rules::add(&hector, &draft).await, Err(Error::Forbidden)));
    assert!(matches!(rules::list(&hector).await, Err(Error::Forbidden)));
    let olga = world.of(world.olga).await;
    let faulty = RuleDraft {
        user: Some(world.olga),
        filter: "activities.size() > 3".into(),
        reason: " ".into(),
        until: "2028-01-01".into(),
        ..hide(world.olga, "deal", String::new())
    };
    let expected = [
        ("filter".to_owned(), "fault-rule-many"),
        ("reason".to_owned(), "fault-required"),
        ("until".to_owned(), "fault-until-far"),
        ("user".to_owned(), "fault-rule-owner"),
    ];
    assert_eq!(keys(&rules::add(&olga, &faulty).await.unwrap_err()), expected);
    let unread = RuleDraft { filter: "amount >".into(), until: String::new(), ..draft };
    let told = keys(&rules::add(&olga, &unread).await.unwrap_err());
    assert_eq!(told.iter().map(|(field, _)| &**field).collect::<Vec<_>>(), ["filter", "until"]);
    assert!(world.gate.store.rules().await.unwrap().is_empty(), "nothing half done");
    assert!(matches!(people::principal(&world.gate, world.sara).await, Ok(who) if who.denies.is_empty()));
}
