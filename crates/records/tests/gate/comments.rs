//! Comments: read by whoever reads the record, changed and taken back by who said them, kept as they stood; people mentioned only where
//! they may read; and nothing of a record that one may not see.

use catalogue::Id;
use records::comments::{self, Comment, Draft, Said, Standing};
use records::{Ctx, Error};

use crate::world::World;

fn typed(text: &str) -> Draft {
    Draft { text: text.to_owned(), chosen: Vec::new() }
}

async fn thread(ctx: &Ctx, deal: Id) -> Vec<Comment> {
    comments::comments(ctx, "deal", deal).await.unwrap()
}

fn key(error: &Error) -> &'static str {
    let Error::Invalid(faults) = error else { panic!("{error:?}") };
    faults[0].message.key
}

/// Topics and payloads of what subscribers were told of comments.
async fn told(world: &World) -> Vec<(String, serde_json::Value)> {
    let all = world.gate.store.outbox(1_000).await.unwrap();
    let own = all.into_iter().filter(|message| matches!(&*message.topic, "comment" | "mention"));
    own.map(|message| (message.topic.to_string(), serde_json::from_str(&message.payload).unwrap())).collect()
}

#[tokio::test]
async fn a_thread_is_of_those_who_read_its_record() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Madrid one", "100").await;
    let (sara, olga, bea) = (world.of(world.sara).await, world.of(world.olga).await, world.of(world.bea).await);
    let first = comments::say(&sara, "deal", deal.id, &typed("They want it in May")).await.unwrap();
    comments::say(&olga, "deal", deal.id, &typed("Then we hurry")).await.unwrap();
    let said: Vec<String> = thread(&sara, deal.id).await.iter().map(|c| comments::plain(&c.text)).collect();
    assert_eq!(said, ["They want it in May", "Then we hurry"]);
    for error in [
        comments::comments(&bea, "deal", deal.id).await.err(),
        comments::say(&bea, "deal", deal.id, &typed("hello")).await.err(),
        comments::change(&bea, "deal", deal.id, first, &typed("hello")).await.err(),
        comments::remove(&bea, "deal", deal.id, first).await.err(),
        comments::readers(&bea, "deal", deal.id, "sar", 5).await.err(),
    ] {
        assert!(matches!(error, Some(Error::NotFound)), "{error:?}");
    }
    let other = world.deal(world.sara, "Madrid two", "100").await;
    let error = comments::change(&sara, "deal", other.id, first, &typed("moved")).await.unwrap_err();
    assert!(matches!(error, Error::NotFound), "a comment belongs to its record: {error:?}");
    let found = |text: &'static str| {
        let (sara, bea) = (sara.clone(), bea.clone());
        async move {
            let count = async |ctx: &Ctx| comments::find(ctx, text, 10).await.unwrap().len();
            (count(&sara).await, count(&bea).await)
        }
    };
    assert_eq!(found("MAY want").await, (1, 0), "found by its words, by whoever reads the record alone");
    assert_eq!(found("100%").await, (0, 0), "a sign of patterns is a sign");
}

#[tokio::test]
async fn ones_own_words_are_changed_and_taken_back_and_what_stood_is_kept() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Madrid one", "100").await;
    let (sara, olga, tomas) = (world.of(world.sara).await, world.of(world.olga).await, world.of(world.tomas).await);
    let id = comments::say(&sara, "deal", deal.id, &typed("five thousand")).await.unwrap();
    let error = comments::change(&olga, "deal", deal.id, id, &typed("mine now")).await.unwrap_err();
    assert!(matches!(error, Error::Forbidden), "nobody puts words into another's mouth: {error:?}");
    comments::change(&sara, "deal", deal.id, id, &typed("six thousand")).await.unwrap();
    comments::change(&sara, "deal", deal.id, id, &typed("six thousand")).await.unwrap();
    let now = thread(&olga, deal.id).await.remove(0);
    assert_eq!(comments::plain(&now.text), "six thousand");
    assert!(matches!(now.standing, Standing::Changed(_)));
    let earlier: Vec<String> = now.earlier.iter().map(|(_, text)| comments::plain(text)).collect();
    assert_eq!(earlier, ["five thousand"], "the same words again are no change");
    assert!(!now.may_change && now.may_remove, "an owner of the firm takes back, and changes nothing");
    assert!(comments::find(&sara, "five thousand", 5).await.unwrap().is_empty(), "search looks at what stands now");
    assert!(comments::comments(&tomas, "deal", deal.id).await.is_err());
    comments::remove(&sara, "deal", deal.id, id).await.unwrap();
    let gone = thread(&sara, deal.id).await.remove(0);
    assert!(gone.text.is_empty() && gone.earlier.is_empty() && matches!(gone.standing, Standing::Removed(_)));
    assert!(comments::find(&sara, "thousand", 5).await.unwrap().is_empty());
    let error = comments::change(&sara, "deal", deal.id, id, &typed("back")).await.unwrap_err();
    assert!(matches!(error, Error::NotFound), "{error:?}");
    assert_eq!(world.gate.store.comment(id).await.unwrap().len(), 3, "nothing that was said is lost");
    let kinds = world.evidence().await.iter().filter(|event| &*event.kind == "comment").count();
    assert_eq!(kinds, 3);
}

#[tokio::test]
async fn people_are_mentioned_by_who_they_are_and_only_where_they_read() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Madrid one", "100").await;
    let sara = world.of(world.sara).await;
    let olga = world.of(world.olga).await;
    let name = |ctx: &Ctx| ctx.who.name.to_string();
    let hers = name(&olga);
    let text = format!("write to a@{hers}.example, (@{}) and @nobody", hers.to_uppercase());
    let id = comments::say(&sara, "deal", deal.id, &typed(&text)).await.unwrap();
    let said = thread(&sara, deal.id).await.remove(0).text;
    let people: Vec<Id> =
        said.iter().filter_map(|s| if let Said::Person { id, .. } = s { Some(*id) } else { None }).collect();
    assert_eq!(people, [world.olga], "an address is no mention, and nobody is nobody: {said:?}");
    let message = serde_json::json!({ "by": world.sara.0, "comment": id.0, "mentioned": [world.olga.0] });
    let sent = told(&world).await;
    assert_eq!(sent.iter().map(|(topic, _)| topic.as_str()).collect::<Vec<_>>(), ["comment", "mention"]);
    for field in ["by", "comment", "mentioned"] {
        assert_eq!(sent[1].1[field], message[field]);
    }
    comments::change(&sara, "deal", deal.id, id, &typed(&format!("@{hers} once more"))).await.unwrap();
    assert_eq!(told(&world).await.iter().filter(|(topic, _)| topic == "mention").count(), 1, "she was told already");
    let bea = world.of(world.bea).await;
    let error = comments::say(&sara, "deal", deal.id, &typed(&format!("@{} look", name(&bea)))).await.unwrap_err();
    assert_eq!(key(&error), "fault-mention-unread");
    assert_eq!(thread(&sara, deal.id).await.len(), 1, "and nothing is written");
    let readers = comments::readers(&sara, "deal", deal.id, &name(&bea), 5).await.unwrap();
    assert!(readers.is_empty(), "{readers:?}");
    let readers = comments::readers(&sara, "deal", deal.id, &hers, 5).await.unwrap();
    assert_eq!(readers.iter().map(|hit| hit.id).collect::<Vec<_>>(), [world.olga]);
    assert_eq!(key(&comments::say(&sara, "deal", deal.id, &typed("  ")).await.unwrap_err()), "fault-comment-empty");
}
