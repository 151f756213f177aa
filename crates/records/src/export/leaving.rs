//! The rows of an export on their way out: page by page, never more than one in memory, with the rights that hold when the page
//! is read. One that ends otherwise than was noted at its beginning leaves a second note.

use catalogue::Id;
use query::{Cursor, Select};
use serde_json::json;

use super::{MOST, Prepared, Survey, Taken, may_export};
use crate::{Ctx, Error, Record, evidence};

/// Rows of a page: each is read from one state of the database, the next one perhaps from a later one.
const PAGE: u32 = 1_000;

/// An export that was noted and gives its rows. To be `finished` once all of it has left; what is dropped before has not.
pub struct Export {
    ctx: Ctx,
    prepared: Prepared,
    survey: Survey,
    noted: Id,
    next: Next,
    given: i64,
    /// Bytes that left of a file, where it broke off on its way.
    sent: Option<(u64, u64)>,
    finished: bool,
}

enum Next {
    Page(Option<Cursor>),
    End,
}

impl Export {
    pub(super) fn new(ctx: &Ctx, prepared: Prepared, survey: Survey, noted: Id) -> Self {
        let next = Next::Page(None);
        Self { ctx: ctx.clone(), prepared, survey, noted, next, given: 0, sent: None, finished: false }
    }

    /// The request that it belongs to.
    #[must_use]
    pub fn ctx(&self) -> &Ctx {
        &self.ctx
    }

    /// The id of its evidence: what names the file in it.
    #[must_use]
    pub fn noted(&self) -> Id {
        self.noted
    }

    /// What was found out before it began.
    #[must_use]
    pub fn survey(&self) -> &Survey {
        &self.survey
    }

    /// The columns of the file.
    #[must_use]
    pub fn columns(&self) -> &[Taken] {
        &self.survey.columns
    }

    /// Rows given so far.
    #[must_use]
    pub fn given(&self) -> i64 {
        self.given
    }

    /// The next rows; none at the end. `Forbidden` from the moment on at which the person may not act or export any more.
    pub async fn next_page(&mut self) -> Result<Option<Vec<Record>>, Error> {
        let Next::Page(after) = &self.next else { return Ok(None) };
        // The first page follows at once on the beginning; until a later one a person may be frozen.
        let ctx = if after.is_some() { self.ctx.renewed().await? } else { self.ctx.clone() };
        may_export(&ctx, &self.prepared.object.name).map_err(|_| Error::Forbidden)?;
        let left = u32::try_from(MOST.saturating_sub(self.given)).unwrap_or(0);
        let limit = PAGE.min(left);
        let select = Select { after: after.clone(), limit, ..self.prepared.select.clone() };
        let sorts = select.sort.len();
        let rows = ctx.gate.store.select(&self.prepared.scoped(&ctx, select)).await?;
        self.given = self.given.saturating_add(i64::try_from(rows.len()).unwrap_or(i64::MAX));
        self.next = match rows.last() {
            Some(last) if rows.len() == limit as usize && self.given < MOST => {
                let values = last.values[last.values.len() - sorts..].to_vec();
                Next::Page(Some(Cursor { values, id: last.id }))
            }
            _ => Next::End,
        };
        let rows: Vec<Record> = rows.into_iter().map(|row| self.prepared.shown.record(row)).collect();
        Ok((!rows.is_empty()).then_some(rows))
    }

    /// So many bytes of the file have left.
    pub fn sent(&mut self, bytes: u64, of: u64) {
        self.sent = Some((bytes, of));
    }

    /// All of it has left.
    pub fn finished(mut self) {
        self.finished = true;
    }
}

impl Drop for Export {
    fn drop(&mut self) {
        if self.finished && self.given == self.survey.rows {
            return;
        }
        let detail = json!({
            "export": self.noted.0, "rows": self.given, "of": self.survey.rows, "broke_off": !self.finished,
            "bytes": self.sent.map(|(bytes, _)| bytes), "bytes_of": self.sent.map(|(_, of)| of),
        });
        evidence::note(&self.ctx, "export_end", Some(&self.survey.object), None, &detail);
    }
}
