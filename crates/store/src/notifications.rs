//! Followers, notifications and how far they were made: the reads, the claim of whoever makes them, and what is cleared.

use catalogue::{Id, Name};
use sea_query::{Expr as Sea, ExprTrait, OnConflict, Order, Query};

use crate::dialect::{int, text};
use crate::sql::Step;
use crate::tables::Stored;
use crate::technical_read::{is, named, only_store, select};
use crate::*;

/// Keys in one statement.
const AT_ONCE: usize = 500;

impl Store {
    /// Who follows any of these records.
    pub async fn followers(&self, object: &str, records: &[Id]) -> Result<Vec<Follower>, StoreError> {
        let mut found = Vec::new();
        for part in records.chunks(AT_ONCE) {
            let mut ask = select::<Follower>();
            ask.and_where(named("object", object)).and_where(Sea::col("record").is_in(part.iter().map(|id| id.0)));
            found.extend(self.rows::<Follower>(ask.order_by("user", Order::Asc)).await?);
        }
        Ok(found)
    }

    /// How many records a person follows.
    pub async fn followed_by(&self, user: Id, limit: u32) -> Result<Vec<Follower>, StoreError> {
        self.rows(select::<Follower>().and_where(is("user", user)).order_by("at", Order::Desc).limit(limit.into()))
            .await
    }

    /// A person's notifications, newest first, older than `before`.
    pub async fn notifications(
        &self,
        user: Id,
        before: Option<Id>,
        unread: bool,
        limit: u32,
    ) -> Result<Vec<Notification>, StoreError> {
        let mut ask = select::<Notification>();
        ask.and_where(is("user", user)).and_where_option(before.map(|id| Sea::col("id").lt(int(id.0))));
        if unread {
            ask.and_where(Sea::col("read_at").is_null());
        }
        self.rows(ask.order_by("id", Order::Desc).limit(u64::from(limit))).await
    }

    /// What a person was told on these topics.
    pub async fn told(&self, user: Id, topics: &[String]) -> Result<Vec<Notification>, StoreError> {
        let mut found = Vec::new();
        for part in topics.chunks(AT_ONCE) {
            let mut ask = select::<Notification>();
            ask.and_where(is("user", user)).and_where(Sea::col("topic").is_in(part.iter().map(|topic| text(topic))));
            found.extend(self.rows::<Notification>(&ask).await?);
        }
        Ok(found)
    }

    /// What a person wants to be told; `None` for everything at any time.
    pub async fn telling(&self, user: Id) -> Result<Option<Telling>, StoreError> {
        self.row(select::<Telling>().and_where(is("user", user))).await
    }

    /// How far a subscriber came; `None` before its first time.
    pub async fn subscriber(&self, name: &str) -> Result<Option<Subscriber>, StoreError> {
        self.row(select::<Subscriber>().and_where(named("name", name))).await
    }

    /// Messages with larger ids, oldest first.
    pub async fn outbox_after(&self, after: Id, limit: u32) -> Result<Vec<Outbox>, StoreError> {
        let mut ask = select::<Outbox>();
        ask.and_where(Sea::col("id").gt(int(after.0)));
        self.rows(ask.order_by("id", Order::Asc).limit(u64::from(limit))).await
    }

    /// The reading of the outbox for one node until an instant: nobody else has it meanwhile. Whoever never read begins at `upto`.
    /// False when another node has it.
    pub async fn claim(&self, claim: &Subscriber, now: i64) -> Result<bool, StoreError> {
        let dialect = self.engine.dialect();
        let first = Query::insert()
            .into_table(Subscriber::TABLE)
            .columns(Subscriber::COLUMNS.iter().map(|(name, _)| *name))
            .values(claim.bind().into_iter().map(|value| Sea::Value(value.into())))
            .map_err(StoreError::inside)?
            .on_conflict(OnConflict::column("name").do_nothing().to_owned())
            .take();
        let free = is("node", claim.node).or(Sea::col("until").lt(int(now)));
        let mut take = Query::update().table(Subscriber::TABLE).take();
        take.value("node", int(claim.node.0)).value("until", int(claim.until));
        take.and_where(named("name", &claim.name)).and_where(free);
        let mut probe = select::<Subscriber>();
        probe.and_where(named("name", &claim.name));
        let steps = vec![
            Step::Run(dialect.insert(&first)?),
            Step::One {
                sql: dialect.update(&take)?,
                probe: dialect.select(&probe)?,
                object: claim.name.clone(),
                id: Id(0),
            },
        ];
        match self.engine.apply(steps).await {
            Ok(()) => Ok(true),
            Err(ApplyError::Version { .. } | ApplyError::Missing { .. }) => Ok(false),
            Err(error) => Err(only_store(error)),
        }
    }

    /// Keeps how far a subscriber came, if it still has the reading.
    pub async fn settle(&self, name: &Name, node: Id, upto: Id) -> Result<(), StoreError> {
        let mut settle = Query::update().table(Subscriber::TABLE).value("upto", int(upto.0)).take();
        settle.and_where(named("name", name)).and_where(is("node", node)).and_where(Sea::col("upto").lt(int(upto.0)));
        let step = Step::Run(self.engine.dialect().update(&settle)?);
        self.engine.apply(vec![step]).await.map_err(only_store)
    }

    /// Takes away notifications and messages older than these ids, and what was said of open cards before this instant.
    /// Messages that some subscriber has not settled stay.
    pub async fn clear_told(&self, notifications: Id, messages: Id, present: i64) -> Result<(), StoreError> {
        let behind: Vec<Subscriber> = self.rows(&select::<Subscriber>()).await?;
        let messages = behind.iter().map(|subscriber| subscriber.upto).min().unwrap_or(Id(0)).min(messages);
        let older = |table: &'static str, column: &'static str, than: i64| {
            Query::delete().from_table(table).and_where(Sea::col(column).lt(int(than))).take()
        };
        let gone = [
            older(Notification::TABLE, "id", notifications.0),
            older(Outbox::TABLE, "id", messages.0),
            older(Presence::TABLE, "seen_at", present),
        ];
        let dialect = self.engine.dialect();
        let steps = gone.iter().map(|gone| dialect.delete(gone).map(Step::Run)).collect::<Result<_, _>>()?;
        self.engine.apply(steps).await.map_err(only_store)
    }
}
