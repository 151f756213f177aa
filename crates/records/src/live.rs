//! What others change while somebody looks: one feed a process, fed from the outbox in the database, so that it knows what any
//! node wrote. Says that something may have changed to whoever listens; whether a reader may know of it is `watched`'s to find
//! out, with the reader's rights at that moment. Must not cost anything while nobody listens.

mod feed;
mod look;
mod watched;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalogue::{Action, Id, Name};
use store::News;

pub use feed::{Feed, Seat, Sitter};
pub use watched::{Told, Watched};

use crate::{Ctx, Error, history, read, rights};

/// Messages that one look takes in. Of more it is only known that there were many.
const MOST: usize = 2_000;
/// Records of one object that are told one by one.
const SINGLY: usize = 200;
/// How far before a moment messages are looked for that were made before it and committed after.
const LATE: i64 = 2_000;

/// A card that no node said to be open for so long is closed. Microseconds.
const PRESENT_FOR: i64 = 30_000_000;

/// What happened since the last beat.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Beat {
    /// By object.
    pub changed: BTreeMap<Name, Changed>,
    /// Records about which somebody said something: they are as they were.
    pub said: BTreeSet<(Name, Id)>,
    /// More than one look takes in: anything may have changed.
    pub much: bool,
    /// People who have new notifications.
    pub told: BTreeSet<Id>,
    /// Cards that somebody opened or left.
    pub present: BTreeSet<(Name, Id)>,
    /// Sessions that are over.
    pub ended: BTreeSet<String>,
}

/// Which records of an object.
#[derive(Debug, Clone, PartialEq)]
pub enum Changed {
    These(BTreeSet<Id>),
    Many,
}

impl Changed {
    fn add(&mut self, record: Id) {
        if let Self::These(ids) = self {
            ids.insert(record);
            if ids.len() > SINGLY {
                *self = Self::Many;
            }
        }
    }

    fn merge(&mut self, other: &Self) {
        match other {
            Self::These(ids) => ids.iter().for_each(|id| self.add(*id)),
            Self::Many => *self = Self::Many,
        }
    }
}

impl Beat {
    /// The beat of these messages; one of an import stands for as many rows as a chunk has.
    fn of(news: &[News]) -> Self {
        let mut beat = Self { much: news.len() > MOST, ..Self::default() };
        for message in news.iter().take(MOST) {
            if matches!(&*message.topic, "comment" | "mention") {
                beat.said.insert((message.object.clone(), message.record));
                continue;
            }
            let changed = beat.changed.entry(message.object.clone()).or_insert_with(|| Changed::These(BTreeSet::new()));
            match &*message.topic {
                "import" => *changed = Changed::Many,
                _ => changed.add(message.record),
            }
        }
        beat
    }

    /// What this object's records may have gone through; `None` for nothing.
    #[must_use]
    pub fn of_object(&self, object: &str) -> Option<&Changed> {
        if self.much { Some(&Changed::Many) } else { self.changed.get(object) }
    }

    /// True when nothing is told.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes another one in.
    pub fn merge(&mut self, other: &Self) {
        for (object, changed) in &other.changed {
            let known = self.changed.entry(object.clone()).or_insert_with(|| Changed::These(BTreeSet::new()));
            known.merge(changed);
        }
        self.said.extend(other.said.iter().cloned());
        self.much |= other.much;
        self.told.extend(&other.told);
        self.present.extend(other.present.iter().cloned());
        self.ended.extend(other.ended.iter().cloned());
    }
}

/// A place in time for `since`: what a page that is drawn now knows.
#[must_use]
pub fn now(ctx: &Ctx) -> Id {
    ctx.gate.store.next_id()
}

/// What happened since a page was drawn, for whoever begins to listen only now.
pub async fn since(ctx: &Ctx, place: Id) -> Result<Beat, Error> {
    let ask = store::LatelyAsk {
        after: store::earlier(place, LATE),
        limit: u32::try_from(MOST + 1).unwrap_or(u32::MAX),
        present_since: None,
        sessions: Vec::new(),
    };
    let found = ctx.gate.store.lately(&ask).await?;
    let told = found.told.into_iter().filter(|(id, _)| *id > place).map(|(_, user)| user);
    Ok(Beat { told: told.collect(), ..Beat::of(&found.news) })
}

/// Who else has the card open, of the people whom the caller may see. Nobody, for whoever may not read the record.
pub async fn present(ctx: &Ctx, object: &str, id: Id) -> Result<Vec<Arc<str>>, Error> {
    let object = rights::object(ctx, object, &[Action::Read])?;
    read::fetch_fields(ctx, &object, id, &[]).await?;
    let here = ctx.gate.store.present(&object.name, id, ctx.env.now - PRESENT_FOR).await?;
    let others = here.into_iter().map(|present| present.user).filter(|user| *user != ctx.who.user);
    let names = history::titles_of(ctx, others.map(|user| ("user".into(), user)).collect()).await?;
    let mut names: Vec<Arc<str>> = names.into_values().collect();
    names.sort_by_cached_key(|name| catalogue::fold(name));
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn news(topic: &str, object: &str, record: i64) -> News {
        News { id: Id(record), topic: topic.into(), object: object.into(), record: Id(record) }
    }

    #[test]
    fn few_records_are_told_singly_and_many_as_many() {
        let beat = Beat::of(&[news("update", "deal", 1), news("create", "deal", 2), news("import", "company", 9)]);
        assert_eq!(beat.of_object("deal"), Some(&Changed::These([Id(1), Id(2)].into())));
        assert_eq!(beat.of_object("company"), Some(&Changed::Many));
        assert_eq!(beat.of_object("task"), None);
        let many: Vec<News> = (0..250).map(|record| news("update", "deal", record)).collect();
        assert_eq!(Beat::of(&many).of_object("deal"), Some(&Changed::Many));
        let flood: Vec<News> = (0..2_001).map(|record| news("update", "deal", record)).collect();
        assert_eq!(Beat::of(&flood).of_object("task"), Some(&Changed::Many), "what was not read may be anything");
    }

    #[test]
    fn beats_add_up() {
        let mut first = Beat::of(&[news("update", "deal", 1)]);
        first.merge(&Beat::of(&[news("update", "deal", 2), news("update", "task", 3)]));
        assert_eq!(first.of_object("deal"), Some(&Changed::These([Id(1), Id(2)].into())));
        first.merge(&Beat::of(&[news("import", "deal", 4)]));
        assert_eq!(first.of_object("deal"), Some(&Changed::Many));
        assert_eq!(first.of_object("task"), Some(&Changed::These([Id(3)].into())));
        first.merge(&Beat::of(&[news("comment", "contact", 5)]));
        assert_eq!(first.of_object("contact"), None, "what is said about a record changes no list");
        assert_eq!(first.said, [("contact".into(), Id(5))].into());
    }
}
