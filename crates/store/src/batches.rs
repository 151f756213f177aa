//! Batches: imports and changes of whole lists, what became of their records, and the claim of whoever works on one.

use catalogue::{Id, Name};
use sea_query::{Expr as Sea, ExprTrait, OnConflict, Order, Query};

use crate::dialect::{Dialect, int, text};
use crate::sql::{Reader, Sql, Step};
use crate::tables::Stored;
use crate::technical_read::{is, named, only_store, select};
use crate::*;

/// What a row of a batch says whose record nobody has come to yet.
const WAITING: &str = "waiting";

pub(crate) fn statement(dialect: Dialect, write: &TechnicalWrite) -> Result<Sql, StoreError> {
    match write {
        TechnicalWrite::MoveBatch { from, batch } => {
            let mut moved = Query::update().table(Batch::TABLE).value("state", text(&batch.state)).take();
            moved.value("done", int(batch.done)).value("total", int(batch.total)).value("report", text(&batch.report));
            dialect.update(moved.and_where(is("id", batch.id)).and_where(named("state", from)))
        }
        TechnicalWrite::SettleBatchRow { from, row } => {
            let mut settled = Query::update().table(BatchRow::TABLE).value("action", text(&row.action)).take();
            settled.value("version", int(row.version)).value("before", text(&row.before));
            settled.and_where(is("batch", row.batch)).and_where(named("object", &row.object));
            settled.and_where(is("record", row.record)).and_where(is("change", row.change));
            dialect.update(settled.and_where(named("action", from)))
        }
        TechnicalWrite::MoveBatchRows { batch, from, to } => {
            let mut moved = Query::update().table(BatchRow::TABLE).value("action", text(to)).take();
            dialect.update(moved.and_where(is("batch", *batch)).and_where(named("action", from)))
        }
        TechnicalWrite::RemoveWaitingBatchRows { batch } => {
            let mut gone = Query::delete().from_table(BatchRow::TABLE).take();
            dialect.delete(gone.and_where(is("batch", *batch)).and_where(named("action", WAITING)))
        }
        _ => Err(StoreError::Internal("this is no write of a batch".into())),
    }
}

fn of_list() -> Sea {
    Sea::col("state").is_in(Batch::OF_LIST.map(text))
}

impl Store {
    /// One batch.
    pub async fn batch(&self, id: Id) -> Result<Option<Batch>, StoreError> {
        self.row(select::<Batch>().and_where(is("id", id))).await
    }

    /// Imports, newest first.
    pub async fn batches(&self, limit: u32) -> Result<Vec<Batch>, StoreError> {
        self.rows(select::<Batch>().and_where(of_list().not()).order_by("id", Order::Desc).limit(u64::from(limit)))
            .await
    }

    /// Imports that were begun and have no end yet.
    pub async fn unfinished_batches(&self) -> Result<Vec<Batch>, StoreError> {
        let begun = named("state", "read").or(named("state", "running"));
        self.rows(select::<Batch>().and_where(begun).order_by("id", Order::Asc)).await
    }

    /// Changes of many records of a list, newest first: their states begin with `list_`.
    pub async fn list_batches(&self, limit: u32) -> Result<Vec<Batch>, StoreError> {
        let mut ask = select::<Batch>();
        ask.and_where(of_list()).order_by("id", Order::Desc).limit(u64::from(limit));
        self.rows(&ask).await
    }

    /// Such changes that are being written, as far as their state says, and that nobody works on at this instant.
    pub async fn abandoned_list_batches(&self, now: i64) -> Result<Vec<Batch>, StoreError> {
        let moving = [Batch::LIST_PICKING, Batch::LIST_RUNNING, Batch::LIST_UNDOING].map(text);
        let claimed =
            Query::select().column("batch").from(BatchClaim::TABLE).and_where(Sea::col("until").gte(int(now))).take();
        let mut ask = select::<Batch>();
        ask.and_where(Sea::col("state").is_in(moving)).and_where(Sea::col("id").not_in_subquery(claimed));
        self.rows(ask.order_by("id", Order::Asc)).await
    }

