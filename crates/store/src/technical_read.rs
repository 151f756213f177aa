//! Reads of the technical tables.

use catalogue::{Id, Name};
use sea_query::{Alias, Expr as Sea, ExprTrait, JoinType, Order, Query, SelectStatement};

use query::{Scoped, Select};

use crate::dialect::{contains, int, text};
use crate::engine::Rows;
use crate::sql::{Reader, SqlValue, Step};
use crate::tables::{Leaf, Setting, Stored, Unsealed};
use crate::*;

/// What to ask of the evidence, newest first.
#[derive(Debug, Clone, Default)]
pub struct EvidenceFilter {
    /// Older than this event.
    pub before: Option<Id>,
    pub actor: Option<Id>,
    pub object: Option<Name>,
    pub record: Option<Id>,
    pub kind: Option<Name>,
    pub limit: u32,
}

pub(crate) fn select<T: Stored>() -> SelectStatement {
    Query::select().columns(T::COLUMNS.iter().map(|(name, _)| Alias::new(*name))).from(T::TABLE).take()
}

pub(crate) fn is(column: &'static str, id: Id) -> Sea {
    Sea::col(column).eq(int(id.0))
}

pub(crate) fn named(column: &'static str, name: &str) -> Sea {
    Sea::col(column).eq(text(name))
}

/// See `Store::standing`.
#[derive(Debug)]
pub struct Standing {
    /// One list for each question.
    pub rows: Vec<Vec<query::Row>>,
    pub shares: Vec<Share>,
    pub rules: Vec<Rule>,
}

pub(crate) fn read_rows<T: Stored>(rows: Rows) -> Result<Vec<T>, StoreError> {
    rows.into_iter().map(|row| T::read(&mut Reader::new(row))).collect()
}

fn shares_to(user: Id, now: i64) -> SelectStatement {
    let lasts = Sea::col("until").is_null().or(Sea::col("until").gt(int(now)));
    select::<Share>().and_where(is("user", user)).and_where(lasts).order_by("id", Order::Asc).take()
}

fn rules_at(now: i64) -> SelectStatement {
    select::<Rule>().and_where(Sea::col("until").gt(int(now))).order_by("id", Order::Asc).take()
}

impl Store {
    pub(crate) async fn rows<T: Stored>(&self, statement: &SelectStatement) -> Result<Vec<T>, StoreError> {
        read_rows(self.engine.read(self.engine.dialect().select(statement)?).await?)
    }

    pub(crate) async fn row<T: Stored>(&self, statement: &SelectStatement) -> Result<Option<T>, StoreError> {
        Ok(self.rows(statement).await?.pop())
    }

    /// Newest first. The caller has already shown its right to the record.
    pub async fn history(&self, object: &str, record: Id, limit: u32) -> Result<Vec<History>, StoreError> {
        let mut ask = select::<History>();
        ask.and_where(named("object", object)).and_where(is("record", record));
        self.rows(ask.order_by("id", Order::Desc).limit(u64::from(limit))).await
    }

    /// Every history row of one change.
    pub async fn history_of_change(&self, change: Id) -> Result<Vec<History>, StoreError> {
        self.rows(select::<History>().and_where(is("change", change)).order_by("id", Order::Asc)).await
    }

    /// The stays of a record in its stages, oldest first.
    pub async fn stays(&self, object: &str, record: Id) -> Result<Vec<Stay>, StoreError> {
        let mut ask = select::<Stay>();
        ask.and_where(named("object", object)).and_where(is("record", record));
        self.rows(ask.order_by("from_at", Order::Asc).order_by("id", Order::Asc)).await
    }

    /// What was answered to this key of this person before.
    pub async fn idempotency(&self, actor: Id, key: &str) -> Result<Option<Idempotency>, StoreError> {
        self.row(select::<Idempotency>().and_where(is("actor", actor)).and_where(named("key", key))).await
    }

    /// A person's secret of one kind.
    pub async fn credential(&self, user: Id, kind: &str) -> Result<Option<Credential>, StoreError> {
        self.row(select::<Credential>().and_where(is("user", user)).and_where(named("kind", kind))).await
    }

    /// The session of a token, by the token's hash.
    pub async fn session(&self, token_hash: &str) -> Result<Option<Session>, StoreError> {
        self.row(select::<Session>().and_where(named("token_hash", token_hash))).await
    }

    /// The session of a token with what of the company holds now, from one look: every request begins with it.
    pub async fn beginning(&self, token_hash: &str) -> Result<Option<Beginning>, StoreError> {
        let begun = self.begun::<Session>(token_hash).await?;
        Ok(begun.map(|(session, setup, settings)| Beginning { session, setup, settings }))
    }

