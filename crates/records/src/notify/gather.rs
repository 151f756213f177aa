//! From messages to notifications: whom a change concerns, who of them may read what it is about, and what each is told. Many
//! records of one change are one notification. Nobody is told of their own doing.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use catalogue::{Action, Id, Kind, Name, Object, Value};
use jiff::civil::Date;
use query::{Archived, Expr};
use serde::Deserialize;
use store::{Change, History, Notification, Outbox, TechnicalWrite, Write};

use super::telling::Wish;
use crate::{Counting, Ctx, Error, Gate, ListAsk, comments, history, list, people, rights, row};

/// Fields that say who wrote a record, not whose it is.
const WRITERS: [&str; 2] = ["created_by", "updated_by"];
/// Tasks, and the segment of those that are due.
const DUE: (&str, &str) = ("task", "today");

/// What a message says beside its record.
#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    change: i64,
    #[serde(default)]
    batch: i64,
    #[serde(default)]
    by: i64,
    /// Whom it is for: a share, a mention.
    #[serde(default)]
    to: Vec<i64>,
    /// Of a comment: what was done to it, and who is named in it and told of that.
    #[serde(default)]
    did: String,
    #[serde(default)]
    mentioned: Vec<i64>,
    /// Rows of an import by whom they were handed to.
    #[serde(default)]
    handed: Vec<(i64, Vec<i64>)>,
}

/// One thing for one person, before their rights are asked.
struct Draft {
    user: Id,
    kind: &'static str,
    topic: Topic,
    object: Name,
    records: Vec<Id>,
    by: Option<Id>,
    change: Id,
    at: i64,
}

/// How it is named, and what happens when it is there already.
enum Topic {
    /// Told once.
    Once(String),
    /// A later change adds to it.
    Grows(String),
    /// A later change renews it.
    Renews(String),
}

/// The work on some messages.
pub(super) struct Gathering<'g> {
    gate: &'g Gate,
    /// What was found out about people; `None` for those who may not sign in.
    readers: HashMap<Id, Option<(Ctx, Wish)>>,
    writes: Vec<Write>,
    /// What is being made, by person and topic: two changes of one read may be about the same.
    made: HashMap<(Id, String), Notification>,
}

impl<'g> Gathering<'g> {
    pub fn of(gate: &'g Gate) -> Self {
        Self { gate, readers: HashMap::new(), writes: Vec::new(), made: HashMap::new() }
    }

    /// Makes what these messages tell, in one change; answers how many notifications that are.
    pub async fn tell(mut self, messages: &[Outbox]) -> Result<usize, Error> {
        let mut changes: BTreeMap<Id, i64> = BTreeMap::new();
        for message in messages {
            let Ok(said) = serde_json::from_str::<Said>(&message.payload) else {
                tracing::warn!(message = message.id.0, "a message says nothing that is understood");
                continue;
            };
            let (object, record, change) = (&message.object, message.record, Id(said.change));
            let draft = |user: i64, kind, topic, records| Draft {
                user: Id(user),
                kind,
                topic,
                object: object.clone(),
                records,
                by: Some(Id(said.by)),
                change,
                at: message.at,
            };
            match &*message.topic {
                "import" => {
                    for (user, ids) in &said.handed {
                        let topic = Topic::Grows(format!("assigned:{}:{object}", said.batch));
                        self.put(draft(*user, "assigned", topic, ids.iter().copied().map(Id).collect())).await?;
                    }
                }
                "share" | "mention" => {
                    let kind = if &*message.topic == "share" { "shared" } else { "mention" };
                    for user in &said.to {
                        let topic = Topic::Once(format!("{kind}:{}", message.id));
                        self.put(draft(*user, kind, topic, vec![record])).await?;
                    }
                }
                "comment" => {
                    for user in self.hearers(object, record, &said).await? {
                        let topic = Topic::Renews(format!("comment:{object}:{record}"));
                        self.put(draft(user.0, "comment", topic, vec![record])).await?;
                    }
                }
                _ => {
                    changes.insert(change, message.at);
                }
            }
        }
        for (change, at) in changes {
            self.tell_change(change, at).await?;
        }
        self.apply().await
    }

    async fn apply(mut self) -> Result<usize, Error> {
        let put = |row| Write::Technical(TechnicalWrite::PutNotification(row));
        self.writes.extend(std::mem::take(&mut self.made).into_values().map(put));
        let made = self.writes.len();
        if made > 0 {
            let change = Change { writes: self.writes, ..Change::default() };
            self.gate.store.apply(change).await.map_err(rights::plain)?;
        }
        Ok(made)
    }