    /// A batch for one worker until an instant (UTC microseconds), anew for whoever has it; false while another one has it.
    pub async fn claim_batch(&self, claim: &BatchClaim, now: i64) -> Result<bool, StoreError> {
        let had = |column: &'static str| Sea::col((BatchClaim::TABLE, column));
        let free = had("until").lt(int(now)).or(had("node").eq(int(claim.node.0)));
        let over = OnConflict::column("batch").update_columns(["node", "until"]).action_and_where(free).to_owned();
        let take = Query::insert()
            .into_table(BatchClaim::TABLE)
            .columns(BatchClaim::COLUMNS.iter().map(|(name, _)| *name))
            .values(claim.bind().into_iter().map(|value| Sea::Value(value.into())))
            .map_err(StoreError::inside)?
            .on_conflict(over)
            .take();
        let mut probe = select::<BatchClaim>();
        probe.and_where(is("batch", claim.batch));
        let dialect = self.engine.dialect();
        let (sql, probe) = (dialect.insert(&take)?, dialect.select(&probe)?);
        let step = Step::One { sql, probe, object: Name::from(BatchClaim::TABLE), id: claim.batch };
        match self.engine.apply(vec![step]).await {
            Ok(()) => Ok(true),
            Err(ApplyError::Version { .. } | ApplyError::Missing { .. }) => Ok(false),
            Err(error) => Err(only_store(error)),
        }
    }

    /// Whoever has this batch works on it no more.
    pub async fn release_batch(&self, claim: &BatchClaim) -> Result<(), StoreError> {
        let mut gone = Query::delete().from_table(BatchClaim::TABLE).take();
        gone.and_where(is("batch", claim.batch)).and_where(is("node", claim.node));
        let step = Step::Run(self.engine.dialect().delete(&gone)?);
        self.engine.apply(vec![step]).await.map_err(only_store)
    }

    /// How many rows a batch has of each action.
    pub async fn batch_counts(&self, batch: Id) -> Result<Vec<(Name, i64)>, StoreError> {
        let mut ask = Query::select().column("action").expr(Sea::cust("COUNT(*)")).from(BatchRow::TABLE).take();
        ask.and_where(is("batch", batch)).group_by_col("action").order_by("action", Order::Asc);
        let rows = self.engine.read(self.engine.dialect().select(&ask)?).await?;
        let counted = |row| {
            let mut cells = Reader::new(row);
            Ok((cells.text()?.unwrap_or_default(), cells.int()?.unwrap_or(0)))
        };
        rows.into_iter().map(counted).collect()
    }

    /// The first rows of a batch with this action, by record id, after the given one.
    pub async fn batch_rows_with(
        &self,
        batch: Id,
        action: &str,
        after: Option<Id>,
        limit: u32,
    ) -> Result<Vec<BatchRow>, StoreError> {
        let mut ask = select::<BatchRow>();
        ask.and_where(is("batch", batch)).and_where(named("action", action));
        ask.and_where_option(after.map(|id| Sea::col("record").gt(int(id.0))));
        self.rows(ask.order_by("record", Order::Asc).limit(u64::from(limit))).await
    }

    /// Rows of a batch by record id, after the given one. May be a few more than asked: all rows of a record come together.
    pub async fn batch_rows(&self, batch: Id, after: Option<Id>, limit: u32) -> Result<Vec<BatchRow>, StoreError> {
        let mut ask = select::<BatchRow>();
        ask.and_where(is("batch", batch));
        if let Some(after) = after {
            ask.and_where(Sea::col("record").gt(int(after.0)));
        }
        ask.order_by("record", Order::Asc).order_by("change", Order::Asc).limit(u64::from(limit));
        let mut rows: Vec<BatchRow> = self.rows(&ask).await?;
        // The next page begins after this record: all of its rows belong to this one.
        let full = rows.len() as u64 >= u64::from(limit);
        if let Some(last) = rows.last().map(|row| row.record).filter(|_| full) {
            rows.retain(|row| row.record != last);
            let mut ask = select::<BatchRow>();
            ask.and_where(is("batch", batch)).and_where(is("record", last));
            rows.extend(self.rows::<BatchRow>(ask.order_by("change", Order::Asc)).await?);
        }
        Ok(rows)
    }
}
