//! What one may not see is not there: on lists, counts, figures, search, board, cards and relations alike.

use catalogue::Value;
use query::Archived;
use records::figures::{FiguresAsk, figures};
use records::{Draft, Error, ListAsk, archive, board, history, list, people, read, related, search, update};

use crate::world::{World, ask, keys};

#[tokio::test]
async fn every_door_shows_the_same_rows() {
    let world = World::new().await;
    for (user, name, amount) in [
        (world.sara, "Madrid one", "100"),
        (world.sara, "Madrid two", "200"),
        (world.tomas, "Toledo one", "400"),
        (world.bea, "Bilbao one", "800"),
    ] {
        world.deal(user, name, amount).await;
    }
    let cases = [
        (world.sara, 2, 30_000),
        (world.tomas, 1, 40_000),
        (world.hector, 3, 70_000),
        (world.bea, 1, 80_000),
        (world.olga, 4, 150_000),
    ];
    for (user, count, sum) in cases {
        let ctx = world.of(user).await;
        let page = list::list(&ctx, &ask("deal")).await.unwrap();
        assert_eq!((page.rows.len(), page.total), (count, Some(count as i64)));
        let asked = FiguresAsk {
            object: "deal".into(),
            measures: vec!["count".into(), "amount_sum".into()],
            ..FiguresAsk::default()
        };
        let total = figures(&ctx, &asked).await.unwrap().total;
        assert_eq!(total[0], Value::Int(count as i64));
        let Value::Moneys(sums) = &total[1] else { panic!("{total:?}") };
        assert_eq!(sums.iter().map(|m| m.minor).sum::<i64>(), sum);
        let hits = search::search(&ctx, "one", 50).await.unwrap();
        let own_hits = page.rows.iter().filter(|r| r.title.contains("one")).count();
        assert_eq!(hits.iter().filter(|h| &*h.object == "deal").count(), own_hits);
        let board = board::board(&ctx, &board::BoardAsk::of("deal")).await.unwrap();
        assert_eq!(board.columns.iter().map(|c| c.count).sum::<i64>(), count as i64);
        assert_eq!(board.lanes[0].cells.iter().map(|c| c.rows.len()).sum::<usize>(), count);
    }
}

#[tokio::test]
async fn the_invisible_answers_as_the_absent() {
    let world = World::new().await;
    let deal = world.deal(world.bea, "Bilbao one", "100").await;
    let ctx = world.of(world.sara).await;
    let company = deal.get("company").as_ref_id().unwrap();
    let absent = world.gate.store.next_id();
    for id in [deal.id, absent] {
        let answers = [
            read::read(&ctx, "deal", id).await.err(),
            update::update(&ctx, "deal", id, 1, Draft::default().with("name", "x")).await.err(),
            archive::archive(&ctx, "deal", id, 1).await.err(),
            history::history(&ctx, "deal", id).await.err(),
        ];
        assert!(answers.iter().all(|e| matches!(e, Some(Error::NotFound))), "{answers:?}");
    }
    let error = related::related(&ctx, "company", company, "deals", &ListAsk::default()).await.unwrap_err();
    assert!(matches!(error, Error::NotFound));
    let told = world.evidence().await;
    assert!(told.iter().filter(|e| &*e.kind == "refused" && e.actor == Some(world.sara)).count() >= 6);
}

#[tokio::test]
async fn a_reference_to_what_one_may_not_see_is_not_found_and_its_title_is_not_shown() {
    let world = World::new().await;
    let foreign = world.deal(world.bea, "Bilbao one", "100").await.get("company").clone();
    let ctx = world.of(world.sara).await;
    let call = Draft::default().with("subject", "A call").with("kind", "call");
    let own = records::create::create(&ctx, "activity", call, None).await.unwrap();
    let draft = Draft::default().with_value("company", foreign.clone());
    let error = update::update(&ctx, "activity", own.id, 1, draft.clone()).await.unwrap_err();
    assert_eq!(keys(&error), [("company".to_owned(), "fault-not-found")]);
    update::update(&world.of(world.olga).await, "activity", own.id, 1, draft).await.unwrap();
    let seen = read::read(&ctx, "activity", own.id).await.unwrap();
    assert!(!seen.titles.contains_key("company"), "{:?}", seen.titles);
}

#[tokio::test]
async fn what_may_never_be_read_is_refused_by_name() {
    let world = World::new().await;
    let ctx = world.of(world.sara).await;
    let filtered = ListAsk { filter: Some("email == \"olga@acme.example\"".into()), ..ask("user") };
    assert_eq!(keys(&list::list(&ctx, &filtered).await.unwrap_err()), [("email".to_owned(), "fault-field-hidden")]);
    let sorted = ListAsk { sort: vec![("email".into(), false)], ..ask("user") };
    assert_eq!(keys(&list::list(&ctx, &sorted).await.unwrap_err()), [("email".to_owned(), "fault-field-hidden")]);
    let shown = ListAsk { columns: vec!["name".into(), "email".into()], ..ask("user") };
    let page = list::list(&ctx, &shown).await.unwrap();
    assert!(page.rows.iter().all(|r| r.get("email").is_null() && r.hidden == ["email".into()]));
    let hits = search::suggest(&ctx, "user", "olga", 10).await.unwrap();
    assert_eq!(hits.len(), 1, "by the name, which is open");
    assert!(search::suggest(&ctx, "user", "acme.example", 10).await.unwrap().is_empty(), "not by the address");
}