    /// The calendar feed of a token, with the version of the set-up and the mark of the settings that hold now.
    pub async fn calendar_feed(
        &self,
        token_hash: &str,
    ) -> Result<Option<(CalendarFeed, i64, Option<String>)>, StoreError> {
        self.begun(token_hash).await
    }

    /// A person's calendar feed.
    pub async fn calendar_feed_of(&self, user: Id) -> Result<Option<CalendarFeed>, StoreError> {
        self.row(select::<CalendarFeed>().and_where(is("user", user))).await
    }

    async fn begun<T: Stored>(&self, token_hash: &str) -> Result<Option<(T, i64, Option<String>)>, StoreError> {
        let mut latest = Query::select();
        latest.expr(Sea::col("version").max()).from(KeptSetup::TABLE);
        let mut mark = Query::select();
        mark.column("value").from(Setting::TABLE).and_where(named("key", SETTINGS_MARK));
        let mut ask = select::<T>();
        ask.and_where(named("token_hash", token_hash));
        for part in [latest.take(), mark.take()] {
            ask.expr(Sea::SubQuery(None, Box::new(part.into())));
        }
        let rows = self.engine.read(self.engine.dialect().select(&ask)?).await?;
        let Some(row) = rows.into_iter().next() else { return Ok(None) };
        let mut cells = Reader::new(row);
        let row = T::read(&mut cells)?;
        let setup = cells.int()?.unwrap_or(0);
        Ok(Some((row, setup, cells.text()?.map(|mark| mark.to_string()))))
    }

    /// A person's sessions, newest first.
    pub async fn sessions_of(&self, user: Id) -> Result<Vec<Session>, StoreError> {
        self.rows(select::<Session>().and_where(is("user", user)).order_by("created_at", Order::Desc)).await
    }

    /// The invitation of a token, by the token's hash.
    pub async fn invitation(&self, token_hash: &str) -> Result<Option<Invitation>, StoreError> {
        self.row(select::<Invitation>().and_where(named("token_hash", token_hash))).await
    }

    /// The company's settings by key.
    pub async fn settings(&self) -> Result<Vec<(Name, String)>, StoreError> {
        let rows: Vec<Setting> = self.rows(select::<Setting>().order_by("key", Order::Asc)).await?;
        Ok(rows.into_iter().map(|setting| (setting.key, setting.value)).collect())
    }

    /// A person's views of an object, and the ones that others share.
    pub async fn views(&self, user: Id, object: &str) -> Result<Vec<SavedView>, StoreError> {
        let mut ask = select::<SavedView>();
        ask.and_where(named("object", object)).and_where(is("user", user).or(Sea::col("shared").eq(int(1))));
        self.rows(ask.order_by("id", Order::Asc)).await
    }

    /// One view, whosever it is.
    pub async fn view(&self, id: Id) -> Result<Option<SavedView>, StoreError> {
        self.row(select::<SavedView>().and_where(is("id", id))).await
    }

    /// What a person keeps at hand, those that are not theirs and shared no more included.
    pub async fn favourites(&self, user: Id) -> Result<Vec<Favourite>, StoreError> {
        self.rows(select::<Favourite>().and_where(is("user", user)).order_by("view", Order::Asc)).await
    }

    /// How a person arranged the menu; `None` for whoever has it as the company does.
    pub async fn menu(&self, user: Id) -> Result<Option<KeptMenu>, StoreError> {
        self.row(select::<KeptMenu>().and_where(is("user", user))).await
    }

    /// Everybody's own menu.
    pub async fn menus(&self) -> Result<Vec<KeptMenu>, StoreError> {
        self.rows(select::<KeptMenu>().order_by("user", Order::Asc)).await
    }

    /// The views that a person keeps at hand and may open.
    pub async fn favourite_views(&self, user: Id) -> Result<Vec<SavedView>, StoreError> {
        let kept = Query::select().column("view").from(Favourite::TABLE).and_where(is("user", user)).take();
        let mut ask = select::<SavedView>();
        ask.and_where(Sea::col("id").in_subquery(kept)).and_where(is("user", user).or(Sea::col("shared").eq(int(1))));
        self.rows(ask.order_by("id", Order::Asc)).await
    }

