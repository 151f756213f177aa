//! The statements of writes to technical tables.

use catalogue::Id;
use sea_query::{Alias, Expr as Sea, ExprTrait, OnConflict, Query};

use crate::StoreError;
use crate::dialect::{Dialect, int, text};
use crate::sql::Sql;
use crate::tables::{Setting, Stored};
use crate::{
    BatchRow, CalendarFeed, Comment, Credential, Favourite, Follower, Invitation, KeptMenu, KeptSetup, Notification,
    Presence, SavedView, Session, TechnicalWrite,
};

pub(crate) fn statement(dialect: Dialect, write: &TechnicalWrite) -> Result<Sql, StoreError> {
    match write {
        TechnicalWrite::PutCredential(row) => put(dialect, row, &["user", "kind"]),
        TechnicalWrite::RemoveCredentials { user } => of_id::<Credential>(dialect, "user", *user),
        TechnicalWrite::PutSession(row) => put(dialect, row, &["token_hash"]),
        TechnicalWrite::RemoveSession { token_hash } => of_text::<Session>(dialect, "token_hash", token_hash),
        TechnicalWrite::RemoveSessionsOf { user } => of_id::<Session>(dialect, "user", *user),
        TechnicalWrite::PutSetting { key, value } => {
            put(dialect, &Setting { key: key.clone(), value: value.clone() }, &["key"])
        }
        TechnicalWrite::PutBatch(row) => put(dialect, row, &["id"]),
        TechnicalWrite::PutBatchRow(row) => put(dialect, row, &["batch", "object", "record", "change"]),
        TechnicalWrite::RemoveBatchRows { batch } => of_id::<BatchRow>(dialect, "batch", *batch),
        TechnicalWrite::MoveBatch { .. }
        | TechnicalWrite::SettleBatchRow { .. }
        | TechnicalWrite::MoveBatchRows { .. }
        | TechnicalWrite::RemoveWaitingBatchRows { .. } => crate::batches::statement(dialect, write),
        TechnicalWrite::PutView(row) => put(dialect, row, &["id"]),
        TechnicalWrite::RemoveView { id } => of_id::<SavedView>(dialect, "id", *id),
        TechnicalWrite::PutFavourite(row) => put(dialect, row, &["user", "view"]),
        TechnicalWrite::RemoveFavourite { user, view } => {
            let mut gone = Query::delete().from_table(Favourite::TABLE).take();
            gone.and_where(Sea::col("user").eq(int(user.0))).and_where(Sea::col("view").eq(int(view.0)));
            dialect.delete(&gone)
        }
        TechnicalWrite::RemoveFavouritesOf { view } => of_id::<Favourite>(dialect, "view", *view),
        TechnicalWrite::PutInvitation(row) => put(dialect, row, &["token_hash"]),
        TechnicalWrite::RemoveInvitation { token_hash } => of_text::<Invitation>(dialect, "token_hash", token_hash),
        TechnicalWrite::RemoveInvitationsOf { user } => of_id::<Invitation>(dialect, "user", *user),
        TechnicalWrite::PutCalendarFeed(row) => put(dialect, row, &["user"]),
        TechnicalWrite::RemoveCalendarFeedOf { user } => of_id::<CalendarFeed>(dialect, "user", *user),
        TechnicalWrite::UseCalendarFeed { token_hash, at, hour, asked } => {
            let mut used = Query::update().table(CalendarFeed::TABLE).value("seen_at", int(*at)).take();
            used.value("hour", int(*hour)).value("asked", int(*asked));
            dialect.update(used.and_where(Sea::col("token_hash").eq(text(token_hash))))
        }
        TechnicalWrite::PutShare(row) => put(dialect, row, &["id"]),
        TechnicalWrite::PutRule(row) => put(dialect, row, &["id"]),
        TechnicalWrite::AddComment(row) => Ok(Sql::new(crate::apply::insert_of::<Comment>(dialect), row.bind())),
        TechnicalWrite::PutFollower(row) => put(dialect, row, &["user", "object", "record"]),
        TechnicalWrite::RemoveFollower { user, object, record } => {
            let mut gone = Query::delete().from_table(Follower::TABLE).take();
            gone.and_where(Sea::col("user").eq(int(user.0))).and_where(Sea::col("object").eq(text(object)));
            dialect.delete(gone.and_where(Sea::col("record").eq(int(record.0))))
        }
        TechnicalWrite::PutNotification(row) => put(dialect, row, &["user", "topic"]),
        TechnicalWrite::ReadNotifications { user, upto, alone, at } => {
            let mut read = Query::update().table(Notification::TABLE).value("read_at", int(*at)).take();
            read.and_where(Sea::col("user").eq(int(user.0))).and_where(Sea::col("read_at").is_null());
            let (id, upto) = (Sea::col("id"), int(upto.0));
            dialect.update(read.and_where(if *alone { id.eq(upto) } else { id.lte(upto) }))
        }
        TechnicalWrite::PutTelling(row) => put(dialect, row, &["user"]),
        TechnicalWrite::PutMenu(row) => put(dialect, row, &["user"]),
        TechnicalWrite::RemoveMenuOf { user } => of_id::<KeptMenu>(dialect, "user", *user),
        TechnicalWrite::AddPost(_)
        | TechnicalWrite::SettlePost { .. }
        | TechnicalWrite::RetryPost { .. }
        | TechnicalWrite::PutPostWish(_)
        | TechnicalWrite::PostTold { .. } => crate::post::statement(dialect, write),
        TechnicalWrite::PutPresence(row) => put(dialect, row, &["user", "object", "record", "node"]),
        TechnicalWrite::RemovePresence { user, object, record, node } => {
            let mut gone = Query::delete().from_table(Presence::TABLE).take();
            gone.and_where(Sea::col("user").eq(int(user.0))).and_where(Sea::col("object").eq(text(object)));
            gone.and_where(Sea::col("record").eq(int(record.0)));
            dialect.delete(gone.and_where(Sea::col("node").eq(int(node.0))))
        }
        TechnicalWrite::AddSetup(row) => Ok(Sql::new(crate::apply::insert_of::<KeptSetup>(dialect), row.bind())),
    }
}

