//! What happened lately, in one look: messages of the outbox, notifications, who has cards open, which sessions are left. A
//! node that serves open pages asks again and again, so it costs the same however much there is.

use catalogue::{Id, Name};
use sea_query::{Alias, Expr as Sea, ExprTrait, Order, Query, SelectStatement};

use crate::dialect::{int, text};
use crate::sql::Reader;
use crate::tables::Stored;
use crate::technical_read::{is, named, read_rows, select};
use crate::{Notification, Outbox, Presence, Session, Store, StoreError};

/// What to look for.
#[derive(Debug, Clone)]
pub struct LatelyAsk {
    /// Messages and notifications with larger ids.
    pub after: Id,
    /// At most so many of either, the newest.
    pub limit: u32,
    /// Cards that were said to be open since this instant.
    pub present_since: Option<i64>,
    /// Sessions to look for, by the hashes of their tokens.
    pub sessions: Vec<String>,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Lately {
    /// Newest first.
    pub news: Vec<News>,
    /// The notification and whose it is, newest first.
    pub told: Vec<(Id, Id)>,
    pub present: Vec<Presence>,
    /// Those that are there, and when they end at the latest.
    pub sessions: Vec<(String, i64)>,
}

/// A message, without what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct News {
    pub id: Id,
    pub topic: Name,
    pub object: Name,
    pub record: Id,
}

impl Store {
    /// Who has this card open, as was said since an instant.
    pub async fn present(&self, object: &str, record: Id, since: i64) -> Result<Vec<Presence>, StoreError> {
        let mut ask = select::<Presence>();
        ask.and_where(named("object", object)).and_where(is("record", record));
        self.rows(ask.and_where(Sea::col("seen_at").gte(int(since))).order_by("user", Order::Asc)).await
    }

    /// Looks at one state of the database.
    pub async fn lately(&self, ask: &LatelyAsk) -> Result<Lately, StoreError> {
        let newest = |table: &'static str, columns: &[&'static str]| {
            let mut ask_of = Query::select();
            ask_of.columns(columns.iter().map(|name| Alias::new(*name))).from(table);
            ask_of.and_where(Sea::col("id").gt(int(ask.after.0))).order_by("id", Order::Desc);
            ask_of.limit(u64::from(ask.limit)).take()
        };
        let mut asks: Vec<SelectStatement> = vec![
            newest(Outbox::TABLE, &["id", "topic", "object", "record"]),
            newest(Notification::TABLE, &["id", "user"]),
        ];
        asks.extend(ask.present_since.map(|since| {
            let mut present = select::<Presence>();
            present.and_where(Sea::col("seen_at").gte(int(since))).order_by("user", Order::Asc).take()
        }));
        if !ask.sessions.is_empty() {
            let mut left = Query::select();
            left.columns(["token_hash", "expires_at"]).from(Session::TABLE);
            let hashes = ask.sessions.iter().map(|hash| text(hash));
            asks.push(left.and_where(Sea::col("token_hash").is_in(hashes)).take());
        }
        let dialect = self.engine.dialect();
        let statements = asks.iter().map(|ask| dialect.select(ask)).collect::<Result<Vec<_>, _>>()?;
        let mut answers = self.engine.read_all(statements).await?.into_iter();
        let mut found = Lately::default();
        for row in answers.next().unwrap_or_default() {
            let mut cells = Reader::new(row);
            let (id, topic) = (Id(cells.some_int()?), cells.some_text()?);
            found.news.push(News { id, topic, object: cells.some_text()?, record: Id(cells.some_int()?) });
        }
        for row in answers.next().unwrap_or_default() {
            let mut cells = Reader::new(row);
            found.told.push((Id(cells.some_int()?), Id(cells.some_int()?)));
        }
        if ask.present_since.is_some() {
            found.present = read_rows(answers.next().unwrap_or_default())?;
        }
        for row in answers.next().unwrap_or_default() {
            let mut cells = Reader::new(row);
            found.sessions.push((cells.some_text()?.to_string(), cells.some_int()?));
        }
        Ok(found)
    }
}