    /// How the comments on a record stood, oldest first. The caller has already shown its right to the record.
    pub async fn comments_of(&self, object: &str, record: Id) -> Result<Vec<Comment>, StoreError> {
        let mut ask = select::<Comment>();
        ask.and_where(named("object", object)).and_where(is("record", record));
        self.rows(ask.order_by("id", Order::Asc)).await
    }

    /// How one comment stood, oldest first.
    pub async fn comment(&self, comment: Id) -> Result<Vec<Comment>, StoreError> {
        self.rows(select::<Comment>().and_where(is("comment", comment)).order_by("id", Order::Asc)).await
    }

    /// The newest comments that hold all these folded words as they stand now, whosever record they are on.
    pub async fn comments_with(&self, words: &[&str], limit: u32) -> Result<Vec<Comment>, StoreError> {
        let mut latest = Query::select();
        latest.expr(Sea::col("id").max()).from(Comment::TABLE).group_by_col("comment");
        let mut ask = select::<Comment>();
        for word in words {
            ask.and_where(Sea::col("folded").like(contains(word)));
        }
        ask.and_where(Sea::col("id").in_subquery(latest));
        self.rows(ask.order_by("id", Order::Desc).limit(u64::from(limit))).await
    }

    /// What was given to a person and still is at this instant.
    pub async fn shares_to(&self, user: Id, now: i64) -> Result<Vec<Share>, StoreError> {
        self.rows(&shares_to(user, now)).await
    }

    /// What decides a person's rights, on one state of the database: the rows of these questions, what is given to the person,
    /// and the special rules that bind anybody at this instant.
    pub async fn standing(&self, asks: &[Scoped<Select>], user: Id, now: i64) -> Result<Standing, StoreError> {
        let dialect = self.engine.dialect();
        let how = (crate::select::Way::Found, crate::select::Part::Whole);
        let list = |ask| crate::select::list(self.catalogue(), dialect, ask, how);
        let lists: Vec<_> = asks.iter().map(list).collect::<Result<_, _>>()?;
        let mut statements: Vec<_> = lists.iter().map(|list| list.sql.clone()).collect();
        statements.extend([dialect.select(&shares_to(user, now))?, dialect.select(&rules_at(now))?]);
        let mut answers = self.engine.read_all(statements).await?.into_iter();
        let mut rows = Vec::with_capacity(lists.len());
        for (list, answer) in lists.iter().zip(&mut answers) {
            rows.push(crate::select::decode(&list.decoders, answer)?);
        }
        let (shares, rules) = (answers.next().unwrap_or_default(), answers.next().unwrap_or_default());
        Ok(Standing { rows, shares: read_rows(shares)?, rules: read_rows(rules)? })
    }

    /// To whom a record was given, those that ended too, oldest first.
    pub async fn shares_of(&self, object: &str, record: Id) -> Result<Vec<Share>, StoreError> {
        let mut ask = select::<Share>();
        ask.and_where(named("object", object)).and_where(is("record", record));
        self.rows(ask.order_by("id", Order::Asc)).await
    }

    /// The special rules that bind anybody at this instant.
    pub async fn rules_at(&self, now: i64) -> Result<Vec<Rule>, StoreError> {
        self.rows(&rules_at(now)).await
    }

    /// Every special rule there ever was, newest first.
    pub async fn rules(&self) -> Result<Vec<Rule>, StoreError> {
        self.rows(select::<Rule>().order_by("id", Order::Desc)).await
    }

    /// Events, newest first.
    pub async fn evidence(&self, filter: &EvidenceFilter) -> Result<Vec<Evidence>, StoreError> {
        let mut ask = select::<Evidence>();
        ask.and_where_option(filter.before.map(|id| Sea::col("id").lt(int(id.0))));
        ask.and_where_option(filter.actor.map(|id| is("actor", id)));
        ask.and_where_option(filter.record.map(|id| is("record", id)));
        ask.and_where_option(filter.object.as_ref().map(|name| named("object", name)));
        ask.and_where_option(filter.kind.as_ref().map(|name| named("kind", name)));
        self.rows(ask.order_by("id", Order::Desc).limit(u64::from(filter.limit))).await
    }

