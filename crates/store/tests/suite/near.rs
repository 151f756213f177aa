//! Search that forgives a fault, and what it must not give.

use catalogue::{Id, Value};

use crate::world::{World, text};

on_both_engines!(
    a_word_with_a_fault_finds_what_was_meant,
    every_word_must_be_near,
    the_nearest_come_first,
    what_may_not_be_seen_takes_no_place,
    signs_of_the_search_language_are_only_signs,
);

async fn near(world: &World, words: &str, limit: u32) -> Vec<i64> {
    let ask = store::SearchText { text: words.into(), objects: vec!["company".into(), "deal".into()], limit };
    let found = world.store.near(&world.scoped(ask)).await.expect("found");
    found.into_iter().map(|f| f.id.0).collect()
}

async fn a_word_with_a_fault_finds_what_was_meant(world: World) {
    world.add("company", 1, &[("name", text("Talleres González"))]).await;
    world.add("company", 2, &[("name", text("Hardware Norte"))]).await;
    world.add("deal", 3, &[("name", text("Ремонт для Иванова"))]).await;
    world.add("deal", 4, &[("name", text("Ruiz"))]).await;
    world.add("deal", 5, &[("name", text("Lobos"))]).await;
    for (typed, found) in [
        ("Gonzales", 1),
        ("gnzalez", 1),
        ("gonzallez", 1),
        ("gonzlaes", 1),
        ("Hardwear", 2),
        ("Иваноа", 3),
        ("ремнот", 3),
        ("ruis", 4),
        ("riuz", 4),
        ("lovos", 5),
        ("loobos", 5),
    ] {
        assert_eq!(near(&world, typed, 10).await, [found], "{typed}");
    }
    for typed in ["gimenez", "hardline", "rui", "12345", "", "lo os"] {
        assert_eq!(near(&world, typed, 10).await, [] as [i64; 0], "{typed}");
    }
    let mut archived = world.update("company", 1, 1, &[("archived_at", Value::Instant(crate::world::NOW))]);
    if let store::Write::Update { search, .. } = &mut archived {
        *search = Some("Talleres González".into());
    }
    world.apply(vec![archived]).await.expect("archived");
    assert_eq!(near(&world, "gonzales", 10).await, [] as [i64; 0]);
}

async fn every_word_must_be_near(world: World) {
    world.add("company", 1, &[("name", text("Ana González 24"))]).await;
    world.add("company", 2, &[("name", text("Eva González 25"))]).await;
    assert_eq!(near(&world, "gonzales ana", 10).await, [1]);
    assert_eq!(near(&world, "25 gonsalez", 10).await, [2]);
    assert_eq!(near(&world, "gonzales iris", 10).await, [] as [i64; 0]);
}

async fn the_nearest_come_first(world: World) {
    world.add("company", 1, &[("name", text("Martinez"))]).await;
    world.add("company", 2, &[("name", text("Martin y compañía"))]).await;
    world.add("company", 3, &[("name", text("Martin"))]).await;
    world.add("deal", 4, &[("name", text("Martin"))]).await;
    assert_eq!(near(&world, "martun", 10).await, [3, 2, 1, 4]);
    assert_eq!(near(&world, "martun", 1).await, [3, 4], "of each object");
}

/// More hidden records than are compared stand before the one that may be seen.
async fn what_may_not_be_seen_takes_no_place(world: World) {
    let row = |id: i64, owner: i64| {
        crate::world::insert("company", id, &[("name", text("González")), ("owner", Value::Ref(Id(owner)))])
    };
    for from in (1..2_400).step_by(800) {
        world.apply((from..from + 800).map(|id| row(id, 8)).collect()).await.expect("new rows");
    }
    world.apply(vec![row(9_000, 7)]).await.expect("one more");
    let ask = store::SearchText { text: "gonzales".into(), objects: vec!["company".into()], limit: 5 };
    let found = world.store.near(&world.seen_by(ask.clone(), &[("company", "owner == me")])).await.expect("found");
    assert_eq!(found.iter().map(|f| f.id.0).collect::<Vec<_>>(), [9_000]);
    let found = world.store.near(&world.seen_by(ask, &[("company", "owner == 99")])).await.expect("found");
    assert!(found.is_empty());
}

async fn signs_of_the_search_language_are_only_signs(world: World) {
    world.add("company", 1, &[("name", text("González \"NEAR\" (uno) %_"))]).await;
    for typed in ["\" gonzales", "gonzales (uno)", "gonzales \"near\"", "gonzales %_"] {
        assert_eq!(near(&world, typed, 10).await, [1], "{typed}");
    }
    for typed in ["gonzales* OR", "gonzales ^x", "gonzales __", "-gonzales", "gonzales:x"] {
        assert_eq!(near(&world, typed, 10).await, [] as [i64; 0], "{typed}");
    }
}