    /// Whoever was handed records, and whoever follows them.
    async fn tell_change(&mut self, change: Id, at: i64) -> Result<(), Error> {
        let rows = self.gate.store.history_of_change(change).await?;
        let Some(by) = rows.first().map(|row| row.by) else { return Ok(()) };
        let mut of_object: BTreeMap<Name, Vec<History>> = BTreeMap::new();
        for row in rows {
            of_object.entry(row.object.clone()).or_default().push(row);
        }
        for (name, rows) in of_object {
            let Some(object) = self.gate.catalogue.object(&name).cloned() else { continue };
            let handed = self.handed(&object, &rows, by).await?;
            let mut told: HashSet<(Id, Id)> = HashSet::new();
            for (user, records) in handed {
                told.extend(records.iter().map(|record| (user, *record)));
                let topic = Topic::Once(format!("assigned:{change}:{name}"));
                let object = name.clone();
                self.put(Draft { user, kind: "assigned", topic, object, records, by: Some(by), change, at }).await?;
            }
            let mut records: Vec<Id> = rows.iter().map(|row| row.record).collect();
            records.dedup();
            let mut followed: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
            for follower in self.gate.store.followers(&name, &records).await? {
                if follower.user != by && !told.contains(&(follower.user, follower.record)) {
                    followed.entry(follower.user).or_default().push(follower.record);
                }
            }
            for (user, records) in followed {
                let records = self.seen_by(user, &object, records, &rows).await?;
                let topic = match records.as_slice() {
                    [one] => Topic::Renews(format!("changed:{name}:{one}")),
                    _ => Topic::Once(format!("changed:{change}:{name}")),
                };
                let object = name.clone();
                self.put(Draft { user, kind: "changed", topic, object, records, by: Some(by), change, at }).await?;
            }
        }
        Ok(())
    }

    /// Who is told of something new in a thread: whoever follows the record or said something there, but for whom it names.
    async fn hearers(&mut self, object: &Name, record: Id, said: &Said) -> Result<BTreeSet<Id>, Error> {
        if said.did != comments::SAID {
            return Ok(BTreeSet::new());
        }
        let followers = self.gate.store.followers(object, &[record]).await?.into_iter().map(|follower| follower.user);
        let authors = self.gate.store.comments_of(object, record).await?.into_iter().map(|row| row.author);
        let mut hearers: BTreeSet<Id> = followers.chain(authors).collect();
        for user in said.mentioned.iter().copied().map(Id) {
            if self.reader(user).await?.is_some_and(|(_, wish)| wish.wants("mention")) {
                hearers.remove(&user);
            }
        }
        Ok(hearers)
    }

    /// Records by whom they belong to now and did not before; of new ones, whoever did not make them.
    async fn handed(&self, object: &Object, rows: &[History], by: Id) -> Result<BTreeMap<Id, Vec<Id>>, Error> {
        let mut handed: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        if &*object.name == "user" {
            return Ok(handed);
        }
        let persons: Vec<&Name> = object
            .stored_fields()
            .filter(|field| matches!(field.kind, Kind::Person) && !WRITERS.contains(&&*field.name))
            .map(|field| &field.name)
            .collect();
        let mut add = |user: &Value, record: Id| {
            let user = user.as_ref_id().filter(|user| *user != by);
            let records = user.map(|user| handed.entry(user).or_default());
            if let Some(records) = records.filter(|records| !records.contains(&record)) {
                records.push(record);
            }
        };
        for row in rows.iter().filter(|row| persons.contains(&&row.field)) {
            add(&row.new, row.record);
        }
        let is_birth = |row: &&History| &*row.field == "created_at" && row.old.is_null();
        let born: Vec<Id> = rows.iter().filter(is_birth).map(|row| row.record).collect();
        if !born.is_empty() {
            let system = Ctx::system(self.gate, "whose a new record is");
            for (id, row) in row::load_many(&system, object, &born).await? {
                for field in &persons {
                    add(row.value(field), id);
                }
            }
        }
        Ok(handed)
    }