    /// The records that a person's events of one kind are about, newest first, among the newest `window` events of that person.
    pub async fn met_by(&self, actor: Id, kind: &str, window: u32) -> Result<Vec<(Name, Id)>, StoreError> {
        let mut newest = Query::select();
        newest.columns(["kind", "object", "record", "id"]).from(Evidence::TABLE).and_where(is("actor", actor));
        newest.order_by("id", Order::Desc).limit(u64::from(window));
        let mut ask = Query::select();
        ask.columns([("e", "object"), ("e", "record")]).from_subquery(newest, "e");
        let known = Sea::col(("e", "object")).is_not_null().and(Sea::col(("e", "record")).is_not_null());
        ask.and_where(Sea::col(("e", "kind")).eq(text(kind))).and_where(known).order_by(("e", "id"), Order::Desc);
        let rows = self.engine.read(self.engine.dialect().select(&ask)?).await?;
        let read = |row| {
            let mut cells = Reader::new(row);
            Ok((Name::from(&*cells.some_text()?), Id(cells.some_int()?)))
        };
        rows.into_iter().map(read).collect()
    }

    /// Events without a place in the tree yet, oldest first.
    pub async fn unsealed(&self, limit: u32) -> Result<Vec<Evidence>, StoreError> {
        let mut ask = Query::select();
        ask.columns(Evidence::COLUMNS.iter().map(|(name, _)| ("e", *name))).from_as(Unsealed::TABLE, "u");
        ask.join_as(JoinType::InnerJoin, Evidence::TABLE, "e", Sea::col(("e", "id")).equals(("u", "event")));
        self.rows(ask.order_by(("u", "event"), Order::Asc).limit(u64::from(limit))).await
    }

    /// Sealed events from this leaf on, with leaf index and stored leaf hash (base64).
    pub async fn leaves(&self, from: i64, limit: u32) -> Result<Vec<(i64, String, Evidence)>, StoreError> {
        let mut ask = Query::select();
        ask.columns([("l", "leaf"), ("l", "hash")]);
        ask.columns(Evidence::COLUMNS.iter().map(|(name, _)| ("e", *name)));
        ask.from_as(Leaf::TABLE, "l");
        ask.join_as(JoinType::InnerJoin, Evidence::TABLE, "e", Sea::col(("e", "id")).equals(("l", "event")));
        ask.and_where(Sea::col(("l", "leaf")).gte(int(from)));
        ask.order_by(("l", "leaf"), Order::Asc).limit(u64::from(limit));
        let rows = self.engine.read(self.engine.dialect().select(&ask)?).await?;
        rows.into_iter()
            .map(|row| {
                let mut cells = Reader::new(row);
                Ok((cells.some_int()?, cells.some_text()?.to_string(), Evidence::read(&mut cells)?))
            })
            .collect()
    }

    /// Gives events their places and keeps the signed head, in one transaction.
    pub async fn seal(&self, leaves: Vec<(Id, i64, String)>, head: Head) -> Result<(), StoreError> {
        let sealed = leaves.iter().map(|(event, ..)| vec![SqlValue::Int(Some(event.0))]).collect();
        let rows = leaves.into_iter().map(|(event, leaf, hash)| Leaf { event, leaf, hash }.bind()).collect();
        let dialect = self.engine.dialect();
        let steps = vec![
            Step::Rows { text: apply::insert_of::<Leaf>(dialect).into(), rows },
            Step::Rows {
                text: format!("DELETE FROM {} WHERE \"event\" = {}", Unsealed::TABLE, dialect.place(1)).into(),
                rows: sealed,
            },
            Step::Rows { text: apply::insert_of::<Head>(dialect).into(), rows: vec![head.bind()] },
        ];
        self.engine.apply(steps).await.map_err(only_store)
    }

    /// Signed heads, the largest first.
    pub async fn heads(&self, limit: u32) -> Result<Vec<Head>, StoreError> {
        self.rows(select::<Head>().order_by("size", Order::Desc).limit(u64::from(limit))).await
    }

    /// Messages that no subscriber has settled, oldest first.
    pub async fn outbox(&self, limit: u32) -> Result<Vec<Outbox>, StoreError> {
        self.rows(select::<Outbox>().order_by("id", Order::Asc).limit(u64::from(limit))).await
    }

    /// Takes settled messages away.
    pub async fn outbox_done(&self, ids: &[Id]) -> Result<(), StoreError> {
        let mut steps = Vec::new();
        for part in ids.chunks(500) {
            let mut statement = Query::delete().from_table(Outbox::TABLE).take();
            statement.and_where(Sea::col("id").is_in(part.iter().map(|id| id.0)));
            steps.push(Step::Run(self.engine.dialect().delete(&statement)?));
        }
        self.engine.apply(steps).await.map_err(only_store)
    }
}

/// Steps without guards fail only by the database itself.
pub(crate) fn only_store(error: ApplyError) -> StoreError {
    match error {
        ApplyError::Store(error) => error,
        other => StoreError::inside(other),
    }
}
