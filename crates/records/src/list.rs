//! A page of records: filtered, searched, sorted and paged by key, within the caller's rights.

use catalogue::Name;
use query::{Archived, Cursor};

use crate::{Ctx, Error, Record};

/// What is asked, as text: nothing of it is trusted.
#[derive(Debug, Clone, Default)]
pub struct ListAsk {
    pub object: String,
    /// An expression of the query language.
    pub filter: Option<String>,
    /// A segment of the object.
    pub segment: Option<String>,
    pub search: Option<String>,
    /// Field or path, and whether it descends. Empty: the object's own order.
    pub sort: Vec<(String, bool)>,
    /// Fields or paths (`company.city`). Empty: the object's list columns.
    pub columns: Vec<String>,
    pub after: Option<Cursor>,
    /// 1 to 200; 0 means 50.
    pub limit: u32,
    pub archived: Archived,
    /// Also count all rows that meet it.
    pub count: bool,
}

/// One page.
#[derive(Debug, Clone)]
pub struct Page {
    pub object: Name,
    pub rows: Vec<Record>,
    /// Where the next page starts; `None` on the last one.
    pub next: Option<Cursor>,
    /// Present when `count` was asked.
    pub total: Option<i64>,
}

/// Lists. Refuses (naming the field) to filter or sort on what the caller may never read.
pub async fn list(ctx: &Ctx, ask: &ListAsk) -> Result<Page, Error> {
    let _ = (ctx, ask);
    Err(Error::internal("not yet"))
}

/// How many rows meet it.
pub async fn count(ctx: &Ctx, ask: &ListAsk) -> Result<i64, Error> {
    let _ = (ctx, ask);
    Err(Error::internal("not yet"))
}
