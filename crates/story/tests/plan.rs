//! The story as a plan: the same for the same seed, in the order of time, with every truth in it.

use std::collections::HashSet;

use story::{Act, Cell, Event, Length, plan};

const END: i64 = 1_795_000_000_000_000;

fn keys(event: &Event) -> (String, Vec<String>) {
    let (Act::Create { key, fields, .. } | Act::Update { key, fields }) = &event.act;
    let links = fields.iter().filter_map(|(_, c)| if let Cell::Link(l) = c { Some(l.to_string()) } else { None });
    (key.to_string(), links.collect())
}

#[test]
fn the_same_seed_tells_the_same_story() {
    assert_eq!(plan(7, END, Length::Short), plan(7, END, Length::Short));
    assert_ne!(plan(7, END, Length::Short), plan(8, END, Length::Short));
}

#[test]
fn nothing_is_mentioned_before_it_exists_or_after_the_end() {
    let mut known = HashSet::new();
    for event in plan(1, END, Length::Full) {
        assert!(event.at < END);
        let (key, links) = keys(&event);
        for link in links {
            assert!(known.contains(&link), "{key} mentions {link} too early");
        }
        match event.act {
            Act::Create { .. } => assert!(known.insert(key.clone()), "{key} is created twice"),
            Act::Update { .. } => assert!(known.contains(&key), "{key} is changed before it exists"),
        }
    }
}

#[test]
fn pedro_keeps_his_clients_to_himself() {
    let events = plan(1, END, Length::Full);
    let by = |who: &str, what: &str| {
        let is = |e: &&Event| e.who == Some(who) && matches!(&e.act, Act::Create { object, .. } if *object == what);
        events.iter().filter(is).count()
    };
    assert_eq!(by("pedro", "activity"), 0);
    assert!(by("pedro", "order") > 5, "his clients buy all the same");
    assert!(by("sofia", "activity") > 30);
}
