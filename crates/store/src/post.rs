//! Mail on its way out and who wants it: the statements, the reads, and the claim of whoever sends a message.

use catalogue::{Id, Name};
use sea_query::{Expr as Sea, ExprTrait, OnConflict, Order, Query};

use crate::dialect::{Dialect, int, text};
use crate::sql::{Sql, SqlValue, Step};
use crate::tables::Stored;
use crate::technical_read::{is, named, only_store, select};
use crate::technical_write::put;
use crate::*;

const WAITS: &str = "waits";

pub(crate) fn statement(dialect: Dialect, write: &TechnicalWrite) -> Result<Sql, StoreError> {
    match write {
        TechnicalWrite::AddPost(row) => {
            let add = Query::insert()
                .into_table(Post::TABLE)
                .columns(Post::COLUMNS.iter().map(|(name, _)| *name))
                .values(row.bind().into_iter().map(|value| Sea::Value(value.into())))
                .map_err(StoreError::inside)?
                .on_conflict(OnConflict::column("topic").do_nothing().to_owned())
                .take();
            dialect.insert(&add)
        }
        TechnicalWrite::SettlePost { id, node, settled } => {
            let Settled { state, next_at, tries, sent_at, reason, said } = settled;
            let mut settle = Query::update().table(Post::TABLE).value("state", text(state)).take();
            settle.value("next_at", int(*next_at)).value("tries", int(*tries)).value("until", int(0));
            settle.value("sent_at", Sea::Value(SqlValue::Int(*sent_at).into()));
            settle.value("reason", text(reason)).value("said", text(said));
            if matches!(&**state, "sent" | "nothing") {
                settle.value("sealed", text(""));
            }
            dialect.update(settle.and_where(is("id", *id)).and_where(is("node", *node)))
        }
        TechnicalWrite::RetryPost { id, at } => {
            let mut retry = Query::update().table(Post::TABLE).value("state", text(WAITS)).take();
            retry.value("next_at", int(*at)).value("tries", int(0));
            let stands = named("state", "failed").or(named("state", WAITS));
            dialect.update(retry.and_where(is("id", *id)).and_where(stands))
        }
        TechnicalWrite::PutPostWish(row) => put(dialect, row, &["user"]),
        TechnicalWrite::PostTold { user, upto } => {
            let mut told = Query::update().table(PostWish::TABLE).value("upto", int(upto.0)).take();
            dialect.update(told.and_where(is("user", *user)).and_where(Sea::col("upto").lt(int(upto.0))))
        }
        _ => Err(StoreError::Internal("this is no write of mail".into())),
    }
}

impl Store {
    /// What a person chose; `None` for whoever chose nothing.
    pub async fn post_wish(&self, user: Id) -> Result<Option<PostWish>, StoreError> {
        self.row(select::<PostWish>().and_where(is("user", user))).await
    }

    /// Everybody who wants mail.
    pub async fn post_wishes(&self) -> Result<Vec<PostWish>, StoreError> {
        let mut ask = select::<PostWish>();
        ask.and_where(Sea::col("every").ne(text("never")));
        self.rows(ask.order_by("user", Order::Asc)).await
    }

    /// Whether there is a message on this topic already.
    pub async fn post_on(&self, topic: &str) -> Result<Option<Post>, StoreError> {
        self.row(select::<Post>().and_where(named("topic", topic))).await
    }

    /// One message.
    pub async fn post(&self, id: Id) -> Result<Option<Post>, StoreError> {
        self.row(select::<Post>().and_where(is("id", id))).await
    }

    /// The message whose link carries what has this hash.
    pub async fn post_of_link(&self, hash: &str) -> Result<Option<Post>, StoreError> {
        self.row(select::<Post>().and_where(named("leave_hash", hash))).await
    }

    /// Messages, newest first, older than `before`.
    pub async fn posts(&self, before: Option<Id>, limit: u32) -> Result<Vec<Post>, StoreError> {
        let mut ask = select::<Post>();
        ask.and_where_option(before.map(|id| Sea::col("id").lt(int(id.0))));
        self.rows(ask.order_by("id", Order::Desc).limit(u64::from(limit))).await
    }

    /// What is to be sent by now and is nobody's at present, the longest waiting first.
    pub async fn post_due(&self, now: i64, limit: u32) -> Result<Vec<Post>, StoreError> {
        let mut ask = select::<Post>();
        ask.and_where(named("state", WAITS)).and_where(Sea::col("next_at").lte(int(now)));
        ask.and_where(Sea::col("until").lt(int(now)));
        self.rows(ask.order_by("next_at", Order::Asc).order_by("id", Order::Asc).limit(u64::from(limit))).await
    }

    /// A message for one node until an instant, with what its link carries; false when another one has it or it has left.
    pub async fn claim_post(&self, post: &Post, now: i64) -> Result<bool, StoreError> {
        let dialect = self.engine.dialect();
        let mut take = Query::update().table(Post::TABLE).value("node", int(post.node.0)).take();
        take.value("until", int(post.until)).value("leave_hash", text(&post.leave_hash));
        take.and_where(is("id", post.id)).and_where(named("state", WAITS)).and_where(Sea::col("until").lt(int(now)));
        let mut probe = select::<Post>();
        probe.and_where(is("id", post.id));
        let (sql, probe) = (dialect.update(&take)?, dialect.select(&probe)?);
        let step = Step::One { sql, probe, object: Name::from(Post::TABLE), id: post.id };
        match self.engine.apply(vec![step]).await {
            Ok(()) => Ok(true),
            Err(ApplyError::Version { .. } | ApplyError::Missing { .. }) => Ok(false),
            Err(error) => Err(only_store(error)),
        }
    }

    /// Takes away messages older than this id.
    pub async fn clear_post(&self, than: Id) -> Result<(), StoreError> {
        let gone = Query::delete().from_table(Post::TABLE).and_where(Sea::col("id").lt(int(than.0))).take();
        let step = Step::Run(self.engine.dialect().delete(&gone)?);
        self.engine.apply(vec![step]).await.map_err(only_store)
    }
}
