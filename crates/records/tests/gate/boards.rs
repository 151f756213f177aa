//! Boards by any choice, in lanes: counts are those of the records one reads, a hidden choice gives none, and what a step wants is told.

use catalogue::Value;
use records::board::{self, BoardAsk, limits};
use records::wanted::{Wanted, wanted};
use records::{Draft, Error, update};

use crate::world::World;

fn by(object: &str, by: &str, lanes: &str) -> BoardAsk {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    BoardAsk { by: some(by), lanes: some(lanes), ..BoardAsk::of(object) }
}

#[tokio::test]
async fn counts_of_columns_lanes_and_cells_agree_and_stay_within_rights() {
    let world = World::new().await;
    for (who, name) in [(world.sara, "Madrid one"), (world.sara, "Madrid two"), (world.bea, "Bilbao one")] {
        world.deal(who, name, "100").await;
    }
    for (who, all, lanes) in [(world.sara, 2, 1), (world.olga, 3, 2)] {
        let ctx = world.of(who).await;
        for column in ["stage", "pipeline"] {
            let board = board::board(&ctx, &by("deal", column, "owner")).await.unwrap();
            assert_eq!(board.columns.iter().map(|c| c.count).sum::<i64>(), all, "{column}");
            assert_eq!(board.lanes.len(), lanes);
            assert_eq!(board.lanes.iter().map(|lane| lane.count).sum::<i64>(), all);
            let cells = || board.lanes.iter().flat_map(|lane| &lane.cells);
            assert_eq!(cells().map(|cell| cell.count).sum::<i64>(), all);
            assert_eq!(cells().map(|cell| cell.rows.len()).sum::<usize>(), all as usize);
        }
    }
    let sara = world.of(world.sara).await;
    let closed = BoardAsk { open: Some(Vec::new()), ..by("deal", "", "owner") };
    let board = board::board(&sara, &closed).await.unwrap();
    let lane = &board.lanes[0];
    assert_eq!(
        (lane.count, lane.cells.iter().map(|cell| cell.rows.len()).sum::<usize>()),
        (2, 0),
        "a closed lane counts"
    );
    let next = board::cards(&sara, &by("deal", "", "owner"), Some("first_contact"), Some(Some(world.bea)), None)
        .await
        .unwrap();
    assert!(next.page.rows.is_empty(), "another's lane has no cards for her");
    for (what, lanes) in [("name", ""), ("", "amount"), ("absent", "")] {
        assert!(matches!(board::board(&sara, &by("deal", what, lanes)).await, Err(Error::NotFound)), "{what} {lanes}");
    }
}

#[tokio::test]
async fn what_a_step_needs_and_asks_for_is_told_before_it_is_made() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let made = Draft::default().with("name", "Bare").with("amount", "100");
    let deal = records::create::create(&sara, "deal", made, None).await.unwrap();
    let to = |stage: &str| Draft::default().with_value("stage", Value::text(stage));
    let asked = |draft: Draft| {
        let sara = sara.clone();
        async move { wanted(&sara, "deal", deal.id, &draft).await.unwrap() }
    };
    assert_eq!(asked(to("won")).await, [Wanted { field: "company".into(), must: true }]);
    assert_eq!(asked(to("lost")).await, [Wanted { field: "lost_reason".into(), must: false }]);
    assert_eq!(asked(to("qualified")).await, []);
    assert_eq!(asked(to("lost").with("lost_reason", "price")).await, [], "what comes along is not asked for");
    let (lost, change) = update::update_undoable(&sara, "deal", deal.id, 1, to("lost")).await.unwrap();
    assert_eq!(*lost.get("stage"), Value::text("lost"), "what is asked for may stay open");
    records::undo::undo(&sara, change.unwrap()).await.unwrap();
    let bea = world.of(world.bea).await;
    assert!(matches!(wanted(&bea, "deal", deal.id, &to("won")).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_limit_is_set_by_who_sets_up_and_refuses_nothing() {
    let world = World::new().await;
    let (sara, olga) = (world.of(world.sara).await, world.of(world.olga).await);
    let set = async |ctx: &records::Ctx, text: &str| limits::set(ctx, "deal", "stage", "first_contact", text).await;
    assert!(matches!(set(&sara, "1").await, Err(Error::Forbidden)));
    assert!(matches!(set(&olga, "none").await, Err(Error::Invalid(_))));
    assert!(matches!(limits::set(&olga, "deal", "stage", "absent", "1").await, Err(Error::NotFound)));
    set(&olga, "1").await.unwrap();
    for name in ["Madrid one", "Madrid two"] {
        world.deal(world.sara, name, "100").await;
    }
    let limit =
        async || board::board(&world.of(world.sara).await, &BoardAsk::of("deal")).await.unwrap().columns[0].clone();
    let column = limit().await;
    assert_eq!((column.count, column.limit), (2, Some(1)));
    set(&olga, " ").await.unwrap();
    assert_eq!(limit().await.limit, None);
}
