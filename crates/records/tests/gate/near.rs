//! Search for people: the wrong keyboard layout, a fault in a word, what was opened last; and that none of it shows what is hidden.

use records::{Ctx, Draft, ListAsk, archive, create, read, recent, search};

use crate::world::{World, ask};

async fn company(ctx: &Ctx, name: &str) -> catalogue::Id {
    create::create(ctx, "company", Draft::default().with("name", name), None).await.unwrap().id
}

async fn found(ctx: &Ctx, text: &str) -> (Vec<String>, Option<String>, bool) {
    let answer = search::find(ctx, text, 10).await.unwrap();
    (answer.hits.iter().map(|hit| hit.title.to_string()).collect(), answer.layout, answer.near)
}

#[tokio::test]
async fn what_was_typed_on_the_wrong_layout_is_found_on_the_other() {
    let world = World::new().await;
    let ctx = world.of(world.sara).await;
    for name in ["Focus", "Иванов и сыновья", "Ёжики"] {
        company(&ctx, name).await;
    }
    assert_eq!(found(&ctx, "ащсгы").await, (vec!["Focus".into()], Some("focus".into()), false));
    assert_eq!(found(&ctx, "Bdfyjd").await, (vec!["Иванов и сыновья".into()], Some("Иванов".into()), false));
    assert_eq!(found(&ctx, "`;br").await, (vec!["Ёжики".into()], Some("ёжик".into()), false));
    assert_eq!(found(&ctx, "Иванов").await, (vec!["Иванов и сыновья".into()], None, false), "as typed comes first");
    assert_eq!(found(&ctx, "bdfyjl").await, (vec!["Иванов и сыновья".into()], Some("иванод".into()), true));
    let offered = search::propose(&ctx, "company", "ащсгы", 5).await.unwrap();
    assert_eq!((offered.hits.len(), offered.layout.as_deref()), (1, Some("focus")));
    assert!(search::search(&ctx, "ащсгы", 5).await.unwrap().is_empty(), "what asks exactly is answered exactly");
    assert!(search::suggest(&ctx, "company", "ащсгы", 5).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_fault_is_forgiven_only_where_nothing_is_called_so() {
    let world = World::new().await;
    let ctx = world.of(world.sara).await;
    company(&ctx, "Talleres González").await;
    company(&ctx, "Hardware Norte").await;
    assert_eq!(found(&ctx, "Gonzales").await, (vec!["Talleres González".into()], None, true));
    assert_eq!(found(&ctx, "hardwear norte").await, (vec!["Hardware Norte".into()], None, true));
    company(&ctx, "Gonzales SL").await;
    assert_eq!(found(&ctx, "Gonzales").await, (vec!["Gonzales SL".into()], None, false));
    assert!(search::suggest(&ctx, "company", "hardwear", 5).await.unwrap().is_empty());
    assert!(search::propose(&ctx, "company", "hardwear", 5).await.unwrap().near);
    let told = world.evidence().await;
    let details: Vec<&str> = told.iter().filter(|e| &*e.kind == "search").map(|e| &*e.detail).collect();
    assert!(details.contains(&r#"{"text":"Gonzales","rows":1,"near":true}"#), "{details:?}");
}

#[tokio::test]
async fn nothing_hidden_is_near() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let bea = world.of(world.bea).await;
    company(&bea, "Panaderia Secreta").await;
    let nothing = (Vec::new(), None, false);
    for typed in ["Panaderja", "Gfyflthbz", "Secreta", "Secrfta"] {
        assert_eq!(found(&sara, typed).await, nothing, "{typed}");
        let ask = ListAsk { search: Some(typed.into()), ..ask("company") };
        assert!(search::beside(&sara, &ask, 5).await.unwrap().hits.is_empty());
        assert!(search::propose(&sara, "company", typed, 5).await.unwrap().hits.is_empty());
    }
    assert_eq!(found(&bea, "Panaderja").await.0, ["Panaderia Secreta"]);
    // The text of people holds their addresses, which are hidden from a seller: nothing is near in it, also by the open name.
    for typed in ["exampel", "olgaa", "tomsa"] {
        assert_eq!(found(&sara, typed).await, nothing, "{typed}");
        assert!(search::propose(&sara, "user", typed, 5).await.unwrap().hits.is_empty(), "{typed}");
    }
    assert_eq!(
        search::propose(&sara, "user", "щдпф", 5).await.unwrap().layout.as_deref(),
        Some("olga"),
        "by the open name"
    );
    let olga = world.of(world.olga).await;
    assert!(search::propose(&olga, "user", "tomsa", 5).await.unwrap().near);
}

#[tokio::test]
async fn a_list_offers_beside_itself_what_meets_its_own_conditions() {
    let world = World::new().await;
    let ctx = world.of(world.sara).await;
    world.deal(world.sara, "González one", "100").await;
    let two = world.deal(world.sara, "González two", "300").await;
    let with = |text: &str| ListAsk { filter: Some("amount > 200".into()), search: Some(text.into()), ..ask("deal") };
    let near = search::beside(&ctx, &with("Gonzales"), 5).await.unwrap();
    assert_eq!((near.hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), near.near), (vec![two.id], true));
    let other = search::beside(&ctx, &with("ецщ"), 5).await.unwrap();
    assert_eq!((other.hits.len(), other.layout.as_deref(), other.near), (1, Some("two"), false));
    assert!(search::beside(&ctx, &with("щту"), 5).await.unwrap().hits.is_empty(), "“one” does not meet the filter");
    assert!(search::beside(&ctx, &ask("deal"), 5).await.unwrap().hits.is_empty(), "nothing was searched for");
}

#[tokio::test]
async fn what_was_opened_last_comes_first_while_it_lives_and_may_be_read() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    let mut ids = Vec::new();
    for name in ["One", "Two", "Three"] {
        ids.push(company(&sara, name).await);
    }
    let theirs = company(&world.of(world.bea).await, "Theirs").await;
    for id in [ids[0], ids[1], ids[2], ids[0]] {
        read::read(&sara, "company", id).await.unwrap();
    }
    assert!(read::read(&sara, "company", theirs).await.is_err());
    world.gate.flush_evidence().await.unwrap();
    let names = async |ctx: &Ctx, limit| {
        let hits = recent::recent(ctx, limit).await.unwrap();
        hits.iter().map(|hit| hit.title.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(&sara, 8).await, ["One", "Three", "Two"]);
    assert_eq!(names(&sara, 2).await, ["One", "Three"]);
    assert!(names(&world.of(world.tomas).await, 8).await.is_empty(), "of oneself alone");
    archive::archive(&sara, "company", ids[2], 1).await.unwrap();
    assert_eq!(names(&sara, 8).await, ["One", "Two"]);
    let olga = world.of(world.olga).await;
    records::transfer::transfer(&olga, "company", &ids[..1], world.bea).await.unwrap();
    assert_eq!(names(&sara, 8).await, ["Two"]);
}