#[tokio::test]
async fn an_analyst_reads_figures_but_no_rows() {
    let world = World::new().await;
    for number in 0..5 {
        world.deal(world.sara, &format!("Madrid {number}"), "100").await;
    }
    let ctx = world.of(world.ana).await;
    let asked = FiguresAsk { object: "deal".into(), measures: vec!["count".into()], ..FiguresAsk::default() };
    assert_eq!(figures(&ctx, &asked).await.unwrap().total, [Value::Int(5)]);
    assert!(matches!(list::list(&ctx, &ask("deal")).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_figure_over_few_rows_is_withheld_from_whoever_may_not_read_them() {
    let world = World::new().await;
    for number in 0..6 {
        world.deal(world.sara, &format!("Madrid {number}"), "100").await;
    }
    world.deal(world.hector, "The one of Héctor", "777").await;
    let names = vec!["count".to_owned(), "amount_sum".to_owned(), "amount_median".to_owned()];
    let by = |field: &str, filter: Option<&str>| FiguresAsk {
        object: "deal".into(),
        measures: names.clone(),
        group: if field.is_empty() { Vec::new() } else { vec![(field.to_owned(), None)] },
        filter: filter.map(str::to_owned),
        ..FiguresAsk::default()
    };
    let ana = world.of(world.ana).await;
    let owners = figures(&ana, &by("owner", None)).await.unwrap();
    assert_eq!((owners.groups.len(), owners.withheld), (1, 1));
    assert_eq!(owners.groups[0].figures[0], Value::Int(6));
    assert_eq!(figures(&ana, &by("name", None)).await.unwrap().groups.len(), 0);
    let one = figures(&ana, &by("", Some("amount > 500"))).await.unwrap();
    assert!(one.total.iter().all(Value::is_null), "not even that there is one");
    let olga = world.of(world.olga).await;
    assert_eq!(figures(&olga, &by("name", None)).await.unwrap().groups.len(), 7, "who reads rows sees all");
}

#[tokio::test]
async fn nobody_promotes_themselves() {
    let world = World::new().await;
    let ctx = world.of(world.hector).await;
    let draft = Draft::default().with("roles", "owner");
    let error = update::update(&ctx, "user", world.hector, 1, draft).await.unwrap_err();
    assert_eq!(keys(&error), [("roles".to_owned(), "fault-set-up-only")]);
    let change = people::PersonChange { roles: Some(vec!["owner".into()]), ..people::PersonChange::default() };
    assert!(matches!(people::change(&ctx, world.hector, change).await, Err(Error::Forbidden)));
}

#[tokio::test]
async fn whoever_sets_up_does_not_become_a_reader() {
    let world = World::new().await;
    let olga = world.of(world.olga).await;
    let roles = |roles: &[&str]| people::PersonChange {
        roles: Some(roles.iter().map(|r| (*r).into()).collect()),
        ..people::PersonChange::default()
    };
    people::change(&olga, world.ana, roles(&["administrator"])).await.unwrap();
    let ana = world.of(world.ana).await;
    let limit = |error: Error| assert_eq!(keys(&error), [("roles".to_owned(), "fault-roles-limit")]);
    limit(people::change(&ana, world.ana, roles(&["administrator", "branch_head"])).await.unwrap_err());
    limit(people::change(&ana, world.sara, roles(&["owner"])).await.unwrap_err());
    limit(people::change(&ana, world.olga, roles(&["seller"])).await.unwrap_err());
    let draft = Draft::default().with("name", "Straw man").with("roles", "owner");
    limit(people::add(&ana, draft.clone()).await.unwrap_err());
    limit(records::create::create(&ana, "user", draft, None).await.unwrap_err());
    people::change(&ana, world.sara, roles(&["team_lead"])).await.unwrap();
}

#[tokio::test]
async fn a_frozen_person_is_nobody_and_the_last_owner_stays() {
    let world = World::new().await;
    let owner = world.of(world.olga).await;
    people::freeze(&owner, world.sara).await.unwrap();
    assert!(matches!(people::principal(&world.gate, world.sara).await, Err(Error::NotFound)));
    let error = people::freeze(&owner, world.olga).await.unwrap_err();
    assert_eq!(keys(&error), [("roles".to_owned(), "fault-last-owner")]);
}

#[tokio::test]
async fn pages_by_key_show_every_row_once() {
    let world = World::new().await;
    for n in 0..7 {
        world.deal(world.sara, &format!("Deal {n}"), "10").await;
    }
    let ctx = world.of(world.sara).await;
    let mut seen = Vec::new();
    let mut next = ListAsk { limit: 3, sort: vec![("amount".into(), true)], archived: Archived::Hide, ..ask("deal") };
    loop {
        let page = list::list(&ctx, &next).await.unwrap();
        seen.extend(page.rows.iter().map(|r| r.id));
        let Some(cursor) = page.next else { break };
        next.after = Some(cursor);
    }
    assert_eq!(seen.len(), 7);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 7);
}
