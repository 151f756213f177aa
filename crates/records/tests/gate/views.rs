//! Saved views: whose they are, who sees, changes and removes them, and how near one keeps them.

use catalogue::Id;
use records::views::{Keep, Standing, View, favourites, keep, mark, remove, views};
use records::{Ctx, Error, EvidenceFilter, evidence};

use crate::world::World;

fn view(name: &str, query: &str) -> Keep {
    Keep { name: name.into(), query: query.into(), ..Keep::default() }
}

async fn names(ctx: &Ctx) -> Vec<String> {
    views(ctx, "deal").await.unwrap().into_iter().map(|view| view.name).collect()
}

async fn one(ctx: &Ctx, id: Id) -> View {
    views(ctx, "deal").await.unwrap().into_iter().find(|view| view.id == id).unwrap()
}

#[tokio::test]
async fn a_view_is_ones_own_until_it_is_shared_and_shared_ones_are_read_by_all() {
    let world = World::new().await;
    let (sara, tomas) = (world.of(world.sara).await, world.of(world.tomas).await);
    let id = keep(&sara, "deal", view("  Big   ones ", "where=amount%20%3E%205")).await.unwrap();
    assert_eq!((names(&sara).await, names(&tomas).await), (vec!["Big ones".to_owned()], vec![]));
    assert!(matches!(mark(&tomas, "deal", id, Standing::Favourite).await, Err(Error::NotFound)));
    assert!(matches!(remove(&tomas, "deal", id).await, Err(Error::NotFound)));
    // The same name again is the same view.
    let again = keep(&sara, "deal", Keep { shared: true, ..view("big ones", "sort=-amount") }).await.unwrap();
    assert_eq!(again, id);
    let seen = one(&tomas, id).await;
    assert_eq!((&*seen.query, seen.by.as_deref(), seen.may_change), ("sort=-amount", Some("Sara"), false));
    assert!(one(&sara, id).await.by.is_none() && one(&sara, id).await.may_change);
    assert!(views(&tomas, "company").await.unwrap().is_empty(), "of deals alone");
}

#[tokio::test]
async fn a_shared_view_is_changed_by_its_maker_and_the_owner_of_the_firm() {
    let world = World::new().await;
    let (sara, hector, olga) = (world.of(world.sara).await, world.of(world.hector).await, world.of(world.olga).await);
    let id = keep(&sara, "deal", Keep { shared: true, ..view("Hers", "q=a") }).await.unwrap();
    let renamed = Keep { id: Some(id), shared: true, ..view("Ours", "q=b") };
    assert!(matches!(keep(&hector, "deal", renamed.clone()).await, Err(Error::Forbidden)));
    assert!(matches!(remove(&hector, "deal", id).await, Err(Error::Forbidden)));
    assert!(matches!(keep(&olga, "company", renamed.clone()).await, Err(Error::NotFound)), "it is of deals");
    keep(&olga, "deal", renamed).await.unwrap();
    let hers = one(&sara, id).await;
    assert_eq!((&*hers.name, &*hers.query, hers.by), ("Ours", "q=b", None), "it stays hers");
    mark(&hector, "deal", id, Standing::Favourite).await.unwrap();
    remove(&olga, "deal", id).await.unwrap();
    assert!(names(&sara).await.is_empty() && favourites(&hector).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_list_opens_with_one_view_and_favourites_are_ones_own() {
    let world = World::new().await;
    let (sara, tomas) = (world.of(world.sara).await, world.of(world.tomas).await);
    let shared = |name: &str| Keep { shared: true, ..view(name, "q=x") };
    let (first, second) =
        (keep(&sara, "deal", shared("A")).await.unwrap(), keep(&sara, "deal", shared("B")).await.unwrap());
    mark(&tomas, "deal", first, Standing::Opens).await.unwrap();
    mark(&tomas, "deal", second, Standing::Opens).await.unwrap();
    let standings = |views: Vec<View>| views.into_iter().map(|view| (view.name, view.standing)).collect::<Vec<_>>();
    let his = standings(views(&tomas, "deal").await.unwrap());
    assert_eq!(his, [("B".to_owned(), Standing::Opens), ("A".to_owned(), Standing::Favourite)]);
    let hers = standings(views(&sara, "deal").await.unwrap());
    assert!(hers.iter().all(|(_, standing)| *standing == Standing::Plain), "{hers:?}");
    assert_eq!(favourites(&tomas).await.unwrap().len(), 2);
    mark(&tomas, "deal", first, Standing::Plain).await.unwrap();
    // What is shared no more is gone from others' favourites too.
    keep(&sara, "deal", Keep { id: Some(second), ..view("B", "q=x") }).await.unwrap();
    assert!(favourites(&tomas).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_no_view_is_refused_in_words_and_every_change_is_evidence() {
    let world = World::new().await;
    let sara = world.of(world.sara).await;
    for (name, query) in [(" ", "q=a"), (&*"x".repeat(61), "q=a"), ("Long", &*"q".repeat(13_000))] {
        assert!(matches!(keep(&sara, "deal", view(name, query)).await, Err(Error::Invalid(_))), "{name}");
    }
    for place in 0..100 {
        keep(&sara, "deal", view(&format!("v{place}"), "q=a")).await.unwrap();
    }
    assert!(matches!(keep(&sara, "deal", view("one more", "q=a")).await, Err(Error::Invalid(_))));
    assert!(keep(&sara, "deal", view("V7", "q=b")).await.is_ok(), "one that is there is replaced");
    let ana = world.of(world.ana).await;
    assert!(keep(&ana, "deal", view("Mine", "q=a")).await.is_err(), "an analyst opens no list of deals");
    let filter = EvidenceFilter { kind: Some("view".into()), limit: 500, ..EvidenceFilter::default() };
    let events = evidence::list(&world.of(world.olga).await, &filter).await.unwrap();
    assert_eq!(events.len(), 101);
}
