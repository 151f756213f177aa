//! Records by any part of their searched fields.

use std::sync::Arc;

use catalogue::{Id, Name};

use crate::{Ctx, Error};

#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub object: Name,
    pub id: Id,
    pub title: Arc<str>,
}

/// Over every object that the caller may read; `limit` for each object.
pub async fn search(ctx: &Ctx, text: &str, limit: u32) -> Result<Vec<Hit>, Error> {
    let _ = (ctx, text, limit);
    Err(Error::internal("not yet"))
}

/// For a reference field: records of one object; an empty text gives the newest.
pub async fn suggest(ctx: &Ctx, object: &str, text: &str, limit: u32) -> Result<Vec<Hit>, Error> {
    let _ = (ctx, object, text, limit);
    Err(Error::internal("not yet"))
}
