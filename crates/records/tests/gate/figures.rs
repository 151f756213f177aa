//! Every figure leads down to exactly its rows.

use catalogue::Value;
use query::Bucket;
use records::figures::{FiguresAsk, figures};
use records::{Draft, ListAsk, funnel, list, update};

use crate::world::{DAY, World, ask};

/// Nine deals over three months in several stages.
async fn sales(world: &World) {
    for n in 0..9_i64 {
        let deal = world.deal(if n % 2 == 0 { world.sara } else { world.bea }, &format!("Deal {n}"), "100").await;
        let stage = ["first_contact", "qualified", "won", "lost"][(n % 4) as usize];
        let draft = Draft::default().with("stage", stage).with("closed_on", format!("2026-0{}-15", 1 + n % 3));
        if stage != "first_contact" {
            let ctx = world.of(world.olga).await;
            update::update(&ctx, "deal", deal.id, 1, draft).await.unwrap();
        }
        world.pass(10 * DAY);
    }
}

#[tokio::test]
async fn a_drill_down_lists_what_the_figure_counts() {
    let world = World::new().await;
    sales(&world).await;
    let ctx = world.of(world.olga).await;
    let groups = [
        vec![("stage".to_owned(), None)],
        vec![("stage.outcome".to_owned(), None)],
        vec![("owner".to_owned(), None), ("branch".to_owned(), None)],
        vec![("closed_on".to_owned(), Some(Bucket::Month))],
        vec![("created_at".to_owned(), Some(Bucket::IsoWeek))],
        vec![("created_at".to_owned(), Some(Bucket::Day)), ("stage".to_owned(), None)],
        vec![("company.name".to_owned(), None)],
        vec![("lost_reason".to_owned(), None)],
    ];
    for group in groups {
        let asked = FiguresAsk {
            object: "deal".into(),
            filter: Some("amount >= 100".into()),
            measures: vec!["count".into(), "won_count".into()],
            group: group.clone(),
            ..FiguresAsk::default()
        };
        let answer = figures(&ctx, &asked).await.unwrap();
        assert!(!answer.groups.is_empty(), "{group:?}");
        let mut all = 0;
        for found in &answer.groups {
            let Value::Int(count) = found.figures[0] else { panic!() };
            let rows = ListAsk { filter: Some(found.filter.clone()), ..ask("deal") };
            assert_eq!(list::list(&ctx, &rows).await.unwrap().total, Some(count), "{}", found.filter);
            let won = answer.measures[1].filter.as_deref().unwrap();
            let rows = ListAsk { filter: Some(query::and_text(&found.filter, won)), ..ask("deal") };
            assert_eq!(Value::Int(list::count(&ctx, &rows).await.unwrap()), found.figures[1]);
            all += count;
        }
        assert_eq!(answer.total[0], Value::Int(all), "{group:?}");
    }
}

#[tokio::test]
async fn the_funnel_counts_who_reached_each_stage() {
    let world = World::new().await;
    sales(&world).await;
    let ctx = world.of(world.olga).await;
    let funnel = funnel::funnel(&ctx, "deal", None).await.unwrap();
    let reached: Vec<_> = funnel.steps.iter().map(|s| (s.stage.as_deref().unwrap_or("closed"), s.reached)).collect();
    // Of nine: three at first contact, two qualified, two won, two lost.
    let last = ("closed", 2);
    assert_eq!(
        reached,
        [("first_contact", 9), ("qualified", 6), ("proposal", 4), ("negotiation", 4), ("closed", 4), last]
    );
    assert_eq!(funnel.win_rate.map(|r| r.to_string()), Some("0.5".into()));
    for step in &funnel.steps {
        let rows = ListAsk { filter: Some(step.filter.clone()), ..ask("deal") };
        assert_eq!(list::count(&ctx, &rows).await.unwrap(), step.reached, "{}", step.filter);
    }
}