/// True for what takes rows away or changes those that are there: its place among other writes matters.
pub(crate) fn changes_rows(write: &TechnicalWrite) -> bool {
    use TechnicalWrite::{
        MoveBatchRows, PostTold, ReadNotifications, RemoveBatchRows, RemoveCalendarFeedOf, RemoveCredentials,
        RemoveFavourite, RemoveFavouritesOf, RemoveFollower, RemoveInvitation, RemoveInvitationsOf, RemoveMenuOf,
        RemovePresence, RemoveSession, RemoveSessionsOf, RemoveView, RemoveWaitingBatchRows, RetryPost, SettlePost,
        UseCalendarFeed,
    };
    matches!(
        write,
        RemoveCredentials { .. }
            | RemoveSession { .. }
            | RemoveSessionsOf { .. }
            | RemoveBatchRows { .. }
            | RemoveWaitingBatchRows { .. }
            | MoveBatchRows { .. }
            | RemoveView { .. }
            | RemoveFavourite { .. }
            | RemoveFavouritesOf { .. }
            | RemoveInvitation { .. }
            | RemoveInvitationsOf { .. }
            | RemoveMenuOf { .. }
            | RemoveFollower { .. }
            | ReadNotifications { .. }
            | RemovePresence { .. }
            | RemoveCalendarFeedOf { .. }
            | UseCalendarFeed { .. }
            | SettlePost { .. }
            | RetryPost { .. }
            | PostTold { .. }
    )
}

/// Inserts, or replaces the row with this key.
pub(crate) fn put<T: Stored>(dialect: Dialect, row: &T, key: &[&'static str]) -> Result<Sql, StoreError> {
    let others: Vec<&str> = T::COLUMNS.iter().map(|(name, _)| *name).filter(|name| !key.contains(name)).collect();
    let statement = Query::insert()
        .into_table(T::TABLE)
        .columns(T::COLUMNS.iter().map(|(name, _)| *name))
        .values(row.bind().into_iter().map(|value| Sea::Value(value.into())))
        .map_err(StoreError::inside)?
        .on_conflict(
            OnConflict::columns(key.iter().copied()).update_columns(others.into_iter().map(Alias::new)).to_owned(),
        )
        .take();
    dialect.insert(&statement)
}

fn of_id<T: Stored>(dialect: Dialect, column: &'static str, id: Id) -> Result<Sql, StoreError> {
    dialect.delete(Query::delete().from_table(T::TABLE).and_where(Sea::col(column).eq(int(id.0))))
}

fn of_text<T: Stored>(dialect: Dialect, column: &'static str, key: &str) -> Result<Sql, StoreError> {
    dialect.delete(Query::delete().from_table(T::TABLE).and_where(Sea::col(column).eq(text(key))))
}