    /// Those of these records in which the person sees something that changed.
    async fn seen_by(
        &mut self,
        user: Id,
        object: &Arc<Object>,
        records: Vec<Id>,
        rows: &[History],
    ) -> Result<Vec<Id>, Error> {
        let Some((ctx, _)) = self.reader(user).await? else { return Ok(Vec::new()) };
        let ctx = ctx.clone();
        let mut seen = Vec::new();
        for record in readable(&ctx, object, &records).await? {
            let own: Vec<History> = rows.iter().filter(|row| row.record == record).cloned().collect();
            match history::seen(&ctx, object, record, own).await {
                Ok(shown) if shown.is_empty() => {}
                Ok(_) => seen.push(record),
                Err(Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(seen)
    }

    /// Each active person's tasks that are due on this day or were before.
    pub async fn tell_due(mut self, day: Date) -> Result<usize, Error> {
        let (name, segment) = DUE;
        let object = self.gate.catalogue.object(name).filter(|object| object.segments.contains_key(segment)).cloned();
        let (Some(object), Some(users)) = (object, self.gate.catalogue.object("user").cloned()) else { return Ok(0) };
        let system = Ctx::system(self.gate, "who has tasks that are due");
        let active = Expr::equals(&users.name, &"status".into(), Value::text("active"));
        for user in row::load_where(&system, &users, active, Archived::Hide).await? {
            let Some((ctx, _)) = self.reader(user.id).await? else { continue };
            if rights::decision(ctx, Action::Read, &object).is_nothing() {
                continue;
            }
            let ask = ListAsk {
                object: name.to_owned(),
                segment: Some(segment.to_owned()),
                columns: vec!["version".to_owned()],
                limit: 200,
                count: Counting::No,
                ..ListAsk::default()
            };
            let own = Expr::equals(&object.name, &"owner".into(), Value::Ref(user.id));
            let (at, due) = (ctx.env.now, list::list_where(ctx, &ask, own).await?);
            let records: Vec<Id> = due.rows.iter().map(|row| row.id).collect();
            let topic = Topic::Once(format!("due:{day}"));
            let (user, object, change) = (user.id, object.name.clone(), Id(0));
            self.put(Draft { user, kind: "due", topic, object, records, by: None, change, at }).await?;
        }
        self.apply().await
    }

    /// Keeps it for a person who wants it and reads what it is about.
    async fn put(&mut self, draft: Draft) -> Result<(), Error> {
        let Some(object) = self.gate.catalogue.object(&draft.object).cloned() else { return Ok(()) };
        if draft.records.is_empty() || draft.by == Some(draft.user) {
            return Ok(());
        }
        let Some((ctx, wish)) = self.reader(draft.user).await? else { return Ok(()) };
        if !wish.wants(draft.kind) {
            return Ok(());
        }
        let records = readable(ctx, &object, &draft.records).await?;
        let fresh = i64::try_from(records.len()).unwrap_or(i64::MAX);
        let (Draft { user, kind, topic, object, by, change, at, .. }, gate) = (draft, self.gate);
        let (Topic::Once(name) | Topic::Grows(name) | Topic::Renews(name)) = &topic;
        let key = (user, name.clone());
        let before = match self.made.get(&key) {
            Some(made) => Some(made.clone()),
            None => gate.store.told(user, std::slice::from_ref(name)).await?.pop(),
        };
        let is_told = match (&topic, &before) {
            (Topic::Once(_), Some(_)) => true,
            (_, Some(before)) => before.change >= change,
            (_, None) => false,
        };
        if is_told || records.is_empty() {
            return Ok(());
        }
        let already = before.filter(|_| matches!(topic, Topic::Grows(_))).map_or(0, |before| before.count);
        let count = already.saturating_add(fresh);
        let record = records.first().copied().filter(|_| count == 1);
        let id = gate.store.next_id();
        let row = Notification {
            user,
            topic: name.clone(),
            id,
            kind: kind.into(),
            object,
            record,
            count,
            by,
            at,
            change,
            read_at: None,
        };
        self.made.insert(key, row);
        Ok(())
    }

    /// The person with the rights of now, and what they want; `None` for whoever may not sign in.
    async fn reader(&mut self, user: Id) -> Result<Option<&(Ctx, Wish)>, Error> {
        if !self.readers.contains_key(&user) {
            let found = match people::principal(self.gate, user).await {
                Ok(who) => {
                    let wish = Wish::of(self.gate.store.telling(user).await?);
                    Some((Ctx::person(self.gate, Arc::new(who), "system", "", ""), wish))
                }
                Err(Error::NotFound) => None,
                Err(error) => return Err(error),
            };
            self.readers.insert(user, found);
        }
        Ok(self.readers.get(&user).and_then(Option::as_ref))
    }
}

/// Those of these records that the person may read.
async fn readable(ctx: &Ctx, object: &Arc<Object>, records: &[Id]) -> Result<Vec<Id>, Error> {
    if rights::decision(ctx, Action::Read, object).is_nothing() {
        return Ok(Vec::new());
    }
    let ask = ListAsk { columns: vec!["version".to_owned()], archived: Archived::Include, ..ListAsk::default() };
    Ok(list::among(ctx, &ask, object, records).await?.iter().map(|row| row.id).collect())
}
