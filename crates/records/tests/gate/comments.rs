//! Comments: read by whoever reads the record, changed and taken back by who said them, kept as they stood; people mentioned only where
//! they may read; and nothing of a record that one may not see.

use catalogue::Id;
use records::comments::{self, Comment, Draft, Said, Standing};
use records::follow::{Following, follow};
use records::live::{Told, Watched, now, since};
use records::notify::{self, KINDS, Maker, Mark};
use records::{Ctx, Error, ListAsk, transfer};

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
    let sent = told(&world).await;
    assert_eq!(sent.iter().map(|(topic, _)| topic.as_str()).collect::<Vec<_>>(), ["comment", "mention"]);
    let said = serde_json::json!({ "by": world.sara.0, "comment": id.0, "did": "said", "mentioned": [world.olga.0] });
    let naming = serde_json::json!({ "by": world.sara.0, "to": [world.olga.0] });
    for (message, wanted) in sent.iter().zip([said, naming]) {
        for (field, value) in wanted.as_object().unwrap() {
            assert_eq!(message.1[field], *value, "{field}");
        }
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

async fn kinds(ctx: &Ctx) -> Vec<String> {
    notify::list(ctx, None, 50).await.unwrap().0.into_iter().map(|shown| shown.kind.to_string()).collect()
}

#[tokio::test]
async fn whoever_is_named_follows_or_spoke_is_told_of_a_comment_and_nobody_who_may_not_read() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Hers", "500").await;
    let (sara, olga, hector) = (world.of(world.sara).await, world.of(world.olga).await, world.of(world.hector).await);
    follow(&hector, "deal", deal.id, Following::Yes).await.unwrap();
    let mut maker = Maker::new(&world.gate);
    maker.once().await.unwrap();
    let first = comments::say(&sara, "deal", deal.id, &typed(&format!("@{} look", olga.who.name))).await.unwrap();
    maker.once().await.unwrap();
    assert_eq!((kinds(&olga).await, kinds(&hector).await), (vec!["mention".to_owned()], vec!["comment".to_owned()]));
    assert!(kinds(&sara).await.is_empty(), "of one's own words nobody is told");
    comments::say(&olga, "deal", deal.id, &typed("I do")).await.unwrap();
    comments::say(&olga, "deal", deal.id, &typed("and agree")).await.unwrap();
    maker.once().await.unwrap();
    assert_eq!(kinds(&sara).await, ["comment"], "she spoke there; one for the record");
    assert_eq!(kinds(&hector).await, ["comment"]);
    comments::change(&sara, "deal", deal.id, first, &typed("look again")).await.unwrap();
    comments::remove(&sara, "deal", deal.id, first).await.unwrap();
    assert_eq!(maker.once().await.unwrap(), 0, "other words are no news");
    let wanted: Vec<&str> = KINDS.into_iter().filter(|kind| *kind != "mention").collect();
    notify::keep_wish(&hector, &wanted, "", "").await.unwrap();
    notify::keep_wish(&olga, &["mention"], "", "").await.unwrap();
    let hers = kinds(&olga).await;
    notify::mark(&hector, Mark::Upto(now(&hector))).await.unwrap();
    assert_eq!(notify::unread(&hector).await.unwrap(), 0);
    comments::say(&sara, "deal", deal.id, &typed(&format!("@{} too", hector.who.name))).await.unwrap();
    maker.once().await.unwrap();
    assert_eq!(kinds(&hector).await, ["comment"], "who wants no mentions hears as a follower does");
    assert_eq!(notify::unread(&hector).await.unwrap(), 1);
    assert_eq!(kinds(&olga).await, hers, "and who wants no comments hears none");
    // It goes to another branch, where neither the follower nor who spoke there may read it.
    transfer::transfer(&olga, "deal", &[deal.id], world.bea).await.unwrap();
    maker.once().await.unwrap();
    comments::say(&world.of(world.bea).await, "deal", deal.id, &typed("ours now")).await.unwrap();
    assert_eq!(maker.once().await.unwrap(), 0);
    assert!(kinds(&sara).await.is_empty() && kinds(&hector).await.is_empty());
}

#[tokio::test]
async fn an_open_card_hears_a_new_comment_and_lists_and_forms_do_not() {
    let world = World::new().await;
    let deal = world.deal(world.sara, "Hers", "500").await;
    let other = world.deal(world.sara, "Another", "500").await;
    let (sara, olga, bea) = (world.of(world.sara).await, world.of(world.olga).await, world.of(world.bea).await);
    comments::say(&olga, "deal", deal.id, &typed("before")).await.unwrap();
    let newest = thread(&sara, deal.id).await[0].newest;
    let ask = ListAsk { object: "deal".into(), ..ListAsk::default() };
    let mut list = Watched::list(&sara, ask, &[deal.id, other.id]).await.unwrap();
    let mut card = Watched::card(&sara, "deal", deal.id, deal.version, Some(newest)).await.unwrap();
    let mut form = Watched::card(&sara, "deal", deal.id, deal.version, None).await.unwrap();
    let mut beside = Watched::card(&sara, "deal", other.id, other.version, Some(Id(0))).await.unwrap();
    assert!(Watched::card(&bea, "deal", deal.id, deal.version, Some(Id(0))).await.is_err());
    let place = now(&sara);
    comments::say(&olga, "deal", deal.id, &typed("after")).await.unwrap();
    let beat = since(&sara, place).await.unwrap();
    assert_eq!(beat.said, [("deal".into(), deal.id)].into());
    let heard = Some(Told { count: 1, ids: vec![], by: None });
    assert_eq!(card.told(&sara, &beat).await.unwrap(), heard);
    assert_eq!(card.told(&sara, &beat).await.unwrap(), None, "once");
    for page in [&mut form, &mut beside] {
        assert_eq!(page.told(&sara, &beat).await.unwrap(), None);
    }
    let place = now(&sara);
    let comment = thread(&sara, deal.id).await[1].id;
    comments::remove(&olga, "deal", deal.id, comment).await.unwrap();
    let mut beat = since(&sara, Id(place.0 + (2_000 << 12))).await.unwrap();
    assert!(!list.is_touched(&beat) && list.told(&sara, &beat).await.unwrap().is_none(), "the row is as it was");
    assert!(card.is_touched(&beat) && !form.is_touched(&beat) && !beside.is_touched(&beat));
    beat = records::live::Beat { much: true, ..records::live::Beat::default() };
    assert_eq!(card.told(&sara, &beat).await.unwrap(), heard, "a flood hides nothing");
    transfer::transfer(&olga, "deal", &[deal.id], world.bea).await.unwrap();
    comments::say(&bea, "deal", deal.id, &typed("theirs")).await.unwrap();
    let beat = since(&sara, place).await.unwrap();
    assert!(matches!(card.told(&sara, &beat).await, Err(Error::NotFound)));
}
