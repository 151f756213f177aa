//! Mail on its way: planned once, had by one node at a time, made by the rights of the moment, tried again and kept no longer than told.

use catalogue::Id;
use records::notify::digest::{compose, keep_mail_wish, mail_wish, plan};
use records::notify::{Maker, keep_wish};
use records::post::{self, Outcome};
use records::{Ctx, Draft, Error, create, transfer};
use store::Post;

use crate::world::{DAY, World};

const MINUTE: i64 = 60_000_000;

/// A task of hers that somebody else made, told in the page.
async fn handed(world: &World, maker: &mut Maker, subject: &str) -> Id {
    let draft = Draft::default().with("subject", subject).with_value("owner", catalogue::Value::Ref(world.sara));
    let task = create::create(&world.of(world.olga).await, "task", draft, None).await.unwrap();
    maker.once().await.unwrap();
    task.id
}

async fn claimed(world: &World, node: Id) -> Post {
    let waiting = post::due(&world.gate, 10).await.unwrap();
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    post::claim(&world.gate, node, waiting[0].clone(), "token").await.unwrap().unwrap()
}

fn titles(digest: &records::notify::digest::Digest) -> Vec<String> {
    let of = |shown: &records::notify::Shown| shown.record.as_ref().map(|(_, title)| title.to_string());
    digest.unread.iter().filter_map(of).collect()
}

#[tokio::test]
async fn what_is_new_is_planned_once_and_made_by_the_rights_of_the_moment() {
    let world = World::new().await;
    let mut maker = Maker::new(&world.gate);
    maker.once().await.unwrap();
    let sara = world.of(world.sara).await;
    assert_eq!(&*mail_wish(&sara).await.unwrap().every, "never", "nobody is written to unasked");
    handed(&world, &mut maker, "Before").await;
    keep_mail_wish(&sara, "at_once", "8").await.unwrap();
    assert_eq!(plan(&world.gate).await.unwrap(), 0, "the past is not told");
    let goes = handed(&world, &mut maker, "Goes").await;
    assert_eq!(plan(&world.gate).await.unwrap(), 1);
    assert_eq!(plan(&world.gate).await.unwrap(), 0, "once, whoever looks");
    handed(&world, &mut maker, "Stays").await;
    let (one, two) = (world.gate.store.next_id(), world.gate.store.next_id());
    let had = claimed(&world, one).await;
    assert!(post::claim(&world.gate, two, had.clone(), "token").await.unwrap().is_none(), "one node at a time");
    assert!(post::due(&world.gate, 10).await.unwrap().is_empty());
    transfer::transfer(&world.of(world.olga).await, "task", &[goes], world.bea).await.unwrap();
    let digest = compose(&world.gate, &had).await.unwrap().ok().unwrap();
    assert_eq!(titles(&digest), ["Stays"], "what she may not read by now is not told");
    // Another node cannot settle what it does not have.
    let stolen = Post { node: two, ..had.clone() };
    post::settle(&world.gate, &stolen, Outcome::Nothing).await.unwrap();
    post::settle(&world.gate, &had, Outcome::Sent { upto: digest.upto }).await.unwrap();
    let kept = world.gate.store.post(had.id).await.unwrap().unwrap();
    assert_eq!((&*kept.state, kept.tries, kept.sent_at.is_some()), ("sent", 1, true));
    assert_eq!(plan(&world.gate).await.unwrap(), 0, "told is told");
    assert!(post::leaving(&world.gate, "token").await.unwrap().is_some());
    assert!(post::leaving(&world.gate, "").await.unwrap().is_none());
    assert!(matches!(post::leave(&world.gate, "another").await, Err(Error::NotFound)));
    post::leave(&world.gate, "token").await.unwrap();
    assert_eq!(&*mail_wish(&sara).await.unwrap().every, "never");
}

#[tokio::test]
async fn what_did_not_leave_waits_longer_each_time_until_it_has_failed() {
    let world = World::new().await;
    let mut maker = Maker::new(&world.gate);
    maker.once().await.unwrap();
    keep_mail_wish(&world.of(world.sara).await, "at_once", "8").await.unwrap();
    handed(&world, &mut maker, "New").await;
    plan(&world.gate).await.unwrap();
    let node = world.gate.store.next_id();
    let failed = |may_pass| Outcome::Failed { reason: "silent".into(), said: "mail:25".into(), may_pass };
    let mut tries = 0;
    let id = loop {
        let had = claimed(&world, node).await;
        post::settle(&world.gate, &had, failed(true)).await.unwrap();
        tries += 1;
        let kept = world.gate.store.post(had.id).await.unwrap().unwrap();
        if &*kept.state == "failed" {
            break had.id;
        }
        let wait = kept.next_at - world.gate.clock.now();
        assert!(wait >= MINUTE, "{wait}");
        world.pass(wait - MINUTE / 2);
        assert!(post::due(&world.gate, 10).await.unwrap().is_empty(), "not before its time");
        world.pass(MINUTE / 2);
    };
    assert_eq!(tries, 11);
    assert!(matches!(post::again(&world.of(world.sara).await, id).await, Err(Error::Forbidden)));
    assert!(matches!(post::list(&world.of(world.sara).await, None, 5).await, Err(Error::Forbidden)));
    let system = Ctx::system(&world.gate, "a test");
    let (listed, _) = post::list(&system, None, 5).await.unwrap();
    assert_eq!((&*listed[0].post.reason, &*listed[0].post.said), ("silent", "mail:25"));
    post::again(&system, id).await.unwrap();
    let had = claimed(&world, node).await;
    post::settle(&world.gate, &had, failed(false)).await.unwrap();
    assert_eq!(
        &*world.gate.store.post(id).await.unwrap().unwrap().state,
        "failed",
        "what is refused is not tried again"
    );
    world.pass(400 * DAY);
    post::clear(&world.gate).await.unwrap();
    assert!(world.gate.store.post(id).await.unwrap().is_none());
}

#[tokio::test]
async fn quiet_hours_and_frozen_people_get_nothing() {
    let world = World::new().await;
    let mut maker = Maker::new(&world.gate);
    maker.once().await.unwrap();
    let sara = world.of(world.sara).await;
    keep_mail_wish(&sara, "at_once", "8").await.unwrap();
    assert!(keep_mail_wish(&sara, "sometimes", "8").await.is_err());
    assert!(keep_mail_wish(&sara, "daily", "24").await.is_err());
    handed(&world, &mut maker, "New").await;
    plan(&world.gate).await.unwrap();
    keep_wish(&sara, &records::notify::KINDS, "00:00", "23:59").await.unwrap();
    let had = claimed(&world, world.gate.store.next_id()).await;
    let Err(Outcome::Later { at }) = compose(&world.gate, &had).await.unwrap() else { panic!("it is quiet") };
    assert!(at > world.gate.clock.now());
    records::people::freeze(&Ctx::system(&world.gate, "a test"), world.sara).await.unwrap();
    assert!(matches!(compose(&world.gate, &had).await.unwrap(), Err(Outcome::Nothing)));
    assert!(post::tell_of(&world.gate, &had).await.unwrap().is_none());
}
